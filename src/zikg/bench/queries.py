"""How the saved queries grow with the store, and what the command adds to the bare engine.

The stores are given, so that they are made once: one of about 1,000 decrees and one of about ten
times as many. A query passes where ten times the decrees take at most 12 times as long, and where
the command's path, reading of parameters and writing of CSV included, takes at most 1.5 times what
the same SPARQL takes straight in pyoxigraph.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Store

from zikg.iri import short_id
from zikg.namespaces import BASE, PREFIXES
from zikg.query import answer, bind, library
from zikg.query.impact import impact
from zikg.report.answer import Told, write_text
from zikg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from zikg.query import Query
    from zikg.store import Reader

GROWTH: Final = 12.0
OVERHEAD: Final = 1.5
_CITED: Final = """SELECT ?w (COUNT(*) AS ?n) {
  GRAPH <%sgraph/registry> { ?w zikg:inRegistry true } GRAPH ?g { ?c zikg:citesWork ?w }
} GROUP BY ?w ORDER BY ?n ?w"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians in seconds: in the small store, in the large one, and bare in the large one."""

    name: str
    small: float
    large: float
    bare: float

    @property
    def growth(self) -> float:
        """How many times longer the large store takes."""
        return self.large / self.small

    @property
    def overhead(self) -> float:
        """How many times longer than the bare engine the command's path takes."""
        return self.large / self.bare

    @property
    def passes(self) -> bool:
        """Whether both bounds hold; a program works on rows and has no bare form."""
        return self.growth <= GROWTH and self.overhead <= OVERHEAD


def measured(small: str, large: str, today: date, runs: int) -> Iterator[Measured]:
    """Measure every saved query, interleaved: small, large, bare, and again.

    Args:
        small: folder of a store.
        large: folder of one with about ten times its decrees.
        today: what ``today`` means among the parameters.
        runs: how often each; the median counts.
    """
    few, many = open_store(small), open_store(large)
    store = Store.read_only(many.path)  # type: ignore[attr-defined]  # folders only
    with open(os.devnull, "w") as sink:  # noqa: PTH123 - no file
        for query in library():
            text = bind(query, query.example, today)
            ways: tuple[Callable[[], object], ...] = (
                partial(_asked, query, few, today, sink),
                partial(_asked, query, many, today, sink),
                partial(_bare, store, text),
            )
            yield Measured(query.name, *medians(ways, runs))


def medians(ways: tuple[Callable[[], object], ...], runs: int) -> list[float]:
    """Return the median time of each way in seconds, the runs interleaved."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(runs):
        for way, taken in zip(ways, times, strict=True):
            began = perf_counter()
            way()
            taken.append(perf_counter() - began)
    return [median(taken) for taken in times]


def impact_against_query(large: str, today: date, runs: int) -> tuple[float, float]:
    """Return the medians of ``impact`` and of the full query of superseded citations."""
    reader = open_store(large)
    query = next(each for each in library() if each.name == "superseded-at-date")
    work = _typical(reader)
    with open(os.devnull, "w") as sink:  # noqa: PTH123 - no file
        first, second = medians(
            (
                lambda: impact(work, reader, today),
                lambda: _asked(query, reader, today, sink),
            ),
            runs,
        )
    return first, second


def _typical(reader: Reader) -> str:
    """Return the regulation in the middle of those that are cited, by how often they are."""
    cited = [row["w"].value for row in reader.query(_CITED % BASE)]  # type: ignore[union-attr]
    return short_id(cited[len(cited) // 2])


def _asked(query: Query, reader: Reader, today: date, sink: object) -> None:
    told = Told(answer(query, query.example, reader, today), "id")
    write_text(told, "csv", sink)  # type: ignore[arg-type]  # a text file


def _bare(store: Store, text: str) -> None:
    for _ in store.query(text, prefixes=PREFIXES):  # type: ignore[union-attr]
        pass
