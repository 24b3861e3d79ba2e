"""Where the columns of a table without ruling lines stand, and which lines belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zikg.read.pdf.headers import GAP, column_kind, header_cells, is_signing
from zikg.read.pdf.lines import Line, is_words, segments, text_of

if TYPE_CHECKING:
    from zikg.read.pdf.sheet import Word

NUMBER: Final = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,2}\s*[.)]?")
"""The number of a row."""
HEADING: Final = re.compile(r"(?:[IVXL]{1,5}|[A-H]|\d{1,2})\s*[.)]?\s")
"""A mark that the heading of an area begins with."""
_AREA_MARK: Final = re.compile(r"(?:[IVXL]{1,5}|[A-H])\s*[.)]?")
_FAR: Final = 3.0
"""Letter heights between lines behind which the table is over."""
_CROSSED: Final = 0.1
"""Share of the lines that may cross the strip between two columns."""
_BLANK: Final = 0.45
"""Letter heights that set cells apart at least; the blanks of running text are narrower."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table: where they are cut, and whether the first one numbers the rows."""

    cuts: tuple[float, ...]
    left: float
    right: float
    numbered: bool

    def column(self, word: Word) -> int:
        """Return the column that a word begins in."""
        return bisect_right(self.cuts, word.left + 1.0)

    def crossed(self, line: Line) -> list[bool]:
        """Tell for each cut inside a line whether its words run on over it."""
        over: list[bool] = []
        for cut in self.cuts:
            before = max((w.right for w in line.words if w.left + 1.0 < cut), default=cut)
            after = min((w.left for w in line.words if w.left + 1.0 >= cut), default=None)
            if before > cut + 2:
                over.append(True)
            elif line.left + 1.0 < cut and after is not None:
                over.append(after - before < _BLANK * line.height)
        return over


def layout_of(head: list[Line], named: Line, body: list[Line]) -> Layout:
    """Return the columns of a table.

    Args:
        head: the lines of its header.
        named: the line among them that names the columns.
        body: lines below it.
    """
    cells = header_cells(named)
    spans = [[cell[0].left, cell[-1].right] for cell in cells]
    for line in head:
        for piece in segments(line, GAP):
            for span in spans:
                if piece[0].left < span[1] and piece[-1].right > span[0]:
                    span[0], span[1] = min(span[0], piece[0].left), max(span[1], piece[-1].right)
    rows = [line for line in body if len(segments(line, GAP)) > 1]
    cuts = []
    for before, after in pairwise(spans):
        low, high = (before[0] + before[1]) / 2, (after[0] + after[1]) / 2
        cuts.append(_cut(rows, low, high, (before[1], after[0])))
    words = [word for line in [*head, *rows] for word in line.words]
    numbered = column_kind(text_of(cells[0])) == "number"
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Layout(tuple(cuts), left, right, numbered)


def _cut(rows: list[Line], low: float, high: float, head: tuple[float, float]) -> float:
    """Return where the column begins whose header stands between ``low`` and ``high``.

    Most columns begin on one edge; else the widest strip counts that few words cross.
    """
    begins: Counter[int] = Counter()
    filled = 0
    for line in rows:
        edges = {
            round(piece[0].left) for piece in segments(line, _BLANK) if low < piece[0].left < high
        }
        begins.update(edges)
        filled += bool(edges)
    near = {edge: begins[edge - 1] + begins[edge] + begins[edge + 1] for edge in begins}
    edge = max(near, key=lambda edge: (near[edge], -edge), default=None)
    if edge is not None and near[edge] * 2 > filled and near[edge] > 1:
        return edge - 2.0
    return _strip(rows, low, high, head)


def _strip(rows: list[Line], low: float, high: float, head: tuple[float, float]) -> float:
    steps: list[tuple[float, int]] = [(head[0], 0), (head[1], 0), (low, 0), (high, 0)]
    for line in rows:
        for piece in segments(line, _BLANK):
            left, right = piece[0].left, piece[-1].right
            if right > low and left < high:
                steps += [(max(left, low), 1), (min(right, high), -1)]
    steps.sort()
    best = (-1.0, (head[0] + head[1]) / 2)
    allowed = int(len(rows) * _CROSSED)
    depth = 0
    begin: float | None = None
    for place, change in steps:
        if depth <= allowed and begin is None:
            begin = place
        depth += change
        if depth > allowed and begin is not None:
            best = max(best, (place - begin, (place + begin) / 2))
            begin = None
    if begin is not None:
        best = max(best, (high - begin, (high + begin) / 2))
    return best[1]


def body_of(lines: list[Line], layout: Layout) -> list[Line]:
    """Return the lines that belong to the table: up to a signature, a wide gap or a paragraph.

    Args:
        lines: the lines below the header.
        layout: the columns.
    """
    body: list[Line] = []
    for line in lines:
        far = bool(body) and line.top - body[-1].bottom > _FAR * line.height
        if far or is_signing(line) or _is_paragraph(line, layout):
            break
        body.append(line)
    return body


def _is_heading(line: Line) -> bool:
    return bool(HEADING.match(line.text)) or line.text.isupper()


def _is_area(line: Line) -> bool:
    """Whether a line is "II. PENATAAN TATALAKSANA", wherever it stands."""
    rest = text_of(line.words[1:])
    mark = _AREA_MARK.fullmatch(line.words[0].text)
    return bool(mark) and rest.isupper() and len(segments(line, 2 * GAP)) == 1


def _is_paragraph(line: Line, layout: Layout) -> bool:
    """Whether a line runs over the cuts of the columns and is no heading."""
    if _is_area(line) or (_is_heading(line) and line.left < layout.left + 2 * line.height):
        return False
    crossed = layout.crossed(line)
    over = sum(crossed)
    return (over >= 2 and over * 2 > len(crossed)) or line.left < layout.left - 3 * line.height


def is_heading(line: Line, layout: Layout) -> bool:
    """Whether a line is the heading of an area: a mark and words that are set as one.

    Args:
        line: a line of a table.
        layout: its columns.
    """
    first = line.words[0]
    crossed = layout.crossed(line)
    pieces = segments(line, GAP)
    if _is_area(line):
        return True
    if layout.column(first) > 1 or len(pieces) > 2:
        return False
    if _AREA_MARK.fullmatch(first.text) and layout.column(first) == 0:
        return True
    rest = text_of(line.words[1:])
    if NUMBER.fullmatch(first.text):
        return rest.isupper() and is_words(rest) and len(line.words) > 2
    return sum(crossed) > 0 and len(pieces) == 1 and line.text.isupper() and len(line.words) > 1
