"""Rich Text Format: letters, printed numbers, tables; hostile files bounded."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from writing_open import rtf_of

from acceptance.driver import zikg
from zikg.errors import ReadError
from zikg.read import read, read_bytes

DATA = Path(__file__).parents[2] / "data/decrees"
DECREES = (
    sorted(DATA.glob("*.txt")) + sorted(Path(__file__).parents[1].glob("decrees/*2025.md"))[:2]
)


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252" + body + "}").encode("ascii")


def lines(body: str) -> list[str]:
    return read_bytes(rtf(body), "a.rtf").text.splitlines()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'93Zona\'94 \'96 satu", "“Zona” – satu"),
        (r"\u8220?Zona\u8221? \u-3913?", "“Zona” •"),
        (r"\uc2\u8211XYdua", "–dua"),
        (r"{\uc3\u8211XYZ}\u8212?tiga", "–—tiga"),
        (r"Undang\_Undang\~Nomor\tab 5\line Tahun", "Undang-Undang Nomor 5\nTahun"),
        (r"{\*\generator x}{\info{\title y}}{\pict 89504e47}isi{\v rahasia}", "isi"),
        (r"{\deleted hapus}baru{\fldrslt hasil}", "baruhasil"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt tautan}}", "tautan"),
        (r"{\listtext\pard a.\tab}bahwa", "a. bahwa"),
        (r"{\*\pn{\pntxta .}}{\pntext 1.\tab}UU", "1. UU"),
        (r"tutup} di luar {\b x", "tutup"),
        ("baris\\\nbaru", "baris\nbaru"),
        (r"{\fonttbl{\f3\fcharset2 Symbol;}}{\f3 \'b7} butir", "• butir"),
    ],
)
def test_letters_are_those_that_word_shows(body: str, text: str) -> None:
    assert "\n".join(lines(body)) == text


def test_footnotes_follow_the_text() -> None:
    source = read_bytes(rtf(r"isi{\footnote\pard catatan\par dua} lanjut\par akhir"), "a.rtf")
    assert source.text == "isi lanjut\nakhir\ncatatan\ndua\n"
    assert source.place_at(source.text.index("catatan")) == "catatan kaki"


def test_merged_cells_count_below_and_stand_once_across() -> None:
    body = (
        r"\trowd\clbrdrt\cellx100\cellx200\cellx300\pard\intbl No\cell Komponen\cell Target\cell\row"
        r"\trowd\clbrdrt\clvmgf\cellx100\cellx200\cellx300\pard\intbl 1.\cell Tim Kerja\cell Jan\cell\row"
        r"\trowd\clbrdrt\clvmrg\cellx100\cellx300\pard\intbl\cell Rencana\par Aksi\cell\row\pard akhir"
    )
    source = read_bytes(rtf(body), "a.rtf")
    [table] = source.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        *(["No", "Komponen", "Target"], ["1.", "Tim Kerja", "Jan"], ["1.", "Rencana Aksi", ""]),
    ]
    assert table.rows[2][0].inherited
    assert source.text.endswith("akhir\n")


def test_a_table_in_a_frame_is_a_table() -> None:
    inner = (
        r"\pard\intbl\itap2 {0}1\nestcell {0}Tim Kerja\nestcell {0}Januari\nestcell"
        r"{{\*\nesttableprops\trowd\clbrdrt\cellx10\cellx20\cellx30\nestrow}}"
    )
    body = (
        r"\trowd\cellx900\pard\intbl\itap1 RENCANA AKSI\par "
        + "".join(inner.format(mark) for mark in ("", "x", "y"))
        + r"\pard\intbl\itap1\cell\row\pard akhir"
    )
    source = read_bytes(rtf(body), "a.rtf")
    [table] = source.tables
    assert [cell.text for cell in table.rows[1]] == ["x1", "xTim Kerja", "xJanuari"]
    assert source.text.splitlines()[0] == "RENCANA AKSI"


def found(path: Path) -> set[tuple[Any, ...]]:
    [document] = json.loads(zikg("check", path, "--format", "json").stdout)["documents"]
    return {
        (one["code"], one["subject"], one["section"], one["item"]) for one in document["findings"]
    }


@pytest.mark.parametrize("path", DECREES, ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_text(path: Path, tmp_path: Path) -> None:
    written = tmp_path / "a.rtf"
    written.write_bytes(rtf_of(read(str(path))))
    assert found(written) == found(path)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{" * 100_000, "bersarang terlalu dalam"),
        (r"\itap999999 x\par", "bersarang terlalu dalam"),
        (r"\bin500000 x", "data biner"),
        (r"\par x" * 1_600_000, "terlalu panjang"),
        (
            "".join(rf"\trowd\cellx{at} \intbl a\cell\row " for at in range(2000)),
            "tabelnya terlalu",
        ),
        ("{\\pict " + "89504e47" * 100_000 + "}", "tidak berisi teks"),
    ],
    ids=["deep", "levels", "binary", "long", "staircase", "picture"],
)
def test_a_hostile_file_is_one_sentence(body: str, words: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_bytes(rtf(body), "a.rtf")
    assert time.perf_counter() - begin < 30
    assert words in caught.value.message
    assert "a.rtf" in caught.value.english
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("}" * 50, "awal"),
        ("{{{x", "awal x"),
        (r"\cell\row\nestcell\nestrow\cell x", "awal x"),
        ("\\", "awal }"),
        (r"\u", "awal"),
        (r"\'zz", "awal zz"),
    ],
)
def test_a_damaged_file_gives_what_it_holds(body: str, text: str) -> None:
    assert read_bytes(rtf(f"awal {body}"), "a.rtf").text.split() == text.split()
