"""How alike two strings are, by letters; rapidfuzz is imported at the first need only."""

from __future__ import annotations


def likeness(one: str, two: str, least: float = 0.0) -> float:
    """Return the share of letters (0 to 1) that two strings have in common, in order.

    Two letters that changed places count as one slip.

    Args:
        one: a string.
        two: another.
        least: below this the answer is 0, and quick.

    Example:
        >>> likeness("prilaku", "perilaku")
        0.875
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (kept out of a quick start)

    return OSA.normalized_similarity(one, two, score_cutoff=least)


def within(one: str, two: str, slips: int) -> int | None:
    """Return how many letters differ, or ``None`` where more than ``slips`` do.

    Example:
        >>> within("maret", "marct", 1), within("juni", "mei", 1)
        (1, None)
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (kept out of a quick start)

    distance = OSA.distance(one, two, score_cutoff=slips)
    return distance if distance <= slips else None
