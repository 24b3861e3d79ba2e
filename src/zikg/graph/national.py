"""The national registry and the user's own facts as quads, in the vocabulary of docs/graph.md.

The same triples as of the reference (`zikg.graph.works`), with their low certainty and their
sources; no expressions, as the title stands on the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Quad

from zikg.graph import terms
from zikg.graph.satker import issuer_quads
from zikg.graph.works import change_triples, replacement_triples, work_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.registry import Registry
    from zikg.registry.layer import Layer

_DEFAULT: Final = DefaultGraph()


def national_quads(registry: Registry, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return what lies below the reference: the user's own facts and the national registry.

    Exactly what `Registry` answers: a work that the reference holds is not told again, nor a change
    that a higher layer speaks of. With `registry_quads` of the reference it is the whole registry.

    Args:
        registry: the registry to write.
        graph: the graph to write into; the default graph unless told.
    """
    issuers: set[str] = set()
    known = {found.id for found in registry.regulations()}
    told = {change.id for change in registry.changes()}
    for layer in (registry.own, registry.national):
        if layer is not None:
            yield from _works(layer, known, issuers, graph)
    for layer in (registry.own, registry.national):
        if layer is not None:
            yield from _changes(registry, layer, told, graph)
    if registry.own is not None:
        for replacement in registry.own.replacements():
            yield from terms.into(graph, replacement_triples(replacement))
    yield from issuer_quads(sorted(issuers), graph)


def _works(layer: Layer, known: set[str], issuers: set[str], graph: terms.Graph) -> Iterator[Quad]:
    for found in layer.regulations():
        if found.id not in known:
            known.add(found.id)
            if found.issuer:
                issuers.add(found.issuer)
            yield from terms.into(graph, work_triples(found))


def _changes(
    registry: Registry, layer: Layer, told: set[str], graph: terms.Graph
) -> Iterator[Quad]:
    for change in layer.changes():
        # Asked of the registry: it knows which layer is heard.
        if change.id not in told and change in registry.changes_to(change.target):
            told.add(change.id)
            yield from terms.into(graph, change_triples(change))
