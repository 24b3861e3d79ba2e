"""What light queries feel of heavy ones that run beside them, and how those end."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from zikg.bench.serve import ONE
from zikg.bench.serve_peers import ours
from zikg.errors import ZikgError

HEAVY: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b . ?c (<x:p>|!<x:p>)* ?d }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
)


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


def feel(store: str, seconds: float, connections: int, timeout: float) -> Feel:
    """Return what light queries feel while three heavy ones run.

    Args:
        store: a store folder.
        seconds: how long light queries are asked, idle and loaded.
        connections: how many of them at once.
        timeout: the deadline of the server.
    """
    with ours(store, timeout) as address:
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
