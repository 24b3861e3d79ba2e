"""Find a second decree in one file: its own heading, Menimbang, Mengingat and MEMUTUSKAN.

Only the first one is read. The head of an annex repeats the heading of its decree and has none of
the three; a form of a decree in an annex has no number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_DECIDES: Final = re.compile(r"[Mm](?i:\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N)")
_LINE: Final = r"^[ \t*_#>|•·-]*"
_CONSIDERS: Final = re.compile(rf"(?:{_LINE}|[ ])Menimbang\b", re.MULTILINE | re.IGNORECASE)
_RECALLS: Final = re.compile(rf"(?:{_LINE}|[ ])Mengingat\b", re.MULTILINE | re.IGNORECASE)
_ANNEX: Final = re.compile(rf"{_LINE}LAMPIRAN\b", re.MULTILINE)
_HEAD: Final = rf"""
    (?:{_LINE}|^(?:(?!LAMPIRAN)[^a-z\n]){{0,160}}?[ ])  # a kop may stand before it in its line
    (?:SURAT[ ]+)?(?:KEPUTUSAN|PERATURAN|PENETAPAN)\b(?:(?![a-z]{{3}}).){{0,300}}?
    \bNOMOR\s*:?\s*[^\s.…_]*\d[^\s…_]*\s+TAHUN\s+\d{{4}}
    (?:(?![a-z]{{3}}).){{0,40}}?\bTENTANG\b
    """
_TITLE: Final = 1_500
"""Characters from the end of a heading to Menimbang: the title and the office of the maker."""
_OPENING: Final = 40_000
"""Characters from Menimbang to MEMUTUSKAN."""


@lru_cache(maxsize=16)
def second_decree(text: str) -> tuple[int, int] | None:
    """Return where the heading of a second decree stands in a text, ``None`` where there is none.

    Args:
        text: the whole text of the document.
    """
    first = _DECIDES.search(text)
    if first is None or _DECIDES.search(text, first.end()) is None:
        return None
    # Compiled here, as few texts need it.
    heads = re.compile(_HEAD, re.VERBOSE | re.MULTILINE | re.DOTALL)
    for head in heads.finditer(text, first.end()):
        start = head.start() + len(head.group()) - len(head.group().lstrip())
        considers = _CONSIDERS.search(text, head.end(), head.end() + _TITLE)
        if considers is None or _ANNEX.search(text, head.end(), considers.start()):
            continue
        end = considers.end() + _OPENING
        recalls = _RECALLS.search(text, considers.end(), end)
        if recalls and _DECIDES.search(text, recalls.end(), end):
            return start, head.end()
    return None
