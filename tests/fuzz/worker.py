"""The process that reads inputs; another one watches its time and memory and may kill it."""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from .judging import judge
from .making import make

if TYPE_CHECKING:
    from typing import TextIO

CEILING = 6_000_000_000
"""Bytes of address space: the machine is to survive."""


def serve(orders: TextIO, answers: TextIO) -> None:
    """Answer orders, one a line: ``{"kind": "rtf", "number": 12}`` names an input.

    Args:
        orders: where they come from.
        answers: a line of JSON for each: how it went, seconds, the trace of what escaped.
    """
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    for line in orders:
        order = json.loads(line)
        name, data = make(order["kind"], Random(order["number"]))
        # Kept before it is read: the writers put the time of day into some of their files.
        Path(order["file"]).write_bytes(data)
        answers.write(json.dumps({"made": len(data)}) + "\n")
        answers.flush()
        started = time.perf_counter()
        spent: dict[str, float] = {}
        trace = ""
        try:
            how = judge(data, name, spent)
        except Exception:
            how, trace = "crash", traceback.format_exc()
        result = {
            "how": how,
            "seconds": time.perf_counter() - started,
            "spent": spent,
            "trace": trace,
        }
        answers.write(json.dumps(result) + "\n")
        answers.flush()


if __name__ == "__main__":
    answers = sys.stdout
    sys.stdout = sys.stderr  # nothing that a reader prints may mix with the answers
    serve(sys.stdin, answers)
