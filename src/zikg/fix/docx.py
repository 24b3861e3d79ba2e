"""The office's own form of a correction: a table Semula - Menjadi - Dasar/Keterangan (DOCX)."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, time
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zikg.fix.phrases import after, before, judged, name, say, where

if TYPE_CHECKING:
    from docx.table import _Cell as DocxCell
    from docx.table import _Row as DocxRow
    from docx.text.paragraph import Paragraph

    from zikg.fix.values import Change, Correction

_FONT: Final = "Arial"
_WIDTHS: Final = (10, 28, 83, 83, 69)
"""Widths of the columns in millimetres: 273 of the 297 of a landscape A4 page."""
_HEADS: Final = {
    "id": ("No.", "Bagian", "Semula", "Menjadi", "Dasar/Keterangan"),
    "en": ("No.", "Part", "Semula (was)", "Menjadi (becomes)", "Dasar/Keterangan (basis, note)"),
}
_TITLE: Final = {
    "id": "USULAN PERBAIKAN NASKAH KEPUTUSAN",
    "en": "PROPOSED CORRECTIONS OF THE DECREE",
}
_NOTE: Final = {
    "id": "Disusun oleh zikg dari fakta dalam registri peraturan; bukan pendapat hukum. Kata yang "
    "dicoret dihapus, kata tebal baru, dan bagian bertanda [...] diisi oleh penyusun.",
    "en": "Made by zikg from the facts in its registry of law; not legal advice. Words struck out "
    "go, words in bold are new, and what is marked [...] is for the drafter to fill in.",
}
_STATE: Final = {
    "safe": {
        "id": "Tanpa keputusan: hanya cara mengutip atau menulis.",
        "en": "No decision needed: only how something is cited or written.",
    },
    "unsafe": {"id": "Perlu keputusan pejabat.", "en": "Needs the decision of an officer."},
}
_OPEN: Final = {
    "id": "Yang perlu diputuskan dan belum ada usulan naskahnya",
    "en": "What has to be decided and has no proposed words",
}
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BLANK: Final = re.compile(r"(\[[^\[\]]{1,80}\])")
_SHORT: Final = 900
"""Letters of a change whose row is kept on one page; a longer one may go on on the next."""
_LONG: Final = 60
"""Letters of a source that are printed; the whole stands in the report of ``zikg check``."""


def render(correction: Correction, *, lang: str = "id") -> bytes:
    """Return the DOCX file of a correction: all changes, those that need a decision marked.

    Args:
        correction: what was proposed.
        lang: language of headings and reasons.
    """
    document = Document()
    _page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, _TITLE[lang], size=13, bold=True)
    named = document.add_paragraph()
    named.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(named, name(correction), size=11, bold=True)
    if correction.decree.title:
        about = document.add_paragraph()
        about.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(about, correction.decree.title.value, size=9)
    for words in (judged(correction, lang), _NOTE[lang]):
        _run(document.add_paragraph(), words, size=9)
    if correction.proposed:
        _table(document, correction, lang)
    else:
        _run(document.add_paragraph(), say("none", lang), size=10, bold=True)
    _left(document, correction, lang)
    properties = document.core_properties
    properties.title = _clean(f"{_TITLE[lang].capitalize()}: {name(correction)}")
    properties.author = "zikg"
    properties.comments = ""
    made = datetime.combine(correction.run.as_of, time(), UTC)
    properties.created = properties.modified = made
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: Any) -> None:
    """Make the page a landscape A4 with page numbers, and set the type."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(14)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(3)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = footer.add_run()
        run.font.size = Pt(8)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)


def _table(document: Any, correction: Correction, lang: str) -> None:
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for index, (cell, head) in enumerate(zip(table.rows[0].cells, _HEADS[lang], strict=True)):
        table.columns[index].width = Mm(_WIDTHS[index])
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(cell.paragraphs[0], head, size=9, bold=True)
        _shade(cell)
    _mark(table.rows[0], "w:tblHeader")
    for number, change in enumerate(correction.proposed, 1):
        row = table.add_row()
        _fill(row, number, change, lang)
        if len(change.before) + len(change.after) < _SHORT:
            _mark(row, "w:cantSplit")
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Mm(width)


def _fill(row: DocxRow, number: int, change: Change, lang: str) -> None:
    cells = row.cells
    cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(cells[0].paragraphs[0], f"{number}.")
    _run(cells[1].paragraphs[0], where(change, lang))
    old, new = before(change, lang), after(change, lang)
    if change.before and change.after:
        _compared(cells[2].paragraphs[0], cells[3].paragraphs[0], old, new)
    else:
        _run(cells[2].paragraphs[0], old, strike=bool(change.before))
        _words(cells[3].paragraphs[0], new, bold=bool(change.after))
    basis = cells[4]
    for index, reason in enumerate(change.reasons):
        paragraph = basis.paragraphs[0] if not index else basis.add_paragraph()
        _run(paragraph, reason, size=8)
    sources = dict.fromkeys(fact.source for fact in change.because if fact.source)
    if sources:
        shown = "; ".join(_shorten(source) for source in sources)
        _run(basis.add_paragraph(), f"{say('source', lang)}: {shown}", size=7)
    state = _STATE["safe" if change.safe else "unsafe"][lang]
    _run(basis.add_paragraph(), f"{state} ({', '.join(change.codes)})", size=8, italic=True)


def _compared(old: Paragraph, new: Paragraph, before: str, after: str) -> None:
    """Write both wordings, the words that go struck out, those that come in bold."""
    left, right = before.split(), after.split()
    for kind, i, j, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        same = kind == "equal"
        if i < j:
            _run(old, " ".join(left[i:j]) + " ", strike=not same)
        if first < last:
            _words(new, " ".join(right[first:last]) + " ", bold=not same)


def _words(paragraph: Paragraph, words: str, *, bold: bool = False) -> None:
    """Write words, those that are to be filled in on yellow."""
    for piece in _BLANK.split(words):
        if piece:
            _run(paragraph, piece, bold=bold, blank=bool(_BLANK.fullmatch(piece)))


def _left(document: Any, correction: Correction, lang: str) -> None:
    if not correction.open:
        return
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = Pt(10)
    heading.paragraph_format.keep_with_next = True
    _run(heading, _OPEN[lang], size=10, bold=True)
    for finding in correction.open:
        paragraph = document.add_paragraph(style="List Bullet")
        _run(paragraph, f"{where(finding, lang)}: ", bold=True)
        _run(paragraph, f"{finding.message} ({finding.code})")


def _run(
    paragraph: Paragraph,
    words: str,
    *,
    size: float = 9,
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    blank: bool = False,
) -> None:
    run = paragraph.add_run(_clean(words))
    run.font.name, run.font.size = _FONT, Pt(size)
    run.font.bold, run.font.italic, run.font.strike = bold, italic, strike
    if blank:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _clean(words: str) -> str:
    """Return words without the characters that XML does not know."""
    return _CONTROL.sub(" ", words)


def _shorten(source: str) -> str:
    return source if len(source) <= _LONG else source[: _LONG - 1] + "…"


def _shade(cell: DocxCell) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "D9E2F3")):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: DocxRow, name: str) -> None:
    """Mark a row: ``w:tblHeader`` repeats it on each page, ``w:cantSplit`` keeps it together."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))
