"""Decrees, each without fault and then with one of several: drawn, judged, counted.

Pairs stand in batches. A batch draws decrees one after another and tries on each the breakages that
still wait for one; a decree takes a few, one at a time, and is judged without fault once for all of
them. A batch is drawn from the seed and its number alone, so that any pair can be had again by its
place, and neither the number of workers nor that of pairs changes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import Breakage, Broken, Case, breakages
from zikg.bench.generate import draw
from zikg.bench.judging import Verdict, findings, judge
from zikg.bench.law import Law
from zikg.bench.writing import write
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.bench.sample import Sample

TRIES: Final = 4000
"""How many decrees a batch draws until each of its breakages has found one it applies to."""
BATCH: Final = 100
"""How many pairs stand in a batch."""
SHARE: Final = 5
"""How many faults one decree takes at most, one at a time."""
BOTH: Final = 100
"""The broken decree of every so manyth pair is judged by both engines."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair: its place, the breakage, the decree without and with its fault.

    ``decree`` counts the decrees drawn in its batch: pairs of one number share theirs.
    """

    place: int
    decree: int
    breakage: Breakage
    sample: Sample
    broken: Broken


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a pair came out; the texts only where something is wrong with it."""

    place: int
    code: str
    name: str
    verdict: Verdict
    texts: tuple[str, str] | None = None


@dataclass(slots=True)
class Tally:
    """The count for one code."""

    pairs: int = 0
    right: int = 0
    noise: int = 0
    extra: int = 0
    missed: int = 0
    examples: list[int] = field(default_factory=list)


@lru_cache(maxsize=8)
def batch(seed: int, number: int) -> tuple[Pair, ...]:
    """Return the pairs of a batch in order of their places.

    Args:
        seed: seed of the whole run.
        number: which batch, from 0; breakages take turns over all places.

    Raises:
        LookupError: no decree was found that some breakage applies to.
    """
    registry, table = open_registry(), breakages()
    waiting = list(range(number * BATCH, (number + 1) * BATCH))
    # Not in order of codes, else those that stand side by side would always share a decree.
    _chance(seed, number).shuffle(waiting)
    found: list[Pair] = []
    for drawn in range(TRIES):
        if not waiting:
            return tuple(sorted(found, key=lambda each: each.place))
        sample = draw(_chance(seed, number, drawn), registry)
        law = Law(registry, sample.day)
        taken = []
        for place in waiting:
            breakage = table[place % len(table)]
            broken = breakage.apply(Case(sample, law, _chance(seed, number, drawn, place)))
            if broken is not None:
                taken.append(Pair(place, drawn, breakage, sample, broken))
            if len(taken) == SHARE:
                break
        waiting = [place for place in waiting if place not in {one.place for one in taken}]
        found += taken
    left = ", ".join(sorted({table[place % len(table)].name for place in waiting}))
    raise LookupError(f"no decree to break: {left}")


def _chance(*of: int) -> Random:
    return Random(":".join(map(str, of)))  # noqa: S311 - chance, not secrets


def pair(seed: int, place: int) -> Pair:
    """Return one pair of decrees.

    Args:
        seed: seed of the whole run.
        place: place of the pair in it.
    """
    return batch(seed, place // BATCH)[place % BATCH]


def outcomes(seed: int, places: Iterable[int]) -> Iterator[Outcome]:
    """Yield how pairs come out, in order of the decrees that they share.

    Args:
        seed: seed of the whole run.
        places: places of the pairs in it; those of one batch are best asked for together.
    """
    pairs = [pair(seed, place) for place in sorted(places)]
    pairs.sort(key=lambda each: (each.place // BATCH, each.decree, each.place))
    for _, group in groupby(pairs, key=lambda each: (each.place // BATCH, each.decree)):
        yield from _shared(list(group))


def _shared(pairs: list[Pair]) -> Iterator[Outcome]:
    """Judge pairs of one decree: without its faults it is judged once."""
    before = findings(pairs[0].sample)
    for one in pairs:
        engine = "both" if one.place % BOTH == 0 else "compiled"
        verdict = judge(before, one.broken, engine=engine)
        texts = None if verdict.right else (write(one.sample), write(one.broken.sample))
        yield Outcome(one.place, one.breakage.code, one.breakage.name, verdict, texts)


def run(seed: int, places: Iterable[int], workers: int = 1) -> Iterator[Outcome]:
    """Yield how the pairs come out, in any order.

    Args:
        seed: seed of the whole run.
        places: which pairs.
        workers: number of processes; 1 works in this one.
    """
    batches = groupby(sorted(places), key=lambda place: place // BATCH)
    jobs = ((seed, tuple(group)) for _, group in batches)
    if workers <= 1:
        for job in jobs:
            yield from _batch(job)
        return
    with get_context("spawn").Pool(workers) as processes:
        for done in processes.imap_unordered(_batch, jobs):
            yield from done


def _batch(job: tuple[int, tuple[int, ...]]) -> list[Outcome]:
    return list(outcomes(*job))


def tally(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """Return the counts by code."""
    found: dict[str, Tally] = {}
    for one in outcomes:
        count = found.setdefault(one.code, Tally())
        count.pairs += 1
        count.right += one.verdict.right
        count.noise += bool(one.verdict.noise)
        count.extra += bool(one.verdict.extra)
        count.missed += bool(one.verdict.missed)
        if not one.verdict.right:
            count.examples.append(one.place)
    return dict(sorted(found.items()))
