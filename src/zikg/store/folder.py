"""The embedded store: a folder with one live database and immutable snapshots of it.

::

    zikg-store.json     what this folder is, and the form it is written in
    lock                held by the one writer
    live/               the database that is written to
    snapshots/12/       a copy made of hard links, never written again
    current             the name of the snapshot that readers open

A reader beside a live writer is undefined in RocksDB's terms, hence the snapshots. A reader holds
its snapshot by a shared lock, so that it is not cleared away under it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from zikg.errors import QueryError, StoreError
from zikg.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyoxigraph import Literal, Variable

    from zikg.store.answers import Answer

FORM: Final = 1
"""The form of the folder; a store of another form is refused."""
_MARK: Final = "zikg-store.json"
_HELD: Final = ".held"


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


class FolderReader:
    """The last published snapshot of a store folder.

    Args:
        folder: the folder.

    Raises:
        StoreError: the folder holds no store, or nothing was published in it yet.
    """

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        _recognise(folder)
        self._name, self._held = _hold(folder)
        try:
            self.store = Store.read_only(str(folder / "snapshots" / self._name))
        except OSError as error:
            self._held.close()
            raise _unreadable(folder, error) from error

    @property
    def version(self) -> str:
        """The name of the snapshot."""
        return self._name

    @property
    def path(self) -> str:
        """Where the snapshot lies: other processes may open it read-only while this one holds it."""
        return str(Path(self.place, "snapshots", self._name))

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

    def close(self) -> None:
        """Let go of the snapshot."""
        del self.store
        self._held.close()


class FolderWriter:
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
        _prepare(folder)
        self._lock = _lock(folder, waiting)
        try:
            self.store = Store(str(folder / "live"))
        except OSError as error:
            self._lock.close()
            raise _unreadable(folder, error) from error
        self._touched = not (folder / "current").exists()
        _clear(folder)

    @property
    def version(self) -> str:
        """The name of the last snapshot published."""
        return _current(self._folder) or ""

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[Variable, NamedNode | Literal] | None = None,
    ) -> Answer:
        """Return the answer to a query over what has been written."""
        return ask(self.store, text, substitutions)

    def quads(self, graph: str) -> Iterator[Quad]:
        """Return the statements of one named graph."""
        return self.store.quads_for_pattern(None, None, None, NamedNode(graph))

    def load(self, quads: bytes) -> None:
        """Add statements in N-Quads, all or none."""
        self._touched = True
        try:
            self.store.bulk_load(quads, format=RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise _unwritten(self._folder, error) from error

    def exchange(self, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Remove statements and add others in one transaction."""
        self._touched = True
        try:
            self.store.update(exchange_update(old, new))
        except (OSError, SyntaxError) as error:
            raise _unwritten(self._folder, error) from error

    def publish(self) -> None:
        """Make a snapshot of what has been written and let readers see it."""
        if not self._touched:
            return
        name = str(int(_current(self._folder) or 0) + 1)
        target = self._folder / "snapshots" / name
        shutil.rmtree(target, ignore_errors=True)  # left by a writer that was killed
        try:
            self.store.flush()
            self.store.backup(str(target))
            (target / _HELD).touch()
            fresh = self._folder / "current.new"
            fresh.write_text(name)
            os.replace(fresh, self._folder / "current")  # noqa: PTH105 - atomic, and named so
        except OSError as error:
            raise _unwritten(self._folder, error) from error
        self._touched = False
        _clear(self._folder)

    def close(self) -> None:
        """Let go of the store; what was not published stays for the next writer."""
        del self.store
        self._lock.close()


def exchange_update(old: Iterable[Quad], new: Iterable[Quad]) -> str:
    """Return one SPARQL update that removes statements and adds others.

    Args:
        old: statements that are there, in named graphs.
        new: statements to be there, in named graphs.
    """
    parts = (("DELETE DATA", _blocks(old)), ("INSERT DATA", _blocks(new)))
    return " ;\n".join(f"{verb} {{\n{block}}}" for verb, block in parts if block)


def _blocks(quads: Iterable[Quad]) -> str:
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        line = f"{quad.subject} {quad.predicate} {quad.object} .\n"
        by_graph.setdefault(str(quad.graph_name), []).append(line)
    return "".join(f"GRAPH {graph} {{\n{''.join(lines)}}}\n" for graph, lines in by_graph.items())


def as_bytes(quads: Iterable[Quad]) -> bytes:
    """Return statements as N-Quads."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    return written


def _recognise(folder: Path) -> None:
    mark = folder / _MARK
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


def _prepare(folder: Path) -> None:
    mark = folder / _MARK
    if mark.exists():
        _recognise(folder)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = [entry.name for entry in folder.iterdir() if entry.name not in {"lock", "live"}]
        if strange:
            raise StoreError(
                f"{folder} berisi hal lain ({strange[0]}); pilih folder kosong untuk --store.",
                f"{folder} holds something else ({strange[0]}); choose an empty folder.",
            )
        (folder / "snapshots").mkdir(exist_ok=True)
        fresh = folder / f"{_MARK}.new"
        fresh.write_text(json.dumps({"zikg-store": True, "form": FORM}) + "\n")
        os.replace(fresh, mark)  # noqa: PTH105 - atomic, and named so
    except OSError as error:
        raise _unwritten(folder, error) from error


def _lock(folder: Path, waiting: Callable[[], None] | None) -> IO[str]:
    handle = (folder / "lock").open("w")
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


def _current(folder: Path) -> str | None:
    try:
        return (folder / "current").read_text().strip() or None
    except FileNotFoundError:
        return None


def _hold(folder: Path) -> tuple[str, IO[str]]:
    """Return the name of the current snapshot and the lock that keeps it from being cleared."""
    for _ in range(100):
        name = _current(folder)
        if name is None:
            raise StoreError(
                f"{folder} belum berisi data; isi dengan: zikg ingest BERKAS... --store {folder}",
                f"{folder} holds no data yet; fill it with: zikg ingest FILE... --store {folder}",
            )
        try:
            handle = (folder / "snapshots" / name / _HELD).open()
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            continue  # cleared between the two looks: another is current now
        if _current(folder) == name:
            return name, handle
        handle.close()
    raise _unreadable(folder, OSError("snapshot"))


def _clear(folder: Path) -> None:
    """Remove the snapshots that are neither current nor read by anyone."""
    current = _current(folder)
    snapshots = folder / "snapshots"
    for entry in snapshots.iterdir() if snapshots.is_dir() else ():
        if entry.name == current:
            continue
        try:
            with (entry / _HELD).open() as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            pass  # never finished
        except OSError:
            continue  # somebody reads it
        shutil.rmtree(entry, ignore_errors=True)


def _unreadable(folder: Path, error: Exception) -> StoreError:
    return StoreError(
        f"{folder} tidak dapat dibuka: {error}. Periksa dengan: zikg doctor --store {folder}",
        f"{folder} could not be opened: {error}. Examine it with: zikg doctor --store {folder}",
    )


def _unwritten(folder: Path, error: Exception) -> StoreError:
    return StoreError(
        f"{folder} tidak dapat ditulis: {error}. Yang sudah tersimpan tetap utuh.",
        f"{folder} could not be written: {error}. What was stored is whole.",
    )
