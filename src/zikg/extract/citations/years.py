"""Years of instruments and the word before them, as printed and as a scan may have left them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from zikg.extract.citations.fold import distance
from zikg.extract.citations.lexicon import ocr

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2100
_FUTURE: Final = 2035
"""No text in hand was made after it: a later year is a misread digit."""
_SHORT: Final = 45
"""Two digits from here on are of the twentieth century: the republic is as old."""

_TAHUN: Final = re.compile(
    r"[\s,.;/'’‘]{0,3}(t\s?a\s?h\s?u\s?n|thn|th(?![a-z])|t[^\s\d;,()/]{2,7}|[lfriIJ1|]['’‘`]?\s?ahun)"
    r"[\s.:,;'’‘]{0,3}",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:1[89]\d\d|20\d\d)(?!\d)")
_SPACED_YEAR: Final = re.compile(r"(?:1 ?[89] ?\d ?\d|2 ?0 ?\d ?\d)(?!\d)")
_DAMAGED_YEAR: Final = re.compile(
    r"[12lIiZzL|!][ ]?[0-9OoQDAlIiLSsBZzgqt|!\]]{3}(?=tentang|(?![A-Za-z0-9]))"
)


@cache
def digits(which: str) -> dict[int, str]:
    """Return the look-alikes that are read as digits in a ``number`` or a ``year``."""
    return str.maketrans(ocr()["digits"][which])


def tahun(text: str, at: int) -> tuple[int, float] | None:
    """Return where the word *tahun* before a year ends and its penalty, or ``None``."""
    match = _TAHUN.match(text, at)
    if not match:
        return None
    word = re.sub(r"[^a-z]", "", match[1].lower())
    if word in {"tahun", "thn", "th", "tahoen"}:
        return match.end(), 0.0 if len(word) == len(match[1]) else 0.05
    return (match.end(), 0.15) if distance(word, "tahun", 2) <= 2 else None


def year(text: str, at: int) -> tuple[int, int, float] | None:
    """Return the year at a place, its end and its penalty, or ``None``.

    Example:
        >>> year("2O14 tentang", 0)
        (2014, 4, 0.2)
    """
    match = _YEAR.match(text, at)
    if match:
        value = int(match.group())
        # A scan takes 1 for 7: 2076 is 2016, an impossible year in a text of today.
        if value > _FUTURE and text[at + 2] == "7" and value - 60 < _FUTURE:
            return value - 60, match.end(), 0.5
        return value, match.end(), 0.0
    for pattern, penalty in ((_SPACED_YEAR, 0.1), (_DAMAGED_YEAR, 0.2)):
        match = pattern.match(text, at)
        if match:
            written = match.group().replace(" ", "").translate(digits("year"))
            if written.isdigit() and FIRST_YEAR <= int(written) <= LAST_YEAR:
                return int(written), match.end(), penalty
    return None


def short_year(written: str) -> int | None:
    """Return the year that two digits name, a guess, or ``None`` where no instrument is so old.

    Example:
        >>> short_year("89"), short_year("14"), short_year("40")
        (1989, 2014, None)
    """
    value = int(written)
    if value >= _SHORT:
        return 1900 + value
    return 2000 + value if 2000 + value <= _FUTURE else None
