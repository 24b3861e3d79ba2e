r"""Recover tables from plain text: tab separated lines, Markdown pipe tables, aligned columns.

Rows are physical rows, one for each line of text; page breaks, repeated headers and rows that
go on in the next line are mended by the stage that knows what the table is about.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zikg.model import Cell, Span, Table
from zikg.read.aligned import aligned_tables
from zikg.read.cells import clean_cells
from zikg.read.marked import html_tables
from zikg.read.pausing import no_collection

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIPE: Final = re.compile(r"(?<!\\)\|")
_RULER: Final = re.compile(r"[\s|:+=_-]*[-=_]{2,}[\s|:+=_-]*|[\s|:]+(?:-[\s|:]+)+")

_SEPARATOR: Final = re.compile(r"[|\t]|^\+", re.MULTILINE)
MAX_CELLS: Final = 500
"""A line of more cells is noise and no row of a table."""
LONE_CELLS: Final = 4
"""A single line counts as a table only with this many cells: a row left over by a page break."""


@lru_cache(maxsize=2)
def find_tables(text: str) -> tuple[Table, ...]:
    r"""Return the tables of a text, in the order in which they stand.

    Lines with tabs or pipes that follow each other make one table; where there are none,
    columns set apart by two or more spaces are taken as a table too. Rulers (``|---|``) are no
    rows. Time grows linearly with the length of the text.

    Args:
        text: the whole text of a document, LF line ends.

    Example:
        >>> [table] = find_tables("No\tKomponen\n1.\tTim Kerja\n")
        >>> [[cell.text for cell in row] for row in table.rows]
        [['No', 'Komponen'], ['1.', 'Tim Kerja']]
    """
    with no_collection():
        tables = list(html_tables(text))
        tables += list(_delimited(text, [(table.span.start, table.span.end) for table in tables]))
        tables += list(aligned_tables(text, tables))
        return tuple(sorted(tables, key=lambda table: table.span.start))


def _delimited(text: str, taken: list[tuple[int, int]]) -> Iterator[Table]:
    kind = ""
    lines: list[tuple[int, int]] = []
    for start, end in _lines(text):
        while taken and taken[0][1] <= start:
            taken = taken[1:]
        if taken and taken[0][0] < end:
            continue
        now = _kind(text, start, end)
        if lines and (now != kind or lines[-1][1] + 1 != start):
            yield from _table(text, lines, kind)
            lines = []
        kind = now
        if now:
            lines.append((start, end))
    if lines:
        yield from _table(text, lines, kind)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the lines that hold a separator, without looking at the others."""
    place = 0
    while (mark := _SEPARATOR.search(text, place)) is not None:
        end = text.find("\n", mark.start())
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, mark.start()) + 1, end
        place = end


def _kind(text: str, start: int, end: int) -> str:
    """Return how the cells of a line are set apart: ``pipe``, ``tab`` or not at all."""
    if text.startswith("+", start) and _RULER.fullmatch(text, start, end) is not None:
        return "pipe"
    pipe = text.find("|", start, end)
    if max(text.count("|", start, end), text.count("\t", start, end)) > MAX_CELLS:
        return ""
    if pipe >= 0 and _PIPE.search(text, start, end) is not None:
        tabs = text.count("\t", start, end)
        if not text[start:pipe].strip() or text.count("|", start, end) > tabs:
            return "pipe"
    return "tab" if "\t" in text[start:end].strip(" ") else ""


def _table(text: str, lines: list[tuple[int, int]], kind: str) -> Iterator[Table]:
    rows: list[tuple[Cell, ...]] = []
    bounds: list[tuple[int, int]] = []
    ruled = False
    for start, end in lines:
        if kind == "pipe" and _RULER.fullmatch(text, start, end):
            ruled = True
            continue
        if not text[start:end].strip("| \t"):
            continue
        if kind == "pipe":
            cells = _pipe_cells(text, start, end)
        else:
            cells = clean_cells(text, start, text[start:end].split("\t"))
        if any(cell.text for cell in cells):
            rows.append(cells)
            bounds.append((start, end))
    if not rows:
        return
    width = max(len(row) for row in rows)
    if width < 2 or (len(rows) == 1 and not ruled and width < LONE_CELLS):
        return
    yield Table(tuple(rows), Span(bounds[0][0], bounds[-1][1]))


def _pipe_cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    line = text[start:end]
    pieces = _PIPE.split(line) if "\\" in line else line.split("|")
    if not pieces[0].strip():
        start += len(pieces.pop(0)) + 1
    if len(pieces) > 1 and not pieces[-1].strip():
        del pieces[-1]
    return clean_cells(text, start, pieces)
