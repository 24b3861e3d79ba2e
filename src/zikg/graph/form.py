"""The form of a decree as triples: points of form, repeated names, words written wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from zikg.graph import terms
from zikg.graph.drafting import Point
from zikg.graph.spelling import Slips
from zikg.graph.terms import TYPE, Statement, term
from zikg.model import TitleMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nodes import Names, Node

_YEARS: Final = frozenset(("budget-year",))


def form_triples(naming: Names) -> Iterator[Statement]:
    """Return the points of form, the mentions of the decree's name and the slips of spelling.

    Args:
        naming: the nodes of the decree.
    """
    for local, found in naming.nodes.items():
        node, thing = terms.node(local), found.thing
        if isinstance(thing, Point):
            yield node, TYPE, term("FormPoint")
            yield from _placed(node, found, naming)
            yield from _point(node, thing)
        elif isinstance(thing, TitleMention):
            yield node, TYPE, term("NameMention")
            yield from _placed(node, found, naming)
            yield node, term("reads"), Literal(thing.text)
        elif isinstance(thing, Slips):
            yield node, TYPE, term("SpellingNote")
            yield from _placed(node, found, naming)
            yield from _slips(local, thing)


def _placed(node: NamedNode, found: Node, naming: Names) -> Iterator[Statement]:
    yield node, term("inDecree"), terms.node(naming.document)
    yield node, term("judgedIn"), terms.node(f"{naming.document}/run")
    if found.section:
        yield node, term("section"), Literal(found.section)
    if found.item:
        yield node, term("item"), Literal(found.item)


def _point(node: NamedNode, point: Point) -> Iterator[Statement]:
    yield node, term("formPoint"), Literal(point.of)
    yield node, term("reads"), Literal(point.reads)
    if point.right is not None:
        yield node, term("rightForm"), Literal(point.right)
    if point.usual is not None:
        yield node, term("usualForm"), Literal(point.usual)
    if point.count is not None:
        yield node, term("perDay"), terms.whole(point.count)
    if point.of in _YEARS:
        yield node, term("budgetYear"), terms.year(int(point.reads))


def _slips(local: str, slips: Slips) -> Iterator[Statement]:
    for place, slip in enumerate(slips.words, start=1):
        word = terms.node(f"{local}/{place}")
        yield terms.node(local), term("hasSlip"), word
        yield word, TYPE, term("Slip")
        yield word, term("slipKind"), Literal(slip.kind)
        yield word, term("reads"), Literal(slip.reads)
        if slip.right:
            yield word, term("rightForm"), Literal(slip.right)
