"""Read a web page, as JDIH sites and "Save as web page" give it: paragraphs, lists, tables."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ReadError
from zikg.read import limits
from zikg.read.composing import Composer
from zikg.read.pausing import no_collection
from zikg.read.telling import Teller
from zikg.read.word.labels import sign
from zikg.read.word.pieces import Box, Grid, Piece, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Source

_CHARSET: Final = re.compile(
    rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE
)
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SILENT: Final = frozenset(
    (
        *("script", "style", "head", "title", "noscript", "template", "svg", "math", "object"),
        *("iframe", "select", "button", "nav"),
    )
)
_INLINE: Final = frozenset(
    (
        *("a", "abbr", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img"),
        *("input", "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEP: Final = 200
_MOST_SPAN: Final = 200


def read_html(data: bytes, name: str) -> Source:
    """Read a web page.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: it holds no text, too many elements, or is nested too deep.
    """
    from lxml import etree

    text = _decoded(data)
    if text.count("<") > limits.NODES:
        raise _unreadable(name, "terlalu banyak unsur", "too many elements")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable(name, "bentuknya rusak", "it is damaged") from error
    body = root.find("body") if root is not None else None
    body = root if body is None else body
    if body is None:
        raise _unreadable(name, "tidak ada teks di dalamnya", "there is no text in it")
    with no_collection():
        teller = Teller(Composer("text"), name)
        teller.tell(_Reader(name).blocks(body))
        return teller.source(hashlib.sha256(data).hexdigest())


def _decoded(data: bytes) -> str:
    """Return the text: in the encoding that the page names, else UTF-8, else that of Windows."""
    named = next((code for bom, code in _BOMS if data.startswith(bom)), None)
    found = _CHARSET.search(data[:4096])
    for encoding in (named, found[1].decode() if found else None, "utf-8"):
        try:
            if encoding:
                return data.decode(encoding).replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace").replace("\x00", "")


def _unreadable(name: str, why: str, english: str) -> ReadError:
    return ReadError(
        f"Halaman web {name} tidak dapat dibaca: {why}; simpan sebagai .docx atau .txt.",
        f"The web page {name} cannot be read: {english}; save it as .docx or .txt.",
    )


class _Reader:
    """Reads elements into lines and tables."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = self._depth = 0

    def blocks(self, element: Any, label: str = "") -> Iterator[Piece | Grid]:
        """Give the lines and tables in an element, an item's number before its first line."""
        self._depth += 1
        if self._depth > _DEEP:
            raise _unreadable(self._name, "bersarang terlalu dalam", "it is nested too deep")
        words = label + (element.text or "")
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            block = bool(tag) and tag not in _INLINE and tag not in _SILENT
            if block or self._holds_block(child, tag):
                if block and tag == "br":
                    yield from _line(words)
                    words = ""
                else:
                    if words.strip() and words != label:
                        yield from _line(words)
                        words = label = ""
                    yield from self._block(child, tag, words)
                    words = label = ""
            elif tag and tag not in _SILENT:
                words += "".join(child.itertext())
            words += child.tail or ""
        yield from _line(words)
        self._depth -= 1

    def _holds_block(self, element: Any, tag: str) -> bool:
        if tag not in _INLINE or not len(element):
            return False
        return any(
            isinstance(inner.tag, str) and inner.tag not in _INLINE
            for inner in element.iterdescendants()
        )

    def _block(self, element: Any, tag: str, label: str) -> Iterator[Piece | Grid]:
        if tag == "table":
            yield from _line(label)
            yield from self._table(element)
        elif tag in {"ol", "ul"}:
            yield from _line(label)
            yield from self._list(element, tag)
        elif tag == "pre":
            yield from (Piece(flat(line)) for line in "".join(element.itertext()).split("\n"))
        else:
            yield from self.blocks(element, label)

    def _list(self, element: Any, tag: str) -> Iterator[Piece | Grid]:
        form = _FORMS.get(element.get("type", ""), "decimal")
        number = _whole(element.get("start"), 1)
        for item in element:
            if item.tag != "li":
                if isinstance(item.tag, str) and item.tag not in _SILENT:
                    yield from self.blocks(item)
                continue
            number = _whole(item.get("value"), number)
            yield from self.blocks(item, f"{sign(number, form)}. " if tag == "ol" else "• ")
            number += 1

    def _table(self, table: Any) -> Iterator[Piece | Grid]:
        caption = table.find("caption")
        if caption is not None:
            yield Piece(flat("".join(caption.itertext())))
        grid = Grid([], ruled=_bordered(table), headed=False)
        high: dict[int, int] = {}
        for row in _rows(table):
            boxes: list[Box] = []
            column = 0
            for cell in row:
                if cell.tag not in {"td", "th"}:
                    continue
                column = _past(high, column, boxes)
                boxes.append(Box(column, items=list(self.blocks(cell))))
                grid.headed = grid.headed or (cell.tag == "th" and not grid.rows)
                wide = min(max(_whole(cell.get("colspan"), 1), 1), _MOST_SPAN)
                tall = min(max(_whole(cell.get("rowspan"), 1), 1), _MOST_SPAN)
                self._cells += wide * tall
                if self._cells > limits.CELLS:
                    why = ("tabelnya terlalu besar", "its tables are too big")
                    raise _unreadable(self._name, *why)
                for place in range(column, column + wide):
                    # Only the first column of a merged block repeats its words below.
                    high[place] = tall - 1 if place == column else -(tall - 1)
                column += wide
            _past(high, column, boxes)
            grid.rows.append(boxes)
        yield grid


def _past(high: dict[int, int], column: int, boxes: list[Box]) -> int:
    """Return the next free column, after the cells that are merged down into this row."""
    while high.get(column):
        if high[column] > 0:
            boxes.append(Box(column, merged=True))
        high[column] -= 1 if high[column] > 0 else -1
        column += 1
    return column


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _bordered(table: Any) -> bool:
    if (table.get("border") or "0") not in {"0", "none"}:
        return True
    styles = [table.get("style") or ""]
    styles += [cell.get("style") or "" for cell in table.iter("td", "th")][:20]
    return any(re.search(r"border[\w-]*\s*:[^;]*\bsolid\b", style) for style in styles)


def _line(words: str) -> Iterator[Piece]:
    text = flat(words.replace("\u00ad", ""))
    if text:
        yield Piece(text)


def _whole(written: str | None, otherwise: int) -> int:
    found = re.match(r"\s*(\d{1,6})", written or "")
    return int(found[1]) if found else otherwise
