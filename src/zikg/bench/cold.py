"""Cold start of one check, side by side with pySHACL's own command on the same graph."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from zikg import resources
from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

PEER = "pyshacl -i owlrl"


def cold(path: str, folder: Path, runs: int, as_of: date) -> dict[str, float]:
    """Return the median seconds of each command from process start to report.

    Args:
        path: a decree.
        folder: where the graph and the shapes for pySHACL are written.
        runs: how often each is measured.
        as_of: today, for the graph.

    Raises:
        ZikgError: a command is not installed, or fails.
    """
    graph, shapes = _write_graph(path, folder, as_of)
    peer = [script("pyshacl"), "-s", str(shapes), "-i", "owlrl", "-f", "turtle", str(graph)]
    tried = {
        "zikg check --engine compiled": [script("zikg"), "check", path],
        "zikg check --engine pyshacl": [script("zikg"), "check", path, "--engine", "pyshacl"],
        PEER: peer,
    }
    return _medians(tried, runs)


def script(name: str) -> str:
    """Return the path of a command, the one beside this Python first."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise ZikgError(
            f"perintah {name} tidak ditemukan; pasang paketnya lebih dahulu.",
            f"the command {name} was not found; install its package first.",
        )
    return found


def _write_graph(path: str, folder: Path, as_of: date) -> tuple[Path, Path]:
    from pyoxigraph import RdfFormat, serialize

    from zikg.extract import extract
    from zikg.read import read
    from zikg.registry import open_registry
    from zikg.validate import run_for
    from zikg.validate.small import decree_graph

    registry = open_registry()
    decree = extract(read(path), registry)
    store = decree_graph(decree, run_for(decree, as_of), registry)
    graph, shapes = folder / "graph.nt", folder / "shapes.ttl"
    serialize((quad.triple for quad in store), output=str(graph), format=RdfFormat.N_TRIPLES)
    files = sorted(resources.path("shapes").glob("*.ttl"))
    shapes.write_text("\n".join(file.read_text("utf-8") for file in files), "utf-8")
    return graph, shapes


def _medians(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, words in commands.items():
            begin = time.perf_counter()
            done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own
            if done.returncode not in (0, 1):
                told = done.stderr.decode(errors="replace")[-300:]
                raise ZikgError(f"{name}: gagal ({told})", f"{name}: failed ({told})")
            if turn:  # the first turn only warms the disk cache
                times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(values) for name, values in times.items()}
