"""Limits that hold, and say so: time, rows, memory, places; nobody starves, nothing is left over."""

from __future__ import annotations

import csv
import io
import os
import select
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from zikg.namespaces import GRAPH_REGISTRY
from zikg.store import open_writer
from zikg.store.folder import as_bytes

from . import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .running import Server

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b . ?c (<x:p>|!<x:p>)* ?d }"
MILLIONS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
BOMB = (
    'SELECT * { BIND("0123456789abcdef" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{step}, ?x{step}) AS ?x{step + 1})" for step in range(26))
    + " }"
)
LIGHT = "SELECT ?t { <https://w3id.org/zikg/eli/uu/ri/2014/5> <http://purl.org/dc/terms/title> ?t }"


@pytest.fixture(scope="module")
def tight(filled: Path) -> Iterator[Server]:
    """A server with small limits."""
    limits = ("--timeout", "1.5", "--max-rows", "50", "--memory", "100", "--workers", "1")
    made = running.start(filled, *limits)
    yield made
    made.stop()


def test_a_runaway_query_ends_at_the_deadline_with_a_reason(tight: Server) -> None:
    """A cross join and a huge path give 504 and a problem; the next query is answered."""
    server = tight
    before = server.metric('zikg_kills_total{reason="deadline"}')
    for query in (CROSS, PATHS):
        response = server.ask(query)
        assert response.status_code == 504
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["type"].endswith("/problem/deadline")
        assert server.ask(LIGHT).status_code == 200
    assert server.metric('zikg_kills_total{reason="deadline"}') == before + 2


def test_a_large_result_is_cut_and_says_so(tight: Server) -> None:
    """Every form has exactly as many rows as allowed, and a header tells that there are more."""
    server = tight
    for form in ("csv", "tsv"):
        response = server.get("/sparql", params={"query": MILLIONS, "format": form})
        assert response.headers["x-zikg-truncated"] == "true"
        assert response.headers["x-zikg-rows"] == "50"
        lines = (
            csv.reader(io.StringIO(response.text)) if form == "csv" else response.text.splitlines()
        )
        assert len(list(lines)) == 51
    response = server.ask(MILLIONS)
    assert len(response.json()["results"]["bindings"]) == 50
    graph = server.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"})
    assert graph.headers["x-zikg-truncated"] == "true"
    assert graph.text.count(" .\n") == 50
    whole = server.ask(f"{MILLIONS} LIMIT 50")
    assert "x-zikg-truncated" not in whole.headers
    assert len(whole.json()["results"]["bindings"]) == 50


def test_a_query_that_eats_memory_takes_only_its_worker_with_it(filled: Path) -> None:
    """Past the memory of a request the answer is 503; the server goes on."""
    server = running.start(filled, "--memory", "64", "--workers", "1", "--timeout", "60")
    response = server.ask(BOMB)
    assert response.status_code == 503
    assert response.json()["type"].endswith("/problem/memory")
    assert server.ask(LIGHT).status_code == 200
    server.stop()


def test_light_queries_are_answered_while_heavy_ones_run(tight: Server) -> None:
    """With more runaways than there are places for them, light queries still find a worker."""
    server = tight
    with ThreadPoolExecutor(5) as some:
        heavy = [
            some.submit(server.ask, query) for query in (CROSS, PATHS, CROSS + "#", PATHS + "#")
        ]
        answered = 0
        while not all(each.done() for each in heavy):
            assert server.ask(f"{LIGHT}#{answered}").status_code == 200
            answered += 1
        assert answered
        assert {each.result().status_code for each in heavy} <= {503, 504}


def test_a_client_that_goes_away_frees_its_worker(tight: Server) -> None:
    """A runaway query is killed when nobody waits for it any more."""
    server = tight
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(server.home + "/sparql", params={"query": CROSS}, timeout=0.5)
    until = time.monotonic() + 10
    while server.metric('zikg_kills_total{reason="gone"}') < 1 and time.monotonic() < until:
        time.sleep(0.05)
    assert server.metric('zikg_workers{lane="heavy"}') == 0


def test_a_killed_worker_is_replaced(own: Callable[..., Server]) -> None:
    """Whatever ends a worker or a front, the server has another one soon."""
    server = own("--workers", "1")
    below = server.family() - {server.process.pid}
    for pid in below:
        os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            if server.ask(LIGHT).status_code == 200:
                break
        except httpx.TransportError:
            time.sleep(0.1)
    assert server.ask(LIGHT).status_code == 200
    assert not below & server.family()


def test_nothing_is_left_when_the_server_ends(own: Callable[..., Server]) -> None:
    """SIGTERM ends all its processes; so does the death of the supervisor itself."""
    server = own("--workers", "2")
    family = server.family()
    assert len(family) > 4
    assert server.stop() == 0
    assert not [pid for pid in family if _alive(pid)]
    other = own("--workers", "2")
    family = other.family()
    other.process.kill()
    other.process.wait()
    until = time.monotonic() + 10
    while any(_alive(pid) for pid in family) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in family if _alive(pid)]


def test_what_is_under_way_is_finished_on_the_way_out(own: Callable[..., Server]) -> None:
    """A request that runs when SIGTERM comes gets its answer."""
    server = own("--timeout", "1.5", "--workers", "1")
    with ThreadPoolExecutor(1) as some:
        waiting = some.submit(server.ask, CROSS)
        time.sleep(0.5)
        assert server.stop() == 0
        assert waiting.result().status_code == 504


def test_new_data_are_served_without_a_restart(own: Callable[..., Server]) -> None:
    """A snapshot that is published is picked up; its version, answers and tags are new."""
    server = own("--workers", "2")
    query = 'SELECT ?s { ?s <http://example.org/new> "baru" }'
    before = server.ask(query)
    assert before.json()["results"]["bindings"] == []
    writer = open_writer(server.folder)
    new = Quad(
        NamedNode("http://example.org/s"),
        NamedNode("http://example.org/new"),
        Literal("baru"),
        NamedNode(GRAPH_REGISTRY),
    )
    writer.load(as_bytes([new]))
    writer.publish()
    writer.close()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        answers = [server.ask(query) for _ in range(8)]
        assert all(each.status_code == 200 for each in answers)
        if all(each.json()["results"]["bindings"] for each in answers):
            break
        time.sleep(0.1)
    after = answers[0]
    assert len(after.json()["results"]["bindings"]) == 1
    assert after.headers["x-zikg-version"] != before.headers["x-zikg-version"]
    assert after.headers["etag"] != before.headers["etag"]
    old = server.ask("ASK {}", headers={}).headers["x-zikg-version"]
    assert old == after.headers["x-zikg-version"]
    gone = server.get(
        "/sparql", params={"query": query, "version": before.headers["x-zikg-version"]}
    )
    assert gone.status_code == 410


def test_one_client_may_not_take_every_place(tight: Server) -> None:
    """More requests at once than one address may have get 429 and a word when to come again."""
    _, _, address = tight.home.rpartition("/")
    host, _, port = address.partition(":")
    query = quote(CROSS)
    asked = [socket.create_connection((host, int(port))) for _ in range(90)]
    for number, each in enumerate(asked):
        each.sendall(
            f"GET /sparql?query={query}%23{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
    told: list[bytes] = []
    until = time.monotonic() + 10
    while len(told) < 20 and time.monotonic() < until:
        for each in select.select(asked, [], [], 0.1)[0]:
            told.append(each.recv(65536))
            asked.remove(each)
    for each in asked:
        each.close()
    refused = [each for each in told if each.startswith(b"HTTP/1.1 429")]
    assert refused
    assert b"retry-after: 1" in refused[0]


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
