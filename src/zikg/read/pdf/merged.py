"""Carry merged cells over a page break: the empty merged cell on top of the next page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zikg.read.composing import Slot
    from zikg.read.pdf.grid import Grid


def inherit(rows: list[list[Slot]], grid: Grid, before: list[Slot]) -> list[list[Slot]]:
    """Return the rows with the words of merged cells that began on the page before.

    Only a cell that reaches over several rows is taken for the rest of one: an empty place in one
    row is empty, or the row itself goes on, which the words decide later.

    Args:
        rows: the rows of a table on top of a page.
        grid: the table.
        before: the last row of the table at the end of the page before.
    """
    if not rows or len(before) != len(rows[0]) or len(rows) != len(grid.places):
        return rows
    made = [list(row) for row in rows]
    for column, place in enumerate(grid.places[0]):
        merged = place.left == column and place.right == column + 1 and place.bottom > 1
        if not merged or place.words or not before[column].text:
            continue
        for row in made[: place.bottom]:
            row[column] = replace(before[column], inherited=True)
    return made
