"""The answers over the three seeds, read off the decrees by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from zikg.graph.satker import kpu_slugs
from zikg.query import bundled
from zikg.query.impact import impact
from zikg.registry.issuers import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Ask: TypeAlias = Callable[..., list[dict[str, Any]]]
TODAY = date(2026, 11, 21)
BINTAN, SERANG, CILEGON = "kpu-kab-bintan", "kpu-kab-serang", "kpu-kota-cilegon"


def test_bintan_and_serang_rest_on_three_revoked_regulations_cilegon_on_none(rows: Ask) -> None:
    """UU 5/2014, PermenPANRB 52/2014 (twice) and 14/2014 were revoked before both were signed."""
    found = rows("superseded-at-signing", bundled())
    expected = {
        ("mengingat/4", "uu/ri/2014/5", "uu/ri/2023/20"),
        ("mengingat/13", "permen/panrb/2014/52", "permen/panrb/2021/90"),
        ("mengingat/14", "permen/panrb/2014/14", "permen/panrb/2020/26"),
        ("menimbang/a", "permen/panrb/2014/52", "permen/panrb/2021/90"),
    }
    for satker in (BINTAN, SERANG):
        here = {(r["item"], r["regulation"], r["by"]) for r in found if r["satker"] == satker}
        assert here == expected
    assert {row["satker"] for row in found} == {BINTAN, SERANG}


@pytest.mark.parametrize(
    ("satker", "count"), [(BINTAN, 4), (SERANG, 4), (CILEGON, 0), ("kpu-kab-garut", 0)]
)
def test_one_office_can_be_asked_for(rows: Ask, satker: str, count: int) -> None:
    """The parameter satker leaves only that office."""
    assert len(rows("superseded-at-signing", bundled(), satker=satker)) == count


def test_a_date_before_the_revocation_shows_nothing(rows: Ask) -> None:
    """Decrees of 2025 are not judged at a date before they were signed."""
    assert rows("superseded-at-date", bundled(), date="2024-12-31") == []
    assert len(rows("superseded-at-date", bundled(), date="2025-01-06")) == 4


def test_three_offices_of_553_have_a_plan_for_2025(rows: Ask) -> None:
    """All other KPU offices have issued none; two of the nine of Banten have."""
    missing = {row["satker"] for row in rows("no-plan", bundled(), year="2025")}
    assert missing == set(kpu_slugs()) - {BINTAN, SERANG, CILEGON}
    assert len(rows("no-plan", bundled(), year="2024")) == 553
    banten = rows("no-plan", bundled(), year="2025", province="Banten")
    assert len(banten) == 7
    table = {row["province"]: row for row in rows("plans-by-province", bundled(), year="2025")}
    assert (table["Provinsi Banten"]["offices"], table["Provinsi Banten"]["with"]) == ("9", "2")
    assert len(table) == 39
    assert sum(int(row["offices"]) for row in table.values()) == 553


def test_bintan_and_cilegon_signed_after_january(rows: Ask) -> None:
    """Serang signed on 6 January, Bintan on 7 February, Cilegon on 15 November 2025."""
    found = rows("late-plans", bundled(), year="2025", after="2025-01-31")
    assert [(r["satker"], r["first"], r["state"]) for r in found] == [
        (CILEGON, "2025-11-15", "late"),
        (BINTAN, "2025-02-07", "late"),
    ]


def test_bintan_repeats_the_plan_of_serang(rows: Ask) -> None:
    """The plan signed later is told as like the earlier one, and no other pair is."""
    found = rows("copied-plans", bundled())
    assert [(row["satker"], row["like"]) for row in found] == [(BINTAN, SERANG)]
    assert 60 <= int(found[0]["percent"]) < 100


def test_adoption_of_the_guidelines(rows: Ask) -> None:
    """In early 2025 two decrees follow the guideline of 2014, in November one that of 2021."""
    found = {(r["year"], r["quarter"], r["regime"]): r["decrees"]
             for r in rows("regime-adoption", bundled())}  # fmt: skip
    assert found == {("2025", "1", "zi/2014"): "2", ("2025", "4", "zi/2021"): "1"}


def test_the_offices_are_centre_provinces_and_regencies() -> None:
    """One centre, 38 provinces, 514 kabupaten and kota; 24 of them are KIP in Aceh."""
    kinds = [kind_of(slug) for slug in kpu_slugs()]
    assert len(set(kpu_slugs())) == len(kinds) == 553
    assert kinds.count("kpu") == 1
    assert kinds.count("kpu-prov") + kinds.count("kip-prov") == 38
    assert kinds.count("kpu-kabkota") + kinds.count("kip-kabkota") == 514
    assert sum(slug.startswith("kip-") for slug in kpu_slugs()) == 24


def test_impact_of_a_regulation_already_revoked() -> None:
    """UU 5/2014 was revoked before both decrees that cite it were signed."""
    found = impact("uu/ri/2014/5", bundled(), TODAY)
    assert found.instead == ("uu/ri/2023/20",)
    assert {(hit.satker, hit.item, hit.state) for hit in found.hits} == {
        (BINTAN, "mengingat/4", "revoked-at-signing"),
        (SERANG, "mengingat/4", "revoked-at-signing"),
    }
    assert found.by_province() == [
        ("Provinsi Banten", 1, 1, 1),
        ("Provinsi Kepulauan Riau", 1, 1, 1),
    ]


def test_impact_of_a_supposed_revocation() -> None:
    """Cilegon cites PermenPANRB 90/2021: from the day supposed on its decree would be stale."""
    found = impact("permen/panrb/2021/90", bundled(), TODAY, if_revoked=date(2027, 1, 1))
    assert {(hit.satker, hit.state) for hit in found.hits} == {(CILEGON, "would-be-stale")}
    earlier = impact("permen/panrb/2021/90", bundled(), TODAY, if_revoked=date(2025, 11, 15))
    assert {hit.state for hit in earlier.hits} == {"would-be-revoked"}


def test_a_change_after_signing_makes_stale_from_its_day() -> None:
    """Perpres 46/2025 amended Perpres 16/2018 after Bintan and Serang had signed."""
    found = impact("perpres/ri/2018/16", bundled(), TODAY)
    assert {(h.satker, h.state, h.by) for h in found.hits if h.via is None} == {
        (BINTAN, "stale", "perpres/ri/2025/46"),
        (SERANG, "stale", "perpres/ri/2025/46"),
    }
    before = impact("perpres/ri/2018/16", bundled(), date(2025, 4, 29))
    assert {hit.state for hit in before.hits} == {"will-be-stale"}
