"""Know the kind of a column by the words of its header cell (``data/patterns/columns.toml``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import ceil
from typing import Final

from zikg.extract.likeness import alike
from zikg.extract.wordlists import wordlist

MAX_WORDS: Final = 7
"""A header cell has no more words than this."""
MIN_LETTERS: Final = 6
"""Shorter words are no synonym with a slip in it."""
CLOSE: Final = 0.84
"""Likeness at which a header cell is still read as a synonym."""


@cache
def _synonyms() -> tuple[tuple[str, str, int], ...]:
    kinds: dict[str, list[str]] = wordlist("columns")["kinds"]
    entries = [
        (word, kind, rank) for kind, words in kinds.items() for rank, word in enumerate(words)
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


@lru_cache(maxsize=4096)
def column_kind(heading: str) -> tuple[str, int] | None:
    """Return the kind that a header cell names and the rank of the synonym used, or ``None``.

    Slips of the scanner are read through.

    Args:
        heading: the plain words of a header cell.

    Example:
        >>> column_kind("target waktu penyelesaian")
        ('target', 0)
        >>> column_kind("menyusun keanggotaan tim kerja") is None
        True
    """
    clean = _clean_kind(heading)
    if clean is not None or len(heading) < MIN_LETTERS or not _is_short(heading):
        return clean
    near = alike(_mended(heading), _spelled(), CLOSE)
    best = max(((score, *_synonyms()[place][1:]) for _, score, place in near), default=None)
    return best[1:] if best else None


def _clean_kind(heading: str) -> tuple[str, int] | None:
    """Return kind and rank of a header cell that is a synonym, or begins with one."""
    if not heading or heading.count(" ") >= MAX_WORDS:
        return None
    heading = _mended(heading)
    exact = exact_kind(heading)
    if exact is not None:
        return exact
    if heading.startswith(_leads()):
        for word, kind, rank in _synonyms():
            if heading.startswith(f"{word} "):
                return kind, rank
    return None


def _is_short(heading: str) -> bool:
    """Whether a heading is no longer than a synonym with slips in it may be."""
    if heading.count(" ") >= MAX_WORDS:
        return False
    return len(heading) <= _longest() or len(_mended(heading)) <= _longest()


def _mended(heading: str) -> str:
    """Return a heading without the commonest slips of the scanner."""
    return heading.replace("0", "o").replace("rn", "m")


@cache
def _spelled() -> tuple[str, ...]:
    return tuple(word for word, _, _ in _synonyms())


@cache
def _longest() -> int:
    """Return the letters of the longest heading that a synonym may still be near to."""
    return ceil(max(map(len, _spelled())) / CLOSE)


def may_head(cells: list[str]) -> bool:
    """Whether a row may be a header: one cell names a kind, and most are no longer than that.

    Nearly every row is asked, and nearly none is one.

    Args:
        cells: the words of each cell as they stand.
    """
    begins = _beginnings().match
    other = [cell for cell in map(str.casefold, cells) if cell and not begins(cell)]
    filled = sum(map(bool, cells))
    return len(other) < filled and sum(map(_is_long, other)) * 2 < filled


def _is_long(cell: str) -> bool:
    """Whether a cell of nothing but letters and blanks is longer than a heading may be."""
    return not _is_short(cell) and cell.replace(" ", "").isalnum()


@cache
def _beginnings() -> re.Pattern[str]:
    """Return what a cell in small letters begins with if it is, or begins with, a synonym."""
    mended = {"o": "[o0]", "m": "(?:m|rn)"}
    elastic = (r"[\W_]*".join(mended.get(letter, letter) for letter in word) for word in _joined())
    return re.compile(rf"[\W_]*(?:{'|'.join(elastic)})(?![^\W_])")


@cache
def _leads() -> tuple[str, ...]:
    return tuple(f"{word} " for word, _, _ in _synonyms())


@cache
def _joined() -> dict[str, tuple[str, int]]:
    """Return kind and rank of each synonym, its blanks left out; of two the first counts."""
    return {word.replace(" ", ""): (kind, rank) for word, kind, rank in reversed(_synonyms())}


def exact_kind(heading: str) -> tuple[str, int] | None:
    """Return kind and rank of a header cell that is a synonym, its blanks apart.

    Args:
        heading: the plain words of a header cell.
    """
    return _joined().get(heading.replace(" ", ""))
