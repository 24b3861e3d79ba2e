"""The two ways to validate, one truth: pySHACL, or the shapes compiled to plain checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Store

from zikg.errors import BuildError
from zikg.rules import shapes
from zikg.validate import compiled

if TYPE_CHECKING:
    from zikg.rules import Scope
    from zikg.validate.small import SmallGraph
    from zikg.validate.violation import Violation

ENGINES: Final = ("pyshacl", "compiled", "both")


def violations(
    graph: Store | SmallGraph, engine: str, scope: Scope = "all"
) -> tuple[Violation, ...]:
    """Return the violations in the graph of one decree or of the registry, in a stable order.

    Args:
        graph: the small graph of a decree, or a store whose default graph is validated.
        engine: ``pyshacl``, ``compiled``, or ``both``, which compares them.
        scope: whose rules are run: ``decree``, ``registry``, or ``all``.

    Raises:
        BuildError: the engines disagree, or no engine has this name.
    """
    if engine not in ENGINES:
        raise BuildError(f"mesin tidak dikenal / unknown engine: {engine!r}")
    found = compiled.violations(graph, scope) if engine != "pyshacl" else frozenset()
    if engine != "compiled":
        from zikg.validate import reference

        store = graph if isinstance(graph, Store) else graph.store
        by_reference = reference.violations(store, shapes(scope))
        if engine == "both" and by_reference != found:
            differ = sorted(v.key for v in by_reference ^ found)
            raise BuildError(f"mesin berbeda hasil / the engines differ: {differ}")
        found = by_reference
    return tuple(sorted(found, key=lambda violation: violation.key))
