"""The law as the registry holds it: facts, each with its source and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from zikg.model.dates import Interval

Confidence = Literal["high", "medium", "low"]
ChangeKind = Literal["amends", "revokes", "partly_revokes", "adopts"]


@dataclass(frozen=True, slots=True)
class Gazette:
    """A gazette number: ``kind`` is LN, TLN, BN, TBN, LD or BD; a TLN carries no year."""

    kind: str
    year: int | None
    number: str


@dataclass(frozen=True, slots=True)
class Regulation:
    """A legal instrument as the registry holds it.

    ``exists`` is when it was made (enactment, else promulgation, else its year); ``effective``
    when it takes effect. ``status_known`` is false where the registry holds no word on whether it
    still stands. ``variants`` are widespread other forms of the title.
    """

    id: str
    type: str
    issuer: str | None
    number: str
    year: int
    title: str | None
    exists: Interval
    effective: Interval
    status_known: bool
    confidence: Confidence
    source: str
    variants: tuple[str, ...] = ()
    gazettes: tuple[Gazette, ...] = ()
    enacted: Interval | None = None
    promulgated: Interval | None = None
    note: str = ""
    passed_by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A legal change: an act amends, revokes, partly revokes or adopts a target from a date on.

    ``ordinal`` is the place in the row of amendments of the target, where known (Perubahan Kedua
    is 2); changes of one ``group`` count as one (a Perppu and the law that establishes it).
    ``scope`` names the provisions hit by a partial revocation.
    """

    id: str
    kind: ChangeKind
    act: str
    target: str
    effective: Interval
    confidence: Confidence
    source: str
    provision: str = ""
    scope: str = ""
    disputed: bool = False
    ordinal: int | None = None
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to cite instead of a regulation: a fact of its own, with its source."""

    target: str
    by: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Authority:
    """What the authority of a kind of issuer (``kpu-kabkota``) rests on: a fact with its source."""

    issuer_kind: str
    id: str
    provision: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Component:
    """A component of a ZI plan: an area (``sub`` empty) or a sub-element of one.

    ``id`` is ``zi/2021/6`` or ``zi/2021/6/p3``; ``aspect`` is ``pemenuhan``, ``reform`` or, in the
    2014 regime, ``pengungkit``; ``mandatory`` marks what a plan has to cover.
    """

    id: str
    regime: str
    area: str
    sub: str
    name: str
    aspect: str
    weight: float | None
    mandatory: bool
    aliases: tuple[str, ...] = ()
    confidence: Confidence = "high"
    source: str = ""
