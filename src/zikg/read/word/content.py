"""Read a stretch of blocks (the body, a cell, a text box, a note) into lines and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.read.word.grids import read_grid
from zikg.read.word.names import (
    ALTERNATE,
    PPR,
    RPR,
    SECTION,
    TBL,
    WRAPS,
    P,
    W,
    chosen,
    switched,
    whole,
)
from zikg.read.word.numbering import is_joined
from zikg.read.word.pieces import Grid, Piece, SectionEnd
from zikg.read.word.trace import share
from zikg.read.word.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.read.word.names import Element
    from zikg.read.word.numbering import Numbering
    from zikg.read.word.pieces import Item, Turner
    from zikg.read.word.styles import Styles
    from zikg.read.word.trace import Trace
    from zikg.read.word.words import WordReader

DEEP: Final = 15
"""Tables and text boxes that may stand in each other; the deepest decree seen has two."""
_FOREIGN: Final = frozenset((f"{W}altChunk", f"{W}subDoc"))
_INDENT: Final = 1_400
"""Twentieths of a point (2.5 cm) that a block stands further in or out than the one above."""
_CENTRED: Final = frozenset(("center", "right", "end"))


class ContentReader:
    """Reads blocks in their order; numbers, fields and pages are counted over all of them.

    Args:
        words: reads the words of a paragraph.
        numbering: counts the automatic numbers.
        styles: the styles of the document.
        turner: finds where pages begin.
        name: what the file is called in messages.
        trace: remembers where letters stand; ``None`` where nobody asks.
    """

    def __init__(
        self,
        words: WordReader,
        numbering: Numbering,
        styles: Styles,
        turner: Turner,
        name: str,
        *,
        trace: Trace | None = None,
    ) -> None:
        self._words = words
        self._numbering = numbering
        self._styles = styles
        self._name = name
        self._trace = trace
        self.turner = turner
        self.notes: list[tuple[str, str]] = []
        self.pictures = 0
        self._boxes = self._sections = self._depth = 0
        self._look: tuple[bool, int] | None = None

    def read(self, container: Element) -> Iterator[Item]:
        """Give what stands in the body."""
        carried = Words()
        for block in self._blocks(container):
            if block.tag == TBL:
                if carried.text:
                    yield from self._lines(carried)
                    carried = Words()
                self._look = None
                yield self._table(block)
                continue
            look = self._looks(block)
            carried, pieces = self._paragraph(block, carried)
            if pieces and self._look is not None and look is not None:
                one, other = self._look, look
                pieces[0].apart = one[0] != other[0] or abs(one[1] - other[1]) > _INDENT
            if any(isinstance(piece, Piece) and piece.text for piece in pieces):
                self._look = look
            yield from pieces
            if block.find(f"{PPR}/{SECTION}") is not None:
                yield SectionEnd(self._sections)
                self._sections += 1
        if carried.text:
            yield from self._lines(carried)

    def lines(self, container: Element) -> list[Piece]:
        """Return the lines of a header or note, without empty ones; tables row by row."""
        found: list[Piece] = []
        for item in self._inner(container):
            if isinstance(item, Piece):
                found.append(item)
            else:
                found += [line for row in item.rows for box in row for line in box.lines]
        return [Piece(piece.text, letters=piece.letters) for piece in found if piece.text]

    def _inner(self, container: Element) -> list[Piece | Grid]:
        """Return what stands in a cell, a text box, a header or a note."""
        self._depth += 1
        if self._depth > DEEP:
            raise ReadError(
                f"Dokumen Word {self._name} bersarang terlalu dalam (tabel di dalam tabel); "
                "sederhanakan tabelnya.",
                f"The Word document {self._name} is nested too deeply (tables in tables); make its "
                "tables simpler.",
            )
        found: list[Piece | Grid] = []
        carried = Words()
        for block in self._blocks(container):
            if block.tag == TBL:
                found.append(self._table(block))
            else:
                carried, pieces = self._paragraph(block, carried)
                found += pieces
        if carried.text:
            found += self._lines(carried)
        self._depth -= 1
        return found

    def _table(self, table: Element) -> Grid:
        return read_grid(table, self._styles, self._inner)

    def _blocks(self, container: Element) -> Iterator[Element]:
        """Give paragraphs and tables, those in content controls and the like too."""
        for child in container:
            tag = child.tag
            if tag in {P, TBL}:
                yield child
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._blocks(content)
            elif tag in WRAPS:
                yield from self._blocks(child)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    yield from self._blocks(branch)
            elif tag in _FOREIGN:
                raise ReadError(
                    f"Dokumen Word {self._name} memuat naskah sisipan yang belum digabung; buka di "
                    "Word, simpan ulang sebagai .docx, lalu coba lagi.",
                    f"The Word document {self._name} embeds another text that is not merged yet; "
                    "open it in Word, save it again as .docx, and try again.",
                )

    def _lines(self, words: Words) -> list[Piece]:
        """Return the lines of a paragraph, each with its letters."""
        found = self.turner.lines(words.text)
        if self._trace is not None:
            share(found, words.letters)
        return found

    def _paragraph(self, paragraph: Element, carried: Words) -> tuple[Words, list[Piece]]:
        """Return what the next paragraph goes on from, and the lines of this one."""
        properties = paragraph.find(PPR)
        found = self._words.read(paragraph)
        self.notes += found.notes
        self.pictures += found.pictures
        above: list[Piece] = []
        below: list[Piece] = []
        for box, is_above in found.boxes:
            (above if is_above else below).extend(self._box(box))
        found.text = carried.text + found.text
        found.letters = carried.letters + found.letters
        if is_joined(paragraph):
            return found, [*above, *below]
        label = self._numbering.label(properties)
        found.text = label + found.text
        if self._trace is not None and label:
            found.letters = self._trace.spots(paragraph, label) + found.letters
        own = self._lines(found)
        for line in own[1:]:
            line.goes_on = True
        return Words(), [*above, *own, *below]

    def _box(self, box: Element) -> list[Piece]:
        self._boxes += 1
        place = f"kotak teks {self._boxes}"
        return [Piece(line.text, place=place, letters=line.letters) for line in self.lines(box)]

    def _looks(self, paragraph: Element) -> tuple[bool, int] | None:
        """Return whether a paragraph stands in the middle or at the right, and how far in."""
        properties = paragraph.find(PPR)
        centred = self._styles.setting(properties, "jc")
        indent = self._styles.setting(properties, "ind")
        if properties is not None and switched(properties.find(RPR), "vanish"):
            return None
        left = 0 if indent is None else whole(indent.get(f"{W}left", indent.get(f"{W}start")), 0)
        return centred is not None and centred.get(f"{W}val") in _CENTRED, left
