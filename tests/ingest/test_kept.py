"""What a store keeps of a decree: part of what is examined, and what is left out is said elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from zikg.extract import extract
from zikg.graph import nt
from zikg.graph.works import work_triples
from zikg.ingest.making import said
from zikg.namespaces import ELI, RDFS
from zikg.read import read
from zikg.reason import closure
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.graph.nt import Fact

DAY: Final = date(2026, 11, 21)
SEEDS: Final = sorted((Path(__file__).parents[2] / "data" / "decrees").glob("*.txt"))


@pytest.fixture(scope="module", params=[*SEEDS, *range(4)], ids=str)
def graphs(
    request: pytest.FixtureRequest, four: list[Path]
) -> tuple[frozenset[Fact], frozenset[Fact]]:
    """All facts of a decree, and those that are kept."""
    path = four[request.param] if isinstance(request.param, int) else request.param
    registry = open_registry()
    decree = extract(read(str(path)), registry)
    whole, kept = (said(decree, DAY, registry, whole=each).facts() for each in (True, False))
    return frozenset(whole), frozenset(kept)


def _by_subject(facts: frozenset[Fact], name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, predicate, value in facts:
        if predicate == nt.term(name):
            found.setdefault(subject, set()).add(value)
    return found


def test_what_is_kept_is_part_of_what_is_examined(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """Nothing is said in a store that was not examined; less than half of it is kept."""
    whole, kept = graphs
    assert kept < whole
    assert len(kept) > 300


def test_the_work_cited_is_kept_where_it_is_known(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """By ``citesWork``, or ``resolvesTo`` of the decree itself; else what is written of it."""
    whole, kept = graphs
    cites, resolves = _by_subject(kept, "citesWork"), _by_subject(kept, "resolvesTo")
    for citation, works in _by_subject(whole, "resolvesTo").items():
        assert cites.get(citation) == works or resolves.get(citation) == works
    kinds = _by_subject(kept, "citedType")
    for citation in _by_subject(whole, "citedType"):
        assert citation in cites or citation in resolves or citation in kinds
    states = _by_subject(kept, "resolution")
    for citation, state in _by_subject(whole, "resolution").items():
        assert states.get(citation, {'"held"'}) == state


def test_what_rests_on_what_is_kept_of_the_instrument(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """``invokesWork`` of the citations is ``eli:based_on`` of the instrument."""
    whole, kept = graphs
    invoked = {value for values in _by_subject(whole, "invokesWork").values() for value in values}
    assert {value for _, name, value in kept if name == nt.iri(ELI + "based_on")} == invoked
    assert invoked


def test_a_gazette_is_told_by_the_decree_or_by_the_registry(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """Kind, number and year are there for every gazette that is cited."""
    whole, kept = graphs
    registry = open_registry()
    on_record = frozenset(
        (str(triple.subject), str(triple.predicate), str(triple.object))
        for held in registry.reference.regulations()
        for triple in work_triples(held)
    )
    for name in ("gazetteKind", "gazetteNumber", "gazetteYear"):
        said_of = _by_subject(kept | on_record, name)
        for gazette, values in _by_subject(whole, name).items():
            assert values <= said_of[gazette]
    assert _by_subject(kept, "citedGazette") == _by_subject(whole, "citedGazette")


def test_the_name_of_a_node_says_where_it_stands(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """Section and item, where they are not kept, are steps of the IRI."""
    whole, kept = graphs
    for name in ("section", "item"):
        still = _by_subject(kept, name)
        for node, values in _by_subject(whole, name).items():
            if node in still or "/bentuk/" in node or "/ejaan/" in node or "/beda/" in node:
                continue
            for value in values:
                assert value.strip('"').replace(".", "/") in node


def test_a_row_lies_in_the_decree_of_its_area_and_a_part_below_it(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """``inDecree`` is kept, or follows: by ``inArea`` of rows, by the name of parts."""
    whole, kept = graphs
    still, areas = _by_subject(kept, "inDecree"), _by_subject(kept, "inArea")
    parts = {node for node, name, value in kept if value == nt.term("DecreePart")}
    rows = 0
    for node, decree in _by_subject(whole, "inDecree").items():
        if node in areas:
            (area,) = areas[node]
            assert still[area] == decree
            rows += 1
        elif node in parts:
            (document,) = decree
            assert node.startswith(f"{document[:-1]}/")
        elif "/dokumen/" in node and node in {subject for subject, _, _ in kept}:
            assert still[node] == decree
    assert rows
    assert parts


def test_each_citation_keeps_a_class_that_is_a_citation(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """The ontology says of each of the three classes that its members are citations."""
    whole, kept = graphs
    classes = {
        str(triple.subject)
        for triple in closure.ontology("decree")
        if str(triple.predicate) == nt.iri(RDFS + "subClassOf")
        and str(triple.object) == nt.term("Citation")
    }
    citations = {node for node, _, value in whole if value == nt.term("Citation")}
    assert citations
    for citation in citations:
        assert {value for node, _, value in kept if node == citation} & classes


def test_the_standing_of_a_base_that_is_not_kept_is_its_own(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """``baseStanding`` is kept where a citation hangs on another."""
    whole, kept = graphs
    still, own = _by_subject(kept, "baseStanding"), _by_subject(kept, "standing")
    assert own == _by_subject(whole, "standing")
    for citation, states in _by_subject(whole, "baseStanding").items():
        assert still.get(citation, own[citation]) == states


def test_rows_keep_a_component_of_the_regime_in_force(
    graphs: tuple[frozenset[Fact], frozenset[Fact]],
) -> None:
    """Each row that names one names it still, and the areas in force are named once."""
    whole, kept = graphs
    planned = _by_subject(kept, "plans")
    assert set(planned) == set(_by_subject(whole, "plans"))
    regimes = {value.rstrip(">").rpartition("/")[2] for value in _regimes(kept)}
    assert len(regimes) == 1
    for row, components in _by_subject(whole, "plans").items():
        here = {each for each in components if f"/zi/{next(iter(regimes))}/" in each}
        assert planned[row] == (here or components)
    assert _by_subject(kept, "inForceArea") == _by_subject(whole, "inForceArea")


def _regimes(facts: frozenset[Fact]) -> set[str]:
    return {value for values in _by_subject(facts, "regime").values() for value in values}
