"""What is asserted about one decree: its header, its parts, its citations and its plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from zikg.extract.timewords import time_words
from zikg.graph import terms
from zikg.graph.citations import citation_triples
from zikg.graph.form import form_triples
from zikg.graph.nodes import Names, document_id, names
from zikg.graph.plan import plan_triples, unit_triples
from zikg.graph.terms import TYPE, Statement, term
from zikg.namespaces import DCTERMS, ELI, PROV, RDFS
from zikg.registry.issuers import kind_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree, Field, SectionName
    from zikg.registry import Registry

_NEEDED: Final[tuple[SectionName, ...]] = ("menimbang", "mengingat", "diktum")
_DEFAULT: Final = DefaultGraph()
_UNDATED: Final = frozenset({"periodic", "word", "range", "list", "since", "until"})
"""Kinds of time word that name no month, quarter or day by themselves."""


def decree_quads(
    decree: Decree,
    registry: Registry,
    graph: terms.Graph = _DEFAULT,
    *,
    whole: bool = True,
) -> Iterator[Quad]:
    """Return everything that the document itself says (docs/graph.md, "Decree").

    Args:
        decree: the decree as read.
        registry: tells which of the cited instruments it holds.
        graph: the graph to write into; the default graph unless told.
        whole: with what only an examination asks for, which a store does not hold: points of form
            and of spelling, the run beside every node.
    """
    naming = names(decree, whole=whole)
    yield from terms.into(graph, _header(decree))
    yield from terms.into(graph, _parts(naming))
    yield from terms.into(graph, citation_triples(decree, naming, registry))
    yield from terms.into(graph, unit_triples(decree, naming))
    if decree.is_decree:
        yield from terms.into(graph, _gaps(decree))
        yield from terms.into(graph, plan_triples(decree, naming))
        yield from terms.into(graph, _period(decree))
        if whole:
            yield from terms.into(graph, form_triples(naming))


def _header(decree: Decree) -> Iterator[Statement]:
    document = terms.node(document_id(decree))
    yield document, TYPE, NamedNode(PROV + "Entity")
    yield document, term("judgedIn"), terms.node(f"{document_id(decree)}/run")
    yield document, term("sha256"), Literal(decree.source.sha256)
    if not decree.is_decree:
        return
    work = terms.work(decree.id)
    yield document, TYPE, term("Decree")
    yield document, term("realises"), work
    yield document, term("stage"), Literal(decree.stage)
    if decree.issuer:
        issuer = terms.org(decree.issuer)
        yield document, term("issuedBy"), issuer
        yield issuer, NamedNode(RDFS + "label"), Literal(_issuer_name(decree))
        if issuer_kind := kind_of(decree.issuer):
            yield document, term("issuerKind"), Literal(issuer_kind)
    if decree.retroactive:
        yield document, term("retroactiveFrom"), terms.day(decree.retroactive)
    if decree.when:
        yield from terms.bounds(document, "dated", decree.when)
    yield from _instrument(decree, work)


def _instrument(decree: Decree, work: NamedNode) -> Iterator[Statement]:
    yield work, TYPE, term("Instrument")
    if decree.stage != "draft":
        yield work, TYPE, NamedNode(ELI + "LegalResource")
    yield work, NamedNode(ELI + "type_document"), terms.kind(decree.type)
    if decree.issuer:
        yield work, NamedNode(ELI + "passed_by"), terms.org(decree.issuer)
    if decree.number:
        yield work, NamedNode(ELI + "number"), Literal(decree.number.value)
    if decree.year:
        yield work, term("year"), terms.year(decree.year)
    if decree.title:
        yield work, NamedNode(DCTERMS + "title"), Literal(decree.title.value)
    if decree.when and decree.when.exact and decree.stage != "draft":
        yield work, NamedNode(ELI + "date_document"), terms.day(decree.when.earliest)


def _issuer_name(decree: Decree) -> str:
    return decree.issuer_name or name_of(decree.issuer or "") or decree.issuer or ""


def _gaps(decree: Decree) -> Iterator[Statement]:
    document = terms.node(document_id(decree))
    present = {
        "number": decree.number,
        "place": decree.place,
        "date": decree.when or _written(decree.date_field),
        "signatory": decree.signatory,
    }
    for name, value in present.items():
        if value is None:
            yield document, term("lacks"), Literal(name)
    sections = {part.section for part in decree.parts}
    for section in _NEEDED:
        if section not in sections:
            yield document, term("lacksPart"), Literal(section)


def _written(field: Field | None) -> Field | None:
    """Return a field that holds a digit: dots and dashes are a blank still to be filled in."""
    return field if field and any(character.isdigit() for character in field.value) else None


def _parts(naming: Names) -> Iterator[Statement]:
    document = terms.node(naming.document)
    for position, found in enumerate(naming.nodes.values()):
        if found.kind != "part" or found.section is None:
            continue
        part = terms.node(found.id)
        yield part, TYPE, term("DecreePart")
        yield part, term("inDecree"), document
        yield part, term("section"), Literal(found.section)
        if naming.whole:
            yield part, term("position"), terms.whole(position)
        if found.item:
            yield part, term("item"), Literal(found.item)


def _names_time(target: str) -> bool:
    """Whether a target names a time of its own: "setiap bulan" does not draw a plan to January."""
    return any(word.kind not in _UNDATED for word in time_words(target))


def plan_period(decree: Decree) -> tuple[date, date] | None:
    """Return the first and the last day of the plan: of its targets, else of its one year."""
    if decree.plan is None:
        return None
    dated = [row for row in decree.plan.rows if row.target and _names_time(row.target.text)]
    starts = [row.start for row in dated if row.start]
    ends = [row.end for row in dated if row.end]
    if starts and ends:
        return min(starts), max(ends)
    if len(decree.plan.years) == 1:
        only = decree.plan.years[0]
        return date(only, 1, 1), date(only, 12, 31)
    return None


def _period(decree: Decree) -> Iterator[Statement]:
    period = plan_period(decree)
    if period is None:
        return
    document = terms.node(document_id(decree))
    start, end = period
    half = ((end - start).days + 2) // 2  # days of the plan, halved and rounded up
    yield document, term("planStart"), terms.day(start)
    yield document, term("planEnd"), terms.day(end)
    yield document, term("planMiddle"), terms.day(start + timedelta(days=half))
