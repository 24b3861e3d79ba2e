"""Choose among candidate marks (1., 2., ... or KESATU, KEDUA, ...) the best rising chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_LOOK_BACK: Final = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: where it stands in the view, what it counts, how likely it is a mark."""

    start: int
    end: int
    value: int
    weight: float


def chain(marks: list[Mark]) -> tuple[list[Mark], float]:
    """Return the best rising chain of candidate marks, and its score.

    Each mark counts its weight, each right successor more, each number left out less; a chain
    that does not begin with 1 pays for what is missing. A number printed twice is kept where
    both are surely marks.

    Args:
        marks: the candidates in order of place.
    """
    if not marks:
        return [], 0.0
    scores: list[float] = []
    back: list[int] = []
    for index, mark in enumerate(marks):
        score = mark.weight + (3 if mark.value == 1 else -1.5 * min(mark.value - 1, 8))
        previous = -1
        for other in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            step = mark.value - marks[other].value
            if step < 0 or (step == 0 and min(mark.weight, marks[other].weight) < 4):
                continue
            link = 2.0 if step == 1 else -2.0 if step == 0 else -1.5 * min(step - 1, 8)
            if scores[other] + mark.weight + link > score:
                score, previous = scores[other] + mark.weight + link, other
        scores.append(score)
        back.append(previous)
    index = max(range(len(marks)), key=lambda place: scores[place])
    total = scores[index]
    best: list[Mark] = []
    while index >= 0:
        best.append(marks[index])
        index = back[index]
    best.reverse()
    lone = len(best) == 1 and best[0].value != 1
    return ([], 0.0) if lone and total < 5 else (best, total)
