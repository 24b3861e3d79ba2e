"""Clients that others wrote work unchanged; so do the ways of plain HTTP."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from zikg.namespaces import BASE, DCTERMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .running import Server

TITLE = f"SELECT ?t {{ <{BASE}eli/uu/ri/2014/5> <{DCTERMS}title> ?t }}"


@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_selects(server: Server, form: str, method: str) -> None:
    """SPARQLWrapper gets a table in each of its forms."""
    client = SPARQLWrapper(f"{server.home}/sparql", returnFormat=form)
    client.setMethod(method)
    client.setQuery(TITLE)
    found: Any = client.queryAndConvert()
    text = (
        found.toxml() if form == XML else found if isinstance(found, bytes) else json.dumps(found)
    )
    assert "Aparatur Sipil Negara" in (text.decode() if isinstance(text, bytes) else text)


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD, XML])
def test_sparqlwrapper_constructs(server: Server, form: str) -> None:
    """SPARQLWrapper gets a graph in each of its forms."""
    client = SPARQLWrapper(f"{server.home}/sparql", returnFormat=form)
    client.setQuery(f"CONSTRUCT WHERE {{ <{BASE}eli/uu/ri/2014/5> ?p ?o }}")
    found: Any = client.queryAndConvert()
    assert len(found) > 3


def test_rdflib_reads_through_its_sparql_store(server: Server) -> None:
    """rdflib's SPARQLStore answers queries and triple patterns from the endpoint."""
    store = SPARQLStore(f"{server.home}/sparql", returnFormat="json")
    work = URIRef(f"{BASE}eli/uu/ri/2014/5")
    row: Any
    [row] = store.query(TITLE)
    assert str(row[0]) == "Aparatur Sipil Negara"
    found = [str(o) for (_s, _p, o), _ in store.triples((work, URIRef(f"{DCTERMS}title"), None))]
    assert "Aparatur Sipil Negara" in found


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("application/json;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, application/sparql-results+xml;q=0.2", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "application/sparql-results+xml"),
    ],
)
def test_the_form_is_negotiated(server: Server, accept: str, media: str) -> None:
    """Quality values decide, then the order that the server prefers."""
    response = server.ask(TITLE, headers={"accept": accept})
    assert response.headers["content-type"].split(";")[0] == media


def test_no_form_that_is_taken_is_406(server: Server) -> None:
    """It names the forms there are; a graph is no table."""
    assert server.ask(TITLE, headers={"accept": "image/png"}).status_code == 406
    response = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", headers={"accept": "text/csv"})
    assert response.status_code == 406
    assert "ttl" in response.json()["detail"]
    assert server.get("/sparql", params={"query": TITLE, "format": "xyz"}).status_code == 406


def test_head_and_options_and_compression(server: Server) -> None:
    """HEAD has the headers and no body, OPTIONS what is allowed, gzip what the client takes."""
    url = f"{server.home}/sparql"
    whole = server.ask(TITLE)
    head = httpx.head(url, params={"query": TITLE})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == whole.headers["content-type"]
    options = httpx.options(url)
    assert options.status_code == 204
    assert "POST" in options.headers["allow"]
    long = {"query": "SELECT * { ?s ?p ?o } LIMIT 500"}
    packed = httpx.get(url, params=long, headers={"accept-encoding": "gzip"})
    plain = httpx.get(url, params=long, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert gzip.compress(plain.content)
    assert packed.headers["etag"] != plain.headers["etag"]


def test_another_origin_reads_only_where_it_was_allowed(
    server: Server, own: Callable[..., Server]
) -> None:
    """CORS is off unless --cors, and then also answers the preflight."""
    origin = {"origin": "https://elsewhere.example"}
    assert "access-control-allow-origin" not in server.ask("ASK {}", headers=origin).headers
    open_ = own("--cors", "--workers", "1", "--public-host", "zi.example")
    assert open_.ask("ASK {}", headers=origin).headers["access-control-allow-origin"] == "*"
    asked = origin | {"access-control-request-method": "POST"}
    preflight = httpx.options(f"{open_.home}/sparql", headers=asked)
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    assert open_.ask("ASK {}", headers={"host": "zi.example"}).status_code == 200


def test_the_interface_is_described(server: Server) -> None:
    """OpenAPI names the endpoint and the data of the pages; metrics and health are plain text."""
    told = server.get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {"get", "post"} <= set(told["paths"]["/sparql"])
    assert any(path.startswith("/dokumen") for path in told["paths"])
    server.ask(TITLE)
    metrics = server.get("/metrics").text
    assert 'zikg_requests_total{kind="query",status="2xx"}' in metrics
    assert server.metric('zikg_requests_total{kind="query",status="2xx"}') >= 1
    assert server.get("/healthz").text == "ok\n"


def test_people_get_the_editor_at_the_bare_endpoint(server: Server) -> None:
    """A browser sees a page where a program sees the service description."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = server.get("/sparql", headers={"accept": browser})
    assert page.headers["content-type"].startswith("text/html")
    assert server.get("/sparql").headers["content-type"].startswith("text/turtle")
