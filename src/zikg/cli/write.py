"""Write results where they belong: standard output, or a file that is never half-written."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli.failure import Failure
from zikg.cli.usage import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.report.writing import Out


def reachable(output: str | None, inputs: Iterable[str | None] = ()) -> None:
    """Refuse an output file that cannot be written, before any work is done.

    Args:
        output: path of the file, or ``None`` or ``-`` for standard output.
        inputs: the files that the call reads: none of them may be written over.

    Raises:
        Failure: its folder is not there, or it is one of the inputs.
    """
    if output is None or output == "-":
        return
    target = Path(output)
    if not target.absolute().parent.is_dir():
        raise _not_written(output, "foldernya tidak ada", "its folder does not exist")
    for name in inputs:
        if name and target.exists() and Path(name).exists() and target.samefile(name):
            raise _not_written(output, "berkas ini juga dibaca", "it is also an input")


def write(text: str, output: str | None) -> None:
    """Write ``text`` to standard output, or whole to a file.

    Args:
        text: the finished report.
        output: path of the file, or ``None`` or ``-`` for standard output.

    Raises:
        Failure: the file cannot be written.
    """
    with opened(output) as out:
        cast("Out", out).write(text)


def write_bytes(data: bytes, output: str) -> None:
    """Write a document whole to a file, or not at all.

    Args:
        data: the finished document.
        output: path of the file.

    Raises:
        Failure: the file cannot be written.
    """
    with opened(output, binary=True) as out:
        cast("IO[bytes]", out).write(data)


class _Echo:
    """Standard output, through click: it knows terminals, and pipes that break."""

    def write(self, text: str, /) -> None:
        click.echo(text, nl=False, color=True)


@contextmanager
def opened(output: str | None, *, binary: bool = False) -> Iterator[Out | IO[bytes]]:
    """Give what a report is written into piece by piece; a file appears only when it is whole.

    A file that was there keeps its permissions; a device or a pipe is written to as it is.

    Args:
        output: path of the file, or ``None`` or ``-`` for standard output.
        binary: whether bytes are written instead of text.

    Raises:
        Failure: the file cannot be written.
    """
    if output is None or output == "-":
        yield sys.stdout.buffer if binary else _Echo()
        return
    target = Path(output)
    name = ""
    try:
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG | 0o644
        if stat.S_ISREG(mode):
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        else:
            handle = os.open(target, os.O_WRONLY)
        with os.fdopen(handle, "wb") as raw:
            if binary:
                yield raw
            else:
                with TextIOWrapper(raw, encoding="utf-8", newline="") as file:
                    yield file
        if name:
            Path(name).chmod(stat.S_IMODE(mode))
            Path(name).replace(target)
    except OSError as error:
        raise _not_written(output, "periksa izinnya", "check its permissions") from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def _not_written(output: str, why: str, english: str) -> Failure:
    if language() == "en":
        return Failure(f"{output}: cannot be written ({english}); choose another place with -o.")
    return Failure(f"{output}: tidak dapat ditulis ({why}); pilih tempat lain dengan -o.")
