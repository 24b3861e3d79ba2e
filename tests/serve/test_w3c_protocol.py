"""The SPARQL 1.1 Protocol tests of the W3C (w3c/rdf-tests, sparql11/protocol), by their names.

Those of the query operation have to pass; an update has to be refused, whatever it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from .running import W3C

if TYPE_CHECKING:
    import httpx

    from .running import Server

DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
DATA = [W3C.format(number) for number in range(4)]
TWO_DEFAULT = f"ASK {{ <{DATA[1]}> a ?type . <{DATA[2]}> a ?type . }}"
TWO_NAMED = f"ASK {{ GRAPH ?g1 {{ <{DATA[1]}> a ?type }} GRAPH ?g2 {{ <{DATA[2]}> a ?type }} }}"
FULL = TWO_NAMED.replace("ASK {", f"ASK {{ <{DATA[3]}> a ?type ")
NONE = urlencode({"default-graph-uri": DATA[0]})


def _graphs(**named: list[int]) -> str:
    pairs = [(f"{kind}-graph-uri", DATA[one]) for kind, each in named.items() for one in each]
    return urlencode(pairs)


def _media(response: httpx.Response) -> str:
    return response.headers["content-type"].split(";")[0]


def _true(response: httpx.Response) -> None:
    assert response.status_code == 200
    assert _media(response) in ("application/sparql-results+json", "application/sparql-results+xml")
    assert response.json()["boolean"] is True


ASKED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "query_post_form": (
        "POST",
        f"/sparql/?{NONE}",
        {"content": "query=ASK%20%7B%7D", "headers": FORM},
    ),
    "query_dataset_default_graphs_get": (
        "GET",
        f"/sparql/?query={quote(TWO_DEFAULT)}&{_graphs(default=[1, 2])}",
        {},
    ),
    "query_dataset_default_graphs_post": (
        "POST",
        f"/sparql/?{_graphs(default=[1, 2])}",
        {"content": TWO_DEFAULT, "headers": DIRECT},
    ),
    "query_dataset_named_graphs_post": (
        "POST",
        f"/sparql/?{_graphs(named=[1, 2])}",
        {"content": TWO_NAMED, "headers": DIRECT},
    ),
    "query_dataset_named_graphs_get": (
        "GET",
        f"/sparql/?query={quote(TWO_NAMED)}&{_graphs(named=[1, 2])}",
        {},
    ),
    "query_dataset_full": (
        "POST",
        f"/sparql/?{_graphs(default=[3], named=[1, 2])}",
        {"content": FULL, "headers": DIRECT},
    ),
    # The manifest percent-encodes the ampersand between its two parameters, which makes one name of
    # them; what it says in words is asked here: the protocol's dataset replaces that of the query.
    "query_multiple_dataset": (
        "POST",
        f"/sparql/?{_graphs(named=[1, 2])}",
        {"content": TWO_NAMED.replace("ASK", f"ASK FROM <{DATA[3]}>"), "headers": DIRECT},
    ),
    "query_get": ("GET", f"/sparql/?query=ASK%20%7B%7D&{NONE}", {}),
    "query_post_direct": ("POST", "/sparql/", {"content": "ASK {}", "headers": DIRECT}),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_query_is_answered_true(server: Server, name: str) -> None:
    """Every way to send a query and its dataset gives the answer that the suite expects."""
    method, path, options = ASKED[name]
    _true((server.get if method == "GET" else server.post)(path, **options))


def test_the_dataset_of_the_protocol_replaces_that_of_the_query(server: Server) -> None:
    """FROM counts for nothing beside default-graph-uri or named-graph-uri (section 2.1.4)."""
    query = f"ASK FROM <{DATA[3]}> {{ <{DATA[3]}> a ?type }}"
    assert server.ask(query).json()["boolean"] is True
    other = server.get("/sparql", params={"query": query, "default-graph-uri": DATA[1]})
    assert other.json()["boolean"] is False


@pytest.mark.parametrize(
    ("name", "query", "kinds"),
    [
        (
            "query_content_type_select",
            "SELECT (1 AS ?value) {}",
            {
                *("application/sparql-results+xml", "application/sparql-results+json"),
                *("text/tab-separated-values", "text/csv"),
            },
        ),
        (
            "query_content_type_ask",
            "ASK {}",
            {"application/sparql-results+xml", "application/sparql-results+json"},
        ),
        (
            "query_content_type_describe",
            "DESCRIBE <http://example.org/>",
            {"application/rdf+xml", "application/rdf+json", "text/turtle", "application/n-triples"},
        ),
        (
            "query_content_type_construct",
            "CONSTRUCT { <s> <p> 1 } WHERE {}",
            {"application/rdf+xml", "application/rdf+json", "text/turtle", "application/n-triples"},
        ),
    ],
)
def test_a_result_has_a_media_type_of_its_kind(
    server: Server, name: str, query: str, kinds: set[str]
) -> None:
    """Solutions, booleans and graphs come in one of the media types that the suite names."""
    response = server.post(f"/sparql/?{NONE}", content=query, headers=DIRECT)
    assert response.status_code == 200, name
    assert _media(response) in kinds


BAD: dict[str, tuple[str, str, dict[str, Any]]] = {
    "bad_query_method": ("PUT", f"/sparql/?query=ASK%20%7B%7D&{NONE}", {"headers": FORM}),
    "bad_multiple_queries": ("GET", "/sparql/?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", {}),
    "bad_query_wrong_media_type": (
        "POST",
        "/sparql/",
        {"content": "ASK {}", "headers": {"content-type": "text/plain"}},
    ),
    "bad_query_missing_form_type": ("POST", "/sparql/", {"content": "query=ASK%20%7B%7D"}),
    "bad_query_missing_direct_type": ("POST", "/sparql/", {"content": "ASK {}"}),
    "bad_query_non_utf8": (
        "POST",
        "/sparql/",
        {
            "content": "ASK {}".encode("utf-16"),
            "headers": {"content-type": "application/sparql-query; charset=UTF-16"},
        },
    ),
    "bad_query_syntax": ("GET", "/sparql/?query=ASK%20%7B", {}),
    "bad_update_get": ("GET", "/sparql/?update=CLEAR%20ALL", {}),
    "bad_multiple_updates": (
        "POST",
        "/sparql/",
        {"content": "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", "headers": FORM},
    ),
    "bad_update_wrong_media_type": (
        "POST",
        "/sparql/",
        {"content": "CLEAR NAMED", "headers": {"content-type": "text/plain"}},
    ),
    "bad_update_missing_form_type": ("POST", "/sparql/", {"content": "update=CLEAR%20NAMED"}),
    "bad_update_non_utf8": (
        "POST",
        "/sparql/",
        {
            "content": "CLEAR NAMED".encode("utf-16"),
            "headers": {"content-type": "application/sparql-update; charset=UTF-16"},
        },
    ),
    "bad_update_syntax": ("POST", "/sparql/", {"content": "update=CLEAR%20XYZ", "headers": FORM}),
    "bad_update_dataset_conflict": (
        "POST",
        f"/sparql/?using-named-graph-uri={quote(DATA[1])}",
        {"content": "update=INSERT%20DATA%20%7B%7D", "headers": FORM},
    ),
    "update_post_form": ("POST", "/sparql/", {"content": "update=CLEAR%20ALL", "headers": FORM}),
    "update_post_direct": (
        "POST",
        "/sparql/",
        {"content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}},
    ),
    "update_dataset_default_graph": (
        "POST",
        f"/sparql/?using-graph-uri={quote(DATA[1])}",
        {
            "content": "INSERT DATA { <http://s> <http://p> 1 }",
            "headers": {"content-type": "application/sparql-update"},
        },
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_request_or_an_update_is_refused(server: Server, name: str) -> None:
    """It gets a status of 4xx, and a problem that says in two languages what is wrong."""
    import httpx

    method, path, options = BAD[name]
    response = httpx.request(method, server.home + path, **options)
    assert 400 <= response.status_code < 500
    assert _media(response) == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    assert told["detail"]
    assert told["detail_en"]
    assert server.ask(TWO_NAMED).json()["boolean"] is True


def test_the_endpoint_describes_itself_in_rdf(server: Server) -> None:
    """returns-rdf, has-endpoint-triple, conforms-to-schema of the service description tests."""
    from pyoxigraph import NamedNode, RdfFormat, Store

    response = server.get("/sparql", headers={"accept": "application/rdf+xml"})
    assert _media(response) == "application/rdf+xml"
    store = Store()
    store.load(response.content, format=RdfFormat.RDF_XML)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = NamedNode(f"{server.home}/sparql")
    [told] = store.quads_for_pattern(None, NamedNode(f"{sd}endpoint"), endpoint, None)
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert list(store.quads_for_pattern(told.subject, kind, NamedNode(f"{sd}Service"), None))
    classes = {
        *("Service", "Feature", "Language", "Function", "Aggregate", "EntailmentRegime"),
        *("EntailmentProfile", "Dataset", "Graph", "NamedGraph", "GraphCollection"),
    }
    properties = {
        *("endpoint", "feature", "defaultEntailmentRegime", "entailmentRegime"),
        *("defaultSupportedEntailmentProfile", "supportedEntailmentProfile"),
        *("extensionFunction", "extensionAggregate", "languageExtension", "propertyFeature"),
        *("supportedLanguage", "inputFormat", "resultFormat", "defaultDataset"),
        *("availableGraphs", "defaultGraph", "namedGraph", "name", "graph"),
    }
    for quad in store:
        if quad.predicate.value.startswith(sd):
            assert quad.predicate.value.removeprefix(sd) in properties
        if quad.predicate == kind and quad.object.value.startswith(sd):
            assert quad.object.value.removeprefix(sd) in classes
