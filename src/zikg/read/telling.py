"""Tell a composer the lines and tables of a document, with the name of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.errors import ReadError
from zikg.read import limits
from zikg.read.word import grids, layout
from zikg.read.word.pieces import Grid, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.model import Source
    from zikg.read.composing import Composer


class Teller:
    """Writes what a document holds, in the way Word documents are written.

    Tables that only set words side by side become lines. Paragraphs that are not empty are counted
    (``paragraf 12``), tables by rows and columns (``tabel 2 baris 3 kolom 1``).

    Args:
        composer: what is written to.
        name: what the file is called, for messages.
    """

    def __init__(self, composer: Composer, name: str) -> None:
        self._composer = composer
        self._name = name
        self._paragraphs = self._tables = self._cells = 0
        self._said: list[str] = []
        self._blank = True

    def tell(self, items: Iterable[Piece | Grid]) -> None:
        """Write the blocks of the body in their order.

        Raises:
            ReadError: the tables have more cells than are read.
        """
        for item in items:
            if isinstance(item, Grid):
                self._tables += 1
                self._grid(item, f"tabel {self._tables}")
                continue
            if item.text and not item.goes_on:
                self._paragraphs += 1
            self._line(item, item.place or f"paragraf {self._paragraphs}")

    def add(self, pieces: Iterable[Piece], place: str, *, new: bool = False) -> None:
        """Write lines that stand beside the body: notes, headers.

        Args:
            pieces: the lines.
            place: what their place is called.
            new: leave out what was said before.
        """
        said = " ".join(" ".join(self._said).casefold().split()) if new else ""
        for piece in pieces:
            if piece.text and not (new and piece.text.casefold() in said):
                self._line(Piece(piece.text), place)

    def source(self, sha256: str) -> Source:
        """Return what was written.

        Raises:
            ReadError: there is no text in it.
        """
        source = self._composer.source(self._name, sha256)
        if not source.text.strip():
            raise ReadError(
                f"Berkas {self._name} tidak berisi teks; berikan naskah keputusannya.",
                f"The file {self._name} holds no text; give the file of the decree.",
            )
        return source

    def _line(self, piece: Piece, place: str) -> None:
        for _ in (turn for turn in piece.turns if turn == 0):
            self._composer.page()
        if not piece.text:
            if not self._blank:
                self._composer.line("")
            self._blank = True
            return
        span = self._composer.line(piece.text, place)
        for turn in piece.turns:
            if turn > 0:
                self._composer.page(span.start + turn)
        self._said.append(piece.text)
        self._blank = False

    def _grid(self, grid: Grid, name: str) -> None:
        columns = grids.aligned(grid)
        self._cells += len(grid.rows) * len(set(columns.values()))
        if self._cells > limits.CELLS:
            most = f"{limits.CELLS:,}"
            raise ReadError(
                f"Tabel di berkas {self._name} terlalu besar (paling banyak "
                f"{most.replace(',', '.')} sel); berikan naskahnya saja.",
                f"The tables in the file {self._name} are too big ({most} cells at most); "
                "give the decree alone.",
            )
        if layout.is_layout(grid):
            self._placed(grid, columns, name)
            return
        turns: dict[int, int] = {}
        for index, row in enumerate(grid.rows):
            counts = [sum(len(line.turns) for line in box.lines) for box in row]
            starts = any(box.lines and 0 in box.lines[0].turns for box in row)
            place = index if starts else index + 1
            turns[place] = turns.get(place, 0) + max(counts, default=0)
        self._composer.table(list(grids.slots(grid, columns, name)), turns)
        self._said += [line.text for row in grid.rows for box in row for line in box.lines]
        self._blank = False

    def _placed(self, grid: Grid, columns: dict[int, int], name: str) -> None:
        for number, row in enumerate(grid.rows, start=1):
            for index, item in layout.lines(row):
                place = f"{name} baris {number} kolom {columns[row[index].start] + 1}"
                if isinstance(item, Grid):
                    self._grid(item, f"{place}, tabel di dalamnya")
                else:
                    self._line(item, place)
