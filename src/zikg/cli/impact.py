"""``zikg impact``: who cites a regulation, and what goes stale when it changes."""

from __future__ import annotations

import sys
from datetime import date  # noqa: TC003 - click reads the signatures
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.query import _width, reading
from zikg.cli.stored import store_option
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable

if TYPE_CHECKING:
    from zikg.report.writing import Out

FORMATS = ("table", "csv", "json", "xlsx")


@click.command(
    epilog="""\b
Contoh:
  zikg impact "UU 5/2014"
  zikg impact permen/panrb/2021/90 --if-revoked 2027-01-01
  zikg impact "PP 11/2017" --format xlsx -o dampak.xlsx"""
)
@click.argument("words", nargs=-1, required=True, metavar="PERATURAN")
@options.configured
@click.option(
    "--if-revoked",
    type=options.Day(),
    help="Andaikan dicabut sejak tanggal ini. / Suppose it is revoked from this day on.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Bentuk jawaban. / Form of the answer.",
)
@options.output
@options.as_of
@store_option
@options.lang
@options.debug
@clear
def command(
    words: tuple[str, ...],
    if_revoked: date | None,
    form: str,
    output: str | None,
    as_of: date | None,
    store: str | None,
    lang: str,
    debug: bool,
) -> None:
    """Satker, keputusan, dan butir yang mengutip suatu peraturan: apa yang berubah, dan kapan.

    Yang dikutip dapat juga peraturan yang mengubahnya. Dengan --if-revoked: keputusan yang
    ditetapkan sebelum tanggal itu menjadi "berubah setelah penetapan", rancangan perlu diganti.
    """
    from zikg.query.impact import impact
    from zikg.report import impact as told

    reachable(output)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise wrong_call("--format xlsx perlu -o BERKAS.xlsx.", "--format xlsx needs -o FILE.xlsx.")
    regulation = _named(words, lang)
    reader = reading(store, lang)
    try:
        found = impact(regulation, reader, as_of or options.today(), if_revoked=if_revoked)
    finally:
        reader.close()
    with opened(output, binary=form == "xlsx") as out:
        if form == "xlsx":
            told.as_workbook(found, lang, cast("IO[bytes]", out))
        elif form == "json":
            cast("Out", out).write(told.as_json(found))
        elif form == "csv":
            told.as_csv(found, lang, cast("Out", out))
        else:
            told.as_text(found, lang, cast("Out", out), _width(output))


def _named(words: tuple[str, ...], lang: str) -> str:
    """Return the id of the one regulation meant; it need not be in the registry to be cited."""
    from zikg.extract.instrument import instruments
    from zikg.registry import open_registry

    said = " ".join(words)
    found = instruments(said, open_registry())
    if len(found) == 1:
        return found[0]
    listed = ", ".join(found)
    if found:
        raise Failure(
            f"{said}: ada beberapa yang cocok ({listed}); sebutkan salah satu pengenalnya."
            if lang == "id"
            else f"{said}: several fit ({listed}); name one of these ids."
        )
    raise Failure(
        f'{said}: bukan nama peraturan; tulis seperti "UU 5/2014" atau uu/ri/2014/5.'
        if lang == "id"
        else f'{said}: names no regulation; write it as "UU 5/2014" or uu/ri/2014/5.'
    )
