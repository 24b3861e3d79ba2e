"""Find plan tables without ruling lines: columns of words below a header line that is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from zikg.read.composing import Slot
from zikg.read.pdf.cells import cell_text
from zikg.read.pdf.headers import GAP, header_cells, is_counting, is_signing
from zikg.read.pdf.layout import HEADING, NUMBER, Layout, body_of, is_heading, layout_of
from zikg.read.pdf.lines import Line, is_words, segments, text_of

if TYPE_CHECKING:
    from zikg.read.pdf.mending import Mender
    from zikg.read.pdf.sheet import Word

_SAMPLE: Final = 400
"""Lines of one page that tell where its columns begin."""
_LOOK: Final = 20
"""Lines at the top of a page that tell whether a table goes on there."""
_STEP: Final = 1.6
"""Letter heights between the lines of a header."""


@dataclass(slots=True)
class Block:
    """A table without lines: its rows of words by column, and the lines that it takes."""

    layout: Layout
    rows: list[list[list[Word]]]
    top: float
    bottom: float
    lines: list[Line]

    def slots(self, mender: Mender) -> list[list[Slot]]:
        """Return its rows, each cell in one line."""
        width = len(self.layout.cuts) + 1
        reach = [
            max((word.right for row in self.rows for word in row[column]), default=0.0)
            for column in range(width)
        ]
        return [
            [Slot(cell_text(words, reach[column], mender)) for column, words in enumerate(row)]
            for row in self.rows
        ]


Known = dict[tuple[int, ...], list[Line]]
"""The rows below each header of a document, by where the cells of the header begin."""


def gather(pages: list[list[Line]]) -> Known:
    """Return the rows below each header, so that a page with few rows has those of the others.

    Args:
        pages: the lines of each page outside ruled tables.
    """
    known: Known = {}
    for lines in pages:
        heads = _heads(lines)
        for index, end in zip(heads, [*heads, len(lines)][1:], strict=True):
            _, bottom = _head_reach(lines, index, end)
            layout = layout_of([lines[index]], lines[index], lines[bottom + 1 : end])
            rows = body_of(lines[bottom + 1 : end], layout)
            known.setdefault(_key(lines[index]), []).extend(rows[:_SAMPLE])
    return known


def _heads(lines: list[Line]) -> list[int]:
    """Return the lines that name columns; the second line of a header names some again."""
    heads: list[int] = []
    for index, line in enumerate(lines):
        cells = header_cells(line)
        if not cells:
            continue
        last = lines[heads[-1]] if heads else None
        near = last is not None and line.top - last.top < 2 * _STEP * last.height
        if last is None or not near or len(cells) >= len(header_cells(last)):
            heads.append(index)
    return heads


def _key(line: Line) -> tuple[int, ...]:
    return tuple(round(cell[0].left / 3) for cell in header_cells(line))


def find_blocks(
    lines: list[Line], before: Layout | None, known: Known
) -> tuple[list[Block], Layout | None]:
    """Return the tables in the lines of a page, and the columns that may go on on the next page.

    Args:
        lines: the lines outside ruled tables, top to bottom.
        before: columns of a table that reached the end of the page before.
        known: the rows below each header of the document.
    """
    blocks: list[Block] = []
    heads = _heads(lines)
    if before is not None and (not heads or heads[0] > 0):
        goes_on = body_of(lines[: heads[0] if heads else len(lines)], before)
        if goes_on and _fits(goes_on, before):
            blocks.append(_block(before, [], goes_on))
    for index, end in zip(heads, [*heads, len(lines)][1:], strict=True):
        top, bottom = _head_reach(lines, index, end)
        head = lines[top : bottom + 1]
        layout = layout_of(head, lines[index], known[_key(lines[index])])
        body = body_of(lines[bottom + 1 : end], layout)
        blocks.append(_block(layout, head, body))
    last = blocks[-1] if blocks else None
    reached = last is not None and bool(lines) and last.lines[-1] is lines[-1]
    return blocks, last.layout if last is not None and reached else None


def _head_reach(lines: list[Line], index: int, end: int) -> tuple[int, int]:
    """Return the first and last line of a header that is set in two or three lines."""
    top = bottom = index
    cells = header_cells(lines[index])
    spans = [(cell[0].left - 4, cell[-1].right + 4) for cell in cells]

    def belongs(line: Line) -> bool:
        pieces = segments(line, GAP)
        first = text_of(pieces[0])
        if NUMBER.fullmatch(first) or HEADING.match(first + " ") or is_signing(line):
            return False
        return all(
            any(piece[0].left < right and piece[-1].right > left for left, right in spans)
            for piece in pieces
        ) and len(pieces) < len(cells)

    while top > 0 and lines[top].top - lines[top - 1].top < _STEP * lines[index].height:
        if not belongs(lines[top - 1]):
            break
        top -= 1
    while bottom + 1 < end and bottom - index < 2:
        step = lines[bottom + 1].top - lines[bottom].top
        if step > _STEP * lines[index].height or not belongs(lines[bottom + 1]):
            break
        bottom += 1
    return top, bottom


def _fits(lines: list[Line], layout: Layout) -> bool:
    """Whether the lines at the top of a page look like rows of the table of the page before."""
    wide = [len({layout.column(word) for word in line.words}) for line in lines[:_LOOK]]
    numbered = any(NUMBER.fullmatch(line.words[0].text) for line in lines[:_LOOK])
    return max(wide) > 1 or numbered


def _block(layout: Layout, head: list[Line], body: list[Line]) -> Block:
    rows: list[list[list[Word]]] = []
    width = len(layout.cuts) + 1

    def new() -> list[list[Word]]:
        rows.append([[] for _ in range(width)])
        return rows[-1]

    if head:
        row = new()
        for line in head:
            for word in line.words:
                row[layout.column(word)].append(word)
    pitch = _pitch(body)
    last: Line | None = None
    heading = False
    for line in body:
        pieces = segments(line, GAP)
        first = text_of(pieces[0])
        gap = line.top - last.top if last else 0.0
        rest = len(pieces) == 1 and line.text.isupper() and is_words(line.text)
        marked = HEADING.match(line.text) is not None
        whole = is_heading(line, layout)
        if heading and rest and not marked and gap < 1.3 * pitch:
            rows[-1][0].extend(line.words)
        elif whole or (last is None and rest and layout.column(line.words[0]) <= 1):
            new()[0].extend(line.words)
        else:
            begins = (
                NUMBER.fullmatch(first.split()[0]) is not None and layout.column(line.words[0]) == 0
                if layout.numbered
                else gap > 1.25 * pitch
            )
            row = new() if begins or not rows or heading or last is None else rows[-1]
            if is_counting(line):
                row = new()
            for word in line.words:
                row[layout.column(word)].append(word)
        heading = whole or (heading and rest)
        last = line
    everything = [*head, *body]
    return Block(
        layout,
        rows,
        everything[0].top,
        everything[-1].bottom,
        everything,
    )


def _pitch(lines: list[Line]) -> float:
    steps = [after.top - before.top for before, after in pairwise(lines)]
    steps = [step for step in steps if step > 0]
    return median(sorted(steps)[: max(len(steps) // 2, 1)]) if steps else 12.0
