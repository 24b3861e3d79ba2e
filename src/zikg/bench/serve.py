"""How many requests a second the endpoint answers, side by side with other servers.

Load comes from ``wrk``, the servers in turns. Each query is asked as one text that repeats, and
with another text each time, so that nothing that was kept of a text can answer it.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from urllib.request import Request, urlopen

from zikg.bench.serve_peers import OURS, servers
from zikg.errors import ZikgError
from zikg.namespaces import BASE, DCTERMS, ELI, RDFS, XSD, ZIKG
from zikg.serve.dataset import prepare

if TYPE_CHECKING:
    from pathlib import Path

ONE: Final = f"SELECT ?t {{ <{BASE}eli/uu/ri/2014/5> <{DCTERMS}title> ?t }}"
_REVOKED: Final = (
    f"PREFIX zikg: <{ZIKG}> PREFIX xsd: <{XSD}> SELECT ?satker ?regulation WHERE {{ "
    "?change zikg:makesRevocation ?regulation ; zikg:effectiveEarliest ?from . "
    'FILTER (?from <= "2026-11-22"^^xsd:date) '
    "?citation zikg:judgedWork ?regulation ; zikg:standing ?standing ; zikg:inDecree ?read . "
    'FILTER (?standing IN ("stands", "revoked")) '
    "?read zikg:issuedBy ?issuer . ?issuer zikg:satker ?satker } LIMIT 225"
)
_JOIN: Final = (
    f"SELECT ?s ?t ?y ?k {{ ?s <{DCTERMS}title> ?t ; <{ZIKG}year> ?y ; <{ELI}type_document> ?k ; "
    f"<{ELI}passed_by> ?o . ?o <{RDFS}label> ?n }} LIMIT 225"
)
_SCAN: Final = f"SELECT ?s ?t {{ ?s <{DCTERMS}title> ?t }} LIMIT 225"
QUERIES: Final = {"1 row": ONE, "225 revoked": _REVOKED, "225 join": _JOIN, "225 scan": _SCAN}
"""One title; the saved question of satkers citing what is revoked at a date (`superseded-at-date`)
in its core, cut at 225 rows; other 225 rows, joined and of one plain scan."""
JSON: Final = "application/sparql-results+json"
_RATE: Final = re.compile(rb"Requests/sec:\s*([\d.]+)")
_OTHER: Final = re.compile(rb"Non-2xx or 3xx responses: (\d+)")
_SETTLES: Final = 60.0
_VARIED: Final = (
    "local n = 0\nrequest = function()\n  n = n + 1\n"
    '  return wrk.format("GET", wrk.path .. "%20%23" .. n)\nend\n'
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second of one server for one query.

    Attributes:
        server: one of `zikg.bench.serve_peers`.
        query: its name; one that ends in ``*`` had another text with each request.
        connections: how many at once.
        rate: requests a second, the median of the rounds.
        ratio: ours against this server's, the median of what each round gave.
        size: bytes of the answer.
    """

    server: str
    query: str
    connections: int
    rate: float
    ratio: float
    size: int


def rates(
    store: str, folder: Path, seconds: float, connections: tuple[int, ...], rounds: int
) -> list[Rate]:
    """Return the rates of all servers that are installed, measured in turns.

    Args:
        store: a store folder.
        folder: where copies and scripts are written.
        seconds: how long each measurement takes.
        connections: how many at once, one measurement each.
        rounds: how often each is measured.

    Raises:
        ZikgError: a server does not start, or answers with an error.
    """
    dataset, held = prepare(store)
    script = folder / "varied.lua"
    script.write_text(_VARIED)
    seen: dict[tuple[str, str, int], list[float]] = {}
    sizes: dict[tuple[str, str], int] = {}
    with held, servers(store, dataset.path, folder, 30.0) as served:
        addresses = {
            (server, name): f"{address}?query={quote(query)}"
            for name, query in QUERIES.items()
            for server, address in served.items()
        }
        idle = {server: min(_ask(address) for _ in range(20)) for server, address in served.items()}
        for each, url in addresses.items():
            sizes[each] = _size(url)
        for _ in range(rounds):
            for many in connections:
                for varied in (None, script):
                    for (server, name), url in addresses.items():
                        _settle(served[server], idle[server])
                        found = _load(url, seconds, many, varied)
                        named = f"{name} *" if varied else name
                        seen.setdefault((server, named, many), []).append(found)
    return [
        Rate(
            *(server, name, many, statistics.median(each)),
            statistics.median(
                mine / other for mine, other in zip(seen[OURS, name, many], each, strict=True)
            ),
            sizes[server, name.removesuffix(" *")],
        )
        for (server, name, many), each in sorted(seen.items(), key=lambda one: one[0][1:])
    ]


def _size(url: str) -> int:
    with urlopen(Request(url, headers={"Accept": JSON}), timeout=120) as response:  # noqa: S310
        return len(response.read())


def _ask(address: str) -> float:
    begin = time.perf_counter()
    _size(f"{address}?query=ASK%20%7B%7D")
    return time.perf_counter() - begin


def _settle(address: str, idle: float) -> None:
    """Wait until a server is done with requests of the turn before, which nobody waits for."""
    until = time.perf_counter() + _SETTLES
    while min(_ask(address) for _ in range(3)) > 3 * idle and time.perf_counter() < until:
        time.sleep(0.2)


def _load(url: str, seconds: float, connections: int, script: Path | None) -> float:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise ZikgError(
            "wrk tidak ditemukan; pasang dengan: apt-get install wrk.",
            "wrk was not found; install it with: apt-get install wrk.",
        )
    words = [wrk, "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "30s"]
    words += ["-H", f"Accept: {JSON}"]
    words += ["-s", str(script)] if script else []
    done = subprocess.run([*words, url], capture_output=True, check=True)  # noqa: S603 - our own
    other, rate = _OTHER.search(done.stdout), _RATE.search(done.stdout)
    if other or rate is None:
        told = done.stdout.decode(errors="replace")[-300:]
        raise ZikgError(f"{url}: {told}")
    return float(rate[1]) or 1 / seconds  # not one answer came: it is slower than that
