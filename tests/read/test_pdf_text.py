"""Text of PDF files: paragraphs, running heads, columns, what is seen and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fpdf.enums import TextMode
from writing_pdf import Pages, Style, rotated

from zikg.read.pdf import read_pdf
from zikg.read.pdf.running import is_page_number, patterns

if TYPE_CHECKING:
    from fpdf import FPDF

    from zikg.model import Source

LONG = (
    "bahwa dalam rangka pelaksanaan pembangunan zona integritas menuju wilayah bebas dari korupsi "
    "dan wilayah birokrasi bersih dan melayani di lingkungan Komisi Pemilihan Umum Kabupaten "
    "Contoh perlu disusun rencana aksi yang disepakati bersama oleh seluruh pegawai"
)


def read(pages: FPDF) -> Source:
    """Read what was written."""
    return read_pdf(bytes(pages.output()), "naskah.pdf")


def blank(style: Style | None = None) -> Pages:
    """Begin a document."""
    pages = Pages(style or Style())
    pages.add_page()
    return pages


def put(pages: FPDF, x: float, y: float, text: str) -> None:
    """Print words at a place, in mm from the left and the top."""
    pages.text(x, y, text)


def lines(source: Source) -> list[str]:
    """Return the lines of the text."""
    return source.text.rstrip("\n").split("\n")


def test_a_label_column_is_read_with_its_items() -> None:
    """Menimbang, its colon, the letter and the words stand in four columns and make one line."""
    pages = blank()
    pages.labelled("Menimbang", "a.", f"{LONG};")
    pages.labelled("", "b.", f"{LONG};")
    pages.labelled("KESATU", "", f"{LONG}.")
    assert lines(read(pages)) == [
        f"Menimbang : a. {LONG};",
        f"b. {LONG};",
        f"KESATU : {LONG}.",
    ]


def test_a_number_inside_a_paragraph_begins_no_item() -> None:
    """A line that begins with "12." because "Nomor" ended the line before stays in its item."""
    pages = blank()
    for y, mark, text in (
        (30, "1.", "Peraturan Presiden tentang Strategi Nasional Pencegahan Korupsi Nomor"),
        (36, "", "12. Tahun 2018 (Lembaran Negara Republik Indonesia Tahun 2018 Nomor"),
        (42, "", "108);"),
        (48, "2.", "Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design;"),
    ):
        put(pages, 40, y, mark)
        put(pages, 48, y, text)
    assert [line[:6] for line in lines(read(pages))] == ["1. Per", "2. Per"]


def test_words_broken_at_a_line_end_are_mended() -> None:
    """The hyphen of a broken word goes, that of Undang-Undang and masing-masing stays."""
    pages = blank()
    text = [
        "Komisi Pemilihan Umum melaksanakan pem-",
        "bangunan Zona Integritas menurut Undang-",
        "Undang dan dilaksanakan oleh masing-",
        "masing subbagian secara E-",
        "Office.",
    ]
    for index, line in enumerate(text):
        # Lines set to both edges: each is as long as the others.
        pages.set_stretching(100)
        spare = 100 - pages.get_string_width(line)
        pages.set_stretching(100 * 100 / (100 - spare) if index < 4 else 100)
        put(pages, 40, 40 + 6 * index, line)
    said = read(pages).text
    assert "pembangunan Zona" in said
    assert "Undang-Undang dan" in said
    assert "masing-masing subbagian" in said


def test_running_heads_feet_numbers_and_catchwords_are_left_out() -> None:
    """What is printed on each page is no text; the letterhead of page 1 stays."""
    pages = blank(Style(head="- {page} -", foot="jdih.kpu.go.id halaman {page} dari 3"))
    pages.centred("KOMISI PEMILIHAN UMUM")
    for letter in "abcdefgh":
        pages.labelled("", f"{letter}.", ". ".join([LONG] * 3) + ";")
    source = read(pages)
    assert len(source.pages) >= 2
    assert "jdih" not in source.text
    assert "- 2 -" not in source.text
    assert lines(source)[0] == "KOMISI PEMILIHAN UMUM"
    assert [line[:2] for line in lines(source)[1:]] == [f"{letter}." for letter in "abcdefgh"]


def test_a_catchword_is_left_out() -> None:
    """The first words of the next page, printed at the foot of this one, are said once."""
    pages = blank()
    put(pages, 40, 40, "b. bahwa rencana aksi disusun untuk tahun 2025;")
    put(pages, 150, 300, "c. bahwa ...")
    pages.add_page()
    put(pages, 40, 40, "c. bahwa berdasarkan pertimbangan tersebut;")
    assert lines(read(pages)) == [
        "b. bahwa rencana aksi disusun untuk tahun 2025;",
        "c. bahwa berdasarkan pertimbangan tersebut;",
    ]


def test_a_paragraph_over_a_page_break_is_one_line_on_two_pages() -> None:
    """The page of a word is the page that it is printed on, though the line began before."""
    pages = blank()
    pages.set_y(285)
    pages.labelled("Menimbang", "a.", f"{LONG} {LONG} {LONG};")
    source = read(pages)
    assert lines(source) == [f"Menimbang : a. {LONG} {LONG} {LONG};"]
    assert source.locate(source.text.index("rangka"))[2] == 1
    assert source.locate(source.text.rindex("pegawai"))[2] == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    """Items of Mengingat in two columns keep their order."""
    pages = blank()
    pages.centred("MENGINGAT")
    for column, x in enumerate((25.0, 112.0)):
        pages.set_xy(x, 50)
        for number in range(1 + 3 * column, 4 + 3 * column):
            pages.set_x(x)
            pages.multi_cell(75, 5, f"{number}. {LONG};", align="J")
    said = lines(read(pages))
    assert [line[:2] for line in said[1:]] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert said[1] == f"1. {LONG};"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_upright(degrees: int) -> None:
    """A page turned by /Rotate, and text drawn at a right angle, read as if they stood upright."""
    pages = blank()
    pages.labelled("Menimbang", "a.", f"{LONG};")
    data = rotated(bytes(pages.output()), degrees)
    assert lines(read_pdf(data, "turned.pdf")) == [f"Menimbang : a. {LONG};"]
    drawn = blank()
    with drawn.rotation(degrees, 105, 165):
        drawn.set_xy(30, 120)
        drawn.labelled("Menimbang", "a.", f"{LONG};")
    assert lines(read(drawn)) == [f"Menimbang : a. {LONG};"]


def test_letterspaced_words_are_words() -> None:
    """K E P U T U S A N is a word, whether spaced by blanks or by the font."""
    pages = blank()
    put(pages, 60, 40, "K E P U T U S A N   K E T U A")
    pages.set_char_spacing(5)
    put(pages, 60, 60, "MEMUTUSKAN ISI")
    assert lines(read(pages)) == ["KEPUTUSAN KETUA", "MEMUTUSKAN ISI"]


def test_what_nobody_sees_is_not_read() -> None:
    """Invisible and white text, and text off the page, is left out; white on dark stays."""
    pages = blank()
    put(pages, 40, 40, "Yang terlihat.")
    put(pages, 40, 900, "Di luar halaman.")
    put(pages, -90, 60, "Di kiri halaman.")
    pages.set_text_color(255)
    put(pages, 40, 80, "Putih di atas putih.")
    pages.set_fill_color(20, 40, 90)
    pages.rect(38, 95, 60, 8, style="F")
    put(pages, 40, 100, "Putih di atas biru.")
    pages.set_text_color(0)
    pages.text_mode = TextMode.INVISIBLE
    put(pages, 40, 120, "Tak terlihat.")
    assert lines(read(pages)) == ["Yang terlihat.", "Putih di atas biru."]


def test_letters_drawn_twice_are_read_once() -> None:
    """Fake bold draws each line twice, a hair apart; doubled letters of a word stay."""
    pages = blank()
    for shift in (0, 0.15):
        put(pages, 40 + shift, 40, "KOMISI PEMILIHAN UMUM, Perffekt Allah")
    assert lines(read(pages)) == ["KOMISI PEMILIHAN UMUM, Perffekt Allah"]


def test_patterns_of_page_numbers_hold_their_examples() -> None:
    """Each pattern fits its examples and none of its counter-examples fits any pattern."""
    for entry in patterns()["number"]:
        for text in entry["yes"]:
            assert is_page_number(text, 3), text
        for text in entry["no"]:
            assert not is_page_number(text, 3), text


def test_a_year_alone_in_its_line_is_no_page_number() -> None:
    """A title may end with "TAHUN" and "2025" below it, at the foot of a page."""
    pages = blank()
    put(pages, 100, 305, "TAHUN")
    put(pages, 100, 311, "2025")
    assert read(pages).text.split() == ["TAHUN", "2025"]


def test_words_struck_through_are_not_read() -> None:
    """A draft printed with its changes: what is struck through is gone, the underlined stays."""
    pages = blank()
    put(pages, 40, 40, "Nomor 99 Tahun 1999")
    pages.line(40, 38.6, 40 + pages.get_string_width("Nomor 99 Tahun 1999"), 38.6)
    put(pages, 40, 50, "Nomor 5 Tahun 2014")
    pages.line(40, 50.6, 40 + pages.get_string_width("Nomor 5 Tahun 2014"), 50.6)
    assert lines(read(pages)) == ["Nomor 5 Tahun 2014"]


def test_text_that_is_alike_at_the_top_of_pages_is_no_running_head() -> None:
    """Words of a paragraph stay though the line above them on the page before was the same."""
    pages = blank()
    for page in range(2):
        if page:
            pages.add_page()
        for index in range(8):
            text = "Negara Republik Indonesia Tahun" if not index else f"Baris {page} {index} isi"
            put(pages, 40, 30 + 5.5 * index, text)
    assert read(pages).text.count("Negara Republik Indonesia Tahun") == 2
