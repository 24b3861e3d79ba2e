"""Find tables by their ruling lines: the grid, and which of its places are merged."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from zikg.read.pdf.sheet import Rule, Sheet, Word
from zikg.read.pdf.struck import without_struck

if TYPE_CHECKING:
    from collections.abc import Iterable

_SNAP: Final = 2.0
"""Points between lines that are one line drawn in pieces."""
_REACH: Final = 3.0
"""Points by which lines may miss each other and still meet."""
_COVER: Final = 0.6
"""Share of an edge that must be drawn to set two places apart."""
_OPEN_SIDE: Final = 15.0
_OPEN_END: Final = 8.0
_REST: Final = 3
"""Columns of a lone row that show that it is the rest of a table."""
_NARROW: Final = 6.0
MAX_PLACES: Final = 200_000
"""Places of a grid; a page with more is no table that a person reads."""
MAX_GRIDS: Final = 200
"""Grids on a page; more are drawings."""
MAX_CROSSINGS: Final = 4_000_000


@dataclass(slots=True)
class Place:
    """A cell of a table: the rows and columns it reaches over (ends exclusive), and its words."""

    top: int
    left: int
    bottom: int
    right: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: the edges of its columns and rows, and its cells by row and column."""

    xs: list[float]
    ys: list[float]
    places: list[list[Place]]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]

    def take(self, word: Word) -> bool:
        """Put a word into the cell that its middle lies in; false where it lies in none."""
        column = bisect_right(self.xs, word.centre) - 1
        row = bisect_right(self.ys, word.middle) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return False
        self.places[row][column].words.append(word)
        return True


def find_grids(sheet: Sheet) -> tuple[list[Grid], list[Word]]:
    """Return the tables of a page with their words in them, and the words outside.

    Args:
        sheet: the page.
    """
    flat = _merged([rule for rule in sheet.rules if not rule.upright])
    upright = _merged([rule for rule in sheet.rules if rule.upright])
    grids: list[Grid] = []
    if len(flat) * len(upright) <= MAX_CROSSINGS:
        for rows, columns in _meeting(flat, upright):
            grid = _grid(rows, columns)
            if grid is not None:
                grids.append(grid)
    grids = grids[:MAX_GRIDS]
    # The inner one of nested boxes is the table; the outer one is a frame.
    grids.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.bottom - grid.top))
    outside = [word for word in without_struck(sheet) if not any(grid.take(word) for grid in grids)]
    tables: list[Grid] = []
    for grid in grids:
        if _is_table(grid):
            tables.append(_without_gaps(grid))
        else:
            outside += [word for place in _all(grid) for word in place.words]
    return sorted(tables, key=lambda grid: grid.top), outside


def _all(grid: Grid) -> Iterable[Place]:
    seen: set[int] = set()
    for row in grid.places:
        for place in row:
            if id(place) not in seen:
                seen.add(id(place))
                yield place


def _is_table(grid: Grid) -> bool:
    """Whether words stand in several columns; a box around a heading is no table.

    Nor is a row with words in one cell, unless it is not the first of three or more: the rest of
    a row of the page before.
    """
    filled = {place.left for place in _all(grid) if place.words}
    rest = len(grid.places) == 1 and len({place.left for place in _all(grid)}) >= _REST
    return len(filled) > 1 or (rest and bool(filled - {0}))


def _without_gaps(grid: Grid) -> Grid:
    """Leave out the narrow empty columns that double lines make."""
    used = {place.left for place in _all(grid) if place.words}
    drop = [
        index
        for index in range(len(grid.xs) - 1)
        if index not in used and grid.xs[index + 1] - grid.xs[index] < _NARROW
    ]
    for index in reversed(drop):
        if len(grid.xs) <= 3:
            break
        del grid.xs[index + 1 if index + 2 < len(grid.xs) else index]
        for row in grid.places:
            del row[index]
        for place in _all(grid):
            place.left -= place.left > index
            place.right -= place.right > index
    return grid


