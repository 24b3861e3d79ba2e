"""Numbers and years of instruments, as printed and as a scan may have left them.

A number is plain (``12``, ``5A``), coded (``169/PMK.01/2012``, ``XVIII/MPR/1998``) or marked
(``19 Prp``, ``12/Drt/1951``). Every reading that is not to the letter carries a penalty, which
later lowers the confidence of the citation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from zikg.extract.citations.fold import distance
from zikg.extract.citations.lexicon import instruments, ocr

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2100
_FUTURE: Final = 2035
"""No text in hand was made after it: a later year is a misread digit."""

NOMOR: Final = re.compile(
    r"""(?<![A-Za-z/])(?:
        n\s?[o0ea]{1,2}\s?(?:m|rn|nn|in|rm)\s?[o0ea]\s?[rtfnvl]   # nomor, n o m o r, nornor
      | n[o0]m?r?s?\.? | nr\.? | nmor | nomr | №
    )(?![A-Za-z])(?:\s?pol\b)?[\s.:;,°º'"‘’“]{0,4}(?=[\w(])""",
    re.IGNORECASE | re.VERBOSE,
)
"""The word before a number."""

_TAHUN: Final = re.compile(
    r"[\s,.;/]{0,3}(t\s?a\s?h\s?u\s?n|thn|th|t[^\s\d;,()/]{2,7})[\s.:,;]{0,3}", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:1[89]\d\d|20\d\d)(?!\d)")
