"""What a plan says too little about: clear targets, reform, who, how much (ZI109 to 111, 114, 115).

What counts as *measurable* is modest on purpose: one number with a thing counted ("1 dokumen",
"80%", "lima hari") in any output, target or indicator, or any number in an output column, is
enough for the whole plan. Whether it is a good measure is not judged.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.wordlists import any_of, wordlist
from zikg.graph import nt
from zikg.graph.plan import empty
from zikg.graph.wording import squeeze
from zikg.reason.basis import sets_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Cell, Plan, Row
    from zikg.reason.case import Case

_BLANK: Final = re.compile(r"\[[^\[\]]{1,80}\]")
"""A cell marked as still to be filled in ("[diisi: waktu]") says nothing yet, clear or unclear."""
_LAST_WORD: Final = re.compile(r"(?:^|\s)(\S+)$")


def quality_facts(case: Case) -> Iterator[Fact]:
    """Return what the plan and its rows leave unsaid or unclear."""
    plan = case.decree.plan
    if plan is None or case.decree.plan_state != "read" or not plan.rows:
        return
    yield from _targets(case, plan)
    for row in plan.rows:
        if _says_the_same(row):
            yield case.say(row, "repeatsItself", nt.flag(True))
        if cut_off(row.evidence):
            yield case.say(row, "cutOff", nt.words("evidence"))
    if all(empty(row.responsible) for row in plan.rows):
        yield case.document, nt.term("planLacks"), nt.words("responsible")
    if not any(measurable(row) for row in plan.rows):
        yield case.document, nt.term("planLacks"), nt.words("measure")
    yield from _reform(case, plan)


def _targets(case: Case, plan: Plan) -> Iterator[Fact]:
    """Return the rows whose target names no time, and those whose time lies in other years.

    Where no target of the whole plan names a time, its column is about something else: that is
    one fact about the plan, not one about each row.
    """
    unclear = [
        row
        for row in plan.rows
        if not row.clear
        and row.target
        and not empty(row.target)
        and not row.target.inherited
        and not _BLANK.fullmatch(row.target.text)
    ]
    if unclear and not any(row.clear and not empty(row.target) for row in plan.rows):
        yield case.document, nt.term("planLacks"), nt.words("target")
        return
    for row in unclear:
        yield case.say(row, "targetUnclear", nt.flag(True))
    yield from _outside(case, plan)


def _outside(case: Case, plan: Plan) -> Iterator[Fact]:
    """Return the rows whose time lies in other years, where most rows keep to those of the plan.

    Where most do not, it is the title that names another year: that is no matter of a row.
    """
    dated = [row for row in plan.rows if row.periods and row.target and not row.target.inherited]
    outside = [row for row in dated if not _years(row) & set(plan.years)]
    if not plan.years or 2 * len(outside) >= len(dated):
        return
    for row in outside:
        for year in sorted(_years(row)):
            yield case.say(row, "targetYear", nt.year(year))
        yield case.say(row, "targetOutside", nt.flag(True))


def _years(row: Row) -> set[int]:
    return {
        year for when in row.periods for year in range(when.earliest.year, when.latest.year + 1)
    }


def _says_the_same(row: Row) -> bool:
    if empty(row.indicator) or empty(row.action) or not row.indicator or not row.action:
        return False
    return squeeze(row.indicator.text) == squeeze(row.action.text)


def cut_off(cell: Cell | None) -> bool:
    """Whether an enumeration breaks off: it ends with a comma or with a word that joins.

    Example:
        >>> from zikg.model import Cell
        >>> cut_off(Cell("Undangan Rapat, Daftar Hadir,")), cut_off(Cell("Undangan dan notula."))
        (True, False)
    """
    if cell is None or cell.inherited or empty(cell):
        return False
    text = cell.text.rstrip()
    last = _LAST_WORD.search(text)
    words = wordlist("drafting")["plan"]["cut_off"]
    return text.endswith(",") or bool(last and last[1].casefold() in words)


@cache
def _measure() -> re.Pattern[str]:
    lists = wordlist("drafting")["plan"]
    units, numerals = any_of(lists["units"]), any_of(lists["numerals"])
    return re.compile(
        rf"(?<![\d./-])(?:\d+(?:[.,]\d+)?|(?<!\w)(?:{numerals}))\s*(?:\([^)]*\)\s*)?(?:{units})(?!\w)",
        re.IGNORECASE,
    )


def measurable(row: Row) -> bool:
    """Whether a row says how much: a number of things in indicator, output or target.

    Args:
        row: a row of the plan.
    """
    if row.output is not None and re.search(r"\d", row.output.text):
        return True
    cells = (row.output, row.target, row.indicator)
    return any(cell is not None and _measure().search(cell.text) for cell in cells)


def _reform(case: Case, plan: Plan) -> Iterator[Fact]:
    """Return the areas in force whose reform sub-elements are all absent from the plan."""
    if case.regime is None or not sets_plan(case.decree):
        return
    components = case.registry.components(case.regime)
    reform = [component for component in components if component.aspect == "reform"]
    planned = {element for row in plan.rows for _, element in row.elements}
    held = {component.area for component in reform if component.id in planned}
    for area in dict.fromkeys(component.area for component in reform):
        if area not in held:
            node = nt.node(f"zi/{case.regime}/{area}")
            yield case.document, nt.term("lacksReformIn"), node
