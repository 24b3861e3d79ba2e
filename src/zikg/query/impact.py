"""What a regulation carries: who cites it, what has gone stale and when, what goes stale next.

Everything starts from the regulation and follows the store's indexes (object to subject), so that
the cost grows with those who cite it and not with the store.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
_NAMING: Final = """
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?work ?citation WHERE {
  VALUES ?work { %s }
  GRAPH ?document { ?citation zikg:citesWork ?work }
}"""
_CITING: Final = """
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?work ?citation ?quote WHERE {
  %s
  GRAPH ?document { ?citation zikg:citesWork ?work ; a ?role ; zikg:asWritten ?quote }
  FILTER (?role IN (zikg:BaseCitation, zikg:AmendingCitation))
}"""
_READ: Final = """
PREFIX zikg: <https://w3id.org/zikg/ontology#>
SELECT ?read ?decree ?stage ?issuer ?first ?last WHERE {
  VALUES ?read { %s }
  OPTIONAL { GRAPH ?document { ?read zikg:realises ?decree ; zikg:stage ?stage } }
  OPTIONAL { GRAPH ?document { ?read zikg:issuedBy ?issuer } }
  OPTIONAL { GRAPH ?document { ?read zikg:datedEarliest ?first ; zikg:datedLatest ?last } }
}"""
_AT_ONCE: Final = 500
_WORKS: Final = f"{BASE}eli/"


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
    found = list(_citing(regulation, reader))
    found += _through(amending, reader, {place.document for place in found})
    known = _read(dict.fromkeys(place.document for place in found), reader)

    @cache  # decrees of one stage and day fare alike
    def faring(stage: str, dated: Interval | None) -> tuple[State, Interval | None, str | None]:
        return fares(changes, stage, dated, as_of, if_revoked)

    hits = []
    for place in found:
        about = known.get(place.document, _Read(place.document))
        satker, province = _office(about.issuer) if about.issuer else (None, None)
        dated = _dated(about.first, about.last)
        state, since, by = faring(about.stage, dated)
        via = None if place.work == regulation else place.work
        hits.append(
            Hit(
                *(satker, province, about.decree, place.document, about.stage, dated),
                *(_item(place.citation), place.quote, via, state, since, by),
            )
        )
    order = {state: place for place, state in enumerate(STATES)}
    hits.sort(key=lambda hit: (order[hit.state], hit.satker or "~", hit.decree, hit.item))
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


class _Place(NamedTuple):
    """A place where a work is cited: the local names of all three, and the words."""

    work: str
    citation: str
    document: str
    quote: str


class _Read(NamedTuple):
    """What is said of a document; by default what holds of one that is no decree."""

    decree: str
    stage: str = "issued"
    issuer: str | None = None
    first: str | None = None
    last: str | None = None


def _citing(regulation: str, reader: Reader) -> Iterator[_Place]:
    """Give the places that cite a regulation itself."""
    return _places(reader, f"VALUES ?work {{ {work_node(regulation)} }}")


def _through(acts: Iterable[str], reader: Reader, direct: set[str]) -> Iterator[_Place]:
    """Give the places that cite an act which amends it, of documents that do not cite itself."""
    nodes = " ".join(str(work_node(act)) for act in dict.fromkeys(acts))
    named = (
        f"({work} {citation})"
        for work, citation in (_rows(reader, _NAMING % nodes) if nodes else ())
        if _document(citation.value.removeprefix(BASE)) not in direct
    )
    while some := " ".join(islice(named, _AT_ONCE)):
        yield from _places(reader, f"VALUES (?work ?citation) {{ {some} }}")


def _places(reader: Reader, which: str) -> Iterator[_Place]:
    for work, citation, quote in _rows(reader, _CITING % which):
        local = citation.value.removeprefix(BASE)
        yield _Place(work.value.removeprefix(_WORKS), local, _document(local), quote.value)


def _document(citation: str) -> str:
    """Return the document that a citation stands in, by its name: ``dokumen/ab12...``.

    A node of somebody's own RDF, which no document was read into, counts for itself.
    """
    if not citation.startswith("dokumen/"):
        return citation
    return "/".join(citation.split("/", 2)[:2])


def _read(documents: Iterable[str], reader: Reader) -> dict[str, _Read]:
    """Return what is said of some documents: instrument, stage, issuer, dates."""
    found: dict[str, _Read] = {}
    nodes = (f"<{BASE}{name}>" for name in documents)
    while some := " ".join(islice(nodes, _AT_ONCE)):
        for row in _rows(reader, _READ % some):
            read, decree, stage, issuer, first, last = (cell and cell.value for cell in row)
            name = read.removeprefix(BASE)
            decree = decree.removeprefix(_WORKS) if decree else name
            found[name] = _Read(decree, stage or "issued", issuer, first, last)
    return found


@lru_cache(maxsize=4_096)
def _dated(first: str | None, last: str | None) -> Interval | None:
    if first is None or last is None:
        return None
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


def _item(citation: str) -> str:
    """Return the place of a citation in its decree: ``mengingat/3``."""
    local = citation.removeprefix(BASE).partition("/")[2].partition("/")[2]
    return local.rpartition("/cite/")[0]


@lru_cache(maxsize=4_096)
def _office(issuer: str) -> tuple[str | None, str | None]:
    """Return the satker of an issuer, and the name of the province that it lies in."""
    satker = issuers.satker_of(issuer.removeprefix(f"{BASE}org/"))
    slug = region_of(satker) if satker else None
    return satker, regions()[regions()[slug].province].name if slug else None
