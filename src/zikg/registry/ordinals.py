"""The place of an amendment in its row, read from a title: "Perubahan Kedua atas ..." is 2."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
}
_AMENDING: Final = re.compile(
    r"\bperubahan\s+(?:(?P<place>pertama|ke[\s-]*\d+|ke[\w\s-]{2,40}?)\s+)?(?:atas|terhadap)\b",
    re.IGNORECASE,
)


def amending(title: str) -> tuple[int, str] | None:
    """Return the ordinal an amending title claims and the words that follow "atas".

    Args:
        title: the title of an act; one that establishes a Perppu counts by the Perppu's title.

    Returns:
        ``None`` where the title is not that of an amendment. Source: UU 12/2011 Lampiran II
        angka 6 and 7 (the first amendment has no ordinal, the later ones have).

    Example:
        >>> amending("Perubahan Kedua atas Undang-Undang Nomor 12 Tahun 2011")
        (2, 'Undang-Undang Nomor 12 Tahun 2011')
        >>> amending("Disiplin Pegawai Negeri Sipil") is None
        True
    """
    match = _AMENDING.search(title)
    if match is None:
        return None
    place = ordinal(match["place"]) if match["place"] else 1
    return None if place is None else (place, title[match.end() :].strip())


def ordinal(words: str) -> int | None:
    """Return the value of an Indonesian ordinal: "Kedua", "Ke-2", "Kedua Puluh Satu".

    Example:
        >>> ordinal("Kesepuluh"), ordinal("Kedua Belas"), ordinal("Ke-3"), ordinal("Kembali")
        (10, 12, 3, None)
    """
    text = re.sub(r"[\s-]+", "", words.casefold())
    if text == "pertama":
        return 1
    if not text.startswith("ke"):
        return None
    text = text.removeprefix("ke")
    if text.isdecimal():
        return int(text)
    return cardinal(text)


def cardinal(text: str) -> int | None:
    """Return the value (1 to 99) of a number in words, lower case and without blanks.

    Example:
        >>> cardinal("tujuh"), cardinal("duapuluhlima"), cardinal("limabelas"), cardinal("ini")
        (7, 25, 15, None)
    """
    if text in _WORDS:
        return _WORDS[text]
    if text.endswith("belas") and text.removesuffix("belas") in _WORDS:
        return 10 + _WORDS[text.removesuffix("belas")]
    tens, puluh, ones = text.partition("puluh")
    if not puluh or tens not in _WORDS:
        return None
    rest = _WORDS.get(ones) if ones else 0
    return None if rest is None else 10 * _WORDS[tens] + rest
