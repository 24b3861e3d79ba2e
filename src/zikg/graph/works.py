"""One regulation, one change, one replacement: the triples of each (docs/graph.md, "Registry")."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.iri import slug
from zikg.namespaces import DCTERMS, ELI, PROV, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Authority, Change, Gazette, Interval, Regulation, Replacement

_LABEL: Final = NamedNode(RDFS + "label")
_INDONESIAN: Final = NamedNode("http://publications.europa.eu/resource/authority/language/IND")
NATIONAL: Final = frozenset(("LN", "TLN", "BN", "TBN"))
"""Gazettes whose numbers run over the whole state; those of regions repeat from one to the next."""
_BY_KIND: Final = {
    "amends": term("makesAmendment"),
    "revokes": term("makesRevocation"),
    "partly_revokes": term("makesPartialRevocation"),
    "adopts": term("adopts"),
}
_NAMED: Final = re.compile(
    r"""
    Pasal\s+(?P<article>\d+[A-Z]*)
    (?:\s+ayat\s+\((?P<paragraph>\d+[a-z]?)\))?
    (?:\s+sampai\s+dengan\s+Pasal\s+(?P<last>\d+))?
    (?:\s*,?\s*dan\s+|\s*,\s*|\s*$)   # the next one, or the end
    """,
    re.VERBOSE,
)


def provisions(scope: str) -> tuple[tuple[str, str | None], ...]:
    """Return the articles and paragraphs that a scope names, if it names nothing else.

    Example:
        >>> provisions("Pasal 2 ayat (1), Pasal 3, dan Pasal 5")
        (('2', '1'), ('3', None), ('5', None))
        >>> provisions("Pasal 10 sampai dengan Pasal 12")
        (('10', None), ('11', None), ('12', None))
        >>> provisions("seluruhnya, kecuali Pasal 7 ayat (3)")
        ()
    """
    found: list[tuple[str, str | None]] = []
    position = 0
    while position < len(scope):
        match = _NAMED.match(scope, position)
        if match is None:
            return ()  # words that are not read may say the contrary: "kecuali", "sepanjang"
        if match["last"]:
            if match["paragraph"] or not match["article"].isdigit():
                return ()
            whole = range(int(match["article"]), int(match["last"]) + 1)
            found.extend((str(number), None) for number in whole)
        else:
            found.append((match["article"], match["paragraph"]))
        position = match.end()
    return tuple(found)


def work_triples(found: Regulation) -> Iterator[Triple]:
    """Return a work with its dates as intervals, its titles and its gazettes."""
    node = terms.work(found.id)
    yield Triple(node, TYPE, NamedNode(ELI + "LegalResource"))
    yield Triple(node, NamedNode(DCTERMS + "identifier"), Literal(found.id))
    yield Triple(node, term("inRegistry"), terms.flag(True))
    yield Triple(node, NamedNode(ELI + "type_document"), terms.kind(found.type))
    if found.issuer:
        yield Triple(node, NamedNode(ELI + "passed_by"), terms.org(found.issuer))
    yield Triple(node, NamedNode(ELI + "number"), Literal(found.number))
    yield Triple(node, term("year"), terms.year(found.year))
    if found.title:
        yield Triple(node, NamedNode(DCTERMS + "title"), Literal(found.title))
    for variant in found.variants:
        yield Triple(node, term("titleVariant"), Literal(variant))
    yield from terms.bounds(node, "exists", found.exists)
    yield from terms.bounds(node, "effective", found.effective)
    yield from _exact(node, "date_document", found.enacted)
    yield from _exact(node, "date_publication", found.promulgated)
    yield from _exact(node, "first_date_entry_in_force", found.effective)
    yield Triple(node, term("statusKnown"), terms.flag(found.status_known))
    for gazette in found.gazettes:
        yield from _gazette(node, gazette)
    if found.note:
        yield Triple(node, term("note"), Literal(found.note))
    yield from origin_triples(node, found.confidence, found.source)


def expression_triples(found: Regulation) -> Iterator[Triple]:
    """Return the Indonesian expression of a work, which ELI hangs the title on."""
    if found.title:
        work = terms.work(found.id)
        node = NamedNode(f"{work.value}/ind")
        yield Triple(node, TYPE, NamedNode(ELI + "LegalExpression"))
        yield Triple(node, NamedNode(ELI + "realizes"), work)
        yield Triple(node, NamedNode(ELI + "language"), _INDONESIAN)
        yield Triple(node, NamedNode(ELI + "title"), _id(found.title))


def _exact(node: NamedNode, name: str, when: Interval | None) -> Iterator[Triple]:
    if when is not None and when.exact:
        yield Triple(node, NamedNode(ELI + name), terms.day(when.earliest))


@lru_cache(maxsize=4096)
def gazette_node(gazette: Gazette) -> NamedNode:
    """Return the node of a gazette number on record: ``gazette/ln/2009/112``."""
    steps = [gazette.kind.lower(), str(gazette.year or ""), slug(gazette.number)]
    return terms.node("gazette/" + "/".join(step for step in steps if step))


def _gazette(work: NamedNode, gazette: Gazette) -> Iterator[Triple]:
    node = gazette_node(gazette)
    yield Triple(work, term("gazette"), node)
    yield Triple(node, TYPE, term("GazetteReference"))
    yield Triple(node, term("gazetteKind"), Literal(gazette.kind))
    yield Triple(node, term("gazetteNumber"), Literal(gazette.number))
    if gazette.year:  # a TLN carries none
        yield Triple(node, term("gazetteYear"), terms.year(gazette.year))


def change_triples(change: Change) -> Iterator[Triple]:
    """Return a change, in effect or not, with the provisions that a partial revocation names."""
    node, target = terms.node(change.id), terms.work(change.target)
    yield Triple(node, TYPE, term("LegalChange"))
    yield Triple(node, _BY_KIND[change.kind], target)
    yield Triple(node, term("changedBy"), terms.work(change.act))
    yield from terms.bounds(node, "effective", change.effective)
    for name, words in (
        ("provision", change.provision),
        ("scope", change.scope),
        ("changeGroup", change.group),
        ("note", change.note),
    ):
        if words:
            yield Triple(node, term(name), Literal(words))
    if change.disputed:
        yield Triple(node, term("disputed"), terms.flag(True))
    if change.ordinal is not None:
        yield Triple(node, term("ordinal"), terms.whole(change.ordinal))
    if change.kind == "partly_revokes":
        for article, paragraph in provisions(change.scope):
            hit = provision_node(target, article, paragraph)
            yield Triple(node, term("revokesProvision"), hit)
            yield from provision_triples(target, article, paragraph)
    yield from origin_triples(node, change.confidence, change.source)


def provision_node(work: NamedNode, article: str, paragraph: str | None) -> NamedNode:
    """Return the node of an article or paragraph of a work: ``{work}/pasal/2/ayat/1``."""
    below = f"pasal/{article.lower()}" + (f"/ayat/{paragraph}" if paragraph else "")
    return NamedNode(f"{work.value}/{below}")


def provision_triples(work: NamedNode, article: str, paragraph: str | None) -> Iterator[Triple]:
    """Return an article or paragraph as a part of its work."""
    words = f"Pasal {article}" + (f" ayat ({paragraph})" if paragraph else "")
    node = provision_node(work, article, paragraph)
    yield Triple(node, TYPE, NamedNode(ELI + "LegalResourceSubdivision"))
    yield Triple(node, NamedNode(ELI + "is_part_of"), work)
    yield Triple(node, _LABEL, _id(words))


def replacement_triples(replacement: Replacement) -> Iterator[Triple]:
    """Return what to cite instead, and the node that says who says so."""
    target, by = terms.work(replacement.target), terms.work(replacement.by)
    local = f"{replacement.target}--{replacement.by}".replace("/", "-")
    node = terms.node(f"replacement/{local}")
    yield Triple(target, term("replacedBy"), by)
    yield Triple(node, TYPE, term("Replacement"))
    yield Triple(node, term("replacementFor"), target)
    yield Triple(node, term("replacementBy"), by)
    yield from origin_triples(node, replacement.confidence, replacement.source)


def authority_triples(fact: Authority) -> Iterator[Triple]:
    """Say what the authority of a kind of issuer rests on, by which provision, by which source."""
    node = terms.node(f"authority/{fact.issuer_kind}--{fact.id.replace('/', '-')}")
    yield Triple(node, TYPE, term("Authority"))
    yield Triple(node, term("authorityOf"), Literal(fact.issuer_kind))
    yield Triple(node, term("authorityBy"), terms.work(fact.id))
    if fact.provision:
        yield Triple(node, term("provision"), Literal(fact.provision))
    yield from origin_triples(node, fact.confidence, fact.source)


def source_node(text: str) -> NamedNode:
    """Return the node of a source, named after its words."""
    return terms.node(f"source/{sha256(text.encode()).hexdigest()[:12]}")


def origin_triples(node: NamedNode, confidence: str, source: str) -> Iterator[Triple]:
    """Say how certain a fact is and where it was read; each source is a node of its own."""
    yield Triple(node, term("confidence"), Literal(confidence))
    for text in (piece.strip() for piece in source.split(" | ")):
        if text:
            origin = source_node(text)
            unread = text.startswith("background knowledge")
            yield Triple(node, NamedNode(PROV + "wasDerivedFrom"), origin)
            yield Triple(origin, TYPE, term("BackgroundKnowledge" if unread else "Source"))
            yield Triple(origin, _LABEL, Literal(text))


def _id(words: str) -> Literal:
    return Literal(words, language="id")
