"""Would zikg notice? Alters a decree one thing at a time, and reads and checks it again.

A metamorphic test: nobody has to know what is right in the document, only that a change of a fact
must change what is read or what is found. It says something about this document alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zikg.bench.sensitivity_changes import Alteration, alterations, chosen
from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from zikg.model import Citation, Decree, Row, Source
    from zikg.registry import Registry

Verdict = Literal["finding", "read", "unnoticed"]
Facts = Counter[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Trial:
    """An alteration and whether it was noticed: as a finding, in what was read, or not at all.

    ``codes`` are those of the findings that came, went or changed.
    """

    alteration: Alteration
    verdict: Verdict
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Experiment:
    """The trials of one document, drawn and yet to be run.

    Args:
        decree: the document as read.
        possible: how many alterations there are, by kind.
        drawn: those that are tried.
        judge: tries one.
    """

    decree: Decree
    possible: dict[str, int]
    drawn: tuple[Alteration, ...]
    judge: Callable[[Alteration], Trial]

    def trials(self) -> Iterator[Trial]:
        """Try one alteration after the other."""
        return map(self.judge, self.drawn)


def prepare(source: Source, registry: Registry, day: date, seed: int, most: int) -> Experiment:
    """Return the test of a document: read and checked as it is, its alterations drawn.

    Args:
        source: the document as read, in any format.
        registry: the regulations.
        day: the date that a draft is judged at.
        seed: with the same seed and text the same alterations are drawn.
        most: how many are drawn at most, over all kinds.

    Raises:
        ReadError: the document is no decree.
        BuildError: the shapes could not be run.
    """
    decree, findings = _examined(source, registry, day)
    facts = _facts(decree)
    found = alterations(decree, seed)

    def judge(alteration: Alteration) -> Trial:
        try:
            altered, now = _examined(alteration.make(), registry, day)
        except ZikgError as error:
            # The document is refused: nobody can overlook that.
            return Trial(alteration, "finding", (type(error).__name__,))
        changed = (now - findings) + (findings - now)
        if changed:
            return Trial(alteration, "finding", tuple(sorted({str(one[0]) for one in changed})))
        seen = _seen(alteration.token, facts, _facts(altered))
        return Trial(alteration, "read" if seen else "unnoticed")

    possible = {kind: len(listed) for kind, listed in found.items()}
    return Experiment(decree, possible, tuple(chosen(found, most)), judge)


def _examined(source: Source, registry: Registry, day: date) -> tuple[Decree, Facts]:
    from zikg.extract import extract
    from zikg.validate import check, run_for

    decree = extract(source, registry)
    result = check(decree, run_for(decree, day), registry, engine="compiled")
    return decree, Counter(
        (one.code, one.severity, one.subject, one.section, one.item, one.since, one.message)
        for one in result.findings
    )


def _seen(token: str, before: Facts, after: Facts) -> bool:
    """Return whether what was read changed, and in the way of the alteration."""
    if not token:
        return before != after
    pattern = re.compile(rf"(?<!\w){re.escape(token)}(?!\w)", re.IGNORECASE)
    return any(
        isinstance(value, str | int) and pattern.search(str(value))
        for fact in after - before
        for value in fact
    )


def _facts(decree: Decree) -> Facts:
    """Return everything that was read of a document, without the places where it stands."""
    own = (
        *(decree.stage, decree.type, decree.issuer, decree.year),
        *(one.value if one else None for one in (decree.number, decree.title, decree.place)),
        *(decree.when.printed if decree.when else None, decree.retroactive),
        *(decree.signatory.value if decree.signatory else None,),
    )
    facts: Facts = Counter((("decree", place, value) for place, value in enumerate(own)))
    facts.update(("title", one.section, one.item, one.text) for one in decree.titles)
    facts.update(
        ("signing", one.section, one.when.printed if one.when else None) for one in decree.signings
    )
    facts.update(("unit", one.section, one.item, one.unit) for one in decree.units)
    facts.update(_citation(decree, one) for one in decree.citations)
    if decree.plan:
        rows = decree.plan.rows
        facts.update(_row(row) for row in rows)
        facts[("order", *((row.area, row.number, row.component.text) for row in rows))] += 1
        facts[("areas", *(area.heading for area in decree.plan.areas))] += 1
    return facts


def _citation(decree: Decree, one: Citation) -> tuple[object, ...]:
    base = decree.citations[one.of - decree.citations[0].index] if one.of is not None else None
    gazettes = (f"{gazette.kind} {gazette.year} {gazette.number}" for gazette in one.gazettes)
    return (
        *("citation", one.section, one.item, one.type, one.issuer, one.number, one.year, one.title),
        *(one.role, one.relation, base and (base.type, base.number, base.year)),
        *(one.dated.printed if one.dated else None, one.pinpoint),
        *gazettes,
    )


def _row(row: Row) -> tuple[object, ...]:
    cells = (row.component, row.indicator, row.action, row.evidence, row.target)
    more = (row.responsible, row.output, row.note)
    return (
        *("row", row.area, row.number),
        *(cell.text if cell else None for cell in (*cells, *more)),
        *(row.start, row.end, row.elements),
    )
