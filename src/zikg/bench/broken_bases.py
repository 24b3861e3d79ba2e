"""Breakages of a single legal basis: what it is, whether it stands, how its amendment is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import Broken, Case, Expected, breaks
from zikg.bench.citing import OFTEN, ONCE, Custom, basis, cited
from zikg.bench.law import capped, pool, surely_after, surely_by
from zikg.bench.ordering import insert
from zikg.bench.sample import Basis, Cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.model import Change, Regulation, Severity

FULL: Final = Custom(state_gazette=True, of_presidential=True, often=OFTEN[0])
_MINISTER: Final = "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"


def bases(case: Case) -> dict[str, tuple[int, Basis]]:
    """Return the bases of a decree by id, with their place from 0."""
    return {one.base.id: (at, one) for at, one in enumerate(case.sample.bases)}


def put(case: Case, at: int, new: Basis) -> Case:
    """Return the case with another basis in a place."""
    listed = (*case.sample.bases[:at], new, *case.sample.bases[at + 1 :])
    return replace(case, sample=replace(case.sample, bases=listed))


def pick(case: Case, found: Iterable[Regulation]) -> Regulation | None:
    """Return one of the regulations by chance, ``None`` where there is none."""
    listed = list(found)
    return case.rng.choice(listed) if listed else None


def plain(held: Regulation) -> Basis:
    """Return a basis without any amendment, with all its gazettes."""
    return Basis(cited(held, FULL))


def _sure(changes: Sequence[Change]) -> bool:
    return all(change.confidence == "high" and not change.disputed for change in changes)


def _fits(case: Case, held: Regulation) -> bool:
    """Whether a regulation is of a kind that this maker may name, and not named yet."""
    elections = "pemilihan umum" in f"{held.title} {held.passed_by}".casefold()
    named = {one.base.id for one in case.sample.bases}
    return held.id not in named and (case.sample.maker.of_elections or not elections)


@breaks("ZI201")
def revoked_basis_added(case: Case) -> Broken | None:
    """A regulation revoked in full stands among the bases."""
    held = pick(case, (h for h in pool() if case.law.revocations(h.id) and _fits(case, h)))
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, plain(held))
    severity = capped("error", held.confidence, case.law.revocations(held.id)[0].confidence)
    return Broken(broken, (Expected("ZI201", severity, held.id, "mengingat", item),))


@breaks("ZI201")
def revoked_guideline_in_menimbang(case: Case) -> Broken | None:
    """A consideration rests on a guideline that was revoked."""
    old = case.law.guideline("2014")
    if case.sample.considers is None or not case.law.revocations(old):
        return None
    broken = replace(case.sample, considers=plain(case.law.get(old)))
    return Broken(broken, (Expected("ZI201", "error", old, "menimbang", _thought(case)),))


def _thought(case: Case) -> str | None:
    """The item of the consideration that names the guideline."""
    place = next(i for i, text in enumerate(case.sample.thoughts) if "{guideline}" in text)
    return chr(ord("a") + place) if len(case.sample.thoughts) > 1 else None


@breaks("ZI203")
def amendment_left_out(case: Case) -> Broken | None:
    """An amended regulation is cited without any amendment."""
    found = [
        (at, one)
        for at, one in bases(case).values()
        if one.act and one.sure and _sure(case.law.amendments(one.base.id))
    ]
    if not found:
        return None
    at, one = case.rng.choice(found)
    severity = capped("error", case.law.get(one.base.id).confidence)
    broken = put(case, at, Basis(one.base)).sample
    return Broken(broken, (Expected("ZI203", severity, one.base.id, "mengingat", str(at + 1)),))


@breaks("ZI204")
def earlier_amendment_named_last(case: Case) -> Broken | None:
    """An amendment is named as the last, but another one in effect is later."""
    found = [
        (at, one, change)
        for at, one in bases(case).values()
        for change in case.law.amendments(one.base.id)[:-1]
        if one.sure and _sure(case.law.amendments(one.base.id)) and case.law.gazetted(change.act)
    ]
    if not found:
        return None
    at, one, change = case.rng.choice(found)
    act = case.law.get(change.act)
    formula = ONCE if (change.ordinal or 1) == 1 else OFTEN[0]
    broken = put(case, at, Basis(one.base, cited(act, FULL), formula)).sample
    severity = capped("error", case.law.get(one.base.id).confidence)
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
        if _fits(case, held) and change.act not in named and change.act not in amended[held.id]
        and case.law.gazetted(change.act) and case.law.get(change.act).confidence == "high"
    ]  # fmt: skip
    if not found:
        return None
    held, change = case.rng.choice(found)
    wrong = Basis(cited(held, FULL), cited(case.law.get(change.act), FULL), ONCE)
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
    return Broken(broken, tuple(wanted))


@breaks("ZI205")
def amendment_of_another(case: Case) -> Broken | None:
    """The act that is said to amend a regulation amends another one by its title."""
    named = bases(case)
    acts = [
        (change.act, held.id)
        for held in pool()
        for change in case.law.amendments(held.id)
        if held.id not in named and change.ordinal and case.law.gazetted(change.act)
        and case.law.stands(change.act) and _sure([change])
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
    broken = put(case, at, Basis(one.base, cited(held, FULL), ONCE)).sample
    severity = capped("error", held.confidence)
    expected = Expected("ZI205", severity, one.base.id, "mengingat", str(at + 1), act=act)
    return Broken(broken, (expected,))


def _needed(case: Case) -> frozenset[str]:
    law, sample = case.law, case.sample
    return frozenset({law.guideline(sample.regime), *law.authority(sample.maker.kind)})


@breaks("ZI206")
def basis_not_yet_in_force(case: Case) -> Broken | None:
    """A law that exists but takes effect later stands among the bases."""
    day = case.sample.day
    waiting = (
        held
        for held in pool()
        if surely_by(held.exists, day) and surely_after(held.effective, day) and _fits(case, held)
    )
    held = pick(case, waiting)
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, plain(held))
    severity = capped("error", held.confidence)
    return Broken(broken, (Expected("ZI206", severity, held.id, "mengingat", item),))


@breaks("ZI207")
def basis_that_the_registry_lacks(case: Case) -> Broken | None:
    """A regulation that the registry does not hold stands among the bases."""
    year = case.rng.randint(2005, case.sample.day.year - 1)
    number = case.rng.randint(901, 999)
    id_ = f"permen/panrb/{year}/{number}"
    if case.law.registry.get(id_) is not None:
        return None
    new = Cited(id_, f"{_MINISTER} Nomor {number} Tahun {year}", "Pengelolaan Arsip Pembangunan")
    broken, item = insert(case.law, case.sample, Basis(new))
    return Broken(broken, (Expected("ZI207", "info", id_, "mengingat", item),))


@breaks("ZI215")
def looked_at_after_a_change(case: Case) -> Broken | None:
    """The same decree is looked at on the day of a later change of one of its bases."""
    if case.sample.stage == "draft":
        return None
    day = case.sample.day
    coming = {
        one.base.id: [c for c in _kinds(case, one) if surely_after(c.effective, day)]
        for one in case.sample.bases
    }
    days = {c.effective.latest for changes in coming.values() for c in changes}
    if not days:
        return None
    as_of = case.rng.choice(sorted(days))
    wanted = []
    for at, one in enumerate(case.sample.bases, 1):
        if any(surely_by(change.effective, as_of) for change in coming[one.base.id]):
            wanted.append(Expected("ZI215", "info", one.base.id, "mengingat", str(at)))
    return Broken(case.sample, tuple(wanted), as_of=as_of)


def _kinds(case: Case, one: Basis) -> list[Change]:
    """The changes of a basis but for laws that establish a Perppu already in effect."""
    groups = {
        change.group
        for change in case.law.registry.changes_to(one.base.id)
        if change.group and surely_by(change.effective, case.sample.day)
    }
    return [
        change
        for change in case.law.registry.changes_to(one.base.id)
        if change.kind != "adopts" and (not change.group or change.group not in groups)
    ]


@breaks("ZI216")
def partly_revoked_basis_added(case: Case) -> Broken | None:
    """A regulation of which a part is revoked stands among the bases."""
    fitting = (
        held
        for held in pool()
        if case.law.partial_revocations(held.id) and case.law.stands(held.id) and _fits(case, held)
    )
    held = pick(case, fitting)
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, basis(case.law, held.id, FULL, case.rng))
    return Broken(broken, (Expected("ZI216", "info", held.id, "mengingat", item),))


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
    return Broken(broken, (Expected("ZI217", "info", one.base.id, "menimbang", _thought(case)),))


@breaks("ZI222")
def basis_of_the_future_added(case: Case) -> Broken | None:
    """A regulation that does not exist yet stands among the bases."""
    coming = (h for h in pool() if surely_after(h.exists, case.sample.day) and _fits(case, h))
    held = pick(case, coming)
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, plain(held))
    severity = capped("error", held.confidence)
    return Broken(broken, (Expected("ZI222", severity, held.id, "mengingat", item),))


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
    broken = put(case, at, Basis(one.base, cited(act, FULL), ONCE)).sample
    severity = capped("error", act.confidence)
    return Broken(broken, (Expected("ZI222", severity, act.id, "mengingat", str(at + 1)),))


@breaks("ZI222")
def unknown_basis_of_the_future(case: Case) -> Broken | None:
    """A regulation that nobody knows carries a year that is still to come."""
    year = case.sample.day.year + case.rng.randint(1, 3)
    id_ = f"permen/panrb/{year}/977"
    if case.law.registry.get(id_) is not None:
        return None
    new = Cited(id_, f"{_MINISTER} Nomor 977 Tahun {year}", "Pengelolaan Arsip Pembangunan")
    broken, item = insert(case.law, case.sample, Basis(new))
    return Broken(broken, (Expected("ZI222", "error", id_, "mengingat", item),))
