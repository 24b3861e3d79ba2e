r"""Find the items of a list (a, b, c; 1, 2, 3; KESATU, KEDUA) by their sequence.

Marks stand at line starts or, in flattened text, after a semicolon; numbers that belong to the
words before them (``Nomor\n12. ``) are none. The best chain of candidates wins, so that a lost
number or semicolon costs one mark and never the rest of the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from zikg.extract.chains import Mark, chain
from zikg.extract.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.extract.view import View
    from zikg.model import Span

Style = Literal["letters", "numbers"]

_NUMBER: Final = re.compile(
    r"""([0-9lI|(](?<![\w/.,-].)  # what can begin one: the search skips all else
          (?:(?<=[(])(?:[0-9]{1,3}|[lI|][0-9O]?|[0-9][lIO])
          |  (?<=[0-9])(?:[0-9]{0,2}|[lIO])
          |  (?<=[lI|])[0-9O]?))
        [ ]?[.),](?!\w*[0-9/])[ ]?""",
    re.VERBOSE,
)
_LETTERS_BEFORE: Final = "|".join(  # the longest first
    rf"(?<=(?<![\w/.,-])({bracket}[a-zA-Z]{{{letters}}}{blank}).)"
    for bracket, letters, blank in sorted(
        product(("[(]", ""), (1, 2), ("[ ]", "")),
        key=lambda form: bool(form[0]) + form[1] + bool(form[2]),
        reverse=True,
    )
)
# Looked for by what stands behind the letters: nearly every place holds a letter, few a stop.
_LETTER: Final = re.compile(rf"[.),](?:{_LETTERS_BEFORE})(?!\w[.)])[ ]?")
_WORD_AT_END: Final = re.compile(r"\w+\Z")
_OCR: Final = str.maketrans("lI|O", "1110")
_CLOSED: Final = re.compile(r";(?:\s*(?:dan|serta))?$")
_MOST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its number, its mark (``None`` where lost) and its end, in the view."""

    value: int
    start: int
    end: int
    label: tuple[int, int] | None


def begins_line(seen: View, source: str, index: int) -> bool:
    """Whether ``seen.text[index]`` is the first word of a line of the source."""
    if index == 0:
        return True
    return "\n" in source[seen.offsets[index - 1] : seen.offsets[index]]


def line_begins(seen: View, source: str, start: int, end: int) -> Iterator[int]:
    """Yield the places of the view behind ``start`` and before ``end`` at which a line begins."""
    if end - start < 2:
        return
    last = seen.offsets[end - 1]
    newline = source.find("\n", seen.offsets[start], last)
    while newline >= 0:
        index = seen.at(newline + 1)
        yield index
        newline = source.find("\n", seen.offsets[index], last)


def letter_name(value: int) -> str:
    """Return the letter of a place in a list: 1 is ``a``, 27 ``aa``, 28 ``ab``."""
    first, second = divmod(value - 1, 26)
    return (chr(96 + first) if first else "") + chr(97 + second)


def _letter_value(mark: str) -> int | None:
    low = mark.lower()
    if len(low) == 1:
        return ord(low) - 96
    # After z come aa, ab, ac (or aa, bb, cc, which is read the same way for its first letter).
    return 26 + ord(low[1]) - 96 if low[0] == "a" else None


@cache
def _openings(style: Style) -> re.Pattern[str]:
    return re.compile("|".join(words()["items"][style]))


@cache
def _not_after() -> frozenset[str]:
    return frozenset(words()["items"]["not_after"])


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where a list is looked for: ``seen.text[start:end]``, and how it is usually marked."""

    seen: View
    source: str
    style: Style
    start: int
    end: int

    def at_line(self, index: int) -> bool:
        return begins_line(self.seen, self.source, index)


def find_items(
    seen: View, source: str, style: Style, *, start: int, end: int
) -> tuple[Style, tuple[Item, ...]]:
    """Return the items of the list that stands in ``seen.text[start:end]``, and how it is marked.

    Args:
        seen: the view of the text.
        source: the whole text, to see line starts.
        style: how the list is usually marked; the other style is taken where it fits better.
        start: where the list begins, after its label.
        end: where it ends.

    Returns:
        The style and the items in order; no items where the stretch is no list.
    """
    stretch = _Stretch(seen, source, style, start, end)
    best: list[Mark] = []
    best_score, found = 0.0, style
    other: Style = "numbers" if style == "letters" else "letters"
    for each, less in ((style, 0.0), (other, 3.0)):
        marks, score = chain(_candidates(stretch, each))
        if score - less > best_score:
            best, best_score, found = marks, score - less, each
    breaks = _breaks(stretch)
    if best:
        return found, tuple(_mended(stretch, best, breaks))
    starts = [start, *(place for place in breaks if place > start + 10)]
    if len(starts) == 1:
        return style, ()
    # No marks at all: the closed lines are numbered; one thought alone is no list.
    ends = [*starts[1:], end]
    return style, tuple(
        Item(value, first, last, None)
        for value, (first, last) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _candidates(stretch: _Stretch, style: Style) -> list[Mark]:
    pattern = _NUMBER if style == "numbers" else _LETTER
    found: list[Mark] = []
    for match in pattern.finditer(stretch.seen.text, stretch.start, stretch.end):
        group = match.lastindex or 0
        start = match.start(group)
        if start < stretch.start:
            continue  # letters of the label
        mark = match[group].strip("( ")
        value = int(mark.translate(_OCR)) if style == "numbers" else _letter_value(mark)
        if not value or value > 300:
            continue
        weight = _weight(stretch, start, match)
        if weight > 0:
            clear = mark.isdigit() or (style == "letters" and mark.islower())
            found.append(Mark(start, match.end(), value, weight if clear else weight - 1))
            if len(found) >= _MOST:
                break
    return found


def _weight(stretch: _Stretch, start: int, match: re.Match[str]) -> float:
    """Weigh a candidate by what stands before and behind it; 0 is no mark."""
    text = stretch.seen.text
    before = text[max(stretch.start, start - 24) : start].rstrip()
    if _last_word(before).lower() in _not_after():
        return 0
    opens = bool(_openings(stretch.style).match(text, match.end()))
    at_line = stretch.at_line(start)
    if match.group().rstrip().endswith(",") and not (opens and at_line):
        return 0
    weight = 2.0 if opens else 0.0 if text[match.end() : match.end() + 1].isupper() else -1.0
    if start - stretch.start < 3:
        return weight + 4
    if at_line or _CLOSED.search(before):
        return weight + 3
    return weight + 0.5 if before.endswith((")", ".", ":", ",")) else 0


@cache
def _behind_close(style: Style) -> re.Pattern[str]:
    opens = _openings(style).pattern
    return re.compile(rf"[;.)](?=[ ](?:\W?\w{{1,3}}[ ]?[.),][ ]?)?(?:{opens}))")


def _last_word(before: str) -> str:
    """Return the word that ends some words, a full stop or a colon behind it or not."""
    words = before[:-1] if before.endswith((".", ":")) else before
    if words[-1:].isalnum() or words.endswith("_"):
        last = _WORD_AT_END.search(words)
        return last.group() if last else ""
    return ""


def _breaks(stretch: _Stretch) -> list[int]:
    """Return where an item seems to begin without a mark that counts: behind a close."""
    closes = _behind_close(stretch.style)
    first = max(0, stretch.start - 2)
    return [
        match.end() + 1
        for match in closes.finditer(stretch.seen.text, first, stretch.end)
        if match.group() == ";" or stretch.at_line(match.end() + 1)
    ]


def _mended(stretch: _Stretch, marks: list[Mark], breaks: list[int]) -> Iterator[Item]:
    """Give the items of a chain; where a number is lost its item is split off at a break."""
    first = marks[0]
    lead = stretch.seen.text[stretch.start : first.start].strip(" :;-")
    begin = first.start
    if len(lead) > 20:
        if first.value > 1:
            yield from _filled(
                stretch, (1, first.value), (stretch.start, first.start), breaks, None
            )
        else:
            begin = stretch.start
    for index, mark in enumerate(marks):
        last = index + 1 == len(marks)
        stop = stretch.end if last else marks[index + 1].start
        after = mark.value + 1 if last else max(marks[index + 1].value, mark.value + 1)
        span = (begin if index == 0 else mark.start, stop)
        yield from _filled(stretch, (mark.value, after), span, breaks, mark)


def _filled(
    stretch: _Stretch,
    values: tuple[int, int],
    span: tuple[int, int],
    breaks: list[int],
    mark: Mark | None,
) -> Iterator[Item]:
    """Split a stretch that should hold the items ``values[0]`` to before ``values[1]``."""
    # The words right behind a mark are its own item.
    clear = (mark.end if mark else span[0]) + 10
    inner = [place for place in breaks if clear < place < span[1]]
    if len(inner) != values[1] - values[0] - 1:
        # Only a line of its own behind a semicolon is surely an item, whatever the numbers say.
        text = stretch.seen.text
        inner = [place for place in inner if text[place - 2] == ";" and stretch.at_line(place)]
    starts = [span[0], *inner]
    ends = [*inner, span[1]]
    final = span[1] == stretch.end
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        value = values[0] + index if final else min(values[0] + index, values[1] - 1)
        yield Item(value, start, end, (mark.start, mark.end) if mark and index == 0 else None)


def label_span(seen: View, item: Item) -> Span | None:
    """Return the span of the mark of an item in the source."""
    if item.label is None:
        return None
    first, last = item.label
    while last > first + 1 and seen.text[last - 1] == " ":
        last -= 1
    return seen.span(first, last)
