"""The base of a store is exchanged for a newer one: only what differs, and whole in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from zikg.errors import StoreError
from zikg.graph.terms import term
from zikg.ingest import base
from zikg.ingest.base import GRAPH_ONTOLOGY, held_key, renew_base
from zikg.namespaces import GRAPH_INFERRED, GRAPH_REGISTRY, GRAPH_RUN
from zikg.store import open_writer
from zikg.store.folder import FolderWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GRAPHS = (GRAPH_REGISTRY, GRAPH_ONTOLOGY, GRAPH_INFERRED, GRAPH_RUN)
REGISTRY = NamedNode(GRAPH_REGISTRY)
STALE = Quad(NamedNode("x:usang"), NamedNode("x:p"), Literal("lama"), REGISTRY)


@pytest.fixture
def aged(tmp_path: Path) -> Iterator[FolderWriter]:
    """A store whose base is another one: a statement too many, some that are missing."""
    writer = open_writer(tmp_path / "gudang")
    assert isinstance(writer, FolderWriter)
    assert renew_base(writer, national=False) == "loaded"
    missing = [quad for quad in writer.quads(GRAPH_ONTOLOGY) if "Citation" in str(quad.subject)]
    keyed = [quad for quad in writer.about(GRAPH_RUN, (GRAPH_REGISTRY,)) if "madeWith" in str(quad)]
    other = Quad(REGISTRY, term("madeWith"), Literal("lama"), NamedNode(GRAPH_RUN))
    assert missing
    assert keyed
    writer.exchange([*missing, *keyed], [STALE, other])
    yield writer
    writer.close()


def _held(writer: FolderWriter) -> dict[str, frozenset[Quad]]:
    return {graph: frozenset(writer.quads(graph)) for graph in GRAPHS}


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, frozenset[Quad]]:
    """What a new store holds."""
    writer = open_writer(tmp_path / "baru")
    assert isinstance(writer, FolderWriter)
    renew_base(writer, national=False)
    held = _held(writer)
    writer.close()
    return held


@pytest.mark.parametrize("at_once", [50_000, 3], ids=["one-transaction", "many"])
def test_a_renewed_base_is_that_of_a_new_store(
    aged: FolderWriter,
    wanted: dict[str, frozenset[Quad]],
    at_once: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However much differs: what is stale is gone, what was missing is there."""
    monkeypatch.setattr(base, "_AT_ONCE", at_once)
    assert _held(aged) != wanted
    assert renew_base(aged, national=False) == "renewed"
    assert _held(aged) == wanted
    assert renew_base(aged, national=False) == "fresh"


def test_a_renewal_that_was_broken_off_is_gone_on_with(
    aged: FolderWriter, wanted: dict[str, frozenset[Quad]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until all is there the base counts as the old one."""
    monkeypatch.setattr(base, "_AT_ONCE", 3)

    def full(*_: object) -> None:
        raise StoreError("penuh", "full")

    with monkeypatch.context() as patch:
        patch.setattr(aged, "load", full)
        with pytest.raises(StoreError):
            renew_base(aged, national=False)
    assert held_key(aged) == "lama"
    assert STALE not in set(aged.quads(GRAPH_REGISTRY))
    assert renew_base(aged, national=False) == "renewed"
    assert _held(aged) == wanted
