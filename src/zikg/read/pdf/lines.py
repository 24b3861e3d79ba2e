"""Put the words of a page in lines, as they are seen: by their base line, left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.read.pdf.sheet import Word

_TOUCH: Final = 0.1
"""Gap between words, in letter heights, below which they are one word drawn in two pieces."""
_SAME_LINE: Final = 0.35
_SPACED: Final = 4
"""Single capitals in a row that make a letterspaced word."""
_WORD_GAP: Final = 1.7
"""How much wider than between letters the gap between letterspaced words is."""


@dataclass(slots=True)
class Line:
    """Words that stand on one base line, left to right."""

    words: list[Word]
    page: int = 0

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """The top of its highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The bottom of its lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(word.height for word in self.words)

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return text_of(self.words)


def lines_of(words: Iterable[Word], page: int = 0) -> list[Line]:
    """Return the lines that words make, top to bottom.

    Args:
        words: the words, in any order.
        page: number of their page.
    """
    lines: list[Line] = []
    open_lines: list[tuple[float, list[Word]]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.left)):
        for index in range(len(open_lines) - 1, max(len(open_lines) - 4, -1), -1):
            base, held = open_lines[index]
            if word.bottom - base <= _SAME_LINE * min(word.height, held[0].height):
                held.append(word)
                break
        else:
            open_lines.append((word.bottom, [word]))
    for _, held in open_lines:
        lines.append(Line(_single(sorted(held, key=lambda word: word.left)), page))
    return lines


def _single(words: list[Word]) -> list[Word]:
    """Leave out words that are drawn a second time on the same place, to look bold."""
    kept: list[Word] = []
    for word in words:
        if not any(
            other.text == word.text and abs(other.left - word.left) < 0.25 * word.height
            for other in kept[-3:]
        ):
            kept.append(word)
    return _unspaced(kept)


def _unspaced(words: list[Word]) -> list[Word]:
    """Put letterspaced capitals ("K E P U T U S A N") together to words."""
    kept: list[Word] = []
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalpha() and word.text.isupper():
            run.append(word)
            continue
        kept += _together(run)
        run = []
        kept.append(word)
    return kept + _together(run)


def _together(run: list[Word]) -> list[Word]:
    if len(run) < _SPACED:
        return run
    gaps = [after.left - before.right for before, after in pairwise(run)]
    wide = max(median(gaps) * _WORD_GAP, 1.0)
    made: list[Word] = []
    for index, letter in enumerate(run):
        if index and gaps[index - 1] <= wide:
            last = made[-1]
            last.text += letter.text
            last.right = letter.right
            continue
        made.append(letter)
    return made


def text_of(words: Iterable[Word]) -> str:
    """Return words as text: a blank between them, save between pieces that touch."""
    pieces: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None:
            touch = word.left - last.right < _TOUCH * word.height and not word.apart
            if not touch or word.sideways or last.sideways:
                pieces.append(" ")
        pieces.append(word.text)
        last = word
    return "".join(pieces)


def segments(line: Line, gap: float) -> list[list[Word]]:
    """Return the words of a line cut where the gap is at least ``gap`` letter heights."""
    cut: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.left - before.right >= gap * word.height:
            cut.append([])
        cut[-1].append(word)
    return cut


_LETTER: Final = re.compile(r"[^\W\d_]")


def is_words(text: str) -> bool:
    """Whether a text holds letters and not only digits and marks."""
    return _LETTER.search(text) is not None
