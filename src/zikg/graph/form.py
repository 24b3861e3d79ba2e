"""The form of a decree as triples: points of form, repeated names, words written wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from zikg.graph import terms
from zikg.graph.drafting import Point
from zikg.graph.spelling import Slips
from zikg.graph.terms import TYPE, term
from zikg.model import TitleMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nodes import Names, Node

_YEARS: Final = frozenset(("budget-year",))


def form_triples(naming: Names) -> Iterator[Triple]:
    """Return the points of form, the mentions of the decree's name and the slips of spelling.

    Args:
        naming: the nodes of the decree.
    """
    for local, found in naming.nodes.items():
        node, thing = terms.node(local), found.thing
        if isinstance(thing, Point):
            yield Triple(node, TYPE, term("FormPoint"))
            yield from _placed(node, found, naming)
            yield from _point(node, thing)
        elif isinstance(thing, TitleMention):
            yield Triple(node, TYPE, term("NameMention"))
            yield from _placed(node, found, naming)
            yield Triple(node, term("reads"), Literal(thing.text))
        elif isinstance(thing, Slips):
            yield Triple(node, TYPE, term("SpellingNote"))
            yield from _placed(node, found, naming)
            yield from _slips(local, thing)


def _placed(node: NamedNode, found: Node, naming: Names) -> Iterator[Triple]:
    yield Triple(node, term("inDecree"), terms.node(naming.document))
    yield Triple(node, term("judgedIn"), terms.node(f"{naming.document}/run"))
    if found.section:
        yield Triple(node, term("section"), Literal(found.section))
    if found.item:
        yield Triple(node, term("item"), Literal(found.item))


def _point(node: NamedNode, point: Point) -> Iterator[Triple]:
    yield Triple(node, term("formPoint"), Literal(point.of))
    yield Triple(node, term("reads"), Literal(point.reads))
    if point.right is not None:
        yield Triple(node, term("rightForm"), Literal(point.right))
    if point.usual is not None:
        yield Triple(node, term("usualForm"), Literal(point.usual))
    if point.count is not None:
        yield Triple(node, term("perDay"), terms.whole(point.count))
    if point.of in _YEARS:
        yield Triple(node, term("budgetYear"), terms.year(int(point.reads)))


def _slips(local: str, slips: Slips) -> Iterator[Triple]:
    for place, slip in enumerate(slips.words, start=1):
        word = terms.node(f"{local}/{place}")
        yield Triple(terms.node(local), term("hasSlip"), word)
        yield Triple(word, TYPE, term("Slip"))
        yield Triple(word, term("slipKind"), Literal(slip.kind))
        yield Triple(word, term("reads"), Literal(slip.reads))
        if slip.right:
            yield Triple(word, term("rightForm"), Literal(slip.right))
