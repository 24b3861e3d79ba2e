"""Whole paragraphs and table rows as tracked changes: new ones, and those that go."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from zikg.read.word.names import PPR, RPR, TC, TR, P, W
from zikg.report.word.runs import first_run, home, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.model import Span
    from zikg.read.word.names import Element
    from zikg.report.word.places import Places

_LABEL: Final = re.compile(r"\s*(?:\(?\w{1,5}[.)]+|\d{1,3})\s+")
_NOT_COPIED: Final = frozenset((f"{W}sectPr", f"{W}pPrChange", RPR))


class Blocks:
    """Paragraphs and rows of one document.

    Args:
        places: where its letters stand.
        text: its text.
        mark: makes the mark of a tracked change (``ins``, ``del``).
    """

    def __init__(self, places: Places, text: str, mark: Callable[[str], Element]) -> None:
        self._places = places
        self._text = text
        self._mark = mark

    def added(self, offset: int, words: str) -> Callable[[], None] | None:
        """Return what adds lines behind the one that ends at an offset; ``None`` where it cannot.

        Args:
            offset: an end of a line.
            words: the lines, each behind a line feed; tabs part the cells of a row.
        """
        letter = self._places.trace.at(offset) - 1
        spot = self._places.exact(letter) if letter >= 0 else None
        paragraph = home(spot[0]) if spot is not None else None
        if paragraph is None or self._text[offset : offset + 1] not in {"", "\n"}:
            return None
        lines = [line for line in words.split("\n") if line.strip()]
        if not any("\t" in line.strip() for line in lines):
            return lambda: self._paragraphs(paragraph, lines)
        row = next(paragraph.iterancestors(TR), None)
        cells = [] if row is None else row.findall(TC)
        if any(len(line.split("\t")) != len(cells) for line in lines) or not cells:
            return None
        if any(cell.find(f"{W}tcPr/{W}gridSpan") is not None for cell in cells):
            return None
        return lambda: self._rows(row, lines)

    def covered(self, span: Span) -> list[tuple[int, int, Element]] | None:
        """Return the whole paragraphs of a stretch, with where the words of each begin and end."""
        trace = self._places.trace
        found: list[tuple[int, int, Element]] = []
        letter, end = trace.at(span.start), trace.at(span.end)
        for start, stop in self._lines(span):
            here = list(range(trace.at(start), trace.at(stop)))
            while here and self._places.exact(here[0]) is None:
                here.pop(0)  # an automatic number
            spot = self._places.exact(here[0]) if here else None
            paragraph = home(spot[0]) if spot is not None else None
            if paragraph is None or not letter <= here[0] < end:
                return None
            found.append((trace.offset(here[0]), stop, paragraph))
        if len({id(paragraph) for _, _, paragraph in found}) != len(found):
            return None
        return found

    def _lines(self, span: Span) -> Iterator[tuple[int, int]]:
        start = span.start
        for line in self._text[span.start : span.end].split("\n"):
            if line.strip():
                yield start, start + len(line)
            start += len(line) + 1

    def may_go(self, paragraph: Element) -> bool:
        """Return whether a paragraph may be deleted: a cell has to keep one."""
        if paragraph.getnext() is None:
            return False
        before = paragraph.getprevious()
        return paragraph.getparent().tag != TC or (before is not None and before.tag == P)

    def delete(self, paragraph: Element) -> None:
        """Mark the end of a paragraph as deleted."""
        _mark_end(paragraph, self._mark("del"))

    def _paragraphs(self, paragraph: Element, lines: list[str]) -> None:
        numbered = self._is_numbered(paragraph)
        for line in reversed(lines):
            words = _LABEL.sub("", line, count=1) if numbered else line
            paragraph.addnext(self._paragraph(paragraph, " ".join(words.split())))

    def _rows(self, row: Element, lines: list[str]) -> None:
        for line in reversed(lines):
            made = row.makeelement(TR, {})
            properties = row.find(f"{W}trPr")
            properties = (
                deepcopy(properties) if properties is not None else made.makeelement(f"{W}trPr", {})
            )
            properties.append(self._mark("ins"))
            made.append(properties)
            for cell, words in zip(row.findall(TC), line.split("\t"), strict=True):
                made.append(self._cell(cell, " ".join(words.split())))
            row.addnext(made)

    def _cell(self, cell: Element, words: str) -> Element:
        made = cell.makeelement(TC, {})
        properties = cell.find(f"{W}tcPr")
        if properties is not None:
            made.append(deepcopy(properties))
            merge = made.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                merge.attrib.clear()  # it goes on
        form = next(cell.iter(P))
        made.append(self._paragraph(form, "" if self._is_numbered(form) else words))
        return made

    def _paragraph(self, form: Element, words: str) -> Element:
        """Return a paragraph in the form of another, marked as put in."""
        made = form.makeelement(P, {})
        held = form.find(PPR)
        properties = made.makeelement(PPR, {})
        if held is not None:
            properties.extend(deepcopy(each) for each in held if each.tag not in _NOT_COPIED)
        made.append(properties)
        _mark_end(made, self._mark("ins"))
        if words:
            inserted = self._mark("ins")
            inserted.append(worded(first_run(form), words, form.makeelement(RPR, {})))
            made.append(inserted)
        return made

    def _is_numbered(self, paragraph: Element) -> bool:
        return self._places.trace.numbers(paragraph)


def _mark_end(paragraph: Element, mark: Element) -> None:
    """Mark the end of a paragraph; the mark stands first among the properties of that end."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR, {})
        paragraph.insert(0, properties)
    end = properties.find(RPR)
    if end is None:
        end = properties.makeelement(RPR, {})
        behind = [properties.find(W + name) for name in ("sectPr", "pPrChange")]
        place = next((each for each in behind if each is not None), None)
        if place is None:
            properties.append(end)
        else:
            place.addprevious(end)
    end.insert(0, mark)
