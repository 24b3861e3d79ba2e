"""What follows from the date of the registry: facts that OWL cannot infer.

OWL compares no dates. These facts are computed, not asserted, and lie in ``graph/inferred`` beside
the closure, which starts from them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Triple

from zikg.graph import terms
from zikg.graph.terms import term
from zikg.model import Interval
from zikg.namespaces import ELI
from zikg.registry.status import Code, in_effect, status_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zikg.model import Change, Regulation
    from zikg.registry import Registry

_FORCE: Final[dict[Code, str]] = {
    "in-force": "InForce-inForce",
    "amended": "InForce-inForce",
    "partly-revoked": "InForce-partiallyInForce",
    "revoked": "InForce-notInForce",
    "not-yet": "InForce-notInForce",
    "not-existing": "InForce-notInForce",
}
_ENDED: Final = NamedNode(ELI + "date_no_longer_in_force")


def registry_date(registry: Registry) -> Interval:
    """Return the date of the registry's facts as an interval: ``2026-11`` is all of the month."""
    return Interval.parse(registry.info.date)


def effect_triples(registry: Registry, when: Interval | None = None) -> Iterator[Triple]:
    """Return which changes are in effect, and how each work stands, at a date.

    Written are ``zikg:effectedBy`` (the first step of every chain to an ELI property: only where
    the change is certainly in effect), ``zikg:registryStatus``, ``eli:in_force`` (only where the
    status is known) and ``eli:date_no_longer_in_force`` (design section 5).

    Args:
        registry: the registry.
        when: the date to judge at; that of the registry unless told.
    """
    when = when or registry_date(registry)
    for change in registry.changes():
        if in_effect(change, when):
            yield _effected(change)
    for found in list(registry.regulations()):
        node, code = terms.work(found.id), status_at(registry, found.id, when).code
        yield from _standing(node, code)
        last = last_day(registry.changes_to(found.id))
        if last is not None:
            yield Triple(node, _ENDED, terms.day(last))


def sure_effects(
    registry: Registry, regulations: Iterable[Regulation], changes: Iterable[Change]
) -> Iterator[Triple]:
    """Return the same for regulations and changes below the reference, as far as it is sure enough.

    A plain link carries no certainty, so none is drawn from a change of low certainty; nor is a
    status told that is of low certainty, or unknown (``zikg:statusKnown false`` says so already).

    Args:
        registry: tells all that has changed them.
        regulations: the regulations.
        changes: the changes.
    """
    when = registry_date(registry)
    for change in changes:
        if change.confidence != "low" and in_effect(change, when):
            yield _effected(change)
    for found in regulations:
        node, status = terms.work(found.id), status_at(registry, found.id, when)
        if status.code == "unknown" or status.confidence == "low":
            continue
        yield from _standing(node, status.code)
        told = tuple(c for c in registry.changes_to(found.id) if c.confidence != "low")
        last = last_day(told)
        if last is not None:
            yield Triple(node, _ENDED, terms.day(last))


def _effected(change: Change) -> Triple:
    return Triple(terms.node(change.id), term("effectedBy"), terms.work(change.act))


def _standing(node: NamedNode, code: Code) -> Iterator[Triple]:
    shown = "not-yet" if code == "not-existing" else code
    yield Triple(node, term("registryStatus"), terms.node(f"status/{shown}"))
    if code in _FORCE:
        yield Triple(node, NamedNode(ELI + "in_force"), NamedNode(ELI + _FORCE[code]))


def last_day(changes: tuple[Change, ...]) -> date | None:
    """Return the last day in force: the day before the full revocation takes effect.

    Args:
        changes: the changes to one work, of any kind.

    Returns:
        The day, or ``None`` where no full revocation is known, or its day is not exact.
    """
    ends = [change.effective for change in changes if change.kind == "revokes"]
    first = min((when.earliest for when in ends), default=None)
    if first is None or min(when.latest for when in ends) != first:
        return None
    return first - timedelta(days=1)
