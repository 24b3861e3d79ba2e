"""What goes when a file has other content now, and how it is exchanged for what comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from zikg.ingest.manifest import file_quads, shown
from zikg.ingest.removing import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.ingest.manifest import Manifest
    from zikg.store import Writer


@dataclass(slots=True)
class Gone:
    """Documents that go whole; files that others lose: id, key, path, and the paths it keeps."""

    documents: list[str] = field(default_factory=list)
    files: list[tuple[str, str, str, frozenset[str]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.documents or self.files)


def drop_files(manifest: Manifest, keys: Iterable[str], *, renewed: str | None = None) -> Gone:
    """Take files from the documents that they were read as; one that keeps no file goes whole.

    Args:
        manifest: what is stored; it is changed.
        keys: the files, by their keys.
        renewed: the id of a document that is made anew.
    """
    gone = Gone([renewed] if renewed else [])
    for key in keys:
        local = manifest.by_file.get(key)
        if local is None or local == renewed:
            continue
        entry = manifest.stored[local]
        if len(entry.files) == 1:
            manifest.forget(local)
            gone.documents.append(local)
        else:
            path = entry.files.pop(key)
            del manifest.by_file[key]
            gone.files.append((local, key, path, frozenset(entry.files.values())))
    return gone


def replace(store: Writer, gone: Gone, new: Iterable[Quad]) -> None:
    """Exchange what goes for what comes, in one transaction; what stays is not touched.

    A document that is made anew by other code is mostly as it was: only the difference is written.

    Raises:
        StoreError: the store could not be written.
    """
    come = dict.fromkeys(new)
    filled = {quad.graph_name.value for quad in come if isinstance(quad.graph_name, NamedNode)}
    graphs, old = list[str](), dict[Quad, None]()
    for local in gone.documents:
        own, quads = statements_of(store, local, also=gone.documents)
        old.update(dict.fromkeys(quads))
        for graph in own:
            if graph in filled:
                old.update(dict.fromkeys(store.quads(graph)))
            else:
                graphs.append(graph)
    for local, key, path, kept in gone.files:
        still = {shown(other) for other in kept}
        for quad in file_quads(local, key, path):
            if getattr(quad.object, "value", None) not in still:
                old[quad] = None
    store.exchange(
        [quad for quad in old if quad not in come],
        [quad for quad in come if quad not in old],
        graphs,
    )
