"""Write the pages of a PDF down: paragraphs and tables in reading order."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.read.pdf.cells import rows_of
from zikg.read.pdf.columns import Block, find_blocks, gather
from zikg.read.pdf.grid import Grid, find_grids
from zikg.read.pdf.gutters import in_order
from zikg.read.pdf.lines import Line, lines_of
from zikg.read.pdf.mending import Mender
from zikg.read.pdf.merged import inherit
from zikg.read.pdf.paragraphs import Flow, Paragraph
from zikg.read.pdf.running import running_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.read.composing import Composer, Slot
    from zikg.read.pdf.layout import Layout
    from zikg.read.pdf.sheet import Sheet


SECONDS: Final = 60.0
"""The time that putting the words of a file together may take; thirty pages take a fifth of one."""


class Writer:
    """Writes pages into a composer.

    Args:
        composer: takes paragraphs and tables.
        picture: writes a page that has no text of its own, by recognition.
    """

    def __init__(self, composer: Composer, picture: Callable[[int], None]) -> None:
        self._composer = composer
        self._picture = picture
        self._begun = 0

    def write(self, sheets: list[Sheet], pictures: set[int]) -> None:
        """Write all pages.

        Args:
            sheets: the pages in order.
            pictures: numbers of the pages that are pictures of text.

        Raises:
            TimeoutError: it takes longer than `SECONDS`.
        """
        started = time.monotonic()
        found = []
        for sheet in sheets:
            found.append(find_grids(sheet))
            _in_time(started)
        lines = [
            lines_of(words, sheet.number) for sheet, (_, words) in zip(sheets, found, strict=True)
        ]
        cells = (
            line.text
            for grids, _ in found
            for grid in grids
            for row in grid.places
            for place in row
            if place.words
            for line in lines_of(place.words)
        )
        mender = Mender([*(line.text for page in lines for line in page), *cells])
        running = running_lines(sheets, lines)
        lines = [[line for line in page if id(line) not in running] for page in lines]
        known = gather(lines)
        flow = Flow(mender, lines, [sheet.width for sheet in sheets])
        layout: Layout | None = None
        before: list[Slot] = []
        for sheet, (grids, _), page in zip(sheets, found, lines, strict=True):
            _in_time(started)
            if sheet.number in pictures:
                self._paragraphs(flow.end())
                self._turn(sheet.number)
                begun = time.monotonic()
                self._picture(sheet.number)
                started += time.monotonic() - begun  # recognition has a limit of its own
                layout, before = None, []
                continue
            blocks, layout = find_blocks(page, layout, known)
            before = self._page(sheet, page, [*grids, *blocks], flow, before)
        self._paragraphs(flow.end())
        self._turn(len(sheets))

    def _page(
        self,
        sheet: Sheet,
        lines: list[Line],
        tables: list[Grid | Block],
        flow: Flow,
        before: list[Slot],
    ) -> list[Slot]:
        """Write one page; return the last row of a table that may go on on the next page."""
        inside = {id(line) for table in tables if isinstance(table, Block) for line in table.lines}
        rest = [line for line in lines if id(line) not in inside]
        tables.sort(key=lambda table: table.top)
        open_row: list[Slot] = []
        for index, table in enumerate(tables):
            above = [line for line in rest if line.bottom <= table.top + 0.5 * line.height]
            rest = (
                rest[len(above) :]
                if rest[: len(above)] == above
                else [line for line in rest if line not in above]
            )
            self._paragraphs(flow.page(in_order(above)))
            self._paragraphs(flow.end())
            self._turn(sheet.number)
            mender = flow.mender
            rows = table.slots(mender) if isinstance(table, Block) else rows_of(table, mender)
            if index == 0 and not above and isinstance(table, Grid):
                rows = inherit(rows, table, before)
            open_row = rows[-1] if rows else []
            self._composer.table(
                [
                    [
                        replace(slot, place=f"tabel {index + 1} baris {number} kolom {column}")
                        for column, slot in enumerate(row, 1)
                    ]
                    for number, row in enumerate(rows, 1)
                ]
            )
        self._paragraphs(flow.page(in_order(rest)))
        return [] if rest else open_row

    def _turn(self, number: int) -> None:
        """Begin pages up to this one where the text stands now."""
        while self._begun < number:
            self._composer.page()
            self._begun += 1

    def _paragraphs(self, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            self._turn(paragraph.page)
            span = self._composer.line(paragraph.text)
            for at, page in paragraph.breaks:
                while self._begun < page:
                    self._composer.page(span.start + at)
                    self._begun += 1


def _in_time(started: float) -> None:
    if time.monotonic() - started > SECONDS:
        raise TimeoutError
