"""Read the area headings of a plan and tell which area of Zona Integritas they name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from zikg.extract.likeness import likeness
from zikg.extract.matching import REGIMES, Components, Matcher, matcher
from zikg.extract.namings import normal
from zikg.extract.remembering import remembered
from zikg.extract.shares import MAX_KEPT
from zikg.extract.wordlists import any_of, plain, wordlist
from zikg.registry.ordinals import cardinal, ordinal

if TYPE_CHECKING:
    from zikg.model import Component

Match = Literal["exact", "form", "other", "none"]
SLIP: Final = 0.92
"""Likeness of letters from which a heading is read as the name of an area with slips in it."""

_ONES: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMANS: Final = tuple(ten + one for ten in ("", "X") for one in _ONES)
_LABEL: Final = re.compile(
    r"(?P<label>[IVXl1|]{1,5}|[A-Ka-k]|\d{1,2})\s*(?P<mark>[.):]|[-–](?=\s)|\s(?=[A-Z(]))[\s.:–-]*"
)
_COUNTED: Final = re.compile(
    r"(?:(?:ke|no|nomor)\b[\s.:-]*|#\s*)?(?P<label>(?-i:[IVXl1|]{1,5})|\d{1,2}|(?:ke)?(?:satu|dua|tiga"
    r"|empat|lima|enam|tujuh|delapan)|pertama|(?-i:[A-K]))(?=[\s.:)(–-])[\s.:)–-]*",
    re.IGNORECASE,
)
_LONGEST: Final = 500
"""Characters that the heading of an area has at most: the longest official name has 60."""
_ASIDE: Final = re.compile(r"\s*\([^()]*\)|\s*[\d.,]+\s*%?\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed, cut into its mark and its name.

    ``numbers`` are the values that the mark may have (``C.`` is 3, ``I.`` is 1 or 9); ``marked``
    tells that a mark or a word such as "Area" stands before the name; ``label`` is the mark.
    """

    text: str
    name: str
    label: str = ""
    numbers: tuple[int, ...] = ()
    marked: bool = False

    def number(self, before: int) -> int | None:
        """Return the value that fits best after the heading before it (0 for none)."""
        if before + 1 in self.numbers:
            return before + 1
        return self.numbers[0] if self.numbers else None

    @property
    def capital(self) -> bool:
        """Whether the mark is a Roman number or a capital letter."""
        return self.label.isalpha() and self.label.isupper()


def roman(number: int) -> str:
    """Return a number from 1 to 20 in Roman letters, others in digits.

    Example:
        >>> roman(4), roman(21)
        ('IV', '21')
    """
    return _ROMANS[number - 1] if 1 <= number <= len(_ROMANS) else str(number)


@remembered
def parse_heading(text: str) -> Heading:
    """Return the mark and the name of what may be an area heading.

    Example:
        >>> heading = parse_heading("AREA II: Penataan Tatalaksana")
        >>> heading.numbers, heading.name
        ((2,), 'Penataan Tatalaksana')
    """
    head = _before(text, 0)
    start = head or 0
    match = (_COUNTED if head else _LABEL).match(text, start)
    if match is None or not text[match.end() :].strip():
        name = text[start:].strip()
        return Heading(text, name, marked=True) if head and name else Heading(text, text.strip())
    label = match["label"]
    start = match.end()
    if not head:
        start = _before(text, start) or start  # "I. PROGRAM MANAJEMEN PERUBAHAN"
    name = text[start:].strip(" .:–-")
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    return Heading(text, name, label, _values(label), True)


@cache
def _prefixes() -> re.Pattern[str]:
    area = wordlist("columns")["area"]
    alone, numbered = any_of(area["prefixes"]), any_of(area["numbered_prefixes"])
    return re.compile(
        rf"\s*(?:(?:{alone})\b[\s.:–-]*|(?:{numbered})\b[\s.:–-]*(?={_COUNTED.pattern}))+",
        re.IGNORECASE,
    )


def _before(text: str, start: int) -> int | None:
    """Return where the words before the mark or name end ("AREA PERUBAHAN"), if any stand there."""
    match = _prefixes().match(text, start)
    return match.end() if match and text[match.end() :].strip() else None


def _values(label: str) -> tuple[int, ...]:
    values: list[int] = []
    if label.isdigit():
        values.append(int(label))
    read = re.sub(r"[l1|]", "I", label)
    if read in _ROMANS:
        values.append(_ROMANS.index(read) + 1)
    if len(label) == 1 and label.upper() in "ABCDEFGHIJK":
        values.append(ord(label.upper()) - ord("A") + 1)
    spelled = (cardinal(label.lower()) or ordinal(label)) if len(label) > 2 else None
    return tuple(dict.fromkeys((*values, *([spelled] if spelled else []))))


def is_aspect(name: str) -> bool:
    """Whether a heading sets an aspect apart (Pemenuhan, Reform) and is no area."""
    return plain(name) in wordlist("columns")["area"]["aspects"]


