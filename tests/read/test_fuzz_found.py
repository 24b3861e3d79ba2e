"""What ``python -m tests.fuzz`` found, each with the input cut down to what matters.

The readers themselves gave no crash; most of what it found took minutes, on inputs below 1 MB.
"""

from __future__ import annotations

import time
from datetime import date

import pytest

from zikg.extract import extract
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.validate import check, run_for

PATIENCE = 20
"""Seconds of the processor; each takes below one, and took more than half a minute before."""
DECREE = """KEPUTUSAN KETUA KOMISI PEMILIHAN UMUM KABUPATEN SERANG
NOMOR 12 TAHUN 2025
TENTANG
RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025
Menimbang : a. bahwa perlu rencana aksi{thought};
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum{base};
{more}MEMUTUSKAN:
KESATU : Menetapkan rencana aksi.
LAMPIRAN
No\tKomponen\tIndikator\tRencana Aksi\tBukti Dukung\tTarget
I. MANAJEMEN PERUBAHAN\t\t\t\t\t
1.\tTim Kerja{cell}\tTim dibentuk\tMembentuk tim\tSK Tim\tJanuari 2025
2.\tRencana\tDokumen\tMenyusun\tDokumen\tTW II
"""


def bases(count: int) -> str:
    """Return many bases, the lower ones first."""
    kinds = ("Peraturan Pemerintah Nomor 60 Tahun 2008", "Undang-Undang Nomor 28 Tahun 1999")
    return "".join(f"{n + 2}. {kinds[n * 2 // count]};\n" for n in range(count))


@pytest.mark.parametrize(
    "put",
    [
        {"thought": " " + "x" * 60_000},
        {"thought": "\nx" + "y" * 200_000 + "\n"},
        {"base": "\n" + " " * 60_000 + "\nTahun 2017"},
        {"base": "\n5" + " " * 60_000 + "x\n"},
        {"base": "\n- 5" + "\t " * 30_000 + "x\n"},
        {"cell": " " * 60_000 + "x"},
        {"cell": " 1" * 60_000 + "x"},
        {"cell": " (" * 60_000},
        {"more": bases(400)},
    ],
    ids=lambda put: next(iter(put)) if isinstance(put, dict) else "",
)
def test_long_blanks_words_cells_and_lists_cost_no_minutes(put: dict[str, str]) -> None:
    """Time grows with the length of a text, not with its square."""
    text = DECREE.format(**{"thought": "", "base": "", "more": "", "cell": "", **put})
    started = time.process_time()
    decree = extract(read_bytes(text.encode(), "a.txt"), open_registry())
    run = run_for(decree, date(2026, 11, 21), final=False)
    result = check(decree, run, open_registry(), engine="compiled", lang="id")
    assert time.process_time() - started < PATIENCE
    assert result.findings


def test_a_row_whose_cells_are_all_merged_with_those_above_stands_with_them() -> None:
    """A number of its own, and everything else merged over two rows."""
    heads = ("No", "Komponen", "Indikator", "Rencana Aksi", "Bukti Dukung", "Target")
    cells = ("Tim Kerja", "Tim dibentuk", "Membentuk tim", "SK Tim", "Januari 2025")
    page = (
        "<html><body><p>KEPUTUSAN KETUA KPU KABUPATEN SERANG</p><p>NOMOR 12 TAHUN 2025</p>"
        "<p>MEMUTUSKAN:</p><p>KESATU : Menetapkan rencana aksi.</p><p>LAMPIRAN</p><table>"
        f"<tr>{''.join(f'<td>{head}</td>' for head in heads)}</tr>"
        '<tr><td colspan="6">I. MANAJEMEN PERUBAHAN</td></tr>'
        f"<tr><td>1.</td>{''.join(f'<td rowspan=2>{cell}</td>' for cell in cells)}</tr>"
        "<tr><td>2.</td></tr></table></body></html>"
    )
    plan = extract(read_bytes(page.encode(), "a.html"), open_registry()).plan
    assert plan is not None
    assert [(row.number, row.component.text) for row in plan.rows] == [
        ("1", "Tim Kerja"),
        ("2", "Tim Kerja"),
    ]
    assert plan.rows[0].span == plan.rows[1].span
