"""Cut the words of a target into the times, ranges and periodic words that they name.

The words are data (``[time]`` in ``data/patterns/words.toml``); slips of the scanner in the name of
a month ("Desernber", "Jan uari") are read through where only one month is near.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import Any, Final

from zikg.extract.likeness import within
from zikg.extract.remembering import remembered
from zikg.extract.wordlists import any_of, wordlist

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_SPELLED: Final = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "pertama": 1}
_COUNT: Final = rf"(?<![a-z])(?:iv|v|i{{1,3}})(?![a-z])|\d|{'|'.join(_SPELLED)}"
_NEAR: Final = range(2015, 2046)
"""Years that two digits behind a month may stand for; others may be days."""
_NUMERIC: Final = frozenset(("iso", "brief", "opening", "numeric", "unsure", "half"))
_LIMIT: Final = {"quarter": 4, "semester": 2, "third": 3, "week": 5}
_YEAR: Final = r"(?:19|2[0o])[\do]{2}"  # the letter o is a slip of the scanner
_DATE: Final = rf"(?<![\d/-])(\d{{1,2}})[-/.](\d{{1,2}})[-/.]({_YEAR})(?!\d)"
_SLIPS: Final = str.maketrans(
    {"0": "o", "1": "i", "|": "i", "!": "i", "5": "s", "4": "a", "8": "b"}
)
_DIGITS: Final = tuple("0123456789")
_BRIEF: Final = frozenset(("date", "brief", "opening", "numeric", "day"))
"""Kinds that begin with one or two digits, never with three."""
_LEAD: Final = 3
"""Characters by which the expressions are chosen that are tried at a place."""
_DASHES: Final = re.compile(r"[‐‑‒–—―−~]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of time: its kind (``month``, ``year``, ``range`` ...) and the numbers in it.

    A day or week has first, last and month; others have one number. A ``figure`` is a year of two
    digits behind a month, which may be a day as well.
    """

    kind: str
    numbers: tuple[int, ...] = ()
    year: int | None = None


@cache
def _months() -> dict[str, int]:
    forms: list[list[str]] = wordlist("words")["time"]["months"]
    return {form: index + 1 for index, month in enumerate(forms) for form in month}


@lru_cache(maxsize=4096)
def month_number(word: str) -> int | None:
    """Return the number (1 to 12) of the month that a word names, or ``None``.

    Example:
        >>> month_number("Desernber"), month_number("Nop"), month_number("Juii")
        (12, 11, None)
    """
    folded = word.casefold().strip(".")
    months = _months()
    if folded in months:
        return months[folded]
    folded = folded.translate(_SLIPS).replace("rn", "m").replace("vv", "w")
    if folded in months:
        return months[folded]
    if len(folded) < 4 or not folded.isalpha():
        return None
    near: dict[int, int] = {}
    for form, number in months.items():
        if len(form) < 4:
            continue
        distance = within(folded, form, 2 if len(form) >= 7 else 1)
        if distance is not None:
            near[number] = min(distance, near.get(number, 9))
    best = sorted(near.items(), key=lambda item: item[1])
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


