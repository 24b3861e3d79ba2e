"""The profile of SHACL-SPARQL that the constraints keep to, so that they can be run set-wise.

A constraint is ``SELECT $this [?value] WHERE { ... }`` over basic triple patterns with plain
predicates, ``OPTIONAL`` and ``FILTER NOT EXISTS`` of one triple each that hangs on a variable of
the basic pattern, and comparisons. No sub-select, path, UNION, MINUS, BIND, VALUES, GRAPH or
SERVICE: replacing ``$this`` by a variable bound by the target class then changes nothing
(SHACL section 5.3.1 asks for pre-binding, which equals a join for these forms).
"""

from __future__ import annotations

from typing import Final

from zikg.errors import BuildError
from zikg.rules.sparql import read
from zikg.rules.syntax import Absent, Call, Expr, Filter, Optional, Pattern, Query, variables

_COMPARISONS: Final = frozenset({"=", "!=", "<", ">", "<=", ">=", "&&", "||", "IN"})


def constraint(text: str) -> Query:
    """Return a constraint read as the profile allows.

    Args:
        text: the value of ``sh:select``.

    Raises:
        BuildError: the query uses anything else.

    Example:
        >>> constraint("SELECT $this WHERE { $this zikg:lacksPart ?part . }").names
        ('this',)
    """
    query = read(text)
    if query.names not in {("this",), ("this", "value")}:
        raise _beyond("SELECT $this [?value]", text)
    if query.distinct or query.order or query.counted:
        raise _beyond("DISTINCT, ORDER BY, COUNT", text)
    bound = {"this"}
    for element in query.group:
        if isinstance(element, Pattern):
            bound |= set(variables(element))
    for element in query.group:
        if isinstance(element, Optional | Absent):
            if not _one_triple(element):
                raise _beyond("OPTIONAL, NOT EXISTS", text)
            if bound.isdisjoint(variables(element)):
                raise BuildError(f"a group hangs on no variable: {' '.join(text.split())}")
        elif isinstance(element, Filter):
            if not _compares(element.expr):
                raise _beyond("FILTER", text)
        elif not isinstance(element, Pattern) or element.repeated:
            raise _beyond(type(element).__name__, text)
    return query


def _one_triple(element: Optional | Absent) -> bool:
    group = element.group
    return len(group) == 1 and isinstance(group[0], Pattern) and not group[0].repeated


def _compares(expr: Expr) -> bool:
    if isinstance(expr, Call):
        return expr.name in _COMPARISONS and all(map(_compares, expr.args))
    return True


def _beyond(what: str, text: str) -> BuildError:
    shown = " ".join(text.split())
    return BuildError(f"di luar profil / outside the profile: {what} ({shown})")
