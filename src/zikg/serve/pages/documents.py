"""Decrees as lines of a list: their heads, and the list of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.namespaces import BASE, DCTERMS, ELI, ZIKG
from zikg.serve.pages.asking import Row, kept, rows
from zikg.serve.pages.call import Call, Json, View, paged
from zikg.serve.pages.census import DOCUMENT, dates, decrees, offices

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAID: Final = "SELECT ?s ?p ?o WHERE { VALUES (?s ?g) { %s } GRAPH ?g { ?s ?p ?o } }"
_REALISES: Final = ZIKG + "realises"
_FILES: Final = (
    "SELECT ?d ?file WHERE { VALUES ?d { %s } GRAPH <{base}graph/run> { ?d zikg:file ?file } }"
)


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
    graphs = {iri: graph_of(iri) for iri in wanted}
    said = _said(call, graphs.items())
    works = {iri: said[iri][_REALISES] for iri in wanted if _REALISES in said.get(iri, {})}
    about = _said(call, ((work, graphs[iri]) for iri, work in works.items()))
    query = _FILES.replace("%s", " ".join(f"<{iri}>" for iri in wanted))
    files = {row["d"]: row["file"] for row in rows(call.reader, query)}
    return [
        _head(call, iri, said[iri], about.get(works[iri], {}), files.get(iri))
        for iri in wanted
        if iri in works
    ]


def _said(call: Call, pairs: Iterable[tuple[str, str]]) -> dict[str, Row]:
    """Return what graphs say of nodes, by node and property: one pattern, which any planner knows.

    Args:
        call: the call.
        pairs: nodes, each with the graph.
    """
    query = _SAID.replace("%s", " ".join(f"(<{node}> <{graph}>)" for node, graph in pairs))
    found: dict[str, Row] = {}
    for row in rows(call.reader, query):
        if "o" in row:
            found.setdefault(row["s"], {})[row["p"]] = row["o"]
    return found


def _head(call: Call, iri: str, said: Row, about: Row, file: str | None) -> Json:
    work = said[_REALISES]
    slug = said.get(ZIKG + "issuedBy", "").removeprefix(BASE + "org/")
    office = offices(call).get(slug)
    first, last = said.get(ZIKG + "datedEarliest"), said.get(ZIKG + "datedLatest")
    return {
        "document": iri.removeprefix(DOCUMENT),
        "id": work.removeprefix(BASE + "eli/"),
        "number": about.get(ELI + "number"),
        "date": first if first == last or not last else f"{first}/{last}",
        "stage": said.get(ZIKG + "stage"),
        "office": slug or None,
        "office_name": office.name if office else slug or None,
        "title": about.get(DCTERMS + "title"),
        "file": file,
    }


def newest(call: Call) -> list[str]:
    """Return the IRIs of all decrees, newest first; those without a date come last."""

    def make() -> list[str]:
        found = dates(call)
        return sorted(decrees(call), key=lambda iri: (found.get(iri, ""), iri), reverse=True)

    return kept(call.reader, make, "documents")


def listed(call: Call) -> View:
    """Return the list of all decrees, newest first."""
    every = newest(call)
    page = paged(call, len(every))
    lines = heads(call, every[page.first : page.first + page.size])
    data: Json = {"documents": lines, "paging": page.json()}
    return View("documents.html", call.say("Dokumen", "Documents"), data)
