"""Decrees as lines of a list: their heads, and the list of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.namespaces import BASE
from zikg.serve.pages.asking import Row, kept, rows
from zikg.serve.pages.call import Call, Json, View, paged
from zikg.serve.pages.census import DOCUMENT, offices

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADS: Final = """SELECT ?d ?o ?t ?to ?stage ?w ?number ?title ?file WHERE {
  VALUES (?d ?g) { %s }
  GRAPH ?g { ?d a zikg:Decree ; zikg:realises ?w
    OPTIONAL { ?d zikg:issuedBy ?o } OPTIONAL { ?d zikg:datedEarliest ?t ; zikg:datedLatest ?to }
    OPTIONAL { ?d zikg:stage ?stage } OPTIONAL { ?w eli:number ?number }
    OPTIONAL { ?w dcterms:title ?title } }
  OPTIONAL { GRAPH <{base}graph/run> { ?d zikg:file ?file } } }"""
_ORDERED: Final = """SELECT ?d ?t WHERE { GRAPH ?g { ?d a zikg:Decree }
  OPTIONAL { GRAPH ?g { ?d zikg:datedEarliest ?t } } }"""


def graph_of(document: str) -> str:
    """Return the graph of a document by its IRI: planners need not look for it then."""
    return document.replace(DOCUMENT, BASE + "graph/dokumen/")


def heads(call: Call, documents: Iterable[str]) -> list[Json]:
    """Return what tells decrees apart: office, number, date, title; in the order given.

    Args:
        call: the call.
        documents: their IRIs.
    """
    wanted = list(documents)
    if not wanted:
        return []
    pairs = " ".join(f"(<{iri}> <{graph_of(iri)}>)" for iri in wanted)
    query = _HEADS.replace("%s", pairs)
    found: dict[str, Json] = {}
    for row in rows(call.reader, query):
        found.setdefault(row["d"], _head(call, row))
    return [found[iri] for iri in wanted if iri in found]


def _head(call: Call, row: Row) -> Json:
    slug = row.get("o", "").removeprefix(BASE + "org/")
    office = offices(call).get(slug)
    first, last = row.get("t"), row.get("to")
    return {
        "document": row["d"].removeprefix(DOCUMENT),
        "id": row["w"].removeprefix(BASE + "eli/"),
        "number": row.get("number"),
        "date": first if first == last or not last else f"{first}/{last}",
        "stage": row.get("stage"),
        "office": slug or None,
        "office_name": office.name if office else slug or None,
        "title": row.get("title"),
        "file": row.get("file"),
    }


def newest(call: Call) -> list[str]:
    """Return the IRIs of all decrees, newest first; those without a date come last."""

    def make() -> list[str]:
        found = {row["d"]: row.get("t", "") for row in rows(call.reader, _ORDERED)}
        return sorted(found, key=lambda iri: (found[iri], iri), reverse=True)

    return kept(call.reader, make, "documents")


def listed(call: Call) -> View:
    """Return the list of all decrees, newest first."""
    every = newest(call)
    page = paged(call, len(every))
    lines = heads(call, every[page.first : page.first + page.size])
    data: Json = {"documents": lines, "paging": page.json()}
    return View("documents.html", call.say("Dokumen", "Documents"), data)
