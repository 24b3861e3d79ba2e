"""``zikg check``: validate drafts and decrees."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from zikg.cli import options
from zikg.cli.checking import Call
from zikg.cli.failure import clear
from zikg.cli.known import Known
from zikg.cli.known import options as baseline_options
from zikg.report import COPIES, FORMATS

if TYPE_CHECKING:
    from datetime import date


@click.command(
    epilog="""\b
Contoh:
  zikg check rancangan.txt
  zikg check *.txt --format json -o hasil.json
  zikg check keputusan.md --with lampiran.md --as-of 2026-01-31
  zikg check rancangan.docx --format docx --fix -o hasil.docx
  zikg check arsip/ --baseline zikg-baseline.json --write-baseline
  cat keputusan.txt | zikg check -

\b
Kode keluar / exit code:
  0 bersih   1 ada hasil pada tingkat --fail-on
  2 ada berkas yang tak terbaca   3 (--strict) ada yang tak dapat diperiksa"""
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.configured
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, *COPIES)),
    default="text",
    show_default=True,
    help="Bentuk laporan. / Form of the report.",
)
@options.output_or_folder
@options.as_of
@options.lang
@options.fail_on
@options.select
@options.ignore
@click.option(
    "--strict/--no-strict",
    default=False,
    help="Kode keluar 3 bila ada yang tak dapat diperiksa. / Exit 3 if something is undecided.",
)
@click.option(
    "--final/--no-final",
    default=False,
    help="Naskah final: yang kosong menjadi kesalahan (ZI304). / Blanks are errors.",
)
@baseline_options
@options.annex
@options.engine
@click.option(
    "--explain/--no-explain",
    default=False,
    help="Rantai fakta lengkap di balik setiap hasil. / The whole chain of facts.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Periksa lagi setiap berkas berubah; Ctrl+C berhenti. / Check again on every change.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="(docx) Perbaikan yang tidak memerlukan keputusan menjadi perubahan terlacak; yang lain "
    "tetap usulan dalam komentar. / Safe corrections become tracked changes.",
)
@click.option(
    "--unsafe",
    is_flag=True,
    help="(docx, dengan --fix) Juga yang perlu keputusan. / Also what needs a decision.",
)
@options.debug
@clear
def command(
    files: tuple[str, ...],
    form: str,
    output: str | None,
    as_of: date | None,
    lang: str,
    fail_on: str,
    select: str | None,
    ignore: str | None,
    strict: bool,
    final: bool,
    baseline: str | None,
    write_baseline: bool,
    prune_baseline: bool,
    annex: str | None,
    engine: str,
    explain: bool,
    watch: bool,
    fix: bool,
    unsafe: bool,
    debug: bool,
) -> None:
    """Periksa rancangan dan keputusan: dasar hukum dan rencana aksinya.

    FILE adalah berkas teks atau Markdown, folder, pola (*.txt), atau - untuk masukan baku.
    """
    call = Call(
        *(files, form, output, as_of or options.today(), lang, fail_on, select, ignore),
        *(strict, final, Known(baseline, write_baseline, prune_baseline), annex, engine),
        *(explain, debug, fix, unsafe),
    )
    call.refuse_nonsense()
    if watch:
        from zikg.cli.watching import watch as keep

        sys.exit(keep(call))
    sys.exit(call.run())
