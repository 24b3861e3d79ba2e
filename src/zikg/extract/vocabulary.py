"""The words of `data/patterns/sections.toml`, as patterns that forgive what scanners do to them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, Final

from zikg import resources

# Letters and what optical reading makes of them.
_CONFUSED: Final = {
    "a": "[a4@]",
    "b": "[b6]",
    "e": "[e3é]",
    "g": "[gq9]",
    "i": "[il1!|íì]",
    "l": "[l1i|]",
    "m": "(?:m|rn)",
    "o": "[o0]",
    "s": "[s5]",
    "t": "[t7]",
}


@cache
def words() -> dict[str, Any]:
    """Return the tables of the data file."""
    return tomllib.loads(resources.path("data/patterns/sections.toml").read_text("utf-8"))


def tolerant(word: str, *, spaced: bool = True) -> str:
    r"""Return a pattern for a word with its confused and, where wanted, spaced-out letters.

    Example:
        >>> bool(re.fullmatch(tolerant("memutuskan"), "M E M U T U S K A N", re.IGNORECASE))
        True
        >>> bool(re.fullmatch(tolerant("menimbang"), "Menirnbanq", re.IGNORECASE))
        True
    """
    letters = [_CONFUSED.get(letter, re.escape(letter)) for letter in word.lower()]
    return (r"[ ]?" if spaced else "").join(letters)


@cache
def ordinals() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return name and pattern of the ordinals of the diktum, the first one first.

    The name is what an item is called: ``kesatu``, ``kedua-belas``, ``kedua-puluh-satu``.
    """
    table = words()["ordinals"]
    units: list[str] = table["units"]
    names = [*units]
    names += [f"{unit} belas" for unit in table["teens"] if unit != "kesebelas"]
    # "kedua puluh", "kedua puluh satu" ... "keempat puluh sembilan"
    plain = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    for tens in table["teens"][:3]:
        names += [f"{tens} puluh"] + [f"{tens} puluh {digit}" for digit in plain]
    found: list[tuple[str, re.Pattern[str]]] = []
    for name in names:
        spellings = [
            r"[\s-]*".join(tolerant(piece, spaced=False) for piece in spelling.split())
            for spelling in name.split("|")
        ]
        pattern = re.compile(rf"(?:{'|'.join(spellings)})(?!\w)", re.IGNORECASE)
        found.append((name.split("|")[0].replace(" ", "-"), pattern))
    return tuple(found)


@cache
def office_start() -> re.Pattern[str]:
    """Return the pattern of the first words of an office line."""
    begin = sorted(words()["offices"]["begin"], key=len, reverse=True)
    choices = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in begin)
    return re.compile(rf"(?:{choices})(?![\w])", re.IGNORECASE)


@cache
def body_words() -> frozenset[str]:
    """Return the words, lower case, that no name of a person holds."""
    return frozenset(words()["offices"]["words"])


def one_edit(word: str, target: str) -> bool:
    """Whether one letter lost, added or changed makes the one word of the other.

    Example:
        >>> one_edit("menimbag", "menimbang"), one_edit("membaca", "menimbang")
        (True, False)
    """
    if abs(len(word) - len(target)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(word, target, strict=False)) if a != b),
        min(len(word), len(target)),
    )
    rest, other = word[at:], target[at:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
