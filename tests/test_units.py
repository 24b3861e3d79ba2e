"""Units are found by every form of their names, in rows and diktum only, with what explains them."""

from __future__ import annotations

import csv

import pytest

from plan_fixtures import Registry, annex_of, source_of
from zikg import resources
from zikg.extract.plan import find_plan
from zikg.extract.units import find, units_in
from zikg.model import Part, Span, UnitMention


def slugs(text: str, own: str = "") -> list[tuple[str, str]]:
    return [(text[start:end], slug) for start, end, slug in units_in(text, own)]


def mentions(action: str, evidence: str = "SK") -> tuple[UnitMention, ...]:
    text = (
        "No\tKomponen\tIndikator\tLangkah Aksi\tBukti\tTarget\nIV. PENGUATAN AKUNTABILITAS\t\t\t\t\t\n"
        f"1.\tKeterlibatan Pimpinan\tx\t{action}\t{evidence}\tMei 2025\n"
    )
    source = source_of(text)
    plan, _ = find_plan(source, annex_of(source), Registry(), title="", when=None)
    found = find(source, (), plan, "kpu-kab-bintan", None)
    for mention in found:
        assert mention.section == "lampiran"
        assert text[mention.span.start : mention.span.end].split() == mention.quote.split()
    return found


def in_diktum(text: str) -> list[str]:
    source = source_of(text)
    part = Part("diktum", "kesatu", Span(0, len(text)))
    other = Part("menimbang", "a", Span(0, len(text)))
    found = find(source, (other, part), None, None, None)
    assert all((mention.section, mention.item) == ("diktum", "kesatu") for mention in found)
    return [mention.unit for mention in found]


def regions() -> list[dict[str, str]]:
    with resources.path("data/regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_kpu_of_every_region_in_four_forms() -> None:
    assert len(regions()) == 552
    for row in regions():
        name = f"Provinsi {row['name']}" if row["kind"] == "provinsi" else row["name"]
        aceh = row["code"].startswith("11")
        slug = f"{'kip' if aceh else 'kpu'}-{row['slug']}"
        short = name.replace("Kabupaten ", "Kab. ").replace("Provinsi ", "Prov. ")
        for form in (
            f"KPU {name}",
            f"Komisi Pemilihan Umum {name}",
            f"KPU {short}",
            f"KPU {name}".upper(),
        ):
            text = f"Sekretaris {form} terlibat dalam rapat"
            assert slugs(text) == [(form, slug)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KPU Kota Tangerang", ["kpu-kota-tangerang"]),
        ("KPU Kota Tangerang Selatan", ["kpu-kota-tangerang-selatan"]),
        ("KPU Kabupaten Serang dan KPU Kota Serang", ["kpu-kab-serang", "kpu-kota-serang"]),
        ("KIP Kota Banda Aceh", ["kip-kota-banda-aceh"]),
        ("Sekretariat KPU Kota Cilegon", ["kpu-kota-cilegon"]),
        ("KPU Bintan", ["kpu-kab-bintan"]),
        ("KPU Serang", []),
        ("KPU Kabupaten/Kota", []),
        ("KPU Provinsi dan KPU Kabupaten/Kota", []),
        ("KPU Kab/Kota Serang", []),
        ("KPU RI", []),
        ("KPU dan Bawaslu setempat", []),
        ("Keterbukaan Informasi Publik (KIP) Kabupaten", []),
        ("KPU Provinsi DKI Jakarta", ["kpu-prov-dki-jakarta"]),
        ("KPU D.I. Yogyakarta", ["kpu-prov-daerah-istimewa-yogyakarta"]),
        ("Pengadilan Negeri Kepanjen", ["pn-kepanjen"]),
        ("Kantor Imigrasi Kelas I TPI Batam", ["kanim-batam"]),
        ("Dinas Kesehatan Kabupaten Bintan", ["dinas-kesehatan-kab-bintan"]),
        ("Bawaslu Kabupaten Bintan", ["bawaslu-kab-bintan"]),
        ("Badan Pusat Statistik Kota Malang", ["bps-kota-malang"]),
        ("rapat di Kota Tangerang", []),
    ],
)
def test_names_in_running_text(text: str, found: list[str]) -> None:
    assert [slug for _, slug in slugs(text)] == found


def test_a_short_name_of_two_regions_is_that_of_the_issuer() -> None:
    assert slugs("Pegawai KPU Serang hadir", "kota-serang") == [("KPU Serang", "kpu-kota-serang")]


