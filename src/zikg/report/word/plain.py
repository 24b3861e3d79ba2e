"""Set the text of a document that is no Word document as one: paragraphs and tables, plainly."""

from __future__ import annotations

import io
import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from zikg.read.word.names import TC, TR, P, W
from zikg.read.word.package import Package
from zikg.read.word.trace import NOWHERE, Trace, count
from zikg.report.word.runs import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Cell, Source, Table
    from zikg.read.word.names import Element

_FONT: Final = "Arial"
_UNKNOWN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WIDTH: Final = 9_000
"""Twentieths of a point between the margins."""
_LEAST: Final = 10
_MOST: Final = 150
"""Letters of a cell that count for the width of its column."""
_BORDERS: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def built(source: Source) -> tuple[bytes, Trace]:
    """Return a Word document with the text of a source, and where its letters stand.

    Args:
        source: a document of any format.
    """
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(3)
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "zikg", "", ""
    body = document.element.body
    setter = _Setter(source, body)
    for block in setter.blocks():
        body.insert(len(body) - 1, block)  # before the properties of the section
    file = io.BytesIO()
    document.save(file)
    data = file.getvalue()
    return data, setter.traced(data)


def _widths(table: Table, count: int) -> list[int]:
    """Return the widths of columns, in twentieths of a point: more words, more room."""
    longest = [_LEAST] * count
    for row in table.rows:
        if any(cell.text for cell in row[1:]):  # no heading that goes over all columns
            for place, cell in enumerate(row):
                longest[place] = max(longest[place], min(len(cell.text), _MOST))
    shares = [length**0.5 for length in longest]
    return [int(_WIDTH * share / sum(shares)) for share in shares]


class _Setter:
    def __init__(self, source: Source, maker: Element) -> None:
        self._source = source
        self._maker = maker
        self._starts: list[int] = []

    def blocks(self) -> Iterator[Element]:
        """Give the paragraphs and tables of the text."""
        text, done = self._source.text, 0
        for table in sorted(self._source.tables, key=lambda each: each.span.start):
            if table.span.start < done:
                continue
            yield from self._lines(done, table.span.start)
            yield self._table(table)
            yield self._maker.makeelement(P, {})
            done = table.span.end
        yield from self._lines(done, len(text))

    def traced(self, data: bytes) -> Trace:
        """Return where the letters stand in the document as it is read again."""
        package = Package(data, self._source.path)
        root = package.part(package.main)
        assert root is not None
        trace = Trace(root, package.main)
        text = self._source.text
        offsets = array("Q", [i for i, sign in enumerate(text) if not sign.isspace()])
        found = array("Q", [NOWHERE]) * len(offsets)
        for words, start in zip(root.iter(f"{W}t"), self._starts, strict=True):
            said = words.text or ""
            place = bisect_left(offsets, start)
            if start >= 0:
                found[place : place + count(said)] = trace.spots(words, said, said)
        trace.write(found)
        trace.close(text)
        return trace

    def _lines(self, start: int, end: int) -> Iterator[Element]:
        for line in self._source.text[start:end].split("\n"):
            paragraph = self._maker.makeelement(P, {})
            if line.strip():
                paragraph.append(self._run(start, start + len(line)))
            yield paragraph
            start += len(line) + 1

    def _run(self, start: int, end: int) -> Element:
        said = _UNKNOWN.sub("\ufffd", self._source.text[start:end])
        return self._words(said.replace("\t", " ").replace("\n", " "), start)

    def _words(self, said: str, start: int) -> Element:
        run = self._maker.makeelement(f"{W}r", {})
        words = run.makeelement(f"{W}t", {SPACE: "preserve"})
        words.text = said
        run.append(words)
        self._starts.append(start)
        return run

    def _table(self, table: Table) -> Element:
        make = self._maker.makeelement
        width = max(len(row) for row in table.rows)
        made = make(f"{W}tbl", {})
        properties = make(f"{W}tblPr", {})
        properties.append(make(f"{W}tblW", {f"{W}w": "5000", f"{W}type": "pct"}))
        borders = make(f"{W}tblBorders", {})
        for name in _BORDERS:
            drawn = {f"{W}val": "single", f"{W}sz": "4", f"{W}space": "0", f"{W}color": "808080"}
            borders.append(make(W + name, drawn))
        properties.append(borders)
        properties.append(make(f"{W}tblLayout", {f"{W}type": "fixed"}))
        made.append(properties)
        grid = make(f"{W}tblGrid", {})
        grid.extend(make(f"{W}gridCol", {f"{W}w": str(each)}) for each in _widths(table, width))
        made.append(grid)
        for place, row in enumerate(table.rows):
            line = make(TR, {})
            below = table.rows[place + 1] if place + 1 < len(table.rows) else ()
            # A cell that stands alone is a heading over all columns.
            alone = not any(cell.text or cell.inherited for cell in row[1:])
            held = row[:1] if alone else row
            for column, cell in enumerate(held):
                last = column == len(held) - 1
                span = width - column if last else 1
                goes_on = column < len(below) and below[column].inherited
                line.append(self._cell(cell, span, goes_on))
            made.append(line)
        return made

    def _cell(self, cell: Cell, span: int, goes_on: bool) -> Element:
        made = self._maker.makeelement(TC, {})
        properties = made.makeelement(f"{W}tcPr", {})
        if span > 1:
            properties.append(made.makeelement(f"{W}gridSpan", {f"{W}val": str(span)}))
        if cell.inherited or goes_on:
            kept = {} if cell.inherited else {f"{W}val": "restart"}
            properties.append(made.makeelement(f"{W}vMerge", kept))
        if len(properties):
            made.append(properties)
        paragraph = made.makeelement(P, {})
        if not cell.inherited:
            for place, piece in enumerate(cell.spans):
                if place:
                    paragraph.append(self._words(" ", -1))
                paragraph.append(self._run(piece.start, piece.end))
        made.append(paragraph)
        return made
