"""Read PDF files that have a text layer; pages that are pictures go to `zikg.read.ocr`."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from zikg.read import limits
from zikg.read.composing import Composer
from zikg.read.pausing import no_collection
from zikg.read.pdf import child, refusals
from zikg.read.pdf.pages import Writer
from zikg.read.pdf.sheet import Rule, Sheet, Word

if TYPE_CHECKING:
    from zikg.model import Source

_END: Final = b"%%EOF"
_TAIL: Final = 4_096
"""Bytes at the end of a file that hold its end mark; a file without it was cut off."""
_MOSTLY: Final = 0.3
"""Share of letters without a character from which a page cannot be read as text."""
_FEW: Final = 25
"""Words that a stamp or a footer may print on a page that is a picture otherwise."""
_COVERED: Final = 0.5
_SHAPES: Final = 200
"""Paths on a page without words from which they are taken for letters drawn as shapes."""


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF file: its paragraphs, tables and pages.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: the file is protected, broken, too big, or its pages hold no text that can be
            read and OCR is not installed.
    """
    if _END not in data.rstrip(b"\0\r\n ")[-_TAIL:]:
        raise refusals.broken(name)
    sheets = _sheets(_ask({"ask": "words"}, data, name)[1], name)
    unread = {sheet.number for sheet in sheets if sheet.broken >= _MOSTLY}
    pictures = unread | {sheet.number for sheet in sheets if _is_picture(sheet)}
    if not any(sheet.words for sheet in sheets) and not pictures:
        raise refusals.empty(name)
    composer = Composer("pdf")
    if len(pictures) > limits.PAGES:
        raise refusals.long(name, len(pictures))
    if pictures:
        _need_ocr(name, sorted(pictures), unread)

    def recognise(number: int) -> None:
        _recognise(data, name, number, composer)

    try:
        with no_collection():
            Writer(composer, recognise).write(sheets, pictures)
    except TimeoutError as error:
        raise refusals.late(name) from error
    return composer.source(name, hashlib.sha256(data).hexdigest())


def _ask(question: dict[str, Any], data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    try:
        head, body = child.CHILD.ask(question, data)
    except child.WorkerError as error:
        raise (refusals.late(name) if error.late else refusals.broken(name)) from error
    if "error" in head:
        raise refusals.refused(name, head)
    return head, body


def _sheets(body: bytes, name: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    for number, page in enumerate(json.loads(body), 1):
        if page.get("lost"):
            raise refusals.lost(name, number)
        words = [
            Word(text, left, top, right, bottom, bool(apart), bool(sideways))
            for text, left, top, right, bottom, apart, sideways in page["words"]
        ]
        rules = [_rule(*line) for line in page["lines"]]
        sheets.append(
            Sheet(
                number,
                page["width"],
                page["height"],
                words,
                rules,
                page["picture"],
                page["broken"],
                page["hidden"],
                page["drawn"],
            )
        )
    return sheets


def _rule(left: float, top: float, right: float, bottom: float) -> Rule:
    if bottom - top > right - left:
        return Rule(True, (left + right) / 2, top, bottom)
    return Rule(False, (top + bottom) / 2, left, right)


def _is_picture(sheet: Sheet) -> bool:
    """Whether a page is a scan: a picture (or letters drawn as shapes) and next to no words."""
    if sheet.hidden:
        return False
    if len(sheet.words) <= _FEW and sheet.picture >= _COVERED:
        return True
    return not sheet.words and (sheet.drawn >= _SHAPES or sheet.picture > 0.2)


def _need_ocr(name: str, pages: list[int], unread: set[int]) -> None:
    from zikg.read import ocr

    if not ocr.available():
        raise refusals.pictures(name, pages, unread)


def _recognise(data: bytes, name: str, number: int, composer: Composer) -> None:
    from PIL import Image

    from zikg.read import ocr

    head, grey = _ask({"ask": "picture", "page": number}, data, name)
    size = (head["width"], head["height"])
    picture = Image.frombuffer("L", size, grey, "raw", "L", head["stride"], 1)
    ocr.read_page(picture, composer, f"{name} hlm. {number}")
