"""Offices are known by their many names; what is not known is not guessed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zikg.registry import open_registry
from zikg.registry.issuers import (
    issuer_slug,
    kind_of,
    name_of,
    own_or_superior,
    parent_of,
    peers,
    superiors,
)
from zikg.registry.offices import patterns, single_offices
from zikg.registry.regions import regions
from zikg.registry.tables import items, rows


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Komisi Pemilihan Umum", "kpu"),
        ("KOMISI PEMILIHAN UMUM REPUBLIK INDONESIA", "kpu"),
        ("Ketua KPU RI", "kpu"),
        ("KOMISI PEMILIHAN UMUM\nKABUPATEN BINTAN", "kpu-kab-bintan"),
        ("KPU Kab. Bintan", "kpu-kab-bintan"),
        ("KPU Kota Cilegon", "kpu-kota-cilegon"),
        ("Ketua Komisi Pemilihan Umum Kota Cilegon", "kpu-kota-cilegon"),
        ("KPU Bintan", "kpu-kab-bintan"),
        ("KPU Prov. DKI Jakarta", "kpu-prov-dki-jakarta"),
        ("KPU Provinsi D.I. Yogyakarta", "kpu-prov-daerah-istimewa-yogyakarta"),
        ("KPU Kota Pangkalpinang", "kpu-kota-pangkal-pinang"),
        ("KPU Kota Administrasi Jakarta Pusat", "kpu-kota-jakarta-pusat"),
        ("Komisi Independen Pemilihan Aceh", "kip-prov-aceh"),
        ("KIP Kabupaten Pidie", "kip-kab-pidie"),
        ("KPU Kabupaten Pidie", "kip-kab-pidie"),
        ("Sekretaris KPU Kabupaten Serang", "sekretaris-kpu-kab-serang"),
        ("Sekretariat KPU Kota Tangerang", "sekretariat-kpu-kota-tangerang"),
        ("Sekretaris Jenderal Komisi Pemilihan Umum", "sekjen-kpu"),
        ("Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi", "panrb"),
        ("Menteri Negara Pendayagunaan Aparatur Negara", "panrb"),
        ("PAN dan RB", "panrb"),
        ("Menteri PAN-RB", "panrb"),
        ("Menteri Keuangan Republik Indonesia", "keuangan"),
        ("Menteri Pendidikan Nasional", "dikbud"),
        ("Kepala Badan Kepegawaian Negara", "bkn"),
        ("Kapolri", "polri"),
        ("Badan Pengawas Pemilu Kabupaten Bintan", "bawaslu-kab-bintan"),
        ("Kepala Dinas Pendidikan Provinsi Jawa Barat", "dinas-pendidikan-prov-jawa-barat"),
        ("Mahkamah Agung RI", "ma"),
        ("Direktur Jenderal Perbendaharaan", "dirjen-perbendaharaan"),
        (
            "Direktur Jenderal Badan Peradilan Umum Mahkamah Agung RI",
            "dirjen-badan-peradilan-umum",
        ),
        ("Pengadilan Negeri Serang", "pn-serang"),
        ("Dinas Kesehatan Kota Malang", "dinas-kesehatan-kota-malang"),
        ("Badan Kepegawaian Daerah Kabupaten Malang", "badan-kepegawaian-daerah-kab-malang"),
        (
            "Kantor Wilayah Kementerian Agama Provinsi Banten",
            "kanwil-kementerian-agama-prov-banten",
        ),
        ("Bupati Malang", "kab-malang"),
        ("Wali Kota Malang", "kota-malang"),
        ("Gubernur Jawa Barat", "prov-jawa-barat"),
        # slips of scanning
        ("KOMISI PEMlLIHAN UMUM KABUPATEN BlNTAN", "kpu-kab-bintan"),
        ("Komisi Pemilihan Umun Kota Batu", "kpu-kota-batu"),
        ("Menteri Pendayagunaan Aparatur Negara dan Refomasi Birokrasi", "panrb"),
    ],
)
def test_an_office_is_known_by_any_of_its_names(text: str, slug: str) -> None:
    assert issuer_slug(text) == slug


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KPU Serang",  # kabupaten or kota
        "Malang",
        "Komisi Pemilihan Umum Kabupaten/Kota",
        "Komisi Pemilihan Umum Provinsi",
        "Komisi Pemilihan Umum Kabupaten Atlantis",
        "Komisi Pemilihan Umum Kota Bintan",  # Bintan is a kabupaten
        "Komisi Pemilihan Umum Kota Baru",  # one letter from Batu, and not Batu
        "KIP Kabupaten Bintan",  # KIP is in Aceh only
        "Menteri Ajaib",
        "Sekretaris KPU",
        "Peraturan ini mulai berlaku pada tanggal diundangkan",
        "x" * 500,
    ],
)
def test_what_fits_none_or_several_is_not_guessed(text: str) -> None:
    assert issuer_slug(text) is None


def test_every_satker_of_the_kpu_is_found_by_its_own_name() -> None:
    for region in regions().values():
        aceh = region.province == "prov-aceh"
        slug = f"{'kip' if aceh else 'kpu'}-{region.slug}"
        assert issuer_slug(f"KPU {region.name}") == slug
        assert issuer_slug((name_of(slug) or "").upper()) == slug
        assert superiors(slug)[-1] == "kpu"
        assert kind_of(slug) in {"kpu-prov", "kpu-kabkota", "kip-prov", "kip-kabkota"}
    assert len(regions()) == 552


def test_every_single_office_is_found_by_all_its_names() -> None:
    for row in rows("data/issuers.csv"):
        if row["patterns"]:
            continue
        assert issuer_slug(row["name"]) == row["slug"]
        for alias in items(row["aliases"]):
            assert issuer_slug(alias) == row["slug"], alias
        assert row["parent"] == "" or row["parent"] in single_offices()


@given(st.sampled_from(sorted(regions())), st.data())
def test_every_pattern_that_takes_a_region_can_be_turned_back(
    slug: str, data: st.DataObject
) -> None:
    region = regions()[slug]
    pattern = data.draw(st.sampled_from([p for p in patterns() if "{region}" in p.slug]))
    if pattern.covers(region):
        office = pattern.office(region, "kesehatan")
        assert (kind_of(office.slug), name_of(office.slug)) == (office.kind, office.name)
        assert issuer_slug(office.name) == office.slug


def test_parents_lead_to_the_commission() -> None:
    assert superiors("kpu-kab-serang") == ("kpu-prov-banten", "kpu")
    assert superiors("kip-kab-pidie") == ("kip-prov-aceh", "kpu")
    assert parent_of("sekretaris-kpu-kab-serang") == "kpu-kab-serang"
    assert parent_of("dirjen-perbendaharaan") == "keuangan"
    assert parent_of("x-01234567") is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("kpu-kab-bintan", "kpu-kota-tangerang", True),
        ("kpu-kab-bintan", "kip-kab-pidie", True),
        ("kpu-kab-bintan", "sekretaris-kpu-kota-tangerang", True),
        ("kpu-prov-banten", "kpu-prov-jawa-barat", True),
        ("kpu-kab-bintan", "kpu-kab-bintan", False),
        ("kpu-kab-bintan", "sekretariat-kpu-kab-bintan", False),
        ("kpu-kab-bintan", "kpu-prov-kepulauan-riau", False),
        ("kpu-kab-bintan", "kpu-prov-banten", False),
        ("kpu-kab-bintan", "kpu", False),
        ("kpu-kab-bintan", "kab-bintan", False),
        ("kpu-kab-bintan", "bawaslu-kab-serang", False),
        ("pn-serang", "pn-malang", True),
        ("pn-serang", "pa-serang", False),
        ("dinas-kesehatan-kota-malang", "dinas-kesehatan-kota-batu", True),
        ("dinas-kesehatan-kota-malang", "dinas-pendidikan-kota-batu", False),
        ("keuangan", "agama", False),
        ("x-01234567", "kpu-kab-bintan", False),
    ],
)
def test_peers_are_of_one_kind_and_level(one: str, other: str, expected: bool) -> None:
    assert peers(one, other) is expected
    assert peers(other, one) is expected


def test_own_or_superior() -> None:
    assert own_or_superior("kpu-kab-serang", "kpu-kab-serang")
    assert own_or_superior("kpu-kab-serang", "sekretaris-kpu-kab-serang")
    assert own_or_superior("sekretaris-kpu-kab-serang", "kpu")
    assert not own_or_superior("kpu-kab-serang", "kpu-kota-serang")
    assert not own_or_superior("kpu", "kpu-kab-serang")


def test_issuers_of_the_registry_are_known_offices() -> None:
    for item in open_registry().regulations():
        assert item.issuer == "ri" or (item.issuer and kind_of(item.issuer)), item.id


def test_rapidfuzz_is_not_loaded_for_names_that_fit() -> None:
    code = (
        "import sys; from zikg.registry.issuers import issuer_slug;"
        "assert issuer_slug('KPU Kab. Bintan'); assert 'rapidfuzz' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
