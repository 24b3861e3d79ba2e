"""Breakages of a single legal basis: whether it exists, has effect and stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import Broken, Case, Expected, breaks
from zikg.bench.citing import basis, cited
from zikg.bench.law import capped, pool, surely_after, surely_by
from zikg.bench.ordering import insert
from zikg.bench.sample import Basis, Cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.model import Change, Regulation

_MINISTER: Final = "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"


UNGAZETTED: Final = frozenset({"ZI210"})
"""What is put in is noted where the registry knows no gazette of it and others give theirs."""


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


def plain(case: Case, held: Regulation) -> Basis:
    """Return a basis without any amendment, with the gazettes that the decree gives."""
    return Basis(cited(held, case.sample.custom))


def sure(changes: Sequence[Change]) -> bool:
    """Whether changes are known for certain and undisputed."""
    return all(change.confidence == "high" and not change.disputed for change in changes)


def fits(case: Case, held: Regulation) -> bool:
    """Whether a regulation is of a kind that this maker may name, and not named yet."""
    elections = "pemilihan umum" in f"{held.title} {held.passed_by}".casefold()
    named = {one.base.id for one in case.sample.bases}
    return held.id not in named and (case.sample.maker.of_elections or not elections)


@breaks("ZI201")
def revoked_basis_added(case: Case) -> Broken | None:
    """A regulation revoked in full stands among the bases."""
    held = pick(case, (h for h in pool() if case.law.revocations(h.id) and fits(case, h)))
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, plain(case, held))
    severity = capped("error", held.confidence, case.law.revocations(held.id)[0].confidence)
    return Broken(broken, (Expected("ZI201", severity, held.id, "mengingat", item),))


@breaks("ZI201")
def revoked_guideline_in_menimbang(case: Case) -> Broken | None:
    """A consideration rests on a guideline that was revoked."""
    old = case.law.guideline("2014")
    if case.sample.considers is None or not case.law.revocations(old):
        return None
    broken = replace(case.sample, considers=plain(case, case.law.get(old)))
    return Broken(broken, (Expected("ZI201", "error", old, "menimbang", thought(case)),))


def thought(case: Case) -> str | None:
    """The item of the consideration that names the guideline."""
    place = next(i for i, text in enumerate(case.sample.thoughts) if "{guideline}" in text)
    return chr(ord("a") + place) if len(case.sample.thoughts) > 1 else None


@breaks("ZI206")
def basis_not_yet_in_force(case: Case) -> Broken | None:
    """A law that exists but takes effect later stands among the bases."""
    day = case.sample.day
    waiting = (
        held
        for held in pool()
        if surely_by(held.exists, day) and surely_after(held.effective, day) and fits(case, held)
    )
    held = pick(case, waiting)
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, plain(case, held))
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
        if case.law.partial_revocations(held.id) and case.law.stands(held.id) and fits(case, held)
    )
    held = pick(case, fitting)
    if held is None:
        return None
    broken, item = insert(
        case.law, case.sample, basis(case.law, held.id, case.sample.custom, case.rng)
    )
    expected = Expected("ZI216", "info", held.id, "mengingat", item)
    return Broken(broken, (expected,), beside=UNGAZETTED)


@breaks("ZI222")
def basis_of_the_future_added(case: Case) -> Broken | None:
    """A regulation that does not exist yet stands among the bases."""
    coming = (h for h in pool() if surely_after(h.exists, case.sample.day) and fits(case, h))
    held = pick(case, coming)
    if held is None:
        return None
    broken, item = insert(case.law, case.sample, plain(case, held))
    severity = capped("error", held.confidence)
    return Broken(broken, (Expected("ZI222", severity, held.id, "mengingat", item),))


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
