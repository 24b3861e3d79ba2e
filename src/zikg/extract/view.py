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
from typing import Final

from zikg.extract.markup import LEAD, MOST, Run, find_markup, places_from, without
from zikg.extract.running import heads_within, running_heads
from zikg.model import Span

_MARK: Final = re.compile(r"[*_<|]")
_BLANKS: Final = re.compile(r"  +")
_HYPHEN: Final = re.compile(r"-[\s|]*\n")
_GAP: Final = re.compile(r"[\s|](?:[\s|]+|(?<! ))")
"""What stands between words and is not one blank."""


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
        offsets = self.offsets
        last = offsets[max(start, end - 1)]
        spans: list[Span | None] = []
        first = start
        while (newline := source.find("\n", offsets[first], last)) >= 0:
            after = bisect_right(offsets, newline, first, end)
            spans.append(_trimmed(source, offsets[first], offsets[after - 1] + 1))
            first = after
        spans.append(_trimmed(source, offsets[first], last + 1))
        return tuple(span for span in spans if span)

    def at(self, offset: int) -> int:
        """Return the first position of the view that stands at or after a source offset."""
        return bisect_left(self.offsets, offset)


def _trimmed(source: str, start: int, end: int) -> Span | None:
    """Return a stretch without its blanks: one that stands for a line break belongs to no piece."""
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
    end = min(end, len(source))
    whole = _whole(source)
    if whole is None:
        return _made(source, start, end)
    if start == 0 and end == len(source):
        return whole.seen
    return whole.part(start, end) if whole.holds(start, end) else _made(source, start, end)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The view of a whole text, and where markup stood in it: a stretch mostly is a part of it."""

    source: str
    seen: View
    markup: list[Run]
    tagged: bool
    """Whether cells are set apart by tags: only where one opens are those that close dropped."""

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch has the same markup when it is cut off from what stands around it."""
        source = self.source
        if start >= end or source[start] == "*" or source[end - 1] == "*":
            return False
        last = source.rfind("\n", start, end) + 1
        if LEAD.match(source, start) or (last and LEAD.match(source, last)):
            return False
        if self.tagged and source.find("<t", start, end) < 0:
            return False
        return not self.markup or not (self._cut(start) or self._cut(end))

    def _cut(self, place: int) -> bool:
        """Whether markup stands before a place and behind it."""
        index = bisect_left(self.markup, (place, 0)) - 1
        return index >= 0 and place < self.markup[index][1]

    def part(self, start: int, end: int) -> View:
        """Return the view of a stretch, without the blanks at its ends."""
        text, offsets = self.seen.text, self.seen.offsets
        first = bisect_left(offsets, start)
        last = bisect_left(offsets, end, first)
        first += text[first : first + 1] == " "
        last -= last > first and text[last - 1] == " "
        return View(text[first:last], offsets[first:last])


@lru_cache(maxsize=4)
def _whole(source: str) -> _Whole | None:
    if len(source) > MOST:
        return None
    markup = find_markup(source, running_heads(source))
    seen = _joined(source, *without(source, 0, markup))
    return _Whole(source, seen, markup.runs(), tagged=bool(markup.cells))


def _made(source: str, start: int, end: int) -> View:
    """Return the view of a stretch that is looked at by itself."""
    heads = tuple(heads_within(source, start, end))
    stretch = source[start:end]
    if not heads and _is_plain(stretch):
        first = start + (stretch[:1] == " ")
        words = stretch.strip(" ")
        return View(words, places_from(first, first + len(words)))
    return _joined(source, *without(stretch, start, find_markup(stretch, heads)))


def _joined(source: str, kept: str, places: array[int], glued: set[int]) -> View:
    """Return the view of what was kept of a stretch, each gap made one blank.

    Args:
        source: the whole text of the document.
        kept: a stretch without its markup.
        places: where its characters stand in the source.
        glued: where a word goes on that was broken at the end of a line.
    """
    if not glued and _HYPHEN.search(kept) is None:
        spaced = kept.replace("\n", " ").replace("\t", " ").replace("|", " ")
        if spaced.isprintable():  # no other blank is in it
            return _single(spaced, places)
    pieces: list[str] = []
    joined = ""  # the words before that no blank sets apart from the next
    offsets = array("q")
    begin, size = (1 if kept[:1] == " " else 0), len(kept)
    for gap in _GAP.finditer(kept):
        stop, resume = gap.span()
        if stop > begin:
            if resume < size and (
                places[resume] in glued
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


def _single(spaced: str, places: array[int]) -> View:
    """Return the view of words between which stand only blanks, and no word is broken."""
    begin, finish = len(spaced) - len(spaced.lstrip(" ")), len(spaced.rstrip(" "))
    pieces: list[str] = []
    offsets = array("q")
    for gap in _BLANKS.finditer(spaced, begin, finish):
        stop, resume = gap.span()
        pieces.append(spaced[begin:stop])
        offsets += places[begin : stop + 1]  # the blank stands where its gap begins
        begin = resume
    pieces.append(spaced[begin:finish])
    offsets += places[begin:finish]
    return View(" ".join(pieces), offsets)


def _is_plain(stretch: str) -> bool:
    """Whether a stretch is one line of words with single blanks, as most cells are."""
    return (
        stretch.isprintable()
        and "  " not in stretch
        and _MARK.search(stretch) is None
        and LEAD.match(stretch) is None
    )


def flat(source: str, start: int, end: int) -> str:
    """Return the clean words of a stretch: what a quote shows."""
    return view(source, start, end).text
