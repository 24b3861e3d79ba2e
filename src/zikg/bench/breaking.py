"""What a breakage is, and the table of all of them.

A breakage takes a decree without fault and breaks exactly one thing in it; it says what must then
be found, and returns ``None`` where it does not apply to this decree at this date. To add one for
a new code, write a function in one of the modules named in `MODULES` and mark it::

    @breaks("ZI109")
    def target_without_time(case: Case) -> Broken | None: ...

Codes of the catalogue without a breakage stand in `AWAITED`, so that none is forgotten.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from zikg.bench.law import Law
    from zikg.bench.sample import Sample
    from zikg.model import Finding, SectionName, Severity

MODULES: Final = (
    "zikg.bench.broken_bases",
    "zikg.bench.broken_amendments",
    "zikg.bench.broken_order",
    "zikg.bench.broken_plan",
    "zikg.bench.broken_form",
    "zikg.bench.broken_contents",
    "zikg.bench.broken_titles",
    "zikg.bench.broken_writing",
    "zikg.bench.broken_drafting",
    "zikg.bench.broken_blanks",
)
"""Where breakages are registered: a new module of them is named here."""

AWAITED: Final = frozenset({"ZI116", "ZI219"})
"""Codes without a breakage.

ZI116 says that no one guideline is certainly in force: that is its day, not one thing broken in a
decree that is right at another day; generated decrees are of days with a guideline.

ZI219 asks for one citation that fits two regulations; no two of the registry share type, number
and year, so no generated decree can break it. Its own cases have a registry in which two do.
"""

ANY: Final = "*"
"""Stands for a subject or an item that the breakage does not determine."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that must be there, by code, severity, subject, section and item.

    ``others`` are further (subject, item) under which the same finding is right, where of two
    things that clash either may be named; ``act`` is the first related instrument of ZI205.
    """

    code: str
    severity: Severity
    subject: str | None
    section: SectionName
    item: str | None = None
    others: tuple[tuple[str | None, str | None], ...] = ()
    act: str | None = None

    def answers(self, found: Finding) -> bool:
        """Whether a finding is the one that is expected."""
        if (found.code, found.severity, found.section) != (self.code, self.severity, self.section):
            return False
        if self.act is not None and found.related[:1] != (self.act,):
            return False
        named = ((self.subject, self.item), *self.others)
        return any(
            subject in (ANY, found.subject) and item in (ANY, found.item) for subject, item in named
        )

    def __str__(self) -> str:
        return f"{self.code} {self.severity} {self.subject} {self.section}/{self.item}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A decree with one thing broken, when it is looked at, and what must be found.

    ``beside`` are the codes of infos that may appear with it: what follows from the fault without
    being it (a letter among the bases is no regulation that could be looked up, ZI207).
    """

    sample: Sample
    expected: tuple[Expected, ...]
    as_of: date | None = None
    final: bool = False
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A decree without fault, the law at its day, and chance."""

    sample: Sample
    law: Law
    rng: Random


Apply = Callable[[Case], Broken | None]


@dataclass(frozen=True, slots=True)
class Breakage:
    """One way to break a decree: the code it is for, its name, and what does it."""

    code: str
    name: str
    apply: Apply


_table: list[Breakage] = []


def breaks(
    code: str,
) -> Callable[[Callable[[Case], Broken | None]], Callable[[Case], Broken | None]]:
    """Register a function as a breakage for a code.

    Args:
        code: the rule that must answer to it.
    """

    def register(apply: Apply) -> Apply:
        _table.append(Breakage(code, apply.__name__.replace("_", "-"), apply))
        return apply

    return register


@cache
def breakages() -> tuple[Breakage, ...]:
    """Return all breakages, in order of their codes and names."""
    for module in MODULES:
        importlib.import_module(module)
    return tuple(sorted(_table, key=lambda each: (each.code, each.name)))
