"""Words known to be written wrong, English forms and doubled words in a decree (ZI309).

Only what `data/patterns/spelling.toml` lists is known; nothing is guessed. Titles of acts cited,
the decree's own name where it is repeated, words in italics and English phrases are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import eq
from typing import TYPE_CHECKING, Final, Literal

from zikg.extract.remembering import remembered
from zikg.extract.view import view
from zikg.extract.wordlists import wordlist
from zikg.model import SectionName, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree, Row

Kind = Literal["misspelt", "english", "doubled"]
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TWICE: Final = re.compile(
    r"(?<![\w-])(?P<one>[^\W\d_]{2,})\s+(?P<two>(?i:(?P=one)))(?![\w-])"
    r"|(?<![\w-])(?P<left>[^\W\d_]{4,})\s+dan\s+(?P<right>(?i:(?P=left)))(?![\w-])"
)
_ITALIC: Final = re.compile(
    r"(?<![*\w])\*(?![*\s])[^*\n]{1,120}(?<!\s)\*(?!\*)|(?<![_\w])_(?![_\s])[^_\n]{1,120}_(?![_\w])"
    r"|<(?P<tag>i|em)>.{1,120}?</(?P=tag)>",
    re.IGNORECASE,
)
_PARTS: Final[tuple[SectionName, ...]] = ("judul", "menimbang", "memperhatikan", "diktum")
_CELLS: Final = (
    "component",
    "indicator",
    "action",
    "evidence",
    "responsible",
    "output",
    "note",
)
_MOST: Final = 20_000
_MARKS: Final = 5


@dataclass(frozen=True, slots=True)
class Slip:
    """One word written wrong: what is read and the right form, where that is known."""

    kind: Kind
    reads: str
    right: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Slips:
    """The words written wrong in one place of a decree: an item, a clause, a row, a heading."""

    section: SectionName
    item: str | None
    words: tuple[Slip, ...]


def misspellings(decree: Decree) -> Iterator[Slips]:
    """Yield the places with words written wrong, in reading order."""
    cited = [citation.span for citation in decree.citations]
    cited += [title.span for title in decree.titles if title.section != "judul"]
    for part in decree.parts:
        if part.section in _PARTS:
            span = Span(part.span.start, min(part.span.end, part.span.start + _MOST))
            found = tuple(_slips(decree.source.text, span, cited))
            if found:
                yield Slips(part.section, part.item, found)
    for area in decree.plan.areas if decree.plan else ():
        number = area.number.strip().strip(".)").strip()
        found = tuple(_slips(decree.source.text, area.span, []))
        if found:
            yield Slips("lampiran", number, found)
        for place, row in enumerate(area.rows, start=1):
            found = tuple(_in_row(decree, row))
            if found:
                own = row.number.strip().strip(".)").strip()
                yield Slips("lampiran", f"{number}.{own or place}", found)


def _in_row(decree: Decree, row: Row) -> Iterator[Slip]:
    for name in _CELLS:
        cell = getattr(row, name)
        if cell is None or cell.inherited:
            continue
        for span in cell.spans:
            yield from _slips(decree.source.text, span, [])


def _slips(source: str, span: Span, cited: list[Span]) -> Iterator[Slip]:
    seen = view(source, span.start, span.end)
    found = _written_wrong(seen.text)
    away = [*cited, *_italics(source, span)] if found else ()
    for start, end, kind, right in found:
        place = seen.span(start, end)
        if not any(other.start <= place.start < other.end for other in away):
            reads = seen.text[start:end]
            yield Slip(kind, reads, _as_written(reads, right) if right else None, place)


def _italics(source: str, span: Span) -> Iterator[Span]:
    # A cell ends before its own marks.
    for match in _ITALIC.finditer(source, max(0, span.start - _MARKS), span.end + _MARKS):
        yield Span(match.start(), match.end())


_Found = tuple[int, int, Kind, str]


@remembered
def _written_wrong(text: str) -> tuple[_Found, ...]:
    words = [word.casefold() for word in _WORD.findall(text)]
    found = [*_known(text, words), *_english(text, words), *_doubled(text, words)]
    return tuple(sorted(found))


def _known(text: str, words: list[str]) -> Iterator[_Found]:
    listed = wordlist("spelling")["words"]
    if not listed.keys().isdisjoint(words):
        for match in _WORD.finditer(text):
            entry = listed.get(match.group().casefold())
            if entry:
                yield match.start(), match.end(), "misspelt", entry["right"]
    held = text.casefold() if text.isascii() else None
    for first, pattern, right in _phrases():
        if held is None or first in held:
            for match in pattern.finditer(text):
                yield match.start(), match.end(), "misspelt", right


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Return the first word, the pattern and the right form of each phrase."""
    found = []
    for phrase, entry in wordlist("spelling")["phrases"].items():
        words = r"\s+".join(map(re.escape, phrase.split()))
        pattern = re.compile(rf"(?<![\w-]){words}(?![\w-])", re.IGNORECASE)
        found.append((phrase.split()[0].casefold(), pattern, entry["right"]))
    return tuple(found)


def _english(text: str, words: list[str]) -> Iterator[_Found]:
    """Yield English forms among Indonesian words: an English word beside one makes it a phrase."""
    forms = wordlist("spelling")["english"]
    if forms.keys().isdisjoint(words):
        return
    for index, match in enumerate(_WORD.finditer(text)):
        entry = forms.get(words[index])
        if entry is None:
            continue
        after = words[index + 1] if index + 1 < len(words) else ""
        before = words[index - 1] if index else ""
        if after not in entry["next"] and before not in entry["previous"]:
            yield match.start(), match.end(), "english", entry["right"]


def _doubled(text: str, words: list[str]) -> Iterator[_Found]:
    lists = wordlist("spelling")["doubled"]
    # Beyond ASCII two letters may be one in more ways than `casefold` knows.
    if text.isascii() and not any(map(eq, words, words[1:])) and not any(map(eq, words, words[2:])):
        return
    for match in _TWICE.finditer(text):
        word = (match["one"] or match["left"]).casefold()
        if match["left"]:
            yield match.start(), match.end(), "doubled", ""
        elif word in lists["hyphenated"]:
            yield match.start(), match.end(), "doubled", f"{word}-{word}"
        elif word in lists["once"]:
            yield match.start(), match.end(), "doubled", word
        elif not (match["one"][0].isupper() and match["two"][0].isupper()):
            # Two capitals may be a name (Bau Bau).
            yield match.start(), match.end(), "doubled", ""


def _as_written(reads: str, right: str) -> str:
    """Return the right form in the capitals of what is read.

    Example:
        >>> _as_written("Komisiner", "komisioner"), _as_written("PRILAKU", "perilaku")
        ('Komisioner', 'PERILAKU')
    """
    if reads.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if reads[0].isupper() else right
