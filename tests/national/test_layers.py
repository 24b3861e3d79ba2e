"""Reference, own facts, national registry: who is heard, and what a check makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from zikg.extract import extract
from zikg.extract.instrument import instruments
from zikg.model import Interval
from zikg.read import read_bytes
from zikg.registry import Registry, open_registry
from zikg.registry.comparing import differences
from zikg.registry.status import status_at
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Finding

HEAD = """KEPUTUSAN KETUA KOMISI PEMILIHAN UMUM KOTA CILEGON
NOMOR 19 TAHUN 2025
TENTANG
PEMBENTUKAN TIM KERJA

KETUA KOMISI PEMILIHAN UMUM KOTA CILEGON,

Menimbang : a. bahwa perlu membentuk tim kerja;

Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Republik \
Indonesia Tahun 2017 Nomor 182, Tambahan Lembaran Negara Republik Indonesia Nomor 6109);
2. {item};

MEMUTUSKAN:

Menetapkan : KEPUTUSAN KETUA KOMISI PEMILIHAN UMUM KOTA CILEGON TENTANG PEMBENTUKAN TIM KERJA.
KESATU : Membentuk tim kerja.

Ditetapkan di Cilegon
pada tanggal 15 November 2025

KETUA
"""
OLD_PP = (
    "Peraturan Pemerintah Nomor 46 Tahun 2011 tentang Penilaian Prestasi Kerja Pegawai Negeri Sipil "
    "(Lembaran Negara Republik Indonesia Tahun 2011 Nomor 121, Tambahan Lembaran Negara Republik "
    "Indonesia Nomor 5258)"
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def findings(item: str, registry: Registry) -> list[Finding]:
    source = read_bytes(HEAD.format(item=item).encode(), "naskah.txt")
    decree = extract(source, registry)
    run = run_for(decree, Interval.parse("2026-11-21").earliest)
    return [f for f in check(decree, run, registry).findings if f.item == "2"]


def test_the_national_registry_is_opened_only_when_asked_for() -> None:
    """A regulation that the reference holds costs nothing more."""
    registry = open_registry()
    assert registry.get("uu/ri/2014/5")
    assert registry.changes_to("uu/ri/2014/5")
    assert "national" not in vars(registry)
    assert registry.get("pp/ri/2011/46")
    assert "national" in vars(registry)


def test_the_reference_wins_where_both_speak(registry: Registry) -> None:
    assert registry.national is not None
    other = registry.national.get("permen/panrb/2014/14")
    assert other
    assert "Pengantar Kerja" in (other.title or "")
    held = registry.get("permen/panrb/2014/14")
    assert held
    assert held.title == "Pedoman Evaluasi Reformasi Birokrasi Instansi Pemerintah"
    (change,) = [c for c in registry.changes_to("pp/ri/2010/53") if c.act == "pp/ri/2021/94"]
    assert (change.kind, change.confidence) == ("partly_revokes", "high")
    assert registry.layer_of("pp/ri/2011/46") == "national"
    assert registry.layer_of("pp/ri/2010/53") == "reference"


def test_of_what_the_reference_has_settled_the_nation_has_no_say(registry: Registry) -> None:
    """UU 3/2010 is listed as revoking UU 30/2002, which was amended in 2015 and 2019."""
    assert registry.national is not None
    acts = {change.act for change in registry.national.changes_to("uu/ri/2002/30")}
    assert "uu/ri/2010/3" in acts
    assert "uu/ri/2010/3" not in {c.act for c in registry.changes_to("uu/ri/2002/30")}
    assert "uu/ri/2002/30" not in {c.target for c in registry.changes_by("uu/ri/2010/3")}


def test_a_row_of_another_act_under_an_id_of_the_reference_is_known_by_its_title(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nation's row of PermenPANRB 14/2014 is another act: what that does is not said of it."""
    assert registry.national is not None
    (change,) = registry.national.changes_to("uu/ri/2012/8")
    wrong = replace(change, act="permen/panrb/2014/14")
    alone = open_registry()
    assert alone.national is not None
    monkeypatch.setattr(alone.national, "changes_to", lambda _: (change, wrong))
    monkeypatch.setattr(alone.national, "changes_by", lambda _: (wrong,))
    assert alone.changes_to("uu/ri/2012/8") == (change,)
    assert wrong not in alone.changes_by("permen/panrb/2014/14")


