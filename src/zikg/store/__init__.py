"""Where many decrees live: an embedded Oxigraph folder, or any SPARQL 1.1 server.

`open_store` gives what reads, `open_writer` what writes. A folder has one writer, which works on a
live database of its own, and any number of readers, which see the last snapshot that was published
(design section 9).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zikg.store.answers import Answer, Reader, Writer
from zikg.store.folder import FolderReader, FolderWriter

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Answer", "Reader", "Writer", "default_place", "is_url", "open_store", "open_writer"]


def default_place() -> str:
    """Return where the store is when none is named: ``ZIKG_STORE``, else the user's data folder."""
    from platformdirs import user_data_path

    return os.environ.get("ZIKG_STORE") or str(user_data_path("zikg", appauthor=False) / "store")


def is_url(place: str) -> bool:
    """Return whether a place is a SPARQL server and not a folder.

    Example:
        >>> is_url("http://127.0.0.1:7878/"), is_url("data/store")
        (True, False)
    """
    return place.startswith(("http://", "https://"))


def open_store(place: str | Path | None = None) -> Reader:
    """Open a store for reading.

    Args:
        place: a folder or the URL of a SPARQL 1.1 server; the default place unless told.

    Raises:
        StoreError: there is no store, or it cannot be opened.
    """
    named = default_place() if place is None else str(place)
    if is_url(named):
        from zikg.store.remote import RemoteStore

        return RemoteStore(named)
    return FolderReader(Path(named))


def open_writer(
    place: str | Path | None = None, *, waiting: Callable[[], None] | None = None
) -> Writer:
    """Open a store for writing; a folder that is not there yet is made.

    Args:
        place: a folder or the URL of a SPARQL 1.1 server with update.
        waiting: called once when another process holds the store; without it that is an error.

    Raises:
        StoreError: another process writes to it, or it cannot be opened.
    """
    named = default_place() if place is None else str(place)
    if is_url(named):
        from zikg.store.remote import RemoteStore

        return RemoteStore(named)
    return FolderWriter(Path(named), waiting=waiting)
