"""The interface as an OpenAPI 3.1 document: the endpoint, the data behind the pages, the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import zikg
from zikg.serve import media, pages
from zikg.serve.dumping import FORMS
from zikg.serve.problem import MEDIA

if TYPE_CHECKING:
    from zikg.serve.settings import Settings

_TEXT: Final = {"type": "string"}
_LIST: Final = {"type": "array", "items": {"type": "string", "format": "uri"}}
_QUERY: Final = (
    ("query", "A SPARQL 1.1 query; without it the endpoint describes itself.", _TEXT),
    ("default-graph-uri", "Graphs that make the default graph, instead of FROM.", _LIST),
    ("named-graph-uri", "Graphs that GRAPH sees, instead of FROM NAMED.", _LIST),
    ("format", "json, xml, csv, tsv; ttl, nt, jsonld, rdf; instead of Accept.", _TEXT),
    ("version", "Answer only if this is the version of the data.", _TEXT),
    ("exact", "true leaves cells of CSV as they are that a spreadsheet takes for formulas.", _TEXT),
)
_PROBLEMS: Final = {
    "400": "The request or the query is not valid.",
    "403": "An update, or a query that asks another server.",
    "406": "No such form of the answer.",
    "410": "Another version of the data is served.",
    "413": "The body is too large.",
    "415": "The body is neither a form nor a query in UTF-8.",
    "429": "Too many requests of one client at once.",
    "503": "Every place is taken, or the memory limit was exceeded.",
    "504": "The time limit was exceeded.",
}


def document(settings: Settings) -> bytes:
    """Return the document as JSON.

    Args:
        settings: the limits that it tells.
    """
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "zikg",
                "version": zikg.__version__,
                "summary": "Zona Integritas decrees, the law they cite, and their action plans.",
                "description": (
                    f"Read-only. A query ends after {settings.timeout:g} seconds (504); at most "
                    f"{settings.rows} rows, beyond which X-Zikg-Truncated is true. Errors are "
                    "problem details (RFC 9457) in Indonesian and English."
                ),
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "paths": _own() | _pages(),
            "components": {"schemas": {"Problem": _problem()}},
        },
        ensure_ascii=False,
    ).encode()


def _own() -> dict[str, Any]:
    solutions = [form.media for form in media.SOLUTIONS]
    graphs = [form.media for form in media.GRAPHS]
    results = _answers("The answer.", solutions + graphs)
    form = {"type": "object", "properties": {name: kind for name, _, kind in _QUERY}}
    sparql = {
        "get": _operation("SPARQL query by GET", [_in(*each) for each in _QUERY], results),
        "post": _operation("SPARQL query by POST", [_in(*each) for each in _QUERY[1:]], results)
        | {
            "requestBody": {
                "required": True,
                "content": {
                    "application/sparql-query": {"schema": _TEXT},
                    "application/x-www-form-urlencoded": {"schema": form},
                },
            }
        },
    }
    dump = [_in("form", "What the file holds.", _TEXT | {"enum": list(FORMS)}, "path")]
    plain = _answers("Text.", ["text/plain"])
    return {
        "/sparql": sparql,
        "/.well-known/void": {
            "get": _operation("VoID, DCAT, prefixes and examples", [], _answers("RDF.", graphs))
        },
        "/dump/zikg.{form}.gz": {
            "get": _operation(
                "Every named graph, compressed", dump, _answers("A dump.", ["application/gzip"])
            )
        },
        "/healthz": {"get": _operation("Whether queries can be answered", [], plain)},
        "/metrics": {"get": _operation("Counters for Prometheus", [], plain)},
        "/openapi.json": {
            "get": _operation("This document", [], _answers("JSON.", ["application/json"]))
        },
    }


def _pages() -> dict[str, Any]:
    """Return the data behind the pages, as the pages themselves list them."""
    found: dict[str, Any] = {}
    for each in pages.API:
        told = [
            _in(one.name, one.about["en"], {"type": one.type}, one.where)
            | {"required": one.required}
            for one in each.parameters
            if one.where != "form"
        ]
        operation = _operation(each.summary["en"], told, _answers("JSON.", ["application/json"]))
        fields = {one.name: one for one in each.parameters if one.where == "form"}
        if fields:
            properties = {
                name: {"type": one.type, "description": one.about["en"]}
                | ({"format": "binary"} if one.type == "file" else {})
                for name, one in fields.items()
            }
            schema = {"type": "object", "properties": properties}
            operation["requestBody"] = {"content": {"multipart/form-data": {"schema": schema}}}
        found.setdefault(each.path, {})[each.method.lower()] = operation
    return found


def _operation(
    summary: str, parameters: list[dict[str, Any]], answers: dict[str, Any]
) -> dict[str, Any]:
    return {"summary": summary, "parameters": parameters, "responses": answers}


def _in(name: str, words: str, schema: dict[str, Any], place: str = "query") -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "description": words,
        "schema": schema,
        "required": place == "path",
    }


def _answers(words: str, kinds: list[str]) -> dict[str, Any]:
    good = {"description": words, "content": {kind: {} for kind in kinds}}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"200": good} | {
        status: {"description": told, "content": {MEDIA: {"schema": schema}}}
        for status, told in _PROBLEMS.items()
    }


def _problem() -> dict[str, Any]:
    names = ("type", "title", "title_en", "detail", "detail_en")
    return {
        "type": "object",
        "properties": dict.fromkeys(names, _TEXT) | {"status": {"type": "integer"}},
    }
