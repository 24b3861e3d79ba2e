"""The SQLite index of the registry: made from the CSV files, kept while they stay the same.

The index lies in the folder of built artefacts, else in the user's cache folder, else in memory.
It is written to a new file and moved into place, so that a reader sees the old one or the new one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg import resources
from zikg.registry.lookup import Registry
from zikg.registry.tables import FILES, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.model import Change, Component, Interval, Regulation

NAME: Final = "registry.sqlite"
SCHEMA: Final = 2
"""Raised by one with every change of the tables below or of how facts are filled in."""

_TABLES: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE regulation(
  id TEXT PRIMARY KEY, type TEXT, issuer TEXT, number TEXT, year INTEGER, slug TEXT, title TEXT,
  exists_earliest TEXT, exists_latest TEXT, effective_earliest TEXT, effective_latest TEXT,
  enacted_earliest TEXT, enacted_latest TEXT, promulgated_earliest TEXT, promulgated_latest TEXT,
  status_known INTEGER, confidence TEXT, variants TEXT, gazettes TEXT, source TEXT, note TEXT,
  passed_by TEXT) WITHOUT ROWID;
CREATE INDEX regulation_key ON regulation(type, slug, year, issuer);
CREATE TABLE change(
  id TEXT PRIMARY KEY, kind TEXT, act TEXT, target TEXT, earliest TEXT, latest TEXT,
  confidence TEXT, source TEXT, provision TEXT, scope TEXT, disputed INTEGER, ordinal INTEGER,
  grouped TEXT, note TEXT) WITHOUT ROWID;
CREATE INDEX change_target ON change(target, earliest);
CREATE INDEX change_act ON change(act, earliest);
CREATE TABLE replacement(target TEXT, by TEXT, confidence TEXT, source TEXT);
CREATE INDEX replacement_target ON replacement(target);
CREATE TABLE type(id TEXT PRIMARY KEY, name TEXT, rank INTEGER, legislation INTEGER) WITHOUT ROWID;
CREATE TABLE guideline(regime TEXT, id TEXT);
CREATE TABLE authority(issuer_kind TEXT, id TEXT, provision TEXT, confidence TEXT, source TEXT);
CREATE TABLE component(
  id TEXT PRIMARY KEY, regime TEXT, kind TEXT, area TEXT, sub TEXT, name TEXT, aspect TEXT,
  weight REAL, mandatory INTEGER, aliases TEXT, observed TEXT, confidence TEXT, source TEXT,
  place INTEGER) WITHOUT ROWID;
"""


def open_registry() -> Registry:
    """Return the registry, after making or refreshing its index where that is needed.

    Fresh, this costs one stat call for each CSV file; else the files are digested, and the index is
    made anew where their content has changed.

    Raises:
        RegistryError: a CSV file is missing or contradicts itself.
    """
    places = [folder.absolute() / NAME for folder in (resources.built(), _cache_folder())]
    manifest = _manifest()
    for path in places:
        if connection := _opened(path, "manifest", manifest):
            return Registry(connection)
    digest = _digest()
    for path in places:
        if connection := _opened(path, "sha256", digest):
            # The same content under new times (a fresh install): the next start need not digest.
            _written(places, partial(_restamp, index=path, manifest=manifest))
            return Registry(connection)
    made = _written(places, partial(_fill, manifest=manifest, digest=digest))
    if made and (connection := _opened(made, "sha256", digest)):
        return Registry(connection)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, manifest, digest)
    return Registry(connection)


def _cache_folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path("~/.cache").expanduser()) / "zikg"


def _manifest() -> str:
    """Size and time of each file: cheap, and it changes with every edit."""
    states = [(name, resources.path(name)) for name in FILES]
    return f"{SCHEMA}\n" + "\n".join(
        f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" if path.is_file() else name
        for name, path in states
    )


def _digest() -> str:
    from hashlib import sha256

    seen = sha256()
    for name in FILES:
        path = resources.path(name)
        content = path.read_bytes() if path.is_file() else b""
        seen.update(f"{name} {len(content)}\n".encode() + content)
    return seen.hexdigest()


