"""Draw an action plan that covers every mandatory component of a regime."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench import timing
from zikg.bench.sample import Chapter, Entry, Maker, Step
from zikg.bench.vocabulary import things, vocabulary

if TYPE_CHECKING:
    from random import Random

    from zikg.bench.law import Law
    from zikg.bench.sample import Target
    from zikg.model import Component

_SEVERAL: Final = 0.15
_REFORM: Final = (4, 3, 3)
_MEASURED: Final = 0.6
_TITLED: Final = 0.5


def draw(
    rng: Random, law: Law, regime: str, maker: Maker, when: tuple[int, int]
) -> tuple[Chapter, ...]:
    """Return the areas of a plan with their entries.

    Args:
        rng: source of chance.
        law: the law at the day of the decree.
        regime: the regime whose components are planned.
        maker: whose plan it is.
        when: year of the plan and the first month that is still to come.
    """
    components = law.registry.components(regime)
    areas = [component for component in components if not component.sub]
    reform = rng.choices(("none", "some", "all"), _REFORM)[0]
    measured = rng.random() < _MEASURED
    several = rng.random() < 0.5
    chapters = []
    for place, area in enumerate(areas, 1):
        subs = [c for c in components if c.area == area.area and c.sub]
        others = [c for c in subs if not c.mandatory]
        more = {c.id for c in others if reform != "none" and rng.random() < 0.3}
        if reform == "all" and others:
            more.add(rng.choice(others).id)
        chosen = [c for c in subs if c.mandatory or c.id in more]
        entries = tuple(_entry(rng, c, maker, when, several=several) for c in chosen)
        chapters.append(Chapter(area.id, place, area.name, entries))
    whole = _until_december(tuple(chapters), when[0], when[1])
    return tuple(_measured(rng, chapter) for chapter in whole) if measured else whole


def title(name: str) -> str:
    """Return a name with capitals as a title has them.

    Example:
        >>> title("Perubahan pola pikir dan budaya kerja")
        'Perubahan Pola Pikir dan Budaya Kerja'
    """
    small = {"dan", "dengan", "terhadap", "yang", "atau", "pada"}
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in name.split())


def step(rng: Random, thing: str, target: Target, *, indicator: bool = True) -> Step:
    """Return a row that speaks of a thing.

    Args:
        rng: source of chance.
        thing: what the row speaks of.
        target: when it is to be done.
        indicator: whether it has an indicator of its own.
    """
    words = vocabulary()["rows"]

    def phrase(kind: str) -> str:
        return rng.choice(forms(kind, thing))

    return Step(
        phrase("indicator") if indicator else "",
        phrase("action"),
        phrase("evidence"),
        str(rng.choice(words["responsible"])),
        target,
    )


def forms(kind: str, thing: str) -> list[str]:
    """Return the phrases of a kind about a thing, without those that would double a word.

    Args:
        kind: which cell, by its name in ``data/bench/vocabulary.toml``.
        thing: what the row speaks of ("laporan kinerja").
    """
    first = thing.partition(" ")[0].casefold()
    fitting = [
        form
        for form in vocabulary()["rows"][kind]
        if form.partition("{thing}")[0].split()[-1:] != [first]
        and form.partition(" {thing}")[0].casefold() != first
    ]
    return [form.format(thing=thing) for form in fitting]


def _entry(
    rng: Random,
    component: Component,
    maker: Maker,
    when: tuple[int, int],
    *,
    several: bool,
) -> Entry:
    known = list(things().get(component.id, (component.name.lower(),)))
    rng.shuffle(known)
    count = rng.randint(2, 6) if several and rng.random() < _SEVERAL else 1
    steps = [step(rng, known[0], timing.draw(rng, *when))]
    actions = [action for thing in known for action in forms("action", thing)]
    others = [action for action in actions if action != steps[0].action]
    for action in rng.sample(others, min(count - 1, len(others))):
        more = step(rng, known[-1], timing.draw(rng, *when), indicator=False)
        steps.append(Step("", action, more.evidence, more.responsible, more.target))
    visits = vocabulary()["rows"]["visits"]
    if maker.peer and rng.random() < visits:
        words = vocabulary()["rows"]["visit"].format(thing=known[0], peer=maker.peer[1])
        first = steps[0]
        steps[0] = Step(first.indicator, words, first.evidence, first.responsible, first.target)
    name = title(component.name) if rng.random() < _TITLED else component.name
    return Entry(component.id, name, tuple(steps))


def _measured(rng: Random, chapter: Chapter) -> Chapter:
    """Let the first row of an area, and others by chance, say how much."""
    measures = vocabulary()["rows"]["measure"]
    entries = tuple(
        replace(
            entry, steps=(replace(entry.steps[0], measure=rng.choice(measures)), *entry.steps[1:])
        )
        if place == 0 or rng.random() < 0.2
        else entry
        for place, entry in enumerate(chapter.entries)
    )
    return replace(chapter, entries=entries)


def _until_december(chapters: tuple[Chapter, ...], year: int, first: int) -> tuple[Chapter, ...]:
    """Let the third entry (the monitoring of the plan) run to the end of its year."""
    head, *rest = chapters
    entry = head.entries[2]
    last = entry.steps[0]
    whole = timing.months(year, first, 12)
    steps = (
        Step(last.indicator, last.action, last.evidence, last.responsible, whole),
        *entry.steps[1:],
    )
    entries = (*head.entries[:2], Entry(entry.element, entry.name, steps), *head.entries[3:])
    return (Chapter(head.area, head.place, head.heading, entries), *rest)
