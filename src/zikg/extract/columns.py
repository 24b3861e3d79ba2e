"""Know the columns of a plan table by the words in its header.

Columns may stand in any order and bear any of the names in ``data/patterns/columns.toml``; a header
may take two rows, and a grid of months or quarters counts as the target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.kinds import column_kind, exact_kind, may_head
from zikg.extract.remembering import remembered
from zikg.extract.timewords import month_number
from zikg.extract.wordlists import plain, wordlist

if TYPE_CHECKING:
    from zikg.model import Cell

MIN_KINDS: Final = 2
"""Kinds that a row must name, one of them a content kind, to be taken as a header."""
MAX_TIME: Final = 24
"""Letters of the longest name of a month or quarter, slips and all."""

_DOING: Final = frozenset({"indicator", "action"})
_NEEDED: Final = frozenset({"component", "indicator", "action", "evidence", "target"})
_PROVING: Final = frozenset({"evidence", "target", "output"})
_TIME: Final = re.compile(r"(?:b ?0?(\d{1,2})|(?:tw|triwulan|q|kuartal) ?([ivq\d]+)|(\d{1,2}))")
_COUNTING: Final = re.compile(r"\(?\s*(?:\d{1,2}|[a-k])\s*[.)]?")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DEFINITE: Final = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus")
_MONTHS: Final = (*_DEFINITE, "September", "Oktober", "November", "Desember")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what.

    ``kinds`` gives the kind of each column by position (``None`` for one that is left out);
    ``grid`` the month or quarter (``Maret``, ``TW II``) that a mark in a column stands for;
    ``double`` a kind whose column holds the components too.
    """

    kinds: tuple[str | None, ...]
    grid: tuple[tuple[int, str], ...] = ()
    double: str | None = None

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.kinds)

    @property
    def found(self) -> tuple[str, ...]:
        """The kinds of column of the model that the table has, left to right."""
        kinds = (*self.kinds, self.double)
        known = [kind for kind in kinds if kind not in {None, "number", "area"}]
        return tuple(dict.fromkeys(str(kind) for kind in known))

    def index(self, kind: str) -> int | None:
        """Return the position of the column of a kind, or ``None``."""
        return self.kinds.index(kind) if kind in self.kinds else None


def find_columns(
    first: tuple[Cell, ...], second: tuple[Cell, ...] | None
) -> tuple[Columns, int] | None:
    """Return the columns that a header names and how many rows it takes, or ``None``.

    Args:
        first: the row that may be a header.
        second: the row below it, which may be its second half.
    """
    if not first or plain(first[0].text).isdigit():
        return None
    cells = [cell.text for cell in first]
    if not may_head(cells):
        return None
    columns = _one_row("\n".join(cells))
    if columns is None:
        return None
    if second is not None:
        low = all(cell.text[0].islower() for cell in second if cell.text)
        top, below = ([plain(cell.text) for cell in row] for row in (first, second))
        both = _two_rows(top, below, low=low)
        if both is not None:
            return both, 2
    return columns, 1


@remembered
def _one_row(row: str) -> Columns | None:
    """Return the columns that a row names, its cells a line each: headers are copied a lot."""
    cells = row.split("\n")
    top = [plain(cell) for cell in cells]
    named = [column_kind(words) for words in top]
    grid = _grid(top)
    return _completed(_resolve(named, grid), cells) if _is_header(top, named, grid) else None


def _completed(columns: Columns, header: list[str]) -> Columns:
    """Let a column with two names ("Output/Bukti Fisik") be the kind that is wanting else."""
    kinds = list(columns.kinds)
    for index, text in enumerate(header):
        if kinds[index] in _NEEDED or "/" not in text:
            continue
        names = [column_kind(plain(piece)) for piece in text.split("/")]
        wanting = [name[0] for name in names if name and name[0] in _NEEDED - set(kinds)]
        if wanting:
            kinds[index] = wanting[0]
    return Columns(tuple(kinds), columns.grid)


