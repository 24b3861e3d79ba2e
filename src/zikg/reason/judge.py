"""Everything that follows, at the judged date, from a decree, its run and the registry.

The one-hop facts of docs/graph.md ("Run and what reason adds"): they make every shape a basic
graph pattern. They hang on the decree and its parts, never on works or changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, Quad, Triple

from zikg.graph import terms
from zikg.graph.citations import cites
from zikg.graph.discrepancies import Discrepancy
from zikg.graph.terms import TYPE, term
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

    from zikg.model import Decree, Run
    from zikg.registry import Registry

_DEFAULT: Final = DefaultGraph()


def inferred_quads(
    decree: Decree,
    run: Run,
    registry: Registry,
    graph: terms.Graph = _DEFAULT,
    *,
    whole: bool = True,
) -> Iterator[Quad]:
    """Return the facts that are certain over the whole of the judged interval.

    Args:
        decree: the decree as read.
        run: the judged date and today.
        registry: what is known of the instruments cited.
        graph: the graph to write into; the default graph unless told.
        whole: with the facts of form, which only an examination asks for; a store holds the others.
    """
    case = Case(decree, run, registry, whole)
    yield from terms.into(graph, _of_law(case))
    if whole:
        yield from terms.into(graph, _of_form(case))


def _of_law(case: Case) -> Iterator[terms.Statement]:
    """Return what the decree cites, rests on and covers, as it stands at the judged date."""
    yield from standing_facts(case)
    yield from relation_facts(case)
    yield from amendment_facts(case)
    if case.decree.is_decree:
        yield from basis_facts(case)
        yield from identity_facts(case)
        yield from coverage_facts(case)
        yield from cites(case.decree)


def _of_form(case: Case) -> Iterator[terms.Statement]:
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


def _discrepancies(case: Case) -> Iterator[Triple]:
    for local, found in case.naming.nodes.items():
        pair = found.thing
        if not isinstance(pair, Discrepancy):
            continue
        node = terms.node(local)
        yield Triple(node, TYPE, term("Inconsistency"))
        yield Triple(node, term("inDecree"), case.document)
        yield Triple(node, term("judgedIn"), terms.node(f"{case.naming.document}/run"))
        yield Triple(node, term("section"), Literal(pair.section))
        yield Triple(node, term("of"), Literal(pair.of))
        yield Triple(node, term("readsOne"), Literal(pair.one.value))
        yield Triple(node, term("readsOther"), Literal(pair.other.value))
