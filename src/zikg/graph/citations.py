"""The citations of a decree as nodes: what is cited, where, under which title and gazette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from typing import Literal as Choice

from zikg.graph import nt
from zikg.graph.nt import TYPE, Fact, term
from zikg.graph.wording import clearly_different, squeeze
from zikg.graph.works import NATIONAL, gazette_node
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


def citation_facts(decree: Decree, naming: Names, registry: Registry) -> Iterator[Fact]:
    """Return the asserted facts of every citation of a decree.

    Args:
        decree: the decree as read.
        naming: the nodes of this decree.
        registry: tells which of the cited instruments it holds.
    """
    yield from _unheld(decree, registry)
    for citation in decree.citations:
        yield from _what(decree, citation, naming, registry)
        yield from _where(citation, naming)
        yield from _gazettes(decree, citation, naming, registry)


def _what(decree: Decree, citation: Citation, naming: Names, registry: Registry) -> Iterator[Fact]:
    node = nt.node(naming.of(citation))
    if naming.whole:  # what each of the three classes below is
        yield node, TYPE, term("Citation")
    yield node, TYPE, term(_CLASS[citation.role])
    if citation.section == "mengingat" and citation.role != "title":
        yield node, TYPE, term("LegalBasis")
    identifier = cited_work(decree, citation)
    if naming.whole or identifier is None:  # the work says the same of itself
        yield from _named(node, citation)
    if identifier:
        work = nt.work(identifier)
        if naming.whole or identifier == decree.id:
            yield node, term("resolvesTo"), work
        if identifier != decree.id:
            yield node, term("citesWork"), work
            if naming.whole and _legal_basis(citation):
                yield node, term("invokesWork"), work
    state = resolution(decree, citation, registry)
    if naming.whole or state != "held":
        yield node, term("resolution"), nt.words(state)
    for candidate in citation.candidates if state == "ambiguous" else ():
        yield node, term("candidate"), nt.work(candidate)
    if citation.title:
        yield node, term("citedTitle"), nt.words(citation.title)
    if citation.relation:
        yield node, term("claims"), nt.words(citation.relation)
    if citation.of is not None:
        changed = nt.node(naming.of(decree.citations[citation.of]))
        name = "changesCitation" if citation.role == "amending" else "inTitleOf"
        yield node, term(name), changed


def _named(node: str, citation: Citation) -> Iterator[Fact]:
    yield node, term("citedType"), nt.kind(citation.type)
    if citation.issuer:
        yield node, term("citedIssuer"), nt.org(citation.issuer)
    if citation.number:
        yield node, term("citedNumber"), nt.words(citation.number)
    if citation.year:
        yield node, term("citedYear"), nt.year(citation.year)


def _unheld(decree: Decree, registry: Registry) -> Iterator[Fact]:
    """What the citation itself says of works that the registry does not hold."""
    seen: set[str] = set()
    for citation in decree.citations:
        identifier = cited_work(decree, citation)
        if identifier is None or identifier in seen or identifier == decree.id:
            continue
        seen.add(identifier)
        if registry.get(identifier) is not None:
            continue
        work = nt.work(identifier)
        yield work, nt.iri(ELI + "type_document"), nt.kind(citation.type)
        if citation.issuer:
            yield work, nt.iri(ELI + "passed_by"), nt.org(citation.issuer)
        if citation.number:
            yield work, nt.iri(ELI + "number"), nt.words(citation.number)
        if citation.year:
            yield work, term("year"), nt.year(citation.year)
            yield from nt.bounds(work, "exists", cited_date(citation, citation.year))


def cited_date(citation: Citation, year: int) -> Interval:
    """Return when an instrument was made as far as its citation tells: its day, else its year."""
    dated = citation.dated
    if dated is not None and dated.earliest.year == dated.latest.year == year:
        return dated
    return Interval.parse(f"{year:04d}")


def _where(citation: Citation, naming: Names) -> Iterator[Fact]:
    local = naming.of(citation)
    node, document = nt.node(local), nt.node(naming.document)
    yield node, term("inDecree"), document
    if naming.whole:
        yield node, term("judgedIn"), nt.node(f"{naming.document}/run")
        yield node, term("position"), nt.whole(citation.index)
    if citation.section:
        if naming.whole:
            yield node, term("inPart"), nt.node(local.rsplit("/cite/", 1)[0])
        yield node, term("section"), nt.words(citation.section)
    if citation.item and naming.whole:
        yield node, term("item"), nt.words(citation.item)
    yield node, term("asWritten"), nt.words(citation.quote)
    if naming.whole or citation.confidence < 1:
        yield node, term("readingConfidence"), nt.decimal(citation.confidence)


def _gazettes(
    decree: Decree, citation: Citation, naming: Names, registry: Registry
) -> Iterator[Fact]:
    """Say which gazettes are given; what is on record for the work a store holds already."""
    local = naming.of(citation)
    node = nt.node(local)
    work = cited_work(decree, citation)
    known: tuple[Gazette, ...] = ()
    if not naming.whole and citation.gazettes and work:
        held = registry.get(work)
        # The base of every store has the reference; the national registry may be left out.
        known = held.gazettes if held and registry.layer_of(work) == "reference" else ()
    for place, gazette in enumerate(citation.gazettes, start=1):
        common = gazette.kind in NATIONAL
        reference = str(gazette_node(gazette)) if common else nt.node(f"{local}/gazette/{place}")
        yield node, term("citedGazette"), reference
        if gazette in known:
            continue
        if naming.whole:
            yield reference, TYPE, term("GazetteReference")
        yield reference, term("gazetteKind"), nt.words(gazette.kind)
        yield reference, term("gazetteNumber"), nt.words(gazette.number)
        if gazette.year:  # a TLN carries none
            yield reference, term("gazetteYear"), nt.year(gazette.year)


def _legal_basis(citation: Citation) -> bool:
    return citation.section == "mengingat" and citation.role == "base"


def cites(decree: Decree) -> Iterator[Fact]:
    """Return the plain ELI links of the decree's instrument that follow from its citations."""
    work, cited, based = nt.work(decree.id), dict[str, None](), dict[str, None]()
    for citation in decree.citations:
        identifier = cited_work(decree, citation)
        if identifier is None or identifier == decree.id:
            continue
        cited[identifier] = None
        if _legal_basis(citation):
            based[identifier] = None
    for name, works in (("cites", cited), ("based_on", based)):
        for identifier in works:
            yield work, nt.iri(ELI + name), nt.work(identifier)
