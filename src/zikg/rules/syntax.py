"""The tree of a query of the shapes file: patterns, groups, expressions (SPARQL 1.1, 19.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Var:
    """A variable."""

    name: str


Term: TypeAlias = Var | str
"""A variable, or a constant as N-Triples writes it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One triple pattern; ``repeated`` where the predicate stands with a star."""

    subject: Term
    predicate: str
    object: Term
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function and what it is applied to."""

    name: str
    args: tuple[Expr, ...]


Expr: TypeAlias = Term | Call


@dataclass(frozen=True, slots=True)
class Optional:
    """``OPTIONAL { ... }``."""

    group: Group


@dataclass(frozen=True, slots=True)
class Union:
    """``{ ... } UNION { ... }``."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """``FILTER NOT EXISTS { ... }``."""

    group: Group


@dataclass(frozen=True, slots=True)
class Filter:
    """``FILTER (...)``."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class Bind:
    """``BIND (... AS ?name)``."""

    expr: Expr
    name: str


Element: TypeAlias = Pattern | Optional | Union | Absent | Filter | Bind
Group: TypeAlias = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query: what it gives, its pattern, its order; ``counted`` is the variable of a COUNT."""

    names: tuple[str, ...]
    distinct: bool
    group: Group
    order: tuple[tuple[str, bool], ...]
    counted: str = ""


def variables(element: Element | Group | Expr) -> Iterator[str]:
    """Give the names of the variables that occur in a part of a query."""
    if isinstance(element, Var):
        yield element.name
    elif isinstance(element, tuple):
        for part in element:
            yield from variables(part)
    elif isinstance(element, Pattern):
        yield from variables((element.subject, element.object))  # type: ignore[arg-type]
    elif isinstance(element, Optional | Absent):
        yield from variables(element.group)
    elif isinstance(element, Union):
        for group in element.groups:
            yield from variables(group)
    elif isinstance(element, Filter):
        yield from variables(element.expr)
    elif isinstance(element, Bind):
        yield element.name
        yield from variables(element.expr)
    elif isinstance(element, Call):
        for argument in element.args:
            yield from variables(argument)
