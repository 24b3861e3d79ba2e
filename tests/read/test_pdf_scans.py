"""Pages of PDF files that are pictures, hold an OCR layer, or a font without characters."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image, ImageDraw
from writing_pdf import raw_pdf

from zikg.errors import ReadError
from zikg.read import ocr
from zikg.read.pdf import read_pdf
from zikg.read.pdf.child import CHILD

WORDS = "MENETAPKAN RENCANA AKSI ZONA INTEGRITAS"


def scan(words: str = WORDS) -> Image.Image:
    """Return the picture of a page with a few words on it."""
    page = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(page)
    for index in range(4):
        draw.text((120, 200 + 110 * index), words, fill=0, font_size=42)
    return page


def pages(*kinds: str) -> bytes:
    """Return a PDF with pages of text, scans, scans with a layer, and empty ones."""
    made = FPDF()
    made.set_font("Times", size=12)
    for kind in kinds:
        made.add_page()
        if kind in {"scan", "layered", "stamped"}:
            made.image(scan(), 0, 0, 210, 297)
        if kind == "text":
            made.text(30, 40 + 9 * made.page_no(), "Halaman dengan teks.")
        if kind == "stamped":
            made.text(30, 290, "Ditandatangani secara elektronik")
        if kind == "layered":
            made.text_mode = TextMode.INVISIBLE
            made.text(30, 40, "Lapisan teks dari pemindai.")
            made.text_mode = TextMode.FILL
    return bytes(made.output())


def test_an_ocr_layer_over_a_picture_is_read() -> None:
    """Invisible text over a picture of the page is what a scanner recognised."""
    source = read_pdf(pages("layered", "text"), "a.pdf")
    assert source.text == "Lapisan teks dari pemindai.\nHalaman dengan teks.\n"
    assert source.pages == (0, 28)


def test_an_empty_page_is_no_picture() -> None:
    """A blank page is passed over and counted."""
    source = read_pdf(pages("text", "blank", "text"), "a.pdf")
    assert source.locate(source.text.rindex("Halaman"))[2] == 3


def test_a_file_of_empty_pages_is_refused() -> None:
    """Nothing on any page is no decree."""
    with pytest.raises(ReadError, match="tidak berisi teks"):
        read_pdf(pages("blank", "blank"), "a.pdf")


def test_without_ocr_the_pages_that_are_pictures_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the message names the pages and the packages."""
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(ReadError) as caught:
        read_pdf(pages("text", "scan", "scan", "stamped"), "a.pdf")
    assert "halaman 2-4" in caught.value.message
    assert "pip install zikg[ocr]" in caught.value.message
    assert "tesseract-ocr-ind" in caught.value.message


@pytest.mark.skipif(not ocr.available(), reason="Tesseract with Indonesian data is an extra")
def test_pictures_between_pages_of_text_are_recognised() -> None:
    """A file that mixes text and scans is read whole, each page in its place."""
    source = read_pdf(pages("text", "scan", "text"), "a.pdf")
    assert "RENCANA AKSI" in source.text
    place = source.text.index("RENCANA")
    assert source.locate(place)[2] == 2
    assert source.locate(source.text.rindex("Halaman dengan"))[2] == 3


def test_pictures_of_pages_come_upright_and_grey() -> None:
    """The worker draws a page as it is seen, turned by /Rotate."""
    data = pages("scan").replace(b"/Type /Page\n", b"/Type /Page\n/Rotate 90\n", 1)
    head, grey = CHILD.ask({"ask": "picture", "page": 1}, data)
    assert head["width"] > head["height"]
    assert len(grey) == head["stride"] * head["height"]
    size = (head["width"], head["height"])
    picture = Image.frombuffer("L", size, grey, "raw", "L", head["stride"], 1)
    assert picture.getextrema() == (0, 255)


def test_letters_without_characters_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that ties its letters to no characters cannot be read as text."""
    monkeypatch.setattr(ocr, "available", lambda: False)
    font = (
        b"7 0 obj << /Type /Font /Subtype /Type0 /BaseFont /Broken /Encoding /Identity-H "
        b"/DescendantFonts [8 0 R] >> endobj\n"
        b"8 0 obj << /Type /Font /Subtype /CIDFontType2 /BaseFont /Broken /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 9 0 R >> endobj\n"
        b"9 0 obj << /Type /FontDescriptor /FontName /Broken /Flags 4 /FontBBox [0 0 1000 1000] "
        b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> endobj"
    )
    codes = b"".join(b"%04x" % (3 + index * 7 % 90) for index in range(60))
    text = b"BT /F2 12 Tf 72 700 Td <" + codes + b"> Tj ET"
    data = raw_pdf([text], resources="/Font << /F2 7 0 R >>", extra=font)
    with pytest.raises(ReadError) as caught:
        read_pdf(data, "a.pdf")
    assert "tidak dapat dibaca" in caught.value.message
    assert "OCR" in caught.value.message
