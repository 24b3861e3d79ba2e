"""The compiled engine: each shape as one set-wise query over the same graph.

It reads the constraint that stands in the shape and binds ``$this`` by the target class instead
of asking once a focus node. A shape beyond the profile (`zikg.rules.profile`) is left to pySHACL.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from zikg.errors import BuildError
from zikg.namespaces import BASE, PREFIXES
from zikg.rules import Scope, Shape, shapes
from zikg.rules.profile import parse
from zikg.validate.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES: Final = {**PREFIXES, "type": BASE + "type/"}
"""The prefixes of the queries in ``shapes/``."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A shape and the queries that answer for all its focus nodes at once."""

    shape: Shape
    queries: tuple[str, ...]
    tells_value: bool


@cache
def plans(scope: Scope = "all") -> tuple[tuple[Plan, ...], tuple[Shape, ...]]:
    """Return the compiled shapes of a scope, and those that pySHACL has to run."""
    return compile_shapes(shapes(scope))


def compile_shapes(wanted: Iterable[Shape]) -> tuple[tuple[Plan, ...], tuple[Shape, ...]]:
    """Compile shapes; what lies beyond the profile comes back as it was.

    Args:
        wanted: shapes as the catalogue reads them.
    """
    compiled: list[Plan] = []
    left: list[Shape] = []
    for shape in wanted:
        plan = _compile(shape)
        if plan is None:
            left.append(shape)
        else:
            compiled.append(plan)
    return tuple(compiled), tuple(left)


def _compile(shape: Shape) -> Plan | None:
    if not shape.plain or not shape.targets:
        return None
    try:
        select = parse(shape.select)
    except BuildError:
        return None
    queries = tuple(
        f"SELECT DISTINCT {' '.join(select.variables)} "
        f"WHERE {{ ?this a <{target}> . {select.body} }}"
        for target in shape.targets
    )
    return Plan(shape, queries, "?value" in select.variables)


def violations(store: Store, scope: Scope = "all") -> frozenset[Violation]:
    """Return what the shapes of a scope find in a graph (the default graph of a store)."""
    compiled, left = plans(scope)
    found = {violation for plan in compiled for violation in _run(store, plan)}
    if left:
        from zikg.validate import reference

        found |= reference.violations(store, left)
    return frozenset(found)


def _run(store: Store, plan: Plan) -> Iterable[Violation]:
    for query in plan.queries:
        solutions = store.query(query, prefixes=NAMES)
        assert isinstance(solutions, QuerySolutions)
        for solution in solutions:
            focus = solution["this"]
            value = solution["value"] if plan.tells_value else None
            if isinstance(focus, NamedNode):
                told = value if isinstance(value, NamedNode | Literal) and value != focus else None
                yield Violation(plan.shape, focus, told)
