"""The registry holds what its sources say, and gives it by key."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

from zikg import resources
from zikg.errors import RegistryError
from zikg.iri import instrument_id, parse_id
from zikg.model import Gazette, Interval
from zikg.registry import Registry, index, open_registry
from zikg.registry.ordinals import amending, ordinal
from zikg.registry.tables import FILES, rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root of its own, with a writable place for the index."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(resources.path(name), tmp_path / name)
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    monkeypatch.setattr(resources, "built", lambda: tmp_path / "built")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def test_every_row_has_the_id_of_its_type_issuer_number_and_year(registry: Registry) -> None:
    held = list(registry.regulations())
    assert len(held) == 64
    for item in held:
        assert instrument_id(item.type, item.issuer, item.number, item.year) == item.id


def test_every_fact_names_its_source_and_both_ends_are_held(registry: Registry) -> None:
    assert all(item.source for item in registry.regulations())
    for change in registry.changes():
        assert change.source
        assert registry.get(change.act)
        assert registry.get(change.target)
    for row in rows("data/registry/implements.csv"):
        assert row["source"]
        assert registry.get(row["act"])
        assert registry.get(row["target"])


@pytest.mark.parametrize(
    ("target", "ordinals"),
    [
        (
            "peraturan/kpu/2019/8",
            {
                "peraturan/kpu/2020/3": 1,
                "peraturan/kpu/2020/21": 2,
                "peraturan/kpu/2021/4": 3,
                "peraturan/kpu/2022/5": 4,
                "peraturan/kpu/2023/12": 5,
            },
        ),
        ("uu/ri/2002/30", {"perppu/ri/2015/1": 1, "uu/ri/2015/10": 1, "uu/ri/2019/19": 2}),
        ("perpres/ri/2018/16", {"perpres/ri/2021/12": 1, "perpres/ri/2025/46": 2}),
        ("uu/ri/2023/1", {"uu/ri/2026/1": None}),
    ],
)
def test_amendments_are_counted_from_their_titles(
    registry: Registry, target: str, ordinals: dict[str, int | None]
) -> None:
    made = {c.act: c.ordinal for c in registry.changes_to(target) if c.kind == "amends"}
    assert made == ordinals
    assert list(made) == list(ordinals), "they come in the order of their ordinals"


def test_a_perppu_and_the_law_establishing_it_are_one_group(registry: Registry) -> None:
    changes = [c for c in registry.changes_to("uu/ri/2017/7") if c.kind == "amends"]
    assert {c.act for c in changes} == {"perppu/ri/2022/1", "uu/ri/2023/7"}
    assert {c.group for c in changes} == {"perppu/ri/2022/1"}
    assert [c.kind for c in registry.changes_to("perppu/ri/2022/1")] == ["adopts"]
    later = registry.changes_to("uu/ri/2002/30")[-1]
    assert (later.act, later.group) == ("uu/ri/2019/19", "")


def test_the_disputed_relation_is_marked_and_no_other(registry: Registry) -> None:
    disputed = [c for c in registry.changes() if c.disputed]
    assert [(c.act, c.kind, c.target) for c in disputed] == [
        ("uu/ri/2002/30", "partly_revokes", "uu/ri/1999/28")
    ]
    # Not in force once the KPK starts work, within one year of the act.
    assert disputed[0].effective.printed == "2002-12-27/2003-12-27"


def test_background_knowledge_alone_is_low(registry: Registry) -> None:
    act = registry.get("peraturan/kpu/2020/21")
    assert act
    assert act.confidence == "low"
    assert [c.confidence for c in registry.changes_by("peraturan/kpu/2020/21")] == ["low"]


def test_a_date_from_background_knowledge_counts_as_its_year_only(registry: Registry) -> None:
    election = registry.get("uu/ri/2017/7")
    assert election
    assert election.confidence == "high"
    assert election.effective.printed == "2017"
    service = registry.get("uu/ri/2009/25")
    # Enacted on a day not known, and not after its promulgation, which was read.
    assert service
    assert service.exists == Interval(date(2009, 1, 1), date(2009, 7, 18))
    assert service.effective.printed == "2009-07-18"
    (change,) = registry.changes_to("pp/ri/2017/11")
    assert change.effective.printed == "2020"


def test_a_change_without_date_counts_from_its_act_or_year_on(registry: Registry) -> None:
    dates = {c.act: c.effective.printed for c in registry.changes_to("permen/panrb/2014/14")}
    assert dates["permen/panrb/2018/30"] == "2018"
    assert dates["permen/panrb/2020/26"] == "2020-05"


def test_titles_gazettes_and_issuers_are_those_of_the_sources(registry: Registry) -> None:
    clean = registry.get("uu/ri/1999/28")
    assert clean
    assert clean.title
    assert clean.title.startswith("Penyelenggara Negara ")
    assert clean.variants[0].startswith("Penyelenggaraan Negara ")
    assert clean.gazettes == (Gazette("LN", 1999, "75"), Gazette("TLN", None, "3851"))
    assert clean.passed_by == "Dewan Perwakilan Rakyat dan Presiden"
    drafting = registry.get("uu/ri/2022/13")
    assert drafting
    assert drafting.gazettes == (Gazette("LN", 2022, "143"),), "TLN not verified"
    letter = registry.get("surat/kpu/2025/2410-pw-02-sd-12-2025")
    assert letter
    assert letter.title is None, "words in brackets describe, they are no title"
    grand = registry.get("perpres/ri/2010/81")
    assert grand
    assert not grand.status_known


@pytest.mark.parametrize(
    ("target", "by"),
    [
        ("permen/panrb/2014/52", ("permen/panrb/2021/90",)),
        ("permen/panrb/2014/14", ("permen/panrb/2020/26",)),
        ("permen/panrb/2020/26", ("permen/panrb/2023/9",)),
        ("uu/ri/2014/5", ("uu/ri/2023/20",)),
        ("pp/ri/2010/53", ("pp/ri/2021/94",)),
        ("peraturan/kpu/2012/17", ("peraturan/kpu/2023/8",)),
        ("peraturan/kpu/2015/1", ()),
    ],
)
def test_replacements_are_those_that_a_source_names(
    registry: Registry, target: str, by: tuple[str, ...]
) -> None:
    found = registry.replacements(target)
    assert tuple(item.by for item in found) == by
    assert all(item.source for item in found)


def test_find_takes_the_printed_number_and_any_issuer(registry: Registry) -> None:
    assert [r.id for r in registry.find("uu", "05", 2014)] == ["uu/ri/2014/5"]
    several = [r.id for r in registry.find("peraturan", "8", 2019)]
    assert several == sorted(several)
    assert "peraturan/kpu/2019/8" in several
    assert len(several) > 1, "the national registry holds others of that number"
    assert [r.id for r in registry.find("peraturan", "8", 2019, "kpu")] == ["peraturan/kpu/2019/8"]
    coded = registry.find("keputusan", "314/ORT.07-Kpt/01/KPU/V/2021", 2021, "kpu")
    assert [r.id for r in coded] == ["keputusan/kpu/2021/314-ort-07-kpt-01-kpu-v-2021"]
    assert registry.find("permen", "90", 2021, "setneg") == ()
    assert registry.find("permen", "...", 2021) == ()
    years = {r.year for r in registry.find("permen", "9", None, "panrb")}
    assert 2023 in years
    assert len(years) > 1, "any year"


def test_components_are_those_of_both_regimes(registry: Registry) -> None:
    for regime, mandatory, subs in (("2014", 23, 23), ("2021", 25, 42)):
        found = registry.components(regime)
        assert sum(item.mandatory for item in found) == mandatory
        assert sum(bool(item.sub) for item in found) == subs
        assert [item.area for item in found if not item.sub] == ["1", "2", "3", "4", "5", "6"]
    aspects = {item.aspect for item in registry.components("2021") if item.mandatory}
    assert aspects == {"pemenuhan"}


@pytest.mark.parametrize("regime", ["2014", "2021"])
def test_weights_add_up_to_those_of_the_areas_and_to_a_hundred(
    registry: Registry, regime: str
) -> None:
    found = registry.components(regime)
    for area in (item for item in found if not item.sub):
        parts = [item.weight or 0 for item in found if item.sub and item.area == area.area]
        assert sum(parts) == pytest.approx(area.weight)
    results = [item.weight or 0 for item in registry.outcomes(regime) if not item.sub]
    levers = [item.weight or 0 for item in found if not item.sub]
    assert (sum(levers), sum(results)) == (60, 40)


def test_wrong_headings_are_known_but_never_accepted(registry: Registry) -> None:
    for regime in ("2014", "2021"):
        wrong = registry.observed(regime)
        assert wrong[f"zi/{regime}/1"] == ("Penyusunan Tim Kerja",)
        assert wrong[f"zi/{regime}/6"] == ("Peningkatan Kualitas Layanan Publik",)
        for item in registry.components(regime):
            assert not set(item.aliases) & set(wrong.get(item.id, ()))
            assert not any("Bintan" in alias for alias in item.aliases)


def test_types_have_the_rank_of_uu_12_2011(registry: Registry) -> None:
    order = ["uud", "tap-mpr", "uu", "pp", "perpres", "permen"]
    ranks = [registry.rank(type_) for type_ in order]
    assert ranks == [1, 2, 3, 4, 5, 6]
    assert registry.rank("perppu") == registry.rank("uu")
    assert registry.rank("permen") == registry.rank("peraturan"), "Pasal 8: one class"
    assert registry.rank("surat") is None
    assert registry.is_legislation("peraturan")
    assert not registry.is_legislation("surat")


def test_a_kpu_decree_rests_on_the_election_law(registry: Registry) -> None:
    assert registry.authority("kpu-kabkota") == ("uu/ri/2017/7",)
    assert registry.authority("kip-prov") == ("uu/ri/2017/7",)
    [fact] = registry.authority_facts("kpu-kabkota")
    assert (fact.id, fact.provision, fact.confidence) == (
        "uu/ri/2017/7",
        "Pasal 75 ayat (3)",
        "high",
    )
    assert fact in registry.authority_facts()
    assert registry.authority("pengadilan-negeri") == ()


def test_the_articles_that_replace_those_of_uu_31_1999_are_kept() -> None:
    table = {row["old"]: row["new"] for row in rows("data/registry/references.csv")}
    assert table["Pasal 11"] == "Pasal 606 ayat (2)"
    assert len(table) == 5


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Perubahan atas Undang-Undang Nomor 5", 1),
        ("PERUBAHAN KETIGA ATAS PERATURAN", 3),
        ("Perubahan Kesepuluh atas Peraturan", 10),
        ("Perubahan Kesebelas atas Peraturan", 11),
        ("Perubahan Kedua Belas atas Peraturan", 12),
        ("Perubahan Keduapuluh Satu atas Peraturan", 21),
        ("Perubahan Ke-2 atas Peraturan", 2),
        ("Penetapan Perppu Nomor 1 Tahun 2015 tentang Perubahan atas Undang-Undang", 1),
    ],
)
def test_ordinals_are_read_from_titles(title: str, expected: int) -> None:
    claim = amending(title)
    assert claim
    assert claim[0] == expected


@pytest.mark.parametrize("title", ["Disiplin Pegawai", "Perubahan Iklim", "Manajemen Perubahan"])
def test_titles_that_amend_nothing_have_no_ordinal(title: str) -> None:
    assert amending(title) is None


@pytest.mark.parametrize("words", ["Kembali", "Ketiga Ratus", "Dua", "Ke", "Kepuluh"])
def test_words_that_are_no_ordinals(words: str) -> None:
    assert ordinal(words) is None


def test_the_index_is_kept_while_nothing_changes_and_made_anew_when_it_does(copied: Path) -> None:
    first = open_registry()
    made = (copied / "built" / index.NAME).stat().st_mtime_ns
    assert open_registry().info == first.info
    assert (copied / "built" / index.NAME).stat().st_mtime_ns == made
    table = copied / "data/registry/regulations.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace(",Pemilihan Umum,", ",Pemilu,"), encoding="utf-8"
    )
    second = open_registry()
    held = second.get("uu/ri/2017/7")
    assert held
    assert held.title == "Pemilu"
    assert second.info.sha256 != first.info.sha256
    assert [path.name for path in (copied / "built").iterdir()] == [index.NAME]


def test_new_times_alone_do_not_make_another_registry(copied: Path) -> None:
    first = open_registry()
    os.utime(copied / "data/types.csv", (1, 1))
    assert open_registry().info == first.info
    with sqlite3.connect(copied / "built" / index.NAME) as connection:
        (manifest,) = connection.execute("SELECT value FROM meta WHERE key = 'manifest'").fetchone()
    assert "types.csv" in manifest
    assert " 1000000000" in manifest, "the next start needs no digest"


def test_an_index_that_is_damaged_or_cannot_be_written_is_no_obstacle(copied: Path) -> None:
    (copied / "built").write_text("a file where the folder should be")
    assert open_registry().get("uu/ri/2014/5")
    assert (copied / "cache" / "zikg" / index.NAME).is_file()
    (copied / "cache" / "zikg" / index.NAME).write_bytes(b"not a database")
    assert open_registry().get("uu/ri/2014/5")
    shutil.rmtree(copied / "cache")
    (copied / "cache").write_text("a file again: in memory then")
    assert open_registry().get("uu/ri/2014/5")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/registry/changes.csv", ",revokes,", ",kills,"),
        ("data/registry/changes.csv", "uu/ri/2014/5,2023", "uu/ri/2014/555,2023"),
        ("data/registry/regulations.csv", "uu/ri/2014/5,uu,ri,5,2014", "uu/ri/2014/5,uu,ri,5,2015"),
        ("data/registry/regulations.csv", "uu/ri/2014/5,uu,ri,5,2014", "uu/ri/2014/5,uu"),
    ],
)
def test_data_that_contradict_themselves_are_refused(
    copied: Path, file: str, old: str, new: str
) -> None:
    table = copied / file
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegistryError):
        open_registry()


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "data/types.csv").unlink()
    with pytest.raises(RegistryError, match=r"data/types\.csv"):
        open_registry()


def test_look_ups_go_by_index_however_many_regulations_there_are(copied: Path) -> None:
    open_registry()
    with sqlite3.connect(copied / "built" / index.NAME) as connection:
        for query in (
            "SELECT * FROM regulation WHERE type = 'uu' AND slug = '5' AND year = 2014",
            "SELECT * FROM regulation WHERE type = 'uu' AND slug = '5' AND year = 1 AND issuer = 'ri'",
            "SELECT * FROM regulation WHERE id = 'uu/ri/2014/5'",
            "SELECT * FROM change WHERE target = 'uu/ri/2014/5'",
            "SELECT * FROM change WHERE act = 'uu/ri/2014/5'",
        ):
            (plan,) = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            assert plan[3].startswith("SEARCH"), query


def test_ids_of_all_tables_parse() -> None:
    for name, columns in (
        ("data/registry/replacements.csv", ("target", "by")),
        ("data/registry/references.csv", ("act", "target")),
        ("data/zi/guidelines.csv", ("id", "amended_by")),
        ("data/zi/authority.csv", ("id",)),
    ):
        for row in rows(name):
            for column in columns:
                assert str(parse_id(row[column])) == row[column]
