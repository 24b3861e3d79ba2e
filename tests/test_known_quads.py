"""What the graph keeps from decree to decree is what it would write anew."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import DefaultGraph, NamedNode

from zikg.graph import registry as written
from zikg.graph import terms
from zikg.graph.concepts import component_quads
from zikg.graph.registry import slice_quads
from zikg.graph.works import work_triples
from zikg.registry import open_registry

IDS = ("uu/ri/1999/31", "permen/panrb/2021/90", "perpres/ri/2018/16")


def test_a_slice_asked_for_again_is_the_same() -> None:
    """Kept quads are neither lost nor doubled, also where other slices came between."""
    registry = open_registry()
    written._work.cache_clear()
    written._change.cache_clear()
    first = list(slice_quads(registry, IDS))
    list(slice_quads(registry, ("uu/ri/2017/7",)))
    kept = list(slice_quads(registry, IDS))
    written._work.cache_clear()
    written._change.cache_clear()
    assert first == kept == list(slice_quads(registry, IDS))
    held = [registry.get(id_) for id_ in IDS]
    anew = {quad for one in held if one for quad in terms.into(DefaultGraph(), work_triples(one))}
    assert len(anew) > 10 * len(IDS)
    assert anew <= set(kept)


def test_each_graph_has_its_own() -> None:
    """What was kept for one graph is not written into another."""
    registry, graph = open_registry(), NamedNode("https://w3id.org/zikg/graph/registry")
    list(slice_quads(registry, IDS))
    list(component_quads(registry, "2021"))
    assert {quad.graph_name for quad in slice_quads(registry, IDS, graph)} == {graph}
    assert {quad.graph_name for quad in component_quads(registry, "2021", graph)} == {graph}
    assert {quad.graph_name for quad in component_quads(registry, "2021")} == {DefaultGraph()}


def test_another_record_is_written_anew() -> None:
    """A regulation is known by all that is recorded of it, not by its id."""
    held = open_registry().get("uu/ri/1999/31")
    assert held is not None
    default = DefaultGraph()
    other = replace(held, title="Judul Lain")
    assert written._work(held, default) != written._work(other, default)
    assert set(written._work(other, default)) == set(terms.into(default, work_triples(other)))
