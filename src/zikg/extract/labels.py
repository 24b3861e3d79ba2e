"""Find the labels of a decree: Menimbang, Mengingat, Memperhatikan, MEMUTUSKAN, Menetapkan.

A word is one by its place and its colon, not by its letters alone, and a scan may have worn it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.items import begins_line
from zikg.extract.landmarks import COLON, Landmark
from zikg.extract.remembering import remembered
from zikg.extract.vocabulary import one_edit, openings, tolerant, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.extract.view import View

_WORD: Final = re.compile(r"(?<!\w)([A-Za-z0-9]{6,14})\s?\Z")
_LONGEST: Final = 16
"""Characters in which the word before a colon is looked for: its 14, a blank, what sets it off."""
_FIRST: Final = {
    "letters": re.compile(r"[(]?[aA14]\s?[.)]|(?P<word>bahwa\b)"),
    "numbers": re.compile(r"[(]?[1lIa]\s?[.)]|(?P<word>Undang|Pasal|Peraturan|Keputusan|Surat)"),
    "none": re.compile(r"(?P<word>M\s?e\s?n\s?e\s?t\s?a\s?p|KEPUTUSAN|PERATURAN)", re.IGNORECASE),
}
_ENOUGH: Final = 5.0
_DECIDED: Final = 4.0


@cache
def _label_pattern() -> re.Pattern[str]:
    choices = "|".join(f"(?P<{name}>{tolerant(name)})" for name in words()["labels"])
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


@cache
def _label_openings() -> re.Pattern[str]:
    return openings(words()["labels"])


def _labels(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for opening in _label_openings().finditer(text):
        found = _label_pattern().match(text, opening.start()) if opening.start() >= end else None
        if found:
            end = found.end()
            yield found


def _before_colons(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word that stands before a colon."""
    colon = text.find(":")
    while colon >= 0:
        first = max(0, colon - _LONGEST)
        if found := _WORD.search(text[first:colon]):
            yield first + found.start(1), first + found.end(1)
        colon = text.find(":", colon + 1)


@remembered
def _slips_of(word: str) -> tuple[str, ...]:
    """Return the labels that a word is but for one letter."""
    return tuple(name for name in words()["labels"] if one_edit(word, name))


def find_labels(seen: View, source: str) -> tuple[Landmark, ...]:
    """Return the best place of each label (Menimbang ... Menetapkan), in order of place.

    What stands behind MEMUTUSKAN opens no list, so the lists are looked for before it.
    """
    found = [
        mark
        for match in _labels(seen.text)
        if (mark := _label(seen, source, str(match.lastgroup), match.start(), match.end()))
    ]
    for start, end in _before_colons(seen.text):
        names = _slips_of(seen.text[start:end].lower())
        if names and begins_line(seen, source, start):
            marks = [_label(seen, source, name, start, end) for name in names]
            found += [mark for mark in marks if mark]
    decided = _best(found, "memutuskan", _DECIDED)
    end = decided.start if decided else len(seen.text)
    chosen = [decided] if decided else []
    order = _best([mark for mark in found if not decided or mark.start > end], "menetapkan", 4.0)
    if order and (not decided or order.start - end < 600):
        chosen.append(order)
        end = min(end, order.start)
    for name, about in words()["labels"].items():
        if about["items"] != "none":
            best = _best([mark for mark in found if mark.start < end], name, _ENOUGH)
            chosen += [best] if best else []
    return tuple(sorted(chosen, key=lambda mark: mark.start))


def _best(marks: list[Landmark], name: str, enough: float) -> Landmark | None:
    fitting = [mark for mark in marks if mark.name == name and mark.score >= enough]
    return max(fitting, key=lambda mark: (mark.score, -mark.start), default=None)


def _label(seen: View, source: str, name: str, start: int, end: int) -> Landmark | None:
    """Weigh one word: line begin, colon, capital, what follows, what stands before."""
    text = seen.text
    at_line = begins_line(seen, source, start)
    written = text[start:end]
    if not (written[0].isupper() or at_line):
        return None
    colon = COLON.match(text, end)
    after = colon.end() if colon else end + (text[end : end + 1] == " ")
    first = _FIRST[words()["labels"][name]["items"]].match(text, after)
    score = 2.0 * at_line + 3.0 * bool(colon) + written[0].isupper()
    if first:
        score += 1 if first["word"] else 2
    if text[max(0, start - 2) : start].strip().endswith((",", ";", ".", ":")):
        score += 1
    if name == "memutuskan":
        score += 2 * (written.upper() == written) + (2 if first else 0)
    return Landmark(name, start, after, score)
