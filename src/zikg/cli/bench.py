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
from zikg.cli.queries_bench import queries
from zikg.cli.scale_bench import ingest, national, serve
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
for _each in (audit, ingest, national, queries, serve):
    command.add_command(_each)


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
