"""Make the input of a number: a valid file of a format, changed in ways of that format."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from . import bytewise, packing, pdfwise, textwise
from .seeds import seeds

if TYPE_CHECKING:
    from random import Random

_WAYS: Final = {
    "text": textwise,
    "md": textwise,
    "html": textwise,
    "rtf": textwise,
    "odt": packing,
    "docx": packing,
    "zip": packing,
    "pdf": pdfwise,
    "tar": bytewise,
    "picture": bytewise,
}


@lru_cache
def _seeds(kind: str) -> list[bytes]:
    return seeds(kind)


def make(kind: str, rng: Random) -> tuple[str, bytes]:
    """Return the name and the bytes of an input.

    Args:
        kind: one of `zikg`'s formats, as in `seeds`.
        rng: source of chance; the same state gives the same input.
    """
    data = rng.choice(_seeds(kind))
    if rng.random() < 0.15:
        data = bytewise.mutate(data, rng)
    else:
        for _ in range(rng.choice((1, 1, 1, 2))):
            data = _WAYS[kind].mutate(data, rng)
    return f"naskah.{kind}", data
