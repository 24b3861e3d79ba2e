"""Statements on their way into a store: many documents are loaded at once, without being in memory.

In front of a folder store they wait in a file, in front of a server, which gets them in one
request, in memory. A file that a killed process left is removed by the next writer.
"""

from __future__ import annotations

import shutil
from bisect import bisect_left
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._ends, self._others = [0], list[Path]()
        self._file: IO[bytes] = BytesIO()
        if path is not None:
            try:
                self._file = path.open("wb", buffering=_BUFFER)
            except OSError as error:
                raise self._failed(error) from error

    @property
    def full(self) -> bool:
        """Whether it is time to load."""
        return self._ends[-1] > self._most

    def add(self, quads: bytes) -> None:
        """Add the statements of a document.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            self._file.write(quads)
        except OSError as error:
            raise self._failed(error) from error
        self._ends.append(self._ends[-1] + len(quads))

    def finished(self, parts: int = 1) -> tuple[bytes | Path, ...]:
        """Return what is to be loaded: the statements, or the files that hold them.

        Args:
            parts: how many files are wanted, to be loaded at the same time; each document is whole
                in one of them.

        Raises:
            StoreError: a file cannot be written.
        """
        if isinstance(self._file, BytesIO):
            return (self._file.getvalue(),)
        assert self._path is not None
        try:
            self._file.close()
            for start in self._cuts(parts):
                self._others.insert(0, self._moved(self._path, start))
        except OSError as error:
            raise self._failed(error) from error
        return (self._path, *self._others)

    def drop(self) -> None:
        """Remove what was held: it is loaded, or never will be."""
        self._file.close()
        for path in (self._path, *self._others) if self._path else ():
            path.unlink(missing_ok=True)

    def _cuts(self, parts: int) -> list[int]:
        """Return where parts of about the same size begin but the first, from the last on."""
        size = self._ends[-1]
        ends = (bisect_left(self._ends, size * part // parts) for part in range(1, parts))
        return sorted({self._ends[end] for end in ends} - {size}, reverse=True)

    def _moved(self, path: Path, start: int) -> Path:
        """Move what follows a place of a file into a file of its own."""
        other = path.with_name(f"{path.stem}-{start}{path.suffix}")
        with path.open("rb+") as held, other.open("wb") as taken:
            held.seek(start)
            shutil.copyfileobj(held, taken, _BUFFER)
            held.truncate(start)
        return other

    def _failed(self, error: OSError) -> Exception:
        return self._unwritten(error) if self._unwritten else error
