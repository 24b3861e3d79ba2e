"""What is asserted about one decree: its header, its parts, its citations and its plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from zikg.extract.timewords import time_words
from zikg.graph import nt
from zikg.graph.citations import citation_facts
from zikg.graph.form import form_facts
from zikg.graph.nodes import Names, document_id, names
from zikg.graph.nt import TYPE, Fact, term
from zikg.graph.plan import plan_facts, unit_facts
from zikg.namespaces import DCTERMS, ELI, PROV, RDFS
from zikg.registry.issuers import kind_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from zikg.graph.terms import Graph
    from zikg.model import Decree, Field, SectionName
    from zikg.registry import Registry

_NEEDED: Final[tuple[SectionName, ...]] = ("menimbang", "mengingat", "diktum")
_UNDATED: Final = frozenset({"periodic", "word", "range", "list", "since", "until"})
"""Kinds of time word that name no month, quarter or day by themselves."""


def decree_facts(
    decree: Decree, registry: Registry, *, whole: bool = True, regime: str | None = None
) -> Iterator[Fact]:
    """Return everything that the document itself says (docs/graph.md, "Decree").

    Args:
        decree: the decree as read.
        registry: tells which of the cited instruments it holds.
        whole: with what only an examination asks for, which a store does not hold: points of form
            and of spelling, the run beside every node, what follows from what is told.
        regime: the guideline in force where it is decided: of rows and areas that name a component
            of it, a store holds no other.
    """
    naming = names(decree, whole=whole)
    yield from _header(decree)
    yield from _parts(naming)
    yield from citation_facts(decree, naming, registry)
    yield from unit_facts(decree, naming)
    if decree.is_decree:
        yield from _gaps(decree)
        yield from plan_facts(decree, naming, None if whole else regime)
        yield from _period(decree)
        if whole:
            yield from form_facts(naming)


def decree_quads(decree: Decree, registry: Registry, graph: Graph | None = None) -> Iterator[Quad]:
    """Return the same as `decree_facts` as quads.

    Args:
        decree: the decree as read.
        registry: tells which of the cited instruments it holds.
        graph: the graph to write into; the default graph unless told.
    """
    return nt.quads(decree_facts(decree, registry), graph)


def _header(decree: Decree) -> Iterator[Fact]:
    document = nt.node(document_id(decree))
    yield document, TYPE, nt.iri(PROV + "Entity")
    yield document, term("judgedIn"), nt.node(f"{document_id(decree)}/run")
    yield document, term("sha256"), nt.words(decree.source.sha256)
    if not decree.is_decree:
        return
    work = nt.work(decree.id)
    yield document, TYPE, term("Decree")
    yield document, term("realises"), work
    yield document, term("stage"), nt.words(decree.stage)
    if decree.issuer:
        issuer = nt.org(decree.issuer)
        yield document, term("issuedBy"), issuer
        yield issuer, nt.iri(RDFS + "label"), nt.words(_issuer_name(decree))
        if issuer_kind := kind_of(decree.issuer):
            yield document, term("issuerKind"), nt.words(issuer_kind)
    if decree.retroactive:
        yield document, term("retroactiveFrom"), nt.day(decree.retroactive)
    if decree.when:
        yield from nt.bounds(document, "dated", decree.when)
    yield from _instrument(decree, work)


def _instrument(decree: Decree, work: str) -> Iterator[Fact]:
    yield work, TYPE, term("Instrument")
    if decree.stage != "draft":
        yield work, TYPE, nt.iri(ELI + "LegalResource")
    yield work, nt.iri(ELI + "type_document"), nt.kind(decree.type)
    if decree.issuer:
        yield work, nt.iri(ELI + "passed_by"), nt.org(decree.issuer)
    if decree.number:
        yield work, nt.iri(ELI + "number"), nt.words(decree.number.value)
    if decree.year:
        yield work, term("year"), nt.year(decree.year)
    if decree.title:
        yield work, nt.iri(DCTERMS + "title"), nt.words(decree.title.value)
    if decree.when and decree.when.exact and decree.stage != "draft":
        yield work, nt.iri(ELI + "date_document"), nt.day(decree.when.earliest)


def _issuer_name(decree: Decree) -> str:
    return decree.issuer_name or name_of(decree.issuer or "") or decree.issuer or ""


def _gaps(decree: Decree) -> Iterator[Fact]:
    document = nt.node(document_id(decree))
    present = {
        "number": decree.number,
        "place": decree.place,
        "date": decree.when or _written(decree.date_field),
        "signatory": decree.signatory,
    }
    for name, value in present.items():
        if value is None:
            yield document, term("lacks"), nt.words(name)
    sections = {part.section for part in decree.parts}
    for section in _NEEDED:
        if section not in sections:
            yield document, term("lacksPart"), nt.words(section)


def _written(field: Field | None) -> Field | None:
    """Return a field that holds a digit: dots and dashes are a blank still to be filled in."""
    return field if field and any(character.isdigit() for character in field.value) else None


def _parts(naming: Names) -> Iterator[Fact]:
    document = nt.node(naming.document)
    for position, found in enumerate(naming.nodes.values()):
        if found.kind != "part" or found.section is None:
            continue
        part = nt.node(found.id)
        yield part, TYPE, term("DecreePart")
        if not naming.whole:  # its name says the rest
            continue
        yield part, term("inDecree"), document
        yield part, term("section"), nt.words(found.section)
        yield part, term("position"), nt.whole(position)
        if found.item:
            yield part, term("item"), nt.words(found.item)


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


def _period(decree: Decree) -> Iterator[Fact]:
    period = plan_period(decree)
    if period is None:
        return
    document = nt.node(document_id(decree))
    start, end = period
    half = ((end - start).days + 2) // 2  # days of the plan, halved and rounded up
    yield document, term("planStart"), nt.day(start)
    yield document, term("planEnd"), nt.day(end)
    yield document, term("planMiddle"), nt.day(start + timedelta(days=half))
