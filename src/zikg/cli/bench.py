"""``zikg bench``: speed side by side in one run, and the rules on generated decrees."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

import zikg
from zikg import resources
from zikg.cli import options
from zikg.cli.failure import clear

if TYPE_CHECKING:
    from zikg.bench.rules import Outcome


@click.group(epilog="\b\nContoh:\n  zikg bench cold\n  zikg bench rules --pairs 500")
def command() -> None:
    """Ukur kecepatan berdampingan dengan alat lain, dan ketepatan aturan."""


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
    from zikg.bench.cold import PEER
    from zikg.bench.cold import cold as measure

    path = file or str(resources.path("data/decrees/kpu-kota-cilegon-2025-11.txt"))
    with tempfile.TemporaryDirectory() as folder:
        medians = measure(path, Path(folder), runs, options.today())
    for name, seconds in medians.items():
        click.echo(f"{name:<30} {seconds * 1000:8.0f} ms   {medians[PEER] / seconds:5.1f}x")


@command.command(epilog="\b\nContoh:\n  zikg bench rules --pairs 20000 --seed 2026 --workers 2")
@click.option("--pairs", default=500, show_default=True, help="Berapa pasang keputusan.")
@click.option("--seed", default=2026, show_default=True, help="Benih acak.")
@click.option("--workers", default=2, show_default=True, help="Banyaknya proses.")
@click.option("--keep", type=click.Path(file_okay=False), help="Simpan contoh yang gagal di sini.")
@click.option("--write", type=click.Path(dir_okay=False), help="Tulis hasil ke halaman ini.")
@options.debug
@clear
def rules(
    pairs: int, seed: int, workers: int, keep: str | None, write: str | None, debug: bool
) -> None:
    """Setiap aturan pada keputusan buatan: benar semua, lalu salah tepat satu hal.

    Keluar dengan 1 bila satu pasang pun tidak tepat.
    """
    from zikg.bench import summary
    from zikg.bench.breaking import breakages
    from zikg.bench.rules import run, tally
    from zikg.registry import open_registry

    begin = time.perf_counter()
    info = open_registry().info
    outcomes: list[Outcome] = []
    found = run(seed, range(pairs), workers)
    with click.progressbar(found, length=pairs, label="pasangan", file=sys.stderr) as bar:
        for outcome in bar:
            outcomes.append(outcome)
            if keep and not outcome.verdict.right:
                _keep(Path(keep), outcome)
    counts = tally(sorted(outcomes, key=lambda each: each.place))
    click.echo(summary.text(counts))
    if write:
        made = summary.Made(
            options.today().isoformat(),
            seed,
            zikg.__version__,
            info.version,
            time.perf_counter() - begin,
            len(breakages()),
        )
        summary.keep(Path(write), counts, made)
    if any(count.examples for count in counts.values()):
        sys.exit(1)


def _keep(folder: Path, outcome: Outcome) -> None:
    assert outcome.texts is not None
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{outcome.code}-{outcome.place}"
    for name, text in zip(("benar", "salah"), outcome.texts, strict=True):
        stem.with_name(f"{stem.name}-{name}.txt").write_text(text, "utf-8")
    verdict = outcome.verdict
    lines = [f"{outcome.code} {outcome.name}"]
    for label, told in (
        ("berisik", verdict.noise),
        ("lebih", verdict.extra),
        ("kurang", verdict.missed),
    ):
        lines += [f"{label}: {line}" for line in told]
    stem.with_name(f"{stem.name}.log").write_text("\n".join(lines) + "\n", "utf-8")
