"""Which statements a document has brought into the store, found again from the store alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, Quad

from zikg.namespaces import (
    BASE,
    ELI,
    GRAPH_EVIDENCE,
    GRAPH_FINDINGS,
    GRAPH_INFERRED,
    GRAPH_RUN,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from zikg.store import Reader

SHARED_GRAPHS: Final = (GRAPH_INFERRED, GRAPH_EVIDENCE, GRAPH_RUN, GRAPH_FINDINGS)
"""Graphs that hold statements of many documents."""
_BACK: Final = "SELECT DISTINCT ?s { GRAPH <%s> { ?s zikg:inDecree <%s> } }"
_LINKS: Final = """
SELECT DISTINCT ?d ?cited ?based {
  GRAPH ?g {
    ?d zikg:realises <%s> .
    ?c zikg:inDecree ?d ; zikg:citesWork ?cited .
    OPTIONAL { ?c a zikg:BaseCitation , zikg:LegalBasis ; zikg:citesWork ?based }
  }
}"""
_CITES: Final = NamedNode(ELI + "cites")
_BASED: Final = NamedNode(ELI + "based_on")


def statements_of(
    store: Reader, local: str, also: Collection[str] = ()
) -> tuple[list[str], list[Quad]]:
    """Return the graphs that are a document's own, and its statements in the shared graphs.

    They hang on nodes below the document; of the links between instruments those are its own that
    no other document of the same instrument gives. Found by following the nodes, so that the cost
    is that of the document and not of the store.

    Args:
        store: the store.
        local: the id, ``dokumen/ab12...`` or ``graph/rdf/ab12...``.
        also: ids of other documents that go with it: they keep no link alive.
    """
    if local.startswith("graph/"):
        node = f"{BASE}{local}"
        quads = list(store.about(GRAPH_RUN, (node,)))
        quads += store.about(GRAPH_RUN, _within(quads, f"{node}/berkas/"))
        return [node], quads
    document, graph = f"{BASE}{local}", f"{BASE}graph/{local}"
    todo, works = {document, f"{document}/run"}, set[str]()
    for quad in store.quads(graph):
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and _below(term.value, document):
                todo.add(term.value)
        if quad.predicate.value.endswith("#realises"):
            works.add(str(getattr(quad.object, "value", "")))
    for name in (GRAPH_INFERRED, GRAPH_FINDINGS):
        answer: Any = store.query(_BACK % (name, document))
        todo.update(row["s"].value for row in answer)
    quads, seen = [], set[str]()
    while todo:
        seen |= todo
        found = [quad for name in SHARED_GRAPHS for quad in store.about(name, sorted(todo))]
        quads += found
        todo = {node for node in _within(found, f"{document}/") if node not in seen}
    for work in works:
        quads += _links(store, work, {document, *(f"{BASE}{other}" for other in also)})
    return [graph], quads


def _below(node: str, document: str) -> bool:
    return node == document or node.startswith(f"{document}/")


def _within(quads: Iterable[Quad], start: str) -> set[str]:
    return {
        quad.object.value
        for quad in quads
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(start)
    }


def _links(store: Reader, work: str, going: Collection[str]) -> set[Quad]:
    """Return the links of an instrument that only the documents that go have given."""
    subject, graph = NamedNode(work), NamedNode(GRAPH_INFERRED)
    gone, kept = set[Quad](), set[Quad]()
    answer: Any = store.query(_LINKS % work)
    for row in answer:
        links = {Quad(subject, _CITES, row["cited"], graph)}
        if row["based"] is not None:
            links.add(Quad(subject, _BASED, row["based"], graph))
        (gone if row["d"].value in going else kept).update(links)
    return gone - kept
