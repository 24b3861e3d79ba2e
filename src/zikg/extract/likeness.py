"""How alike two strings are, by letters; rapidfuzz is imported at the first need only.

Letters left out, put in, read wrong or changed in place with the next each count as one slip.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def within(one: str, two: str, slips: int) -> int | None:
    """Return how many letters differ, or ``None`` where more than ``slips`` do.

    Example:
        >>> within("maret", "marct", 1), within("juni", "mei", 1)
        (1, None)
    """
    distance: int = _distance().distance(one, two, score_cutoff=slips)
    return distance if distance <= slips else None
