"""Queries over generated decrees against the same answers counted from the decrees themselves."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from zikg.graph.citations import cited_work
from zikg.graph.nodes import citation_id
from zikg.query.impact import impact
from zikg.registry.issuers import satker_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from zikg.model import Decree

    Ask: TypeAlias = Callable[..., list[dict[str, Any]]]
    Corpus: TypeAlias = Any


def _item(decree: Decree, index: int) -> str:
    local = citation_id(decree, decree.citations[index])
    return local.split("/", 2)[2].rpartition("/cite/")[0]


def _citing(decree: Decree) -> set[str]:
    return {
        work
        for citation in decree.citations
        if citation.role != "title"
        and (work := cited_work(decree, citation)) not in (None, decree.id)
        and work is not None
    }


def test_superseded_at_signing_is_what_rule_zi201_finds(corpus: Corpus, rows: Ask) -> None:
    """The query and the check, which goes through the shapes, name the same regulations."""
    expected = {
        (decree.id, finding.subject)
        for decree, result in zip(corpus.decrees, corpus.results, strict=True)
        for finding in result.findings
        if finding.code == "ZI201" and decree.stage != "draft"
    }
    found = {(r["decree"], r["regulation"]) for r in rows("superseded-at-signing", corpus.reader)}
    assert found == expected


def test_most_cited_counts_decrees(corpus: Corpus, rows: Ask) -> None:
    """Each decree counts once for each regulation that it cites."""
    counted = Counter(
        work for decree in corpus.decrees if decree.issuer for work in _citing(decree)
    )
    found = {r["regulation"]: int(r["decrees"]) for r in rows("most-cited", corpus.reader)}
    assert found == counted


def test_who_cites_and_impact_find_every_citation(corpus: Corpus, rows: Ask) -> None:
    """For each regulation cited the decrees are those whose citations name it."""
    works = sorted({work for decree in corpus.decrees for work in _citing(decree)})
    for work in works[::7]:
        expected = {decree.id for decree in corpus.decrees if work in _citing(decree)}
        found = rows("who-cites", corpus.reader, regulation=work)
        assert {row["decree"] for row in found} == expected
        direct = {h.decree for h in impact(work, corpus.reader, TODAY).hits if h.via is None}
        assert direct == expected


TODAY = date(2026, 11, 21)


def test_missing_components_are_the_mandatory_less_the_planned(corpus: Corpus, rows: Ask) -> None:
    """A component is missing where the regime in force asks for it and no row names it."""
    found = Counter(row["decree"] for row in rows("missing-components", corpus.reader))
    expected = Counter(
        decree.id
        for decree, result in zip(corpus.decrees, corpus.results, strict=True)
        for finding in result.findings
        if finding.code == "ZI101"
    )
    whole = {
        decree.id
        for decree, result in zip(corpus.decrees, corpus.results, strict=True)
        if any(finding.code == "ZI102" for finding in result.findings)
    }
    assert {k: v for k, v in found.items() if k not in whole} == {
        k: v for k, v in expected.items() if k not in whole
    }


def test_plan_years_and_offices(corpus: Corpus, rows: Ask) -> None:
    """An office has no plan for a year where no issued decree of it, or of its secretariat, has."""
    every = {year for decree in corpus.decrees if decree.plan for year in decree.plan.years}
    for year in sorted(every)[:4]:
        planning = {
            satker_of(decree.issuer)
            for decree in corpus.decrees
            if decree.issuer and decree.stage != "draft" and decree.plan
            and year in decree.plan.years
        }  # fmt: skip
        without = {row["satker"] for row in rows("no-plan", corpus.reader, year=str(year))}
        assert not planning & without
        assert len(without) == 553 - len({s for s in planning if s.startswith(("kpu", "kip-"))})


def test_unplanned_weight_adds_up_the_missing_components(corpus: Corpus, rows: Ask) -> None:
    """The weight of a decree is the sum of the weights of what it lacks."""
    from zikg.registry import open_registry

    registry = open_registry()
    weights = {
        c.id: c.weight or 0 for r, _ in registry.guidelines() for c in registry.components(r)
    }
    expected: Counter[str] = Counter()
    for row in rows("missing-components", corpus.reader):
        expected[str(row["decree"])] += weights[str(row["component"])]  # type: ignore[assignment]
    found = {r["decree"]: float(r["weight"]) for r in rows("unplanned-weight", corpus.reader)}
    assert found == {decree: float(weight) for decree, weight in expected.items()}


def test_the_network_has_an_edge_for_each_pair(corpus: Corpus, rows: Ask) -> None:
    """Edges are the pairs of decree and regulation cited."""
    expected = {(d.id, work) for d in corpus.decrees if d.issuer for work in _citing(d)}
    found = {(r["decree"], r["regulation"]) for r in rows("citation-network", corpus.reader)}
    assert found == expected
    assert _item(corpus.decrees[0], 0)
