"""The endpoint side by side with others, and what light queries feel of heavy ones.

The peers are the ``oxigraph`` binary, which answers in one process of Rust and has no deadline that
holds, and ``rdflib-endpoint``, a Python endpoint over rdflib. Load comes from ``wrk``.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from urllib.request import urlopen

from pyoxigraph import DefaultGraph, RdfFormat, Store

from zikg.errors import ZikgError
from zikg.namespaces import BASE, DCTERMS, ELI, RDFS, ZIKG
from zikg.serve.dataset import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS: Final = "zikg serve"
BINARY: Final = "oxigraph serve-read-only"
PYTHON: Final = "rdflib-endpoint"
ONE: Final = f"SELECT ?t {{ <{BASE}eli/uu/ri/2014/5> <{DCTERMS}title> ?t }}"
MANY: Final = (
    f"SELECT ?s ?t ?y ?k {{ ?s <{DCTERMS}title> ?t ; <{ZIKG}year> ?y ; <{ELI}type_document> ?k ; "
    f"<{ELI}passed_by> ?o . ?o <{RDFS}label> ?n }} LIMIT 225"
)
"""Rows that several patterns are joined for, as an analyst asks them, and not one scan."""
HEAVY: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b . ?c (<x:p>|!<x:p>)* ?d }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
)
_STARTS: Final = 300.0
_RATE: Final = re.compile(rb"Requests/sec:\s*([\d.]+)")
_OTHER: Final = re.compile(rb"Non-2xx or 3xx responses: (\d+)")
# Each request another text, so that nothing can be remembered of it.
_VARIED: Final = (
    "local n = 0\nrequest = function()\n  n = n + 1\n"
    '  return wrk.format("GET", wrk.path .. "%20%23" .. n)\nend\n'
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second of one server for one query, the median of the rounds."""

    server: str
    query: str
    rate: float


@dataclass(frozen=True, slots=True)
class Feel:
    """Milliseconds of light queries, idle and beside heavy ones, and how the heavy ones ended."""

    idle: tuple[float, float]
    loaded: tuple[float, float]
    heavy: tuple[tuple[int, float], ...]

    @property
    def bound(self) -> float:
        """What p99 may be under load: three times idle, or 50 ms."""
        return max(3 * self.idle[1], 50.0)


def rates(store: str, folder: Path, seconds: float, connections: int, rounds: int) -> list[Rate]:
    """Return the rates of all servers that are installed, measured in turns.

    Args:
        store: a store folder.
        folder: where copies and scripts are written.
        seconds: how long each measurement takes.
        connections: how many at once.
        rounds: how often each is measured.

    Raises:
        ZikgError: a server does not start, or answers with an error.
    """
    dataset, held = prepare(store)
    script = folder / "varied.lua"
    script.write_text(_VARIED)
    with contextlib.ExitStack() as stack:
        stack.callback(held.close)
        served = {
            OURS: stack.enter_context(_ours(store, 30.0)),
            BINARY: stack.enter_context(_binary(dataset.path, folder)),
        }
        if _script("rdflib-endpoint"):
            served[PYTHON] = stack.enter_context(_python(dataset.path, folder))
        asked = {
            "1": (ONE, None),
            "225": (MANY, None),
            "1 *": (ONE, script),
            "225 *": (MANY, script),
        }
        seen: dict[tuple[str, str], list[float]] = {}
        for _ in range(rounds):
            for name, (query, varied) in asked.items():
                for server, address in served.items():
                    url = f"{address}?query={quote(query)}"
                    found = _load(url, seconds, connections, varied)
                    seen.setdefault((server, name), []).append(found)
    return [Rate(server, name, statistics.median(all_)) for (server, name), all_ in seen.items()]


def feel(store: str, seconds: float, connections: int, timeout: float) -> Feel:
    """Return what light queries feel while three heavy ones run.

    Args:
        store: a store folder.
        seconds: how long light queries are asked, idle and loaded.
        connections: how many of them at once.
        timeout: the deadline of the server.
    """
    with _ours(store, timeout) as address:
        asyncio.run(_light(address, 0.5, connections))
        idle = asyncio.run(_light(address, seconds, connections))
        loaded, heavy = asyncio.run(_both(address, seconds, connections, timeout))
    return Feel(_percentiles(idle), _percentiles(loaded), tuple(heavy))


