"""The pieces that a document is read into: lines of text, tables, section breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from zikg.read.word.trace import Letters, letters
from zikg.read.word.words import BREAK, EXPLICIT, RENDERED


@dataclass(slots=True)
class Piece:
    """A line of text, blanks collapsed.

    Args:
        text: the words; empty for an empty paragraph.
        turns: offsets in the words at which a page begins, one for each page.
        place: its name where it has one of its own (``kotak teks 1``).
        goes_on: it belongs to the paragraph of the line above.
        apart: it looks other than the paragraph above (centred, indented), like a new block.
        letters: where its letters stand in the XML, if that is traced.
    """

    text: str
    turns: tuple[int, ...] = ()
    place: str = ""
    goes_on: bool = False
    apart: bool = False
    letters: Letters[int] = field(default_factory=letters, repr=False, compare=False)


@dataclass(slots=True)
class Box:
    """A cell: the grid column it begins in and what stands in it."""

    start: int
    merged: bool = False
    items: list[Piece | Grid] = field(default_factory=list)

    @property
    def lines(self) -> list[Piece]:
        """The lines of the cell; a table in it gives one for each of its rows."""
        found: list[Piece] = []
        for item in self.items:
            if isinstance(item, Piece):
                found.append(item)
                continue
            for row in item.rows:
                inner = [line for box in row for line in box.lines]
                found.append(joined(inner))
        return found


@dataclass(slots=True)
class Grid:
    """A table as it stands in the file.

    Args:
        rows: its rows; a row holds the cells that begin in it.
        columns: where each grid column begins, in twentieths of a point; empty where unknown.
        ruled: lines are drawn between its columns.
        headed: it has a row that is repeated on each page.
    """

    rows: list[list[Box]]
    columns: tuple[int, ...] = ()
    ruled: bool = False
    headed: bool = False


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """The end of a section of the body, by its place in the row of them."""

    index: int


Item = Piece | Grid | SectionEnd


def joined(lines: list[Piece]) -> Piece:
    """Return several lines as one.

    Example:
        >>> joined([Piece("Menimbang"), Piece(":", (0,))])
        Piece(text='Menimbang :', turns=(10,), place='', goes_on=False, apart=False)
    """
    text = ""
    turns: list[int] = []
    found = letters()
    for line in lines:
        if text and line.text:
            text += " "
        turns += [len(text) + turn for turn in line.turns]
        text += line.text
        found += line.letters
    return Piece(text, tuple(turns), letters=found)


_MARKS: Final = EXPLICIT + RENDERED


class Turner:
    """Finds where pages begin, in documents that carry the breaks of their last display.

    Such a break stands behind one that was put by hand as well, and both are one.

    Args:
        known: whether the document carries those breaks; without them no page is known.
    """

    def __init__(self, known: bool) -> None:
        self.known = known
        self._open = False

    def section(self) -> int:
        """Return how many pages begin with a section that begins on a new page."""
        if self.known:
            self._open = True
        return int(self.known)

    def lines(self, text: str) -> list[Piece]:
        """Cut the words of a paragraph into its lines, with the offsets of page breaks."""
        if not any(mark in text for mark in _MARKS):
            if text and not text.isspace():
                self._open = False
            return [Piece(flat(line)) for line in text.split(BREAK)]
        return [self._line(line) for line in text.split(BREAK)]

    def _line(self, line: str) -> Piece:
        words = ""
        turns: list[int] = []
        piece = ""
        for letter in (*line, ""):
            if letter and letter not in _MARKS:
                piece += letter
                continue
            if piece.strip():
                self._open = False
            words = flat(words + piece, keep=bool(letter))
            piece = ""
            if not letter or not self.known:
                continue
            if letter == EXPLICIT or not self._open:
                turns.append(len(words))
            self._open = letter == EXPLICIT
        return Piece(words, tuple(min(turn, len(words)) for turn in turns))


def flat(text: str, *, keep: bool = False) -> str:
    """Return words in one line with single blanks; ``keep`` leaves the blank at the end."""
    words = " ".join(text.split())
    return f"{words} " if keep and words and text[-1].isspace() else words
