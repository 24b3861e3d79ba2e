"""OpenDocument texts: printed numbers, merged cells, notes, pages; hostile ones bounded."""

from __future__ import annotations

import json
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import OpenDocumentText
from odf.style import Style, TableCellProperties
from odf.table import Table, TableCell, TableRow
from odf.text import H, P
from writing_open import odt, odt_of

from acceptance.driver import zikg
from zikg.errors import ReadError
from zikg.read import read, read_bytes

DATA = Path(__file__).parents[2] / "data/decrees"
DECREES = (
    sorted(DATA.glob("*.txt")) + sorted(Path(__file__).parents[1].glob("decrees/*2025.md"))[:2]
)


def lines(body: str, **more: Any) -> list[str]:
    return read_bytes(odt(body, **more), "a.odt").text.splitlines()


def item(text: str, inner: str = "", start: int | None = None) -> str:
    given = f' text:start-value="{start}"' if start else ""
    return f"<text:list-item{given}><text:p>{text}</text:p>{inner}</text:list-item>"


def listed(items: str, more: str = "") -> str:
    return f"<text:list{more}>{items}</text:list>"


def test_automatic_numbers_are_printed() -> None:
    inner = listed(item("dalam") + item("lagi", listed(item("titik"))))
    first = listed(item("bahwa", inner) + item("bahwa"), ' xml:id="one" text:style-name="L1"')
    numbers = item("UU") + item("PP", start=5) + item("Perpres")
    other = listed(numbers, ' text:style-name="L2"')
    again = listed(item("bahwa"), ' text:continue-list="one" text:style-name="L1"')
    assert lines(first + other + again) == [
        *("a. bahwa", "a.1) dalam", "a.2) lagi", "• titik", "b. bahwa"),
        *("1. UU", "5. PP", "6. Perpres", "c. bahwa"),
    ]


def test_a_list_that_begins_anew_counts_anew() -> None:
    one = f'<text:list text:style-name="L2">{item("x")}{item("y")}</text:list>'
    went_on = one.replace("<text:list ", '<text:list text:continue-numbering="true" ', 1)
    assert lines(one + one + went_on) == ["1. x", "2. y", "1. x", "2. y", "3. x", "4. y"]


def test_merged_cells_count_below_and_stand_once_across() -> None:
    cell = '<table:table-cell table:style-name="Ruled"{}><text:p>{}</text:p></table:table-cell>'
    rows = (
        cell.format("", "No") + cell.format("", "Komponen") + cell.format("", "Target"),
        cell.format(' table:number-rows-spanned="2"', "1.")
        + cell.format("", "Tim Kerja")
        + cell.format("", "Januari"),
        "<table:covered-table-cell/>"
        + cell.format(' table:number-columns-spanned="2"', "Rencana Aksi")
        + "<table:covered-table-cell/>",
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    source = read_bytes(odt(f"<table:table>{body}</table:table>"), "a.odt")
    [table] = source.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        *(["No", "Komponen", "Target"], ["1.", "Tim Kerja", "Januari"], ["1.", "Rencana Aksi", ""]),
    ]
    assert table.rows[2][0].inherited
    assert source.place_at(source.text.index("Rencana")) == "tabel 1 baris 3 kolom 2"


