"""The compiled engine: each shape as one check over all its focus nodes.

It reads the constraint that stands in the shape. The graph of a decree is checked by plain Python
(`zikg.validate.plain`), any other store by set-wise queries, where ``$this`` is bound by the target
class instead of asking once a focus node. A shape beyond the profile (`zikg.rules.profile`) is left
to pySHACL.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from zikg.errors import BuildError
from zikg.rules import Scope, Shape, shapes
from zikg.rules.turtle import NAMES
from zikg.validate.plain.facts import term
from zikg.validate.plain.program import program
from zikg.validate.plain.values import BeyondError
from zikg.validate.small import SmallGraph
from zikg.validate.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Plan:
    """A shape that keeps to the profile."""

    shape: Shape

    @property
    def queries(self) -> tuple[str, ...]:
        """The queries that answer for all focus nodes at once, one for each target class."""
        from zikg.rules.profile import constraint

        text = self.shape.select
        names = " ".join(f"?{name}" for name in constraint(text).names)
        body = text[text.index("{") + 1 : text.rindex("}")]
        return tuple(
            f"SELECT DISTINCT {names} WHERE {{ ?this a <{target}> . {body} }}"
            for target in self.shape.targets
        )


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
        if _in_profile(shape):
            compiled.append(Plan(shape))
        else:
            left.append(shape)
    return tuple(compiled), tuple(left)


def _in_profile(shape: Shape) -> bool:
    if not shape.plain or not shape.targets:
        return False
    if program().check(shape) is not None:
        return True  # parsed when it was compiled
    from zikg.rules.profile import constraint

    try:
        constraint(shape.select)
    except BuildError:
        return False
    return True


def violations(graph: Store | SmallGraph, scope: Scope = "all") -> frozenset[Violation]:
    """Return what the shapes of a scope find in a graph.

    Args:
        graph: the small graph of a decree, or a store whose default graph is validated.
        scope: whose rules are run.
    """
    compiled, left = plans(scope)
    found: set[Violation] = set()
    for plan in compiled:
        found.update(_plainly(graph, plan.shape) if isinstance(graph, SmallGraph) else
                     set_wise(graph, plan))  # fmt: skip
    if left:
        from zikg.validate import reference

        found |= reference.violations(_store(graph), left)
    return frozenset(found)


def _store(graph: Store | SmallGraph) -> Store:
    return graph.store if isinstance(graph, SmallGraph) else graph


def _plainly(graph: SmallGraph, shape: Shape) -> Iterable[Violation]:
    checks = program().check(shape)
    try:
        rows = None if checks is None else [row for check in checks for row in check(graph.facts)]
    except BeyondError:
        rows = None  # values that only a SPARQL engine compares
    if rows is None:
        return set_wise(graph.store, Plan(shape))
    return [_violation(shape, row) for row in rows if row[0] and row[0][0] == "<"]


def _violation(shape: Shape, row: tuple[str | None, ...]) -> Violation:
    focus, *rest = row
    value = rest[0] if rest else None
    assert focus is not None
    node = term(focus)
    assert isinstance(node, NamedNode)
    return Violation(shape, node, term(value) if value is not None and value != focus else None)


def set_wise(store: Store, plan: Plan) -> Iterator[Violation]:
    """Give what one shape finds by its set-wise queries.

    Args:
        store: the graph, in the default graph.
        plan: the shape.
    """
    for query in plan.queries:
        solutions = store.query(query, prefixes=NAMES)
        assert isinstance(solutions, QuerySolutions)
        tells = "value" in {variable.value for variable in solutions.variables}
        for solution in solutions:
            focus = solution["this"]
            value = solution["value"] if tells else None
            if isinstance(focus, NamedNode):
                told = value if isinstance(value, NamedNode | Literal) and value != focus else None
                yield Violation(plan.shape, focus, told)
