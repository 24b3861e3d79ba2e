"""Every identifier of the base resolves here, as a page and as data; the data describe themselves."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from zikg.namespaces import BASE, RULE
from zikg.serve.dataset import Dataset, ServedReader
from zikg.serve.describing import legislation, legislation_script

from .running import DOCUMENT, ODD

if TYPE_CHECKING:
    from .running import Server

WORK = "eli/uu/ri/2014/5"
FORMS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_work_is_described_by_suffix_and_by_negotiation(server: Server, form: str) -> None:
    """Both ways give the same statements, about the work and towards it."""
    media, syntax = FORMS[form]
    by_suffix = server.get(f"/{WORK}.{form}")
    by_header = server.get(f"/{WORK}", headers={"accept": f"{media}, text/html;q=0.5"})
    for response in (by_suffix, by_header):
        assert response.status_code == 200
        assert response.headers["content-type"].split(";")[0] == media
        assert "accept" in response.headers["vary"]
    first, second = (
        {quad.triple for quad in parse(each.content, format=syntax)}
        for each in (by_suffix, by_header)
    )
    assert first == second
    node = NamedNode(BASE + WORK)
    assert any(triple.subject == node for triple in first)
    assert any(triple.object == node for triple in first)


def test_people_get_a_page_and_what_is_not_there_is_404(server: Server) -> None:
    """HTML goes to the pages; an identifier that names nothing is not found in any form."""
    assert server.get(f"/{WORK}", headers={"accept": "text/html"}).text.startswith(
        "<!doctype html>"
    )
    for path in ("/eli/uu/ri/1800/1.ttl", "/eli/uu/ri/1800/1", "/nothing.nt"):
        response = server.get(path, headers={"accept": "text/turtle"})
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def test_an_identifier_keeps_its_odd_characters(server: Server) -> None:
    """Percent-encoded ones are looked up as they are written."""
    response = server.get("/" + ODD.removeprefix(BASE) + ".nt")
    assert f"<{ODD}>" in response.text


def test_the_ontology_and_the_rules_are_data_too(server: Server) -> None:
    """/ontology has every module, /rule/ZI201 the shapes of that rule."""
    ontology = server.get("/ontology.nt").text
    assert f"<{BASE}ontology#Decree>" in ontology
    rule = {
        quad.subject
        for quad in parse(server.get("/rule/ZI201.ttl").content, format=RdfFormat.TURTLE)
    }
    assert NamedNode(f"{RULE}ZI201") in rule
    assert server.get("/rule/ZI999.ttl").status_code == 404


def test_the_default_graph_is_a_set_without_evidence(server: Server) -> None:
    """A statement in two graphs counts once; evidence and run are asked by name only."""
    [row] = server.rows(f"SELECT (COUNT(*) AS ?n) {{ <{ODD}> a <{DOCUMENT.value}> }}")
    assert row["n"] == "1"
    [row] = server.rows(
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ <{ODD}> a <{DOCUMENT.value}> }} }}"
    )
    assert row["n"] == "2"
    assert server.ask("ASK { ?d zikg:text ?t }").json()["boolean"] is False
    assert server.ask("ASK { ?d zikg:judgedBasis ?t }").json()["boolean"] is False
    assert server.ask(f"ASK {{ GRAPH <{BASE}graph/evidence> {{ ?d zikg:text ?t }} }}").json()[
        "boolean"
    ]
    assert (
        server.ask("ASK { ?c zikg:citesWork ?w . ?w eli:passed_by ?o }").json()["boolean"] is True
    )


def test_the_dataset_tells_what_is_in_it(server: Server) -> None:
    """VoID counts equal those of the data; DCAT, prefixes and runnable examples stand beside them."""
    store = Store()
    store.load(server.get("/.well-known/void").content, format=RdfFormat.TURTLE)

    def value(query: str) -> str:
        return str(next(iter(store.query(query)))[0].value)  # type: ignore[arg-type]

    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    told = value(
        void
        + "SELECT ?n { ?p void:class <http://data.europa.eu/eli/ontology#LegalResource> ; void:entities ?n }"
    )
    [row] = server.rows("SELECT (COUNT(*) AS ?n) { ?s a eli:LegalResource }")
    assert told == row["n"]
    told = value(
        void + "SELECT ?n { ?p void:property <http://purl.org/dc/terms/title> ; void:triples ?n }"
    )
    [row] = server.rows("SELECT (COUNT(*) AS ?n) { ?s dcterms:title ?o }")
    assert told == row["n"]
    version = server.get("/sparql?query=ASK%7B%7D").headers["x-zikg-version"]
    assert (
        value("PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT ?v { ?d dcat:version ?v }")
        == version
    )
    sh = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
    assert value(sh + 'SELECT ?ns { ?p sh:prefix "eli" ; sh:namespace ?ns }').endswith(
        "eli/ontology#"
    )
    examples = server.rows("SELECT ?q { ?e a sh:SPARQLExecutable ; sh:select ?q }")
    assert len(examples) > 2
    assert server.ask(examples[0]["q"]).status_code == 200


@pytest.mark.parametrize(("form", "syntax"), [("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)])
def test_a_dump_holds_every_named_graph(server: Server, form: str, syntax: RdfFormat) -> None:
    """What is dumped can be loaded again, and is as much as the endpoint counts."""
    response = server.get(f"/dump/zikg.{form}.gz")
    assert response.headers["content-type"] == "application/gzip"
    quads = list(parse(gzip.decompress(response.content), format=syntax))
    [row] = server.rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert len(quads) == int(row["n"])
    version = response.headers["x-zikg-version"]
    assert server.get(f"/dump/zikg-{version}.{form}.gz").status_code == 200
    assert server.get(f"/dump/zikg-999-abc.{form}.gz").status_code == 410


def test_a_tag_saves_the_second_answer(server: Server) -> None:
    """The same question of the same data is 304 to who has the answer; another form is not."""
    query = {"query": "SELECT ?s { ?s a eli:LegalResource } LIMIT 3"}
    first = server.get("/sparql", params=query)
    tag = first.headers["etag"]
    again = server.get("/sparql", params=query, headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""
    other = server.get("/sparql", params=query | {"format": "csv"}, headers={"if-none-match": tag})
    assert other.status_code == 200
    assert "etag" not in server.ask("SELECT (RAND() AS ?r) {}").headers
    page = server.get(f"/{WORK}.ttl")
    assert (
        server.get(f"/{WORK}.ttl", headers={"if-none-match": page.headers["etag"]}).status_code
        == 304
    )


def test_a_work_is_legislation_to_search_engines(server: Server) -> None:
    """schema.org Legislation has the title, the date and whether it is in force."""
    [place] = (server.folder / "served").glob("*/ready")
    reader = ServedReader(Dataset(str(place.parent), "x"))
    told = legislation(reader, BASE + WORK)
    assert told is not None
    assert told["name"] == "Aparatur Sipil Negara"
    assert told["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert told["legislationDate"] == "2014-01-15"
    assert json.loads(legislation_script(reader, BASE + WORK)) == told
    assert "<" not in legislation_script(reader, BASE + WORK)
    assert legislation(reader, BASE + "zi/2021/6") is None
