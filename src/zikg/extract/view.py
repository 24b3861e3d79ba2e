"""A stretch of the source as one clean line of words, each character tied to where it stands.

Everything that reads meaning (citations, names, dates) works on a view: markup, stray bullets,
line breaks and tabs are gone, white space is single, words broken at a line end are whole, and
the heads of pages inside an item are left out (`zikg.extract.running`).
Any stretch of the view maps back to exact code points of ``Source.text``.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import Final

from zikg.extract.running import heads_within
from zikg.model import Span

_DROP: Final = re.compile(
    r"""
      \*\*|__                              # bold marks of Markdown
    | (?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])  # emphasis marks
    | </?(?:b|i|u|em|strong|br|p|sup|sub|span|div|center)\b[^<>]{0,80}>
    | [\u00ad\u200b-\u200f\ufeff\u2060]      # soft hyphen, zero-width characters
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CELL: Final = re.compile(r"</?(?:table|thead|tbody|tr|td|th)\b[^<>]{0,300}>", re.IGNORECASE)
_BULLET: Final = re.compile(r"^[ \t]*(?:[-*•·▪►‣]|#{1,6}|>)[ \t]+", re.MULTILINE)
_BROKEN: Final = re.compile(r"(?<=\w)-[ \t]*\n[\s>•*-]*(?=[a-z])")
_BETWEEN: Final = 2  # marks what is dropped and yet sets words apart
_RULE: Final = re.compile(
    r"""
      ^[ \t]*[-=_*]{3,}[ \t]*$                    # rules
    | ^[ \t]*+\|?+(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)+[ \t:-]*+$  # the rule under a table head
    | ^[ \t]*[-–—]{1,2}[ \t]*\d{1,3}[ \t]*[-–—]{1,2}[ \t]*$  # page numbers: - 2 -
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class View:
    r"""Clean words with their offsets.

    ``text[i]`` was read at ``offsets[i]`` of the source text.

    Example:
        >>> seen = view("- Mengingat** : 1. Undang-\nUndang", 0, 33)
        >>> seen.text
        'Mengingat : 1. Undang-Undang'
        >>> seen.span(15, 28)
        Span(start=19, end=33)
    """

    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> Span:
        """Return the outer bounds in the source of ``text[start:end]`` (not empty)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def pieces(self, start: int, end: int, source: str) -> tuple[Span, ...]:
        """Return the exact source pieces of ``text[start:end]``, one for each line."""
        spans: list[Span] = []
        first = previous = self.offsets[start]
        for index in range(start + 1, end):
            offset = self.offsets[index]
            if "\n" in source[previous:offset]:
                spans.append(Span(first, previous + 1))
                first = offset
            previous = offset
        spans.append(Span(first, previous + 1))
        # A blank that stands for a line break belongs to no piece.
        return tuple(trimmed for span in spans if (trimmed := _trim(span, source)))

    def at(self, offset: int) -> int:
        """Return the first position of the view that stands at or after a source offset."""
        low, high = 0, len(self.offsets)
        while low < high:
            middle = (low + high) // 2
            if self.offsets[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def _trim(span: Span, source: str) -> Span | None:
    start, end = span.start, span.end
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def view(source: str, start: int, end: int) -> View:
    """Return the view of ``source[start:end]``.

    Args:
        source: the whole text of the document.
        start: first code point (inclusive).
        end: last code point (exclusive).
    """
    keep = bytearray(b"\x01") * (end - start)
    stretch = source[start:end]
    for pattern in (_DROP, _BULLET, _RULE):
        for match in pattern.finditer(stretch):
            keep[match.start() : match.end()] = bytes(match.end() - match.start())
    for head in heads_within(source, start, end):
        keep[head] = bytes(head.stop - head.start)
    if "<t" in stretch:
        for match in _CELL.finditer(stretch):
            keep[match.start() : match.end()] = b"\x02" * (match.end() - match.start())
    glued: set[int] = set()
    for match in _BROKEN.finditer(stretch):
        # "pem-\nbangunan" loses its hyphen; "Undang-\nUndang" keeps it (upper case after it).
        keep[match.start() : match.end()] = bytes(match.end() - match.start())
        glued.add(match.end())
    text: list[str] = []
    offsets = array("q")
    blank = -1
    for index, character in enumerate(stretch):
        if not keep[index]:
            if character == "\n" and blank < 0 and text:
                blank = index
            continue
        if character.isspace() or character == "|" or keep[index] == _BETWEEN:
            if blank < 0 and text:
                blank = index
            continue
        if blank >= 0:
            broken = text[-1] == "-" and "\n" in stretch[blank:index] and character.isalpha()
            if index not in glued and not broken:
                text.append(" ")
                offsets.append(start + blank)
            blank = -1
        text.append(character)
        offsets.append(start + index)
    return View("".join(text), offsets)


def flat(source: str, start: int, end: int) -> str:
    """Return the clean words of a stretch: what a quote shows."""
    return view(source, start, end).text
