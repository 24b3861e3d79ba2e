"""What the national registry costs one draft: a cold check with it and without, by turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.bench.cold import script
from zikg.errors import ZikgError
from zikg.registry.index import NATIONAL_SWITCH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GOAL: Final = 1.1
"""At most so many times slower with the national registry."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Median seconds of a cold check: with the reference alone, and with the national registry."""

    path: str
    reference: float
    national: float

    @property
    def ratio(self) -> float:
        """How many times slower it is with the national registry."""
        return self.national / self.reference


def national(
    paths: Sequence[str], runs: int, progress: Callable[[], None] | None = None
) -> tuple[Cost, ...]:
    """Return what each decree costs, process start to report.

    The two are run by turns, each first as often as the other, so that both meet the same machine.

    Args:
        paths: decrees.
        runs: how often each is measured, after one turn that only warms the disk cache.
        progress: called after each turn.

    Raises:
        ZikgError: the command is not installed, or fails.
    """
    found: list[Cost] = []
    for path in paths:
        times: dict[str, list[float]] = {"off": [], "on": []}
        for turn in range(runs + 1):
            for switch in ("off", "on") if turn % 2 else ("on", "off"):
                seconds = _run(path, switch)
                if turn:
                    times[switch].append(seconds)
            if progress is not None:
                progress()
        found.append(Cost(path, *(statistics.median(times[each]) for each in ("off", "on"))))
    return tuple(found)


def _run(path: str, switch: str) -> float:
    words = [script("zikg"), "check", path]
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        words, capture_output=True, check=False, env=os.environ | {NATIONAL_SWITCH: switch}
    )
    seconds = time.perf_counter() - begin
    if done.returncode not in (0, 1):
        told = done.stderr.decode(errors="replace")[-300:]
        raise ZikgError(f"zikg check: gagal ({told})", f"zikg check: failed ({told})")
    return seconds
