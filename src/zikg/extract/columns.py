"""Know the columns of a plan table by the words in its header.

Columns may stand in any order and bear any of the names in ``data/patterns/columns.toml``; a header
may take two rows, and a grid of months or quarters counts as the target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from zikg.extract.likeness import alike
from zikg.extract.timewords import month_number
from zikg.extract.wordlists import plain, wordlist

if TYPE_CHECKING:
    from zikg.model import Cell

MAX_WORDS: Final = 7
"""A header cell has no more words than this."""
MIN_LETTERS: Final = 6
"""Shorter words are no synonym with a slip in it."""
MIN_KINDS: Final = 2
"""Kinds that a row must name, one of them a content kind, to be taken as a header."""
CLOSE: Final = 0.84
"""Likeness at which a header cell is still read as a synonym."""

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


@cache
def _synonyms() -> tuple[tuple[str, str, int], ...]:
    kinds: dict[str, list[str]] = wordlist("columns")["kinds"]
    entries = [
        (word, kind, rank) for kind, words in kinds.items() for rank, word in enumerate(words)
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


@lru_cache(maxsize=4096)
def column_kind(heading: str, *, slips: bool = True) -> tuple[str, int] | None:
    """Return the kind that a header cell names and the rank of the synonym used, or ``None``.

    Args:
        heading: the plain words of a header cell.
        slips: whether slips of the scanner are read through.

    Example:
        >>> column_kind("target waktu penyelesaian")
        ('target', 0)
        >>> column_kind("menyusun keanggotaan tim kerja") is None
        True
    """
    if not heading or len(heading.split()) > MAX_WORDS:
        return None
    heading = heading.replace("0", "o").replace("rn", "m")  # slips of the scanner
    exact = _exact_kind(heading)
    if exact is not None:
        return exact
    if heading.startswith(_leads()):
        for word, kind, rank in _synonyms():
            if heading.startswith(f"{word} "):
                return kind, rank
    if not slips or len(heading) < MIN_LETTERS:
        return None
    near = alike(heading, _spelled(), CLOSE)
    best = max(((score, *_synonyms()[place][1:]) for _, score, place in near), default=None)
    return best[1:] if best else None


@cache
def _spelled() -> tuple[str, ...]:
    return tuple(word for word, _, _ in _synonyms())


@cache
def _leads() -> tuple[str, ...]:
    return tuple(f"{word} " for word, _, _ in _synonyms())


@cache
def _joined() -> dict[str, tuple[str, int]]:
    """Return kind and rank of each synonym, its blanks left out; of two the first counts."""
    return {word.replace(" ", ""): (kind, rank) for word, kind, rank in reversed(_synonyms())}


def _exact_kind(heading: str) -> tuple[str, int] | None:
    return _joined().get(heading.replace(" ", ""))


def find_columns(
    first: tuple[Cell, ...], second: tuple[Cell, ...] | None
) -> tuple[Columns, int] | None:
    """Return the columns that a header names and how many rows it takes, or ``None``.

    Args:
        first: the row that may be a header.
        second: the row below it, which may be its second half.
    """
    top = [plain(cell.text) for cell in first]
    if top and top[0].isdigit():
        return None
    if not any(column_kind(words, slips=False) for words in top):
        return None  # not one clean heading: not even a badly scanned header
    named = [column_kind(words) for words in top]
    if not _is_header(top, named):
        return None
    if second is not None:
        low = all(cell.text[0].islower() for cell in second if cell.text)
        columns = _two_rows(top, [plain(cell.text) for cell in second], low=low)
        if columns is not None:
            return columns, 2
    return _completed(_resolve(named, _grid(top)), first), 1


def _completed(columns: Columns, header: tuple[Cell, ...]) -> Columns:
    """Let a column with two names ("Output/Bukti Fisik") be the kind that is wanting else."""
    kinds = list(columns.kinds)
    for index, cell in enumerate(header):
        if kinds[index] in _NEEDED or "/" not in cell.text:
            continue
        names = [column_kind(plain(piece)) for piece in cell.text.split("/")]
        wanting = [name[0] for name in names if name and name[0] in _NEEDED - set(kinds)]
        if wanting:
            kinds[index] = wanting[0]
    return Columns(tuple(kinds), columns.grid)


def _is_header(top: list[str], named: list[tuple[str, int] | None]) -> bool:
    kinds = {entry[0] for entry in named if entry}
    grid = len(_grid(top))
    filled = sum(1 for words in top if words) - grid
    hits = sum(1 for entry in named if entry)
    enough = len(kinds - {"number"}) + (1 if grid >= 3 else 0) >= MIN_KINDS
    told = bool(kinds & _DOING) or ("component" in kinds and (bool(kinds & _PROVING) or grid >= 3))
    return enough and told and hits * 2 > filled


def _grid(cells: list[str]) -> tuple[tuple[int, str], ...]:
    """Return the months or quarters that header cells name, where there are at least three."""
    found: list[tuple[int, str]] = []
    numbered: list[tuple[int, int]] = []
    for index, words in enumerate(cells):
        month = month_number(words) if words else None
        match = _TIME.fullmatch(words) if words and month is None else None
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
            _exact_kind(f"{upper} {lower}".strip()) or (_exact_kind(lower) and not low)
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
    filled = [cell.text for cell in row if cell.text]
    return len(filled) >= 3 and all(_COUNTING.fullmatch(text) for text in filled)
