"""Page furniture: page numbers, running heads and stamps that stand inside an item by accident."""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import TYPE_CHECKING

from zikg.extract.citations.lexicon import ocr
from zikg.extract.remembering import remembered
from zikg.extract.view import View, view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONE = r"(?:[(\[.~|–—-]{1,3}[ \t]*)?\d{1,3}(?:[ \t]*/[ \t]*\d{1,3})?[ \t]*+[)\].~|–—-]{0,3}"
"""The number of a page."""
_LAST_WORD = re.compile(r"([A-Za-z]+)[\s.:]*$")
_LABEL = re.compile(
    r"\n(?:[ \t>*•-]{0,6}(?:\d{1,2}|[a-z])[.)][ \t]|[ \t*]*(?:Pasal|BAB|MEMUTUSKAN|M E M U T)\b)"
)


@cache
def _lines() -> re.Pattern[str]:
    listed = "|".join(ocr()["furniture"]["lines"])
    return re.compile(rf"\n[ \t]*+(?:{listed}|{_LONE})[ \t]*$", re.MULTILINE)


@cache
def _inline() -> re.Pattern[str]:
    return re.compile("|".join(ocr()["furniture"]["inline"]))


@cache
def _leads() -> frozenset[str]:
    return frozenset(ocr()["furniture"]["number_leads"])


def bare_view(source: str, start: int, end: int) -> View:
    r"""Return the view of a stretch without the furniture of its pages.

    Example:
        >>> bare_view("Undang-Undang Nomor 5\n\n- 3 -\n\nTahun 2014", 0, 40).text
        'Undang-Undang Nomor 5 Tahun 2014'
    """
    seen = view(source, start, end)
    stretch = source[start:end]
    dropped = _furniture(stretch)
    if dropped:
        at = [(seen.at(start + one), seen.at(start + other)) for one, other in dropped]
        seen = _without(seen, at)
    inline = _stamps(seen.text)
    return _without(seen, inline) if inline else seen


@remembered
def _furniture(stretch: str) -> tuple[tuple[int, int], ...]:
    """Return where lines stand in a stretch that are no words of it."""
    return tuple(
        (first, last) for first, last in _whole_lines(_lines(), stretch) if not _led(stretch, first)
    )


@remembered
def _stamps(words: str) -> tuple[tuple[int, int], ...]:
    """Return where furniture stands inside a line."""
    return tuple(match.span() for match in _inline().finditer(words))


def _whole_lines(pattern: re.Pattern[str], stretch: str) -> Iterator[tuple[int, int]]:
    """Yield where lines match a pattern; it begins with the break before a line."""
    # A search for a break is quick, so the first line gets one too.
    for match in pattern.finditer("\n" + stretch):
        yield match.start(), match.end() - 1


def _led(stretch: str, at: int) -> bool:
    """Return whether the words before a line ask for what it holds ("Nomor" before "5")."""
    word = _LAST_WORD.search(stretch, max(0, at - 30), at)
    return bool(word and word[1].lower() in _leads())


def _without(seen: View, dropped: Sequence[tuple[int, int]]) -> View:
    text: list[str] = []
    offsets = array("q")
    position = 0
    for start, end in [*dropped, (len(seen.text), len(seen.text))]:
        first = max(position, 0)
        if first < start and text and text[-1][-1] == " " and seen.text[first] == " ":
            first += 1
        if first < start:
            text.append(seen.text[first:start])
            offsets.extend(seen.offsets[first:start])
        position = max(position, end)
    return View("".join(text), offsets)


def item_starts(source: str, start: int, end: int, seen: View) -> tuple[int, ...]:
    """Return the places of the view where a new item, article or chapter begins."""
    return tuple(sorted({seen.at(start + at) for at in _labelled(source[start:end])} - {0}))


@remembered
def _labelled(stretch: str) -> tuple[int, ...]:
    return tuple(first for first, _ in _whole_lines(_LABEL, stretch))
