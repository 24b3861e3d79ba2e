"""Open an archive (ZIP, tar, tar.gz) and read its members into memory, within limits.

Nothing is ever written to disk, so a member's name can do no harm; it is only cleaned for reports.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from zikg.errors import ReadError
from zikg.read import limits

if TYPE_CHECKING:
    import tarfile
    import zipfile
    from collections.abc import Callable, Iterable

_DAMAGE: Final = (
    *(OSError, EOFError, ValueError, LookupError, OverflowError, MemoryError, struct.error),
    *(NotImplementedError, RuntimeError, TypeError, zlib.error),
)
"""What the standard library raises on damaged archives, besides its own errors."""
_UTF8: Final = 0x800
_ENCRYPTED: Final = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its cleaned name, bytes unpacked and packed as the archive says."""

    name: str
    size: int
    packed: int
    encrypted: bool
    entry: zipfile.ZipInfo | tarfile.TarInfo = field(repr=False)


@dataclass(slots=True)
class Packed:
    """An open archive: its members by cleaned name, and the archive in it that was opened last."""

    name: str
    members: dict[str, Member]
    reader: Callable[[Member], BinaryIO | None] = field(repr=False)
    inside: dict[str, Packed | None] = field(default_factory=dict, repr=False)

    def read(self, member: Member) -> bytes:
        """Return the bytes of a member.

        Raises:
            ReadError: it has a password, is damaged, or unpacks to more than is read.
        """
        name = f"{self.name}/{member.name}"
        if member.encrypted:
            raise ReadError(
                f"Berkas {name} di dalam arsip berkata sandi; "
                "buka arsip itu dan berikan foldernya.",
                f"The file {name} in the archive has a password; unpack it and give the folder.",
            )
        bomb = member.size > limits.RATIO_FROM and member.size > limits.RATIO * member.packed
        if member.size > limits.HELD or bomb:
            raise _huge(name)
        try:
            stream = self.reader(member)
            data = stream.read(limits.HELD + 1) if stream is not None else b""
        except _damage() as error:
            raise ReadError(
                f"Berkas {name} di dalam arsip rusak ({type(error).__name__}); "
                "kemas ulang atau berikan berkasnya langsung.",
                f"The file {name} in the archive is damaged ({type(error).__name__}); "
                "pack it again or give the file itself.",
            ) from error
        if len(data) > limits.HELD:
            raise _huge(name)
        return data


def open_zip(file: str | bytes, name: str) -> Packed:
    """Open a ZIP.

    Args:
        file: its path, or its bytes.
        name: what it is called in messages.

    Raises:
        ReadError: it is damaged, or made to overwhelm who opens it.
    """
    import zipfile

    try:
        size = _bounded_directory(file, name)
        opened = zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file)
        entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    except (*_DAMAGE, zipfile.BadZipFile) as error:
        raise _damaged(name, "ZIP", error) from error
    if len(entries) > limits.MEMBERS:
        raise _crowded(name)
    # Members that share their packed bytes are how a small file claims to hold terabytes.
    if sum(entry.compress_size for entry in entries) > size:
        raise _huge(name)
    members = _named(
        (
            _zip_name(entry),
            Member(
                "",
                entry.file_size,
                entry.compress_size,
                bool(entry.flag_bits & _ENCRYPTED),
                entry,
            ),
        )
        for entry in entries
    )

    def stream(member: Member) -> BinaryIO:
        assert isinstance(member.entry, zipfile.ZipInfo)
        return opened.open(member.entry)  # type: ignore[return-value]  # IO[bytes] reads the same

    return Packed(name, members, stream)


def open_tar(file: str | bytes, name: str) -> Packed:
    """Open a tar, compressed with gzip or not.

    Args:
        file: its path, or its bytes.
        name: what it is called in messages.

    Raises:
        ReadError: it is damaged, too big, or gzip around something else.
    """
    import tarfile

    entries: list[tarfile.TarInfo] = []
    try:
        opened = tarfile.open(fileobj=_unzipped(file, name), mode="r:")  # noqa: SIM115 - stays open
        for entry in opened:
            if entry.isreg() and not entry.issparse():
                entries.append(entry)
            if len(entries) > limits.MEMBERS:
                raise _crowded(name)
    except (*_DAMAGE, tarfile.TarError) as error:
        raise _damaged(name, "TAR", error) from error
    members = _named(
        (entry.name, Member("", entry.size, entry.size, False, entry)) for entry in entries
    )

    def stream(member: Member) -> BinaryIO | None:
        assert isinstance(member.entry, tarfile.TarInfo)
        return opened.extractfile(member.entry)  # type: ignore[return-value]  # as above

    return Packed(name, members, stream)


