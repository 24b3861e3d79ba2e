"""Mutations of ZIP packages (DOCX, ODT, archives): members changed, renamed, lost, doubled."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from . import bytewise, textwise, xmlwise

if TYPE_CHECKING:
    from random import Random

_NAMES: Final = ("../../x.docx", "/abs.txt", "a" * 300 + ".txt", "/", "word/document.xml", "C:\\x.txt",
                 "content.xml", "mimetype", "\u202etxt.exe", "a/b/c/d.zip", "x\x00.txt")  # fmt: skip


def mutate(data: bytes, rng: Random) -> bytes:
    """Return the package with something changed in its members, or in its directory.

    Args:
        data: a ZIP file.
        rng: source of chance.
    """
    if rng.random() < 0.2:
        return _directory(bytewise.mutate(data, rng) if rng.random() < 0.3 else data, rng)
    members = _members(data)
    if not members:
        return bytewise.mutate(data, rng)
    way = rng.random()
    at = rng.randrange(len(members))
    name, held = members[at]
    if way < 0.7:
        # The parts that hold words deserve most of the changes.
        texts = [i for i, (n, _) in enumerate(members) if n.endswith((".xml", ".rels", ".txt"))]
        big = [i for i in texts if members[i][0].endswith(("document.xml", "content.xml"))]
        at = rng.choice(big if big and rng.random() < 0.6 else texts or [at])
        name, held = members[at]
        members[at] = (name, _inner(name, held, rng))
    elif way < 0.78:
        del members[at]
    elif way < 0.86:
        members[at] = (rng.choice(_NAMES + tuple(n for n, _ in members)), held)
    elif way < 0.92:
        members += [(name, held)] * rng.choice((1, 20))
    else:
        size = rng.choice((1000, 3_000_000, 40_000_000))
        members[at] = (name, held[: len(held) // 2] + rng.choice((b" ", b"<", b"a")) * size)
    return _packed(members)


def _inner(name: str, held: bytes, rng: Random) -> bytes:
    if rng.random() < 0.15:
        return bytewise.mutate(held, rng)
    if name.endswith((".xml", ".rels")):
        return xmlwise.mutate(held, rng)
    return textwise.mutate(held, rng)


def _members(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as held:
            return [(name, held.read(name)) for name in held.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError):
        return []  # not implemented, or encrypted, counts as a run-time error


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # doubled names are meant
        for name, held in members:
            stored = name == "mimetype"
            made.writestr(name, held, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _directory(data: bytes, rng: Random) -> bytes:
    """Return the file with sizes, flags, methods or places in its headers that are not true."""
    held = bytearray(data)
    marks = [m for m in (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06") if m in data]
    if not marks:
        return data
    mark = rng.choice(marks)
    places = [i for i in range(len(data) - 50) if data[i : i + 4] == mark]
    if not places:
        return data
    place = rng.choice(places)
    # Flags, method, check sum, both sizes, lengths of name and extra, offset: all lie below 46.
    field = rng.choice((4, 6, 8, 10, 14, 16, 18, 20, 22, 24, 26, 28, 30, 42))
    value = rng.choice((0, 1, 8, 12, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
    if rng.random() < 0.5:
        struct.pack_into("<H", held, place + field, value & 0xFFFF)
    elif place + field + 4 <= len(held):
        struct.pack_into("<I", held, place + field, value)
    return bytes(held)
