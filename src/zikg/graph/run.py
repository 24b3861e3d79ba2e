"""The facts of a run: at which date a decree is judged, and by which guideline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, Quad, Triple

from zikg.graph import terms
from zikg.graph.nodes import document_id
from zikg.graph.terms import TYPE, term
from zikg.registry.status import regime_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree, Run
    from zikg.registry import Registry

_DEFAULT: Final = DefaultGraph()


def run_quads(
    decree: Decree, run: Run, registry: Registry, graph: terms.Graph = _DEFAULT
) -> Iterator[Quad]:
    """Return the facts of one run (docs/graph.md, "Run").

    Args:
        decree: the decree judged.
        run: the judged date and today.
        registry: knows which guideline was in force when.
        graph: the graph to write into; the default graph unless told.
    """
    yield from terms.into(graph, _triples(decree, run, registry))


def _triples(decree: Decree, run: Run, registry: Registry) -> Iterator[Triple]:
    node = terms.node(f"{document_id(decree)}/run")
    yield Triple(node, TYPE, term("Run"))
    yield from terms.bounds(node, "judged", run.judged)
    if run.judged.exact:
        yield Triple(node, term("judgedAt"), terms.day(run.judged.earliest))
    yield Triple(node, term("judgedBasis"), Literal(run.basis))
    yield Triple(node, term("asOf"), terms.day(run.as_of))
    yield Triple(node, term("final"), terms.flag(run.final))
    regime, state = regime_at(registry, run.judged)
    yield Triple(node, term("regimeState"), Literal(state))
    if regime:
        yield Triple(node, term("regime"), terms.node(f"zi/{regime}"))
