"""Write a commented copy of each document that is checked (``--format docx``)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli.failure import Failure
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened
from zikg.errors import ReadError, ZikgError
from zikg.report import COPIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.model import BaselineUse, Result
    from zikg.registry import Registry
    from zikg.report.writing import Head

SUFFIX = ".docx"


class CopyWriter:
    """Writes a Word document for each document of a call.

    Args:
        output: the file for the only document, or the folder for several.
        registry: what the documents are judged with.
        files: the files of the call, as typed.
        failed: takes the sentences of the documents that could not be written.
        fix: whether corrections are put in as tracked changes.
        unsafe: whether those are put in too that need a decision.
        debug: whether errors are let through.
    """

    def __init__(
        self,
        output: str,
        registry: Registry,
        files: Sequence[str],
        failed: list[str],
        *,
        fix: bool = False,
        unsafe: bool = False,
        debug: bool = False,
    ) -> None:
        from zikg.read import walk

        inputs = list(walk(files))
        self._output = output
        self._folder = _is_folder(output, len(inputs))
        self._registry = registry
        # None of the documents of the call is written over.
        self._taken = {os.path.realpath(path).casefold() for path in inputs}
        self._failed = failed
        self._fix, self._unsafe, self._debug = fix, unsafe, debug

    def begin(self, head: Head) -> None:
        """Make the folder."""
        self._head = head
        if self._folder:
            try:
                Path(self._output).mkdir(exist_ok=True)
            except OSError as error:
                said = {
                    "id": f"{self._output}: folder tidak dapat dibuat; pilih tempat lain.",
                    "en": f"{self._output}: the folder cannot be made; choose another place.",
                }
                raise Failure(said[head.lang]) from error

    def add(self, result: Result) -> None:
        """Write the copy of one document."""
        from zikg.report.word import annotate

        if result.error is not None or result.decree is None:
            return
        try:
            marked = annotate(
                *(result, _bytes(result), self._head, self._registry),
                fix=self._fix,
                unsafe=self._unsafe,
            )
        except ZikgError as error:
            if self._debug:
                raise
            self._failed.append(error.text(self._head.lang))
            return
        except Exception as error:
            # One document that trips a defect must not stop the others; --debug shows where.
            if self._debug:
                raise
            kind = type(error).__name__
            self._failed.append(
                {
                    "id": f"{result.path}: salinan tidak dapat dibuat karena galat tak terduga "
                    f"({kind}); jalankan lagi dengan --debug dan laporkan.",
                    "en": f"{result.path}: no copy could be made, by an unexpected error ({kind}); "
                    "run again with --debug and report it.",
                }[self._head.lang]
            )
            return
        target = self._target(result.path) if self._folder else self._output
        with opened(target, binary=True) as out:
            cast("IO[bytes]", out).write(marked.data)
        lang = self._head.lang
        said = {"id": f"{marked.comments} komentar", "en": f"{marked.comments} comments"}[lang]
        if self._fix:
            words = {"id": "perubahan terlacak", "en": "tracked changes"}[lang]
            said += f", {marked.changes} {words}"
        if marked.left:
            words = {
                "id": "usulan hanya dalam komentar karena mengubah susunan naskah",
                "en": "proposals in comments only, as they change how the document is built",
            }[lang]
            said += f" ({marked.left} {words})"
        click.echo(f"zikg: {target}: {said}.", err=True)

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Nothing stands behind the last document."""

    def _target(self, path: str) -> str:
        stem = "stdin" if path == "-" else Path(path).stem
        number = 1
        while True:
            count = f"-{number}" if number > 1 else ""
            target = str(Path(self._output) / f"{stem}-hasil{count}{SUFFIX}")
            key = os.path.realpath(target).casefold()
            if key not in self._taken:
                self._taken.add(key)
                return target
            number += 1


def refuse(form: str, output: str | None, files: Sequence[str], *, fix: bool, unsafe: bool) -> None:
    """Refuse options that go with copies only, or do not go together.

    Args:
        form: the format asked for.
        output: as typed behind ``-o``.
        files: the files of the call, as typed.
        fix: whether ``--fix`` was given.
        unsafe: whether ``--unsafe`` was given.

    Raises:
        click.UsageError: they cannot be followed.
    """
    if unsafe and not fix:
        raise wrong_call("--unsafe memerlukan --fix.", "--unsafe needs --fix.")
    if form not in COPIES:
        if fix:
            raise wrong_call(
                "--fix hanya untuk --format docx (perubahan terlacak dalam salinan Word); untuk "
                "naskah teks pakai: zikg fix FILE.",
                "--fix is for --format docx only (tracked changes in a Word copy); for text files "
                "use: zikg fix FILE.",
            )
        if output is not None and Path(output).is_dir():
            raise wrong_call(
                f"-o {output} adalah folder, bukan berkas.",
                f"-o {output} is a directory, not a file.",
            )
        return
    if output is None:
        raise wrong_call(
            "--format docx memerlukan -o FILE.docx (beberapa naskah: -o FOLDER/).",
            "--format docx needs -o FILE.docx (several documents: -o FOLDER/).",
        )
    for given in files:
        if Path(given).is_dir() and Path(output).resolve().is_relative_to(Path(given).resolve()):
            raise wrong_call(
                f"-o {output} berada di dalam {given}, sehingga salinannya akan ikut diperiksa; "
                "pilih folder lain.",
                f"-o {output} lies in {given}, so its copies would be checked too; choose another "
                "folder.",
            )


def _is_folder(output: str, count: int) -> bool:
    """Return whether the copies go into a folder, and refuse a file for several documents.

    Args:
        output: as typed behind ``-o``.
        count: how many documents are checked.

    Raises:
        click.UsageError: several documents, and the name of one file.
    """
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return True
    if count > 1 and (output == "-" or Path(output).suffix.lower() == SUFFIX):
        raise wrong_call(
            f"Ada {count} naskah: --format docx memerlukan -o FOLDER/ untuk salinannya.",
            f"There are {count} documents: --format docx needs -o FOLDER/ for their copies.",
        )
    return count > 1


def _bytes(result: Result) -> bytes | None:
    """Return the Word document that was checked; ``None`` for any other format."""
    from zikg.read import archive

    assert result.decree is not None
    if result.decree.source.kind != "docx":
        return None
    if result.path == "-":
        raise ReadError(
            "Naskah Word dari masukan baku tidak dapat disalin dengan komentar; berikan nama "
            "berkasnya.",
            "A Word document from standard input cannot be copied with comments; give the name of "
            "the file.",
        )
    packed = archive.split(result.path)
    if packed is not None:
        return archive.member(*packed)[1]
    try:
        return Path(result.path).read_bytes()
    except OSError as error:
        raise ReadError(
            f"Berkas {result.path} tidak dapat dibaca lagi; periksa medianya.",
            f"The file {result.path} cannot be read again; check its medium.",
        ) from error
