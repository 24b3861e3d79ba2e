"""What a regulation carries: who cites it, what has gone stale and when, what goes stale next.

Everything starts from the regulation and follows the store's indexes (object to subject), so that
the cost grows with those who cite it and not with the store.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from zikg.graph.satker import region_of
from zikg.graph.terms import work as work_node
from zikg.iri import short_id
from zikg.model import Interval
from zikg.namespaces import BASE, ZIKG
from zikg.query.faring import STATES, Changed, fares
from zikg.query.library import rebased
from zikg.registry import issuers
from zikg.registry.regions import regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.query.faring import Kind, State
    from zikg.store import Reader

_MAKES: Final[dict[str, Kind]] = {
    "makesAmendment": "amends",
    "makesRevocation": "revokes",
    "makesPartialRevocation": "partly-revokes",
    "adopts": "adopts",
}
_CHANGES: Final = """
PREFIX graph: <https://w3id.org/zikg/graph/>
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?change ?property ?value WHERE {
  VALUES ?makes { zikg:makesAmendment zikg:makesRevocation zikg:makesPartialRevocation zikg:adopts }
  GRAPH graph:registry { ?change ?makes %s ; ?property ?value }
}"""
_NEXT: Final = """
PREFIX graph: <https://w3id.org/zikg/graph/>
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?by WHERE { GRAPH graph:registry { %s zikg:replacedBy ?by } } ORDER BY ?by"""
_CITING: Final = """
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?work ?citation ?quote ?read WHERE {
  VALUES ?work { %s }
  GRAPH ?document {
    ?citation zikg:citesWork ?work ; a ?role ; zikg:asWritten ?quote ; zikg:inDecree ?read .
  }
  FILTER (?role IN (zikg:BaseCitation, zikg:AmendingCitation))
}"""
_READ: Final = """
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?read ?property ?value WHERE {
  VALUES ?read { %s }
  GRAPH ?document { ?read ?property ?value }
  FILTER (?property IN (
    zikg:realises, zikg:stage, zikg:issuedBy, zikg:datedEarliest, zikg:datedLatest
  ))
}"""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a decree cites the regulation, or an act that amends it (``via``).

    ``state`` says how the citation fares, ``since`` from when, ``by`` by which act.
    """

    satker: str | None
    province: str | None
    decree: str
    document: str
    stage: str
    dated: Interval | None
    item: str
    quote: str
    via: str | None
    state: State
    since: Interval | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that cites a regulation, and what has become or would become of it.

    ``instead`` is what a source says is to be cited, hop by hop.
    """

    regulation: str
    as_of: date
    if_revoked: date | None
    changes: tuple[Changed, ...]
    instead: tuple[str, ...]
    hits: tuple[Hit, ...] = field(repr=False)

    def count(self) -> dict[State, int]:
        """Return the number of citing places by state, gravest first."""
        counted = Counter(hit.state for hit in self.hits)
        return {state: counted[state] for state in STATES if counted[state]}

    def by_province(self) -> list[tuple[str, int, int, int]]:
        """Return province, satkers, decrees and citing places, most decrees first."""
        places: dict[str, list[Hit]] = {}
        for hit in self.hits:
            places.setdefault(hit.province or "-", []).append(hit)
        rows = [
            (
                place,
                len({hit.satker for hit in here}),
                len({hit.document for hit in here}),
                len(here),
            )
            for place, here in places.items()
        ]
        return sorted(rows, key=lambda row: (-row[2], row[0]))


def impact(
    regulation: str, reader: Reader, as_of: date, *, if_revoked: date | None = None
) -> Impact:
    """Return who cites a regulation, directly or by an act that amends it, and what that means.

    Args:
        regulation: short id of the regulation.
        reader: the store.
        as_of: changes in effect by then have happened; later ones are announced.
        if_revoked: suppose the regulation is revoked from this day on.

    Raises:
        QueryError: the store did not answer.
    """
    changes = tuple(_changes(regulation, reader))
    amending = [change.act for change in changes if change.kind == "amends"]
    found = list(_citing((regulation, *amending), reader))
    direct = {read for work, _, _, read in found if work == regulation}
    kept = [row for row in found if row[0] == regulation or row[3] not in direct]
    known = _read({read for *_, read in kept}, reader)
    hits = []
    for work, citation, quote, read in kept:
        about = known.get(read, {})
        stage = about.get("stage", "issued")
        dated = _dated(about)
        state, since, by = fares(changes, stage, dated, as_of, if_revoked)
        satker = issuers.satker_of(about["issuedBy"]) if "issuedBy" in about else None
        hits.append(
            Hit(
                *(satker, _province(satker), about.get("realises", read), read, stage, dated),
                *(_item(citation), quote, None if work == regulation else work),
                *(state, since, by),
            )
        )
    order = list(STATES)
    hits.sort(key=lambda hit: (order.index(hit.state), hit.satker or "~", hit.decree, hit.item))
    instead = tuple(_instead(regulation, reader))
    return Impact(regulation, as_of, if_revoked, changes, instead, tuple(hits))


def _rows(reader: Reader, text: str) -> Iterator[Any]:
    answer: Any = reader.query(rebased(text))
    yield from answer


def _changes(regulation: str, reader: Reader) -> Iterator[Changed]:
    about: dict[str, dict[str, str]] = {}
    for change, prop, value in _rows(reader, _CHANGES % work_node(regulation)):
        name = prop.value.removeprefix(ZIKG)
        said = about.setdefault(change.value, {})
        if name in _MAKES and value == work_node(regulation):
            said["kind"] = _MAKES[name]
        else:
            said[name] = value.value
    for said in about.values():
        yield Changed(
            short_id(said["changedBy"]),
            said["kind"],  # type: ignore[arg-type]  # set from _MAKES above
            Interval(
                date.fromisoformat(said["effectiveEarliest"]),
                date.fromisoformat(said["effectiveLatest"]),
            ),
            said.get("confidence", "low"),
            said.get("disputed") == "true",
            said.get("changeGroup"),
        )


def _instead(regulation: str, reader: Reader) -> Iterator[str]:
    seen, todo = {regulation}, [regulation]
    while todo:
        for (by,) in _rows(reader, _NEXT % work_node(todo.pop(0))):
            name = short_id(by.value)
            if name not in seen:
                seen.add(name)
                todo.append(name)
                yield name


def _citing(works: Iterable[str], reader: Reader) -> Iterator[tuple[str, str, str, str]]:
    nodes = " ".join(str(work_node(name)) for name in dict.fromkeys(works))
    for work, citation, quote, read in _rows(reader, _CITING % nodes):
        yield short_id(work.value), citation.value, quote.value, read.value.removeprefix(BASE)


def _read(documents: set[str], reader: Reader) -> dict[str, dict[str, str]]:
    """Return what is said of some documents: instrument, stage, issuer, dates."""
    found: dict[str, dict[str, str]] = {}
    names = sorted(documents)
    for start in range(0, len(names), _AT_ONCE):
        nodes = " ".join(str(NamedNode(BASE + name)) for name in names[start : start + _AT_ONCE])
        for read, prop, value in _rows(reader, _READ % nodes):
            said = found.setdefault(read.value.removeprefix(BASE), {})
            name = prop.value.removeprefix(ZIKG)
            if name == "realises":
                said[name] = short_id(value.value)
            else:
                said[name] = value.value.removeprefix(f"{BASE}org/")
    return found


def _dated(about: dict[str, str]) -> Interval | None:
    first, last = about.get("datedEarliest"), about.get("datedLatest")
    if first is None or last is None:
        return None
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


def _item(citation: str) -> str:
    """Return the place of a citation in its decree: ``mengingat/3``."""
    local = citation.removeprefix(BASE).partition("/")[2].partition("/")[2]
    return local.rpartition("/cite/")[0]


def _province(satker: str | None) -> str | None:
    slug = region_of(satker) if satker else None
    return regions()[regions()[slug].province].name if slug else None
