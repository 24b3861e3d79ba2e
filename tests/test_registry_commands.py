"""``zikg registry show, search, history, export``: what an analyst asks of the nation's registry."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse

from zikg.cli import main
from zikg.model import Interval
from zikg.registry import open_registry
from zikg.registry.exporting import change_rows, regulation_rows
from zikg.registry.records import read_records
from zikg.report import history
from zikg.report.history_picture import as_html, as_svg, rows

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def zikg(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"ZIKG_TODAY": "2026-11-21"})


def test_show_says_plainly_that_a_national_fact_was_not_researched() -> None:
    page = zikg("registry", "show", "UU 8/2012").stdout
    assert "Dicabut" in page
    assert "kepastian sedang" in page
    assert "Dari registri nasional" in page
    assert "tidak berarti masih berlaku" in " ".join(page.split())
    assert "Dari registri nasional" not in zikg("registry", "show", "UU 5/2014").stdout
    told = json.loads(zikg("registry", "show", "UU 8/2012", "--format", "json").stdout)
    assert (told["layer"], told["status"]["confidence"]) == ("national", "medium")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("disip", "pegawai", "neg"), "pp/ri/2010/53"),
        (("UU", "5/2014"), "uu/ri/2014/5"),
        (("prestasi", "kerja", "pegawai", "2011"), "pp/ri/2011/46"),
        (("permenhub", "129", "2016"), "permen/perhubungan/2016/129"),
    ],
)
def test_search_finds_by_beginnings_of_words_number_year_and_maker(
    words: tuple[str, ...], first: str
) -> None:
    told = json.loads(zikg("registry", "search", *words, "--format", "json").stdout)
    assert told["regulations"][0]["id"] == first
    assert told["total"] >= len(told["regulations"])


def test_search_as_tables_has_the_same_rows(tmp_path: Path) -> None:
    words = ("registry", "search", "pengadaan", "barang", "--limit", "7")
    table = list(csv.DictReader(io.StringIO(zikg(*words, "--format", "csv").stdout)))
    told = json.loads(zikg(*words, "--format", "json").stdout)["regulations"]
    assert [row["id"] for row in table] == [row["id"] for row in told]
    path = tmp_path / "hasil.xlsx"
    assert zikg(*words, "--format", "xlsx", "-o", str(path)).exit_code == 0
    sheet = load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]] == ["id", *(row["id"] for row in told)]


def test_search_that_finds_nothing_says_so() -> None:
    done = zikg("registry", "search", "zzyzx")
    assert done.exit_code == 0
    assert "tidak ada yang cocok" in done.stderr
    assert zikg("registry", "search", '"', "OR").exit_code == 0, "words, never syntax"


def test_history_is_a_tree_with_dates_and_certainty() -> None:
    tree = zikg("registry", "history", "PP 46/2011", "--depth", "1").stdout
    assert "dicabut oleh PP 30/2019" in " ".join(tree.split())
    assert "[kepastian sedang]" in " ".join(tree.split())


def test_history_as_a_picture_shows_every_instrument_and_change() -> None:
    done = zikg("registry", "history", "UU 7/2017", "--format", "svg", "--depth", "2")
    picture = ElementTree.fromstring(done.stdout)
    words = [text.text or "" for text in picture.iter(f"{SVG}text")]
    assert {"UU 7/2017", "Perppu 1/2022", "UU 7/2023"} <= set(words)
    assert "Berlaku (telah diubah)" in words, "a status is never a colour alone"
    told = [title.text or "" for title in picture.iter(f"{SVG}title")]
    assert any("12 Desember 2022: diubah dengan Perppu 1/2022" in each for each in told)


def test_a_picture_escapes_what_a_registry_says() -> None:
    node = history.as_json("uu/ri/2014/5", open_registry(), Interval.parse("2026-11-21"), 1)
    node["title"] = '<script>alert(1)</script> & "x"'
    for page in (as_svg(node, "2026-11-21"), as_html(node, "2026-11-21")):
        assert "<script" not in page
        assert "&lt;script&gt;" in page
    ElementTree.fromstring(as_svg(node, "2026-11-21"))


def test_a_picture_has_each_instrument_once() -> None:
    node = history.as_json("uu/ri/2004/32", open_registry(), Interval.parse("2026-11-21"), 3)
    ids = [row.node["id"] for row in rows(node)]
    assert len(ids) == len(set(ids)) > 5


def test_an_export_can_be_read_again(tmp_path: Path) -> None:
    """The tables that come out are the tables that go in, fact by fact."""
    done = zikg("registry", "export", "--layer", "reference", "-o", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    registry = open_registry()
    records = read_records(tmp_path / "out")
    again = {held.id: held for held, _ in records.regulations}
    assert set(again) == {held.id for held in registry.regulations()}
    for held in registry.regulations():
        other = again[held.id]
        assert (other.title, other.gazettes, other.exists, other.effective, other.source) == (
            held.title,
            held.gazettes,
            held.exists,
            held.effective,
            held.source,
        )
    assert {(c.id, c.effective) for c, _ in records.changes} == {
        (c.id, c.effective) for c in registry.changes()
    }


def test_an_export_of_all_holds_each_regulation_once() -> None:
    ids = [row["id"] for row in regulation_rows(open_registry())]
    assert len(ids) == len(set(ids)) > 36_000
    layers = {row["layer"] for row in change_rows(open_registry())}
    assert layers == {"reference", "national"}


def test_an_export_as_a_graph_parses() -> None:
    done = zikg("registry", "export", "--layer", "reference", "--format", "ttl")
    quads = list(parse(done.stdout_bytes, format=RdfFormat.TURTLE))
    assert len(quads) > 1_000


def test_a_folder_is_wanted_for_tables() -> None:
    done = zikg("registry", "export")
    assert done.exit_code == 2
    assert "-o FOLDER" in done.stderr