async def _both(
    address: str, seconds: float, connections: int, timeout: float
) -> tuple[list[float], list[tuple[int, float]]]:
    running = [asyncio.create_task(_heavy(address, query, timeout)) for query in HEAVY]
    await asyncio.sleep(0.2)
    loaded = await _light(address, seconds, connections)
    return loaded, [await each for each in running]


async def _heavy(address: str, query: str, timeout: float) -> tuple[int, float]:
    begin = time.perf_counter()
    status = await asyncio.wait_for(_ask(address, query), 3 * timeout + 30)
    return status, time.perf_counter() - begin


async def _light(address: str, seconds: float, connections: int) -> list[float]:
    until = time.perf_counter() + seconds
    times: list[float] = []

    async def one(place: int) -> None:
        number = 0
        while time.perf_counter() < until:
            number += 1
            begin = time.perf_counter()
            status = await _ask(address, f"{ONE} #{place}-{number}")
            if status != 200:
                raise ZikgError(f"kueri ringan mendapat {status}", f"a light query got {status}")
            times.append((time.perf_counter() - begin) * 1000)

    await asyncio.gather(*(one(place) for place in range(connections)))
    return times


async def _ask(address: str, query: str) -> int:
    """Ask over a connection of its own and return the status."""
    where = address.split("/")[2]
    host, _, port = where.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: {where}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode())
    answer = await reader.read(65536)
    while await reader.read(1 << 20):
        pass
    writer.close()
    return int(answer[9:12] or b"0")


def _percentiles(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]


def _load(url: str, seconds: float, connections: int, script: Path | None) -> float:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise ZikgError(
            "wrk tidak ditemukan; pasang dengan: apt-get install wrk.",
            "wrk was not found; install it with: apt-get install wrk.",
        )
    words = [wrk, "-t1", f"-c{connections}", f"-d{seconds:g}s"]
    words += ["-H", "Accept: application/sparql-results+json"]
    words += ["-s", str(script)] if script else []
    done = subprocess.run([*words, url], capture_output=True, check=True)  # noqa: S603 - our own
    other, rate = _OTHER.search(done.stdout), _RATE.search(done.stdout)
    if other or rate is None:
        told = done.stdout.decode(errors="replace")[-300:]
        raise ZikgError(f"{url}: {told}")
    return float(rate[1])


@contextlib.contextmanager
def _ours(store: str, timeout: float) -> Iterator[str]:
    port = _free()
    words = [_must("zikg"), "serve", "--store", store, "--port", str(port)]
    with _running([*words, "--timeout", f"{timeout:g}"], f"http://127.0.0.1:{port}/healthz"):
        yield f"http://127.0.0.1:{port}/sparql"


@contextlib.contextmanager
def _binary(data: str, folder: Path) -> Iterator[str]:
    copy = folder / "oxigraph"
    shutil.copytree(data, copy)
    port = _free()
    words = [_must("oxigraph"), "serve-read-only", "-l", str(copy), "-b", f"127.0.0.1:{port}"]
    with _running(words, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/query"


@contextlib.contextmanager
def _python(data: str, folder: Path) -> Iterator[str]:
    dump = folder / "union.nt"
    Store.read_only(data).dump(str(dump), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    port = _free()
    words = [_must("rdflib-endpoint"), "serve", "--port", str(port), "--host", "127.0.0.1"]
    with _running([*words, str(dump)], f"http://127.0.0.1:{port}/?query={quote('ASK {}')}"):
        yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def _running(words: list[str], answers: str) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - our own
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + _STARTS
        while not _answers(answers):
            if process.poll() is not None or time.monotonic() > until:
                raise ZikgError(f"{words[0]} tidak mau mulai.", f"{words[0]} does not start.")
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as response:  # noqa: S310 - our own server
            return bool(response.status == 200)
    except OSError:
        return False


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def _script(name: str) -> str | None:
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def _must(name: str) -> str:
    found = _script(name)
    if found is None:
        raise ZikgError(
            f"perintah {name} tidak ditemukan; pasang paketnya lebih dahulu.",
            f"the command {name} was not found; install its package first.",
        )
    return found
