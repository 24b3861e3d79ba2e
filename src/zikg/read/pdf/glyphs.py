"""Read the letters of a page with PDFium and put them together to words.

Only what a reader of the page sees counts: invisible text (unless it lies over a picture, as OCR
layers do), white text on white paper, text off the page and letters drawn twice are left out.
This module runs in the worker process; see `zikg.read.pdf.worker`.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zikg.read.pdf.strokes import Drawing

Box = tuple[float, float, float, float]
RawWord = tuple[str, float, float, float, float, int, int]
"""Text, left, top, right, bottom, whether a blank stands before it, whether it runs sideways."""

_GAP: Final = 0.17
"""Gap between letters, in letter heights, from which they belong to different words."""
_HYPHENS: Final = frozenset("\x02\ufffe\u2010\u2011")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ZERO_WIDTH: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_WHITE: Final = 245
_INVISIBLE: Final = frozenset({3, 7})
_CODED: Final = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]|\(cid:\d+\)")
_SYMBOLS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "▪", "\uf02d": "-"}
"""Bullets that Word sets in a font of symbols, which has no characters of its own."""


@dataclass(slots=True)
class Letters:
    """The words of a page in the order in which they are drawn, and what to know about them."""

    words: list[RawWord]
    width: float
    height: float
    turn: int
    broken: float
    hidden: bool


@dataclass(slots=True)
class _Look:
    """How a text object is drawn: angle in quarter turns (``None`` aslant), seen or not."""

    quarter: int | None
    invisible: bool
    white: bool
    unknown: bool
    size: float


def read_letters(page: Any, text: Any, box: Box, drawing: Drawing) -> Letters:
    """Return the words of a page, turned so that most of its text is upright.

    Args:
        page: handle of the page.
        text: handle of its text page.
        box: the visible part of the page: left, bottom, right, top in points.
        drawing: its images and filled areas, which tell what is seen.
    """
    glyphs = list(_glyphs(text, box))
    seen = [glyph for glyph in glyphs if not glyph[2].invisible]
    hidden = False
    if drawing.picture > 0.5 and len(seen) < len(glyphs) - len(seen):
        seen, hidden = [glyph for glyph in glyphs if glyph[2].invisible], True
    turns = Counter(glyph[2].quarter for glyph in seen if glyph[2].quarter is not None)
    turn = turns.most_common(1)[0][0] if turns else _page_turn(page)
    width, height = box[2] - box[0], box[3] - box[1]
    upright = turner(box, turn or 0)
    words: list[RawWord] = []
    for quarter in turns:
        if quarter is None:
            continue
        to_reader = turner(box, quarter)
        run = [
            (character, to_reader(letter), apart, look)
            for character, letter, look, apart in seen
            if look.quarter == quarter and not (look.white and not drawing.behind(letter))
        ]
        made = _words(run)
        if quarter == turn:
            words += [(*word, 0) for word in made]
            continue
        back = _unturner(box, quarter)
        for character, *corners, apart in made:
            words.append((character, *upright(back(tuple(corners))), apart, 1))  # type: ignore[arg-type]
    coded = sum(1 for glyph in seen if glyph[2].unknown or _CODED.match(glyph[0]))
    if turn in (1, 3):
        width, height = height, width
    count = len(seen)
    return Letters(words, width, height, turn or 0, coded / count if count else 0, hidden)


def _page_turn(page: Any) -> int:
    # Turned clockwise for display is the same as text that runs a quarter counter-clockwise.
    return int(pdfium.FPDFPage_GetRotation(page)) % 4


def turner(box: Box, quarter: int) -> Callable[[Box], Box]:
    """Return what moves a box of the page into the frame of text that runs at a quarter turn.

    Args:
        box: the visible part of the page.
        quarter: quarter turns counter-clockwise that the text runs at.
    """
    x0, y0, x1, y1 = box
    if quarter == 1:
        return lambda b: (b[1] - y0, b[0] - x0, b[3] - y0, b[2] - x0)
    if quarter == 2:
        return lambda b: (x1 - b[2], b[1] - y0, x1 - b[0], b[3] - y0)
    if quarter == 3:
        return lambda b: (y1 - b[3], x1 - b[2], y1 - b[1], x1 - b[0])
    return lambda b: (b[0] - x0, y1 - b[3], b[2] - x0, y1 - b[1])


def _unturner(box: Box, quarter: int) -> Callable[[Box], Box]:
    x0, y0, x1, y1 = box
    if quarter == 1:
        return lambda b: (b[1] + x0, b[0] + y0, b[3] + x0, b[2] + y0)
    if quarter == 2:
        return lambda b: (x1 - b[2], b[1] + y0, x1 - b[0], b[3] + y0)
    if quarter == 3:
        return lambda b: (x1 - b[3], y1 - b[2], x1 - b[1], y1 - b[0])
    return lambda b: (b[0] + x0, y1 - b[3], b[2] + x0, y1 - b[1])


def _glyphs(text: Any, box: Box) -> Iterable[tuple[str, Box, _Look, bool]]:
    """Yield each letter on the page with its box, its look, and whether a blank precedes it."""
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    generated = pdfium.FPDFText_IsGenerated
    object_of, page_text = _object_of(), ctypes.cast(text, ctypes.c_void_p)
    origin_of = pdfium.FPDFText_GetCharOrigin
    rect = pdfium.FS_RECTF()
    at = ctypes.byref(rect)
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    looks: dict[int, _Look] = {}
    apart = True
    x0, y0, x1, y1 = box
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = unicode_of(text, index)
        if code in (32, 160, 9, 10, 13):
            # PDFium puts blanks of its own where it sees gaps; only printed ones count here.
            apart = apart or not generated(text, index)
            continue
        if not box_of(text, index, at):
            continue
        letter = (rect.left, rect.bottom, rect.right, rect.top)
        if not (
            x0 <= (letter[0] + letter[2]) / 2 <= x1 and y0 <= (letter[1] + letter[3]) / 2 <= y1
        ):
            continue
        key = object_of(page_text, index) or 0
        look = looks.get(key)
        if look is None:
            look = looks[key] = _look(text, index, pdfium.FPDFText_GetTextObject(text, index))
        if look.quarter is not None and origin_of(text, index, at_x, at_y):
            letter = _on_baseline(letter, x.value, y.value, look)
        yield _character(code), letter, look, apart
        apart = False


def _on_baseline(letter: Box, x: float, y: float, look: _Look) -> Box:
    """Give a letter the height of its font, so that all letters of a line stand alike."""
    up, down = 0.8 * look.size, 0.2 * look.size
    left, low, right, high = letter
    if look.quarter == 0:
        return left, y - down, right, y + up
    if look.quarter == 1:
        return x - up, low, x + down, high
    if look.quarter == 2:
        return left, y - up, right, y + down
    return x - down, low, x + up, high


@cache
def _object_of() -> Callable[[Any, int], int | None]:
    """Return ``FPDFText_GetTextObject`` giving a plain address, which costs half the time."""
    address = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)


@cache
def _character(code: int) -> str:
    character = chr(code) if 0 < code < 0x110000 else "\ufffd"
    if character in _HYPHENS:
        return "-"
    return _LIGATURES.get(character) or _SYMBOLS.get(character, character)


def _look(text: Any, index: int, handle: Any) -> _Look:
    angle = pdfium.FPDFText_GetCharAngle(text, index)
    turns = -math.degrees(angle) / 90  # PDFium counts clockwise
    quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.06 else None
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    white = transparent = False
    if handle and mode != 1 and pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        white = min(red.value, green.value, blue.value) >= _WHITE
        transparent = alpha.value < 8
    unknown = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
    size = pdfium.FPDFText_GetFontSize(text, index)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    size = min(max(size, 1.0), 300.0)
    return _Look(quarter, mode in _INVISIBLE or transparent, white, unknown, size)


def _words(
    run: list[tuple[str, Box, bool, _Look]],
) -> list[tuple[str, float, float, float, float, int]]:
    """Put the letters together that follow each other closely on one line."""
    words: list[tuple[str, float, float, float, float, int]] = []
    text: list[str] = []
    left = top = right = bottom = 0.0
    last_left = 0.0
    open_apart = 0
    last = ""
    last_look: _Look | None = None
    for character, (x0, y0, x1, y1), apart, look in run:
        if character in _ZERO_WIDTH:
            continue
        height = y1 - y0
        if text and not apart:
            same_line = abs((y0 + y1) - (top + bottom)) < 0.7 * max(height, 1.0)
            gap = x0 - right
            twice = same_line and character == last and abs(x0 - last_left) < 0.3 * (x1 - x0 + 0.1)
            if twice and look is not last_look:
                continue  # drawn twice to look bold; in one object it is a ligature
            if same_line and -0.5 * height < gap < _GAP * height and x0 > last_left - 0.1:
                text.append(character)
                right, last_left, last, last_look = max(right, x1), x0, character, look
                top, bottom = min(top, y0), max(bottom, y1)
                continue
        if text:
            words.append(("".join(text), left, top, right, bottom, open_apart))
        text, last, last_left, last_look = [character], character, x0, look
        left, top, right, bottom = x0, y0, x1, y1
        open_apart = int(apart)
    if text:
        words.append(("".join(text), left, top, right, bottom, open_apart))
    return words
