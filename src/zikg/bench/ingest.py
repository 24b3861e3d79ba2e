"""Ingest measured, and ingest killed: decrees a second beside plain processes; nothing lost.

Two plain processes are two calls of their own with half of the files each and a store each: what
the machine gives where nothing has to be brought together.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from zikg.bench.generate import draw
from zikg.bench.writing import write
from zikg.errors import StoreError
from zikg.registry import open_registry
from zikg.store import open_store, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BLANK: Final = re.compile(r"_:\w+")
_RUN: Final = "from zikg.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Speed:
    """Medians of wall seconds for the same files: one process, several, and as many plain ones.

    ``work`` are the processor seconds of the one process and of the several: what the others on the
    machine do not change.
    """

    files: int
    jobs: int
    one: float
    several: float
    plain: float
    work: tuple[float, float]

    @property
    def gain(self) -> float:
        """How many times faster several processes are than one."""
        return self.one / self.several

    @property
    def plain_gain(self) -> float:
        """How many times faster as many plain processes are than one: what the machine gives."""
        return self.one / self.plain


@dataclass(frozen=True, slots=True)
class Survival:
    """What was left after so many kills: statements that are missing, and that are too many."""

    kills: int
    documents: int
    missing: int
    surplus: int
    reader_faults: int


def decrees(folder: Path, count: int, seed: str = "ingest") -> list[Path]:
    """Write generated decrees as text, and return their files.

    Args:
        folder: where they go.
        count: how many.
        seed: of chance; the same seed gives the same decrees.
    """
    registry = open_registry()
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"sintetis-{number:05}.txt" for number in range(count)]
    for file in files:
        chance = Random(f"{seed}{file.stem}")  # noqa: S311 - no secret depends on it
        file.write_text(write(draw(chance, registry)), encoding="utf-8")
    return files


def speed(folder: Path, count: int, jobs: int = 2, runs: int = 3) -> Speed:
    """Measure ingest of generated decrees: the store already holds its base in all cases.

    Args:
        folder: scratch space.
        count: decrees.
        jobs: processes.
        runs: how often each; the three take turns.
    """
    files = decrees(folder / "decrees", count)
    empty = folder / "base"
    _wait([_start(files[:0] or [_none(folder)], empty, 1)], allowed=(0, 2))
    times: dict[str, list[float]] = {"one": [], "several": [], "plain": []}
    work: tuple[list[float], list[float]] = [], []
    for _ in range(runs):
        spent = _spent()
        times["one"].append(_timed(folder, empty, [(files, 1)]))
        work[0].append(_spent() - spent)
        spent = _spent()
        times["several"].append(_timed(folder, empty, [(files, jobs)]))
        work[1].append(_spent() - spent)
        times["plain"].append(_timed(folder, empty, [(files[n::jobs], 1) for n in range(jobs)]))
    return Speed(
        *(count, jobs, median(times["one"]), median(times["several"]), median(times["plain"])),
        (median(work[0]), median(work[1])),
    )


def kill_often(
    folder: Path,
    count: int,
    kills: int,
    *,
    seed: int = 0,
    told: Callable[[str], None] | None = None,
) -> Survival:
    """Kill ingest at random moments, finish it, and hold the store against an undisturbed one.

    Args:
        folder: scratch space.
        count: generated decrees.
        kills: how often it is killed with SIGKILL; between kills a reader opens the store.
        seed: of the moments.
        told: called with a line for each kill.
    """
    rng = Random(seed)  # noqa: S311 - no secret depends on it
    files = decrees(folder / "decrees", count)
    whole, torn = folder / "whole", folder / "torn"
    _wait([_start(files, whole, 2)])
    faults, expected = 0, _documents(whole)
    limit = 1.0
    for number in range(kills):
        process = _start(files, torn, 2)
        time.sleep(rng.uniform(0.05, limit))
        ended = process.poll() is not None
        _kill(process)
        faults += not _consistent(torn)
        if ended:
            shutil.rmtree(torn)  # all was done before: begin again, with an earlier end
            limit = max(0.5, limit * 0.7)
        else:
            limit = min(limit * 1.15, 20.0)
        if told is not None:
            told(f"{number + 1}/{kills}: {'selesai' if ended else 'dihentikan'}")
    _wait([_start(files, torn, 2)])
    there, here = contents(whole), contents(torn)
    return Survival(kills, expected, len(there - here), len(here - there), faults)


def contents(place: Path) -> set[str]:
    """Return all statements of a store as lines, but not when and with what they were made.

    Only the ontology has blank nodes; their labels are no facts.
    """
    store = open_writer(place)
    try:
        answer: Any = store.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
        return {
            _BLANK.sub("_:", " ".join(map(str, row)))
            for row in answer
            if not row[1].value.endswith(("#ingestedAt", "#madeWith"))
        }
    finally:
        store.close()


def _consistent(place: Path) -> bool:
    """Whether what a reader sees is whole: every listed document has its graph, run and text."""
    try:
        store = open_store(place)
    except StoreError:
        return not (place / "current").exists()  # nothing was published yet
    try:
        listed = _count(store, "?d a zikg:StoredDocument")
        return all(
            _count(store, pattern) == listed
            for pattern in ("?d zikg:realises ?w", "?d zikg:text ?t", "?d zikg:layout ?t")
        )
    finally:
        store.close()


def _count(store: object, pattern: str) -> int:
    answer = store.query(  # type: ignore[attr-defined]
        f"SELECT (COUNT(DISTINCT ?d) AS ?n) {{ GRAPH ?g {{ {pattern} }} }}"
    )
    return int(next(iter(answer))["n"].value)


def _documents(place: Path) -> int:
    store = open_store(place)
    try:
        return _count(store, "?d a zikg:StoredDocument")
    finally:
        store.close()


def _none(folder: Path) -> Path:
    empty = folder / "none"
    empty.mkdir(exist_ok=True)
    return empty


def _timed(folder: Path, base: Path, calls: list[tuple[list[Path], int]]) -> float:
    places = [folder / f"run-{number}" for number in range(len(calls))]
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(base, place)
    began = time.perf_counter()
    _wait([_start(files, place, jobs) for (files, jobs), place in zip(calls, places, strict=True)])
    return time.perf_counter() - began


def _spent() -> float:
    """Return the processor seconds of all processes that have ended, those of their workers too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _start(files: list[Path], place: Path, jobs: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", _RUN, "ingest", *map(str, files)]
    return subprocess.Popen(  # noqa: S603 - our own command
        [*words, "--store", str(place), "--jobs", str(jobs), "--no-national"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "ZIKG_TODAY": "2026-11-21"},
    )


def _wait(processes: list[subprocess.Popen[bytes]], allowed: tuple[int, ...] = (0,)) -> None:
    codes = [process.wait() for process in processes]
    if any(code not in allowed for code in codes):
        said = f"zikg ingest berakhir dengan {codes}.", f"zikg ingest ended with {codes}."
        raise StoreError(*said)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


def lines(measured: Speed) -> Iterator[str]:
    """Give the figures of a measurement as lines."""
    yield f"{measured.files} keputusan, median detik:"
    for name, seconds in (
        ("satu proses", measured.one),
        (f"{measured.jobs} proses", measured.several),
        (f"{measured.jobs} proses terpisah", measured.plain),
    ):
        yield f"  {name:<20} {seconds:7.2f} dtk  {measured.files / seconds:7.1f} keputusan/dtk"
    one, several = (seconds / measured.files * 1000 for seconds in measured.work)
    yield f"  waktu prosesor sebuah keputusan {one:.1f} ms, {measured.jobs} proses {several:.1f} ms"
    yield (
        f"  {measured.gain:.2f} kali satu proses; proses terpisah mencapai "
        f"{measured.plain_gain:.2f}"
    )
