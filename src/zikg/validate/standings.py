"""The regulations that a decree cites, at three dates: when it is judged, now, and what comes next.

Nothing is judged here: the statuses are those of the registry, and whether a citation was right at
its date is what the findings say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.model import Coming, Interval, Standing, StandingAt
from zikg.reason.case import Case
from zikg.registry.status import next_changes, status_at
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.model import Change, Decree, Finding, Run
    from zikg.registry import Registry
    from zikg.registry.status import Status

_PENDING: Final = frozenset({"not-yet", "not-existing"})
_GONE: Final = frozenset({"revoked", *_PENDING})
_BASES: Final = "ZI2"
"""The family of rules on legal bases."""


def standings(
    decree: Decree, run: Run, registry: Registry, findings: Iterable[Finding] = ()
) -> tuple[Standing, ...]:
    """Return each regulation cited in Menimbang, Mengingat and Memperhatikan at three dates.

    Instruments named inside the title of another are left out, and so are citations whose identity
    is not determined: they are listed as what could not be checked.

    Args:
        decree: the decree as read.
        run: the judged date, and the date of today.
        registry: what is known of the instruments cited.
        findings: all findings of the decree.

    Returns:
        One value for each regulation in each item, in the order of the text.
    """
    wrong = [f for f in findings if f.code.startswith(_BASES) and f.severity != "info"]
    found: dict[tuple[str, str | None, str], Standing] = {}
    for citation in Case(decree, run, registry).citations:
        work, section = citation.regulation, citation.section
        if work is None or section is None or (section, citation.item, work) in found:
            continue
        faulty = any(
            (finding.section, finding.item) == (section, citation.item)
            and work in {finding.subject, *finding.related}
            for finding in wrong
        )
        judged = _at(registry, work, run.judged)
        following, since = _next(registry, work, run), tuple(_since(registry, work, run))
        today = _at(registry, work, Interval.of(run.as_of))
        named = [work, *judged.by, *today.by, *(change.act for change in since)]
        named += [following.by] if following else []
        found[section, citation.item, work] = Standing(
            section,
            citation.item,
            work,
            judged,
            today,
            following,
            since,
            None if judged.code == "unknown" else not (faulty or judged.code in _GONE),
            tuple((id_, short_name(id_, registry)) for id_ in dict.fromkeys(named)),
        )
    return tuple(found.values())


def _at(registry: Registry, work: str, when: Interval) -> StandingAt:
    status: Status = status_at(registry, work, when)
    return StandingAt(status.code, status.label, status.since, status.by, status.confidence)


def _next(registry: Registry, work: str, run: Run) -> Coming | None:
    held = registry.get(work)
    if held is None:
        return None
    if status_at(registry, work, Interval.of(run.as_of)).code in _PENDING:
        return Coming("takes_effect", work, held.effective, confidence=held.confidence)
    for change in next_changes(registry, work, run.as_of):
        return Coming(
            change.kind, change.act, change.effective, change.provision, change.confidence
        )
    return None


def _since(registry: Registry, work: str, run: Run) -> Iterator[Change]:
    """Give the changes between the two dates; both ends have to be certain."""
    today = Interval.of(run.as_of)
    for change in registry.changes_to(work):
        if run.judged.before(change.effective) and change.effective.by(today):
            yield change
