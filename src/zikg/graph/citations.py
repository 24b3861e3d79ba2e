"""The citations of a decree as nodes: what is cited, where, under which title and gazette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from typing import Literal as Choice

from pyoxigraph import Literal, NamedNode, Triple

from zikg.graph import terms
from zikg.graph.terms import TYPE, Statement, term
from zikg.graph.wording import clearly_different, squeeze
from zikg.iri import distinguish
from zikg.model import Citation, Decree, Gazette, Interval
from zikg.namespaces import ELI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nodes import Names
    from zikg.registry import Registry

Resolution = Choice["held", "not-held", "incomplete", "ambiguous"]
_CLASS: Final = {"base": "BaseCitation", "amending": "AmendingCitation", "title": "TitleMention"}


def own_number(decree: Decree, citation: Citation) -> bool:
    """Whether a citation carries the type, issuer, number and year of the decree itself."""
    if not decree.is_decree or decree.number is None or decree.year is None:
        return False
    if citation.regulation is not None:
        return citation.regulation == decree.id
    return (
        citation.type == decree.type
        and citation.issuer is not None
        and citation.issuer == decree.issuer
        and citation.year == decree.year
        and squeeze(citation.number or "") == squeeze(decree.number.value)
    )


def own_titles(decree: Decree) -> tuple[str, ...]:
    """Return the forms in which a decree gives its own name."""
    first = (decree.title.value,) if decree.title else ()
    return (*first, *(mention.text for mention in decree.titles))


def collides(decree: Decree, citation: Citation) -> bool:
    """Whether a citation carries the decree's own number under clearly another title (ZI302)."""
    if not citation.title or not own_number(decree, citation):
        return False
    titles = own_titles(decree)
    return bool(titles) and all(clearly_different(citation.title, title) for title in titles)


def cited_work(decree: Decree, citation: Citation) -> str | None:
    """Return the id of the instrument cited, ``None`` where it is not determined.

    One's own number under another title names another instrument, never the decree itself: its id
    gets the hash of that title (design section 4).
    """
    if citation.regulation is None or not collides(decree, citation):
        return citation.regulation
    return distinguish(citation.regulation, squeeze(citation.title or ""))


def resolution(decree: Decree, citation: Citation, registry: Registry) -> Resolution:
    """Return how far the instrument cited is known to the registry."""
    identifier = cited_work(decree, citation)
    if identifier is None:
        return "ambiguous" if len(citation.candidates) > 1 else "incomplete"
    return "held" if registry.get(identifier) is not None else "not-held"


def citation_triples(decree: Decree, naming: Names, registry: Registry) -> Iterator[Statement]:
    """Return the asserted triples of every citation of a decree.

    Args:
        decree: the decree as read.
        naming: the nodes of this decree.
        registry: tells which of the cited instruments it holds.
    """
    yield from _unheld(decree, registry)
    for citation in decree.citations:
        yield from _what(decree, citation, naming, registry)
        yield from _where(citation, naming)
        yield from _gazettes(citation, naming)


def _what(
    decree: Decree, citation: Citation, naming: Names, registry: Registry
) -> Iterator[Statement]:
    node = terms.node(naming.of(citation))
    yield node, TYPE, term("Citation")
    yield node, TYPE, term(_CLASS[citation.role])
    if citation.section == "mengingat" and citation.role != "title":
        yield node, TYPE, term("LegalBasis")
    yield node, term("citedType"), terms.kind(citation.type)
    if citation.issuer:
        yield node, term("citedIssuer"), terms.org(citation.issuer)
    if citation.number:
        yield node, term("citedNumber"), Literal(citation.number)
    if citation.year:
        yield node, term("citedYear"), terms.year(citation.year)
    identifier = cited_work(decree, citation)
    if identifier:
        yield node, term("resolvesTo"), terms.work(identifier)
        if identifier != decree.id:
            yield node, term("citesWork"), terms.work(identifier)
            if _legal_basis(citation):
                yield node, term("invokesWork"), terms.work(identifier)
    state = resolution(decree, citation, registry)
    yield node, term("resolution"), Literal(state)
    for candidate in citation.candidates if state == "ambiguous" else ():
        yield node, term("candidate"), terms.work(candidate)
    if citation.title:
        yield node, term("citedTitle"), Literal(citation.title)
    if citation.relation:
        yield node, term("claims"), Literal(citation.relation)
    if citation.of is not None:
        changed = terms.node(naming.of(decree.citations[citation.of]))
        name = "changesCitation" if citation.role == "amending" else "inTitleOf"
        yield node, term(name), changed


