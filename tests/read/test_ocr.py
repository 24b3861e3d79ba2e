"""Scans are read through Tesseract: text, tables, doubts; where it is missing a sentence says so.

What needs no recognition (lines, ruling lines, skew, doubts) is tested everywhere.
"""

from __future__ import annotations

import json
import struct
import time
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from drawing import MENGINGAT, PLAN, Scanner, annex, body, plain, saved
from PIL import Image, ImageDraw

from acceptance.driver import zikg
from zikg.errors import ReadError
from zikg.extract import extract
from zikg.model import Span
from zikg.read import limits, read_bytes
from zikg.read.composing import Composer
from zikg.read.ocr import available, engine, flow, picture, upright
from zikg.read.ocr.engine import Word
from zikg.read.ocr.strokes import find_strokes, wiped
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zikg.model import Source

REGISTRY = open_registry()
needs_tesseract = pytest.mark.skipif(
    not available(),
    reason="Tesseract with Indonesian data is not installed here; the sentence about it is tested",
)


@pytest.fixture(scope="module")
def scanned() -> Source:
    """Two pages, the annex scanned sideways and askew, with some noise."""
    pages = [
        Scanner(200, noise=12, askew=0.6).scan(body()),
        Scanner(200, noise=12, turn=90).scan(annex()),
    ]
    return read_bytes(saved(pages, "TIFF"), "pindai.tif")


@needs_tesseract
def test_a_scan_reads_like_its_text(scanned: Source) -> None:
    assert scanned.kind == "scan"
    assert len(scanned.pages) == 2
    lines = scanned.text.splitlines()
    assert lines[:2] == ["KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN SRAGEN", "NOMOR 14 TAHUN 2025"]
    for number, text in enumerate(MENGINGAT, start=1):
        assert any(line.endswith(f"{number}. {text}") for line in lines), text
    assert not any(line.strip("- ") == "2" for line in lines)


@needs_tesseract
def test_a_ruled_table_comes_out_cell_for_cell(scanned: Source) -> None:
    [table] = scanned.tables
    told = [tuple(cell.text for cell in row) for row in table.rows]
    assert [row[1:] for row in told] == [row[1:] for row in PLAN]
    assert [row[0].strip(".") for row in told] == ["No", "1", "2", "3"]  # a dot is soon lost
    for row in table.rows:
        for cell in row:
            assert [scanned.text[one.start : one.end] for one in cell.spans] == [cell.text]
    assert scanned.locate(table.span.start)[2] == 2


@needs_tesseract
def test_a_scan_has_the_citations_of_its_text(scanned: Source) -> None:
    read = extract(scanned, REGISTRY)
    typed = extract(read_bytes(plain().encode(), "a.txt"), REGISTRY)
    told = [[(c.section, c.item, c.regulation) for c in d.citations] for d in (read, typed)]
    assert told[0] == told[1]
    assert (read.id, read.when, read.stage) == (typed.id, typed.when, typed.stage)


@needs_tesseract
def test_the_report_says_that_letters_were_recognised(tmp_path: Path) -> None:
    path = tmp_path / "pindai.png"
    path.write_bytes(saved([Scanner().scan(body())], "PNG"))
    answer = zikg("check", path)
    assert answer.exit_code in {0, 1}
    assert answer.stdout.count("dikenali dengan OCR") == 1
    english = zikg("check", path, "--lang", "en")
    assert english.stdout.count("recognised by OCR") == 1
    [document] = json.loads(zikg("extract", path).stdout)["documents"]
    assert document["error"] is None if "error" in document else document["citations"]


@needs_tesseract
@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_each_form_of_picture_is_opened(form: str) -> None:
    page = Image.new("L", (1700, 260), 255)
    page.paste(Scanner().scan(body()).crop((0, 180, 1654, 330)), (20, 50))
    assert "KABUPATEN SRAGEN" in read_bytes(saved([page], form), f"a.{form.lower()}").text


