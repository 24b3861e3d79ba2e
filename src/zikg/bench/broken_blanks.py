"""Breakages of what is left to be filled in: in a legal basis, a clause or a row of the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import ANY, Broken, Case, Expected, breaks
from zikg.bench.broken_plan import single, with_entry
from zikg.bench.ordering import insert
from zikg.bench.sample import Basis, Cited
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from zikg.bench.sample import Sample
    from zikg.model import SectionName, Severity

_ORDINALS: Final = ("kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam")
_UNKNOWN: Final = frozenset({"ZI207"})
_DRAFTED: Final[tuple[tuple[str, SectionName], ...]] = (
    ("number", "judul"), ("date", "penutup"), ("signatory", "penutup"),
)  # fmt: skip


def _left(case: Case, sample: Sample, section: SectionName, item: str) -> Broken:
    """A warning; in a draft a note, and an error before signing, as all that a draft lacks."""
    draft = sample.stage == "draft"
    final = draft and case.rng.random() < 0.5
    severity: Severity = "error" if final else "info" if draft else "warning"
    wanted = [Expected("ZI313", severity, "blank", section, item)]
    if final:
        wanted += [Expected("ZI304", "error", name, place, ANY) for name, place in _DRAFTED]
    return Broken(sample, tuple(wanted), final=final, beside=_UNKNOWN)


@breaks("ZI313")
def basis_without_its_number(case: Case) -> Broken | None:
    """A basis stands with dots or a line for its number."""
    words = vocabulary()["wrong"]
    number = case.rng.choice(words["blanks"])
    head = f"Peraturan Presiden Nomor {number} Tahun {case.sample.day.year - 1}"
    new = Basis(Cited("perpres/ri/blank/blank", head, words["title"]))
    broken, item = insert(case.law, case.sample, new)
    return _left(case, broken, "mengingat", item)


@breaks("ZI313")
def clause_without_its_day(case: Case) -> Broken | None:
    """A clause of an issued decree names a day that is still to be filled in."""
    if case.sample.stage == "draft":
        return None  # what is decided at signing may be open until then
    blank = case.rng.choice(vocabulary()["wrong"]["blanks"])
    clause = vocabulary()["wrong"]["blank_clause"].format(blank=blank, year=case.sample.plan_year)
    clauses = (*case.sample.clauses[:-1], clause, case.sample.clauses[-1])
    broken = replace(case.sample, clauses=clauses)
    return _left(case, broken, "diktum", _ORDINALS[len(clauses) - 2])


@breaks("ZI313")
def row_not_filled_in(case: Case) -> Broken | None:
    """A cell of a row is a stub that nobody filled in, or has a blank."""
    found = single(case)
    if found is None:
        return None
    chapter, place, entry = found
    step = entry.steps[0]
    stub = case.rng.choice(vocabulary()["wrong"]["stubs"])
    step = replace(step, evidence=stub) if case.rng.random() < 0.5 else replace(step, action=stub)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    return _left(case, broken, "lampiran", case.sample.row_item(chapter, place))