def _exactly(name: str) -> str:
    """Return a name as official names are compared: case, punctuation, blanks apart."""
    full = wordlist("words")["abbreviations"]
    words = plain(_ASIDE.sub("", name).replace("&", " dan ")).split()
    return "".join(full.get(word, word) for word in words).replace(" ", "")


def _loosely(name: str) -> str:
    loose = wordlist("columns")["area"]["loose"]
    words = normal(_ASIDE.sub("", name)).split()
    return "".join(word for word in words if word not in loose)


class AreaNames:
    """Knows the areas of both regimes by name.

    Args:
        registry: gives the components of each regime.
    """

    def __init__(self, registry: Components) -> None:
        self.matchers: dict[str, Matcher] = {name: matcher(registry, name) for name in REGIMES}
        self._named: dict[str, tuple[str, Match] | None] = {}
        self._elements: dict[tuple[str, str | None], tuple[tuple[str, str], ...]] = {}
        self._ids: dict[str, tuple[tuple[str, str], ...]] = {}
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        areas = [(regime, area) for regime, found in self.matchers.items() for area in found.areas]
        for regime, area in areas:
            self._ids[area.area] = (*self._ids.get(area.area, ()), (regime, area.id))
            self._exact.setdefault(_exactly(area.name), area.area)
            self._loose.setdefault(_loosely(area.name), area.area)
        for _, area in areas:
            self._add_aliases(area)

    def _add_aliases(self, area: Component) -> None:
        for alias in area.aliases:
            form = _loosely(alias) in self._loose and _exactly(alias) not in self._exact
            if not form and not any(one.holds(alias) for one in self.matchers.values()):
                self._exact.setdefault(_exactly(alias), area.area)

    def ids(self, area: str) -> tuple[tuple[str, str], ...]:
        """Return the id of an area in each regime that has it."""
        return self._ids.get(area, ())

    def named(self, name: str) -> tuple[str, Match] | None:
        """Return the number of the area that a name stands for and how well, or ``None``.

        Args:
            name: the words of a heading without its mark.
        """
        if len(name) > _LONGEST:
            return None
        if name not in self._named:
            if len(self._named) >= MAX_KEPT:
                self._named.clear()
            self._named[name] = self._name(name)
        return self._named[name]

    def _name(self, name: str) -> tuple[str, Match] | None:
        exact = _exactly(name)
        if not exact:
            return None
        if exact in self._exact:
            return self._exact[exact], "exact"
        loose = _loosely(name)
        if loose in self._loose:
            return self._loose[loose], "form"
        if len(exact) < 8:
            return None
        near = {area for known, area in self._exact.items() if likeness(exact, known, SLIP)}
        return (near.pop(), "form") if len(near) == 1 else None

    def sub_element(self, text: str, *, strong: bool = False) -> str | None:
        """Return the number of the area whose sub-element a text names, or ``None``.

        Args:
            text: the words of a cell or heading.
            strong: whether only (nearly) the name itself counts.
        """
        for regime in reversed(REGIMES):
            found = self.matchers[regime].find(text, strong=strong)
            if found:
                return found.split("/")[2]
        return None

    def elements(
        self, component: str, indicator: str, area: str | None
    ) -> tuple[tuple[str, str], ...]:
        """Return the sub-elements of each regime that a row stands for, all that it names.

        Args:
            component: the words of the component cell.
            indicator: those of the indicator cell, used where the component names none and the
                indicator is (nearly) a name.
            area: number of the area of the heading, if known.
        """
        key = (component, area)
        found = self._elements.get(key)
        if found is None:
            found = tuple(
                (regime, element)
                for regime, one in self.matchers.items()
                for element in one.find_all(component, area)
            )
            if len(self._elements) >= MAX_KEPT:
                self._elements.clear()
            self._elements[key] = found
        if found:
            return found
        alone = [
            (regime, one.find(indicator, area, strong=True))
            for regime, one in self.matchers.items()
        ]
        return tuple((regime, element) for regime, element in alone if element)


_NAMES: dict[tuple[int, ...], AreaNames] = {}


def area_names(registry: Components) -> AreaNames:
    """Return the names of the areas of a registry, made once for the same components."""
    key = tuple(id(matcher(registry, regime)) for regime in REGIMES)  # matchers live for good
    if key not in _NAMES:
        _NAMES[key] = AreaNames(registry)
    return _NAMES[key]


def majority(elements: list[tuple[tuple[str, str], ...]], number: int | None) -> str | None:
    """Return the area that most rows belong to; its place decides between equals.

    Args:
        elements: for each row, the sub-element in each regime.
        number: the number of the heading.
    """
    votes = Counter(row[-1][1].split("/")[2] for row in elements if row)
    if not votes:
        return None
    best = max(votes.values())
    ahead = sorted(area for area, count in votes.items() if count == best)
    return str(number) if str(number) in ahead else (ahead[0] if len(ahead) == 1 else None)
