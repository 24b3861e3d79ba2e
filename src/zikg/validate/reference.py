"""The reference engine: pySHACL on the small graph of one decree.

pySHACL reads a `pyoxigraph.Store` as it is, which costs an eighth of the same graph in rdflib.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import Literal, NamedNode, Store

from zikg.errors import BuildError
from zikg.namespaces import DCTERMS, RDFS, SH, SKOS, XSD, ZIKG
from zikg.rules import Shape, catalogue, turtle
from zikg.validate.violation import Value, Violation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

_DOCUMENTING: Final = (ZIKG, SKOS, DCTERMS, RDFS, SH + "message")
"""Predicates that explain a shape and do not constrain: left out, pySHACL need not read them."""


def violations(store: Store, shapes: Iterable[Shape] | None = None) -> frozenset[Violation]:
    """Return what pySHACL finds.

    Args:
        store: the graph of one decree, in the default graph.
        shapes: the shapes to run; all of them unless told.

    Raises:
        BuildError: pySHACL refused the shapes or the graph.
    """
    from pyshacl import validate

    by_iri = {shape.iri: shape for rule in catalogue() for shape in rule.shapes}
    wanted = tuple(by_iri) if shapes is None else tuple(shape.iri for shape in shapes)
    _, report, text = validate(cast("Any", store), shacl_graph=shapes_graph(wanted), advanced=False)
    if not hasattr(report, "subject_objects"):
        raise BuildError(f"pySHACL: {text}")
    return frozenset(_results(report, by_iri))


@cache
def shapes_graph(wanted: tuple[str, ...]) -> Graph:
    """Return the shapes of these IRIs as an rdflib graph, without their explanations."""
    from rdflib import BNode, Graph, URIRef
    from rdflib import Literal as Text

    def node(term: Any) -> Any:
        if isinstance(term, NamedNode):
            return URIRef(term.value)
        if isinstance(term, Literal):
            if term.language:
                return Text(term.value, lang=term.language)
            kind = term.datatype.value
            return Text(term.value, datatype=None if kind == XSD + "string" else URIRef(kind))
        return BNode(term.value)

    every = {shape.iri for rule in catalogue() for shape in rule.shapes}
    left_out = every.difference(wanted)
    graph = Graph()
    for triple in turtle.triples():
        predicate = triple.predicate.value
        if getattr(triple.subject, "value", "") in left_out:
            continue
        if not predicate.startswith(_DOCUMENTING):
            graph.add((node(triple.subject), URIRef(predicate), node(triple.object)))
    return graph


def _results(report: Any, by_iri: dict[str, Shape]) -> Iterable[Violation]:
    from rdflib import URIRef

    def one(subject: Any, name: str) -> Any:
        return report.value(subject, URIRef(SH + name))

    for result in report.objects(None, URIRef(SH + "result")):
        shape = by_iri[str(one(result, "sourceShape"))]
        focus, value = one(result, "focusNode"), one(result, "value")
        # Without a value of its own a result carries its focus as value (SHACL section 5.3.2).
        told = None if value is None or value == focus else _term(value)
        yield Violation(shape, NamedNode(str(focus)), told)


def _term(value: Any) -> Value:
    from rdflib import URIRef

    if isinstance(value, URIRef):
        return NamedNode(str(value))
    if value.language:
        return Literal(str(value), language=value.language)
    if value.datatype is None:
        return Literal(str(value))
    return Literal(str(value), datatype=NamedNode(str(value.datatype)))
