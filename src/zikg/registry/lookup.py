"""The registry as the other stages see it: look-ups by key in the index, values of the model.

Three layers lie over each other: the researched reference, the user's own facts, the national
registry. Where a higher one speaks, a lower one is not heard (docs/registry.md).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from zikg.model import Authority, Change, Component, RegistryInfo, Regulation, Replacement
from zikg.registry.layer import Layer
from zikg.registry.tables import items
from zikg.registry.titles import akin

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Columns = tuple[Any, ...]


class Registry:
    """Regulations, changes, replacements, components: read from the index, never all at once.

    Get one from `zikg.registry.open_registry`. A regulation once read is kept with its changes,
    as decrees ask for the same few again and again.

    Args:
        connection: a connection to a filled index of the reference.
        overlay: the folder of the user's own facts, ``None`` without.
        national: whether the national registry is consulted.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        overlay: Path | None = None,
        *,
        national: bool = True,
    ) -> None:
        self._connection = connection
        self._overlay = overlay
        self.reference = Layer(connection)
        self._regulations: dict[str, Regulation | None] = {}
        self._layers: dict[str, str | None] = {}
        self._types: dict[str, tuple[int | None, bool]] | None = None
        self._changes: dict[tuple[str, str], tuple[Change, ...]] = {}
        self._parts: dict[tuple[str, str], tuple[Component, ...]] = {}
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        self.national_sha256: str = meta.get("national", "") if national else ""
        """Digest of the national tables; empty where they are left out."""
        self.reference_sha256: str = meta["reference"]
        data = meta["sha256"] if self.national_sha256 else self.reference_sha256
        self.info = RegistryInfo(meta["version"], meta["date"], self._digest(data))

    def _digest(self, data: str) -> str:
        if self._overlay is None:
            return data
        from hashlib import sha256

        from zikg.registry.overlay import overlay_digest

        return sha256(f"{data} {overlay_digest(self._overlay)}".encode()).hexdigest()

    @cached_property
    def national(self) -> Layer | None:
        """The national registry; ``None`` where its tables were left out."""
        if not self.national_sha256:
            return None
        from zikg.registry.national import open_national

        return open_national(self.national_sha256)

    @cached_property
    def own(self) -> Layer | None:
        """The facts of the user's own, ``None`` where there are none."""
        if self._overlay is None:
            return None
        from zikg.registry.overlay import open_overlay

        below = f"{self.reference_sha256} {self.national_sha256}"
        return open_overlay(self._overlay, self._below, below)

    def _below(self, id_: str) -> Regulation | None:
        """What is held apart from the user's own facts."""
        return self.reference.get(id_) or (self.national.get(id_) if self.national else None)

    def get(self, id_: str) -> Regulation | None:
        """Return the regulation of a short id, or ``None`` where the registry does not hold it."""
        if id_ not in self._regulations:
            held = self.reference.get(id_) or (self.own.get(id_) if self.own else None)
            self._regulations[id_] = held or (self.national.get(id_) if self.national else None)
        return self._regulations[id_]

    def layer_of(self, id_: str) -> str | None:
        """Return which layer speaks of a regulation: ``reference``, ``own``, ``national``."""
        if id_ not in self._layers:
            named = (("reference", self.reference), ("own", self.own), ("national", self.national))
            found = (name for name, layer in named if layer is not None and layer.get(id_))
            self._layers[id_] = next(found, None)
        return self._layers[id_]

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
        found: dict[str, Regulation] = {}
        for layer in (self.reference, self.own, self.national):
            if layer is not None:
                for held in layer.find(type_, number, year, issuer):
                    found.setdefault(held.id, held)
        return tuple(found[id_] for id_ in sorted(found))

    def search(self, words: str, limit: int) -> tuple[tuple[Regulation, ...], int]:
        """Return the regulations in which every word begins a word, best first, and their number.

        Args:
            words: words of the title, of the type and the issuer, a number, a year.
            limit: at most so many regulations.
        """
        found: dict[str, Regulation] = {}
        total = 0
        for layer in (self.reference, self.own, self.national):
            if layer is None:
                continue
            ids, count = layer.search(words, limit + len(found))
            total += count - sum(id_ in found for id_ in ids)
            for id_ in ids:
                if id_ not in found and (held := self.get(id_)) is not None:
                    found[id_] = held
        return tuple(found.values())[:limit], max(total, len(found))

    def regulations(self) -> Iterator[Regulation]:
        """Yield every regulation of the reference in order of ids: what the build is made of."""
        return self.reference.regulations()

    def changes(self) -> Iterator[Change]:
        """Yield every change of the reference in order of ids: what the build is made of."""
        return self.reference.changes()

    def changes_to(self, id_: str) -> tuple[Change, ...]:
        """Return the changes that hit a regulation, earliest first.

        Of a regulation whose status the reference knows it knows all changes: the national registry
        has no say there.
        """
        if ("to", id_) not in self._changes:
            found = list(self.reference.changes_to(id_))
            if self.own is not None:
                found += _unsaid(self.own.changes_to(id_), found)
            if not self._settled(id_) and self.national is not None:
                more = _unsaid(self.national.changes_to(id_), found)
                found += [change for change in more if not self._another(change.act)]
            self._changes["to", id_] = tuple(sorted(found, key=_in_time))
        return self._changes["to", id_]

    def changes_by(self, id_: str) -> tuple[Change, ...]:
        """Return the changes that a regulation makes, earliest first."""
        if ("by", id_) not in self._changes:
            found = list(self.reference.changes_by(id_))
            if self.own is not None:
                found += _unsaid(self.own.changes_by(id_), found)
            if self.national is not None and not self._another(id_):
                more = _unsaid(self.national.changes_by(id_), found)
                found += [change for change in more if not self._settled(change.target)]
            self._changes["by", id_] = tuple(sorted(found, key=_in_time))
        return self._changes["by", id_]

    def _another(self, id_: str) -> bool:
        """Whether the nation's row of an id that the reference holds is that of another act."""
        held = self.reference.get(id_)
        if held is None or self.national is None:
            return False
        other = self.national.get(id_)
        return other is not None and not akin(held.title, other.title)

    def _settled(self, id_: str) -> bool:
        held = self.reference.get(id_)
        return held is not None and held.status_known

    def replacements(self, id_: str) -> tuple[Replacement, ...]:
        """Return what a source says is to be cited instead of a regulation: one hop."""
        found = list(self.reference.replacements(id_))
        if self.own is not None:
            known = {replacement.by for replacement in found}
            found += [r for r in self.own.replacements(id_) if r.by not in known]
        return tuple(sorted(found, key=lambda replacement: replacement.by))

    def guidelines(self) -> tuple[tuple[str, str], ...]:
        """Return the ZI guidelines as (regime, id), oldest first."""
        return self._guidelines

    @cached_property
    def _guidelines(self) -> tuple[tuple[str, str], ...]:
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


def _unsaid(changes: Iterable[Change], said: list[Change]) -> list[Change]:
    """Return the changes between pairs of which nothing is said yet."""
    pairs = {(change.act, change.target) for change in said}
    return [change for change in changes if (change.act, change.target) not in pairs]


def _in_time(change: Change) -> tuple[object, ...]:
    when = change.effective
    return (when.earliest, when.latest, change.ordinal or 0, change.id)


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
