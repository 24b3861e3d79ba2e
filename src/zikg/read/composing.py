"""Compose a `Source` of paragraphs, tables and pages, for formats that are no plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zikg.model import Cell, Source, Span, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one place of a table's grid.

    Args:
        text: the words, in one line.
        place: what the place is called (``Tabel 2 baris 3 kolom 1``); empty where it has no name.
        inherited: the words stand in a merged cell above or to the left and count here too.
        sure: how sure the letters are, 0 to 1; below 1 only where they come from recognition.
    """

    text: str
    place: str = ""
    inherited: bool = False
    sure: float = 1.0


class Composer:
    r"""Writes text down piece by piece and remembers where each piece stands.

    A paragraph is a line; a row of a table is a line, its cells set apart by tabs, as in the text
    files that people copy out of such documents, so that one decree reads alike in all formats.

    Args:
        kind: the format, as `Source.kind` names it.

    Example:
        >>> composer = Composer("docx")
        >>> composer.line("LAMPIRAN", "paragraf 1")
        Span(start=0, end=8)
        >>> composer.table([[Slot("No"), Slot("Komponen")], [Slot("1."), Slot("Tim Kerja")]])
        >>> source = composer.source("a.docx", "0" * 64)
        >>> source.text
        'LAMPIRAN\nNo\tKomponen\n1.\tTim Kerja\n'
        >>> source.tables[0].rows[1][1]
        Cell(text='Tim Kerja', spans=(Span(start=24, end=33),), inherited=False)
        >>> source.place_at(3)
        'paragraf 1'
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._pieces: list[str] = []
        self._at = 0
        self._pages: list[int] = []
        self._tables: list[Table] = []
        self._places: list[tuple[int, str]] = []
        self._doubts: list[tuple[Span, float]] = []

    def page(self, at: int | None = None) -> None:
        """Begin a page here; what was written before the first call stands on page 1 as well.

        Args:
            at: offset in what is written already, where the page begins inside of it.
        """
        if not self._pages:
            self._pages.append(0)
            if self._at == 0:
                return
        self._pages.append(self._at if at is None else at)

    def line(self, text: str, place: str = "") -> Span:
        """Write a paragraph, in one line; return where it stands."""
        text = _flat(text)
        span = Span(self._at, self._at + len(text))
        self._name(place)
        self._write(text + "\n")
        return span

    def doubt(self, span: Span, sure: float) -> None:
        """Remember that the letters of a stretch were recognised with less than full certainty."""
        self._doubts.append((span, sure))

    def table(self, rows: Sequence[Sequence[Slot]], turns: Mapping[int, int] | None = None) -> None:
        """Write a table, a line for each row; rows without a word are left out.

        Args:
            rows: its rows.
            turns: how many pages begin before a row, by the place of the row in ``rows``.
        """
        start = self._at
        written: list[tuple[Cell, ...]] = []
        for index in range(len(rows) + 1):
            for _ in range(turns.get(index, 0) if turns else 0):
                self.page()
            if index < len(rows) and any(slot.text.strip() for slot in rows[index]):
                written.append(self._row(rows[index]))
        if written:
            self._tables.append(Table(tuple(written), Span(start, self._at)))

    def source(self, path: str, sha256: str) -> Source:
        """Return all that was written.

        Args:
            path: the name the user gave.
            sha256: hex digest of the bytes of the file.
        """
        return Source(
            path=path,
            sha256=sha256,
            text="".join(self._pieces),
            pages=tuple(self._pages),
            tables=tuple(self._tables),
            places=tuple(self._places),
            kind=self._kind,
            doubts=tuple(self._doubts),
        )

    def _row(self, row: Sequence[Slot]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for index, slot in enumerate(row):
            if index:
                self._write("\t")
            text = _flat(slot.text).strip()
            if slot.inherited or not text:
                cells.append(Cell(text, (), slot.inherited))
                continue
            self._name(slot.place)
            span = Span(self._at, self._at + len(text))
            cells.append(Cell(text, (span,)))
            if slot.sure < 1:
                self.doubt(span, slot.sure)
            self._write(text)
        self._write("\n")
        return tuple(cells)

    def _name(self, place: str) -> None:
        # What has no name of its own does not lie in the named place before it.
        if place or (self._places and self._places[-1][1]):
            self._places.append((self._at, place))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._at += len(text)


def _flat(text: str) -> str:
    """Keep a paragraph or a cell in one line: breaks and tabs in it become blanks."""
    return " ".join(text.replace("\u00a0", " ").split()) if text else ""
