"""Join the lines of a page into paragraphs: a line end is no paragraph end.

A line goes on in the next one where it is full (the first word of the next line would not have
fitted), the next one begins where the paragraph's lines begin, and no list mark or label opens it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from zikg.read.pdf.lines import Line, is_words, segments

if TYPE_CHECKING:
    from zikg.read.pdf.mending import Mender

_MARK: Final = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[A-Z]|[ivxIVX]{1,5})[.)]|[-–—•▪●*✓])\s+\S")
_LABEL: Final = re.compile(
    r"[A-Z][A-Za-z]+(?:\s[A-Za-z]+){0,2}\s*:\s|"
    r"(?:MEMUTUSKAN|M\s*E\s*M\s*U\s*T\s*U\s*S\s*K\s*A\s*N)\b|"
    r"(?:Ditetapkan|Disahkan|Dikeluarkan|Diundangkan)\s+di\b|[Pp]ada\s+[Tt]anggal\b"
)
_SIGNED: Final = re.compile(r"\([.…_\s]{3,}\)")
"""The blank for a name below an office, in a draft."""
_CLOSED: Final = re.compile(r"[;:.]$|;\s*(?:dan|serta)$")
_GAP: Final = 1.4
"""How much wider than usual the step to a line of a new paragraph is."""
_ALIGNED: Final = 0.6
"""Letter heights by which lines of a paragraph may begin apart."""
_CENTRED: Final = 0.8
_LEVEL: Final = 4
"""Lines that must end at one edge before it counts as the edge of a column."""
_MANY: Final = 12
"""Lines in a column from which a few at its edge tell it."""
_TOO_MANY: Final = 1_000
"""Lines on a page that no page for reading has; they are not compared with each other."""
_AT_EDGE: Final = 2
_EDGE: Final = 12.0
"""Points by which lines at one edge may end apart."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text and lines, how far they may reach, where in it a page begins."""

    page: int
    lines: list[Line] = field(default_factory=list)
    text: str = ""
    edge: float = 0.0
    breaks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: Line, mender: Mender) -> None:
        """Put a line at the end."""
        grown = mender.join(self.text, line.text)
        last = self.breaks[-1][1] if self.breaks else self.page
        if line.page != last:
            self.breaks.append((len(grown) - len(line.text), line.page))
        self.text = grown
        self.lines.append(line)


class Flow:
    """Takes the lines of a document in reading order and gives its paragraphs.

    Args:
        mender: joins lines.
        pages: the lines of each page, which tell how far right text usually reaches.
        widths: the width of each page; pages of one width have one margin.
    """

    def __init__(self, mender: Mender, pages: list[list[Line]], widths: list[float]) -> None:
        self.mender = mender
        self._open: Paragraph | None = None
        by_width: dict[int, float] = defaultdict(float)
        for page, width in zip(pages, widths, strict=True):
            margin = _margin([line.right for line in page])
            by_width[round(width)] = max(by_width[round(width)], margin)
        self._margins = {number: by_width[round(width)] for number, width in enumerate(widths, 1)}

    def page(self, lines: list[Line]) -> list[Paragraph]:
        """Return the paragraphs that the lines of a stretch close; the last one stays open.

        Args:
            lines: the lines of a page, or of a part of it between tables, in reading order.
        """
        made: list[Paragraph] = []
        edges = _Edges(lines, self._margins)
        for line in lines:
            if self._open is None or not self._goes_on(self._open, line, edges):
                made += self.end()
                self._open = Paragraph(line.page)
            self._open.add(line, self.mender)
            self._open.edge = edges.right(line)
        return made

    def end(self) -> list[Paragraph]:
        """Return the paragraph that is open, if any: a table or the end of the file closes it."""
        made = [self._open] if self._open is not None else []
        self._open = None
        return made

    def _goes_on(self, paragraph: Paragraph, line: Line, edges: _Edges) -> bool:
        last = paragraph.lines[-1]
        if last.page != line.page:
            return self._over_pages(paragraph, line)
        step = line.bottom - last.bottom
        beside = step < 0 and line.left > last.right  # the next column of the page
        if beside:
            return self._over_pages(paragraph, line)
        if (
            step > _GAP * edges.pitch(last, line)
            or abs(line.height - last.height) > 0.3 * last.height
        ):
            return False
        if _opens(line, paragraph):
            return False
        if not _full(last, line, paragraph.edge):
            return False
        return _aligned(paragraph, line)

    def _over_pages(self, paragraph: Paragraph, line: Line) -> bool:
        last = paragraph.lines[-1]
        if _MARK.match(line.text) or _LABEL.match(line.text) or line.text.isupper():
            return False
        if _SIGNED.fullmatch(line.text):
            return False
        if _CLOSED.search(last.text):
            return False
        return line.text[0].islower() or _full(last, line, paragraph.edge)


