"""The head of a decree: type, issuer, number, year, title; drafts with open places."""

from __future__ import annotations

import pytest

from zikg.extract.header import Header, read_header
from zikg.extract.sections import split
from zikg.read import read_bytes

REST = "\n\nKETUA KOMISI PEMILIHAN UMUM KABUPATEN X,\n\nMenimbang : a. bahwa perlu;\nMengingat : 1. Undang-Undang Nomor 7 Tahun 2017;\n"
TITLE = "\nTENTANG\nRENCANA AKSI ZONA INTEGRITAS"


def header(text: str) -> Header:
    source = read_bytes((text + REST).encode(), "a.txt")
    judul = next(part for part in split(source) if part.section == "judul")
    found = read_header(source, judul)
    assert found is not None
    for value in (found.issuer, found.number, found.title):
        if value:
            written = " ".join(source.text[value.span.start : value.span.end].split())
            assert written[:1] == value.value[:1] or written[:1] in "lIO"
    return found


@pytest.mark.parametrize(
    ("written", "number", "year", "blank"),
    [
        ("NOMOR 12 TAHUN 2025", "12", 2025, False),
        ("Nomor : 12 Tahun 2025", "12", 2025, False),
        ("NOMOR: 123/HK.03.1-Kpt/3204/2025", "123/HK.03.1-Kpt/3204/2025", 2025, False),
        ("NOMOR 314 / ORT.07-Kpt / 01 / KPU / V / 2021", "314/ORT.07-Kpt/01/KPU/V/2021", 2021, False),
        ("NOMOR 426/KMK.01/2019", "426/KMK.01/2019", 2019, False),
        ("NOM0R l2 TAHUN 2O25", "12", 2025, False),
        ("NOMOR 12\nTAHUN 2025", "12", 2025, False),
        ("NOMOR 12 TAHUN 2025 TANGGAL 3 MARET 2025", "12", 2025, False),
        ("NOMOR ... TAHUN 2025", None, 2025, True),
        ("NOMOR … TAHUN 2025", None, 2025, True),
        ("NOMOR ____", None, None, True),
        ("NOMOR : [ ]", None, None, True),
        ("NOMOR      TAHUN 2025", None, 2025, True),
        ("NOMOR XX TAHUN 2025", None, 2025, True),
        ("NOMOR : .... TAHUN 20..", None, None, True),
        ("NOMOR       /HK.03.1-Kpt/3204/2025", None, 2025, True),
        ("NOMOR ( ) TAHUN 2025", None, 2025, True),
    ],
)  # fmt: skip
def test_numbers_and_open_places(
    written: str, number: str | None, year: int | None, blank: bool
) -> None:
    found = header(f"KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X\n{written}{TITLE}")
    assert (found.number.value if found.number else None) == number
    assert (found.year, found.blank) == (year, blank)
    assert found.title is not None
    assert found.title.value == "RENCANA AKSI ZONA INTEGRITAS"


@pytest.mark.parametrize(
    ("written", "type_", "issuer"),
    [
        ("KEPUTUSAN KOMISI PEMILIHAN UMUM\nKABUPATEN X", "keputusan", "KOMISI PEMILIHAN UMUM KABUPATEN X"),
        ("SURAT KEPUTUSAN KETUA PENGADILAN NEGERI X", "keputusan", "KETUA PENGADILAN NEGERI X"),
        ("KEPUTUSAN MENTERI KEUANGAN REPUBLIK INDONESIA", "kepmen", "MENTERI KEUANGAN REPUBLIK INDONESIA"),
        ("PERATURAN MENTERI KEUANGAN", "permen", "MENTERI KEUANGAN"),
        ("PERATURAN KOMISI PEMILIHAN UMUM", "peraturan", "KOMISI PEMILIHAN UMUM"),
        ("KEPUTUSAN PRESIDEN REPUBLIK INDONESIA", "keppres", "REPUBLIK INDONESIA"),
        ("PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG", "perppu", None),
        ("UNDANG-UNDANG REPUBLIK INDONESIA", "uu", "REPUBLIK INDONESIA"),
        ("PERATURAN WALI KOTA MALANG", "perwali", "WALI KOTA MALANG"),
        ("K E P U T U S A N\nBUPATI X", "keputusan", "BUPATI X"),
        ("Keputusan Komisi Pemilihan Umum Kabupaten X", "keputusan", "Komisi Pemilihan Umum Kabupaten X"),
    ],
)  # fmt: skip
def test_types_and_issuers(written: str, type_: str, issuer: str | None) -> None:
    found = header(f"{written}\nNOMOR 5 TAHUN 2020{TITLE}")
    assert found.type == type_
    assert (found.issuer.value if found.issuer else None) == issuer


def test_the_letterhead_is_no_part_of_the_title() -> None:
    head = "**KOMISI PEMILIHAN UMUM\nKABUPATEN X**\nJalan Merdeka Nomor 5, Telepon (0251) 123\n\n"
    found = header(
        f"{head}**KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X\nNOMOR 9 TAHUN 2024**{TITLE}"
    )
    assert found.number is not None
    assert found.number.value == "9"
    assert found.issuer is not None
    assert found.issuer.value == "KOMISI PEMILIHAN UMUM KABUPATEN X"


def test_a_title_may_name_another_decree() -> None:
    title = "\nTENTANG\nPERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X\nNOMOR 3 TAHUN 2024 TENTANG RENCANA AKSI"
    found = header(f"KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X\nNOMOR 5 TAHUN 2025{title}")
    assert found.number is not None
    assert (found.number.value, found.year) == ("5", 2025)
    assert found.title is not None
    assert found.title.value.startswith("PERUBAHAN ATAS KEPUTUSAN")
    assert found.title.value.endswith("NOMOR 3 TAHUN 2024 TENTANG RENCANA AKSI")


def test_a_title_may_name_an_office() -> None:
    found = header(
        "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X\nNOMOR 5 TAHUN 2025\n"
        "TENTANG\nPENUNJUKAN PELAKSANA TUGAS\nKEPALA SUBBAGIAN KEUANGAN"
    )
    assert found.title is not None
    assert found.title.value == "PENUNJUKAN PELAKSANA TUGAS KEPALA SUBBAGIAN KEUANGAN"
