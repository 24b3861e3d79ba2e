"""``zikg registry``: look things up in the registry of regulations, and check it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import replace
from datetime import date  # noqa: TC003 - click reads the signatures
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.named import named
from zikg.cli.write import reachable, write
from zikg.model import Interval, Report
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Regulation
    from zikg.registry import Registry

_WORD: Final = re.compile(r"[a-z0-9]+")
_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Bentuk keluaran. / Form of the output.",
)
_name = click.argument("words", nargs=-1, required=True, metavar="PERATURAN")


@click.group(
    epilog="""\b
Contoh:
  zikg registry show "UU 5/2014"
  zikg registry show permen/panrb/2021/90 --as-of 2025-02-07
  zikg registry history UU 7/2017
  zikg registry search aparatur sipil
  zikg registry check"""
)
def command() -> None:
    """Lihat, cari, dan periksa registri peraturan. / The registry of regulations."""


@command.command(epilog='\b\nContoh:\n  zikg registry show "PermenPANRB 90/2021" --format json')
@_name
@options.configured
@_form
@options.as_of
@options.lang
@options.output
@options.debug
@clear
def show(
    words: tuple[str, ...],
    form: str,
    as_of: date | None,
    lang: str,
    output: str | None,
    debug: bool,
) -> None:
    """Status, tanggal, perubahan, sumber, dan cara mengutip suatu peraturan."""
    from zikg.report import regulation

    reachable(output)
    registry = open_registry()
    at = Interval.of(as_of or options.today())
    asked = regulation.Asked(named(words, registry, lang), registry, at, lang)
    if form == "json":
        write(_json(regulation.as_json(asked)), output)
    else:
        write(regulation.as_text(asked, _width(output)), output)


@command.command(epilog="\b\nContoh:\n  zikg registry history UU 28/1999")
@_name
@options.configured
@_form
@options.lang
@options.output
@options.debug
@clear
def history(
    words: tuple[str, ...],
    form: str,
    lang: str,
    output: str | None,
    debug: bool,
) -> None:
    """Riwayat suatu peraturan sebagai pohon: apa yang mengubah dan mencabutnya, dan kapan."""
    from zikg.report import history as told

    reachable(output)
    registry = open_registry()
    identifier = named(words, registry, lang)
    if form == "json":
        write(_json(told.as_json(identifier, registry)), output)
    else:
        write(told.as_text(identifier, registry, lang, _width(output)), output)


@command.command(epilog="\b\nContoh:\n  zikg registry search disiplin pegawai --limit 5")
@click.argument("words", nargs=-1, required=True, metavar="KATA...")
@options.configured
@_form
@options.as_of
@options.lang
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Paling banyak sekian. / At most so many.",
)
@options.output
@options.debug
@clear
def search(
    words: tuple[str, ...],
    form: str,
    as_of: date | None,
    lang: str,
    limit: int,
    output: str | None,
    debug: bool,
) -> None:
    """Cari peraturan menurut judul, nomor, atau pengenalnya; semua kata harus ada."""
    from zikg.extract.instrument import instruments
    from zikg.report.regulation import Asked, status_words, wrapped
    from zikg.validate.naming import short_name

    reachable(output)
    registry = open_registry()
    at = Interval.of(as_of or options.today())
    first = instruments(" ".join(words), registry)
    found = sorted(
        _search(words, registry, first), key=lambda item: (-item[0], -item[1].year, item[1].id)
    )
    shown = [held for _, held in found[:limit]]
    if len(found) > limit:
        _say(lang, f"{len(found)} ditemukan, {limit} ditampilkan; tambah dengan --limit.",
             f"{len(found)} found, {limit} shown; ask for more with --limit.")  # fmt: skip
    if not found:
        _say(lang, "tidak ada yang cocok dalam registri.", "nothing in the registry fits.")
    if form == "json":
        rows = [
            {
                "id": held.id,
                "name": short_name(held.id, registry),
                "title": held.title,
                "status": Asked(held.id, registry, at, lang).status.label,
            }
            for held in shown
        ]
        write(_json({"total": len(found), "as_of": at.printed, "regulations": rows}), output)
        return
    lines: list[str] = []
    for held in shown:
        lines += wrapped(
            f"{short_name(held.id, registry)} {held.title or ''}", _width(output), "", "  "
        )
        lines += wrapped(
            f"{held.id} · {status_words(Asked(held.id, registry, at, lang))}", _width(output)
        )
    write("".join(line + "\n" for line in lines), output)


@command.command(
    epilog="""\b
Contoh:
  zikg registry check
  zikg registry check data/registry --format json

\b
Kode keluar / exit code:
  0 bersih   1 ada hasil pada tingkat --fail-on   2 tabelnya tak terbaca"""
)
@click.argument("folder", required=False, type=click.Path(file_okay=False), metavar="[FOLDER]")
@options.configured
@_form
@options.as_of
@options.lang
@options.fail_on
@options.select
@options.ignore
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl", "both"]),
    default="compiled",
    show_default=True,
    help="Mesin SHACL; both membandingkan keduanya. / SHACL engine; both compares them.",
)
@options.output
@options.debug
@clear
def check(
    folder: str | None,
    form: str,
    as_of: date | None,
    lang: str,
    fail_on: str,
    select: str | None,
    ignore: str | None,
    engine: str,
    output: str | None,
    debug: bool,
) -> None:
    """Periksa apakah registri bertentangan dengan dirinya sendiri (ZI401 sampai ZI407).

    FOLDER memuat regulations.csv dan changes.csv; bawaan: registri yang menyertai zikg.
    """
    from zikg.cli.chosen import chosen, exit_code
    from zikg.registry.records import read_records
    from zikg.report import render
    from zikg.validate.registry import check_registry

    reachable(output)
    registry = open_registry()
    records = read_records(Path(folder) if folder else None)
    results = tuple(
        replace(
            result, findings=chosen(result.findings, options.codes(select), options.codes(ignore))
        )
        for result in check_registry(records, registry, engine=engine, lang=lang)
    )
    info = records.info if folder else registry.info
    report = Report(results, info, as_of or options.today(), lang)
    colour = form == "text" and output is None and sys.stdout.isatty()
    write(render(report, registry, form=form, colour=colour, width=_width(output)), output)
    sys.exit(exit_code(results, fail_on))


def _search(
    words: tuple[str, ...], registry: Registry, first: tuple[str, ...]
) -> Iterator[tuple[int, Regulation]]:
    """Yield the regulations in which all words begin a word, with how well they fit."""
    from zikg.validate.naming import short_name

    wanted = _WORD.findall(" ".join(words).lower())
    for held in list(registry.regulations()):
        if held.id in first:
            yield 1000, held
            continue
        names = (held.title or "", *held.variants, held.id, short_name(held.id, registry))
        have = set(_WORD.findall(" ".join(names).lower()))
        if wanted and all(any(word.startswith(part) for word in have) for part in wanted):
            yield sum(part in have for part in wanted), held


def _width(output: str | None) -> int:
    if output is not None or not sys.stdout.isatty():
        return 100
    return min(shutil.get_terminal_size().columns, 110)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _say(lang: str, words: str, english: str) -> None:
    click.echo(f"zikg: {english if lang == 'en' else words}", err=True)
