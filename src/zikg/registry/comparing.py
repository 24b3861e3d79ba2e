"""Where the national registry says something else than the reference, and what it could not take.

The reference wins wherever both speak; here both sides are shown, so that a person can look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zikg.registry.titles import same_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Gazette, Interval, Regulation
    from zikg.registry.layer import Layer
    from zikg.registry.lookup import Registry


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which the two differ: ``what`` is a column, or the pair of a change."""

    id: str
    what: str
    reference: str
    national: str


def differences(registry: Registry) -> Iterator[Difference]:
    """Return where reference and national registry contradict each other, in order of ids.

    A change that only one of the two knows is told too: of a regulation whose status the reference
    knows, the other's has no effect.
    """
    national = registry.national
    if national is None:
        return
    for held in registry.regulations():
        other = national.get(held.id)
        if other is not None:
            yield from _regulations(held, other)
        yield from _changes(registry, national, held)


def _regulations(held: Regulation, other: Regulation) -> Iterator[Difference]:
    titles = (held.title, *held.variants)
    if other.title and held.title and not any(same_title(other.title, title) for title in titles):
        yield Difference(held.id, "title", held.title, other.title)
    for gazette in other.gazettes:
        same = [known for known in held.gazettes if known.kind == gazette.kind]
        if same and gazette not in same:
            yield Difference(held.id, "gazette", _gazette(same[0]), _gazette(gazette))
    for name in ("enacted", "promulgated", "effective"):
        mine: Interval | None = getattr(held, name)
        theirs: Interval | None = getattr(other, name)
        if mine and theirs and (mine.before(theirs) or theirs.before(mine)):
            yield Difference(held.id, name, mine.printed, theirs.printed)


def _changes(registry: Registry, national: Layer, held: Regulation) -> Iterator[Difference]:
    mine = {(c.act, c.target): c.kind for c in registry.reference.changes_to(held.id)}
    theirs = {(c.act, c.target): c.kind for c in national.changes_to(held.id)}
    for pair in sorted({*mine, *theirs}):
        one, other = mine.get(pair), theirs.get(pair)
        if one != other:
            act, target = pair
            yield Difference(target, f"change by {act}", one or "–", other or "–")


def _gazette(gazette: Gazette) -> str:
    return " ".join(
        (gazette.kind, "/".join(filter(None, (str(gazette.year or ""), gazette.number))))
    )
