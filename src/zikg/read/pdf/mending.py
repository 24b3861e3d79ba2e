"""Join the lines of a paragraph or a cell, mending words that were broken at a line end."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

_LAST: Final = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_FIRST: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_STEM: Final = 3
_CODE_BEGUN: Final = re.compile(r"\b\d+/(?=\S*[A-Z])(?!\S*/(?:19|20)\d\d\b)\S*[A-Za-z\d]$")
"""The begin of a number with a code, without its year: "314/ORT.07-Kpt/01/KP"."""
_CODE_REST: Final = re.compile(r"[A-Z\d.-]+/(?:\S*/)?(?:19|20)\d\d\b")
_OPEN: Final = ("/", "(")
_CLOSE: Final = ",.;:)"


@cache
def _words() -> dict[str, list[str]]:
    with resources.path("data/patterns/words.toml").open("rb") as file:
        broken: dict[str, list[str]] = tomllib.load(file)["broken"]
    return broken


class Mender:
    """Joins lines with the words of one document as its vocabulary.

    Args:
        texts: the lines of the document.

    Example:
        >>> mender = Mender(["Undang-Undang tentang pembangunan"])
        >>> mender.join("pem-", "bangunan")
        'pembangunan'
        >>> mender.join("Undang-", "Undang Nomor 5")
        'Undang-Undang Nomor 5'
        >>> mender.join("masing-", "masing kegiatan")
        'masing-masing kegiatan'
        >>> mender.join("sehari-", "hari"), mender.join("E-", "Office")
        ('sehari-hari', 'E-Office')
        >>> mender.join("Nomor 314/ORT.07-Kpt/01/KP", "U/V/2021")
        'Nomor 314/ORT.07-Kpt/01/KPU/V/2021'
        >>> mender.join("Tahun 2018", "Nomor 33")
        'Tahun 2018 Nomor 33'
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._seen: Counter[str] = Counter()
        whole = False
        for text in texts:
            words = _WORD.findall(text)
            # A word alone in its line may be the first half of one, and what follows the second.
            alone = len(text.split()) < 2
            self._note(words[not whole : len(words) - (text.endswith("-") or alone)])
            whole = not alone and not text.endswith("-")

    def _note(self, words: list[str]) -> None:
        for word in words:
            low = word.casefold()
            self._seen[low] += 1
            if "-" in low:
                self._seen.update(low.split("-"))

    def join(self, left: str, right: str, *, full: bool = False) -> str:
        """Return two lines as one.

        Args:
            left: what stands before.
            right: the line after it.
            full: whether the line before is a single piece that fills its cell to the edge, where
                words that are wider than the cell are broken without a hyphen.
        """
        if not left or not right:
            return left or right
        if left.endswith("\u00ad"):
            return left[:-1] + right
        last, first = _LAST.search(left), _FIRST.match(right)
        if last is not None and first is not None:
            return left + right if self._keeps(last[1], first[0]) else left[:-1] + right
        if left.endswith("-") and left[-2:-1].isalnum() and right[0].isalnum():
            return left + right
        if _CODE_BEGUN.search(left) and _CODE_REST.match(right):
            return left + right
        if left.endswith(_OPEN) or right[0] in _CLOSE:
            return left + right
        if full and first is not None and self._cut(left, first[0]):
            return left + right
        return f"{left} {right}"

    def _keeps(self, last: str, first: str) -> bool:
        """Whether the hyphen belongs to the word: "Undang-Undang", "masing-masing", "E-Office"."""
        one, two = last.casefold(), first.casefold()
        if one + two in self._seen:
            return f"{one}-{two}" in self._seen
        # "sehari-hari", "kehati-hatian": the end of the first half comes again.
        doubled = any(two.startswith(one[at:]) for at in range(max(len(one) - _STEM + 1, 1)))
        return first[0].isupper() or doubled or f"{one}-{two}" in self._seen

    def _cut(self, left: str, first: str) -> bool:
        """Whether a word that filled its line goes on: only a piece that is no word of its own."""
        last = _LETTERS.findall(left)
        if not last or not left.endswith(last[-1]):
            return False
        if not first.islower() and not (first.isupper() and last[-1].isupper()):
            return False
        one, two = last[-1].casefold(), first.casefold()
        if len(two) == 1:
            return len(one) >= _STEM
        if len(one) < _STEM or two in self._seen or two in _words()["whole"]:
            return False
        return one + two in self._seen or two in _words()["suffixes"] or len(two) < _STEM
