"""The ways in which a component is named: spellings, asides, the names of its twin."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zikg.extract.wordlists import plain, wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Component

_LABEL: Final = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.)]+)\s*", re.IGNORECASE
)
_ASIDE: Final = re.compile(r"\s*\(([^()]*)\)")


def normal(text: str) -> str:
    """Return the words of a name as they are compared: abbreviations written out, one spelling.

    Example:
        >>> normal("3) Penerapan SPIP")
        'penerapan sistem pengendalian intern pemerintah'
    """
    lists = wordlist("words")
    full, same = lists["abbreviations"], lists["synonyms"]
    words = [same.get(word, word) for word in plain(_LABEL.sub("", text, count=1)).split()]
    written = " ".join(full.get(word, word) for word in words)
    return written.replace("whistle blowing", "whistleblowing")


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[str, ...]:
    """Return the ways to read a name: with and without its aside, written out and as printed."""
    whole = _LABEL.sub("", text, count=1)
    both = [form for form in (whole, _ASIDE.sub("", whole)) if form.strip()]
    return tuple(dict.fromkeys((*map(normal, both), *map(plain, both))))


def shared_aliases(
    components: tuple[Component, ...], others: tuple[Component, ...]
) -> tuple[Component, ...]:
    """Return the components of a regime, each with the names its twin has in the other.

    Twins stand in one area and the name of one is a name or alias of the other; a component of
    the reform aspect has none. A name that another component bears already is not taken over.

    Args:
        components: those of the regime.
        others: those of the other one.
    """
    held = {form for part in components if part.sub for form in _letters(part)}
    return tuple(
        replace(part, aliases=(*part.aliases, *_lent(part, others, held)))
        if part.sub and part.aspect != "reform"
        else part
        for part in components
    )


def _lent(part: Component, others: tuple[Component, ...], held: set[str]) -> Iterator[str]:
    for other in others:
        if not other.sub or other.area != part.area or other.aspect == "reform":
            continue
        if _first_form(part.name) in _letters(other) or _first_form(other.name) in _letters(part):
            for name in (other.name, *other.aliases):
                if _first_form(name) not in held:
                    yield name


def _first_form(name: str) -> str:
    return readings(name)[0].replace(" ", "")


def _letters(part: Component) -> set[str]:
    return {form.replace(" ", "") for name in (part.name, *part.aliases) for form in readings(name)}
