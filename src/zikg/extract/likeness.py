"""How alike two strings are, by letters; rapidfuzz is imported at the first need only.

Letters left out, put in, read wrong or changed in place with the next each count as one slip.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType


@cache
def _distance() -> ModuleType:
    from rapidfuzz.distance import OSA

    return OSA


def likeness(one: str, two: str, least: float = 0.0) -> float:
    """Return the share of letters (0 to 1) that two strings have in common, in order.

    Args:
        one: a string.
        two: another.
        least: below this the answer is 0, and quick.

    Example:
        >>> likeness("prilaku", "perilaku")
        0.875
    """
    share: float = _distance().normalized_similarity(one, two, score_cutoff=least)
    return share


def edits(one: str, two: str, limit: int) -> int:
    """Return how many letters are to be changed, left out or put in, at most ``limit + 1``.

    Args:
        one: a string.
        two: another.
        limit: the number above which the exact one does not matter.

    Example:
        >>> edits("tahun", "tahtm", 2), edits("nomor", "pasal", 2)
        (2, 3)
    """
    number: int = _edits().distance(one, two, score_cutoff=limit)
    return number


@cache
def _edits() -> ModuleType:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein


def alike(one: str, others: Sequence[str], least: float) -> list[tuple[str, float, int]]:
    """Return the strings that share enough letters with one: string, share and place of each.

    Args:
        one: a string.
        others: the strings it is compared with.
        least: the share (0 to 1) from which a string counts.

    Example:
        >>> alike("prilaku", ["perilaku", "pelaku"], 0.8)
        [('perilaku', 0.875, 0)]
    """
    scorer = _distance().normalized_similarity
    return list(_extract()(one, others, scorer=scorer, score_cutoff=least, limit=None))


def near(word: str, others: Sequence[str], slips: int) -> list[tuple[str, int]]:
    """Return the strings in which at most so many letters differ, and how many do.

    Args:
        word: a string.
        others: the strings it is compared with.
        slips: letters that may differ.

    Example:
        >>> near("marct", ["maret", "mei"], 1)
        [('maret', 1)]
    """
    scorer = _distance().distance
    found = _extract()(word, others, scorer=scorer, score_cutoff=slips, limit=None)
    return [(other, distance) for other, distance, _ in found]


@cache
def _extract() -> Callable[..., Any]:
    from rapidfuzz.process import extract

    return extract


def within(one: str, two: str, slips: int) -> int | None:
    """Return how many letters differ, or ``None`` where more than ``slips`` do.

    Example:
        >>> within("maret", "marct", 1), within("juni", "mei", 1)
        (1, None)
    """
    distance: int = _distance().distance(one, two, score_cutoff=slips)
    return distance if distance <= slips else None
