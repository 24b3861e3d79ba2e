"""What certainly stood at a day, read from the bare facts of the registry: the oracle's own law.

Nothing of `zikg.registry.status`, `zikg.reason` or `zikg.validate` is used here on purpose: were
the judge wrong, the oracle must not be wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zikg.model import Change, Component, Confidence, Interval, Regulation, Severity
    from zikg.registry import Registry

_NO_BASE: Final = re.compile(
    r"(?:perubahan|penetapan peraturan pemerintah pengganti)\b", re.IGNORECASE
)
_GAZETTED: Final = frozenset({"uu", "perppu", "pp"})
_LEVELS: Final[tuple[Confidence, ...]] = ("low", "medium", "high")


@cache
def pool() -> tuple[Regulation, ...]:
    """Return the researched legislation that can be a legal basis of its own, by id."""
    registry = open_registry()
    return tuple(
        held
        for held in registry.regulations()
        if held.title
        and held.confidence != "low"
        and registry.is_legislation(held.type)
        and registry.rank(held.type) is not None
        and not _NO_BASE.match(held.title)
    )


def capped(severity: Severity, *facts: Confidence) -> Severity:
    """Return how loud a finding may be by the weakest fact it stands on (design section 5)."""
    weakest = min((_LEVELS.index(fact) for fact in facts), default=2)
    if weakest == 0:
        return "info"
    return "warning" if weakest == 1 and severity == "error" else severity


def surely_by(when: Interval, day: date) -> bool:
    """Whether something of uncertain date has certainly happened by a day, that day included."""
    return when.latest <= day


def surely_after(when: Interval, day: date) -> bool:
    """Whether something of uncertain date certainly happens after a day."""
    return when.earliest > day


@dataclass(frozen=True)
class Law:
    """The law at one day.

    Args:
        registry: whose facts are read.
        day: the day.
    """

    registry: Registry
    day: date

    def get(self, id_: str) -> Regulation:
        """Return a regulation that is known to be held."""
        held = self.registry.get(id_)
        assert held is not None, id_
        return held

    def stands(self, id_: str) -> bool:
        """Whether a regulation certainly exists, has effect and is not revoked in full."""
        held = self.registry.get(id_)
        if held is None or not held.status_known:
            return False
        begun = surely_by(held.exists, self.day) and surely_by(held.effective, self.day)
        return begun and all(
            surely_after(change.effective, self.day) for change in self._changes(id_, "revokes")
        )

    def revocations(self, id_: str) -> tuple[Change, ...]:
        """Return the full revocations certainly in effect."""
        return self._certain(self._changes(id_, "revokes"))

    def partial_revocations(self, id_: str) -> tuple[Change, ...]:
        """Return the partial revocations certainly in effect."""
        return self._certain(self._changes(id_, "partly_revokes"))

    def amendments(self, id_: str) -> tuple[Change, ...]:
        """Return the amendments certainly in effect, oldest first; of a group its last act."""
        groups: dict[str, Change] = {}
        for change in self._certain(self._changes(id_, "amends")):
            key = change.group or change.act
            if key not in groups or groups[key].effective.latest < change.effective.latest:
                groups[key] = change
        return tuple(
            sorted(groups.values(), key=lambda c: (c.ordinal or 0, c.effective.latest, c.act))
        )

    def doubtful_amendments(self, id_: str) -> tuple[Change, ...]:
        """Return the amendments that may be in effect and would then be the last, in order."""
        known = self.amendments(id_)
        last = known[-1].ordinal or 0 if known else 0
        return tuple(
            change
            for change in self._changes(id_, "amends")
            if not surely_by(change.effective, self.day)
            and not surely_after(change.effective, self.day)
            and (change.ordinal or 99) > last
        )

    def superseded(self, id_: str) -> bool:
        """Whether something else may already have to be cited in its place."""
        return any(
            self.get(each.by).exists.earliest <= self.day
            for each in self.registry.replacements(id_)
        )

    def gazetted(self, id_: str) -> bool:
        """Whether the registry knows the gazette that the type of a regulation has to carry."""
        held = self.get(id_)
        return held.type not in _GAZETTED or any(one.kind == "LN" for one in held.gazettes)

    def citable(self) -> tuple[Regulation, ...]:
        """Return the bases that can be cited rightly and completely at the day."""
        return tuple(
            held
            for held in pool()
            if self.stands(held.id)
            and not self.superseded(held.id)
            and self.gazetted(held.id)
            and all(self.gazetted(change.act) for change in self.amendments(held.id)[-1:])
        )

    def regime(self) -> str | None:
        """Return the ZI regime certainly in force, ``None`` where that is not certain."""
        for regime, id_ in self.registry.guidelines():
            others = [other for _, other in self.registry.guidelines() if other != id_]
            if self.stands(id_) and not any(self._may_stand(other) for other in others):
                return regime
        return None

    def guideline(self, regime: str) -> str:
        """Return the guideline of a regime."""
        return dict(self.registry.guidelines())[regime]

    def authority(self, kind: str) -> tuple[str, ...]:
        """Return what a decree of that kind of office has to rest on at the day."""
        return tuple(id_ for id_ in self.registry.authority(kind) if self.stands(id_))

    def mandatory(self, regime: str) -> tuple[Component, ...]:
        """Return the sub-elements that a plan has to cover."""
        return tuple(c for c in self.registry.components(regime) if c.mandatory and c.sub)

    def _may_stand(self, id_: str) -> bool:
        held = self.get(id_)
        return held.effective.earliest <= self.day and not self.revocations(id_)

    def _changes(self, id_: str, kind: str) -> Iterable[Change]:
        return (change for change in self.registry.changes_to(id_) if change.kind == kind)

    def _certain(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        return tuple(change for change in changes if surely_by(change.effective, self.day))
