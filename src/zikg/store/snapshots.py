"""The files of a store folder: what it is, who writes it, which snapshot readers open.

::

    zikg-store.json     what this folder is, and the form it is written in
    lock                held by the one writer
    live/               the database that is written to
    unpublished         there while live/ holds what no snapshot has
    snapshots/12/       a copy made of hard links, never written again
    current             the name of the snapshot that readers open

Every step may be the last one before the process is killed: each file appears whole by a rename,
and what is left half done is cleared by the next writer.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from typing import IO, TYPE_CHECKING, Final

from zikg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORM: Final = 1
"""The form of the folder; a store of another form is refused."""
MARK: Final = "zikg-store.json"
HELD: Final = ".held"
"""The file in a snapshot that its readers lock."""
SPOOL: Final = "spool"
_OWN: Final = frozenset({"lock", "live", "snapshots", "unpublished", SPOOL, f"{MARK}.new"})


def recognise(folder: Path) -> None:
    """Refuse a folder that holds no store of this form.

    Raises:
        StoreError: it is none, or one of another form.
    """
    mark = folder / MARK
    if not mark.is_file():
        raise StoreError(
            f"{folder} bukan penyimpanan zikg; buat dengan: zikg ingest BERKAS... --store {folder}",
            f"{folder} is no zikg store; make one with: zikg ingest FILE... --store {folder}",
        )
    try:
        form = json.loads(mark.read_text())["form"]
    except (OSError, ValueError, KeyError, TypeError):
        form = None
    if form != FORM:
        raise StoreError(
            f"{folder} ditulis dalam bentuk {form}, zikg ini membaca bentuk {FORM}; susun ulang "
            "dengan zikg ingest ke folder baru.",
            f"{folder} is written in form {form}, this zikg reads form {FORM}; ingest anew into "
            "another folder.",
        )


def prepare(folder: Path) -> None:
    """Make a folder into a store, where it is not one yet.

    Raises:
        StoreError: it holds something else, or cannot be written.
    """
    if (folder / MARK).exists():
        recognise(folder)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = sorted(entry.name for entry in folder.iterdir() if entry.name not in _OWN)
        if strange:
            raise StoreError(
                f"{folder} berisi hal lain ({strange[0]}); pilih folder kosong untuk --store.",
                f"{folder} holds something else ({strange[0]}); choose an empty folder.",
            )
        (folder / "snapshots").mkdir(exist_ok=True)
        put(folder / MARK, json.dumps({"zikg-store": True, "form": FORM}) + "\n")
    except OSError as error:
        raise unwritten(folder, error) from error


def lock(folder: Path, waiting: Callable[[], None] | None) -> IO[str]:
    """Return the lock of the one writer.

    Args:
        folder: the store.
        waiting: called once when another process holds it; without it that is an error.

    Raises:
        StoreError: another process holds it, or it cannot be written.
    """
    try:
        handle = (folder / "lock").open("w")
    except OSError as error:
        raise unwritten(folder, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if waiting is None:
            handle.close()
            raise StoreError(
                f"{folder} sedang ditulis oleh proses lain; tunggu sampai selesai lalu ulangi.",
                f"{folder} is being written by another process; wait for it and try again.",
            ) from error
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def current(folder: Path) -> str | None:
    """Return the name of the snapshot that readers open; ``None`` before the first."""
    try:
        name = (folder / "current").read_text().strip()
    except FileNotFoundError:
        return None
    return name if name.isdecimal() else None


def hold(folder: Path) -> tuple[str, IO[str]]:
    """Return the name of the current snapshot and the lock that keeps it from being cleared.

    Raises:
        StoreError: nothing was published yet, or the snapshot is gone.
    """
    for _ in range(100):
        name = current(folder)
        if name is None:
            raise StoreError(
                f"{folder} belum berisi data; isi dengan: zikg ingest BERKAS... --store {folder}",
                f"{folder} holds no data yet; fill it with: zikg ingest FILE... --store {folder}",
            )
        try:
            handle = (folder / "snapshots" / name / HELD).open()
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            continue  # cleared between the two looks: another is current now
        if current(folder) == name:
            return name, handle
        handle.close()
    raise unreadable(folder, OSError(f"snapshots/{current(folder)}"))


def clear(folder: Path) -> None:
    """Remove the snapshots that are neither current nor read by anyone."""
    kept = current(folder)
    snapshots = folder / "snapshots"
    for entry in snapshots.iterdir() if snapshots.is_dir() else ():
        if entry.name == kept:
            continue
        try:
            with (entry / HELD).open() as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            pass  # never finished
        except OSError:
            continue  # somebody reads it
        shutil.rmtree(entry, ignore_errors=True)


def make_spool(folder: Path) -> None:
    """Make the empty folder in which documents wait; what a killed writer left in it is removed.

    Raises:
        StoreError: it cannot be written.
    """
    spool = folder / SPOOL
    shutil.rmtree(spool, ignore_errors=True)
    try:
        spool.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritten(folder, error) from error


def put(path: Path, text: str) -> None:
    """Write a small file whole: it is there with all of its text, or as it was."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def unreadable(folder: Path, error: Exception) -> StoreError:
    """Return the sentence for a store that cannot be opened."""
    return StoreError(
        f"{folder} tidak dapat dibuka: {error}. Periksa dengan: zikg doctor --store {folder}",
        f"{folder} could not be opened: {error}. Examine it with: zikg doctor --store {folder}",
    )


def unwritten(folder: Path, error: Exception) -> StoreError:
    """Return the sentence for a store that cannot be written."""
    return StoreError(
        f"{folder} tidak dapat ditulis: {error}. Yang sudah tersimpan tetap utuh.",
        f"{folder} could not be written: {error}. What was stored is whole.",
    )
