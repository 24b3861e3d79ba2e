"""Where the index files of the registry lie, and how they come there whole or not at all.

An index lies in the folder of built artefacts, else in the user's cache folder. It is written to a
new file and moved into place, so that a reader sees the old one or the new one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from zikg import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def places(name: str) -> list[Path]:
    """Return the paths at which an index of that name may lie, the preferred one first."""
    return [folder.absolute() / name for folder in (resources.built(), resources.cache_folder())]


def manifest(files: Iterable[tuple[str, Path]]) -> str:
    """Return size and time of each file: cheap, and it changes with every edit.

    Args:
        files: the name of each and where it lies; one that is missing is told by its name.
    """
    told = []
    for name, path in files:
        try:
            state = path.stat()
        except OSError:
            told.append(name)
        else:
            told.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(told)


def digest(files: Iterable[tuple[str, Path]]) -> str:
    """Return the SHA-256 of the content of files under their names."""
    from hashlib import sha256

    seen = sha256()
    for name, path in files:
        content = path.read_bytes() if path.is_file() else b""
        seen.update(f"{name} {len(content)}\n".encode() + content)
    return seen.hexdigest()


def opened(path: Path, schema: int, key: str, value: str) -> sqlite3.Connection | None:
    """Return a read-only connection, if the file is an index of this schema with that value."""
    if not path.is_file():
        return None
    # Immutable: the file is never written in place, so no locks are taken.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    with suppress(sqlite3.DatabaseError):
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        if meta.get(key) == value and meta.get("schema") == str(schema):
            return connection
    connection.close()
    return None


def written(paths: Iterable[Path], fill: Callable[[sqlite3.Connection], None]) -> Path | None:
    """Make a new index in the first folder that can be written, ``None`` where none can.

    Args:
        paths: where it may lie.
        fill: writes all of it into the connection it is given, and commits.
    """
    for path in paths:
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            with closing(sqlite3.connect(fresh)) as connection:
                fill(connection)
            fresh.replace(path)
        except (OSError, sqlite3.OperationalError):
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        else:
            return path
    return None


def insert(
    connection: sqlite3.Connection, table: str, values: Iterable[tuple[object, ...]]
) -> None:
    """Write rows into a table, all columns of it."""
    rows = list(values)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