def _merged(rules: list[Rule]) -> list[Rule]:
    """Return lines with their pieces put together, those a little off set in one."""
    made: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if group and rule.at - group[0].at > _SNAP:
            made += _joined(group)
            group = []
        group.append(rule)
    return made + _joined(group)


def _joined(group: list[Rule]) -> list[Rule]:
    made: list[Rule] = []
    if not group:
        return made
    at = sum(rule.at for rule in group) / len(group)
    for rule in sorted(group, key=lambda rule: rule.start):
        if made and rule.start - made[-1].end <= _REACH:
            last = made.pop()
            made.append(Rule(rule.upright, at, last.start, max(last.end, rule.end)))
        else:
            made.append(Rule(rule.upright, at, rule.start, rule.end))
    return made


def _meeting(flat: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of lines that hang together by crossing or touching."""
    parent = list(range(len(flat) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for number, rule in enumerate(upright, len(flat)):
        for index, row in enumerate(flat):
            if (
                rule.start - _REACH <= row.at <= rule.end + _REACH
                and row.start - _REACH <= rule.at <= row.end + _REACH
            ):
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*flat, *upright]):
        groups.setdefault(root(index), ([], []))[rule.upright].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _edges(rules: list[Rule]) -> list[float]:
    edges: list[float] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not edges or rule.at - edges[-1] > _SNAP:
            edges.append(rule.at)
    return edges


def _closed(flat: list[Rule], upright: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Add the outer lines that are not drawn: open sides, rows cut off at the end of a page."""
    left, right = min(rule.start for rule in flat), max(rule.end for rule in flat)
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    xs = [rule.at for rule in upright]
    ys = [rule.at for rule in flat]
    columns, rows = list(upright), list(flat)
    low, high = min(top, *ys), max(bottom, *ys)
    if min(xs) - left > _OPEN_SIDE:
        columns.append(Rule(True, left, low, high))
    if right - max(xs) > _OPEN_SIDE:
        columns.append(Rule(True, right, low, high))
    if min(ys) - top > _OPEN_END:
        rows.append(Rule(False, top, min(left, *xs), max(right, *xs)))
    if bottom - max(ys) > _OPEN_END:
        rows.append(Rule(False, bottom, min(left, *xs), max(right, *xs)))
    return rows, columns


def _grid(flat: list[Rule], upright: list[Rule]) -> Grid | None:
    flat, upright = _closed(flat, upright)
    xs, ys = _edges(upright), _edges(flat)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > MAX_PLACES:
        return None
    right_of = _drawn(upright, xs, ys)
    below = _drawn(flat, ys, xs)
    # Join places without a line between them, then square the groups.
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not right_of[column + 1][row]:
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not below[row + 1][column]:
                parent[root(here + columns)] = root(here)
    made: dict[int, Place] = {}
    places: list[list[Place]] = []
    for row in range(rows):
        places.append([])
        for column in range(columns):
            group = root(row * columns + column)
            place = made.get(group)
            if place is None:
                place = made[group] = Place(row, column, row + 1, column + 1)
            place.bottom, place.right = max(place.bottom, row + 1), max(place.right, column + 1)
            place.left = min(place.left, column)
            places[-1].append(place)
    return Grid(xs, ys, places)


def _drawn(rules: list[Rule], at: list[float], across: list[float]) -> list[list[bool]]:
    """Tell for each edge whether it is drawn between each two neighbours across."""
    covered = [[0.0] * (len(across) - 1) for _ in at]
    for rule in rules:
        line = min(max(bisect_right(at, rule.at + _SNAP / 2) - 1, 0), len(at) - 1)
        first = max(bisect_right(across, rule.start) - 1, 0)
        for index in range(first, len(across) - 1):
            if across[index] >= rule.end:
                break
            low, high = max(across[index], rule.start), min(across[index + 1], rule.end)
            covered[line][index] += max(high - low, 0.0)
    return [
        [
            row[index] >= _COVER * (across[index + 1] - across[index])
            for index in range(len(across) - 1)
        ]
        for row in covered
    ]
