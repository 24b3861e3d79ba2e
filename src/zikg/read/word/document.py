"""Read a Word document: its body in order, and what stands beside it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.read import limits
from zikg.read.composing import Composer
from zikg.read.pausing import no_collection
from zikg.read.word import grids, layout, stories
from zikg.read.word.content import ContentReader
from zikg.read.word.names import W
from zikg.read.word.numbering import Numbering
from zikg.read.word.package import Package
from zikg.read.word.pieces import Grid, Piece, Turner, joined
from zikg.read.word.styles import Styles
from zikg.read.word.trace import Trace
from zikg.read.word.words import WordReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.model import Source
    from zikg.read.word.names import Element
    from zikg.read.word.pieces import Item

_LETTERS: Final = 40
"""A document of pictures with fewer letters in its body is a scan that was pasted into Word."""


def read_word(data: bytes, name: str) -> Source:
    """Read a Word document.

    Paragraphs are lines, with their automatic numbers in front; tables that hold data are rows of
    cells, those that only place words are lines as well. Tracked changes are read as accepted,
    hidden words and comments not at all. Places count the paragraphs that are not empty and stand
    outside of tables (``paragraf 12``), and tables by rows and columns
    (``tabel 2 baris 3 kolom 1``). Pages are known where Word noted them when it last showed the
    document.

    Args:
        data: the whole file (.docx, .docm, .dotx, .dotm; at most 60 MB of XML).
        name: what it is called in messages and reports.

    Raises:
        ReadError: the file is no Word document, damaged, protected by a password, holds pictures
            only, or unfolds to too much.
    """
    package = Package(data, name)
    with no_collection():
        return _Document(package, name).read(hashlib.sha256(data).hexdigest())


def trace_word(data: bytes, name: str) -> tuple[Source, Trace]:
    """Read a Word document as `read_word` does, and remember where its letters stand.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: as `read_word`.
        ValueError: a letter was lost on the way: a defect of the reader.
    """
    package = Package(data, name)
    with no_collection():
        document = _Document(package, name, traced=True)
        source = document.read(hashlib.sha256(data).hexdigest())
    trace = document.trace
    assert trace is not None
    trace.close(source.text)
    return source, trace


class _Document:
    """One document while it is read."""

    def __init__(self, package: Package, name: str, *, traced: bool = False) -> None:
        root = package.part(package.main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise package.broken("tidak ada isi naskah", "it has no body")
        self.trace = Trace(root, package.main) if traced else None
        self._name = name
        self._package = package
        self._body: Element = body
        self._relations = package.relations(package.main)
        styles = Styles(self._kind("styles"))
        self._content = ContentReader(
            WordReader(styles, self.trace),
            Numbering(self._kind("numbering"), styles),
            styles,
            Turner(next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None),
            name,
            trace=self.trace,
        )
        self._composer = Composer("docx")
        self._paragraphs = self._tables = 0
        self._said: list[str] = []
        self._blank = True

    def read(self, sha256: str) -> Source:
        """Return the document as a source."""
        if self._content.turner.known:
            self._composer.page()
        sections = stories.sections(self._body)
        if sections:
            self._head(sections[0].first)
        self._tell(self._content.read(self._body), sections)
        self._refuse_pictures()
        self._notes()
        for section in sections:
            for part in section.others:
                self._running(part)
        source = self._composer.source(self._name, sha256)
        if not source.text.strip():
            raise ReadError(
                f"Dokumen Word {self._name} tidak berisi teks; berikan naskah keputusannya.",
                f"The Word document {self._name} holds no text; give the file of the decree.",
            )
        return source

    def _kind(self, kind: str) -> Element | None:
        """Return the part of a kind that the body has one of."""
        paths = [path for each, path in self._relations.values() if each == kind]
        return self._package.part(paths[0]) if paths else None

    def _tell(self, items: Iterable[Item], sections: tuple[stories.Section, ...]) -> None:
        for item in items:
            if isinstance(item, Grid):
                self._tables += 1
                self._grid(item, f"tabel {self._tables}")
            elif isinstance(item, Piece):
                self._piece(item)
            elif item.index + 1 < len(sections) and sections[item.index + 1].turns:
                for _ in range(self._content.turner.section()):
                    self._composer.page()
                self._head(sections[item.index + 1].first)

    def _piece(self, piece: Piece) -> None:
        if piece.text and not piece.goes_on and not piece.place:
            self._paragraphs += 1
        if piece.apart and piece.text:
            self._space()
        self._line(piece, piece.place or f"paragraf {self._paragraphs}")

    def _line(self, piece: Piece, place: str) -> None:
        """Write a line; an empty one only where none stands above it."""
        if piece.text:
            before = [turn for turn in piece.turns if turn == 0]
            for _ in before:
                self._composer.page()
            span = self._composer.line(piece.text, place)
            if self.trace is not None:
                self.trace.write(piece.letters)
            for turn in piece.turns[len(before) :]:
                self._composer.page(span.start + turn)
            self._said.append(piece.text)
            self._blank = False
            return
        self._space()
        for _ in piece.turns:
            self._composer.page()

    def _space(self) -> None:
        if not self._blank:
            self._composer.line("")
        self._blank = True

    def _grid(self, grid: Grid, name: str) -> None:
        columns = grids.aligned(grid)
        if len(grid.rows) * len(set(columns.values())) > limits.CELLS:
            raise self._package.broken(f"{name} terlalu besar", f"{_english(name)} is too big")
        if layout.is_layout(grid):
            self._placed(grid, columns, name)
            return
        turns: dict[int, int] = {}
        for index, row in enumerate(grid.rows):
            boxes = [[(turn, line) for line in box.lines for turn in line.turns] for box in row]
            # A break between two pages stands in every cell that goes over it.
            leading = [
                sum(turn == 0 and line is box.lines[0] for turn, line in each)
                for box, each in zip(row, boxes, strict=True)
            ]
            first, every = max(leading, default=0), max(map(len, boxes), default=0)
            turns[index] = turns.get(index, 0) + first
            turns[index + 1] = every - first
        self._composer.table(list(grids.slots(grid, columns, name)), turns)
        self._blank = False
        if self.trace is not None:
            # A merged cell counts below too, but stands in the text once.
            for box in (box for row in grid.rows for box in row if not box.merged):
                self.trace.write(joined(box.lines).letters)
        self._said += [line.text for row in grid.rows for box in row for line in box.lines]

    def _placed(self, grid: Grid, columns: dict[int, int], name: str) -> None:
        """Write a table that only places words, line by line; tables in it as what they are."""
        for number, row in enumerate(grid.rows, start=1):
            said: dict[int, int] = {}
            for index, item in layout.lines(row):
                place = f"{name} baris {number} kolom {columns[row[index].start] + 1}"
                if isinstance(item, Piece) and len(row[index].lines) > 1:
                    said[index] = said.get(index, 0) + (not item.goes_on)
                    place += f" paragraf {said[index]}"
                if isinstance(item, Grid):
                    self._grid(item, f"{place}, tabel di dalamnya")
                else:
                    self._line(item, item.place or place)

    def _head(self, part: str | None) -> None:
        """Write what heads the first page of a section, where it was not said before."""
        for piece in self._story(part):
            if not stories.is_numbered(piece.text) and piece.text not in self._said:
                self._line(piece, "kepala halaman")

    def _running(self, part: str) -> None:
        """Write what runs over or under the pages, once, and only what the body does not say."""
        said = " ".join(" ".join(self._said).casefold().split())
        for piece in self._story(part):
            if not stories.is_numbered(piece.text) and piece.text.casefold() not in said:
                self._space()
                self._line(piece, "kepala atau kaki halaman")

    def _story(self, part: str | None) -> list[Piece]:
        kind, path = self._relations.get(part or "", ("", ""))
        root = self._package.part(path) if kind in {"header", "footer"} else None
        return [] if root is None else self._content.lines(root)

    def _notes(self) -> None:
        for kind, name in (("footnote", "catatan kaki"), ("endnote", "catatan akhir")):
            wanted = [id_ for each, id_ in self._content.notes if each == kind]
            if not wanted:
                continue
            found = dict(stories.notes(self._kind(f"{kind}s"), kind))
            for number, id_ in enumerate(wanted, start=1):
                if id_ in found:
                    self._space()
                    for piece in self._content.lines(found.pop(id_)):
                        self._line(piece, f"{name} {number}")

    def _refuse_pictures(self) -> None:
        letters = sum(map(len, self._said))
        if letters < _LETTERS and self._content.pictures:
            raise ReadError(
                f"Dokumen Word {self._name} hanya berisi gambar (hasil pindai) tanpa teks; simpan "
                "sebagai PDF dan periksa PDF-nya dengan OCR, atau berikan naskah aslinya.",
                f"The Word document {self._name} holds pictures only (a scan) and no text; save it "
                "as PDF and check that with OCR, or give the original.",
            )


def _english(name: str) -> str:
    return name.replace("tabel", "table")
