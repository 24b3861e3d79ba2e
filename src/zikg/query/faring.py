"""How a citation fares: what the changes to a regulation make of a decree that cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from zikg.model import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Kind = Literal["amends", "revokes", "partly-revokes", "adopts"]
State = Literal[
    "revoked-at-signing",
    "would-be-revoked",
    "would-be-stale",
    "stale",
    "will-be-stale",
    "undecided",
    "draft-revoked",
    "draft-until",
    "draft",
    "current",
]
STATES: Final[dict[State, dict[str, str]]] = {
    "revoked-at-signing": {
        "id": "sudah dicabut saat ditetapkan",
        "en": "already revoked at signing",
    },
    "would-be-revoked": {
        "id": "akan sudah dicabut saat ditetapkan",
        "en": "would be revoked at signing",
    },
    "would-be-stale": {"id": "akan berubah bila dicabut", "en": "would go stale if revoked"},
    "stale": {"id": "berubah setelah penetapan", "en": "stale since signing"},
    "will-be-stale": {"id": "akan berubah", "en": "will go stale"},
    "undecided": {"id": "tidak dapat ditentukan", "en": "undecided"},
    "draft-revoked": {
        "id": "rancangan: sudah dicabut, ganti",
        "en": "draft: revoked, cite another",
    },
    "draft-until": {
        "id": "rancangan: ganti bila ditetapkan sejak tanggal itu",
        "en": "draft: cite another if signed from that date on",
    },
    "draft": {"id": "rancangan", "en": "draft"},
    "current": {"id": "tidak berubah", "en": "unchanged"},
}
"""States of a citing item, gravest first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change to the regulation that the store knows of."""

    act: str
    kind: Kind
    when: Interval
    confidence: str
    disputed: bool
    group: str | None


def fares(
    changes: Iterable[Changed],
    stage: str,
    dated: Interval | None,
    as_of: date,
    if_revoked: date | None,
) -> tuple[State, Interval | None, str | None]:
    """Return what becomes of a citation, from when, and by which act."""
    known = sorted(changes, key=lambda change: (change.when.earliest, change.act))
    revoked = [change for change in known if change.kind == "revokes"]
    today = Interval.of(as_of)
    if stage == "draft":
        return _draft(revoked, today, if_revoked)
    if dated is None:
        return ("undecided", None, None) if known or if_revoked else ("current", None, None)
    for change in revoked:
        if change.when.by(dated):
            return "revoked-at-signing", change.when, change.act
    supposed = Interval.of(if_revoked) if if_revoked else None
    if supposed and not any(change.when.by(supposed) for change in revoked):
        after = dated.before(supposed)
        state: State = (
            "would-be-stale" if after else "undecided" if after is None else "would-be-revoked"
        )
        return state, supposed, None
    done = {change.group for change in known if change.group and change.when.by(dated)}
    later = [
        c for c in known if c.kind != "adopts" and c.group not in done and dated.before(c.when)
    ]
    past = [change for change in later if change.when.by(today)]
    if past:
        return "stale", past[0].when, past[0].act
    doubtful = [c for c in revoked if c.when.by(dated) is None]
    if doubtful:
        return "undecided", doubtful[0].when, doubtful[0].act
    if later:
        return "will-be-stale", later[0].when, later[0].act
    return "current", None, None


def _draft(
    revoked: list[Changed], today: Interval, if_revoked: date | None
) -> tuple[State, Interval | None, str | None]:
    for change in revoked:
        if change.when.by(today):
            return "draft-revoked", change.when, change.act
    if if_revoked:
        return "draft-until", Interval.of(if_revoked), None
    for change in revoked:
        return "draft-until", change.when, change.act
    return "draft", None, None
