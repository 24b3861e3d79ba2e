"""The sentences that facts are told in, and words for the literals of the graph (data)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from zikg.namespaces import BASE, RDF, RDFS, SKOS, ZIKG
from zikg.rules import turtle
from zikg.rules.turtle import texts, value, values

FACT: Final = BASE + "fact/"


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: its sentence by language, and the query that finds it for a focus node.

    ``per_decree`` marks a fact that is the same for every focus node of a decree.
    """

    iri: str
    sentence: dict[str, str]
    select: str
    per_decree: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that could not be judged: the query that finds it and how it is said."""

    iri: str
    sentence: dict[str, str]
    select: str


@cache
def fact_kinds() -> dict[str, FactKind]:
    """Return the kinds of fact by IRI."""
    return {
        iri: FactKind(
            iri,
            texts(node, ZIKG + "sentence"),
            value(node, ZIKG + "select") or "",
            per_decree=value(node, ZIKG + "perDecree") == "true",
        )
        for iri, node in turtle.nodes().items()
        if ZIKG + "FactKind" in values(node, RDF + "type")
    }


@cache
def doubts() -> tuple[Doubt, ...]:
    """Return what is asked of every graph to say what could not be judged."""
    return tuple(
        Doubt(iri, texts(node, ZIKG + "sentence"), value(node, ZIKG + "select") or "")
        for iri, node in turtle.nodes().items()
        if ZIKG + "Doubt" in values(node, RDF + "type")
    )


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the words for literals of the graph: ``words()["place"]["id"]``."""
    return {
        value(node, SKOS + "notation") or "": texts(node, RDFS + "label")
        for node in turtle.nodes().values()
        if ZIKG + "Word" in values(node, RDF + "type")
    }
