"""Which components of a regime a plan has rows for: the matrix of the evaluation sheet (LKE)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zikg.registry.status import regime_at

if TYPE_CHECKING:
    from zikg.model import Component, Result
    from zikg.registry import Registry


@dataclass(frozen=True, slots=True)
class Covered:
    """A component, the area it belongs to, and the rows that plan for it (``IV.2``)."""

    component: Component
    area: str
    rows: tuple[str, ...]


def coverage(result: Result, registry: Registry) -> tuple[Covered, ...]:
    """Return the sub-elements of the regime in force at the judged date, with the rows for each.

    Nothing where the regime is not decided or the plan was not read: an empty matrix would say
    that nothing is planned.

    Args:
        result: the check of one document.
        registry: knows the components.
    """
    if result.decree is None or result.run is None or result.decree.plan is None:
        return ()
    regime, _ = regime_at(registry, result.run.judged)
    if regime is None or result.decree.plan_state != "read":
        return ()
    rows: dict[str, list[str]] = {}
    for area in result.decree.plan.areas:
        for row in area.rows:
            name = ".".join(filter(None, (area.number, row.number)))
            for named, element in row.elements:
                if named == regime:
                    rows.setdefault(element, []).append(name)
    components = registry.components(regime)
    areas = {component.area: component.name for component in components if not component.sub}
    return tuple(
        Covered(component, areas.get(component.area, ""), tuple(rows.get(component.id, ())))
        for component in components
        if component.sub
    )
