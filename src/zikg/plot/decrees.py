"""What pictures need of the decrees in a store: a few set-wise queries, joined by document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from zikg.errors import IdentityError
from zikg.iri import short_id
from zikg.namespaces import BASE, GRAPH_INFERRED, GRAPH_REGISTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions

    from zikg.store import Reader

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_DECREES: Final = """
SELECT ?decree ?work ?stage ?office ?kind ?from ?until WHERE {
  GRAPH ?document {
    ?decree a zikg:Decree ; zikg:realises ?work ; zikg:stage ?stage .
    OPTIONAL { ?decree zikg:issuedBy ?office }
    OPTIONAL { ?decree zikg:issuerKind ?kind }
    OPTIONAL { ?decree zikg:datedEarliest ?from ; zikg:datedLatest ?until }
  }
}"""
_OFFICES: Final = f"""
SELECT ?office ?name ?region ?province WHERE {{
  GRAPH <{GRAPH_REGISTRY}> {{
    ?office a org:Organization ; rdfs:label ?name .
    OPTIONAL {{
      ?office zikg:inRegion ?place . ?place rdfs:label ?region .
      OPTIONAL {{ ?place zikg:partOfRegion ?above . ?above rdfs:label ?province }}
    }}
  }}
}}"""
_BASES: Final = f"""
SELECT ?decree ?cited ?standing WHERE {{
  GRAPH ?document {{
    ?citation a zikg:LegalBasis ; zikg:inDecree ?decree ; zikg:citesWork ?cited .
    %s
  }}
  FILTER NOT EXISTS {{ GRAPH ?document {{ ?citation a zikg:TitleMention }} }}
  OPTIONAL {{ GRAPH <{GRAPH_INFERRED}> {{ ?citation zikg:standing ?standing }} }}
}}"""
_ABOUT: Final = f"""
SELECT ?decree WHERE {{ GRAPH <{GRAPH_INFERRED}> {{ ?decree zikg:aboutZonaIntegritas true }} }}"""
_COVERS: Final = f"""
SELECT ?decree ?component WHERE {{ GRAPH <{GRAPH_INFERRED}> {{ ?decree zikg:%s ?component }} }}"""
_READ: Final = """
SELECT ?decree WHERE { GRAPH ?document { ?decree zikg:planState "read" } }"""


@dataclass(frozen=True, slots=True)
class Decree:
    """A decree of a store: its node, short id, stage, office, and date as far as it is known."""

    node: str
    id: str
    stage: str
    office: str | None
    office_name: str
    kind: str
    province: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Basis:
    """That a decree cites an instrument in Mengingat; ``revoked``: it was no longer in force."""

    decree: str
    cited: str
    revoked: bool


def plain(text: str) -> str:
    """Return text that can stand in any document: one line, without control characters.

    Example:
        >>> plain("Rencana" + chr(10) + "Aksi" + chr(0))
        'Rencana Aksi'
    """
    return _CONTROL.sub(" ", text).strip()


def decrees(reader: Reader) -> dict[str, Decree]:
    """Return the decrees of a store by their nodes, in order of office, date and node.

    Args:
        reader: the store.
    """
    offices = {row["office"]: row for row in _rows(reader, _OFFICES)}
    found = []
    for row in _rows(reader, _DECREES):
        office = offices.get(row["office"] or "", {})
        slug = (row["office"] or "").rpartition("/")[2] or None
        place = office.get("province") or office.get("region")
        found.append(
            Decree(
                node=str(row["decree"]),
                id=_id(str(row["work"])),
                stage=str(row["stage"]),
                office=slug,
                office_name=plain(office.get("name") or slug or "?"),
                kind=row["kind"] or "",
                province=plain(place).removeprefix("Provinsi ") if place else None,
                earliest=_day(row["from"]),
                latest=_day(row["until"]),
            )
        )
    found.sort(key=lambda one: (one.office or "", one.earliest or date.max, one.node))
    return {one.node: one for one in found}


def bases(reader: Reader, works: Iterable[str] = ()) -> tuple[Basis, ...]:
    """Return what decrees cite in Mengingat, each pair once.

    Args:
        reader: the store.
        works: short ids; only citations of these, of all when there are none.
    """
    named = " ".join(f"<{BASE}eli/{work}>" for work in works)
    pairs: dict[tuple[str, str], bool] = {}
    for row in _rows(reader, _BASES % (f"VALUES ?cited {{ {named} }}" if named else "")):
        pair = (str(row["decree"]), _id(str(row["cited"])))
        pairs[pair] = pairs.get(pair, False) or row["standing"] == "revoked"
    return tuple(Basis(*pair, revoked) for pair, revoked in sorted(pairs.items()))


def about_zi(reader: Reader) -> frozenset[str]:
    """Return the nodes of the decrees whose title is about Zona Integritas."""
    return frozenset(str(row["decree"]) for row in _rows(reader, _ABOUT))


def coverage(reader: Reader) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return, by decree with a plan that was read, the components asked for and those covered."""
    readable = {str(row["decree"]) for row in _rows(reader, _READ)}
    asked, covered = ({node: set[str]() for node in readable} for _ in range(2))
    for found, name in ((asked, "mustCover"), (covered, "covers")):
        for row in _rows(reader, _COVERS % name):
            if row["decree"] in found:
                found[row["decree"]].add(_id(str(row["component"])))
    return asked, covered


def _rows(reader: Reader, text: str) -> Iterator[dict[str, Any]]:
    found = cast("QuerySolutions", reader.query(text))
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: value.value if (value := row[name]) else None for name in names}


def _id(iri: str) -> str:
    try:
        return short_id(iri)
    except IdentityError:
        return plain(iri)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
