"""A head of a page between two lines of one item is no part of it; what a sentence needs stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zikg.extract import extract
from zikg.extract.running import running_heads
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Result

BASE = (Path(__file__).parent / "decrees" / "kpu-kab-malang-2025.md").read_text(encoding="utf-8")
HEADS = [
    "KOMISI PEMILIHAN UMUM KABUPATEN MALANG",
    "KOMISI PEMILIHAN UMUM\nKABUPATEN MALANG\n- 3 -",
    "- 3 -\n\nKOMISI PEMILIHAN UMUM KABUPATEN MALANG",
    "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG\nNOMOR 27 TAHUN 2025\nHalaman 3",
    "SALINAN",
    "JDIH KPU KABUPATEN MALANG",
]
SPOTS = [
    "Negara yang Bersih dan ",
    "Negara Republik Indonesia Tahun 2008 ",
    "tentang Disiplin ",
    "Undang-Undang Nomor 20 ",
]


def result(text: str) -> Result:
    decree = extract(read_bytes(text.encode(), "uji.md"), open_registry())
    run = run_for(decree, date(2025, 3, 14))
    return check(decree, run, open_registry(), engine="compiled")


def brief(found: Result) -> set[tuple[str, str | None, str | None, str | None]]:
    return {(f.code, f.section, f.item, f.subject) for f in found.findings}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_head_inside_items_changes_nothing(head: str, gap: str) -> None:
    text = BASE
    for spot in SPOTS:
        assert spot in text
        text = text.replace(spot, f"{spot.rstrip()}{gap}{head}{gap}", 1)
    clean, found = result(BASE), result(text)
    assert brief(found) == brief(clean)
    assert clean.decree is not None
    assert found.decree is not None
    assert [p.local for p in found.decree.parts] == [p.local for p in clean.decree.parts]
    assert [(c.regulation, c.title, c.gazettes) for c in found.decree.citations] == [
        (c.regulation, c.title, c.gazettes) for c in clean.decree.citations
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A name in capitals that the sentence needs.
        "KPU KOTA MALANG\nTENTANG\nX\nMenimbang : a. bahwa menurut Keputusan\nKPU KOTA MALANG\ntelah ada;\nMEMUTUSKAN",
        "KPU\nTENTANG\nTIM KERJA ZI\nMenimbang : a. bahwa perlu disusun\nTIM KERJA ZI\ndi lingkungan kantor;\nMEMUTUSKAN",
        # Once, and nowhere above the title.
        "KPU\nTENTANG\nX\nMenimbang : a. bahwa pelayanan oleh kantor\nDINAS KESEHATAN KOTA\nperlu ditata;\nMEMUTUSKAN",
        # Between two items, not inside one.
        "KPU KOTA MALANG\nTENTANG\nX\nMenimbang : a. bahwa perlu ditata;\nKPU KOTA MALANG\nb. bahwa perlu;\nMEMUTUSKAN",
        # No decree.
        "KPU KOTA MALANG\nsurat dari kantor ini\nKPU KOTA MALANG\nditerima",
    ],
)
def test_what_is_no_head_stays(text: str) -> None:
    assert running_heads(text) == ()
