"""PDF files that are broken, hostile or huge: one clear sentence, bounded time and memory."""

from __future__ import annotations

import random
import time
import zlib

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from writing_pdf import Style, decree_pdf, raw_pdf

from zikg.errors import ReadError
from zikg.read.pdf import read_pdf
from zikg.read.pdf.child import CHILD, Child, WorkerError
from zikg.read.pdf.worker import MAX_PAGES

TEXT = b"BT /F1 12 Tf 72 720 Td (KEPUTUSAN KETUA NOMOR 12 TAHUN 2025) Tj ET"


def attempted(data: bytes) -> str:
    """Return the text of a file, or what is said of it."""
    try:
        return read_pdf(data, "naskah.pdf").text
    except ReadError as error:
        return error.message


def refused(data: bytes) -> str:
    """Return what is said of a file that cannot be read."""
    with pytest.raises(ReadError) as caught:
        read_pdf(data, "naskah.pdf")
    assert "naskah.pdf" in caught.value.message
    assert "naskah.pdf" in caught.value.english
    assert "\n" not in caught.value.message
    return caught.value.message


def test_a_file_written_by_hand_is_read() -> None:
    """The builder of hostile files writes readable ones too."""
    assert read_pdf(raw_pdf([TEXT]), "a.pdf").text == "KEPUTUSAN KETUA NOMOR 12 TAHUN 2025\n"


def test_a_password_is_said() -> None:
    """A file that opens only with a password says so; one with an owner's password opens."""
    for user, locked in (("rahasia", True), ("", False)):
        pages = FPDF()
        pages.set_encryption("pemilik", user or None, EncryptionMethod.RC4)
        pages.add_page()
        pages.set_font("Times")
        pages.text(40, 40, "Keputusan")
        data = bytes(pages.output())
        if locked:
            assert "kata sandi" in refused(data)
        else:
            assert read_pdf(data, "a.pdf").text == "Keputusan\n"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04 no pdf", b"%PDF-1.7\n%%EOF", b"%PDF" + bytes(500)]
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """Empty files, heads alone and other formats are damaged PDF files."""
    assert "rusak atau terpotong" in refused(data)


def test_a_file_cut_off_is_refused() -> None:
    """Half a file may hold half of the decree, and half of the laws: it is refused whole."""
    data = decree_pdf("KEPUTUSAN\nNOMOR 1 TAHUN 2025\n" + "Kalimat panjang. " * 900, Style())
    for part in (0.3, 0.6, 0.95):
        assert "terpotong" in refused(data[: int(len(data) * part)])


def test_a_page_that_is_lost_is_said() -> None:
    """A page that the file names and does not hold is no empty page."""
    assert "rusak" in refused(raw_pdf([TEXT], kids="10 0 R 88 0 R", count=2))


def test_too_many_pages_are_refused_at_once() -> None:
    """A hundred thousand pages cost one look."""
    started = time.monotonic()
    kids = "10 0 R " * 100_000
    assert "terlalu banyak" in refused(raw_pdf([TEXT], kids=kids, count=100_000))
    assert time.monotonic() - started < 10
    assert MAX_PAGES < 100_000


@pytest.mark.parametrize("kids", ["2 0 R", "10 0 R 2 0 R", "3 0 R"])
def test_a_page_tree_that_holds_itself_ends(kids: str) -> None:
    """Trees that turn in circles, or go down ten thousand steps, end with one sentence or pages."""
    deep = b"\n".join(
        b"%d 0 obj << /Type /Pages /Kids [%d 0 R] /Count 1 >> endobj" % (number, number + 1)
        for number in [3, *range(1000, 11_000)]
    )
    data = raw_pdf([TEXT], kids=kids, count=3, extra=deep)
    said = attempted(data)
    assert "KEPUTUSAN" in said or "naskah.pdf" in said


