"""The endpoint and the pages over one store."""

from __future__ import annotations

import errno
import socket
import sys
from typing import TYPE_CHECKING, Any

from zikg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.settings import Settings


def bind(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """Return listening sockets of one port, over which the system spreads connections.

    Args:
        host: a name or address of this machine.
        port: the port; 0 takes any that is free.
        count: how many; where the system spreads nothing they are one and the same.

    Raises:
        StoreError: the port is taken, or the address is not of this machine.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        first = _listening(found, shared=False)  # alone, so that a port in use is noticed
        if count == 1 or not sys.platform.startswith("linux"):
            return [first] * count
        address = (first.getsockname()[0], first.getsockname()[1], *found[4][2:])
        first.close()
        named = (*found[:4], address)
        return [_listening(named, shared=True) for _ in range(count)]
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StoreError(
                f"Porta {port} sedang dipakai program lain; pilih yang lain dengan --port.",
                f"Port {port} is taken by another program; choose another with --port.",
            ) from error
        raise StoreError(
            f"Alamat {host}:{port} tidak dapat dipakai: {error.strerror or error}.",
            f"The address {host}:{port} cannot be used: {error.strerror or error}.",
        ) from error


def _listening(found: tuple[Any, ...], *, shared: bool) -> socket.socket:
    made = socket.socket(found[0], found[1])
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind(found[4])
        made.listen(1024)
    except OSError:
        made.close()
        raise
    made.setblocking(False)
    return made


def run(
    settings: Settings,
    listening: list[socket.socket],
    *,
    started: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Serve a store until SIGTERM or SIGINT.

    Args:
        settings: how.
        listening: from `bind`, one for each front.
        started: called with the version of the data when connections are accepted.
        tell: takes lines for the operator.

    Raises:
        StoreError: the store cannot be served.
    """
    from zikg.serve.supervisor import Supervisor

    Supervisor(settings, listening, tell).run(started)


def bundled_folder() -> str:
    """Return a store folder with the bundled registry and decrees, made once and kept in the cache.

    Raises:
        StoreError: it could not be written.
    """
    from pyoxigraph import RdfFormat

    from zikg import resources
    from zikg.query import bundled
    from zikg.store.folder import FolderWriter

    memory = bundled()
    folder = resources.cache_folder() / "bundled" / memory.version
    if not (folder / "current").exists():
        written = memory.store.dump(format=RdfFormat.N_QUADS)
        assert written is not None
        writer = FolderWriter(folder, waiting=lambda: None)
        try:
            if not writer.version:  # another process may have been faster
                writer.load(written)
                writer.publish()
        finally:
            writer.close()
    return str(folder)
