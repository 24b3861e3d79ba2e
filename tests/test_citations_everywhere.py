"""Citations of a whole document: none is lost between its parts, its own name is none."""

from __future__ import annotations

from functools import cache

from zikg.extract import extract
from zikg.model import Source
from zikg.registry import Registry, open_registry

LAW = """UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 12 TAHUN 2026
TENTANG
PERUBAHAN ATAS UNDANG-UNDANG NOMOR 3 TAHUN 1999
TENTANG GEDUNG NEGARA

DENGAN RAHMAT TUHAN YANG MAHA ESA

PRESIDEN REPUBLIK INDONESIA,

Menimbang : a. bahwa Undang-Undang Nomor 4 Tahun 1999 tentang Jalan perlu diselaraskan;

Mengingat : Pasal 20 Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;

MEMUTUSKAN:
Dengan mencabut Peraturan Pemerintah Nomor 5 Tahun 2001, menetapkan:

Menetapkan : UNDANG-UNDANG TENTANG PERUBAHAN GEDUNG NEGARA.

Pasal 1
a. Staatsblad Tahun 1931 Nomor 509; dan
b. Undang-Undang Nomor 6 Tahun 2002,
dicabut dan dinyatakan tidak berlaku.

Disahkan di Jakarta
pada tanggal 5 Mei 2026
PRESIDEN REPUBLIK INDONESIA,
ttd
BUDI
LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2026 NOMOR 51

PENJELASAN
ATAS
UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 12 TAHUN 2026
TENTANG
PERUBAHAN GEDUNG NEGARA

I. UMUM
Sejak Undang-Undang Nomor 7 Tahun 2003 berlaku, banyak hal berubah.
TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 6789
"""


@cache
def registry() -> Registry:
    return open_registry()


def names(text: str) -> list[tuple[str, str, int | None]]:
    decree = extract(Source("uji.txt", "0" * 64, text), registry())
    return [(one.type, one.number or "", one.year) for one in decree.citations]


def test_title_body_and_explanatory_note_are_read() -> None:
    assert names(LAW) == [
        ("uu", "3", 1999),
        ("uu", "4", 1999),
        ("uud", "", 1945),
        ("pp", "5", 2001),
        ("staatsblad", "509", 1931),
        ("uu", "6", 2002),
        ("uu", "7", 2003),
    ]


def test_indices_follow_the_order_of_the_text() -> None:
    found = extract(Source("uji.txt", "0" * 64, LAW), registry()).citations
    assert [one.index for one in found] == list(range(len(found)))
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


def test_labels_that_a_scan_put_above_the_heading_cost_no_citation() -> None:
    text = (
        "PERATURAN MENTER! AGAMA REPUBLIK INDONESIA NOMOR 3 6 TAHUN 2021 TENTANG STATUTA\n\n"
        "Menimbang\n\nMengingat\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA MENTER! AGAMA,\n\n"
        "a. bahwa perlu dibentuk statuta;\n\n"
        "1. Pasal 17 ayat (3) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;\n\n"
        "2. Undang-Undang Nomor 39 Tahun 2008 tentang Kementerian Negara;\n\n"
        "3. Peraturan Pemerintah Nomor 46 Tahun 2019 tentang Pendidikan Tinggi Keagamaan;\n"
    )
    assert names(text) == [("uud", "", 1945), ("uu", "39", 2008), ("pp", "46", 2019)]


def test_a_list_of_titles_in_capitals_cites_them_all() -> None:
    text = (
        "Keputusan Gubernur Banten Nomor 12 Tahun 2019\n\n"
        "PERATURAN DAERAH KABUPATEN BINTAN NOMOR 15 TAHUN 2012 TENTANG PASAR\n\n"
        "PERATURAN MENTERI KESEHATAN REPUBLIK INDONESIA NO. 307/MENKES/PER/V/2009\n\n"
        "Peraturan Menteri Dalam Negeri Nomor 75 Tahun 2012 Tentang Pajak\n"
    )
    assert [number for _, number, _ in names(text)] == ["12", "15", "307/MENKES/PER/V/2009", "75"]


def test_a_damaged_year_in_the_heading_is_read() -> None:
    text = (
        "PERATURAN DAERAH KABUPATEN BINTAN\nNOMOR 8 TAHUN 2OL4\nTENTANG\nPASAR\n"
        "Menimbang : a. bahwa Undang-Undang Nomor 7 Tahun 2OL3 berlaku;\n"
        "Mengingat : 1. Undang-Undang Nomor 8 Tahun L945;\nMEMUTUSKAN:\n"
    )
    assert ("uu", "7", 2013) in names(text)


def test_a_long_text_is_read_in_time_that_grows_with_its_length() -> None:
    from math import inf
    from time import process_time

    from zikg.extract.citations import find

    def spent(unit: str, size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        source, best = Source("uji.txt", "0" * 64, text), inf
        for _ in range(3):  # the collector of garbage may come in between
            begun = process_time()
            find(source, 0, size, section=None, item=None, first_index=0, registry=registry())
            best = min(best, process_time() - begun)
        return best

    spent("Nomor 5 ", 1000)
    for unit in ("Nomor ", "1234567890", "Staatsblad 1926 No. 5, ", "UU No. 1 dan Nomor ", "1/"):
        assert spent(unit, 80_000) < 0.2 + 4 * spent(unit, 40_000)


def test_a_place_whose_name_looks_like_a_damaged_nomor_keeps_it() -> None:
    """ "Numfor" is part of a name; "Nornor" is a number mark that was misread."""
    cite = "KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CILEGON NOMOR 1 TAHUN 2025\n\nMengingat :\n"
    decree = extract(
        Source(
            "uji.txt",
            "0" * 64,
            f"{cite}1. Keputusan Komisi Pemilihan Umum Kabupaten Biak Numfor Nomor 62 Tahun 2024;\n"
            "2. Keputusan Komisi Pemilihan Umum Kabupaten Nias Nornor 64 Tahun 2024.\n",
        ),
        registry(),
    )
    assert [one.regulation for one in decree.citations if one.item] == [
        "keputusan/kpu-kab-biak-numfor/2024/62",
        "keputusan/kpu-kab-nias/2024/64",
    ]
