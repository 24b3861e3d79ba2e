"""What stands around a head: the date after it, the article before or behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.extract.dates import DAY, day_of

if TYPE_CHECKING:
    from zikg.model import Interval

_DATED: Final = re.compile(r"[\s,]{0,2}\(?(?:ter)?(?:tanggal|tgl\.?)[\s:]{1,2}", re.IGNORECASE)
_PIECE: Final = re.compile(
    r"(?:pasal-?(?:\s?pasal)?|ayat|huruf|angka|butir|bagian|alinea|paragraf|bab|lampiran|diktum|lid|ajat"
    r"|ketentuan|dan|atau|s/d|sampai|dengan|jo\.?|juncto|serta|,|\(?\d{1,3}[a-z]?\)?,?|\([a-z0-9]{1,4}\),?|[a-z],?|[ivxlcdm]{1,6},?)",
    re.IGNORECASE,
)
_BEGIN: Final = re.compile(r"(?:pasal|bab|lampiran|diktum)\b", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"[\s,]{0,2}(pasal\s\d{1,3}[A-Z]?(?:\s?(?:ayat|huruf|angka|butir)\s\(?\w{1,3}\)?)*)",
    re.IGNORECASE,
)


def dated(text: str, at: int) -> tuple[Interval, int] | None:
    """Return the date that follows a head ("tanggal 17 Oktober 2025") and where it ends."""
    word = _DATED.match(text, at)
    match = DAY.match(text, word.end()) if word else None
    day = day_of(match) if match else None
    return (day, match.end()) if match and day else None


def pinpoint(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """Return the article named before a head, and where it begins.

    Example:
        >>> pinpoint("ketentuan Pasal 5 ayat (1) dan Pasal 20 Undang-Undang", 40, 0)
        ('Pasal 5 ayat (1) dan Pasal 20', 10)
    """
    begin: int | None = None
    position = start
    floor = max(floor, start - 240)
    while position > floor:
        stop = position
        while stop > floor and text[stop - 1] == " ":
            stop -= 1
        first = text.rfind(" ", floor, stop) + 1 or floor
        word = text[first:stop]
        if not word or not _PIECE.fullmatch(word):
            break
        if _BEGIN.match(word):
            begin = first
        position = first
    if begin is None:
        return None
    return re.sub(r"(?:\s|dan|,)+$", "", text[begin:start].strip()), begin


def behind(text: str, at: int) -> tuple[str, int] | None:
    """Return the article named right after a head, and where it ends."""
    match = _BEHIND.match(text, at)
    return (match[1], match.end()) if match else None
