"""The catalogue of rules as it stands in ``shapes/``: what each looks for, why, and what to do.

A rule is a code; it has one shape for each severity or kind of node that it is raised on. What a
shape does not say itself it takes from the rule (its first shape, ``rule/ZI201``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from zikg.namespaces import DCTERMS, RDF, RDFS, RULE, SH, ZIKG
from zikg.rules import turtle
from zikg.rules.turtle import Node, texts, value, values

if TYPE_CHECKING:
    from zikg.model import Severity

Scope: TypeAlias = Literal["all", "decree", "registry"]
"""What is validated: the graph of a decree, that of the registry, or (in tests) anything."""

SEVERITY_IRI: Final[dict[Severity, str]] = {
    "error": SH + "Violation",
    "warning": SH + "Warning",
    "info": SH + "Info",
}
"""The severities as SHACL names them, gravest first (SHACL section 2.1.4)."""
SEVERITY_OF: Final = {iri: severity for severity, iri in SEVERITY_IRI.items()}
_KNOWN: Final = frozenset(
    {RDF + "type", SH + "targetClass", SH + "severity", SH + "message", SH + "sparql"}
)
"""What a shape may say and still be run set-wise; anything else of SHACL is left to pySHACL."""
_DOCUMENTING: Final = (ZIKG, RDFS, DCTERMS, "http://www.w3.org/2004/02/skos/core#")


@dataclass(frozen=True, slots=True)
class Shape:
    """One named shape: whom it looks at, the query that finds a violation, how it is told.

    ``select`` is empty, and ``plain`` false, where the shape uses more of SHACL than one SPARQL
    constraint. ``marks`` names the piece of the focus that a finding points at, ``anchor`` the
    section whose heading it stands at where nothing else can be pointed at.
    """

    iri: str
    code: str
    severity: Severity
    targets: tuple[str, ...]
    select: str
    plain: bool
    message: dict[str, str] = field(hash=False)
    explain: str
    proves: str
    marks: str
    anchor: str

    @property
    def name(self) -> str:
        """The local name: ``ZI210-info``."""
        return self.iri.removeprefix(RULE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue; texts by language (``id``, ``en``).

    Example:
        >>> rule("ZI201").name
        'citation-superseded'
    """

    code: str
    name: str
    family: str
    severity: Severity
    label: dict[str, str]
    what: dict[str, str]
    why: dict[str, str]
    remedy: dict[str, str]
    source: dict[str, str]
    message: dict[str, str]
    example: dict[str, str]
    counter_example: dict[str, str]
    fix_kind: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    shapes: tuple[Shape, ...]


@cache
def catalogue() -> tuple[Rule, ...]:
    """Return all rules, by code."""
    return read(turtle.nodes())


@cache
def _by_code() -> dict[str, Rule]:
    return {found.code: found for found in catalogue()}


@cache
def shapes(scope: Scope = "all") -> tuple[Shape, ...]:
    """Return the shapes of all rules, of those for decrees, or of those for the registry.

    Args:
        scope: ``all``, ``decree`` or ``registry``; the family of a rule tells which it is for.
    """
    return tuple(
        shape
        for found in catalogue()
        if scope == "all" or (found.family == "registry") == (scope == "registry")
        for shape in found.shapes
    )


def rule(code: str) -> Rule:
    """Return one rule.

    Args:
        code: its code, ``ZI201``.

    Raises:
        KeyError: no rule has this code.
    """
    return _by_code()[code.upper()]


def read(nodes: dict[str, Node]) -> tuple[Rule, ...]:
    """Return the rules of a shapes graph given by subject, sorted by code."""
    shapes = [
        (iri, node)
        for iri, node in nodes.items()
        if SH + "NodeShape" in values(node, RDF + "type") and ZIKG + "code" in node
    ]
    heads = {value(node, ZIKG + "code"): node for iri, node in shapes if ZIKG + "ruleName" in node}
    rules = []
    for code, head in heads.items():
        assert code is not None
        own = [_shape(iri, node, head, nodes) for iri, node in shapes if _code(node) == code]
        rules.append(_rule(code, head, tuple(sorted(own, key=lambda shape: shape.iri))))
    return tuple(sorted(rules, key=lambda found: found.code))


def _code(node: Node) -> str | None:
    return value(node, ZIKG + "code")


def _rule(code: str, head: Node, shapes: tuple[Shape, ...]) -> Rule:
    return Rule(
        code=code,
        name=value(head, ZIKG + "ruleName") or "",
        family=value(head, ZIKG + "family") or "",
        severity=shapes[0].severity,
        label=texts(head, RDFS + "label"),
        what=texts(head, ZIKG + "what"),
        why=texts(head, ZIKG + "why"),
        remedy=texts(head, ZIKG + "remedy"),
        source=texts(head, DCTERMS + "source"),
        message=shapes[0].message,
        example=texts(head, ZIKG + "example"),
        counter_example=texts(head, ZIKG + "counterExample"),
        fix_kind=value(head, ZIKG + "fixKind") or "",
        opening=values(head, ZIKG + "opening"),
        closing=values(head, ZIKG + "closing"),
        shapes=shapes,
    )


def _shape(iri: str, node: Node, head: Node, nodes: dict[str, Node]) -> Shape:
    constraints = values(node, SH + "sparql")
    selects = values(nodes.get(constraints[0], {}), SH + "select") if constraints else ()
    extra = [name for name in node if name not in _KNOWN and not name.startswith(_DOCUMENTING)]

    def said(name: str) -> str:
        found = value(node, ZIKG + name)
        return found if found is not None else value(head, ZIKG + name) or ""

    return Shape(
        iri=iri,
        code=_code(node) or "",
        severity=SEVERITY_OF[value(node, SH + "severity") or SH + "Violation"],
        targets=values(node, SH + "targetClass"),
        select=selects[0] if selects else "",
        plain=len(constraints) == 1 and len(selects) == 1 and not extra,
        message=texts(node, SH + "message") or texts(head, SH + "message"),
        explain=said("explain"),
        proves=said("proves"),
        marks=said("marks"),
        anchor=said("anchor"),
    )
