"""Draw a decree that is right at a random day under the regime then in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from zikg.bench import makers, plans, timing
from zikg.bench.citing import Custom, basis
from zikg.bench.law import Law
from zikg.bench.ordering import ordered
from zikg.bench.sample import Basis, Sample, Signature
from zikg.bench.style import Style
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from random import Random

    from zikg.bench.sample import Column, Maker
    from zikg.model import Regulation, Stage
    from zikg.registry import Registry

FIRST: Final = date(2015, 1, 1)
LAST: Final = date(2026, 11, 20)
COLUMNS: Final[tuple[Column, ...]] = (
    "component", "indicator", "action", "evidence", "responsible", "target",
)  # fmt: skip
_ELECTIONS: Final = "pemilihan umum"


@dataclass(frozen=True, slots=True)
class _About:
    """What the sentences of a decree speak of."""

    maker: Maker
    title: str
    year: int
    day: date


def draw(
    rng: Random, registry: Registry, *, maker: Maker | None = None, day: date | None = None
) -> Sample:
    """Return a correct decree by chance.

    Args:
        rng: source of chance; the same seed gives the same decree.
        registry: whose facts decide what is correct.
        maker: the office that makes it; any when not given.
        day: when it is made; any when not given.

    Raises:
        ValueError: on that day no one regime is certainly in force.
    """
    law, regime = _day(rng, registry) if day is None else _fixed(registry, day)
    maker = makers.draw(rng) if maker is None else maker
    words = vocabulary()
    custom = Custom.draw(rng)
    style = Style.draw(rng, rng.choice(words["people"]["signed"]))
    plan_year, month = _plan_start(rng, law.day)
    title = rng.choice(words["titles"]["of_plan"]).format(office=maker.name, year=plan_year)
    guideline = basis(law, law.guideline(regime), custom, rng)
    stage: Stage = rng.choices(("copy", "issued", "draft"), (6, 3, 1))[0]
    # No office signs a decree for every hour of the year.
    number = str(rng.randint(2, min(990, 3 + 8 * law.day.timetuple().tm_yday)))
    considers = guideline if rng.random() < 0.65 else None
    signer, certifier = rng.sample(words["people"]["names"], 2)
    office = rng.choice(words["people"]["certifiers"])
    retroactive = stage != "draft" and rng.random() < 0.05 and law.day.month > 1
    about = _About(maker, title, plan_year, law.day)
    return Sample(
        day=law.day,
        stage=stage,
        regime=regime,
        maker=maker,
        number=number,
        title=title,
        plan_year=plan_year,
        thoughts=_thoughts(rng, about, number, guideline=considers is not None),
        considers=considers,
        bases=_bases(rng, law, maker, guideline, custom),
        notices=_notices(rng, maker, law.day),
        clauses=_clauses(rng, about, retroactive=retroactive),
        signature=Signature(signer, signer, certifier, certifier, office),
        chapters=plans.draw(rng, law, regime, maker, (plan_year, month)),
        style=style,
        custom=custom,
        retroactive=retroactive,
        columns=tuple(c for c in COLUMNS if c != "responsible" or rng.random() < 0.8),
    )


def _day(rng: Random, registry: Registry) -> tuple[Law, str]:
    """Return the law of a day at which one regime is certainly in force."""
    while True:
        law = Law(registry, FIRST + timedelta(days=rng.randrange((LAST - FIRST).days)))
        regime = law.regime()
        if regime is not None:
            return law, regime


def _fixed(registry: Registry, day: date) -> tuple[Law, str]:
    law = Law(registry, day)
    regime = law.regime()
    if regime is None:
        raise ValueError(f"no regime is certainly in force on {day}")
    return law, regime


def _plan_start(rng: Random, day: date) -> tuple[int, int]:
    """Return year and first month of the plan: of the same year, late in the year of the next."""
    if day.month >= 11 or (day.month == 10 and rng.random() < 0.5):
        return day.year + 1, 1
    return day.year, day.month


def _bases(
    rng: Random, law: Law, maker: Maker, guideline: Basis, custom: Custom
) -> tuple[Basis, ...]:
    needed = {guideline.base.id, *law.authority(maker.kind)}
    free = [
        held
        for held in law.citable()
        if held.id not in needed
        and held.id not in dict(law.registry.guidelines()).values()
        and (maker.of_elections or not _of_elections(held))
    ]
    count = min(len(free), rng.randint(4, 14))
    chosen = [*rng.sample(free, count), *(law.get(id_) for id_ in sorted(needed))]
    listed = ordered(law, chosen, grouped=rng.random() < 0.5)
    return tuple(
        guideline if held.id == guideline.base.id else basis(law, held.id, custom, rng)
        for held in listed
    )


def _of_elections(held: Regulation) -> bool:
    return _ELECTIONS in f"{held.title} {held.passed_by}".casefold()


def _thoughts(rng: Random, about: _About, number: str, *, guideline: bool) -> tuple[str, ...]:
    words = vocabulary()["menimbang"]
    thoughts = [rng.choice(words["guideline"])] if guideline else []
    thoughts += rng.sample(words["ground"], rng.randint(0 if guideline else 1, 2))
    if rng.random() < 0.4:
        other = rng.choice([n for n in range(2, 99) if str(n) != number])
        thoughts.append(
            rng.choice(words["team"]).replace("{office}", about.maker.titled)
            .replace("{other}", str(other)).replace("{year}", str(about.day.year))
        )  # fmt: skip
    letters = [f"huruf {chr(ord('a') + index)}" for index in range(len(thoughts))]
    if len(letters) > 2:
        said = f"{', '.join(letters[:-1])}, dan {letters[-1]}"
    else:
        said = " dan ".join(letters)
    last = rng.choice(words["last"]).format(
        letters=said, office=about.maker.titled, title=about.title
    )
    return (*thoughts, last)


def _notices(rng: Random, maker: Maker, day: date) -> tuple[str, ...]:
    if rng.random() < 0.7:
        return ()
    letters = vocabulary()["memperhatikan"]["letters"]
    sent = max(day - timedelta(days=rng.randint(3, 40)), date(day.year, 1, 1))
    return tuple(
        form.format(
            office=maker.name, letter=rng.randint(1, 400), year=sent.year, date=timing.written(sent)
        )
        for form in rng.sample(letters, rng.randint(1, 2))
    )


def _clauses(rng: Random, about: _About, *, retroactive: bool) -> tuple[str, ...]:
    words = vocabulary()["diktum"]
    others = rng.sample(words["others"], rng.randint(0, 3))
    force = rng.choice(words["force"])
    if retroactive:
        force = rng.choice(words["retroactive"])
    since = timing.written(date(about.day.year, 1, 2))
    clauses = (rng.choice(words["sets"]), *others, force)
    return tuple(
        clause.format(title=about.title, office=about.maker.name, year=about.year, date=since)
        for clause in clauses
    )
