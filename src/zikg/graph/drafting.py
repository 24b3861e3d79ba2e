"""What the form of a decree shows where a rule of drafting looks at it (ZI306, 308, 311, 312).

Each point is a stretch of words and what is read there: the mark behind the office, the colon of
MEMUTUSKAN, the number repeated after Menetapkan. Whether that is wrong is said by the shapes.
Source of the points: UU 12/2011, Lampiran II angka 16, 54, 58 and 166.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.second import second_decree
from zikg.extract.view import View, flat, view
from zikg.model import SectionName, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Area, Decree, Part

_DECIDES: Final = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N(?P<mark>\s*:)?", re.IGNORECASE)
_SETS: Final = re.compile(
    r"(?<!\w)M\s?e\s?n\s?e\s?t\s?a\s?p\s?k\s?a\s?n\b\s*:?(?P<head>.{0,200}?)(?<!\w)tentang(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED: Final = re.compile(r"(?<!\w)NOMOR\s*:?\s*[^\s;]+(?:\s+TAHUN\s*[\d.…_]*)?", re.IGNORECASE)
_BUDGET: Final = re.compile(
    r"(?<!\w)(?:Tahun\s+Anggaran|T\.?A\.?|DIPA\s+(?:\w+\s+){0,12}?Tahun)\s*(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_NUMERAL: Final = re.compile(
    r"[\s*|<>b/]*(?:(?i:area(?:\s+perubahan)?)[\s.:]+)?"
    r"(?P<number>[IVX]{1,5}|\d{1,2}|[A-Z])(?=[\s.)*|<])"
)
_ENOUGH: Final = 3
_LOUD: Final = 0.7


@dataclass(frozen=True, slots=True)
class Point:
    """A point of form: ``reads`` is what stands there, empty where nothing does.

    ``right`` is what the words would be in the form prescribed, ``usual`` what the others of its
    kind read, ``count`` a number that a rule compares.
    """

    of: str
    section: SectionName
    item: str | None
    spans: tuple[Span, ...]
    reads: str
    right: str | None = None
    usual: str | None = None
    count: int | None = None


def points(decree: Decree) -> tuple[Point, ...]:
    """Return the points of form of a decree, except those of Menimbang (`zikg.graph.thoughts`)."""
    return (
        *_number(decree),
        *_offices(decree),
        *_order(decree),
        *_budget(decree),
        *_headings(decree),
        *_certification(decree),
        *_second(decree),
    )


def _number(decree: Decree) -> Iterator[Point]:
    """Yield how many decrees a day the number comes to, and the years of number and date."""
    number, when = decree.number, decree.when
    if number is None or when is None or decree.stage == "draft":
        return
    at = (number.span,)
    if when.exact and number.value.isdigit():
        days = when.earliest.timetuple().tm_yday
        count = int(number.value)
        yield Point("number-date", "judul", None, at, number.value, count=count // days)
    if decree.year and when.earliest.year == when.latest.year:
        usual = str(when.earliest.year)
        yield Point("number-year", "judul", None, at, str(decree.year), usual=usual)


def _offices(decree: Decree) -> Iterator[Point]:
    opening = decree.part("pembukaan")
    if opening is not None:
        seen = view(decree.source.text, opening.span.start, opening.span.end)
        text = seen.text.rstrip(" *_")
        if text:
            mark = text[-1] if not text[-1].isalnum() and text[-1] not in ")]\"'" else ""
            line = _last_line(seen, decree.source.text, len(text))
            right = text[line : len(text) - len(mark)].rstrip() + ","
            spans = seen.pieces(line, len(text), decree.source.text)
            yield Point("office", "pembukaan", None, spans, mark, right)
    for block in decree.signings:
        if block.section == "salinan" or block.office is None:
            continue
        mark, end = _mark(decree.source.text, block.office.span.end)
        span = Span(block.office.span.start, end if mark else block.office.span.end)
        yield Point("office", block.section, None, (span,), mark, block.office.value + ",")


def _last_line(seen: View, source: str, end: int) -> int:
    """Return where the last paragraph begins: above it the invocation may stand."""
    for index in range(end - 1, 0, -1):
        gap = source[seen.offsets[index - 1] : seen.offsets[index]]
        if gap.count("\n") > 1:
            return index
    return 0


def _mark(source: str, place: int) -> tuple[str, int]:
    """Return the punctuation mark that stands right behind a place, and its end."""
    found = re.compile(r"[ \t*_|]*([,.;:])").match(source, place)
    return (found[1], found.end()) if found else ("", place)


def _order(decree: Decree) -> Iterator[Point]:
    part = decree.part("memutuskan")
    if part is None:
        return
    source = decree.source.text
    seen = view(source, part.span.start, part.span.end)
    decides = _DECIDES.match(seen.text)
    if decides:
        mark = ":" if decides["mark"] else ""
        at = (seen.span(decides.start(), decides.end()),)
        yield Point("decides", "memutuskan", None, at, mark, "MEMUTUSKAN:")
    named = [mention for mention in decree.titles if mention.section == "memutuskan"]
    for mention in named[:1]:
        mark, end = _mark(source, mention.span.end)
        start = source.rfind(mention.text.split()[-1], mention.span.start, mention.span.end)
        last = Span(start if start >= 0 else mention.span.start, end if mark else mention.span.end)
        right = source[last.start : mention.span.end] + "."
        yield Point("name-end", "memutuskan", None, (last,), mark, right)
    sets = _SETS.search(seen.text)
    again = _NUMBERED.search(seen.text, sets.start("head"), sets.end("head")) if sets else None
    if again:
        spans = seen.pieces(again.start(), again.end(), source)
        yield Point("number-again", "memutuskan", None, spans, again.group())


def _budget(decree: Decree) -> Iterator[Point]:
    """Yield the budget years of the clauses; a year in the title of a cited act is none."""
    cited = [citation.span for citation in decree.citations if citation.section == "diktum"]
    for part in decree.parts:
        if part.section != "diktum":
            continue
        seen = view(decree.source.text, part.span.start, part.span.end)
        for found in _BUDGET.finditer(seen.text):
            span = seen.span(found.start(), found.end())
            if not any(c.start <= span.start < c.end for c in cited):
                spans = seen.pieces(found.start(), found.end(), decree.source.text)
                yield Point("budget-year", "diktum", part.item, spans, found["year"])


def _headings(decree: Decree) -> Iterator[Point]:
    """Yield capitals and numerals of the area headings, each beside what most of them have."""
    areas = decree.plan.areas if decree.plan else ()
    cases = [(area, _case(area.heading)) for area in areas]
    yield from _beside("heading-capitals", cases, decree)
    numerals = [(area, _numeral(decree, area)) for area in areas]
    yield from _beside("heading-numeral", numerals, decree)


def _beside(of: str, read: list[tuple[Area, str]], decree: Decree) -> Iterator[Point]:
    known = [(area, form) for area, form in read if form]
    if len(known) < _ENOUGH:
        return
    usual, count = Counter(form for _, form in known).most_common(1)[0]
    if 2 * count <= len(known):
        return
    for area, form in known:
        right = _even(decree, area, of, usual) if form != usual else None
        yield Point(of, "lampiran", area.number.strip(" .)"), (area.span,), form, right, usual)


def _even(decree: Decree, area: Area, of: str, usual: str) -> str | None:
    """Return a heading in the form that most have, where that form is certain."""
    written = flat(decree.source.text, area.span.start, area.span.end)
    if of == "heading-capitals":
        return written.upper() if usual == "upper" else None
    found = _NUMERAL.match(written)
    number = _own_number(area)
    if usual != "roman" or found is None or not number:
        return None
    return f"{written[: found.start('number')]}{number}{written[found.end('number') :]}"


def _case(heading: str) -> str:
    letters = [character for character in heading if character.isalpha()]
    if len(letters) < _ENOUGH:
        return ""
    return "upper" if sum(map(str.isupper, letters)) >= _LOUD * len(letters) else "mixed"


def _numeral(decree: Decree, area: Area) -> str:
    """Return the kind of numeral written before a heading: roman, arabic, letter, or nothing."""
    source = decree.source.text
    found = _NUMERAL.match(source, area.span.start, area.span.end)
    if found is None:
        return ""
    number = found["number"]
    if number.isdigit():
        return "arabic"
    return "roman" if number == _own_number(area) or len(number) > 1 or number == "I" else "letter"


def _own_number(area: Area) -> str:
    """Return the number of an area in Roman letters, as it is printed: none may stand before it."""
    found = re.fullmatch(r"[IVX]+", area.number.strip(" .)"))
    return found.group() if found else ""


def _certification(decree: Decree) -> Iterator[Point]:
    """Yield who certifies a copy; for a copy that nobody certifies, that there is nobody."""
    if decree.stage != "copy":
        return
    blocks = [block for block in decree.signings if block.section == "salinan"]
    for block in blocks:
        span = block.office.span if block.office else _first_words(decree, block.span)
        yield Point("certifier", "salinan", None, (span,), block.name.value if block.name else "")
    if not blocks:
        part: Part | None = decree.part("penutup") or decree.part("judul")
        if part is not None:
            span = _first_words(decree, part.span)
            yield Point("certification", part.section, None, (span,), "")


def _second(decree: Decree) -> Iterator[Point]:
    """Yield the heading of a second decree in the same file."""
    found = second_decree(decree.source.text)
    if found is not None and decree.parts:
        span = Span(*found)
        name = " ".join(flat(decree.source.text, span.start, span.end).split()[:-1])
        yield Point("second-decree", decree.parts[-1].section, None, (span,), name)


def _first_words(decree: Decree, span: Span) -> Span:
    """Return the first line of a stretch, to stand at for something that is not there."""
    end = decree.source.text.find("\n", span.start, span.end)
    return Span(span.start, span.end if end < 0 else end)
