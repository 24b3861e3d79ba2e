"""Plan tables compared cell for cell and row for row with those written down by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zikg.bench.extraction_gold import Grid
from zikg.bench.extraction_score import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Cell, Plan

Place = tuple[str, str, int]
"""Number of the area, number of the row, and which of those that bear these numbers."""


@dataclass(slots=True)
class Tables:
    """How many areas, rows and cells are right; ``surplus`` rows are in no table by hand."""

    tables: Share = field(default_factory=Share)
    areas: Share = field(default_factory=Share)
    rows: Share = field(default_factory=Share)
    cells: Share = field(default_factory=Share)
    surplus: int = 0
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Passage, place, by hand, read."""


def grid(plan: Plan) -> Grid:
    """Return a plan that was read, in the form of one written down by hand.

    Args:
        plan: the plan of a decree.
    """

    def words(cell: Cell | None) -> str:
        return cell.text if cell else ""

    return Grid(
        plan.columns,
        tuple(
            (
                area.number,
                area.heading,
                tuple(
                    (row.number, *(words(getattr(row, column)) for column in plan.columns))
                    for row in area.rows
                ),
            )
            for area in plan.areas
        ),
    )


def compare(into: Tables, name: str, gold: Grid, read: Grid | None) -> None:
    """Count what of a table by hand was read the same; blanks do not count.

    Args:
        into: where it is counted.
        name: the passage.
        gold: the table by hand.
        read: the table read; ``None`` where none was.
    """
    before = into.cells.judged - into.cells.right
    headings = {area[0]: " ".join(area[1].split()) for area in read.areas} if read else {}
    for number, heading, _ in gold.areas:
        same = headings.get(number) == " ".join(heading.split())
        into.areas.count(same)
        if not same:
            into.wrong.append((name, number, heading, headings.get(number, "")))
    got = dict(_rows(read)) if read else {}
    for place, cells in _rows(gold):
        seen = got.pop(place, {})
        right = True
        for column, words in cells.items():
            same = seen.get(column) == words
            into.cells.count(same)
            right = right and same
            if not same:
                where = f"{place[0]}.{place[1]} {column}"
                into.wrong.append((name, where, words, seen.get(column, "")))
        into.rows.count(right)
    into.surplus += len(got)
    into.wrong += [
        (name, f"{place[0]}.{place[1]}", "", " | ".join(cells.values()))
        for place, cells in got.items()
    ]
    into.tables.count(before == into.cells.judged - into.cells.right and not got)


def _rows(table: Grid) -> Iterator[tuple[Place, dict[str, str]]]:
    times: dict[tuple[str, str], int] = {}
    for area, _, rows in table.areas:
        for number, *cells in rows:
            key = (area, number.rstrip(". "))
            times[key] = times.get(key, 0) + 1
            words = (" ".join(cell.split()) for cell in cells)
            yield (*key, times[key]), dict(zip(table.columns, words, strict=True))
