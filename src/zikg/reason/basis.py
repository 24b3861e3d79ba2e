"""What a decree rests on: its authority, the guideline in force, and what its title is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.graph import nt
from zikg.graph.citations import collides, own_titles
from zikg.graph.wording import fold, squeeze
from zikg.reason.standing import SURE, judged_work
from zikg.registry.issuers import kind_of, peers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Decree, SectionName
    from zikg.reason.case import Case

_ABOUT: Final = ("zonaintegritas", "wilayahbebasdarikorupsi", "wilayahbirokrasibersih")
_SHORT: Final = re.compile(r"\b(?:wbk|wbbm)\b")
_PLANS: Final = re.compile(r"rencana(?:aksi|kerja|pembangunan)")


def about_zona_integritas(decree: Decree) -> bool:
    """Whether the decree's own name says that it is about Zona Integritas, WBK or WBBM."""
    names = own_titles(decree)
    return any(
        _SHORT.search(fold(name)) or any(words in squeeze(name) for words in _ABOUT)
        for name in names
    )


def sets_plan(decree: Decree) -> bool:
    """Whether the decree's own name says that it sets an action, work or building plan."""
    return any(_PLANS.search(squeeze(name)) for name in own_titles(decree))


def basis_facts(case: Case) -> Iterator[Fact]:
    """Return what the decree rests on, must rest on, and is about."""
    decree = case.decree
    resting = works(case, "mengingat")
    for work in resting:
        yield case.document, nt.term("restsOn"), nt.work(work)
    for guideline in guidelines_in_force(case):
        if guideline in resting:
            yield case.document, nt.term("restsOnGuideline"), nt.work(guideline)
        if guideline in works(case, "menimbang"):
            yield case.document, nt.term("considersGuideline"), nt.work(guideline)
    kind = kind_of(decree.issuer) if decree.issuer else None
    for work in case.registry.authority(kind) if kind else ():
        if stands(case, work):
            yield case.document, nt.term("requiresBasis"), nt.work(work)
    if about_zona_integritas(decree):
        yield case.document, nt.term("aboutZonaIntegritas"), nt.flag(True)
    if sets_plan(decree):
        yield case.document, nt.term("setsPlan"), nt.flag(True)


def works(case: Case, section: SectionName) -> dict[str, None]:
    """Return the works that a section rests on, in order: those cited and those judged."""
    found: dict[str, None] = {}
    for citation in case.citations:
        if citation.section == section:
            # What doubtful letters may stand for is not called missing.
            doubtful = case.work(citation) is None and citation.confidence < SURE
            may = citation.candidates if doubtful else ()
            for work in (case.work(citation), judged_work(case, citation), *may):
                if work is not None:
                    found[work] = None
    return found


def guidelines_in_force(case: Case) -> tuple[str, ...]:
    """Return the guideline of the regime in force; none where that is undecided."""
    return tuple(work for regime, work in case.registry.guidelines() if regime == case.regime)


def stands(case: Case, work: str) -> bool:
    """Whether a work certainly exists, has effect and is not revoked at the judged date."""
    held = case.registry.get(work)
    if held is None or not held.exists.by(case.judged) or not held.effective.by(case.judged):
        return False
    return all(now is False for change, now in case.changes(work) if change.kind == "revokes")


def identity_facts(case: Case) -> Iterator[Fact]:
    """Return citations of the decree's own number under another title, and peers named."""
    decree = case.decree
    for citation in decree.citations:
        if citation.role != "title" and collides(decree, citation):
            yield case.say(citation, "sameNumberAs", case.document)
    for mention in decree.units:
        if decree.issuer and peers(decree.issuer, mention.unit):
            yield case.say(mention, "namesPeer", nt.org(mention.unit))
