"""The words of `data/patterns/sections.toml`, as patterns that forgive what scanners do to them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from string import ascii_letters, ascii_lowercase, digits
from typing import TYPE_CHECKING, Any, Final

from zikg import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

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

FOREIGN_CASES: Final = "İıſ\u212a"
"""Letters that a search without regard to case takes for i, s and k."""
_FOLDED: Final = str.maketrans("013457689l|!@é", "oieastbbgiiiae")
_APART: Final = re.compile(r"[\s-]+")
_HEAD: Final = 4
_AHEAD: Final = 5
"""Letters that tell nearly any word from one that is looked for."""
_THREE: Final = re.compile(r"([\w|@!]{2,14})(?:[\s-]+([\w|@!]{2,10}))?(?:[\s-]+([\w|@!]{2,10}))?")


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


def openings(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the letter, at the begin of a word, that opens a form of the names.

    A search for it is quick; only where it stands the long `tolerant` patterns need be tried.
    """
    listed = tuple(names)
    read = [_CONFUSED.get(name[0].lower(), name[0].lower()) for name in listed]
    forms = {
        choice
        for form in read
        for choice in (form[3:-1].split("|") if form[:1] == "(" else form.strip("[]"))
    }
    letters = {form[0] for form in forms}
    both = {*letters, *map(str.upper, letters), *FOREIGN_CASES}
    tails = "|".join(sorted({form[1:] for form in forms}))
    rests = "|".join(sorted({tolerant(name[1:_AHEAD]) for name in listed}))
    return re.compile(
        rf"[{re.escape(''.join(sorted(both)))}](?<!\w.)(?=(?i:(?:{tails})[ ]?(?:{rests})))"
    )


@cache
def _ordinals() -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the names of the ordinals in order, and the place of each folded spelling."""
    table = words()["ordinals"]
    units = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    spellings = [*table["units"], *(f"{unit} belas" for unit in table["teens"])]
    for tens in table["teens"][:3]:
        spellings += [f"{tens} puluh", *(f"{tens} puluh {unit}" for unit in units)]
    places = {
        _fold(spelling): place
        for place, choices in enumerate(spellings, 1)
        for spelling in choices.split("|")
    }
    names = tuple(spelling.split("|")[0].replace(" ", "-") for spelling in spellings)
    return names, places


@cache
def _heads() -> frozenset[str]:
    """Return the first letters of the ordinals, folded."""
    return frozenset(spelling[:_HEAD] for spelling in _ordinals()[1])


@cache
def ordinal_opening() -> re.Pattern[str]:
    """Return the pattern of the first two letters of an ordinal, with ``Diktum`` before it or not.

    Words that `ordinal_at` knows at a glance to be none are passed over.
    """
    same = {
        letter: "".join(sign for sign in ascii_letters + digits if _fold(sign) == letter)
        for letter in ascii_lowercase
    }
    third = "|".join(sorted({f"[{same[head[2]]}][{same[head[3]]}]" for head in _heads()}))
    return re.compile(
        r"[KkPp\u212aDd](?<!\w.)(?:(?<=[Dd])(?P<diktum>(?i:[i1l]ktum)\s)(?=[KkPp\u212a][Ee3])"
        rf"|(?<![Dd])(?=[Ee3](?:{third}|.?[^0-9A-Za-z]|.?\Z)))",
        re.DOTALL,
    )


def _fold(written: str) -> str:
    return _APART.sub("", written.lower().translate(_FOLDED))


def ordinal_at(text: str, start: int) -> tuple[int, int] | None:
    """Return end and value of the ordinal of the diktum that begins at a place.

    Example:
        >>> ordinal_at("KEDUA PULUH SATU : ...", 0), ordinal_at("KES4TU", 0), ordinal_at("KE", 0)
        ((16, 21), (6, 1), None)
    """
    head = text[start : start + _HEAD].lower().translate(_FOLDED)
    if len(head) == _HEAD and head.isalnum() and head not in _heads():
        return None  # most words: they need no pattern
    match = _THREE.match(text, start)
    if not match:
        return None
    places = _ordinals()[1]
    for group in (3, 2, 1):
        if match[group] and (place := places.get(_fold(text[start : match.end(group)]))):
            return match.end(group), place
    return None


def ordinal_name(value: int) -> str:
    """Return what an item of the diktum is called.

    Example:
        >>> ordinal_name(1), ordinal_name(12), ordinal_name(21)
        ('kesatu', 'kedua-belas', 'kedua-puluh-satu')
    """
    return _ordinals()[0][value - 1]


@cache
def office_start() -> re.Pattern[str]:
    """Return the pattern of the first words of an office line."""
    begin = sorted(words()["offices"]["begin"], key=len, reverse=True)
    firsts = sorted({word[0].lower() for word in begin})
    # The set of first letters first: the search skips what cannot begin an office.
    choices = "|".join(
        rf"(?<={first})(?:"
        + "|".join(re.escape(word[1:]) for word in begin if word[0].lower() == first)
        + ")"
        for first in firsts
    ).replace(r"\ ", r"\s+")
    either = "".join(firsts) + "".join(firsts).upper() + FOREIGN_CASES
    return re.compile(rf"[{either}](?i:{choices})(?![\w])")


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
