"""Comments in documents as people make them: cut runs, fields, boxes, notes, comments of others."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml

from zikg.errors import ReadError
from zikg.fix import Edit, Step
from zikg.model import Span
from zikg.read.word import read_word, trace_word
from zikg.report.word.archive import Copy
from zikg.report.word.changes import Changes
from zikg.report.word.comments import Comments
from zikg.report.word.places import Places
from zikg.report.word.runs import Runs

sys.path.insert(0, str(Path(__file__).parent / "read"))
from writing_word import Lists, W, number, save

from test_format_docx import anchored, typed

BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>di dalam kotak</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    "</w:r>"
)


def paragraph(document: Any, inner: str) -> Any:
    """Put raw WordprocessingML into a new paragraph."""
    new = document.add_paragraph()
    for child in parse_xml(f"<w:x {W}>{inner}</w:x>"):
        new._p.append(child)
    return new


def commented(data: bytes, *needles: str) -> tuple[bytes, list[bool]]:
    """Comment on words of a document; return the copy, and whether each stands on the very words."""
    source, trace = trace_word(data, "a.docx")
    copy, places = Copy(data, "a.docx"), Places(trace)
    comments = Comments(copy, trace.root, Runs(), "2026-11-21T00:00:00Z")
    exact: list[bool] = []
    for needle in needles:
        start = source.text.index(needle)
        first, last, own = places.stretch(Span(start, start + len(needle)))
        comments.add(first, last, lambda needle=needle: [(needle, True)])  # type: ignore[misc]
        exact.append(own)
    comments.save()
    copy.put(trace.main, trace.root)
    made = copy.save()
    assert read_word(made, "a.docx").text == source.text
    return made, exact


def on(data: bytes, *needles: str) -> list[str]:
    """Return the words that comments on some words come to stand on."""
    made, _ = commented(data, *needles)
    return list(anchored(made).values())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("inner", "needle"),
    [
        ("<w:r><w:t>satu dua tiga</w:t></w:r>", "dua"),
        ("<w:r><w:t>satu d</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ua tiga</w:t></w:r>", "dua"),
        ("<w:r><w:t>satu   du</w:t><w:tab/><w:t>a  tiga</w:t></w:r>", "du a"),
        ("<w:ins w:id='7' w:author='b'><w:r><w:t>satu dua tiga</w:t></w:r></w:ins>", "dua"),
        ("<w:hyperlink w:anchor='x'><w:r><w:t>satu dua</w:t></w:r></w:hyperlink>", "dua"),
        ("<w:r><w:t>sa</w:t></w:r><w:del w:id='3'><w:r><w:delText>xx</w:delText></w:r></w:del>"
         "<w:r><w:t>tu dua</w:t></w:r>", "satu"),
        ("<w:r><w:t>anti</w:t><w:noBreakHyphen/><w:t>suap ya</w:t></w:r>", "anti-suap"),
        ("<w:r><w:t>Kom\u00adisi Pe\u200bmilihan</w:t></w:r>", "isi Pemilih"),
        ("<w:smartTag w:element='x'><w:r><w:t>satu dua</w:t></w:r></w:smartTag>", "satu"),
    ],
)  # fmt: skip
def test_a_comment_stands_between_any_two_letters(inner: str, needle: str) -> None:
    document = Document()
    paragraph(document, inner)
    [words] = on(save(document), needle)
    plain = words.replace("\u00ad", "").replace("\u200b", "")
    assert plain == squeezed(needle).replace("-", "" if "noBreakHyphen" in inner else "-")


def test_words_in_capitals_by_their_form_are_found() -> None:
    document = Document()
    paragraph(document, "<w:r><w:rPr><w:caps/></w:rPr><w:t>straße satu dua</w:t></w:r>")
    assert on(save(document), "STRASSE", "DUA") == ["straße", "dua"]


def test_both_halves_of_a_cut_run_keep_their_form() -> None:
    document = Document()
    paragraph(document, "<w:r w:rsidR='00AA'><w:rPr><w:b/><w:i/></w:rPr><w:t>satu dua</w:t></w:r>")
    made, _ = commented(save(document), "dua")
    runs = [run for run in Document(BytesIO(made)).paragraphs[0].runs if run.text]
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("satu ", True, True),
        ("dua", True, True),
    ]


def test_an_automatic_number_stands_for_the_words_behind_it() -> None:
    document = Document()
    listed = Lists(document).new(("decimal", "%1."))
    number(document.add_paragraph("Undang-Undang"), listed)
    made, [exact] = commented(save(document), "1. Undang-Undang")
    assert exact
    assert list(anchored(made).values()) == ["Undang-Undang"]
    assert on(save(document), "1.") == ["Undang-Undang"]


def test_a_merged_cell_carries_the_comment_once_where_it_begins() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.style = "Table Grid"
    for place, words in enumerate(("No", "Area", "Aksi")):
        table.rows[0].cells[place].text = words
    table.cell(1, 1).merge(table.cell(2, 1)).text = "Manajemen Perubahan"
    for place in (1, 2):
        table.cell(place, 0).text, table.cell(place, 2).text = f"{place}.", f"Rapat ke-{place}"
    assert on(save(document), "Manajemen", "Rapat ke-2") == ["Manajemen", "Rapatke-2"]


def test_a_control_that_nobody_has_filled_in_is_commented_whole() -> None:
    document = Document()
    paragraph(
        document,
        "<w:r><w:t>Nomor </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>Klik di sini</w:t></w:r></w:sdtContent></w:sdt>",
    )
    assert on(save(document), "…") == ["Klikdisini"]


@pytest.mark.parametrize("where", ["header", "box"])
def test_what_stands_outside_of_the_body_is_told_beside_it(where: str) -> None:
    document = Document()
    document.add_paragraph("KEPUTUSAN KETUA")
    if where == "header":
        document.sections[0].header.paragraphs[0].text = "di dalam kotak"
    else:
        paragraph(document, f"<w:r><w:t>isi naskah</w:t></w:r>{BOX}")
    made, [exact] = commented(save(document), "di dalam kotak")
    assert not exact
    root = Document(BytesIO(made)).element
    [start] = root.iter(f"{{{W.split(chr(34))[1]}}}commentRangeStart")
    assert not [each for each in start.iterancestors() if each.tag.endswith("txbxContent")]


def test_comments_of_the_user_are_kept_and_ids_do_not_meet() -> None:
    document = Document()
    run = document.add_paragraph("satu dua tiga").runs[0]
    document.add_comment(run, "periksa ini", "Budi", "B")
    made, _ = commented(save(document), "dua", "dua tiga")
    comments = list(Document(BytesIO(made)).comments)
    assert [(c.author, c.text) for c in comments] == [
        ("Budi", "periksa ini"),
        ("zikg", "dua"),
        ("zikg", "dua tiga"),
    ]
    assert len({c.comment_id for c in comments}) == 3
    assert list(anchored(made).values()) == ["satuduatiga", "dua", "duatiga"]


def test_a_template_becomes_a_document_and_macros_are_refused() -> None:
    document = Document()
    document.add_paragraph("satu dua")
    kind = b"wordprocessingml.document.main+xml"
    data = save(document)
    template = changed(data, kind, b"wordprocessingml.template.main+xml")
    made, _ = commented(template, "dua")
    assert kind in zipfile.ZipFile(BytesIO(made)).read("[Content_Types].xml")
    with pytest.raises(ReadError, match="makro"):
        Copy(
            changed(
                data,
                b"openxmlformats-officedocument." + kind,
                b"ms-word.document.macroEnabled.main+xml",
            ),
            "a.docm",
        )


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a package with other words in its content types."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(file, "w") as target:
        for name in given.namelist():
            held = given.read(name)
            target.writestr(name, held.replace(old, new) if name.startswith("[Con") else held)
    return file.getvalue()


def test_a_strict_document_stays_strict() -> None:
    document = Document()
    document.add_paragraph("satu dua")
    usual, strict = W.split('"')[1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(save(document))) as given, zipfile.ZipFile(file, "w") as target:
        for name in given.namelist():
            target.writestr(name, given.read(name).replace(usual, strict))
    made, _ = commented(file.getvalue(), "dua")
    after = zipfile.ZipFile(BytesIO(made))
    for name in ("word/document.xml", "word/comments.xml"):
        assert strict in after.read(name)
        assert usual not in after.read(name)


@pytest.mark.parametrize("style", ["own", "table", "rows", "tracked", "framed"])
def test_every_letter_is_traced_to_its_place(style: str) -> None:
    source, trace = trace_word(typed(style), "a.docx")
    assert source == read_word(typed(style), "a.docx")
    letters = [sign for sign in source.text if not sign.isspace()]
    assert len(trace) == len(letters)
    for place, sign in enumerate(letters):
        spot = trace.spot(place)
        assert spot is not None
        element, offset = spot
        assert element.tag.endswith("}p") or element.text[offset] == sign


# -- whole paragraphs ------------------------------------------------------------------------------


def listed(*said: str) -> bytes:
    """Return a document with an automatic list and a paragraph behind it."""
    document = Document()
    number_of = Lists(document).new(("decimal", "%1."))
    for words in said:
        number(document.add_paragraph(words), number_of)
    document.add_paragraph("MEMUTUSKAN:")
    return save(document)


def edited(data: bytes, *edits: Edit) -> str | None:
    """Return the text of a document with edits accepted; ``None`` where they were refused."""
    source, trace = trace_word(data, "a.docx")
    copy = Copy(data, "a.docx")
    changes = Changes(Places(trace), Runs(), source.text, "2026-11-21T00:00:00Z")
    if not changes.put(Step(edits, ())):
        return None
    copy.put(trace.main, trace.root)
    return read_word(copy.save(), "a.docx").text


def test_paragraphs_that_go_take_their_numbers_along() -> None:
    data = listed("satu;", "dua;", "tiga;")
    text = read_word(data, "a.docx").text
    span = Span(text.index(";") + 1, text.index("tiga;") + 5)
    assert edited(data, Edit(span, "")) == "1. satu;\nMEMUTUSKAN:\n"


def test_a_new_paragraph_is_counted_by_word_and_not_twice() -> None:
    data = listed("satu;", "dua;")
    end = read_word(data, "a.docx").text.index("dua;") + 4
    text = edited(data, Edit(Span(end, end), "\n3. tiga;\n4. empat;"))
    assert text == "1. satu;\n2. dua;\n3. tiga;\n4. empat;\nMEMUTUSKAN:\n"


@pytest.mark.parametrize("needle", ["1.", "1. satu"])
def test_a_number_that_word_counts_is_not_written_over(needle: str) -> None:
    assert edited(listed("satu;", "dua;"), Edit(Span(0, len(needle)), "7. tujuh")) is None


def test_a_field_or_a_picture_is_not_given_up_for_a_word() -> None:
    document = Document()
    paragraph(
        document,
        "<w:r><w:t>satu </w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:t>dua tiga</w:t></w:r>",
    )
    assert edited(save(document), Edit(Span(0, 8), "lain")) is None
    assert edited(save(document), Edit(Span(5, 8), "lain")) == "satu lain tiga\n"


def test_words_that_somebody_else_put_in_are_corrected_inside_of_that() -> None:
    document = Document()
    paragraph(
        document,
        "<w:ins w:id='9' w:author='b'><w:r><w:t>satu dua </w:t></w:r><w:r><w:t>tiga</w:t></w:r>"
        "</w:ins>",
    )
    text = edited(save(document), Edit(Span(5, 8), "empat"), Edit(Span(13, 13), " lima"))
    assert text == "satu empat tiga lima\n"


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed, and is no dependency"
)
def test_libreoffice_opens_the_copy_without_loss(tmp_path: Path) -> None:
    from test_format_docx import marked

    given = tmp_path / "a.docx"
    given.write_bytes(marked("table", fix=True)[1].data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "o"), str(given)],
        check=True, capture_output=True, timeout=400,
    )  # fmt: skip
    before, after = Document(str(given)), Document(str(tmp_path / "o" / "a.docx"))
    assert sorted(squeezed(c.text) for c in after.comments) == sorted(
        squeezed(c.text) for c in before.comments
    )
    assert len(anchored((tmp_path / "o" / "a.docx").read_bytes())) == len(list(before.comments))
