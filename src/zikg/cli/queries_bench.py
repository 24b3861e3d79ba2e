"""``zikg bench queries``: what the saved queries cost in a store, and how they grow with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.usage import wrong_call

if TYPE_CHECKING:
    from zikg.bench.queries import Measured, Ratio


@click.command(
    epilog="""\b
Contoh:
  zikg bench queries arsip
  zikg bench queries arsip-1000 arsip-10000 --runs 3
  zikg bench queries arsip --only superseded-at-date --only who-cites

\b
Kode keluar / exit code:
  0 semua dalam batas   1 ada yang melampaui batas (bertanda !)"""
)
@click.argument("stores", nargs=-1, required=True, metavar="[KECIL] PENYIMPANAN")
@click.option(
    "--runs",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="Berapa kali masing-masing, sesudah yang pertama.",
)
@click.option("--only", multiple=True, metavar="NAMA", help="Hanya kueri ini; boleh berulang.")
@options.debug
@clear
def queries(stores: tuple[str, ...], runs: int, only: tuple[str, ...], debug: bool) -> None:
    """Biaya setiap kueri tersimpan pada folder penyimpanan, dalam waktu CPU.

    Dengan dua penyimpanan, yang kecil dahulu: pertumbuhannya, paling banyak 1,2 kali pertumbuhan
    keputusan (12 kali untuk sepuluh kali keputusan). Lalu, pada yang besar: superseded-at-date
    lewat perintah paling banyak 1,5 kali SPARQL yang sama langsung di pyoxigraph, dan impact
    paling banyak sepersepuluhnya.
    """
    from zikg.bench.queries import Asked, measured, ratios

    if len(stores) > 2:
        raise wrong_call("sebut satu atau dua penyimpanan.", "name one store or two.")
    places = [Asked(store) for store in stores]
    if places[0].decrees > places[-1].decrees:
        raise wrong_call("sebut penyimpanan kecil dahulu.", "name the small store first.")
    good = True
    click.echo(_head([place.decrees for place in places]))
    for found in measured(places, options.today(), runs, only):
        good = good and found.passes
        click.echo(_line(found))
    for ratio in ratios(places[-1], options.today(), runs):
        good = good and ratio.passes
        click.echo(_ratio(ratio))
    sys.exit(0 if good else 1)


def _head(decrees: list[int]) -> str:
    columns = (f"{f'{count} keputusan':>19}  pertama" for count in decrees)
    return f"{'kueri':<26}{''.join(columns)}   tumbuh"


def _line(found: Measured) -> str:
    cells = (
        f"{cost.rows:8} {cost.warm * 1000:8.1f} ms {cost.first * 1000:8.1f}" for cost in found.costs
    )
    growth = f"{found.growth:8.1f}x" if found.growth is not None else ""
    return f"{found.name:<26}{''.join(cells)}{growth}{'' if found.passes else ' !'}"


def _ratio(ratio: Ratio) -> str:
    times = f"{ratio.ours * 1000:9.1f} ms {ratio.other * 1000:9.1f} ms"
    mark = "" if ratio.passes else " !"
    return f"{ratio.name:<58}{times} {ratio.value:7.3f}x (<= {ratio.bound}){mark}"
