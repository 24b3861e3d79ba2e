"""The files of one call of ``zikg fix``: read, corrected together, written back each by itself."""

from __future__ import annotations

import difflib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg.cli.usage import wrong_call
from zikg.cli.write import write_bytes

if TYPE_CHECKING:
    from zikg.fix import Correction
    from zikg.model import Source

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
class InputFile:
    """A file of the call: its name, bytes and text, and where it begins in the text corrected."""

    path: str
    data: bytes
    source: Source
    start: int = 0


def read_files(file: str, annex: str | None) -> tuple[InputFile, ...]:
    """Read the file of the call, and the annex where it stands in another one.

    Args:
        file: name of the file, ``-`` for standard input, or the place in an archive.
        annex: the same of the annex; ``None`` where there is none.

    Raises:
        ZikgError: one of them cannot be read.
    """
    from zikg.read import archive, limits, read, read_bytes

    found: list[InputFile] = []
    start = 0
    for path in filter(None, (file, annex)):
        if path == "-":
            data = sys.stdin.buffer.read(limits.HELD + 1)
            source = read_bytes(data, "stdin")
        else:
            source = read(path)
            packed = archive.split(path)
            data = archive.member(*packed)[1] if packed else Path(path).read_bytes()
        found.append(InputFile(path, data, source, start))
        start += len(source.text) + (not source.text.endswith("\n"))
    return tuple(found)


def refuse_layout(files: tuple[InputFile, ...], output: str | None) -> None:
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


def _is_text(file: InputFile) -> bool:
    return file.source.kind == "text"


def _corrected(file: InputFile, correction: Correction) -> bytes:
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


def diff_of(file: InputFile, correction: Correction) -> str:
    """Return what changes in a file, as a unified diff; of a document with a layout its text."""
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


def save(files: tuple[InputFile, ...], correction: Correction, output: str | None) -> None:
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
        write_bytes(data, str(target))