def test_an_act_of_the_reference_changes_what_the_nation_holds(registry: Registry) -> None:
    targets = {c.target: c.confidence for c in registry.changes_by("uu/ri/2017/7")}
    assert targets["uu/ri/2012/8"] == "medium"
    status = status_at(registry, "uu/ri/2012/8", Interval.parse("2025-02-07"))
    assert (status.code, status.by, status.confidence) == ("revoked", ("uu/ri/2017/7",), "medium")


def test_both_sides_of_a_difference_are_told(registry: Registry) -> None:
    found = {(d.id, d.what): (d.reference, d.national) for d in differences(registry)}
    assert found["pp/ri/2010/53", "change by pp/ri/2021/94"] == ("partly_revokes", "revokes")
    assert found["uu/ri/2002/30", "change by uu/ri/2010/3"] == ("–", "revokes")


def test_the_switch_leaves_the_nation_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = open_registry()
    monkeypatch.setenv("ZIKG_NATIONAL", "off")
    alone = open_registry()
    assert alone.national is None
    assert alone.get("pp/ri/2011/46") is None
    assert alone.get("uu/ri/2014/5") == whole.get("uu/ri/2014/5")
    assert alone.info.sha256 != whole.info.sha256
    assert alone.reference_sha256 == whole.reference_sha256


# --- a check ----------------------------------------------------------------------------------


def test_a_revoked_basis_that_only_the_nation_knows_is_a_warning(registry: Registry) -> None:
    """Medium certainty: never an error, and never silent."""
    (found,) = [f for f in findings(OLD_PP, registry) if f.code == "ZI201"]
    assert (found.severity, found.subject, found.related) == (
        "warning",
        "pp/ri/2011/46",
        ("pp/ri/2019/30",),
    )
    assert not [f for f in findings(OLD_PP, registry) if f.severity == "error"]


def test_a_basis_of_unknown_status_is_still_told_to_be_unchecked(registry: Registry) -> None:
    """Held is not known: an empty status never reads as in force."""
    item = "Peraturan Presiden Nomor 87 Tahun 2016 tentang Satuan Tugas Sapu Bersih Pungutan Liar"
    found = {f.code: f for f in findings(item, registry)}
    assert registry.get("perpres/ri/2016/87")
    assert found["ZI207"].severity == "info"
    assert not [f for f in found.values() if f.severity == "error"]


def test_a_number_of_many_ministries_is_nobodys(registry: Registry) -> None:
    """Design section 7: several that fit are named, none is chosen."""
    bare = findings("Peraturan Menteri Nomor 5 Tahun 2018", registry)
    (found,) = [f for f in bare if f.code == "ZI219"]
    assert len(found.related) > 5
    titled = findings("Peraturan Menteri Nomor 5 Tahun 2018 tentang Pedoman Umum", registry)
    assert "ZI219" not in {f.code for f in titled}, "none of them has that title"
    assert "ZI207" in {f.code for f in titled}


def test_a_ministry_that_is_named_is_clear_whatever_else_has_the_number(
    registry: Registry,
) -> None:
    """Rows of unknown ministry with number and year of PermenPANRB 52/2014 do not blur it."""
    assert len(registry.find("permen", "52", 2014)) > 3
    assert instruments("PermenPANRB 52/2014", registry) == ("permen/panrb/2014/52",)


def test_words_from_listings_are_for_a_person_to_confirm(registry: Registry) -> None:
    item = (
        "Peraturan Menteri Keuangan Nomor 190/PMK.05/2012 tentang Tata Cara Pembayaran dalam "
        "Rangka Pelaksanaan Anggaran Pendapatan dan Belanja Negara"
    )
    found = [f for f in findings(item, registry) if f.fix is not None and f.code == "ZI203"]
    assert found
    assert not any(f.fix and f.fix.safe for f in found)
