"""Nothing goes out, nothing is written, nobody else's page gets in."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from zikg.serve import confine
from zikg.serve.answering import refuse_service
from zikg.serve.problem import Problem

from .running import ODD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .running import Server


@pytest.fixture
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """A server that must never be asked."""
    heard: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def hear() -> None:
        while True:
            try:
                other, _ = listening.accept()
            except OSError:
                return
            with other:
                heard.append(other.recv(100))

    threading.Thread(target=hear, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/data", heard
    listening.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
        "ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "PREFIX ask: <http://x/> ASK {{ SERVICE <{url}> {{ ?s ask:p ?o }} }}",
        "PREFIX service: <{url}> SELECT * {{ SERVICE service: {{ ?s ?p ?o }} }}",
        "SELECT * {{ VALUES ?service {{ <{url}> }} SERVICE ?service {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(<{url}> AS ?u) FILTER EXISTS {{ SERVICE ?u {{ ?s ?p ?o }} }} }}",
        # An IRI to a careless reader of tokens, a comparison and a comment to the grammar.
        'SELECT * {{ VALUES (?a ?b) {{(1 2)}} FILTER(?a<?b#> """\n) SERVICE <{url}> {{?s ?p ?o}} #"""\n}}',
        "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE#\n<{url}> {{ ?s ?p ?o }} }}",
    ],
)
def test_a_query_that_asks_another_server_is_refused(
    server: Server, trap: tuple[str, list[bytes]], query: str
) -> None:
    """SERVICE gets 403 in every spelling, and nothing is sent anywhere."""
    url, heard = trap
    response = server.ask(query.format(url=url))
    assert response.status_code == 403
    assert response.json()["type"].endswith("/problem/service-refused")
    assert heard == []


@pytest.mark.parametrize(
    "query",
    [
        'ASK { FILTER(STRLEN("SERVICE <http://x/> {}") > 1) }',
        "ASK { } # SERVICE <http://x/> {}",
        "PREFIX service: <http://service/> SELECT ?service { ?service service:silent <service> }",
        "SELECT (COUNT(?service) AS ?n) { ?service ?p ?o } GROUP BY ?p",
    ],
)
def test_the_word_alone_is_no_service(server: Server, query: str) -> None:
    """In a string, a comment, a name or an IRI it is a word like any other."""
    assert server.ask(query).status_code == 200


def test_a_query_with_a_mistake_is_told_so_and_not_called_a_service(server: Server) -> None:
    """A syntax error beside the word is still a syntax error."""
    response = server.ask("SELECT ?service { ?service ")
    assert response.json()["type"].endswith("/problem/bad-query")


def test_graphs_are_never_fetched(server: Server, trap: tuple[str, list[bytes]]) -> None:
    """FROM, FROM NAMED and the dataset parameters name loaded graphs; another one is empty."""
    url, heard = trap
    for query in (
        f"ASK FROM <{url}> {{ ?s ?p ?o }}",
        f"ASK FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ):
        assert server.ask(query).json()["boolean"] is False
    for name in ("default-graph-uri", "named-graph-uri"):
        asked = {"query": "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", name: url}
        assert server.get("/sparql", params=asked).json()["boolean"] is False
    assert server.ask(f"LOAD <{url}>").status_code == 400
    assert heard == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seccomp is of Linux")
def test_a_worker_has_no_network_at_all(trap: tuple[str, list[bytes]]) -> None:
    """The engine itself cannot reach out from a confined process, even if a query got through."""
    url, heard = trap
    code = f"""
from zikg.serve import confine
from pyoxigraph import Store
import socket
assert confine.no_network()
socket.socketpair()
try:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)
except PermissionError:
    print("no socket")
try:
    list(Store().query("SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"))
except Exception as error:
    print("no service")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["no socket", "no service"]
    assert heard == []
    assert confine.no_network.__doc__


def test_service_is_refused_without_the_second_wall() -> None:
    """The refusal itself sends nothing: the query it tries has no SERVICE left."""
    with pytest.raises(Problem) as told:
        refuse_service("ASK { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }")
    assert told.value.kind == "service-refused"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""]
)
def test_another_host_name_is_refused(server: Server, host: str) -> None:
    """A page that has its name rebound to this machine reads nothing."""
    response = server.ask("ASK {}", headers={"host": host})
    assert response.status_code in (400, 421)
    assert "boolean" not in response.text


def test_every_answer_has_its_safety_headers(server: Server) -> None:
    """A policy without inline script, no sniffing, no framing, and no other origin reads."""
    for path in (
        "/",
        "/sparql?query=ASK%7B%7D",
        "/nope",
        "/static/zikg.css",
        "/healthz",
        "/sparql?query=x",
    ):
        headers = server.get(path).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy.replace("style-src 'self' 'unsafe-inline'", "")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"]
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_origin_is_refused(server: Server, headers: dict[str, str]) -> None:
    """An upload is taken from this server's own pages, or from a program that is no browser."""
    files = {"naskah": ("a.txt", b"KEPUTUSAN")}
    refused = server.post("/periksa", files=files, headers=headers)
    assert refused.status_code == 403
    taken = server.post("/periksa", files=files, headers={"origin": server.home})
    assert taken.status_code != 403


def test_a_body_is_bounded(server: Server) -> None:
    """A question or an upload past its bound gets 413."""
    content = "ASK {} #" + "x" * (1 << 20)
    direct = {"content-type": "application/sparql-query"}
    assert server.post("/sparql", content=content, headers=direct).status_code == 413
    pieces = (b"x" * 65536 for _ in range(32))
    assert server.post("/sparql", content=pieces, headers=direct).status_code == 413
    files = {"naskah": ("a.txt", b"x" * (26 << 20))}
    assert server.post("/periksa", files=files).status_code == 413


def test_the_log_of_the_server_never_holds_what_was_asked(server: Server) -> None:
    """Neither a query nor an upload is written anywhere."""
    server.ask('ASK { ?s ?p "rahasia-kueri" }')
    server.post("/periksa", files={"naskah": ("rahasia-nama.txt", b"rahasia-isi")})
    assert "rahasia" not in (server.folder / "served.log").read_text()


def test_a_cell_that_a_spreadsheet_takes_for_a_formula_is_made_harmless(server: Server) -> None:
    """CSV cells get an apostrophe, said in a header; numbers, TSV and exact=true stay as they are."""
    query = f"SELECT ?v (-5 AS ?n) {{ <{ODD}> zikg:note ?v }}"
    safe = server.get("/sparql", params={"query": query, "format": "csv"})
    assert safe.text.splitlines()[1] == '"\'=HYPERLINK(""x"")",-5'
    assert safe.headers["x-zikg-neutralised"] == "true"
    exact = server.get("/sparql", params={"query": query, "format": "csv", "exact": "true"})
    assert exact.text.splitlines()[1] == '"=HYPERLINK(""x"")",-5'
    tsv = server.get("/sparql", params={"query": query, "format": "tsv"})
    assert re.match(r'"=HYPERLINK\(\\"x\\"\)"\t-5', tsv.text.splitlines()[1])


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
def test_only_the_static_folder_is_read(server: Server, path: str) -> None:
    """No path leads out of it."""
    with socket.create_connection(
        (server.home.split("//")[1].split(":")[0], int(server.home.rpartition(":")[2]))
    ) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404")
