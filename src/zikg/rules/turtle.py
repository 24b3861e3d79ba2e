"""The triples of ``shapes/*.ttl``, by subject and predicate."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from zikg.namespaces import BASE, PREFIXES
from zikg.resources import path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Term: TypeAlias = NamedNode | BlankNode | Literal
Node: TypeAlias = dict[str, list[Term]]

NAMES: Final = {**PREFIXES, "type": BASE + "type/"}
"""The prefixes of the queries in ``shapes/``."""
_WRITTEN_WITH: Final = "https://w3id.org/zikg/"


def files() -> tuple[Path, ...]:
    """Return the shapes files in the order of their names."""
    return tuple(sorted(path("shapes").glob("*.ttl")))


def read(paths: Iterable[Path]) -> tuple[Triple, ...]:
    """Return the triples of some Turtle files, under the base of this installation."""
    found: list[Triple] = []
    for file in paths:
        text = file.read_text(encoding="utf-8")
        if BASE != _WRITTEN_WITH:
            text = text.replace(_WRITTEN_WITH, BASE)
        found.extend(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    return tuple(found)


@cache
def triples() -> tuple[Triple, ...]:
    """Return all triples of ``shapes/``; read once a process."""
    return read(files())


def by_subject(found: Iterable[Triple]) -> dict[str, Node]:
    """Return triples as ``{subject: {predicate: [objects]}}``, in the order of the file."""
    nodes: dict[str, Node] = {}
    for triple in found:
        node = nodes.setdefault(str(getattr(triple.subject, "value", triple.subject)), {})
        objects = node.setdefault(triple.predicate.value, [])
        if not isinstance(triple.object, Triple):
            objects.append(triple.object)
    return nodes


@cache
def nodes() -> dict[str, Node]:
    """Return ``shapes/`` by subject; read once a process."""
    return by_subject(triples())


def value(node: Node, predicate: str) -> str | None:
    """Return the one plain value of a predicate, or ``None``."""
    found = node.get(predicate)
    return found[0].value if found else None


def values(node: Node, predicate: str) -> tuple[str, ...]:
    """Return all plain values of a predicate, in the order of the file."""
    return tuple(term.value for term in node.get(predicate, ()))


def texts(node: Node, predicate: str) -> dict[str, str]:
    """Return the texts of a predicate by language; one without a tag serves both."""
    found: dict[str, str] = {}
    for term in node.get(predicate, ()):
        if isinstance(term, Literal) and term.language:
            found[term.language] = term.value
    for term in node.get(predicate, ()):
        if isinstance(term, Literal) and not term.language:
            found.setdefault("id", term.value)
            found.setdefault("en", term.value)
    return found
