"""The sheets of the workbook: their columns, and rows written one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.report.inspection import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT: Final = 1_048_575
"""Rows that a sheet of Excel holds below its heading."""
_LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""
_LINE: Final = 15.0
"""Points of a line in the standard font."""
_TALLEST: Final = 405.0
"""Points of the tallest row, a little below what Excel takes."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A sheet: its name and headings by language, and the widths of its columns."""

    name: dict[str, str]
    heads: dict[str, tuple[str, ...]]
    widths: tuple[int, ...]


SHEETS: Final[dict[str, Spec]] = {
    "summary": Spec(
        {"id": "Ringkasan", "en": "Summary"},
        {
            "id": (
                *("Berkas", "Satker", "Keputusan", "Tentang", "Tahap", "Diperiksa menurut"),
                *("Tidak sesuai", "Perlu diperiksa", "Catatan", "Tidak dapat diperiksa"),
                *("Diketahui (baseline)", "Galat"),
            ),
            "en": (
                *("File", "Office", "Decree", "About", "Stage", "Judged as of", "Not conforming"),
                *("To be checked", "Notes", "Could not be checked", "Known (baseline)", "Error"),
            ),
        },
        (34, 28, 20, 46, 16, 24, 12, 12, 12, 12, 12, 40),
    ),
    "results": Spec(
        {"id": "Hasil pemeriksaan", "en": "Results"},
        COLUMNS,
        (6, 30, 26, 18, 22, 9, 60, 50, 60, 24, 24, 20),
    ),
    "citations": Spec(
        {"id": "Rujukan", "en": "Citations"},
        {
            "id": (
                *("Berkas", "Keputusan", "Letak", "Jenis", "Nomor", "Tahun", "Peraturan"),
                *("Judul", "Peran", "Hubungan", "Status pada tanggal penilaian"),
                *("Status hari ini", "Kutipan", "Baris", "Halaman", "Id"),
            ),
            "en": (
                *("File", "Decree", "Place", "Type", "Number", "Year", "Regulation", "Title"),
                *("Role", "Relation", "Status when judged", "Status today", "Quote", "Line"),
                *("Page", "Id"),
            ),
        },
        (30, 18, 20, 14, 14, 8, 24, 46, 10, 14, 22, 22, 60, 7, 8, 36),
    ),
    "plan": Spec(
        {"id": "Baris rencana aksi", "en": "Plan rows"},
        {
            "id": (
                *("Berkas", "Keputusan", "Area", "No", "Komponen", "Indikator", "Rencana aksi"),
                *("Bukti", "Penanggung jawab", "Output", "Target", "Mulai", "Selesai"),
                "Id komponen",
            ),
            "en": (
                *("File", "Decree", "Area", "No", "Component", "Indicator", "Action", "Evidence"),
                *("Responsible", "Output", "Target", "Start", "End", "Component id"),
            ),
        },
        (30, 18, 28, 6, 30, 36, 36, 30, 22, 22, 18, 11, 11, 22),
    ),
    "lke": Spec(
        {"id": "Matriks LKE", "en": "LKE matrix"},
        {
            "id": (
                *("Berkas", "Keputusan", "Aspek", "Area", "Subkomponen", "Bobot"),
                *("Ada/Tidak", "Baris"),
            ),
            "en": (
                *("File", "Decree", "Aspect", "Area", "Sub-element", "Weight", "Planned", "Rows"),
            ),
        },
        (30, 18, 14, 34, 50, 8, 10, 24),
    ),
}
"""The sheets in their order."""


class Sheet:
    """One sheet being written from top to bottom.

    Args:
        book: the workbook.
        spec: name and columns.
        lang: ``id`` or ``en``.
        bold: form of the headings.
        plain: form of the cells.
    """

    def __init__(self, book: Any, spec: Spec, lang: str, bold: Any, plain: Any) -> None:
        self._plain = plain
        self._sheet = book.add_worksheet(spec.name[lang])
        self._columns = spec.heads[lang]
        self._widths = spec.widths
        self._next = 1
        self.cut = 0
        """Rows that no longer fitted on the sheet."""
        for place, (head, width) in enumerate(zip(self._columns, spec.widths, strict=True)):
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, head, bold)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)

    def row(self, cells: Sequence[Any], form: Any = None) -> None:
        """Write one row; a cell that is a triple is a link, its words and its form.

        Args:
            cells: texts, numbers, ``None``, or links.
            form: form of the row, the plain one unless told.
        """
        if self._next > LIMIT:
            self.cut += 1
            return
        # Not every program finds the height of wrapped rows by itself.
        self._sheet.set_row(self._next, _height(cells, self._widths))
        for place, cell in enumerate(cells):
            if isinstance(cell, tuple):
                url, words, link = cell
                self._sheet.write_url(self._next, place, url, link, words)
            elif isinstance(cell, int | float):
                self._sheet.write_number(self._next, place, cell, form or self._plain)
            else:
                text = "" if cell is None else str(cell)[:_LONGEST]
                self._sheet.write_string(self._next, place, text, form or self._plain)
        self._next += 1

    def close(self) -> None:
        """Let the rows be filtered by their headings."""
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), len(self._columns) - 1)

    def note(self, text: str) -> None:
        """Write a line below the rows and outside the filter."""
        self._next += 1
        self._sheet.write_string(self._next, 0, text)


def _height(cells: Sequence[Any], widths: Sequence[int]) -> float:
    """Return the height of a row in points: that of the cell that wraps into the most lines."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        words = cell[1] if isinstance(cell, tuple) else cell
        # Words do not break, so that a line is seldom full.
        lines = max(lines, -(-len(str(words or "")) * 11 // (10 * width)))
    return min(lines * _LINE, _TALLEST)
