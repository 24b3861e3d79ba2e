"""A server as a process of its own, over a small store, as a user starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx
from pyoxigraph import Literal, NamedNode, Quad

from zikg import resources
from zikg.extract import extract
from zikg.graph.document import decree_quads
from zikg.graph.run import run_quads
from zikg.namespaces import (
    BASE,
    GRAPH_EVIDENCE,
    GRAPH_INFERRED,
    GRAPH_REGISTRY,
    GRAPH_RUN,
    RDF,
    ZIKG,
)
from zikg.read import read
from zikg.reason.closure import closure, facts
from zikg.reason.judge import inferred_quads
from zikg.registry import open_registry
from zikg.store import open_writer
from zikg.store.folder import as_bytes
from zikg.validate import run_for
from zikg.validate.run import today

if TYPE_CHECKING:
    from collections.abc import Iterator

W3C: Final = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
"""The graphs that the W3C protocol tests ask of."""
DOCUMENT: Final = NamedNode("http://xmlns.com/foaf/0.1/Document")
ODD: Final = f"{BASE}odd/a%20b/(c)~d"
"""An identifier with characters that a path may change on its way."""


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    home: str
    folder: Path

    def get(self, path: str, **options: Any) -> httpx.Response:
        return httpx.get(self.home + path, timeout=60, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return httpx.post(self.home + path, timeout=60, **options)

    def ask(self, query: str, **options: Any) -> httpx.Response:
        return self.get("/sparql", params={"query": query}, **options)

    def rows(self, query: str) -> list[dict[str, str]]:
        found = self.ask(query).raise_for_status().json()["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    def family(self) -> set[int]:
        """Return the server and every process below it."""
        return set(_below(self.process.pid))

    def metric(self, line: str) -> float:
        found = [each for each in self.get("/metrics").text.splitlines() if each.startswith(line)]
        return sum(float(each.rpartition(" ")[2]) for each in found)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def _below(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _below(int(child))


def fill(folder: Path) -> None:
    """Write a store with the registry, a decree and the graphs of the W3C tests."""
    registry = open_registry()
    decree = extract(
        read(str(resources.path("data/decrees/kpu-kota-cilegon-2025-11.txt"))), registry
    )
    run = run_for(decree, today())
    document = f"{BASE}dokumen/{decree.source.document}"
    quads = [quad for some in facts(registry).values() for quad in some]
    quads += closure()
    quads += decree_quads(
        decree, registry, NamedNode(f"{BASE}graph/dokumen/{decree.source.document}")
    )
    quads += inferred_quads(decree, run, registry, NamedNode(GRAPH_INFERRED))
    quads += run_quads(decree, run, registry, NamedNode(GRAPH_RUN))
    text = Literal(decree.source.text)
    quads.append(
        Quad(NamedNode(document), NamedNode(f"{ZIKG}text"), text, NamedNode(GRAPH_EVIDENCE))
    )
    for number in range(4):
        name = NamedNode(W3C.format(number))
        quads.append(Quad(name, NamedNode(f"{RDF}type"), DOCUMENT, name))
    twice = (NamedNode(ODD), NamedNode(f"{RDF}type"), DOCUMENT)
    quads += [Quad(*twice, NamedNode(GRAPH_REGISTRY)), Quad(*twice, NamedNode(GRAPH_INFERRED))]
    formula = NamedNode(f"{ZIKG}note")
    quads.append(
        Quad(NamedNode(ODD), formula, Literal('=HYPERLINK("x")'), NamedNode(GRAPH_REGISTRY))
    )
    writer = open_writer(folder)
    writer.load(as_bytes(quads))
    writer.publish()
    writer.close()


def start(folder: Path, *arguments: str) -> Server:
    """Start ``zikg serve`` on a free port, and wait until it answers."""
    program = Path(sys.executable).with_name("zikg")
    command = [str(program), "serve", "--store", str(folder), "--port", "0", *arguments]
    errors = (folder / "served.log").open("a")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ}
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address, (folder / "served.log").read_text()
    server = Server(process, address.rstrip("/"), folder)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if server.get("/healthz").status_code == 200:
            return server
        time.sleep(0.05)
    server.stop()
    raise AssertionError("no worker became ready")
