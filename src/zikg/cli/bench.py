"""``zikg bench``: speed, the rules on generated decrees, extraction, and one's own document."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

import zikg
from zikg import resources
from zikg.cli import options
from zikg.cli.audit_bench import audit
from zikg.cli.corpus import corpus
from zikg.cli.failure import clear
from zikg.cli.usage import wrong_call
from zikg.cli.write import reachable

if TYPE_CHECKING:
    from datetime import date

    from zikg.bench.rules import Outcome


@click.group(
    epilog="""\b
Contoh:
  zikg bench cold
  zikg bench rules --pairs 500
  zikg bench extraction
  zikg bench corpus 1000 -o korpus"""
)
def command() -> None:
    """Ukur kecepatan, ketepatan aturan, bacaan, dan kepekaan; buat korpus untuk diuji."""


command.add_command(corpus)
command.add_command(audit)


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


@command.command(epilog="\b\nContoh:\n  zikg bench national --runs 15")
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


@command.command(
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


@command.command(
    epilog="""\b
Contoh:
  zikg bench extraction
  zikg bench extraction --split dev --diagnose
  zikg bench extraction --write docs/extraction.md"""
)
@click.option(
    "--split",
    type=click.Choice(["dev", "test", "all"]),
    default="all",
    show_default=True,
    help="Bagian kumpulan emas.",
)
@click.option("--diagnose", is_flag=True, help="Daftar setiap galat dengan sekitarnya.")
@click.option("--unlock", is_flag=True, help="Izinkan --diagnose pada bagian test yang terkunci.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--write", type=click.Path(dir_okay=False), help="Tulis hasil ke halaman ini.")
@options.lang
@options.debug
@clear
def extraction(
    split: str, diagnose: bool, unlock: bool, form: str, write: str | None, lang: str, debug: bool
) -> None:
    """Seberapa lengkap rujukan dan tabel terbaca, pada naskah yang ditandai dengan tangan.

    Bagian test terkunci: tidak ada yang disetel menurutnya, dan galatnya tidak didaftar tanpa
    --unlock. Lihat docs/extraction.md.
    """
    from zikg.bench import extraction_errors, extraction_page
    from zikg.bench.extraction import outcome, run
    from zikg.bench.extraction_gold import load
    from zikg.registry import open_registry

    if diagnose and split != "dev" and not unlock:
        raise wrong_call(
            "bagian test terkunci: daftar galatnya hanya dengan --unlock, dan sesudah itu ia bukan "
            "lagi ujian; pakai --split dev.",
            "the test part is locked: its errors are listed only with --unlock, and then it is no "
            "test any more; use --split dev.",
        )
    if write and split != "all":
        raise wrong_call("--write memuat semua bagian: tanpa --split.", "--write takes all parts.")
    reachable(write, ())
    registry = open_registry()
    passages = load(split)
    label = "naskah" if lang == "id" else "texts"
    with click.progressbar(
        run(passages, registry),
        length=len(passages),
        label=label,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        readings = list(bar)
    result = outcome(readings)
    made = extraction_page.Made(
        options.today().isoformat(), zikg.__version__, registry.info.version
    )
    wrong = extraction_errors.listed(readings, result) if diagnose else []
    if form == "json":
        data = extraction_page.as_json(result, split, made) | (
            {"errors": wrong} if diagnose else {}
        )
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(extraction_page.text(result, split, lang))
        if wrong:
            click.echo(f"\n{extraction_errors.text(wrong)}")
    if write:
        parts = {
            part: outcome([one for one in readings if one.passage.split == part])
            for part in ("dev", "test")
        }
        extraction_page.keep(Path(write), parts, made)


@command.command(
    epilog="""\b
Contoh:
  zikg bench sensitivity rancangan.docx
  zikg bench sensitivity keputusan.pdf --max 500 --seed 7
  zikg bench sensitivity keputusan.txt --format json"""
)
@click.argument("file")
@click.option("--seed", default=2026, show_default=True, help="Benih acak.")
@click.option(
    "--max",
    "most",
    type=click.IntRange(1),
    default=150,
    show_default=True,
    help="Paling banyak perubahan yang dicoba.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.as_of
@options.annex
@options.lang
@options.debug
@clear
def sensitivity(
    file: str,
    seed: int,
    most: int,
    form: str,
    as_of: date | None,
    annex: str | None,
    lang: str,
    debug: bool,
) -> None:
    """Apakah perubahan pada naskah FILE terlihat oleh zikg?

    Nomor, tahun, tanggal, huruf dalam judul, serta baris dan sel rencana diubah satu per satu;
    setiap kali naskah dibaca dan diperiksa lagi. Hasilnya tentang kepekaan pada naskah ini, bukan
    nilai satker. Benih yang sama memberi perubahan yang sama.
    """
    from zikg.bench import sensitivity_page
    from zikg.bench.sensitivity import prepare
    from zikg.read import join, read
    from zikg.registry import open_registry

    source = read(file)
    if annex is not None:
        source = join(source, read(annex))
    test = prepare(source, open_registry(), as_of or options.today(), seed, most)
    label = "perubahan" if lang == "id" else "alterations"
    with click.progressbar(
        test.trials(),
        length=len(test.drawn),
        label=label,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        trials = list(bar)
    if form == "json":
        data = sensitivity_page.as_json(test, trials, file, seed)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(sensitivity_page.text(test, trials, file, seed, lang))


@command.command(
    epilog="\b\nContoh:\n  zikg bench serve\n  zikg bench serve --store data/store --seconds 5"
)
@click.option("--store", metavar="FOLDER", help="Folder penyimpanan; tanpa ini data bawaan.")
@click.option("--seconds", default=3.0, show_default=True, help="Lama setiap pengukuran.")
@click.option("--connections", default=8, show_default=True, help="Berapa sambungan sekaligus.")
@click.option("--rounds", default=3, show_default=True, help="Berapa putaran.")
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

    Kueri satu baris dan 225 baris; bertanda * setiap permintaan berbeda teksnya. Lalu: seberapa
    lambat kueri ringan ketika tiga kueri berat berjalan. Keluar dengan 1 bila batasnya terlampaui.
    """
    from zikg.bench import serve as measure
    from zikg.serve import bundled_folder

    place = store or bundled_folder()
    with tempfile.TemporaryDirectory() as folder:
        found = measure.rates(place, Path(folder), seconds, connections, rounds)
    ours = {each.query: each.rate for each in found if each.server == measure.OURS}
    for each in found:
        ratio = ours[each.query] / each.rate
        click.echo(f"{each.query:>6}  {each.server:<26} {each.rate:10.0f} /s   {ratio:6.2f}x")
    feel = measure.feel(place, seconds * 2, connections // 2 or 1, timeout)
    for name, (half, most) in (("idle", feel.idle), ("3 heavy", feel.loaded)):
        click.echo(f"{name:>8}  p50 {half:7.2f} ms   p99 {most:7.2f} ms")
    for status, took in feel.heavy:
        click.echo(f"   heavy  {status} {took:6.1f} s")
    if feel.loaded[1] > feel.bound:
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