class _Edges:
    """The right edges and the usual steps of the lines of a stretch."""

    def __init__(self, lines: list[Line], margins: dict[int, float]) -> None:
        self._lines = lines
        self._margins = margins
        steps = [
            after.bottom - before.bottom
            for before, after in pairwise(lines)
            if 0.5 * after.height < after.bottom - before.bottom < 4 * after.height
        ]
        self._usual = median(sorted(steps)[: max((len(steps) * 2) // 3, 1)]) if steps else 0.0

    def right(self, line: Line) -> float:
        """Return how far right the lines reach that stand above each other with this one."""
        if len(self._lines) > _TOO_MANY:
            return self._margins.get(line.page, line.right)
        beside = [
            other.right
            for other in self._lines
            if other.left < line.right and other.right > line.left and other.page == line.page
        ]
        edge = _margin(beside)
        near = 1.5 * line.height
        level = sum(1 for right in beside if abs(right - edge) <= near)
        beyond = sum(1 for right in beside if right > edge + near)
        share = 3 if len(beside) < _MANY else 6
        if level >= _LEVEL and level * share >= len(beside) and beyond * 5 <= level:
            return edge
        # Short lines make no edge: then the text of the page tells.
        return max(edge, self._margins.get(line.page, edge))

    def pitch(self, last: Line, line: Line) -> float:
        """Return the usual step between lines, at least that of lines set solid."""
        return max(self._usual, 1.1 * min(last.height, line.height))


def _margin(rights: list[float]) -> float:
    """Return the edge that lines end at: the one farthest right that several of them reach."""
    ordered = sorted(rights, reverse=True)
    enough = max(_AT_EDGE, len(ordered) // 10)
    for index, right in enumerate(ordered):
        if index + enough <= len(ordered) and right - ordered[index + enough - 1] <= _EDGE:
            return right
    return ordered[0] if ordered else 0.0


def _opens(line: Line, paragraph: Paragraph) -> bool:
    """Whether a line begins with a label or the mark of a list, or is a blank to sign in."""
    if _SIGNED.fullmatch(line.text):
        return True
    if line.text.isupper() and is_words(line.text) and not paragraph.lines[-1].text.isupper():
        return len(line.words) > 1  # a name or a heading below running text
    if len(paragraph.lines[-1].words) > 1 and paragraph.text.isupper() and not line.text.isupper():
        return is_words(line.text)
    if _LABEL.match(line.text):
        # A colon in running text stands behind words that do not begin left of the text.
        return line.left <= paragraph.lines[0].left + line.height or line.text[0:4].isupper()
    if not _MARK.match(line.text):
        return False
    last = paragraph.lines[-1]
    inside = line.left > _text_left(paragraph) - _ALIGNED * line.height
    return not (inside and not _CLOSED.search(last.text) and line.text[0] not in "-–—•▪●*✓")


def _full(last: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would not have fitted behind the last one."""
    word = line.words[0]
    return last.right + 0.2 * last.height + (word.right - word.left) > edge - 0.05 * last.height


def _text_left(paragraph: Paragraph) -> float:
    """Return where the words of a paragraph begin, behind its label and mark."""
    if len(paragraph.lines) > 1:
        return paragraph.lines[-1].left
    return _behind_mark(paragraph.lines[0])


_LEAD: Final = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxIVX]{1,5})[.)]|[-–—•▪●*✓:])")


def _behind_mark(line: Line) -> float:
    place = 0
    for index, word in enumerate(line.words[:6]):
        if word.text == ":" or word.text.endswith(":"):
            place = index + 1
            break
    while place < len(line.words) - 1 and _LEAD.fullmatch(line.words[place].text):
        place += 1
    return line.words[min(place, len(line.words) - 1)].left


def _aligned(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line begins where the lines of its paragraph do."""
    slack = _ALIGNED * line.height
    last = paragraph.lines[-1]
    if abs((line.left + line.right) - (last.left + last.right)) < 2 * _CENTRED and (
        line.text.isupper() and abs(line.left - last.left) > 1
    ):
        return False  # the lines of a centred title each say something
    if len(paragraph.lines) > 1:
        return abs(line.left - last.left) <= slack
    first = paragraph.lines[0]
    behind = _behind_mark(first)
    if abs(line.left - behind) <= slack:
        return True
    if behind > first.left + slack:
        # A mark without hanging indent: the text returns to the margin of the mark.
        return len(segments(first, 2.5)) == 1 and abs(line.left - first.left) <= slack
    return first.left - 8 * line.height < line.left <= first.left + slack
