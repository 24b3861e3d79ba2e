"""``zikg extract``: what was read, as data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.usage import wrong_call
from zikg.cli.write import reachable, write
from zikg.errors import ZikgError
from zikg.model import Decree, Interval
from zikg.registry import Registry, open_registry

if TYPE_CHECKING:
    from datetime import date

Extracted = tuple[str, Decree | None, Interval | None, str | None]


@click.command(
    epilog="""\b
Contoh:
  zikg extract keputusan.txt
  zikg extract arsip/ -o terbaca.json"""
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.configured
@options.output
@options.as_of
@options.lang
@options.annex
@options.debug
@clear
def command(
    files: tuple[str, ...],
    output: str | None,
    as_of: date | None,
    lang: str,
    annex: str | None,
    debug: bool,
) -> None:
    """Tulis apa yang terbaca sebagai JSON: kepala naskah, rujukan, dan rencana aksi.

    Bekerja pada naskah hukum apa pun, tidak hanya keputusan.
    """
    from zikg.read import walk
    from zikg.report.extraction import extract_json

    if annex is not None and len(files) != 1:
        raise wrong_call(
            "--with hanya untuk satu berkas keputusan.", "--with goes with one decree only."
        )
    reachable(output, (*files, annex))
    registry = open_registry()
    day = as_of or options.today()
    read = [_one(path, registry, day, lang, annex, debug) for path in walk(files)]
    write(extract_json(read, registry, Interval.of(day)), output)
    failed = [error for _, _, _, error in read if error is not None]
    for error in failed:
        click.echo(f"zikg: {error}", err=True)
    sys.exit(2 if failed else 0)


def _one(
    path: str, registry: Registry, day: date, lang: str, annex: str | None, debug: bool
) -> Extracted:
    from zikg.extract import extract
    from zikg.read import join, read
    from zikg.validate import run_for

    try:
        source = read(path)
        if annex is not None:
            source = join(source, read(annex))
        decree = extract(source, registry)
        return path, decree, run_for(decree, day).judged, None
    except ZikgError as error:
        if debug:
            raise
        return path, None, None, error.text(lang)
