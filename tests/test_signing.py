"""Signing and certifying blocks: place, date, office, name, signature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zikg.extract import signing
from zikg.extract.sections import split
from zikg.extract.view import flat
from zikg.read import read, read_bytes

if TYPE_CHECKING:
    from zikg.model import Signing

SEEDS = Path(__file__).parents[1] / "data" / "decrees"
BODY = """KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU
NOMOR 1 TAHUN 2025
TENTANG
RENCANA AKSI

KETUA KOMISI PEMILIHAN UMUM KABUPATEN BERAU,

Menimbang : a. bahwa perlu;
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU TENTANG RENCANA AKSI.
KESATU : Menetapkan rencana aksi.

"""


def blocks(close: str) -> tuple[Signing, ...]:
    source = read_bytes((BODY + close).encode(), "a.txt")
    parts = split(source)
    opening = next(part for part in parts if part.section == "pembukaan")
    found = signing.find(
        source, parts, office=flat(source.text, opening.span.start, opening.span.end)
    )
    for block in found:
        for value in (block.place, block.date, block.office, block.name):
            if value:
                assert flat(source.text, value.span.start, value.span.end) == value.value
                assert block.span.start <= value.span.start < value.span.end <= block.span.end
    return found


def values(block: Signing) -> list[str | None]:
    fields = (block.place, block.date, block.office, block.name)
    return [field.value if field else None for field in fields]


def seed(name: str) -> tuple[Signing, ...]:
    source = read(str(SEEDS / f"{name}.txt"))
    return signing.find(source, split(source))


def test_bintan_has_two_spellings_of_certifier_and_office() -> None:
    found = seed("kpu-kab-bintan-2025-12")
    assert [block.section for block in found] == ["penutup", "salinan", "lampiran", "salinan"]
    chair = [
        "Bintan",
        "7 Februari 2025",
        "KETUA KOMISI PEMILIHAN UMUM KABUPATEN BINTAN",
        "HARIS DAULAY",
    ]
    assert values(found[0]) == values(found[2]) == chair
    assert found[0].signed
    office = "Kepala Sub Bagian Teknis Penyelenggaraan {} Partisipasi dan Hubungan Masyarakat"
    assert values(found[1]) == [None, None, office.format("Pemilihan"), "DONI ROMANTO BATUBARA"]
    assert values(found[3]) == [None, None, office.format("Pemilu"), "DONI ROMALTO BATUBARA"]


def test_serang_is_certified_in_the_annex_only() -> None:
    found = seed("kpu-kab-serang-2025-995")
    assert [block.section for block in found] == ["penutup", "lampiran", "salinan"]
    assert values(found[0])[1::2] == ["6 Januari 2025", "MUHAMAD NASEHUDIN"]
    assert values(found[1])[1::2] == ["06 Januari 2025", "MUHAMAD NASEHUDIN"]
    assert found[0].when == found[1].when
    assert values(found[2])[3] == "Nurul Jannah"


def test_cilegon_certifies_its_body_without_a_name() -> None:
    found = seed("kpu-kota-cilegon-2025-11")
    assert [values(block)[3] for block in found] == [
        "PATCHURROHMAN",
        None,
        "PATCHURROHMAN",
        "Riki Siswanto",
    ]
    assert values(found[1])[2] == "Kasubbag Teknis Penyelenggaraan Pemilu dan Hukum"


OFFICE = "KETUA KOMISI PEMILIHAN UMUM KABUPATEN BERAU"


@pytest.mark.parametrize(
    ("close", "expected", "signed"),
    [
        (f"Ditetapkan di Berau\npada tanggal 3 Maret 2025\n{OFFICE},\n\nttd.\n\nDr. ANDI, S.H., M.H.\nNIP. 19700101 199903 1 001\n",
         ["Berau", "3 Maret 2025", OFFICE, "Dr. ANDI, S.H., M.H."], True),
        (f"Ditetapkan di : Berau\nPada tanggal : 03-03-2025\n\n{OFFICE},\n\n\n(andi bin saleh)\n",
         ["Berau", "03-03-2025", OFFICE, "andi bin saleh"], False),
        (f"Ditetapkan di Berau pada tanggal 3 Maret 2025 {OFFICE}, TTD ANDI SALEH",
         ["Berau", "3 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau pada tanggal 3 Maret 2025 {OFFICE}, ANDI SALEH",
         ["Berau", "3 Maret 2025", OFFICE, "ANDI SALEH"], False),
        (f"Ditetapkan di Berau pada tanggal 3 Maret 2025 {OFFICE} ANDI SALEH",
         ["Berau", "3 Maret 2025", OFFICE, "ANDI SALEH"], False),
        (f"DITETAPKAN DI : Berau\nPADA TANGGAL : 3 MARET 2025\n{OFFICE}\n\nttd/cap\n\nANDI SALEH\n",
         ["Berau", "3 MARET 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal 3 Maret 2025\n{OFFICE},\nDitandatangani secara elektronik\nANDI SALEH\n",
         ["Berau", "3 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal 3 Maret 2025\na.n. {OFFICE},\nSEKRETARIS,\n\nttd.\n\nANDI SALEH\n",
         ["Berau", "3 Maret 2025", f"a.n. {OFFICE}, SEKRETARIS", "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal ... Januari 2025\n{OFFICE},\n\n\n.........................\n",
         ["Berau", None, OFFICE, None], False),
        (f"Ditetapkan di Berau\npada tanggal      2025\n{OFFICE},\n\n\nANDI SALEH\n",
         ["Berau", None, OFFICE, "ANDI SALEH"], False),
        (f"Ditetapkan di ........\npada tanggal ........\n{OFFICE},\n\nttd.\n\nANDI SALEH\n",
         [None, None, OFFICE, "ANDI SALEH"], True),
        (f"Tanjung Redeb, 3 Maret 2025\n{OFFICE},\n\nTtd\n\nANDI SALEH\n",
         ["Tanjung Redeb", "3 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"{OFFICE},\n\nttd.\n\nANDI SALEH\n", [None, None, OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\n{OFFICE},\n\nttd.\n\nANDI SALEH\n", ["Berau", None, OFFICE, "ANDI SALEH"], True),
        (f"Pada tanggal 3 Maret 2025\n{OFFICE},\n\nttd.\n\nANDI SALEH\n", [None, "3 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal 3 Maret 2025\n{OFFICE},\n\nttd.\n\n", ["Berau", "3 Maret 2025", OFFICE, None], True),
        (f"Ditetapkan di Berau\npada tanggal 3 Maret 2025\n{OFFICE},\n\nttd.\n\nANDI SALEH\n\nTembusan:\n1. Ketua KPU;\n",
         ["Berau", "3 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal 14 Ramadan 1446 H\n             14 Maret 2025 M\n{OFFICE},\n\nttd.\n\nANDI SALEH\n",
         ["Berau", "14 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal 14 Maret 2025 M\n14 Ramadan 1446 H\n\n{OFFICE},\n\n\nANDI SALEH\n",
         ["Berau", "14 Maret 2025", OFFICE, "ANDI SALEH"], False),
        (f"Ditetapkan di Berau pada tanggal 14 Ramadan 1446 H bertepatan dengan tanggal 14 Maret 2025 M {OFFICE}, ANDI SALEH",
         ["Berau", "14 Maret 2025", OFFICE, "ANDI SALEH"], False),
        (f"Berau, 14 Ramadan 1446 H / 14 Maret 2025 M\n{OFFICE},\n\nttd.\n\nANDI SALEH\n",
         ["Berau", "14 Maret 2025", OFFICE, "ANDI SALEH"], True),
        (f"Ditetapkan di Berau\npada tanggal tujuh bulan Februari tahun\ndua ribu dua puluh lima\n{OFFICE},\n\nttd.\n\nANDI SALEH\n",
         ["Berau", "tujuh bulan Februari tahun dua ribu dua puluh lima", OFFICE, "ANDI SALEH"], True),
        (f"Pada tanggal tujuh Februari dua ribu dua puluh lima\n{OFFICE},\n\nttd.\n\nANDI SALEH\n",
         [None, "tujuh Februari dua ribu dua puluh lima", OFFICE, "ANDI SALEH"], True),
    ],
)  # fmt: skip
def test_blocks_of_the_body(close: str, expected: list[str | None], signed: bool) -> None:
    block = blocks(close)[0]
    assert block.section == "penutup"
    assert values(block) == expected
    assert block.signed is signed
    assert (block.when is not None) == (expected[1] is not None)


def test_an_annex_without_a_date_has_a_block_too() -> None:
    close = f"Ditetapkan di Berau\npada tanggal 3 Maret 2025\n{OFFICE},\n\nttd.\n\nANDI SALEH\n\n"
    annex = f"LAMPIRAN\nKEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU\nNOMOR 1 TAHUN 2025\n\nNo\tKomponen\n1.\tTim\n2.\tAksi\n\n{OFFICE},\n\nttd.\n\nANDI SALIH\n"
    found = blocks(close + annex)
    assert [block.section for block in found] == ["penutup", "lampiran"]
    assert values(found[1]) == [None, None, OFFICE, "ANDI SALIH"]


def test_a_hijri_date_alone_is_kept_and_not_converted() -> None:
    close = (
        f"Ditetapkan di Berau\npada tanggal 14 Ramadan 1446 H\n{OFFICE},\n\nttd.\n\nANDI SALEH\n"
    )
    block = blocks(close)[0]
    assert values(block) == ["Berau", "14 Ramadan 1446 H", OFFICE, "ANDI SALEH"]
    assert block.when is None
