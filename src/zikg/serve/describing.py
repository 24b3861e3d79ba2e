"""What an IRI of the base names, as triples: linked data without HTML."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from zikg import resources
from zikg.namespaces import BASE, DCTERMS, ELI, GRAPH_EVIDENCE, HOME, RDFS, RULE, ZIKG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.serve.dataset import ServedReader

MOST_ABOUT: Final = 5_000
MOST_TOWARDS: Final = 1_000
_CODE: Final = NamedNode(f"{ZIKG}code")


@dataclass(frozen=True, slots=True)
class Found:
    """The description of a thing, and whether there was more than is given."""

    triples: tuple[Triple, ...]
    cut: bool = False


def describe(reader: ServedReader, iri: str, rows: int) -> Found | None:
    """Return what the data say about an IRI; ``None`` where they say nothing.

    Statements about it and those that point to it, of every graph but the evidence; of a named
    graph its own statements; of the ontology and the rules what their files say.

    Args:
        reader: the dataset.
        iri: an IRI; one that is not valid names nothing.
        rows: the most triples of a named graph.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    if iri in (f"{HOME}ontology", ZIKG, ZIKG.rstrip("#/")):
        return Found(ontology())
    if iri.startswith(RULE):
        told = _rule(iri)
        return Found(told) if told else None
    if reader.store.contains_named_graph(node):
        held = list(islice(reader.quads(iri), rows + 1))
        return Found(tuple(quad.triple for quad in held[:rows]), len(held) > rows)
    quads = reader.store.quads_for_pattern(node, None, None, None)
    about = _some(quads, MOST_ABOUT)
    towards = _some(reader.store.quads_for_pattern(None, None, node, None), MOST_TOWARDS)
    if not about.triples and not towards.triples:
        return None
    both = tuple(dict.fromkeys(about.triples + towards.triples))
    return Found(both, about.cut or towards.cut)


def _some(quads: Iterable[Any], most: int) -> Found:
    kept: dict[Triple, None] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == GRAPH_EVIDENCE:
            continue
        if len(kept) == most:
            return Found(tuple(kept), cut=True)
        kept[quad.triple] = None
    return Found(tuple(kept))


@cache
def ontology() -> tuple[Triple, ...]:
    """Return the ontology, all its modules in one."""
    return tuple(dict.fromkeys(_parsed("ontology")))


@cache
def _shapes() -> tuple[Triple, ...]:
    return tuple(_parsed("shapes"))


def _parsed(folder: str) -> Iterator[Triple]:
    for file in sorted(resources.path(folder).glob("*.ttl")):
        for quad in parse(
            file.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True, base_iri=HOME
        ):
            yield quad.triple


def _rule(iri: str) -> tuple[Triple, ...]:
    """Return the shapes of a rule: its own, those of its other severities, and what they hold."""
    by_subject: dict[Any, list[Triple]] = {}
    for triple in _shapes():
        by_subject.setdefault(triple.subject, []).append(triple)
    code = Literal(iri.removeprefix(RULE).split("-")[0])
    open_ = [
        subject
        for subject, told in by_subject.items()
        if subject == NamedNode(iri)
        or (
            iri == RULE + code.value
            and any(each.predicate == _CODE and each.object == code for each in told)
        )
    ]
    if NamedNode(iri) not in open_ and not open_:
        return ()
    seen: dict[Any, None] = {}
    while open_:
        subject = open_.pop()
        if subject in seen:
            continue
        seen[subject] = None
        open_ += [
            each.object
            for each in by_subject.get(subject, ())
            if isinstance(each.object, BlankNode)
        ]
    return tuple(triple for subject in seen for triple in by_subject.get(subject, ()))


def legislation(reader: ServedReader, iri: str) -> dict[str, Any] | None:
    """Return a work as schema.org ``Legislation`` in JSON-LD; ``None`` where it is no work.

    https://schema.org/Legislation; only what the data say, so most keys may be missing.

    Args:
        reader: the dataset.
        iri: the IRI of a legal instrument.
    """
    if not iri.startswith(f"{BASE}eli/"):
        return None
    node = NamedNode(iri)
    values: dict[str, list[Any]] = {}
    for quad in reader.store.quads_for_pattern(node, None, None, None):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value != GRAPH_EVIDENCE:
            known = values.setdefault(quad.predicate.value, [])
            if quad.object not in known:
                known.append(quad.object)
    if not values:
        return None

    def first(name: str) -> str | None:
        return str(values[name][0].value) if values.get(name) else None

    issuer = first(f"{ELI}passed_by")
    # ELI's InForce-notInForce is schema.org's NotInForce.
    force = (first(f"{ELI}in_force") or "").rpartition("#InForce-")[2]
    force = force[:1].upper() + force[1:]
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": iri,
        "url": iri,
        "legislationIdentifier": first(f"{DCTERMS}identifier") or iri.removeprefix(f"{BASE}eli/"),
        "name": first(f"{DCTERMS}title"),
        "legislationType": _last(first(f"{ELI}type_document")),
        "legislationDate": first(f"{ELI}date_document"),
        "legislationDateOfApplicability": first(f"{ELI}first_date_entry_in_force"),
        "legislationLegalForce": f"https://schema.org/{force}" if force else None,
        "legislationPassedBy": issuer
        and {"@type": "Organization", "@id": issuer, "name": _label(reader, issuer)},
        "legislationChanges": [
            {"@type": "Legislation", "@id": each.value}
            for name in ("amends", "repeals")
            for each in values.get(f"{ELI}{name}", ())
        ],
        "inLanguage": "id",
        "legislationJurisdiction": "ID",
    }
    return {key: value for key, value in told.items() if value}


def legislation_script(reader: ServedReader, iri: str) -> str:
    """Return `legislation` as text that is safe inside a ``script`` element; empty for no work."""
    told = legislation(reader, iri)
    if told is None:
        return ""
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _label(reader: ServedReader, iri: str) -> str | None:
    labels = reader.store.quads_for_pattern(NamedNode(iri), NamedNode(f"{RDFS}label"), None, None)
    return next(
        (str(quad.object.value) for quad in labels if isinstance(quad.object, Literal)), None
    )


def _last(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None
