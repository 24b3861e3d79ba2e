"""Find the ruling lines of a scanned table in the bitmap, and wipe them away.

The picture is shrunk along the direction of the lines, which makes specks vanish; a block counts
where it is darker than the paper on both its sides, as a thin line is and a row of letters is not.
Runs of such blocks are then found by a regular expression over the bytes of a row. That costs
tens of milliseconds a page without any library for numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_BLOCK: Final = 12
"""Pixels of a block along the line: 1 mm at 300 dpi."""
_RUN: Final = re.compile(rb"(?:\xff{4,5}\x00{1,4})*\xff{6,}(?:\x00{1,4}\xff{4,})*")
"""A line of 6 mm at least; gaps of 4 mm are where the ink failed or a letter touches it."""
_SHORT_RUN: Final = re.compile(rb"\xff{4,}(?:\x00{1,4}\xff{4,})*")
"""An upright line may be as short as a row of one line."""
_FAINT: Final = re.compile(rb"\xff{14,}(?:\x00{1,3}\xff{8,})*")
"""What a line must be that is hardly darker than the paper: longer, and less broken."""
_STANDS_OUT: Final = (26, 12)
"""How much darker (of 255) a block of a line, and of a faint one, is than the paper beside it."""
_WHITE: Final = 200
"""How bright (of 255) the paper on both sides must be."""
_BESIDE: Final = (6, 11)
"""Pixels to either side at which there is paper: lines are thinner, letters are not."""
MOST: Final = 4_000
"""Lines of a page; a page of more is a pattern or a picture."""
_TRACE: Final = 6
"""How much darker than the paper beside it the trace of a line in a gap is."""
_TORN: Final = 60
"""Blocks of a gap that may be bridged."""
_Group = list[tuple[int, int, int]]
"""Runs that hang together: row, first block, end."""
_THICK: Final = 14
"""Pixels; what is thicker is a bar, a stamp or the edge of a photocopy."""
_LONG: Final = 9
"""Blocks that a whole line must have: 9 mm, more than any letter is high."""
_HIGH: Final = 4
"""Blocks of an upright one: a row of one line is no higher; it must stand between level lines."""
_FREE: Final = 600
"""Pixels that a level line must have if it meets no upright one: the serifs of a word are less."""
_PIECE: Final = 8
"""Pixels between the pieces of one upright line."""
_PAPER: Final = 20
"""Pixels of its row that an upright line may seem to leave free, as blocks are not exact."""
_GAP: Final = 36
"""Pixels between a line and the piece that it goes on in: where a level one crosses it."""
_STEM: Final = 60
"""Pixels that a letter is high at most; a row that ends without a line is higher."""
_REACH: Final = 16
"""Pixels by which lines may miss each other and still meet."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line in pixels: its box, and the thin boxes of ink that it was put together from."""

    upright: bool
    box: tuple[int, int, int, int]
    pieces: tuple[tuple[int, int, int, int], ...]


def find_strokes(page: Image) -> list[Stroke]:
    """Return the ruling lines of a page, level and upright ones; a small skew does no harm.

    Args:
        page: in grey on white.
    """
    from PIL.Image import Transpose

    upright = _along(page.transpose(Transpose.TRANSPOSE), upright=True)
    flat = _along(page, upright=False)
    if len(flat) + len(upright) > MOST:
        return []
    posts = [post for post in upright if _stands(post, flat)]
    standing = set(map(id, posts))
    posts += [
        each for each in upright if id(each) not in standing and _continues(each, posts, flat)
    ]
    posts = [_trimmed(post, flat) for post in posts]
    return posts + [
        line
        for line in flat
        if line.box[2] - line.box[0] >= _FREE or any(_meet(line.box, post.box) for post in posts)
    ]


def wiped(picture: Image, strokes: list[Stroke]) -> Image:
    """Return a copy of a picture without the ruling lines."""
    from PIL import ImageDraw

    clean = picture.copy()
    pen = ImageDraw.Draw(clean)
    for stroke in strokes:
        for left, top, right, bottom in stroke.pieces:
            grow = (left - 2, top - 2, right + 2, bottom + 2)
            pen.rectangle(grow, fill=255)
    return clean


def _stands(post: Stroke, flat: list[Stroke]) -> bool:
    """Whether an upright line is one of a table, and not the stems of letters below each other.

    It is long, or reaches from one level line to the next.
    """
    _, top, _, bottom = post.box
    short = bottom - top < _FREE
    met = [
        line.box
        for line in flat
        if (not short or line.box[2] - line.box[0] >= _FREE) and _meet(line.box, post.box)
    ]
    if not short:
        return bool(met)
    above = [box for box in met if abs(box[1] - top) <= _REACH or abs(box[3] - top) <= _REACH]
    below = [box for box in met if abs(box[1] - bottom) <= _REACH or abs(box[3] - bottom) <= _REACH]
    # The stem of a letter in a row of one line leaves more paper above and below.
    return any(0 < foot[1] - head[3] <= bottom - top + _PAPER for head in above for foot in below)


