"""``zikg fix``: the corrected legal bases and plan of one decree."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from zikg.cli import options
from zikg.cli.correcting import diff_of, read_files, refuse_layout, save
from zikg.cli.failure import clear
from zikg.cli.usage import wrong_call
from zikg.cli.write import reachable, write, write_bytes

if TYPE_CHECKING:
    from datetime import date

    from zikg.cli.correcting import InputFile
    from zikg.fix import Correction

FORMATS: Final = ("text", "diff", "json", "docx")


@click.command(
    epilog="""\b
Contoh:
  zikg fix rancangan.txt                           daftar perbaikan dan Mengingat yang benar
  zikg fix rancangan.txt --diff --unsafe           selisih naskah, termasuk yang perlu keputusan
  zikg fix rancangan.txt --unsafe -o perbaikan.txt
  zikg fix rancangan.txt --format docx -o usulan.docx

\b
Kode keluar / exit code:
  0 tidak ada yang menunggu keputusan   1 ada yang menunggu keputusan   2 galat"""
)
@click.argument("file", metavar="FILE")
@options.configured
@click.option(
    "--format",
    "shape",
    type=click.Choice(FORMATS),
    help="Bentuk hasil (bawaan: text). / Form of the result.",
)
@click.option("--diff", is_flag=True, help="Sama dengan --format diff. / The same as that.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    help="Tulis salinan yang diperbaiki (atau diff, json, docx) ke berkas. / Write to a file.",
)
@click.option(
    "--in-place", is_flag=True, help="Perbaiki berkas itu sendiri. / Correct the file itself."
)
@click.option(
    "--unsafe",
    is_flag=True,
    help="Terapkan juga yang perlu keputusan. / Also make what needs a decision.",
)
@options.select
@options.ignore
@options.as_of
@options.lang
@options.annex
@options.debug
@clear
def command(
    file: str,
    shape: str | None,
    diff: bool,
    output: str | None,
    in_place: bool,
    unsafe: bool,
    select: str | None,
    ignore: str | None,
    as_of: date | None,
    lang: str,
    annex: str | None,
    debug: bool,
) -> None:
    """Perbaiki dasar hukum dan rencana aksi sebuah keputusan.

    FILE adalah naskah teks, Markdown, Word, atau PDF, atau - untuk masukan baku. Berkas Word dan
    PDF tidak ditulis ulang: hasilnya daftar usulan atau naskah teks yang diperbaiki.
    """
    form = _form(shape, diff, output, in_place, file)
    reachable(output, (file, annex))
    files = read_files(file, annex)
    if in_place or (output is not None and form is None):
        refuse_layout(files, output)
    correction = _correct(files, as_of or options.today(), unsafe, select, ignore, lang)
    if in_place or (output is not None and form is None):
        save(files, correction, output)
        _tell(correction, file if in_place else str(output), lang)
    elif form == "docx":
        from zikg.fix.docx import render as docx

        assert output is not None
        write_bytes(docx(correction, lang=lang), output)
    else:
        write(_rendered(form or "text", files, correction, lang), output)
    sys.exit(1 if correction.undecided else 0)


def _form(
    shape: str | None, diff: bool, output: str | None, in_place: bool, file: str
) -> str | None:
    """Return the form asked for; ``None`` is the corrected copy, or the list on the screen."""
    form = "diff" if diff and shape is None else shape
    if diff and form != "diff":
        raise wrong_call("--diff tidak cocok dengan --format lain.", "--diff excludes --format.")
    if form == "docx" and output in {None, "-"}:
        raise wrong_call(
            "--format docx memerlukan -o FILE.docx.", "--format docx needs -o FILE.docx."
        )
    if in_place and (output is not None or form is not None):
        raise wrong_call(
            "--in-place tidak dapat dipakai bersama -o, --diff, atau --format.",
            "--in-place excludes -o, --diff and --format.",
        )
    if in_place and file == "-":
        raise wrong_call(
            "--in-place memerlukan nama berkas, bukan masukan baku.",
            "--in-place needs the name of a file, not standard input.",
        )
    return form


def _correct(
    files: tuple[InputFile, ...],
    day: date,
    unsafe: bool,
    select: str | None,
    ignore: str | None,
    lang: str,
) -> Correction:
    from zikg.extract import extract
    from zikg.fix import codes, propose
    from zikg.read import join
    from zikg.registry import open_registry
    from zikg.validate import check, run_for

    registry = open_registry()
    source = files[0].source
    for other in files[1:]:
        source = join(source, other.source)
    decree = extract(source, registry)
    result = check(decree, run_for(decree, day), registry, engine="compiled", lang=lang)
    chosen = codes(options.codes(select), options.codes(ignore))
    return propose(result, registry, unsafe=unsafe, chosen=chosen, lang=lang)


def _rendered(form: str, files: tuple[InputFile, ...], correction: Correction, lang: str) -> str:
    if form == "diff":
        return "".join(diff_of(file, correction) for file in files)
    if form == "json":
        from zikg.fix.json import render as json

        return json(correction, files[0].path)
    from zikg.fix.text import render as text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    return text(correction, files[0].path, lang=lang, width=min(width, 110))


def _tell(correction: Correction, target: str, lang: str) -> None:
    from zikg.fix.phrases import say

    waiting = len(correction.changes) - len(correction.applied)
    count = say("count", lang, len(correction.applied), waiting, len(correction.open))
    click.echo(f"zikg: {target}: {count}.", err=True)
