"""The office's own form: one table Semula - Menjadi - Dasar/Keterangan on landscape A4."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from acceptance.driver import DECREES, SEEDS, zikg
from zikg.extract import extract
from zikg.fix import Correction, propose
from zikg.fix.docx import render
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from pathlib import Path

BINTAN = SEEDS / "kpu-kab-bintan-2025-12.txt"
REGISTRY = open_registry()


def correction(text: str) -> Correction:
    decree = extract(read_bytes(text.encode(), "a.txt"), REGISTRY)
    run = run_for(decree, date(2026, 11, 21))
    return propose(check(decree, run, REGISTRY, engine="compiled"), REGISTRY)


@lru_cache
def of(path: Path) -> tuple[Correction, Any]:
    found = correction(path.read_text(encoding="utf-8"))
    return found, Document(BytesIO(render(found)))


def test_the_heading_names_decree_date_registry_and_limits() -> None:
    _, document = of(BINTAN)
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Keputusan Komisi Pemilihan Umum Kabupaten Bintan Nomor 12 Tahun 2025" in words
    assert "7 Februari 2025 (tanggal penetapan)" in words
    assert f"Registri peraturan {REGISTRY.info.version}" in words
    assert "bukan pendapat hukum" in words


def test_one_row_for_each_change_with_both_wordings_and_the_basis() -> None:
    found, document = of(BINTAN)
    [table] = document.tables
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads == ["No.", "Bagian", "Semula", "Menjadi", "Dasar/Keterangan"]
    assert len(table.rows) == len(found.proposed) + 1
    for row, change in zip(table.rows[1:], found.proposed, strict=True):
        cells = [cell.text.strip() for cell in row.cells]
        if change.before:
            assert cells[2] == " ".join(change.before.split())
        if change.after:
            assert cells[3] == " ".join(change.after.split())
        assert change.reasons[0] in cells[4]
        assert ("Perlu keputusan" in cells[4]) is not change.safe


def test_the_page_is_landscape_a4_and_its_head_row_is_repeated() -> None:
    _, document = of(BINTAN)
    section = document.sections[0]
    assert abs(section.page_width - Mm(297)) < Mm(1)
    assert abs(section.page_height - Mm(210)) < Mm(1)
    head = document.tables[0].rows[0]._tr
    assert head.trPr.find(qn("w:tblHeader")) is not None
    widths = sum(column.width for column in document.tables[0].columns)
    assert widths <= section.page_width - section.left_margin - section.right_margin


def test_blanks_stand_out_and_words_that_go_are_struck() -> None:
    _, document = of(BINTAN)
    runs = [
        run
        for row in document.tables[0].rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    blanks = [run.text for run in runs if run.font.highlight_color is not None]
    assert "[nomor Berita Negara belum diketahui]" in blanks
    assert all(text.startswith("[") for text in blanks)
    assert any(run.font.strike for run in runs)


def test_what_has_no_proposal_is_listed_below_the_table() -> None:
    found, document = of(BINTAN)
    listed = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    assert len(listed) == len(found.open)
    assert any("(ZI108)" in text for text in listed)


def test_characters_that_xml_does_not_know_do_no_harm() -> None:
    text = BINTAN.read_text(encoding="utf-8").replace("Kabupaten Bintan Tahun", "Kab\x0bupaten", 1)
    assert Document(BytesIO(render(correction(text)))).tables


def test_a_right_decree_gives_a_page_that_says_so(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    path = DECREES / "kpu-kab-malang-2025.md"
    answer = zikg("fix", path, "--format", "docx", "-o", target)
    assert answer.exit_code == 0, answer.stderr
    document = Document(str(target))
    assert document.tables == []
    assert any("Tidak ada yang perlu diperbaiki" in p.text for p in document.paragraphs)
