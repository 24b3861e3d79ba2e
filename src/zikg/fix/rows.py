"""Rows that a plan lacks, as stubs in the form of its own table, with marked blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.areas import roman
from zikg.extract.columns import Columns, find_columns
from zikg.extract.view import flat
from zikg.fix.case import about
from zikg.fix.form import label_after
from zikg.fix.values import Change, Edit, Step
from zikg.model import Area, Component, Row, Span
from zikg.registry.status import regime_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.fix.case import Case
    from zikg.model import Cell, Finding, Table

BLANKS: Final = {
    "indicator": "[diisi: indikator]",
    "action": "[diisi: aksi]",
    "evidence": "[diisi: bukti]",
    "responsible": "[diisi: pelaksana]",
    "output": "[diisi: keluaran]",
    "target": "[diisi: waktu]",
}
"""What stands in a cell that a person has to fill."""
_HEADING: Final = re.compile(r"(?<![A-Za-z0-9<])(?:[IVX]+|\d+|[A-Z])(?![A-Za-z0-9])")
_ROMAN: Final = re.compile(r"[IVX]+")
_FIRST: Final = re.compile(r"\d+|[a-z]")
_CELLS: Final = re.compile(r"\s*(?:\t|(?<!\\)\|)\s*")
_PIPE: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Line:
    """A physical line of a table: its bounds, its cells, the columns of its table."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    columns: Columns


def missing(case: Case) -> list[Step]:
    """Return stubs for the mandatory components and areas that a plan lacks."""
    plan = case.decree.plan
    regime, _ = regime_at(case.registry, case.run.judged)
    wanted = [f for f in case.findings if f.code in {"ZI101", "ZI102"} and case.wanted(f)]
    if plan is None or regime is None or not wanted:
        return []
    components = {component.id: component for component in case.registry.components(regime)}
    lacking = [(finding, components.get(about(finding) or "")) for finding in wanted]
    steps: list[Step] = []
    for area in plan.areas:
        found = [(f, c) for f, c in lacking if c and c.sub and _of(c) == area.area(regime)]
        if found and area is _last_of(plan.areas, area, regime):
            steps += _stubs(case, area, found)
    whole = [(f, c) for f, c in lacking if c is not None and not c.sub]
    areas: list[Step] = []
    for finding, component in sorted(whole, key=lambda pair: pair[1].id):
        subs = [c for c in components.values() if c.sub and c.mandatory]
        areas += _area(case, finding, component, [c for c in subs if _of(c) == component.id])
    return [*steps, *_joined_steps(areas)]


def _joined_steps(steps: Iterable[Step]) -> list[Step]:
    """Make one step of areas that come to stand in one place, in their order."""
    found: dict[Span, Step] = {}
    for step in steps:
        [edit] = step.edits
        before = found.get(edit.span)
        words = (before.edits[0].text if before else "") + edit.text
        changes = (before.changes if before else ()) + step.changes
        found[edit.span] = Step((Edit(edit.span, words),), changes)
    return list(found.values())


def _of(component: Component) -> str:
    return f"zi/{component.regime}/{component.area}"


def _last_of(areas: Sequence[Area], area: Area, regime: str) -> Area:
    """Return the last part of an area that has rows (its heading may stand twice)."""
    same = [one for one in areas if one.area(regime) == area.area(regime) and one.rows]
    return same[-1] if same else area


def _stubs(case: Case, area: Area, found: Iterable[tuple[Finding, Component]]) -> Iterable[Step]:
    text = case.decree.source.text
    if not area.rows:
        return []
    row = max(area.rows, key=lambda one: one.span.end)
    line = _line(case, row)
    if line is None:
        return []
    label = _label(line, row)
    lines: list[str] = []
    changes: list[Change] = []
    for finding, component in found:
        number = label_after(label, len(lines) + 1)
        lines.append(_written(text, line, number, component.name))
        shown = flat(" · ".join(_CELLS.split(lines[-1].strip(" |"))), 0, 1_000)
        changes.append(case.change([finding], "", shown))
    return [Step((_behind(text, row.span.end, lines),), tuple(changes))]


