"""The order of the legal bases: by hierarchy, inside one level by date (ZI211, ZI212).

Source: UU 12/2011 Pasal 7, Pasal 8 and Lampiran II angka 43. Regulations of ministers and of
commissions are one class; lists grouped by issuer are right. What cannot be decided is in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from zikg.reason.standing import SURE, judged_work

if TYPE_CHECKING:
    from zikg.graph.nt import Fact
    from zikg.model import Citation, Interval
    from zikg.reason.case import Case


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of Mengingat by its first base: its class, its series and its date.

    ``made`` is ``None`` where the date decides nothing: of a work that the registry does not hold,
    of one that did not exist yet, of an amending act cited alone.
    """

    citation: Citation
    rank: int
    series: tuple[str, str | None]
    made: Interval | None


Inverted = Callable[[Entry, Entry], bool]


def order_facts(case: Case) -> Iterator[Fact]:
    """Return, for the smallest set of misplaced items, what each stands wrongly after."""
    listed = entries(case)
    for entry, other in misplaced(listed, _inverted):
        yield _fact(case, "misplacedAfter", entry, other)
    wrong = {id(entry) for pair in misplaced(listed, _inverted) for entry in pair}
    for rank in sorted({entry.rank for entry in listed}):
        kept = [entry for entry in listed if entry.rank == rank and id(entry) not in wrong]
        if not grouped(kept):
            for entry, other in misplaced(kept, _later):
                yield _fact(case, "misplacedInClass", entry, other)


def _fact(case: Case, name: str, entry: Entry, other: Entry) -> Fact:
    """Say of the one that stands later that it stands after the other."""
    first, second = sorted((entry.citation, other.citation), key=lambda citation: citation.index)
    return case.say(second, name, case.node(first))


def entries(case: Case) -> list[Entry]:
    """Return the items of Mengingat whose place in the hierarchy is known, in their order."""
    found: dict[str | None, Entry] = {}
    for citation in case.bases:
        work = case.work(citation)
        rank = case.registry.rank(citation.type)
        if citation.item in found or work is None or rank is None or citation.confidence < SURE:
            continue
        found[citation.item] = Entry(
            citation, rank, (citation.type, citation.issuer), _made(case, citation, work)
        )
    return list(found.values())


def _made(case: Case, citation: Citation, work: str) -> Interval | None:
    held = case.registry.get(work)
    if held is None or judged_work(case, citation) != work:
        return None
    # Where the year is itself impossible, it is the year that is wrong, not the place.
    return None if case.judged.before(held.exists) else held.exists


def misplaced(listed: Sequence[Entry], inverted: Inverted) -> list[tuple[Entry, Entry]]:
    """Return the smallest set of entries to move, each with one that it is inverted with.

    The entry with the most inversions goes first, of two with as many the later one, until none
    is left; its partner is the first entry in the list that it clashes with.
    """
    clashes: dict[int, list[int]] = {place: [] for place in range(len(listed))}
    for i, j in combinations(range(len(listed)), 2):
        if inverted(listed[i], listed[j]):
            clashes[i].append(j)
            clashes[j].append(i)
    moved: list[tuple[Entry, Entry]] = []
    while True:
        most = max(map(len, clashes.values()), default=0)
        if most == 0:
            return moved
        position = max(place for place, found in clashes.items() if len(found) == most)
        # Rank weighs more than date where an entry clashes in both.
        rank = listed[position].rank
        partner = max(clashes[position], key=lambda other: listed[other].rank != rank)
        moved.append((listed[position], listed[partner]))
        for other in clashes.pop(position):
            clashes[other].remove(position)


def _inverted(first: Entry, second: Entry) -> bool:
    """Whether the second certainly belongs before the first: higher, or earlier in its series."""
    if first.rank != second.rank:
        return first.rank > second.rank
    return first.series == second.series and _later(first, second)


def _later(first: Entry, second: Entry) -> bool:
    """Whether the first is certainly later than the second."""
    return bool(first.made and second.made and second.made.before(first.made))


def grouped(listed: Sequence[Entry]) -> bool:
    """Whether the entries of one series stand together: a list grouped by issuer."""
    runs = [
        entry.series
        for position, entry in enumerate(listed)
        if position == 0 or listed[position - 1].series != entry.series
    ]
    return len(runs) == len(set(runs))