@cache
def _sources() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Return each kind with all that it may begin with and its expression, in order."""
    time: dict[str, Any] = wordlist("words")["time"]
    number = rf"(?:(?:(?:ke|k)[\s.-]*)?(?:iv|v|i{{1,3}}|\d|{'|'.join(_SPELLED)})|pertama)(?![\w%])"
    joint = rf"(?:{any_of([*time['ranges'], *time['lists']])})"

    def counted(kind: str) -> str:
        named = rf"(?:{any_of(time[kind])})"
        return rf"(?<!\w){named}[\s.-]*({number}(?:\s*{joint}\s*(?:{named}[\s.-]*)?{number})*)"

    day = r"(?<![\d.,])([0-3]?\d)(?!\d)"
    span = rf"(?:\s*(?:{any_of(time['ranges'])})\s*([0-3]?\d)(?!\d))?"
    month = r"(0?[1-9]|1[0-2])"
    table = {
        "date": _DATE,
        "iso": rf"(?<![\d/-])({_YEAR})[-/]{month}(?:-([0-2]\d|3[01]))?(?![\d/-])",
        "brief": r"(?<![\d/-])(\d{1,2})([-/])(\d{1,2})\2(\d\d)(?![\d/-])",
        "opening": rf"(?<![\d/-])(\d{{1,2}})/(\d{{1,2}})(?=\s*{joint}\s*{_DATE})",
        "numeric": rf"(?<![\d/.-]){month}\s?[-/.]\s?({_YEAR})(?![\d/-])",
        "unsure": rf"(?<![\w/.-])(?:\d{{1,3}}|[ivx]{{1,4}})\s?[/.]\s?{_YEAR}(?!\d)",
        "half": rf"(?<!\w)[sh]([12])(?=\W{{1,3}}(?:{_YEAR}|\d\d)(?!\d))",
        "week": rf"{counted('weeks')}(?:\s+(?:bulan\s+)?([a-z0-9|!]{{3,10}})\b)?",
        "quarter": counted("quarters"),
        "semester": counted("semesters"),
        "third": counted("thirds"),
        "day": rf"{day}{span}\s+([a-z0-9|!]{{3,10}})\b\.?",
        "excel": r"(?<!\w)([a-z]{3,10}+)(?:-|\.?\s?['’‘`´]\s?)?(\d\d)(?![\w/])(?!\s*[a-z]{3})",
        "figure": r"(?<!\w)([a-z]{3,10}+)\.?,?\s(\d\d)(?!\d|[./,:]?\w|\s*%|\s*[a-z]{4})"
        rf"(?!\s*(?:{any_of([*time['ranges'], *time['lists']])})\s*\d)",
        "code": rf"(?<!\w)(?:b[\s.-]?|bulan\s+(?:ke[\s-]*)?){month}(?:\s*(?:"
        rf"{any_of(time['ranges'])})\s*(?:ke[\s-]*)?{month})?(?![\d/]|\s*(?!tahun|{any_of(time['lists'])})[a-z]{{3}})",
        "year": rf"(?<!\d)({_YEAR})(?!\d)",
        "short": r"(?<=[\w.\s])['’‘`´]\s?(\d\d)(?!\d)",
        "open": rf"(?<!\w)(?:{any_of(time['open'])})(?!\w)",
        "until": rf"(?<!\w)(?:{any_of(time['until'])})(?!\w)",
        "since": rf"(?<!\w)(?:{any_of(time['since'])})(?!\w)",
        "periodic": rf"(?<!\w)(?:{any_of(time['periodic'])})(?!\w)",
        "range": rf"(?<![\w]){any_of_words(time['ranges'])}|-",
        "list": rf"{any_of_words(time['lists'])}",
        "word": r"[^\W_][\w|!]*",
    }
    begins = {kind: _initials(time[kind]) for kind in ("open", "until", "since", "periodic")}
    begins |= {
        kind: _initials(time[f"{kind}s"]) for kind in ("week", "quarter", "semester", "third")
    }
    begins |= {kind: _initials([*time[f"{kind}s"], "-"]) for kind in ("range", "list")}
    begins |= {"half": ("s", "h"), "code": ("b",), "unsure": (*_DIGITS, "i", "v", "x")}
    begins |= {"short": tuple("'’‘`´"), "word": ("",)}
    begins |= {"excel": tuple(ascii_lowercase), "figure": tuple(ascii_lowercase)}
    return tuple((kind, begins.get(kind, _DIGITS), source) for kind, source in table.items())


@lru_cache(maxsize=2048)
def _kinds_at(lead: str) -> tuple[tuple[str, str], ...]:
    """Return the kinds that may begin with some characters and their expressions, in order."""
    long = len(lead) == _LEAD and lead.isdecimal()
    return tuple(
        (kind, source)
        for kind, begins, source in _sources()
        if lead.startswith(begins) and not (long and kind in _BRIEF)
    )


def _initials(words: list[str]) -> tuple[str, ...]:
    return tuple(word[:_LEAD] for word in words)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Return the compiled expression: most targets need few of them."""
    return re.compile(source)


