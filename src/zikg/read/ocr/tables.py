"""Find the ruled tables of a scanned page, and read their cells in one go.

The cells are cut out and set below each other on a new picture: so no word of one cell is taken
for the neighbour of a word in another, and one run of Tesseract reads them all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

from zikg.read.composing import Slot
from zikg.read.ocr.engine import Word, recognise
from zikg.read.ocr.flow import Said, lines_of
from zikg.read.ocr.upright import SCALE
from zikg.read.pdf.grid import Grid, Place, find_grids
from zikg.read.pdf.sheet import Rule, Sheet
from zikg.read.pdf.sheet import Word as Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from zikg.read.ocr.strokes import Stroke

POINT: Final = 300 / 72
"""Pixels of a point."""
_BLOCK: Final = 8
_DARK: Final = 60
"""How much of a block of pixels (of 255) is ink where a letter stands, and no speck."""
_NUMBER: Final = re.compile(r"\d{1,3}[.)]?")
_ORDINAL: Final = re.compile(r"([\dlI|]{1,3})[.,:;]")
_ONES: Final = str.maketrans("lI|", "111")
"""The number of a row as Tesseract may read it: "2,", "l."."""
_GLUED: Final = re.compile(r"\b(TW|Triwulan|Semester)\s?([I1l|]{1,3})(20\d\d)\b")
"""A Roman number that Tesseract read as part of the year: "TW 12025"."""
_RUN: Final = re.compile(rb"\xff+")
_MARGIN: Final = 36
"""White around each piece of the picture that the cells are set on."""
_FEWEST: Final = 3
"""Cells of a row of a table; fewer are a heading across."""
_ONE_LINE: Final = 3.0
"""Points (1 mm) between pieces of one ruling line; no column or row is as narrow."""
_TALLEST: Final = 20_000
"""Pixels of that picture; Tesseract reads at most 32,767."""
Box = tuple[int, int, int, int]


@dataclass(slots=True)
class Ruled:
    """A table of the page: its box in pixels, its grid, and the words in each of its cells."""

    box: Box
    grid: Grid
    words: dict[int, list[Word]] = field(default_factory=dict)

    def rows(self) -> list[list[Slot]]:
        """Return the table row by row; a cell merged over rows counts in each of them."""
        columns, count = self._columns()
        rows: list[list[Slot]] = []
        for row, places in enumerate(self.grid.places):
            for part in self._parts(places):
                found = [Slot("")] * count
                for place in _distinct(places):
                    column = columns[row][place.left]
                    slot = self._slot(place, row, column, part)
                    if slot.text:
                        found[column] = slot
                rows.append(found)
        return [row for row in rows if any(slot.text and not slot.inherited for slot in row)]

    def _columns(self) -> tuple[list[dict[int, int]], int]:
        """Return the column of each cell, by row and first edge, and how many columns there are.

        Tables set close below each other, with edges of their own, make one grid; where most rows
        have the same number of cells these are the columns.
        """
        starts = [[place.left for place in _distinct(places)] for places in self.grid.places]
        usual, often = Counter(map(len, starts)).most_common(1)[0]
        width = len(self.grid.xs) - 1
        if usual < _FEWEST or usual == width or often * 2 < len(starts):
            return [{start: start for start in row} for row in starts], width
        columns: list[dict[int, int]] = []
        edges = next(row for row in starts if len(row) == usual)
        for row in starts:
            edges = row if len(row) == usual else edges
            columns.append({start: max(bisect_right(edges, start) - 1, 0) for start in row})
        return columns, usual

    def _slot(self, place: Place, row: int, column: int, part: tuple[float, float]) -> Slot:
        words = self.words.get(id(place))
        if not words:
            return Slot("")
        said = Said()
        for line in lines_of([word for word in words if part[0] <= word.middle < part[1]]):
            said.add(line.words)
        if column == 0 and (number := _ORDINAL.fullmatch(said.text)) is not None:
            said.text = f"{number[1].translate(_ONES)}."
        text = _GLUED.sub(lambda found: f"{found[1]} {'I' * len(found[2])} {found[3]}", said.text)
        return Slot(text, inherited=row != place.top, sure=said.sure)

    def _parts(self, places: list[Place]) -> list[tuple[float, float]]:
        """Return the heights between which a row lies, several where its lines were lost.

        Between two numbers in the first column a line must have stood, too faint to be seen, or
        the table is ruled in columns only.
        """
        whole = [(-inf, inf)]
        if any(place.bottom - place.top > 1 for place in places):
            return whole
        lines = lines_of(self.words.get(id(places[0]), []))
        marks = [line for line in lines if _NUMBER.fullmatch(line.text)]
        if len(marks) < 2 or len(marks) < len(lines) or marks[0] is not lines[0]:
            return whole
        cuts = [line.top - (line.bottom - line.top) / 2 for line in marks[1:]]
        return list(pairwise((-inf, *cuts, inf)))


def find_tables(ink: Image, strokes: list[Stroke]) -> tuple[list[Ruled], list[Box]]:
    """Return the ruled tables of a page, top to bottom, and the marks outside of them.

    Args:
        ink: where the page is dark, its ruling lines wiped away, as `ink_of` gives it.
        strokes: the ruling lines.
    """
    rules = _snapped([_rule(stroke) for stroke in strokes])
    marks = [
        Mark("x", left / POINT, top / POINT, right / POINT, bottom / POINT)
        for left, top, right, bottom in _marks(ink)
    ]
    sheet = Sheet(1, ink.width * SCALE / POINT, ink.height * SCALE / POINT, marks, rules)
    grids, outside = find_grids(sheet)
    return [Ruled(_box(grid), grid) for grid in grids], [_pixels(mark) for mark in outside]


def read_cells(page: Image, tables: list[Ruled]) -> None:
    """Recognise the words in the cells of all tables of a page.

    Args:
        page: the page in grey, its ruling lines wiped away.
        tables: the tables; their words are put into them.
    """
    pieces: list[tuple[Ruled, Place, Box]] = [
        (table, place, _piece(table.grid, place))
        for table in tables
        for place in _filled(table.grid)
    ]
    group: list[tuple[Ruled, Place, Box]] = []
    tall = 0
    for piece in pieces:
        high = piece[2][3] - piece[2][1] + _MARGIN
        if group and tall + high > _TALLEST:
            _read(page, group)
            group, tall = [], 0
        group.append(piece)
        tall += high
    if group:
        _read(page, group)


def _read(page: Image, group: list[tuple[Ruled, Place, Box]]) -> None:
    from PIL import Image as Pictures

    width = max(box[2] - box[0] for _, _, box in group) + 2 * _MARGIN
    height = sum(box[3] - box[1] + _MARGIN for _, _, box in group) + _MARGIN
    canvas = Pictures.new("L", (width, height), 255)
    ends: list[int] = []
    moves: list[tuple[int, int]] = []
    at = _MARGIN
    for _, _, box in group:
        canvas.paste(page.crop(box), (_MARGIN, at))
        moves.append((box[0] - _MARGIN, box[1] - at))
        at += box[3] - box[1] + _MARGIN
        ends.append(at - _MARGIN // 2)
    index = 0
    for word in sorted(recognise(canvas, 6), key=lambda word: word.middle):
        while index < len(ends) - 1 and word.middle > ends[index]:
            index += 1
        table, place, _ = group[index]
        right, down = moves[index]
        word.left, word.right = word.left + right, word.right + right
        word.top, word.bottom = word.top + down, word.bottom + down
        table.words.setdefault(id(place), []).append(word)


def _distinct(places: list[Place]) -> Iterator[Place]:
    """Give the cells of a row, each once."""
    last: Place | None = None
    for place in places:
        if place is not last:
            yield place
        last = place


def _filled(grid: Grid) -> Iterator[Place]:
    seen: set[int] = set()
    for row in grid.places:
        for place in row:
            if place.words and id(place) not in seen:
                seen.add(id(place))
                yield place


def _piece(grid: Grid, place: Place) -> Box:
    """Return the part of the page that holds the words of a cell."""
    inner = [_pixels(mark) for mark in place.words]
    left, top, right, bottom = (
        round(grid.xs[place.left] * POINT),
        round(grid.ys[place.top] * POINT),
        round(grid.xs[place.right] * POINT),
        round(grid.ys[place.bottom] * POINT),
    )
    return (
        max(left, min(box[0] for box in inner) - _BLOCK),
        max(top, min(box[1] for box in inner) - _BLOCK),
        min(right, max(box[2] for box in inner) + _BLOCK),
        min(bottom, max(box[3] for box in inner) + _BLOCK),
    )


def _marks(ink: Image) -> Iterator[Box]:
    """Yield the pieces of rows of blocks in which there is ink: no words yet, but their places."""
    small = ink.reduce(_BLOCK // SCALE).point(lambda value: 255 if value >= _DARK else 0)
    width, height = small.size
    data = small.tobytes()
    for row in range(height):
        for match in _RUN.finditer(data, row * width, (row + 1) * width):
            first, end = match.start() - row * width, match.end() - row * width
            yield first * _BLOCK, row * _BLOCK, end * _BLOCK, (row + 1) * _BLOCK


def _snapped(rules: list[Rule]) -> list[Rule]:
    """Put pieces of one line on one place: on a page a little askew they lie beside each other."""
    made: list[Rule] = []
    for upright in (False, True):
        group: list[Rule] = []
        for rule in (*sorted((r for r in rules if r.upright == upright), key=_place), None):
            if group and (rule is None or rule.at - group[-1].at > _ONE_LINE):
                at = sum(each.at for each in group) / len(group)
                made += [Rule(upright, at, each.start, each.end) for each in group]
                group = []
            if rule is not None:
                group.append(rule)
    return made


def _place(rule: Rule) -> float:
    return rule.at


def _rule(stroke: Stroke) -> Rule:
    left, top, right, bottom = stroke.box
    if stroke.upright:
        return Rule(True, (left + right) / 2 / POINT, top / POINT, bottom / POINT)
    return Rule(False, (top + bottom) / 2 / POINT, left / POINT, right / POINT)


def _box(grid: Grid) -> Box:
    return (
        round(grid.xs[0] * POINT),
        round(grid.ys[0] * POINT),
        round(grid.xs[-1] * POINT),
        round(grid.ys[-1] * POINT),
    )


def _pixels(mark: Mark) -> Box:
    return (
        round(mark.left * POINT),
        round(mark.top * POINT),
        round(mark.right * POINT),
        round(mark.bottom * POINT),
    )
