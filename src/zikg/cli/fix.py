"""``zikg fix``: the corrected legal bases and plan of one decree."""

from __future__ import annotations

import difflib
import os
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.usage import language, wrong_call
from zikg.cli.write import reachable, write

if TYPE_CHECKING:
    from datetime import date

    from zikg.fix import Correction
    from zikg.model import Source

FORMATS: Final = ("text", "diff", "json", "docx")
_LAYOUT: Final = {
    ".docx": "Word",
    ".docm": "Word",
    ".dotx": "Word",
    ".doc": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
    ".pdf": "PDF",
}
"""Endings of files that hold more than text."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the call: its name, bytes and text, and where it begins in the text corrected."""

    path: str
    data: bytes
    source: Source
    start: int = 0


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
    files = _read(file, annex)
    if in_place or (output is not None and form is None):
        _writable(files, output)
    correction = _correct(files, as_of or options.today(), unsafe, select, ignore, lang)
    if in_place or (output is not None and form is None):
        _save(files, correction, output)
        _tell(correction, file if in_place else str(output), lang)
    elif form == "docx":
        from zikg.fix.docx import render as docx

        assert output is not None
        _store(Path(output), docx(correction, lang=lang))
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


def _read(file: str, annex: str | None) -> tuple[_File, ...]:
    from zikg.read import archive, limits, read, read_bytes

    found: list[_File] = []
    start = 0
    for path in filter(None, (file, annex)):
        if path == "-":
            data = sys.stdin.buffer.read(limits.HELD + 1)
            source = read_bytes(data, "stdin")
        else:
            source = read(path)
            packed = archive.split(path)
            data = archive.member(*packed)[1] if packed else Path(path).read_bytes()
        found.append(_File(path, data, source, start))
        start += len(source.text) + (not source.text.endswith("\n"))
    return tuple(found)


def _writable(files: tuple[_File, ...], output: str | None) -> None:
    """Refuse to put text where the user expects a document with its layout.

    Args:
        files: the files of the call.
        output: where the corrected copy goes; ``None`` is the file itself.
    """
    kind = _LAYOUT.get(Path(output or "").suffix.lower())
    if kind is not None:
        raise wrong_call(
            f"Naskah yang diperbaiki ditulis sebagai teks, bukan {kind}; pakai -o FILE.txt, atau "
            "--format docx -o FILE.docx untuk daftar usulan Semula-Menjadi.",
            f"The corrected decree is written as text, not as {kind}; use -o FILE.txt, or "
            "--format docx -o FILE.docx for the list of proposed corrections.",
        )
    other = next((file.path for file in files if not _is_text(file)), None)
    if output is None and other is not None:
        raise wrong_call(
            f"--in-place hanya untuk naskah teks (.txt, .md); {other} bukan teks: pakai "
            "-o FILE.txt, atau --format docx -o FILE.docx untuk daftar usulan.",
            f"--in-place is for text files (.txt, .md) only, and {other} is none: use -o FILE.txt, "
            "or --format docx -o FILE.docx for the list of proposed corrections.",
        )


def _is_text(file: _File) -> bool:
    return file.source.kind == "text"


def _correct(
    files: tuple[_File, ...],
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


def _rendered(form: str, files: tuple[_File, ...], correction: Correction, lang: str) -> str:
    if form == "diff":
        return "".join(_diff(file, correction) for file in files)
    if form == "json":
        from zikg.fix.json import render as json

        return json(correction, files[0].path)
    from zikg.fix.text import render as text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    return text(correction, files[0].path, lang=lang, width=min(width, 110))


def _corrected(file: _File, correction: Correction) -> bytes:
    """Return the bytes of a file with the edits that lie in it; of a document only its text."""
    from zikg.fix.edits import FixError, put, put_bytes
    from zikg.read.decode import decode

    text = file.source.text
    if not _is_text(file):
        end = file.start + len(text)
        inside = [edit for edit in correction.edits if file.start <= edit.span.start <= end]
        return put(text, inside, shift=file.start).encode()
    if len(decode(file.data, file.path)) != len(text):
        raise FixError(
            f"{file.path}: hanya naskah teks (.txt, .md) yang dapat ditulis kembali; "
            "pakai --format docx untuk daftar perbaikannya.",
            f"{file.path}: only text files (.txt, .md) can be written back; "
            "use --format docx for the list of corrections.",
        )
    end = file.start + len(text)
    edits = [edit for edit in correction.edits if file.start <= edit.span.start <= end]
    return put_bytes(file.data, text, edits, shift=file.start)


def _diff(file: _File, correction: Correction) -> str:
    from zikg.read.decode import decode

    if _is_text(file):
        old, new = (decode(data, file.path) for data in (file.data, _corrected(file, correction)))
    else:
        old, new = file.source.text, _corrected(file, correction).decode()
    lines = new.splitlines(keepends=True)
    path = "stdin" if file.path == "-" else file.path
    name = path.lstrip("/")
    found = difflib.unified_diff(
        old.splitlines(keepends=True), lines, f"a/{name}", f"b/{name}", n=1
    )
    marked = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found
    )
    return "".join(marked)


def _save(files: tuple[_File, ...], correction: Correction, output: str | None) -> None:
    """Write the corrected copy, and beside it that of the annex where it stands apart."""
    for place, file in enumerate(files):
        data = _corrected(file, correction)
        if output is None:
            target = Path(file.path)
        elif output == "-":
            sys.stdout.buffer.write(data)
            continue
        elif place == 0:
            target = Path(output)
        else:
            target = Path(output).with_stem(f"{Path(output).stem}-lampiran")
        if output is None and data == file.data:
            continue
        _store(target, data)


def _store(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that was there keeps its permissions."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError as error:
        if language() == "en":
            raise Failure(f"{target}: cannot be written; check its permissions.") from error
        raise Failure(f"{target}: tidak dapat ditulis; periksa izinnya.") from error


def _tell(correction: Correction, target: str, lang: str) -> None:
    from zikg.fix.phrases import say

    waiting = len(correction.changes) - len(correction.applied)
    count = say("count", lang, len(correction.applied), waiting, len(correction.open))
    click.echo(f"zikg: {target}: {count}.", err=True)
