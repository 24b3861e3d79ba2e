"""``zikg check``: validate drafts and decrees."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zikg.cli import options
from zikg.cli.chosen import Tally, chosen
from zikg.cli.failure import clear
from zikg.cli.known import Known
from zikg.cli.known import options as baseline_options
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable
from zikg.errors import ZikgError
from zikg.model import Result
from zikg.registry import Registry, open_registry
from zikg.report import FORMATS, open_writer
from zikg.report.writing import Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zikg.cli.config import Settings


@click.command(
    epilog="""\b
Contoh:
  zikg check rancangan.txt
  zikg check *.txt --format json -o hasil.json
  zikg check keputusan.md --with lampiran.md --as-of 2026-01-31
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
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Bentuk laporan. / Form of the report.",
)
@options.output
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
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl", "both"]),
    default="compiled",
    show_default=True,
    help="Mesin SHACL; both membandingkan keduanya. / SHACL engine; both compares them.",
)
@click.option(
    "--explain/--no-explain",
    default=False,
    help="Rantai fakta lengkap di balik setiap hasil. / The whole chain of facts.",
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
    debug: bool,
) -> None:
    """Periksa rancangan dan keputusan: dasar hukum dan rencana aksinya.

    FILE adalah berkas teks atau Markdown, folder, pola (*.txt), atau - untuk masukan baku.
    """
    day = as_of or options.today()
    if annex is not None and len(files) != 1:
        raise wrong_call(
            "--with hanya untuk satu berkas keputusan.", "--with goes with one decree only."
        )
    reachable(output, (*files, annex))
    asked = Known(baseline, write_baseline, prune_baseline)
    sieve = asked.load(day)
    registry = open_registry()
    # A SHACL report carries its messages in both languages; the others only the one asked for.
    also = tuple({"id", "en"} - {lang}) if form == "ttl" else ()
    read = _progress(files, registry, day, lang, final, annex, engine, debug, also)
    settings = options.settings()
    tally = Tally()
    colour = form == "text" and output is None and sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, 110) if colour else 100
    with opened(output) as out:
        writer = open_writer(form, out, colour=colour, width=width, explain=explain)
        writer.begin(Head(registry.info, day, lang))
        for result in read:
            shown = _choose(result, select, ignore, settings)
            if sieve is not None:
                shown = sieve.sift(result, shown)
            tally.add(shown)
            # The graph of a decree is megabytes; a report needs only what was found.
            writer.add(replace(shown, graph=None))
        writer.end(asked.finish(sieve, lang))
    for sentence in tally.failed:
        click.echo(f"zikg: {sentence}", err=True)
    sys.exit(tally.code(fail_on, strict=strict))


def _choose(result: Result, select: str | None, ignore: str | None, settings: Settings) -> Result:
    """Return a result with the findings that the call is about."""
    if not (select or ignore or settings.per_file_ignores):
        return result
    left_out = (*options.codes(ignore), *_ignored(result.path, settings))
    return replace(result, findings=chosen(result.findings, options.codes(select), left_out))


def _ignored(path: str, settings: Settings) -> Iterator[str]:
    """Give the codes that the configuration ignores in a file; its globs hang on its folder."""
    if path == "-":
        return
    local = Path(os.path.relpath(path, settings.folder)).as_posix()
    for glob, codes in settings.per_file_ignores:
        # As in .gitignore: a glob without a slash speaks of the name alone.
        if fnmatchcase(local, glob) or ("/" not in glob and fnmatchcase(Path(path).name, glob)):
            yield from codes


def _progress(
    files: Sequence[str],
    registry: Registry,
    day: date,
    lang: str,
    final: bool,
    annex: str | None,
    engine: str,
    debug: bool,
    also: tuple[str, ...] = (),
) -> Iterable[Result]:
    from zikg.read import walk

    found = list(walk(files))
    # Where the text runs over the same terminal, it is progress enough.
    many = len(found) > 3 and sys.stderr.isatty() and not sys.stdout.isatty()
    label = "Memeriksa" if lang == "id" else "Checking"
    with click.progressbar(
        found, label=label, file=sys.stderr, hidden=not many, show_pos=True
    ) as bar:
        for path in bar:
            yield check_file(path, registry, day, lang, final, annex, engine, debug, also)


def check_file(
    path: str,
    registry: Registry,
    day: date,
    lang: str = "id",
    final: bool = False,
    annex: str | None = None,
    engine: str = "compiled",
    debug: bool = False,
    also: tuple[str, ...] = (),
) -> Result:
    """Return the result of one file; an error that concerns only it becomes its ``error``."""
    from zikg.extract import extract
    from zikg.read import join, read
    from zikg.validate import check, run_for

    try:
        source = read(path)
        if annex is not None:
            source = join(source, read(annex))
        decree = extract(source, registry)
        run = run_for(decree, day, final=final)
        return check(decree, run, registry, engine=engine, lang=lang, also=also)
    except ZikgError as error:
        if debug:
            raise
        return Result(path, error=error.text(lang))
    except Exception as error:
        # One document that trips a defect must not stop the others; --debug shows where.
        if debug:
            raise
        kind = type(error).__name__
        said = {
            "id": f"{path}: galat tak terduga ({kind}); jalankan lagi dengan --debug dan laporkan.",
            "en": f"{path}: unexpected error ({kind}); run again with --debug and report it.",
        }
        return Result(path, error=said[lang])
