"""``zikg registry``: look things up in the registry of regulations, and check it."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - click reads the signatures

import click

from zikg.cli import (
    options,
    registry_check,
    registry_export,
    registry_import,
    registry_search,
)
from zikg.cli.failure import clear
from zikg.cli.named import named
from zikg.cli.registry_output import data, width
from zikg.cli.write import reachable, write
from zikg.model import Interval
from zikg.registry import open_registry

_name = click.argument("words", nargs=-1, required=True, metavar="PERATURAN")


@click.group(
    epilog="""\b
Contoh:
  zikg registry show "UU 5/2014"
  zikg registry show permen/panrb/2021/90 --as-of 2025-02-07
  zikg registry history UU 7/2017
  zikg registry search aparatur sipil
  zikg registry import perubahan.csv
  zikg registry export --format csv -o registri/
  zikg registry check"""
)
def command() -> None:
    """Lihat, cari, dan periksa registri peraturan. / The registry of regulations."""


@command.command(epilog='\b\nContoh:\n  zikg registry show "PermenPANRB 90/2021" --format json')
@_name
@options.configured
@options.text_or_json
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
        write(data(regulation.as_json(asked)), output)
    else:
        write(regulation.as_text(asked, width(output)), output)


@command.command(
    epilog="""\b
Contoh:
  zikg registry history UU 28/1999
  zikg registry history "PP 60/2008" --depth 2
  zikg registry history UU 7/2017 --format svg -o uu-7-2017.svg"""
)
@_name
@options.configured
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "svg", "html"]),
    default="text",
    show_default=True,
    help="Pohon, data, atau gambar. / A tree, data, or a picture.",
)
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Sejauh berapa langkah perubahan ditelusuri. / How many hops to follow.",
)
@options.as_of
@options.lang
@options.output
@options.debug
@clear
def history(
    words: tuple[str, ...],
    form: str,
    depth: int,
    as_of: date | None,
    lang: str,
    output: str | None,
    debug: bool,
) -> None:
    """Riwayat suatu peraturan: apa yang mengubah dan mencabutnya, dan kapan.

    Sebagai pohon (text), data (json), atau gambar garis waktu (svg, html).
    """
    from zikg.report import history as told

    reachable(output)
    registry = open_registry()
    identifier = named(words, registry, lang)
    if form == "text":
        write(told.as_text(identifier, registry, lang, width(output), depth), output)
        return
    at = Interval.of(as_of or options.today())
    found = told.as_json(identifier, registry, at, depth)
    if form == "json":
        write(data(found), output)
        return
    from zikg.report import history_picture

    draw = history_picture.as_svg if form == "svg" else history_picture.as_html
    write(draw(found, at.printed, lang), output)


for part in (registry_search, registry_check, registry_import, registry_export):
    command.add_command(part.command)
