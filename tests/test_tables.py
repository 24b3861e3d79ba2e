"""Tables are found in text as it comes: tabs, pipes, aligned columns; each cell with its place."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from zikg.read.cells import clean_cell
from zikg.read.tables import find_tables

if TYPE_CHECKING:
    from zikg.model import Table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def quoted(text: str, table: Table) -> list[str]:
    return [
        text[span.start : span.end] for row in table.rows for cell in row for span in cell.spans
    ]


def test_tabs_make_cells_and_empty_cells_stay() -> None:
    text = "Judul\n\nNo\tKomponen\tTarget\n1.\tTim Kerja\t\n\t\tJuni 2025\n\nPenutup\n"
    [table] = find_tables(text)
    assert texts(table) == [
        ["No", "Komponen", "Target"],
        ["1.", "Tim Kerja", ""],
        ["", "", "Juni 2025"],
    ]
    assert quoted(text, table) == ["No", "Komponen", "Target", "1.", "Tim Kerja", "Juni 2025"]
    assert text[table.span.start : table.span.end].startswith("No\t")
    assert text[table.span.start : table.span.end].endswith("Juni 2025")


def test_a_blank_line_ends_a_table_and_a_left_over_row_is_one_too() -> None:
    text = "No\tA\tB\tC\n1\ta\tb\tc\n\n\t\tlanjutan\t2025\n"
    assert [len(table.rows) for table in find_tables(text)] == [2, 1]


def test_a_tab_in_prose_is_no_table() -> None:
    assert find_tables("Menimbang\t: bahwa\nuntuk itu perlu ditetapkan\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "| No | Komponen |\n|----|:---:|\n| 1 | Tim Kerja |\n",
        "No | Komponen\n--- | ---\n1 | Tim Kerja\n",
        "|No|Komponen|\n|:-|-:|\n|1|Tim Kerja|\n",
        "  | No | Komponen |\n  |---|---|\n  | 1 | Tim Kerja |\n",
        "+----+-----------+\n| No | Komponen |\n+====+===========+\n| 1 | Tim Kerja |\n+----+---+\n",
    ],
)
def test_pipe_tables_in_every_dress(text: str) -> None:
    [table] = find_tables(text)
    assert texts(table) == [["No", "Komponen"], ["1", "Tim Kerja"]]


def test_pipes_escaped_breaks_and_markup_in_cells() -> None:
    text = "| A\\|B | **tebal**<br>dua | *miring* | <b>x</b> <i>y</i> | &amp; | |\n|---|---|---|---|---|---|\n"
    [table] = find_tables(text)
    assert texts(table) == [["A|B", "tebal dua", "miring", "x y", "&", ""]]
    assert quoted(text, table)[1:4] == ["tebal**<br>dua", "miring", "x</b> <i>y"]


def test_spans_leave_out_markup_at_both_ends() -> None:
    text = "\t <b>1. MANAJEMEN PERUBAHAN</b> \t"
    cell = clean_cell(text, 1, len(text) - 1)
    assert cell.text == "1. MANAJEMEN PERUBAHAN"
    assert [text[span.start : span.end] for span in cell.spans] == ["1. MANAJEMEN PERUBAHAN"]


def test_a_lone_asterisk_is_a_mark_not_markup() -> None:
    assert clean_cell("*", 0, 1).text == "*"


def test_aligned_columns_are_the_weak_way() -> None:
    text = (
        "RENCANA AKSI\n\n"
        "No   Komponen           Langkah Aksi      Target\n"
        "1.   Pembentukan Tim    Menyusun          Januari 2025\n"
        "     Kerja              keanggotaan\n\n"
        "II. PENATAAN TATALAKSANA\n"
        "1.   SOP                Menyusun SOP      Mei 2025\n\n"
        "Ditetapkan di Malang\n"
    )
    [table] = find_tables(text)
    assert texts(table) == [
        ["No", "Komponen", "Langkah Aksi", "Target"],
        ["1.", "Pembentukan Tim", "Menyusun", "Januari 2025"],
        ["", "Kerja", "keanggotaan", ""],
        ["II. PENATAAN TATALAKSANA", "", "", ""],
        ["1.", "SOP", "Menyusun SOP", "Mei 2025"],
    ]
    assert "Ditetapkan" not in text[table.span.start : table.span.end]


def test_two_blanks_in_prose_are_no_columns() -> None:
    text = "\n".join(["Ini  kalimat biasa dengan dua spasi  saja di dalamnya."] * 5)
    assert find_tables(text) == ()


def test_every_cell_is_where_it_says() -> None:
    text = "| a | **b c** |\n|--|--|\n| d<br>e |  |\nx\ty\tz\n1\t2\t3\n"
    for table in find_tables(text):
        for row in table.rows:
            for cell in row:
                assert bool(cell.text) == bool(cell.spans)
                for span in cell.spans:
                    assert table.span.start <= span.start < span.end <= table.span.end


def test_ten_thousand_rows_cost_ten_times_a_thousand() -> None:
    def seconds(rows: int) -> float:
        text = "".join(
            f"{row}.\tKomponen\t<b>Indikator</b> {row}\tJuni 2025\n" for row in range(rows)
        )
        start = time.perf_counter()
        [table] = find_tables(text)
        assert len(table.rows) == rows
        return time.perf_counter() - start

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.005)


def html(text: str) -> list[list[list[tuple[str, bool]]]]:
    found = find_tables(text)
    for table in found:
        for row in table.rows:
            for cell in row:
                for span in cell.spans:
                    assert text[span.start : span.end].strip() == text[span.start : span.end]
                    assert table.span.start < span.start < span.end <= table.span.end
    return [
        [[(cell.text, cell.inherited) for cell in row] for row in table.rows] for table in found
    ]


def test_tables_in_html_tags_with_merged_cells() -> None:
    text = (
        "Awal\n\n<TABLE class='x'>\n\t<tr><th rowspan=2>No</th><th colspan='2'>Waktu</th></tr>\n"
        "\t<tr><td>TW <b>I</b></td><td>TW II\n</td></tr><tr></tr>\n"
        "\t<tr><td>1.</td><td>Tim &amp; Kerja<br>baru</td><td>a | b</td></tr>\n</table>\n\nAkhir\n"
    )
    assert html(text) == [
        [
            [("No", False), ("Waktu", False), ("", False)],
            [("No", True), ("TW I", False), ("TW II", False)],
            [("1.", False), ("Tim & Kerja baru", False), ("a | b", False)],
        ]
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d", ["a", "b", "c", "d"]),
        ("<table><tr><td>a</td></tr><table><tr><td>x</td></tr></table></table>", ["a"]),
        ("<table><tr><td>a</td><td rowspan='x'>b</td></tr></table></table></table>", ["a", "b"]),
        ("<td>a</td></tr></table>", []),
        ("<table><tr><td rowspan=99999 colspan=99999>a</td></tr></table>", ["a"]),
        ("<table><tr><td>a<ul><li>b</li></ul></td></tr></table>", ["a b"]),
        ("<table><tr><td></td></tr></table>", []),
    ],
)
def test_damaged_html(text: str, words: list[str]) -> None:
    assert [cell for table in html(text) for row in table for cell, _ in row if cell] == words


@pytest.mark.parametrize(
    "piece",
    [
        "|", "\n", "\t", "|\n", "|---", "a   b   c\n", "<table>", "<td>", "<td rowspan=60 colspan=60>", "<", "<t",
        "<table><tr><td rowspan=60>", "<tr><td>a", "</table>", "<!--", "<table <table ",
    ],
)  # fmt: skip
def test_noise_is_looked_through_in_time(piece: str) -> None:
    text = "<table>" + piece * (1_000_000 // len(piece))
    start = time.process_time()
    find_tables(text)
    assert time.process_time() - start < 8
