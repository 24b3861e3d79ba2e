"""Recover columns that are only set apart by spaces: the weak way, for text laid out by eye.

A block of lines is a table where at least three lines hold three or more pieces with two or more
blanks between them, and where the same gutters run through (nearly) all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.model import Cell, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE: Final = re.compile(r"\S+(?: \S+)*")
MINIMUM: Final = 3
"""Lines, and pieces in each, that a block must have to count as a table."""
MAX_BLANK: Final = 2
"""Blank lines that a table may hold between its rows."""
MAX_LONE: Final = 2
"""Lines of one piece after a blank line (area headings, lines between) that a table may hold."""
MAX_WIDTH: Final = 400
"""Longer lines are paragraphs, not rows."""
_CROSSING: Final = 0.02
"""Share of rows that may stand in a gutter (a cell set too wide)."""

_Line = tuple[int, list[tuple[int, int]]]


def aligned_tables(text: str, taken: Iterable[Table]) -> Iterator[Table]:
    """Yield the tables made of aligned columns that stand outside the tables already found.

    Args:
        text: the whole text.
        taken: tables found by tabs or pipes.
    """
    if text.count("   ") < MINIMUM * 2:
        return
    closed = sorted((table.span.start, table.span.end) for table in taken)
    position = 0
    block: list[_Line] = []
    blanks = lone = 0
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while position < len(closed) and closed[position][1] < start:
            position += 1
        inside = position < len(closed) and closed[position][0] <= start
        pieces = [] if inside or end - start > MAX_WIDTH else _pieces(line)
        if len(pieces) >= 2 or (pieces and block and lone < MAX_LONE):
            block.append((start, pieces))
            lone = 0 if len(pieces) >= 2 or not blanks else lone + 1
            blanks = 0
        else:
            blanks = MAX_BLANK + 1 if line.strip() or inside else blanks + 1
            if blanks > MAX_BLANK:
                yield from _table(text, block)
                block, lone = [], 0
        start = end + 1
    yield from _table(text, block)


def _pieces(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PIECE.finditer(line)]


def _table(text: str, block: list[_Line]) -> Iterator[Table]:
    while block and len(block[-1][1]) < 2 and _apart(text, block):
        block = block[:-1]
    voters = [pieces for _, pieces in block if len(pieces) >= MINIMUM]
    if len(voters) < MINIMUM:
        return
    # A mark and a heading ("VI. PENINGKATAN ...") may run over the gutters.
    columns = _columns(voters)
    if len(columns) < MINIMUM:
        return
    rows = tuple(_row(text, start, pieces, columns) for start, pieces in block)
    last_start, last_pieces = block[-1]
    yield Table(rows, Span(block[0][0], last_start + last_pieces[-1][1]))


def _apart(text: str, block: list[_Line]) -> bool:
    """Whether the last lone line of a block stands after a blank line: the text goes on there."""
    index = len(block) - 1
    while index > 0 and len(block[index][1]) < 2:
        before, last = block[index - 1], block[index]
        if "\n\n" in text[before[0] + before[1][-1][1] : last[0]].replace(" ", ""):
            return True
        index -= 1
    return False


def _columns(lines: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Return the columns as character ranges between the gutters."""
    width = max(pieces[-1][1] for pieces in lines)
    steps = [0] * (width + 1)
    for pieces in lines:
        for left, right in pieces:
            steps[left] += 1
            steps[right] -= 1
    allowed = int(len(lines) * _CROSSING)
    columns: list[tuple[int, int]] = []
    begin, filled = -1, 0
    for place in range(width + 1):
        filled += steps[place]
        if filled > allowed and begin < 0:
            begin = place
        elif filled <= allowed and begin >= 0:
            columns.append((begin, place))
            begin = -1
    return columns


def _row(
    text: str, start: int, pieces: list[tuple[int, int]], columns: list[tuple[int, int]]
) -> tuple[Cell, ...]:
    held: list[list[tuple[int, int]]] = [[] for _ in columns]
    index = 0
    for left, right in pieces:
        while index < len(columns) and columns[index][1] <= left:
            index += 1  # pieces come left to right
        crossed = index < len(columns) and columns[index][0] < right
        held[index if crossed else max(index - 1, 0)].append((left, right))
    cells: list[Cell] = []
    for group in held:
        if len(group) == 1:
            first, last = start + group[0][0], start + group[0][1]
            cells.append(Cell(text[first:last].strip("*"), (Span(first, last),)))
            continue
        words = " ".join(text[start + left : start + right] for left, right in group)
        spans = tuple(Span(start + left, start + right) for left, right in group)
        cells.append(Cell(words.strip("*"), spans) if words else Cell(""))
    return tuple(cells)
