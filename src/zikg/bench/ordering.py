"""Put legal bases in their order: by hierarchy, inside one level by date (Lampiran II angka 43)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.bench.law import Law
    from zikg.bench.sample import Basis, Cited, Sample
    from zikg.model import Regulation


def ordered(law: Law, chosen: Iterable[Regulation], *, grouped: bool) -> list[Regulation]:
    """Return bases in their order.

    Args:
        law: gives the levels.
        chosen: the bases in any order.
        grouped: whether regulations of one issuer stand together inside their level.
    """

    def key(held: Regulation) -> tuple[object, ...]:
        series = (held.issuer or "") if grouped else ""
        made = held.exists
        return (_rank(law, held.id), series, made.earliest.year, int(held.number), held.type)

    return sorted(chosen, key=key)


def insert(law: Law, sample: Sample, new: Basis) -> tuple[Sample, str]:
    """Return the decree with one more basis where its level and date belong, and its item.

    Args:
        law: gives levels and dates.
        sample: the decree.
        new: the basis to add.
    """
    at = _place(law, sample.bases, new.base)
    return replace(sample, bases=(*sample.bases[:at], new, *sample.bases[at:])), str(at + 1)


def _rank(law: Law, id_: str) -> int:
    return law.registry.rank(id_.partition("/")[0]) or 99


def _place(law: Law, bases: tuple[Basis, ...], new: Cited) -> int:
    """Behind all of a higher level and all of its own series that are not certainly later."""
    rank = _rank(law, new.id)
    higher = [at for at, one in enumerate(bases, 1) if _rank(law, one.base.id) < rank]
    held = law.registry.get(new.id)
    mine = [
        (at, law.get(one.base.id))
        for at, one in enumerate(bases, 1)
        if _rank(law, one.base.id) == rank
    ]
    if held is None:
        return mine[-1][0] if mine else max(higher, default=0)
    series = [(at, other) for at, other in mine if other.issuer == held.issuer]
    earlier = [at for at, other in series if _made(other) <= _made(held)]
    if earlier:
        return max(earlier)
    if series:
        return series[0][0] - 1
    return mine[-1][0] if mine else max(higher, default=0)


def _made(held: Regulation) -> tuple[int, int]:
    return held.year, int(held.number)
