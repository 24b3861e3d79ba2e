"""Documents in archives: which there are, and the bytes of one, as ``arsip.zip/keputusan.docx``."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.read import limits
from zikg.read.kinds import PACKED, SAMPLE, kind_of, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.read.packed import Packed

_JUNK: Final = "__MACOSX"
_SHOWN: Final = 5


def split(path: str) -> tuple[str, str] | None:
    """Return the archive and the member that a path names; ``None`` where it names neither.

    Args:
        path: what the user typed; a path that exists on disk is no member.
    """
    if "/" not in path or os.path.lexists(path):
        return None
    folder = path
    while (cut := folder.rfind("/")) > 0:
        folder = folder[:cut]
        if os.path.lexists(folder):
            packed = Path(folder).is_file() and _is_packed(folder)
            return (folder, path[cut + 1 :]) if packed else None
    return None


def members(path: str) -> Iterator[str]:
    """Give the documents in an archive, by name; a file that is no archive is given itself.

    What cannot be looked into (damaged, with a password, too deep) is given as well, so that
    reading it says what is wrong.

    Args:
        path: a file on disk.
    """
    try:
        if not Path(path).is_file() or not _is_packed(path):
            yield path
            return
        names = _documents(_opened(path), _Purse(), 0)
    except (ReadError, OSError):
        names = []
    yield from (f"{path}/{name}" for name in names)
    if not names:
        yield path


def member(path: str, name: str) -> tuple[str, bytes]:
    """Return the full name and the bytes of a member.

    Args:
        path: the archive on disk.
        name: the member, through archives inside it; empty for the only document in it.

    Raises:
        ReadError: the archive or the member is damaged, locked, missing, or too big.
    """
    found, data = _find(_opened(path), name, 0)
    return f"{path}/{found}", data


def only(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the full name and the bytes of the only document in an archive held in memory.

    Raises:
        ReadError: as `member`; also where it holds none or several.
    """
    found, inner = _find(_open(data, name), "", 0)
    return f"{name}/{found}", inner


class _Purse:
    """What looking into the archives of one archive may still cost, in bytes."""

    def __init__(self) -> None:
        self.left = limits.NESTED

    def pays(self, size: int) -> bool:
        self.left -= size
        return self.left >= 0


def _documents(packed: Packed, purse: _Purse, depth: int) -> list[str]:
    """Return the names of the documents in an archive and in the archives in it."""
    names: list[str] = []
    for name in sorted(packed.members):
        steps = name.split("/")
        hidden = any(step == _JUNK or step.startswith(".") for step in steps)
        if hidden or not wanted(steps[-1]) or len(names) >= limits.MEMBERS:
            continue
        held = packed.members[name]
        if name.lower().endswith(PACKED) and depth < limits.DEPTH and purse.pays(held.size):
            try:
                inner = _inside(packed, name)
            except ReadError:
                inner = None  # reading it says why
            if inner is not None:
                below = _documents(inner, purse, depth + 1)
                names += [f"{name}/{each}" for each in below]
                if below:
                    continue
        names.append(name)
    return names


def _find(packed: Packed, name: str, depth: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a document in an archive or in one inside it."""
    if not name:
        name = _sole(packed)
    if name not in packed.members:
        cuts = [place for place, sign in enumerate(name) if sign == "/"]
        holder = next((name[:cut] for cut in cuts if name[:cut] in packed.members), None)
        inner = _inside(packed, holder) if holder is not None and depth < limits.DEPTH else None
        if holder is None or inner is None:
            raise _missing(packed, name)
        found, data = _find(inner, name[len(holder) + 1 :], depth + 1)
        return f"{holder}/{found}", data
    data = packed.read(packed.members[name])
    if kind_of(data) not in {"zip", "tar"}:
        return name, data
    full = f"{packed.name}/{name}"
    if depth >= limits.DEPTH:
        raise ReadError(
            f"Arsip {full} bersarang terlalu dalam (paling dalam {limits.DEPTH}); "
            "buka arsip itu dan berikan foldernya.",
            f"The archive {full} is nested too deep ({limits.DEPTH} at most); "
            "unpack it and give the folder.",
        )
    found, inner_data = _find(_open(data, full), "", depth + 1)
    return f"{name}/{found}", inner_data


def _sole(packed: Packed) -> str:
    names = _documents(packed, _Purse(), 0)
    if len(names) == 1:
        return names[0]
    if not names:
        raise ReadError(
            f"Arsip {packed.name} tidak berisi naskah (.docx, .pdf, .txt, ...); "
            "berikan arsip yang berisi keputusan.",
            f"The archive {packed.name} holds no document (.docx, .pdf, .txt, ...); "
            "give one that holds decrees.",
        )
    raise ReadError(
        f"Arsip {packed.name} berisi {len(names)} naskah; sebutkan satu, "
        f"misalnya {packed.name}/{names[0]}.",
        f"The archive {packed.name} holds {len(names)} documents; name one, "
        f"such as {packed.name}/{names[0]}.",
    )


def _missing(packed: Packed, name: str) -> ReadError:
    held = sorted(packed.members)
    listed = ", ".join(held[:_SHOWN]) + (", ..." if len(held) > _SHOWN else "")
    return ReadError(
        f"Berkas {name} tidak ada di dalam arsip {packed.name} (isinya: {listed or 'kosong'}); "
        "periksa namanya.",
        f"The file {name} is not in the archive {packed.name} (it holds: {listed or 'nothing'}); "
        "check its name.",
    )


def _is_packed(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            ends = file.read(SAMPLE)
            if not ends.startswith((b"PK", b"\x1f\x8b")) and ends[257:262] != b"ustar":
                return False
            if file.seek(0, os.SEEK_END) > 2 * SAMPLE:
                file.seek(-SAMPLE, os.SEEK_END)
            else:
                file.seek(len(ends))
            return kind_of(ends + file.read(SAMPLE)) in {"zip", "tar"}
    except (OSError, ValueError):
        return False


def _opened(path: str) -> Packed:
    try:
        info = Path(path).stat()
        if info.st_size > limits.ARCHIVE:
            from zikg.read.source import too_big

            raise too_big(path, limits.ARCHIVE, info.st_size)
        return _kept(path, info.st_mtime_ns, info.st_size)
    except OSError as error:
        raise ReadError(
            f"Arsip {path} tidak dapat dibuka; periksa nama dan hak aksesnya.",
            f"The archive {path} cannot be opened; check its name and permissions.",
        ) from error


@lru_cache(maxsize=2)
def _kept(path: str, changed: int, size: int) -> Packed:
    """Open an archive once for all its members, as long as the file stays the same."""
    del changed, size
    return _open(path, path)


def _inside(packed: Packed, name: str) -> Packed | None:
    """Open an archive inside another, once; ``None`` where the member is no archive."""
    if name not in packed.inside:
        data = packed.read(packed.members[name])
        packed.inside.clear()  # one at a time: each is held in memory
        is_one = kind_of(data) in {"zip", "tar"}
        packed.inside[name] = _open(data, f"{packed.name}/{name}") if is_one else None
    return packed.inside[name]


def _open(file: str | bytes, name: str) -> Packed:
    from zikg.read.packed import open_tar, open_zip

    if isinstance(file, str):
        with Path(file).open("rb") as stream:
            head = stream.read(2)
    else:
        head = file[:2]
    return open_zip(file, name) if head == b"PK" else open_tar(file, name)
