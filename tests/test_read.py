"""Reading files: encodings, line ends, pages, and one clear sentence for wrong input."""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from zikg.errors import ReadError
from zikg.read import join, read, read_bytes, walk

SEEDS = sorted(Path(__file__).parents[1].joinpath("data/decrees").glob("*.txt"))


def test_text_is_read_with_lf_line_ends() -> None:
    source = read_bytes(b"KEPUTUSAN\r\nNOMOR 1\rTAHUN 2025\n", "a.txt")
    assert source.text == "KEPUTUSAN\nNOMOR 1\nTAHUN 2025\n"
    assert source.locate(source.text.index("TAHUN")) == (3, 1, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    text = "Menimbang – bahwa\n"
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_form_feeds_begin_pages_and_keep_lines() -> None:
    source = read_bytes(b"satu\n\x0cdua\n\x0ctiga\n\x0c\n", "a.txt")
    assert source.pages == (0, 6, 11)
    assert source.locate(source.text.index("tiga")) == (3, 2, 3)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_are_read_as_they_are(path: Path) -> None:
    source = read(str(path))
    assert source.text == path.read_bytes().decode("utf-8")
    assert source.path == str(path)
    assert source.tables


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"\xef\xbb\xbf \n\t\r\n", "kosong"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\n\n%PDF-1.4 \x00", "PDF"),
        (b"PK\x03\x04" + bytes(22) + b"\x11\x00\x00\x00word/document.xml", "Word"),
        (b"PK\x03\x04....foo.bin", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", ".doc"),
        (b"{\\rtf1\\ansi }", "tidak berisi teks"),
        (b"\x89PNG\r\n\x1a\n\x00", "ambar"),
        (b"\xff\xd8\xff\xe0", "ambar"),
        (b"GIF89a", "gambar GIF"),
        (b"II*\x00", "ambar"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "ambar"),
        (b"\x00\x00\x00\x18ftypheic", "gambar HEIC"),
        (b"\x1f\x8b\x08", "TAR"),
        (b"Keputusan\x00Nomor", "NUL"),
        (b"\x01\x02\x03\x04 abc" * 30, "kendali"),
        (bytes(range(128, 256)) * 40, "biner"),
        (b"\xff\xfeK\x00E", "UTF-16"),
    ],
)
def test_wrong_input_is_one_sentence_that_names_it(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "naskah.x")
    for sentence in (caught.value.message, caught.value.english):
        assert "naskah.x" in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
    assert words in caught.value.message
    assert caught.value.message != caught.value.english


def test_a_stray_byte_is_named_with_its_line() -> None:
    with pytest.raises(ReadError, match=r"byte 0xE9 pada baris 3 \(byte ke-20\).*UTF-8") as caught:
        read_bytes(b"KEPUTUSAN\nNOMOR 1\ncaf\xe9 lama\n"[:19] + b"\xe9 lama\n", "a.txt")
    assert "line 3" in caught.value.english


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="tidak ada"):
        read(str(tmp_path / "tiada.txt"))
    with pytest.raises(ReadError, match="folder"):
        read(str(tmp_path))
    with pytest.raises(ReadError, match="tidak dapat dibuka"):
        read("a\x00b")


def test_a_big_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.bin"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begin = time.perf_counter()
    with pytest.raises(ReadError, match=r"terlalu besar \(50 MB\), paling besar 20 MB"):
        read(str(path))
    assert time.perf_counter() - begin < 0.1


def test_noise_below_the_limit_is_refused_quickly() -> None:
    noise = os.urandom(5_000_000)
    begin = time.perf_counter()
    with pytest.raises(ReadError):
        read_bytes(noise, "derau")
    assert time.perf_counter() - begin < 0.5


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"KEPUTUSAN\n")))
    assert read("-").path == "-"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a" * 100)))
    with pytest.raises(ReadError, match="terlalu besar"):
        read("-", limit=50)


def test_an_annex_of_another_file_is_joined() -> None:
    main = read_bytes(b"KEPUTUSAN\nisi", "utama.txt")
    annex = read_bytes(b"No\tKomponen\n1\tTim\n2\tRencana\n", "lampiran.txt")
    both = join(main, annex)
    offset = both.text.index("Komponen")
    assert both.file_at(0) == "utama.txt"
    assert both.file_at(offset) == "lampiran.txt"
    assert both.locate(offset) == (1, 4, None)
    assert both.document not in (main.document, annex.document)
    table = both.tables[0]
    assert both.text[table.span.start : table.span.end].startswith("No\tKomponen")
    cell = table.rows[1][1]
    assert both.text[cell.spans[0].start : cell.spans[0].end] == "Tim"


def test_folders_and_patterns_are_walked_once_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "x.xlsx", ".hidden.txt", "sub/c.TXT", ".git/d.txt", "~$b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    root = str(tmp_path)
    names = [str(Path(found).relative_to(root)) for found in walk([root, f"{root}/*.txt"])]
    assert names == ["a.md", "b.txt", "sub/c.TXT"]
    assert [Path(p).name for p in walk([f"{root}/**/*.TXT"])] == ["c.TXT"]
    assert list(walk(["-", f"{root}/b.txt", f"{root}/./b.txt"])) == ["-", f"{root}/b.txt"]
    assert list(walk([f"{root}/x.xlsx"])) == [f"{root}/x.xlsx"]


def test_what_is_not_there_is_passed_on_to_be_named(tmp_path: Path) -> None:
    missing = [str(tmp_path / "tiada.txt"), str(tmp_path / "*.docx"), str(tmp_path)]
    assert list(walk(missing)) == missing
