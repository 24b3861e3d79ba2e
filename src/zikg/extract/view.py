"""A stretch of the source as one clean line of words, each character tied to where it stands.

Everything that reads meaning (citations, names, dates) works on a view: markup, stray bullets,
line breaks and tabs are gone, white space is single, words broken at a line end are whole, and
the heads of pages inside an item are left out (`zikg.extract.running`).
Any stretch of the view maps back to exact code points of ``Source.text``.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zikg.extract.running import heads_within
from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_MARK: Final = re.compile(r"[*_<|]")
_LEAD: Final = re.compile(r"[ \t]*[-=_*|–—•·▪►‣#>]")
"""What opens a rule, a page number or a point of a list."""
_GAP: Final = re.compile(r"[\s|](?:[\s|]+|(?<! ))")
"""What stands between words and is not one blank."""
_BETWEEN: Final = 2  # marks what is dropped and yet sets words apart
_MOST: Final = 1 << 20
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
        last = self.offsets[max(start, end - 1)]
        spans: list[Span] = []
        first = start
        while (newline := source.find("\n", self.offsets[first], last)) >= 0:
            after = bisect_right(self.offsets, newline, first, end)
            spans.append(Span(self.offsets[first], self.offsets[after - 1] + 1))
            first = after
        spans.append(Span(self.offsets[first], last + 1))
        # A blank that stands for a line break belongs to no piece.
        return tuple(trimmed for span in spans if (trimmed := _trim(span, source)))

    def at(self, offset: int) -> int:
        """Return the first position of the view that stands at or after a source offset."""
        return bisect_left(self.offsets, offset)


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
    heads = tuple(heads_within(source, start, end))
    stretch = source[start:end]
    if not heads and _is_plain(stretch):
        first = start + (stretch[:1] == " ")
        words = stretch.strip(" ")
        return View(words, _places(first, first + len(words)))
    kept, places, glued = _kept(stretch, start, heads)
    pieces: list[str] = []
    joined = ""  # the words before that no blank sets apart from the next
    offsets = array("q")
    begin, size = (1 if kept[:1] == " " else 0), len(kept)
    for gap in _GAP.finditer(kept):
        stop, resume = gap.span()
        if stop > begin:
            if resume < size and (
                (glued and places[resume] in glued)
                or (
                    kept[stop - 1] == "-"
                    and kept[resume].isalpha()
                    and "\n" in source[places[stop] : places[resume]]
                )
            ):
                joined += kept[begin:stop]
                offsets += places[begin:stop]
            else:
                pieces.append(joined + kept[begin:stop])
                joined = ""
                offsets += places[begin : stop + 1]  # the blank stands where its gap begins
        begin = resume
    finish = size - (kept[-1:] == " ")
    if begin < finish:
        pieces.append(joined + kept[begin:finish])
        offsets += places[begin:finish]
    elif pieces:
        offsets.pop()  # nothing stands behind the last gap
    return View(" ".join(pieces), offsets)


def _is_plain(stretch: str) -> bool:
    """Whether a stretch is one line of words with single blanks, as most cells are."""
    return (
        stretch.isprintable()
        and "  " not in stretch
        and _MARK.search(stretch) is None
        and _LEAD.match(stretch) is None
    )


def _kept(stretch: str, start: int, heads: tuple[slice, ...]) -> tuple[str, array[int], set[int]]:
    """Return what is left of a stretch without its markup, where it stood, and where words join."""
    places = _places(start, start + len(stretch))
    dropped = [match.span() for match in _DROP.finditer(stretch)]
    dropped += _leads(stretch)
    dropped += [(head.start, head.stop) for head in heads]
    cells = [match.span() for match in _CELL.finditer(stretch)] if "<t" in stretch else ()
    # "pem-\nbangunan" loses its hyphen; "Undang-\nUndang" keeps it (upper case after it).
    broken = [match.span() for match in _BROKEN.finditer(stretch)] if "-" in stretch else ()
    if not (dropped or cells or broken):
        return stretch, places, set()
    keep = bytearray(b"\x01") * len(stretch)
    for spans, mark in ((dropped, b"\0"), (cells, b"\2"), (broken, b"\0")):
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
    return "".join(text), offsets, {start + last for _, last in broken}


def _leads(stretch: str) -> Iterator[tuple[int, int]]:
    """Yield where bullets and rules stand, each at the begin of its line."""
    line = 0
    while True:
        if _LEAD.match(stretch, line):
            for pattern in (_BULLET, _RULE):
                if match := pattern.match(stretch, line):
                    yield match.span()
        line = stretch.find("\n", line) + 1
        if line == 0:
            return


def _places(start: int, end: int) -> array[int]:
    """Return the whole numbers from ``start`` to before ``end``."""
    if end > _MOST:
        return array("q", range(start, end))
    return _counted(max(14, end.bit_length()))[start:end]


@lru_cache(maxsize=4)
def _counted(bits: int) -> array[int]:
    return array("q", range(1 << bits))


def flat(source: str, start: int, end: int) -> str:
    """Return the clean words of a stretch: what a quote shows."""
    return view(source, start, end).text
