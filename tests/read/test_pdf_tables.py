"""Plan tables in PDF files: by lines, by columns, over pages, with merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from writing_pdf import Look, Pages, Style

from zikg.read.pdf import read_pdf

if TYPE_CHECKING:
    from zikg.model import Source

HEADER = ["No", "Komponen", "Indikator", "Langkah Aksi", "Target Waktu"]
AREA = ["I. MANAJEMEN PERUBAHAN", "", "", "", ""]
ROWS = [
    ["1.", "Penyusunan Tim Kerja", "Tim kerja telah ditetapkan", "Menyusun tim", "Maret 2025"],
    ["2.", "Rencana Aksi", "Rencana ditetapkan pimpinan", "Rapat tim", "April - Mei 2025"],
    ["3.", "Pemantauan", "Laporan tersusun tiap triwulan", "Rapat", "Juni 2025"],
]
WIDTHS = [12.0, 42, 45, 37, 27]


def read(pages: Pages) -> Source:
    """Read what was written."""
    return read_pdf(bytes(pages.output()), "lampiran.pdf")


def cells(source: Source) -> list[list[list[str]]]:
    """Return the words of the cells of each table."""
    return [[[cell.text for cell in row] for row in table.rows] for table in source.tables]


def paper(style: Style | None = None) -> Pages:
    """Begin a document."""
    pages = Pages(style or Style())
    pages.add_page()
    return pages


@pytest.mark.parametrize("look", ["ruled", "boxes", "bars", "columns"])
@pytest.mark.parametrize("landscape", [False, True])
def test_a_plan_table_is_read_cell_by_cell(look: Look, landscape: bool) -> None:
    """Lines, boxes, thin bars or columns alone: the table is the same, cells of many lines too."""
    pages = Pages(Style(look=look, landscape=landscape))
    pages.annex()
    pages.grid([HEADER, AREA, *ROWS], WIDTHS)
    assert cells(read(pages)) == [[HEADER, AREA, *ROWS]]


def test_cells_and_spans_name_their_words() -> None:
    """A cell's span holds its words, and its place names table, row and column of the page."""
    pages = paper()
    pages.grid([HEADER, *ROWS], WIDTHS)
    pages.multi_cell(0, 5, "Di bawah tabel.", new_x="LMARGIN", new_y="NEXT")
    source = read(pages)
    assert not source.place_at(source.text.index("bawah"))
    cell = source.tables[0].rows[2][2]
    assert source.text[cell.spans[0].start : cell.spans[0].end] == cell.text
    assert source.place_at(cell.spans[0].start) == "tabel 1 baris 3 kolom 3"
    assert source.kind == "pdf"


def test_numbered_columns_and_two_line_headers_are_rows() -> None:
    """The row that numbers the columns is a row of its own, with and without lines."""
    counting = ["1", "2", "3", "4", "5"]
    header = [*HEADER[:4], "Target Waktu Pelaksanaan Kegiatan"]
    for look in ("ruled", "columns"):
        pages = paper(Style(look=look))
        pages.grid([header, counting, *ROWS], WIDTHS)
        assert cells(read(pages)) == [[header, counting, *ROWS]]


def test_merged_cells_are_inherited() -> None:
    """A cell over several rows counts in each of them; one over columns stands first."""
    pages = paper()
    pages.set_font("Times", size=9)
    with pages.table(col_widths=WIDTHS, line_height=5) as table:
        for texts in (HEADER, ROWS[0]):
            row = table.row()
            for text in texts:
                row.cell(text)
        row = table.row()
        row.cell("2.", rowspan=2)
        row.cell("Rencana Aksi", rowspan=2)
        for text in ("Rencana ditetapkan", "Rapat tim", "April 2025"):
            row.cell(text)
        row = table.row()
        for text in ("Rencana diumumkan", "Rilis", "Mei 2025"):
            row.cell(text)
        row = table.row()
        row.cell("II. PENATAAN TATALAKSANA", colspan=5)
    [rows] = [table.rows for table in read(pages).tables]
    assert [cell.text for cell in rows[3]] == [
        "2.",
        "Rencana Aksi",
        "Rencana diumumkan",
        "Rilis",
        "Mei 2025",
    ]
    assert [cell.inherited for cell in rows[3]] == [True, True, False, False, False]
    assert rows[3][1].spans == ()
    assert [cell.text for cell in rows[4]] == ["II. PENATAAN TATALAKSANA", "", "", "", ""]


