"""A page of text being written: lines wrapped to a width, tables, colours where allowed."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST: Final = 60
_CELL: Final = 8
NO_BREAK: Final = "\u00a0"
"""A space at which no line is broken; it is written as a plain space."""
_ANSI: Final = re.compile(r"\x1b\[[0-9;]*m")


class Page:
    """Lines being written, with the language, width and colours they are for."""

    def __init__(self, lang: str, width: int, colour: bool) -> None:
        self.lang = lang
        self.width = max(width, _LEAST)
        self.colour = colour
        self.lines: list[str] = []

    def say(self, words: dict[str, str]) -> str:
        """Return a phrase in the language of the page."""
        return words[self.lang]

    def style(
        self, text: str, colour: str | None = None, *, bold: bool = False, dim: bool = False
    ) -> str:
        """Return a text in colour, where the page may have colours."""
        if not self.colour or not text:
            return text
        return click.style(text, fg=colour, bold=bold or None, dim=dim or None)

    def put(self, line: str = "") -> None:
        """Write one line as it is."""
        self.lines.append(line)

    def head(self, text: str) -> None:
        """Write a heading after an empty line."""
        self.put()
        self.put(self.style(text.upper(), bold=True))

    def wrap(
        self,
        text: str,
        first: str = "",
        rest: str | None = None,
        *,
        colour: str | None = None,
        dim: bool = False,
    ) -> None:
        """Write a text over as many lines as it takes.

        Args:
            text: the text, without colours.
            first: what stands before the first line; it may hold colours.
            rest: what stands before the others; as much space as ``first`` unless told.
            colour: colour of the text.
            dim: whether the text is toned down.
        """
        wide = len(_ANSI.sub("", first))
        lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=" " * wide,
            subsequent_indent=" " * wide if rest is None else rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(lines or [" " * wide]):
            bare = line.lstrip(" ")
            before = first if number == 0 else line[: len(line) - len(bare)]
            text = self.style(bare.replace(NO_BREAK, " "), colour, dim=dim)
            self.put((before + text).rstrip())

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "  "
    ) -> None:
        """Write a table whose cells wrap, the columns sharing the width of the page.

        Args:
            heads: the words above the columns; all empty for none.
            rows: the cells, plain text.
            indent: what stands before each line.
        """
        cells = [heads, *rows] if any(heads) else list(rows)
        room = self.width - len(indent) - 2 * (len(heads) - 1)
        widths = _widths([[row[place] for row in cells] for place in range(len(heads))], room)
        for number, row in enumerate(cells):
            columns = [
                textwrap.wrap(cell, wide, break_on_hyphens=False) or [""]
                for cell, wide in zip(row, widths, strict=True)
            ]
            for place in range(max(map(len, columns))):
                line = "  ".join(
                    (column[place] if place < len(column) else "").ljust(wide)
                    for column, wide in zip(columns, widths, strict=True)
                ).rstrip()
                title = number == 0 and any(heads)
                self.put(indent + (self.style(line, bold=True) if title else line))


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of columns: what they need, the widest giving way until all fit."""
    widths = [max(1, *(len(cell) for cell in column)) for column in columns]
    while sum(widths) > room and max(widths) > _CELL:
        widths[widths.index(max(widths))] -= 1
    return widths
