"""Which mark of a program is which mark of the gold set: by the share of the text they have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.bench.extraction_gold import Mark

Name = tuple[str, str | None, int | None]
"""Type, number and year: an instrument without its place."""


def align(gold: Sequence[Mark], read: Sequence[Mark]) -> dict[int, int]:
    """Return the place in ``read`` of each mark of ``gold`` that was met, one to one.

    Two marks may meet where their spans overlap. Those that begin together go first, then those
    that share most of their text, so that an instrument within the title of another is not taken
    for that other.

    Args:
        gold: the marks by hand.
        read: the marks by the program.

    Example:
        >>> from zikg.bench.extraction_gold import Mark
        >>> outer, inner = Mark(0, 90, "uu", "1", 2020), Mark(40, 60, "uu", "2", 2010)
        >>> align([outer, inner], [Mark(41, 60, "uu", "2", 2010)])
        {1: 0}
    """
    pairs = [
        (one.start == other.start, share, one.type == other.type, -place, -at)
        for place, one in enumerate(gold)
        for at, other in enumerate(read)
        if (share := _share(one, other)) > 0
    ]
    met: dict[int, int] = {}
    taken: set[int] = set()
    for *_, place, at in sorted(pairs, reverse=True):
        if -place not in met and -at not in taken:
            met[-place] = -at
            taken.add(-at)
    return dict(sorted(met.items()))


def _share(one: Mark, other: Mark) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0.0
    return common / (max(one.end, other.end) - min(one.start, other.start))


def name(mark: Mark) -> Name:
    """Return type, number and year; blanks and case in a number do not count.

    Example:
        >>> from zikg.bench.extraction_gold import Mark
        >>> name(Mark(0, 9, "permen", "PM 57", 2020))
        ('permen', 'pm57', 2020)
    """
    return mark.type, number(mark.number), mark.year


def number(printed: str | None) -> str | None:
    """Return a number in the form in which two are compared."""
    return "".join(printed.casefold().split()) if printed else None


def names(marks: Sequence[Mark]) -> Counter[Name]:
    """Return how often each instrument is named."""
    return Counter(name(mark) for mark in marks)
