"""``zikg audit``: every document of the store examined, findings written into it."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.progress import Progress
from zikg.cli.stored import store_option
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable

if TYPE_CHECKING:
    from datetime import date

    from zikg.audit import Summary
    from zikg.report.writing import Out
    from zikg.store import Reader

FORMATS = ("text", "json", "csv", "xlsx")
TABLES = ("codes", "decrees", "findings")


class _Group(click.Group):
    """Without the name of a subcommand the audit itself is run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Group,
    epilog="""\b
Contoh:
  zikg audit
  zikg audit --store data/arsip --as-of 2026-01-31 --jobs 2
  zikg audit --format xlsx -o audit.xlsx             per kode, per keputusan, setiap hasil
  zikg audit --format csv --table findings -o hasil.csv
  zikg audit run --help
  zikg audit why eli/uu/ri/2014/5 eli:repealed_by eli/uu/ri/2023/20

\b
Kode keluar / exit code:
  0 bersih   1 ada temuan pada tingkat --fail-on   2 ada dokumen yang tak dapat diperiksa""",
)
def command() -> None:
    """Periksa seluruh isi penyimpanan; hasilnya ditulis ke graph/findings. / Audit the store.

    Tanpa subperintah: `run`. Yang tidak berubah sejak audit terakhir tidak diperiksa lagi.
    """


@command.command(
    epilog="\b\nContoh:\n  zikg audit run --jobs 2\n  zikg audit run --full --engine both"
)
@store_option
@options.as_of
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    help="Banyaknya proses (bawaan: banyaknya inti). / Processes.",
)
@options.engine
@click.option("--full", is_flag=True, help="Periksa semuanya lagi. / Examine all anew.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
    help="Bentuk hasil; xlsx memuat semua tabel. / Form of the result; xlsx has all tables.",
)  # fmt: skip
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="(csv) Tabel mana: per kode (bawaan), per keputusan, atau setiap hasil. / Which table.",
)
@options.output
@options.fail_on
@options.lang
@options.debug
@clear
def run(
    store: str | None,
    as_of: date | None,
    jobs: int,
    engine: str,
    full: bool,
    form: str,
    table: str | None,
    output: str | None,
    fail_on: str,
    lang: str,
    debug: bool,
) -> None:
    """Periksa dokumen yang berubah. / Examine the documents that changed."""
    from zikg.audit import audit
    from zikg.store import is_url, open_store, open_writer

    if table is not None and form != "csv":
        raise wrong_call("--table hanya untuk --format csv.", "--table goes with --format csv.")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise wrong_call("--format xlsx perlu -o BERKAS.xlsx.", "--format xlsx needs -o FILE.xlsx.")
    reachable(output)
    if store is None or not is_url(store):
        open_store(store).close()  # a folder that holds no store is told, not made
    writer = open_writer(store)
    try:
        with Progress("Memeriksa", "Auditing", lang) as progress:
            summary = audit(
                writer,
                day=as_of or options.today(),
                jobs=jobs,
                engine=engine,
                full=full,
                progress=progress,
            )
        _write(form, table, summary, writer, lang, output)
    finally:
        writer.close()
    for path, error in summary.failed:
        click.echo(f"zikg: {path}: {error}", err=True)
    if summary.interrupted:
        said = {
            "id": "Dihentikan; yang sudah diperiksa tersimpan. Ulangi untuk melanjutkan.",
            "en": "Stopped; what was examined is stored. Call again to go on.",
        }
        raise Failure(said[lang])
    levels = options.LEVELS[: options.LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    found = any(summary.count(level) for level in levels)
    sys.exit(2 if summary.failed else 1 if found else 0)


def _write(
    form: str, table: str | None, summary: Summary, store: Reader, lang: str, output: str | None
) -> None:
    from zikg.report import audit as told

    with opened(output, binary=form == "xlsx") as out:
        if form == "xlsx":
            for sheet in told.write_sheets(summary, store, lang, cast("IO[bytes]", out)):
                said = {
                    "id": f"lembar {sheet} tidak memuat semua baris; pakai --format csv --table.",
                    "en": f"sheet {sheet} does not hold all rows; use --format csv --table.",
                }
                click.echo(f"zikg: {said[lang]}", err=True)
        elif form == "csv":
            told.write_table(table or "codes", summary, store, lang, cast("Out", out))
        else:
            text = told.as_json(summary) if form == "json" else told.as_text(summary, lang)
            cast("Out", out).write(text)


@command.command(
    epilog="\b\nContoh:\n  zikg audit why eli/uu/ri/2014/5 eli:repealed_by eli/uu/ri/2023/20"
)
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
@options.lang
@options.debug
@clear
def why(subject: str, predicate: str, object_: str, lang: str, debug: bool) -> None:
    """Dari mana satu pernyataan disimpulkan: rantai premis dengan nama aturan OWL 2 RL. / Why.

    Simpul ditulis sebagai IRI, sebagai nama pendek (zikg:..., eli:...), atau sebagai id di bawah
    basis (eli/uu/ri/2014/5, change/..., org/...).
    """
    from zikg.reason.setrules_why import explain_inferred, printed

    chain = explain_inferred(subject, predicate, object_)
    click.echo("\n".join(printed(chain, lang)))
