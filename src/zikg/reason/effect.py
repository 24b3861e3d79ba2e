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
    return _effects(registry, list(registry.regulations()), registry.changes(), when)


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
    return _effects(registry, regulations, changes, registry_date(registry), sure=True)


def _effects(
    registry: Registry,
    regulations: Iterable[Regulation],
    changes: Iterable[Change],
    when: Interval,
    *,
    sure: bool = False,
) -> Iterator[Triple]:
    def counts(change: Change) -> bool:
        return not sure or change.confidence != "low"

    for change in filter(counts, changes):
        if in_effect(change, when):
            yield Triple(terms.node(change.id), term("effectedBy"), terms.work(change.act))
    for found in regulations:
        node, status = terms.work(found.id), status_at(registry, found.id, when)
        if sure and (status.code == "unknown" or status.confidence == "low"):
            continue
        shown = "not-yet" if status.code == "not-existing" else status.code
        yield Triple(node, term("registryStatus"), terms.node(f"status/{shown}"))
        if status.code in _FORCE:
            yield Triple(node, NamedNode(ELI + "in_force"), NamedNode(ELI + _FORCE[status.code]))
        last = last_day(tuple(filter(counts, registry.changes_to(found.id))))
        if last is not None:
            yield Triple(node, NamedNode(ELI + "date_no_longer_in_force"), terms.day(last))


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
