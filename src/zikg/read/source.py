"""Read a file or standard input into a `Source`."""

from __future__ import annotations

import errno
import hashlib
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from zikg.errors import ReadError
from zikg.model import Cell, Source, Span, Table
from zikg.read.decode import decode
from zikg.read.tables import find_tables

LIMIT: Final = 20_000_000
"""The biggest file that is read, in bytes; the biggest decree seen is below 1 MB."""


def read(path: str, *, limit: int = LIMIT) -> Source:
    """Read a text or Markdown file.

    Args:
        path: name of the file; ``-`` is standard input.
        limit: the most bytes that are read.

    Raises:
        ReadError: the file is missing, a folder, too big, empty, or no text.
    """
    if path == "-":
        data = sys.stdin.buffer.read(limit + 1)
        name = "stdin"
    else:
        data = _bytes(path, limit)
        name = path
    if len(data) > limit:
        raise _too_big(name, limit)
    return replace(read_bytes(data, name), path=path)


def read_bytes(data: bytes, name: str) -> Source:
    """Make a source of bytes: decode them, find pages (form feeds) and tables.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: the bytes are no text.
    """
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


def _bytes(path: str, limit: int) -> bytes:
    try:
        info = Path(path).stat()
        if stat.S_ISDIR(info.st_mode):
            raise ReadError(
                f"{path} adalah folder tanpa berkas .txt atau .md; berikan sebuah berkas naskah.",
                f"{path} is a folder without a .txt or .md file; give the file of a decree.",
            )
        if stat.S_ISREG(info.st_mode) and info.st_size > limit:
            raise _too_big(path, limit, info.st_size)
        with Path(path).open("rb") as file:
            return file.read(limit + 1)
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


def _too_big(name: str, limit: int, size: int | None = None) -> ReadError:
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
