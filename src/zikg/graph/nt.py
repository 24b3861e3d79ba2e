"""Facts in the words that N-Triples has for their terms (RDF 1.1 N-Triples, section 2).

A decree says a thousand and more of them. As plain text they are written into a store as they are
and put into the index of the compiled checks as they are; as quads of pyoxigraph only for who
asks for quads. What is said of the registry, once for all decrees, is in `zikg.graph.terms`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from zikg.graph import terms
from zikg.namespaces import RDF, XSD, ZIKG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pyoxigraph import DefaultGraph, Quad

    from zikg.model import Interval

Fact: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object, each as N-Triples writes it."""

TYPE: Final = f"<{RDF}type>"
_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_KEPT: Final = 8_192
"""Nodes remembered: those of one decree are said ten times each, works by every decree."""


@cache
def iri(value: str) -> str:
    """Return a term of a vocabulary, given whole: ``iri(ELI + "number")``.

    Raises:
        ValueError: it is no IRI.
    """
    return str(NamedNode(value))


@cache
def term(name: str) -> str:
    """Return a term of our own ontology: ``term("standing")`` is ``zikg:standing``."""
    return iri(ZIKG + name)


@lru_cache(_KEPT)
def node(local: str) -> str:
    """Return the node of a path below the base: ``dokumen/ab12/mengingat/3``, ``zi/2021/6/p3``.

    Raises:
        ValueError: it makes no IRI.
    """
    return str(terms.node(local))


@lru_cache(_KEPT)
def work(identifier: str) -> str:
    """Return the node of a legal instrument by its short id, ``uu/ri/2014/5``.

    Raises:
        IdentityError: the text is not the id of an instrument.
    """
    return str(terms.work(identifier))


@lru_cache(_KEPT)
def org(slug: str) -> str:
    """Return the node of an institution or unit by its slug, ``kpu-kab-bintan``."""
    return str(terms.org(slug))


@cache
def kind(name: str) -> str:
    """Return the concept of a type of instrument, ``type/uu``."""
    return str(terms.kind(name))


def words(value: str) -> str:
    r"""Return plain words, without a language tag: they are quoted, not translated.

    Example:
        >>> print(words('Tim "Kerja"'))
        "Tim \"Kerja\""
    """
    return str(Literal(value)) if _ESCAPED.search(value) else f'"{value}"'


@lru_cache(_KEPT)
def day(value: date) -> str:
    """Return an ``xsd:date``; partial dates never become one (design section 5).

    Example:
        >>> from datetime import date
        >>> day(date(2025, 1, 6))
        '"2025-01-06"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    return f'"{value.isoformat()}"^^<{XSD}date>'


def year(value: int) -> str:
    """Return an ``xsd:gYear``."""
    return f'"{value:04d}"^^<{XSD}gYear>'


def whole(value: int) -> str:
    """Return an ``xsd:integer``."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """Return a canonical ``xsd:decimal``, with its point: what Turtle reads back."""
    return f'"{float(value)}"^^<{XSD}decimal>'


def flag(value: bool) -> str:
    """Return an ``xsd:boolean`` in its canonical form."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def bounds(subject: str, name: str, when: Interval) -> Iterator[Fact]:
    """Return the two facts of an interval: ``{name}Earliest`` and ``{name}Latest``."""
    yield subject, term(f"{name}Earliest"), day(when.earliest)
    yield subject, term(f"{name}Latest"), day(when.latest)


def lines(facts: Iterable[Fact], graph: NamedNode | DefaultGraph | None = None) -> str:
    """Return facts as N-Quads (of a named graph) or N-Triples, one a line.

    Args:
        facts: the facts.
        graph: the graph they are in; the default graph unless told.

    Example:
        >>> print(lines([("<a:b>", "<a:c>", words("x"))], NamedNode("a:g")), end="")
        <a:b> <a:c> "x" <a:g> .
    """
    end = f" {graph} .\n" if isinstance(graph, NamedNode) else " .\n"
    return "".join([f"{subject} {predicate} {value}{end}" for subject, predicate, value in facts])


def quads(facts: Iterable[Fact], graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
    """Return facts as quads of pyoxigraph.

    Args:
        facts: the facts.
        graph: the graph they are in; the default graph unless told.
    """
    return parse(lines(facts, graph), format=RdfFormat.N_QUADS)