def test_a_form_that_draws_itself_ends() -> None:
    """A form that holds itself is drawn once, or not at all."""
    form = (
        b"7 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 600 800] "
        b"/Resources << /XObject << /X 7 0 R >> >> /Length 6 >> stream\n/X Do \nendstream endobj"
    )
    data = raw_pdf([TEXT + b" /X Do"], resources="/XObject << /X 7 0 R >>", extra=form)
    assert "KEPUTUSAN" in read_pdf(data, "a.pdf").text


def test_huge_pages_are_read_and_cost_nothing() -> None:
    """A page of a thousand kilometres is a page."""
    data = raw_pdf([TEXT], box="0 0 3000000000 3000000000")
    assert "KEPUTUSAN" in read_pdf(data, "a.pdf").text


def test_a_stream_that_swells_is_bounded() -> None:
    """Some hundred kilobytes that unpack to hundreds of megabytes end in bounded time."""
    pack = zlib.compressobj(9)
    packed = pack.compress(TEXT)
    for _ in range(300):
        packed += pack.compress(b" " * 1_000_000)
    packed += pack.flush()
    started = time.monotonic()
    data = raw_pdf([packed], compressed=True)
    said = attempted(data)
    assert "KEPUTUSAN" in said or "naskah.pdf" in said
    assert time.monotonic() - started < 60


def test_a_page_of_too_many_letters_is_refused() -> None:
    """More letters than any decree has are too much."""
    lines = b"".join(b"(%d" % line + b"abcdefghij" * 100 + b") Tj T* " for line in range(4_200))
    data = raw_pdf([zlib.compress(b"BT /F1 1 Tf 2 TL " + lines + b" ET")], compressed=True)
    assert "terlalu besar" in refused(data)


def test_ten_thousand_rows_take_seconds() -> None:
    """A ruled table of 10,000 rows over 250 pages is read row by row."""
    contents = []
    for page in range(250):
        drawn = [b"0.5 w BT /F1 8 Tf"]
        for row in range(40):
            y = 800 - 18 * row
            for column, x in enumerate((52, 102, 302)):
                word = b"%d." % (40 * page + row + 1) if column == 0 else b"Kegiatan %d" % column
                drawn.append(b"1 0 0 1 %d %d Tm (%s) Tj" % (x, y, word))
        drawn.append(b"ET")
        drawn += [b"50 %d m 550 %d l S" % (y, y) for y in range(93, 814, 18)]
        drawn += [b"%d 93 m %d 813 l S" % (x, x) for x in (50, 100, 300, 550)]
        contents.append(b"\n".join(drawn))
    started = time.monotonic()
    source = read_pdf(raw_pdf(contents), "a.pdf")
    assert time.monotonic() - started < 30
    assert sum(len(table.rows) for table in source.tables) == 10_000
    assert source.tables[-1].rows[-1][0].text == "10000."


def test_a_dead_worker_is_replaced() -> None:
    """When a file kills the worker the next one is read by another."""
    child = Child()
    with pytest.raises(WorkerError):
        child.ask({"ask": "picture", "page": "none"}, raw_pdf([TEXT]))
    head, _ = child.ask({"ask": "words"}, raw_pdf([TEXT]))
    assert "error" not in head
    child.stop()
    CHILD.stop()
    assert "KEPUTUSAN" in read_pdf(raw_pdf([TEXT]), "a.pdf").text


def test_a_file_that_takes_too_long_is_stopped() -> None:
    """The deadline holds whatever the worker does."""
    child = Child()
    drawn = zlib.compress(b"0 0 m 1 1 l S " * 3_000_000)
    started = time.monotonic()
    with pytest.raises(WorkerError) as caught:
        child.ask({"ask": "words"}, raw_pdf([drawn] * 20, compressed=True), deadline=0.7)
    assert caught.value.late
    assert time.monotonic() - started < 10
    child.stop()


def test_damaged_bytes_are_read_or_refused() -> None:
    """Files with random bytes changed raise nothing but the one error."""
    chance = random.Random(4)
    good = decree_pdf("KEPUTUSAN\nNOMOR 1 TAHUN 2025\nTENTANG\nRENCANA AKSI\n", Style())
    for _ in range(60):
        data = bytearray(good)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert attempted(bytes(data))
