"""Stores to ask: the bundled one, and one of generated decrees with what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from zikg.bench.generate import draw
from zikg.bench.writing import write
from zikg.extract import extract
from zikg.graph.document import decree_quads
from zikg.graph.run import run_quads
from zikg.graph.satker import issuer_quads
from zikg.namespaces import BASE, GRAPH_INFERRED, GRAPH_REGISTRY, GRAPH_RUN
from zikg.query import answer, find
from zikg.query.bundled import Memory
from zikg.read import read_bytes
from zikg.reason import closure
from zikg.reason.judge import inferred_quads
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.model import Decree, Result
    from zikg.store import Reader

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Corpus:
    """A store of generated decrees, and the decrees and findings that are in it."""

    reader: Memory
    decrees: list[Decree]
    results: list[Result]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Twelve generated decrees in a store, each also as it was read and checked."""
    registry = open_registry()
    quads = [quad for quads in closure.facts(registry).values() for quad in quads]
    quads += closure.closure()
    decrees, results = [], []
    for place in range(12):
        text = write(draw(Random(f"query{place}"), registry))
        decree = extract(read_bytes(text.encode(), f"{place}.txt"), registry)
        run = run_for(decree, TODAY)
        graph = NamedNode(f"{BASE}graph/dokumen/{decree.source.document}")
        quads += decree_quads(decree, registry, graph)
        quads += inferred_quads(decree, run, registry, NamedNode(GRAPH_INFERRED))
        quads += run_quads(decree, run, registry, NamedNode(GRAPH_RUN))
        if decree.issuer:
            quads += issuer_quads([decree.issuer], NamedNode(GRAPH_REGISTRY))
        decrees.append(decree)
        results.append(check(decree, run, registry))
    store = Store()
    store.bulk_load(serialize(set(quads), format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
    return Corpus(Memory(store, "corpus"), decrees, results)


@pytest.fixture(scope="session")
def rows() -> Callable[..., list[dict[str, Any]]]:
    """Ask a saved query and get its rows as short values by column."""

    def ask(name: str, reader: Reader, **given: str) -> list[dict[str, Any]]:
        answered = answer(find(name), given, reader, TODAY)
        names = [column.name for column in answered.columns]
        return [dict(zip(names, map(_short, row), strict=True)) for row in answered.rows]

    return ask


def _short(term: Any) -> str | None:
    if term is None:
        return None
    return str(term.value).removeprefix(BASE).removeprefix("eli/").removeprefix("org/")
