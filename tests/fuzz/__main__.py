"""Feed mutated files to the readers for some minutes, and keep what they choke on.

    python -m tests.fuzz --minutes 5 --seed 1
    python -m tests.fuzz --minutes 5 --seed 1 --formats docx,odt --keep folder
    python -m tests.fuzz --again docx:123456 --keep folder

Prints a line for each failure (its trace, and how to make the input again), and the totals.
Exit code 1 where there was a failure.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from .seeds import FORMATS
from .watching import Watched

SLOW = 10.0
"""Seconds that an input below 1 MB may take."""
MEMORY = 1_000_000_000
"""Bytes that the readers may hold, over what they hold at rest."""


def main() -> int:
    """Run as the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--keep", type=Path, help="folder for the inputs that failed")
    parser.add_argument("--again", help="one input, as printed: format:number")
    chosen = parser.parse_args()
    if chosen.again:
        kind, number = chosen.again.split(":")
        return _run([(kind, int(number))], chosen.keep, float("inf"))
    kinds = chosen.formats.split(",")
    chance = Random(chosen.seed)
    until = time.monotonic() + 60 * chosen.minutes
    orders = ((kinds[place % len(kinds)], chance.randrange(10**12)) for place in range(10**9))
    return _run(orders, chosen.keep, until)


def _run(orders: object, keep: Path | None, until: float) -> int:
    started = time.monotonic()
    ways: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    worst = (0.0, "")
    watched = Watched(SLOW, MEMORY)
    for kind, number in orders:  # type: ignore[attr-defined]  # a list or a generator of pairs
        if time.monotonic() > until:
            break
        result = watched.judged(kind, number)
        ways[kind, result.how] += 1
        kinds[kind] += 1
        worst = max(worst, (result.seconds, f"{kind}:{number}"))
        if result.how in {"read", "refused"}:
            continue
        key = f"{kind} {result.how} {result.where}"
        failed[key] += 1
        if failed[key] > 3:
            continue  # one defect is shown three times at most
        print(
            f"{result.how.upper()} {kind}:{number} {result.seconds:.1f} s\n{result.trace}",
            flush=True,
        )
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(watched.last, keep / f"{kind}-{number}")
    watched.stop()
    minutes = (time.monotonic() - started) / 60
    print(
        f"{minutes:.1f} minutes, {sum(kinds.values())} inputs, slowest {worst[0]:.1f} s ({worst[1]})"
    )
    for kind in kinds:
        print(
            f"  {kind}: " + ", ".join(f"{h} {n}" for (k, h), n in sorted(ways.items()) if k == kind)
        )
    for key, count in failed.most_common():
        print(f"  {count} x {key}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
