"""Find what is printed on every page and belongs to no text: running heads, feet, page numbers.

A line counts when it stands at the same height at the top or the bottom of several pages, its
words the same or its numbers counting the pages. The first one is kept where it opens the document
or an annex, since it is the letterhead or the annex's heading then.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zikg import resources
from zikg.read.pdf.headers import header_cells

if TYPE_CHECKING:
    from zikg.read.pdf.lines import Line
    from zikg.read.pdf.sheet import Sheet

_DEPTH: Final = 6
"""Lines at the top and at the bottom of a page that may be running."""
_SAME_HEIGHT: Final = 4.0
_DIGITS: Final = re.compile(r"\d+")
_ELLIPSIS: Final = re.compile(r"\s*(?:\.{2,}|…|\.\s\.\s\.)\s*$")
_WHITE: Final = 0.8
"""White space, in letter heights, that sets a running line apart from the text."""
_SHIFT: Final = 12
"""The most by which a printed page number may differ from the place of the page in the file."""


@dataclass(frozen=True, slots=True)
class _Seen:
    page: int
    line: Line
    numbers: tuple[int, ...]


@cache
def patterns() -> dict[str, Any]:
    """Return the content of ``data/patterns/pages.toml``."""
    with resources.path("data/patterns/pages.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _numbering() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{each['pattern']})" for each in patterns()["number"]), re.IGNORECASE
    )


def is_page_number(text: str, page: int) -> bool:
    """Whether a line is the number of its page and nothing else.

    Args:
        text: the line.
        page: the place of the page in the file, from 1.

    Example:
        >>> is_page_number("- 2 -", 2), is_page_number("Halaman 3 dari 9", 3)
        (True, True)
        >>> is_page_number("2025", 5), is_page_number("2.", 2)
        (False, False)
    """
    match = _numbering().fullmatch(text.strip())
    if match is None:
        return False
    digits = next((group for group in match.groups() if group), None)
    return digits is None or not digits.isdigit() or abs(int(digits) - page) <= _SHIFT


def running_lines(sheets: list[Sheet], lines: list[list[Line]]) -> set[int]:
    """Return the ``id`` of each line that is no text of the document.

    Args:
        sheets: the pages.
        lines: the lines outside the tables of each page, top to bottom.
    """
    out: set[int] = set()
    for index, sheet in enumerate(sheets):
        page_lines = lines[index]
        for line in [*page_lines[:2], *page_lines[-3:]]:
            edge = min(line.top, sheet.height - line.bottom) < 0.15 * sheet.height
            apart = _apart(line, page_lines, out, at_foot=line.top > sheet.height / 2)
            if edge and apart and is_page_number(line.text, sheet.number):
                out.add(id(line))
    for at_foot in (False, True):
        _repeated(sheets, lines, out, at_foot=at_foot)
    _catchwords(lines, out)
    return out


def _repeated(
    sheets: list[Sheet], lines: list[list[Line]], out: set[int], *, at_foot: bool
) -> None:
    groups: dict[tuple[str, int], list[_Seen]] = defaultdict(list)
    for index, sheet in enumerate(sheets):
        edge = lines[index][-_DEPTH:] if at_foot else _above_table(lines[index][:_DEPTH])
        for line in edge:
            text = line.text
            place = sheet.height - line.bottom if at_foot else line.top
            if place > 0.25 * sheet.height or not text.strip():
                continue
            key = re.sub(r"\s", "", _DIGITS.sub("#", text.casefold()))
            numbers = tuple(int(digits[:9]) for digits in _DIGITS.findall(text))
            groups[key, round(place / _SAME_HEIGHT)].append(_Seen(sheet.number, line, numbers))
    heights: dict[int, set[int]] = defaultdict(set)
    for (_, height), seen in groups.items():
        heights[height] |= {each.page for each in seen}
    # Inner lines first: a head of two lines is set apart from the text by its lower one.
    for (key, height), seen in sorted(groups.items(), key=lambda item: -item[0][1]):
        near = [*seen, *groups.get((key, height + 1), [])]
        near.sort(key=lambda each: each.page)
        first = near[0]
        repeated = [each for each in near if _same(first, each)]
        if len({each.page for each in repeated}) < 2 or not _often(repeated, len(sheets)):
            continue
        pages = range(repeated[0].page, repeated[-1].page + 1)
        others = heights[height].intersection(pages) - {each.page for each in repeated}
        apart = [_apart(each.line, lines[each.page - 1], out, at_foot=at_foot) for each in repeated]
        if len(others) * 5 > len(repeated) or not all(apart[1:] or apart):
            continue  # lines of text that happen to be alike
        counted = any(each.numbers != first.numbers for each in repeated)
        keep = not at_foot and not counted and _opens(first, lines)
        out.update(id(each.line) for each in (repeated[1:] if keep else repeated))


def _apart(line: Line, page: list[Line], out: set[int], *, at_foot: bool) -> bool:
    """Whether a line is set apart from the text of its page, by more than a step of its lines."""
    place = next(index for index, other in enumerate(page) if other is line)
    if at_foot:
        before = [other for other in page[:place] if id(other) not in out]
        return not before or line.top - before[-1].bottom > _WHITE * line.height
    after = [other for other in page[place + 1 :] if id(other) not in out]
    return not after or after[0].top - line.bottom > _WHITE * line.height


def _above_table(lines: list[Line]) -> list[Line]:
    """Leave out the header of a table, which may come again on each page, and what follows."""
    heads = (index for index, line in enumerate(lines) if header_cells(line))
    return lines[: next(heads, len(lines))]


def _same(first: _Seen, other: _Seen) -> bool:
    """Whether the numbers in two lines are the same or count the pages."""
    return all(
        one == two or two - one == other.page - first.page
        for one, two in zip(first.numbers, other.numbers, strict=True)
    )


def _often(repeated: list[_Seen], pages: int) -> bool:
    """Whether a line stands on most pages from its first to its last one."""
    span = repeated[-1].page - repeated[0].page + 1
    return len(repeated) * 2 >= span and (len(repeated) > 2 or span == 2 or pages <= 3)


def _opens(first: _Seen, lines: list[list[Line]]) -> bool:
    """Whether the first of the repeated lines stands in a letterhead or the head of an annex."""
    if first.page == 1:
        return True
    opening = lines[first.page - 1][:_DEPTH]
    return any(
        re.match(r"l\s?a\s?m\s?p\s?i\s?r\s?a\s?n\b", line.text.strip(), re.IGNORECASE)
        for line in opening
    )


def _catchwords(lines: list[list[Line]], out: set[int]) -> None:
    """Find the first words of the next page, printed at the foot: "c. bahwa ..."."""
    for index, page_lines in enumerate(lines[:-1]):
        left = [line for line in page_lines[-3:] if id(line) not in out]
        if not left or _ELLIPSIS.search(left[-1].text) is None:
            continue
        caught = _letters(_ELLIPSIS.sub("", left[-1].text))
        following = [line for line in lines[index + 1][:4] if id(line) not in out]
        nearly = any(_letters(line.text).startswith(caught) for line in following)
        others = min((line.left for line in page_lines), default=0.0)
        far_right = left[-1].left - others > 0.4 * (max(line.right for line in page_lines) - others)
        if caught and (nearly or (far_right and len(caught) < 40)):
            out.add(id(left[-1]))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())
