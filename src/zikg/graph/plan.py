"""The plan of a decree as nodes: areas, rows with their targets, and the units named in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.graph import nt
from zikg.graph.nt import TYPE, Fact, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nodes import Names
    from zikg.model import Area, Cell, Decree, Plan, Row

COLUMNS: Final = ("indicator", "action", "evidence", "target")
"""The columns without which a row says nothing that can be checked (ZI106)."""
_TEXTS: Final = {name: term(f"{name}Text") for name in COLUMNS}
_SAYS: Final = re.compile(r"[^\W_]")
_DITTO: Final = frozenset(('"', "”", "''", "〃"))


def plan_facts(decree: Decree, naming: Names, regime: str | None = None) -> Iterator[Fact]:
    """Return the state of the plan and, where it was read, its areas and rows.

    Args:
        decree: the decree as read.
        naming: the nodes of this decree.
        regime: of what is named in several regimes only this one is told, where it is among them.
    """
    document = nt.node(naming.document)
    yield document, term("planState"), nt.words(decree.plan_state)
    plan = decree.plan
    if plan is None:
        return
    for column in COLUMNS:
        if column not in plan.columns:
            yield document, term("lacksColumn"), nt.words(column)
    for year in plan.years:
        yield document, term("planYear"), nt.year(year)
    for area in plan.areas:
        yield from _area(area, naming, regime)
        for row in area.rows:
            yield from _row(row, area, plan, naming, regime)


def _told(named: tuple[tuple[str, str], ...], regime: str | None) -> tuple[tuple[str, str], ...]:
    """Return what is named in one regime, where anything is; else all that is named."""
    return tuple(pair for pair in named if pair[0] == regime) or named


def _area(area: Area, naming: Names, regime: str | None) -> Iterator[Fact]:
    node = nt.node(naming.of(area))
    yield node, TYPE, term("PlanArea")
    yield from _placed(naming.of(area), naming)
    yield node, term("heading"), nt.words(area.heading)
    if naming.whole:
        yield node, term("headingMatch"), nt.words(area.match)
    known = area.area(regime) if regime else None  # what follows says it: zikg:inForceArea
    for _, identifier in _told(area.areas, regime):
        if identifier != known:
            yield node, term("namesArea"), nt.node(identifier)


def _row(row: Row, area: Area, plan: Plan, naming: Names, regime: str | None) -> Iterator[Fact]:
    node = nt.node(naming.of(row))
    yield node, TYPE, term("PlanRow")
    if naming.whole:  # else its area says where it is
        yield from _placed(naming.of(row), naming)
    yield node, term("inArea"), nt.node(naming.of(area))
    yield node, term("componentText"), nt.words(row.component.text)
    for _, identifier in _told(row.elements, regime):
        yield node, term("plans"), nt.node(identifier)
    for name, says in _TEXTS.items():
        cell: Cell | None = getattr(row, name)
        if cell is not None and not empty(cell):
            yield node, says, nt.words(cell.text)
        elif name in plan.columns:
            yield node, term("lacksCell"), nt.words(name)
    if row.start and row.end:
        yield node, term("targetStart"), nt.day(row.start)
        yield node, term("targetEnd"), nt.day(row.end)


def empty(cell: Cell | None) -> bool:
    """Whether a cell says nothing: no letter, no digit and no ditto mark in it."""
    if cell is None:
        return True
    return _SAYS.search(cell.text) is None and cell.text.strip() not in _DITTO


def _placed(local: str, naming: Names) -> Iterator[Fact]:
    node, found = nt.node(local), naming.nodes[local]
    yield node, term("inDecree"), nt.node(naming.document)
    if naming.whole:
        yield node, term("judgedIn"), nt.node(f"{naming.document}/run")
    if not naming.whole and found.section == "lampiran":
        return  # the name of the node says it
    if found.section:
        yield node, term("section"), nt.words(found.section)
    if found.item:
        yield node, term("item"), nt.words(found.item)


def unit_facts(decree: Decree, naming: Names) -> Iterator[Fact]:
    """Return the units named in the diktum and in the rows, with the words beside them."""
    for mention in decree.units:
        node = nt.node(naming.of(mention))
        yield node, TYPE, term("UnitMention")
        yield from _placed(naming.of(mention), naming)
        yield node, term("namesUnit"), nt.org(mention.unit)
        yield node, term("asWritten"), nt.words(mention.quote)
        if mention.near:
            yield node, term("near"), nt.words(mention.near)
