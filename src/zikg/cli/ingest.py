"""``zikg ingest``: many documents into the store."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.progress import Progress
from zikg.cli.stored import store_option
from zikg.cli.usage import wrong_call

if TYPE_CHECKING:
    from zikg.ingest import Summary

_STATES: Final = {
    "id": {
        "read": "dibaca",
        "replaced": "diganti",
        "unchanged": "tidak berubah",
        "failed": "gagal",
        "not_a_decree": "bukan keputusan",
    },
    "en": {
        "read": "read",
        "replaced": "replaced",
        "unchanged": "unchanged",
        "failed": "failed",
        "not_a_decree": "not a decree",
    },
}


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@click.command(
    epilog="""\b
Contoh:
  zikg ingest arsip/
  zikg ingest "sk-2025/*.docx" kiriman.zip fakta.ttl --jobs 4
  zikg ingest arsip/ --store http://127.0.0.1:7878/
  zikg ingest arsip/ --format json > hasil.json

\b
Kode keluar / exit code:
  0 semua tersimpan   2 ada berkas yang gagal   130 dihentikan dengan Ctrl+C"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=_cores,
    show_default="banyaknya inti / cores",
    help="Proses yang membaca. / Processes that read.",
)
@click.option(
    "--national/--no-national",
    default=True,
    help="Dengan registri nasional (bawaan). / With the national registry.",
)
@options.text_or_json
@options.lang
@options.debug
@clear
def command(
    paths: tuple[str, ...],
    store: str | None,
    jobs: int,
    national: bool,
    form: str,
    lang: str,
    debug: bool,
) -> None:
    """Masukkan keputusan ke penyimpanan: berkas, folder, pola, arsip, dan berkas RDF.

    Yang isinya sudah tersimpan dilewati; berkas yang isinya berubah menggantikan yang lama. Boleh
    dihentikan kapan saja: yang sudah tersimpan utuh, dan perintah yang sama melanjutkannya. Berkas
    RDF (.ttl .nt .nq .trig .rdf .jsonld) dimuat bila disebut sendiri, tidak dari folder.
    """
    if "-" in paths:
        raise wrong_call(
            "zikg ingest tidak membaca masukan baku; sebutkan berkas atau folder.",
            "zikg ingest does not read standard input; name files or folders.",
        )
    from zikg.ingest import ingest
    from zikg.reason.run import today
    from zikg.store import open_writer

    def waiting() -> None:
        _say(
            lang,
            "penyimpanan sedang ditulis proses lain; menunggu ...",
            "another process writes to the store; waiting ...",
        )

    def tidying() -> None:
        _say(lang, "merapikan penyimpanan ...", "merging the files of the store ...")

    writer = open_writer(store, waiting=waiting)
    try:
        with Progress("Membaca", "Reading", lang) as progress:
            summary = ingest(
                *(writer, paths),
                day=today(),
                jobs=jobs,
                national=national,
                progress=progress,
                tidying=tidying,
            )
    finally:
        writer.close()
    _tell(summary, form, lang)
    if summary.interrupted:
        sys.exit(130)
    sys.exit(2 if summary.counts()["failed"] else 0)


def _tell(summary: Summary, form: str, lang: str) -> None:
    counts = summary.counts()
    for outcome in summary.outcomes:
        if outcome.reason is not None:
            click.echo(f"zikg: {outcome.reason[lang == 'en']}", err=True)
    if summary.interrupted:
        _say(
            lang,
            f"dihentikan; {len(summary.outcomes)} berkas selesai, {summary.left} belum. "
            "Jalankan perintah yang sama untuk melanjutkan.",
            f"stopped; {len(summary.outcomes)} files done, {summary.left} left. "
            "Run the same command to go on.",
        )
    if form == "json":
        click.echo(json.dumps(_as_data(summary), ensure_ascii=False, indent=2))
        return
    words = _STATES[lang]
    said = [
        f"{counts[state]} {words[state]}" for state in words if counts[state] or state == "read"
    ]
    took = f"{summary.seconds:.1f} {'dtk' if lang == 'id' else 's'}"
    where = "ke" if lang == "id" else "into"
    click.echo(f"{', '.join(said)}; {where} {summary.place} ({took})")


def _as_data(summary: Summary) -> dict[str, Any]:
    return {
        "store": summary.place,
        "version": summary.version,
        "base": summary.base,
        "seconds": round(summary.seconds, 3),
        "interrupted": summary.interrupted,
        "left": summary.left,
        "summary": summary.counts(),
        "files": [
            {
                "path": outcome.path,
                "state": outcome.state,
                "document": outcome.document,
                "decree": outcome.decree,
                "error": outcome.reason[0] if outcome.reason else None,
            }
            for outcome in summary.outcomes
        ],
    }


def _say(lang: str, indonesian: str, english: str) -> None:
    click.echo(f"zikg: {english if lang == 'en' else indonesian}", err=True)
