"""Components of the ZI regimes and types of instrument, as SKOS concepts (docs/graph.md)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.graph.works import origin_triples
from zikg.iri import TYPES
from zikg.namespaces import RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.model import Component
    from zikg.registry import Registry

_DEFAULT: Final = DefaultGraph()


def component_quads(
    registry: Registry, regime: str, graph: terms.Graph = _DEFAULT, *, outcomes: bool = False
) -> Iterator[Quad]:
    """Return the components of a regime (``2014`` or ``2021``) as a SKOS scheme.

    Args:
        registry: the registry to read.
        regime: the regime, ``2014`` or ``2021``.
        graph: the graph to write into; the default graph unless told.
        outcomes: write the outcomes (hasil) too, which no row of a plan stands for.
    """
    more = registry.outcomes(regime) if outcomes else ()
    yield from _scheme(regime, registry.components(regime), more, graph)


@lru_cache(maxsize=16)
def _scheme(
    regime: str,
    components: tuple[Component, ...],
    outcomes: tuple[Component, ...],
    graph: terms.Graph,
) -> tuple[Quad, ...]:
    """Kept from decree to decree: the same for all of them, and a third of their graph."""
    scheme = terms.node(f"zi/{regime}")
    triples = [
        Triple(scheme, TYPE, term("Regime")),
        Triple(scheme, NamedNode(RDFS + "label"), _id(f"ZI {regime}")),
    ]
    for component in components:
        triples.extend(_component(component, scheme, "SubElement" if component.sub else "Area"))
    for component in outcomes:
        triples.extend(_component(component, scheme, "Outcome"))
    return tuple(terms.into(graph, triples))


def type_quads(
    registry: Registry, types: Iterable[str] | None = None, graph: terms.Graph = _DEFAULT
) -> Iterator[Quad]:
    """Return rank and class of the types of instrument; of all of them unless told which."""
    for name in sorted(TYPES if types is None else types):
        concept = terms.kind(name)
        yield Quad(concept, TYPE, term("InstrumentType"), graph)
        yield Quad(concept, term("legislation"), terms.flag(registry.is_legislation(name)), graph)
        rank = registry.rank(name)
        if rank is not None:
            yield Quad(concept, term("rank"), terms.whole(rank), graph)


def _component(component: Component, scheme: NamedNode, class_: str) -> Iterator[Triple]:
    node = terms.node(component.id)
    area = terms.node(f"zi/{component.regime}/{component.area}")
    yield Triple(node, TYPE, term(class_))
    if component.sub:
        yield Triple(node, NamedNode(SKOS + "broader"), area)
        yield Triple(node, NamedNode(SKOS + "inScheme"), scheme)
    else:
        yield Triple(node, NamedNode(SKOS + "inScheme"), scheme)
        yield Triple(node, NamedNode(SKOS + "topConceptOf"), scheme)
    yield Triple(node, NamedNode(SKOS + "notation"), Literal(component.id.removeprefix("zi/")))
    yield Triple(node, NamedNode(SKOS + "prefLabel"), _id(component.name))
    for alias in component.aliases:
        yield Triple(node, NamedNode(SKOS + "altLabel"), _id(alias))
    yield Triple(node, term("aspect"), Literal(component.aspect))
    if component.weight is not None:
        yield Triple(node, term("weight"), terms.decimal(component.weight))
    yield Triple(node, term("mandatory"), terms.flag(component.mandatory))
    yield from origin_triples(node, component.confidence, component.source)


def _id(words: str) -> Literal:
    return Literal(words, language="id")
