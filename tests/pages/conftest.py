"""The seeds' store, audited, and one hostile decree in it; asked without any server."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from zikg import resources
from zikg.audit import audit
from zikg.ingest import ingest
from zikg.namespaces import BASE, DCTERMS, ELI, GRAPH_REGISTRY, GRAPH_RUN, ORG, RDF, RDFS, ZIKG
from zikg.serve.messages import Request, Response, Upload
from zikg.serve.pages import respond
from zikg.store import open_store, open_writer
from zikg.store.folder import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from zikg.store import Reader

DAY: Final = date(2026, 11, 21)
HOSTILE: Final = "bad0bad0bad0"
SCRIPT: Final = "<script>alert('x')</script>\" onmouseover=\"alert(1)"


def _hostile() -> list[Quad]:
    """A decree whose every word tries to break out of the page."""
    document, graph = (
        NamedNode(f"{BASE}dokumen/{HOSTILE}"),
        NamedNode(f"{BASE}graph/dokumen/{HOSTILE}"),
    )
    work = NamedNode(f"{BASE}eli/keputusan/x-0badbeef/2025/1")
    office = NamedNode(f"{BASE}org/x-0badbeef")
    run, registry = NamedNode(GRAPH_RUN), NamedNode(GRAPH_REGISTRY)

    def term(name: str) -> NamedNode:
        return NamedNode(ZIKG + name)

    return [
        Quad(document, NamedNode(RDF + "type"), term("Decree"), graph),
        Quad(document, term("realises"), work, graph),
        Quad(document, term("issuedBy"), office, graph),
        Quad(work, NamedNode(ELI + "number"), Literal(SCRIPT), graph),
        Quad(work, NamedNode(DCTERMS + "title"), Literal(SCRIPT), graph),
        Quad(document, NamedNode(RDF + "type"), term("StoredDocument"), run),
        Quad(document, term("file"), Literal("javascript:alert(1)//" + SCRIPT), run),
        Quad(document, term("note"), Literal("javascript:alert(1) " + SCRIPT), graph),
        Quad(office, NamedNode(RDF + "type"), NamedNode(ORG + "Organization"), registry),
        Quad(office, NamedNode(RDFS + "label"), Literal(SCRIPT), registry),
    ]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages") / "store"
    writer = open_writer(place)
    seeds = sorted(str(path) for path in resources.path("data/decrees").glob("*.txt"))
    ingest(writer, seeds, day=DAY, jobs=1, national=False)
    audit(writer, day=DAY, jobs=1)
    writer.load(as_bytes(_hostile()))
    writer.publish()
    writer.close()
    return place


@pytest.fixture(scope="session")
def reader(folder: Path) -> Iterator[Reader]:
    opened = open_store(folder)
    yield opened
    opened.close()


@pytest.fixture
def ask(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Response]:
    """Ask for a page by its path; a query may stand behind it."""
    monkeypatch.setenv("ZIKG_TODAY", DAY.isoformat())

    def call(path: str, *uploads: Upload, method: str = "", **options: Any) -> Response:
        local, _, query = path.partition("?")
        pairs = tuple(tuple(pair.split("=", 1)) for pair in query.split("&")) if query else ()
        asked = Request(
            local,
            "http://127.0.0.1:8000",
            pairs,  # type: ignore[arg-type]
            method=method or ("POST" if uploads else "GET"),
            uploads=uploads,
            **options,
        )
        return respond(reader, asked)

    return call


@pytest.fixture
def data(ask: Callable[..., Response]) -> Callable[[str], dict[str, Any]]:
    """Return the data of a page."""

    def call(path: str) -> dict[str, Any]:
        found = ask(path, accept="application/json")
        assert found.media in {"application/json", "application/problem+json"}
        held: dict[str, Any] = json.loads(found.body)
        return held

    return call


@pytest.fixture
def document(data: Callable[[str], dict[str, Any]]) -> Callable[[str], str]:
    """Return the document of an office that the seeds hold."""

    def call(office: str) -> str:
        lines = data("/dokumen")["documents"]
        return str(next(line["document"] for line in lines if line["office"] == office))

    return call