def test_rows_without_lines_between_them_are_told_by_their_numbers() -> None:
    """Only the columns are ruled: each number begins a row."""
    pages = paper()
    pages.set_font("Times", size=9)
    x, top = pages.l_margin, 40.0
    for y in (top, top + 8, top + 60):
        pages.line(x, y, x + sum(WIDTHS), y)
    for index in range(len(WIDTHS) + 1):
        edge = x + sum(WIDTHS[:index])
        pages.line(edge, top, edge, top + 60)
    for number, row in enumerate([HEADER, *ROWS]):
        for index, text in enumerate(row):
            pages.set_xy(x + sum(WIDTHS[:index]), top + 1 + 16 * number - 8 * (number > 0))
            pages.multi_cell(WIDTHS[index], 4, text, align="L")
    assert cells(read(pages)) == [[HEADER, *ROWS]]


def test_a_merged_cell_over_a_page_break_is_inherited() -> None:
    """The empty merged cell on top of the next page holds what began on the page before."""
    pages = paper()
    pages.set_font("Times", size=9)
    x = pages.l_margin
    for page, ys in enumerate(((260, 268, 284, 300), (25, 41, 57))):
        if page:
            pages.add_page()
        for index in range(len(WIDTHS) + 1):
            edge = x + sum(WIDTHS[:index])
            pages.line(edge, ys[0], edge, ys[-1])
        for y in ys:
            inner = y not in (ys[0], ys[-1])
            begin = x + (sum(WIDTHS[:2]) if page and inner else 0)
            pages.line(begin, y, x + sum(WIDTHS), y)
        rows = (
            [HEADER, ROWS[0], ROWS[1]]
            if not page
            else [
                ["", "", "Rencana diumumkan", "Rilis", "Mei 2025"],
                ["", "", "Rencana dievaluasi", "Rapat", "Juni 2025"],
            ]
        )
        for row, y in zip(rows, ys, strict=False):
            for index, text in enumerate(row):
                pages.set_xy(x + sum(WIDTHS[:index]), y + 1)
                pages.multi_cell(WIDTHS[index], 4, text, align="L")
    below = read(pages).tables[1].rows
    assert [[cell.text for cell in row[:3]] for row in below] == [
        ["2.", "Rencana Aksi", "Rencana diumumkan"],
        ["2.", "Rencana Aksi", "Rencana dievaluasi"],
    ]
    assert below[0][1].inherited


def test_a_box_around_words_is_no_table() -> None:
    """A frame around a page or a heading is no table, and its words are read."""
    pages = paper()
    pages.rect(10, 10, 190, 310)
    pages.rect(60, 40, 90, 12)
    pages.text(65, 47, "RENCANA AKSI")
    source = read(pages)
    assert source.tables == ()
    assert source.text == "RENCANA AKSI\n"


def test_words_drawn_sideways_in_a_header_stay_in_their_cell() -> None:
    """A header cell whose words run upward is read with its column."""
    pages = paper()
    pages.set_font("Times", size=9)
    x, ys = pages.l_margin, (40.0, 70.0, 80.0)
    for y in ys:
        pages.line(x, y, x + 90, y)
    for edge in (0, 30, 60, 90):
        pages.line(x + edge, ys[0], x + edge, ys[-1])
    for index, text in enumerate(("No", "Komponen")):
        pages.text(x + 30 * index + 3, 60, text)
    with pages.rotation(90, x + 75, 65):
        pages.text(x + 75, 65, "Target Waktu")
    for index, text in enumerate(("1.", "Tim Kerja", "Maret 2025")):
        pages.text(x + 30 * index + 3, 76, text)
    assert cells(read(pages)) == [
        [["No", "Komponen", "Target Waktu"], ["1.", "Tim Kerja", "Maret 2025"]]
    ]


def test_two_tables_on_a_page_are_two() -> None:
    """Words between two tables set them apart."""
    pages = paper()
    pages.grid([HEADER, *ROWS[:1]], WIDTHS)
    pages.ln(4)
    pages.multi_cell(0, 5, "Keterangan di antara dua tabel.", new_x="LMARGIN", new_y="NEXT")
    pages.ln(4)
    pages.grid([HEADER, *ROWS[1:]], WIDTHS)
    source = read(pages)
    assert cells(source) == [[HEADER, ROWS[0]], [HEADER, *ROWS[1:]]]
    assert "Keterangan di antara dua tabel." in source.text
