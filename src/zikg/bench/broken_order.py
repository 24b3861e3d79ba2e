"""Breakages of the list of bases: guideline, authority, gazettes, order, ambiguity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zikg.bench.breaking import ANY, Broken, Case, Expected, breaks
from zikg.bench.broken_bases import bases, plain, put
from zikg.bench.law import capped, surely_by
from zikg.bench.sample import Basis, Cited, Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Gazette, Regulation, Severity

_LAWS = frozenset({"uu", "perppu", "pp"})


def _without(sample: Sample, at: int) -> Sample:
    return replace(sample, bases=(*sample.bases[:at], *sample.bases[at + 1 :]))


@breaks("ZI202")
def guideline_left_out(case: Case) -> Broken | None:
    """Mengingat names no guideline; that Menimbang does makes it a warning."""
    at, _ = bases(case)[case.law.guideline(case.sample.regime)]
    severity: Severity = "warning" if case.sample.considers else "error"
    return Broken(
        _without(case.sample, at), (Expected("ZI202", severity, None, "mengingat", None),)
    )


@breaks("ZI202")
def old_guideline_instead(case: Case) -> Broken | None:
    """Mengingat rests on the guideline that was revoked: ZI201 and ZI202."""
    old = case.law.get(case.law.guideline("2014"))
    if not case.law.revocations(old.id):
        return None
    at, _ = bases(case)[case.law.guideline(case.sample.regime)]
    broken = put(case, at, plain(case, old)).sample
    loud: Severity = "warning" if case.sample.considers else "error"
    wanted = (
        Expected("ZI201", "error", old.id, "mengingat", str(at + 1)),
        Expected("ZI202", loud, None, "mengingat", ANY),
    )
    # What only the guideline in force knows is now absent from the one that is cited.
    return Broken(broken, wanted, beside=frozenset({"ZI104"}))


@breaks("ZI221")
def authority_left_out(case: Case) -> Broken | None:
    """Nothing that gives the maker its authority stands in Mengingat."""
    needed = case.law.authority(case.sample.maker.kind)
    if not needed:
        return None
    at, one = bases(case)[needed[0]]
    expected = Expected("ZI221", "warning", one.base.id, "mengingat", None)
    return Broken(_without(case.sample, at), (expected,))


def _parts(case: Case) -> Iterator[tuple[int, Basis, Cited, bool]]:
    for at, one in bases(case).values():
        yield at, one, one.base, True
        if one.act:
            yield at, one, one.act, False


def _changed(one: Basis, part: Cited, new: Cited) -> Basis:
    return replace(one, base=new) if part is one.base else replace(one, act=new)


@breaks("ZI209")
def gazette_number_wrong(case: Case) -> Broken | None:
    """One gazette carries another number, or another year."""
    found = [each for each in _parts(case) if each[2].gazettes]
    if not found:
        return None
    at, one, part, _ = case.rng.choice(found)
    index = case.rng.randrange(len(part.gazettes))
    gazettes = list(part.gazettes)
    gazettes[index] = _other(case, gazettes[index])
    broken = put(case, at, _changed(one, part, replace(part, gazettes=tuple(gazettes)))).sample
    severity = capped("warning", case.law.get(part.id).confidence)
    return Broken(broken, (Expected("ZI209", severity, part.id, "mengingat", str(at + 1)),))


def _other(case: Case, gazette: Gazette) -> Gazette:
    if gazette.year and case.rng.random() < 0.3:
        return replace(gazette, year=gazette.year - 1)
    return replace(gazette, number=str(int(gazette.number) + case.rng.randint(1, 40)))


@breaks("ZI210")
def gazette_left_out(case: Case) -> Broken | None:
    """A law or government regulation stands without its gazette, or without the supplement."""
    found = [each for each in _parts(case) if _law(each[2])]
    if not found:
        return None
    at, one, part, _ = case.rng.choice(found)
    fewer = () if case.rng.random() < 0.5 else tuple(g for g in part.gazettes if g.kind == "LN")
    if fewer == part.gazettes:
        fewer = ()
    broken = put(case, at, _changed(one, part, replace(part, gazettes=fewer))).sample
    return Broken(broken, (Expected("ZI210", "warning", part.id, "mengingat", str(at + 1)),))


def _law(part: Cited) -> bool:
    return part.id.partition("/")[0] in _LAWS and bool(part.gazettes)


@breaks("ZI210")
def state_gazette_left_out_once(case: Case) -> Broken | None:
    """One regulation of a class stands without Berita Negara, another of it with."""
    found = [each for each in _parts(case) if any(g.kind == "BN" for g in each[2].gazettes)]
    if len({each[0] for each in found}) < 2:
        return None
    at, one, part, _ = case.rng.choice(found)
    broken = put(case, at, _changed(one, part, replace(part, gazettes=()))).sample
    return Broken(broken, (Expected("ZI210", "info", part.id, "mengingat", str(at + 1)),))


def _ranks(case: Case) -> list[int]:
    rank = case.law.registry.rank
    return [rank(one.base.id.partition("/")[0]) or 0 for one in case.sample.bases]


@breaks("ZI211")
def higher_law_last(case: Case) -> Broken | None:
    """A basis is moved behind at least two of a lower level."""
    ranks = [
        case.law.registry.rank(one.base.id.partition("/")[0]) or 0 for one in case.sample.bases
    ]
    lowest = max(ranks)
    found = [at for at, rank in enumerate(ranks) if rank < lowest and ranks.count(lowest) > 1]
    if not found:
        return None
    at = case.rng.choice(found)
    one = case.sample.bases[at]
    bases_ = (*_without(case.sample, at).bases, one)
    expected = Expected("ZI211", "warning", one.base.id, "mengingat", str(len(bases_)))
    return Broken(replace(case.sample, bases=bases_), (expected,))


@breaks("ZI211")
def lower_regulation_first(case: Case) -> Broken | None:
    """A basis of the lowest level is moved before all: it, or what it was put before, is named."""
    ranks = [
        case.law.registry.rank(one.base.id.partition("/")[0]) or 0 for one in case.sample.bases
    ]
    found = [at for at, rank in enumerate(ranks) if rank > min(ranks)]
    if not found:
        return None
    at = case.rng.choice(found)
    one, first = case.sample.bases[at], case.sample.bases[0]
    bases_ = (one, *_without(case.sample, at).bases)
    expected = Expected(
        "ZI211", "warning", one.base.id, "mengingat", "1", others=((first.base.id, "2"),)
    )
    return Broken(replace(case.sample, bases=bases_), (expected,))


@breaks("ZI212")
def older_law_after_younger(case: Case) -> Broken | None:
    """A basis is moved behind at least two younger ones of its own type and issuer."""
    listed = [case.law.get(one.base.id) for one in case.sample.bases]
    found = []
    for at, held in enumerate(listed):
        younger = [
            to
            for to, other in enumerate(listed)
            if to > at and (other.type, other.issuer) == (held.type, held.issuer)
        ]
        if len(younger) > 1 and all(_before(held, listed[to]) for to in younger):
            found.append((at, younger[-1]))
    if not found:
        return None
    at, to = case.rng.choice(found)
    one = case.sample.bases[at]
    rest = _without(case.sample, at).bases
    bases_ = (*rest[:to], one, *rest[to:])
    severity = capped("warning", *(held.confidence for held in listed[at : to + 1]))
    expected = Expected("ZI212", severity, one.base.id, "mengingat", str(to + 1))
    return Broken(replace(case.sample, bases=bases_), (expected,))


def _before(one: Regulation, other: Regulation) -> bool:
    return surely_by(one.exists, other.exists.earliest) and one.exists != other.exists


@breaks("ZI207")
def year_and_title_left_out(case: Case) -> Broken | None:
    """Type and number alone tell no regulation: it cannot be checked."""
    needed = {
        case.law.guideline(case.sample.regime),
        *case.law.authority(case.sample.maker.kind),
    }
    found = [
        (at, one.base)
        for at, one in bases(case).values()
        if one.base.id not in needed and not one.act
    ]
    if not found:
        return None
    at, base = case.rng.choice(found)
    head = base.head.partition(" Tahun ")[0]
    broken = put(case, at, Basis(Cited(base.id, head, None))).sample
    return Broken(broken, (Expected("ZI207", "info", None, "mengingat", str(at + 1)),))
