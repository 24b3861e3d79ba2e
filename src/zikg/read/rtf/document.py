"""Put the tokens of a file in Rich Text Format together to paragraphs and tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from zikg.read import limits
from zikg.read.composing import Composer
from zikg.read.pausing import no_collection
from zikg.read.rtf.tokens import Scanner, Token, broken
from zikg.read.telling import Teller
from zikg.read.word.pieces import Box, Grid, Piece, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Source

DEEP: Final = 15
"""Tables that may stand in each other."""
_ENDS: Final = frozenset((b"par", b"sect", b"page"))


@dataclass(slots=True)
class _Columns:
    """What a row says of its columns: where each ends, and which go on from the cell before."""

    edges: list[int] = field(default_factory=list)
    down: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    is_down: bool = False
    is_right: bool = False
    ruled: bool = False
    headed: bool = False

    def say(self, word: bytes, value: int | None) -> None:
        """Take a word that describes a row."""
        if word == b"cellx":
            self.edges.append(value or 0)
            self.down.append(self.is_down)
            self.right.append(self.is_right)
            self.is_down = self.is_right = False
        elif word == b"clvmrg":
            self.is_down = True
        elif word == b"clmrg":
            self.is_right = True
        elif word == b"trhdr":
            self.headed = True
        elif word.startswith((b"clbrdr", b"trbrdr")):
            self.ruled = True


@dataclass(slots=True)
class _Table:
    """A table while it is read: rows that are complete, the cells of the row, the open cell."""

    rows: list[tuple[list[list[Piece | Grid]], _Columns]] = field(default_factory=list)
    cells: list[list[Piece | Grid]] = field(default_factory=list)
    items: list[Piece | Grid] = field(default_factory=list)
    columns: _Columns = field(default_factory=_Columns)


def read_rtf(data: bytes, name: str) -> Source:
    """Read a document in Rich Text Format.

    Automatic numbers stand in the file as they are printed; pages are not known.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: the file is damaged, empty, or made to overwhelm who reads it.
    """
    with no_collection():
        reader = _Reader(name)
        teller = Teller(Composer("rtf"), name)
        teller.tell(reader.read(Scanner(data, name).tokens()))
        teller.add(reader.notes, "catatan kaki")
        return teller.source(hashlib.sha256(data).hexdigest())


class _Reader:
    """Takes tokens in their order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text: list[str] = []
        self._note: list[str] = []
        self.notes: list[Piece] = []
        self._tables: list[_Table] = []
        self._body: list[Piece | Grid] = []
        self._depth = 0
        self._cells = 0

    def read(self, tokens: Iterator[Token]) -> Iterator[Piece | Grid]:
        """Give the paragraphs and tables of the body."""
        for token in tokens:
            if token.text:
                (self._note if token.note else self._text).append(token.text)
            elif token.note:
                if token.word in _ENDS:
                    self.notes += _lines(self._note)
                    self._note = []
            else:
                self._word(token)
            if self._body:
                yield from self._body
                self._body = []
        self._end()
        self._close(0)
        yield from self._body

    def _word(self, token: Token) -> None:
        word, value = token.word, token.value
        if word in _ENDS:
            self._end()
        elif word == b"pard":
            self._depth = 0
        elif word == b"intbl":
            self._depth = max(self._depth, 1)
        elif word == b"itap":
            self._depth = max(0, value or 0)
        elif word in {b"cell", b"nestcell"}:
            self._cell(1 if word == b"cell" else max(self._depth, 2))
        elif word in {b"row", b"nestrow"}:
            self._row(1 if word == b"row" else max(self._depth, 2))
        elif word == b"trowd":
            self._open(max(self._depth, 2) if token.nested else 1).columns = _Columns()
        elif self._tables and word.startswith((b"cl", b"cellx", b"tr")):
            level = max(self._depth, 2) if token.nested else 1
            self._tables[min(level, len(self._tables)) - 1].columns.say(word, value)

    def _open(self, level: int) -> _Table:
        """Return the table of a level, begun where there is none yet."""
        if level > DEEP:
            raise broken(self._name, "bersarang terlalu dalam", "it is nested too deep")
        while len(self._tables) < level:
            self._tables.append(_Table())
        return self._tables[level - 1]

    def _end(self) -> None:
        """End a paragraph: of the body, or of the cell that it stands in."""
        lines = _lines(self._text)
        self._text = []
        self._close(self._depth)
        if self._depth == 0:
            self._body += lines
        else:
            self._open(self._depth).items += [line for line in lines if line.text]

    def _cell(self, level: int) -> None:
        self._close(level)
        table = self._open(level)
        table.items += [line for line in _lines(self._text) if line.text]
        self._text = []
        table.cells.append(table.items)
        table.items = []
        self._cells += 1
        if self._cells > limits.CELLS:
            raise broken(self._name, "tabelnya terlalu besar", "its tables are too big")

    def _row(self, level: int) -> None:
        self._close(level)
        table = self._open(level)
        if table.cells:
            table.rows.append((table.cells, table.columns))
        table.cells = []

    def _close(self, level: int) -> None:
        """End the tables that are deeper than a level."""
        while len(self._tables) > level:
            table = self._tables.pop()
            if table.cells or table.items:  # a row that was never ended
                table.rows.append(([*table.cells, table.items], table.columns))
            if table.rows:
                above = self._tables[-1].items if self._tables else self._body
                above.append(self._grid(table))

    def _grid(self, table: _Table) -> Grid:
        edges = sorted({edge for _, columns in table.rows for edge in columns.edges})
        place = {edge: index + 1 for index, edge in enumerate(edges)}
        drawn = sum(columns.ruled for _, columns in table.rows)
        grid = Grid([], (0, *edges), drawn * 2 >= len(table.rows), table.rows[0][1].headed)
        if len(table.rows) * max(len(edges), 1) > limits.CELLS:
            raise broken(self._name, "tabelnya terlalu besar", "its tables are too big")
        for cells, columns in table.rows:
            boxes: list[Box] = []
            start = 0
            for index, items in enumerate(cells):
                known = index < len(columns.edges)
                if not (known and columns.right[index]):
                    down = known and columns.down[index]
                    boxes.append(Box(start, down, [] if down else items))
                start = max(start + 1, place[columns.edges[index]]) if known else start + 1
            grid.rows.append(boxes)
        return grid


def _lines(text: list[str]) -> list[Piece]:
    lines = [flat(line) for line in "".join(text).split("\n")]
    return [Piece(line, goes_on=index > 0) for index, line in enumerate(lines)]
