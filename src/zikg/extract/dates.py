"""Read Indonesian dates as intervals: a day, a month or a year, never more than is written."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

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
      (?<![\w/.-])(?P<day>{_DIGIT}{{1,2}})[\s.,-]{{0,3}}(?P<month>{MONTH})\b\.?[\s,-]{{0,3}}
        (?P<year>{_YEAR})(?![\w])                                        # 7 Februari 2025
    | (?<![\w/.-])(?P<nday>[0-9]{{1,2}})(?P<mark>[-/.])(?P<nmonth>[0-9]{{1,2}})(?P=mark)
        (?P<nyear>[12][0-9]{{3}})(?![\w/-])                              # 17-10-2025
    | (?<![\w/.-])(?P<iyear>[12][0-9]{{3}})-(?P<imonth>[0-9]{{2}})-(?P<iday>[0-9]{{2}})(?![\w/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A whole date: day, month and year."""

_MONTH_YEAR: Final = re.compile(
    rf"\b(?P<month>{MONTH})\b\.?[\s,]{{0,3}}(?P<year>{_YEAR})(?!\w)", re.IGNORECASE
)
_YEAR_ONLY: Final = re.compile(r"(?<![\w/.-])(?:19|20)[0-9]{2}(?![\w/-])")
_OCR: Final = str.maketrans("lI|OoSs", "1110055")


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
    match = DAY.search(text)
    if match:
        return day_of(match)
    match = _MONTH_YEAR.search(text)
    if match:
        if re.search(r"\d\s*$", text[: match.start()]):
            return None  # a number that is no day stands before the month
        year = int(match["year"].translate(_OCR))
        return Interval.parse(f"{year:04d}-{MONTHS[match['month'].lower()]:02d}")
    match = _YEAR_ONLY.search(text)
    return Interval.parse(match.group()) if match else None


def day_of(match: re.Match[str]) -> Interval | None:
    """Return the day that a match of `DAY` names, or ``None`` where no such day exists."""
    if match["month"]:
        day, year = (match[name].translate(_OCR) for name in ("day", "year"))
        month = MONTHS[match["month"].lower()]
    else:
        kind = "n" if match["nday"] else "i"
        day, year = match[f"{kind}day"], match[f"{kind}year"]
        month = int(match[f"{kind}month"])
    try:
        return Interval.of(date(int(year), month, int(day)))
    except ValueError:
        return None
