"""Coded numbers of instruments: ``169/PMK.01/2012``, ``PER-30/PB/2013``, ``XVIII/MPR/1998``.

A code is kept as printed, but for blanks that a typist or a scan put in and for digits that a
scan took for letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from zikg.extract.citations.years import digits, short_year, tahun, year

_APART: Final = r"\d{1,3}(?:\s\d{1,3}){1,3}(?=[A-Za-z]?\s?[/\\])"
"""Digits that a scan set apart: "1 81/PMK.03/2007"."""
_PIECE: Final = (
    r"(?:(?:1\s?[89]|2\s?[0O])\s?[0-9O]\s?[0-9O](?!\w)|[12lI|]\s[0-9OolI]{3}(?!\w)"
    rf"|{_APART}|[\w.\-–()&|!]+(?:(?:(?<=\.)\s|\s\.\s?)\d{{1,3}}(?=\s?[/\\]))?)"
)
_CODED: Final = re.compile(
    rf"(?:[A-Z]{{1,6}}(?:\s?[.\-–]\s?|\s))?(?:{_APART}|[A-Za-z0-9|!][\w.\-–|!]*)"
    rf"(?:\s?[/\\](?!\s?(?:tahun|thn)\b)\s?{_PIECE})+",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(
    r"[A-Z][A-Za-z]{0,9}(?:[.\-–]\s?|\s)?\d[\w.\-–]*|\d{2,4}(?:[.\-–]\d{1,4})+(?![\d/])"
)
_SLASHED: Final = re.compile(
    r"([0-9lIOo|]{0,3}[0-9][0-9lIOo|]{0,3}[A-Z]?|\d(?:\s\d){1,2})(\s?[/\\]\s?|-)"
)
_AFTER_YEAR: Final = re.compile(r"(?![0-9/\\])(?!\s?-\s?\w|\.\d)")
_GLUED: Final = r"(?i)(?<=\w)(?:tentang|tertanggal|tanggal|tahun|sebagaimana|menimbang)"
_BLANKS: Final = r"\s?([/\\])\s?|\s?(?<=\w)\s([-–])\s(?=\d)"
_LATE_DOT: Final = r"(?<=[/\\])([A-Za-z]+)\s?\.\s?(?=\d{1,3}(?:[/\\]|$))"
_RUN: Final = r"(?<![A-Za-z0-9])(?:[lIOo|!S]*[0-9]+[lIOo|!SB]*)+(?![A-Za-z0-9])"
_YEAR_RUN: Final = r"(?<![A-Za-z0-9])[12lIiZz|!][0-9OoQDlIiLSsBZzgq|!]{3}$"
_STROKES: Final = 4
_STROKE: Final = r"[/lI1|L\\]"
_KINDS: Final = "PER|KEP|KPTS|PRT|SK"
_WEAR: Final = re.compile(r"\d{1,4}.{0,3}(?:PER|KEP|KPTS|PRT|SK)[/lI1|L\\]M\.")
_WORN: Final = (
    rf"\d{{1,4}}\s?{_STROKE}?\s?(?:{_KINDS}){_STROKE}M\.[A-Z0-9 .]{{2,14}}?\s?{_STROKE}"
    rf"\s?[0-9IlO]\s?[0-9IlO]?\s?{_STROKE}?\s?2\s?[0O]\s?[0-9O]\s?[0-9O](?![0-9])"
)
"""A ministry's number, strokes and digits worn by a scan: number, kind, ministry, month, year."""
_LAST_YEAR: Final = r"[.\-–]((?:19|20)\d\d)$"


@dataclass(frozen=True, slots=True)
class Code:
    """A coded number as it is kept, the year it names and where it ends in the text."""

    printed: str
    year: int | None
    end: int
    penalty: float = 0.0
    plain: bool = False
    """Whether it is no more than number and year ("5/2014")."""


def slashed(text: str, at: int) -> Code | None:
    """Return the number of "5/2014" or "5-2014", which is no code but number and year.

    Example:
        >>> slashed("l0/2O07 tentang", 0)
        Code(printed='10', year=2007, end=7, penalty=0.2, plain=True)
    """
    match = _SLASHED.match(text, at)
    found = year(text, match.end()) if match else None
    if not match or not found or not _AFTER_YEAR.match(text, found[1]) or tahun(text, found[1]):
        return None
    if match[2] == "-" and found[2]:
        return None
    written = re.sub(r"\s", "", match[1])
    printed = re.sub(_RUN, lambda run: run.group().translate(digits("number")), written)
    penalty = max(found[2], 0.0 if printed == match[1] else 0.2)
    return Code(printed, found[0], found[1], penalty, plain=True)


