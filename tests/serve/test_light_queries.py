"""Queries of a light shape are answered by the front; one that turns out heavy harms nobody."""

from __future__ import annotations

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from zikg.serve.shapes import Shapes, shape

from . import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .running import Server

TITLE = "http://purl.org/dc/terms/title"
WORK = "https://w3id.org/zikg/eli/uu/ri/2014/5"
# With a node that has nothing there is nothing to join; with another one it does not end.
TRAP = (
    "SELECT ?a {{ <{}> a ?k . ?a a ?k . ?b a ?k . ?c a ?k . ?d a ?k . ?e a ?k . ?f a ?k "
    "FILTER (STR(?a) < STR(?f) && STR(?f) < STR(?a)) }}"
)


@pytest.fixture(scope="module")
def single(filled: Path) -> Iterator[Server]:
    """A server with one front, so that what it has learned is known to all requests."""
    made = running.start(filled, "--timeout", "1.5", "--workers", "1")
    yield made
    made.stop()


def _title(number: int) -> str:
    return f"SELECT ?t {{ <{WORK}> <{TITLE}> ?t }} # {number}"


def _learned(server: Server, text: Callable[[int], str]) -> None:
    """Ask queries of one shape until the front answers them itself."""
    before = server.metric("zikg_inline_total")
    with httpx.Client() as client:
        for number in range(200):
            params = {"query": text(number)}
            client.get(server.home + "/sparql", params=params).raise_for_status()
            if server.metric("zikg_inline_total") > before:
                return
    raise AssertionError("the shape was not learned")


def test_a_shape_has_no_constants() -> None:
    """IRIs, strings of every kind and comments go; numbers and names stay."""
    plain = shape("SELECT ?t { <http://x/a#b> ?p 'c' } LIMIT 5")
    assert plain == shape('SELECT ?t { <y> ?p """d "e" # <f>""" } LIMIT 5')
    assert plain != shape("SELECT ?t { <y> ?p 'c' } LIMIT 6")
    assert plain != shape("SELECT ?t { ?x ?p 'c' } LIMIT 5")
    assert shape("ASK { ?a ?p ?b FILTER (?a < 5 && ?b > 6) }").endswith("?a < 5 && ?b > 6) }")


def test_a_query_that_makes_values_has_no_shape() -> None:
    """A short text can make a value of any size from itself."""
    assert not shape("SELECT * { BIND (CONCAT('a', 'b') AS ?x) }")
    assert not shape("SELECT (COUNT(*) as ?n) { ?s ?p ?o }")
    assert shape("SELECT * { ?as ?p <http://x/as> }")


def test_one_slow_answer_makes_a_shape_unknown() -> None:
    """It has to be light several times over again."""
    shapes = Shapes()
    for _ in range(3):
        assert not shapes.light("a")
        shapes.learn("a", light=True)
    assert shapes.light("a")
    shapes.learn("a", light=False)
    assert not shapes.light("a")


