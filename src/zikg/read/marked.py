"""Recover tables written in HTML tags, as programs that read scans put them into Markdown.

Tags are found in one pass; the attributes of a tag are read by the parser of the standard library,
one tag at a time, so that no damaged markup makes it look far ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.model import Cell, Span, Table
from zikg.read.cells import clean_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>table|tr|td|th)\b[^<>]{0,300}>", re.IGNORECASE)
_OTHER: Final = re.compile(r"</?[a-z][^<>]{0,200}>|<!--[^<>]{0,200}-->", re.IGNORECASE)
MAX_SPAN: Final = 60
"""Rows or columns that one cell may be merged over; more is noise."""
MAX_WIDTH: Final = 200
"""Columns that a table may have; what stands right of them is left out."""
MAX_CELLS: Final = 300_000
"""Cells, merged ones counted for each place they fill, that are made of one text."""


@dataclass(slots=True)
class _Open:
    """A table while its tags are read: rows of (cell, columns, rows), and the cell that is open."""

    start: int
    rows: list[list[tuple[Cell, int, int]]] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None


def html_tables(text: str) -> Iterator[Table]:
    r"""Yield the tables of a text that stand in HTML tags, in order; of nested ones the outer.

    A cell merged over rows counts in each of them (``inherited``); one merged over columns stands
    in the first. Spans point into the text, between the tags of the cell.

    Args:
        text: the whole text of a document.

    Example:
        >>> [table] = html_tables("<table><tr><td>No</td><td>Area</td></tr></table>")
        >>> [[cell.text for cell in row] for row in table.rows]
        [['No', 'Area']]
    """
    if "<t" not in text and "<T" not in text:
        return
    table: _Open | None = None
    depth = end = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name == "table":
            depth = max(0, depth - 1) if tag["end"] else depth + 1
            if table is None and depth == 1:
                table = _Open(tag.start())
            elif table is not None and depth == 0:
                _close(table, text, tag.start())
                yield from _finished(table, tag.end())
                table = None
        elif table is not None and depth == 1:
            _close(table, text, tag.start())
            end = tag.end()
            if not tag["end"]:
                _begin(table, tag)
    if table is not None:  # the end was lost: the open cell goes on to the next blank line
        stop = text.find("\n\n", end)
        stop = len(text) if stop < 0 else stop
        _close(table, text, stop)
        yield from _finished(table, stop)


def _begin(table: _Open, tag: re.Match[str]) -> None:
    if tag["name"].lower() == "tr":
        table.rows.append([])
        return
    if not table.rows:
        table.rows.append([])
    wide, high = _attributes()(tag[0])
    table.cell = (tag.end(), wide, high)


def _close(table: _Open, text: str, end: int) -> None:
    if table.cell is None:
        return
    start, wide, high = table.cell
    cell = clean_cell(text, start, end)
    if "<" in cell.text:
        cell = replace(cell, text=" ".join(_OTHER.sub(" ", cell.text).split()))
    table.rows[-1].append((cell, wide, high))
    table.cell = None


@cache
def _attributes() -> Callable[[str], tuple[int, int]]:
    """Return what reads the columns and rows that a tag is merged over."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        spans: tuple[int, int] = (1, 1)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del tag
            given = dict(attrs)
            self.spans = (_count(given.get("colspan")), _count(given.get("rowspan")))

    def read(tag: str) -> tuple[int, int]:
        if "span" not in tag.lower():
            return 1, 1
        reader = Reader()
        reader.feed(tag)
        return reader.spans

    return read


def _count(written: str | None) -> int:
    digits = re.match(r"\s*(\d{1,4})", written or "")
    return min(max(int(digits[1]), 1), MAX_SPAN) if digits else 1


def _finished(table: _Open, end: int) -> Iterator[Table]:
    """Yield the table with its cells in their columns, where it has any words."""
    above: dict[int, tuple[int, Cell]] = {}  # column: rows that its merged cell goes on, the cell
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for marked in table.rows:
        row: list[Cell] = []
        queue = iter(marked)
        now = next(queue, None)
        while len(row) < MAX_WIDTH and (now is not None or max(above, default=-1) >= len(row)):
            column = len(row)
            if column in above or now is None:
                left, cell = above.pop(column, (1, Cell("")))
                row.append(cell)
                if left > 1:
                    above[column] = (left - 1, cell)
                continue
            cell, wide, high = now
            for place in range(column, column + wide):
                put = cell if place == column else Cell("")
                row.append(put)
                if high > 1:
                    above[place] = (high - 1, replace(put, inherited=bool(put.text)))
            now = next(queue, None)
        total += len(row)
        if total > MAX_CELLS:
            break
        if any(cell.text for cell in row):
            rows.append(tuple(row))
    if rows:
        yield Table(tuple(rows), Span(table.start, end))