def any_of_words(words: list[str]) -> str:
    """Return an expression for any of the words, whole where they are made of letters."""
    letters = [word for word in words if word[-1].isalpha()]
    marks = [word for word in words if not word[-1].isalpha()]
    return rf"(?:(?<!\w)(?:{any_of(letters)})(?!\w)|(?:{any_of(marks)}))"


@remembered
def time_words(text: str) -> tuple[Word, ...]:
    """Return the words of time in a text, in order.

    Args:
        text: the words of a target cell.

    Example:
        >>> [word.kind for word in time_words("Januari s.d. 31 Maret 2025")]
        ['month', 'until', 'day', 'year']
    """
    folded = _DASHES.sub("-", " ".join(text.casefold().split()))
    found: list[Word] = []
    place = 0
    while place < len(folded):
        if folded[place] == " ":
            place += 1
            continue
        for kind, source in _kinds_at(folded[place : place + _LEAD]):
            match = _pattern(source).match(folded, place)
            if match is None:
                continue
            words = _read(kind, match)
            if words is None:
                continue
            found.extend(words)
            place = match.end()
            break
        else:
            place += 1
    return tuple(found)


def _read(kind: str, match: re.Match[str]) -> list[Word] | None:
    """Return the words of a match, or ``None`` where it proves to be something else."""
    named: int | None
    if kind == "word":
        named = month_number(match[0])
        return [Word("month", (named,))] if named else []
    if kind == "date":
        day, month, year = (_number(piece) for piece in match.groups())
        return [Word("day", (day, day, month), year)] if 1 <= month <= 12 and 0 < day < 32 else None
    if kind in _NUMERIC:
        return _numeric(kind, match)
    if kind == "day":
        named = month_number(match[3])
        first, last = int(match[1]), int(match[2] or match[1])
        fits = 0 < first <= last < 32
        return [Word("day", (first, last, named))] if fits and named else None
    if kind == "week":
        named = month_number(match[2]) if match[2] else None
        counts = _counts(match[1], kind)
        return [Word("week", (counts[0], counts[-1], named))] if named and counts else None
    if kind in _LIMIT:
        counts = _counts(match[1], kind)
        ranged = re.search(r"-|s[./]?d|sampai|hingga", match[1]) is not None
        linked = "range" if ranged and len(counts) == 2 else "list"
        words = [part for count in counts for part in (Word(kind, (count,)), Word(linked))][:-1]
        return words or None
    if kind == "code":
        one = Word("month", (int(match[1]),))
        return [one, Word("range"), Word("month", (int(match[2]),))] if match[2] else [one]
    if kind == "excel":
        named = month_number(match[1])
        year = 2000 + int(match[2])
        return [Word("month", (named,), year)] if named and year in _NEAR else None
    if kind == "figure":
        named = month_number(match[1])
        year = 2000 + int(match[2])
        return [Word("month", (named,)), Word(kind, (year,))] if named and year in _NEAR else None
    if kind in {"year", "short"}:
        year = _number(match[1])
        return [Word("year", (year if year > 99 else 2000 + year,))]
    return [Word(kind)]


def _numeric(kind: str, match: re.Match[str]) -> list[Word] | None:
    """Return the words of a time written in digits; ``unsure`` for "13/2025" or "I/2025"."""
    if kind == "half":
        return [Word("semester", (int(match[1]),))]
    if kind == "unsure":
        return [Word("unsure")]
    if kind == "numeric":
        return [Word("month", (int(match[1]),), _number(match[2]))]
    if kind == "iso":
        year, month = _number(match[1]), int(match[2])
        day = int(match[3] or 0)
        return [Word("day", (day, day, month), year) if day else Word("month", (month,), year)]
    day, month = int(match[1]), int(match[3] if kind == "brief" else match[2])
    if not (0 < day < 32 and 1 <= month <= 12):
        return [Word("unsure")]
    return [Word("day", (day, day, month), 2000 + int(match[4]) if kind == "brief" else None)]


def _number(digits: str) -> int:
    return int(digits.replace("o", "0"))


def _counts(text: str, kind: str) -> list[int]:
    found = [
        _ROMAN.get(piece) or _SPELLED.get(piece) or int(piece) for piece in re.findall(_COUNT, text)
    ]
    return [number for number in found if 1 <= number <= _LIMIT[kind]]
