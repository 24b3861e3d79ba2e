"""Read what is drawn on a page with PDFium: ruling lines, filled areas, images.

A ruling line may be a stroked line, the edge of a stroked box, or a thin filled box. This module
runs in the worker process; see `zikg.read.pdf.worker`.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
THIN: Final = 3.0
"""Points; a box thinner than this is a line."""
MAX_OBJECTS: Final = 60_000
"""Objects of one page that are looked at; a page of a dense table has some thousands."""
_MAX_DEPTH: Final = 4
_MIN_LENGTH: Final = 4.0
_MAX_SEGMENTS: Final = 4_000
_DARK: Final = 245


@dataclass(slots=True)
class Drawing:
    """Lines as boxes, filled areas, the share of the page under images, other paths."""

    lines: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    picture: float = 0.0
    other: int = 0
    left: int = MAX_OBJECTS

    def behind(self, letter: Box) -> bool:
        """Whether something that is not white lies behind a letter."""
        x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
        return any(
            area[0] <= x <= area[2] and area[1] <= y <= area[3]
            for areas in (self.fills, self.images)
            for area in areas
        )


def read_drawing(page: Any, box: Box) -> Drawing:
    """Return what is drawn on a page.

    Args:
        page: handle of the page.
        box: the visible part of the page: left, bottom, right, top in points.
    """
    drawing = Drawing()
    count = pdfium.FPDFPage_CountObjects(page)
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for index in range(min(count, MAX_OBJECTS)):
        _take(pdfium.FPDFPage_GetObject(page, index), identity, drawing, 0)
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    covered = 0.0
    for image in drawing.images:
        width = min(image[2], box[2]) - max(image[0], box[0])
        height = min(image[3], box[3]) - max(image[1], box[1])
        covered += max(width, 0) * max(height, 0)
    drawing.picture = min(covered / area, 1.0)
    return drawing


Matrix = tuple[float, float, float, float, float, float]


def _take(thing: Any, outer: Matrix, drawing: Drawing, depth: int) -> None:
    drawing.left -= 1
    if drawing.left < 0 or not thing:
        return
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(thing, outer, drawing)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawing.images.append(_bounds(thing, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
        drawing.fills.append(_bounds(thing, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = _times(_matrix(thing), outer)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(thing), MAX_OBJECTS)):
            _take(pdfium.FPDFFormObj_GetObject(thing, index), inner, drawing, depth + 1)
            if drawing.left < 0:
                return


def _path(thing: Any, outer: Matrix, drawing: Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    box = _bounds(thing, outer)
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= THIN:
        if max(width, height) >= _MIN_LENGTH:
            drawing.lines.append(box)
        return
    if fill.value and not _is_white(thing):
        drawing.fills.append(box)
    if stroke.value:
        _edges(thing, outer, drawing)
    elif pdfium.FPDFPath_CountSegments(thing) > 6:
        # Filled paths that are no box may be a whole grid drawn as one shape.
        _edges(thing, outer, drawing)


def _edges(thing: Any, outer: Matrix, drawing: Drawing) -> None:
    matrix = _times(_matrix(thing), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    straight = 0
    for index in range(min(pdfium.FPDFPath_CountSegments(thing), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            straight += _edge(last, point, drawing)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            straight += _edge(point, start, drawing)
            last = start
    if not straight:
        drawing.other += 1


def _edge(one: tuple[float, float], two: tuple[float, float], drawing: Drawing) -> int:
    left, right = min(one[0], two[0]), max(one[0], two[0])
    low, high = min(one[1], two[1]), max(one[1], two[1])
    if min(right - left, high - low) <= 1.0 and max(right - left, high - low) >= _MIN_LENGTH:
        drawing.lines.append((left, low, right, high))
        return 1
    return 0


def _is_white(thing: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _DARK or alpha.value < 8


def _bounds(thing: Any, outer: Matrix) -> Box:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, low, right, high):
        return (0.0, 0.0, 0.0, 0.0)
    one = _apply(outer, left.value, low.value)
    two = _apply(outer, right.value, high.value)
    return (
        min(one[0], two[0]),
        min(one[1], two[1]),
        max(one[0], two[0]),
        max(one[1], two[1]),
    )


def _matrix(thing: Any) -> Matrix:
    held = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, held):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (held.a, held.b, held.c, held.d, held.e, held.f)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """Return the matrix that applies ``one``, then ``two``."""
    a, b, c, d, e, f = one
    x, y = _apply(two, e, f)
    p, q, r, s = two[:4]
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y)
