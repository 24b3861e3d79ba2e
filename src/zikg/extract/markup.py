"""Markup of a text: what is dropped from it, and what sets words apart or breaks one.

Marks of Markdown and of HTML, bullets, rules, page numbers on lines of their own, the heads of
pages inside an item (`zikg.extract.running`), and the hyphen of a word that goes on behind a line.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Run = tuple[int, int]
"""Begin and end of characters that stand together."""

_DROP: Final = re.compile(
    r"""
    [*_<\u00ad\u200b-\u200f\ufeff\u2060]  # what can begin one: the search skips all else
    (?:
      (?<=\*)\* | (?<=_)_                  # bold marks of Markdown
    | (?<=\*)(?:(?<![\w*].)(?=\S)|(?<=\S.)(?![\w*]))  # emphasis marks
    | (?<=<)/?(?:b|i|u|em|strong|br|p|sup|sub|span|div|center)\b[^<>]{0,80}>
    | (?<=[^*_<])                          # soft hyphen, zero-width characters
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CELL: Final = re.compile(r"</?(?:table|thead|tbody|tr|td|th)\b[^<>]{0,300}>", re.IGNORECASE)
_BULLET: Final = re.compile(r"^[ \t]*(?:[-*•·▪►‣]|#{1,6}|>)[ \t]+", re.MULTILINE)
_BROKEN: Final = re.compile(r"-(?<=\w-)[ \t]*\n[\s>•*-]*(?=[a-z])")
LEAD: Final = re.compile(r"[ \t]*[-=_*|–—•·▪►‣#>]")
"""What opens a rule, a page number or a point of a list."""
_NEXT_LEAD: Final = re.compile(rf"\n{LEAD.pattern}")
_BETWEEN: Final = 2  # marks what is dropped and yet sets words apart
MOST: Final = 1 << 20
"""Places that are counted out once and copied from there: texts are seldom longer."""
_SAME: Final = re.compile(rb"\x00+|\x01+|\x02+")
_INK: Final = re.compile(r"\S")
_RULE: Final = re.compile(
    r"""
      ^[ \t]*[-=_*]{3,}[ \t]*$                    # rules
    | ^[ \t]*+\|?+(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)+[ \t:-]*+$  # the rule under a table head
    | ^[ \t]*[-–—]{1,2}[ \t]*\d{1,3}[ \t]*[-–—]{1,2}[ \t]*$  # page numbers: - 2 -
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Markup:
    """Where markup stands in a stretch: dropped, dropped between cells, dropped inside a word."""

    dropped: list[Run]
    cells: list[Run]
    broken: list[Run]

    def runs(self) -> list[Run]:
        """Return where any of it stands, in order, what overlaps as one.

        To a word that is broken belongs the letter with which it goes on.
        """
        broken = ((first, last + 1) for first, last in self.broken)
        found: list[Run] = []
        for first, last in sorted((*self.dropped, *self.cells, *broken)):
            if found and first < found[-1][1]:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return found


def find_markup(stretch: str, heads: Iterable[Run]) -> Markup:
    """Return the markup of a stretch.

    Args:
        stretch: the words as they stand in the source.
        heads: the heads of pages inside it.
    """
    dropped = [match.span() for match in _DROP.finditer(stretch)]
    dropped += _leads(stretch)
    dropped += heads
    cells = [match.span() for match in _CELL.finditer(stretch)] if "<t" in stretch else []
    # "pem-\nbangunan" loses its hyphen; "Undang-\nUndang" keeps it (upper case after it).
    broken = [match.span() for match in _BROKEN.finditer(stretch)] if "-" in stretch else []
    return Markup(dropped, cells, broken)


def without(stretch: str, start: int, markup: Markup) -> tuple[str, array[int], set[int]]:
    """Return what is left of a stretch, where it stood in the source, and where a word goes on.

    Args:
        stretch: the words as they stand in the source.
        start: where the stretch begins in it.
        markup: what `find_markup` gave.
    """
    places = places_from(start, start + len(stretch))
    if not (markup.dropped or markup.cells or markup.broken):
        return stretch, places, set()
    keep = bytearray(b"\x01") * len(stretch)
    for spans, mark in ((markup.dropped, b"\0"), (markup.cells, b"\2"), (markup.broken, b"\0")):
        for first, last in spans:
            keep[first:last] = mark * (last - first)
    text: list[str] = []
    offsets = array("q")
    for run in _SAME.finditer(keep):
        first, last = run.span()
        piece = stretch[first:last]
        if keep[first] == 1:
            offsets += places[first:last]
        elif keep[first] == _BETWEEN:
            piece = _INK.sub(" ", piece)
            offsets += places[first:last]
        else:
            offsets.extend(start + first + at for at, letter in enumerate(piece) if letter == "\n")
            piece = "\n" * piece.count("\n")
        text.append(piece)
    return "".join(text), offsets, {start + last for _, last in markup.broken}


def _leads(stretch: str) -> Iterator[tuple[int, int]]:
    """Yield where bullets and rules stand, each at the begin of its line."""
    lines = [0] if LEAD.match(stretch) else []
    lines += [match.start() + 1 for match in _NEXT_LEAD.finditer(stretch)]
    for line in lines:
        for pattern in (_BULLET, _RULE):
            if match := pattern.match(stretch, line):
                yield match.span()


def places_from(start: int, end: int) -> array[int]:
    """Return the whole numbers from ``start`` to before ``end``."""
    if end > MOST:
        return array("q", range(start, end))
    return _counted(max(14, end.bit_length()))[start:end]


@lru_cache(maxsize=4)
def _counted(bits: int) -> array[int]:
    return array("q", range(1 << bits))
