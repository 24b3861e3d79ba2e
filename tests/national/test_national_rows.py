"""The national registry in our terms: identity, certainty, and what could not be taken."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from zikg import resources
from zikg.iri import parse_id
from zikg.registry.national_ids import identities
from zikg.registry.national_rows import National, evidence, read_national
from zikg.registry.tables import rows

if TYPE_CHECKING:
    from zikg.model import Change


@pytest.fixture(scope="module")
def read() -> National:
    return read_national()


def test_the_tables_are_those_that_the_readme_names() -> None:
    """Anybody can hold the raw files against the digests in their README."""
    page = resources.path("data/national/README.md").read_text("utf-8")
    told = dict(re.findall(r"`(\w+\.csv\.gz)` \| `([0-9a-f]{64})`", page))
    assert set(told) == {
        "regulations.csv.gz",
        "relations.csv.gz",
        "promulgation_dates.csv.gz",
    }
    for name, digest in told.items():
        content = resources.path(f"data/national/{name}").read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


def test_every_row_is_a_regulation_or_told_as_merged(read: National) -> None:
    raw = [row["id"] for row in rows("data/national/regulations.csv.gz")]
    assert len(raw) == 36_809
    assert set(read.identities.of) == set(raw)
    assert len(read.regulations) == len(raw) - len(read.identities.merged)
    for id_, held in read.regulations.items():
        assert str(parse_id(id_)) == id_ == held.id


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("uu-5-2014", "uu/ri/2014/5"),
        ("pmk-169-2012", "permen/keuangan/2012/169"),
        ("permenhub-129-2016", "permen/perhubungan/2016/129"),
        ("perpol-1-2005", "peraturan/polri/2005/1"),
        ("perbps-85-2016", "peraturan/bps/2016/85"),
        ("pkpu-8-2019", "peraturan/kpu/2019/8"),
        ("permendiknas-31-2006", "permen/dikbud/2006/31"),
        ("permenpan-87-2005", "permen/panrb/2005/87"),
        ("permenkop-5-2025", "permen/koperasi/2025/5"),
    ],
)
def test_series_become_types_and_issuers(read: National, raw: str, expected: str) -> None:
    """Old and new names of one ministry are one issuer (design section 4)."""
    assert read.identities.of[raw] == expected


def test_issuers_and_types_of_the_series_are_known() -> None:
    slugs = {row["slug"] for row in rows("data/issuers.csv")} | {"ri", ""}
    types = {row["type"] for row in rows("data/types.csv")}
    used = {row["type"] for row in rows("data/national/regulations.csv.gz")}
    table = list(rows("data/national/types.csv"))
    assert {row["issuer"] for row in table} <= slugs
    assert {row["type"] for row in table} <= types
    assert {row["raw"] for row in table} == used
    assert all(row["source"] for row in table)


def test_an_unknown_ministry_stays_unknown(read: National) -> None:
    unknown = [raw for raw in read.identities.of if raw.startswith(("permen.x", "perda.x"))]
    assert len(unknown) == 4_377 + 5_418
    for raw in unknown:
        held = read.regulations[read.identities.of[raw]]
        assert parse_id(held.id).issuer.startswith("x-")
        assert held.issuer is None
        assert held.confidence == "low"


def test_two_acts_under_one_id_are_never_merged_and_neither_gets_the_plain_id(
    read: National,
) -> None:
    """A citation that fits both is then told to be unknown: nothing is guessed."""
    plain = {"title": "A", "source": "pgi", "year": "2017", "type": "permenesdm"}
    two = identities(
        [
            plain | {"id": "permenesdm-5-2017", "number": "5"},
            plain | {"id": "permenesdm-05-2017", "number": "05", "title": "B"},
        ]
    )
    assert len(set(two.of.values())) == 2
    assert "permen/esdm/2017/5" not in two.of.values()
    for id_, raw in read.identities.parted:
        assert id_ not in read.regulations
        assert len({read.identities.of[each] for each in raw}) == len(raw)


def test_one_act_under_an_old_and_a_new_name_is_one(read: National) -> None:
    merged = dict(read.identities.merged)
    assert merged["permenaker-4-2012"] == "permenakertrans-4-2012"
    ids = read.identities.of
    assert ids["permenaker-4-2012"] == ids["permenakertrans-4-2012"]


def test_no_national_fact_is_of_high_certainty(read: National) -> None:
    """None was read by a person against the text: nothing national may end as an error."""
    assert {held.confidence for held in read.regulations.values()} == {"medium", "low"}
    assert {change.confidence for change in read.changes} == {"medium", "low"}


def test_an_empty_status_is_unknown(read: National) -> None:
    assert not any(held.status_known for held in read.regulations.values())


@pytest.mark.parametrize(
    ("relation", "source", "expected"),
    [
        ("mencabut", "indolaw:BPK", "medium"),
        ("mencabut", "dp:closing", "medium"),
        ("mencabut", "dp:closing-chain", "low"),
        ("mencabut", "dp:closing-chain+title", "medium"),
        ("mencabut_sebagian", "dp:closing", "low"),
        ("mengubah", "title", "medium"),
        ("mengubah", "dp:chain", "low"),
        ("mengubah", "dp:chain*2", "medium"),
        ("mengubah", "page:scribd/686734065", "medium"),
        ("menetapkan", "title", "medium"),
    ],
)
def test_certainty_goes_by_what_a_relation_was_read_from(
    relation: str, source: str, expected: str
) -> None:
    assert evidence({"relation": relation, "source": source})[0] == expected


def test_every_tag_of_the_relations_has_its_certainty() -> None:
    for row in rows("data/national/relations.csv.gz"):
        _, labels = evidence(row)
        assert not any(":" in label and " " not in label for label in labels), row


def test_a_guessed_ministry_and_a_contradicted_revocation_are_low(read: National) -> None:
    by = {(change.act, change.target): change for change in read.changes}
    assert by["uu/ri/2010/3", "uu/ri/2002/30"].confidence == "low", "amended again in 2015, 2019"
    changes: list[Change] = [c for c in read.changes if "/x-" in c.act + c.target]
    assert changes
    assert {change.confidence for change in changes} == {"low"}


def test_a_law_without_a_day_of_effect_may_be_delayed(read: National) -> None:
    """UU 1/2023 took effect three years later: an open interval that decides nothing before."""
    held = read.regulations["uu/ri/2023/1"]
    assert held.effective.latest.year == 2026


def test_dates_that_cannot_be_are_refused_and_told(read: National) -> None:
    refused = {(raw, column): day for raw, column, day in read.refused_dates}
    assert refused["pp-52-2017", "date_enacted"] == "2077-12-27"
    assert refused["pmk-64-2023", "date_promulgated"] == "2022-11-14"
    for held in read.regulations.values():
        assert not (held.enacted and held.promulgated and held.promulgated.before(held.enacted))


def test_capitals_come_back_behind_a_slash(read: National) -> None:
    title = read.regulations["peraturan/lkpp/2010/6"].title
    assert title == "Standar Dokumen Pengadaan Barang/Jasa Pemerintah"
