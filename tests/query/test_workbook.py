"""Answers as workbooks: typed cells, and sheets that print as they come."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from zikg.cli import main
from zikg.query import ask, bundled
from zikg.report import workbook
from zikg.report.answer import Told, write_workbook
from zikg.report.cells import typed
from zikg.report.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path


def sheet(query: str, name: str = "jawaban", limit: int | None = None) -> Any:
    """Return the sheet of an answer."""
    out = io.BytesIO()
    write_workbook({name: Told(ask(query, bundled()), "id", limit)}, out)
    return load_workbook(out).worksheets[0]


def written(heads: list[str], rows: list[list[Any]]) -> Any:
    """Return the sheet of a table."""
    out = io.BytesIO()
    book = Workbook(out)
    book.sheet("t", heads, rows)
    book.close()
    return load_workbook(out).worksheets[0]


def test_numbers_and_days_are_typed() -> None:
    """Numbers, days and moments are cells that can be added up and sorted by time."""
    made = sheet(
        "SELECT (995 AS ?a) (2.5 AS ?b) (1e3 AS ?c) (xsd:date('2025-02-07') AS ?d) "
        "('2025-02-07T08:00:00Z'^^xsd:dateTime AS ?e) ('2025'^^xsd:gYear AS ?f) "
        "('2023-10-31' AS ?g) (true AS ?h) ('995' AS ?i) {}"
    )
    cells = list(made[2])
    assert [cell.value for cell in cells] == [
        *(995, 2.5, 1000, datetime(2025, 2, 7), datetime(2025, 2, 7, 8), 2025),
        *(datetime(2023, 10, 31), "ya", "995"),
    ]
    assert [cell.data_type for cell in cells] == [*"nnnddnd", *"ss"]
    assert cells[3].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("=1+1", "integer"),
        ("tujuh", "integer"),
        ("9" * 300 + "e99", "double"),
        ("INF", "double"),
        ("2025-02-30", "date"),
        ("2025-02-07+07:00", "date"),
        ("", "date"),
    ],
)
def test_what_is_not_what_its_type_says_stays_text(text: str, datatype: str) -> None:
    """An ill-typed literal is shown as it is written, and stops nothing."""
    assert typed(text, datatype) == text


def test_what_excel_cannot_count_stays_text() -> None:
    """Days before March 1900 and numbers of more than 15 digits keep all they say."""
    made = written(["a", "b", "c"], [[date(1899, 8, 17), 10**18 + 1, date(1945, 8, 17)]])
    assert [cell.value for cell in made[2]] == [
        *("1899-08-17", "1000000000000000001", datetime(1945, 8, 17)),
    ]


def test_sheet_prints_as_it_comes() -> None:
    """Landscape, one page wide, the heading frozen and on every page, and rows can be filtered."""
    made = sheet("SELECT ?a ?b { VALUES (?a ?b) { (1 'x') (2 'y') } }")
    assert made.page_setup.orientation == "landscape"
    assert made.page_setup.paperSize == 9
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) in {(1, 0), (None, 0)}
    assert made.print_title_rows == "$1:$1"
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:B3"


def test_columns_are_as_wide_as_needed_and_a_page_holds_them() -> None:
    """A long text gets the room that is left; what is short stays narrow; rows grow with it."""
    rows = [[number, "kata " * 80, date(2025, 1, 1), f"org/{number}"] for number in range(20)]
    made = written(["No", "Judul", "Tanggal", "Satker"], rows)
    wide = {name: held.width for name, held in made.column_dimensions.items()}
    assert wide["B"] > 90
    assert wide["A"] < 10
    assert 12 <= wide["C"] < 20  # a day that is cut shows as ####
    assert sum(wide.values()) <= 170
    assert made.row_dimensions[2].height > 30
    many = written([f"k{n}" for n in range(30)], [["kata " * 40] * 30])
    assert all(held.width >= 7 for held in many.column_dimensions.values())


def test_name_of_the_sheet_is_one_that_excel_takes() -> None:
    """Letters that Excel refuses in a name are replaced, and it is cut."""
    assert sheet("ASK {}", "'a[1]/b:" + "x" * 40).title == "a 1  b xxxxxxxxxxxxxxxxxxxxxxxx"
    assert sheet("ASK {}", "??").title == "zikg"


def test_cut_at_what_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows beyond the last of a sheet are left out, and the answer knows it."""
    monkeypatch.setattr(workbook, "ROWS", 3)
    monkeypatch.setattr("zikg.report.answer.ROWS", 3)
    for count, cut in ((3, False), (4, True)):
        values = " ".join(map(str, range(count)))
        told = Told(ask(f"SELECT ?a {{ VALUES ?a {{ {values} }} }}", bundled()), "id")
        out = io.BytesIO()
        write_workbook({"t": told}, out)
        assert load_workbook(out).worksheets[0].max_row == 4
        assert told.truncated is cut


def test_impact_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The impact of a regulation has days as days and sums as numbers, on each of its sheets."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("ZIKG_TODAY", "2026-11-22")
    monkeypatch.delenv("ZIKG_STORE", raising=False)
    target = tmp_path / "a.xlsx"
    asked = ["impact", "UU 5/2014", "--format", "xlsx", "-o", str(target)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    book = load_workbook(target)
    assert book.sheetnames == ["butir", "provinsi", "perubahan"]
    heads = [cell.value for cell in book["butir"][1]]
    first = dict(zip(heads, (cell.value for cell in book["butir"][2]), strict=True))
    assert isinstance(first["Tanggal"], datetime)
    assert first["Sejak"] == datetime(2023, 10, 31)
    assert all(cell.data_type == "n" for cell in book["provinsi"][2][1:])
    assert all(made.page_setup.orientation == "landscape" for made in book)
