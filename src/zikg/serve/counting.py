"""How much of what the data hold, as VoID: https://www.w3.org/TR/void/#statistics."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions

from zikg.namespaces import BASE, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

VOID: Final = "http://rdfs.org/ns/void#"
GRAPH_VOID: Final = NamedNode(BASE + "graph/void")
DATASET: Final = NamedNode(BASE + "dataset")
_INTEGER: Final = NamedNode(XSD + "integer")
_TYPE: Final = NamedNode(RDF + "type")

_CLASSES: Final = """SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class"""
_PROPERTIES: Final = """SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"""
_TOTALS: Final = (
    ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("entities", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }"),
    ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
    ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
)


def partitions(store: Store) -> Iterator[Quad]:
    """Return the statistics of the default graph, to stand in `GRAPH_VOID` and in itself.

    Args:
        store: the dataset, its default graph made.
    """
    told: list[tuple[NamedNode, str, Any]] = [(DATASET, "", NamedNode(VOID + "Dataset"))]
    for name, query in _TOTALS:
        told.append((DATASET, name, _number(_rows(store, query)[0]["n"].value)))
    for kind, query in (("class", _CLASSES), ("property", _PROPERTIES)):
        found = _rows(store, query)
        many = "classes" if kind == "class" else "properties"
        told.append((DATASET, many, _number(len(found))))
        for row in found:
            thing = row[0]
            if not isinstance(thing, NamedNode):
                continue
            digest = sha256(thing.value.encode()).hexdigest()[:12]
            part = NamedNode(f"{DATASET.value}/{kind}/{digest}")
            told.append((DATASET, f"{kind}Partition", part))
            told.append((part, kind, thing))
            counted = "entities" if kind == "class" else "triples"
            told.append((part, counted, _number(row["n"].value)))
    for graph in (GRAPH_VOID, DefaultGraph()):
        for subject, name, value in told:
            predicate = NamedNode(VOID + name) if name else _TYPE
            yield Quad(subject, predicate, value, graph)


def _rows(store: Store, query: str) -> list[Any]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return list(found)


def _number(value: Any) -> Literal:
    return Literal(str(value), datatype=_INTEGER)
