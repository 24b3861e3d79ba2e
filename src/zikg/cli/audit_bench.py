"""``zikg bench audit``: the compiled engine against pySHACL, agreement and speed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zikg.cli import options
from zikg.cli.failure import clear

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.bench.audit import Agreement, Speed

_TOLD = 20


@click.group(
    epilog="""\b
Contoh:
  zikg bench audit agree --decrees 10000 --workers 2 --log sepakat.jsonl
  zikg bench audit agree --decrees 2000 --witness set-wise
  zikg bench audit speed --store data/arsip --sample 3"""
)
def audit() -> None:
    """Mesin terkompilasi dibandingkan dengan pySHACL. / The compiled engine against pySHACL."""


@audit.command(
    epilog="\b\nContoh:\n  zikg bench audit agree --decrees 10000 --workers 2 --log sepakat.jsonl"
)
@click.option("--decrees", default=100, show_default=True, help="Berapa keputusan buatan.")
@click.option("--seed", default=2026, show_default=True, help="Benih acak.")
@click.option("--workers", default=1, show_default=True, help="Banyaknya proses.")
@click.option(
    "--witness",
    type=click.Choice(("pyshacl", "set-wise")),
    default="pyshacl",
    show_default=True,
    help="Pembanding: pySHACL, atau SPARQL atas himpunan. / Compared with.",
)
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Catat yang sudah dinilai di sini; dijalankan lagi, diteruskan. / Go on from this file.",
)
@options.debug
@clear
def agree(
    decrees: int, seed: int, workers: int, witness: str, log: Path | None, debug: bool
) -> None:
    """Keputusan buatan dengan satu kesalahan: apakah kedua mesin menemukan hal yang sama.

    Keluar dengan 1 bila satu keputusan pun berbeda.
    """
    from zikg.bench.audit import run

    differing = _told(
        run(seed, decrees, workers=workers, witness=witness, log=log), decrees, witness
    )
    sys.exit(1 if differing else 0)


def _told(judged: Iterable[Agreement], wanted: int, witness: str) -> int:
    count = found = differing = 0
    for one in judged:
        count += 1
        found += one.found
        if one.differ:
            differing += 1
            if differing <= _TOLD:
                click.echo(f"{one.place} {one.code}: {'; '.join(one.differ)}", err=True)
        if sys.stderr.isatty() and count % 10 == 0:
            click.echo(f"{count}/{wanted}\r", nl=False, err=True)
    click.echo(
        f"{count} keputusan, {found} pelanggaran, {differing} keputusan berbeda dari {witness}."
    )
    return differing


@audit.command(epilog="\b\nContoh:\n  zikg bench audit speed --store data/arsip --sample 3")
@click.option("--store", "place", metavar="DIR", required=True, help="Penyimpanan. / The store.")
@click.option("--sample", default=3, show_default=True, help="Keputusan untuk pySHACL.")
@click.option("--jobs", default=1, show_default=True, help="Proses untuk audit.")
@click.option("--json", "as_json", is_flag=True, help="Sebagai JSON. / As JSON.")
@options.debug
@clear
def speed(place: str, sample: int, jobs: int, as_json: bool, debug: bool) -> None:
    """Audit penuh satu penyimpanan per keputusan, dibandingkan dengan pySHACL pada graf yang sama.

    Hasil audit ditulis ke penyimpanan itu.
    """
    from zikg.audit import audit as examine
    from zikg.bench.audit import speed as measure
    from zikg.store import open_store, open_writer

    open_store(place).close()
    store, day = open_writer(place), options.today()
    try:
        summary = examine(store, day=day, jobs=jobs, full=True)
        again = examine(store, day=day, jobs=jobs)
        each = summary.seconds / max(1, summary.total)
        told = measure(store, each, day=day, sample=sample)
    finally:
        store.close()
    unchanged = again.seconds / max(1, again.total)
    click.echo(json.dumps(_figures(told, unchanged)) if as_json else _lines(told, unchanged))


def _figures(told: Speed, unchanged: float) -> dict[str, float]:
    return {
        "documents": told.documents,
        "audit_ms": told.audit * 1000,
        "unchanged_ms": unchanged * 1000,
        "checks_ms": told.checks * 1000,
        "pyshacl_rdflib_ms": told.pyshacl_rdflib * 1000,
        "pyshacl_store_ms": told.pyshacl_store * 1000,
    }


def _lines(told: Speed, unchanged: float) -> str:
    rows = (
        ("audit, dibaca dan diperiksa lagi", told.audit),
        ("audit, tidak berubah", unchanged),
        ("hanya shape, terkompilasi", told.checks),
        ("hanya shape, pySHACL pada Store", told.pyshacl_store),
        ("hanya shape, pySHACL pada rdflib", told.pyshacl_rdflib),
    )
    lines = [f"{told.documents} keputusan; milidetik per keputusan, kali terhadap pySHACL (rdflib)"]
    for name, seconds in rows:
        times = told.pyshacl_rdflib / seconds
        lines.append(f"{name:<36}{seconds * 1000:>10.2f} ms{times:>10.0f}x")
    return "\n".join(lines)
