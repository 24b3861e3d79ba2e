"""The action plan in the annex of a decree: areas, and rows mended over pages and merged cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from zikg.model.dates import Interval
    from zikg.model.source import Cell, Span


@dataclass(frozen=True, slots=True)
class Row:
    """A logical plan row, its cells mended over page breaks and merged cells.

    ``elements`` pairs each regime (``2014``, ``2021``) with the component it stands for in it; a
    row that names several components has several pairs of one regime, in its order.
    ``periods`` are the time spans named in the target; ``clear`` is false where the target names
    no time that can be judged. Start and end are the outer bounds of the periods.
    """

    area: int
    number: str
    span: Span
    component: Cell
    indicator: Cell | None = None
    action: Cell | None = None
    evidence: Cell | None = None
    responsible: Cell | None = None
    output: Cell | None = None
    target: Cell | None = None
    note: Cell | None = None
    elements: tuple[tuple[str, str], ...] = ()
    start: date | None = None
    end: date | None = None
    periods: tuple[Interval, ...] = ()
    clear: bool = True

    def element(self, regime: str) -> str | None:
        """Return the (first) component id of this row in a regime, or ``None`` where unmapped."""
        return next((element for named, element in self.elements if named == regime), None)


@dataclass(frozen=True, slots=True)
class Area:
    """A heading of the plan with its rows; ``areas`` maps each regime to the area it names.

    ``match`` tells how the heading names it: ``exact`` (the official name in some regime, case,
    spaces and punctuation apart), ``form`` (another form of the same words), ``other`` (another
    name: the area is known from its rows), ``none`` (unknown).
    """

    number: str
    heading: str
    span: Span
    rows: tuple[Row, ...]
    areas: tuple[tuple[str, str], ...] = ()
    match: Literal["exact", "form", "other", "none"] = "none"

    def area(self, regime: str) -> str | None:
        """Return the id of the area in a regime, or ``None`` where unknown."""
        return dict(self.areas).get(regime)


@dataclass(frozen=True, slots=True)
class Plan:
    """The action plan of the annex.

    ``columns`` are the kinds of column found (``component``, ``indicator``, ``action``,
    ``evidence``, ``target``, ``responsible``, ``output``, ``note``), ``years`` the years it is for.
    """

    areas: tuple[Area, ...]
    years: tuple[int, ...]
    columns: tuple[str, ...]
    span: Span
    header: Span | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for area in self.areas for row in area.rows)
