"""A store as a file and back: dump, load, and a copy of the whole folder."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from zikg.errors import StoreError
from zikg.namespaces import PREFIXES
from zikg.store import snapshots
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.store.answers import Reader, Writer

_FORMATS: Final = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
}
_BATCH: Final = 200_000


def form_of(path: str) -> RdfFormat:
    """Return the format that the name of a dump tells; N-Quads where it tells none.

    Raises:
        StoreError: the name tells a format that is none for dumps.
    """
    suffix = Path(path.lower().removesuffix(".gz")).suffix
    if suffix not in {*_FORMATS, ""}:
        raise StoreError(
            f"{path}: bentuk {suffix} tidak dikenal; pakai .nq, .trig, .ttl, atau .nt "
            "(boleh dengan .gz).",
            f"{path}: the form {suffix} is unknown; use .nq, .trig, .ttl or .nt "
            "(.gz behind it if you like).",
        )
    return _FORMATS.get(suffix, RdfFormat.N_QUADS)


def dump(store: Reader, out: IO[bytes], form: RdfFormat, graph: str | None = None) -> None:
    """Write all statements of a store, or those of one graph.

    Args:
        store: the store.
        out: what is written to.
        form: N-Quads and TriG hold graphs; Turtle and N-Triples take one graph.
        graph: IRI of the one graph.

    Raises:
        StoreError: several graphs cannot be written in this form.
    """
    if graph is None and not form.supports_datasets:
        raise StoreError(
            f"Bentuk {form.name} memuat satu graf saja; sebutkan dengan --graph, atau pakai .nq.",
            f"The form {form.name} holds one graph only; name it with --graph, or use .nq.",
        )
    held = getattr(store, "store", None)
    named = NamedNode(graph) if graph else None
    if isinstance(held, Store) and (named is None or not form.supports_datasets):
        held.dump(out, form, from_graph=named, prefixes=PREFIXES)
        return
    quads = store.quads(graph) if graph else _all(store)
    if not form.supports_datasets:
        serialize((quad.triple for quad in quads), out, form, prefixes=PREFIXES)
    else:
        serialize(quads, out, form, prefixes=PREFIXES)


def load(store: Writer, path: str) -> int:
    """Load a dump, after all of it has been parsed once; returns how many statements it holds.

    Args:
        store: the store; what it holds stays.
        path: N-Quads or TriG, packed with gzip or not.

    Raises:
        StoreError: the file cannot be read, holds no graphs, or is damaged; nothing was loaded.
    """
    form = form_of(path)
    if not form.supports_datasets:
        raise StoreError(
            f"{path} tidak menyebut graf; curahan penyimpanan adalah .nq atau .trig. Fakta RDF "
            "lain dimuat dengan zikg ingest.",
            f"{path} names no graphs; the dump of a store is .nq or .trig. Other RDF goes in with "
            "zikg ingest.",
        )
    try:
        count = sum(1 for _ in _parsed(path, form))
        batch: list[Quad] = []
        for quad in _parsed(path, form):
            batch.append(quad)
            if len(batch) >= _BATCH:
                store.load(as_bytes(batch))
                batch.clear()
        store.load(as_bytes(batch))
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        told = getattr(error, "msg", None) or str(error)
        raise StoreError(
            f"{path} tidak dapat dimuat: {told}. Tidak ada yang berubah.",
            f"{path} could not be loaded: {told}. Nothing was changed.",
        ) from error
    return count


def backup(store: Reader, folder: Path) -> None:
    """Copy a store folder into a new one, which is a store of its own.

    Raises:
        StoreError: the store is a server, or the new folder is not empty.
    """
    held = getattr(store, "store", None)
    if not isinstance(held, Store):
        raise StoreError(
            f"{store.place} adalah server; salin dengan zikg store dump.",
            f"{store.place} is a server; copy it with zikg store dump.",
        )
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(
            f"{folder} tidak kosong; sebutkan folder baru.",
            f"{folder} is not empty; name a new folder.",
        )
    snapshots.prepare(folder)
    snapshot = folder / "snapshots" / "1"
    _copied(Path(str(getattr(store, "path", ""))), snapshot)
    _copied(snapshot, folder / "live")
    (snapshot / snapshots.HELD).touch()
    snapshots.put(folder / "current", "1")


def _copied(there: Path, here: Path) -> None:
    """Copy a database byte by byte: a copy that shares no file with what it is a copy of."""
    import shutil

    try:
        shutil.copytree(there, here, ignore=shutil.ignore_patterns("LOCK", snapshots.HELD))
    except (OSError, shutil.Error) as error:
        raise snapshots.unwritten(here, error) from error


def _all(store: Reader) -> Iterator[Quad]:
    answer = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    for row in cast("Iterator[dict[str, NamedNode]]", answer):
        yield from store.quads(row["g"].value)


def _parsed(path: str, form: RdfFormat) -> Iterator[Quad]:
    with gzip.open(path) if path.lower().endswith(".gz") else Path(path).open("rb") as file:
        yield from parse(cast("IO[bytes]", file), format=form)
