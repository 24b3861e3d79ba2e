"""The national registry: 36,809 regulations of lower certainty, opened only when asked for.

Its index is made from ``data/national/`` and kept while those files stay the same.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Final

from zikg.registry import layer
from zikg.registry.layer import Layer
from zikg.registry.placing import insert, opened, places, written

NAME: Final = "national.sqlite"
SCHEMA: Final = 5
"""Raised by one with every change of the tables or of how the rows are read."""


def open_national(digest: str) -> Layer:
    """Return the national registry, after making its index where that is needed.

    Args:
        digest: of the files it is made of, as `zikg.registry.index` knows it.

    Raises:
        RegistryError: a table is missing or holds what it should not.
    """
    connection = _kept(digest)
    if connection is None:
        made = written(places(NAME), partial(_fill, digest=digest))
        connection = opened(made, SCHEMA, "sha256", digest) if made else None
    if connection is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, digest)
    return Layer(connection)


def refresh(digest: str, *, force: bool = False) -> bool:
    """Make the index where it is missing or stale; return whether it was made now.

    Args:
        digest: of the files it is made of.
        force: make it even if it is fresh.
    """
    kept = _kept(digest)
    if kept is not None:
        kept.close()
        if not force:
            return False
    written(places(NAME), partial(_fill, digest=digest))
    return True


def _kept(digest: str) -> sqlite3.Connection | None:
    for path in places(NAME):
        if connection := opened(path, SCHEMA, "sha256", digest):
            return connection
    return None


def _fill(connection: sqlite3.Connection, digest: str) -> None:
    from zikg.registry.national_rows import read_national

    found = read_national()
    layer.fill(connection, found.regulations.values(), found.changes, ())
    insert(connection, "meta", [("schema", str(SCHEMA)), ("sha256", digest)])
    connection.execute("INSERT INTO words(words) VALUES ('optimize')")
    connection.commit()
    connection.execute("VACUUM")
