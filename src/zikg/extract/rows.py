"""Mend the physical rows of a plan table into logical rows under their area headings.

A row may go on in the next line or on the next page, several action rows may share one component,
a heading may stand in a row of its own, in two cells, in a merged column or in a line of text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zikg.extract.areas import AreaNames, Heading, is_aspect, parse_heading
from zikg.extract.continuing import Continuing
from zikg.extract.drafts import Draft, Group, Line, has_merged
from zikg.extract.placing import Placer, take_number
from zikg.extract.remembering import remembered
from zikg.extract.wordlists import plain, wordlist
from zikg.model import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.extract.columns import Columns
    from zikg.extract.joining import Joiner


class RowReader:
    """Puts the lines of a plan together, top to bottom.

    Args:
        names: knows areas and components by name.
        joiner: joins the pieces of a cell.
    """

    def __init__(self, names: AreaNames, joiner: Joiner) -> None:
        self._names = names
        self._join = joiner
        stop = wordlist("columns")["stop"]
        self._stops = tuple(f"{words} " for words in stop["starts"])
        self._offices = tuple(f"{office} " for office in stop["offices"])
        self._continuing = Continuing(names, joiner)
        self._placer = Placer(joiner, self._continuing)
        self.groups: list[Group] = []
        self._merged_areas = False
        self._rest = ""
        self._waiting = ""  # a number that stands alone in its line, above its row

    def read(self, lines: Iterable[Line]) -> list[Group]:
        """Return the headings with their rows.

        Args:
            lines: physical rows and the text lines between them, without headers.
        """
        for line in lines:
            if line.columns is None:
                self._text_line(line)
            elif not self._row(line, line.columns):
                break
        self._free_area_numbers()
        return self.groups

    def _free_area_numbers(self) -> None:
        """Take the numbers from the rows where a number column counts the areas, not the rows."""
        if not self._merged_areas or all(len(group.rows) < 2 for group in self.groups):
            return
        later = [row for group in self.groups for row in group.rows[1:]]
        if not any(row.number for row in later):
            for group in self.groups:
                for row in group.rows[:1]:
                    row.number = ""

    def _text_line(self, line: Line) -> None:
        heading = parse_heading(line.cells[0].text)
        if is_aspect(heading.name):
            return
        loud = heading.marked and self._is_loud(heading)
        if line.heading or loud or self._names.named(heading.name):
            self._open(heading, list(line.cells))

    def _is_loud(self, heading: Heading) -> bool:
        """Whether a marked line reads like a heading though no area has that name."""
        return heading.name.isupper() and len(heading.name.split()) <= 10 and bool(heading.numbers)

    def _open(self, heading: Heading, pieces: list[Cell]) -> None:
        last = self.groups[-1] if self.groups else None
        if last and last.heading and _repeats(last.heading.text, heading.text):
            return  # the heading is repeated on the next page
        self.groups.append(Group(heading, pieces))

    def _row(self, line: Line, columns: Columns) -> bool:
        """Take one physical row; return false where the signing block begins."""
        cells = _owned(_unmerged(line.cells), columns)
        filled = [index for index, cell in enumerate(cells) if cell.text]
        if not filled:
            return True
        if len(filled) <= 2:
            if self._signs(cells[filled[0]].text, len(filled), fresh=line.fresh):
                return False
            if self._heading(cells, filled, columns, line.heading):
                return True
        row = self._placer.by_kind(cells, columns, self._last)
        if not row:
            return True
        number = take_number(row, columns) or self._waiting
        if "area" in row:
            self._area_column(row.pop("area"))
        self._waiting = "" if row else number
        if not row:
            return True
        last = self._last
        goes_on = self._continuing.goes_on
        if not number and last is not None and goes_on(last, row, columns, fresh=line.fresh):
            last.add(row, self._join)
            return True
        shares = not number and "component" not in row and last is not None
        if not self.groups:
            self.groups.append(Group(None))
        self.groups[-1].rows.append(Draft(number, row, shares))
        return True

    def _signs(self, text: str, filled: int, *, fresh: bool) -> bool:
        """Whether a row begins the signing block: "Ditetapkan di", or an office in capitals."""
        words = f"{plain(text)} "
        if words.startswith(self._stops):
            return True
        return filled == 1 and fresh and text.isupper() and words.startswith(self._offices)

    @property
    def _last(self) -> Draft | None:
        return self.groups[-1].rows[-1] if self.groups and self.groups[-1].rows else None

    def _heading(
        self, cells: tuple[Cell, ...], filled: list[int], columns: Columns, known: bool
    ) -> bool:
        """Take the row if it is a heading: words in one cell, or a mark and words in two."""
        first = 1 if columns.kinds[0] == "number" else 0
        if filled[-1] > max(columns.index("component") or 0, columns.index("area") or 0, first):
            return False
        words = " ".join(cells[index].text for index in filled)
        heading = parse_heading(words)
        if is_aspect(heading.name):
            return True
        pieces = [cells[index] for index in filled]
        named = self._names.named(heading.name)
        if known or named or self._reads_as_heading(heading, filled, columns):
            self._open(heading, pieces)
            return True
        group = self.groups[-1] if self.groups else None
        if group and group.heading and not group.rows and filled == [0] and not heading.numbers:
            joined = self._join.join(group.heading.text, words)
            group.heading = parse_heading(joined)
            group.pieces += pieces
            return True
        return False

    def _reads_as_heading(self, heading: Heading, filled: list[int], columns: Columns) -> bool:
        """Whether a row with nothing but a mark and words is a heading of unknown name."""
        if not heading.marked or not heading.numbers or columns.width < 3:
            return False
        in_number_column = filled[0] == 0 and columns.kinds[0] == "number"
        if len(filled) == 2:
            return in_number_column and (heading.capital or heading.name.isupper())
        if in_number_column:
            return True
        return heading.capital and heading.name.isupper()

    def _area_column(self, cell: Cell) -> None:
        """Open an area where a merged column names the next one, or go on with its name."""
        self._merged_areas = True
        heading = parse_heading(cell.text)
        group = self.groups[-1] if self.groups else None
        if group is None or group.heading is None:
            self._open(heading, [cell])
            return
        if self._is_cut_again(heading, group.heading):
            return
        joined = self._join.join(group.heading.text, cell.text)
        grown = self._names.named(parse_heading(joined).name)
        apart = self._names.named(heading.name) and self._names.named(group.heading.name)
        if apart or heading.numbers or not grown:
            self._open(heading, [cell])
        else:
            group.heading = parse_heading(joined)
            group.pieces.append(cell)

    def _is_cut_again(self, heading: Heading, before: Heading) -> bool:
        """Whether a cell says the area again in part, or the rest of it behind a page break."""
        words, rest = plain(heading.text), self._rest
        self._rest = ""
        if rest and words == rest:
            return True
        if not heading.numbers or not plain(before.text).startswith(f"{words} "):
            return False
        self._rest = plain(before.text)[len(words) + 1 :]
        return True


def _repeats(before: str, now: str) -> bool:
    """Whether two headings are the same, marks of a continued one apart."""
    return _uncontinued(before) == _uncontinued(now)


@remembered
def _uncontinued(text: str) -> str:
    words = wordlist("columns")["area"]["continued"]
    return plain(re.sub(rf"\(?\s*(?:{'|'.join(words)})\s*\)?", "", text, flags=re.IGNORECASE))


def _unmerged(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the row with words that a merged cell repeats in every column kept once."""
    if len(cells) > 1 and "" != cells[0].text != cells[1].text != "":
        return cells  # nearly every row: two cells that differ
    filled = [cell for cell in cells if cell.text]
    if len(filled) < 3 or filled[0].text != filled[1].text or len(filled) < len(cells) - 1:
        return cells
    if any(cell.text != filled[0].text for cell in filled):
        return cells
    return (filled[0], *(Cell("") for _ in cells[1:]))


def _owned(cells: tuple[Cell, ...], columns: Columns) -> tuple[Cell, ...]:
    """Return the row without the merged cells that begin no row of their own here.

    Under a merged component a further action shares all that is merged; a row with a number or
    component of its own keeps the target (or component) that is merged over it.
    """
    if not has_merged(cells):
        return cells

    def own(kind: str) -> bool:
        index = columns.index(kind)
        return index is not None and index < len(cells) and _fresh(cells[index])

    leading = {columns.index("number"), columns.index("area")}
    drop = leading if own("number") or own("component") else set(range(len(cells)))
    return tuple(
        Cell("") if cell.inherited and index in drop else cell for index, cell in enumerate(cells)
    )


def _fresh(cell: Cell) -> bool:
    return bool(cell.text) and not cell.inherited
