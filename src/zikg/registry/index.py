"""The index of the reference registry: made from the CSV files, kept while they stay the same.

It lies in the folder of built artefacts, else in the user's cache folder, else in memory.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from zikg import resources
from zikg.registry import layer
from zikg.registry.lookup import Registry
from zikg.registry.overlay import chosen_folder
from zikg.registry.placing import digest, insert, manifest, opened, places, written
from zikg.registry.tables import FILES, NATIONAL, rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from zikg.model import Component

NAME: Final = "registry.sqlite"
SCHEMA: Final = 4
"""Raised by one with every change of the tables or of how facts are filled in."""

NATIONAL_SWITCH: Final = "ZIKG_NATIONAL"
"""Environment variable: ``off`` leaves the national registry out."""
_OFF: Final = frozenset({"0", "no", "off", "tidak"})

_TABLES: Final = """
CREATE TABLE type(id TEXT PRIMARY KEY, name TEXT, rank INTEGER, legislation INTEGER) WITHOUT ROWID;
CREATE TABLE guideline(regime TEXT, id TEXT);
CREATE TABLE authority(issuer_kind TEXT, id TEXT, provision TEXT, confidence TEXT, source TEXT);
CREATE TABLE component(
  id TEXT PRIMARY KEY, regime TEXT, kind TEXT, area TEXT, sub TEXT, name TEXT, aspect TEXT,
  weight REAL, mandatory INTEGER, aliases TEXT, observed TEXT, confidence TEXT, source TEXT,
  place INTEGER) WITHOUT ROWID;
"""


def open_registry(overlay: Path | None = None) -> Registry:
    """Return the registry, after making or refreshing its index where that is needed.

    Fresh, this costs one stat call for each file of data; else the files are digested, and the
    index is made anew where their content has changed. The national registry and the facts of the
    user's own (``ZIKG_REGISTRY``) are opened when something is asked that may be in them.

    Args:
        overlay: folder of the user's own facts; the chosen one (`chosen_folder`) unless told.

    Raises:
        RegistryError: a CSV file is missing or contradicts itself.
    """
    national = os.environ.get(NATIONAL_SWITCH, "").strip().lower() not in _OFF
    return Registry(_open(), overlay or chosen_folder(), national=national)


def _open() -> sqlite3.Connection:
    paths = places(NAME)
    stand = manifest(_paths((*FILES, *NATIONAL)))
    for path in paths:
        if connection := opened(path, SCHEMA, "manifest", stand):
            return connection
    whole = digest(_paths((*FILES, *NATIONAL)))
    for path in paths:
        if connection := opened(path, SCHEMA, "sha256", whole):
            # The same content under new times (a fresh install): the next start need not digest.
            written(paths, partial(_restamp, index=path, stand=stand))
            return connection
    fill = partial(_fill, stand=stand, whole=whole)
    made = written(paths, fill)
    if made and (connection := opened(made, SCHEMA, "sha256", whole)):
        return connection
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    fill(connection)
    return connection


def _paths(names: Iterable[str]) -> list[tuple[str, Path]]:
    return [(name, resources.path(name)) for name in names]


def _restamp(connection: sqlite3.Connection, index: Path, stand: str) -> None:
    """Copy an index under a new manifest."""
    with closing(sqlite3.connect(index)) as old:
        old.backup(connection)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'manifest'", (stand,))
    connection.commit()


def _fill(connection: sqlite3.Connection, stand: str, whole: str) -> None:
    """Write all tables; the facts are checked while they are read."""
    from zikg.registry import facts

    regulations = {r.id: r for r in map(facts.regulation, rows("data/registry/regulations.csv"))}
    changes = facts.changes(rows("data/registry/changes.csv"), regulations)
    replacements = [facts.replacement(row) for row in rows("data/registry/replacements.csv")]
    layer.fill(connection, regulations.values(), changes, replacements)
    connection.executescript(_TABLES)
    info = {row["key"]: row["value"] for row in rows("data/registry/info.csv")}
    info |= {"schema": str(SCHEMA), "manifest": stand, "sha256": whole}
    info["reference"] = digest(_paths(FILES))
    # No national tables, no national registry: the reference stands alone.
    if all(path.is_file() for _, path in _paths(NATIONAL)):
        info["national"] = digest(_paths((*NATIONAL, "data/types.csv", "data/issuers.csv")))
    insert(connection, "meta", info.items())
    insert(
        connection,
        "type",
        (
            (row["type"], row["name"], row["rank"] or None, row["legislation"] == "yes")
            for row in rows("data/types.csv")
        ),
    )
    for table, file, columns in (
        ("guideline", "guidelines", ("regime", "id")),
        ("authority", "authority", ("issuer_kind", "id", "provision", "confidence", "source")),
    ):
        found = rows(f"data/zi/{file}.csv")
        insert(connection, table, (tuple(row[column] for column in columns) for row in found))
    components = enumerate(rows("data/zi/components.csv"))
    insert(
        connection,
        "component",
        [_component(row, facts.component(row), place) for place, row in components],
    )
    connection.commit()


def _component(row: dict[str, str], value: Component, place: int) -> tuple[object, ...]:
    return (
        *(value.id, value.regime, row["kind"], value.area, value.sub, value.name, value.aspect),
        *(value.weight, value.mandatory, row["aliases"], row["observed"]),
        *(value.confidence, value.source, place),
    )
