"""The plan of a decree as nodes: areas, rows with their targets, and the units named in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from zikg.graph import terms
from zikg.graph.terms import TYPE, Statement, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nodes import Names
    from zikg.model import Area, Cell, Decree, Plan, Row

COLUMNS: Final = ("indicator", "action", "evidence", "target")
"""The columns without which a row says nothing that can be checked (ZI106)."""
_SAYS: Final = re.compile(r"[^\W_]")
_DITTO: Final = frozenset(('"', "”", "''", "〃"))


def plan_triples(decree: Decree, naming: Names) -> Iterator[Statement]:
    """Return the state of the plan and, where it was read, its areas and rows."""
    document = terms.node(naming.document)
    yield document, term("planState"), Literal(decree.plan_state)
    plan = decree.plan
    if plan is None:
        return
    for column in COLUMNS:
        if column not in plan.columns:
            yield document, term("lacksColumn"), Literal(column)
    for year in plan.years:
        yield document, term("planYear"), terms.year(year)
    for area in plan.areas:
        yield from _area(area, naming)
        for row in area.rows:
            yield from _row(row, area, plan, naming)


def _area(area: Area, naming: Names) -> Iterator[Statement]:
    node = terms.node(naming.of(area))
    yield node, TYPE, term("PlanArea")
    yield from _placed(naming.of(area), naming)
    yield node, term("heading"), Literal(area.heading)
    yield node, term("headingMatch"), Literal(area.match)
    for _, identifier in area.areas:
        yield node, term("namesArea"), terms.node(identifier)


def _row(row: Row, area: Area, plan: Plan, naming: Names) -> Iterator[Statement]:
    node = terms.node(naming.of(row))
    yield node, TYPE, term("PlanRow")
    yield from _placed(naming.of(row), naming)
    yield node, term("inArea"), terms.node(naming.of(area))
    yield node, term("componentText"), Literal(row.component.text)
    for _, identifier in row.elements:
        yield node, term("plans"), terms.node(identifier)
    cells = {name: getattr(row, name) for name in COLUMNS}
    for name, cell in cells.items():
        if name in plan.columns and empty(cell):
            yield node, term("lacksCell"), Literal(name)
        elif not empty(cell):
            yield node, term(f"{name}Text"), Literal(cell.text)
    if row.start and row.end:
        yield node, term("targetStart"), terms.day(row.start)
        yield node, term("targetEnd"), terms.day(row.end)


def empty(cell: Cell | None) -> bool:
    """Whether a cell says nothing: no letter, no digit and no ditto mark in it."""
    if cell is None:
        return True
    return _SAYS.search(cell.text) is None and cell.text.strip() not in _DITTO


def _placed(local: str, naming: Names) -> Iterator[Statement]:
    node, found = terms.node(local), naming.nodes[local]
    yield node, term("inDecree"), terms.node(naming.document)
    if naming.whole:
        yield node, term("judgedIn"), terms.node(f"{naming.document}/run")
    if found.section and (naming.whole or found.section != "lampiran"):
        yield node, term("section"), Literal(found.section)
    if found.item:
        yield node, term("item"), Literal(found.item)


def unit_triples(decree: Decree, naming: Names) -> Iterator[Statement]:
    """Return the units named in the diktum and in the rows, with the words beside them."""
    for mention in decree.units:
        node = terms.node(naming.of(mention))
        yield node, TYPE, term("UnitMention")
        yield from _placed(naming.of(mention), naming)
        yield node, term("namesUnit"), terms.org(mention.unit)
        yield node, term("asWritten"), Literal(mention.quote)
        if mention.near:
            yield node, term("near"), Literal(mention.near)
