"""What the commands around a store share: its option, and which document a word means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import click

from zikg.errors import StoreError
from zikg.ingest.manifest import Manifest, file_key
from zikg.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.store import Reader

store_option: Final[Callable[[Callable[..., Any]], Callable[..., Any]]] = click.option(
    "--store",
    envvar="ZIKG_STORE",
    metavar="DIR|URL",
    help="Folder penyimpanan atau alamat server SPARQL (bawaan: folder data pengguna). / "
    "Folder of the store, or URL of a SPARQL server.",
)


_ID: Final = re.compile(r"dokumen/[0-9a-f]{12}")


def documents(store: Reader, word: str) -> list[str]:
    """Return the ids of the stored documents that a word names.

    Args:
        store: the store.
        word: an id (``dokumen/ab12cd34ef56``) or its hex digits, or a path as it was ingested.

    Raises:
        StoreError: no document is named so.
    """
    manifest = Manifest.of(store)
    for local in (word, f"dokumen/{word}", f"graph/rdf/{word}"):
        if local in manifest.stored:
            return [local]
    if (known := manifest.by_file.get(file_key(word))) is not None:
        return [known]
    if _ID.fullmatch(word) and next(store.quads(f"{BASE}graph/{word}"), None) is not None:
        return [word]  # not in the manifest: what `zikg doctor` calls loose
    found = [local for local, entry in manifest.stored.items() if word in entry.files.values()]
    if not found:
        raise StoreError(
            f"{word} tidak tersimpan di {store.place}; daftar isinya: zikg store info --documents.",
            f"{word} is not stored in {store.place}; list what is: zikg store info --documents.",
        )
    return found