def _behind(text: str, offset: int, lines: Sequence[str]) -> Edit:
    """Return the edit that puts lines behind the one that an offset stands in."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return Edit(Span(end, end), "".join(f"\n{line}" for line in lines))


def _label(line: _Line, row: Row) -> str:
    place = line.columns.index("number")
    cell = line.cells[place].text if place is not None and place < len(line.cells) else ""
    return cell if re.search(r"\d|[a-y]", cell) else f"{row.number}."


def _line(case: Case, row: Row) -> _Line | None:
    """Return the physical line that a row begins in; none where its table cannot be copied."""
    text = case.decree.source.text
    columns: Columns | None = None
    for table in case.decree.source.tables:
        if table.span.start > row.span.start:
            break
        for cells, below in _pairs(table):
            found = find_columns(cells, below)
            columns = found[0] if found else columns
            starts = [span for cell in cells for span in cell.spans]
            if not any(span.start == row.span.start for span in starts):
                continue
            start = text.rfind("\n", 0, row.span.start) + 1
            end = text.find("\n", row.span.start)
            end = len(text) if end < 0 else end
            if columns is None or columns.grid or columns.double:
                return None
            if "\t" not in text[start:end] and not _PIPE.search(text, start, end):
                return None  # columns set apart by blanks only: a person has to align them
            return _Line(start, end, cells, columns)
    return None


def _pairs(table: Table) -> Iterable[tuple[tuple[Cell, ...], tuple[Cell, ...] | None]]:
    rows = table.rows
    return ((row, rows[i + 1] if i + 1 < len(rows) else None) for i, row in enumerate(rows))


def _written(text: str, line: _Line, number: str, name: str) -> str:
    """Return a row in the form of another: its tabs or pipes, its indentation."""
    words: list[str] = []
    for kind in line.columns.kinds:
        if kind == "number":
            words.append(number)
        elif kind == "component":
            words.append(name)
        else:
            words.append(BLANKS.get(kind or "", ""))
    return _joined(text[line.start : line.end], words)


def _joined(form: str, words: Sequence[str]) -> str:
    lead = form[: len(form) - len(form.lstrip(" "))]
    if "\t" in form and not _PIPE.search(form):
        return lead + "\t".join(words)
    body = form.strip()
    first = "| " if body.startswith("|") else ""
    last = " |" if body.endswith("|") else ""
    return f"{lead}{first}{' | '.join(words)}{last}"


def _area(
    case: Case, finding: Finding, component: Component, subs: Sequence[Component]
) -> list[Step]:
    """Put a missing area where it belongs, in the form of the others: heading, head, rows."""
    plan = case.decree.plan
    text = case.decree.source.text
    assert plan is not None
    known = [
        area
        for area in plan.areas
        if area.rows and area.heading and area.span.end and area.area(component.regime)
    ]
    forms = [form for area in known if (form := _form(case, area)) is not None]
    if not forms:
        return []
    form = min(forms, key=lambda one: len(one.block))
    name = component.name.upper() if form.area.heading.isupper() else component.name
    block = _titled(form, int(component.area), name)
    if block is None:
        return []
    first = _FIRST.sub(
        lambda match: "1" if match[0].isdigit() else "a", _label(form.line, form.row), count=1
    )
    lines = [
        _written(text, form.line, label_after(first, index) if index else first, sub.name)
        for index, sub in enumerate(subs)
    ]
    words = block + "\n".join(lines)
    before = [area for area in known if (area.area(component.regime) or "") < component.id]
    if before:
        last = max((row for area in before for row in area.rows), key=lambda row: row.span.end)
        end = text.find("\n", last.span.end)
        end = len(text) if end < 0 else end
        edit = Edit(Span(end, end), form.between + words)
    else:
        start = text.rfind("\n", 0, known[0].span.start) + 1
        edit = Edit(Span(start, start), words + form.between)
    shown = "; ".join((f"{component.area}. {name}", *(sub.name for sub in subs)))
    return [Step((edit,), (case.change([finding], "", shown),))]


@dataclass(frozen=True, slots=True)
class _Form:
    """How an area begins: its lines before its first row, and what stands between two areas."""

    area: Area
    row: Row
    line: _Line
    block: str
    between: str


def _form(case: Case, area: Area) -> _Form | None:
    text = case.decree.source.text
    row = min(area.rows, key=lambda one: one.span.start)
    line = _line(case, row)
    start = text.rfind("\n", 0, area.span.start) + 1
    if line is None or not start < line.start or area.span.end > line.start:
        return None
    gap = text[len(text[:start].rstrip()) : start]
    between = "\n" * min(max(gap.count("\n"), 1), 2)
    return _Form(area, row, line, text[start : line.start], between)


def _titled(form: _Form, place: int, name: str) -> str | None:
    """Return the lines before the first row with the number and name of another area."""
    heading, newline, rest = form.block.partition("\n")
    if form.area.heading not in heading:
        return None
    before, _, after = heading.partition(form.area.heading)
    label = _HEADING.search(before)
    if label is None:
        return f"{before}{name}{after}{newline}{rest}"
    number = str(place)
    if not label[0].isdigit():
        number = roman(place) if _ROMAN.fullmatch(label[0]) else chr(ord("A") + place - 1)
    return f"{before[: label.start()]}{number}{before[label.end() :]}{name}{after}{newline}{rest}"
