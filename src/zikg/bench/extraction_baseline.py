"""What anyone would write first: a name of an instrument, "Nomor N Tahun Y", nothing else.

It is here to be beaten: beside it one sees what reading titles, chains, codes, abbreviations and
damaged letters adds. It gets no tuning.
"""

from __future__ import annotations

import re
from typing import Final

from zikg.bench.extraction_gold import Mark

_TYPES: Final = (
    ("Peraturan Pemerintah Pengganti Undang-Undang", "perppu"),
    ("Undang-Undang Darurat", "uudrt"),
    ("Undang-Undang", "uu"),
    ("Peraturan Pemerintah", "pp"),
    ("Peraturan Presiden", "perpres"),
    ("Keputusan Presiden", "keppres"),
    ("Instruksi Presiden", "inpres"),
    ("Peraturan Menteri", "permen"),
    ("Keputusan Menteri", "kepmen"),
    ("Peraturan Daerah", "perda"),
    ("Peraturan Gubernur", "pergub"),
    ("Peraturan Bupati", "perbup"),
    ("Peraturan Wali Kota", "perwali"),
    ("Surat Edaran", "surat-edaran"),
    ("Peraturan", "peraturan"),
    ("Keputusan", "keputusan"),
)
_NAMES: Final = {name.lower(): type_ for name, type_ in _TYPES}
_PATTERN: Final = re.compile(
    rf"({'|'.join(name for name, _ in _TYPES)})(?:\s+[\w,/]+){{0,12}}?\s+Nomor\s+(\S+)\s+"
    r"Tahun\s+(\d{4})",
    re.IGNORECASE,
)


def find(text: str) -> tuple[Mark, ...]:
    """Return the instruments that the simple pattern finds.

    Args:
        text: any text.

    Example:
        >>> [(one.type, one.number, one.year) for one in find("Undang-Undang Nomor 5 Tahun 2014")]
        [('uu', '5', 2014)]
    """
    return tuple(
        Mark(found.start(), found.end(), _NAMES[found[1].lower()], found[2], int(found[3]))
        for found in _PATTERN.finditer(text)
    )
