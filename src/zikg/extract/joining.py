"""Join the pieces of a cell that was broken over lines or pages, mending broken words.

"Pengembang" and "an dilakukan" give "Pengembangan dilakukan"; "Whistle-" and "Blowing" give
"Whistle-Blowing"; "masing-" and "masing" keep their hyphen; everything else gets a blank.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from zikg.extract.wordlists import wordlist
from zikg.model import Cell, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST: Final = re.compile(r"([^\W\d_]+)(-?)$")
_FIRST: Final = re.compile(r"([^\W\d_]+)")
MIN_STEM: Final = 3
"""A word that was cut has at least this many letters before the cut, unless they are a prefix."""


class Joiner:
    """Joins pieces of text with the words of one document as its vocabulary.

    Args:
        text: the whole text of the document.

    Example:
        >>> joiner = Joiner("Pengembangan pegawai. Pengembang an dilakukan")
        >>> joiner.join("Pengembang", "an dilakukan")
        'Pengembangan dilakukan'
        >>> joiner.join("Whistle-", "Blowing System")
        'Whistle-Blowing System'
        >>> joiner.join("Januari –", "Desember 2025")
        'Januari – Desember 2025'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        broken = wordlist("words")["broken"]
        self._suffixes = frozenset(broken["suffixes"])
        self._prefixes = frozenset(broken["prefixes"])
        self._whole = frozenset(broken["whole"])

    @cached_property
    def _seen(self) -> Counter[str]:
        return Counter(word.casefold() for word in _WORD.findall(self._text))

    def join(self, left: str, right: str) -> str:
        """Return the two pieces as one text; an empty piece adds nothing."""
        if not left or not right:
            return left or right
        last, first = _LAST.search(left), _FIRST.match(right)
        if last is None or first is None:
            return left + right if left.endswith("/") else f"{left} {right}"
        if last[2]:
            return self._hyphened(left, last[1], right, first[1])
        return left + right if self._is_cut(last[1], first[1]) else f"{left} {right}"

    def cells(self, pieces: Iterable[Cell]) -> Cell:
        """Return one cell of the pieces of it, top to bottom."""
        pieces = tuple(pieces)
        if len(pieces) == 1:
            return pieces[0]
        text = ""
        spans: list[Span] = []
        inherited = False
        for piece in pieces:
            text = self.join(text, piece.text)
            spans.extend(piece.spans)
            inherited = inherited or piece.inherited
        return Cell(text, tuple(spans), inherited)

    def _hyphened(self, left: str, last: str, right: str, first: str) -> str:
        one, two = last.casefold(), first.casefold()
        doubled = two.startswith(one[:MIN_STEM]) or one.endswith(two[:MIN_STEM])
        if first[0].isupper() or doubled or f"{one}-{two}" in self._seen:
            return left + right
        return left[:-1] + right

    def _is_cut(self, last: str, first: str) -> bool:
        """Whether a word goes on after the break: only a piece that is no word of its own does."""
        if not first[0].islower():
            return False
        one, two = last.casefold(), first.casefold()
        if one in self._prefixes:
            return True
        if len(one) < MIN_STEM:
            return False
        if two in self._suffixes:
            return True
        return two not in self._whole and one + two in self._seen and self._seen[two] <= 1