def _continues(piece: Stroke, posts: list[Stroke], flat: list[Stroke]) -> bool:
    """Whether an upright piece lies in the line of one that stands."""
    left, top, right, bottom = piece.box
    middle = (left + right) / 2
    near = _PIECE
    if bottom - top < _LONG * _BLOCK:
        near = _PIECE // 2
        met = [line.box for line in flat if _meet(line.box, piece.box)]
        for end in (top, bottom):
            if not any(box[1] - _REACH <= end <= box[3] + _REACH for box in met):
                return False
    return any(
        abs((post.box[0] + post.box[2]) / 2 - middle) <= near
        and post.box[3] - post.box[1] > 2 * (bottom - top)
        and max(top - post.box[3], post.box[1] - bottom) <= _GAP
        for post in posts
    )


def _trimmed(post: Stroke, flat: list[Stroke]) -> Stroke:
    """Return an upright line without the stem of a letter that stands right beyond its end."""
    left, top, right, bottom = post.box
    met = [line.box for line in flat if _meet(line.box, post.box)] or [post.box]
    first, last = min(box[1] for box in met), max(box[3] for box in met)
    high = first if 0 < first - top <= _STEM else top
    low = last if 0 < bottom - last <= _STEM else bottom
    if (high, low) == (top, bottom) or high >= low:
        return post
    pieces = ((x0, max(y0, high), x1, min(y1, low)) for x0, y0, x1, y1 in post.pieces)
    kept = tuple(piece for piece in pieces if piece[1] < piece[3])
    return Stroke(True, (left, high, right, low), kept)


def _meet(line: tuple[int, int, int, int], post: tuple[int, int, int, int]) -> bool:
    across = post[0] - _REACH <= line[2] and line[0] <= post[2] + _REACH
    return across and post[1] - _REACH <= line[3] and line[1] <= post[3] + _REACH


def _along(page: Image, *, upright: bool) -> list[Stroke]:
    from PIL import ImageChops

    means = page.reduce((_BLOCK, 1))
    found: Image | None = None
    for far in _BESIDE:
        above, below = (ImageChops.offset(means, 0, step) for step in (far, -far))
        beside = ImageChops.darker(above, below)
        paper = beside.point(lambda value: 255 if value >= _WHITE else 0)
        out = ImageChops.darker(ImageChops.subtract(beside, means), paper)
        found = out if found is None else ImageChops.lighter(found, out)
    assert found is not None
    width, height = found.size
    data, faint = (
        found.point([255 if value >= least else 0 for value in range(256)]).tobytes()
        for least in _STANDS_OUT
    )
    open_: list[_Group] = []
    done: list[_Group] = []
    for row in range(height):
        runs = _runs(data, faint, row * width, width, _SHORT_RUN if upright else _RUN)
        still: list[_Group] = []
        for group in open_:
            last = group[-1][0]
            (still if row - last <= 2 else done).append(group)
        open_ = still
        for first, end in runs:
            for group in open_:
                if any(r >= row - 2 and first <= e + 1 and f <= end + 1 for r, f, e in group[-6:]):
                    group.append((row, first, end))
                    break
            else:
                open_.append([(row, first, end)])
    groups = done + open_
    if not upright:  # columns are long lines that are seldom torn; between tables they end
        groups = _bridged(groups, found.tobytes(), width, height)
    strokes = (_stroke(group, upright) for group in groups)
    return [stroke for stroke in strokes if stroke is not None]


def _bridged(groups: list[_Group], found: bytes, width: int, height: int) -> list[_Group]:
    """Put pieces of one line together where the ink between them is faint, but there."""
    made: list[_Group] = []
    for group in sorted(groups, key=lambda group: (group[0][0] // 4, min(run[1] for run in group))):
        row, first = group[0][0], min(run[1] for run in group)
        for other in made[-12:]:
            end = max(run[2] for run in other)
            if abs(other[-1][0] - row) > 4 or first < end:
                continue
            rows = range(max(0, row - 2), min(height, row + 3))
            columns = range(end, first)
            seen = sum(any(found[each * width + at] >= _TRACE for each in rows) for at in columns)
            if len(columns) <= _TORN and seen >= 0.8 * len(columns):
                other += [(row, end, first), *group]
                break
        else:
            made.append(list(group))
    return made


def _runs(
    data: bytes, faint: bytes, start: int, width: int, pattern: re.Pattern[bytes]
) -> list[tuple[int, int]]:
    """Return the runs of blocks of lines in one row, faint lines where no other is."""
    line = faint[start : start + width]
    if b"\xff" * 4 not in line:
        return []
    runs = [match.span() for match in pattern.finditer(data[start : start + width])]
    return runs + [
        span
        for span in (match.span() for match in _FAINT.finditer(line))
        if not any(first < span[1] and span[0] < end for first, end in runs)
    ]


def _stroke(group: _Group, upright: bool) -> Stroke | None:
    first, end = min(run[1] for run in group), max(run[2] for run in group)
    top, bottom = min(run[0] for run in group), max(run[0] for run in group) + 1
    if end - first < (_HIGH if upright else _LONG):
        return None
    covered = sum(run[2] - run[1] for run in group)
    if covered / (end - first) > _THICK:
        return None
    boxes = [(f * _BLOCK, row, e * _BLOCK, row + 1) for row, f, e in group]
    box = (first * _BLOCK, top, end * _BLOCK, bottom)
    if upright:
        boxes = [(y0, x0, y1, x1) for x0, y0, x1, y1 in boxes]
        box = (box[1], box[0], box[3], box[2])
    return Stroke(upright, box, tuple(boxes))
