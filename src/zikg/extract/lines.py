"""Gather the lines of the plan from the tables of the annex and the text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from zikg.extract.areas import AreaNames, parse_heading
from zikg.extract.columns import Columns, find_columns, is_counting
from zikg.extract.drafts import Line, has_merged
from zikg.extract.headings import by_place, is_title
from zikg.extract.kinds import column_kind
from zikg.extract.wordlists import plain
from zikg.model import Cell, Part, Source, Span, Table
from zikg.read.cells import clean_cell
from zikg.read.tables import find_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*[.)]*")
_ENOUGH: Final = 2
"""Cells that must name areas or components before a column is taken for theirs."""


@dataclass(frozen=True, slots=True)
class PlanLines:
    """The lines of a plan, its columns, and where its (first) header stands."""

    lines: tuple[Line, ...]
    columns: Columns
    span: Span


def plan_lines(source: Source, parts: tuple[Part, ...], names: AreaNames) -> PlanLines | None:
    """Return the lines of the plan in the annex, or ``None`` where no header of one is found.

    Args:
        source: the document.
        parts: the annexes.
        names: knows areas and components by name.
    """
    tables = source.tables or find_tables(source.text)
    inside = [
        table
        for table in tables
        if any(part.span.start <= table.span.start < part.span.end for part in parts)
    ]
    lines: list[Line] = []
    columns: Columns | None = None
    head: Span | None = None
    end = parts[0].span.start
    for table in inside:
        if columns is not None:
            lines.extend(_between(source.text, end, table.span.start))
        start = len(lines)
        columns, header = _take(table, columns, lines)
        if header is not None and head is None:
            head = header
            lines[start:start] = list(_between(source.text, end, table.span.start))[-1:]
        end = table.span.end
    if columns is None or head is None:
        return None
    settled = settle(columns, lines, names)
    if settled != columns:
        lines = [
            replace(line, columns=settled) if line.columns == columns else line for line in lines
        ]
    lines = _without_title(list(by_place(_whole(lines, names), names)), names)
    return PlanLines(tuple(lines), settled, head)


def _take(
    table: Table, columns: Columns | None, lines: list[Line]
) -> tuple[Columns | None, Span | None]:
    """Add the rows of a table; return the columns that hold after it and its first header."""
    head: Span | None = None
    fresh = True
    index = 0
    if columns is not None and _is_other(table, columns):
        return columns, None
    own = [_own(row) for row in table.rows]
    while index < len(own):
        row = table.rows[index]
        found = find_columns(own[index], own[index + 1] if index + 1 < len(own) else None)
        if found is not None and (columns is None or _is_as_full(found[0], columns)):
            columns, used = found
            head = head or _outer(row)
            index += used
            fresh = True
            continue
        index += 1
        if columns is None or is_counting(row):
            continue
        lines.append(Line(row, columns, fresh))
        fresh = False
    return columns, head


def _own(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the row without what stands in merged cells above it."""
    if not has_merged(row):
        return row
    return tuple(Cell("") if cell.inherited else cell for cell in row)


def _is_as_full(found: Columns, columns: Columns) -> bool:
    """Whether a later header names at least half as many columns as the one that holds."""
    return len(found.found) * 2 >= len(columns.found)


def _is_other(table: Table, columns: Columns) -> bool:
    """Whether a table after the plan is another one, by its header or its number of columns."""
    first = table.rows[0]
    if find_columns(first, table.rows[1] if len(table.rows) > 1 else None):
        return False
    words = [plain(cell.text) for cell in first]
    headed = column_kind(words[0]) == ("number", 0) and all(
        word and len(word.split()) <= 4 for word in words[1:]
    )
    width = max(len(row) for row in table.rows)
    return headed or width > columns.width + 1 or (width == 2 and columns.width > 3)


def _outer(row: tuple[Cell, ...]) -> Span:
    spans = [span for cell in row for span in cell.spans]
    return Span(spans[0].start, spans[-1].end)


