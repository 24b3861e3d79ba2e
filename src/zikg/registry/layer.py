"""A layer of the registry: regulations and changes of one origin, read by key from its index.

The reference, an analyst's own facts and the national registry are a layer each, with the same
tables; `zikg.registry.lookup` lays one over the other.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import IdentityError
from zikg.iri import number_slug
from zikg.model import Change, Interval, Regulation, Replacement
from zikg.registry.placing import insert
from zikg.registry.tables import gazette, items

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

Columns = tuple[Any, ...]
_WORD: Final = re.compile(r"[^\W_]+")

TABLES: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE regulation(
  id TEXT PRIMARY KEY, type TEXT, issuer TEXT, number TEXT, year INTEGER, slug TEXT, title TEXT,
  exists_earliest TEXT, exists_latest TEXT, effective_earliest TEXT, effective_latest TEXT,
  enacted_earliest TEXT, enacted_latest TEXT, promulgated_earliest TEXT, promulgated_latest TEXT,
  status_known INTEGER, confidence TEXT, variants TEXT, gazettes TEXT, source INTEGER, note TEXT,
  passed_by TEXT) WITHOUT ROWID;
CREATE INDEX regulation_key ON regulation(type, slug, year, issuer);
CREATE TABLE change(
  id TEXT PRIMARY KEY, kind TEXT, act TEXT, target TEXT, earliest TEXT, latest TEXT,
  confidence TEXT, source INTEGER, provision TEXT, scope TEXT, disputed INTEGER, ordinal INTEGER,
  grouped TEXT, note TEXT) WITHOUT ROWID;
CREATE INDEX change_target ON change(target, earliest);
CREATE INDEX change_act ON change(act, earliest);
CREATE TABLE replacement(target TEXT, by TEXT, confidence TEXT, source TEXT);
CREATE INDEX replacement_target ON replacement(target);
CREATE TABLE origin(place INTEGER PRIMARY KEY, source TEXT);
CREATE TABLE listed(place INTEGER PRIMARY KEY, id TEXT);
CREATE VIRTUAL TABLE words USING fts5(title, names, content = '', detail = column);
"""
"""Tables that every layer has: ``source`` columns hold a place of ``origin``, as thousands of rows
share one; ``words`` is what `Layer.search` looks in, and its rowid a place of ``listed``."""


