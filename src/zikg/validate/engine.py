"""The two ways to validate, one truth: pySHACL, or the shapes compiled to set-wise queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.errors import BuildError
from zikg.rules import shapes
from zikg.validate import compiled

if TYPE_CHECKING:
    from pyoxigraph import Store

    from zikg.rules import Scope
    from zikg.validate.violation import Violation

ENGINES: Final = ("pyshacl", "compiled", "both")


def violations(store: Store, engine: str, scope: Scope = "all") -> tuple[Violation, ...]:
    """Return the violations in the graph of one decree or of the registry, in a stable order.

    Args:
        store: the graph, in the default graph.
        engine: ``pyshacl``, ``compiled``, or ``both``, which compares them.
        scope: whose rules are run: ``decree``, ``registry``, or ``all``.

    Raises:
        BuildError: the engines disagree, or no engine has this name.
    """
    if engine not in ENGINES:
        raise BuildError(f"mesin tidak dikenal / unknown engine: {engine!r}")
    found = compiled.violations(store, scope) if engine != "pyshacl" else frozenset()
    if engine != "compiled":
        from zikg.validate import reference

        by_reference = reference.violations(store, shapes(scope))
        if engine == "both" and by_reference != found:
            differ = sorted(v.key for v in by_reference ^ found)
            raise BuildError(f"mesin berbeda hasil / the engines differ: {differ}")
        found = by_reference
    return tuple(sorted(found, key=lambda violation: violation.key))
