"""The values between the lines of a plan and its rows: physical lines, drafts of rows, groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from zikg.model import Cell, Span

if TYPE_CHECKING:
    from zikg.extract.areas import Heading
    from zikg.extract.columns import Columns
    from zikg.extract.joining import Joiner

FIELDS: Final = (
    "component",
    "indicator",
    "action",
    "evidence",
    "responsible",
    "output",
    "target",
    "note",
)
_IS_INHERITED: Final = attrgetter("inherited")
MAX_APART: Final = 16
"""Characters (separators, marks of bold type) between the pieces of one heading."""


def has_merged(cells: tuple[Cell, ...]) -> bool:
    """Whether a row holds what stands in a merged cell above it."""
    return any(map(_IS_INHERITED, cells))


@dataclass(frozen=True, slots=True)
class Line:
    """A physical row of a plan table, or (``columns`` is ``None``) a line of text between tables.

    ``fresh`` marks the first row after a header, a page break or the beginning of a table,
    ``heading`` a line that is the heading of an area by its place, whatever its words.
    """

    cells: tuple[Cell, ...]
    columns: Columns | None
    fresh: bool = False
    heading: bool = False


@dataclass(slots=True)
class Draft:
    """A logical row while it is being put together."""

    number: str
    cells: dict[str, Cell] = field(default_factory=dict)
    shares: bool = False

    def text(self, kind: str) -> str:
        """Return the words read so far in the column of a kind."""
        cell = self.cells.get(kind)
        return cell.text if cell else ""

    def add(self, row: dict[str, Cell], joiner: Joiner) -> None:
        """Let the cells of a row go on with the words of another."""
        for kind, cell in row.items():
            before = self.cells.get(kind)
            self.cells[kind] = cell if before is None else joiner.cells((before, cell))


@dataclass(slots=True)
class Group:
    """The rows under one heading; ``heading`` is ``None`` where rows stand under none."""

    heading: Heading | None
    pieces: list[Cell] = field(default_factory=list)
    rows: list[Draft] = field(default_factory=list)

    @property
    def span(self) -> Span | None:
        """Where the heading stands."""
        spans = [span for piece in self.pieces for span in piece.spans]
        if not spans:
            return None
        end = spans[0].end
        for span in spans[1:]:
            if span.start - end > MAX_APART:
                break  # the rest of a merged cell, with cells of rows in between
            end = span.end
        return Span(spans[0].start, end)
