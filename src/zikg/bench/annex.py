"""Write the table of a generated plan: pipes or tabs, headings of areas in several ways."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Final

from zikg.bench.sample import ROMAN
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.bench.sample import Chapter, Entry, Sample, Step

_NUMBER: Final = "number"


def table(sample: Sample) -> str:
    """Return the plan as a table, or as a table for each area.

    Args:
        sample: the decree.
    """
    columns = (_NUMBER, *sample.columns)
    head = heads(sample)
    if sample.style.area_mark == "line":
        blocks = []
        for chapter in sample.chapters:
            lines = [_line(sample, head), *_rule(sample, len(columns)), *_entries(sample, chapter)]
            blocks.append(f"{chapter.item}. {chapter.heading.upper()}\n\n" + "\n".join(lines))
        return "\n\n".join(blocks)
    lines = [_line(sample, head), *_rule(sample, len(columns))]
    for chapter in sample.chapters:
        lines.append(_line(sample, _heading(sample, chapter, len(columns))))
        lines.extend(_entries(sample, chapter))
    return "\n".join(lines)


def heads(sample: Sample) -> list[str]:
    """Return the words above the columns; the same decree always has the same."""
    rng = Random(f"{sample.number}/{sample.title}")  # noqa: S311 - chance, not secrets
    words = vocabulary()["annex"]
    return [rng.choice(words[name]) for name in (_NUMBER, *sample.columns)]


def _heading(sample: Sample, chapter: Chapter, width: int) -> list[str]:
    style = sample.style
    marks = {"letter": "ABCDEF"[chapter.place - 1], "digit": str(chapter.place)}
    mark = marks.get(style.area_mark, ROMAN[chapter.place - 1])
    name = chapter.heading if style.area_mark == "digit" else chapter.heading.upper()
    if style.area_mark == "area":
        cells = [f"AREA {mark}. {name}"] if not style.area_split else [mark, name]
    else:
        cells = [mark, name] if style.area_split else [f"{mark}. {name}"]
    if style.bold:
        cells = [f"**{cell}**" for cell in cells]
    return cells + [""] * (width - len(cells))


def _entries(sample: Sample, chapter: Chapter) -> Iterator[str]:
    for place, entry in enumerate(chapter.entries, 1):
        for index, step in enumerate(entry.steps):
            yield _line(sample, _row(sample, chapter, place, entry, step, first=index == 0))


def _row(
    sample: Sample, chapter: Chapter, place: int, entry: Entry, step: Step, *, first: bool
) -> list[str]:
    marks = {"1": f"{place}", "1.": f"{place}.", "1.1": f"{chapter.place}.{place}"}
    cells = {
        _NUMBER: marks[sample.style.row_mark] if first else "",
        "component": entry.name if first else "",
        "indicator": step.indicator,
        "action": step.action,
        "evidence": step.evidence,
        "responsible": step.responsible,
        "target": step.target.text,
    }
    return [cells[name] for name in (_NUMBER, *sample.columns)]


def _line(sample: Sample, cells: list[str]) -> str:
    if sample.style.table == "tab":
        return "\t".join(cells)
    return re.sub(" +", " ", f"| {' | '.join(cells)} |")


def _rule(sample: Sample, width: int) -> list[str]:
    return [] if sample.style.table == "tab" else ["|" + " --- |" * width]