def _unheld(decree: Decree, registry: Registry) -> Iterator[Statement]:
    """What the citation itself says of works that the registry does not hold."""
    seen: set[str] = set()
    for citation in decree.citations:
        identifier = cited_work(decree, citation)
        if identifier is None or identifier in seen or identifier == decree.id:
            continue
        seen.add(identifier)
        if registry.get(identifier) is not None:
            continue
        work = terms.work(identifier)
        yield work, NamedNode(ELI + "type_document"), terms.kind(citation.type)
        if citation.issuer:
            yield work, NamedNode(ELI + "passed_by"), terms.org(citation.issuer)
        if citation.number:
            yield work, NamedNode(ELI + "number"), Literal(citation.number)
        if citation.year:
            yield work, term("year"), terms.year(citation.year)
            yield from terms.bounds(work, "exists", cited_date(citation, citation.year))


def cited_date(citation: Citation, year: int) -> Interval:
    """Return when an instrument was made as far as its citation tells: its day, else its year."""
    dated = citation.dated
    if dated is not None and dated.earliest.year == dated.latest.year == year:
        return dated
    return Interval.parse(f"{year:04d}")


def _where(citation: Citation, naming: Names) -> Iterator[Statement]:
    local = naming.of(citation)
    node, document = terms.node(local), terms.node(naming.document)
    yield node, term("inDecree"), document
    if naming.whole:
        yield node, term("judgedIn"), terms.node(f"{naming.document}/run")
    yield node, term("position"), terms.whole(citation.index)
    if citation.section:
        yield node, term("inPart"), terms.node(local.rsplit("/cite/", 1)[0])
        yield node, term("section"), Literal(citation.section)
    if citation.item:
        yield node, term("item"), Literal(citation.item)
    yield node, term("asWritten"), Literal(citation.quote)
    if naming.whole or citation.confidence < 1:
        yield node, term("readingConfidence"), terms.decimal(citation.confidence)


def _gazettes(citation: Citation, naming: Names) -> Iterator[Statement]:
    local = naming.of(citation)
    for place, gazette in enumerate(citation.gazettes, start=1):
        reference = terms.node(f"{local}/gazette/{place}")
        yield terms.node(local), term("citedGazette"), reference
        yield from gazette_triples(reference, gazette)


def gazette_triples(reference: NamedNode, gazette: Gazette) -> Iterator[Triple]:
    """Return the triples of a gazette reference; a TLN carries no year."""
    yield Triple(reference, TYPE, term("GazetteReference"))
    yield Triple(reference, term("gazetteKind"), Literal(gazette.kind))
    yield Triple(reference, term("gazetteNumber"), Literal(gazette.number))
    if gazette.year:
        yield Triple(reference, term("gazetteYear"), terms.year(gazette.year))


def _legal_basis(citation: Citation) -> bool:
    return citation.section == "mengingat" and citation.role == "base"


def cites(decree: Decree) -> Iterator[Statement]:
    """Return the plain ELI links of the decree's instrument that follow from its citations."""
    work = terms.work(decree.id)
    for citation in decree.citations:
        identifier = cited_work(decree, citation)
        if identifier is None or identifier == decree.id:
            continue
        yield work, NamedNode(ELI + "cites"), terms.work(identifier)
        if _legal_basis(citation):
            yield work, NamedNode(ELI + "based_on"), terms.work(identifier)
