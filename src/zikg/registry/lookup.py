"""The registry as the other stages see it: look-ups by key in the index, values of the model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from zikg.errors import IdentityError
from zikg.iri import number_slug
from zikg.model import Authority, Change, Component, Interval, RegistryInfo, Regulation, Replacement
from zikg.registry.tables import gazette, items

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Columns = tuple[Any, ...]


class Registry:
    """Regulations, changes, replacements, components: read from the index, never all at once.

    Get one from `zikg.registry.open_registry`. A regulation once read is kept with its changes,
    as decrees ask for the same few again and again.

    Args:
        connection: a connection to a filled index.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._regulations: dict[str, Regulation | None] = {}
        self._types: dict[str, tuple[int | None, bool]] | None = None
        self._changes: dict[tuple[str, str], tuple[Change, ...]] = {}
        self._parts: dict[tuple[str, str], tuple[Component, ...]] = {}
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        self.info = RegistryInfo(meta["version"], meta["date"], meta["sha256"])

    def get(self, id_: str) -> Regulation | None:
        """Return the regulation of a short id, or ``None`` where the registry does not hold it."""
        if id_ not in self._regulations:
            found = self._select("SELECT * FROM regulation WHERE id = ?", id_)
            self._regulations[id_] = next(map(_regulation, found), None)
        return self._regulations[id_]

    def find(
        self, type_: str, number: str, year: int | None, issuer: str | None = None
    ) -> tuple[Regulation, ...]:
        """Return all regulations of a type, number and year, in order of their ids.

        Args:
            type_: type of instrument (``uu``, ``permen``).
            number: the number as printed or as it stands in the id.
            year: the year, ``None`` for any.
            issuer: slug of the issuer, ``None`` for any.
        """
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
        return tuple(map(_regulation, self._select(query + " ORDER BY id", *keys)))

    def regulations(self) -> Iterator[Regulation]:
        """Yield every regulation in order of ids: for the build, not for checking a decree."""
        return map(_regulation, self._select("SELECT * FROM regulation ORDER BY id"))

    def changes(self) -> Iterator[Change]:
        """Yield every change in order of ids: for the build, not for checking a decree."""
        return map(_change, self._select("SELECT * FROM change ORDER BY id"))

    def changes_to(self, id_: str) -> tuple[Change, ...]:
        """Return the changes that hit a regulation, earliest first."""
        query = "SELECT * FROM change WHERE target = ? ORDER BY earliest, latest, ordinal, id"
        return self._changed(query, id_)

    def changes_by(self, id_: str) -> tuple[Change, ...]:
        """Return the changes that a regulation makes, earliest first."""
        query = "SELECT * FROM change WHERE act = ? ORDER BY earliest, latest, id"
        return self._changed(query, id_)

    def _changed(self, query: str, id_: str) -> tuple[Change, ...]:
        if (query, id_) not in self._changes:
            self._changes[query, id_] = tuple(map(_change, self._select(query, id_)))
        return self._changes[query, id_]

    def replacements(self, id_: str) -> tuple[Replacement, ...]:
        """Return what a source says is to be cited instead of a regulation: one hop."""
        query = (
            "SELECT target, by, confidence, source FROM replacement WHERE target = ? ORDER BY by"
        )
        return tuple(Replacement(*row) for row in self._select(query, id_))

    def guidelines(self) -> tuple[tuple[str, str], ...]:
        """Return the ZI guidelines as (regime, id), oldest first."""
        found = self._select("SELECT regime, id FROM guideline ORDER BY regime")
        return tuple((regime, id_) for regime, id_ in found)

    def components(self, regime: str) -> tuple[Component, ...]:
        """Return the areas and sub-elements of a regime's lever (pengungkit) components.

        Args:
            regime: ``2014`` or ``2021``.
        """
        return self._components(regime, "pengungkit")

    def outcomes(self, regime: str) -> tuple[Component, ...]:
        """Return the outcome (hasil) components of a regime, which no plan row stands for."""
        return self._components(regime, "hasil")

    def observed(self, regime: str) -> dict[str, tuple[str, ...]]:
        """Return wrong or misspelt names met in decrees, by id of the component they stand at.

        They help to recognise a heading or a row; none of them is an accepted name.
        """
        query = "SELECT id, observed FROM component WHERE regime = ? AND observed <> ''"
        return {id_: items(cell) for id_, cell in self._select(query, regime)}

    def authority(self, issuer_kind: str) -> tuple[str, ...]:
        """Return the ids that a decree of that kind of issuer must rest on."""
        query = "SELECT id FROM authority WHERE issuer_kind = ? ORDER BY id"
        return tuple(id_ for (id_,) in self._select(query, issuer_kind))

    def authority_facts(self, issuer_kind: str | None = None) -> tuple[Authority, ...]:
        """Return what the authority of a kind of issuer (of all) rests on, provision and source."""
        query = (
            "SELECT issuer_kind, id, provision, confidence, source FROM authority "
            "WHERE ? IN (issuer_kind, '') ORDER BY issuer_kind, id"
        )
        return tuple(Authority(*row) for row in self._select(query, issuer_kind or ""))

    def rank(self, type_: str) -> int | None:
        """Return the level of a type in the hierarchy (1 is the UUD), ``None`` where not judged.

        Source: UU 12/2011 Pasal 7 ayat (1); types of Pasal 8 share one level.
        """
        return self._type(type_)[0]

    def is_legislation(self, type_: str) -> bool:
        """Return whether a type is legislation (peraturan perundang-undangan)."""
        return self._type(type_)[1]

    def _type(self, type_: str) -> tuple[int | None, bool]:
        if self._types is None:
            found = self._select("SELECT id, rank, legislation FROM type")
            self._types = {id_: (rank, bool(legislation)) for id_, rank, legislation in found}
        return self._types.get(type_, (None, False))

    def _components(self, regime: str, kind: str) -> tuple[Component, ...]:
        if (regime, kind) not in self._parts:
            query = "SELECT * FROM component WHERE regime = ? AND kind = ? ORDER BY place"
            found = tuple(map(_component, self._select(query, regime, kind)))
            self._parts[regime, kind] = found
        return self._parts[regime, kind]

    def _select(self, query: str, *keys: object) -> Iterator[Columns]:
        return self._connection.execute(query, keys)


def _interval(earliest: str | None, latest: str | None) -> Interval | None:
    if earliest is None or latest is None:
        return None
    return Interval(date.fromisoformat(earliest), date.fromisoformat(latest))


def _certain(earliest: str, latest: str) -> Interval:
    return Interval(date.fromisoformat(earliest), date.fromisoformat(latest))


def _regulation(row: Columns) -> Regulation:
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
        source=row[19],
        note=row[20],
        passed_by=row[21],
    )


def _change(row: Columns) -> Change:
    return Change(
        id=row[0],
        kind=row[1],
        act=row[2],
        target=row[3],
        effective=_certain(row[4], row[5]),
        confidence=row[6],
        source=row[7],
        provision=row[8],
        scope=row[9],
        disputed=bool(row[10]),
        ordinal=row[11],
        group=row[12],
        note=row[13],
    )


def _component(row: Columns) -> Component:
    return Component(
        id=row[0],
        regime=row[1],
        area=row[3],
        sub=row[4],
        name=row[5],
        aspect=row[6],
        weight=row[7],
        mandatory=bool(row[8]),
        aliases=items(row[9]),
        confidence=row[11],
        source=row[12],
    )
