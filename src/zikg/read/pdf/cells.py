"""Turn a grid with its words into rows of slots: the cells' words in reading order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zikg.read.composing import Slot
from zikg.read.pdf.lines import lines_of

if TYPE_CHECKING:
    from zikg.read.pdf.grid import Grid, Place
    from zikg.read.pdf.mending import Mender
    from zikg.read.pdf.sheet import Word

_MARK: Final = re.compile(r"\(?\d{1,3}\s*[.)]?")
_HEAD: Final = re.compile(r"(?:[IVX]{1,5}|[A-Z])[.)]?")
_ROOM: Final = 0.75
"""Letter heights that are left in a line where not even one letter more has room."""
_LEAST: Final = 2
"""Numbers in one cell of the first column that show that lines between rows are not drawn."""


def rows_of(grid: Grid, mender: Mender) -> list[list[Slot]]:
    """Return the rows of a table; a merged cell stands first and is inherited below.

    Args:
        grid: the table with its words.
        mender: joins the lines of a cell.
    """
    rows: list[list[Slot]] = []
    edges = _edges(grid)
    said: dict[int, str] = {}
    for index, places in enumerate(grid.places):
        bands = _bands(places, index)
        if bands:
            rows += _split(places, index, bands, edges, mender)
            continue
        row: list[Slot] = []
        for column, place in enumerate(places):
            if place.left != column:
                row.append(Slot(""))
                continue
            if id(place) not in said:
                said[id(place)] = cell_text(place.words, edges[place.right - 1], mender)
            row.append(Slot(said[id(place)], inherited=place.top != index))
        if any(slot.text and not slot.inherited for slot in row):
            rows.append(row)
    return rows


def _edges(grid: Grid) -> list[float]:
    """Return how far right the words reach in each column."""
    reach = [0.0] * (len(grid.xs) - 1)
    for row in grid.places:
        for column, place in enumerate(row):
            if place.right == column + 1 and place.words:
                reach[column] = max(reach[column], *(word.right for word in place.words))
    return reach


def cell_text(words: list[Word], edge: float, mender: Mender) -> str:
    """Return the words of a cell in one line.

    Args:
        words: the words of the cell.
        edge: how far right the words of its column reach.
        mender: joins the lines.
    """
    upright = [word for word in words if not word.sideways]
    aslant = [word for word in words if word.sideways]
    text = ""
    full = False
    for line in lines_of(upright):
        text = mender.join(text, line.text, full=full)
        full = len(line.words) == 1 and edge - line.right < _ROOM * line.height
    for word in sorted(aslant, key=lambda word: (round(word.left), -word.bottom)):
        text = mender.join(text, word.text)
    return text


def _bands(places: list[Place], row: int) -> list[float]:
    """Return the tops of the rows that stand in one row of the grid; empty where it is one."""
    first = places[0]
    if first.top != row or first.right != 1:
        return []
    lines = lines_of(first.words)
    numbers = [line for line in lines if _MARK.fullmatch(line.text)]
    if len(numbers) < _LEAST or any(
        not (_MARK.fullmatch(line.text) or _HEAD.fullmatch(line.text)) for line in lines
    ):
        return []
    values = [int(re.sub(r"\D", "", line.text)) for line in numbers]
    steps = pairwise(values)
    if any(after not in (before + 1, 1) for before, after in steps):
        return []
    return [line.top - 0.3 * line.height for line in lines]


def _split(
    places: list[Place], row: int, bands: list[float], edges: list[float], mender: Mender
) -> list[list[Slot]]:
    held: list[list[list[Word]]] = [[[] for _ in places] for _ in bands]
    for column, place in enumerate(places):
        if place.left != column or place.top != row:
            continue
        for line in lines_of(place.words):
            band = max((index for index, top in enumerate(bands) if line.top >= top), default=0)
            held[band][column] += line.words
    return [
        [Slot(cell_text(words, edges[column], mender)) for column, words in enumerate(cells)]
        for cells in held
    ]
