"""A source with one thing altered: some letters put in place of others, or lines set otherwise.

A text file is read for its tables anew. In other formats the tables were drawn in the file; there
the cells move with their words.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from zikg.model import Cell, Source, Span, Table
from zikg.read.cells import clean_cell
from zikg.read.tables import find_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def spliced(source: Source, span: Span, words: str) -> Source:
    """Return the source with other words in a stretch of its text.

    Args:
        source: the source; it is not changed.
        span: the stretch.
        words: what stands there instead.

    Example:
        >>> spliced(Source("-", "0" * 64, "Nomor 5 Tahun 2014"), Span(6, 7), "16").text
        'Nomor 16 Tahun 2014'
    """
    text = source.text[: span.start] + words + source.text[span.end :]
    grown = len(words) - (span.end - span.start)

    def moved(offset: int) -> int:
        if offset >= span.end:
            return offset + grown
        return min(offset, span.start + len(words))

    altered = _moved(source, text, moved)
    if source.kind == "text":
        return replace(altered, tables=find_tables(text))
    tables = tuple(_spliced_table(table, text, span, moved) for table in source.tables)
    return replace(altered, tables=tables)


def relined(source: Source, order: Sequence[int]) -> Source:
    r"""Return the source with its lines in another order; a line may be left out or stand twice.

    Args:
        source: the source; it is not changed.
        order: the lines to keep, by their place from 0.

    Example:
        >>> relined(Source("-", "0" * 64, "a\nb\nc"), [0, 2, 2]).text
        'a\nc\nc'
    """
    lines = source.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    begins: list[int] = []
    first: dict[int, int] = {}
    at = 0
    for line_at in order:
        begins.append(at)
        first.setdefault(line_at, at)
        at += len(lines[line_at]) + 1
    text = "\n".join(lines[line_at] for line_at in order)

    def moved(offset: int) -> int:
        line_at = bisect_right(starts, offset, hi=len(lines)) - 1
        if line_at in first:
            return first[line_at] + offset - starts[line_at]
        return min((first[kept] for kept in first if kept > line_at), default=len(text))

    altered = _moved(source, text, moved)
    if source.kind == "text":
        return replace(altered, tables=find_tables(text))
    tables = (_relined_table(table, starts, order, begins) for table in source.tables)
    return replace(altered, tables=tuple(table for table in tables if table.rows))


def _moved(source: Source, text: str, moved: Callable[[int], int]) -> Source:
    """Return the source with another text and everything but its tables where it now stands."""
    return Source(
        path=source.path,
        sha256=source.sha256,
        text=text,
        pages=tuple(moved(page) for page in source.pages),
        tables=(),
        places=tuple((moved(start), name) for start, name in source.places),
        files=tuple((moved(start), name) for start, name in source.files),
        kind=source.kind,
        doubts=tuple(
            (Span(moved(span.start), moved(span.end)), sure) for span, sure in source.doubts
        ),
    )


def _spliced_table(table: Table, text: str, span: Span, moved: Callable[[int], int]) -> Table:
    changed: dict[str, str] = {}

    def cell_of(cell: Cell) -> Cell:
        spans = tuple(Span(moved(one.start), moved(one.end)) for one in cell.spans)
        hit = any(one.start <= span.start and span.end <= one.end for one in cell.spans)
        if not hit:
            return replace(cell, spans=spans)
        words = (clean_cell(text, one.start, one.end).text for one in spans)
        now = " ".join(word for word in words if word)
        changed[cell.text] = now
        return Cell(now, spans if now else (), cell.inherited)

    rows = [tuple(cell_of(cell) for cell in row) for row in table.rows]
    # What was inherited from a merged cell changes with it.
    rows = [
        tuple(
            replace(cell, text=changed[cell.text])
            if cell.inherited and cell.text in changed
            else cell
            for cell in row
        )
        for row in rows
    ]
    return Table(tuple(rows), Span(moved(table.span.start), moved(table.span.end)))


def _relined_table(
    table: Table, starts: Sequence[int], order: Sequence[int], begins: Sequence[int]
) -> Table:
    held: dict[int, list[tuple[Cell, ...]]] = {}
    line = 0
    for row in table.rows:
        spans = [span for cell in row for span in cell.spans]
        line = bisect_right(starts, spans[0].start) - 1 if spans else line
        held.setdefault(line, []).append(row)
    rows = [
        tuple(_moved_cell(cell, begin - starts[line_at]) for cell in row)
        for line_at, begin in zip(order, begins, strict=True)
        for row in held.get(line_at, ())
    ]
    spans = [span for row in rows for cell in row for span in cell.spans]
    end = max((span.end for span in spans), default=0)
    return Table(tuple(rows), Span(spans[0].start if spans else 0, end))


def _moved_cell(cell: Cell, by: int) -> Cell:
    return replace(cell, spans=tuple(Span(one.start + by, one.end + by) for one in cell.spans))
