"""Titles as they are compared for identity: letters and digits, nothing else."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(r"[\W_]+")


def folded(title: str) -> str:
    """Return a title as it is compared: letters and digits in lower case.

    Example:
        >>> folded("Barang/Jasa  Pemerintah") == folded("barang/jasa pemerintah")
        True
    """
    return _MARKS.sub(" ", title).casefold().strip()


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are equal but for case, blanks and marks; an unknown one is no other."""
    return not one or not other or folded(one) == folded(other)