def _is_header(
    top: list[str], named: list[tuple[str, int] | None], grid: tuple[tuple[int, str], ...]
) -> bool:
    kinds = {entry[0] for entry in named if entry}
    filled = sum(1 for words in top if words) - len(grid)
    hits = sum(1 for entry in named if entry)
    enough = len(kinds - {"number"}) + (1 if grid else 0) >= MIN_KINDS
    told = bool(kinds & _DOING) or ("component" in kinds and bool(kinds & _PROVING or grid))
    return enough and told and hits * 2 > filled


def _grid(cells: list[str]) -> tuple[tuple[int, str], ...]:
    """Return the months or quarters that header cells name, where there are at least three."""
    found: list[tuple[int, str]] = []
    numbered: list[tuple[int, int]] = []
    for index, words in enumerate(cells):
        if not words or len(words) > MAX_TIME:
            continue
        month = month_number(words)
        match = _TIME.fullmatch(words) if month is None else None
        if month:
            found.append((index, _MONTHS[month - 1]))
        elif match and match[1] and 1 <= int(match[1]) <= 12:
            found.append((index, _MONTHS[int(match[1]) - 1]))
        elif match and match[2]:
            quarter = _ROMAN.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
            if 1 <= quarter <= 4:
                found.append((index, f"TW {('I', 'II', 'III', 'IV')[quarter - 1]}"))
        elif match and match[3]:
            numbered.append((index, int(match[3])))
    if not found and [number for _, number in numbered] == list(range(1, 13)):
        found = [(index, _MONTHS[number - 1]) for index, number in numbered]
    return tuple(found) if len(found) >= 3 else ()


def _two_rows(top: list[str], below: list[str], *, low: bool) -> Columns | None:
    """Return the columns of a header of two rows, or ``None`` where the second is none of it.

    Words without a capital (``low``) go on in the words above, or in a row of the page before.
    """
    grid = _grid(below)
    if not grid:
        pairs = [(upper, lower) for upper, lower in zip(top, below, strict=False) if lower]
        if not pairs or len(below) > len(top):
            return None
        if not all(
            exact_kind(f"{upper} {lower}".strip()) or (exact_kind(lower) and not low)
            for upper, lower in pairs
        ):
            return None
    if grid and len(top) < len(below):
        # The cell above the grid is merged: what stands right of it moves by the width of the grid.
        cut = grid[0][0] + 1
        top = [*top[:cut], *[""] * (len(below) - len(top)), *top[cut:]]
    width = max(len(top), len(below))
    top += [""] * (width - len(top))
    below = below + [""] * (width - len(below))
    places = {index for index, _ in grid}
    heads = [
        None
        if index in places
        else (column_kind(f"{upper} {lower}".strip()) or column_kind(lower) or column_kind(upper))
        for index, (upper, lower) in enumerate(zip(top, below, strict=True))
    ]
    return _resolve(heads, grid)


def _resolve(named: list[tuple[str, int] | None], grid: tuple[tuple[int, str], ...]) -> Columns:
    """Give every column its kind; of two of one kind the stronger keeps it."""
    other: dict[str, str] = wordlist("columns")["other"]
    kinds: list[str | None] = [entry[0] if entry else None for entry in named]
    for index, _ in grid:
        kinds[index] = None
    for _ in range(2):
        for kind in dict.fromkeys(entry for entry in kinds if entry):
            places = [index for index, entry in enumerate(kinds) if entry == kind]
            if len(places) < 2:
                continue
            keep = min(places, key=lambda index: (_rank(named[index]), index))
            if kind == "component":
                keep = places[-1]  # the area stands left of its sub-elements
            for index in places:
                if index != keep:
                    fallback = other.get(kind)
                    kinds[index] = fallback if fallback not in kinds else None
    if grid:
        weak = [index for index, kind in enumerate(kinds) if kind == "target"]
        for index in weak:
            kinds[index] = None if "output" in kinds else "output"
        for index, _ in grid:
            kinds[index] = "target"
    return Columns(tuple(kinds), grid)


def _rank(entry: tuple[str, int] | None) -> int:
    return entry[1] if entry else 99


def is_counting(row: tuple[Cell, ...]) -> bool:
    """Whether a row only counts the columns: ``(1) (2) (3)``."""
    filled = 0
    for cell in row:
        if cell.text:
            if _COUNTING.fullmatch(cell.text) is None:
                return False
            filled += 1
    return filled >= 3
