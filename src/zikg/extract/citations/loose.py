"""Loose numbers: those that stand away from the form they belong to, and codes that need none.

"jo. Nomor 9 Tahun 2015" names the law before it again; a damaged form is read back from the
number behind it; "113/PMK.05/2012" says by itself what it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.citations import heads, makers
from zikg.extract.citations.lexicon import instruments
from zikg.extract.citations.mention import PLAIN_ONLY, Mention
from zikg.extract.citations.numbers import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.extract.citations.fold import Folded

_NEAR: Final = 90
_WINDOW: Final = 240
_LONG: Final = 480
_BEFORE: Final = 24
_BEHIND: Final = 80
"""How far a code reaches before and behind its first stroke, at the most."""
_ENDING: Final = r"/(?:19|20)\d\d"
"""How the pattern of a code with strokes ends."""
_ENDED: Final = re.compile(_ENDING)
_LETTERS: Final = re.compile(r"(?:\((?=[^|()]*\)))?([A-Z]+)[\[ ]")
"""The letters with which all that fits a pattern begins."""
_TIGHT: Final = re.compile(r"\s?([-–/.])\s?")
_LINK: Final = re.compile(
    r"(?:\bdan|\bd?jo\.?|\bjuncto|\bjis\.?|\bserta|\bdengan|,)\s?$", re.IGNORECASE
)


def orphans(
    text: str, folded: Folded, markers: Sequence[tuple[int, int]], found: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield mentions whose form stands before an earlier number, or is damaged beyond a match."""
    ordered = sorted(found, key=lambda mention: mention.start)
    spans = [(mention.start, mention.end) for mention in ordered]
    starts = [start for start, _ in spans]
    for start, end in markers:
        index = bisect_left(starts, start + 1) - 1
        if index >= 0 and start < spans[index][1]:
            continue
        number = parse(text, end)
        if number is None or number.year is None:
            continue
        floor = spans[index][1] if index >= 0 else 0
        head = heads.damaged(text, folded, start, max(floor, start - _NEAR))
        if head:
            kind = number.mark or head.form.type
            yield Mention(
                kind, head.start, number.end, number.printed, number.year,
                issuer=head.form.issuer, penalty=max(head.penalty, number.penalty),
            )  # fmt: skip
            continue
        slipped = heads.slipped(text, max(floor, start - _WINDOW), start)
        read = makers.read(text[slipped.end : start], slipped.form) if slipped else None
        if slipped and read and read.known and read.maker:
            yield Mention(
                read.type, slipped.start, number.end, number.printed, number.year,
                maker=read.maker, penalty=max(slipped.penalty, number.penalty),
            )  # fmt: skip
        elif index >= 0 and start - floor < _LONG and _LINK.search(text, floor, start):
            before = ordered[index]
            fits = before.type not in PLAIN_ONLY or not number.coded
            if ";" not in text[floor:start] and before.issuer == "ri" and fits:
                yield before.again(number._replace(start=start), number.year, 0.1)


@dataclass(frozen=True, slots=True)
class _Code:
    """A pattern of codes, with the letters (lower case) that all of them begin with, if any."""

    pattern: re.Pattern[str]
    entry: dict[str, str]
    opening: str

    @property
    def stroked(self) -> bool:
        """Whether a stroke and a year end it."""
        return self.entry["pattern"].endswith(_ENDING)


@cache
def _codes() -> tuple[tuple[_Code, ...], tuple[_Code, ...]]:
    """Return the codes that end with a stroke and a year, and the others."""
    listed = []
    for entry in instruments()["coded"]:
        pattern = re.compile(rf"(?<![\w/.\-]){entry['pattern']}(?![\w/])", re.IGNORECASE)
        letters = _LETTERS.match(entry["pattern"])
        listed.append(_Code(pattern, entry, letters[1].lower() if letters else ""))
    return (
        tuple(code for code in listed if code.stroked),
        tuple(code for code in listed if not code.stroked),
    )


def _strokes(text: str) -> list[tuple[int, int]]:
    """Return the stretches around strokes that hold a stroke with a year behind it."""
    if _ENDED.search(text) is None:
        return []
    found: list[tuple[int, int]] = []
    at = text.find("/")
    while at >= 0:
        start, end = max(0, at - _BEFORE), min(len(text), at + _BEHIND)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        at = text.find("/", at + 1)
    return [window for window in found if _ENDED.search(text, *window)]


def coded(text: str, low: str) -> Iterator[Mention]:
    """Yield codes that say type and maker, those inside other mentions too (dropped later).

    Args:
        text: text of the view.
        low: the same in lower case.
    """
    stroked, others = _codes()
    windows = _strokes(text)
    for code in stroked if windows else ():
        for window in windows:
            for match in code.pattern.finditer(text, *window):
                yield _said(code, match)
    for code in others:
        if code.opening in low:
            for match in code.pattern.finditer(text):
                yield _said(code, match)


def _said(code: _Code, match: re.Match[str]) -> Mention:
    entry = code.entry
    printed = match[1] if code.pattern.groups else _TIGHT.sub(r"\1", match.group())
    return Mention(
        entry["type"], match.start(), match.end(), printed,
        int(match.group()[-4:]), issuer=entry.get("issuer"), maker=entry["maker"] or None,
    )  # fmt: skip
