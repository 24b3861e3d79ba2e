"""What stood at a date: the status of a regulation, the ZI regime, the changes still to come.

Three-valued: a thing is said only where it holds over the whole interval of every date used;
"effective on or before the judged date" counts the day itself (design section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date

    from zikg.model import Change, Confidence, Interval, Regulation
    from zikg.registry.lookup import Registry

Code = Literal[
    "in-force", "amended", "revoked", "partly-revoked", "not-yet", "not-existing", "unknown"
]
RegimeState = Literal["decided", "undecided", "none"]

LABELS: Final[dict[Code, str]] = {
    "in-force": "Berlaku",
    "amended": "Berlaku (telah diubah)",
    "revoked": "Dicabut",
    "partly-revoked": "Dicabut sebagian",
    "not-yet": "Belum berlaku",
    "not-existing": "Belum berlaku",
    "unknown": "Status tidak diketahui",
}
"""Statuses as JDIH writes them (design section 7)."""

_ORDER: Final[tuple[Confidence, ...]] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Status:
    """The standing of a regulation at a date.

    ``since`` is the printed date (``2021-12``) of the change that decides, else of taking effect;
    ``by`` the ids of the acts that made it so; ``confidence`` that of the weakest fact used.
    """

    code: Code
    label: str
    since: str | None = None
    by: tuple[str, ...] = ()
    confidence: Confidence = "high"


def in_effect(change: Change, when: Interval) -> bool | None:
    """Return whether a change has taken effect at a date: yes, no, ``None`` for undecided."""
    return change.effective.by(when)


def undone(registry: Registry, change: Change, when: Interval) -> bool | None:
    """Return whether the act of an amendment was itself revoked by a date: yes, no, undecided.

    Such an amendment (that of a Perppu which was refused, say) is none that a decree has to name.
    """
    if change.kind != "amends":
        return False
    known = [in_effect(c, when) for c in registry.changes_to(change.act) if c.kind == "revokes"]
    return True if any(known) else None if None in known else False


def status_at(registry: Registry, id_: str, when: Interval) -> Status:
    """Return the standing of a regulation at a date.

    A regulation that the registry does not hold, or on whose standing it has no word, is
    ``unknown``, never in force. An undecided revocation makes ``unknown`` too; an undecided
    amendment or partial revocation does not: either way the regulation stands.

    Args:
        registry: the registry.
        id_: short id of the regulation.
        when: the date at which it is judged.

    Example:
        >>> from zikg.model import Interval
        >>> from zikg.registry import open_registry
        >>> status_at(open_registry(), "uu/ri/2014/5", Interval.parse("2023-10-31")).label
        'Dicabut'
    """
    held = registry.get(id_)
    if held is None:
        return _status("unknown")
    if held.exists.by(when) is False:
        return _status("not-existing", held.exists, confidence=held.confidence)
    if held.effective.by(when) is False:
        return _status("not-yet", held.effective, confidence=held.confidence)
    changes = registry.changes_to(id_)
    certain = [change for change in changes if in_effect(change, when)]
    if revoked := _of("revokes", certain):
        return _changed("revoked", revoked, held)
    undecided = [change for change in changes if in_effect(change, when) is None]
    if doubtful := _of("revokes", undecided):
        return _status("unknown", by=tuple(change.act for change in doubtful))
    if held.effective.by(when) is None:
        return _status("unknown", confidence=held.confidence)
    if partly := _of("partly_revokes", certain):
        return _changed("partly-revoked", partly, held)
    if not held.status_known:
        return _status("unknown", confidence=held.confidence)
    if amended := [c for c in _of("amends", certain) if not undone(registry, c, when)]:
        return _changed("amended", amended, held, last=True)
    return _status("in-force", held.effective, confidence=held.confidence)


def _of(kind: str, changes: list[Change]) -> list[Change]:
    return [change for change in changes if change.kind == kind]


def _changed(code: Code, changes: list[Change], held: Regulation, *, last: bool = False) -> Status:
    """The status that changes make: one sure change is enough, so the surest counts."""
    sure = max(_ORDER.index(_confidence(change)) for change in changes)
    acts = tuple(dict.fromkeys(change.act for change in changes))
    weakest = _ORDER[min(sure, _ORDER.index(held.confidence))]
    return _status(code, changes[-1 if last else 0].effective, acts, weakest)


def _confidence(change: Change) -> Confidence:
    return "medium" if change.disputed and change.confidence == "high" else change.confidence


def _status(
    code: Code,
    since: Interval | None = None,
    by: tuple[str, ...] = (),
    confidence: Confidence = "high",
) -> Status:
    return Status(code, LABELS[code], since.printed if since else None, by, confidence)


def regime_at(registry: Registry, when: Interval) -> tuple[str | None, RegimeState]:
    """Return the ZI regime in force at a date, and whether that could be decided.

    Args:
        registry: the registry, whose guidelines tell the regimes apart.
        when: the date at which it is judged.

    Returns:
        (``"2014"`` or ``"2021"``, ``"decided"``); (``None``, ``"undecided"``) where the dates of
        a guideline do not decide; (``None``, ``"none"``) before the first guideline.

    Example:
        >>> from zikg.model import Interval
        >>> from zikg.registry import open_registry
        >>> regime_at(open_registry(), Interval.parse("2025-02-07"))
        ('2021', 'decided')
    """
    standing = {regime: _stands(registry, id_, when) for regime, id_ in registry.guidelines()}
    sure = [regime for regime, stands in standing.items() if stands]
    if any(stands is None for stands in standing.values()) or len(sure) > 1:
        return None, "undecided"
    return (sure[0], "decided") if sure else (None, "none")


def _stands(registry: Registry, id_: str, when: Interval) -> bool | None:
    code = status_at(registry, id_, when).code
    if code == "unknown":
        return None
    return code not in {"revoked", "not-yet", "not-existing"}


def next_changes(registry: Registry, id_: str, after: date) -> tuple[Change, ...]:
    """Return the changes to a regulation that certainly take effect after a day, earliest first.

    Args:
        registry: the registry.
        id_: short id of the regulation.
        after: the day; a change effective on it is not among them.
    """
    return tuple(change for change in registry.changes_to(id_) if change.effective.earliest > after)
