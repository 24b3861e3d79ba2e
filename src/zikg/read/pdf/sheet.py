"""What is on a page of a PDF: words and ruling lines in points, upright, from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """A word and its box.

    ``apart`` is whether a blank is printed before it, so that it is never joined to the word on
    its left however close they stand; ``sideways`` whether it runs across the reading direction.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    apart: bool = False
    sideways: bool = False

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way between its left and its right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """From its top to its bottom: somewhat more than the size of its letters."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from ``start`` to ``end`` at ``at``: x where upright, else y."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """A page: its number (from 1), size, words in drawing order, and ruling lines.

    ``picture`` is the share of the page that images cover, ``broken`` the share of its letters
    that the file ties to no character, ``hidden`` whether all its words are an invisible layer
    over a picture, ``drawn`` the number of paths that are no ruling lines.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    picture: float = 0.0
    broken: float = 0.0
    hidden: bool = False
    drawn: int = 0