def test_deleted_text_comments_and_hidden_things_are_not_read() -> None:
    body = (
        '<text:tracked-changes><text:changed-region><text:deletion><text:p>dihapus</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Nomor<text:s/>5<text:tab/>Tahun<office:annotation><text:p>komentar</text:p>"
        "</office:annotation><text:line-break/>2014<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>catatan</text:p></text:note-body></text:note></text:p>"
        "<text:p>kotak<draw:frame><draw:text-box><text:p>di dalam kotak</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )  # fmt: skip
    source = read_bytes(odt(body), "a.odt")
    assert source.text.splitlines() == [
        "Nomor 5 Tahun",
        "2014",
        "kotak",
        "di dalam kotak",
        "catatan",
    ]
    assert source.place_at(source.text.index("2014")) == "paragraf 1"
    assert source.place_at(source.text.index("catatan")) == "catatan 1"


def test_headers_are_told_once_where_the_body_does_not_say_them() -> None:
    running = "".join(
        f"<style:{kind}><text:p>{words}</text:p></style:{kind}>"
        for kind, words in (("header", "SALINAN"), ("footer", "KEPUTUSAN"))
    )
    assert lines("<text:p>KEPUTUSAN KPU</text:p>", more={"styles": running}) == [
        *("KEPUTUSAN KPU", "SALINAN"),
    ]


@pytest.mark.parametrize(("counted", "pages"), [(3, 3), (2, 0), (0, 0)])
def test_pages_are_known_only_where_the_program_counted_as_many(counted: int, pages: int) -> None:
    body = (
        "<text:p>satu</text:p><text:p>du<text:soft-page-break/>a</text:p>"
        '<text:p text:style-name="Page">tiga</text:p>'
    )
    meta = f'<office:meta><meta:document-statistic meta:page-count="{counted}"/></office:meta>'
    source = read_bytes(odt(body, more={"meta": meta}), "a.odt")
    assert source.text == "satu\ndua\ntiga\n"
    assert len(source.pages) == pages
    page = source.locate(source.text.index("tiga"))[2]
    assert page == (3 if pages else None)


def test_what_odfpy_writes_is_read() -> None:
    document = OpenDocumentText()
    ruled = Style(name="Ruled", family="table-cell")
    ruled.addElement(TableCellProperties(border="0.5pt solid #000000"))
    document.automaticstyles.addElement(ruled)
    document.text.addElement(H(outlinelevel=1, text="RENCANA AKSI"))
    table = Table(name="t")
    for texts in (("No", "Komponen", "Target"), ("1.", "Tim Kerja", "Januari 2025")):
        row = TableRow()
        for text in texts:
            cell = TableCell(stylename="Ruled")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.text.addElement(table)
    out = BytesIO()
    document.write(out)
    source = read_bytes(out.getvalue(), "a.odt")
    assert (source.kind, source.text.split("\n")[0]) == ("odt", "RENCANA AKSI")
    assert source.tables[0].rows[1][2].text == "Januari 2025"


def found(path: Path) -> set[tuple[Any, ...]]:
    [document] = json.loads(zikg("check", path, "--format", "json").stdout)["documents"]
    return {
        (one["code"], one["subject"], one["section"], one["item"]) for one in document["findings"]
    }


@pytest.mark.parametrize("path", DECREES, ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_text(path: Path, tmp_path: Path) -> None:
    written = tmp_path / "a.odt"
    written.write_bytes(odt_of(read(str(path))))
    assert found(written) == found(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt("<text:p>&a;</text:p>", before='<!DOCTYPE x [<!ENTITY a "b">]>'), "DTD"),
        (odt("<text:section>" * 300 + "</text:section>" * 300), "rusak"),
        (odt("<text:section>" * 220 + "</text:section>" * 220), "bersarang terlalu dalam"),
        (odt("<table:table><table:table-row><table:table-cell>" * 20
             + "</table:table-cell></table:table-row></table:table>" * 20), "bersarang terlalu dalam"),
        (odt("<text:list><text:list-item>" * 20 + "</text:list-item></text:list>" * 20), "daftarnya"),
        (odt('<table:table><table:table-row table:number-rows-repeated="900000">'
             '<table:table-cell table:number-columns-repeated="900000"><text:p>x</text:p>'
             "</table:table-cell></table:table-row></table:table>"), "tabelnya terlalu besar"),
        (odt("<text:p/>" * 2_100_000), "mengembang terlalu besar"),
        (odt("<text:p>" + "a" * 61_000_000 + "</text:p>"), "mengembang terlalu besar"),
        (odt("<text:p>x"), "rusak"),
        (odt("<text:p> </text:p>"), "tidak berisi teks"),
    ],
    ids=["entity", "very deep", "deep", "tables", "lists", "repeated", "many", "huge", "cut", "empty"],
)  # fmt: skip
def test_a_hostile_document_is_one_sentence(data: bytes, words: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.odt")
    assert time.perf_counter() - begin < 20
    assert words in caught.value.message
    assert "a.odt" in caught.value.english
    assert "\n" not in caught.value.message


def test_a_password_is_named() -> None:
    out = BytesIO(odt("<text:p>x</text:p>"))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(ReadError, match="kata sandi"):
        read_bytes(out.getvalue(), "a.odt")


def test_ten_thousand_rows_are_read_in_seconds() -> None:
    cell = '<table:table-cell table:style-name="Ruled"><text:p>sel isi</text:p></table:table-cell>'
    row = f"<table:table-row>{cell * 7}</table:table-row>"
    begin = time.perf_counter()
    source = read_bytes(odt(f"<table:table>{row * 10_000}</table:table>"), "a.odt")
    assert len(source.tables[0].rows) == 10_000
    assert time.perf_counter() - begin < 20