def _between(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of text that stand between two tables."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        cell = clean_cell(text, start, stop)
        words = cell.text.lstrip("#>- ")
        if words:
            cut = len(cell.text) - len(words)
            span = Span(cell.spans[0].start + cut, cell.spans[0].end)
            yield Line((Cell(words, (span,)),), None)
        start = stop + 1


def _without_title(lines: list[Line], names: AreaNames) -> list[Line]:
    """Return the lines without the one above the first table, unless it heads an area."""
    if not lines or lines[0].columns is not None or lines[0].heading:
        return lines
    first = lines[0]
    heading = parse_heading(first.cells[0].text)
    about = heading.capital and not is_title(heading.name)
    known = names.named(heading.name) or (about and names.sub_element(heading.name))
    return lines if heading.marked and known else lines[1:]


def _whole(lines: list[Line], names: AreaNames) -> list[Line]:
    """Return the lines with headings of areas put together that a page break cut in two."""
    made: list[Line] = []
    for line in lines:
        cells = _joined(made[-1], line, names) if made and line.fresh else None
        if cells is None:
            made.append(line)
        else:
            made[-1] = replace(made[-1], cells=cells)
    return made


def _joined(head: Line, rest: Line, names: AreaNames) -> tuple[Cell, ...] | None:
    """Return the cells of a heading and its rest in the (fresh) next row, if they name an area."""
    if head.columns is None:
        return None
    filled = [index for index, cell in enumerate(head.cells) if cell.text]
    below = [index for index, cell in enumerate(rest.cells) if cell.text]
    if filled not in ([0], [0, 1]) or below != filled[-1:]:
        return None
    place = filled[-1]
    first, more = head.cells[place], rest.cells[place]
    cell = Cell(f"{first.text} {more.text}", first.spans + more.spans)
    cells = (*head.cells[:place], cell, *head.cells[place + 1 :])
    heading = parse_heading(" ".join(cells[index].text for index in filled))
    known = names.named(heading.name) if heading.marked else None
    if known is None or known[1] == "none" or parse_heading(more.text).marked:
        return None
    return cells


def settle(columns: Columns, lines: list[Line], names: AreaNames) -> Columns:
    """Return the columns corrected by what their cells hold.

    A column headed "Komponen" may hold the areas while the next one, whatever its header, holds
    the sub-elements; two columns headed alike may be component and description.

    Args:
        columns: as the header names them.
        lines: the rows below it.
        names: knows areas and components by name.
    """
    rows = [
        line.cells
        for line in lines
        if (line.columns is columns or line.columns == columns)
        and len([cell for cell in line.cells if cell.text]) > 2
    ]
    kinds = list(columns.kinds)
    if kinds[0] is None and "number" not in kinds and _counts(rows):
        kinds[0] = "number"
    double: str | None = None
    component, area = columns.index("component"), columns.index("area")
    areas, subs = (0, 0) if component is None else _hits(rows, component, names)
    if area is not None and component is not None and subs == 0 and _hits(rows, area, names)[1]:
        kinds[component] = None if "indicator" in kinds else "indicator"
        kinds[area] = "component"
    elif component is None or (areas >= _ENOUGH and areas > subs):
        rest = [index for index, kind in enumerate(kinds) if kind in {None, "indicator", "action"}]
        found = {index: _hits(rows, index, names)[1] for index in rest}
        best = max(rest, key=lambda index: found[index], default=None)
        if component is not None:
            kinds[component] = "area"
        if best is not None and found[best] >= _ENOUGH:
            double = kinds[best]
            kinds[best] = "component"
    return replace(columns, kinds=tuple(kinds), double=double)


def _counts(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether the first column numbers the rows, though its header does not say so."""
    marks = [row[0].text for row in rows if row and row[0].text]
    return len(marks) >= _ENOUGH and all(_MARK.fullmatch(mark) for mark in marks)


def _hits(rows: list[tuple[Cell, ...]], index: int, names: AreaNames) -> tuple[int, int]:
    """Return how many cells of a column name an area, and how many a sub-element."""
    texts = {row[index].text for row in rows if index < len(row) and row[index].text}
    areas = subs = 0
    for text in texts:
        if names.named(parse_heading(text).name):
            areas += 1
        elif names.sub_element(text, strong=True):
            subs += 1
    return areas, subs
