"""What the commands around a store share: its option, and which document a word means."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

import click

from zikg.errors import StoreError
from zikg.ingest.manifest import Manifest, file_key
from zikg.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.store import Reader


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--store`` and ``--update-url``."""
    for option in (
        click.option(
            "--update-url",
            metavar="URL",
            expose_value=False,
            callback=_updated_at,
            help="Alamat SPARQL Update server, bila tidak ditemukan sendiri (juga "
            "ZIKG_STORE_UPDATE_URL). / Where the server takes updates.",
        ),
        click.option(
            "--store",
            envvar="ZIKG_STORE",
            metavar="DIR|URL",
            help="Folder penyimpanan atau alamat server SPARQL (bawaan: folder data pengguna). / "
            "Folder of the store, or URL of a SPARQL server.",
        ),
    ):
        command = option(command)
    return command


def _updated_at(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        os.environ["ZIKG_STORE_UPDATE_URL"] = value


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
