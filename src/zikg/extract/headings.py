"""Tell area headings of unknown name by their place: the row of marks that the other headings make.

A heading whose words name no area is read as one where a table (or the rows numbered below it)
begins right under it, its mark is of the kind that the named headings carry, and its number is one
that none of them has. The title of the annex and a line with a year carry no such mark.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.extract.areas import Heading, is_aspect, parse_heading
from zikg.extract.wordlists import plain, wordlist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.extract.areas import AreaNames
    from zikg.extract.drafts import Line

_ENOUGH: Final = 2
"""Named headings that show how the headings of a plan are marked."""
_LONG: Final = 10
_AREAS: Final = 6
"""Areas of improvement in either regime (data/zi/components.csv)."""
_LABEL: Final = re.compile(r"\d{1,2}")


def by_place(lines: Iterable[Line], names: AreaNames) -> tuple[Line, ...]:
    """Return the lines of a plan, those that are headings by their place marked as such.

    Args:
        lines: physical rows and the text lines between (and right above) the tables.
        names: knows areas and components by name.
    """
    every = tuple(lines)
    found = {index: heading for index, line in enumerate(every) if (heading := _candidate(line))}
    named = {index: heading for index, heading in found.items() if names.named(heading.name)}
    result = list(every)
    for index, heading in found.items():
        if index in named or not _free(heading, names):
            continue
        if not heading.marked:
            if _by_rows(every, index, named, names):
                result[index] = replace(every[index], heading=True)
            continue
        alike = [
            other for place, other in named.items() if _kind(every, place) == _kind(every, index)
        ]
        below = every[index + 1] if index + 1 < len(every) else None
        if below is None or below.columns is None:
            continue
        counted = _counted(below, heading)
        if (counted or _in_row(heading, alike)) and not _same_number(below, heading):
            result[index] = replace(every[index], heading=True)
    return tuple(result)


def is_title(name: str) -> bool:
    """Whether words are those of an annex or a table, and so the heading of no area."""
    words = plain(name)
    return any(title in words for title in wordlist("columns")["area"]["titles"])


def _candidate(line: Line) -> Heading | None:
    """Return the marked words of a line of text, or of a row with a number and words only."""
    if line.columns is None:
        heading = parse_heading(line.cells[0].text)
        return heading if heading.numbers or not heading.marked else None
    filled = [cell for cell in line.cells if cell.text and not cell.inherited]
    if line.columns.kinds[0] != "number" or len(filled) != 2 or not line.cells[0].text:
        return None
    if not line.cells[1].text or not _LABEL.fullmatch(line.cells[0].text.strip(" .)")):
        return None
    heading = parse_heading(f"{line.cells[0].text.strip(' .)')}. {line.cells[1].text}")
    return heading if heading.numbers else None


def _kind(lines: tuple[Line, ...], index: int) -> tuple[bool, bool, bool]:
    """Where a heading stands and what kind of mark it has."""
    heading = _candidate(lines[index])
    assert heading is not None
    return lines[index].columns is None, heading.label.isdigit(), heading.capital


def _by_rows(
    lines: tuple[Line, ...], index: int, named: dict[int, Heading], names: AreaNames
) -> bool:
    """Whether a line without a mark heads rows of an area that none of the other lines names."""
    heading = _candidate(lines[index])
    alike = [
        other for place, other in named.items() if lines[place].columns is None and not other.marked
    ]
    if heading is None or len(alike) < _ENOUGH:
        return False
    if any(other.name.isupper() != heading.name.isupper() for other in alike):
        return False
    votes: Counter[str] = Counter()
    for line in lines[index + 1 :]:
        if line.columns is None:
            break
        place = line.columns.index("component")
        if place is not None and place < len(line.cells):
            area = names.sub_element(line.cells[place].text)
            votes.update([area] if area else [])
    taken = {known[0] for other in alike if (known := names.named(other.name))}
    return bool(votes) and votes.most_common(1)[0][0] not in taken


def _free(heading: Heading, names: AreaNames) -> bool:
    """Whether words may be the name of an area that nobody knows."""
    words = plain(heading.name)
    return (
        bool(words)
        and len(words.split()) <= _LONG
        and not any(character.isdigit() for character in words)
        and not is_aspect(heading.name)
        and not is_title(heading.name)
        and (heading.capital or names.sub_element(heading.name) is None)
    )


def _in_row(heading: Heading, alike: list[Heading]) -> bool:
    """Whether the number of a heading is missing among those of the headings of its kind."""
    if len(alike) < _ENOUGH:
        return False
    taken = {number for other in alike for number in other.numbers}
    return any(number not in taken and 0 < number <= _AREAS for number in heading.numbers)


def _counted(below: Line, heading: Heading) -> bool:
    """Whether the row below is numbered under the heading: 5.1 below 5."""
    number = below.cells[0].text.strip()
    return any(re.match(rf"{value}\s*\.\s*[1a]\b", number) for value in heading.numbers)


def _same_number(below: Line, heading: Heading) -> bool:
    """Whether the row below goes on counting: 6 below 5 is the next row, no first one."""
    number = below.cells[0].text.strip(" .)")
    return number.isdigit() and int(number) in {value + 1 for value in heading.numbers}
