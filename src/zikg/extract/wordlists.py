"""The word lists of ``data/patterns`` and the plain form in which words are compared."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, Final

from zikg import resources
from zikg.extract.remembering import remembered

_OTHER: Final = re.compile(r"[^\w&]+|_")


@cache
def wordlist(name: str) -> dict[str, Any]:
    """Return the content of ``data/patterns/{name}.toml``.

    Args:
        name: name of the file without its ending.
    """
    with resources.path(f"data/patterns/{name}.toml").open("rb") as file:
        return tomllib.load(file)


@remembered
def plain(text: str) -> str:
    """Return the words of a text in lower case, without punctuation, set apart by one blank.

    Example:
        >>> plain("II. PENATAAN  Tata-Laksana:")
        'ii penataan tata laksana'
    """
    return " ".join(_OTHER.sub(" ", text.casefold()).split())


def any_of(words: list[str]) -> str:
    """Return a regular expression for any of the words, the longest first, blanks elastic."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
