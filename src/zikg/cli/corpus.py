"""``zikg bench corpus``: a corpus of decrees made up, with its answer key, and its verification."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.usage import wrong_call

if TYPE_CHECKING:
    from zikg.bench.corpus import Order

_MOST: Final = 1_000_000
_FORMS: Final = ("txt", "md", "html", "docx")


def _forms(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the forms of a list as typed."""
    forms = tuple(dict.fromkeys(part.strip().casefold() for part in value.split(",") if part))
    for form in forms:
        if form not in _FORMS:
            known = ", ".join(_FORMS)
            raise wrong_call(
                f"--formats: {form} tidak dikenal; pilih dari {known}.",
                f"--formats: {form} is not known; choose from {known}.",
            )
    if not forms:
        raise wrong_call("--formats kosong; mis. txt,docx.", "--formats is empty; say txt,docx.")
    return forms


@click.command(
    "corpus",
    epilog="""\b
Contoh:
  zikg bench corpus 1000 -o korpus
  zikg bench corpus 300 -o korpus --formats txt,docx --seed 7 --broken 0.6
  zikg bench corpus --verify korpus""",
)
@click.argument("count", required=False, type=click.IntRange(1, _MOST), metavar="[N]")
@click.option("-o", "--output", type=click.Path(file_okay=False), help="Folder baru untuk korpus.")
@click.option("--seed", default=2026, show_default=True, help="Benih acak.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Banyaknya proses."
)
@click.option(
    "--formats",
    "forms",
    default="txt,md",
    show_default=True,
    callback=_forms,
    help="Bentuk berkas: txt, md, html, docx.",
)
@click.option(
    "--broken",
    type=click.FloatRange(0, 1),
    default=0.4,
    show_default=True,
    help="Bagian keputusan yang diberi satu sampai tiga kesalahan.",
)
@click.option(
    "--copied",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    help="Bagian keputusan yang rencananya disalin dari satker lain.",
)
@click.option("--verify", "checked", type=click.Path(file_okay=False), help="Periksa folder ini.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.lang
@options.debug
@clear
def corpus(
    count: int | None,
    output: str | None,
    seed: int,
    jobs: int,
    forms: tuple[str, ...],
    broken: float,
    copied: float,
    checked: str | None,
    form: str,
    lang: str,
    debug: bool,
) -> None:
    """Korpus buatan: N keputusan sintetis dengan kunci jawaban (kunci.jsonl).

    Benih yang sama memberi berkas yang sama, berapa pun prosesnya. --verify memeriksa semua berkas
    dengan mesin zikg check dan membandingkannya dengan kunci; keluar dengan 1 bila ada yang beda.
    """
    if checked is not None:
        if count is not None or output is not None:
            raise wrong_call(
                "--verify FOLDER dipakai tanpa N dan -o.", "--verify FOLDER goes without N and -o."
            )
        _verify(Path(checked), jobs, form, lang)
        return
    if count is None or output is None:
        raise wrong_call(
            "sebutkan N dan -o FOLDER, atau --verify FOLDER.",
            "name N and -o FOLDER, or --verify FOLDER.",
        )
    from zikg.bench.corpus import Order

    order = Order(count, seed, forms, broken, copied)  # type: ignore[arg-type]
    _make(order, _empty(Path(output), lang), jobs, lang)


def _make(order: Order, folder: Path, jobs: int, lang: str) -> None:
    from zikg.bench.corpus_store import make

    label = "Menulis" if lang == "id" else "Writing"
    try:
        with click.progressbar(
            length=order.count, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            for done in make(order, folder, jobs):
                bar.update(done)
    except OSError as error:
        said = {
            "id": f"{folder}: korpus tidak selesai ditulis ({error.strerror}).",
            "en": f"{folder}: the corpus could not be finished ({error.strerror}).",
        }
        raise Failure(said[lang]) from error
    told = {
        "id": f"{order.count} keputusan sintetis di {folder}; kunci: {folder / 'kunci.jsonl'}",
        "en": f"{order.count} synthetic decrees in {folder}; key: {folder / 'kunci.jsonl'}",
    }
    click.echo(told[lang])


def _verify(folder: Path, jobs: int, form: str, lang: str) -> None:
    from zikg.bench import corpus_page
    from zikg.bench.corpus_verify import Verified, keys, verify

    total = sum(1 for _ in keys(folder))
    counts = Verified()
    label = "Memeriksa" if lang == "id" else "Checking"
    with click.progressbar(
        verify(folder, jobs),
        length=total,
        label=label,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        for one in bar:
            counts.add(one)
    if form == "json":
        click.echo(json.dumps(counts.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(corpus_page.text(counts, lang))
    if counts.failed:
        sys.exit(2)
    if counts.right < counts.files:
        sys.exit(1)


def _empty(folder: Path, lang: str) -> Path:
    if folder.is_dir() and any(folder.iterdir()):
        said = {
            "id": f"{folder} sudah berisi; pilih folder baru atau kosong dengan -o.",
            "en": f"{folder} is not empty; choose a new or an empty folder with -o.",
        }
        raise Failure(said[lang])
    return folder
