"""Tell tables that hold data from those that only set words side by side on a page.

Decrees are typed in tables without lines: a letterhead, "Menimbang : a. bahwa ...", two
signatures beside each other. Their words are lines of text, not rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.read.word.pieces import Grid, Piece, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.read.word.pieces import Box

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MARK: Final = re.compile(r"\(?\w{1,4}[.)]|[-:•–]")
_SHORT: Final = 60
"""Letters of a cell that may still head a column."""
_LABEL: Final = 3
"""Words of a cell that may still be the label of the one beside it."""
_NAME: Final = 6
"""Words that the name of a person or of an office may have."""
_WORDY: Final = 3
"""Cells with words that make a row one of data."""


def is_layout(grid: Grid) -> bool:
    """Return whether a table only places words.

    Args:
        grid: the table as read.

    Example:
        >>> from zikg.read.word.pieces import Box
        >>> words = ("Menimbang", ":", "bahwa perlu menetapkan")
        >>> is_layout(Grid([[Box(i, items=[Piece(word)]) for i, word in enumerate(words)]]))
        True
    """
    if grid.headed:
        return False
    texts = [[joined(box.lines).text for box in row] for row in grid.rows]
    full = [[text for text in row if _WORD.search(text)] for row in texts]
    rich = sum(len(row) >= _WORDY for row in full)
    if _holds_data(grid) and rich <= 1:
        return True
    if rich >= 2:
        return False
    width = max((len(row) for row in texts), default=0)
    if width < 2 or any(text == ":" for row in texts for text in row):
        return True
    if grid.ruled:
        return any(row and row[0].endswith(":") for row in texts)
    first = full[0] if full else []
    headed = len(first) >= 2 and all(len(text) <= _SHORT for text in first)
    return not (headed and width >= _WORDY and len(grid.rows) >= _WORDY)


def _holds_data(grid: Grid) -> bool:
    inner = [item for row in grid.rows for box in row for item in box.items]
    return any(isinstance(item, Grid) and not is_layout(item) for item in inner)


def lines(row: list[Box]) -> Iterator[tuple[int, Piece | Grid]]:
    """Give the lines of a row, left to right, each with the place of its cell in the row.

    A label, a colon and a mark stand in one line with the words that follow them.

    Args:
        row: the cells of one row of a table that only places words.
    """
    waiting: list[Piece] = []
    place = 0
    for index, box in enumerate(row):
        items = [item for item in box.items if isinstance(item, Grid) or item.text or item.turns]
        if not items:
            continue
        first = items[0]
        if waiting and (isinstance(first, Grid) or not _follows(waiting, first)):
            yield place, joined(waiting)
            waiting = []
        if isinstance(first, Piece):
            place = place if waiting else index
            waiting.append(first)
            items = items[1:]
        if items:
            if waiting:
                yield index if len(waiting) > 1 else place, joined(waiting)
                waiting = []
            for item in items:
                yield index, item
    if waiting:
        yield place, joined(waiting)


def _follows(waiting: list[Piece], item: Piece) -> bool:
    """Return whether words go on in the line of a label."""
    last = waiting[-1].text
    if _MARK.fullmatch(item.text) or _MARK.fullmatch(last) or last.endswith(":"):
        return True
    # Two names side by side are no label and its words: those are many, or hold a number.
    told = len(item.text.split()) > _NAME or any(letter.isdigit() for letter in item.text)
    return told and len(waiting) == 1 and len(last.split()) <= _LABEL
