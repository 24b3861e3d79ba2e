"""The embedded store: a folder with one live database and immutable snapshots of it.

A reader beside a live writer is undefined in RocksDB's terms, hence the snapshots; which files
there are tells `zikg.store.snapshots`. A reader holds its snapshot by a shared lock, so that it is
not cleared away under it.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Store

from zikg.errors import QueryError
from zikg.namespaces import PREFIXES
from zikg.store import snapshots
from zikg.store.snapshots import SPOOL
from zikg.store.spool import Spool
from zikg.store.updating import as_bytes, exchange_update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyoxigraph import Literal, Quad, Variable

    from zikg.store.answers import Answer

__all__ = ["FolderReader", "FolderWriter", "Opened", "as_bytes", "ask", "exchange_update"]

_SPOOLED: Final = (100_000_000, 1_000_000_000)
"""Bytes that wait in a file before they are loaded, at least and at most: 500 to 5,000 decrees."""
_SHARE: Final = 24
"""They are this share of the machine's memory: a load takes two or three times their size."""


def ask(
    store: Store,
    text: str,
    substitutions: Mapping[Variable, NamedNode | Literal] | None = None,
) -> Answer:
    """Return the answer of an embedded store to a query; its errors become ours.

    Raises:
        QueryError: the query is no SPARQL, or could not be answered.
    """
    try:
        return store.query(
            text,
            prefixes=PREFIXES,
            substitutions=dict(substitutions) if substitutions else None,
            custom_functions={},
        )
    except SyntaxError as error:
        raise QueryError(
            f"Kueri bukan SPARQL yang benar: {error.msg}.", f"Not valid SPARQL: {error.msg}."
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(
            f"Kueri tidak dapat dijawab: {error}.", f"The query could not be answered: {error}."
        ) from error


@cache
def _spooled() -> int:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(max(memory // _SHARE, _SPOOLED[0]), _SPOOLED[1])


class _Folder:
    """What reading and writing have in common: an open database."""

    place: str
    store: Store

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[Variable, NamedNode | Literal] | None = None,
    ) -> Answer:
        """Return the answer to a query; see `zikg.store.answers.Reader`."""
        return ask(self.store, text, substitutions)

    def quads(self, graph: str) -> Iterator[Quad]:
        """Return the statements of one named graph."""
        return self.store.quads_for_pattern(None, None, None, NamedNode(graph))

    def about(self, graph: str, subjects: Iterable[str]) -> Iterator[Quad]:
        """Return the statements of one named graph about some nodes."""
        named = NamedNode(graph)
        for subject in subjects:
            yield from self.store.quads_for_pattern(NamedNode(subject), None, None, named)


class Opened(_Folder):
    """A database that somebody else has opened: a dump in memory, a snapshot by its folder.

    Args:
        place: what it is called.
        store: the database.
    """

    version = ""

    def __init__(self, place: str, store: Store) -> None:
        self.place, self.store = place, store

    def close(self) -> None:
        """Let go of the database."""
        del self.store


class FolderReader(_Folder):
    """The last published snapshot of a store folder.

    Args:
        folder: the folder.

    Raises:
        StoreError: the folder holds no store, or nothing was published in it yet.
    """

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        snapshots.recognise(folder)
        self._name, self._held = snapshots.hold(folder)
        try:
            self.store = Store.read_only(str(folder / "snapshots" / self._name))
        except OSError as error:
            self._held.close()
            raise snapshots.unreadable(folder, error) from error

    @property
    def version(self) -> str:
        """The name of the snapshot."""
        return self._name

    @property
    def path(self) -> str:
        """Where the snapshot lies: others may open it read-only while this one holds it."""
        return str(Path(self.place, "snapshots", self._name))

    def close(self) -> None:
        """Let go of the snapshot."""
        del self.store
        self._held.close()


class FolderWriter(_Folder):
    """The live database of a store folder, held by this process alone.

    Args:
        folder: the folder; made if it is not there.
        waiting: called once when another process holds the store, and then it is waited for;
            without it that is an error.

    Raises:
        StoreError: another process writes to it, or the folder holds something else.
    """

    def __init__(self, folder: Path, *, waiting: Callable[[], None] | None = None) -> None:
        self.place, self._folder = str(folder), folder
        snapshots.prepare(folder)
        self._lock = snapshots.lock(folder, waiting)
        try:
            self.store = Store(str(folder / "live"))
        except OSError as error:
            self._lock.close()
            raise snapshots.unreadable(folder, error) from error
        # Of a writer that was killed before it published, the mark is still there.
        self._unpublished = folder / "unpublished"
        self._touched = self._unpublished.exists()
        self._spools = 0
        snapshots.clear(folder)
        snapshots.make_spool(folder)

    @property
    def version(self) -> str:
        """The name of the last snapshot published."""
        return snapshots.current(self._folder) or ""

    def spool(self) -> Spool:
        """Return what documents are gathered in before they are loaded together."""
        self._spools += 1
        path = self._folder / SPOOL / f"{self._spools}.nq"
        return Spool(_spooled(), path, lambda error: snapshots.unwritten(self._folder, error))

    def load(self, *parts: bytes | Path) -> None:
        """Add statements in N-Quads, or files that hold them: of each part all or none.

        They are written by this package, from terms that were looked at when they were made: the
        database does not look at IRIs and language tags again. Several parts are loaded at once.
        """
        try:
            self._touch()
            if len(parts) == 1:
                self._load(parts[0])
                return
            from concurrent.futures import ThreadPoolExecutor  # for large ingests only

            with ThreadPoolExecutor(len(parts), "zikg-load") as threads:
                list(threads.map(self._load, parts))
        except (OSError, SyntaxError) as error:
            raise snapshots.unwritten(self._folder, error) from error

    def _load(self, quads: bytes | Path) -> None:
        if isinstance(quads, Path):
            self.store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS, lenient=True)
        else:
            self.store.bulk_load(quads, format=RdfFormat.N_QUADS, lenient=True)

    def exchange(
        self, old: Iterable[Quad], new: Iterable[Quad], graphs: Iterable[str] = ()
    ) -> None:
        """Remove graphs and statements and add others in one transaction."""
        update = exchange_update(old, new, graphs)
        if not update:
            return
        try:
            self._touch()
            self.store.update(update)
        except (OSError, SyntaxError) as error:
            raise snapshots.unwritten(self._folder, error) from error

    def publish(self) -> None:
        """Make a snapshot of what has been written and let readers see it."""
        if not self._touched and snapshots.current(self._folder):
            return
        name = str(int(snapshots.current(self._folder) or 0) + 1)
        target = self._folder / "snapshots" / name
        shutil.rmtree(target, ignore_errors=True)  # left by a writer that was killed
        try:
            self.store.flush()
            self.store.backup(str(target))
            (target / snapshots.HELD).touch()
            snapshots.put(self._folder / "current", name)
            self._unpublished.unlink(missing_ok=True)
        except OSError as error:
            raise snapshots.unwritten(self._folder, error) from error
        self._touched = False
        snapshots.clear(self._folder)

    def optimize(self) -> None:
        """Merge the files of the database: less to read for every query after it."""
        try:
            self._touch()
            self.store.optimize()
        except OSError as error:
            raise snapshots.unwritten(self._folder, error) from error

    def close(self) -> None:
        """Let go of the store; what was not published stays for the next writer."""
        del self.store
        self._lock.close()

    def _touch(self) -> None:
        if not self._touched:
            self._unpublished.touch()
            self._touched = True
