"""Rows of a plan that a page break cut in two are one row again, in every format."""

from __future__ import annotations

import pytest
from writing_pdf import Pages, Style

from zikg.read import read_bytes

from .comparing import judged

BODY = """KEPUTUSAN KETUA KOMISI PEMILIHAN UMUM KABUPATEN SERANG
NOMOR 12 TAHUN 2025
TENTANG
RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025
Menimbang : a. bahwa perlu rencana aksi;
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
MEMUTUSKAN:
KESATU : Menetapkan rencana aksi.
LAMPIRAN
"""
HEADER = "No\tKomponen\tIndikator\tRencana Aksi\tBukti Dukung\tPelaksana\tTarget\n"
ROW = "{}\t{}\t{}\tMenyusun dokumen\tLaporan\tSekretaris\tJuni 2025\n"
TEAM = ROW.format("1", "Penyusunan Tim Kerja", "Tim dibentuk")


def plan(*lines: str) -> list[tuple[str, ...]]:
    """Return area, number, component and indicator of each row."""
    found = judged((BODY + HEADER + "".join(lines)).encode(), "a.txt").decree.plan
    assert found is not None
    return [
        (area.heading, row.number, row.component.text, row.indicator.text if row.indicator else "")
        for area in found.areas
        for row in area.rows
    ]


@pytest.mark.parametrize("header", [HEADER, ""])
@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("III. PENATAAN SISTEM MANAJEMEN", "SDM APARATUR"),
        ("III\tPENATAAN SISTEM MANAJEMEN", "\tSDM APARATUR"),
        ("III. PENATAAN", "SISTEM MANAJEMEN SDM APARATUR"),
    ],
)
def test_the_heading_of_an_area_is_whole_again(header: str, first: str, rest: str) -> None:
    """Its rest stands in the first row of the next page, below the header or without one."""
    tabs = "\t" * (6 - first.count("\t"))
    # Without a header a page break is seen by the table that begins anew.
    cut = header or "\n"
    lines = [
        *("I. MANAJEMEN PERUBAHAN\t\t\t\t\t\t\n", TEAM, f"{first}{tabs}\n", cut),
        f"{rest}{tabs}\n",
        ROW.format("1", "Pola Mutasi Internal", "Mutasi tertib"),
    ]
    rows = plan(*lines)
    assert [row[0] for row in rows] == [
        "MANAJEMEN PERUBAHAN",
        "PENATAAN SISTEM MANAJEMEN SDM APARATUR",
    ]


def test_an_area_said_in_every_row_may_be_cut_in_one_of_them() -> None:
    """The cut name and its rest are the area that the rows above and below name in full."""
    full = "VI. PENINGKATAN KUALITAS PELAYANAN PUBLIK"
    lines = [
        f"{full}\t" + ROW.format("1", "Standar Pelayanan", "Standar ada"),
        "VI. PENINGKATAN KUALITAS\t" + ROW.format("2", "Budaya Pelayanan Prima", "Petugas"),
        "PELAYANAN PUBLIK\t\t\tramah\t\t\t\t\n",
        f"{full}\t" + ROW.format("3", "Penilaian Kepuasan terhadap Pelayanan", "Survei ada"),
    ]
    text = BODY + "Area Perubahan\t" + HEADER + "".join(lines)
    found = judged(text.encode(), "a.txt").decree.plan
    assert found is not None
    assert [area.heading for area in found.areas] == ["PENINGKATAN KUALITAS PELAYANAN PUBLIK"]
    assert [row.number for row in found.rows] == ["1", "2", "3"]
    assert found.rows[1].indicator is not None
    assert found.rows[1].indicator.text == "Petugas ramah"


def test_words_of_a_row_below_a_header_are_no_second_header() -> None:
    """ "pegawai" may name a column, but three of it without a capital are the rest of a row."""
    rows = plan(
        "III. PENATAAN SISTEM MANAJEMEN SDM APARATUR\t\t\t\t\t\t\n",
        "1\tPenetapan Kinerja Individu\tSasaran kinerja\tMemperbarui sasaran\tSasaran\tTim\tJuni 2025\n",
        HEADER,
        "\t\tpegawai\tpegawai\tpegawai\t\t\n",
        ROW.format("2", "Pola Mutasi Internal", "Mutasi tertib"),
    )
    assert [row[3] for row in rows] == ["Sasaran kinerja pegawai", "Mutasi tertib"]


def test_the_rest_of_a_component_is_no_component() -> None:
    """ "Pemerintah (SPIP)" alone goes on; a component with a row of its own does not."""
    start = "V. PENGUATAN PENGAWASAN\t\t\t\t\t\t\n"
    rows = plan(
        start,
        ROW.format("1", "Penerapan Sistem Pengendalian Intern", "Risiko dinilai"),
        HEADER,
        "\tPemerintah (SPIP)\t\t\t\t\t\n",
        ROW.format("2", "Pengaduan Masyarakat", "Aduan dijawab"),
    )
    assert [row[2] for row in rows] == [
        "Penerapan Sistem Pengendalian Intern Pemerintah (SPIP)",
        "Pengaduan Masyarakat",
    ]
    apart = plan(
        start,
        ROW.format("1", "Pengendalian Gratifikasi", "Lapor"),
        HEADER,
        ROW.format("", "Pengaduan Masyarakat", "Aduan dijawab"),
    )
    assert [row[2] for row in apart] == ["Pengendalian Gratifikasi", "Pengaduan Masyarakat"]


def test_the_rest_of_a_row_in_one_cell_of_a_pdf_is_a_row() -> None:
    """A page that begins with a ruled row of words in one cell goes on with the table."""
    pages = Pages(Style())
    pages.add_page()
    widths = [15.0, 50.0, 50.0, 40.0]
    pages.grid(
        [["No", "Komponen", "Indikator", "Rencana Aksi"], ["1", "Tim", "Mutu naik", "Rapat"]],
        widths,
    )
    pages.add_page()
    pages.grid([["", "", "sebesar 90%", ""]], widths)
    pages.centred("KETUA,")
    source = read_bytes(bytes(pages.output()), "a.pdf")
    assert source.text.splitlines()[-2:] == ["\t\tsebesar 90%\t", "KETUA,"]
    assert [cell.text for cell in source.tables[-1].rows[0]] == ["", "", "sebesar 90%", ""]


def test_a_box_around_a_heading_is_no_table() -> None:
    """Words in the first cell of a row, or in a box of its own, stay a paragraph."""
    for row, widths in ((["RAHASIA"], [80.0]), (["RAHASIA", "", ""], [40.0, 40.0, 40.0])):
        pages = Pages(Style())
        pages.add_page()
        pages.grid([row], widths)
        pages.centred("KETUA,")
        assert read_bytes(bytes(pages.output()), "a.pdf").tables == ()


def test_a_blank_to_sign_in_is_a_line_of_its_own() -> None:
    """The dots below an office that fills its line do not belong to the office."""
    pages = Pages(Style())
    pages.add_page()
    office = "SEKRETARIS KOMISI PEMILIHAN UMUM KABUPATEN MALUKU BARAT,"
    left = pages.w - pages.r_margin - pages.get_string_width(office) - 3
    pages.aside([office, "(................)"], left)
    text = read_bytes(bytes(pages.output()), "a.pdf").text
    assert text.splitlines() == [office, "(................)"]
