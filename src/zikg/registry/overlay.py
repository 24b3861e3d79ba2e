"""An analyst's own facts: a folder of tables like ``data/registry``, laid over the nation's.

The folder is ``ZIKG_REGISTRY``, else ``registry`` in the user's data folder. What the reference
says is never changed by it: `zikg.registry.adding` refuses what contradicts.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg import resources
from zikg.errors import RegistryError
from zikg.registry import layer
from zikg.registry.layer import Layer
from zikg.registry.placing import digest, insert, manifest, opened, written

if TYPE_CHECKING:
    from zikg.model import Regulation

ENVIRONMENT: Final = "ZIKG_REGISTRY"
TABLES: Final = ("regulations.csv", "changes.csv", "replacements.csv")
SCHEMA: Final = 1
Get = Callable[[str], "Regulation | None"]


def default_folder() -> Path:
    """Return the folder of the user's own facts when ``ZIKG_REGISTRY`` names none."""
    if sys.platform.startswith("linux"):  # as platformdirs has it, without the cost of its import
        data = os.environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
        return Path(data).expanduser() / "zikg" / "registry"
    from platformdirs import user_data_path

    return user_data_path("zikg", appauthor=False) / "registry"


def wanted_folder() -> Path:
    """Return the folder of the user's own facts, there or not."""
    given = os.environ.get(ENVIRONMENT, "").strip()
    return Path(given).expanduser() if given else default_folder()


def chosen_folder() -> Path | None:
    """Return the folder of the user's own facts, ``None`` where there is none.

    Raises:
        RegistryError: ``ZIKG_REGISTRY`` names a folder that is not there.
    """
    folder = wanted_folder()
    if folder.is_dir():
        return folder
    if given := os.environ.get(ENVIRONMENT, "").strip():
        raise RegistryError(
            f"{ENVIRONMENT}={given}: folder itu tidak ada; buat dengan zikg registry import.",
            f"{ENVIRONMENT}={given}: there is no such folder; zikg registry import makes it.",
        )
    return None


def overlay_digest(folder: Path) -> str:
    """Return the digest of the tables in the folder."""
    return digest(_files(folder))


def open_overlay(folder: Path, get: Get, below: str) -> Layer:
    """Return the user's own facts.

    Args:
        folder: where its tables lie.
        get: what the other layers hold, for the ends of changes.
        below: digest of the other layers.

    Raises:
        RegistryError: a table cannot be read or names what nobody holds.
    """
    stand = f"{below}\n{manifest(_files(folder))}"
    name = f"own-{sha256(str(folder.absolute()).encode()).hexdigest()[:12]}.sqlite"
    path = resources.cache_folder().absolute() / name
    if connection := opened(path, SCHEMA, "manifest", stand):
        return Layer(connection)
    fill = partial(_fill, folder=folder, get=get, stand=stand)
    made = written([path], fill)
    if made and (connection := opened(made, SCHEMA, "manifest", stand)):
        return Layer(connection)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    fill(connection)
    return Layer(connection)


def _files(folder: Path) -> list[tuple[str, Path]]:
    return [(name, folder / name) for name in TABLES]


def _fill(connection: sqlite3.Connection, folder: Path, get: Get, stand: str) -> None:
    from zikg.registry import facts
    from zikg.registry.records import table_rows

    read = {name: [row.cells for row in table_rows(folder / name)] for name in TABLES}
    own = {held.id: held for held in map(facts.regulation, read["regulations.csv"])}
    changes = facts.changes(read["changes.csv"], Known(own, get))
    replacements = [facts.replacement(row) for row in read["replacements.csv"]]
    layer.fill(connection, own.values(), changes, replacements)
    insert(connection, "meta", [("schema", str(SCHEMA)), ("manifest", stand)])
    connection.commit()


class Known(Mapping[str, "Regulation"]):
    """The regulations of a folder, and behind them those of the other layers."""

    def __init__(self, own: Mapping[str, Regulation], get: Get) -> None:
        self._own, self._get = own, get

    def __getitem__(self, id_: str) -> Regulation:
        held = self._own.get(id_) or self._get(id_)
        if held is None:
            raise KeyError(id_)
        return held

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


def write_tables(folder: Path, tables: Mapping[str, list[dict[str, str]]]) -> None:
    """Write tables of the user's own facts, each whole or not at all.

    Args:
        folder: where they lie; made if it is not there.
        tables: the rows by name, in the order in which they take the place of the old ones.

    Raises:
        RegistryError: the folder cannot be written.
    """
    from zikg.registry.exporting import COLUMNS

    fresh: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            path = folder / f"{name}.csv"
            beside = path.with_name(f".{path.name}.{os.getpid()}")
            fresh.append((beside, path))
            columns = [column for column in COLUMNS[name] if column != "layer"]
            with beside.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
        for beside, path in fresh:
            beside.replace(path)
    except OSError as error:
        raise RegistryError(
            f"{folder}: tidak dapat ditulis; pilih folder lain dengan --into.",
            f"{folder}: cannot be written; choose another folder with --into.",
        ) from error
    finally:
        for beside, _ in fresh:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
