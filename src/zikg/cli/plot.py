"""``zikg plot``: pictures of a store as SVG, PNG or HTML."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable, write

if TYPE_CHECKING:
    from datetime import date

    from zikg.plot import Kind, Lang
    from zikg.store import Reader

_KINDS: Final = ("citations", "timeline", "coverage", "adoption")
_FORMS: Final = ("svg", "png", "html")


@click.command(
    epilog="""\b
Jenis:
  citations  siapa mengutip apa, dan hubungan antarperaturan
  timeline   riwayat satu PERATURAN dan siapa yang mengutipnya
  coverage   komponen yang direncanakan, per satker atau per provinsi
  adoption   pedoman ZI mana yang diikuti dari waktu ke waktu

\b
Contoh:
  zikg plot citations -o kutipan.html
  zikg plot timeline "UU 5/2014" -o riwayat.svg
  zikg plot coverage --store simpanan -o cakupan.png
  zikg plot adoption --lang en -o adoption.svg"""
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="JENIS")
@click.argument("words", nargs=-1, metavar="[PERATURAN]")
@options.configured
@click.option("--store", envvar="ZIKG_STORE", help="Folder atau URL penyimpanan. / The store.")
@click.option(
    "--format", "form", type=click.Choice(_FORMS), help="Bentuk (bawaan: dari nama berkas -o; svg)."
)
@click.option("--regime", type=click.Choice(["2014", "2021"]), help="Pedoman untuk coverage.")
@click.option(
    "--as-of", type=options.Day(), help="Tanggal status peraturan (bawaan: hari ini). / As of."
)
@options.lang
@options.output
@options.debug
@clear
def command(
    kind: Kind,
    words: tuple[str, ...],
    store: str | None,
    form: str | None,
    regime: str | None,
    as_of: date | None,
    lang: Lang,
    output: str | None,
    debug: bool,
) -> None:
    """Gambar atas penyimpanan; tanpa --store: atas registri dan keputusan bawaan."""
    _refuse(kind, words, regime)
    form = _form(form, output)
    reachable(output)
    from zikg.plot import picture
    from zikg.plot.page import page
    from zikg.registry import open_registry

    registry = open_registry()
    regulation = None
    if words:
        from zikg.cli.named import named

        regulation = named(words, registry, lang)
    reader = _reader(store)
    with closing(reader):
        made = picture(
            kind,
            reader,
            regulation=regulation,
            regime=regime,
            as_of=as_of or options.today(),
            lang=lang,
            registry=registry,
            pixels=form == "png",
        )
    if form == "png":
        with opened(output, binary=True) as out:
            cast("IO[bytes]", out).write(made.png or b"")
    elif form == "html":
        write(page(made), output)
    else:
        write(f'<?xml version="1.0" encoding="UTF-8"?>\n{made.svg}', output)


def _refuse(kind: str, words: tuple[str, ...], regime: str | None) -> None:
    if kind == "timeline" and not words:
        raise wrong_call(
            'timeline memerlukan satu peraturan, mis. zikg plot timeline "UU 5/2014".',
            'timeline needs a regulation, such as zikg plot timeline "UU 5/2014".',
        )
    if kind != "timeline" and words:
        raise wrong_call(f"{kind} tidak memakai nama peraturan.", f"{kind} takes no regulation.")
    if regime and kind != "coverage":
        raise wrong_call("--regime hanya untuk coverage.", "--regime goes with coverage only.")


def _form(form: str | None, output: str | None) -> str:
    """Return what is to be written: as told, else by the name of the file, else SVG."""
    suffix = Path(output).suffix.lstrip(".").casefold() if output else ""
    suffix = "html" if suffix == "htm" else suffix
    chosen = form or (suffix if suffix in _FORMS else None)
    if chosen is None and suffix:
        raise wrong_call(
            f"-o {output}: bentuk .{suffix} tidak dikenal; pakai .svg, .png, atau .html.",
            f"-o {output}: the form .{suffix} is not known; use .svg, .png or .html.",
        )
    if chosen == "png" and output is None and sys.stdout.isatty():
        raise wrong_call("png memerlukan -o BERKAS.png.", "png needs -o FILE.png.")
    return chosen or "svg"


def _reader(store: str | None) -> Reader:
    if store is not None:
        from zikg.store import open_store

        return open_store(store)
    from zikg.query import bundled

    return bundled()
