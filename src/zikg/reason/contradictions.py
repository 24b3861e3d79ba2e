"""What follows from the rows of a registry taken together: circles, and records of one instrument.

SHACL in our profile walks no paths; what would need one is found here and written as a fact of
one hop, which the shapes judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import NamedNode, Triple

from zikg.graph import terms
from zikg.graph.records import replacement_node
from zikg.graph.terms import term
from zikg.graph.works import NATIONAL
from zikg.iri import number_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zikg.model import Regulation
    from zikg.registry.records import Records

Edge: TypeAlias = tuple[str, str, str]
"""From a work to an older one, and the IRI of the row that says so."""


def contradiction_triples(records: Records) -> Iterator[Triple]:
    """Return which rows close a circle, and which works share what only one may have."""
    held = records.held()
    changes = [(c.act, c.target, terms.node(c.id).value) for c, _ in records.changes]
    replaced = [(r.by, r.target, replacement_node(r).value) for r, _ in records.replacements]
    # Apart: what is to be cited instead may be older than what it replaces.
    for edges in (changes, replaced):
        for edge, members in circles(edges, held):
            for member in members:
                yield Triple(NamedNode(edge), term("closesCircle"), terms.work(member))
    yield from _shared(held)


def circles(
    edges: Sequence[Edge], held: Mapping[str, Regulation]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return one row for each circle, and the works on it in order.

    Of the rows of a circle the one is told whose act lies furthest before its target: it is the
    likeliest to be wrong. Without it the others are looked at again.

    Args:
        edges: what is to be free of circles.
        held: the works of the registry, for their dates.

    Example:
        >>> list(circles([("a", "b", "1"), ("b", "c", "2"), ("c", "a", "3")], {}))
        [('3', ('c', 'a', 'b'))]
    """
    left = sorted(set(edges))
    while found := _circle(left):
        worst = max(found, key=lambda edge: (_ahead(edge, held), edge[2]))
        place = found.index(worst)
        yield worst[2], tuple(edge[0] for edge in (*found[place:], *found[:place]))
        left.remove(worst)


def _ahead(edge: Edge, held: Mapping[str, Regulation]) -> int:
    """How many days the act is older than what it is said to act on."""
    act, target = held.get(edge[0]), held.get(edge[1])
    if act is None or target is None:
        return 0
    return (target.exists.earliest - act.exists.earliest).days


def _circle(edges: Iterable[Edge]) -> list[Edge]:
    """Return the edges of one circle in order, or none; depth first, without recursion."""
    below: dict[str, list[Edge]] = {}
    for edge in edges:
        below.setdefault(edge[0], []).append(edge)
    done: set[str] = set()
    for start in sorted(below):
        if start in done:
            continue
        path: list[Edge] = []
        places = {start: 0}
        todo = [iter(below[start])]
        while todo:
            following = next(todo[-1], None)
            if following is None:
                todo.pop()
                left = path.pop()[1] if path else start
                places.pop(left, None)
                done.add(left)
            elif following[1] in places:
                return [*path[places[following[1]] :], following]
            elif following[1] not in done:
                path.append(following)
                places[following[1]] = len(path)
                todo.append(iter(below.get(following[1], [])))
    return []


def _shared(held: Mapping[str, Regulation]) -> Iterator[Triple]:
    numbers: dict[tuple[object, ...], str] = {}
    gazettes: dict[tuple[str, int | None, str], str] = {}
    for identifier, found in held.items():
        number = number_slug(found.type, found.issuer, found.number)
        key = (found.type, found.issuer, found.year, number)
        first = numbers.setdefault(key, identifier)
        if first != identifier:
            yield Triple(terms.work(identifier), term("sharesNumberWith"), terms.work(first))
        for gazette in found.gazettes:
            if gazette.kind in NATIONAL:
                place = (gazette.kind, gazette.year, gazette.number)
                first = gazettes.setdefault(place, identifier)
                if first != identifier:
                    node = terms.work(identifier)
                    yield Triple(node, term("sharesGazetteWith"), terms.work(first))
