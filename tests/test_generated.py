"""Generated decrees: none without fault is loud, each fault gives exactly its finding."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from zikg.bench.breaking import AWAITED, Expected, breakages
from zikg.bench.generate import draw
from zikg.bench.judging import compare, findings
from zikg.bench.law import Law, capped
from zikg.bench.rules import BATCH, BOTH, SHARE, batch, outcomes, pair, run
from zikg.bench.writing import write
from zikg.registry import open_registry
from zikg.rules import catalogue

if TYPE_CHECKING:
    from zikg.bench.sample import Sample

SEED = 20261121
PAIRS = 500


@pytest.mark.parametrize("first", range(0, PAIRS, BATCH))
def test_pairs(first: int) -> None:
    """The decree is silent, and its broken twin gives the findings of the fault, no more."""
    wrong = [
        (one.place, one.code, one.name, one.verdict)
        for one in outcomes(SEED, range(first, first + BATCH))
        if not one.verdict.right
    ]
    assert not wrong


def test_some_pairs_are_for_both_engines() -> None:
    """The groups hold pairs that are judged twice."""
    assert [place for place in range(PAIRS) if place % BOTH == 0] == list(range(0, PAIRS, BOTH))


def test_a_decree_takes_few_faults() -> None:
    """Pairs share decrees, but not many share one; each takes its own breakage."""
    pairs = batch(SEED, 3)
    assert [one.place for one in pairs] == list(range(3 * BATCH, 4 * BATCH))
    shared = Counter(one.decree for one in pairs)
    assert max(shared.values()) == SHARE
    assert len(shared) >= BATCH // SHARE
    table = breakages()
    assert all(one.breakage is table[one.place % len(table)] for one in pairs)


def test_the_number_of_workers_changes_nothing() -> None:
    """Two processes give what one gives."""
    places = (3, 4, BATCH + 1)
    alone = list(run(SEED, places))
    assert sorted(run(SEED, places, 2), key=lambda one: one.place) == sorted(
        alone, key=lambda one: one.place
    )


def test_every_rule_has_a_breakage() -> None:
    """A rule without one is named in AWAITED, and nothing stays there longer than it must."""
    broken = {breakage.code for breakage in breakages()}
    of_decrees = {rule.code for rule in catalogue() if not rule.code.startswith("ZI4")}
    assert of_decrees - broken <= AWAITED
    assert not broken & AWAITED


def test_the_same_seed_gives_the_same_pair() -> None:
    """A failing pair can be had again from seed and place."""
    one = pair(SEED, 7)
    batch.cache_clear()
    other = pair(SEED, 7)
    assert write(one.sample) == write(other.sample)
    assert write(one.broken.sample) == write(other.broken.sample)
    assert one.broken.expected == other.broken.expected


def _drawn(seed: str) -> Sample:
    return draw(Random(seed), open_registry())


def test_decrees_are_of_many_kinds() -> None:
    """Both regimes, all stages, many offices, every form of table."""
    samples = [_drawn(f"kinds/{number}") for number in range(300)]
    assert {sample.regime for sample in samples} == {"2014", "2021"}
    assert {sample.stage for sample in samples} == {"draft", "issued", "copy"}
    assert len({sample.maker.slug for sample in samples}) > 200
    assert {sample.maker.kind.partition("-")[0] for sample in samples} >= {"kpu", "kip", "pn"}
    assert {sample.style.table for sample in samples} == {"pipe", "tab", "html"}
    assert {sample.style.area_mark for sample in samples} >= {"line", "column", "digit"}
    assert {sample.maker.kind.partition("-")[0] for sample in samples} >= {"dinas", "kanwil"}
    assert {sample.day.year for sample in samples} == set(range(2015, 2027))


def test_the_oracle_reads_the_facts() -> None:
    """What stood, what was the last amendment, which regime: on the days around a change."""
    registry = open_registry()
    sample = _drawn("facts")
    day = sample.day
    before, after = (
        Law(registry, day.replace(2023, 10, 30)),
        Law(registry, day.replace(2023, 10, 31)),
    )
    assert before.stands("uu/ri/2014/5")
    assert not after.stands("uu/ri/2014/5")
    assert after.stands("uu/ri/2023/20")
    assert [
        c.act for c in Law(registry, day.replace(2025, 4, 30)).amendments("perpres/ri/2018/16")
    ] == [
        "perpres/ri/2021/12",
        "perpres/ri/2025/46",
    ]
    assert Law(registry, day.replace(2021, 11, 30)).regime() == "2014"
    assert Law(registry, day.replace(2021, 12, 15)).regime() is None
    assert Law(registry, day.replace(2022, 1, 1)).regime() == "2021"


def test_certainty_caps_what_is_expected() -> None:
    """The weakest fact decides how loud a finding may be."""
    assert capped("error", "high", "medium") == "warning"
    assert capped("error", "low") == "info"
    assert capped("warning", "high") == "warning"


def test_what_is_expected_and_not_there_is_missed() -> None:
    """Silence does not pass for an answer."""
    expected = Expected("ZI201", "error", "uu/ri/2014/5", "mengingat", "3")
    assert compare([], [expected]) == ((), ("ZI201 error uu/ri/2014/5 mengingat/3",))


def test_an_info_beyond_the_fault_is_too_much() -> None:
    """An info that nobody asked for counts, but for those that follow from the fault."""
    sample = _drawn("infos")
    infos = [found for found in findings(sample) if found.severity == "info"]
    assert infos
    assert len(compare(infos, [])[0]) == len(infos)
    assert compare(infos, [], frozenset(found.code for found in infos)) == ((), ())
