"""``zikg registry search``: regulations by words of their title, number, year or maker."""

from __future__ import annotations

import csv
from datetime import date  # noqa: TC003 - click reads the signatures
from typing import IO, TYPE_CHECKING, Any, cast

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.registry_output import data, say, width
from zikg.cli.write import opened, reachable, write
from zikg.model import Interval
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.model import Regulation
    from zikg.registry import Registry
    from zikg.report.writing import Out

_COLUMNS = ("id", "name", "title", "year", "status", "since", "confidence", "layer")


@click.command(
    name="search",
    epilog="""\b
Contoh:
  zikg registry search disiplin pegawai --limit 5
  zikg registry search permenpanrb 2019
  zikg registry search pengadaan barang --format xlsx -o pengadaan.xlsx""",
)
@click.argument("words", nargs=-1, required=True, metavar="KATA...")
@options.configured
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "xlsx"]),
    default="text",
    show_default=True,
    help="Bentuk keluaran. / Form of the output.",
)
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
def command(
    words: tuple[str, ...],
    form: str,
    as_of: date | None,
    lang: str,
    limit: int,
    output: str | None,
    debug: bool,
) -> None:
    """Cari peraturan menurut judul, nomor, tahun, atau pembentuknya; semua kata harus ada.

    Permulaan kata cukup ("disip peg"). Yang diteliti lebih dahulu, lalu data sendiri, lalu
    nasional.
    """
    reachable(output)
    registry = open_registry()
    at = Interval.of(as_of or options.today())
    shown, total = _found(" ".join(words), limit, registry)
    if total > len(shown):
        say(lang, f"{total} ditemukan, {len(shown)} ditampilkan; tambah dengan --limit.",
            f"{total} found, {len(shown)} shown; ask for more with --limit.")  # fmt: skip
    if not shown:
        say(lang, "tidak ada yang cocok dalam registri.", "nothing in the registry fits.")
    if form == "text":
        write(_text(shown, registry, at, lang, output), output)
        return
    rows = [_row(held, registry, at, lang) for held in shown]
    if form == "json":
        write(data({"total": total, "as_of": at.printed, "regulations": rows}), output)
    elif form == "csv":
        with opened(output) as out:
            _csv(rows, cast("Out", out))
    else:
        with opened(output, binary=True) as raw:
            _xlsx(rows, cast("IO[bytes]", raw))


def _found(said: str, limit: int, registry: Registry) -> tuple[tuple[Regulation, ...], int]:
    """Return what the words name outright, then what has them all, and how many there are."""
    from zikg.extract.instrument import instruments

    named = [held for id_ in instruments(said, registry) if (held := registry.get(id_))]
    found, total = registry.search(said, limit)
    first = {held.id: held for held in (*named, *found)}
    missed = sum(held.id not in {each.id for each in found} for held in named)
    return tuple(first.values())[:limit], max(total + (missed if total < limit else 0), len(first))


def _row(held: Regulation, registry: Registry, at: Interval, lang: str) -> dict[str, Any]:
    from zikg.report.regulation import Asked
    from zikg.validate.naming import short_name

    status = Asked(held.id, registry, at, lang).status
    return {
        "id": held.id,
        "name": short_name(held.id, registry),
        "title": held.title,
        "year": held.year,
        "status": status.label,
        "since": status.since,
        "confidence": held.confidence,
        "layer": registry.layer_of(held.id),
    }


def _text(
    shown: tuple[Regulation, ...], registry: Registry, at: Interval, lang: str, output: str | None
) -> str:
    from zikg.report.regulation import Asked, status_words, wrapped
    from zikg.validate.naming import short_name

    lines: list[str] = []
    for held in shown:
        title = f"{short_name(held.id, registry)} {held.title or ''}"
        lines += wrapped(title, width(output), "", "  ")
        standing = status_words(Asked(held.id, registry, at, lang))
        lines += wrapped(f"{held.id} · {standing}", width(output))
    return "".join(line + "\n" for line in lines)


def _csv(rows: list[dict[str, Any]], out: Out) -> None:
    from zikg.report.cells import neutral

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([neutral(str(row[name] or "")) for name in _COLUMNS])


def _xlsx(rows: list[dict[str, Any]], raw: IO[bytes]) -> None:
    import xlsxwriter

    from zikg.report.cells import neutral

    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(raw, {"in_memory": True, **plain}) as book:
        sheet = book.add_worksheet("Peraturan")
        head = book.add_format({"bold": True, "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (name, wide) in enumerate(
            zip(_COLUMNS, (30, 30, 70, 8, 24, 22, 12, 12), strict=True)
        ):
            sheet.set_column(place, place, wide, cell)
            sheet.write_string(0, place, name, head)
        for line, row in enumerate(rows, start=1):
            for place, name in enumerate(_COLUMNS):
                if isinstance(row[name], int):
                    sheet.write_number(line, place, row[name])
                else:
                    sheet.write_string(line, place, neutral(str(row[name] or "")))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
