"""Read a table: its rows, its merged cells, and the columns that all rows share.

python-docx builds the whole grid anew for each cell that is asked for; here every element is
visited once.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zikg.read.composing import Slot
from zikg.read.word.names import GONE, TC, TR, VAL, WRAPS, W, value, whole
from zikg.read.word.pieces import Box, Grid, joined
from zikg.read.word.styles import ruled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.read.word.names import Element
    from zikg.read.word.pieces import Piece
    from zikg.read.word.styles import Styles

NEAR: Final = 200
"""Borders less than this many twentieths of a point apart (3.5 mm) may be one, drawn by hand."""


def read_grid(
    table: Element, styles: Styles, content: Callable[[Element], list[Piece | Grid]]
) -> Grid:
    """Return a table as rows of the cells that begin in them.

    Args:
        table: the element ``w:tbl``.
        styles: the styles, which may draw its lines.
        content: reads what stands in a cell; called in reading order, once for each cell.
    """
    properties = table.find(f"{W}tblPr")
    widths = [whole(each.get(f"{W}w"), 0) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    columns = (0, *accumulate(widths)) if widths and min(widths) > 0 else ()
    grid = Grid([], columns, styles.ruled(properties))
    drawn = count = 0
    for row in _within(table, TR):
        marks = row.find(f"{W}trPr")
        if marks is not None and marks.find(f"{W}del") is not None:
            continue
        header = None if marks is None else marks.find(f"{W}tblHeader")
        grid.headed |= header is not None and header.get(f"{W}val", "1") not in {
            "0",
            "false",
            "off",
        }
        start = whole(value(marks, "gridBefore"), 0)
        boxes: list[Box] = []
        for cell in _within(row, TC):
            own = cell.find(f"{W}tcPr")
            if own is not None and own.find(f"{W}cellDel") is not None:
                continue
            span = max(1, whole(value(own, "gridSpan"), 1))
            if own is None or not _goes_on(own, "hMerge"):
                merged = own is not None and _goes_on(own, "vMerge")
                boxes.append(Box(start, merged, [] if merged else content(cell)))
                borders = None if own is None else own.find(f"{W}tcBorders")
                drawn += borders is not None and ruled(borders)
                count += 1
            start += span
        grid.rows.append(boxes)
    grid.ruled |= drawn * 2 >= max(count, 1)
    return grid


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Give the rows or cells of a table, those in content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _within(content, tag)
        elif child.tag in WRAPS and child.tag not in GONE:
            yield from _within(child, tag)


def _goes_on(properties: Element, name: str) -> bool:
    """Return whether a cell is the further part of one merged over rows (or columns)."""
    merge = properties.find(W + name)
    return merge is not None and merge.get(VAL, "continue") == "continue"


def aligned(grid: Grid) -> dict[int, int]:
    """Return the column of each grid position that a cell begins at.

    Positions at which no cell begins are no columns; borders that lie side by side because they
    were drawn by hand are one, where no row has a cell at both.

    Args:
        grid: the table.
    """
    rows: dict[int, set[int]] = {}
    for index, row in enumerate(grid.rows):
        for box in row:
            rows.setdefault(box.start, set()).add(index)
    known = grid.columns
    columns: dict[int, int] = {}
    first, taken = -1, set[int]()
    column = -1
    for start in sorted(rows):
        near = first >= 0 and start < len(known) and known[start] - known[first] < NEAR
        if near and taken.isdisjoint(rows[start]):
            taken |= rows[start]
        else:
            column += 1
            first, taken = start, set(rows[start])
        columns[start] = column
    return columns


def slots(grid: Grid, columns: dict[int, int], name: str) -> Iterator[list[Slot]]:
    """Give the rows of a table with every cell in its column.

    A cell merged over rows counts in each of them; one merged over columns stands in its first.

    Args:
        grid: the table.
        columns: as `aligned` gives them.
        name: what the table is called (``tabel 1``).
    """
    width = max(columns.values(), default=-1) + 1
    above = [""] * width
    for number, row in enumerate(grid.rows, start=1):
        found = [Slot("")] * width
        for box in row:
            column = columns[box.start]
            if box.merged:
                found[column] = Slot(above[column], inherited=True)
                continue
            text = joined(box.lines).text
            above[column] = text
            found[column] = Slot(text, f"{name} baris {number} kolom {column + 1}")
        yield found
