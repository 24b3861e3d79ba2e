"""``zikg query``: the library of saved queries, and one's own SPARQL, over the store."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.stored import store_option
from zikg.cli.usage import language, spoken, wrong_call
from zikg.cli.write import opened, reachable
from zikg.errors import ZikgError

if TYPE_CHECKING:
    from zikg.query import Answered, Query
    from zikg.report.answer import Told
    from zikg.report.writing import Out
    from zikg.store import Reader

_ARGUMENTS = "zikg.query.arguments"
FORMATS = ("table", "csv", "json", "xlsx", "ttl", "md")


class QueryCommand(click.Command):
    """``--help`` behind the name of a saved query tells of that query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words of the call: help is asked for before they are read."""
        ctx.meta[_ARGUMENTS] = list(args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the query named, else that of the command."""
        from zikg.query import find
        from zikg.query.telling import told

        words: list[str] = ctx.meta.get(_ARGUMENTS, [])
        named = next((word for word in words if not word.startswith("-")), None)
        try:
            query = find(named) if named is not None and named not in ("id", "en") else None
        except ZikgError:  # no saved query of that name: the help of the command
            query = None
        return super().get_help(ctx) if query is None else told(query, spoken(words)).rstrip()


def given_values(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of a call, by name.

    Raises:
        WrongCall: one is not written ``name=value``, or is given twice.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or name.strip() in found:
            raise wrong_call(
                f"-p {pair}: tulis sekali sebagai nama=nilai, mis. -p year=2025.",
                f"-p {pair}: write it once as name=value, such as -p year=2025.",
            )
        found[name.strip()] = value
    return found


@click.command(
    cls=QueryCommand,
    epilog="""\b
Contoh:
  zikg query
  zikg query no-plan --help
  zikg query no-plan -p year=2025 -p province=Banten
  zikg query superseded-at-date -p date=2025-02-07 --format xlsx -o dicabut.xlsx
  zikg query who-cites -p regulation="UU 5/2014" --format csv
  zikg query -e 'SELECT ?d { ?d a zikg:Decree }'
  zikg query kueri-saya.rq
  zikg query - < kueri-saya.rq

\b
Kueri sendiri: SELECT, ASK, CONSTRUCT, atau DESCRIBE; awalan zikg:, eli:, skos: dan yang lain
tidak perlu dinyatakan. Tanpa FROM, graf bawaannya seluruh isi penyimpanan. Tidak ada kueri yang
keluar ke jaringan: SERVICE ditolak, dan FROM graf yang tidak dikenal kosong.""",
)
@click.argument("name", required=False, metavar="[NAMA|BERKAS|-]")
@options.configured
@click.option("-e", "own", metavar="SPARQL", help="Kueri sendiri. / A query of one's own.")
@click.option(
    "-p",
    "pairs",
    multiple=True,
    metavar="NAMA=NILAI",
    help="Parameter kueri tersimpan; boleh berulang. / A parameter; may be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Bentuk jawaban; ttl untuk CONSTRUCT dan DESCRIBE. / Form of the answer.",
)
@options.output
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="Paling banyak sekian baris. / At most so many rows.",
)
@click.option("--explain", is_flag=True, help="Tampilkan SPARQL-nya saja. / Show the SPARQL only.")
@store_option
@options.lang
@options.debug
@clear
def command(
    name: str | None,
    own: str | None,
    pairs: tuple[str, ...],
    form: str,
    output: str | None,
    limit: int | None,
    explain: bool,
    store: str | None,
    lang: str,
    debug: bool,
) -> None:
    """Jawab kueri tersimpan, atau SPARQL sendiri; tanpa nama, daftar semua kueri."""
    from zikg.query import answer, bind, library
    from zikg.query.telling import catalogue

    if name is None and own is None:
        if pairs:
            raise wrong_call("-p tanpa nama kueri.", "-p without the name of a query.")
        click.echo(catalogue(library(), lang), nl=False)
        return
    reachable(output, (name,))
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise wrong_call("--format xlsx perlu -o BERKAS.xlsx.", "--format xlsx needs -o FILE.xlsx.")
    query, given = _query(name, own), given_values(pairs)
    if explain:
        click.echo(bind(query, given, options.today()), nl=False)
        return
    bind(query, given, options.today())  # a wrong call is told before the store is opened
    reader = reading(store, lang)
    try:
        show(answer(query, given, reader, options.today()), form, output, lang, limit, query.name)
    finally:
        reader.close()


def reading(store: str | None, lang: str) -> Reader:
    """Return the store to ask, and say so where it is only what is bundled."""
    from zikg import query

    reader, bundled = query.opened(store)
    if bundled:
        said = {
            "id": "belum ada penyimpanan; dijawab dari registri dan keputusan contoh bawaan. "
            "Isi dengan: zikg ingest BERKAS...",
            "en": "there is no store yet; answered from the bundled registry and sample decrees. "
            "Fill one with: zikg ingest FILE...",
        }
        click.echo(f"zikg: {said[lang]}", err=True)
    return reader


def _query(name: str | None, own: str | None) -> Query:
    from zikg.query import find, parse_query

    if own is not None:
        if name is not None:
            raise wrong_call(
                "sebut nama kueri atau -e, tidak keduanya.", "name a query or use -e, not both."
            )
        return parse_query("-e", own)
    assert name is not None
    if name == "-":
        return parse_query("-", sys.stdin.read())
    path = Path(name)
    if path.suffix in {".rq", ".sparql"} or "/" in name:
        try:
            return parse_query(path.stem, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeError) as error:
            raise Failure(
                f"{name}: berkas kueri tidak dapat dibaca; periksa namanya."
                if language() == "id"
                else f"{name}: the query file cannot be read; check its name."
            ) from error
    return find(name)


def show(
    answered: Answered, form: str, output: str | None, lang: str, limit: int | None, name: str
) -> None:
    """Write an answer in the form asked for, and what is to be said beside it.

    Args:
        answered: the answer.
        form: one of ``FORMATS``.
        output: path of the file, or ``None`` for standard output.
        lang: ``id`` or ``en``.
        limit: rows at most.
        name: name of the query, for the sheet of a workbook.
    """
    from zikg.report.answer import Told, write_text, write_workbook

    told = Told(answered, lang, limit)
    with opened(output, binary=form == "xlsx") as out:
        if form == "xlsx":
            write_workbook(
                {"jawaban" if name in ("-", "-e") else name: told}, cast("IO[bytes]", out)
            )
        else:
            write_text(told, form, cast("Out", out), _width(output))
    _note(told)


def _width(output: str | None) -> int | None:
    on_screen = output is None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if on_screen else None


def _note(told: Told) -> None:
    if told.note:
        click.echo(f"zikg: {told.note}", err=True)
