"""What is there before anything was ingested: the bundled registry and decrees, in memory.

The statements are kept as N-Quads in the user's cache, under a digest of all that they are made
from; a change of data or code makes them anew.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from zikg import resources
from zikg.extract import extract
from zikg.graph.document import decree_quads
from zikg.graph.run import run_quads
from zikg.graph.terms import node
from zikg.namespaces import BASE, GRAPH_INFERRED, GRAPH_RUN
from zikg.query.executables import executables
from zikg.read import read_bytes
from zikg.reason import closure
from zikg.reason.judge import inferred_quads
from zikg.registry import open_registry
from zikg.store import default_place, is_url, open_store
from zikg.store.folder import ask
from zikg.validate.run import run_for, today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pyoxigraph import Literal, Quad, Variable

    from zikg.store import Answer, Reader

PLACE: Final = "zikg"
_NAME: Final = "bundled.nq"
_SOURCES: Final = ("data", "ontology", "queries")


class Memory:
    """A store in memory; see `zikg.store.answers.Reader`.

    Args:
        store: what it holds.
        version: names the state that it holds.
    """

    place = PLACE

    def __init__(self, store: Store, version: str) -> None:
        self.store, self.version = store, version

    def query(
        self, text: str, *, substitutions: Mapping[Variable, NamedNode | Literal] | None = None
    ) -> Answer:
        """Return the answer to a query."""
        return ask(self.store, text, substitutions)

    def quads(self, graph: str) -> Iterator[Quad]:
        """Return the statements of one named graph."""
        return self.store.quads_for_pattern(None, None, None, NamedNode(graph))

    def about(self, graph: str, subjects: Iterable[str]) -> Iterator[Quad]:
        """Return the statements of one named graph about some nodes."""
        named = NamedNode(graph)
        for subject in subjects:
            yield from self.store.quads_for_pattern(NamedNode(subject), None, None, named)

    def close(self) -> None:
        """Let go of it."""


def bundled() -> Memory:
    """Return the bundled registry, its closure and the decrees of ``data/decrees`` as a store.

    It has the graphs of any store but ``graph/findings`` and ``graph/evidence``: nothing was
    audited. Made once for each state of data and code, then read from the cache.
    """
    return _bundled(today())


@cache
def _bundled(day: date) -> Memory:
    key = _digest(day)
    store = Store()
    store.bulk_load(_kept(key) or _keep(key, day), format=RdfFormat.N_QUADS)
    return Memory(store, key[:12])


def _quads(day: date) -> Iterator[Quad]:
    registry = open_registry()
    for quads in closure.facts(registry).values():
        yield from quads
    yield from closure.closure()
    yield from executables()
    for file in sorted(resources.path("data/decrees").glob("*.txt")):
        decree = extract(read_bytes(file.read_bytes(), file.name), registry)
        run = run_for(decree, day)
        document = node(f"graph/dokumen/{decree.source.document}")
        yield from decree_quads(decree, registry, document)
        yield from inferred_quads(decree, run, registry, NamedNode(GRAPH_INFERRED))
        yield from run_quads(decree, run, registry, NamedNode(GRAPH_RUN))


def _digest(day: date) -> str:
    """Return what names a state of the sources: each file with its size and time."""
    seen = sha256(f"{BASE} {day}".encode())
    folders = (resources.PACKAGE, *(resources.path(name) for name in _SOURCES))
    for folder in folders:
        for path in sorted(folder.glob("**/*")):
            if path.suffix in {".py", ".csv", ".toml", ".ttl", ".txt", ".rq"}:
                about = path.stat()
                seen.update(f"{path} {about.st_size} {about.st_mtime_ns}".encode())
    return seen.hexdigest()


def _places() -> tuple[Path, ...]:
    return tuple(folder / _NAME for folder in (resources.built(), resources.cache_folder()))


def _kept(key: str) -> bytes | None:
    for path in _places():
        try:
            first, _, rest = path.read_bytes().partition(b"\n")
        except OSError:
            continue
        if first == f"# {key}".encode():
            return rest
    return None


def _keep(key: str, day: date) -> bytes:
    content = serialize(set(_quads(day)), format=RdfFormat.N_QUADS)
    assert content is not None
    for path in _places():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(f"# {key}\n".encode() + content)
            fresh.replace(path)
        except OSError:
            continue  # an installed package may be read-only: the user's cache folder is next
        break
    return content


def opened(place: str | None) -> tuple[Reader, bool]:
    """Return the store that a call names; where there is none yet, what is bundled.

    Args:
        place: a folder or an address; the default place unless told.

    Returns:
        The store, and whether it is the bundled one.

    Raises:
        StoreError: the store named cannot be opened.
    """
    if place is None and not Path(default_place()).exists() and not is_url(default_place()):
        return bundled(), True
    return open_store(place), False
