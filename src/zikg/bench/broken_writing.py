"""Breakages of what stands in Mengingat and how it is written: doubles, letters, slips of form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from zikg.bench import timing
from zikg.bench.breaking import ANY, Broken, Case, Expected, breaks
from zikg.bench.broken_bases import bases, put, sure
from zikg.bench.citing import OFTEN, ONCE, shown
from zikg.bench.ordering import insert
from zikg.bench.sample import Basis, Cited
from zikg.bench.vocabulary import vocabulary
from zikg.iri import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.model import Severity

_LAW: Final = "Undang-Undang"
_STATE: Final = " Republik Indonesia"
_UNKNOWN: Final = frozenset({"ZI207"})
"""What is no legislation stands in no registry: that it cannot be looked up is right."""


@breaks("ZI213")
def basis_cited_twice(case: Case) -> Broken | None:
    """A basis stands in two items: the later one is named."""
    one = case.rng.choice(case.sample.bases)
    return _doubled(case, one, one)


@breaks("ZI213")
def basis_with_and_without_its_amendment(case: Case) -> Broken | None:
    """A basis stands once with its amendment and once more without: the amendment is named."""
    found = [one for one in case.sample.bases if one.act and one.sure]
    if not found:
        return None
    one = case.rng.choice(found)
    return _doubled(case, one, Basis(one.base))


def _doubled(case: Case, one: Basis, again: Basis) -> Broken:
    broken, item = insert(case.law, case.sample, again)
    expected = Expected("ZI213", "warning", one.base.id, "mengingat", item)
    # What is noted of the one item is noted of the other.
    return Broken(broken, (expected,), beside=frozenset({"ZI210", "ZI216", "ZI217"}))


def _added(case: Case, new: Cited, severity: Severity, subject: str | None) -> Broken:
    broken = replace(case.sample, bases=(*case.sample.bases, Basis(new)))
    expected = Expected("ZI214", severity, subject, "mengingat", str(len(broken.bases)))
    return Broken(broken, (expected,), beside=_UNKNOWN)


@breaks("ZI214")
def letter_among_the_bases(case: Case) -> Broken | None:
    """A letter or a circular stands among the bases."""
    sent = case.sample.day - timedelta(days=case.rng.randint(20, 200))
    number = case.rng.randint(1, 400)
    if case.rng.random() < 0.5:
        coded = f"{number}/PW.02-SD/11/{sent.year}"
        words = vocabulary()["wrong"]["letter"].format(number=coded, date=timing.written(sent))
        return _added(
            case, Cited("", words, None), "warning", f"surat/kpu/{sent.year}/{slug(coded)}"
        )
    words = vocabulary()["wrong"]["circular"].format(number=number, year=sent.year)
    id_ = f"surat-edaran/panrb/{sent.year}/{number}"
    return _added(case, Cited("", words, None), "warning", id_)


@breaks("ZI214")
def memo_or_instruction_among_the_bases(case: Case) -> Broken | None:
    """A memo, minutes or an instruction of an office stand among the bases."""
    sent = case.sample.day - timedelta(days=case.rng.randint(20, 200))
    words = case.rng.choice(vocabulary()["wrong"]["papers"]).format(
        number=case.rng.randint(1, 90), year=sent.year, date=timing.written(sent)
    )
    return _added(case, Cited("", words, None), "warning", ANY)


@breaks("ZI214")
def decree_of_superior_or_own(case: Case) -> Broken | None:
    """A decree of a superior or of the own office stands among the bases: an info."""
    maker, year = case.sample.maker, case.sample.day.year - 1
    number = case.rng.randint(1, 600)
    by, holder = maker.titled, maker.slug
    if maker.of_elections and case.rng.random() < 0.5:
        by, holder = "Komisi Pemilihan Umum", "kpu"
    return _decree(case, by, f"keputusan/{holder}/{year}/{number}", "info")


@breaks("ZI214")
def decree_of_a_peer(case: Case) -> Broken | None:
    """A decree of another unit of the same kind stands among the bases: a warning."""
    maker, year = case.sample.maker, case.sample.day.year - 1
    if maker.peer is None:
        return None
    number = case.rng.randint(1, 600)
    by = maker.titled.replace(maker.name, maker.peer[1])
    return _decree(case, by, f"keputusan/{maker.peer[0]}/{year}/{number}", "warning")


def _decree(case: Case, by: str, id_: str, severity: Severity) -> Broken | None:
    if case.law.registry.get(id_) is not None:
        return None
    year, number = id_.split("/")[2:]
    head = f"Keputusan {by} Nomor {number} Tahun {year}"
    return _added(case, Cited(id_, head, vocabulary()["wrong"]["title"]), severity, id_)


@breaks("ZI218")
def instrument_named_in_small_letters(case: Case) -> Broken | None:
    """Type, number, year or title are written without their capitals, or without the hyphen."""
    slips: list[tuple[str, str]] = [(" Nomor ", " nomor "), (" Tahun ", " tahun ")]
    slips += [(_LAW, "Undang-undang"), ("Peraturan Presiden", "Peraturan presiden")]
    if not case.sample.style.width:
        slips.append((_LAW, "Undang Undang"))  # at the end of a line it would be no slip
    right, wrong = case.rng.choice(slips)
    return _slipped(
        case,
        lambda part: right in part.head,
        lambda part: replace(part, head=part.head.replace(right, wrong, 1)),
    )


@breaks("ZI218")
def title_in_small_letters(case: Case) -> Broken | None:
    """The first word of a title is written without its capital."""
    return _slipped(
        case,
        lambda part: bool(part.title and part.title[0].isupper() and "-" not in part.title[:12]),
        lambda part: replace(part, title=(part.title or "")[:1].lower() + (part.title or "")[1:]),
    )


def _slipped(
    case: Case, fits: Callable[[Cited], bool], change: Callable[[Cited], Cited]
) -> Broken | None:
    """Break one instrument, the base or the act that amends it."""
    found = [
        (at, one, part)
        for at, one in bases(case).values()
        for part in (one.base, one.act)
        if part is not None and fits(part)
    ]
    if not found:
        return None
    at, one, part = case.rng.choice(found)
    new = replace(one, base=change(part)) if part is one.base else replace(one, act=change(part))
    expected = Expected("ZI218", "info", part.id, "mengingat", str(at + 1))
    return Broken(put(case, at, new).sample, (expected,))


@breaks("ZI218")
def gazette_out_of_form(case: Case) -> Broken | None:
    """The name of a gazette lacks the state or a capital: a finding of the item, not of a law."""
    found = [(at, one) for at, one in bases(case).values() if one.base.gazettes]
    if not found:
        return None
    at, one = case.rng.choice(found)
    words = shown(one.base.gazettes)
    forms = (
        words.replace(_STATE, "", 1),
        words.replace(" Nomor ", " nomor ", 1),
        words.replace(_STATE, _STATE.replace("R", "r"), 1),
        words.replace(" Negara ", " negara ", 1),
    )
    told = case.rng.choice(forms)
    broken = put(case, at, replace(one, base=replace(one.base, told=told))).sample
    return Broken(broken, (Expected("ZI218", "info", None, "mengingat", str(at + 1)),))


@breaks("ZI218")
def formula_of_another_count(case: Case) -> Broken | None:
    """One amendment in the formula of several, several in that of one, or without "telah"."""
    found = [
        (at, one)
        for at, one in bases(case).values()
        if one.act and one.sure and sure(case.law.amendments(one.base.id))
    ]
    if not found:
        return None
    at, one = case.rng.choice(found)
    wrong = (OFTEN[0] if one.formula == ONCE else ONCE, one.formula.replace(" telah", ""))
    broken = put(case, at, replace(one, formula=case.rng.choice(wrong))).sample
    return Broken(broken, (Expected("ZI218", "info", one.base.id, "mengingat", str(at + 1)),))


@breaks("ZI218")
def item_without_semicolon(case: Case) -> Broken | None:
    """An item ends with a full stop, with a comma or with nothing."""
    at = case.rng.randint(1, len(case.sample.bases))
    mark = case.rng.choice((".", ",", ""))
    broken = replace(case.sample, marks=((f"mengingat/{at}", mark),))
    return Broken(broken, (Expected("ZI218", "info", None, "mengingat", str(at)),))
