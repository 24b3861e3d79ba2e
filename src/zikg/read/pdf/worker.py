"""The process that opens PDF files: PDFium may crash on hostile bytes, and then only this dies.

It speaks over its standard input and output. A message is a header line of JSON, and as many
bytes behind it as its ``size`` says. Asked ``{"ask": "words"}`` with a file it answers with its
pages; asked ``{"ask": "picture", "page": 3}`` with the picture of a page, as grey bytes.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import sys
import time
from typing import IO, Any, Final

import pypdfium2.raw as pdfium

from zikg.read.pdf.glyphs import read_letters, turner
from zikg.read.pdf.strokes import read_drawing

MAX_PAGES: Final = 1_000
"""Pages that are read of one file; the longest decree seen has below 300."""
MAX_LETTERS: Final = 4_000_000
"""Letters that are read of one file."""
MAX_SIDE: Final = 14_400.0
"""Points; the longest side of a page that the format allows (5 metres)."""
MEMORY: Final = 2_000_000_000
"""Bytes of address space that the worker may take."""
_PICTURE_SIDE: Final = 3_600
"""Dots of the longer side of a picture: 300 dots an inch of A4."""
_PASSWORD: Final = 4


def serve() -> None:
    """Answer messages until standard input ends."""
    _limit_memory()
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = sys.stdin.buffer
    while line := questions.readline():
        head = json.loads(line)
        data = questions.read(head["size"])
        try:
            _answer(head, data, answers)
        except MemoryError:
            _send(answers, {"error": "memory"}, b"")
        answers.flush()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(answers: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    answers.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
    answers.write(body)


def _answer(head: dict[str, Any], data: bytes, answers: IO[bytes]) -> None:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        wrong = "password" if pdfium.FPDF_GetLastError() == _PASSWORD else "broken"
        _send(answers, {"error": wrong}, b"")
        return
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            _send(answers, {"error": "pages", "count": count}, b"")
        elif head["ask"] == "picture":
            _send_picture(document, head["page"] - 1, answers)
        else:
            _send_words(document, count, answers)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _send_words(document: Any, count: int, answers: IO[bytes]) -> None:
    pages: list[dict[str, Any]] = []
    letters = 0
    started = time.monotonic()
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            pages.append({"lost": True})
            continue
        try:
            held, seen = _page(page, MAX_LETTERS - letters)
        finally:
            pdfium.FPDF_ClosePage(page)
        letters += seen
        if letters > MAX_LETTERS:
            _send(answers, {"error": "letters"}, b"")
            return
        pages.append(held)
    head = {"seconds": round(time.monotonic() - started, 3)}
    _send(answers, head, json.dumps(pages, separators=(",", ":")).encode())


def visible(page: Any) -> tuple[float, float, float, float]:
    """Return the visible part of a page: left, bottom, right, top in points."""
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
        left, right = sorted((rect.left, rect.right))
        low, high = sorted((rect.bottom, rect.top))
        if right - left > 1 and high - low > 1:
            return left, low, min(right, left + MAX_SIDE), min(high, low + MAX_SIDE)
    return 0.0, 0.0, 595.0, 842.0


def _page(page: Any, most: int) -> tuple[dict[str, Any], int]:
    """Return what is on a page, and how many letters; nothing where they are more than ``most``."""
    box = visible(page)
    drawing = read_drawing(page, box)
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return {"lost": True}, 0
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > most:
            return {}, count
        read = read_letters(page, text, box, drawing)
    finally:
        pdfium.FPDFText_ClosePage(text)
    turn = turner(box, read.turn)
    return {
        "width": read.width,
        "height": read.height,
        "words": [
            (word[0], *(round(value, 1) for value in word[1:5]), *word[5:]) for word in read.words
        ],
        "lines": [tuple(round(value, 1) for value in turn(line)) for line in drawing.lines],
        "picture": round(drawing.picture, 3),
        "broken": round(read.broken, 3),
        "hidden": read.hidden,
        "drawn": drawing.other,
    }, max(count, 0)


def _send_picture(document: Any, index: int, answers: IO[bytes]) -> None:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        _send(answers, {"error": "broken"}, b"")
        return
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(300 / 72, _PICTURE_SIDE / max(width, height, 1.0))
        across, down = max(int(width * scale), 1), max(int(height * scale), 1)
        bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            _send(answers, {"error": "memory"}, b"")
            return
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, flags)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            grey = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
            head = {"width": across, "height": down, "stride": stride}
            _send(answers, head, grey)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
