"""How a server is set up."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one server; times in seconds, sizes in bytes.

    ``fronts`` processes accept connections; each has ``light`` workers for queries that end within
    ``patience``, at most ``heavy`` for those that do not, which run at low priority, and ``pages``
    for pages. Where ``inline`` holds a front runs queries of a shape known to be light itself, and
    waits ``glance`` for each. A query may run for ``timeout`` and wait for ``wait``; ``queue``
    bounds what waits in each lane of a front, ``client`` what one address may have under way there.
    ``hosts`` are the names that the server answers to beside its own address; where there are any,
    it trusts ``X-Forwarded-*`` of a proxy on this machine.
    """

    folder: str
    host: str = "127.0.0.1"
    port: int = 8000
    timeout: float = 30.0
    rows: int = 100_000
    fronts: int = 2
    light: int = 2
    heavy: int = 2
    pages: int = 2
    patience: float = 0.05
    glance: float = 0.005
    wait: float = 10.0
    queue: int = 128
    client: int = 64
    memory: int = 1024 * MEGABYTE
    answer: int = 256 * MEGABYTE
    question: int = 1 * MEGABYTE
    upload: int = 25 * MEGABYTE
    cors: bool = False
    hosts: tuple[str, ...] = ()
    log: bool = False
    inline: bool = True

    @property
    def fresh(self) -> float:
        """How long a new worker may take to open the data, before it counts as failed."""
        return 60.0
