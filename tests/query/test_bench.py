"""The measuring of saved queries itself, on two small stores."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from zikg.bench.generate import draw
from zikg.bench.queries import Cost, Measured, Ratio
from zikg.bench.writing import write
from zikg.cli import main
from zikg.registry import open_registry

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)


def _cost(warm: float) -> Cost:
    return Cost(rows=1, first=warm, warm=warm)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return folders of a store of two decrees and of one of six."""
    folder = tmp_path_factory.mktemp("stores")
    return _store(folder, "few", 2), _store(folder, "many", 6)


def _store(folder: Path, name: str, count: int) -> str:
    texts = folder / f"{name}-texts"
    texts.mkdir()
    for place in range(count):
        text = write(draw(Random(f"bench{place}"), open_registry()))
        (texts / f"{place}.txt").write_text(text, encoding="utf-8")
    place_ = str(folder / name)
    called = CliRunner().invoke(
        main, ["ingest", str(texts), "--store", place_, "--no-national", "--jobs", "1"]
    )
    assert called.exit_code == 0, called.output
    return place_


def test_ten_times_the_decrees_may_cost_twelve_times_as_much() -> None:
    """The bound on growth follows the decrees: 12 for ten times, 120 for a hundred times."""
    within = Measured("q", (1_000, 10_000), (_cost(1), _cost(11.9)))
    beyond = Measured("q", (1_000, 10_000), (_cost(1), _cost(12.1)))
    far = Measured("q", (1_000, 100_000), (_cost(1), _cost(119)))
    assert [each.passes for each in (within, beyond, far)] == [True, False, True]


def test_one_store_has_no_growth_to_fail() -> None:
    """With one store alone a query is measured and passes."""
    alone = Measured("q", (1_000,), (_cost(1),))
    assert alone.growth is None
    assert alone.passes


def test_a_ratio_beyond_its_bound_fails() -> None:
    """1.51 times the bare engine is too much where 1.5 is the bound."""
    assert not Ratio("q", 1.51, 1.0, 1.5).passes
    assert Ratio("q", 1.5, 1.0, 1.5).passes


def test_the_command_measures_two_stores(stores: tuple[str, str]) -> None:
    """Every query asked for has a line, and the ratios of the larger store stand below."""
    told = CliRunner().invoke(
        main, ["bench", "queries", *stores, "--runs", "1", "--only", "decrees"]
    )
    assert told.exit_code in (0, 1), told.output
    lines = told.output.splitlines()
    assert "2 keputusan" in lines[0]
    assert "6 keputusan" in lines[0]
    assert lines[1].startswith("decrees ")
    assert [line.split()[0] for line in lines[2:]] == [*["superseded-at-date"] * 3, "impact"]


def test_the_large_store_first_is_refused(stores: tuple[str, str]) -> None:
    """Stores in the wrong order are a wrong call, not a growth below one."""
    told = CliRunner().invoke(main, ["bench", "queries", *reversed(stores)])
    assert told.exit_code == 2
    assert "penyimpanan kecil dahulu" in told.output


def test_an_unknown_query_is_refused(stores: tuple[str, str]) -> None:
    """A query that does not exist is named in one sentence."""
    told = CliRunner().invoke(main, ["bench", "queries", stores[0], "--only", "tidak-ada"])
    assert told.exit_code == 2
    assert "tidak-ada" in told.output
