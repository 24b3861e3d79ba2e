"""Read an OpenDocument text: paragraphs, lists, tables, notes, headers, page breaks."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from zikg.read import limits
from zikg.read.composing import Composer
from zikg.read.odt.names import DRAW, FO, META, OFFICE, STYLE, TABLE, TEXT, whole
from zikg.read.odt.numbering import LEVELS, Counts, Numbering
from zikg.read.odt.package import broken, read_part
from zikg.read.pausing import no_collection
from zikg.read.telling import Teller
from zikg.read.word.pieces import Box, Grid, Piece, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Source

DEEP: Final = 15
"""Tables and frames that may stand in each other."""
_PARAGRAPHS: Final = frozenset((f"{TEXT}p", f"{TEXT}h"))
_SILENT: Final = frozenset(
    (
        *(f"{TEXT}tracked-changes", f"{TEXT}note", f"{TEXT}number", f"{TEXT}sequence-decls"),
        *(f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms", f"{DRAW}frame"),
        *(f"{TEXT}bookmark-ref", f"{TEXT}ruby-text", f"{TEXT}hidden-text", f"{TEXT}page-number"),
        *(f"{TEXT}page-count", f"{TEXT}table-of-content-source"),
    )
)
_RUNNING: Final = tuple(
    f"{STYLE}{kind}{page}" for kind in ("header", "footer") for page in ("", "-first", "-left")
)
_BLANKS: Final = frozenset((f"{TEXT}s", f"{TEXT}tab"))
_BREAK, _TURN = "\n", "\f"
_REPEATED: Final = 1_000


def read_odt(data: bytes, name: str) -> Source:
    """Read an OpenDocument text.

    Paragraphs are lines, with their automatic numbers in front; tracked changes are read as
    accepted, comments not at all. Pages are known where LibreOffice noted them.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: the file is damaged, protected by a password, empty, or unfolds to too much.
    """
    content = read_part(data, "content.xml", name)
    styles = read_part(data, "styles.xml", name)
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise broken(name, "tidak ada isi naskah", "it has no text")
    with no_collection():
        reader = _Reader(content, styles, name)
        composer = Composer("odt")
        if reader.paged:
            composer.page()
        teller = Teller(composer, name)
        teller.tell(reader.blocks(body))
        for number, note in enumerate(reader.notes, start=1):
            teller.add(note, f"catatan {number}")
        if styles is not None:
            for running in styles.iter(*_RUNNING):
                lines = [item for item in reader.blocks(running) if isinstance(item, Piece)]
                teller.add(lines, "kepala atau kaki halaman", new=True)
        source = teller.source(hashlib.sha256(data).hexdigest())
        # A program that saved before it had laid out all pages noted only some of the breaks.
        return source if len(source.pages) == _pages(data, name) else replace(source, pages=())


def _pages(data: bytes, name: str) -> int:
    """Return how many pages the program that wrote the document counted."""
    meta = read_part(data, "meta.xml", name)
    counts = () if meta is None else meta.iter(f"{META}document-statistic")
    return max((whole(each.get(f"{META}page-count"), 0) for each in counts), default=0)


class _Reader:
    """Reads blocks in their order; numbers are counted over all of them."""

    def __init__(self, content: Any, styles: Any, name: str) -> None:
        self.notes: list[list[Piece]] = []
        roots = [root for root in (styles, content) if root is not None]
        self._name = name
        self._numbering = Numbering(roots)
        self._breaks: set[str] = set()
        self._ruled: set[str] = set()
        self._lists: dict[str, str] = {}
        self._depth = self._cells = 0
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._style(style)
        self.paged = next(content.iter(f"{TEXT}soft-page-break"), None) is not None
        self._any = False

    def blocks(
        self, container: Any, levels: tuple[Counts, str, int] | None = None, label: str = ""
    ) -> Iterator[Piece | Grid]:
        """Give the paragraphs and tables of a container, those of sections and indexes too."""
        for child in container:
            tag = child.tag
            if tag in _PARAGRAPHS:
                yield from self._paragraph(child, label)
                label = ""
            elif tag == f"{TEXT}list":
                yield from self._list(child, levels)
            elif tag == f"{TABLE}table":
                yield self._table(child)
            elif tag == f"{TEXT}soft-page-break":
                yield Piece("", (0,))
            elif tag == f"{DRAW}frame":
                yield from self._frame(child)
            elif tag not in _SILENT and len(child):
                yield from self.blocks(child, levels)

    def _style(self, style: Any) -> None:
        name = style.get(f"{STYLE}name", "")
        if style.get(f"{STYLE}list-style-name"):
            self._lists[name] = style.get(f"{STYLE}list-style-name")
        for properties in style:
            if properties.get(f"{FO}break-before") == "page":
                self._breaks.add(name)
            borders = (properties.get(f"{FO}border{side}") for side in ("", "-left", "-right"))
            if any(border not in {None, "none", "hidden"} for border in borders):
                self._ruled.add(name)
        if style.get(f"{STYLE}master-page-name"):
            self._breaks.add(name)

    def _paragraph(self, paragraph: Any, label: str) -> Iterator[Piece]:
        if paragraph.tag == f"{TEXT}h" and not label:
            label = self._numbering.heading(whole(paragraph.get(f"{TEXT}outline-level"), 1))
        turns = self.paged and self._any
        turns = turns and paragraph.get(f"{TEXT}style-name", "") in self._breaks
        written: list[str] = [label]
        frames: list[Any] = []
        self._inline(paragraph, written, frames)
        self._any = True
        text = "".join(written)
        for index, line in enumerate(text.split(_BREAK)):
            piece = _paged(line)
            if turns and index == 0:
                piece.turns = (0, *piece.turns)
            piece.goes_on = index > 0
            yield piece
        for frame in frames:
            for item in self._frame(frame):
                if isinstance(item, Piece):
                    yield item

    def _inline(self, element: Any, written: list[str], frames: list[Any]) -> None:
        if element.text:
            written.append(_plain(element.text))
        for child in element:
            tag = child.tag
            if tag in _BLANKS:
                written.append(" ")
            elif tag == f"{TEXT}line-break":
                written.append(_BREAK)
            elif tag == f"{TEXT}soft-page-break":
                written.append(_TURN)
            elif tag == f"{TEXT}note":
                body = child.find(f"{TEXT}note-body")
                if body is not None:
                    self.notes.append([b for b in self.blocks(body) if isinstance(b, Piece)])
            elif tag == f"{DRAW}frame":
                frames.append(child)
            elif isinstance(tag, str) and tag not in _SILENT:
                self._inline(child, written, frames)
            if child.tail:
                written.append(_plain(child.tail))

    def _list(self, element: Any, outer: tuple[Counts, str, int] | None) -> Iterator[Piece | Grid]:
        style = element.get(f"{TEXT}style-name") or (outer[1] if outer else "")
        if not style:
            first = next(element.iter(f"{TEXT}p"), None)
            named = first.get(f"{TEXT}style-name", "") if first is not None else ""
            style = self._lists.get(named, "")
        level = outer[2] + 1 if outer else 1
        if level > LEVELS:
            raise broken(self._name, "daftarnya bersarang terlalu dalam", "its lists nest too deep")
        counts = outer[0] if outer else self._numbering.open(element, style)
        for item in element:
            label = ""
            # An item that begins with a list of its own has no number on this level.
            numbered = len(item) and item[0].tag in _PARAGRAPHS
            if item.tag == f"{TEXT}list-item" and numbered:
                start = item.get(f"{TEXT}start-value")
                given = None if start is None else whole(start, 1)
                label = self._numbering.item(counts, style, level, given)
            yield from self.blocks(item, (counts, style, level), label)

    def _frame(self, frame: Any) -> Iterator[Piece | Grid]:
        self._deeper()
        for box in frame.iter(f"{DRAW}text-box"):
            yield from self.blocks(box)
            break
        self._depth -= 1

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEP:
            raise broken(self._name, "bersarang terlalu dalam", "it is nested too deep")

    def _table(self, table: Any) -> Grid:
        self._deeper()
        grid = Grid([], headed=table.find(f"{TABLE}table-header-rows") is not None)
        drawn = count = 0
        high: dict[int, int] = {}  # column: rows that a merged cell goes on
        for row in _rows(table):
            for _ in range(_repeated(row, "rows")):
                boxes: list[Box] = []
                column = 0
                for cell in row:
                    if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
                        continue
                    for _ in range(_repeated(cell, "columns")):
                        self._count()
                        if cell.tag == f"{TABLE}covered-table-cell":
                            if high.get(column, 0) > 0:
                                high[column] -= 1
                                boxes.append(Box(column, merged=True))
                            column += 1
                            continue
                        high[column] = whole(cell.get(f"{TABLE}number-rows-spanned"), 1) - 1
                        items = list(self.blocks(cell))
                        boxes.append(Box(column, items=items))
                        count += 1
                        drawn += cell.get(f"{TABLE}style-name", "") in self._ruled
                        column += 1
                grid.rows.append(boxes)
        grid.ruled = drawn * 2 >= max(count, 1)
        self._depth -= 1
        return grid

    def _count(self) -> None:
        self._cells += 1
        if self._cells > limits.CELLS:
            raise broken(self._name, "tabelnya terlalu besar", "its tables are too big")


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in {
            f"{TABLE}table-header-rows",
            f"{TABLE}table-rows",
            f"{TABLE}table-row-group",
        }:
            yield from _rows(child)


def _repeated(element: Any, what: str) -> int:
    """Return how often an element counts; empty rows and cells may claim a million."""
    times = whole(element.get(f"{TABLE}number-{what}-repeated"), 1)
    words = any(text.strip() for text in element.itertext()) if times > 1 else True
    return min(max(times, 1), _REPEATED) if words else min(max(times, 1), 50)


def _plain(text: str) -> str:
    """Return text of a file without the signs that stand for breaks here."""
    return text.replace(_BREAK, " ").replace(_TURN, " ").replace("\u00ad", "")


def _paged(line: str) -> Piece:
    words, turns = "", []
    for index, part in enumerate(line.split(_TURN)):
        if index:
            turns.append(len(words))
        words = flat(words + part, keep=True)
    return Piece(words.rstrip(), tuple(min(turn, len(words.rstrip())) for turn in turns))
