"""Word documents: what stands in them is read as it is printed, in its order and its place."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Twips
from writing_word import Lists, W, number, save

from zikg.read.word import read_word

if TYPE_CHECKING:
    from zikg.model import Source


def read(document: Any) -> Source:
    return read_word(save(document), "a.docx")


def lines(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line]


def cells(source: Source, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in source.tables[table].rows]


def paragraph(document: Any, inner: str) -> Any:
    """Put raw WordprocessingML into a new paragraph."""
    new = document.add_paragraph()
    for child in parse_xml(f"<w:x {W}>{inner}</w:x>"):
        new._p.append(child)
    return new


def put_rows(document: Any, rows: list[list[str]]) -> Any:
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return table


PLAN = [
    ["No", "Komponen", "Aksi", "Target"],
    ["1.", "Tim Kerja", "Membentuk tim", "Januari"],
    ["2.", "Rencana Kerja", "Menyusun rencana", "Februari"],
]


# -- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "text", "count", "wanted"),
    [
        ("decimal", "%1.", 3, "3. x"),
        ("lowerLetter", "%1)", 28, "bb) x"),
        ("upperLetter", "(%1)", 26, "(Z) x"),
        ("lowerLetter", "%1.", 27, "aa. x"),
        ("lowerRoman", "%1.", 14, "xiv. x"),
        ("upperRoman", "%1", 9, "IX x"),
        ("decimalZero", "%1.", 2, "02. x"),
        ("none", "KESATU", 2, "KESATU x"),
        ("bullet", "\uf0b7", 2, "• x"),
    ],
)
def test_each_form_counts_as_it_is_printed(form: str, text: str, count: int, wanted: str) -> None:
    document = Document()
    listed = Lists(document).new((form, text))
    for _ in range(count):
        number(document.add_paragraph("x"), listed)
    assert lines(read(document))[-1] == wanted


def test_a_lower_level_begins_anew_under_each_higher_one() -> None:
    document = Document()
    listed = Lists(document).new(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3."))
    for level in (0, 1, 1, 2, 0, 1, 2):
        number(document.add_paragraph("x"), listed, level)
    assert [line.split()[0] for line in lines(read(document))] == [
        *("1.", "1.1", "1.2", "a.", "2.", "2.1", "a."),
    ]


def test_a_level_that_never_restarts_goes_on() -> None:
    document = Document()
    lists = Lists(document)
    listed = lists.new(("upperRoman", "%1."), ("decimal", "%2."))
    level = lists.root[0].findall(f"{{{W.split('=')[1].strip(chr(34))}}}lvl")[1]
    level.insert(1, parse_xml(f'<w:lvlRestart {W} w:val="0"/>'))
    for depth in (0, 1, 1, 0, 1):
        number(document.add_paragraph("x"), listed, depth)
    assert [line.split()[0] for line in lines(read(document))] == ["I.", "1.", "2.", "II.", "3."]


def test_lists_of_one_definition_go_on_and_an_override_begins_anew() -> None:
    document = Document()
    lists = Lists(document)
    first = lists.new(("decimal", "%1."), start=4)
    second = lists.num(first, 900)
    third = lists.num(
        first, 901, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    )
    for listed in (first, second, third, third):
        number(document.add_paragraph("x"), listed)
    assert [line.split()[0] for line in lines(read(document))] == ["4.", "5.", "1.", "2."]


def test_a_number_comes_from_the_style_and_zero_takes_it_away() -> None:
    document = Document()
    listed = Lists(document).new(("lowerLetter", "%1."))
    base = document.styles.add_style("Butir", 1)
    base.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:numId w:val="{listed}"/></w:numPr>')
    )
    heir = document.styles.add_style("Butir Turunan", 1)
    heir.base_style = base
    document.add_paragraph("satu", style="Butir")
    number(document.add_paragraph("tanpa", style="Butir"), 0)
    document.add_paragraph("dua", style="Butir Turunan")
    assert lines(read(document)) == ["a. satu", "tanpa", "b. dua"]


def test_the_number_column_of_a_table_may_count_by_itself() -> None:
    document = Document()
    listed = Lists(document).new(("decimal", "%1."))
    table = put_rows(document, [[*PLAN[0]], ["", *PLAN[1][1:]], ["", *PLAN[2][1:]]])
    for row in table.rows[1:]:
        number(row.cells[0].paragraphs[0], listed)
    assert cells(read(document)) == PLAN


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        (
            "<w:moveFrom><w:r><w:t>b</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>c</w:t></w:r></w:moveTo>",
            "c",
        ),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>", "a"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>b</w:t></w:r>', "b"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>tentang</w:t></w:r>", "TENTANG"),
        ("<w:hyperlink><w:r><w:t>jdih</w:t></w:r></w:hyperlink>", "jdih"),
        (
            "<w:r><w:t>Undang</w:t><w:noBreakHyphen/><w:t>Un</w:t><w:softHyphen/><w:t>dang</w:t></w:r>",
            "Undang-Undang",
        ),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Pasal 3</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "Pasal 3",
        ),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>', "3"),
        ("<w:sdt><w:sdtContent><w:r><w:t>isi</w:t></w:r></w:sdtContent></w:sdt>", "isi"),
        (
            "<w:r><w:t>Nomor </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            "<w:r><w:t>Klik di sini</w:t></w:r></w:sdtContent></w:sdt>",
            "Nomor …",
        ),
    ],
)
def test_words_are_read_as_they_are_printed(inner: str, wanted: str) -> None:
    document = Document()
    paragraph(document, inner)
    assert read(document).text.strip() == wanted


def test_a_field_that_never_ends_swallows_nothing() -> None:
    document = Document()
    paragraph(document, '<w:r><w:fldChar w:fldCharType="begin"/><w:t>x</w:t></w:r>')
    document.add_paragraph("yang berikut tetap terbaca")
    assert lines(read(document)) == ["yang berikut tetap terbaca"]


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    document = Document()
    listed = Lists(document).new(("decimal", "%1."))
    first = number(document.add_paragraph("Undang-Undang"), listed)
    first._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:del/></w:rPr>"))
    number(document.add_paragraph(" Nomor 5"), listed)
    number(document.add_paragraph("lain"), listed)
    assert lines(read(document)) == ["1. Undang-Undang Nomor 5", "2. lain"]


BOX = (
    '<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>KOTAK</w:t></w:r></w:p>'
    "</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>KOTAK</w:t></w:r></w:p></w:txbxContent>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_and_has_a_place() -> None:
    document = Document()
    paragraph(document, f"<w:r><w:t>teks</w:t></w:r>{BOX}")
    source = read(document)
    assert lines(source) == ["teks", "KOTAK"]
    assert source.place_at(source.text.index("KOTAK")) == "kotak teks 1"


def test_a_footnote_stands_behind_the_text() -> None:
    document = Document()
    paragraph(
        document, '<w:r><w:t>Undang-</w:t><w:footnoteReference w:id="2"/><w:t>Undang</w:t></w:r>'
    )
    document.add_paragraph("penutup")
    data = with_part(
        save(document),
        "word/footnotes.xml",
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>lihat</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>",
        "footnotes",
    )
    source = read_word(data, "a.docx")
    assert lines(source) == ["Undang-Undang", "penutup", "lihat"]
    assert source.place_at(source.text.index("lihat")) == "catatan kaki 1"


def with_part(data: bytes, path: str, xml: str, kind: str) -> bytes:
    """Return a package with one more part that the body is related to."""
    out = BytesIO()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{path.split("/")[1]}"/>'
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "word/_rels/document.xml.rels":
                held = held.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            new.writestr(name, held)
        new.writestr(path, xml)
    return out.getvalue()


def test_the_letterhead_comes_first_and_running_heads_once() -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "KOMISI PEMILIHAN UMUM"
    section.header.paragraphs[0].text = "- 2 -"
    section.footer.paragraphs[0].text = "jdih.kpu.go.id"
    document.add_paragraph("KEPUTUSAN")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("LAMPIRAN")
    source = read(document)
    assert lines(source) == ["KOMISI PEMILIHAN UMUM", "KEPUTUSAN", "LAMPIRAN", "jdih.kpu.go.id"]
    assert source.place_at(0) == "kepala halaman"


# -- tables ----------------------------------------------------------------------------------------


def test_a_plan_is_read_cell_for_cell_with_its_places() -> None:
    document = Document()
    document.add_paragraph("RENCANA AKSI")
    put_rows(document, PLAN)
    source = read(document)
    assert cells(source) == PLAN
    assert source.place_at(source.text.index("RENCANA AKSI")) == "paragraf 1"
    assert source.place_at(source.text.index("Menyusun")) == "tabel 1 baris 3 kolom 3"


def test_cells_merged_over_rows_count_in_each_and_over_columns_once() -> None:
    document = Document()
    rows = [["No", "Area", "Komponen", "Aksi"], ["I", "", "", ""]]
    rows += [[str(i), "Tata Laksana", f"Komponen {i}", "Menyusun"] for i in range(1, 4)]
    table = put_rows(document, rows)
    table.rows[1].cells[0].merge(table.rows[1].cells[3])
    for row in table.rows[3:]:
        row.cells[1].text = ""
    table.rows[2].cells[1].merge(table.rows[4].cells[1])
    read_rows = read(document).tables[0].rows
    assert [cell.text for cell in read_rows[1]] == ["I", "", "", ""]
    assert [row[1].text for row in read_rows[2:]] == ["Tata Laksana"] * 3
    assert [row[1].inherited for row in read_rows[2:]] == [False, True, True]
    assert [row[2].text for row in read_rows[2:]] == ["Komponen 1", "Komponen 2", "Komponen 3"]


def raw_table(document: Any, widths: list[int], rows: list[list[tuple[int, str]]]) -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = ""
    for row in rows:
        body += "<w:tr>"
        for span, words in row:
            body += (
                f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
                f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"
            )
        body += "</w:tr>"
    xml = f"<w:tbl {W}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    document.element.body.insert(0, parse_xml(xml))


def test_borders_drawn_by_hand_that_miss_each_other_are_one() -> None:
    document = Document()
    raw_table(
        document,
        [600, 40, 2000, 30, 2000],
        [
            [(1, "No"), (2, "Komponen"), (2, "Target")],
            [(2, "1."), (2, "Tim Kerja"), (1, "Januari")],
            [(2, "2."), (1, "Rencana"), (2, "Maret")],
            [(1, "3."), (3, "Pola Pikir"), (1, "April")],
        ],
    )
    assert cells(read(document)) == [
        ["No", "Komponen", "Target"],
        ["1.", "Tim Kerja", "Januari"],
        ["2.", "Rencana", "Maret"],
        ["3.", "Pola Pikir", "April"],
    ]


def test_a_deleted_row_is_gone() -> None:
    document = Document()
    table = put_rows(document, PLAN)
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W}/>"))
    assert cells(read(document)) == [PLAN[0], PLAN[2]]


def test_a_list_in_a_cell_stays_in_its_cell() -> None:
    document = Document()
    table = put_rows(document, PLAN)
    cell = table.rows[1].cells[2]
    cell.add_paragraph("Menetapkan tim")
    inner = cell.add_table(2, 1)
    inner.rows[0].cells[0].text, inner.rows[1].cells[0].text = "SK", "Undangan"
    assert cells(read(document))[1][2] == "Membentuk tim Menetapkan tim SK Undangan"


def test_a_plan_in_a_frame_is_read_as_a_plan() -> None:
    document = Document()
    frame = document.add_table(1, 1).rows[0].cells[0]
    frame.paragraphs[0].text = "Tahun 2025"
    table = frame.add_table(3, 4)
    for row, words in zip(table.rows, PLAN, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    source = read(document)
    assert cells(source) == PLAN
    place = source.place_at(source.text.index("Menyusun"))
    assert place == "tabel 1 baris 1 kolom 1, tabel di dalamnya baris 3 kolom 3"


def test_a_table_that_only_places_words_is_lines() -> None:
    document = Document()
    listed = Lists(document).new(("lowerLetter", "%1."))
    row = document.add_table(1, 3).rows[0].cells
    row[0].text, row[1].text = "Menimbang", ":"
    number(row[2].paragraphs[0], listed).add_run("bahwa satu;")
    number(row[2].add_paragraph("bahwa dua;"), listed)
    source = read(document)
    assert lines(source) == ["Menimbang : a. bahwa satu;", "b. bahwa dua;"]
    assert source.tables == ()
    assert source.place_at(source.text.index("dua")) == "tabel 1 baris 1 kolom 3 paragraf 2"


# -- pages -----------------------------------------------------------------------------------------

TURN = "<w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>"


def test_pages_are_those_that_word_showed() -> None:
    document = Document()
    document.add_paragraph("satu")
    paragraph(document, '<w:r><w:br w:type="page"/></w:r>')
    paragraph(document, TURN.format("dua"))
    paragraph(document, f"<w:r><w:t>masih dua </w:t></w:r>{TURN.format('tiga')}")
    table = put_rows(document, PLAN)
    for cell in table.rows[2].cells[:2]:
        run = cell.paragraphs[0].runs[0]._r
        run.insert(0, parse_xml(f"<w:lastRenderedPageBreak {W}/>"))
    source = read(document)
    pages = {
        word: source.locate(source.text.index(word))[2]
        for word in ("satu", "dua", "masih", "tiga", "Tim Kerja", "Rencana Kerja")
    }
    assert pages == {
        "satu": 1,
        "dua": 2,
        "masih": 2,
        "tiga": 3,
        "Tim Kerja": 3,
        "Rencana Kerja": 4,
    }


def test_without_shown_breaks_no_page_is_claimed() -> None:
    document = Document()
    document.add_paragraph("satu")
    paragraph(document, '<w:r><w:br w:type="page"/></w:r>')
    document.add_paragraph("dua")
    assert read(document).pages == ()


def test_an_empty_paragraph_and_a_new_block_part_the_lines() -> None:
    document = Document()
    document.add_paragraph("TENTANG")
    document.add_paragraph()
    document.add_paragraph()
    document.add_paragraph("RENCANA")
    document.add_paragraph("LAMPIRAN").paragraph_format.left_indent = Twips(6000)
    assert read(document).text == "TENTANG\n\nRENCANA\n\nLAMPIRAN\n"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            [["Menetapkan", ":", "KEPUTUSAN TENTANG RENCANA AKSI"], ["KESATU", ":", "Menetapkan"]],
            ["Menetapkan : KEPUTUSAN TENTANG RENCANA AKSI", "KESATU : Menetapkan"],
        ),
        (
            [
                ["NOMOR", "12 TAHUN 2025"],
                ["KEDUA", "Keputusan ini mulai berlaku pada tanggal ini."],
            ],
            ["NOMOR 12 TAHUN 2025", "KEDUA Keputusan ini mulai berlaku pada tanggal ini."],
        ),
        (
            [["SEKRETARIS,", "KETUA,"], ["BUDI SANTOSO", "SITI AMINAH"]],
            ["SEKRETARIS,", "KETUA,", "BUDI SANTOSO", "SITI AMINAH"],
        ),
    ],
)
def test_a_label_goes_with_its_words_and_names_stand_apart(
    rows: list[list[str]], wanted: list[str]
) -> None:
    document = Document()
    put_rows(document, rows)
    assert lines(read(document)) == wanted


def test_ruled_tables_of_two_columns_are_data_unless_a_colon_sets_them() -> None:
    document = Document()
    put_rows(document, [["Komponen", "Aksi"], ["Tim Kerja", "Membentuk tim"]]).style = "Table Grid"
    put_rows(document, [["Menimbang", ":", "bahwa"], ["", "", "bahwa"]]).style = "Table Grid"
    source = read(document)
    assert len(source.tables) == 1
    assert cells(source) == [["Komponen", "Aksi"], ["Tim Kerja", "Membentuk tim"]]
