"""Bring the lines of a page into reading order where text is set in two columns.

Label columns ("Menimbang : a. bahwa ...") are no columns of text: what stands left of their gap is
a word here and there, and it is read together with the line on its right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.read.pdf.lines import Line, lines_of

if TYPE_CHECKING:
    from zikg.read.pdf.sheet import Word

_LEAST: Final = 5
"""Lines on each side that make two columns."""
_MOST: Final = 400
"""Lines of a page that are looked at; a page for reading has some fifty."""
_STRIP: Final = 6.0
"""Points; the least width of the white strip between two columns."""
_FULL: Final = 0.55
"""Share of its column that the usual line of a column fills."""
_BETWEEN: Final = 0.2


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int
    low: float
    high: float


def in_order(lines: list[Line]) -> list[Line]:
    """Return lines in reading order: where two columns stand side by side, the left one first.

    Args:
        lines: the lines of (a part of) a page, top to bottom.
    """
    if not _LEAST <= len(lines) <= _MOST:
        return lines
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    made: list[Line] = []
    index = 0
    while index < len(lines):
        run = _run(lines, index, left, right)
        if run is None:
            made.append(lines[index])
            index += 1
            continue
        cut = (run.low + run.high) / 2
        words = [word for line in lines[run.first : run.last + 1] for word in line.words]
        for side in (True, False):
            made += lines_of([word for word in words if (word.centre < cut) is side], lines[0].page)
        index = run.last + 1
    return made


def _gaps(words: list[Word], low: float, high: float) -> list[tuple[float, float]]:
    gaps: list[tuple[float, float]] = []
    at = low
    for word in words:
        if word.left - at >= _STRIP:
            gaps.append((at, min(word.left, high)))
        at = max(at, word.right)
        if at >= high:
            return [gap for gap in gaps if gap[1] - gap[0] >= _STRIP]
    gaps.append((at, high))
    return [gap for gap in gaps if gap[1] - gap[0] >= _STRIP]


def _run(lines: list[Line], first: int, left: float, right: float) -> _Run | None:
    """Return the longest run of lines from ``first`` on that leave one strip free."""
    width = right - left
    low, high = left + _BETWEEN * width, right - _BETWEEN * width
    best: _Run | None = None
    open_strips = [(*gap, first) for gap in _gaps(lines[first].words, low, high)]
    for index in range(first, len(lines)):
        gaps = _gaps(lines[index].words, low, high)
        narrowed = []
        for one, two, _ in open_strips:
            for start, end in gaps:
                begin, stop = max(one, start), min(two, end)
                if stop - begin >= _STRIP:
                    narrowed.append((begin, stop, index))
        if not narrowed:
            break
        open_strips = narrowed
    for low_edge, high_edge, last in open_strips:
        run = _Run(first, last, low_edge, high_edge)
        if _is_columns(lines[first : last + 1], run, left, right) and (
            best is None or high_edge - low_edge > best.high - best.low
        ):
            best = run
    return best


def _is_columns(lines: list[Line], run: _Run, left: float, right: float) -> bool:
    cut = (run.low + run.high) / 2
    if not any(word.centre < cut for word in lines[0].words) or not any(
        word.centre > cut for word in lines[0].words
    ):
        return False
    for low, high, side in ((left, run.low, True), (run.high, right, False)):
        filled = []
        for line in lines:
            words = [word for word in line.words if (word.centre < cut) is side]
            if words:
                # Words that are set apart widely are cells, not a line of text.
                held = sum(word.right - word.left for word in words)
                filled.append(held / max(high - low, 1.0))
        filled.sort()
        if len(filled) < _LEAST or len(filled) * 5 < len(lines) * 2:
            return False
        if filled[len(filled) // 2] < _FULL * 0.9:
            return False
    return True
