"""Plans copied between satkers: for each, the earlier plan of another office that it repeats most.

A plan is the set of its cells (indicator, action, evidence), letters only: numbers, years and case
do not tell two apart. Similarity is the share of cells that both have in those that either has
(Jaccard). Likely pairs are found by MinHash over bands, then compared exactly, so that the work
grows with the number of plans and not with its square.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

from pyoxigraph import Literal, NamedNode

from zikg.graph import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import BlankNode, Triple

    Row: TypeAlias = "tuple[NamedNode | BlankNode | Literal | Triple | None, ...]"

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 3
"""Cells of fewer words ("SK", "Laporan") say nothing about copying."""
_SEEDS: Final = tuple((0x9E3779B1 * (place * 2 + 1)) & 0xFFFFFFFF for place in range(32))
_BAND: Final = 2
"""Two hashes a band, 16 bands: a pair of similarity 0.5 is missed once in a hundred times."""
_MOST: Final = 24
"""Earlier plans compared in one bucket: those met first, as copies have one source."""
_CELLS: Final = 4
_PARTED: Final = "\x1f"


@dataclass(slots=True)
class _Plan:
    decree: NamedNode
    office: NamedNode
    dated: str
    cells: set[int]


def copied(rows: Iterable[Row], given: Mapping[str, str]) -> Iterator[Row]:
    """Yield decree, office, date, the decree copied, its office and date, cells shared, per cent.

    Args:
        rows: decree, satker, date, and all its cells in one, parted by unit separators.
        given: ``minimum``, the lowest share of equal cells in per cent.
    """
    least = int(given.get("minimum") or 60) / 100
    plans = _plans(rows)
    found = [pair for pair in _pairs(plans) if pair[0] >= least]
    found.sort(key=lambda pair: (-pair[0], pair[1].office.value, pair[1].decree.value))
    for share, plan, source in found:
        yield (
            *(plan.office, plan.decree, Literal(plan.dated)),
            *(source.office, source.decree, Literal(source.dated)),
            terms.whole(len(plan.cells & source.cells)),
            terms.whole(len(plan.cells)),
            terms.whole(round(share * 100)),
        )


def _plans(rows: Iterable[Row]) -> list[_Plan]:
    plans: list[_Plan] = []
    known: dict[str, int] = {}
    for decree, office, dated, texts in rows:
        assert isinstance(decree, NamedNode)
        assert isinstance(office, NamedNode)
        assert isinstance(texts, Literal)
        cells = set[int]()
        for text in texts.value.split(_PARTED):
            if text not in known:
                known[text] = _cell(text)
            cells.add(known[text])
        cells.discard(0)
        day = dated.value if isinstance(dated, Literal) else ""
        if len(cells) >= _CELLS:
            plans.append(_Plan(decree, office, day, cells))
    return sorted(plans, key=lambda plan: (plan.dated or "9999", plan.decree.value))


def _cell(text: str) -> int:
    """Return the hash of the letters of a cell, 0 where it has too few words to tell anything."""
    words = _LETTERS.findall(text.casefold())
    return crc32(" ".join(words).encode()) if len(words) >= _SHORTEST else 0


def _pairs(plans: list[_Plan]) -> Iterator[tuple[float, _Plan, _Plan]]:
    """Yield each plan with the earlier one of another office that it is most like."""
    buckets: dict[tuple[int, ...], list[_Plan]] = {}
    for plan in plans:
        best: tuple[float, _Plan] | None = None
        compared: set[int] = set()
        for band in _bands(plan.cells):
            earlier = buckets.setdefault(band, [])
            for other in earlier:
                if id(other) in compared or other.office == plan.office:
                    continue
                compared.add(id(other))
                share = len(plan.cells & other.cells) / len(plan.cells | other.cells)
                if best is None or share > best[0]:
                    best = (share, other)
            if len(earlier) < _MOST:
                earlier.append(plan)
        if best is not None:
            yield best[0], plan, best[1]


def _bands(cells: set[int]) -> Iterator[tuple[int, ...]]:
    signature = [min((cell * seed ^ seed >> 7) & 0xFFFFFFFF for cell in cells) for seed in _SEEDS]
    for start in range(0, len(signature), _BAND):
        yield (start, *signature[start : start + _BAND])
