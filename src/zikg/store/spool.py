"""Statements on their way into a store: many documents are loaded at once, without being in memory.

In front of a folder store they wait in a file, in front of a server, which gets them in one
request, in memory. A file that a killed process left is removed by the next writer.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from zikg.errors import StoreError

_BUFFER = 1 << 20


class Spool:
    """Statements in N-Quads, added one document after the other, loaded all together.

    Args:
        most: bytes after which no more should be added.
        path: the file to write; in memory without one.
        unwritten: makes the error of a file that cannot be written.

    Raises:
        StoreError: the file cannot be written.
    """

    def __init__(
        self,
        most: int,
        path: Path | None = None,
        unwritten: Callable[[OSError], StoreError] | None = None,
    ) -> None:
        self._most, self._path, self._unwritten = most, path, unwritten
        self._size = 0
        self._file: IO[bytes] = BytesIO()
        if path is not None:
            try:
                self._file = path.open("wb", buffering=_BUFFER)
            except OSError as error:
                raise self._failed(error) from error

    @property
    def full(self) -> bool:
        """Whether it is time to load."""
        return self._size > self._most

    def add(self, quads: bytes) -> None:
        """Add the statements of a document.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            self._file.write(quads)
        except OSError as error:
            raise self._failed(error) from error
        self._size += len(quads)

    def finished(self) -> bytes | Path:
        """Return what is to be loaded: the statements, or the file that holds them.

        Raises:
            StoreError: the file cannot be written.
        """
        if isinstance(self._file, BytesIO):
            return self._file.getvalue()
        assert self._path is not None
        try:
            self._file.close()
        except OSError as error:
            raise self._failed(error) from error
        return self._path

    def drop(self) -> None:
        """Remove what was held: it is loaded, or never will be."""
        self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _failed(self, error: OSError) -> Exception:
        return self._unwritten(error) if self._unwritten else error
