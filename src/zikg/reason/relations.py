"""What a decree says that one instrument does to another, against what the registry holds (ZI205).

Only a positive contrary fact counts: that the registry does not know an amendment proves nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.graph import nt
from zikg.reason.case import Case, amending_title, establishes
from zikg.reason.standing import SURE, judged_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Change, Citation

_REVOKES: Final = ("revokes", "partly_revokes")
_NUMBERED: Final = re.compile(r"\bnomor\s+(\d+)\S*\s+tahun\s+(\d{4})", re.IGNORECASE)


def relation_facts(case: Case) -> Iterator[Fact]:
    """Return what each amending citation changes and what contradicts its claim."""
    wrong = misdescribed(case)
    for citation in case.citations:
        target = changed_work(case, citation)
        if target is None:
            continue
        yield case.say(citation, "changesWork", nt.work(target))
        if citation.index not in wrong:
            continue
        change = contradiction(case, citation)
        other = title_names_other(case, citation)
        if change is not None:
            yield case.say(citation, "contradictedBy", nt.node(change.id))
        elif other is not None:
            yield case.say(citation, "titleNamesOther", nt.work(other))


def misdescribed(case: Case) -> frozenset[int]:
    """Return the indices of the amending citations that are contradicted, one for each pair."""
    found: dict[tuple[int, str | None, str | None], int] = {}
    for citation in case.citations:
        if contradiction(case, citation) or title_names_other(case, citation):
            root = case.root(citation).index
            pair = (root, changed_work(case, citation), case.work(citation))
            found.setdefault(pair, citation.index)
    return frozenset(found.values())


def changed_work(case: Case, citation: Citation) -> str | None:
    """Return the work that an amending citation is said to change."""
    if citation.role != "amending" or citation.of is None:
        return None
    return case.work(case.decree.citations[citation.of])


def contradiction(case: Case, citation: Citation) -> Change | None:
    """Return the change that the registry holds between a pair instead of the one claimed."""
    act, targets = case.work(citation), _targets(case, citation)
    if act is None or not targets or citation.relation is None:
        return None
    between = [change for change in case.registry.changes_by(act) if change.target in targets]
    amends = [change for change in between if change.kind == "amends"]
    revokes = [change for change in between if change.kind in _REVOKES]
    if citation.relation == "revoked":
        return amends[0] if amends and not revokes else None
    if amends or not revokes:
        return None
    return min(revokes, key=lambda change: _REVOKES.index(change.kind))


def _targets(case: Case, citation: Citation) -> frozenset[str]:
    """Return the work said to be changed, also as the base that it is judged on."""
    if citation.role != "amending" or citation.of is None:
        return frozenset()
    changed = case.decree.citations[citation.of]
    return frozenset(w for w in (case.work(changed), judged_work(case, changed)) if w)


def title_names_other(case: Case, citation: Citation) -> str | None:
    """Return the work that the title of an act names as changed, where that is another one.

    The title of the registry counts before the one written in the decree; an act whose title
    names no work as changed (an omnibus law) may change any.
    """
    act, targets = case.work(citation), _targets(case, citation)
    if act is None or not targets or citation.relation not in ("amended", "last-amended"):
        return None
    known = [c for c in case.registry.changes_by(act) if c.kind in ("amends", *_REVOKES)]
    if any(change.target in targets for change in known):
        return None
    mentions = case.named_in_title(citation)
    if any(mention.regulation in targets for mention in mentions):
        return None
    held = case.registry.get(act)
    if held is not None and held.title:
        return _by_registry(held.title, targets, known)
    return _as_cited(citation, targets, mentions)


def _by_registry(title: str, targets: frozenset[str], known: list[Change]) -> str | None:
    named = {(number, year) for number, year in _NUMBERED.findall(title)}
    if amending_title(title) is None or not named:
        return None
    if any(_numbered(target) in named for target in targets):
        return None
    for change in known:
        if change.kind == "amends" and _numbered(change.target) in named:
            return change.target
    return None


def _as_cited(
    citation: Citation, targets: frozenset[str], mentions: tuple[Citation, ...]
) -> str | None:
    if amending_title(citation.title) is None or citation.confidence < SURE:
        return None
    if establishes(citation.title) and mentions and mentions[0].type in ("perppu", "uudrt"):
        mentions = mentions[1:]
    if not mentions or mentions[0].confidence < SURE or mentions[0].regulation is None:
        return None
    named = {_numbered(mention.regulation) for mention in mentions if mention.regulation}
    if any(_numbered(target) in named for target in targets):
        return None
    return mentions[0].regulation


def _numbered(identifier: str) -> tuple[str, str]:
    """Return number and year of an id: the same work may be cited under another type."""
    *_, year, number = identifier.split("/")
    return number, year
