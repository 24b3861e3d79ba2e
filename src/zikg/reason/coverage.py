"""What the plan has to cover by the guideline in force, and what it does cover (ZI101 to ZI104)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.graph import nt
from zikg.reason.basis import sets_plan, works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Component, Row
    from zikg.reason.case import Case


def coverage_facts(case: Case) -> Iterator[Fact]:
    """Return the components a plan must cover and those its rows and headings cover."""
    plan = case.decree.plan
    if plan is None or case.decree.plan_state != "read":
        return
    yield from _covered(case)
    if case.regime is None:
        return
    for area in plan.areas:
        named = area.area(case.regime)
        if named:
            yield case.say(area, "inForceArea", nt.node(named))
    if sets_plan(case.decree):
        for component in mandatory(case, case.regime):
            if not (component.sub or case.whole):
                continue
            name = "mustCover" if component.sub else "mustCoverArea"
            yield case.document, nt.term(name), nt.node(component.id)
    cited = cited_regimes(case)
    for row in plan.rows:
        yield from _row(case, row, case.regime, cited)


def _covered(case: Case) -> Iterator[Fact]:
    plan = case.decree.plan
    assert plan is not None
    elements = {element: None for row in plan.rows for _, element in row.elements}
    areas = {named: None for area in plan.areas for _, named in area.areas}
    # A row covers its area even where the heading of the area was lost.
    areas |= {element.rsplit("/", 1)[0]: None for element in elements}
    for element in _told(case, elements):
        yield case.document, nt.term("covers"), nt.node(element)
    for named in _told(case, areas):
        yield case.document, nt.term("coversArea"), nt.node(named)


def _told(case: Case, named: Iterable[str]) -> Iterator[str]:
    """Give what is said to be covered: in a store, of the regime in force alone."""
    below = f"zi/{case.regime}/" if case.regime and not case.whole else ""
    return (each for each in named if each.startswith(below))


def mandatory(case: Case, regime: str) -> tuple[Component, ...]:
    """Return the mandatory components of a regime and the areas that hold one."""
    components = case.registry.components(regime)
    needed = [component for component in components if component.mandatory and component.sub]
    areas = {component.area for component in needed}
    held = [c for c in components if not c.sub and c.area in areas]
    return (*held, *needed)


def cited_regimes(case: Case) -> frozenset[str]:
    """Return the regimes whose guideline Mengingat rests on."""
    resting = works(case, "mengingat")
    return frozenset(regime for regime, work in case.registry.guidelines() if work in resting)


def _row(case: Case, row: Row, regime: str, cited: frozenset[str]) -> Iterator[Fact]:
    element = row.element(regime)
    if element is None:
        for _, other in row.elements:
            yield case.say(row, "plansOnlyIn", nt.node(other))
    elif cited and regime not in cited and all(row.element(old) is None for old in cited):
        yield case.say(row, "plansBeyondCited", nt.node(element))
