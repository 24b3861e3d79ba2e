"""What the rows of a plan say of each other, of a retroactive diktum and of the Tim Kerja."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from zikg.graph import nt
from zikg.graph.wording import alike, fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Row
    from zikg.reason.case import Case

_TEAM: Final = frozenset(("zi/2021/1/p1", "zi/2014/1/1"))
_ENOUGH: Final = 3
Column = Literal["indicator", "action"]


def row_facts(case: Case) -> Iterator[Fact]:
    """Return repeated indicators and actions, retroaction and the Tim Kerja row."""
    plan = case.decree.plan
    if plan is None:
        return
    for row, owner in repeats(plan.rows, "indicator"):
        yield case.say(row, "repeatsIndicatorOf", case.node(owner))
    for row, owner in repeats(plan.rows, "action"):
        yield case.say(row, "repeatsActionOf", case.node(owner))
    since = case.decree.retroactive
    for row in plan.rows:
        if since is not None and row.end is not None and since <= row.end:
            yield case.say(row, "coveredByRetroaction", nt.flag(True))
        if any(element in _TEAM for _, element in row.elements):
            yield case.say(row, "formsTeam", nt.flag(True))


def repeats(rows: tuple[Row, ...], column: Column) -> Iterator[tuple[Row, Row]]:
    """Return each row that repeats the words of a row of another component, with that row.

    Of rows with the same words the one whose component they fit best owns them; where none fits
    better, the first. Words of a merged cell are one cell, not a repetition.

    Args:
        rows: the rows of a plan.
        column: the column compared.
    """
    same: dict[str, list[Row]] = {}
    for row in rows:
        cell = getattr(row, column)
        if cell is not None and not cell.inherited and len(fold(cell.text).split()) >= _ENOUGH:
            same.setdefault(squeeze(cell.text), []).append(row)
    for group in same.values():
        if len(group) == 1:
            continue
        owner = max(group, key=lambda row: _fits(row, column))
        for row in group:
            if row is not owner and not _one_component(row, owner):
                yield row, owner


def _fits(row: Row, column: Column) -> float:
    """Return the share of the words of a component that stand in its cell."""
    words = fold(row.component.text).split()
    text = fold(getattr(row, column).text).split()
    return sum(any(alike(word, other) for other in text) for word in words) / (len(words) or 1)


def _one_component(one: Row, other: Row) -> bool:
    shared = {regime for regime, _ in one.elements} & {regime for regime, _ in other.elements}
    if shared:
        both = {regime for regime, _ in set(one.elements) & set(other.elements)}
        return both == shared  # a row that names several components shares those of the other
    return squeeze(one.component.text) == squeeze(other.component.text)
