"""The one small graph of a decree: what is validated, and nothing more (docs/graph.md).

The decree, the slice of the registry that it is judged on, the components of the regimes, the
facts of the run and what follows from them. Evidence is kept apart: it is never validated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from zikg.graph import nt
from zikg.graph.document import decree_facts
from zikg.graph.evidence import evidence_quads
from zikg.graph.nodes import document_id
from zikg.graph.registry import component_quads, issuer_quads, slice_quads, type_quads
from zikg.graph.run import run_facts
from zikg.namespaces import (
    BASE,
    GRAPH_EVIDENCE,
    GRAPH_INFERRED,
    GRAPH_REGISTRY,
    GRAPH_RUN,
)
from zikg.reason.case import Case
from zikg.reason.judge import inferred_facts
from zikg.reason.standing import judged_work
from zikg.registry.issuers import kind_of
from zikg.validate.plain.facts import Facts, Layer, facts_of, layer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.graph.nt import Fact
    from zikg.graph.terms import Graph
    from zikg.model import Decree, Run
    from zikg.registry import Registry

_DEFAULT: Final = DefaultGraph()


class SmallGraph:
    """The small graph of one decree: an index at once, a store only for who asks for one.

    Args:
        facts: what the decree says, and what follows.
        quads: what it is judged on; graph names are not looked at.
        store: the same graph as a store, where there is one already.
        shared: what belongs to it too and is the same for many decrees.
    """

    def __init__(
        self,
        facts: Iterable[Fact] = (),
        quads: Iterable[Quad] = (),
        store: Store | None = None,
        shared: Shared | None = None,
    ) -> None:
        self._facts, self._quads, self._shared = tuple(facts), tuple(quads), shared
        if store is not None:
            self.store = store

    @cached_property
    def facts(self) -> Facts:
        """The graph as an index."""
        if not self._facts:
            return facts_of(self.store)
        own = layer_of(self._quads, self._facts)
        return Facts(own, self._shared.layer if self._shared else None)

    @cached_property
    def store(self) -> Store:
        """The graph as a store, in its default graph."""
        store = Store()
        known = (*self._quads, *(self._shared.quads if self._shared else ()))
        store.load(nt.lines(self._facts), format=RdfFormat.N_TRIPLES)
        store.extend(Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in known)
        return store

    def quads_for_pattern(self, *pattern: Any) -> Iterator[Quad]:
        """Return the statements that fit a pattern, as `pyoxigraph.Store` does."""
        return self.store.quads_for_pattern(*pattern)


def small_graph(
    decree: Decree, run: Run, registry: Registry, made: Iterable[Fact] | None = None
) -> SmallGraph:
    """Return the small graph of a decree.

    Args:
        decree: the decree as read.
        run: the judged date and today.
        registry: what is known of the instruments cited.
        made: the facts of the decree, of its run and what follows, where they were made already.
    """
    own = _made(decree, run, registry) if made is None else made
    slice_ = _slice(decree, run, registry, _DEFAULT)
    return SmallGraph(own, slice_, shared=_components(registry))


def _made(decree: Decree, run: Run, registry: Registry) -> Iterator[Fact]:
    yield from decree_facts(decree, registry)
    yield from run_facts(decree, run, registry)
    yield from inferred_facts(decree, run, registry)


@dataclass(frozen=True)
class Shared:
    """What every decree is judged with, as statements and as an index: the components."""

    quads: tuple[Quad, ...]
    layer: Layer


_LAST: list[tuple[tuple[object, ...], Shared]] = []


def _components(registry: Registry) -> Shared:
    regimes = [regime for regime, _ in registry.guidelines()]
    key = tuple((regime, registry.components(regime)) for regime in regimes)
    for known, shared in _LAST:
        if known == key:
            return shared
    quads = tuple(quad for regime in regimes for quad in component_quads(registry, regime))
    shared = Shared(quads, layer_of(quads))
    _LAST[:] = [(key, shared)]
    return shared


def decree_graph(decree: Decree, run: Run, registry: Registry) -> Store:
    """Return the small graph of a decree, all of it in the default graph of one store.

    Args:
        decree: the decree as read.
        run: the judged date and today.
        registry: what is known of the instruments cited.
    """
    store = Store()
    store.load(nt.lines(_made(decree, run, registry)), format=RdfFormat.N_TRIPLES)
    store.extend(known_quads(decree, run, registry))
    return store


def named_graphs(decree: Decree, run: Run, registry: Registry) -> Iterator[Quad]:
    """Return the same facts in the named graphs of the store, and the evidence beside them.

    The registry comes whole from the build, so that here only its own slice is written.
    """
    document = NamedNode(f"{BASE}graph/{document_id(decree)}")
    yield from nt.quads(decree_facts(decree, registry), document)
    yield from nt.quads(run_facts(decree, run, registry), NamedNode(GRAPH_RUN))
    yield from nt.quads(inferred_facts(decree, run, registry), NamedNode(GRAPH_INFERRED))
    yield from known_quads(decree, run, registry, NamedNode(GRAPH_REGISTRY))
    yield from evidence_quads(decree, NamedNode(GRAPH_EVIDENCE))


def known_quads(
    decree: Decree, run: Run, registry: Registry, graph: Graph = _DEFAULT
) -> Iterator[Quad]:
    """Return the slice of the registry that one decree is judged on.

    Args:
        decree: the decree as read.
        run: the judged date and today.
        registry: what is known of the instruments cited.
        graph: the graph to write into; the default graph unless told.
    """
    yield from _slice(decree, run, registry, graph)
    for regime, _ in registry.guidelines():
        yield from component_quads(registry, regime, graph)


def _slice(decree: Decree, run: Run, registry: Registry, graph: Graph) -> Iterator[Quad]:
    """Give the slice without the components, which are the same for all."""
    case = Case(decree, run, registry)
    kind = kind_of(decree.issuer) if decree.issuer else None
    yield from slice_quads(registry, works_concerned(case), graph, issuer_kind=kind)
    yield from type_quads(registry, {c.type for c in decree.citations} | {decree.type}, graph)
    units = {unit for unit in (decree.issuer, *(m.unit for m in decree.units)) if unit}
    yield from issuer_quads(units, graph)


def works_concerned(case: Case) -> set[str]:
    """Return the ids of the works cited, of those they are judged on and of the candidates.

    The decree's own instrument is none of them: a registry entry of its number under another
    title must not be merged with it.
    """
    found: set[str] = set()
    for citation in case.decree.citations:
        found.update(citation.candidates)
        for work in (case.work(citation), judged_work(case, citation)):
            if work is not None:
                found.add(work)
    return found - {case.decree.id}
