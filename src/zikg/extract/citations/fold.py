"""Folding: words without case, blanks, hyphens and look-alikes, each character tied to its place.

Two spellings that a scan or a typist may take for each other fold to the same letters, so forms
are compared folded: ``Undang- undang``, ``UndangUndang`` and ``Undanq Undang`` are near one form.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, compress

from zikg.extract.citations.lexicon import ocr
from zikg.extract.likeness import edits
from zikg.extract.remembering import remembered

_DROPPED = "\0"
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_INNER = re.compile(r"[.·'`’^~_*](?<=[a-z].)(?=[a-z])")


@dataclass(frozen=True)
class Folded:
    """Folded letters; ``letters[i]`` was read at ``place(i)`` of the text.

    ``low`` is the text in lower case and without accents, as long as the text.
    """

    letters: str
    low: str
    _marked: str
    """The folded letters with a mark for each character that was dropped."""

    def place(self, letter: int) -> int:
        """Return where a letter was read: as many places on as were dropped before it."""
        return letter + bisect_right(self._runs, letter)

    @cached_property
    def places(self) -> list[int]:
        """Where all the letters were read; few texts need to know."""
        # Bytes are numbers, and what was dropped is zero: `compress` passes it over.
        return list(compress(range(len(self._marked)), self._marked.encode("ascii", "replace")))

    @cached_property
    def _runs(self) -> list[int]:
        """How many letters stand before each character that was dropped."""
        return list(accumulate(map(len, self._marked.split(_DROPPED))))


@cache
def _table() -> dict[int, str]:
    table = {ord(key): value for key, value in ocr()["fold"]["letters"].items()}
    for separator in " \t\n\r\xa0-‐‑‒–—―−─━":
        table[ord(separator)] = _DROPPED
    return table


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((pair, letter + _DROPPED) for pair, letter in ocr()["fold"]["pairs"])


def _lower(text: str) -> str:
    """Return lower case of the same length, without accents."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[:1] for character in text)
    return _FOREIGN.sub(lambda match: unicodedata.normalize("NFD", match.group())[:1], lowered)


def _translated(text: str) -> str:
    # Plain letters are translated ten times as fast where none but they are in the text.
    if text.isascii():
        return text.translate(_table())
    return "".join(run.translate(_table()) for run in _RUNS.findall(text))


def fold(text: str) -> Folded:
    """Return the folded letters of a text with their places.

    Example:
        >>> fold("Undang- Undang").letters == fold("UNDANGUNDANG").letters
        True
        >>> fold("Nornor 5").letters == fold("Nomor5").letters
        True
    """
    low = marked = _lower(text)
    for pair, letter in _pairs():
        marked = marked.replace(pair, letter)
    marked = _translated(_INNER.sub(_DROPPED, marked))
    return Folded(marked.replace(_DROPPED, ""), low, marked)


@remembered
def key(form: str) -> str:
    """Return the folded letters of a form."""
    return fold(form).letters


@lru_cache(maxsize=4096)
def distance(one: str, other: str, limit: int) -> int:
    """Return the number of edits between two short words, or ``limit + 1`` where it is more.

    Example:
        >>> distance("tahun", "tahtm", 2)
        2
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    return edits(one, other, limit)
