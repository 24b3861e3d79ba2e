"""Where an item belongs among the legal bases: by hierarchy, inside one level by date.

Source: UU 12/2011 Pasal 7, Pasal 8 and Lampiran II angka 43. What cannot be decided stays where
it is; a list that is grouped by issuer stays grouped.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from zikg.iri import parse_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zikg.model import Interval
    from zikg.registry import Registry


@dataclass(frozen=True, slots=True)
class Place:
    """What decides where an item stands: its class, its series and its date."""

    rank: int
    series: tuple[str, str | None]
    made: Interval | None


T = TypeVar("T")


def place_of(id_: str, registry: Registry) -> Place | None:
    """Return what decides the place of an instrument, or ``None`` where its class is unknown."""
    pieces = parse_id(id_)
    rank = registry.rank(pieces.type)
    held = registry.get(id_)
    if rank is None:
        return None
    return Place(rank, (pieces.type, pieces.issuer), held.exists if held else None)


def inverted(first: Place | None, second: Place | None) -> bool:
    """Whether the second certainly belongs before the first: higher, or earlier in its series."""
    if first is None or second is None:
        return False
    if first.rank != second.rank:
        return first.rank > second.rank
    return first.series == second.series and later(first, second)


def later(first: Place | None, second: Place | None) -> bool:
    """Whether the first, of one class with the second, is certainly later."""
    if first is None or second is None or first.rank != second.rank:
        return False
    return bool(first.made and second.made and second.made.before(first.made))


def misplaced(
    listed: Sequence[T], key: Callable[[T], Place | None], wrong: Callable[[Place, Place], bool]
) -> list[T]:
    """Return the smallest set of items to move, as the rules ZI211 and ZI212 count them."""
    left, moved = list(listed), []
    while left:
        clashes = [0] * len(left)
        for i, j in combinations(range(len(left)), 2):
            one, other = key(left[i]), key(left[j])
            if one is not None and other is not None and wrong(one, other):
                clashes[i] += 1
                clashes[j] += 1
        most = max(clashes)
        if most == 0:
            break
        position = max(i for i, count in enumerate(clashes) if count == most)
        moved.append(left.pop(position))
    return moved


def insert(
    listed: list[T], item: T, key: Callable[[T], Place | None], home: int | None = None
) -> None:
    """Put an item into a list where it breaks the order least.

    Args:
        listed: the list, changed in place.
        item: what is put in.
        key: what decides the place of an item.
        home: the position that it stood at, which it stays close to; ``None`` for a new item,
            which goes last among places as good.
    """
    places = [key(one) for one in listed]
    mine = key(item)
    grouped = _runs(places) == len({place.series for place in places if place})

    def cost(position: int) -> tuple[int, ...]:
        before, after = places[:position], places[position:]
        hard = sum(inverted(one, mine) for one in before)
        hard += sum(inverted(mine, one) for one in after)
        dated = sum(later(one, mine) for one in before) + sum(later(mine, one) for one in after)
        runs = _runs([*before, mine, *after])
        if not grouped:
            return hard, dated, runs, abs(position - (len(listed) if home is None else home))
        if home is None:
            return hard, runs, dated, -position
        return hard, runs, abs(position - home), dated

    listed.insert(min(range(len(listed) + 1), key=cost), item)


def _runs(places: Sequence[Place | None]) -> int:
    """Return in how many stretches the series of the list stand."""
    series = [place.series for place in places if place is not None]
    return sum(index == 0 or series[index - 1] != one for index, one in enumerate(series))
