"""Write decrees as Word documents, in the ways in which offices type them.

A decree that was read from a text is set again: its preamble with automatic letters and numbers,
its plan as real tables. What is checked afterwards must be the same.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from zikg.extract.view import flat
from zikg.read.cells import clean_cell

if TYPE_CHECKING:
    from zikg.model import Area, Decree, Part

W = nsdecls("w")
COLUMNS = (
    "component",
    "indicator",
    "action",
    "evidence",
    "responsible",
    "output",
    "target",
    "note",
)
LISTS = ("menimbang", "mengingat", "memperhatikan")


@dataclass(frozen=True)
class Style:
    """How a decree is typed.

    ``preamble``: ``own`` (label in a line of its own), ``table`` (three cells, all items in one),
    ``rows`` (four cells, a row for each item), ``typed`` (all in text). ``plan``: ``rows`` (area
    rows merged over all columns), ``column`` (area in a column merged over its rows), ``apart`` (a
    table for each area below its heading), ``pages`` (cut into tables of seven rows).
    """

    preamble: str = "own"
    plan: str = "rows"
    automatic: bool = True
    letterhead: bool = False
    landscape: bool = True
    tracked: bool = False
    nested: bool = False
    borders: bool = True


class Lists:
    """Makes lists that count by themselves: definitions of its own in ``numbering.xml``."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        self.last = 700

    def new(self, *levels: tuple[str, str], start: int = 1) -> int:
        """Return the number of a new list; a level is its form and its text."""
        self.last += 1
        made = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (form, text) in enumerate(levels)
        )
        abstract = parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="{self.last}">{made}</w:abstractNum>'
        )
        self.root.insert(0, abstract)
        return self.num(self.last, self.last)

    def num(self, abstract: int, number: int, inner: str = "") -> int:
        """Return a list that counts in a definition, with overrides of its own."""
        self.root.append(
            parse_xml(
                f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{inner}</w:num>'
            )
        )
        return number