def test_the_front_answers_what_is_light_as_a_worker_does(single: Server) -> None:
    """Body, form and headers are the same, whoever answered; only the text's tag differs."""
    first = single.ask(_title(-1))
    _learned(single, _title)
    again = single.ask(_title(-2))
    assert again.content == first.content
    for name in ("content-type", "x-zikg-version", "vary", "content-security-policy"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["etag"] != first.headers["etag"]
    unchanged = single.ask(_title(-2), headers={"if-none-match": again.headers["etag"]})
    assert unchanged.status_code == 304


def test_requests_in_pieces_and_in_rows_are_read_right(single: Server) -> None:
    """A request may come byte by byte, or several in one piece; each gets its answer, in order."""
    _learned(single, _title)
    host, _, port = single.home.rpartition("/")[2].partition(":")
    requests = [
        f"GET /sparql?query={quote(f'ASK {{ <{WORK}> <{TITLE}> {what} }}')} HTTP/1.1\r\n"
        f"Host: {host}\r\nAccept: text/csv\r\n\r\n".encode()
        for what in ("?t", '"tidak ada"', "?t", '"tiada"')
    ]
    rows = b"".join(requests)
    for pieces in ([rows], [rows[:10], rows[10:]], [bytes([each]) for each in rows], requests):
        for _ in range(4):
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                for piece in pieces:
                    connection.sendall(piece)
                got = b""
                while got.count(b"HTTP/1.1 200") < 4 or not got.endswith((b"true", b"false")):
                    more = connection.recv(65536)
                    assert more, got
                    got += more
            answers = [each.rpartition(b"\r\n\r\n")[2] for each in got.split(b"HTTP/1.1 ")[1:]]
            assert answers == [b"true", b"false", b"true", b"false"]


def test_headers_that_were_not_seen_go_the_ordinary_way(single: Server) -> None:
    """A foreign host is refused, and a wish for another form heard, for a light query too."""
    _learned(single, _title)
    assert single.ask(_title(-3), headers={"host": "example.org"}).status_code == 421
    assert single.ask(_title(-3), headers={"accept": "text/csv"}).text.startswith("t\r\n")
    wrong = single.ask(_title(-3), headers={"accept": "image/png"})
    assert wrong.status_code == 406


def test_a_query_that_only_looks_light_ends_at_the_deadline(single: Server) -> None:
    """It gets 504; connections of others stay answered meanwhile, and no process is left over."""
    server = single
    before, retired = server.family(), server.metric("zikg_retired_total")
    _learned(server, lambda number: TRAP.format(f"urn:none:{number}"))
    _learned(server, _title)
    with ThreadPoolExecutor(1) as some, httpx.Client() as client:
        late = some.submit(server.ask, TRAP.format(WORK))
        begin, slowest, answered = time.monotonic(), 0.0, 0
        while not late.done():
            asked = time.monotonic()
            got = client.get(server.home + "/sparql", params={"query": _title(answered)})
            assert got.status_code == 200
            slowest = max(slowest, time.monotonic() - asked)
            answered += 1
        took = time.monotonic() - begin
    assert late.result().status_code == 504
    assert late.result().json()["type"].endswith("/problem/deadline")
    assert answered > 10
    assert slowest < took / 2
    assert server.metric("zikg_late_total") >= 1
    assert server.metric("zikg_retired_total") == retired + 1
    until = time.monotonic() + 15
    while before & server.family() != {server.process.pid} and time.monotonic() < until:
        assert server.ask(_title(answered)).status_code == 200
        answered += 1
    assert before & server.family() == {server.process.pid}
    assert not [pid for pid in before - {server.process.pid} if _alive(pid)]


def test_a_client_that_gives_up_a_late_query_ends_it(own: Callable[..., Server]) -> None:
    """It does not run on to the deadline for nobody."""
    server = own("--timeout", "60", "--workers", "1")
    _learned(server, lambda number: TRAP.format(f"urn:none:{number}"))
    params = {"query": TRAP.format(WORK)}
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(server.home + "/sparql", params=params, timeout=0.5)
    until = time.monotonic() + 20
    while not server.metric('zikg_kills_total{reason="gone"}') and time.monotonic() < until:
        time.sleep(0.05)
    assert server.metric("zikg_retired_total") == 1
    assert server.ask(_title(0)).status_code == 200


def test_heavy_queries_of_a_shape_find_the_worker_of_the_first(own: Callable[..., Server]) -> None:
    """No process is made for each of them; the data that were read stay warm."""
    server = own("--workers", "1")
    some = "{{ SELECT ?{0} {{ ?{0} ?{1} ?{2} }} LIMIT 250 }}"
    filters = "FILTER (STR(?a) < STR(?d) && STR(?d) < STR(?a))"
    text = f"SELECT ?a {{ {some.format(*'abc')} {some.format(*'def')} {filters} }} #"
    assert server.ask(text).status_code == 200
    assert server.metric('zikg_workers{lane="heavy"}') == 1
    until = time.monotonic() + 20
    while server.metric('zikg_workers{lane="light"}') < 3 and time.monotonic() < until:
        time.sleep(0.05)
    family = server.family()
    for number in range(3):
        assert server.ask(f"{text}{number}").status_code == 200
    assert server.family() == family


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
