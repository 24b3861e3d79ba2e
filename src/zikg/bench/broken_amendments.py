"""Breakages of how the amendment of a legal basis is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zikg.bench.breaking import Broken, Case, Expected, breaks
from zikg.bench.broken_bases import UNGAZETTED, bases, fits, put, sure, thought
from zikg.bench.citing import OFTEN, ONCE, cited
from zikg.bench.law import capped, pool, surely_after
from zikg.bench.ordering import insert
from zikg.bench.sample import Basis

if TYPE_CHECKING:
    from zikg.model import Severity


@breaks("ZI203")
def amendment_left_out(case: Case) -> Broken | None:
    """An amended regulation is cited without any amendment."""
    found = [
        (at, one)
        for at, one in bases(case).values()
        if one.act and one.sure and sure(case.law.amendments(one.base.id))
    ]
    if not found:
        return None
    at, one = case.rng.choice(found)
    severity = capped("error", case.law.amendments(one.base.id)[-1].confidence)
    broken = put(case, at, Basis(one.base)).sample
    return Broken(broken, (Expected("ZI203", severity, one.base.id, "mengingat", str(at + 1)),))


@breaks("ZI204")
def earlier_amendment_named_last(case: Case) -> Broken | None:
    """An amendment is named as the last, but another one in effect is later."""
    found = [
        (at, one, change)
        for at, one in bases(case).values()
        for change in case.law.amendments(one.base.id)[:-1]
        if one.sure and sure(case.law.amendments(one.base.id)) and case.law.gazetted(change.act)
    ]
    if not found:
        return None
    at, one, change = case.rng.choice(found)
    act = case.law.get(change.act)
    formula = ONCE if (change.ordinal or 1) == 1 else OFTEN[0]
    broken = put(case, at, Basis(one.base, cited(act, case.sample.custom), formula)).sample
    severity = capped("error", case.law.amendments(one.base.id)[-1].confidence)
    return Broken(broken, (Expected("ZI204", severity, one.base.id, "mengingat", str(at + 1)),))


@breaks("ZI205")
def revocation_called_amendment(case: Case) -> Broken | None:
    """What revokes a regulation (wholly or in part) is said to amend it."""
    kinds = {"revokes": case.law.revocations, "partly_revokes": case.law.partial_revocations}
    named = bases(case)
    amended = {
        h.id: {c.act for c in case.law.registry.changes_to(h.id) if c.kind == "amends"}
        for h in pool()
    }
    found = [
        (held, change)
        for held in pool()
        for changes in kinds.values()
        for change in changes(held.id)
        if fits(case, held) and change.act not in named and change.act not in amended[held.id]
        and case.law.gazetted(change.act) and case.law.get(change.act).confidence == "high"
    ]  # fmt: skip
    if not found:
        return None
    held, change = case.rng.choice(found)
    custom = case.sample.custom
    wrong = Basis(cited(held, custom), cited(case.law.get(change.act), custom), ONCE)
    broken, item = insert(case.law, case.sample, wrong)
    severity: Severity = capped("error", held.confidence, change.confidence)
    if change.disputed and severity == "error":
        severity = "warning"
    wanted = [Expected("ZI205", severity, held.id, "mengingat", item, act=change.act)]
    gone = case.law.revocations(held.id)
    if gone:
        loud = capped("error", held.confidence, gone[0].confidence)
        wanted.append(Expected("ZI201", loud, held.id, "mengingat", item))
    later = case.law.revocations(change.act)
    if later and not gone:
        return None
    # What revokes a part of it is noted beside, where the pair is another.
    return Broken(broken, tuple(wanted), beside=UNGAZETTED | {"ZI216"})


@breaks("ZI205")
def amendment_of_another(case: Case) -> Broken | None:
    """The act that is said to amend a regulation amends another one by its title."""
    named = bases(case)
    acts = [
        (change.act, held.id)
        for held in pool()
        for change in case.law.amendments(held.id)
        if held.id not in named and change.ordinal and case.law.gazetted(change.act)
        and case.law.stands(change.act) and sure([change])
    ]  # fmt: skip
    hit = [(at, one) for at, one in named.values() if one.sure and one.base.id not in _needed(case)]
    found = [
        (at, one, act)
        for at, one in hit
        for act, base in acts
        if base != one.base.id and act.split("/")[:2] == one.base.id.split("/")[:2]
    ]
    if not found:
        return None
    at, one, act = case.rng.choice(found)
    held = case.law.get(act)
    broken = put(case, at, Basis(one.base, cited(held, case.sample.custom), ONCE)).sample
    severity = capped("error", held.confidence)
    expected = Expected("ZI205", severity, one.base.id, "mengingat", str(at + 1), act=act)
    return Broken(broken, (expected,), beside=UNGAZETTED)


def _needed(case: Case) -> frozenset[str]:
    law, sample = case.law, case.sample
    return frozenset({law.guideline(sample.regime), *law.authority(sample.maker.kind)})


@breaks("ZI217")
def amendment_cited_alone(case: Case) -> Broken | None:
    """The last amendment is cited without its base."""
    found = [(at, one) for at, one in bases(case).values() if one.act and one.sure]
    found = [(at, one) for at, one in found if case.law.amendments(one.base.id)[-1].ordinal]
    if not found:
        return None
    at, one = case.rng.choice(found)
    assert one.act is not None
    broken = put(case, at, Basis(one.act)).sample
    return Broken(broken, (Expected("ZI217", "info", one.base.id, "mengingat", str(at + 1)),))


@breaks("ZI217")
def guideline_unamended_in_menimbang(case: Case) -> Broken | None:
    """A consideration names the guideline without its amendment."""
    one = case.sample.considers
    if one is None or one.act is None or not one.sure:
        return None
    broken = replace(case.sample, considers=Basis(one.base))
    return Broken(broken, (Expected("ZI217", "info", one.base.id, "menimbang", thought(case)),))


@breaks("ZI222")
def amendment_of_the_future_named(case: Case) -> Broken | None:
    """The amendment that is named does not exist yet."""
    found = [
        (at, one, change)
        for at, one in bases(case).values()
        if one.sure
        for change in case.law.registry.changes_to(one.base.id)
        if change.kind == "amends"
        and surely_after(case.law.get(change.act).exists, case.sample.day)
    ]
    if not found:
        return None
    at, one, change = case.rng.choice(found)
    act = case.law.get(change.act)
    formula = ONCE if (change.ordinal or 1) == 1 else OFTEN[0]
    broken = put(case, at, Basis(one.base, cited(act, case.sample.custom), formula)).sample
    severity = capped("error", act.confidence)
    return Broken(broken, (Expected("ZI222", severity, act.id, "mengingat", str(at + 1)),))
