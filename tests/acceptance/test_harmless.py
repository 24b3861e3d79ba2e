"""How a text is set must not matter: line wraps, bullets, bold marks, OCR noise, table forms.

Each variation of the correct decree must give no error and no warning, and the same reading:
the same citations at the same items, the same rows with the same components and targets.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .driver import DECREES, check, extracted, findings, listing, loud

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = DECREES / "kpu-kab-malang-2025.md"
DATE = "2025-03-14"


def body_lines(text: str, edit: Callable[[str], str]) -> str:
    """Edit each line that is no row of the table."""
    return "\n".join(row if row.startswith("|") else edit(row) for row in text.split("\n"))


def plan_rows(text: str, edit: Callable[[list[str]], str]) -> str:
    """Edit each row of the table."""

    def one(row: str) -> str:
        return edit([cell.strip() for cell in row.strip("|").split("|")])

    return "\n".join(one(row) if row.startswith("|") else row for row in text.split("\n"))


def rewrapped(width: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        return body_lines(
            text, lambda row: textwrap.fill(row, width, break_on_hyphens=False) if row else row
        )

    return change


def bullets(text: str) -> str:
    return re.sub(r"(?m)^(\d+\. |[a-z]\. |Menimbang|Mengingat|KE)", r"- \1", text)


def bold_labels(text: str) -> str:
    return re.sub(
        r"(?m)^(Menimbang|Mengingat|Menetapkan|KESATU|KEDUA|KETIGA|KEEMPAT) :", r"**\1** :", text
    )


def no_bold(text: str) -> str:
    return text.replace("**", "")


def blank_lines(text: str) -> str:
    return body_lines(text, lambda row: row + "\n\n" if row else row)


def no_blank_lines(text: str) -> str:
    return re.sub(r"\n\n+", "\n", text)


def trailing_spaces(text: str) -> str:
    return body_lines(text, lambda row: row + "  ")


def indented(text: str) -> str:
    return body_lines(text, lambda row: "      " + row if row else row)


def windows_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def byte_order_mark(text: str) -> str:
    return "\ufeff" + text


def hard_spaces(text: str) -> str:
    return text.replace("Nomor ", "Nomor\u00a0").replace("Tahun ", "Tahun\u00a0")


def double_spaces(text: str) -> str:
    return body_lines(text, lambda row: row.replace(" ", "  "))


def ocr_hyphen(text: str) -> str:
    return text.replace("Undang-Undang Nomor", "Undang- Undang Nomor")


def ocr_no_hyphen(text: str) -> str:
    return text.replace("Undang-Undang Nomor 14", "Undang Undang Nomor 14")


def other_hyphen(text: str) -> str:
    return text.replace("Undang-Undang", "Undang\u2010Undang")


def soft_hyphen(text: str) -> str:
    return text.replace("Pemberantasan", "Pembe\u00adrantasan")


def title_case(text: str) -> str:
    """The title in title case instead of capitals, wherever it is repeated."""
    return re.sub(
        r"RENCANA AKSI PEMBANGUNAN[A-Z ]+TAHUN 2025",
        "Rencana Aksi Pembangunan Zona Integritas Menuju Wilayah Bebas dari Korupsi dan Wilayah "
        "Birokrasi Bersih dan Melayani di Lingkungan Komisi Pemilihan Umum Kabupaten Malang "
        "Tahun 2025",
        text,
    )


def small_words(text: str) -> str:
    """Other capitals inside titles that are cited."""
    return text.replace("Menuju Wilayah Bebas dari", "menuju wilayah bebas Dari")


def labels_in_capitals(text: str) -> str:
    return text.replace("Menimbang :", "MENIMBANG :").replace("Mengingat :", "MENGINGAT :")


def labels_close(text: str) -> str:
    return re.sub(r"(?m)^(Menimbang|Mengingat|Menetapkan|KE[A-Z]+) : ", r"\1: ", text)


def labels_alone(text: str) -> str:
    return re.sub(r"(?m)^(Menimbang|Mengingat) : ", r"\1 :\n\n", text)


def labels_with_tabs(text: str) -> str:
    text = re.sub(r"(?m)^(Menimbang|Mengingat|Menetapkan|KE[A-Z]+) : ", r"\1\t:\t", text)
    return re.sub(r"(?m)^(\d+|[a-z])\. ", r"\t\t\1.\t", text)


def spaced_memutuskan(text: str) -> str:
    return text.replace("MEMUTUSKAN:", "M E M U T U S K A N :")


def memutuskan_without_colon(text: str) -> str:
    return text.replace("MEMUTUSKAN:", "MEMUTUSKAN")


def brackets_after_numbers(text: str) -> str:
    return re.sub(r"(?m)^((?:Mengingat : )?\d+)\. ", r"\1) ", text)


def page_numbers(text: str) -> str:
    """A page number in dashes between two bases and in the middle of one."""
    text = text.replace("\n3. Undang-Undang", "\n- 2 -\n\n3. Undang-Undang")
    return text.replace("Pelayanan Publik (Lembaran", "Pelayanan\n\n- 3 -\n\nPublik (Lembaran")


def form_feeds(text: str) -> str:
    return text.replace("\n8. Peraturan", "\n\f8. Peraturan").replace("\nLAMPIRAN", "\n\fLAMPIRAN")


def item_over_pages(text: str) -> str:
    return text.replace(
        "Tata Kerja Komisi Pemilihan Umum, Komisi Pemilihan Umum Provinsi, dan Komisi",
        "Tata Kerja Komisi\n\n- Pemilihan Umum, Komisi Pemilihan Umum Provinsi, dan Komisi",
        1,
    )


def of_the_republic(text: str) -> str:
    return text.replace(
        "Reformasi Birokrasi Nomor 9 Tahun", "Reformasi Birokrasi Republik Indonesia Nomor 9 Tahun"
    )


def gazette_comma(text: str) -> str:
    return text.replace(") sebagaimana telah", "), sebagaimana telah")


def last_item_full_stop(text: str) -> str:
    return text.replace("Evaluasi Reformasi Birokrasi;", "Evaluasi Reformasi Birokrasi.")


def ttd_forms(text: str) -> str:
    return text.replace("ttd.", "TTD")


def date_with_zero_and_capitals(text: str) -> str:
    return text.replace("pada tanggal 14 Maret", "Pada Tanggal : 14 MARET")


def nomor_with_colon(text: str) -> str:
    return text.replace("NOMOR 27 TAHUN 2025", "NOMOR : 27 TAHUN 2025")


def en_dash_targets(text: str) -> str:
    return plan_rows(text, lambda cells: "| " + " | ".join(_dash(cell) for cell in cells) + " |")


def _dash(cell: str) -> str:
    return re.sub(r"(?<=[a-z]) - (?=[A-Z])", " – ", cell)


def targets_until(text: str) -> str:
    return re.sub(r"(?<=[a-z]) - (?=[A-Z][a-z]+ 2025)", " s.d. ", text)


def targets_close(text: str) -> str:
    return re.sub(r"(?<=[a-z]) - (?=[A-Z][a-z]+ 2025)", "-", text)


def years_twice(text: str) -> str:
    return re.sub(r"([A-Z][a-z]+) - ([A-Z][a-z]+) 2025 \|", r"\1 2025 - \2 2025 |", text)


def table_with_tabs(text: str) -> str:
    rows = plan_rows(text, "\t".join)
    return "\n".join(row for row in rows.split("\n") if not re.fullmatch(r"[-\t]+", row))


def area_heading_without_cells(text: str) -> str:
    def edit(cells: list[str]) -> str:
        if not any(cells[2:]):
            return f"| {cells[0].strip('*')}. {cells[1].strip('*')} |"
        return "| " + " | ".join(cells) + " |"

    return plan_rows(text, edit)


def table_head_repeated(text: str) -> str:
    head = next(row for row in text.split("\n") if row.startswith("| No"))
    return text.replace("\n| **IV** |", f"\n{head}\n| **IV** |")


def bold_head(text: str) -> str:
    return text.replace("| No | Komponen |", "| **No** | **Komponen** |")


def breaks_in_cells(text: str) -> str:
    return text.replace("Daftar prosedur, lembar", "Daftar prosedur,<br>lembar")


def italic_words(text: str) -> str:
    return text.replace("| Whistle-Blowing System |", "| *Whistle-Blowing System* |")


def other_column_titles(text: str) -> str:
    return (
        text.replace("| Komponen |", "| Komponen Pengungkit |")
        .replace("| Rencana Aksi |", "| Uraian Kegiatan |")
        .replace("| Data Dukung |", "| Eviden |")
        .replace("| Target Waktu |", "| Waktu Pelaksanaan |")
    )


def annex_named_in_one_line(text: str) -> str:
    return re.sub(
        r"LAMPIRAN\n\nKEPUTUSAN (.*)\n\nNOMOR 27 TAHUN 2025\n\nTENTANG\n\n",
        r"LAMPIRAN KEPUTUSAN \1 NOMOR 27 TAHUN 2025 TENTANG ",
        text,
    )


SETTINGS: tuple[Callable[[str], str], ...] = (
    bullets,
    bold_labels,
    no_bold,
    blank_lines,
    no_blank_lines,
    trailing_spaces,
    indented,
    windows_line_ends,
    byte_order_mark,
    hard_spaces,
    double_spaces,
    ocr_hyphen,
    ocr_no_hyphen,
    other_hyphen,
    soft_hyphen,
    title_case,
    small_words,
    labels_in_capitals,
    labels_close,
    labels_alone,
    labels_with_tabs,
    spaced_memutuskan,
    memutuskan_without_colon,
    brackets_after_numbers,
    page_numbers,
    form_feeds,
    item_over_pages,
    of_the_republic,
    gazette_comma,
    last_item_full_stop,
    ttd_forms,
    date_with_zero_and_capitals,
    nomor_with_colon,
    en_dash_targets,
    targets_until,
    targets_close,
    years_twice,
    table_with_tabs,
    area_heading_without_cells,
    table_head_repeated,
    bold_head,
    breaks_in_cells,
    italic_words,
    other_column_titles,
    annex_named_in_one_line,
)
WRAPS = {f"rewrapped_{width}": rewrapped(width) for width in (40, 64, 90)}
VARIATIONS = {setting.__name__: setting for setting in SETTINGS} | WRAPS


def reading(path: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return what a document says, without its setting."""
    document = extracted(path)
    cited = [
        (
            *(str(citation[key]) for key in ("section", "item", "regulation", "role")),
            str(citation["of"]).partition("/")[2].partition("/")[2],  # without the document's hash
        )
        for citation in document["citations"]
        if citation["role"] != "title"
    ]
    planned = [
        tuple(str(row[key]) for key in ("element", "start_date", "end_date"))
        for area in document["plan"]["areas"]
        for row in area["rows"]
    ]
    return cited, planned