def _opened(path: Path, key: str, value: str) -> sqlite3.Connection | None:
    """Return a read-only connection, if the file is an index of this schema with that value."""
    if not path.is_file():
        return None
    # Immutable: the file is never written in place, so no locks are taken.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    with suppress(sqlite3.DatabaseError):
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        if meta.get(key) == value and meta.get("schema") == str(SCHEMA):
            return connection
    connection.close()
    return None


def _written(places: list[Path], fill: Callable[[sqlite3.Connection], None]) -> Path | None:
    """Make a new index in the first folder that can be written, ``None`` where none can."""
    for path in places:
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            with closing(sqlite3.connect(fresh)) as connection:
                fill(connection)
            fresh.replace(path)
        except (OSError, sqlite3.OperationalError):
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        else:
            return path
    return None


def _restamp(connection: sqlite3.Connection, index: Path, manifest: str) -> None:
    """Copy an index under a new manifest."""
    with closing(sqlite3.connect(index)) as old:
        old.backup(connection)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'manifest'", (manifest,))
    connection.commit()


def _fill(connection: sqlite3.Connection, manifest: str, digest: str) -> None:
    """Write all tables; the facts are checked while they are read."""
    from zikg.registry import facts

    connection.executescript(_TABLES)
    info = {row["key"]: row["value"] for row in rows("data/registry/info.csv")}
    info |= {"schema": str(SCHEMA), "manifest": manifest, "sha256": digest}
    _insert(connection, "meta", list(info.items()))
    regulations = {r.id: r for r in map(facts.regulation, rows("data/registry/regulations.csv"))}
    changes = facts.changes(rows("data/registry/changes.csv"), regulations)
    replacements = [facts.replacement(row) for row in rows("data/registry/replacements.csv")]
    _insert(connection, "regulation", [_regulation(value) for value in regulations.values()])
    _insert(connection, "change", [_change(value) for value in changes])
    _insert(
        connection, "replacement", [(r.target, r.by, r.confidence, r.source) for r in replacements]
    )
    _insert(
        connection,
        "type",
        [
            (row["type"], row["name"], row["rank"] or None, row["legislation"] == "yes")
            for row in rows("data/types.csv")
        ],
    )
    for table, file, columns in (
        ("guideline", "guidelines", ("regime", "id")),
        ("authority", "authority", ("issuer_kind", "id", "provision", "confidence", "source")),
    ):
        found = rows(f"data/zi/{file}.csv")
        _insert(connection, table, [tuple(row[column] for column in columns) for row in found])
    _insert(
        connection,
        "component",
        [
            _component(row, facts.component(row), place)
            for place, row in enumerate(rows("data/zi/components.csv"))
        ],
    )
    connection.commit()


def _insert(connection: sqlite3.Connection, table: str, values: list[tuple[object, ...]]) -> None:
    if values:
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608


def _bounds(value: Interval | None) -> tuple[str | None, str | None]:
    return (value.earliest.isoformat(), value.latest.isoformat()) if value else (None, None)


def _regulation(value: Regulation) -> tuple[object, ...]:
    gazettes = [
        f"{item.kind} {item.year}/{item.number}" if item.year else f"{item.kind} {item.number}"
        for item in value.gazettes
    ]
    return (
        *(value.id, value.type, value.issuer, value.number, value.year),
        *(value.id.rpartition("/")[2], value.title),
        *_bounds(value.exists),
        *_bounds(value.effective),
        *_bounds(value.enacted),
        *_bounds(value.promulgated),
        *(value.status_known, value.confidence, " | ".join(value.variants)),
        *(" | ".join(gazettes), value.source, value.note, value.passed_by),
    )


def _change(value: Change) -> tuple[object, ...]:
    return (
        *(value.id, value.kind, value.act, value.target),
        *_bounds(value.effective),
        *(value.confidence, value.source, value.provision, value.scope, value.disputed),
        *(value.ordinal, value.group, value.note),
    )


def _component(row: dict[str, str], value: Component, place: int) -> tuple[object, ...]:
    return (
        *(value.id, value.regime, row["kind"], value.area, value.sub, value.name, value.aspect),
        *(value.weight, value.mandatory, row["aliases"], row["observed"]),
        *(value.confidence, value.source, place),
    )