@needs_tesseract
@pytest.mark.parametrize("turn", [180, 270])
def test_a_page_is_read_whichever_way_it_lies(turn: int) -> None:
    source = read_bytes(saved([Scanner(turn=turn).scan(annex())], "PNG"), "a.png")
    assert [cell.text for cell in source.tables[0].rows[0]] == list(PLAN[0])


@needs_tesseract
def test_recognition_is_stopped_after_its_time() -> None:
    page = upright.grey(Scanner().scan(body()))
    with pytest.raises(ReadError, match=r"melebihi 0\.01 detik"):
        engine.recognise(page, 6, seconds=0.01)


@needs_tesseract
def test_a_page_without_words_says_so() -> None:
    with pytest.raises(ReadError, match="tidak ada teks yang dapat dikenali"):
        read_bytes(saved([Image.new("L", (900, 900), 255)], "PNG"), "kosong.png")


@pytest.fixture
def fresh() -> Iterator[None]:
    """Let the engine look again for what is installed, and once more afterwards."""
    engine._lacking.cache_clear()
    yield
    engine._lacking.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_a_missing_tesseract_is_a_sentence_with_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract", reason="the extra zikg[ocr] is not installed")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-tesseract")
    assert not available()
    with pytest.raises(ReadError) as caught:
        read_bytes(saved([Image.new("L", (90, 90), 255)], "PNG"), "a.png")
    for sentence in (caught.value.message, caught.value.english):
        assert "apt-get install tesseract-ocr tesseract-ocr-ind" in sentence
        assert "a.png" in sentence


@needs_tesseract
@pytest.mark.usefixtures("fresh")
def test_missing_indonesian_data_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LANGUAGE", "xyz")
    error = engine.missing("a.png")
    assert error is not None
    assert "data bahasa Indonesia" in error.message


