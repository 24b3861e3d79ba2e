"""Make the rows of an area out of their drafts: number, stretch, components, time."""

from __future__ import annotations

from operator import attrgetter
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from zikg.extract.drafts import FIELDS
from zikg.extract.targets import parse_target
from zikg.model import Cell, Row, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.extract.areas import AreaNames
    from zikg.extract.columns import Columns
    from zikg.extract.drafts import Draft
    from zikg.model import Area

_LETTERS: Final = ascii_lowercase[1:]
_EMPTY: Final = Cell("")
_START: Final = attrgetter("start")
_END: Final = attrgetter("end")


class RowMaker:
    """Makes rows with the columns and the years of one plan.

    Args:
        names: knows components by name.
        columns: the columns of the plan.
        years: the years that it is for.
    """

    def __init__(self, names: AreaNames, columns: Columns, years: tuple[int, ...]) -> None:
        self._names = names
        self._double = columns.double
        self._years = years
        self._held: list[str] = [kind for kind in FIELDS if kind in columns.found]

    def rows(self, drafts: Iterable[Draft], area: Area, position: int) -> tuple[Row, ...]:
        """Return the rows of an area.

        Args:
            drafts: the rows as they were put together.
            area: the area they stand in, still without rows.
            position: its place among the areas of the plan.
        """
        known = area.areas[0][1].split("/")[2] if area.areas else None
        rows: list[Row] = []
        taken: set[str] = set()
        number = ""
        for draft in drafts:
            row = draft.cells
            number = _number(draft, number, len(rows), taken)
            taken.add(number)
            if self._double and "component" in row:
                row.setdefault(self._double, row["component"])
            fields = {kind: row.get(kind, _EMPTY) for kind in self._held}
            component = fields.pop("component", _EMPTY)
            target = parse_target(text_of(row, "target"), self._years)
            indicator = text_of(row, "indicator")
            rows.append(
                Row(
                    area=position,
                    number=number,
                    span=_span(row) or (rows[-1].span if rows else area.span),
                    component=component,
                    elements=self._names.elements(component.text, indicator, known),
                    start=target.start,
                    end=target.end,
                    periods=target.periods,
                    clear=target.clear,
                    **fields,
                )
            )
        return tuple(rows)


def text_of(row: dict[str, Cell], kind: str) -> str:
    """Return the words that a row has in the column of a kind.

    Args:
        row: its cells by kind.
        kind: kind of column.
    """
    cell = row.get(kind)
    return cell.text if cell else ""


def free_number(number: str, taken: set[str]) -> str | None:
    """Return a number, else the first of it with a letter that is not taken yet.

    Example:
        >>> free_number("3", {"3", "3b"})
        '3c'
    """
    if number not in taken:
        return number
    return next((name for letter in _LETTERS if (name := number + letter) not in taken), None)


def _number(draft: Draft, before: str, count: int, taken: set[str]) -> str:
    """Return the number printed, else one that names the row in its area and no other."""
    base = draft.number
    if not base and draft.shares:
        base = before[:-1] if before[-1:] in ascii_lowercase else before
    base = base or str(count + 1)
    return free_number(base, taken) or f"{base}-{count + 1}"


def _span(row: dict[str, Cell]) -> Span | None:
    """Return the stretch of a row; ``None`` where every cell is merged with those above."""
    spans = [span for cell in row.values() if not cell.inherited for span in cell.spans]
    if not spans:
        return None
    return Span(min(map(_START, spans)), max(map(_END, spans)))
