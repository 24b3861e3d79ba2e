"""Damaged, hostile and foreign files: one clear sentence each, in bounded time and memory."""

from __future__ import annotations

import time
import zipfile
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from writing_word import W, save

from zikg.errors import ReadError
from zikg.read.word import read_word

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK = save(Document())
MAIN = "word/document.xml"


def package(parts: Mapping[str, str | bytes], without: tuple[str, ...] = ()) -> bytes:
    """Return a package with parts put in the place of others, or taken out."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(BLANK)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in without and name not in parts:
                new.writestr(name, old.read(name))
        for name, held in parts.items():
            new.writestr(name, held)
    return out.getvalue()


def body(inner: str, before: str = "") -> bytes:
    return package({MAIN: f"{before}<w:document {W}><w:body>{inner}</w:body></w:document>"})


def said(data: bytes) -> str:
    """Return the sentence that a file is refused with."""
    with pytest.raises(ReadError) as caught:
        read_word(data, "a.docx")
    assert "a.docx" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.english != caught.value.message
    return caught.value.message


WORDS = "<w:p><w:r><w:t>KEPUTUSAN</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "arsip ZIP-nya rusak"),
        (b"PK\x03\x04rusak", "arsip ZIP-nya rusak"),
        (BLANK[:2000], "arsip ZIP-nya rusak"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (OLE, "format Word lama"),
        (package({}, (MAIN, "_rels/.rels")), "bukan dokumen Word"),
        (package({MAIN: "<w:document"}), "XML-nya rusak"),
        (package({MAIN: "<a/>"}), "tidak ada isi naskah"),
        (package({MAIN: b"\xff\xfe\x00"}), "XML-nya rusak"),
        (body(""), "tidak berisi teks"),
        (body("<w:altChunk/>" + WORDS), "sisipan"),
        (body(WORDS, "<!DOCTYPE a>"), "DTD"),
        (body(WORDS, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), "DTD"),
        (
            package(
                {
                    MAIN: f'<!DOCTYPE a [<!ENTITY b "x">]><w:document {W}/>'.encode("utf-16"),
                }
            ),
            "DTD",
        ),
        (body("<w:tbl><w:tr><w:tc>" * 30 + WORDS + "</w:tc></w:tr></w:tbl>" * 30), "bersarang"),
        (body("<w:tbl><w:tr><w:tc>" * 99 + WORDS + "</w:tc></w:tr></w:tbl>" * 99), "rusak"),
        (body("<w:p/>" * 5_000_000), "terlalu besar"),
        (body("<w:p><w:r><w:t>" + " " * 70_000_000 + "</w:t></w:r></w:p>"), "terlalu besar"),
        (
            body(
                WORDS * 20
                + "<w:tbl>"
                + "".join(
                    f'<w:tr><w:trPr><w:gridBefore w:val="{i}"/></w:trPr><w:tc>{WORDS}</w:tc></w:tr>'
                    for i in range(1000)
                )
                + "</w:tbl>"
            ),
            "tabel 1 terlalu besar",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, words: str) -> None:
    start = time.perf_counter()
    assert words in said(data)
    assert time.perf_counter() - start < 30  # ten times what an idle machine takes


def test_pictures_only_is_a_scan() -> None:
    picture = (
        '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:blip/></w:drawing></w:r></w:p>"
    )
    assert "hasil pindai" in said(body(picture * 3))


def test_an_encrypted_member_is_a_password() -> None:
    data = bytearray(BLANK)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + at] |= 1
    assert "kata sandi" in said(bytes(data))


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"]
)
def test_a_lost_part_beside_the_body_does_no_harm(part: str) -> None:
    data = package({MAIN: f"<w:document {W}><w:body>{WORDS}</w:body></w:document>"}, (part,))
    assert read_word(data, "a.docx").text == "KEPUTUSAN\n"


def test_templates_macros_and_the_strict_form_are_read() -> None:
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(BytesIO(BLANK)) as old:
        types = old.read("[Content_Types].xml")
    other = types.replace(b"document.main+xml", b"template.main+xml")
    data = package(
        {
            "[Content_Types].xml": other,
            MAIN: f"<w:document {strict}><w:body>{WORDS}</w:body></w:document>",
        }
    )
    assert read_word(data, "a.dotx").text == "KEPUTUSAN\n"


def test_a_cell_over_a_million_columns_is_one_cell() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>{WORDS}</w:tc>'
    row = f"<w:tr>{cell * 4}</w:tr>"
    source = read_word(body(f"<w:tbl>{row * 3}</w:tbl>"), "a.docx")
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [["KEPUTUSAN"] * 4] * 3


def test_time_grows_with_the_rows_and_not_with_their_square() -> None:
    cells = "".join(f"<w:tc>{WORDS}</w:tc>" for _ in range(6))

    def taken(rows: int) -> float:
        data = body(f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * rows}</w:tbl>")
        best = 9.0
        for _ in range(2):
            start = time.perf_counter()
            assert len(read_word(data, "a.docx").tables[0].rows) == rows
            best = min(best, time.perf_counter() - start)
        return best

    assert taken(10_000) < max(20 * taken(1_000), 10)


TAGS = st.sampled_from(
    ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:del", "w:ins",
     "w:pPr", "w:numPr", "w:tcPr", "w:vMerge", "w:fldChar", "w:lastRenderedPageBreak", "w:sectPr",
     "w:txbxContent", "w:drawing", "w:footnoteReference", "w:br", "w:trPr", "w:hMerge"]
)  # fmt: skip
TREES = st.recursive(
    st.text("abc. 1", max_size=5),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=40,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, max_size=4))
def test_any_tree_of_known_elements_is_read_or_refused(trees: list[str]) -> None:
    try:
        source = read_word(body("".join(trees) + WORDS), "a.docx")
    except ReadError:
        return
    assert "KEPUTUSAN" in source.text
    assert list(source.pages) == sorted(source.pages)
    for table in source.tables:
        for row in table.rows:
            assert all(
                source.text[span.start : span.end] == cell.text
                for cell in row
                for span in cell.spans
            )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BLANK) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_to_the_bytes_is_read_or_refused(place: int, put: bytes) -> None:
    data = body(WORDS)
    place %= len(data)
    with suppress(ReadError):
        read_word(data[:place] + put + data[place + len(put) :], "a.docx")
