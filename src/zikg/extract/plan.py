"""Find the action plan in the annex and read it: areas, rows, components, targets.

The plan is the table whose header names a component, indicator or action beside other columns of
a plan; it may come in pieces, one for each page, or one table for each area.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from zikg.extract.areas import AreaNames, area_names, majority, roman
from zikg.extract.joining import Joiner
from zikg.extract.lines import plan_lines
from zikg.extract.making import RowMaker, free_number, text_of
from zikg.extract.rows import RowReader
from zikg.extract.targets import parse_target
from zikg.model import Area, Cell, Interval, Part, Plan, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.extract.columns import Columns
    from zikg.extract.drafts import Draft, Group
    from zikg.extract.matching import Components

PlanState = Literal["read", "absent", "unreadable"]

_NUMBER_YEAR: Final = re.compile(
    r"nomor\s*:?\s*[\w./-]*(?:\s*/\s*[\w./-]+)*\s+tahun\s+\d{4}", re.IGNORECASE
)
_YEARS: Final = re.compile(
    r"(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s+((?:19|20)\d\d)"
    r"(?:\s*(-|–|—|s\.?/?d\.?|sampai(?:\s+dengan)?|dan|hingga)\s*(?:tahun\s+)?((?:19|20)\d\d))?",
    re.IGNORECASE,
)
MAX_YEARS: Final = 10
"""A longer span of years in a title is no plan period."""
SHARE: Final = 0.2
"""A year printed in this share of the targets is a year of the plan."""
MERGED: Final = 0.5
"""Where more than this share of a column is empty, its cells are merged over several rows."""
_MERGEABLE: Final = ("target", "responsible")
_SHARED: Final = ("component", "indicator", "evidence", "target", "responsible", "output")


def find_plan(
    source: Source,
    annex_parts: tuple[Part, ...],
    registry: Components,
    *,
    title: str,
    when: Interval | None,
) -> tuple[Plan | None, PlanState]:
    """Return the action plan of a decree and how far it could be read.

    Args:
        source: the document.
        annex_parts: the parts of the decree that are its annexes.
        registry: gives the components of each regime.
        title: the name of the decree; a year in it is the year of the plan.
        when: the date of the decree; a year far from it in the title is not the plan's.
    """
    if not annex_parts:
        return None, "absent"
    names = area_names(registry)
    found = plan_lines(source, annex_parts, names)
    if found is None:
        return None, "unreadable"
    groups = [
        group
        for group in RowReader(names, Joiner(source.text)).read(found.lines)
        if group.rows or group.heading
    ]
    if not any(group.rows for group in groups):
        return None, "unreadable"
    begin = max(part.span.start for part in annex_parts if part.span.start <= found.span.start)
    heading = source.text[begin : found.span.start]
    texts = (row.text("target") for group in groups for row in group.rows)
    years = plan_years(title, heading, texts, when)
    areas = _areas(groups, names, found.columns, years)
    ends = [row.span.end for area in areas for row in area.rows]
    span = Span(found.span.start, max(ends))
    return Plan(areas, years, found.columns.found, span, found.span), "read"


def plan_years(
    title: str, heading: str, targets: Iterable[str], when: Interval | None
) -> tuple[int, ...]:
    """Return the years that a plan is for: by its title, its heading, else by its targets.

    Args:
        title: the name of the decree.
        heading: what stands in the annex above the table.
        targets: the words of the target cells.
        when: the date of the decree.

    Example:
        >>> plan_years("RENCANA AKSI TAHUN 2025", "", [], None)
        (2025,)
        >>> plan_years("RENCANA AKSI", "NOMOR 12 TAHUN 2024", ["Januari 2025"], None)
        (2025,)
    """
    for text in (title, heading):
        years = _named_years(text, when)
        if years:
            return years
    read = [parse_target(text).years for text in targets if text]
    count = Counter(year for years in read for year in set(years))
    dated = sum(1 for years in read if years)
    return tuple(sorted(year for year, seen in count.items() if seen >= dated * SHARE))


def _named_years(text: str, when: Interval | None) -> tuple[int, ...]:
    found: list[int] = []
    for match in _YEARS.finditer(_NUMBER_YEAR.sub(" ", " ".join(text.split()))):
        first = int(match[1])
        last = int(match[3]) if match[3] else first
        if last < first or last - first > MAX_YEARS:
            continue
        found.extend((first, last) if match[2] == "dan" else range(first, last + 1))
    near = [year for year in found if when is None or abs(year - when.earliest.year) <= MAX_YEARS]
    return tuple(sorted(set(near)))


def _areas(
    groups: list[Group],
    names: AreaNames,
    columns: Columns,
    years: tuple[int, ...],
) -> tuple[Area, ...]:
    _spread_merged(groups, columns)
    maker = RowMaker(names, columns, years)
    areas: list[Area] = []
    before = 0
    for group in groups:
        cells = [draft.cells for draft in group.rows]
        _share(group.rows)
        if group.heading is None:
            pieces = _by_element(cells, names)
        else:
            pieces = [(None, list(range(len(cells))))]
        for known, members in pieces:
            place = group.heading.number(before) if group.heading else int(known or 0) or None
            before = place or before + 1
            area = _area(group, names, known, before, [cells[index] for index in members])
            number = _unused(area.number, areas)
            rows = maker.rows([group.rows[index] for index in members], area, len(areas))
            span = area.span if area.span.end else rows[0].span
            areas.append(replace(area, number=number, span=span, rows=rows))
    return tuple(areas)


def _area(
    group: Group, names: AreaNames, known: str | None, place: int, cells: list[dict[str, Cell]]
) -> Area:
    """Return the area of a heading, still without rows; the span is empty where it has none."""
    span = group.span or Span(0, 0)
    if group.heading is None:
        return Area(roman(place), "", span, (), names.ids(known or ""))
    heading = group.heading.name
    named = names.named(heading)
    if named:
        return Area(roman(place), heading, span, (), names.ids(named[0]), named[1])
    elements = [
        names.elements(text_of(row, "component"), text_of(row, "indicator"), None) for row in cells
    ]
    area = majority(elements, place) or names.sub_element(heading)
    if area is None:
        return Area(roman(place), heading, span, ())
    return Area(roman(place), heading, span, (), names.ids(area), "other")


def _by_element(
    cells: list[dict[str, Cell]], names: AreaNames
) -> list[tuple[str | None, list[int]]]:
    """Cut rows that stand under no heading where their components pass to another area."""
    groups: list[tuple[str | None, list[int]]] = []
    for index, row in enumerate(cells):
        elements = names.elements(text_of(row, "component"), text_of(row, "indicator"), None)
        area = elements[-1][1].split("/")[2] if elements else None
        if groups and (area is None or groups[-1][0] in {area, None}):
            groups[-1] = (groups[-1][0] or area, [*groups[-1][1], index])
        else:
            groups.append((area, [index]))
    return groups


def _unused(number: str, areas: list[Area]) -> str:
    taken = {area.number for area in areas}
    return free_number(number, taken) or f"{number}-{len(areas) + 1}"


def _share(drafts: list[Draft]) -> None:
    """Give the further action rows of a component the merged cells that stand above them."""
    for index, draft in enumerate(drafts):
        if not draft.shares or not index:
            continue
        for kind in _SHARED:
            above = drafts[index - 1].cells.get(kind)
            if kind not in draft.cells and above is not None and above.text:
                draft.cells[kind] = Cell(above.text, above.spans, inherited=True)


def _spread_merged(groups: list[Group], columns: Columns) -> None:
    """Give every row the target (or party) of a cell that is merged over most of the plan."""
    drafts = [draft for group in groups for draft in group.rows]
    for kind in _MERGEABLE:
        if kind not in columns.kinds or not drafts or kind not in drafts[0].cells:
            continue
        empty = [draft for draft in drafts if kind not in draft.cells]
        if len(empty) <= len(drafts) * MERGED:
            continue
        above = Cell("")
        for draft in drafts:
            if kind in draft.cells:
                above = draft.cells[kind]
            else:
                draft.cells[kind] = Cell(above.text, above.spans, inherited=bool(above.text))