class Layer:
    """Regulations, changes and replacements of one origin.

    Args:
        connection: a connection to a filled index with `TABLES`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._origins: dict[int, str] = {}

    def _origin(self, place: int) -> str:
        if place not in self._origins:
            ((words,),) = self.select("SELECT source FROM origin WHERE place = ?", place)
            self._origins[place] = words
        return self._origins[place]

    def _regulation(self, row: Columns) -> Regulation:
        return _regulation(row, self._origin(row[19]))

    def _change(self, row: Columns) -> Change:
        return _change(row, self._origin(row[7]))

    def get(self, id_: str) -> Regulation | None:
        """Return the regulation of a short id, or ``None`` where this layer does not hold it."""
        found = self.select("SELECT * FROM regulation WHERE id = ?", id_)
        return next(map(self._regulation, found), None)

    def find(
        self, type_: str, number: str, year: int | None, issuer: str | None = None
    ) -> tuple[Regulation, ...]:
        """Return the regulations of a type, number and year, as `Registry.find` does."""
        try:
            slug = number_slug(type_, issuer, number)
        except IdentityError:
            return ()
        query = "SELECT * FROM regulation WHERE type = ? AND slug = ?"
        keys: list[object] = [type_, slug]
        for column, value in (("year", year), ("issuer", issuer)):
            if value is not None:
                query += f" AND {column} = ?"
                keys.append(value)
        return tuple(map(self._regulation, self.select(query + " ORDER BY id", *keys)))

    def regulations(self) -> Iterator[Regulation]:
        """Yield every regulation in order of ids."""
        return map(self._regulation, self.select("SELECT * FROM regulation ORDER BY id"))

    def changes(self) -> Iterator[Change]:
        """Yield every change in order of ids."""
        return map(self._change, self.select("SELECT * FROM change ORDER BY id"))

    def changes_to(self, id_: str) -> tuple[Change, ...]:
        """Return the changes that hit a regulation, earliest first."""
        query = "SELECT * FROM change WHERE target = ? ORDER BY earliest, latest, ordinal, id"
        return tuple(map(self._change, self.select(query, id_)))

    def changes_by(self, id_: str) -> tuple[Change, ...]:
        """Return the changes that a regulation makes, earliest first."""
        query = "SELECT * FROM change WHERE act = ? ORDER BY earliest, latest, id"
        return tuple(map(self._change, self.select(query, id_)))

    def replacements(self, id_: str | None = None) -> tuple[Replacement, ...]:
        """Return what a source says is to be cited instead of a regulation (of any)."""
        query = "SELECT target, by, confidence, source FROM replacement"
        if id_ is None:
            return tuple(Replacement(*row) for row in self.select(f"{query} ORDER BY target, by"))
        found = self.select(f"{query} WHERE target = ? ORDER BY by", id_)
        return tuple(Replacement(*row) for row in found)

    def search(self, words: str, limit: int) -> tuple[tuple[str, ...], int]:
        """Return the ids of the regulations in which every word begins a word, best first.

        Args:
            words: words of the title, of the type and the issuer, a number, a year.
            limit: at most so many ids.

        Returns:
            The ids, and how many there are in all.
        """
        wanted = " ".join(f'"{word}"*' for word in _WORD.findall(words.casefold()))
        if not wanted:
            return (), 0
        ((total,),) = self.select("SELECT count(*) FROM words WHERE words MATCH ?", wanted)
        found = self.select(
            "SELECT id FROM words JOIN listed ON listed.place = words.rowid WHERE words MATCH ? "
            "ORDER BY bm25(words, 2.0, 3.0), id LIMIT ?",
            *(wanted, limit),
        )
        return tuple(id_ for (id_,) in found), total

    def select(self, query: str, *keys: object) -> Iterator[Columns]:
        """Return the rows of a query."""
        return self._connection.execute(query, keys)


def fill(
    connection: sqlite3.Connection,
    regulations: Iterable[Regulation],
    changes: Iterable[Change],
    replacements: Iterable[Replacement],
) -> None:
    """Make the tables of a layer and write its facts; the caller commits."""
    held = list(regulations)
    made = list(changes)
    sources = dict.fromkeys((*(value.source for value in held), *(each.source for each in made)))
    places = {source: place for place, source in enumerate(sources)}
    connection.executescript(TABLES)
    insert(connection, "origin", ((place, source) for source, place in places.items()))
    insert(connection, "regulation", (_columns(value, places[value.source]) for value in held))
    insert(connection, "change", (_change_columns(v, places[v.source]) for v in made))
    insert(
        connection, "replacement", ((r.target, r.by, r.confidence, r.source) for r in replacements)
    )
    insert(connection, "listed", ((place, value.id) for place, value in enumerate(held)))
    connection.executemany(
        "INSERT INTO words(rowid, title, names) VALUES (?, ?, ?)",
        ((place, value.title or "", _names(value)) for place, value in enumerate(held)),
    )


def _names(held: Regulation) -> str:
    """The words beside the title that one may look for: type, number, year, issuer, variants."""
    from zikg.registry.naming_words import issuer_words, type_words

    number = " ".join(dict.fromkeys((held.number, held.id.rpartition("/")[2])))
    names = (type_words(held.type), issuer_words(held.type, held.issuer), *held.variants)
    return " ".join((number, str(held.year), *names))


def _bounds(value: Interval | None) -> tuple[str | None, str | None]:
    return (value.earliest.isoformat(), value.latest.isoformat()) if value else (None, None)


def _columns(value: Regulation, source: int) -> tuple[object, ...]:
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
        *(" | ".join(gazettes), source, value.note, value.passed_by),
    )


def _change_columns(value: Change, source: int) -> tuple[object, ...]:
    return (
        *(value.id, value.kind, value.act, value.target),
        *_bounds(value.effective),
        *(value.confidence, source, value.provision, value.scope, value.disputed),
        *(value.ordinal, value.group, value.note),
    )


def _interval(earliest: str | None, latest: str | None) -> Interval | None:
    if earliest is None or latest is None:
        return None
    return _certain(earliest, latest)


def _certain(earliest: str, latest: str) -> Interval:
    return Interval(date.fromisoformat(earliest), date.fromisoformat(latest))


def _regulation(row: Columns, source: str) -> Regulation:
    return Regulation(
        id=row[0],
        type=row[1],
        issuer=row[2],
        number=row[3],
        year=row[4],
        title=row[6],
        exists=_certain(row[7], row[8]),
        effective=_certain(row[9], row[10]),
        enacted=_interval(row[11], row[12]),
        promulgated=_interval(row[13], row[14]),
        status_known=bool(row[15]),
        confidence=row[16],
        variants=items(row[17]),
        gazettes=tuple(map(gazette, items(row[18]))),
        source=source,
        note=row[20],
        passed_by=row[21],
    )


def _change(row: Columns, source: str) -> Change:
    return Change(
        id=row[0],
        kind=row[1],
        act=row[2],
        target=row[3],
        effective=_certain(row[4], row[5]),
        confidence=row[6],
        source=source,
        provision=row[8],
        scope=row[9],
        disputed=bool(row[10]),
        ordinal=row[11],
        group=row[12],
        note=row[13],
    )
