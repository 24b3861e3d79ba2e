"""Servers of SPARQL side by side, each over the same statements, each as it is started by a user.

The peers are the ``oxigraph`` binary, which answers in one process of Rust and has no deadline that
holds, and ``rdflib-endpoint``, a Python endpoint over rdflib: with rdflib's own memory store, its
default, and with oxrdflib's where that is installed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from urllib.request import urlopen

from pyoxigraph import DefaultGraph, RdfFormat, Store

from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS: Final = "zikg serve"
BINARY: Final = "oxigraph serve-read-only"
MEMORY: Final = "rdflib-endpoint, rdflib memory"
OXRDFLIB: Final = "rdflib-endpoint, oxrdflib"
PYTHON: Final = frozenset({MEMORY, OXRDFLIB})
_STARTS: Final = 1200.0


@contextlib.contextmanager
def servers(store: str, data: str, folder: Path, timeout: float) -> Iterator[dict[str, str]]:
    """Run every server that is installed; give the address of each one's endpoint.

    Args:
        store: a store folder, for ours.
        data: the served copy of its snapshot, for the others.
        folder: where copies are written.
        timeout: our deadline, in seconds.

    Raises:
        ZikgError: a server does not start.
    """
    with contextlib.ExitStack() as stack:
        found = {
            OURS: stack.enter_context(ours(store, timeout)),
            BINARY: stack.enter_context(_binary(data, folder)),
        }
        if _script("rdflib-endpoint"):
            dump = folder / "union.nt"
            Store.read_only(data).dump(str(dump), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
            found[MEMORY] = stack.enter_context(_python(dump, "default"))
            if importlib.util.find_spec("oxrdflib"):
                found[OXRDFLIB] = stack.enter_context(_python(dump, "Oxigraph"))
        yield found


@contextlib.contextmanager
def ours(store: str, timeout: float) -> Iterator[str]:
    """Run ``zikg serve``, and give the address of its endpoint."""
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
def _python(dump: Path, store: str) -> Iterator[str]:
    port = _free()
    words = [_must("rdflib-endpoint"), "serve", "--port", str(port), "--host", "127.0.0.1"]
    words += ["--store", store, str(dump)]
    with _running(words, f"http://127.0.0.1:{port}/?query={quote('ASK {}')}"):
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
