"""Numbers and years of instruments, as printed and as a scan may have left them.

A number is plain (``12``, ``5A``), coded (``169/PMK.01/2012``, ``XVIII/MPR/1998``) or marked
(``19 Prp``, ``12/Drt/1951``). Every reading that is not to the letter carries a penalty, which
later lowers the confidence of the citation.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from zikg.extract.citations import codes
from zikg.extract.citations.lexicon import instruments
from zikg.extract.citations.years import digits, tahun, year

NOMOR: Final = re.compile(
    r"""[nN№](?:(?<![A-Za-z/].)               # a word of its own, or glued: "UNDANGNOMOR 5"
        | (?=[oO][mM.])(?:                     # most letters of a word are told here
            (?<=[a-z]N)(?=(?:omor|o\.)\s?\d) | (?<=[A-Z]N)(?=OMOR\s?\d)
          | (?<=[a-z]n)(?=omor\s?\d)))
      (?i:
        \s?[o0eau]{1,2}\s?(?:m{1,2}|rn|nn|in|rm)\s?[o0ea]\s?[rtfnvl]   # nomor, n o m o r, nornor
      | [o0]m?r?s?\.? | r\.? | mor | omr | (?<=№)
    )(?![A-Za-z])(?i:\s?pol\b)?[\s.:;,°º'"‘’“]{0,4}(?=[\w(])""",
    re.VERBOSE,
)
"""The word before a number."""

_PLAIN: Final = re.compile(r"\d{1,5}(?![\d/])")
_SPACED: Final = re.compile(r"\d{1,2}(?:\s\d{1,2}){1,2}(?=\s?,?\s?t\s?a\s?h)", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\s?(?:bis|ter)\b|[A-Ha-h](?![A-Za-z0-9])|\s[A-H](?=\s?,?\s?[Tt]a?h)")
_TOKEN: Final = re.compile(r"[0-9A-Za-z|!\]]{1,5}(?![A-Za-z0-9/])")
_ROMAN: Final = re.compile(r"[IVXLC]{1,7}(?![A-Za-z0-9/])")
_ROMAN_GOES_ON: Final = re.compile(
    r"\s?(?:,|dan|serta)\s?(?:No\.?\s|Nomor\s)?[IVXLC]{1,7}\b", re.IGNORECASE
)
_BARE_YEAR: Final = re.compile(r"\s(?=(?:19|20)\d\d(?![\d/\-]|[.,]\d))")


class Number(NamedTuple):
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
def _spelled() -> re.Pattern[str]:
    """The number in words behind its digits: "Nomor 5 (lima) Tahun 2014"."""
    words = "|".join(instruments()["number"]["words"])
    return re.compile(rf"\s?\((?:(?:{words})\s?){{1,8}}\)(?=[\s,]{{0,2}}t)", re.IGNORECASE)


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


def roman(text: str, at: int) -> Number | None:
    """Return the roman number at a place ("II tahun 1960"), as decisions of the MPR have it."""
    match = _ROMAN.match(text, at)
    number = _dated(Number(match.group(), None, at, match.end()), text) if match else None
    if match and number and number.year is None and _ROMAN_GOES_ON.match(text, number.end):
        return number  # "I dan II Tahun 1960": the last of the list has the year
    return number if number and number.year else None


def _special(text: str, at: int) -> Number | None:
    match = _marked().match(text, at)
    if not match:
        return None
    printed = match[1].translate(digits("number"))
    if not printed.isdigit():
        return None
    kind = _marks()[match[2].lower()]
    end = match.start() + len(match.group().rstrip(" ,/-"))
    number = Number(printed, None, at, end, 0.0 if match[1] == printed else 0.2, kind)
    word = tahun(text, match.end())
    found = year(text, word[0] if word else match.end())
    return number._replace(year=found[0], end=found[1]) if found else number


def _dated(number: Number, text: str) -> Number:
    """Return the number with the year that follows it ("Tahun 2014"), if one does."""
    spelled = _spelled().match(text, number.end)
    word = tahun(text, spelled.end() if spelled else number.end)
    found = year(text, word[0]) if word else None
    if not word or not found:
        return number
    penalty = max(number.penalty, word[1], found[2])
    return number._replace(year=found[0], end=found[1], penalty=penalty)


def _with_code(text: str, at: int, marked: bool) -> Number | None:
    plain = codes.slashed(text, at)
    if plain:
        return Number(plain.printed, plain.year, at, plain.end)
    code = codes.coded(text, at, marked=marked)
    if code:
        number = Number(code.printed, code.year, at, code.end, code.penalty, coded=True)
        return _dated(number, text)
    code = codes.dotted(text, at, marked=marked)
    if code:
        number = _dated(Number(code.printed, None, at, code.end, coded=True), text)
        if number.year or (marked and re.search(r"\d[.\-]|[.\-]\s?\d", code.printed)):
            return number
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
            number = _suffixed(number, text)
        if number.year is None and marked:
            number = _bare_year(number, text)
        if number.year or (marked and not _glued(text, number.end)):
            return number
    return _repaired(text, at)


def _suffixed(number: Number, text: str) -> Number:
    suffix = _SUFFIX.match(text, number.end)
    if not suffix:
        return number
    printed = number.printed + suffix.group()
    dated = _dated(Number(printed, None, number.start, suffix.end()), text)
    word = suffix.group().strip() in {"bis", "ter"}
    return dated._replace(printed=printed if word else printed.replace(" ", ""))


def _bare_year(number: Number, text: str) -> Number:
    """Return the number with a year that follows without the word ("Nomor 5 2014")."""
    blank = _BARE_YEAR.match(text, number.end)
    found = year(text, blank.end()) if blank else None
    return number._replace(year=found[0], end=found[1], penalty=0.3) if found else number


def _glued(text: str, end: int) -> bool:
    return end < len(text) and text[end].isalnum()


def _repaired(text: str, at: int) -> Number | None:
    match = _TOKEN.match(text, at)
    if not match:
        return None
    printed = match.group().translate(digits("number"))
    if not printed.isdigit():
        return None
    # "II" may be 11 or two: the year has to follow, and the reading stays uncertain.
    certain = any(character.isdigit() for character in match.group())
    number = Number(printed, None, at, match.end(), 0.2 if certain else 0.45)
    number = _dated(number, text)
    return number if number.year else None
