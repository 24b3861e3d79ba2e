"""Figures over all decrees of a store: counted once for each state of it.

Each query is one pattern over an index, joined here: over many graphs that is what a planner does
worst. A decree is *stale* where Mengingat rests on a regulation that was revoked in full: at
signing, or by today. Revocations of low certainty are left out, as no rule judges by them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.namespaces import BASE
from zikg.serve.pages.asking import kept, rows

if TYPE_CHECKING:
    from zikg.serve.pages.call import Call

DOCUMENT: Final = BASE + "dokumen/"
_OFFICES: Final = """SELECT ?o ?name ?kind ?r WHERE { GRAPH <{base}graph/registry> {
  ?o a org:Organization . OPTIONAL { ?o rdfs:label ?name } OPTIONAL { ?o zikg:unitKind ?kind }
  OPTIONAL { ?o zikg:inRegion ?r } } }"""
_REGIONS: Final = """SELECT ?r ?name WHERE { GRAPH <{base}graph/registry> {
  ?r a zikg:Region ; rdfs:label ?name } }"""
_ISSUED: Final = "SELECT ?d ?o WHERE { GRAPH ?g { ?d zikg:issuedBy ?o } }"
_DECREES: Final = "SELECT ?d WHERE { GRAPH ?g { ?d a zikg:Decree } }"
_DATES: Final = "SELECT ?d ?t WHERE { GRAPH ?g { ?d zikg:datedEarliest ?t } }"
_REVOKED: Final = """SELECT ?w ?to ?act WHERE { GRAPH <{base}graph/registry> {
  ?c zikg:makesRevocation ?w ; zikg:effectiveLatest ?to ; zikg:changedBy ?act ;
     zikg:confidence ?certain . FILTER(?certain != "low") } }"""
_RESTS: Final = "SELECT ?d WHERE { GRAPH <{base}graph/inferred> { ?d zikg:restsOn ?w } }"
_CODES: Final = """SELECT ?code ?s (COUNT(?f) AS ?n) WHERE { GRAPH <{base}graph/findings> {
  ?f zikg:code ?code ; sh:resultSeverity ?s } } GROUP BY ?code ?s"""
_AUDITED: Final = """SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE { GRAPH <{base}graph/findings> {
  ?r a sh:ValidationReport } }"""


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its slug, name, kind, and the province that it lies in (empty: none)."""

    slug: str
    name: str
    kind: str
    province: str


@dataclass(frozen=True, slots=True)
class Census:
    """What is counted; ``signed`` and ``now`` are the decrees stale at signing and by today.

    ``months`` counts decrees by ``2025-02`` (empty: no date), ``decrees`` by slug of the office.
    ``causes`` counts by regulation, ``by_office`` by slug: (at signing, by today) each.
    """

    total: int
    dated: int
    decrees: Counter[str]
    months: Counter[str]
    signed: int
    now: int
    stale_months: dict[str, tuple[int, int]]
    causes: dict[str, tuple[int, int]]
    by_office: dict[str, tuple[int, int]]


def offices(call: Call) -> dict[str, Office]:
    """Return the offices that the store knows, by slug."""

    def make() -> dict[str, Office]:
        names = provinces(call)
        found: dict[str, Office] = {}
        for row in rows(call.reader, _OFFICES):
            slug = row["o"].removeprefix(BASE + "org/")
            code = row.get("r", "").rpartition("/")[2].partition(".")[0]
            province = code if code in names else ""
            found[slug] = Office(slug, row.get("name", slug), row.get("kind", ""), province)
        return found

    return kept(call.reader, make, "offices")


def provinces(call: Call) -> dict[str, str]:
    """Return the names of the provinces by code, in the order of the codes."""

    def make() -> dict[str, str]:
        found = {
            row["r"].rpartition("/")[2]: row["name"].removeprefix("Provinsi ")
            for row in rows(call.reader, _REGIONS)
        }
        return {code: found[code] for code in sorted(found) if "." not in code}

    return kept(call.reader, make, "provinces")


def census(call: Call) -> Census:
    """Return the figures over all decrees as things stand today."""
    return kept(call.reader, lambda: _count(call), "census", call.today.isoformat())


def issuers(call: Call) -> dict[str, str]:
    """Return the slug of the office of each decree, by the IRI of its document."""

    def make() -> dict[str, str]:
        found = rows(call.reader, _ISSUED)
        return {row["d"]: row["o"].removeprefix(BASE + "org/") for row in found}

    return kept(call.reader, make, "issuers")


def dates(call: Call) -> dict[str, str]:
    """Return the (earliest) date of each decree that has one, by the IRI of its document."""
    return kept(
        call.reader, lambda: {row["d"]: row["t"] for row in rows(call.reader, _DATES)}, "dates"
    )


def decrees(call: Call) -> frozenset[str]:
    """Return the IRIs of the documents that are decrees."""
    return kept(
        call.reader, lambda: frozenset(row["d"] for row in rows(call.reader, _DECREES)), "decrees"
    )


def _count(call: Call) -> Census:
    reader, today = call.reader, call.today.isoformat()
    issuer, dated, every = issuers(call), dates(call), decrees(call)
    revoked: dict[str, str] = {}
    for row in rows(reader, _REVOKED):
        if row["to"] <= today:
            revoked[row["w"]] = min(row["to"], revoked.get(row["w"], row["to"]))
    stale: dict[str, bool] = {}
    causes: Counter[tuple[str, bool]] = Counter()
    for work, since in revoked.items():
        for row in rows(reader, _RESTS, w=work):
            decree = row["d"]
            signed = since <= dated.get(decree, "")
            stale[decree] = stale.get(decree, False) or signed
            causes[work.removeprefix(BASE + "eli/"), signed] += 1
    months = Counter(dated.get(decree, "")[:7] for decree in every)
    return Census(
        total=len(every),
        dated=len(every) - months[""],
        decrees=Counter(issuer.get(decree, "") for decree in every),
        months=months,
        signed=sum(stale.values()),
        now=len(stale),
        stale_months=_both((dated.get(d, "")[:7], signed) for d, signed in stale.items()),
        causes={
            work: (causes[work, True], causes[work, True] + causes[work, False])
            for work in {work for work, _ in causes}
        },
        by_office=_both((issuer.get(d, ""), signed) for d, signed in stale.items()),
    )


def _both(pairs: object) -> dict[str, tuple[int, int]]:
    counted: Counter[tuple[str, bool]] = Counter(pairs)  # type: ignore[call-overload]
    return {
        key: (counted[key, True], counted[key, True] + counted[key, False])
        for key in {key for key, _ in counted}
    }


def codes(call: Call) -> dict[str, dict[str, int]]:
    """Return how often each rule was raised in the audit of the store, by severity."""

    def make() -> dict[str, dict[str, int]]:
        words = {"Violation": "error", "Warning": "warning", "Info": "info"}
        found: dict[str, dict[str, int]] = {}
        for row in rows(call.reader, _CODES):
            level = words.get(row["s"].rpartition("#")[2], "info")
            found.setdefault(row["code"], {})[level] = int(row["n"])
        return found

    return kept(call.reader, make, "codes")


def audited(call: Call) -> int:
    """Return how many decrees have been audited in the store."""
    return kept(
        call.reader,
        lambda: int(next(iter(rows(call.reader, _AUDITED)), {"n": "0"})["n"]),
        "audited",
    )
