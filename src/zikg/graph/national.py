"""The national registry and the user's own facts as quads, in the vocabulary of docs/graph.md.

The same triples as of the reference (`zikg.graph.works`), with their low certainty and their
sources; no expressions, as the title stands on the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pyoxigraph import DefaultGraph, Quad

from zikg.graph import terms
from zikg.graph.satker import issuer_quads
from zikg.graph.works import change_triples, replacement_triples, work_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Change, Regulation, Replacement
    from zikg.registry import Registry

_DEFAULT: Final = DefaultGraph()


def national_quads(registry: Registry, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return what lies below the reference: the user's own facts and the national registry.

    Exactly what `Registry` answers: a work that the reference holds is not told again, nor a change
    that a higher layer speaks of. With `registry_quads` of the reference it is the whole registry.

    Args:
        registry: the registry to write.
        graph: the graph to write into; the default graph unless told.
    """
    for heard in below(registry):
        yield from heard_quads(heard, graph)


def layer_quads(
    registry: Registry, name: Literal["own", "national"], graph: terms.Graph = _DEFAULT
) -> Iterator[Quad]:
    """Return one layer below the reference, as far as no higher one speaks.

    Args:
        registry: the registry to write.
        name: ``own`` (the user's facts) or ``national``.
        graph: the graph to write into; the default graph unless told.
    """
    for heard in below(registry):
        if heard.name == name:
            yield from heard_quads(heard, graph)
            return


class Heard(NamedTuple):
    """What a layer of the registry says that no higher one speaks of."""

    name: str
    regulations: tuple[Regulation, ...]
    changes: tuple[Change, ...]
    replacements: tuple[Replacement, ...]


def below(registry: Registry) -> Iterator[Heard]:
    """Give what the layers below the reference say: the user's own facts, the national registry."""
    known = {found.id for found in registry.regulations()}
    for name, layer in (("own", registry.own), ("national", registry.national)):
        if layer is None:
            continue
        regulations: dict[str, Regulation] = {}
        for found in layer.regulations():
            if found.id not in known:
                regulations.setdefault(found.id, found)
        known.update(regulations)
        yield Heard(
            name,
            tuple(regulations.values()),
            # Asked of the registry: it knows which layer is heard.
            tuple(c for c in layer.changes() if c in registry.changes_to(c.target)),
            tuple(layer.replacements()),
        )


def heard_quads(heard: Heard, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return what a layer says as quads, its offices with it.

    Args:
        heard: what it says.
        graph: the graph to write into; the default graph unless told.
    """
    for found in heard.regulations:
        yield from terms.into(graph, work_triples(found))
    for change in heard.changes:
        yield from terms.into(graph, change_triples(change))
    for replacement in heard.replacements:
        yield from terms.into(graph, replacement_triples(replacement))
    issuers = {found.issuer for found in heard.regulations if found.issuer}
    yield from issuer_quads(sorted(issuers), graph)
