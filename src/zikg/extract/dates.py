"""Read Indonesian dates as intervals: a day, a month or a year, never more than is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from zikg.extract.spelled import NUMBER, YEAR, number
from zikg.model import Interval

MONTHS: Final = {
    "januari": 1,
    "jan": 1,
    "februari": 2,
    "pebruari": 2,
    "feb": 2,
    "maret": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "mei": 5,
    "juni": 6,
    "jun": 6,
    "juli": 7,
    "jul": 7,
    "agustus": 8,
    "agt": 8,
    "agu": 8,
    "ags": 8,
    "september": 9,
    "sept": 9,
    "sep": 9,
    "oktober": 10,
    "okt": 10,
    "november": 11,
    "nopember": 11,
    "nov": 11,
    "nop": 11,
    "desember": 12,
    "des": 12,
}
"""Names of the months, the old spellings and the usual short forms among them."""

MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
"""The names as one choice of a pattern."""

# Digits as scanners read them: l, I and | for 1, O and o for 0, S for 5.
_DIGIT: Final = r"[0-9lI|OoS]"
_YEAR: Final = rf"(?:[12]{_DIGIT}{{3}}|[lI]9{_DIGIT}{{2}})"
DAY: Final = re.compile(
    rf"""
      (?<![\w/.-])(?P<day>{_DIGIT}{{1,2}})[\s.,-]{{0,3}}(?:\([^()\d]{{4,24}}\)\s*)?(?:bulan\s+)?
        (?P<month>{MONTH})\b\.?[\s,-]{{0,3}}(?:tahun\s+)?(?P<year>{_YEAR})(?!\w)  # 7 Mei 2025
    | (?<![\w/.-])(?P<nday>[0-9]{{1,2}})(?P<mark>[-/.])(?P<nmonth>[0-9]{{1,2}})(?P=mark)
        (?P<nyear>[12][0-9]{{3}})(?![\w/-])                              # 17-10-2025
    | (?<![\w/.-])(?P<iyear>[12][0-9]{{3}})-(?P<imonth>[0-9]{{2}})-(?P<iday>[0-9]{{2}})(?![\w/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A whole date in digits: day, month and year."""

FIRST_YEAR: Final = 1800
"""Earlier years are those of another calendar: no Indonesian instrument is as old."""

_BESIDE: Final = frozenset("/(=,;bB123456789lI|0")
"""What the other date, or the words that lead to it, begins with."""

_OCR: Final = str.maketrans("lI|OoSs", "1110055")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that few dates need: made when the first of them comes."""
    source = {
        "spelled": rf"""
            (?<!\w)(?P<day>{_DIGIT}{{1,2}}|{NUMBER})[\s.,-]{{0,3}}(?:bulan\s+)?
            (?P<month>{MONTH}|(?<=bulan\s){NUMBER})\b\.?[\s,-]{{0,3}}
            (?:tahun\s+)?(?P<year>{_YEAR}|{YEAR})(?!\w)
        """,
        "month": rf"\b(?P<month>{MONTH})\b\.?[\s,]{{0,3}}(?P<year>{_YEAR})(?!\w)",
        "year": r"(?<![\w/.-])(?:19|20)[0-9]{2}(?![\w/-])",
        "hijri": rf"""
            (?<![\w/.-])(?:{_DIGIT}{{1,2}}\s*[^\W\d_](?:[^\W\d_]|['’‘`\s.-]){{2,22}}?[\s,]*
              | {_DIGIT}{{1,2}}(?P<mark>[-/.]){_DIGIT}{{1,2}}(?P=mark))
            (?:(?:tahun\s+)?[1lI|][345]{_DIGIT}{{2}})(?!\w)(?:\s*(?:Hijr\w*|H(?!\w)\.?))?
        """,
        "era": r"\s?(?:M(?![\w'’]|\.\s?[A-Z])\.?|Masehi\b)",
        # "M. NUR" may be a person, but not behind a date that has "H".
        "marked era": r"\s?(?:M(?!\w)\.?|Masehi\b)",
        "same day": r"""
            [\s/,;:=()–-]*(?:(?:yang\s+)?(?:bertepatan|bersamaan|bertepat|atau|sama)(?!\w)\s*)?
            (?:dengan\s+)?(?:(?:pada\s+)?(?:hari\s+\w+[\s,]+)?(?:tanggal|tgl)(?!\w)\s*)?[\s:.,(]*
        """,
    }
    return re.compile(source[name], re.VERBOSE | re.IGNORECASE)


def _day_at(text: str, place: int) -> re.Match[str] | None:
    return DAY.match(text, place) or (
        _pattern("spelled").match(text, place) if _in_words(text) else None
    )


def _in_words(text: str) -> bool:
    return "ribu" in text.lower() or "bulan" in text.lower()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at a place: where the words that count stand, and where all that names it ends.

    ``when`` is ``None`` where only a day of another calendar is named, or a day that is none.
    """

    start: int
    end: int
    when: Interval | None
    stop: int


def dated_at(text: str, place: int) -> Dated | None:
    """Return the date that begins at a place; beside a day of the Hijri calendar the other counts.

    Nothing is converted between calendars: the day would depend on the sighting of the moon.

    Args:
        text: clean words, single blanks.
        place: where the date should begin.

    Example:
        >>> found = dated_at("14 Ramadan 1446 H / 14 Maret 2025 M", 0)
        >>> found.when.printed, found.start
        ('2025-03-14', 20)
        >>> dated_at("14 Ramadan 1446 H", 0).when is None
        True
    """
    day = _day_at(text, place)
    hijri = None
    if day is None or day_year(day) < FIRST_YEAR:
        hijri = _pattern("hijri").match(text, place)
        if hijri is None:
            return None
        day = _day_at(text, _after("same day", text, hijri.end()))
        if day is None or day_of(day) is None:
            return Dated(place, hijri.end(), None, hijri.end())
    stop = _after("marked era" if hijri else "era", text, day.end())
    if hijri is None and text[stop : stop + 2].strip()[:1] in _BESIDE:
        hijri = _pattern("hijri").match(text, _after("same day", text, stop))
        stop = hijri.end() if hijri else stop
    return Dated(day.start(), day.end(), day_of(day), stop)


def _after(name: str, text: str, place: int) -> int:
    match = _pattern(name).match(text, place)
    return match.end() if match else place


def parse_day(text: str) -> Interval | None:
    """Return the first date in a text, as far as it is known.

    Args:
        text: words such as ``tanggal 7 Februari 2025``, ``17-10-2025``, ``Desember 2021``.

    Returns:
        The interval of the day, the month or the year; ``None`` where there is no date or the
        day does not exist (31 Februari).

    Example:
        >>> parse_day("Pada tanggal 06 Januari 2025").printed
        '2025-01-06'
        >>> parse_day("Nopember 2025").printed
        '2025-11'
        >>> parse_day("31 Februari 2025") is None
        True
    """
    spelled = _pattern("spelled").finditer(text) if _in_words(text) else ()
    for match in (*DAY.finditer(text), *spelled):
        if day_year(match) >= FIRST_YEAR:
            return day_of(match)
    match = _pattern("month").search(text)
    if match:
        if re.search(r"\d\s*$", text[: match.start()]):
            return None  # a number that is no day stands before the month
        year = int(match["year"].translate(_OCR))
        return Interval.parse(f"{year:04d}-{MONTHS[match['month'].lower()]:02d}")
    match = _pattern("year").search(text)
    return Interval.parse(match.group()) if match else None


def day_year(match: re.Match[str]) -> int:
    """Return the year that a match of `DAY` names."""
    year: str = match["year"] or match["nyear"] or match["iyear"]
    return _count(year)


def _count(written: str) -> int:
    digits = written.translate(_OCR)
    return int(digits) if digits.isdecimal() else number(written)


def day_of(match: re.Match[str]) -> Interval | None:
    """Return the day that a match of `DAY` names, or ``None`` where no such day exists."""
    year = day_year(match)
    if match["month"]:
        day = _count(match["day"])
        month = MONTHS.get(match["month"].lower()) or number(match["month"])
    else:
        kind = "n" if match["nday"] else "i"
        day, month = int(match[f"{kind}day"]), int(match[f"{kind}month"])
    try:
        return Interval.of(date(year, month, day)) if year >= FIRST_YEAR else None
    except ValueError:
        return None
