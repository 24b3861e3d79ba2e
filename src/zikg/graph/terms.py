"""Terms of the graph: how ids, words and dates become nodes and literals of pyoxigraph."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from zikg.iri import instrument_iri
from zikg.namespaces import BASE, RDF, XSD, ZIKG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zikg.model import Interval

Graph: TypeAlias = NamedNode | DefaultGraph

TYPE: Final = NamedNode(RDF + "type")
_BOOLEAN: Final = NamedNode(XSD + "boolean")
_DATE: Final = NamedNode(XSD + "date")
_DECIMAL: Final = NamedNode(XSD + "decimal")
_INTEGER: Final = NamedNode(XSD + "integer")
_YEAR: Final = NamedNode(XSD + "gYear")


@cache
def term(name: str) -> NamedNode:
    """Return a term of our own ontology: ``term("standing")`` is ``zikg:standing``."""
    return NamedNode(ZIKG + name)


def node(local: str) -> NamedNode:
    """Return the node of a path below the base: ``dokumen/ab12/mengingat/3``, ``zi/2021/6/p3``."""
    return NamedNode(BASE + local)


def work(identifier: str) -> NamedNode:
    """Return the node of a legal instrument by its short id, ``uu/ri/2014/5``."""
    return NamedNode(instrument_iri(identifier))


def org(slug: str) -> NamedNode:
    """Return the node of an institution or unit by its slug, ``kpu-kab-bintan``."""
    return NamedNode(f"{BASE}org/{slug}")


def kind(name: str) -> NamedNode:
    """Return the concept of a type of instrument, ``type/uu``."""
    return NamedNode(f"{BASE}type/{name}")


def day(value: date) -> Literal:
    """Return an ``xsd:date``; partial dates never become one (design section 5)."""
    return Literal(value.isoformat(), datatype=_DATE)


def year(value: int) -> Literal:
    """Return an ``xsd:gYear``."""
    return Literal(f"{value:04d}", datatype=_YEAR)


def whole(value: int) -> Literal:
    """Return an ``xsd:integer``."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """Return a canonical ``xsd:decimal``, with its point: what Turtle reads back."""
    return Literal(str(float(value)), datatype=_DECIMAL)


def flag(value: bool) -> Literal:
    """Return an ``xsd:boolean`` in its canonical form."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def bounds(subject: NamedNode, name: str, when: Interval) -> Iterator[Triple]:
    """Return the two triples of an interval: ``{name}Earliest`` and ``{name}Latest``."""
    yield Triple(subject, term(f"{name}Earliest"), day(when.earliest))
    yield Triple(subject, term(f"{name}Latest"), day(when.latest))


def into(graph: Graph, statements: Iterable[Triple]) -> Iterator[Quad]:
    """Return statements as quads of one graph."""
    # To name the default graph costs more than all else that makes a quad.
    beside = () if isinstance(graph, DefaultGraph) else (graph,)
    for statement in statements:
        yield Quad(statement.subject, statement.predicate, statement.object, *beside)
