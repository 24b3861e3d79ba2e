"""Breakages of what a plan says: unknown components, unclear times, poor rows, things left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench import plans, timing
from zikg.bench.breaking import Broken, Case, Expected, breaks
from zikg.bench.broken_plan import component, elapsed, single, with_chapter, with_entry
from zikg.bench.law import capped
from zikg.bench.sample import Chapter, Entry, Target
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.bench.sample import Sample, Step

_NOBODY: Final = ("", "-")


@breaks("ZI105")
def component_unknown(case: Case) -> Broken | None:
    """An area has one row or two whose component no guideline knows: one finding."""
    chapter = case.rng.choice(case.sample.chapters)
    names = case.rng.sample(vocabulary()["wrong"]["components"], case.rng.randint(1, 2))
    broken = _with_unknown(case, case.sample, chapter, names)
    return Broken(broken, (_unknown(case, chapter),))


@breaks("ZI105")
def components_unknown_in_two_areas(case: Case) -> Broken | None:
    """Two areas have rows whose component no guideline knows: a finding each."""
    one, other = case.rng.sample(case.sample.chapters, 2)
    first, second = case.rng.sample(vocabulary()["wrong"]["components"], 2)
    broken = _with_unknown(case, case.sample, one, [first])
    broken = _with_unknown(case, broken, other, [second])
    return Broken(broken, (_unknown(case, one), _unknown(case, other)))


def _with_unknown(case: Case, sample: Sample, chapter: Chapter, names: list[str]) -> Sample:
    target = chapter.entries[0].steps[0].target
    more = (Entry("", name, (plans.step(case.rng, name.lower(), target),)) for name in names)
    return with_chapter(sample, replace(chapter, entries=(*chapter.entries, *more)))


def _unknown(case: Case, chapter: Chapter) -> Expected:
    severity = capped("warning", component(case, chapter.area).confidence)
    return Expected("ZI105", severity, chapter.area, "lampiran", chapter.item)


@breaks("ZI109")
def target_without_time(case: Case) -> Broken | None:
    """The target of a row names no time."""
    words = case.rng.choice(vocabulary()["wrong"]["targets"])
    return _retimed(case, Target(words))


@breaks("ZI109")
def target_after_the_plan(case: Case) -> Broken | None:
    """The target of a row lies wholly in the year after the plan's."""
    first = case.rng.randint(1, 11)
    year = case.sample.plan_year + 1
    return _retimed(case, timing.months(year, first, case.rng.randint(first, 12)))


def _retimed(case: Case, target: Target) -> Broken | None:
    found = single(case)
    # One year besides the plan's is told from a plan of two years by the rows that keep to it.
    dated = [step for *_, entry in case.sample.entries for step in entry.steps if step.target.end]
    if found is None or len(dated) < 4:
        return None
    chapter, place, entry = found
    step = replace(entry.steps[0], target=target)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    if elapsed(broken) and not elapsed(case.sample):
        return None
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (Expected("ZI109", "warning", entry.element, "lampiran", item),))


@breaks("ZI109")
def targets_without_any_time(case: Case) -> Broken | None:
    """No target of the whole plan names a time: one finding."""
    if case.sample.plan_year == case.sample.day.year and case.sample.day.month > 6:
        return None  # without targets the plan is of its whole year, which is half over
    words = case.rng.choice(vocabulary()["wrong"]["results"])
    broken = every_step(case.sample, lambda step: replace(step, target=Target(words)))
    return Broken(broken, (Expected("ZI109", "warning", None, "lampiran", None),))


def every_step(sample: Sample, change: Callable[[Step], Step]) -> Sample:
    """Return the decree with every physical row of its plan changed."""
    return replace(
        sample,
        chapters=tuple(
            replace(
                chapter,
                entries=tuple(
                    replace(entry, steps=tuple(map(change, entry.steps)))
                    for entry in chapter.entries
                ),
            )
            for chapter in sample.chapters
        ),
    )


def _reform(case: Case, entry: Entry) -> bool:
    return component(case, entry.element).aspect == "reform"


@breaks("ZI110")
def reform_aspect_left_out(case: Case) -> Broken | None:
    """A plan with reform sub-elements for every area is without those of one area, or of all."""
    sample = case.sample
    if not all(any(_reform(case, e) for e in chapter.entries) for chapter in sample.chapters):
        return None
    hit = sample.chapters if case.rng.random() < 0.5 else (case.rng.choice(sample.chapters),)
    broken = sample
    for chapter in hit:
        kept = tuple(entry for entry in chapter.entries if not _reform(case, entry))
        broken = with_chapter(broken, replace(chapter, entries=kept))
    beside = frozenset() if _measured(broken) else frozenset({"ZI115"})
    expected = Expected("ZI110", "info", None, "lampiran", None)
    return Broken(broken, (expected,), beside=beside)


@breaks("ZI111")
def indicator_is_the_action(case: Case) -> Broken | None:
    """The indicator of a row is its action again."""
    found = single(case, lambda entry: not entry.steps[0].measure)
    if found is None:
        return None
    step = found[2].steps[0]
    words = case.rng.choice((step.action, f"{step.action}.", step.action.upper()))
    return _poor(case, found, replace(step, indicator=words), "indicator")


@breaks("ZI111")
def evidence_breaks_off(case: Case) -> Broken | None:
    """The list of evidence ends with a comma or with a word that joins."""
    found = single(case)
    if found is None:
        return None
    end = case.rng.choice((",", " dan", " serta", ", notula,", " atau"))
    step = found[2].steps[0]
    return _poor(case, found, replace(step, evidence=f"{step.evidence}{end}"), "evidence")


def _poor(case: Case, found: tuple[Chapter, int, Entry], step: Step, subject: str) -> Broken:
    chapter, place, entry = found
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (Expected("ZI111", "info", subject, "lampiran", item),))


@breaks("ZI114")
def nobody_responsible(case: Case) -> Broken | None:
    """The plan has no column for who is responsible, or one that names nobody."""
    if "responsible" not in case.sample.columns:
        return None
    if case.rng.random() < 0.5:
        columns = tuple(column for column in case.sample.columns if column != "responsible")
        broken = replace(case.sample, columns=columns)
    else:
        empty = case.rng.choice(_NOBODY)
        broken = every_step(case.sample, lambda step: replace(step, responsible=empty))
    return Broken(broken, (Expected("ZI114", "info", None, "lampiran", None),))


@breaks("ZI115")
def nothing_counted(case: Case) -> Broken | None:
    """No row says how much any more; a year in one of them is no measure."""
    if not _measured(case.sample):
        return None
    broken = every_step(case.sample, lambda step: replace(step, measure=""))
    found = single(case) if case.rng.random() < 0.3 else None
    if found is not None:
        chapter, place, _ = found
        whole = next(c for c in broken.chapters if c.area == chapter.area)
        entry = whole.entries[place - 1]
        dated = replace(entry.steps[0], measure=f"pada tahun {case.sample.plan_year}")
        broken = with_entry(broken, whole, place, replace(entry, steps=(dated,)))
    return Broken(broken, (Expected("ZI115", "info", None, "lampiran", None),))


def _measured(sample: Sample) -> bool:
    return any(step.measure for *_, entry in sample.entries for step in entry.steps)
