"""Map the words of a plan row to the component of Zona Integritas that they name.

Names and aliases are data (``data/zi``). Spelling slips are read through; between two components
that are both near, none is chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING, Final, Protocol

from zikg.extract.likeness import alike
from zikg.extract.namings import readings, shared_aliases
from zikg.extract.shares import MAX_KEPT, SHORT, Shares, telling_words

if TYPE_CHECKING:
    from zikg.model import Component

REGIMES: Final = ("2014", "2021")
"""The regimes that a row is mapped in (52/2014 jo 10/2019, 90/2021 jo 5/2024)."""

CLOSE: Final = 0.85
"""Likeness of letters from which a text is read as the name with slips in it."""
GAP: Final = 0.05
"""By how much the best must be nearer in letters than the second."""
ENOUGH: Final = 0.78
"""Share of meaning-bearing words in common from which a text is read as a variant of the name."""
ALONE: Final = 0.8
"""The same where no heading tells the area."""
WORD_GAP: Final = 0.12
"""By how much the best must share more words than the second."""
STRONG: Final = 0.93
"""Likeness that a text must have outside its own area, or an indicator as the component."""

_JOINT: Final = re.compile(
    r"\s*(?:[,;/&+]|(?<!\w)(?:dan|serta|atau)(?!\w))\s*|\s+(?=\(?(?:\d{1,2}|[a-z])[.)]\s)",
    re.IGNORECASE,
)
MAX_PIECES: Final = 12
"""A cell of more pieces is no list of names."""
_WEIGHT: Final = re.compile(r"\(\s*\d+(?:[.,]\d+)?\s*%?\s*\)?|\b\d+[.,]\d+\b")


class Components(Protocol):
    """What matching needs of the registry."""

    def components(self, regime: str) -> tuple[Component, ...]:
        """Return the areas and sub-elements of a regime."""
        ...


@dataclass(frozen=True, slots=True)
class _Name:
    """One way of writing a component: its letters without blanks, and its words."""

    component: str
    area: str
    letters: str
    words: tuple[str, ...]


class Matcher:
    """Finds the component that a text names, in one regime.

    Args:
        components: areas and sub-elements of the regime, as the registry gives them.
    """

    def __init__(self, components: tuple[Component, ...]) -> None:
        self.areas = tuple(part for part in components if not part.sub and part.area.isdigit())
        subs = [part for part in components if part.sub and part.area.isdigit()]
        self._names: list[_Name] = []
        self._exact: dict[str, dict[str, str]] = {}
        for part in subs:
            for rank, title in enumerate((part.name, *part.aliases)):
                for form in readings(title):
                    letters = form.replace(" ", "")
                    if not letters:
                        continue
                    self._names.append(_Name(part.id, part.area, letters, telling_words(form)))
                    held = self._exact.setdefault(letters, {})
                    # The official name of one outweighs the alias of another.
                    if rank == 0 or part.id not in held:
                        held[part.id] = "name" if rank == 0 else "alias"
        self._shares = Shares({name.words for name in self._names})
        self._long: dict[str | None, tuple[list[_Name], list[str]]] = {}
        self._found: dict[tuple[str, str | None, bool], str | None] = {}

    def find(self, text: str, area: str | None = None, *, strong: bool = False) -> str | None:
        """Return the id of the sub-element that a text names, or ``None``.

        The area is looked through first; outside it, and with ``strong``, only what is nearly the
        name itself counts.

        Args:
            text: the words of a component (or indicator) cell.
            area: number of the area under whose heading it stands (``"5"``), if known.
            strong: whether near matches are refused.
        """
        key = (text, area, strong)
        if key not in self._found:
            if len(self._found) >= MAX_KEPT:
                self._found.clear()
            self._found[key] = self._find(text, area, strong=strong)
        return self._found[key]

    def _find(self, text: str, area: str | None, *, strong: bool) -> str | None:
        forms = readings(_WEIGHT.sub(" ", text))
        if not forms:
            return None
        scopes = [area, None] if area else [None]
        for scope in scopes:
            found = self._exactly(forms, scope)
            if found:
                return found
            if scope is not None or area is None:
                found = self._nearly(forms, scope, STRONG if strong else CLOSE)
                if not found and not strong:
                    found = self._alike(forms, scope)
            else:
                found = self._nearly(forms, None, STRONG)
            if found:
                return found
        return None

    def find_all(self, text: str, area: str | None = None) -> tuple[str, ...]:
        """Return the ids of all the sub-elements that a text surely names, in its order.

        A text that is a name counts whole ("Pemantauan dan Evaluasi"); else its pieces between
        commas and conjunctions are looked at, the longest stretch first.

        Args:
            text: the words of a component cell.
            area: number of the area under whose heading it stands, if known.
        """
        forms = readings(_WEIGHT.sub(" ", text))
        whole = self._exactly(forms, area) or self._exactly(forms, None)
        named = {} if whole else self._listed(text, area)
        areas = {_area_of(part) for part in named}
        if area is None and len(areas) == 1:
            named = self._listed(text, areas.pop())  # one of them tells where the others are
        if len(named) > 1:
            return tuple(named)
        whole = whole or self.find(text, area)
        return (whole,) if whole else tuple(part for part, sure in named.items() if sure)

    def _listed(self, text: str, area: str | None) -> dict[str, bool]:
        """Return the components that the pieces of a text name, and whether letter by letter."""
        cuts = list(_JOINT.finditer(text))
        starts = [0, *(cut.end() for cut in cuts)]
        ends = [*(cut.start() for cut in cuts), len(text)]
        named: dict[str, bool] = {}
        first = 0
        while 1 < len(starts) <= MAX_PIECES and first < len(starts):
            for last in range(len(ends) - 1, first - 1, -1):
                piece = _WEIGHT.sub(" ", text[starts[first] : ends[last]])
                exact = self._exactly(readings(piece), area)
                # Only a single piece may be a mere variant of a name.
                found = exact or self.find(piece, area, strong=area is None or last > first)
                if found:
                    named[found] = named.get(found, False) or exact is not None
                    first = last
                    break
            first += 1
        return named

    def holds(self, text: str) -> bool:
        """Whether a text is the name or an alias of a sub-element, letter by letter."""
        return any(form.replace(" ", "") in self._exact for form in readings(text))

    def _exactly(self, forms: tuple[str, ...], area: str | None) -> str | None:
        for form in forms:
            held = self._exact.get(form.replace(" ", ""), {})
            fits = {part: how for part, how in held.items() if area in {None, _area_of(part)}}
            named = [part for part, how in fits.items() if how == "name"]
            for choice in (named, list(fits)):
                if len(choice) == 1:
                    return choice[0]
        return None

    def _nearly(self, forms: tuple[str, ...], area: str | None, least: float) -> str | None:
        """Return the one name that differs by a few letters only."""
        scores: dict[str, float] = {}
        for form in forms:
            letters = form.replace(" ", "")
            if len(letters) < SHORT:
                continue
            names, spelled = self._long_names(area)
            for written, score, place in alike(letters, spelled, least - GAP):
                shortest, longest = sorted((len(letters), len(written)))
                if shortest < longest * (least - GAP):
                    continue  # so many letters too few alone are too much
                component = names[place].component
                if score > scores.get(component, 0.0):
                    scores[component] = score
        return _clearly_best(scores, least, GAP)

    def _long_names(self, area: str | None) -> tuple[list[_Name], list[str]]:
        """Return the names of an area (or of all) that have room for a slip, and their letters."""
        if area not in self._long:
            names = [
                name
                for name in self._names
                if (not area or name.area == area) and len(name.letters) >= SHORT
            ]
            self._long[area] = (names, [name.letters for name in names])
        return self._long[area]

    def _alike(self, forms: tuple[str, ...], area: str | None) -> str | None:
        """Return the one name that has (nearly) the same words that carry meaning."""
        scores: dict[str, float] = {}
        for form in forms:
            words = telling_words(form)
            if not words:
                continue
            shared = self._shares.twins(*words)
            for name in self._names:
                if (area and name.area != area) or shared.isdisjoint(name.words):
                    continue
                score = self._shares.share(words, name.words)
                if score > scores.get(name.component, 0.0):
                    scores[name.component] = score
        return _clearly_best(scores, ENOUGH if area else ALONE, WORD_GAP)


def _area_of(component: str) -> str:
    return component.split("/")[2]


def _clearly_best(scores: dict[str, float], least: float, gap: float) -> str | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < gap:
        return None
    return ranked[0][0]


_RECENT: list[tuple[tuple[tuple[Component, ...], ...], Matcher]] = []
_FEW: Final = 16
_MATCHERS: dict[tuple[tuple[Component, ...], ...], Matcher] = {}


def matcher(registry: Components, regime: str) -> Matcher:
    """Return the matcher of a regime; it is made once for the same components."""
    others = [registry.components(other) for other in REGIMES if other != regime]
    key = (registry.components(regime), *others)
    for known, answer in _RECENT:
        if all(map(is_, known, key)):  # to compare each component by its words takes longer
            return answer
    found = _MATCHERS.get(key)
    if found is None:
        parts = key[0]
        for other in others:
            parts = shared_aliases(parts, other)
        found = _MATCHERS[key] = Matcher(parts)
    _RECENT[:] = [(key, found), *_RECENT[: _FEW - 1]]
    return found
