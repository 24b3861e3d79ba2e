"""Gazette references: Lembaran Negara, Berita Negara, Lembaran Daerah and their supplements.

They stand behind an instrument, in brackets or after a comma, and belong to it. Their numbers
and years are never those of an instrument, so they are found first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.citations.lexicon import ocr
from zikg.extract.citations.numbers import NOMOR
from zikg.extract.citations.years import tahun, year
from zikg.model import Gazette

if TYPE_CHECKING:
    from zikg.extract.citations.fold import Folded

# Over folded letters (h reads b, i reads l): "Tambahan Lembaran Negara", "l.embaran Negara".
_NAME: Final = re.compile(
    r"(?P<extra>ta[a-z]{1,6}?an)?(?P<kind>[a-z]{0,2}mbara[a-z]{1,2}?|ber[a-z]ta)(?P<whose>n[a-z]gara|daer?ab)"
)
_NEWS: Final = re.compile(r"ber[a-z]ta[nd]")
_INITIALS: Final = re.compile(r"[LB]\.?\s?[ND]")
_SHORT: Final = re.compile(
    r"(?<![A-Za-z.])(T\.?\s?)?([LB])\.?\s?([ND])\.?(?:\s?R\.?I\.?)?"
    r"(?=[\s:.]{0,2}(?:R\.?I\.?\s|[Tt]ahun|[Tt]h|[Nn]o|[12]\d{3}|\d{3,4}\b))"
)
_WORDS: Final = re.compile(
    r"(?:[^\d;()]|(?<=[a-z])\d(?=[a-z])){0,70}?(?=\bt[a-z]{2,6}n\b|\bn[o0]|\bth|(?<![a-z])[\d!|])",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[0-9A-Za-z!|\]]{1,7}(?![0-9A-Za-z])")
_BETWEEN: Final = re.compile(r"[\s,.:;/\-–]{0,4}")
_AND: Final = re.compile(r"[\s,.;]{0,3}(?:dan|jo\.?|serta)?\s?")
_SKIPPED: Final = re.compile(r"[A-Za-z\s]{0,25}(?=\bno)", re.IGNORECASE)
_CLOSING: Final = re.compile(r"[^;()]{0,40}?[)\]}]")
_OPEN: Final = "(["
_CLOSE: Final = ")]}"


@dataclass(frozen=True, slots=True)
class Group:
    """Gazette references that stand together, with their brackets: ``start`` to ``end``."""

    start: int
    end: int
    gazettes: tuple[Gazette, ...]


def find(text: str, folded: Folded) -> tuple[Group, ...]:
    """Return the groups of gazette references of a text.

    Args:
        text: text of the view.
        folded: the same, folded.
    """
    names = sorted(_names(text, folded))
    bounds = [*(start for start, _, _ in names[1:]), len(text)][: len(names)]
    groups: list[Group] = []
    for (start, end, kind), bound in zip(names, bounds, strict=True):
        read = _read(text, end, min(bound, end + 140), kind)
        if read is None:
            continue
        gazette, stop = read
        listed = (gazette,) if gazette.kind in {"LN", "TLN", "BN", "TBN", "LD", "BD"} else ()
        last = groups[-1] if groups else None
        if last and last.end <= start and _AND.fullmatch(text, last.end, start):
            groups[-1] = Group(last.start, stop, last.gazettes + listed)
        else:
            groups.append(Group(start, stop, listed))
    return tuple(_bracketed(text, group) for group in groups)


def _names(text: str, folded: Folded) -> list[tuple[int, int, str]]:
    found = []
    named = "mbara" in folded.letters or _NEWS.search(folded.letters)
    for match in _NAME.finditer(folded.letters) if named else ():
        start, end = folded.place(match.start()), folded.place(match.end() - 1) + 1
        kind = ("T" if match["extra"] else "") + ("B" if match["kind"].startswith("ber") else "L")
        found.append((start, end, kind + ("D" if match["whose"][0] == "d" else "N")))
    taken = [(start, end) for start, end, _ in found]
    for match in _SHORT.finditer(text) if _INITIALS.search(text) else ():
        if not any(start <= match.start() < end for start, end in taken):
            kind = ("T" if match[1] else "") + match[2] + match[3]
            found.append((match.start(), match.end(), kind))
    return found


def _read(text: str, at: int, bound: int, kind: str) -> tuple[Gazette, int] | None:
    """Return the gazette whose number follows a name, and where it ends."""
    match = _WORDS.match(text, at, bound)
    position = match.end() if match else at
    when: int | None = None
    word = tahun(text, position)
    found = year(text, word[0] if word else position)
    if found and (word or not kind.startswith("T")):
        when, position = found[0], found[1]
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        # "Tahun 1999 Republik Indonesia Nomor 75" is rare but written.
        skipped = _SKIPPED.match(text, position)
        position = skipped.end() if skipped else position
    marker = NOMOR.match(text, position)
    position = marker.end() if marker else position
    number = _TOKEN.match(text, position)
    if not number or number.end() > bound + 8:
        return None
    printed = _digits(number.group())
    if printed is None and not marker:
        return None
    end = number.end()
    if when is None:
        word = tahun(text, end)
        found = year(text, word[0]) if word else None
        if found:
            when, end = found[0], found[1]
    return Gazette(kind, when, printed or number.group()), end


def _digits(token: str) -> str | None:
    digits = token.translate(str.maketrans(ocr()["digits"]["number"]))
    return digits if digits.isdigit() else None


def _bracketed(text: str, group: Group) -> Group:
    start, end = group.start, group.end
    before = text[:start].rstrip()
    after = _CLOSING.match(text, end)
    if before and before[-1] in _OPEN:
        start = len(before) - 1
        end = after.end() if after else end
    elif after and after.end() == end + 1 and text[end] in _CLOSE:
        end += 1
    return Group(start, end, group.gazettes)
