"""The registry as quads: all of it, or the slice that one decree is judged on (docs/graph.md).

Everything here is asserted. What follows from the date of the registry (which changes are in
effect) is computed by `zikg.reason.effect` and never shares a graph with it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Quad, Triple

from zikg.graph import terms
from zikg.graph.concepts import component_quads, type_quads
from zikg.graph.relations import implementation_triples, reference_triples
from zikg.graph.satker import issuer_quads
from zikg.graph.terms import term
from zikg.graph.works import (
    authority_triples,
    change_triples,
    expression_triples,
    replacement_triples,
    work_triples,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.model import Change, Regulation, Replacement
    from zikg.registry import Registry

__all__ = ["component_quads", "issuer_quads", "registry_quads", "slice_quads", "type_quads"]
_DEFAULT: Final = DefaultGraph()


def registry_quads(registry: Registry, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return the whole registry: every work with its titles and gazettes, and every change.

    Args:
        registry: the registry to write.
        graph: the graph to write into; the default graph unless told.
    """
    for found in list(registry.regulations()):
        yield from terms.into(graph, work_triples(found))
        yield from terms.into(graph, expression_triples(found))
        for replacement in registry.replacements(found.id):
            yield from terms.into(graph, replacement_triples(replacement))
    for change in registry.changes():
        yield from terms.into(graph, change_triples(change))
    yield from terms.into(graph, implementation_triples())
    yield from terms.into(graph, reference_triples())
    yield from terms.into(graph, _guidelines(registry))
    for fact in registry.authority_facts():
        yield from terms.into(graph, authority_triples(fact))


def slice_quads(
    registry: Registry,
    ids: Iterable[str],
    graph: terms.Graph = _DEFAULT,
    *,
    issuer_kind: str | None = None,
) -> Iterator[Quad]:
    """Return what one decree has to be judged on, and no more.

    That is: the works it cites, the changes to them and by them, the works at the other end, the
    chain of replacements from each, the guidelines, and what the issuer's authority rests on.

    Args:
        registry: the registry to read.
        ids: short ids of the works cited; those that the registry does not hold are left out.
        graph: the graph to write into; the default graph unless told.
        issuer_kind: kind of the issuer, as in ``data/issuers.csv``; adds its authority works.
    """
    wanted = set(ids) | {identifier for _, identifier in registry.guidelines()}
    if issuer_kind is not None:
        wanted.update(registry.authority(issuer_kind))
    changes: dict[str, Change] = {}
    for identifier in wanted:
        for change in (*registry.changes_to(identifier), *registry.changes_by(identifier)):
            changes[change.id] = change
    works = wanted | {end for change in changes.values() for end in (change.act, change.target)}
    replacements = _chain(registry, works)
    works.update(replacement.by for replacement in replacements)
    held = [found for name in sorted(works) if (found := registry.get(name)) is not None]
    for found in held:
        yield from _work(found, graph)
    for _, change in sorted(changes.items()):
        yield from _change(change, graph)
    for replacement in replacements:
        yield from terms.into(graph, replacement_triples(replacement))
    yield from terms.into(graph, _guidelines(registry))
    for fact in registry.authority_facts(issuer_kind) if issuer_kind is not None else ():
        yield from terms.into(graph, authority_triples(fact))
    yield from type_quads(registry, {found.type for found in held}, graph)
    yield from issuer_quads({found.issuer for found in held if found.issuer}, graph)


# Decrees cite the same few regulations: what one brings with it is written once for many.
@lru_cache(maxsize=1024)
def _work(found: Regulation, graph: terms.Graph) -> tuple[Quad, ...]:
    return tuple(terms.into(graph, work_triples(found)))


@lru_cache(maxsize=1024)
def _change(change: Change, graph: terms.Graph) -> tuple[Quad, ...]:
    return tuple(terms.into(graph, change_triples(change)))


def _chain(registry: Registry, works: Iterable[str]) -> list[Replacement]:
    found: dict[tuple[str, str], Replacement] = {}
    todo = sorted(works)
    while todo:
        for replacement in registry.replacements(todo.pop()):
            key = (replacement.target, replacement.by)
            if key not in found:
                found[key] = replacement
                todo.append(replacement.by)
    return [found[key] for key in sorted(found)]


def _guidelines(registry: Registry) -> Iterator[Triple]:
    for regime, identifier in registry.guidelines():
        yield Triple(terms.work(identifier), term("guidelineOf"), terms.node(f"zi/{regime}"))
