"""``zikg bench`` at scale: the nation's registry, ingest, saved queries, the endpoint."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from zikg import resources
from zikg.cli import options
from zikg.cli.failure import clear


@click.command(epilog="\b\nContoh:\n  zikg bench national --runs 15")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False))
@click.option("--runs", default=15, show_default=True, help="Berapa kali masing-masing.")
@options.debug
@clear
def national(files: tuple[str, ...], runs: int, debug: bool) -> None:
    """Satu naskah dengan registri nasional dan tanpa, bergantian; sasaran paling banyak 1,1 kali.

    Keluar dengan 1 bila melampauinya.
    """
    from zikg.bench.national import GOAL
    from zikg.bench.national import national as measure

    paths = files or tuple(map(str, sorted(resources.path("data/decrees").glob("*.txt"))))
    costs = measure(paths, runs)
    for cost in costs:
        times = f"{cost.reference * 1000:6.0f} ms {cost.national * 1000:6.0f} ms"
        click.echo(f"{Path(cost.path).name:<34} {times} {cost.ratio:6.3f}x")
    if any(cost.ratio > GOAL for cost in costs):
        sys.exit(1)


@click.command(
    epilog="\b\nContoh:\n  zikg bench ingest --count 400\n  zikg bench ingest --kills 50"
)
@click.option("--count", default=300, show_default=True, help="Banyaknya keputusan buatan.")
@click.option("--jobs", default=2, show_default=True, help="Banyaknya proses.")
@click.option("--runs", default=3, show_default=True, help="Berapa kali masing-masing.")
@click.option("--kills", default=0, help="Hentikan paksa sekian kali, lalu bandingkan isinya.")
@options.debug
@clear
def ingest(count: int, jobs: int, runs: int, kills: int, debug: bool) -> None:
    """Keputusan per detik dengan satu dan beberapa proses; atau tahan terhadap kill -9."""
    from zikg.bench.ingest import kill_often, lines, speed

    with tempfile.TemporaryDirectory() as folder:
        if not kills:
            for line in lines(speed(Path(folder), count, jobs, runs)):
                click.echo(line)
            return
        found = kill_often(
            *(Path(folder), count, kills), told=lambda line: click.echo(line, err=True)
        )
    click.echo(
        f"{found.kills} kali dihentikan, {found.documents} naskah: {found.missing} pernyataan "
        f"hilang, {found.surplus} berlebih, {found.reader_faults} pembaca melihat yang tidak utuh"
    )
    sys.exit(1 if found.missing or found.surplus or found.reader_faults else 0)


@click.command(
    epilog="\b\nContoh:\n  zikg bench serve\n  zikg bench serve --store data/store --seconds 5"
)
@click.option("--store", metavar="FOLDER", help="Folder penyimpanan; tanpa ini data bawaan.")
@click.option("--seconds", default=3.0, show_default=True, help="Lama setiap pengukuran.")
@click.option(
    "--connections", default=8, show_default=True, help="Berapa sambungan sekaligus, selain satu."
)
@click.option("--rounds", default=5, show_default=True, help="Berapa putaran.")
@click.option("--timeout", default=10.0, show_default=True, help="Batas waktu kueri berat, detik.")
@options.lang
@options.debug
@clear
def serve(
    store: str | None,
    seconds: float,
    connections: int,
    rounds: int,
    timeout: float,
    lang: str,
    debug: bool,
) -> None:
    """Titik akhir SPARQL di samping oxigraph dan rdflib-endpoint, pada data yang sama.

    Satu baris; 225 baris satker yang mengutip yang dicabut, dari gabungan lain, dan dari satu pola;
    bertanda * setiap permintaan berbeda teksnya. Angka terakhir: kita dibagi dia. Lalu: seberapa
    lambat kueri ringan ketika tiga kueri berat berjalan. Keluar dengan 1 bila batasnya terlampaui.
    """
    from zikg.bench import serve_feel
    from zikg.bench.serve import rates
    from zikg.serve import bundled_folder

    place = store or bundled_folder()
    with tempfile.TemporaryDirectory() as folder:
        found = rates(place, Path(folder), seconds, (1, connections), rounds)
    for each in found:
        click.echo(
            f"{each.query:<14} c={each.connections:<3} {each.server:<31}{each.size:>7} B "
            f"{each.rate:9.0f} /s {each.ratio:8.2f}x"
        )
    feel = serve_feel.feel(place, seconds * 2, connections // 2 or 1, timeout)
    for name, (half, most) in (("idle", feel.idle), ("3 heavy", feel.loaded)):
        click.echo(f"{name:>8}  p50 {half:7.2f} ms   p99 {most:7.2f} ms")
    for status, took in feel.heavy:
        click.echo(f"   heavy  {status} {took:6.1f} s")
    if feel.loaded[1] > feel.bound:
        sys.exit(1)
