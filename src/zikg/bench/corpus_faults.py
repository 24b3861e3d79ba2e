"""Put one to three faults into a decree, in parts of it that do not touch.

Each fault is made in the decree without fault, as `zikg.bench.rules` does it one at a time; what
they changed is then put together, so that what is expected of one is not moved by another.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import breakages

if TYPE_CHECKING:
    from datetime import date

    from zikg.bench.breaking import Breakage, Broken, Case, Expected
    from zikg.bench.sample import Sample

_HOW_MANY: Final = (14, 4, 2)
_TRIES: Final = 40
_ZONES: Final = {
    "bases": "opening", "considers": "opening", "thoughts": "opening", "marks": "opening",
    "notices": "opening", "chapters": "plan", "names": "names", "clauses": "clauses",
    "signature": "signature",
}  # fmt: skip
"""Parts of a decree that a fault may change beside a fault elsewhere; any other stands alone."""
_ALONE: Final = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that was put in: the rule it is for, which breakage, and what must be found.

    ``beside`` are the codes of infos that may come with it.
    """

    code: str
    name: str
    expected: tuple[Expected, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Faulty:
    """A decree with faults (or none), and when and how it is to be looked at to find them."""

    sample: Sample
    planted: tuple[Planted, ...] = ()
    as_of: date | None = None
    final: bool = False


def plant(case: Case) -> Faulty:
    """Return a decree with faults by chance; with none where no breakage was found for it.

    Args:
        case: the decree without fault, the law at its day, and chance.
    """
    wanted = case.rng.choices((1, 2, 3), _HOW_MANY)[0]
    sample, planted, used = case.sample, list[Planted](), set[str]()
    for _ in range(_TRIES):
        breakage = case.rng.choice(case.rng.choice(_by_code()))
        broken = breakage.apply(case)
        if broken is None:
            continue
        changed = _changed(case.sample, broken)
        zones = {_ZONES.get(name, _ALONE) for name in changed} or {_ALONE}
        told = Planted(breakage.code, breakage.name, broken.expected, tuple(sorted(broken.beside)))
        if _ALONE in zones or broken.as_of is not None or broken.final:
            if not planted:
                return Faulty(broken.sample, (told,), broken.as_of, broken.final)
        elif not zones & used:
            sample = replace(sample, **{name: getattr(broken.sample, name) for name in changed})
            planted.append(told)
            used |= zones
        if len(planted) == wanted:
            break
    return Faulty(sample, tuple(planted))


def _changed(sample: Sample, broken: Broken) -> list[str]:
    names = (field.name for field in fields(sample))
    return [name for name in names if getattr(sample, name) != getattr(broken.sample, name)]


@cache
def _by_code() -> tuple[tuple[Breakage, ...], ...]:
    """Return the breakages of each code: rules take turns, however many ways break one."""
    found: dict[str, list[Breakage]] = {}
    for breakage in breakages():
        found.setdefault(breakage.code, []).append(breakage)
    return tuple(map(tuple, found.values()))