_SPACED_YEAR: Final = re.compile(r"(?:1 ?[89] ?\d ?\d|2 ?0 ?\d ?\d)(?!\d)")
_DAMAGED_YEAR: Final = re.compile(r"[12lIiZzL|!][ ]?[0-9OoQDAlIiLSsBZzgqt|!\]]{3}(?![A-Za-z0-9])")
_CODED: Final = re.compile(
    r"(?:[A-Z]{1,6}[.\-–]?\s)?[A-Za-z0-9][\w.\-–]*"
    r"(?:\s?[/\\](?!\s?(?:tahun|thn)\b)\s?[\w.\-–()&]+)+",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(
    r"[A-Z][A-Za-z]{0,9}(?:[.\-–]\s?|\s)?\d[\w.\-–]*|\d{2,4}(?:[.\-–]\d{1,4})+(?![\d/])"
)
_PLAIN: Final = re.compile(r"\d{1,5}(?![\d/])")
_SPACED: Final = re.compile(r"\d{1,2}(?:\s\d{1,2}){1,2}(?=\s?,?\s?t\s?a\s?h)", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\s?(?:bis|ter)\b|[A-Ha-h](?![A-Za-z0-9])|\s[A-H](?=\s?,?\s?[Tt]a?h)")
_TOKEN: Final = re.compile(r"[0-9A-Za-z|!\]]{1,5}(?![A-Za-z0-9/])")
_SLASHED_YEAR: Final = re.compile(r"(\d{1,4}[A-Z]?)\s?[/\\]\s?((?:1[89]|20)\d\d)(?![\d/])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its year as read at ``start`` to ``end`` of the view.

    ``mark`` is the type that a mark beside the number names (``19 Prp`` is a Perppu).
    """

    printed: str
    year: int | None
    start: int
    end: int
    penalty: float = 0.0
    mark: str | None = None
    coded: bool = False


@cache
def _marked() -> re.Pattern[str]:
    marks = "|".join(sorted(instruments()["marks"], key=len, reverse=True))
    return re.compile(
        rf"([0-9lIOo|]{{1,4}})\s?[/.\-(]?\s?({marks})\b\.?\)?[\s/,.\-]{{0,3}}", re.IGNORECASE
    )


@cache
def _marks() -> dict[str, str]:
    return {mark.lower(): kind for mark, kind in instruments()["marks"].items()}


@cache
def _digits(which: str) -> dict[int, str]:
    return str.maketrans(ocr()["digits"][which])


def tahun(text: str, at: int) -> tuple[int, float] | None:
    """Return where the word *tahun* before a year ends and its penalty, or ``None``."""
    match = _TAHUN.match(text, at)
    if not match:
        return None
    word = re.sub(r"[^a-z]", "", match[1].lower())
    if word in {"tahun", "thn", "th"}:
        return match.end(), 0.0 if len(word) == len(match[1]) else 0.05
    return (match.end(), 0.15) if distance(word, "tahun", 2) <= 2 else None


def year(text: str, at: int) -> tuple[int, int, float] | None:
    """Return the year at a place, its end and its penalty, or ``None``.

    Example:
        >>> year("2O14 tentang", 0)
        (2014, 4, 0.2)
    """
    match = _YEAR.match(text, at)
    if match:
        value = int(match.group())
        # A scan takes 1 for 7: 2076 is 2016, an impossible year in a text of today.
        if value > _FUTURE and text[at + 2] == "7" and value - 60 < _FUTURE:
            return value - 60, match.end(), 0.5
        return value, match.end(), 0.0
    for pattern, penalty in ((_SPACED_YEAR, 0.1), (_DAMAGED_YEAR, 0.2)):
        match = pattern.match(text, at)
        if match:
            digits = match.group().replace(" ", "").translate(_digits("year"))
            if digits.isdigit() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
                return int(digits), match.end(), penalty
    return None


def parse(text: str, at: int, *, marked: bool = True) -> Number | None:
    """Return the number that begins at a place, with the year that belongs to it.

    Args:
        text: text of the view.
        at: place right after the word *Nomor*, or after the form where that word is missing.
        marked: whether the word *Nomor* stands before; without it only a number that says its
            year, or a code, counts.

    Example:
        >>> parse("5 Tahun 2014 tentang", 0)
        Number(printed='5', year=2014, start=0, end=12, penalty=0.0, mark=None, coded=False)
    """
    return _special(text, at) or _with_code(text, at, marked) or _simple(text, at, marked)


def _special(text: str, at: int) -> Number | None:
    match = _marked().match(text, at)
    if not match:
        return None
    printed = match[1].translate(_digits("number"))
    if not printed.isdigit():
        return None
    kind = _marks()[match[2].lower()]
    end = match.start() + len(match.group().rstrip(" ,/-"))
    number = Number(printed, None, at, end, 0.0 if match[1] == printed else 0.2, kind)
    word = tahun(text, match.end())
    found = year(text, word[0] if word else match.end())
    return replace(number, year=found[0], end=found[1]) if found else number


def _dated(number: Number, text: str) -> Number:
    """Return the number with the year that follows it ("Tahun 2014"), if one does."""
    word = tahun(text, number.end)
    found = year(text, word[0]) if word else None
    if not word or not found:
        return number
    penalty = max(number.penalty, word[1], found[2])
    return replace(number, year=found[0], end=found[1], penalty=penalty)


def _with_code(text: str, at: int, marked: bool) -> Number | None:
    slashed = _SLASHED_YEAR.match(text, at)
    if slashed and not tahun(text, slashed.end()):
        return Number(slashed[1], int(slashed[2]), at, slashed.end())
    match = _CODED.match(text, at)
    if match:
        raw = match.group().rstrip(".-–(,")
        raw = raw[:-1] if raw.endswith(")") and "(" not in raw else raw
        printed = re.sub(r"\s?([/\\])\s?", r"\1", raw)
        if marked or re.search(r"/(?:1[89]|20)\d\d$", printed):
            number = Number(printed, year_in_code(printed), at, at + len(raw), coded=True)
            return _dated(number, text)
        return None
    match = _DOTTED.match(text, at)
    if match:
        raw = match.group().rstrip(".-–")
        if raw.translate(_digits("number")).isdigit():
            return None  # "L4" is a damaged 14, no code
        if not marked and not re.match(r"[A-Z]{1,6}(?![a-z])", raw):
            return None
        number = _dated(Number(raw, None, at, at + len(raw), coded=True), text)
        if number.year or (marked and re.search(r"\d[.\-]|[.\-]\s?\d", raw)):
            return number
    return None


def year_in_code(printed: str) -> int | None:
    """Return the year that a coded number names.

    Example:
        >>> year_in_code("314/ORT.07-Kpt/01/KPU/V/2021")
        2021
    """
    for piece in reversed(re.split(r"[/\\]", printed)):
        cleaned = piece.strip(" .-–()")
        found = year(cleaned, 0)
        if found and found[1] == len(cleaned):
            return found[0]
    return None


def _simple(text: str, at: int, marked: bool) -> Number | None:
    spaced = _SPACED.match(text, at)
    if spaced:
        joined = re.sub(r"\s", "", spaced.group())
        return _dated(Number(joined, None, at, spaced.end(), 0.2), text)
    match = _PLAIN.match(text, at)
    if match:
        number = _dated(Number(match.group(), None, at, match.end()), text)
        if number.year is None:
            suffix = _SUFFIX.match(text, match.end())
            if suffix:
                printed = match.group() + suffix.group()
                number = _dated(Number(printed, None, at, suffix.end()), text)
                printed = (
                    printed
                    if suffix.group().strip() in {"bis", "ter"}
                    else printed.replace(" ", "")
                )
                number = replace(number, printed=printed)
        if number.year or (marked and not _glued(text, number.end)):
            return number
    return _repaired(text, at)


def _glued(text: str, end: int) -> bool:
    return end < len(text) and text[end].isalnum()


def _repaired(text: str, at: int) -> Number | None:
    match = _TOKEN.match(text, at)
    if not match:
        return None
    printed = match.group().translate(_digits("number"))
    if not printed.isdigit():
        return None
    # "II" may be 11 or two: the year has to follow, and the reading stays uncertain.
    certain = any(character.isdigit() for character in match.group())
    number = Number(printed, None, at, match.end(), 0.2 if certain else 0.45)
    number = _dated(number, text)
    return number if number.year else None
