"""Numbers and years written out in words: "tujuh", "dua puluh satu", "dua ribu dua puluh lima".

Some issuers write the date of signing so; blanks between the words may be lost.
"""

from __future__ import annotations

import re
from typing import Final

from zikg.registry.ordinals import cardinal

_UNIT: Final = "(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_CENTURIES: Final = (("duaribu", 2000), ("seribusembilanratus", 1900))

NUMBER: Final = rf"(?:se(?:puluh|belas)|{_UNIT}(?:\s?belas|\s?puluh(?:\s?{_UNIT})?)?)"
"""A number from 1 to 99 in words, as a piece of a pattern."""

YEAR: Final = rf"(?:(?:dua\s?ribu|seribu\s?sembilan\s?ratus)(?:\s?{NUMBER})?)"
"""A year from 1900 to 2099 in words, as a piece of a pattern."""


def number(words: str) -> int:
    """Return the number that words of `NUMBER` or `YEAR` name, 0 where they are none.

    Example:
        >>> number("tujuh"), number("Dua puluh satu"), number("lima belas")
        (7, 21, 15)
        >>> number("dua ribu dua puluh lima"), number("seribu sembilan ratus sembilan puluh")
        (2025, 1990)
    """
    letters = re.sub(r"\s+", "", words.lower())
    for name, value in _CENTURIES:
        if letters.startswith(name):
            return value + (cardinal(letters[len(name) :]) or 0)
    return cardinal(letters) or 0
