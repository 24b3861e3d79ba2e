"""Any other IRI of ours: what the store says of it and what points at it, as a plain table."""

from __future__ import annotations

from typing import Final

from zikg.namespaces import BASE, PREFIXES, ZIKG
from zikg.serve.pages.asking import Row, rows
from zikg.serve.pages.call import Call, Json, Refusal, View

_MOST: Final = 200
_SAYS: Final = f"SELECT DISTINCT ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST + 1}"
_POINTS: Final = f"SELECT DISTINCT ?s ?p WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST + 1}"
_IN_GRAPH: Final = f"SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST + 1}"
_LABELS: Final = ("http://www.w3.org/2004/02/skos/core#prefLabel",
                  "http://www.w3.org/2000/01/rdf-schema#label",
                  "http://purl.org/dc/terms/title")  # fmt: skip


def show(call: Call, iri: str) -> View:
    """Return the page of a node.

    Raises:
        Refusal: the store says nothing of it.
    """
    try:
        said = rows(call.reader, _SAYS, s=iri)
    except ValueError:
        said = []  # no IRI can be written so
        iri = BASE
    if not said and iri == ZIKG.rstrip("#"):
        said = rows(call.reader, _SAYS, s=ZIKG)
    points = rows(call.reader, _POINTS, o=iri)
    if not said and not points and iri.startswith(BASE + "graph/"):
        return _graph(call, iri)
    if not said and not points:
        raise Refusal(
            404,
            f"Tidak ada apa pun di {call.path[:120]}. Cari lewat kotak pencarian, atau mulai dari "
            "beranda.",
            f"There is nothing at {call.path[:120]}. Use the search box, or start at the front "
            "page.",
        )
    label = next((row["o"] for name in _LABELS for row in said if row["p"] == name), None)
    data: Json = {
        "iri": iri,
        "label": label,
        "statements": [_line(row) for row in said[:_MOST]],
        "referred_by": [
            {"subject": row["s"], "property": short(row["p"])} for row in points[:_MOST]
        ],
        "truncated": len(said) > _MOST or len(points) > _MOST,
        "document": _document(iri),
    }
    return View("node.html", label or iri.removeprefix(BASE), data)


def _graph(call: Call, iri: str) -> View:
    found = rows(call.reader, _IN_GRAPH, g=iri)
    if not found:
        raise Refusal(
            404,
            f"Graf {iri} kosong atau tidak ada.",
            f"The graph {iri} is empty or not there.",
        )
    data: Json = {
        "iri": iri,
        "label": None,
        "statements": [
            {"property": f"{row['s'].removeprefix(BASE)} {short(row['p'])}", "value": row["o"],
             "graph": iri}
            for row in found[:_MOST]
        ],
        "referred_by": [],
        "truncated": len(found) > _MOST,
        "document": None,
    }  # fmt: skip
    return View("node.html", iri.removeprefix(BASE), data)


def _document(iri: str) -> str | None:
    local = iri.removeprefix(BASE)
    return local.split("/")[1] if local.startswith("dokumen/") and local.count("/") > 1 else None


def _line(row: Row) -> Json:
    return {"property": short(row["p"]), "value": row["o"], "graph": row["g"]}


def short(iri: str) -> str:
    """Return an IRI with its prefix, where it has one.

    Example:
        >>> short("http://www.w3.org/2000/01/rdf-schema#label")
        'rdfs:label'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
