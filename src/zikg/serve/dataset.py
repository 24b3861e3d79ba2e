"""What is served: a copy of a snapshot whose default graph is ready to be asked.

The endpoint's default graph is the union of registry, decrees and inferences (design section 10).
The engine could make that union for each query: over all graphs it counts a statement twice that
two graphs hold and cannot leave the evidence out; over a list of graphs it visits each of them for
each pattern, 470 times slower with 305 graphs. So the union is written once, into the default graph
of a copy that shares the files of the snapshot by hard links and holds nothing twice.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from pyoxigraph import RdfFormat, Store

from zikg import resources
from zikg.errors import QueryError
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_FINDINGS, GRAPH_RUN
from zikg.query.executables import GRAPH_QUERIES, executables
from zikg.serve.counting import partitions
from zikg.store.folder import FolderReader, as_bytes

GRAPH_ONTOLOGY: Final = BASE + "graph/ontology"
BY_NAME: Final = frozenset({GRAPH_EVIDENCE, GRAPH_FINDINGS, GRAPH_RUN, GRAPH_ONTOLOGY})
"""Graphs that are asked by name only; every other is in the default graph too."""
_READY: Final = "ready"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A served state of the data: where it lies, and the version that names it."""

    path: str
    version: str


class ServedReader(FolderReader):
    """The served data as a reader of a store, for pages and saved queries.

    Args:
        dataset: what is served; the server holds it as long as it runs.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.place = self._path = dataset.path
        self._name = dataset.version
        self.store = Store.read_only(dataset.path)

    @property
    def path(self) -> str:
        """Where the data lie."""
        return self._path

    def close(self) -> None:
        """Let go of the store."""
        del self.store


def current(folder: str) -> str:
    """Return the name of the snapshot that is current in a store; empty where there is none."""
    try:
        return Path(folder, "current").read_text().strip()
    except OSError:
        return ""


def prepare(folder: str) -> tuple[Dataset, IO[str]]:
    """Return the served copy of a store's current snapshot, made where it is not there yet.

    Args:
        folder: the folder of a store.

    Returns:
        The dataset, and a lock: the copy stays as long as that file is open.

    Raises:
        StoreError: the folder holds no store, or nothing was published in it.
    """
    reader = FolderReader(Path(folder))
    try:
        snapshot = Path(reader.path)
        version = f"{reader.version}-{_fingerprint(snapshot)}"
        home = _home(Path(folder))
        target = home / version
        held = _hold(target)
        if held is None:
            _make(snapshot, target)
            held = _hold(target)
            assert held is not None
        _clear(home, target)
        return Dataset(str(target), version), held
    finally:
        reader.close()


def _fingerprint(snapshot: Path) -> str:
    """Tell snapshots of one number apart where a store was made anew."""
    seen = sorted((each.name, each.stat().st_size) for each in snapshot.glob("*.sst"))
    identity = (snapshot / "IDENTITY").read_bytes() if (snapshot / "IDENTITY").exists() else b""
    return sha256(identity + repr(seen).encode()).hexdigest()[:8]


def _home(folder: Path) -> Path:
    """Return where copies lie: in the store itself, else in the user's cache."""
    inside = folder / "served"
    with contextlib.suppress(OSError):
        inside.mkdir(exist_ok=True)
        if os.access(inside, os.W_OK):
            return inside
    named = sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    cached = resources.cache_folder() / "served" / named
    cached.mkdir(parents=True, exist_ok=True)
    return cached


def _hold(target: Path) -> IO[str] | None:
    try:
        handle = (target / _READY).open()
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return None
    if (target / _READY).exists():
        return handle
    handle.close()  # cleared between the two looks
    return None


def _make(snapshot: Path, target: Path) -> None:
    building = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    try:
        for entry in snapshot.iterdir():
            if entry.suffix == ".sst":
                _link(entry, building / entry.name)
            elif entry.name != "LOCK" and not entry.name.startswith((".", "LOG")):
                shutil.copyfile(entry, building / entry.name)
        _unite(building)
        (building / _READY).touch()
        building.rename(target)
    except OSError:
        shutil.rmtree(building, ignore_errors=True)
        if not (target / _READY).exists():  # else another server was faster
            raise


def _link(entry: Path, target: Path) -> None:
    try:
        os.link(entry, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(entry, target)


def _unite(copy: Path) -> None:
    """Write the union of the graphs that are not asked by name into the default graph.

    What the data say of themselves is added where the store does not hold it: the saved queries as
    examples, and how many statements there are of which class and property.
    """
    store = Store(str(copy))
    if not store.contains_named_graph(GRAPH_QUERIES):
        with contextlib.suppress(QueryError):  # a saved query that cannot be read costs examples
            store.bulk_load(as_bytes(executables()), format=RdfFormat.N_QUADS)
    written = copy / "union.nt"
    with written.open("wb") as out:
        for graph in store.named_graphs():
            if graph.value not in BY_NAME:
                store.dump(out, RdfFormat.N_TRIPLES, from_graph=graph)
    store.bulk_load(path=str(written), format=RdfFormat.N_TRIPLES, lenient=True)
    written.unlink()
    store.bulk_load(as_bytes(partitions(store)), format=RdfFormat.N_QUADS)
    store.flush()


def _clear(home: Path, keep: Path) -> None:
    """Remove copies that no server holds."""
    for entry in home.iterdir():
        if entry == keep:
            continue
        try:
            with (entry / _READY).open() as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                (entry / _READY).unlink()
        except FileNotFoundError:
            if _alive(entry):
                continue  # another server is making it
        except OSError:
            continue
        shutil.rmtree(entry, ignore_errors=True)


def _alive(entry: Path) -> bool:
    """Return whether the process that makes a copy, named by its suffix, still runs."""
    maker = entry.name.rpartition(".")[2]
    if not maker.isdecimal():
        return False
    try:
        os.kill(int(maker), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
