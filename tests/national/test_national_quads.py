"""The national registry as a graph: what the registry answers, in the same vocabulary."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from zikg.graph import terms
from zikg.graph.national import national_quads
from zikg.graph.registry import issuer_quads, registry_quads, slice_quads, type_quads
from zikg.graph.terms import term
from zikg.namespaces import BASE, ELI, GRAPH_REGISTRY, PROV, RDFS
from zikg.registry import Registry, open_registry

GRAPH = NamedNode(GRAPH_REGISTRY)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.fixture(scope="module")
def store(registry: Registry) -> Store:
    made = Store()
    made.bulk_extend(national_quads(registry, GRAPH))
    return made


def objects(store: Store, subject: NamedNode, name: NamedNode) -> set[object]:
    return {quad.object for quad in store.quads_for_pattern(subject, name, None, GRAPH)}


def test_every_work_that_the_reference_does_not_hold_is_there(
    store: Store, registry: Registry
) -> None:
    assert registry.national is not None
    known = {held.id for held in registry.regulations()}
    wanted = {held.id for held in registry.national.regulations()} - known
    found = {
        quad.subject.value.removeprefix(f"{BASE}eli/")
        for quad in store.quads_for_pattern(None, term("inRegistry"), None, GRAPH)
        if isinstance(quad.subject, NamedNode)
    }
    assert found == wanted


def test_a_work_has_its_certainty_and_its_sources(store: Store) -> None:
    work = terms.work("pp/ri/2011/46")
    assert objects(store, work, term("confidence")) == {Literal("medium")}
    assert objects(store, work, term("statusKnown")) == {terms.flag(False)}
    sources = objects(store, work, NamedNode(PROV + "wasDerivedFrom"))
    assert len(sources) == 3
    for source in sources:
        assert isinstance(source, NamedNode)
        assert objects(store, source, NamedNode(RDFS + "label"))


def test_an_unknown_maker_is_no_organisation(store: Store) -> None:
    works = {
        quad.subject
        for quad in store.quads_for_pattern(None, term("inRegistry"), None, GRAPH)
        if "/x-" in str(quad.subject)
    }
    assert len(works) > 9_000
    makers = store.quads_for_pattern(None, NamedNode(ELI + "passed_by"), None, GRAPH)
    assert not works & {quad.subject for quad in makers}


def test_changes_are_those_that_the_registry_goes_by(store: Store, registry: Registry) -> None:
    def told(quad: Quad) -> str:
        return str(getattr(quad.subject, "value", "")).removeprefix(BASE)

    found = {told(q) for q in store.quads_for_pattern(None, term("changedBy"), None, GRAPH)}
    assert "change/pp-ri-2019-30--revokes--pp-ri-2011-46" in found
    assert "change/uu-ri-2010-3--revokes--uu-ri-2002-30" not in found, (
        "the reference has settled it"
    )
    assert registry.national is not None
    heard = {
        change.id
        for change in registry.national.changes()
        if change in registry.changes_to(change.target)
    }
    assert found == heard


def test_nothing_is_asserted_twice_of_a_work_of_the_reference(store: Store) -> None:
    assert not list(store.quads_for_pattern(terms.work("uu/ri/2014/5"), None, None, GRAPH))


def test_a_slice_of_a_national_citation_is_a_part_of_the_whole(
    store: Store, registry: Registry
) -> None:
    """What a decree is judged on is nothing that the store would not have."""
    sliced = {quad.triple for quad in slice_quads(registry, ["pp/ri/2011/46"], GRAPH)}
    assert any(terms.work("pp/ri/2019/30") == triple.subject for triple in sliced)
    whole = {quad.triple for quad in registry_quads(registry, GRAPH)}
    whole |= {quad.triple for quad in type_quads(registry, None, GRAPH)}
    whole |= {quad.triple for quad in issuer_quads({"ri", "panrb", "kpu"}, GRAPH)}
    for triple in sliced - whole:
        assert Quad(triple.subject, triple.predicate, triple.object, GRAPH) in store, triple
