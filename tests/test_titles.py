"""The decree's own name: title, Menimbang, Menetapkan, heading of the annex."""

from __future__ import annotations

from pathlib import Path

import pytest

from zikg.extract.header import read_header
from zikg.extract.sections import split
from zikg.extract.titles import find
from zikg.extract.view import flat
from zikg.read import read, read_bytes

SEEDS = Path(__file__).parents[1] / "data" / "decrees"
TEXTS = Path(__file__).parent / "texts"
NAME = "RENCANA AKSI ZONA INTEGRITAS KOMISI PEMILIHAN UMUM KABUPATEN BERAU TAHUN 2025"
BODY = f"""KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU
NOMOR 1 TAHUN 2025
TENTANG
{NAME}

KETUA KOMISI PEMILIHAN UMUM KABUPATEN BERAU,

Menimbang : bahwa perlu;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU TENTANG {NAME}.
KESATU : Menetapkan rencana aksi.

Ditetapkan di Tanjung Redeb

"""


def mentions(path: Path) -> list[tuple[str, str | None, str]]:
    source = read(str(path))
    parts = split(source)
    header = read_header(source, parts[0])
    assert header is not None
    found = find(source, parts, header.title)
    for one in found:
        assert flat(source.text, one.span.start, one.span.end) == one.text
    return [(one.section, one.item, one.text) for one in found]


def test_bintan_names_itself_in_three_ways() -> None:
    found = mentions(SEEDS / "kpu-kab-bintan-2025-12.txt")
    assert [(section, item) for section, item, _ in found] == [
        ("judul", None), ("menimbang", "c"), ("memutuskan", None), ("lampiran", None),
    ]  # fmt: skip
    starts = [" ".join(text.split()[:3]).upper() for *_, text in found]
    assert starts == [
        "RENCANA AKSI PEMBANGUNAN",
        "PENETAPAN RENCANA AKSI",
        "PENETAPAN RENCANA AKSI",
        "PENETAPAN TENTANG RENCANA",
    ]
    assert all(text.upper().endswith("KABUPATEN BINTAN") for *_, text in found)


@pytest.mark.parametrize("name", ["kpu-kab-serang-2025-995", "kpu-kota-cilegon-2025-11"])
def test_the_others_keep_their_name(name: str) -> None:
    found = mentions(SEEDS / f"{name}.txt")
    heads = {text.upper() for section, _, text in found if section != "menimbang"}
    assert len(heads) == 1
    assert len(found) == 4


def test_the_heading_of_each_annex_is_a_mention() -> None:
    found = mentions(TEXTS / "markdown.md")
    assert [(section, item) for section, item, _ in found][-2:] == [
        ("lampiran", "ke-1"),
        ("lampiran", "ke-2"),
    ]


@pytest.mark.parametrize(
    "annex",
    [
        "LAMPIRAN\nKEPUTUSAN KPU\nNOMOR 1 TAHUN 2025\nTENTANG\n{0}\n\nRENCANA AKSI ZONA INTEGRITAS\n\nisi",
        "LAMPIRAN : KEPUTUSAN KPU\nNOMOR : 1 TAHUN 2025\nTANGGAL : 3 Maret 2025\nTENTANG : {0}\nRENCANA AKSI\n",
        "LAMPIRAN\n\nKEPUTUSAN KPU\n\nNOMOR 1 TAHUN 2025\n\nTENTANG\n\n{1}\n\n{2}\n\nRENCANA AKSI ZONA INTEGRITAS\n\nNo\tKomponen\n1.\tTim\n",
        "LAMPIRAN KEPUTUSAN KPU NOMOR 1 TAHUN 2025 TENTANG {0} RENCANA AKSI ZONA INTEGRITAS NO KOMPONEN",
    ],
)  # fmt: skip
def test_the_name_ends_before_the_name_of_the_table(annex: str) -> None:
    first, second = NAME[:28], NAME[29:]
    source = read_bytes((BODY + annex.format(NAME, first, second)).encode(), "a.txt")
    parts = split(source)
    header = read_header(source, parts[0])
    assert header is not None
    found = [one.text for one in find(source, parts, header.title) if one.section == "lampiran"]
    assert found == [NAME]
