"""How much of the gold set the extraction reads, side by side with a simple pattern."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from zikg.bench import extraction_baseline
from zikg.bench.extraction_gold import Mark, Passage
from zikg.bench.extraction_plan import Tables, compare, grid
from zikg.bench.extraction_score import Score, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zikg.model import Decree
    from zikg.registry import Registry

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one passage, and how long each of the two took, in seconds."""

    passage: Passage
    marks: tuple[Mark, ...]
    simple: tuple[Mark, ...]
    decree: Decree
    seconds: float
    simple_seconds: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Documents and code points a second."""

    documents: float
    characters: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that is measured over some passages; ``simple`` is what the simple pattern reaches."""

    read: Score
    simple: Score
    tables: Tables
    speed: Speed
    simple_speed: Speed


def run(passages: Iterable[Passage], registry: Registry) -> Iterator[Reading]:
    """Read the passages one by one, as ``zikg extract`` reads a text file.

    Each is read twice and the second time counts, so that no list of words is still to be loaded.

    Args:
        passages: passages of the gold set.
        registry: the regulations, to tell issuers and to know titles.
    """
    from zikg.extract import extract
    from zikg.read.source import read_bytes

    for passage in passages:
        data = passage.text.encode()

        def full(data: bytes = data, name: str = f"{passage.id}.txt") -> Decree:
            return extract(read_bytes(data, name), registry)

        full()
        decree, seconds = _timed(full)
        simple, short = _timed(partial(extraction_baseline.find, passage.text))
        yield Reading(passage, marks(decree), simple, decree, seconds, short)


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    begin = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begin


def marks(decree: Decree) -> tuple[Mark, ...]:
    """Return the citations of a decree as marks.

    Args:
        decree: any text as read.
    """
    at = {citation.index: place for place, citation in enumerate(decree.citations)}
    return tuple(
        Mark(
            start=citation.span.start,
            end=citation.span.end,
            type=citation.type,
            number=citation.number,
            year=citation.year,
            issuer=citation.issuer,
            role=citation.role,
            of=None if citation.of is None else at[citation.of],
            relation=citation.relation,
            gazettes=tuple((one.kind, one.year, one.number) for one in citation.gazettes),
            section=citation.section,
            item=citation.item,
        )
        for citation in decree.citations
    )


def outcome(readings: Sequence[Reading]) -> Outcome:
    """Return what is measured over readings.

    Args:
        readings: the passages and what was read in them.
    """
    tables = Tables()
    for reading in readings:
        if reading.passage.plan:
            plan = reading.decree.plan
            compare(tables, reading.passage.id, reading.passage.plan, grid(plan) if plan else None)
    length = sum(len(reading.passage.text) for reading in readings)
    return Outcome(
        read=score((reading.passage, reading.marks) for reading in readings),
        simple=score((reading.passage, reading.simple) for reading in readings),
        tables=tables,
        speed=_speed(len(readings), length, sum(one.seconds for one in readings)),
        simple_speed=_speed(len(readings), length, sum(one.simple_seconds for one in readings)),
    )


def _speed(documents: int, length: int, seconds: float) -> Speed:
    seconds = seconds or 1e-9
    return Speed(documents / seconds, length / seconds)
