"""Which amendments a legal basis names, and which later ones it leaves out (ZI203, ZI204).

A Perppu and the law that establishes it are one amendment: naming either is naming it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zikg.graph import nt
from zikg.reason.case import Case, amending_title
from zikg.reason.relations import misdescribed
from zikg.reason.standing import existence, judged_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Change, Citation, Interval


@dataclass(frozen=True, slots=True)
class Named:
    """An amendment that the decree names: its act, its place in the row, its date, its group."""

    citation: Citation
    act: str | None
    ordinal: int | None
    when: Interval | None
    group: str


def amendment_facts(case: Case) -> Iterator[Fact]:
    """Return the amendments named and the later ones left out, for each base citation."""
    wrong = misdescribed(case)
    for base in case.citations:
        if base.role != "base":
            continue
        for citation in case.chain(base):
            if citation.index in wrong:
                yield case.say(base, "hasMisdescribedChange", case.node(citation))
        named = named_changers(case, base, wrong)
        for changer in named:
            yield case.say(base, "namesChanger", case.node(changer.citation))
        for change in later_amendments(case, base, named):
            yield case.say(base, "laterAmendment", nt.node(change.id))


def named_changers(case: Case, base: Citation, wrong: frozenset[int]) -> tuple[Named, ...]:
    """Return the amendments of a base that the decree names.

    In its own chain, or (in Mengingat) anywhere in the list; an act cited alone names itself.

    Args:
        case: the decree before the judge.
        base: a base citation.
        wrong: citations whose claimed relation is contradicted; they name nothing.
    """
    work = judged_work(case, base)
    if work is None:
        return ()
    amendments = {c.act: c for c, _ in case.changes(work) if c.kind == "amends"}
    chain = {citation.index for citation in case.chain(base)}
    found = []
    for citation in case.citations:
        act = case.work(citation)
        if citation.index in wrong or (citation is base and act == work):
            continue
        alone = citation.role == "base" and act != work and judged_work(case, citation) == work
        listed = base.section == "mengingat" == citation.section
        if citation.index in chain or (
            (listed or citation is base) and (alone or act in amendments)
        ):
            found.append(_named(case, citation, amendments.get(act or "")))
    return tuple(found)


def _named(case: Case, citation: Citation, change: Change | None) -> Named:
    act = case.work(citation)
    held = case.registry.get(act) if act else None
    title = held.title if held and held.title else citation.title
    ordinal = (change.ordinal if change else None) or amending_title(title) or None
    when = change.effective if change else existence(case, citation)
    return Named(citation, act, ordinal, when, change.group if change else "")


def later_amendments(case: Case, base: Citation, named: tuple[Named, ...]) -> tuple[Change, ...]:
    """Return the amendments in effect that are certainly later than every one named.

    By ordinal where both have one, else by date; one of each group, the last in effect. Where the
    order of one named act cannot be decided, nothing is said.
    """
    if not named:
        return ()
    acts = {changer.act for changer in named}
    groups = {changer.group for changer in named if changer.group}
    found: dict[str, Change] = {}
    for change, now in case.changes(judged_work(case, base)):
        if not now or change.kind != "amends" or change.act in acts or change.group in groups:
            continue
        if case.undone(change):
            continue
        if not all(_later(case, change, changer) for changer in named):
            continue
        key = change.group or change.act
        if key not in found or found[key].effective.latest < change.effective.latest:
            found[key] = change
    return tuple(found.values())


def _later(case: Case, change: Change, named: Named) -> bool:
    held = case.registry.get(change.act)
    ordinal = change.ordinal or amending_title(held.title if held else None) or None
    if ordinal and named.ordinal:
        return ordinal > named.ordinal
    return bool(named.when and named.when.before(change.effective))