def test_units_of_a_row_with_its_item() -> None:
    [first, second] = mentions(
        "Sekretaris KPU Kota Tangerang terlibat dalam penyusunan", "Website KPU Kabupaten Bintan"
    )
    assert (first.unit, first.item, first.near) == ("kpu-kota-tangerang", "IV.1", None)
    assert (second.unit, second.quote) == ("kpu-kab-bintan", "KPU Kabupaten Bintan")


@pytest.mark.parametrize(
    ("action", "near"),
    [
        ("Studi tiru ke KPU Kota Tangerang", "visit"),
        ("Melaksanakan studi banding pada KPU Kota Tangerang", "visit"),
        ("Kunjungan kerja ke Sekretariat KPU Kota Tangerang", "visit"),
        ("Mengundang narasumber dari KPU Kota Tangerang", "visit"),
        ("KPU Kota Tangerang sebagai narasumber", "visit"),
        ("Belajar dari KPU Kota Tangerang", "visit"),
        ("Pembelajaran di KPU Kota Tangerang", "visit"),
        ("Magang di KPU Kota Tangerang", "visit"),
        ("Replikasi dari KPU Kota Tangerang", "visit"),
        ("Mengadopsi inovasi KPU Kota Tangerang", "visit"),
        ("Mengunjungi KPU Kota Tangerang", "visit"),
        ("Benchmarking pembangunan ZI di KPU Kota Tangerang", "visit"),
        ("Berkoordinasi dengan KPU Kota Tangerang", "cooperation"),
        ("Bekerja sama dengan KPU Kota Tangerang", "cooperation"),
        ("Rapat bersama KPU Kota Tangerang", "cooperation"),
        ("Rapat koordinasi internal. Website KPU Kota Tangerang", None),
        ("Pengendalian intern telah terbentuk di KPU Kota Tangerang", None),
        ("Media sosial KPU Kota Tangerang, berkoordinasi dengan inspektorat", None),
    ],
)
def test_words_beside_a_name_explain_it(action: str, near: str | None) -> None:
    [mention] = mentions(action)
    assert (mention.unit, mention.near) == ("kpu-kota-tangerang", near)


def test_a_visit_in_one_cell_explains_the_name_in_the_next() -> None:
    found = mentions("Studi tiru ke KPU Kota Malang", "Dokumentasi di KPU Kota Malang")
    assert [mention.near for mention in found] == ["visit", "visit"]


def test_names_in_cited_instruments_are_no_mentions() -> None:
    assert (
        in_diktum(
            "Keputusan KPU Kota Serang Nomor 5 Tahun 2024 dicabut dan dinyatakan tidak berlaku."
        )
        == []
    )
    assert (
        in_diktum(
            "Mencabut Keputusan Komisi Pemilihan Umum Nomor 5 Tahun 2024 tentang Rencana Aksi di "
            "Lingkungan Komisi Pemilihan Umum Kota Serang."
        )
        == []
    )
    assert in_diktum(
        "Keputusan Nomor 5 Tahun 2024 tentang Tim Kerja dicabut; Rencana Aksi di Lingkungan "
        "Komisi Pemilihan Umum\nKota Serang ditetapkan."
    ) == ["kpu-kota-serang"]


def test_only_the_diktum_is_read_outside_the_plan() -> None:
    assert in_diktum("KESATU : Menetapkan Rencana Aksi KPU Kabupaten Serang.") == ["kpu-kab-serang"]


def test_a_name_broken_over_a_page_is_whole() -> None:
    text = (
        "No\tKomponen\tIndikator\tLangkah Aksi\tBukti\tTarget\n"
        "1.\tKeterlibatan Pimpinan\tada\tRapat di KPU Kota\tSK\tJanuari –\n\n"
        "\t\t\tTangerang yang rutin\t\tMei 2025\n"
    )
    source = source_of(text)
    plan, _ = find_plan(source, annex_of(source), Registry(), title="", when=None)
    [mention] = find(source, (), plan)
    assert (mention.unit, mention.quote) == ("kpu-kota-tangerang", "KPU Kota Tangerang")
    assert text[mention.span.start :].startswith("KPU Kota\tSK")
    assert text[: mention.span.end].endswith("Tangerang")


def test_merged_cells_are_counted_once() -> None:
    text = (
        "No\tKomponen\tIndikator\tLangkah Aksi\tBukti\tTarget\n"
        "1.\tKeterlibatan Pimpinan\tada di KPU Kota Malang\tRapat\tSK\tMei 2025\n"
        "\t\t\tMelapor\tLaporan\tJuni 2025\n"
    )
    source = source_of(text)
    plan, _ = find_plan(source, annex_of(source), Registry(), title="", when=None)
    assert len(plan.rows if plan else ()) == 2
    assert len(find(source, (), plan)) == 1