def coded(text: str, at: int, *, marked: bool) -> Code | None:
    """Return the code with strokes at a place.

    Args:
        text: text of the view.
        at: place right after the word *Nomor*, or after the form where that word is missing.
        marked: whether the word *Nomor* stands before; without it a code has to say its year.

    Example:
        >>> coded("l60/ PMK. 05/ 20l5 tentang", 0, marked=True)
        Code(printed='160/PMK.05/2015', year=2015, end=18, penalty=0.2, plain=False)
    """
    match = _CODED.match(text, at)
    if not match or match.group().count("/") < _STROKES:
        worn = re.compile(_WORN).match(text, at) if _WEAR.match(text, at) else None
        if worn:
            printed = _worn(worn.group())
            return Code(printed, year_in_code(printed), worn.end(), 0.4)
    if not match:
        return None
    raw = match.group()
    glued = re.search(_GLUED, raw)
    raw = (raw[: glued.start()] if glued else raw).rstrip(".-–(,|!")
    raw = raw[:-1] if raw.endswith(")") and "(" not in raw else raw
    printed = re.sub(_LATE_DOT, r"\1.", re.sub(_BLANKS, lambda found: found[1] or found[2], raw))
    printed = re.sub(r"(?<=\d)\s(?=\d)", "", printed)
    mended = _mended(re.sub(r"(?<=/)[12lI|][\s0-9OolI]{3,6}$", _unspaced, printed))
    if not marked and not re.search(r"/(?:1[89]|20)\d\d$", mended):
        return None
    penalty = 0.0 if mended == printed else 0.2
    return Code(mended, year_in_code(mended), at + len(raw), penalty)


def dotted(text: str, at: int, *, marked: bool) -> Code | None:
    """Return the code without strokes at a place ("PER-30", "050-3708", "PM 57")."""
    match = _DOTTED.match(text, at)
    if not match:
        return None
    raw = match.group().rstrip(".-–")
    if raw.translate(digits("number")).isdigit():
        return None  # "L4" is a damaged 14, no code
    if not marked and not re.match(r"[A-Z]{1,6}(?![a-z])", raw):
        return None
    printed = re.sub(_RUN, lambda run: run.group().translate(digits("number")), raw)
    return Code(printed, None, at + len(raw), 0.0 if printed == raw else 0.2)


def _worn(raw: str) -> str:
    """Return a ministry's code whose strokes a scan took for letters ("26lPERlM.KOMINF01512007").

    Example:
        >>> _worn("261PERIM.KOMI NF01512007"), _worn("17/PER/M.KOMINFO/I 01201 0")
        ('26/PER/M.KOMINFO/5/2007', '17/PER/M.KOMINFO/10/2010')
    """
    printed = re.sub(r"\s", "", raw)
    printed = re.sub(rf"^(\d+?){_STROKE}?({_KINDS}){_STROKE}", r"\1/\2/", printed)
    found = re.search(
        rf"(?P<o>(?<=[A-Z]{{2}})[0O])?{_STROKE}(?P<month>[0-9IlO]{{1,2}}?){_STROKE}(?P<year>2[0O][0-9O]{{2}})$",
        printed,
    )
    if not found:
        return printed
    month, when = (found[name].translate(digits("number")) for name in ("month", "year"))
    return f"{printed[: found.start()]}{'O' if found['o'] else ''}/{month}/{when}"


def _unspaced(found: re.Match[str]) -> str:
    return re.sub(r"\s", "", found.group())


def _mended(printed: str) -> str:
    """Return a code with the digits that a scan took for letters ("KMA/00l/SK/l99l")."""
    head, stroke, last = printed.rpartition("/")
    found = year(last, 0) if re.match(_YEAR_RUN, last) else None
    if found and found[1] == len(last):
        printed = f"{head}{stroke}{found[0]}"
    printed = re.sub(r"(?<=[A-Z]{3})0(?=/)", "O", printed)  # "M.KOMINF0/5/2007"
    mended = re.sub(_RUN, lambda run: run.group().translate(digits("number")), printed)
    # "PMK.O5": behind a dot and a letter code stand digits.
    return re.sub(
        r"(?<=[A-Z]{3}\.)[0-9OolI]{2,3}(?=/)",
        lambda run: run.group().translate(digits("number")),
        mended,
    )


def year_in_code(printed: str) -> int | None:
    """Return the year that a coded number names.

    Example:
        >>> year_in_code("314/ORT.07-Kpt/01/KPU/V/2021"), year_in_code("170/PMK.08.2008")
        (2021, 2008)
    """
    pieces = re.split(r"[/\\]", printed)
    for piece in reversed(pieces):
        cleaned = piece.strip(" .-–()")
        found = year(cleaned, 0)
        if found and found[1] == len(cleaned):
            return found[0]
    late = re.search(_LAST_YEAR, pieces[-1]) if len(pieces) > 1 else None
    if late:
        return int(late[1])
    # "KMA/005/SKB/VII/87": two digits at the end of an old code.
    old = (len(pieces) > 2 or printed[:1].isalpha()) and re.fullmatch(r"[4-9]\d", pieces[-1])
    return short_year(pieces[-1]) if old else None
