"""Set the cells of a physical row under the columns they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.extract.targets import parse_target
from zikg.extract.wordlists import plain, wordlist
from zikg.model import Cell, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.extract.columns import Columns
    from zikg.extract.continuing import Continuing
    from zikg.extract.drafts import Draft
    from zikg.extract.joining import Joiner

_NUMBER: Final = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})\s*[.)]*\s*")
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?=\w)")
MAX_NUMBER: Final = 12
"""Letters of a number cell that is none, kept to name the row."""


class Placer:
    """Sets cells under their columns.

    Args:
        joiner: joins the pieces of a cell.
        ends: tells cells that are cut off.
    """

    def __init__(self, joiner: Joiner, ends: Continuing) -> None:
        self._join = joiner
        self._ends = ends
        self._marks = frozenset(wordlist("columns")["grid"]["marks"])

    def by_kind(
        self, cells: tuple[Cell, ...], columns: Columns, last: Draft | None
    ) -> dict[str, Cell]:
        """Return the cells of a row by kind; marks in a grid of months become the target.

        Args:
            cells: the physical row.
            columns: the columns of its table.
            last: the row before it, which tells where cells of a torn row belong.
        """
        row: dict[str, Cell] = {}
        kinds, grid = columns.kinds, dict(columns.grid)
        width = len(kinds)
        periods: list[str] = []
        spans: list[Span] = []
        for index, cell in self._placed(cells, columns, last):
            kind = kinds[index] if index < width else None
            if not cell.text or kind is None:
                continue
            if index in grid:
                if cell.text.casefold() in self._marks or len(cell.text) <= 2:
                    periods.append(grid[index])
                    spans.extend(cell.spans)
            elif kind in row:
                row[kind] = self._join.cells((row[kind], cell))
            else:
                row[kind] = cell
        if periods:
            row["target"] = Cell(", ".join(periods), tuple(spans))
        return row

    def _placed(
        self, cells: tuple[Cell, ...], columns: Columns, last: Draft | None
    ) -> Iterable[tuple[int, Cell]]:
        """Return the cells with their columns; a row with lost cells is set where it fits best."""
        lost = columns.width - len(cells)
        if lost <= 0 or not cells or columns.kinds[0] != "number" or not cells[0].text:
            return enumerate(cells)
        head = _NUMBERED.match(cells[0].text)
        if head and lost == 1:
            return _split_number(cells, head)
        if _NUMBER.fullmatch(cells[0].text):
            return enumerate(cells)
        offsets = range(1, lost + 1)
        best = max(offsets, key=lambda offset: (self._fit(cells, offset, columns, last), -offset))
        return [(index + best, cell) for index, cell in enumerate(cells)]

    def _fit(
        self, cells: tuple[Cell, ...], offset: int, columns: Columns, last: Draft | None
    ) -> int:
        score = 0
        for index, cell in enumerate(cells):
            kind = columns.kinds[index + offset]
            if not cell.text or kind is None:
                continue
            if kind == "target":
                score += 3 if parse_target(cell.text).clear else -1
            if last is not None:
                before = last.text(kind)
                score += (
                    1 if before and (self._ends.is_open(before) or cell.text[0].islower()) else 0
                )
        return score


def take_number(row: dict[str, Cell], columns: Columns) -> str:
    """Take the number out of the row; without such a column it may lead the component."""
    cell = row.pop("number", None)
    if cell is not None:
        match = _NUMBER.fullmatch(cell.text.casefold())
        return match["number"] if match else plain(cell.text).replace(" ", "-")[:MAX_NUMBER]
    if columns.index("number") is None and "component" in row:
        match = _NUMBERED.match(row["component"].text)
        return match["number"] if match else ""
    return ""


def _split_number(cells: tuple[Cell, ...], head: re.Match[str]) -> list[tuple[int, Cell]]:
    """Cut "1. Tim Kerja" into the number and the component, whose separator was lost."""
    whole = cells[0]
    span = whole.spans[0]
    cut = min(span.start + head.end(), span.end)
    number = Cell(head[0].strip(), (Span(span.start, span.start + len(head[0].rstrip())),))
    rest = Cell(whole.text[head.end() :], (Span(cut, span.end), *whole.spans[1:]))
    return [
        (0, number),
        (1, rest),
        *((index + 1, cell) for index, cell in enumerate(cells) if index),
    ]
