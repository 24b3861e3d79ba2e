"""Cut the name of a province, kabupaten or kota out of running text, the longest that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from zikg.extract.wordlists import any_of, plain, wordlist
from zikg.registry import regions as known

_WORD: Final = re.compile(r"[\w'’]+")
_GAP: Final = re.compile(r"[\s.'’-]+")
MAX_WORDS: Final = 6
"""No region has a longer name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A region read from text: ``name`` with its level ("Kota Serang"), ``end`` where it stops."""

    slug: str
    name: str
    end: int


@cache
def _levels() -> re.Pattern[str]:
    levels: dict[str, list[str]] = wordlist("units")["levels"]
    groups = "|".join(rf"(?P<{level}>(?:{any_of(words)}))" for level, words in levels.items())
    gap = r"(?=[\s.])\.?\s+(?:(?:administrasi|adm)\b\.?\s*)?"
    return re.compile(rf"(?:{groups}){gap}", re.IGNORECASE)


_LEVELS: Final[dict[str, known.Level]] = {"provinsi": "prov", "kabupaten": "kab", "kota": "kota"}


def region_at(text: str, place: int) -> Named | None:
    """Return the region named with its level at a place of the text, the longest that fits.

    Args:
        text: clean words, single blanks.
        place: where the level ("Kabupaten", "Kota", "Prov.") should begin.

    Example:
        >>> region_at("Kota Tangerang Selatan.", 0)
        Named(slug='kota-tangerang-selatan', name='Kota Tangerang Selatan', end=22)
        >>> region_at("Kabupaten/Kota Serang", 0) is None
        True
    """
    match = _levels().match(text, place)
    if match is None or match.lastgroup is None:
        return None
    for words, end in _stretches(text, match.end()):
        region = known.find_region(words, _LEVELS[match.lastgroup])
        if region and plain(words).split()[0] not in {"kabupaten", "kota", "provinsi"}:
            return Named(region.slug, region.name, end)
    return None


def bare_region_at(text: str, place: int, preferred: str = "") -> Named | None:
    """Return the region named without its level, where only one bears that name.

    Args:
        text: clean words, single blanks.
        place: where the name should begin.
        preferred: slug of the region to take where several bear the name.

    Example:
        >>> bare_region_at("Bintan telah", 0).slug, bare_region_at("Serang telah", 0)
        ('kab-bintan', None)
        >>> bare_region_at("Serang telah", 0, "kota-serang").slug
        'kota-serang'
    """
    own = known.regions().get(preferred)
    for words, end in _stretches(text, place):
        region = known.find_region(words)
        if region is None and own is not None and own.bare == plain(words):
            region = own
        if region:
            return Named(region.slug, region.name, end)
    return None


def _stretches(text: str, place: int) -> list[tuple[str, int]]:
    """Return the first words from a place on, the longest stretch first, with where each ends."""
    stretches: list[tuple[str, int]] = []
    words: list[str] = []
    end = place
    for match in _WORD.finditer(text, place, place + 80):
        between = text[end : match.start()]
        if len(words) >= MAX_WORDS or (between and _GAP.fullmatch(between) is None):
            break
        words.append(match[0])
        end = match.end()
        stretches.append((" ".join(words), end))
    return stretches[::-1]