def _damage() -> tuple[type[Exception], ...]:
    import lzma
    import tarfile
    import zipfile

    return *_DAMAGE, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError


def _bounded_directory(file: str | bytes, name: str) -> int:
    """Return the size of a ZIP; refuse one whose directory would take minutes to read."""
    from mmap import ACCESS_READ, mmap
    from pathlib import Path

    if isinstance(file, bytes):
        size, marks = len(file), file.count(b"PK\x01\x02")
    else:
        with Path(file).open("rb") as handle:
            size = handle.seek(0, 2)
            marks = 0
            if size:
                with mmap(handle.fileno(), 0, access=ACCESS_READ) as seen:
                    end = seen.rfind(b"PK\x05\x06")
                    place = max(0, end - int.from_bytes(seen[end + 12 : end + 16], "little"))
                    while end > 0 and marks <= limits.MEMBERS:
                        place = seen.find(b"PK\x01\x02", place, end) + 1
                        if place == 0:
                            break
                        marks += 1
    # The bytes of stored archives inside count as well: hence some room.
    if marks > limits.MEMBERS * (20 if isinstance(file, bytes) else 1):
        raise _crowded(name)
    return size


def _unzipped(file: str | bytes, name: str) -> BinaryIO:
    """Return the tar itself: unpacked into memory where gzip is around it."""
    from pathlib import Path

    if isinstance(file, str) and Path(file).stat().st_size > limits.HELD:
        raise _huge(name)
    stream: BinaryIO = BytesIO(file if isinstance(file, bytes) else Path(file).read_bytes())
    head = stream.read(2)
    stream.seek(0)
    if head != b"\x1f\x8b":
        return stream
    import gzip

    with stream, gzip.GzipFile(fileobj=stream) as packed:
        data = packed.read(limits.HELD + 1)
    if len(data) > limits.HELD:
        raise _huge(name)
    if data[257:262] != b"ustar":
        raise ReadError(
            f"Berkas {name} (GZIP) bukan arsip tar; buka dengan gunzip, lalu berikan isinya.",
            f"The file {name} (GZIP) is no tar archive; "
            "open it with gunzip and give what is in it.",
        )
    return BytesIO(data)


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; many programs write UTF-8 without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _named(entries: Iterable[tuple[str, Member]]) -> dict[str, Member]:
    """Return members by a name that is fit for a report: no way up, no drive, no control sign."""
    found: dict[str, Member] = {}
    for raw, member in entries:
        steps = raw.replace("\\", "/").split("/")
        steps = [step.strip() for step in steps if step.strip() not in {"", ".", ".."}]
        clean = "/".join(steps) or "tanpa nama"
        clean = "".join(sign if sign.isprintable() else "\ufffd" for sign in clean)
        stem, dot, ending = clean.rpartition(".")
        name, twin = clean, 2
        while name in found:
            name, twin = f"{stem} ({twin}){dot}{ending}", twin + 1
        found[name] = Member(name, member.size, member.packed, member.encrypted, member.entry)
    return found


def _damaged(name: str, kind: str, error: Exception) -> ReadError:
    return ReadError(
        f"Arsip {name} ({kind}) rusak atau terpotong ({type(error).__name__}); "
        "unduh atau kemas ulang.",
        f"The archive {name} ({kind}) is damaged or cut off ({type(error).__name__}); "
        "download or pack it again.",
    )


def _huge(name: str) -> ReadError:
    most = f"{limits.HELD / 1e6:g} MB"
    return ReadError(
        f"Berkas {name} terlalu besar bila dibuka (paling besar {most}, "
        f"paling mampat {limits.RATIO} kali); berikan naskahnya langsung.",
        f"The file {name} is too big when unpacked ({most} at most, "
        f"compressed {limits.RATIO} times at most); give the decree itself.",
    )


def _crowded(name: str) -> ReadError:
    return ReadError(
        f"Arsip {name} berisi lebih dari {limits.MEMBERS:,} berkas; "
        "buka arsip itu dan berikan foldernya.".replace(",", "."),
        f"The archive {name} holds more than {limits.MEMBERS:,} files; "
        "unpack it and give the folder.",
    )
