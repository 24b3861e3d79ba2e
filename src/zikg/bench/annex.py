"""Write the table of a generated plan: pipes, tabs or HTML, headings of areas in several ways."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Final

from zikg.bench.sample import ROMAN
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.bench.sample import Chapter, Entry, Sample, Step

_NUMBER: Final = "number"


def table(sample: Sample) -> str:
    """Return the plan as a table, or as a table for each area.

    Args:
        sample: the decree.
    """
    columns = (_NUMBER, *sample.columns)
    head = heads(sample)
    if sample.style.area_mark == "column":
        return _whole(sample, _beside_areas(sample, head))
    if sample.style.area_mark == "line":
        blocks = []
        for chapter in sample.chapters:
            lines = [_line(sample, head), *_rule(sample, len(columns)), *_entries(sample, chapter)]
            named = f"{chapter.mark or chapter.item}. {_cased(sample, chapter)}"
            blocks.append(f"{named}\n\n{_whole(sample, lines)}")
        return "\n\n".join(blocks)
    lines = [_line(sample, head), *_rule(sample, len(columns))]
    for chapter in sample.chapters:
        lines.append(_line(sample, _heading(sample, chapter, len(columns))))
        lines.extend(_entries(sample, chapter))
    return _whole(sample, lines)


def heads(sample: Sample) -> list[str]:
    """Return the words above the columns; the same decree always has the same."""
    rng = Random(f"{sample.number}/{sample.title}")  # noqa: S311 - chance, not secrets
    words = vocabulary()["annex"]
    return [rng.choice(words[name]) for name in (_NUMBER, *sample.columns)]


def _beside_areas(sample: Sample, head: list[str]) -> Iterator[str]:
    """Yield the lines of a table whose first column names the area, once for all its rows."""
    area = Random(f"{sample.title}/{sample.number}").choice(vocabulary()["annex"]["area"])  # noqa: S311
    yield _line(sample, [area, *head])
    yield from _rule(sample, len(head) + 1)
    for chapter in sample.chapters:
        named = f"{chapter.mark or chapter.item}. {_cased(sample, chapter)}"
        for row, cells in enumerate(_rows(sample, chapter)):
            yield _line(sample, [named if row == 0 or sample.style.area_split else "", *cells])


def _cased(sample: Sample, chapter: Chapter) -> str:
    """Return the heading of an area in the capitals of the style, or in the others where odd."""
    loud = sample.style.area_mark != "digit"
    return chapter.heading.upper() if loud != chapter.odd else chapter.heading


def _heading(sample: Sample, chapter: Chapter, width: int) -> list[str]:
    style = sample.style
    marks = {"letter": "ABCDEF"[chapter.place - 1], "digit": str(chapter.place)}
    mark = chapter.mark or marks.get(style.area_mark, ROMAN[chapter.place - 1])
    name = _cased(sample, chapter)
    if style.area_mark == "area":
        cells = [f"AREA {mark}. {name}"] if not style.area_split else [mark, name]
    else:
        cells = [mark, name] if style.area_split else [f"{mark}. {name}"]
    if style.bold and style.table != "html":
        cells = [f"**{cell}**" for cell in cells]
    return cells + [""] * (width - len(cells))


def _entries(sample: Sample, chapter: Chapter) -> Iterator[str]:
    for cells in _rows(sample, chapter):
        yield _line(sample, cells)


def _rows(sample: Sample, chapter: Chapter) -> Iterator[list[str]]:
    for place, entry in enumerate(chapter.entries, 1):
        for index, step in enumerate(entry.steps):
            yield _row(sample, chapter, place, entry, step, first=index == 0)


def _row(
    sample: Sample, chapter: Chapter, place: int, entry: Entry, step: Step, *, first: bool
) -> list[str]:
    marks = {"1": f"{place}", "1.": f"{place}.", "1.1": f"{chapter.place}.{place}"}
    cells = {
        _NUMBER: marks[sample.style.row_mark] if first else "",
        "component": entry.name if first else "",
        "indicator": f"{step.indicator} {step.measure}".strip(),
        "action": step.action,
        "evidence": step.evidence,
        "responsible": step.responsible,
        "target": step.target.text,
    }
    return [cells[name] for name in (_NUMBER, *sample.columns)]


def _whole(sample: Sample, lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"<table>\n{text}\n</table>" if sample.style.table == "html" else text


def _line(sample: Sample, cells: list[str]) -> str:
    if sample.style.table == "tab":
        return "\t".join(cells)
    if sample.style.table == "html":
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    return re.sub(" +", " ", f"| {' | '.join(cells)} |")


def _rule(sample: Sample, width: int) -> list[str]:
    return [] if sample.style.table != "pipe" else ["|" + " --- |" * width]
