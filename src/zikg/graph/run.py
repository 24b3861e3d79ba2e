"""The facts of a run: at which date a decree is judged, and by which guideline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.graph import nt
from zikg.graph.nodes import document_id
from zikg.graph.nt import TYPE, Fact, term
from zikg.registry.status import regime_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from zikg.graph.terms import Graph
    from zikg.model import Decree, Run
    from zikg.registry import Registry


def run_facts(decree: Decree, run: Run, registry: Registry) -> Iterator[Fact]:
    """Return the facts of one run (docs/graph.md, "Run").

    Args:
        decree: the decree judged.
        run: the judged date and today.
        registry: knows which guideline was in force when.
    """
    node = nt.node(f"{document_id(decree)}/run")
    yield node, TYPE, term("Run")
    yield from nt.bounds(node, "judged", run.judged)
    if run.judged.exact:
        yield node, term("judgedAt"), nt.day(run.judged.earliest)
    yield node, term("judgedBasis"), nt.words(run.basis)
    yield node, term("asOf"), nt.day(run.as_of)
    yield node, term("final"), nt.flag(run.final)
    regime, state = regime_at(registry, run.judged)
    yield node, term("regimeState"), nt.words(state)
    if regime:
        yield node, term("regime"), nt.node(f"zi/{regime}")


def run_quads(
    decree: Decree, run: Run, registry: Registry, graph: Graph | None = None
) -> Iterator[Quad]:
    """Return the same as `run_facts` as quads.

    Args:
        decree: the decree judged.
        run: the judged date and today.
        registry: knows which guideline was in force when.
        graph: the graph to write into; the default graph unless told.
    """
    return nt.quads(run_facts(decree, run, registry), graph)
