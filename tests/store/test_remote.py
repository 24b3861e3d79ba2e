"""A store on a SPARQL server holds what a folder holds: proven against two real servers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Variable, parse

from zikg.bench.ingest import decrees
from zikg.errors import QueryError, StoreError
from zikg.ingest.making import make
from zikg.ingest.manifest import Manifest, entry_lines, file_key, local_id
from zikg.ingest.replacing import drop_files, replace
from zikg.namespaces import BASE, GRAPH_RUN
from zikg.store import open_store, open_writer
from zikg.store.written import filled, with_prefixes

from . import servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zikg.store import Reader, Writer

DAY: Final = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """The statements of two decrees, each with its place in the manifest."""
    found = []
    for file in decrees(tmp_path_factory.mktemp("naskah"), 2, seed="server"):
        one = make(str(file), DAY)
        local = local_id(one.path, one.sha256)
        files = {file_key(one.path): one.path}
        listed = entry_lines(
            local, one.sha256, one.kind, "x", when="2026-11-21T00:00:00Z", files=files
        )
        found.append((local, one.quads + listed))
    return found


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server; skipped where it is not installed."""
    name = str(request.param)
    if not getattr(servers, name.upper()):
        pytest.skip(f"{name} is not installed here")
    with getattr(servers, name)(tmp_path_factory.mktemp(name)) as url:
        yield url


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name and password that Virtuoso is made with."""
    monkeypatch.setenv("ZIKG_STORE_USER", "dba")
    monkeypatch.setenv("ZIKG_STORE_PASSWORD", "dba")


def everything(store: Reader, documents: list[str]) -> set[Quad]:
    """Return all about some documents, and their own graphs."""
    graphs = ("run", "inferred", "evidence", "findings")
    found = {quad for graph in graphs for quad in store.quads(f"{BASE}graph/{graph}")}
    for local in documents:
        found |= set(store.quads(f"{BASE}graph/{local}"))
    return {quad for quad in found if not quad.predicate.value.endswith("#version")}


def go_through(store: Writer, made: list[tuple[str, bytes]]) -> Iterator[set[Quad]]:
    """Load two documents, then remove the first; give what is there after each."""
    both = [local for local, _ in made]
    store.load(b"".join(quads for _, quads in made))
    store.publish()
    yield everything(store, both)
    manifest = Manifest.of(store)
    assert sorted(manifest.stored) == sorted(both)
    replace(store, drop_files(manifest, list(manifest.stored[both[0]].files)), ())
    yield everything(store, both)
    new = list(parse(made[0][1], format=RdfFormat.N_QUADS))
    store.exchange((), new)
    yield everything(store, both)


@pytest.mark.usefixtures("password")
def test_a_server_holds_what_a_folder_holds(
    server: str, made: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    """Loading, removing and putting back leave the same statements on a server as in a folder."""
    folder, remote = open_writer(tmp_path / "store"), open_writer(server)
    for here, there in zip(go_through(folder, made), go_through(remote, made), strict=True):
        assert here == there
    folder.close()


@pytest.mark.usefixtures("password")
def test_every_kind_of_answer_comes_back(server: str) -> None:
    """SELECT, ASK and CONSTRUCT answer as in a folder; values are filled in; wrong ones are told."""
    store = open_writer(server)
    graph = f"{BASE}graph/rdf/coba"
    quad = Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("é\n\"'"), NamedNode(graph))
    store.exchange((), [quad], (graph,))
    before = store.version
    store.publish()
    assert store.version != before
    assert list(store.quads(graph)) == [quad]
    assert list(store.about(graph, ["x:a", "x:c"])) == [quad]
    assert bool(store.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
    rows: Any = store.query(
        f"SELECT ?s ?o {{ GRAPH <{graph}> {{ ?s <x:b> ?o }} }}",
        substitutions={Variable("s"): NamedNode("x:a")},
    )
    assert [(row["s"], row["o"]) for row in rows] == [(quad.subject, quad.object)]
    triples: Any = store.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert list(triples) == [quad.triple]
    with pytest.raises(QueryError, match="menolak kueri"):
        store.query("SELECT ?s WHERE { ?s ")


def test_a_wrong_password_is_told_without_being_shown(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that asks for a password refuses in one sentence; the password is in none."""
    if not server.endswith("/sparql"):
        pytest.skip("this server asks for no password")
    monkeypatch.setenv("ZIKG_STORE_USER", "dba")
    monkeypatch.setenv("ZIKG_STORE_PASSWORD", "rahasia-salah")
    quad = Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("1"), NamedNode(GRAPH_RUN))
    with pytest.raises(StoreError, match="ZIKG_STORE_PASSWORD") as told:
        open_writer(server).exchange((), [quad])
    assert "rahasia-salah" not in told.value.message + told.value.english


def test_a_server_that_is_not_there_is_told() -> None:
    """A refused connection is one sentence that names the address, without its password."""
    with pytest.raises(StoreError, match="tidak dapat dihubungi") as told:
        open_store("http://nama:rahasia@127.0.0.1:9/sparql")
    assert "127.0.0.1:9/sparql" in told.value.message
    assert "rahasia" not in told.value.message


def test_prefixes_are_declared_where_they_are_used() -> None:
    """Names in comments, strings and IRIs are no names; a declaration of the user stays."""
    assert with_prefixes('ASK { ?s ?p "eli:x" } # zikg:a').startswith("ASK")
    assert with_prefixes("PREFIX eli: <x:> ASK { ?s eli:cites zikg:x }").count("PREFIX") == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?d { ?d ?p '?d' }", "SELECT (<x:a> AS ?d) { <x:a> ?p '?d' }"),
        ("ASK { FILTER(?d = $d) }", "ASK { FILTER(<x:a> = <x:a>) }"),
        (
            "SELECT ?d (COUNT(*) AS ?n) { ?d ?p ?o } GROUP BY ?d",
            "SELECT ?d (COUNT(*) AS ?n) { <x:a> ?p ?o } GROUP BY (<x:a> AS ?d)",
        ),
    ],
)
def test_values_are_filled_in_where_a_variable_stands(query: str, expected: str) -> None:
    """A value stands for a variable in patterns; in a SELECT clause the variable keeps its name."""
    assert filled(query, {Variable("d"): NamedNode("x:a")}) == expected