def number(paragraph: Any, listed: int, level: int = 0) -> Any:
    """Give a paragraph an automatic number."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{listed}"/></w:numPr>')
    )
    return paragraph


def save(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def write(decree: Decree, style: Style) -> bytes:
    """Return a decree as a Word document."""
    return _Writer(decree, style).write()


class _Writer:
    def __init__(self, decree: Decree, style: Style) -> None:
        self.decree = decree
        self.style = style
        self.text = decree.source.text
        self.document: Any = Document()
        self.lists = Lists(self.document)

    def write(self) -> bytes:
        done = 0
        parts = self._listed()
        plan = self.decree.plan
        first = True
        stops: list[tuple[int, int, Any]] = []
        for section in dict.fromkeys(part.section for part in parts):
            inside = [part for part in parts if part.section == section]
            if section == "diktum":
                stops += [(p.span.start, p.span.end, [p]) for p in inside]
            else:
                start = inside[0].span.start
                above = self.text.lower().rfind(section, max(0, start - 60), start + 20)
                start = self.text.rfind("\n", 0, above) + 1 if above >= 0 else start
                stops.append((start, inside[-1].span.end, inside))
        if plan is not None:
            start = min(
                [plan.span.start]
                + [a.span.start for a in plan.areas if a.span.end]
                + [
                    t.span.start
                    for t in self.decree.source.tables
                    if t.span.start >= plan.span.start
                ]
            )
            end = max(
                [plan.span.end]
                + [t.span.end for t in self.decree.source.tables if t.span.start < plan.span.end]
            )
            stops.append((start, end, plan))
        for start, end, what in sorted(stops, key=lambda stop: stop[0]):
            first = self._lines(done, start, first)
            if isinstance(what, list):
                self._items(what)
            else:
                self._plan()
            done = end
        self._lines(done, len(self.text), first)
        return save(self.document)

    def _listed(self) -> list[Part]:
        return [
            part
            for part in self.decree.parts
            if part.item is not None and part.section in (*LISTS, "diktum")
        ]

    def _lines(self, start: int, end: int, first: bool) -> bool:
        """Write lines of running text; the first ones may be the letterhead."""
        head = self.document.sections[0].first_page_header
        for line in self.text[start:end].split("\n"):
            words = clean_cell(line, 0, len(line)).text.lstrip("#>- ").strip(" *")
            if not words or set(words) <= set("-_="):
                self.document.add_paragraph()
                continue
            if first and self.style.letterhead and words.isupper() and "KEPUTUSAN" not in words:
                self.document.sections[0].different_first_page_header_footer = True
                head.paragraphs[0].add_run(words)
                head.add_paragraph()
                continue
            first = False
            if words.upper().startswith("LAMPIRAN") and self.style.landscape:
                section = self.document.add_section(WD_SECTION.NEW_PAGE)
                section.orientation = WD_ORIENT.LANDSCAPE
                self.style = Style(**{**self.style.__dict__, "landscape": False})
            paragraph = self.document.add_paragraph(words)
            if words.isupper():
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return first

    def _items(self, parts: list[Part]) -> None:
        section = parts[0].section
        label = section.capitalize()
        said = [self._words(part) for part in parts]
        if section == "diktum":
            for part, words in zip(parts, said, strict=True):
                self.document.add_paragraph(f"{(part.item or '').upper()}\t:\t{words}")
            return
        labels = [flat(self.text, p.label.start, p.label.end) if p.label else "" for p in parts]
        letters = bool(parts[0].item and parts[0].item.isalpha())
        form = ("lowerLetter" if letters else "decimal", "%1.")
        listed = self.lists.new(form)
        auto = self.style.automatic and len(parts) > 1
        if self.style.preamble == "typed":
            for place, (mark, words) in enumerate(zip(labels, said, strict=True)):
                before = f"{label}\t:\t" if place == 0 else "\t\t"
                self.document.add_paragraph(f"{before}{mark}\t{words}")
            return
        if self.style.preamble == "rows":
            table = self.document.add_table(0, 4)
            for place, (mark, words) in enumerate(zip(labels, said, strict=True)):
                cells = table.add_row().cells
                cells[0].text, cells[1].text = (label, ":") if place == 0 else ("", "")
                cells[3].text = words
                if auto:
                    number(cells[2].paragraphs[0], listed)
                else:
                    cells[2].text = mark
            return
        if self.style.preamble == "table":
            cells = self.document.add_table(1, 3).rows[0].cells
            cells[0].text, cells[1].text = label, ":"
            target = cells[2]
        else:
            self.document.add_paragraph(f"{label} :")
            target = self.document
        for place, (mark, words) in enumerate(zip(labels, said, strict=True)):
            inside = place == 0 and target is not self.document
            paragraph = target.paragraphs[0] if inside else target.add_paragraph()
            if auto:
                number(paragraph, listed)
                self._run(paragraph, words)
            else:
                self._run(paragraph, f"{mark}\t{words}")

    def _run(self, paragraph: Any, words: str) -> None:
        """Write words; tracked, half of them come as put in and something is taken out."""
        if not self.style.tracked or len(words) < 20:
            paragraph.add_run(words)
            return
        cut = words.index(" ", len(words) // 2)
        paragraph.add_run(words[:cut])
        gone = parse_xml(
            f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText xml:space="preserve"> Nomor 99 Tahun '
            "1999</w:delText></w:r></w:del>"
        )
        put = parse_xml(f'<w:ins {W} w:id="2" w:author="a"/>')
        paragraph.add_run(words[cut:])
        run = paragraph.runs[-1]._r
        put.append(deepcopy(run))
        paragraph._p.replace(run, put)
        put.addprevious(gone)

    def _words(self, part: Part) -> str:
        start = part.label.end if part.label else part.span.start
        words = flat(self.text, start, part.span.end)
        return words.lstrip(" :.)") if part.section == "diktum" else words.strip()

    def _plan(self) -> None:
        plan = self.decree.plan
        assert plan is not None
        kinds = [kind for kind in COLUMNS if any(getattr(r, kind) is not None for r in plan.rows)]
        heads = {
            "component": "Komponen",
            "indicator": "Indikator",
            "action": "Rencana Aksi",
            "evidence": "Bukti Dukung",
            "responsible": "Penanggung Jawab",
            "output": "Output",
            "target": "Target Waktu",
            "note": "Keterangan",
        }
        merged = self.style.plan == "column"
        names = ["No", *(["Area Perubahan"] if merged else []), *(heads[kind] for kind in kinds)]
        rows = 0
        table: Any = None
        for area in plan.areas:
            if self.style.plan == "apart" and area.heading:
                self.document.add_paragraph(self._heading(area))
                table = None
            if table is None or (self.style.plan == "pages" and rows > 7):
                fresh = table is None
                table = self._table(names)
                rows = 0
                if not fresh and self.style.plan == "pages":
                    table._tbl.remove(table.rows[0]._tr)
            if self.style.plan in {"rows", "pages"} and area.heading:
                cells = table.add_row().cells
                cells[0].merge(cells[-1]).text = self._heading(area)
            self._rows(table, area, kinds, merged)
            rows += len(area.rows)

    def _heading(self, area: Area) -> str:
        """Return the heading of an area with its number, as it was printed."""
        return flat(self.text, area.span.start, area.span.end)

    def _table(self, names: list[str]) -> Any:
        holder: Any = self.document
        if self.style.nested:
            holder = self.document.add_table(1, 1).rows[0].cells[0]
        table = holder.add_table(1, len(names))
        if self.style.borders:
            table.style = "Table Grid"
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            cell.text = name
        return table

    def _rows(self, table: Any, area: Area, kinds: list[str], merged: bool) -> None:
        counted = [row.number for row in area.rows] == [str(i + 1) for i in range(len(area.rows))]
        listed = self.lists.new(("decimal", "%1.")) if counted and self.style.automatic else 0
        first: Any = None
        for row in area.rows:
            cells = table.add_row().cells
            if listed:
                number(cells[0].paragraphs[0], listed)
            else:
                cells[0].text = "" if re.fullmatch(r".*\d[b-z]", row.number) else row.number
            if merged and first is None:
                first = cells[1]
                first.text = self._heading(area)
            for place, kind in enumerate(kinds, start=1 + merged):
                held = getattr(row, kind)
                cells[place].text = held.text if held and not held.inherited else ""
                if held and held.inherited:
                    cells[place]._tc.get_or_add_tcPr().append(parse_xml(f"<w:vMerge {W}/>"))
                    above = table.rows[-2].cells[place]._tc.get_or_add_tcPr()
                    if above.find(qn("w:vMerge")) is None:
                        above.append(parse_xml(f'<w:vMerge {W} w:val="restart"/>'))
        if first is not None and len(area.rows) > 1:
            first.merge(table.rows[-1].cells[1])
