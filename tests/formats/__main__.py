"""Compare generated decrees in every format: ``python -m tests.formats --count 200``.

Prints a line for each difference and how many decrees were equal in each format. Exit code 1
where one was not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from . import comparing
from .decrees import FILES, generated, text_of
from .writers import WRITERS, decree_scan, decree_txt


def main() -> int:
    """Run as the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.formats")
    parser.add_argument("--count", type=int, default=20, help="generated decrees")
    parser.add_argument("--first", type=int, default=1, help="seed of the first one")
    parser.add_argument("--formats", default=",".join(WRITERS))
    parser.add_argument("--files", action="store_true", help="the decrees in files as well")
    chosen = parser.parse_args()
    decrees = [(path.stem, text_of(path)) for path in FILES] if chosen.files else []
    decrees += [
        (f"generated {seed}", generated(seed))
        for seed in range(chosen.first, chosen.first + chosen.count)
    ]
    equal: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for name, text in decrees:
        wanted = comparing.judged(decree_txt(text), "a.txt")
        for kind in chosen.formats.split(","):
            data = decree_scan(text) if kind == "scan" else WRITERS[kind](text)
            started = time.perf_counter()
            try:
                found = comparing.differences(wanted, comparing.judged(data, f"a.{kind}"))
            except Exception as error:
                found = [f"{type(error).__name__}: {error}"[:300]]
            spent[kind] += round(1000 * (time.perf_counter() - started))
            equal[kind] += not found
            for line in found[:6]:
                print(f"{name} {kind}: {line}"[:400], flush=True)
    for kind in chosen.formats.split(","):
        print(f"{kind}: {equal[kind]} of {len(decrees)}, {spent[kind] / len(decrees):.0f} ms each")
    return 0 if all(equal[kind] == len(decrees) for kind in chosen.formats.split(",")) else 1


if __name__ == "__main__":
    sys.exit(main())