@pytest.mark.usefixtures("fresh")
def test_a_missing_extra_is_a_sentence_with_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pytesseract", None)
    error = engine.missing("a.png")
    assert error is not None
    assert "pip install 'zikg[ocr]'" in error.message


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compress(bytes(1000))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@needs_tesseract
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(60_000, 60_000), "terlalu besar"),
        (bomb(20_000, 20_000), "terlalu besar"),
        (saved([Image.new("L", (400, 400), 200)], "PNG")[:120], "rusak"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "rusak"),
        (b"II*\x00\x08\x00\x00\x00" + bytes(200), "rusak"),
        (b"BM" + bytes(60), "rusak"),
    ],
)
def test_a_hostile_picture_is_one_sentence_at_once(data: bytes, words: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.png")
    assert time.perf_counter() - begin < 2
    assert words in caught.value.message
    assert "a.png" in caught.value.english


@needs_tesseract
def test_too_many_frames_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGES", 2)
    frames = [Image.new("1", (8, 8))] * 3
    with pytest.raises(ReadError, match="berisi 3 halaman"):
        picture.read_picture(saved(frames, "TIFF"), "a.tif")


def words(*rows: str, top: int = 0, left: int = 0) -> list[Word]:
    """Return words in lines of 40 pixels, each letter 20 pixels wide."""
    made: list[Word] = []
    for number, row in enumerate(rows):
        at = left
        for text in row.split(" "):
            high = top + 60 * number
            if text:
                right = at + 20 * len(text)
                made.append(Word(text, at, high, right, high + 40, 0.95, (1, 1, number)))
            at += 20 * (len(text) + 1)
    return made


def written(*rows: str) -> list[str]:
    composer = Composer("scan")
    flow.write(flow.lines_of(words(*rows)), composer)
    return composer.source("a", "0" * 64).text.splitlines()


def test_lines_become_paragraphs_and_broken_words_are_mended() -> None:
    assert written(
        "Menimbang : a. bahwa dalam rangka pem-",
        "            bangunan zona integritas, perlu",
        "            menetapkan Undang-",
        "            Undang yang masing-",
        "            masing sekurang-",
        "            kurangnya berlaku,",
        "         b. bahwa berdasarkan huruf C, perlu",
        "            rencana:",
        "Mengingat",
    ) == [
        "Menimbang : a. bahwa dalam rangka pembangunan zona integritas, perlu "
        "menetapkan Undang-Undang yang masing-masing sekurang-kurangnya berlaku;",
        "b. bahwa berdasarkan huruf c, perlu rencana:",
        "Mengingat",
    ]


def test_the_colon_behind_a_label_is_put_back() -> None:
    for row, text in (
        ("Mengingat 1 1. Undang-Undang;", "Mengingat : 1. Undang-Undang;"),
        ("KESATU » Menetapkan rencana", "KESATU : Menetapkan rencana"),
        ("Perubahan 1 dan 2", "Perubahan 1 dan 2"),
    ):
        assert written(row) == [text]


def test_a_colon_before_another_kind_of_list_stays() -> None:
    assert written("1. terdiri atas:", "a. satu,", "b. dua,", "2. lagi,", "MEMUTUSKAN") == [
        *("1. terdiri atas:", "a. satu;", "b. dua;", "2. lagi;", "MEMUTUSKAN"),
    ]


def test_pieces_of_one_line_are_joined_and_page_numbers_left_out() -> None:
    label, text = words("Mengingat :"), words("1. Undang-Undang", left=400)
    for word in text:
        word.line = (2, 1, 0)
    lines = flow.lines_of([*text, *label])
    assert [line.text for line in lines] == ["Mengingat : 1. Undang-Undang"]
    page = flow.lines_of(words("- 12 -", "isi", "jdih.kpu.go.id"))
    assert [line.text for line in flow.without_furniture(page)] == ["isi"]


def test_doubtful_words_are_remembered_where_they_stand() -> None:
    found = words("Nomor 5 Tahun 2O14")
    found[3].sure = 0.4
    composer = Composer("scan")
    flow.write(flow.lines_of(found), composer)
    source = composer.source("a", "0" * 64)
    assert [(source.text[at.start : at.end], sure) for at, sure in source.doubts] == [("2O14", 0.4)]


def grid(dark: int) -> Image.Image:
    page = Image.new("L", (2480, 1600), 255)
    pen = ImageDraw.Draw(page)
    for y in (200, 500, 800):
        pen.line((200, y, 2200, y), fill=dark, width=3)
    for x in (200, 700, 2200):
        pen.line((x, 200, x, 800), fill=dark, width=3)
    pen.text((260, 300), "Tim Kerja", fill=0, font_size=44)
    return page


@pytest.mark.parametrize("dark", [0, 120, 190])
@pytest.mark.parametrize("angle", [0, 1.0])
def test_ruling_lines_are_found_and_letters_kept(dark: int, angle: float) -> None:
    page = grid(dark=dark).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    strokes = find_strokes(page)
    flat = {round((s.box[1] + s.box[3]) / 2, -2) for s in strokes if not s.upright}
    posts = {round((s.box[0] + s.box[2]) / 2, -2) for s in strokes if s.upright}
    assert (len(flat), len(posts)) == (3, 3)
    clean = wiped(page, strokes)
    left = sum(clean.crop((240, 280, 680, 380)).point(lambda v: v < 128).tobytes())
    assert left == sum(page.crop((240, 280, 680, 380)).point(lambda v: v < 128).tobytes())


def test_a_page_of_text_has_no_ruling_lines() -> None:
    assert find_strokes(upright.grey(Scanner(300).scan(body()))) == []


@pytest.mark.parametrize(("angle", "turn"), [(0, 0), (1.2, 0), (-2, 0), (0.8, 90), (-1, 270)])
def test_skew_and_side_are_measured(angle: float, turn: int) -> None:
    page = upright.grey(Scanner(200, askew=angle, turn=turn).scan(body()))
    sideways, found = upright.lie_of(upright.ink_of(page))
    assert sideways == (turn in {90, 270})
    assert abs(found + angle) <= 0.3


def test_a_picture_of_too_many_pixels_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PIXELS", 1000)
    with pytest.raises(ReadError, match="100 x 100 piksel terlalu besar"):
        upright.grey(Image.new("L", (100, 100)))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16", "LA"])
def test_every_mode_of_picture_becomes_grey_on_white(mode: str) -> None:
    page = upright.grey(Image.new(mode, (60, 90)))
    assert page.mode == "L"


def doubted(text: str, part: str, sure: float = 0.5) -> Source:
    source = read_bytes(text.encode(), "a.txt")
    start = text.index(part)
    return replace(source, kind="scan", doubts=((Span(start, start + len(part)), sure),))


CITED = "Mengingat : 1. Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara;\n"


def test_a_doubtful_number_names_no_regulation_unless_its_title_does() -> None:
    [sure] = extract(read_bytes(CITED.encode(), "a.txt"), REGISTRY).citations
    assert (sure.regulation, sure.confidence) == ("uu/ri/2014/5", 1.0)
    [confirmed] = extract(doubted(CITED, "2014"), REGISTRY).citations
    assert (confirmed.regulation, confirmed.confidence) == ("uu/ri/2014/5", 0.5)
    for title in ("Pelayanan Publik", "Perubahan Kedua atas Aparatur Sipil Negara", ""):
        text = CITED.replace("Aparatur Sipil Negara", title).replace(" tentang ;", ";")
        [open_] = extract(doubted(text, "2014"), REGISTRY).citations
        assert (open_.regulation, open_.candidates) == (None, ("uu/ri/2014/5",))
        assert open_.confidence == 0.5


def test_a_doubt_beside_the_number_changes_nothing() -> None:
    [citation] = extract(doubted(CITED, "Undang-Undang"), REGISTRY).citations
    assert (citation.regulation, citation.confidence) == ("uu/ri/2014/5", 1.0)


@pytest.mark.parametrize("title", ["Pelayanan Publik", ""])
def test_no_certain_verdict_stands_on_doubtful_letters(title: str) -> None:
    from datetime import date

    from zikg.validate import check, run_for

    text = plain().replace("Aparatur Sipil Negara", title).replace(" tentang  (", " (")
    codes = []
    for source in (read_bytes(text.encode(), "a.txt"), doubted(text, "5 Tahun 2014")):
        decree = extract(source, REGISTRY)
        result = check(decree, run_for(decree, date(2026, 11, 21)), REGISTRY, engine="compiled")
        codes.append({(f.code, f.severity) for f in result.findings if f.item == "1"})
    assert ("ZI201", "error") in codes[0]
    assert not any(severity == "error" for _, severity in codes[1])
    assert ("ZI207", "info") in codes[1]


def test_the_pictures_of_these_tests_are_what_they_say() -> None:
    with Image.open(BytesIO(saved([Scanner().scan(annex())], "PNG"))) as page:
        assert page.width > page.height


def test_the_grain_of_an_empty_page_is_no_ink() -> None:
    page = upright.grey(
        Image.effect_noise((1654, 2339), 24).point(lambda value: min(255, value + 90))
    )
    assert sum(upright.ink_of(page).reduce(2).point(lambda v: v >= 60).tobytes()) < 200


def test_a_pattern_of_lines_costs_no_more_than_a_page() -> None:
    page = Image.new("L", (2480, 3508), 255)
    pen = ImageDraw.Draw(page)
    for y in range(0, 3508, 20):
        for x in range(0, 2480, 124):
            pen.line((x, y, x + 110, y), fill=0, width=2)
    begin = time.perf_counter()
    assert len(find_strokes(page)) <= 4_000
    assert time.perf_counter() - begin < 10
