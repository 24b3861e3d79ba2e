"""Python written for a query: one function a query, nested loops over the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.rules.syntax import Pattern, Query, Var
from zikg.validate.plain.expressions import use
from zikg.validate.plain.loops import TYPE, Loops

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.validate.plain.expressions import Env


def write(query: Query, name: str, bound: Iterable[str]) -> str:
    """Return a function ``name(F, ...)`` that gives the rows of a query.

    Args:
        query: the query.
        name: name of the function.
        bound: variables that are given a value by the caller, in the order of its arguments.

    Raises:
        BuildError: it needs more than is written here.
    """
    given = tuple(bound)
    loops = Loops()
    env: Env = {variable: (f"v_{variable}", True) for variable in given}
    env = loops.group(query.group, env)
    if query.counted:
        loops.line(f"out.append({use(query.counted, env)})")
    else:
        row = "".join(f"{use(each, env)}, " for each in _columns(query))
        loops.line(f"out.append(({row}))")
    arguments = "".join(f", v_{variable}" for variable in given)
    lines = [f"def {name}(F{arguments}):", *loops.heads(), "    out = []", *loops.lines]
    lines.append(f"    return {_ending(query)}")
    return "\n".join(lines) + "\n"


def write_set(query: Query, name: str, target: str) -> str:
    """Return a function ``name(F)`` that gives the rows of a constraint for all its focus nodes.

    Args:
        query: a constraint in the profile, over ``$this``.
        name: name of the function.
        target: IRI of the class whose members are focus nodes.
    """
    loops = Loops()
    kind = Pattern(Var("this"), TYPE, f"<{target}>")
    about = [kind, *(p for p in query.group if isinstance(p, Pattern) and p.subject == Var("this"))]
    starts = []
    for pattern in about:
        if isinstance(pattern.object, Var):
            starts.append(loops.index("a", pattern.predicate))
        else:
            starts.append(f"{loops.index('o', pattern.predicate)}({pattern.object!r}, E)")
    loops.line(f"for v_this in min(({', '.join(starts)},), key=len):")
    loops.depth += 1
    env = loops.group((kind, *query.group), {"this": ("v_this", True)})
    row = "".join(f"{use(each, env)}, " for each in query.names)
    loops.line(f"out.append(({row}))")
    return "\n".join(
        [f"def {name}(F):", *loops.heads(), "    out = []", *loops.lines, "    return out", ""]
    )


def _columns(query: Query) -> tuple[str, ...]:
    """Return what is selected, and behind it what is only ordered by."""
    behind = () if query.distinct else (each for each, _ in query.order if each not in query.names)
    return (*query.names, *behind)


def _ending(query: Query) -> str:
    if query.counted:
        return "counted(out)"
    ending = "out"
    if query.distinct:
        ending = f"list(dict.fromkeys({ending}))"
    if query.order:
        columns = _columns(query)
        keys = tuple((columns.index(each), down) for each, down in query.order)
        ending = f"ordered({ending}, {keys!r})"
        if len(columns) > len(query.names):
            ending = f"[row[:{len(query.names)}] for row in {ending}]"
    return ending
