"""Keep the answers of pure functions of words: decrees copy items, cells and titles of each other.

What is kept is bounded in number and in length, so that no document fills the memory.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from inspect import signature
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")

MOST: Final = 8_192
"""Answers that one function keeps; the longest unused goes first."""
LONGEST: Final = 2_000
"""Characters of the longest text whose answer is kept: an item of Mengingat, never an annex."""


def remembered(
    function: Callable[Concatenate[str, Rest], Answer],
) -> Callable[Concatenate[str, Rest], Answer]:
    """Return the function with its answers kept, where it depends on nothing but its arguments.

    The answer is shared by all who ask: it has to be a value that nobody changes.

    Args:
        function: its first argument is a text; the others, like it, can be hashed.

    Example:
        >>> letters = remembered(lambda text: sum(map(str.isalpha, text)))
        >>> letters("Nomor 5"), letters("Nomor 5")
        (5, 5)
    """
    kept = lru_cache(maxsize=MOST)(function)

    @wraps(function)
    def answer(text: str, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
        ask = kept if len(text) <= LONGEST else function
        return ask(text, *rest, **named)  # type: ignore[arg-type]

    @wraps(function)
    def answer_of_text(text: str) -> Answer:
        return (kept if len(text) <= LONGEST else function)(text)  # type: ignore[call-arg]

    # Most functions take the text alone, and need nothing else passed on.
    alone = len(signature(function).parameters) == 1
    return cast("Callable[Concatenate[str, Rest], Answer]", answer_of_text if alone else answer)
