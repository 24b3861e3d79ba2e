"""Where a finding stands, as the user counts in the file: page and line, or page and cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.report.page import NO_BREAK
from zikg.report.words import PHRASE

if TYPE_CHECKING:
    from zikg.model import Finding

_ENGLISH: Final = {
    "paragraf": "paragraph",
    "tabel di dalamnya": "inner table",
    "tabel": "table",
    "baris": "row",
    "kolom": "column",
    "kotak teks": "text box",
    "catatan kaki": "footnote",
    "catatan akhir": "endnote",
    "kepala atau kaki halaman": "header or footer",
    "kepala halaman": "header",
    "kaki halaman": "footer",
    "halaman": "page",
    "lembar": "sheet",
}
_KNOWN: Final = re.compile(rf"\b(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b")


def spot_words(finding: Finding, lang: str) -> str:
    """Return where a finding stands: ``halaman 3, tabel 1 baris 4 kolom 2``.

    Lines are those of a text file; in other formats they mean nothing to the user.

    Args:
        finding: the finding.
        lang: ``id`` or ``en``.
    """
    found = [f"{PHRASE['page'][lang]}{NO_BREAK}{finding.page}"] if finding.page else []
    if finding.place:
        found.append(named(finding.place, lang))
    elif finding.place is None:
        found.append(f"{PHRASE['line'][lang]}{NO_BREAK}{finding.line}")
    return ", ".join(found)


def named(place: str, lang: str) -> str:
    """Return the name of a place in a language.

    Args:
        place: the name as the reader of the file gave it, in Indonesian.
        lang: ``id`` or ``en``.

    Example:
        >>> named("tabel 1 baris 4 kolom 2", "en")
        'table 1 row 4 column 2'
    """
    return _KNOWN.sub(lambda match: _ENGLISH[match[0]], place) if lang == "en" else place
