"""Whether a store is in order: it opens, every document is whole, nothing hangs in the air."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ZikgError
from zikg.ingest.base import held_key
from zikg.ingest.examining import Line
from zikg.ingest.keys import base_key, made_with
from zikg.ingest.manifest import Manifest
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_FINDINGS, GRAPH_INFERRED, GRAPH_RUN
from zikg.store import default_place, is_url, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.store import Reader

_SCARCE: Final = 1_000_000_000
"""Bytes of free space below which there is a warning."""
_TEXTS: Final = f"SELECT ?d {{ GRAPH <{GRAPH_EVIDENCE}> {{ ?d zikg:text ?t ; zikg:layout ?l }} }}"
_RUNS: Final = f"SELECT ?r {{ GRAPH <{GRAPH_RUN}> {{ ?r a zikg:Run ; zikg:judgedBasis ?b }} }}"
_GRAPHS: Final = "SELECT DISTINCT ?g { GRAPH ?g { ?d zikg:sha256 ?s ; zikg:judgedIn ?r } }"
_HANGING: Final = (
    f"SELECT DISTINCT ?d {{ GRAPH <{GRAPH_INFERRED}> {{ ?c zikg:inDecree ?d }} }}",
    f"SELECT DISTINCT ?d {{ GRAPH <{GRAPH_FINDINGS}> {{ ?c zikg:inDecree ?d }} }}",
)
_SHOWN: Final = 3


def examine(place: str | None) -> Iterator[Line]:
    """Give what is to be said of a store.

    Args:
        place: a folder or the URL of a server; the default place unless told.
    """
    named = place or default_place()
    if not is_url(named):
        if not Path(named).exists():
            said = f"{named} belum ada; zikg ingest membuatnya", f"{named} is not there yet"
            yield Line("penyimpanan", "ok", said)
            return
        yield _space(Path(named))
        if (Path(named) / "unpublished").exists():
            yield Line(
                "penulisan",
                "warning",
                (
                    "sedang ditulis, atau terhenti sebelum selesai; zikg ingest melanjutkannya",
                    "being written, or stopped before its end; zikg ingest goes on with it",
                ),
            )
    try:
        store = open_store(named)
    except ZikgError as error:
        yield Line("penyimpanan", "error", (error.text("id"), error.text("en")))
        return
    try:
        yield from _contents(store)
    except ZikgError as error:
        yield Line("penyimpanan", "error", (error.text("id"), error.text("en")))
    finally:
        store.close()


def _contents(store: Reader) -> Iterator[Line]:
    manifest = Manifest.of(store)
    documents = {local for local in manifest.stored if local.startswith("dokumen/")}
    said = f"{store.place}, versi {store.version}", f"{store.place}, version {store.version}"
    yield Line("penyimpanan", "ok", said)
    yield _base(store)
    whole = {
        "teks": _locals(store, _TEXTS, "d"),
        "run": {run.removesuffix("/run") for run in _locals(store, _RUNS, "r")},
        "graf": {name.removeprefix("graph/") for name in _locals(store, _GRAPHS, "g")},
    }
    torn = sorted(f"{local} ({name})" for name, held in whole.items() for local in documents - held)
    yield _told("naskah", len(documents), torn, "tidak utuh", "not whole")
    held = whole["teks"] | whole["run"] | whole["graf"]
    for query in _HANGING:
        held |= _locals(store, query, "d")
    loose = sorted(held - documents)
    yield _told("pernyataan lepas", 0, loose, "tidak ada dalam daftar", "not in the manifest")
    stale = sum(entry.made != made_with() for entry in manifest.stored.values())
    if stale:
        yield Line(
            "kemutakhiran",
            "warning",
            (
                f"{stale} naskah dibaca dengan kode atau data yang lebih lama; masukkan lagi "
                "berkasnya dengan zikg ingest",
                f"{stale} documents were read with older code or data; ingest their files again",
            ),
        )
    else:
        yield Line("kemutakhiran", "ok", ("semua mutakhir", "all up to date"))


def _base(store: Reader) -> Line:
    held = held_key(store)
    if held in {base_key(national=True), base_key(national=False)}:
        return Line("registri tersimpan", "ok", ("mutakhir", "up to date"))
    if held is None:
        said = "belum dimuat; jalankan zikg ingest", "not loaded; run zikg ingest"
        return Line("registri tersimpan", "error", said)
    return Line(
        "registri tersimpan",
        "warning",
        (
            "lebih lama dari yang terpasang; zikg ingest memperbaruinya",
            "older than the installed one; zikg ingest renews it",
        ),
    )


def _told(name: str, count: int, wrong: list[str], what: str, english: str) -> Line:
    if not wrong:
        return (
            Line(name, "ok", (f"{count}, semua utuh", f"{count}, all whole"))
            if count
            else Line(name, "ok", ("tidak ada", "none"))
        )
    shown = ", ".join(wrong[:_SHOWN]) + (", ..." if len(wrong) > _SHOWN else "")
    return Line(
        name,
        "error",
        (
            f"{len(wrong)} {what}: {shown}; hapus dengan zikg store remove lalu masukkan lagi",
            f"{len(wrong)} {english}: {shown}; remove with zikg store remove and ingest again",
        ),
    )


def _space(folder: Path) -> Line:
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB", f"{free / 1e9:.1f} GB"
    if free < _SCARCE:
        return Line("ruang disk", "warning", (f"tinggal {said[0]}", f"only {said[1]} left"))
    return Line("ruang disk", "ok", said)


def _locals(store: Reader, query: str, name: str) -> set[str]:
    answer: Any = store.query(query)
    return {str(row[name].value).removeprefix(BASE) for row in answer}
