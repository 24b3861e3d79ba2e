"""Clean the words of a table cell: no markup, single blanks, and the stretch they stand in."""

from __future__ import annotations

import html
import re
from typing import Final

from zikg.model import Cell, Span

_MARKUP: Final = re.compile(
    r"""
      \*\*|__                                  # bold marks of Markdown
    | (?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])    # emphasis with asterisks
    | (?<!\w)_(?=\w)|(?<=\w)_(?!\w)            # emphasis with low lines
    | </?(?:b|i|u|em|strong|p|sup|sub|span|div|center)\b[^<>]{0,80}>
    | [\u00ad\u200b-\u200f\ufeff\u2060]        # soft hyphen, zero-width characters
    | \\(?=[|*_\\])                            # the stroke that escapes a pipe
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DIRTY: Final = re.compile(r"[*_<\\&\u00ad\u200b-\u200f\ufeff\u2060\n\t]|\s\s")
_EDGE: Final = re.compile(r"(?:\s|\*|_|<[^<>]{1,80}>|&nbsp;)+")
_MARK: Final = re.compile(r"[*_<\\&]")
_EMPTY: Final = Cell("")


def clean_cell(text: str, start: int, end: int) -> Cell:
    r"""Return the cell that stands in ``text[start:end]``.

    Args:
        text: the whole text.
        start: first code point (inclusive).
        end: last code point (exclusive).

    Example:
        >>> clean_cell("1.\t<b>Tim  Kerja</b>", 3, 20)
        Cell(text='Tim Kerja', spans=(Span(start=6, end=16),), inherited=False)
    """
    stretch = text[start:end]
    words = stretch.strip()
    if not words:
        return _EMPTY
    if _is_clean(words):
        first = start + len(stretch) - len(stretch.lstrip())
        return Cell(words, (Span(first, first + len(words)),))
    words = html.unescape(_MARKUP.sub("", _BREAK.sub(" ", stretch)))
    words = " ".join(words.split())
    if not words:
        return Cell("")
    return Cell(words, (_bounds(text, start, end),))


def clean_cells(text: str, start: int, pieces: list[str]) -> tuple[Cell, ...]:
    """Return the cells of a line, in the order in which they stand.

    Args:
        text: the whole text.
        start: where the first of them begins.
        pieces: what stands in them, one character between each and the next.
    """
    end = start + sum(map(len, pieces)) + len(pieces)
    marked = _MARK.search(text, start, end) is not None
    cells: list[Cell] = []
    for piece in pieces:
        words = piece.strip()
        if not words:
            cells.append(_EMPTY)
        elif marked or "  " in words or not words.isprintable():
            cells.append(clean_cell(text, start, start + len(piece)))
        else:
            first = start + piece.index(words)
            cells.append(Cell(words, (Span(first, first + len(words)),)))
        start += len(piece) + 1
    return tuple(cells)


def _is_clean(words: str) -> bool:
    # Three quick looks that settle nearly every cell, then the exact one.
    if words.isprintable() and "  " not in words and _MARK.search(words) is None:
        return True
    return _DIRTY.search(words) is None


def _bounds(text: str, start: int, end: int) -> Span:
    """Return the stretch from the first to the last character that is neither blank nor markup."""
    lead = _EDGE.match(text, start, end)
    if lead is not None and lead.end() < end:
        start = lead.end()
    tail = end
    while True:
        while tail > start and (text[tail - 1].isspace() or text[tail - 1] in "*_"):
            tail -= 1
        if tail > start and text[tail - 1] == ">":
            opening = text.rfind("<", max(start, tail - 82), tail)
            if opening >= 0:
                tail = opening
                continue
        return Span(start, tail) if tail > start else Span(start, end)
