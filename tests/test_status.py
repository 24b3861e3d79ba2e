"""What stands at a date: three-valued, to the day, never in force without a word for it."""

from __future__ import annotations

from datetime import date

import pytest

from zikg.model import Interval
from zikg.registry import Registry, open_registry
from zikg.registry.status import in_effect, next_changes, regime_at, status_at


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.mark.parametrize(
    ("id_", "when", "code", "label", "by"),
    [
        ("uu/ri/2014/5", "2023-10-30", "in-force", "Berlaku", ()),
        ("uu/ri/2014/5", "2023-10-31", "revoked", "Dicabut", ("uu/ri/2023/20",)),
        ("uu/ri/2014/5", "2014-01-14", "not-existing", "Belum berlaku", ()),
        ("uu/ri/2014/5", "2014-01-15", "in-force", "Berlaku", ()),
        ("uu/ri/2023/1", "2025-01-01", "not-yet", "Belum berlaku", ()),
        ("uu/ri/1999/28", "1999-07-01", "not-yet", "Belum berlaku", ()),
        ("pp/ri/2010/53", "2025-02-07", "partly-revoked", "Dicabut sebagian", ("pp/ri/2021/94",)),
        ("pp/ri/2010/53", "2021-08-30", "in-force", "Berlaku", ()),
        (
            "uu/ri/1999/31",
            "2002-01-01",
            "amended",
            "Berlaku (telah diubah)",
            ("uu/ri/2001/20",),
        ),
        (
            "uu/ri/1999/31",
            "2026-01-02",
            "partly-revoked",
            "Dicabut sebagian",
            ("uu/ri/2002/30", "uu/ri/2023/1"),
        ),
        ("perpres/ri/2018/16", "2025-04-29", "amended", None, ("perpres/ri/2021/12",)),
        (
            "perpres/ri/2018/16",
            "2025-04-30",
            "amended",
            None,
            ("perpres/ri/2021/12", "perpres/ri/2025/46"),
        ),
        ("permen/panrb/2014/52", "2021-11-30", "amended", None, ("permen/panrb/2019/10",)),
        ("permen/panrb/2014/52", "2021-12-15", "unknown", None, ("permen/panrb/2021/90",)),
        ("permen/panrb/2014/52", "2022-01-01", "revoked", "Dicabut", ("permen/panrb/2021/90",)),
        ("permen/panrb/2014/14", "2025-01-06", "revoked", "Dicabut", ("permen/panrb/2020/26",)),
        ("perpres/ri/2010/81", "2025-01-06", "unknown", "Status tidak diketahui", ()),
        ("uu/ri/1974/1", "2025-01-06", "unknown", "Status tidak diketahui", ()),
    ],
)
def test_the_standing_of_a_regulation_at_a_date(
    registry: Registry, id_: str, when: str, code: str, label: str | None, by: tuple[str, ...]
) -> None:
    status = status_at(registry, id_, Interval.parse(when))
    assert status.code == code
    assert status.by == by
    if label:
        assert status.label == label


def test_since_is_the_date_as_far_as_it_is_known(registry: Registry) -> None:
    revoked = status_at(registry, "permen/panrb/2014/52", Interval.parse("2025-02-07"))
    assert revoked.since == "2021-12"
    amended = status_at(registry, "uu/ri/2017/7", Interval.parse("2025-02-07"))
    assert amended.since == "2023-05-04"


def test_confidence_is_that_of_the_weakest_fact_used(registry: Registry) -> None:
    day = Interval.parse("2025-02-07")
    assert status_at(registry, "permen/panrb/2019/10", day).confidence == "medium"
    assert status_at(registry, "uu/ri/2014/5", day).confidence == "high"
    # Five amendments, of which four were read: one sure one is enough.
    assert status_at(registry, "peraturan/kpu/2019/8", day).confidence == "high"
    # The only change is disputed.
    assert status_at(registry, "uu/ri/1999/28", day).confidence == "medium"


def test_an_open_interval_decides_nothing_inside_it(registry: Registry) -> None:
    (change,) = registry.changes_to("permen/panrb/2021/90")
    assert change.effective.printed == "2024"
    assert in_effect(change, Interval.parse("2023-12-31")) is False
    assert in_effect(change, Interval.parse("2024-06-30")) is None
    assert in_effect(change, Interval.parse("2024-12-31")) is True
    # In force either way, so the amendment in doubt does not make the status unknown.
    inside = status_at(registry, "permen/panrb/2021/90", Interval.parse("2024-06-30"))
    assert inside.code == "in-force"


def test_a_change_counts_on_the_day_itself(registry: Registry) -> None:
    (change,) = registry.changes_to("uu/ri/2014/5")
    assert in_effect(change, Interval.parse("2023-10-30")) is False
    assert in_effect(change, Interval.parse("2023-10-31")) is True
    assert in_effect(change, Interval.parse("2023-10")) is None


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2013-12-31", (None, "none")),
        ("2014-06-01", (None, "undecided")),
        ("2015-01-01", ("2014", "decided")),
        ("2021-06-15", ("2014", "decided")),
        ("2021-12-15", (None, "undecided")),
        ("2021", (None, "undecided")),
        ("2022-01-01", ("2021", "decided")),
        ("2025-11-15", ("2021", "decided")),
    ],
)
def test_the_regime_at_a_date(
    registry: Registry, when: str, expected: tuple[str | None, str]
) -> None:
    assert regime_at(registry, Interval.parse(when)) == expected


def test_next_changes_come_after_the_day_earliest_first(registry: Registry) -> None:
    found = next_changes(registry, "peraturan/kpu/2023/22", date(2025, 1, 6))
    assert [change.act for change in found] == ["peraturan/kpu/2025/4"]
    assert next_changes(registry, "perpres/ri/2018/16", date(2025, 4, 30)) == ()
    both = next_changes(registry, "uu/ri/2002/30", date(2015, 1, 1))
    assert [change.act for change in both] == [
        "perppu/ri/2015/1",
        "uu/ri/2015/10",
        "uu/ri/2019/19",
    ]
