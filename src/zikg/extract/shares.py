"""How many of its words a text shares with a name, each weighing by how rare it is in names."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.likeness import near
from zikg.extract.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_KEPT: Final = 20_000
"""Answers that are kept: plans repeat their words, but a file without end must not fill memory."""
SHORT: Final = 6
"""Names of fewer letters are abbreviations: they match as they are or not at all."""
SHORTEST: Final = 4
"""Shorter words have no room for a slip."""


@cache
def _loose() -> frozenset[str]:
    return frozenset(wordlist("words")["loose"]["words"])


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that carry meaning, each once."""
    return tuple(dict.fromkeys(word for word in text.split() if word not in _loose()))


class Shares:
    """The words of names and what they weigh.

    Args:
        names: the words of each way of writing a name.
    """

    def __init__(self, names: Collection[tuple[str, ...]]) -> None:
        count = Counter(word for words in names for word in words)
        total = len(names) or 1
        self._weights = {word: math.log(1 + total / seen) for word, seen in count.items()}
        self._unknown = math.log(1 + total / 4)
        self._vocabulary = tuple(self._weights)
        self._known: dict[str, frozenset[str]] = {}

    def share(self, text: tuple[str, ...], name: tuple[str, ...]) -> float:
        """Return the share of words that a text and a name have in common, 0 to 1.

        Args:
            text: the telling words of the text.
            name: the words of a name that this was made of.
        """
        if len(name) == 1 and len(name[0]) < SHORT:
            return 0.0
        left = set(name)
        both = own = 0.0
        for word in text:
            twins = left & self._twins(word)
            if twins:
                twin = word if word in twins else min(twins)
                left.remove(twin)
                both += self._weights[twin]
                own += self._weights[twin]
            else:
                own += self._weights.get(word, self._unknown)
        named = sum(self._weights[word] for word in name)
        return 2 * both / (own + named) if both else 0.0

    def twins(self, *words: str) -> frozenset[str]:
        """Return the words of names that some words are, slips apart."""
        return frozenset().union(*map(self._twins, words))

    def _twins(self, word: str) -> frozenset[str]:
        found = self._known.get(word)
        if found is None:
            if word in self._weights or word.isdigit() or len(word) < SHORTEST:
                found = frozenset({word} & self._weights.keys())
            else:
                close = near(word, self._vocabulary, 2)
                found = frozenset(name for name, slips in close if _one_word(word, name, slips))
            if len(self._known) >= MAX_KEPT:
                self._known.clear()
            self._known[word] = found
        return found


def _one_word(one: str, two: str, slips: int) -> bool:
    """Whether two words are the same but for a slip: one letter in five, none in short ones."""
    longest = max(len(one), len(two))
    return slips == 0 or slips <= (2 if longest >= 10 else 1 if longest >= 5 else 0)
