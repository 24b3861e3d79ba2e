"""The form of a decree as facts: points of form, repeated names, words written wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.graph import nt
from zikg.graph.drafting import Point
from zikg.graph.nt import TYPE, Fact, term
from zikg.graph.spelling import Slips
from zikg.model import TitleMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nodes import Names, Node

_YEARS: Final = frozenset(("budget-year",))


def form_facts(naming: Names) -> Iterator[Fact]:
    """Return the points of form, the mentions of the decree's name and the slips of spelling.

    Args:
        naming: the nodes of the decree.
    """
    for local, found in naming.nodes.items():
        node, thing = nt.node(local), found.thing
        if isinstance(thing, Point):
            yield node, TYPE, term("FormPoint")
            yield from _placed(node, found, naming)
            yield from _point(node, thing)
        elif isinstance(thing, TitleMention):
            yield node, TYPE, term("NameMention")
            yield from _placed(node, found, naming)
            yield node, term("reads"), nt.words(thing.text)
        elif isinstance(thing, Slips):
            yield node, TYPE, term("SpellingNote")
            yield from _placed(node, found, naming)
            yield from _slips(local, thing)


def _placed(node: str, found: Node, naming: Names) -> Iterator[Fact]:
    yield node, term("inDecree"), nt.node(naming.document)
    yield node, term("judgedIn"), nt.node(f"{naming.document}/run")
    if found.section:
        yield node, term("section"), nt.words(found.section)
    if found.item:
        yield node, term("item"), nt.words(found.item)


def _point(node: str, point: Point) -> Iterator[Fact]:
    yield node, term("formPoint"), nt.words(point.of)
    yield node, term("reads"), nt.words(point.reads)
    if point.right is not None:
        yield node, term("rightForm"), nt.words(point.right)
    if point.usual is not None:
        yield node, term("usualForm"), nt.words(point.usual)
    if point.count is not None:
        yield node, term("perDay"), nt.whole(point.count)
    if point.of in _YEARS:
        yield node, term("budgetYear"), nt.year(int(point.reads))


def _slips(local: str, slips: Slips) -> Iterator[Fact]:
    for place, slip in enumerate(slips.words, start=1):
        word = nt.node(f"{local}/{place}")
        yield nt.node(local), term("hasSlip"), word
        yield word, TYPE, term("Slip")
        yield word, term("slipKind"), nt.words(slip.kind)
        yield word, term("reads"), nt.words(slip.reads)
        if slip.right:
            yield word, term("rightForm"), nt.words(slip.right)