@pytest.mark.parametrize("name", VARIATIONS)
def test_how_a_text_is_set_does_not_matter(name: str, tmp_path: Path) -> None:
    """No error, no warning, and the same reading."""
    text = BASE.read_text(encoding="utf-8")
    varied = VARIATIONS[name](text)
    assert varied != text, f"{name} changed nothing"
    path = tmp_path / BASE.name
    path.write_bytes(varied.encode("utf-8"))

    found = loud(findings(path, DATE))
    assert not found, "\n" + listing(found)
    assert reading(path) == reading(BASE)


def test_all_settings_at_once_still_give_nothing(tmp_path: Path) -> None:
    """Several kinds of noise on one text."""
    text = BASE.read_text(encoding="utf-8")
    for setting in (ocr_hyphen, no_bold, page_numbers, rewrapped(70), trailing_spaces, ttd_forms):
        text = setting(text)
    path = tmp_path / BASE.name
    path.write_text(text, encoding="utf-8")

    assert not loud(findings(path, DATE)), "\n" + listing(loud(findings(path, DATE)))


def test_a_defect_is_still_found_in_every_setting(tmp_path: Path) -> None:
    """Noise hides nothing: one wrong gazette and one other satker are found in each setting."""
    text = BASE.read_text(encoding="utf-8")
    text = text.replace("Tahun 2008 Nomor 127", "Tahun 2008 Nomor 172")
    text = text.replace("Daftar risiko, laporan SPIP", "Daftar risiko KPU Kota Blitar, laporan")
    paths = []
    for name, setting in VARIATIONS.items():
        path = tmp_path / f"{name}.md"
        path.write_bytes(setting(text).encode("utf-8"))
        paths.append(path)

    wrong = {}
    for document in check("--as-of", DATE, *paths)["documents"]:
        codes = sorted((f["code"], f["item"]) for f in loud(document["findings"]))
        if codes != [("ZI209", "7"), ("ZI301", "V.2")]:
            wrong[Path(document["path"]).stem] = codes
    assert not wrong


def test_a_text_flattened_to_one_line_raises_nothing(tmp_path: Path) -> None:
    """Even the table in one paragraph: then the plan is not read (ZI112), and nothing is claimed."""
    text = (DECREES / "kpu-kab-garut-2025.txt").read_text(encoding="utf-8")
    path = tmp_path / "rata.txt"
    path.write_text(" ".join(text.split()), encoding="utf-8")

    found = findings(path, "2025-02-10")
    assert not loud(found), "\n" + listing(loud(found))
    bases = [c for c in extracted(path)["citations"] if c["role"] == "base"]
    assert len([c for c in bases if c["section"] == "mengingat"]) == 12
