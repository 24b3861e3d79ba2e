"""Draw a corpus: many decrees of many offices over the years, some with faults, some copied.

A corpus is made of blocks, each drawn from the seed and its number alone: neither the number of
processes nor their speed changes a byte. A block has offices of its own, so that no two decrees of
one office have one number in a year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Final

from zikg.bench import makers
from zikg.bench.breaking import Case
from zikg.bench.corpus_faults import Faulty, plant
from zikg.bench.corpus_files import Form, styled, written
from zikg.bench.corpus_key import Copied, Key, entry
from zikg.bench.generate import FIRST, LAST, draw
from zikg.bench.law import Law
from zikg.bench.timing import month_end
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.bench.sample import Maker, Sample
    from zikg.registry import Registry

FOLDER: Final = 1000
"""How many files stand in one sub-folder."""
_BLOCK: Final = 100
_BLOCKS: Final = 90
_EACH: Final = 3
"""How many decrees an office has on average, until there are no more offices."""
_AGAIN: Final = 0.15
_MONTHS: Final = (26, 24, 12, 6, 5, 4, 4, 3, 3, 3, 4, 6)
_TRIES: Final = 40


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: how many, from which seed, in which forms.

    ``broken`` is the share of decrees with faults, ``copied`` that of plans copied from another
    office (both 0 to 1).
    """

    count: int
    seed: int = 2026
    forms: tuple[Form, ...] = ("txt", "md")
    broken: float = 0.4
    copied: float = 0.1

    @property
    def blocks(self) -> int:
        """How many blocks it takes."""
        return min(-(-self.count // _BLOCK), _BLOCKS)


@dataclass(frozen=True, slots=True)
class Made:
    """One decree of a corpus: its entry in the key, and itself as it is written."""

    key: Key
    sample: Sample
    form: Form

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        return written(self.sample, self.form)


def block(order: Order, number: int) -> Iterator[Made]:
    """Yield the decrees of one block.

    Args:
        order: the whole corpus.
        number: which block, from 0.
    """
    registry = open_registry()
    offices = _offices(order)[number :: order.blocks]
    taken: set[str] = set()
    drawn: list[tuple[str, Sample]] = []
    first, last = (each * order.count // order.blocks for each in (number, number + 1))
    for place in range(first, last):
        rng = Random(f"{order.seed}:{place}")  # noqa: S311 - chance, not secrets
        form = rng.choice(order.forms)
        before = drawn[-1][1] if drawn else None
        sample = _fresh(rng, registry, offices, before, taken)
        source = rng.choice(drawn) if drawn and rng.random() < order.copied else None
        copy = _copy(rng, registry, sample, source[1]) if source else None
        sample = copy if copy and copy.id not in taken else sample
        taken.add(sample.id)
        file = f"{place // FOLDER:03}/sintetis-{place:06}-{sample.maker.slug}.{form}"
        copied = Copied(source[0], _share(sample, source[1])) if source and sample is copy else None
        drawn.append((file, sample))
        case = Case(styled(sample, form), Law(registry, sample.day), rng)
        faulty = plant(case) if rng.random() < order.broken else Faulty(case.sample)
        yield Made(entry(file, faulty, case.law, copied), faulty.sample, form)


@lru_cache(maxsize=2)
def _offices(order: Order) -> tuple[Maker, ...]:
    every = makers.roster(Random(f"{order.seed}:offices"))  # noqa: S311 - chance, not secrets
    return every[: max(order.count // _EACH, min(order.count, 10))]


def _fresh(
    rng: Random,
    registry: Registry,
    offices: Sequence[Maker],
    before: Sample | None,
    taken: set[str],
) -> Sample:
    """Return a decree without fault whose number is still free."""
    while True:
        if before is not None and rng.random() < _AGAIN:
            maker, year = before.maker, before.day.year
        else:
            maker, year = rng.choice(offices), rng.randint(FIRST.year, LAST.year)
        month = rng.choices(range(1, 13), _MONTHS)[0]
        day = date(year, month, 1) + timedelta(days=rng.randrange(28))
        if not FIRST <= day <= LAST or Law(registry, day).regime() is None:
            continue
        sample = draw(rng, registry, maker=maker, day=day)
        if sample.stage == "draft" and year < LAST.year:
            # A draft is judged on the day it is looked at: only the latest are still drafts.
            sample = replace(sample, stage="issued")
        if sample.id not in taken:
            return sample


def _copy(rng: Random, registry: Registry, own: Sample, source: Sample) -> Sample | None:
    """Return a decree of the same office with the plan of another, made later in that month."""
    if own.maker.slug == source.maker.slug:
        return None
    end = min(month_end(source.day.year, source.day.month), LAST)
    day = source.day + timedelta(days=rng.randint(0, (end - source.day).days))
    if Law(registry, day).regime() != source.regime:
        return None
    maker = makers.beside(own.maker, source.maker)
    for _ in range(_TRIES):
        sample = draw(rng, registry, maker=maker, day=day)
        if sample.plan_year == source.plan_year and sample.stage != "draft":
            break
    else:
        return None
    changed = 0.1 if rng.random() < 0.5 else 0.0
    theirs = {entry.element: entry for *_, entry in sample.entries}
    chapters = tuple(
        replace(
            chapter,
            entries=tuple(
                theirs.get(each.element, each) if rng.random() < changed else each
                for each in chapter.entries
            ),
        )
        for chapter in source.chapters
    )
    return replace(sample, chapters=chapters)


def _share(sample: Sample, source: Sample) -> float:
    """Return the share of the entries of a plan that stand so in another."""
    there = {(each.element, each.steps) for *_, each in source.entries}
    mine = [(each.element, each.steps) in there for *_, each in sample.entries]
    return round(sum(mine) / len(mine), 3)
