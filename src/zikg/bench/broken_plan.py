"""Breakages of the action plan: components, areas, cells, targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from zikg.bench import plans, timing
from zikg.bench.breaking import ANY, Broken, Case, Expected, breaks
from zikg.bench.law import capped
from zikg.bench.sample import Chapter, Entry, Sample, Step, Target
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zikg.bench.sample import Column
    from zikg.model import Component, Severity

_TEAM: Final = frozenset({"zi/2021/1/p1", "zi/2014/1/1"})
_CELLS: Final[tuple[Column, ...]] = ("indicator", "action", "evidence", "target")
_EMPTY: Final = ("", "-", "...")


def component(case: Case, id_: str) -> Component:
    """Return a component of the regime in force."""
    regime = id_.split("/")[1]
    return next(c for c in case.law.registry.components(regime) if c.id == id_)


def with_chapter(sample: Sample, new: Chapter) -> Sample:
    """Return the decree with an area changed."""
    return replace(
        sample, chapters=tuple(new if c.area == new.area else c for c in sample.chapters)
    )


def with_entry(sample: Sample, chapter: Chapter, place: int, entry: Entry) -> Sample:
    """Return the decree with an entry of an area changed; places count from 1."""
    entries = (*chapter.entries[: place - 1], entry, *chapter.entries[place:])
    return with_chapter(sample, replace(chapter, entries=entries))


def single(case: Case, fits: Callable[[Entry], bool] = bool) -> tuple[Chapter, int, Entry] | None:
    """Return by chance an entry that is one row, ``None`` where none fits."""
    found = [e for e in case.sample.entries if len(e[2].steps) == 1 and fits(e[2])]
    return case.rng.choice(found) if found else None


def elapsed(sample: Sample) -> bool:
    """Whether at least half of the period of the plan is past on its day."""
    period = sample.period()
    if period is None:
        return False
    start, end = period
    return start + timedelta(days=((end - start).days + 2) // 2) <= sample.day


@breaks("ZI101")
def sub_element_left_out(case: Case) -> Broken | None:
    """A mandatory sub-element is in no row; the rest of its area is there."""
    found = [
        (chapter, place, entry)
        for chapter, place, entry in case.sample.entries
        if len(chapter.entries) > 1 and component(case, entry.element).mandatory
    ]
    chapter, place, entry = case.rng.choice(found)
    entries = (*chapter.entries[: place - 1], *chapter.entries[place:])
    broken = with_chapter(case.sample, replace(chapter, entries=entries))
    severity = capped("error", component(case, entry.element).confidence)
    return Broken(broken, (Expected("ZI101", severity, entry.element, "lampiran", chapter.item),))


@breaks("ZI102")
def area_left_out(case: Case) -> Broken | None:
    """An area is missing with all its rows."""
    at = case.rng.randrange(len(case.sample.chapters))
    area = case.sample.chapters[at].area
    chapters = tuple(
        replace(chapter, place=place)
        for place, chapter in enumerate((c for c in case.sample.chapters if c.area != area), 1)
    )
    severity = capped("error", component(case, area).confidence)
    broken = replace(case.sample, chapters=chapters)
    expected = Expected("ZI102", severity, area, "lampiran", None)
    # With the area goes what is planned of its reform aspect.
    return Broken(broken, (expected,), beside=frozenset({"ZI110"}))


@breaks("ZI103")
def area_renamed(case: Case) -> Broken | None:
    """An area carries another name; its rows tell which it is."""
    chapter = case.rng.choice(case.sample.chapters)
    # In ordinary letters behind a digit an unknown name could as well be that of a row.
    odd = case.sample.style.area_mark == "digit"
    heading = case.rng.choice(vocabulary()["wrong"]["area"])
    broken = with_chapter(case.sample, replace(chapter, heading=heading.upper(), odd=odd))
    severity = capped("warning", component(case, chapter.area).confidence)
    expected = Expected("ZI103", severity, chapter.area, "lampiran", chapter.item)
    return Broken(broken, (expected,), beside=frozenset({"ZI308"} if odd else ()))


_YOUNGER: Final = ("zi/2021/6/p3", "zi/2021/6/p5", "zi/2021/4/r2", "zi/2021/3/r2")


@breaks("ZI104")
def component_of_the_later_regime(case: Case) -> Broken | None:
    """A row plans what came only with the later regime."""
    if case.sample.regime != "2014":
        return None
    new = component(case, case.rng.choice(_YOUNGER))
    chapter = case.sample.chapters[int(new.area) - 1]
    first = case.sample.chapters[0].entries[2].steps[0].target
    words = plans.step(case.rng, "hal baru dalam penilaian", first)
    entries = (*chapter.entries, Entry(new.id, plans.title(new.name), (words,)))
    grown = replace(chapter, entries=entries)
    severity = capped("warning", new.confidence)
    item = case.sample.row_item(grown, len(entries))
    return Broken(
        with_chapter(case.sample, grown), (Expected("ZI104", severity, new.id, "lampiran", item),)
    )


@breaks("ZI106")
def cell_left_empty(case: Case) -> Broken | None:
    """Indicator, action, evidence or target of a row is empty."""
    found = single(case)
    if found is None:
        return None
    chapter, place, entry = found
    name, empty = case.rng.choice(_CELLS), case.rng.choice(_EMPTY)
    step = entry.steps[0]
    if name == "indicator":
        step = replace(step, indicator=empty, measure="")
    elif name == "action":
        step = replace(step, action=empty)
    elif name == "evidence":
        step = replace(step, evidence=empty)
    else:
        step = replace(step, target=Target(empty))
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (Expected("ZI106", "error", entry.element, "lampiran", item),))


@breaks("ZI106")
def column_left_out(case: Case) -> Broken | None:
    """The table has no column for evidence, target or action: one finding."""
    name: Column = case.rng.choice(("evidence", "target", "action"))
    if name == "target" and _half(case.sample.day):
        return None  # without targets the plan is of its whole year, which is half over
    columns = tuple(column for column in case.sample.columns if column != name)
    broken = replace(case.sample, columns=columns)
    return Broken(broken, (Expected("ZI106", "error", name, "lampiran", ANY),))


@breaks("ZI107")
def indicator_repeated(case: Case) -> Broken | None:
    """A row carries the indicator of a row of another component."""
    found = [e for e in case.sample.entries if len(e[2].steps) == 1]
    found = [e for e in found if len(e[2].steps[0].indicator.split()) > 3]
    if len(found) < 2:
        return None
    (chapter, place, entry), (other, there, owner) = case.rng.sample(found, 2)
    other_step = owner.steps[0]
    step = replace(entry.steps[0], indicator=other_step.indicator, measure=other_step.measure)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    twin = (owner.element, case.sample.row_item(other, there))
    item = case.sample.row_item(chapter, place)
    expected = Expected("ZI107", "warning", entry.element, "lampiran", item, others=(twin,))
    return Broken(broken, (expected,))


def _before(case: Case) -> Target | None:
    """A target that lies wholly before the day, in the year of the plan."""
    day = case.sample.day
    if case.sample.retroactive or day.month == 1 or case.sample.plan_year != day.year:
        return None
    last = case.rng.randint(max(1, day.month - 2), day.month - 1)
    return timing.months(day.year, case.rng.randint(max(1, last - 1), last), last)


@breaks("ZI108")
def target_before_signing(case: Case) -> Broken | None:
    """A row is to be done wholly before the decree was signed."""
    return _too_early(case, "error", team=False)


@breaks("ZI108")
def team_formed_before_signing(case: Case) -> Broken | None:
    """The team row alone may lie before: an info."""
    return _too_early(case, "info", team=True)


def _too_early(case: Case, severity: Severity, *, team: bool) -> Broken | None:
    target = _before(case)
    found = single(case, lambda entry: (entry.element in _TEAM) == team)
    if target is None or found is None:
        return None
    chapter, place, entry = found
    step = replace(entry.steps[0], target=target)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    if elapsed(broken):
        return None
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (Expected("ZI108", severity, entry.element, "lampiran", item),))


@breaks("ZI112")
def annex_left_out(case: Case) -> Broken | None:
    """There is no annex: one info, and nothing is said of what it lacks."""
    broken = replace(case.sample, absent=frozenset({"lampiran"}))
    return Broken(broken, (Expected("ZI112", "info", None, "lampiran", None),))


@breaks("ZI113")
def plan_half_over(case: Case) -> Broken | None:
    """Every step runs over the whole year, of which half is past: one finding."""
    day = case.sample.day
    year = timing.months(day.year, 1, 12)
    if case.sample.plan_year != day.year or case.sample.retroactive or not _half(day):
        return None
    chapters = tuple(
        replace(
            chapter,
            entries=tuple(
                replace(entry, steps=tuple(_at(step, year) for step in entry.steps))
                for entry in chapter.entries
            ),
        )
        for chapter in case.sample.chapters
    )
    broken = replace(case.sample, chapters=chapters)
    return Broken(broken, (Expected("ZI113", "warning", None, "lampiran", ANY),))


def _half(day: date) -> bool:
    return (day.month, day.day) > (7, 3)


def _at(step: Step, target: Target) -> Step:
    return replace(step, target=target)
