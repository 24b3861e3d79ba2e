"""Read the words of a paragraph as they are printed once all tracked changes are accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from zikg.read.word.labels import plain_signs, symbol
from zikg.read.word.names import (
    ALTERNATE,
    GONE,
    PPR,
    RPR,
    WRAPS,
    W,
    chosen,
    switched,
    whole,
)
from zikg.read.word.trace import Letters, letters

if TYPE_CHECKING:
    from zikg.read.word.names import Element
    from zikg.read.word.styles import Styles
    from zikg.read.word.trace import Trace

    _Said = tuple[str, Element]
    """Some words and the element that they stand in."""

BREAK: Final = "\n"
EXPLICIT: Final = "\v"
"""Where a page break was put; XML knows no such character, so no text holds it."""
RENDERED: Final = "\f"
"""Where a page began when Word last showed the document."""
BLANK: Final = "…"
"""What stands for a content control that nobody has filled in yet."""
_TEXTS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "-",
}
_TURN: Final = f"{W}lastRenderedPageBreak"
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SHAPES: Final = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_BOX: Final = f"{W}txbxContent"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_NEAR_TOP: Final = 3_000_000
"""English Metric Units (360,000 a centimetre): boxes so near the top of a page stand above."""


@dataclass(slots=True)
class Words:
    """The words of a paragraph with its breaks, and what hangs on it.

    ``boxes`` are the contents of text boxes, each with whether it stands above the paragraph;
    ``letters`` tell where its letters stand, if that is traced.
    """

    text: str = ""
    boxes: list[tuple[Element, bool]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    letters: Letters[int] = field(default_factory=letters)


class WordReader:
    """Reads paragraphs in their order; fields may begin in one and end in another.

    Args:
        styles: the styles of the document.
        trace: remembers where letters stand; ``None`` where nobody asks.
    """

    def __init__(self, styles: Styles, trace: Trace | None = None) -> None:
        self._styles = styles
        self._trace = trace
        self._fields: list[bool] = []  # the open fields: whether their result has begun

    def read(self, paragraph: Element) -> Words:
        """Return the words of a paragraph (``w:p``), without its automatic number."""
        found = Words()
        pieces: list[_Said] = []
        style = self._styles.of(paragraph.find(PPR))
        self._walk(paragraph, style, pieces, found)
        # A field whose result never came must not swallow what follows.
        self._fields = [True for _ in self._fields]
        text = "".join(said for said, _ in pieces)
        found.text = _UNSEEN.sub("", text).replace("\u2011", "-")
        if self._trace is not None:
            for said, element in pieces:
                found.letters += _traced(self._trace, said, element)
        return found

    def _walk(self, parent: Element, style: str, pieces: list[_Said], found: Words) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, style, pieces, found)
            elif tag in WRAPS:
                self._walk(child, style, pieces, found)
            elif tag == f"{W}sdt":
                self._control(child, style, pieces, found)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._walk(branch, style, pieces, found)

    def _control(self, control: Element, style: str, pieces: list[_Said], found: Words) -> None:
        properties = control.find(f"{W}sdtPr")
        content = control.find(f"{W}sdtContent")
        if properties is not None and switched(properties, "showingPlcHdr"):
            pieces.append((BLANK, control))
        elif content is not None:
            self._walk(content, style, pieces, found)

    def _run(self, run: Element, style: str, pieces: list[_Said], found: Words) -> None:
        properties = run.find(RPR)
        hidden = self._styles.switch(properties, style, "vanish")
        said: list[_Said] = []
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif hidden or tag in GONE:
                continue
            elif tag == ALTERNATE:
                branch = chosen(child)
                for each in () if branch is None else branch:
                    self._piece(each, said, found)
            else:
                self._piece(child, said, found)
        if said:
            capital = self._styles.switch(properties, style, "caps")
            pieces += [(each.upper(), child) for each, child in said] if capital else said

    def _piece(self, child: Element, said: list[_Said], found: Words) -> None:
        tag = child.tag
        if tag == _TURN:
            said.append((RENDERED, child))
        elif tag in _SHAPES:
            self._shape(child, found)
        elif not all(self._fields):
            return
        elif tag == f"{W}t":
            said.append((plain_signs(child.text or "").replace("\n", " "), child))
        elif (put := _TEXTS.get(tag)) is not None:
            said.append((put, child))
        elif tag == f"{W}br":
            said.append((EXPLICIT if child.get(f"{W}type") == "page" else BREAK, child))
        elif tag == f"{W}sym":
            sign = symbol(_code(child.get(f"{W}char")), child.get(f"{W}font", ""))
            said.append((sign, child))
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], child.get(f"{W}id", "")))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _shape(self, shape: Element, found: Words) -> None:
        """Note the text boxes and pictures of a drawing; of two branches only the chosen one."""
        above = _stands_above(shape)
        stack = [shape]
        while stack:
            each = stack.pop()
            if each.tag == _BOX:
                found.boxes.append((each, above))
            elif each.tag == ALTERNATE:
                branch = chosen(each)
                if branch is not None:
                    stack.append(branch)
            else:
                found.pictures += each.tag in _PICTURES
                stack.extend(reversed(each))


def _traced(trace: Trace, said: str, element: Element) -> Letters[int]:
    """Return where the letters of a piece stand, without the signs that are never seen."""
    if element.tag != f"{W}t":
        return trace.spots(element, _UNSEEN.sub("", said))
    return trace.spots(element, _UNSEEN.sub(" ", said), element.text or "")


def _stands_above(shape: Element) -> bool:
    """Return whether a drawing stands above the paragraph that it is anchored in."""
    place = shape.find(f"{_DRAWING}anchor/{_DRAWING}positionV")
    if place is None:
        return False
    offset = whole(place.findtext(f"{_DRAWING}posOffset"), 0)
    if place.get("relativeFrom") in {"page", "margin", "topMargin"}:
        return place.findtext(f"{_DRAWING}align") == "top" or offset < _NEAR_TOP
    return offset < 0


def _code(char: str | None) -> int:
    try:
        return int(char or "", 16)
    except ValueError:
        return 0
