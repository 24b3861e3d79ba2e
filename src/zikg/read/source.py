"""Read a file or standard input into a `Source`."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.model import Cell, Source, Span, Table
from zikg.read import archive, limits
from zikg.read.decode import decode
from zikg.read.kinds import READABLE, SAMPLE, kind_of, refuse
from zikg.read.tables import find_tables

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT: Final = limits.TEXT
"""The biggest text file that is read, in bytes; `zikg.read.limits` has those of all kinds."""


def read(path: str, *, limit: int | None = None) -> Source:
    """Read a file of any kind that is known, by what it holds.

    Args:
        path: name of the file, or of a member of an archive (``arsip.zip/keputusan.docx``);
            ``-`` is standard input.
        limit: the most bytes that are read; without it, what its kind may have.

    Raises:
        ReadError: the file is missing, a folder, too big, empty, damaged, or no document.
    """
    if path == "-":
        data = sys.stdin.buffer.read((limit or limits.HELD) + 1)
        if len(data) > (limit or limits.HELD):
            raise too_big("stdin", limit or limits.HELD)
        return replace(read_bytes(data, "stdin", limit=limit), path=path)
    packed = archive.split(path)
    if packed is not None:
        name, data = archive.member(*packed)
        return read_bytes(data, name, limit=limit)
    kind, data = _bytes(path, limit)
    if kind in {"zip", "tar"} and not data:
        name, data = archive.member(path, "")
        return read_bytes(data, name, limit=limit)
    return replace(read_bytes(data, path, limit=limit), path=path)


def read_bytes(data: bytes, name: str, *, limit: int | None = None) -> Source:
    """Make a source of the bytes of a file, by what they hold, whatever the file is called.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.
        limit: the most bytes that are read; without it, what the kind may have.

    Raises:
        ReadError: the bytes are too many, damaged, or no document.
    """
    kind = kind_of(data)
    most = limit or limits.LARGEST.get(kind, limits.TEXT)
    if len(data) > most:
        raise too_big(name, most, len(data))
    if kind in {"zip", "tar"}:
        name, data = archive.only(data, name)
        return read_bytes(data, name, limit=limit)
    if kind not in READABLE:
        raise refuse(kind, name)
    if kind == "text":
        return _text(data, name)
    return _reader(kind)(data, name)


def _reader(kind: str) -> Callable[[bytes, str], Source]:
    """Return what reads a kind of file; its libraries are imported only now."""
    if kind == "docx":
        from zikg.read.word import read_word as reader
    elif kind == "pdf":
        from zikg.read.pdf import read_pdf as reader
    elif kind == "odt":
        from zikg.read.odt import read_odt as reader
    elif kind == "rtf":
        from zikg.read.rtf import read_rtf as reader
    elif kind == "html":
        from zikg.read.html import read_html as reader
    else:
        from zikg.read.ocr import read_picture as reader
    return reader


def _text(data: bytes, name: str) -> Source:
    text = decode(data, name)
    pages: tuple[int, ...] = ()
    if "\f" in text:
        pages = (0, *_after_form_feeds(text))
        # A blank keeps offsets and line numbers as an editor counts them.
        text = text.replace("\f", " ")
    return Source(name, hashlib.sha256(data).hexdigest(), text, pages, find_tables(text))


def join(main: Source, annex: Source) -> Source:
    """Make one source of a decree and its annex that stands in another file.

    Args:
        main: the decree.
        annex: the annex; offsets of it move behind the decree, lines are counted from its begin.
    """
    text = main.text if main.text.endswith("\n") else main.text + "\n"
    shift = len(text)
    pages = main.pages
    if main.pages or annex.pages:
        pages = (main.pages or (0,)) + tuple(page + shift for page in annex.pages or (0,))
    files = (main.files or ((0, main.path),)) + tuple(
        (start + shift, name) for start, name in annex.files or ((0, annex.path),)
    )
    digest = hashlib.sha256(f"{main.sha256}\n{annex.sha256}".encode()).hexdigest()
    return Source(
        path=main.path,
        sha256=digest,
        text=text + annex.text,
        pages=pages,
        tables=main.tables + tuple(_moved(table, shift) for table in annex.tables),
        places=main.places + tuple((start + shift, name) for start, name in annex.places),
        files=files,
        kind=main.kind,
        doubts=main.doubts
        + tuple((Span(span.start + shift, span.end + shift), sure) for span, sure in annex.doubts),
    )


def _bytes(path: str, limit: int | None) -> tuple[str, bytes]:
    """Return the kind and the bytes of a file; of an archive only its ends."""
    file_path = Path(path)
    try:
        info = file_path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise ReadError(
                f"{path} adalah folder tanpa naskah di dalamnya (.docx, .pdf, .txt, ...); "
                "berikan sebuah berkas naskah.",
                f"{path} is a folder without a document in it (.docx, .pdf, .txt, ...); "
                "give the file of a decree.",
            )
        with file_path.open("rb") as file:
            if not stat.S_ISREG(info.st_mode):
                data = file.read((limit or limits.HELD) + 1)
                return kind_of(data), data
            ends = file.read(SAMPLE)
            if info.st_size > 2 * SAMPLE:
                file.seek(-SAMPLE, os.SEEK_END)
            rest = file.read(SAMPLE)
            kind = kind_of(ends + rest)
            most = limit or limits.LARGEST.get(kind, limits.TEXT)
            if info.st_size > most:
                raise too_big(path, most, info.st_size)
            if kind in {"zip", "tar"}:
                return kind, b""
            if not rest:
                return kind, ends
            file.seek(0)
            return kind, file.read(most + 1)
    except FileNotFoundError as error:
        raise ReadError(
            f"Berkas {path} tidak ada; periksa nama dan foldernya.",
            f"The file {path} does not exist; check its name and folder.",
        ) from error
    except PermissionError as error:
        raise ReadError(
            f"Berkas {path} tidak boleh dibaca; periksa hak aksesnya.",
            f"The file {path} may not be read; check its permissions.",
        ) from error
    except (OSError, ValueError) as error:
        reason = errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)
        raise ReadError(
            f"Berkas {path!r} tidak dapat dibuka ({reason}); periksa nama dan medianya.",
            f"The file {path!r} cannot be opened ({reason}); check its name and medium.",
        ) from error


def too_big(name: str, limit: int, size: int | None = None) -> ReadError:
    """Return the sentence for a file of more bytes than are read."""
    most = f"{limit / 1e6:g} MB"
    held = f" ({size / 1e6:.0f} MB)" if size else ""
    return ReadError(
        f"Berkas {name} terlalu besar{held}, paling besar {most}; berikan naskahnya saja.",
        f"The file {name} is too big{held}, {most} at most; give the decree alone.",
    )


def _after_form_feeds(text: str) -> list[int]:
    starts: list[int] = []
    position = text.find("\f")
    while position >= 0:
        # A form feed that closes the last page begins no further one.
        if text[position + 1 :].strip() if len(text) - position < 200 else True:
            starts.append(position + 1)
        position = text.find("\f", position + 1)
    return starts


def _moved(table: Table, shift: int) -> Table:
    def move(span: Span) -> Span:
        return Span(span.start + shift, span.end + shift)

    rows = tuple(
        tuple(Cell(cell.text, tuple(map(move, cell.spans)), cell.inherited) for cell in row)
        for row in table.rows
    )
    return Table(rows, move(table.span))
