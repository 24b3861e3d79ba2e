"""Instruments without an ordinary number: the constitution and the Staatsblad."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.extract.citations.lexicon import instruments
from zikg.extract.citations.mention import Mention
from zikg.extract.citations.numbers import NOMOR, tahun, year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.extract.citations.heads import Head

_CONSTITUTION: Final = re.compile(
    r"(?:[\s,.]{0,2}(?:negara|republik ?[il1]ndones[il1]a|rep\.?|nri|r\.?i\.?"
    r"|\(uud[^)]{0,12}\)))*",
    re.IGNORECASE,
)
_SINCE_1960: Final = re.compile(r"(?:ahun|\bth[n.]?|/)\s?(?:19[6-9]\d|20\d\d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[\s,:/\-–]{0,3}(\d{1,3}[a-z]?)(?![\d/])")
_JOINED: Final = re.compile(
    r"\s?(?:,|dan|d?jo\.?|juncto|jis\.?|;)\s?(?=(?:tahun\s?)?(?:18|19)\d\d\b)", re.IGNORECASE
)


def constitution(text: str, heads: Sequence[Head], context: str) -> Iterator[Mention]:
    """Yield the mentions of the constitution of 1945.

    Without a year it is that of 1945 only in a document that names years from 1960 on: until
    July 1959 "Undang-Undang Dasar" may be the provisional one of 1950.

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
        found = year(text, word[0] if word else len(text[:end]) + (text[end : end + 1] == " "))
        if found and found[0] == 1945:
            yield Mention(
                "uud", head.start, found[1], None, 1945, "ri", penalty=max(head.penalty, found[2])
            )
        elif not (found and found[0] in {1949, 1950}):
            if later is None:
                later = bool(_SINCE_1960.search(context))
            if later:
                yield Mention("uud", head.start, end, None, 1945, "ri", penalty=0.2)


def staatsblad(text: str) -> Iterator[Mention]:
    """Yield the mentions of the colonial gazette, each number one instrument."""
    forms = "|".join(re.escape(form) for form in instruments()["staatsblad"]["forms"])
    opening = re.compile(
        rf"(?<![A-Za-z])(?:{forms}|S\.(?=\s?(?:1[89]\d\d)\s?(?:No|[-–:/]|N[or]\.)))"
        r"[\s.,]{0,2}(?:R\.?I\.?\s|Hindia[ -]Belanda\s)?(?:tahun[\s.]{0,2})?",
        re.IGNORECASE,
    )
    for match in opening.finditer(text):
        start, at = match.start(), match.end()
        while True:
            read = _entry(text, at)
            if read is None:
                break
            when, number, end, penalty = read
            yield Mention("staatsblad", start, end, number, when, "ri", penalty=penalty)
            joined = _JOINED.match(text, end)
            if not joined:
                break
            start = at = joined.end()


def _entry(text: str, at: int) -> tuple[int, str, int, float] | None:
    word = re.compile(r"tahun\s?", re.IGNORECASE).match(text, at)
    at = word.end() if word else at
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
    comma = re.compile(r"[\s,]{0,2}").match(text, when[1])
    marker = NOMOR.match(text, comma.end() if comma else when[1])
    number = _NUMBER.match(text, marker.end() if marker else when[1])
    if not number:
        return None
    return when[0], number[1], number.end(), penalty
