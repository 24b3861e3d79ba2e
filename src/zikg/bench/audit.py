"""The compiled engine against pySHACL: do they agree, and how fast is an audit.

Agreement is asked of generated decrees with one thing broken each (`zikg.bench.rules`): both
engines, and the same shapes as set-wise SPARQL, judge the very same graph. What was judged is noted
in a file, so that a long run can be broken off and gone on with.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import DefaultGraph, RdfFormat

from zikg.bench.rules import BATCH, batch
from zikg.bench.writing import write
from zikg.extract import extract
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.rules import shapes
from zikg.validate import compiled, reference, run_for
from zikg.validate.small import SmallGraph, small_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from zikg.store import Reader

PYSHACL: Final = "pyshacl"
SET_WISE: Final = "set-wise"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the engines judged one decree: violations found, and what only one of a pair found."""

    place: int
    code: str
    found: int
    differ: tuple[str, ...]
    seconds: float


def graph_of(text: bytes, name: str, day: date, *, final: bool = False) -> SmallGraph:
    """Return the small graph of a document.

    Args:
        text: the document.
        name: what it is called.
        day: the date that counts as today.
        final: whether a draft is judged as if about to be signed.
    """
    registry = open_registry()
    decree = extract(read_bytes(text, name), registry)
    return small_graph(decree, run_for(decree, day, final=final), registry)


def differences(graph: SmallGraph, *, witness: str = PYSHACL) -> tuple[int, tuple[str, ...]]:
    """Return how many violations the plain checks find, and where a witness differs.

    Args:
        graph: the graph of one decree.
        witness: ``pyshacl`` or ``set-wise``.
    """
    plain = {found.key for found in compiled.violations(graph, "decree")}
    if witness == PYSHACL:
        other = {found.key for found in reference.violations(graph.store, shapes("decree"))}
    else:
        plans = compiled.plans("decree")[0]
        other = {v.key for plan in plans for v in compiled.set_wise(graph.store, plan)}
    only = [("plain", key) for key in plain - other] + [(witness, key) for key in other - plain]
    return len(plain), tuple(sorted(f"{engine}: {' '.join(key)}" for engine, key in only))


def agreements(seed: int, places: Iterable[int], witness: str) -> Iterator[Agreement]:
    """Yield how the engines judge the broken decrees of some pairs.

    Args:
        seed: seed of the run.
        places: places of the pairs in it.
        witness: ``pyshacl`` or ``set-wise``.
    """
    for place in places:
        pair = batch(seed, place // BATCH)[place % BATCH]
        broken = pair.broken
        suffix = "md" if broken.sample.style.markdown else "txt"
        day = broken.as_of or broken.sample.day
        graph = graph_of(
            write(broken.sample).encode(), f"{place}.{suffix}", day, final=broken.final
        )
        began = time.perf_counter()
        found, differ = differences(graph, witness=witness)
        took = time.perf_counter() - began
        yield Agreement(place, pair.breakage.code, found, differ, took)


def run(
    seed: int, count: int, *, workers: int, witness: str, log: Path | None = None
) -> Iterator[Agreement]:
    """Yield how the engines judge generated decrees; what a log tells is not judged again.

    Args:
        seed: seed of the run.
        count: how many decrees.
        workers: number of processes; 1 works in this one.
        witness: ``pyshacl`` or ``set-wise``.
        log: file of what was judged, one JSON object a line; a run is gone on with.
    """
    known = {(a.place): a for a in _logged(log, seed, witness)} if log else {}
    yield from (known[place] for place in sorted(known) if place < count)
    left = [place for place in range(count) if place not in known]
    jobs = [
        (seed, tuple(group), witness) for _, group in groupby(left, key=lambda p: p // (BATCH // 4))
    ]
    handle = log.open("a", encoding="utf-8") if log else None
    try:
        for done in _each(jobs, workers):
            for one in done:
                if handle:
                    told = {"seed": seed, "witness": witness, **_dict(one)}
                    handle.write(json.dumps(told) + "\n")
                yield one
            if handle:
                handle.flush()
    finally:
        if handle:
            handle.close()


def _each(jobs: list[tuple[int, tuple[int, ...], str]], workers: int) -> Iterator[list[Agreement]]:
    if workers <= 1:
        yield from map(_job, jobs)
        return
    with get_context("spawn").Pool(workers) as processes:
        yield from processes.imap_unordered(_job, jobs)


def _job(job: tuple[int, tuple[int, ...], str]) -> list[Agreement]:
    return list(agreements(*job))


def _dict(one: Agreement) -> dict[str, Any]:
    return {"place": one.place, "code": one.code, "found": one.found, "differ": one.differ,
            "seconds": round(one.seconds, 4)}  # fmt: skip


def _logged(log: Path, seed: int, witness: str) -> Iterator[Agreement]:
    if not log.exists():
        return
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue  # cut off when the run was
        if (told["seed"], told["witness"]) == (seed, witness):
            yield Agreement(told["place"], told["code"], told["found"], tuple(told["differ"]),
                            told["seconds"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds a decree, medians: the audit, and the same shapes on the same graphs by pySHACL."""

    documents: int
    audit: float
    checks: float
    pyshacl_rdflib: float
    pyshacl_store: float


def speed(store: Reader, seconds_each: float, *, day: date, sample: int) -> Speed:
    """Return how an audit compares with pySHACL, decree by decree.

    Args:
        store: a store of decrees.
        seconds_each: seconds a decree that the audit took, measured by the caller.
        day: the date that counts as today.
        sample: how many decrees pySHACL judges: it takes seconds for each.
    """
    from pyshacl import validate
    from rdflib import Graph

    rows: Any = store.query(
        "SELECT ?t { GRAPH <https://w3id.org/zikg/graph/evidence> { ?d zikg:text ?t } } ORDER BY ?d"
    )
    texts = [row["t"].value for row in rows]
    rules = reference.shapes_graph(tuple(shape.iri for shape in shapes("decree")))
    times: dict[str, list[float]] = {"checks": [], "rdflib": [], "store": []}

    def clocked(name: str, work: Any) -> None:
        began = time.perf_counter()
        work()
        times[name].append(time.perf_counter() - began)

    step = max(1, len(texts) // sample)
    for text in texts[::step][:sample]:
        graph = graph_of(text.encode(), "-", day)
        held = Graph()
        dumped = graph.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        assert dumped is not None
        held.parse(data=dumped, format="nt")
        _ = graph.facts
        clocked("checks", lambda g=graph: compiled.violations(g, "decree"))
        clocked("store", lambda g=graph: validate(cast("Any", g.store), shacl_graph=rules))
        clocked("rdflib", lambda g=held: validate(g, shacl_graph=rules, advanced=True))
    return Speed(
        len(texts),
        seconds_each,
        median(times["checks"]),
        median(times["rdflib"]),
        median(times["store"]),
    )
