"""Everything that follows, at the judged date, from a decree, its run and the registry.

The one-hop facts of docs/graph.md ("Run and what reason adds"): they make every shape a basic
graph pattern. They hang on the decree and its parts, never on works or changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.graph import nt
from zikg.graph.citations import cites
from zikg.graph.discrepancies import Discrepancy
from zikg.graph.nt import TYPE, Fact, term
from zikg.reason.amendments import amendment_facts
from zikg.reason.basis import basis_facts, identity_facts
from zikg.reason.case import Case
from zikg.reason.citing_form import form_facts
from zikg.reason.coverage import coverage_facts
from zikg.reason.gazettes import gazette_facts
from zikg.reason.naming import naming_facts
from zikg.reason.order import order_facts
from zikg.reason.quality import quality_facts
from zikg.reason.relations import relation_facts
from zikg.reason.rows import row_facts
from zikg.reason.standing import standing_facts
from zikg.reason.titles import title_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from zikg.graph.terms import Graph
    from zikg.model import Decree, Run
    from zikg.registry import Registry


def inferred_facts(
    decree: Decree, run: Run, registry: Registry, *, whole: bool = True
) -> Iterator[Fact]:
    """Return the facts that are certain over the whole of the judged interval.

    Args:
        decree: the decree as read.
        run: the judged date and today.
        registry: what is known of the instruments cited.
        whole: with the facts of form, which only an examination asks for; a store holds the others.
    """
    case = Case(decree, run, registry, whole)
    yield from _of_law(case)
    if whole:
        yield from _of_form(case)


def inferred_quads(
    decree: Decree, run: Run, registry: Registry, graph: Graph | None = None
) -> Iterator[Quad]:
    """Return the same as `inferred_facts` as quads.

    Args:
        decree: the decree as read.
        run: the judged date and today.
        registry: what is known of the instruments cited.
        graph: the graph to write into; the default graph unless told.
    """
    return nt.quads(inferred_facts(decree, run, registry), graph)


def _of_law(case: Case) -> Iterator[Fact]:
    """Return what the decree cites, rests on and covers, as it stands at the judged date."""
    yield from standing_facts(case)
    yield from relation_facts(case)
    yield from amendment_facts(case)
    if case.decree.is_decree:
        yield from basis_facts(case)
        yield from identity_facts(case)
        yield from coverage_facts(case)
        yield from cites(case.decree)


def _of_form(case: Case) -> Iterator[Fact]:
    """Return how the decree is written: what a rule of drafting looks at."""
    yield from gazette_facts(case)
    yield from order_facts(case)
    yield from title_facts(case)
    yield from form_facts(case)
    if case.decree.is_decree:
        yield from row_facts(case)
        yield from quality_facts(case)
        yield from naming_facts(case)
        yield from _discrepancies(case)


def _discrepancies(case: Case) -> Iterator[Fact]:
    for local, found in case.naming.nodes.items():
        pair = found.thing
        if not isinstance(pair, Discrepancy):
            continue
        node = nt.node(local)
        yield node, TYPE, term("Inconsistency")
        yield node, term("inDecree"), case.document
        yield node, term("judgedIn"), nt.node(f"{case.naming.document}/run")
        yield node, term("section"), nt.words(pair.section)
        yield node, term("of"), nt.words(pair.of)
        yield node, term("readsOne"), nt.words(pair.one.value)
        yield node, term("readsOther"), nt.words(pair.other.value)
