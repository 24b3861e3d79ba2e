"""How each cited instrument stands at the judged date, in three values.

What is not certain over the whole interval is not said: an instrument that the registry does not
hold never "stands", and a change of undecided date neither counts nor is forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from zikg.graph import nt
from zikg.graph.citations import cited_date
from zikg.model import Change, Citation, Interval
from zikg.reason.case import Case, amending_title, establishes
from zikg.registry.status import status_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
Standing = Literal[
    "ambiguous", "incomplete", "not-existing", "unheld", "not-yet", "revoked", "stands"
]
SURE: Final = 0.9
"""Below this confidence of reading a number or year is not held against the drafter."""


def judged_work(case: Case, citation: Citation) -> str | None:
    """Return what a citation is judged on: the work cited, or what an act cited alone amends."""
    if citation.index not in case.judged_on:
        case.judged_on[citation.index] = _judged_work(case, citation)
    return case.judged_on[citation.index]


def _judged_work(case: Case, citation: Citation) -> str | None:
    work = case.work(citation)
    if work is None or citation.role != "base":
        return work
    seen = {work}
    base = amended_base(case, work, citation)
    while base is not None and base not in seen:
        work = base
        seen.add(work)
        base = amended_base(case, work, None)
    return work


def amended_base(case: Case, act: str, citation: Citation | None) -> str | None:
    """Return the one work that an act is made to amend, ``None`` where it is a work of its own.

    Only an act whose title says so is judged on its base: a law that also amends others, or
    many of them, stands for itself.
    """
    held = case.registry.get(act)
    title = held.title if held and held.title else citation.title if citation else None
    targets = {c.target for c in case.registry.changes_by(act) if c.kind == "amends"}
    if title is None:
        return targets.pop() if len(targets) == 1 else None
    if amending_title(title) is None:
        return None
    if len(targets) == 1:
        return targets.pop()
    named = _named_base(case, citation) if citation else None
    return named if not targets or named in targets else None


def _named_base(case: Case, citation: Citation) -> str | None:
    """Return the work named after "Perubahan atas" in the title as it is cited."""
    mentions = case.named_in_title(citation)
    if establishes(citation.title) and mentions and mentions[0].type in ("perppu", "uudrt"):
        mentions = mentions[1:]
    if not mentions or mentions[0].confidence < SURE or amending_title(citation.title) is None:
        return None
    return mentions[0].regulation


def standing(case: Case, citation: Citation) -> Standing:
    """Return the first that holds of what a cited instrument may be at the judged date."""
    work, on = case.work(citation), judged_work(case, citation)
    if work is None or on is None:
        return "ambiguous" if len(citation.candidates) > 1 else "incomplete"
    exists = existence(case, citation)
    if exists is None:
        return "incomplete"
    if case.judged.before(exists):
        # A year misread is likelier than a law from the future.
        return "not-existing" if citation.confidence >= SURE else "incomplete"
    revoked = any(now for change, now in case.changes(on) if change.kind == "revokes")
    held = case.registry.get(work)
    if held is None:
        return "revoked" if revoked and on != work else "unheld"
    if case.registry.get(on) is None:
        return "unheld"
    if case.judged.before(held.effective):
        return "not-yet"
    return "revoked" if revoked else "stands"


def existence(case: Case, citation: Citation) -> Interval | None:
    """Return when the instrument cited was made: by the registry, else as it is cited."""
    work = case.work(citation)
    held = case.registry.get(work) if work else None
    if held is not None:
        return held.exists
    return cited_date(citation, citation.year) if citation.year is not None else None


def standing_facts(case: Case) -> Iterator[Fact]:
    """Return judged work, standing and the changes that bear on each citation."""
    found = {citation.index: standing(case, citation) for citation in case.citations}
    for citation in case.citations:
        here = found[citation.index]
        yield case.say(citation, "standing", nt.words(here))
        root = case.root(citation)
        if case.whole or root is not citation:
            yield case.say(citation, "baseStanding", nt.words(found.get(root.index, here)))
        # What is wrong with the act itself is said of the act, all else of what it amends.
        itself = here in ("not-existing", "unheld", "not-yet")
        on = case.work(citation) if itself else judged_work(case, citation)
        if on is None:
            continue
        yield case.say(citation, "judgedWork", nt.work(on))
        if here == "stands" and status_at(case.registry, on, case.judged).code == "unknown":
            yield case.say(citation, "statusUnknown", nt.flag(True))
        yield from _changes(case, citation, on)


_BY: Final = {"revokes": "revokedBy", "partly_revokes": "partlyRevokedBy", "amends": "amendedBy"}


def _changes(case: Case, citation: Citation, work: str) -> Iterator[Fact]:
    changes = [
        (change, now)
        for change, now in case.changes(work)
        if change.kind in _BY and not (now and case.undone(change))
    ]
    in_effect = {change.group for change, now in changes if now and change.group}
    for change, now in changes:
        if now:
            yield case.say(citation, _BY[change.kind], nt.node(change.id))
        elif now is None:
            yield case.say(citation, "undecidedChange", nt.node(change.id))
        elif change.group not in in_effect and _since(case, change):
            # The law that establishes a Perppu already in effect changes nothing anew.
            yield case.say(citation, "changedSince", nt.node(change.id))


def _since(case: Case, change: Change) -> bool:
    today = Interval.of(case.run.as_of)
    return bool(case.judged.before(change.effective) and change.effective.by(today))
