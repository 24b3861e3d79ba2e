"""What the saved queries cost, how they grow with the store, what the command adds to the engine.

Stores are given, so that they are made once. Times are CPU time of this process, so that a busy
machine moves them little; what is compared is run in turns. Three bounds, of
which the last two are about "which satkers cite a superseded regulation", ``superseded-at-date``:

- ten times the decrees cost at most 12 times as much, and in that measure for other ratios;
- the command's path, reading of parameters and writing of CSV included, costs at most 1.5 times the
  same SPARQL typed straight into pyoxigraph, its rows read;
- ``zikg impact`` of a regulation cited as often as the middle one costs at most a tenth.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Store

from zikg.iri import short_id
from zikg.namespaces import BASE, PREFIXES
from zikg.query import answer, bind, find, library
from zikg.query.impact import impact
from zikg.report.answer import Told, write_text
from zikg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from zikg.query import Query

GROWTH: Final = 1.2
"""Times the cost may grow beyond the decrees: 12 for ten times as many."""
OVERHEAD: Final = 1.5
IMPACT: Final = 0.1
SUPERSEDED: Final = "superseded-at-date"
_LONG: Final = 20.0
"""Seconds: what takes longer is not run again."""
_CITED: Final = """SELECT ?w (COUNT(*) AS ?n) {
  GRAPH <%sgraph/registry> { ?w zikg:inRegistry true } GRAPH ?g { ?c zikg:citesWork ?w }
} GROUP BY ?w ORDER BY ?n ?w"""
_DECREES: Final = "SELECT ?d { GRAPH ?g { ?d a zikg:Decree } }"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a query costs in one store: rows, seconds the first time, median seconds after that."""

    rows: int
    first: float
    warm: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A query in one store or more, smallest first; ``decrees`` are those of each store."""

    name: str
    decrees: tuple[int, ...]
    costs: tuple[Cost, ...]

    @property
    def growth(self) -> float | None:
        """How many times more the largest store costs than the smallest; none for one store."""
        return self.costs[-1].warm / self.costs[0].warm if len(self.costs) > 1 else None

    @property
    def passes(self) -> bool:
        """Whether the cost grows at most by 1.2 times what the decrees do."""
        bound = GROWTH * self.decrees[-1] / max(1, self.decrees[0])
        return self.growth is None or self.growth <= bound


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two costs in seconds that are compared, and the most that their ratio may be."""

    name: str
    ours: float
    other: float
    bound: float

    @property
    def value(self) -> float:
        """Ours over the other."""
        return self.ours / self.other

    @property
    def passes(self) -> bool:
        """Whether the ratio keeps its bound."""
        return self.value <= self.bound


class Asked:
    """A store folder opened to measure.

    Args:
        folder: the folder of the store.

    Raises:
        StoreError: it is none.
    """

    def __init__(self, folder: str) -> None:
        self.reader: Any = open_store(folder)
        self.store = self._opened()
        self.decrees = self.bare(_DECREES)

    def _opened(self) -> Store:
        return Store.read_only(self.reader.path)  # type: ignore[no-any-return,unused-ignore]

    def bare(self, text: str, store: Store | None = None) -> int:
        """Read all rows of a query straight from pyoxigraph, and return how many there are."""
        found: Any = (store or self.store).query(text, prefixes=PREFIXES)
        return sum(1 for _ in found)

    def first(self, text: str) -> tuple[float, int]:
        """Return the cost in seconds in a database just opened, and the number of rows."""
        store = self._opened()
        began = process_time()
        rows = self.bare(text, store)
        return process_time() - began, rows

    def told(self, query: Query, today: date, form: str) -> None:
        """Answer a query as the command does, and write the answer nowhere."""
        with open(os.devnull, "w", encoding="utf-8") as sink:  # noqa: PTH123 - no file
            write_text(Told(answer(query, query.example, self.reader, today), "id"), form, sink)


def measured(
    places: Sequence[Asked], today: date, runs: int, only: Iterable[str] = ()
) -> Iterator[Measured]:
    """Measure saved queries in each store in turns, straight in pyoxigraph.

    Args:
        places: the stores, smallest first.
        today: what ``today`` means among the parameters.
        runs: how often each after the first time; the median counts.
        only: names of queries; all unless given.

    Raises:
        QueryError: there is no query of a name.
    """
    for query in [find(name) for name in only] or library():
        text = bind(query, query.example, today)
        firsts = [place.first(text) for place in places]
        many = runs if max(taken for taken, _ in firsts) < _LONG else 1
        warm = medians([partial(place.bare, text) for place in places], many)
        yield Measured(
            query.name,
            tuple(place.decrees for place in places),
            tuple(Cost(n, first, then) for (first, n), then in zip(firsts, warm, strict=True)),
        )


def medians(ways: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Return the median cost of each way in seconds of CPU, the runs in turns."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(runs):
        for way, taken in zip(ways, times, strict=True):
            began = process_time()
            way()
            taken.append(process_time() - began)
    return [median(taken) for taken in times]


def ratios(place: Asked, today: date, runs: int) -> Iterator[Ratio]:
    """Yield what the command adds to the bare engine in each form, and the cost of ``impact``.

    Args:
        place: the store.
        today: what ``today`` means among the parameters.
        runs: how often each; the median counts.
    """
    query = find(SUPERSEDED)
    text = bind(query, query.example, today)
    work = _typical(place)
    place.bare(text)
    impact(work, place.reader, today)  # neither is charged with opening files of data
    forms = ("csv", "json", "table")
    bare, light, *told = medians(
        [
            partial(place.bare, text),
            partial(impact, work, place.reader, today),
            *(partial(place.told, query, today, form) for form in forms),
        ],
        runs,
    )
    for form, cost in zip(forms, told, strict=True):
        yield Ratio(f"{SUPERSEDED} --format {form} / pyoxigraph", cost, bare, OVERHEAD)
    yield Ratio(f"impact {work} / {SUPERSEDED}", light, told[0], IMPACT)


def _typical(place: Asked) -> str:
    """Return the regulation in the middle of those that are cited, by how often they are."""
    cited = [row["w"].value for row in place.reader.query(_CITED % BASE)]
    return short_id(cited[len(cited) // 2])
