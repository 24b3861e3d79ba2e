"""``zikg bench``: measure speed side by side, in one run, as ratios of medians."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from zikg import resources
from zikg.cli import options
from zikg.cli.failure import Failure, clear


@click.group(epilog="\b\nContoh:\n  zikg bench cold")
def command() -> None:
    """Ukur kecepatan berdampingan dengan alat lain, sebagai perbandingan median."""


@command.command(epilog="\b\nContoh:\n  zikg bench cold data/decrees/kpu-kota-cilegon-2025-11.txt")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--runs", default=5, show_default=True, help="Berapa kali masing-masing.")
@options.debug
@clear
def cold(file: str | None, runs: int, debug: bool) -> None:
    """Satu keputusan, dari awal proses sampai laporan.

    Dibandingkan dengan perintah pySHACL sendiri (-i owlrl) pada graf dan shape yang sama; pySHACL
    mendapat graf yang sudah jadi, zikg juga membaca naskahnya.
    """
    path = file or str(resources.path("data/decrees/kpu-kota-cilegon-2025-11.txt"))
    with tempfile.TemporaryDirectory() as folder:
        graph, shapes = _write_graph(path, Path(folder))
        peer = [_script("pyshacl"), "-s", str(shapes), "-i", "owlrl", "-f", "turtle", str(graph)]
        tried = {
            "zikg check --engine compiled": [_script("zikg"), "check", path],
            "zikg check --engine pyshacl": [_script("zikg"), "check", path, "--engine", "pyshacl"],
            "pyshacl -i owlrl": peer,
        }
        medians = _medians(tried, runs)
    base = medians["pyshacl -i owlrl"]
    for name, seconds in medians.items():
        click.echo(f"{name:<30} {seconds * 1000:8.0f} ms   {base / seconds:5.1f}x")


def _script(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise Failure(f"perintah {name} tidak ditemukan; pasang paketnya lebih dahulu.")
    return found


def _write_graph(path: str, folder: Path) -> tuple[Path, Path]:
    from pyoxigraph import RdfFormat, serialize

    from zikg.extract import extract
    from zikg.read import read
    from zikg.registry import open_registry
    from zikg.validate import run_for
    from zikg.validate.small import decree_graph

    registry = open_registry()
    decree = extract(read(path), registry)
    store = decree_graph(decree, run_for(decree, options.today()), registry)
    graph, shapes = folder / "graph.nt", folder / "shapes.ttl"
    serialize((quad.triple for quad in store), output=str(graph), format=RdfFormat.N_TRIPLES)
    files = sorted(resources.path("shapes").glob("*.ttl"))
    shapes.write_text("\n".join(file.read_text("utf-8") for file in files), "utf-8")
    return graph, shapes


def _medians(commands: dict[str, Sequence[str]], runs: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, words in commands.items():
            begin = time.perf_counter()
            done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own
            if done.returncode not in (0, 1):
                raise Failure(f"{name}: gagal ({done.stderr.decode(errors='replace')[-300:]})")
            if turn:  # the first turn only warms the disk cache
                times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(values) for name, values in times.items()}
