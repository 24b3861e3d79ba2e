"""Leave out words that are struck through: a draft printed with its changes shows them so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zikg.read.pdf.sheet import Sheet, Word

_HIGH: Final = 0.4
_LOW: Final = 0.68
"""Where a line through the middle of letters stands, from their top; one under them is below."""
_COVER: Final = 0.7


def without_struck(sheet: Sheet) -> list[Word]:
    """Return the words of a page that no line runs through.

    Args:
        sheet: the page.
    """
    rules = sorted(
        ((rule.at, rule.start, rule.end) for rule in sheet.rules if not rule.upright),
    )
    if not rules:
        return sheet.words
    heights = [rule[0] for rule in rules]
    kept: list[Word] = []
    for word in sheet.words:
        first = bisect_left(heights, word.top + _HIGH * word.height)
        last = bisect_right(heights, word.top + _LOW * word.height)
        covered = sum(
            max(min(end, word.right) - max(start, word.left), 0.0)
            for _, start, end in rules[first : min(last, first + 50)]
        )
        if word.sideways or covered < _COVER * (word.right - word.left):
            kept.append(word)
    return kept
