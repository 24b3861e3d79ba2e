"""Instruments without an ordinary number: the constitution and the Staatsblad."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.citations import around
from zikg.extract.citations.lexicon import instruments
from zikg.extract.citations.mention import Mention
from zikg.extract.citations.numbers import NOMOR
from zikg.extract.citations.years import tahun, year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.extract.citations.heads import Head

_CONSTITUTION: Final = re.compile(
    r"(?:[\s,.]{0,2}(?:negara|republik ?[il1]ndones[il1]a|rep\.?|nri|r\.?i\.?"
    r"|\(uud[^)]{0,12}\)))*",
    re.IGNORECASE,
)
_PART: Final = r"(?:peralihan|pembukaan|mukadimah|tambahan|batang tubuh)\s$"
_FORTY_FIVE: Final = r"['’‘`]?45(?![\d/.-])"
_SINCE_1960: Final = re.compile(r"(?:ahun|\bth[n.]?|/)\s?(?:19[6-9]\d|20\d\d)", re.IGNORECASE)
_FORTIES: Final = r"194[5-9]"
_FIFTIES: Final = r"195\d"
_NUMBER: Final = re.compile(
    r"[\s,:/\-–]{0,3}(\d(?:\s\d{1,2}){1,2}(?=\s?[);,])|\d{1,3}[a-z]?)(?![\d/])"
)
_AGAIN: Final = (
    r"\s?(?:,\s?(?:dan|serta)?|dan|serta|s/d|sampai dengan|d?jo\.?|juncto|jis\.?)\s?"
    r"(?:N[or]\.?\s?|Nomor\s)?"
    r"(\d{1,3}[a-z]?)(?=\s?(?:[,;)\]]|$|\.(?:\s|$)|(?:dan|serta|s/d|sampai|d?jo|juncto|jis|tentang)\b))"
)
"""A further number of the same year: "Staatsblad 1946 No. 18 dan 27"."""
_JOINED: Final = r"\s?(?:,|dan|d?jo\.?|juncto|jis\.?|;)\s?(?=(?:tahun\s?)?(?:18|19)\d\d\b)"


def constitution(text: str, heads: Sequence[Head], context: str) -> Iterator[Mention]:
    """Yield the mentions of the constitution of 1945.

    Without a year it is that of 1945 only where an article of it is named, in a document that
    names years from 1960 on, or of the forties only: in between, until July 1959,
    "Undang-Undang Dasar" may be the provisional one of 1950.

    Args:
        text: text of the view.
        heads: the heads found in it.
        context: the whole document.
    """
    later: bool | None = None
    for head in heads:
        if head.form.kind != "uud":
            continue
        match = _CONSTITUTION.match(text, head.end)
        end = match.end() if match else head.end
        word = tahun(text, end)
        at = word[0] if word else end + (text[end : end + 1] == " ")
        found = year(text, at)
        short = re.compile(_FORTY_FIVE, re.IGNORECASE).match(text, at)
        found = (1945, short.end(), 0.1) if short else found
        if found and found[0] == 1945:
            yield Mention(
                "uud", head.start, found[1], None, 1945, "ri", penalty=max(head.penalty, found[2])
            )
        elif not (found and found[0] in {1949, 1950}):
            if later is None:
                later = _of_1945(context)
            if later and _pointed(text, head.start):
                yield Mention("uud", head.start, end, None, 1945, "ri", penalty=0.2)


def _of_1945(context: str) -> bool:
    """Return whether "the constitution" is that of 1945 in a text of such years."""
    if _SINCE_1960.search(context):
        return True
    return bool(re.search(_FORTIES, context)) and not re.search(_FIFTIES, context)


def _pointed(text: str, at: int) -> bool:
    """Return whether an article of it is named: without one "UUD" alone is a word, no citation."""
    before = re.search(_PART, text[max(0, at - 60) : at], re.IGNORECASE)
    return before is not None or around.pinpoint(text, at, 0) is not None


@cache
def _opening() -> re.Pattern[str]:
    listed = sorted(instruments()["staatsblad"]["forms"], key=len, reverse=True)
    forms = "|".join(re.escape(form[1:]) for form in listed)
    where = "|".join(instruments()["staatsblad"]["where"])
    # All begin with S: a set of letters first makes the search quick.
    return re.compile(
        rf"[sS](?<![A-Za-z].)(?i:{forms}|(?<=S)\.?(?=\s?(?:1[89]\d\d)\s?(?:No|[-–:/]|N[or]\.)))"
        rf"(?i:[\s.,]{{0,2}}(?:(?:{where})[\s.,]{{0,2}})?)"
    )


def staatsblad(text: str) -> Iterator[Mention]:
    """Yield the mentions of the colonial gazette, each number one instrument."""
    for match in _opening().finditer(text):
        start, read = match.start(), _entry(text, match.end()) or _reversed(text, match.end())
        while read:
            when, number, end, penalty = read
            yield Mention("staatsblad", start, end, number, when, "ri", penalty=penalty)
            joined = re.compile(_JOINED, re.IGNORECASE).match(text, end)
            again = re.compile(_AGAIN, re.IGNORECASE).match(text, end)
            if joined:
                start, read = joined.end(), _entry(text, joined.end())
            elif again:
                start, read = again.start(1), (when, again[1], again.end(), penalty)
            else:
                break


def _entry(text: str, at: int) -> tuple[int, str, int, float] | None:
    """Return year, number, end and penalty of "1847 Nomor 23"."""
    word = tahun(text, at)
    at = word[0] if word else at
    when = year(text, at)
    penalty = when[2] if when else 0.5
    if when is None:
        # "Stbl. '26 No. 226": the century is a guess, the reading stays uncertain.
        short = re.compile(r"['’]?(\d\d)(?=[\s,-]{1,2}(?:No|N[or]\.|\d))").match(text, at)
        if not short:
            return None
        when = (1900 + int(short[1]), short.end(), 0.5)
    if not 1816 <= when[0] <= 1949:
        return None
    comma = re.compile(r"[\s,:]{0,3}").match(text, when[1])
    marker = NOMOR.match(text, comma.end() if comma else when[1])
    number = _NUMBER.match(text, marker.end() if marker else when[1])
    if not number:
        return None
    return when[0], number[1].replace(" ", ""), number.end(), penalty


def _reversed(text: str, at: int) -> tuple[int, str, int, float] | None:
    """Return year, number, end and penalty of "Nomor 23 Tahun 1847"."""
    marker = NOMOR.match(text, at)
    number = _NUMBER.match(text, marker.end()) if marker else None
    if not number:
        return None
    day = around.dated(text, number.end())
    if day and day[0].exact and 1816 <= day[0].earliest.year <= 1949:
        return day[0].earliest.year, number[1], day[1], 0.1
    word = tahun(text, number.end())
    when = year(text, word[0]) if word else None
    if not when or not 1816 <= when[0] <= 1949:
        return None
    return when[0], number[1], when[1], when[2]
