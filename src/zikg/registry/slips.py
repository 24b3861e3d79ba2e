"""Slips of scanning in the name of an office: the one known name that is nearly the same.

Imported only where no name fits exactly, as it loads rapidfuzz.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

if TYPE_CHECKING:
    from collections.abc import Sequence


def nearest(words: str, names: Sequence[str]) -> str | None:
    """Return the only name within one or two misread letters of the words.

    One letter in up to 23, two in longer names. The last word, mostly the place, may only be
    misread where it is long: "Kota Baru" is not Kota Batu. ``None`` where two names are as near.

    Example:
        >>> nearest("komisi pemilihan umun kota batu", ["komisi pemilihan umum kota batu"])
        'komisi pemilihan umum kota batu'
        >>> nearest("komisi pemilihan umum kota baru", ["komisi pemilihan umum kota batu"]) is None
        True
    """
    if len(words) < 10:
        return None
    allowed = 1 if len(words) < 24 else 2
    found = extract(words, names, scorer=OSA.distance, score_cutoff=allowed, limit=2)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    name = str(found[0][0])
    last, read = name.rpartition(" ")[2], words.rpartition(" ")[2]
    slips = OSA.distance(last, read)
    return name if slips == 0 or len(last) >= 2 + 4 * slips else None
