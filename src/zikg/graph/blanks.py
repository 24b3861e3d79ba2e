"""Places left to be filled in, in the legal bases, the clauses and the rows of the plan (ZI313).

A number, date and signature that a draft leaves open for the day of signing are none: they stand in
its title and its close, which are not looked at here. The forms are data
(``data/patterns/blanks.toml``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.wordlists import any_of, wordlist
from zikg.graph.drafting import Point
from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree, Row

_SECTIONS: Final = frozenset(("mengingat", "diktum"))
_CELLS: Final = (
    "component", "indicator", "action", "evidence", "responsible", "output", "target", "note",
)  # fmt: skip
_MOST: Final = 20_000
_LINES: Final = 4
_QUOTES: Final = {"“": 1, "”": -1}
_LONG: Final = re.compile(r"(?:[.…_]\s?){5,}")


def blanks(decree: Decree) -> Iterator[Point]:
    """Yield a point for each item, clause and row that has places left open, in reading order."""
    source = decree.source.text
    for part in decree.parts:
        if part.section in _SECTIONS:
            span = Span(part.span.start, min(part.span.end, part.span.start + _MOST))
            start = part.label.end if part.label is not None else span.start
            found = (*open_places(source, span), *_whole(source, Span(start, span.end)))
            if found:
                yield Point("blank", part.section, part.item, found, _words(source, found))
    for area in decree.plan.areas if decree.plan else ():
        number = area.number.strip().strip(".)").strip()
        for place, row in enumerate(area.rows, start=1):
            found = tuple(sorted(_in_row(source, row), key=lambda span: span.start))
            if found:
                own = row.number.strip().strip(".)").strip()
                item = f"{number}.{own or place}"
                yield Point("blank", "lampiran", item, found, _words(source, found))


def open_places(source: str, span: Span) -> tuple[Span, ...]:
    """Return the places left open in a stretch: the word that asks, and the mark behind it.

    Args:
        source: the whole text.
        span: where to look.

    Example:
        >>> text = "Peraturan Presiden Nomor ... Tahun 2016;"
        >>> [text[found.start : found.end] for found in open_places(text, Span(0, len(text)))]
        ['Nomor ...']
    """
    found: list[Span] = []
    if _signs().search(source, span.start, span.end) is None:
        return ()
    for pattern, asks in _patterns():
        for match in pattern.finditer(source, span.start, span.end):
            start, end = match.span()
            end -= len(match.group()) - len(match.group().rstrip())
            taken = any(start < other.end and other.start < end for other in found)
            if taken or (asks and _no_blank(source, span, match)):
                continue
            found.append(Span(start, end))
    return tuple(sorted(found, key=lambda place: place.start))


def _no_blank(source: str, span: Span, match: re.Match[str]) -> bool:
    return (
        _quoted(source, span.start, match.start())
        or _announces(source, match)
        or (match["lead"].casefold().startswith("no") and _letter(source, span, match.start()))
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return the patterns, the surest first, and whether what stands around has a say."""
    data = wordlist("blanks")
    mark = "|".join(data["mark"]["forms"])
    stubs = "|".join(data["stub"]["forms"])
    year = data["mark"]["year"]
    found = [(re.compile(stubs, re.IGNORECASE), False)]
    years = "|".join(data["lead"]["year"]["words"])
    found.append((re.compile(rf"(?<!\w)(?P<lead>{years})\s+{year}", re.IGNORECASE), True))
    for lead in data["lead"].values():
        words = "|".join(sorted(lead["words"], key=len, reverse=True))
        # Case counts in what may not follow: a capital or a Roman numeral fills the place.
        tail = f"(?-i:{lead['unless']})"
        pattern = rf"(?<!\w)(?P<lead>{words})[ \t*]*\n?[ \t*]*(?>{mark})(?!{tail})"
        found.append((re.compile(pattern, re.IGNORECASE), True))
    gaps = [re.compile(f"(?P<lead>){form}", re.IGNORECASE) for form in data["gap"]["forms"]]
    return (*found, *((gap, True) for gap in gaps))


@cache
def _signs() -> re.Pattern[str]:
    """Return the pattern of what each of the others needs: a mark, a stub or a gap."""
    data = wordlist("blanks")
    listed = (*data["mark"]["forms"], data["mark"]["year"], *data["stub"]["forms"])
    return re.compile("|".join((*listed, *data["gap"]["forms"])), re.IGNORECASE)


def _quoted(source: str, start: int, place: int) -> bool:
    """Whether a place stands inside quotation marks that open in the same item."""
    before = source[start:place]
    curly = sum(_QUOTES.get(character, 0) for character in before)
    return before.count('"') % 2 == 1 or curly > 0


def _announces(source: str, match: re.Match[str]) -> bool:
    """Whether the mark ends a page by announcing the first word of the next one."""
    behind = source[match.end() : match.end() + 400]
    if behind.split("\n", maxsplit=1)[0].strip(" \t*_.;,"):
        return False
    lead = match["lead"].split(maxsplit=1)[0].casefold().rstrip(":.") if match["lead"] else ""
    lines = [line.strip(" \t*_>|") for line in behind.split("\n")]
    first = [line.split(maxsplit=1)[0].casefold() for line in lines if line][:_LINES]
    return bool(lead) and any(word.rstrip(":.") == lead for word in first)


def _letter(source: str, span: Span, place: int) -> bool:
    """Whether the instrument named last before a place is a letter received."""
    words = wordlist("blanks")["letters"]
    both = rf"(?<!\w)(?:(?P<other>{any_of(words['others'])})|{any_of(words['words'])})(?!\w)"
    named = list(re.finditer(both, source[span.start : place], re.IGNORECASE))
    return bool(named) and named[-1]["other"] is None


def _whole(source: str, span: Span) -> Iterator[Span]:
    """Yield an item that has nothing but marks behind its label."""
    text = source[span.start : span.end].strip(" \t\n*:;,|")
    if re.fullmatch(r"(?:[.…_][ \t\n]*){4,}", text):
        start = source.index(text, span.start)
        yield Span(start, start + len(text))


def _in_row(source: str, row: Row) -> Iterator[Span]:
    for name in _CELLS:
        cell = getattr(row, name)
        if cell is None or cell.inherited:
            continue
        for span in cell.spans:
            yield from open_places(source, span)


def _words(source: str, spans: tuple[Span, ...]) -> str:
    said = (" ".join(source[span.start : span.end].split()) for span in spans)
    return '", "'.join(dict.fromkeys(_LONG.sub(".....", words) for words in said))
