"""Files are told by what they hold; a wrong ending does no harm."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from fpdf import FPDF

from zikg.errors import ReadError
from zikg.read import limits, read, read_bytes, walk
from zikg.read.kinds import READABLE, kind_of

if TYPE_CHECKING:
    from pathlib import Path


def word() -> bytes:
    document = Document()
    document.add_paragraph("KEPUTUSAN WORD")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.cell(text="KEPUTUSAN PDF")
    return bytes(document.output())


def packed(*members: tuple[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as file:
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


RTF = rb"{\rtf1\ansi KEPUTUSAN RTF}"
HTML = b"<!DOCTYPE html><html><body><p>KEPUTUSAN WEB</p></body></html>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"KEPUTUSAN", "text"),
        (b"", "text"),
        (b"BM adalah singkatan", "text"),
        (pdf(), "pdf"),
        (b"\n\n" + pdf(), "pdf"),
        (word(), "docx"),
        (RTF, "rtf"),
        (b"\xef\xbb\xbf \n" + RTF, "rtf"),
        (HTML, "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'><body/></html>", "html"),
        (b"<table><tr><td>1</td></tr></table>", "text"),
        (packed(("SK.docx", word())), "zip"),
        (packed(("word/SK.docx", word()), how=zipfile.ZIP_STORED), "zip"),
        (packed(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")), "odt"),
        (packed(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "XLSX"),
        (packed(("[Content_Types].xml", ""), ("ppt/presentation.xml", "")), "PPTX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "DOC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHT"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "WORD-XML"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.zip", "a", "a.PNG"])
@pytest.mark.parametrize(
    ("data", "words"),
    [(word(), "WORD"), (pdf(), "PDF"), (RTF, "RTF"), (HTML, "WEB"), (b"KEPUTUSAN TEKS", "TEKS")],
)
def test_a_wrong_ending_is_read_as_what_it_is(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    [found] = walk([str(path)])
    assert read(found).text.strip() == f"KEPUTUSAN {words}"


@pytest.mark.parametrize(
    ("data", "todo"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "simpan sebagai .docx"),
        (packed(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "(.docx)"),
        (packed(("[Content_Types].xml", ""), ("ppt/presentation.xml", "")), "(.docx)"),
        (packed(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), how=0), "(.docx)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "simpan sebagai .docx"),
        (b"GIF89a.......", "PNG"),
        (b"Rar!\x1a\x07\x00", "ZIP"),
        (b"7z\xbc\xaf\x27\x1c", "ZIP"),
        (b"\x7fELF", "bukan naskah"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(data: bytes, todo: str) -> None:
    assert kind_of(data) not in READABLE
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "berkas.docx")
    assert todo in caught.value.message
    assert "berkas.docx" in caught.value.message
    assert caught.value.message != caught.value.english


def test_each_kind_has_its_limit_and_says_it() -> None:
    with pytest.raises(ReadError, match=r"terlalu besar \(20 MB\), paling besar 20 MB"):
        read_bytes(b"a" * (limits.TEXT + 1), "a.txt")
    with pytest.raises(ReadError, match=r"paling besar 0\.0001 MB"):
        read_bytes(word(), "a.docx", limit=100)
    assert limits.TEXT < limits.OFFICE <= limits.HELD < limits.ARCHIVE


def test_an_old_word_file_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    for name in ("a.doc", "b.docx", "~$b.docx", "c.xlsx", "d.exe", "e.pdf", "f.jpeg", "g.odt"):
        (tmp_path / name).write_bytes(b"x")
    assert [found.rsplit("/", 1)[1] for found in walk([str(tmp_path)])] == [
        *("a.doc", "b.docx", "e.pdf", "f.jpeg", "g.odt"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_web_page_gives_paragraphs_lists_and_tables(encoding: str) -> None:
    page = f"""<html><head><meta charset="{encoding}"><title>JDIH</title><style>p {{}}</style></head>
    <body><h1>KEPUTUSAN</h1><p>Menimbang<br>bahwa&nbsp;perlu “rencana”</p><script>x()</script>
    <ol type="a" start="2"><li>satu<ol><li>dalam</li></ol></li><li><p>dua</p></li></ol>
    <table border=1><tr><th>No</th><th>Komponen</th><th>Target</th></tr>
    <tr><td rowspan=2>1.</td><td>Tim <b>Kerja</b></td><td>Januari</td></tr>
    <tr><td colspan=2>Rencana</td></tr></table>
    <table><tr><td>Mengingat</td><td>:</td><td>1. UU</td></tr></table></body></html>"""
    source = read_bytes(page.replace("\n", " ").encode(encoding), "jdih.html")
    assert source.text.splitlines() == [
        *("KEPUTUSAN", "Menimbang", "bahwa perlu “rencana”", "b. satu", "1. dalam", "c. dua"),
        *("No\tKomponen\tTarget", "1.\tTim Kerja\tJanuari", "\tRencana\t", "Mengingat : 1. UU"),
    ]
    [table] = source.tables
    assert table.rows[2][0].text == "1."
    assert table.rows[2][0].inherited
    assert source.place_at(source.text.index("Tim Kerja")) == "tabel 1 baris 2 kolom 2"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "x",
        "<table>" + "<tr><td rowspan=9999 colspan=9999>x</td></tr>" * 20,
        "<a " * 3_000_000,
        "<!--" * 10,
    ],
)
def test_a_hostile_web_page_is_one_sentence(body: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"<html><body>" + body.encode(), "a.html")
    assert "a.html" in caught.value.message
    assert "\n" not in caught.value.message
