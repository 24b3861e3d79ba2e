"""Pairs of decrees, one without fault and the same with one: drawn, judged, counted.

A pair is drawn from the seed and its place alone, so that any one of them can be had again and
the number of workers changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import Breakage, Broken, Case, breakages
from zikg.bench.generate import draw
from zikg.bench.judging import Verdict, judge
from zikg.bench.law import Law
from zikg.bench.writing import write
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.bench.sample import Sample

TRIES: Final = 2000
"""How many decrees are drawn until one is found that a breakage applies to."""
BOTH: Final = 50
"""Every so manyth pair is judged by both engines."""
_CHUNK: Final = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair: its place, the breakage, the decree without and with its fault."""

    place: int
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


def pair(seed: int, place: int) -> Pair:
    """Return a pair of decrees.

    Args:
        seed: seed of the whole run.
        place: place of the pair in it; breakages take turns.

    Raises:
        LookupError: no decree was found that the breakage applies to.
    """
    registry = open_registry()
    table = breakages()
    breakage = table[place % len(table)]
    rng = Random(f"{seed}:{place}")  # noqa: S311 - chance, not secrets
    for _ in range(TRIES):
        sample = draw(rng, registry)
        broken = breakage.apply(Case(sample, Law(registry, sample.day), rng))
        if broken is not None:
            return Pair(place, breakage, sample, broken)
    raise LookupError(f"{breakage.code} {breakage.name}: no decree to break")


def outcome(seed: int, place: int) -> Outcome:
    """Return how one pair comes out.

    Args:
        seed: seed of the whole run.
        place: place of the pair in it.
    """
    one = pair(seed, place)
    engine = "both" if place % BOTH == 0 else "compiled"
    verdict = judge(one.sample, one.broken, engine=engine)
    texts = None if verdict.right else (write(one.sample), write(one.broken.sample))
    return Outcome(place, one.breakage.code, one.breakage.name, verdict, texts)


def run(seed: int, places: Iterable[int], workers: int = 1) -> Iterator[Outcome]:
    """Yield how the pairs come out, in any order.

    Args:
        seed: seed of the whole run.
        places: which pairs.
        workers: number of processes; 1 works in this one.
    """
    jobs = ((seed, place) for place in places)
    if workers <= 1:
        yield from map(_one, jobs)
        return
    with get_context("spawn").Pool(workers) as processes:
        yield from processes.imap_unordered(_one, jobs, _CHUNK)


def _one(job: tuple[int, int]) -> Outcome:
    return outcome(*job)


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
