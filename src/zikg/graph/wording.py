"""When two wordings say the same: case, punctuation, abbreviations and reading noise apart."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+")
_SMALL: Final = frozenset(
    ["dan", "dari", "di", "ke", "yang", "untuk", "pada", "dalam", "atas", "oleh", "dengan", "serta"]
)
_IDLE: Final = frozenset(
    ["penetapan", "pengesahan", "tentang", "tahun", "anggaran", "lingkungan", "nomor", "ini"]
)
_ALIKE: Final = 0.8


def fold(text: str) -> str:
    """Return the words in lower case, one blank between them, without punctuation.

    Example:
        >>> fold("Whistle- Blowing  System (WBS).")
        'whistle blowing system wbs'
    """
    return " ".join(_WORD.findall(text.casefold()))


def squeeze(text: str) -> str:
    """Return letters and digits only: equal for wordings that differ in spaces and hyphens.

    Example:
        >>> squeeze("Whistle- Blowing") == squeeze("whistle-blowing")
        True
    """
    return "".join(_WORD.findall(text.casefold()))


def alike(one: str, other: str) -> bool:
    """Whether two words are the same but for a letter misread or a suffix."""
    if one == other:
        return True
    if len(one) == len(other) >= 4 and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return True
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def unshared(one: str, other: str) -> tuple[str, ...]:
    """Return the telling words of one wording that the other does not have.

    Small words, years and words such as "penetapan" tell nothing; an abbreviation counts as
    shared where the other wording has its words in full ("KPU", "Komisi Pemilihan Umum").
    """
    mine, theirs = _telling(one), _telling(other)
    covered = _spelled_out(theirs, mine) | _spelled_out(mine, theirs)
    return tuple(
        word
        for word in dict.fromkeys(mine)
        if word not in covered and not any(alike(word, known) for known in theirs)
    )


@lru_cache(maxsize=512)
def clearly_different(one: str, other: str) -> bool:
    """Whether two titles name different things: each has telling words that the other has not.

    A title cut short, or with "Penetapan" put before it, is not another title.

    Example:
        >>> clearly_different("Pembentukan Tim ZI Tahun 2025", "Rencana Aksi Zona Integritas")
        True
        >>> clearly_different("PENETAPAN RENCANA AKSI", "Rencana Aksi Zona Integritas")
        False
    """
    return bool(unshared(one, other)) and bool(unshared(other, one))


def _telling(text: str) -> list[str]:
    return [
        word
        for word in fold(text).split()
        if word not in _SMALL and word not in _IDLE and not word.isdigit()
    ]


def _spelled_out(short: list[str], full: list[str]) -> set[str]:
    """Return the words covered by an abbreviation: it itself and what it stands for."""
    initials = "".join(word[0] for word in full)
    covered: set[str] = set()
    for word in short:
        place = initials.find(word) if 2 <= len(word) <= 6 else -1
        if place >= 0 and word not in full:
            covered.add(word)
            covered.update(full[place : place + len(word)])
    return covered
