"""Write a decree as OpenDocument text (ODT) with odfpy, as LibreOffice keeps it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from odf import style as look
from odf.opendocument import OpenDocumentText
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import List, ListItem, ListLevelStyleNumber, ListStyle, P, Tab
from writing_pdf import pieces

from .grouping import Piece, grouped, lone, starts_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def decree_odt(text: str, *, automatic: bool = True) -> bytes:
    """Return a decree given as text (tabs or pipes between cells) as ODT.

    Args:
        text: the decree.
        automatic: whether lists count by themselves; else their marks are typed.
    """
    document = OpenDocumentText()
    _looks(document)
    lists = 0
    for kind, held in grouped(pieces(text)):
        if kind == "rows":
            document.text.addElement(_table([cells for _, cells in held]))
        elif kind == "items":
            lists += 1
            _items(document, held, f"L{lists}", automatic=automatic)
        else:
            for of, words in held:
                document.text.addElement(
                    P(text=words[0], stylename="Annex" if of == "annex" else "Standard")
                )
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _looks(document: Any) -> None:
    """Let a paragraph of the style ``Annex`` begin a landscape page, and rule the cells."""
    ruled = look.Style(name="Ruled", family="table-cell")
    ruled.addElement(look.TableCellProperties(border="0.5pt solid #000000"))
    document.automaticstyles.addElement(ruled)
    page = look.PageLayout(name="pm1")
    page.addElement(
        look.PageLayoutProperties(pagewidth="33cm", pageheight="21cm", printorientation="landscape")
    )
    document.automaticstyles.addElement(page)
    document.masterstyles.addElement(look.MasterPage(name="Landscape", pagelayoutname="pm1"))
    document.styles.addElement(look.Style(name="Standard", family="paragraph"))
    document.styles.addElement(
        look.Style(
            name="Annex",
            family="paragraph",
            parentstylename="Standard",
            masterpagename="Landscape",
        )
    )


def _items(document: Any, items: Sequence[Piece], name: str, *, automatic: bool) -> None:
    counted = starts_of([cells[1] for _, cells in items]) if automatic and len(items) > 1 else None
    if counted is None:
        for _, (label, mark, words) in items:
            paragraph = P()
            for piece in (label, ":" if label else "", mark):
                if piece:
                    paragraph.addText(piece)
                    paragraph.addElement(Tab())
            paragraph.addText(words)
            document.text.addElement(paragraph)
        return
    label = items[0][1][0]
    if label:
        document.text.addElement(P(text=f"{label} :"))
    form, start, before, after = counted
    made = ListStyle(name=name)
    made.addElement(
        ListLevelStyleNumber(
            level=1, numformat=form, numprefix=before, numsuffix=after, startvalue=start
        )
    )
    document.automaticstyles.addElement(made)
    listed = List(stylename=name)
    for _, (_, _, words) in items:
        item = ListItem()
        item.addElement(P(text=words))
        listed.addElement(item)
    document.text.addElement(listed)


def _table(rows: list[list[str]]) -> Any:
    width = max(map(len, rows))
    table = Table()
    table.addElement(TableColumn(numbercolumnsrepeated=width))
    for cells in rows:
        row = TableRow()
        if lone(cells, width):
            held = TableCell(numbercolumnsspanned=width, stylename="Ruled")
            held.addElement(P(text=cells[0]))
            row.addElement(held)
            row.addElement(CoveredTableCell(numbercolumnsrepeated=width - 1))
        else:
            for cell in cells + [""] * (width - len(cells)):
                held = TableCell(stylename="Ruled")
                held.addElement(P(text=cell))
                row.addElement(held)
        table.addElement(row)
    return table
