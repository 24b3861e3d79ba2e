"""One decree as text and as Word documents of several hands gives the same findings."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from writing_word import Style, write

from acceptance.driver import DECREES, SEEDS, zikg
from zikg.extract import extract
from zikg.read import read
from zikg.registry import open_registry

if TYPE_CHECKING:
    from pathlib import Path

    from zikg.model import Decree

FILES = [
    *sorted(SEEDS.glob("*.txt")),
    DECREES / "kpu-kab-sragen-2025.txt",
    DECREES / "kpu-kota-surakarta-2020.md",
]
STYLES = {
    "own-rows": Style(),
    "table-column": Style(preamble="table", plan="column"),
    "rows-apart": Style(preamble="rows", plan="apart", letterhead=True),
    "typed-pages-tracked": Style(preamble="typed", plan="pages", tracked=True),
    "table-framed": Style(preamble="table", nested=True, automatic=False, tracked=True),
    "unruled": Style(preamble="table", plan="rows", borders=False),
}
BINTAN = SEEDS / "kpu-kab-bintan-2025-12.txt"


@lru_cache
def decree(path: Path) -> Decree:
    return extract(read(str(path)), open_registry())


def found(path: Path) -> Counter[tuple[Any, ...]]:
    [document] = json.loads(zikg("check", path, "--format", "json").stdout)["documents"]
    return Counter(
        (one["code"], one["subject"], one["section"], one["item"]) for one in document["findings"]
    )


@pytest.mark.parametrize(
    ("path", "style"),
    # Every other pair: each decree in three styles, each style by two or three decrees.
    [(p, s) for i, p in enumerate(FILES) for j, s in enumerate(STYLES) if (i + j) % 2 == 0],
    ids=lambda value: getattr(value, "stem", value),
)
def test_the_findings_are_those_of_the_text(path: Path, style: str, tmp_path: Path) -> None:
    word = tmp_path / "a.docx"
    word.write_bytes(write(decree(path), STYLES[style]))
    wanted = found(path)
    assert wanted
    assert found(word) == wanted


@pytest.fixture(scope="module")
def bintan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "bintan.docx"
    path.write_bytes(write(decree(BINTAN), STYLES["table-column"]))
    return path


def test_findings_say_paragraph_or_cell_and_no_line(bintan: Path) -> None:
    [document] = zikg("check", bintan, "--format", "json").json()["documents"]
    places = {one["item"]: one["place"] for one in document["findings"]}
    assert places["a"] == "tabel 1 baris 1 kolom 3 paragraf 1"
    assert places["13"] == "tabel 2 baris 1 kolom 3 paragraf 13"
    assert all(place.startswith(("paragraf", "tabel")) for place in places.values())
    report = zikg("check", bintan).stdout
    assert "(tabel 2 baris 1 kolom 3 paragraf 13)" in report
    assert "(baris " not in report
    english = zikg("check", bintan, "--lang", "en").stdout
    assert "(table 2 row 1 column 3 paragraph 13)" in english


def test_a_text_file_keeps_its_lines() -> None:
    assert "(baris " in zikg("check", BINTAN).stdout
    [document] = zikg("check", BINTAN, "--format", "json").json()["documents"]
    assert {one["place"] for one in document["findings"]} == {None}


def test_extract_names_the_places_too(bintan: Path) -> None:
    [document] = zikg("extract", bintan).json()["documents"]
    assert document["citations"][-1]["place"].startswith("tabel")
    rows = [row for area in document["plan"]["areas"] for row in area["rows"]]
    assert rows[0]["place"] == "tabel 3 baris 2 kolom 3"


def test_proposals_of_a_word_document_are_those_of_its_text(bintan: Path) -> None:
    mine, text = (
        zikg("fix", path, "--format", "json", "--unsafe").json() for path in (bintan, BINTAN)
    )
    assert [(one["codes"], one["item"]) for one in mine["changes"]] == [
        (one["codes"], one["item"]) for one in text["changes"]
    ]
    assert (
        "+3.\t\tPengelolaan Akuntabilitas Kinerja"
        in zikg("fix", bintan, "--diff", "--unsafe").stdout
    )


def test_fix_writes_text_or_the_list_and_never_text_into_a_word_file(
    bintan: Path, tmp_path: Path
) -> None:
    before = bintan.read_bytes()
    answer = zikg("fix", bintan, "--unsafe", "-o", tmp_path / "a.txt")
    assert answer.exit_code in {0, 1}
    assert "Nomor 90 Tahun 2021" in (tmp_path / "a.txt").read_text("utf-8")
    zikg("fix", bintan, "--format", "docx", "-o", tmp_path / "a.docx")
    assert "Semula" in [
        cell.text for cell in Document(str(tmp_path / "a.docx")).tables[0].rows[0].cells
    ]
    for path in (bintan, BINTAN):
        refused = zikg("fix", path, "-o", tmp_path / "b.docx")
        assert refused.exit_code == 2
        assert "--format docx" in refused.stderr
        assert not (tmp_path / "b.docx").exists()
    assert zikg("fix", bintan, "--in-place").exit_code == 2
    assert bintan.read_bytes() == before
