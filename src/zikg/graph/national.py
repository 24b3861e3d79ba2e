"""The national registry and the user's own facts as quads, in the vocabulary of docs/graph.md.

The same triples as of the reference (`zikg.graph.works`), with their low certainty and their
sources; no expressions, as the title stands on the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

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
    known = {found.id for found in registry.regulations()}
    for layer in (registry.own, registry.national):
        if layer is not None:
            yield from _layer(registry, layer, known, graph)


def layer_quads(
    registry: Registry, name: Literal["own", "national"], graph: terms.Graph = _DEFAULT
) -> Iterator[Quad]:
    """Return one layer below the reference, as far as no higher one speaks.

    Args:
        registry: the registry to write.
        name: ``own`` (the user's facts) or ``national``.
        graph: the graph to write into; the default graph unless told.
    """
    known = {found.id for found in registry.regulations()}
    if name == "national" and registry.own is not None:
        known |= {found.id for found in registry.own.regulations()}
    layer = registry.own if name == "own" else registry.national
    if layer is not None:
        yield from _layer(registry, layer, known, graph)


def _layer(registry: Registry, layer: Layer, known: set[str], graph: terms.Graph) -> Iterator[Quad]:
    issuers: set[str] = set()
    for found in layer.regulations():
        if found.id not in known:
            known.add(found.id)
            if found.issuer:
                issuers.add(found.issuer)
            yield from terms.into(graph, work_triples(found))
    for change in layer.changes():
        # Asked of the registry: it knows which layer is heard.
        if change in registry.changes_to(change.target):
            yield from terms.into(graph, change_triples(change))
    for replacement in layer.replacements():
        yield from terms.into(graph, replacement_triples(replacement))
    yield from issuer_quads(sorted(issuers), graph)
