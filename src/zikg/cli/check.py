"""``zikg check``: validate drafts and decrees."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.write import write
from zikg.errors import ZikgError
from zikg.model import Finding, Report, Result
from zikg.registry import Registry, open_registry
from zikg.report import FORMATS

_LEVELS: Final = {"error": 0, "warning": 1, "info": 2, "never": -1}


@click.command(
    epilog="""\b
Contoh:
  zikg check rancangan.txt
  zikg check *.txt --format json -o hasil.json
  zikg check keputusan.md --with lampiran.md --as-of 2026-01-31
  cat keputusan.txt | zikg check -

\b
Kode keluar / exit code:
  0 bersih   1 ada hasil pada tingkat --fail-on
  2 ada berkas yang tak terbaca   3 (--strict) ada yang tak dapat diperiksa"""
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
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
@click.option(
    "--fail-on",
    type=click.Choice(list(_LEVELS)),
    default="error",
    show_default=True,
    help="Tingkat yang memberi kode keluar 1. / Level that exits with 1.",
)
@click.option("--select", help="Hanya kode ini, mis. ZI2 atau ZI201,ZI301. / Only these codes.")
@click.option("--ignore", help="Tanpa kode ini. / Without these codes.")
@click.option("--strict", is_flag=True, help="Kode keluar 3 bila ada yang tak dapat diperiksa.")
@click.option("--final", is_flag=True, help="Naskah final: yang kosong menjadi kesalahan (ZI304).")
@options.annex
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl", "both"]),
    default="compiled",
    show_default=True,
    help="Mesin SHACL; both membandingkan keduanya. / SHACL engine; both compares them.",
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
    annex: str | None,
    engine: str,
    debug: bool,
) -> None:
    """Periksa rancangan dan keputusan: dasar hukum dan rencana aksinya.

    FILE adalah berkas teks atau Markdown, folder, pola (*.txt), atau - untuk masukan baku.
    """
    registry = open_registry()
    day = as_of or options.today()
    if annex is not None and len(files) != 1:
        raise click.UsageError("--with hanya untuk satu berkas keputusan.")
    results = []
    for result in _progress(files, registry, day, lang, final, annex, engine, debug):
        chosen = tuple(f for f in result.findings if _chosen(f, select, ignore))
        results.append(_replace(result, chosen))
    report = Report(tuple(results), registry.info, day, lang)
    colour = form == "text" and output is None and sys.stdout.isatty()
    width = click.get_terminal_size() if colour else 100
    write(_render(report, form, colour, width), output)
    for result in results:
        if result.error is not None:
            click.echo(f"zikg: {result.error}", err=True)
    sys.exit(exit_code(results, fail_on, strict=strict))


def _render(report: Report, form: str, colour: bool, width: int) -> str:
    from zikg.report import render

    return render(report, form=form, colour=colour, width=min(width, 110))


def _replace(result: Result, findings: tuple[Finding, ...]) -> Result:
    from dataclasses import replace

    return replace(result, findings=findings)


def _chosen(finding: Finding, select: str | None, ignore: str | None) -> bool:
    if ignore and finding.code.startswith(_codes(ignore)):
        return False
    return not select or finding.code.startswith(_codes(select))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def _progress(
    files: Sequence[str],
    registry: Registry,
    day: date,
    lang: str,
    final: bool,
    annex: str | None,
    engine: str,
    debug: bool,
) -> Iterable[Result]:
    from zikg.read import walk

    found: list[tuple[str, str | None]] = []
    for name in files:
        try:
            found.extend((path, None) for path in walk([name]))
        except ZikgError as error:
            found.append((name, error.text(lang)))
    many = len(found) > 3 and sys.stderr.isatty()
    with click.progressbar(
        found, label="Memeriksa", file=sys.stderr, hidden=not many, show_pos=True
    ) as bar:
        for path, error in bar:
            if error is not None:
                yield Result(path, error=error)
            else:
                yield check_file(path, registry, day, lang, final, annex, engine, debug)


def check_file(
    path: str,
    registry: Registry,
    day: date,
    lang: str = "id",
    final: bool = False,
    annex: str | None = None,
    engine: str = "compiled",
    debug: bool = False,
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
        return check(
            decree, run_for(decree, day, final=final), registry, engine=engine, lang=lang
        )
    except ZikgError as error:
        if debug:
            raise
        return Result(path, error=error.text(lang))
    except Exception as error:
        # One document that trips a defect must not stop the others; --debug shows where.
        if debug:
            raise
        kind = type(error).__name__
        return Result(
            path,
            error=f"{path}: galat tak terduga ({kind}); jalankan lagi dengan --debug dan laporkan.",
        )


def exit_code(results: Iterable[Result], fail_on: str, *, strict: bool = False) -> int:
    """Return the exit code of design section 8: 2 before 1 before 3 before 0."""
    results = list(results)
    if any(result.error is not None for result in results):
        return 2
    limit = _LEVELS[fail_on]
    if any(_LEVELS[f.severity] <= limit for result in results for f in result.findings):
        return 1
    return 3 if strict and any(result.undecided for result in results) else 0
