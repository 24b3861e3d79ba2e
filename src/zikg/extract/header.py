"""Read the head of a decree: type, issuer, number, year, title, and the office line below.

    KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X
    NOMOR 12 TAHUN 2025
    TENTANG
    ...
    KETUA KOMISI PEMILIHAN UMUM KABUPATEN X,

Order after Lampiran II UU 12/2011 angka 2-7 and 16. The letterhead above is no part of the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from zikg.extract.items import begins_line
from zikg.extract.view import View, view
from zikg.extract.vocabulary import office_start, tolerant, words
from zikg.model import Field, Part, Source

_NUMBER: Final = re.compile(r"(?<!\w)(?:N[O0]M[O0]R|No)(?!\w)[\s.:]*", re.IGNORECASE)
_ABOUT: Final = re.compile(rf"(?<!\w){tolerant('tentang')}(?!\w)\s*:?\s*", re.IGNORECASE)
_YEAR: Final = re.compile(
    r"(?<!\w)T(?:AHUN|H)(?!\w)[\s.:]*(?P<year>[12][0-9OolI]{3}(?!\w))?", re.IGNORECASE
)
_DATED: Final = re.compile(r"(?<!\w)TANGGAL(?!\w)", re.IGNORECASE)
_BLANK: Final = re.compile(r"\.\s?\.|…|_|\[\s*[\].…]|\(\s*[).…]|(?<![\w])[xX]{1,4}(?![\w])|-\s?-")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_PLAIN: Final = re.compile(r"[0-9lIOo]*[0-9][0-9lIOo]*")
_OCR: Final = str.maketrans("lLIiOo", "111100")
_TAIL_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_IN_ANNEX: Final = re.compile(r"LAMPIRAN[\s\dIVX:]*$")
_REACH: Final = 900
_NEAR: Final = 30_000  # the heading stands near the begin, at most behind a covering letter


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading stands in a view, and which type of act it names."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a decree says.

    ``blank`` is whether a place for the number was left open, as in a draft.
    """

    type: str
    national: bool
    issuer: Field | None
    number: Field | None
    blank: bool
    year: int | None
    title: Field | None


@cache
def _types() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    found = []
    for entry in words()["types"]:
        name = entry["words"].replace("-", " ")
        pieces = name.split()
        pattern = r"[\s-]*".join(tolerant(word, spaced=len(pieces) == 1) for word in pieces)
        after = entry.get("next")
        if after:
            pattern += r"(?=\s+" + after.replace(" ", r"\s+") + r"(?!\w))"
        national = bool(entry.get("national"))
        found.append((re.compile(pattern + r"(?!\w)", re.IGNORECASE), entry["type"], national))
    return tuple(found)


@cache
def _any_type() -> re.Pattern[str]:
    choices = {entry["words"].split()[0].split("-")[0] for entry in words()["types"]}
    return re.compile(rf"(?<![\w-])(?={'|'.join(sorted(map(tolerant, choices)))})", re.IGNORECASE)


@cache
def _invocation() -> re.Pattern[str]:
    calls = [call.replace(" ", r"\s+") for call in words()["offices"]["invocation"]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(calls)})")


def heading_of(seen: View, source: str, before: int) -> Heading | None:
    """Return the heading that names the act, or ``None``.

    Args:
        seen: the view of the text.
        source: the whole text, to see line begins.
        before: where the first label stands; the end of the view where there is none.
    """
    labelled = before < len(seen.text)
    for match in _any_type().finditer(seen.text, 0, min(before, _NEAR)):
        start = match.start()
        kind = _type_at(seen.text, start)
        if kind is None or _IN_ANNEX.search(seen.text[max(0, start - 30) : start]):
            continue
        end, type_, _ = kind
        at_line = begins_line(seen, source, start)
        upper = seen.text[start:end].isupper()
        reach = seen.text[end : min(end + _REACH, before)]
        number, about = _NUMBER.search(reach), _ABOUT.search(reach)
        if not (number or about) or not (upper or (at_line and labelled)):
            continue
        if not labelled and not (at_line and about):
            continue
        return Heading(start, _end(seen, source, end, about.end() if about else 0), type_)
    return None


def _type_at(text: str, start: int) -> tuple[int, str, bool] | None:
    for pattern, type_, national in _types():
        match = pattern.match(text, start)
        if match:
            return match.end(), type_, national
    return None


def _end(seen: View, source: str, end: int, about: int) -> int:
    """Return where the title ends when no office line and no label follows: at a blank line."""
    first, last = end + about + 1, min(len(seen.text), end + about + _REACH)
    if first >= last:
        return last
    blank = _BLANK_LINE.search(source, seen.offsets[first - 1], seen.offsets[last - 1])
    return seen.at(blank.end()) if blank else last


def opening_of(seen: View, source: str, heading: Heading, before: int) -> int | None:
    """Return where the opening (the line of the office, or the invocation) begins."""
    text = seen.text
    about = _ABOUT.search(text, heading.start, before)
    start = about.end() if about else heading.start
    invoked = _invocation().search(text, start, before)
    if invoked:
        return invoked.start()
    found = [match.start() for match in office_start().finditer(text, start + 1, before)]
    lines = [place for place in found if begins_line(seen, source, place)]
    if lines:
        # The first of the last paragraph: "a.n. KETUA" above "SEKRETARIS".
        last = lines[-1]
        for place in reversed(lines):
            if _blank_between(seen, source, place, last):
                break
            last = place if _own_paragraph(seen, source, place) else last
        return last
    flat = [place for place in found if text[place].isupper() and before - place < 300]
    if flat:
        return flat[-1]
    ending = text[start:before].rstrip()
    if ending.endswith(","):
        for index in range(start + len(ending) - 1, start, -1):
            if begins_line(seen, source, index) and _own_paragraph(seen, source, index):
                return index
    return None


def _own_paragraph(seen: View, source: str, index: int) -> bool:
    return bool(
        index == 0
        or re.search(r"\n[\s*_>#-]*\n", source[seen.offsets[index - 1] : seen.offsets[index] + 1])
    )


def _blank_between(seen: View, source: str, start: int, end: int) -> bool:
    return bool(re.search(r"\n[\s*_>#]*\n", source[seen.offsets[start] : seen.offsets[end]]))


def read_header(source: Source, part: Part) -> Header | None:
    """Return what the title part says, each value with its place.

    Args:
        source: the decree as read.
        part: the part ``judul``.
    """
    seen = view(source.text, part.span.start, part.span.end)
    text = seen.text
    kind = _type_at(text, 0)
    if kind is None:
        return None
    end, type_, national = kind
    number = _NUMBER.search(text, end, end + _REACH)
    about = _ABOUT.search(text, end)
    if number and about and about.start() < number.start():
        # "... TENTANG ... NOMOR : 12": a number inside the title is no number of the decree.
        own = begins_line(seen, source.text, number.start())
        number = number if own and not _ABOUT.search(text, number.end()) else None
    issuer_end = min(
        [match.start() for match in (number, about) if match], default=min(len(text), end + 200)
    )
    value, blank, year = None, False, None
    if number:
        later = about.start() if about and about.start() > number.start() else len(text)
        value, blank, year = _read_number(seen, number.end(), min(later, number.end() + 200))
    title = None
    if about:
        stop = number.start() if number and number.start() > about.end() else len(text)
        title = field(seen, about.end(), stop)
    return Header(type_, national, field(seen, end, issuer_end), value, blank, year, title)


def _read_number(seen: View, start: int, end: int) -> tuple[Field | None, bool, int | None]:
    text = seen.text
    tahun = _YEAR.search(text, start, end)
    dated = _DATED.search(text, start, end)
    stop = min([match.start() for match in (tahun, dated) if match], default=end)
    year = int(tahun["year"].translate(_OCR)) if tahun and tahun["year"] else None
    written = text[start:stop]
    shown = written.strip(" :.,;")
    if _BLANK.search(written) or not re.search(r"\d", shown):
        return None, True, year or _tail_year(shown)
    first = start + written.index(shown)
    value = re.sub(r"\s*([/-])\s*", r"\1", shown)
    if _PLAIN.fullmatch(value):
        value = value.translate(_OCR)
    if value.startswith("/"):
        return None, True, year or _tail_year(value)
    return Field(value, seen.span(first, first + len(shown))), False, year or _tail_year(value)


def _tail_year(number: str) -> int | None:
    years = _TAIL_YEAR.findall(number[number.find("/") :]) if "/" in number else []
    return int(years[-1]) if years else None


def field(seen: View, start: int, end: int) -> Field | None:
    """Return a stretch of the view as a field, without punctuation around it."""
    written = seen.text[start:end]
    shown = written.strip(" :.,;*_-")
    if not shown:
        return None
    first = start + written.index(shown)
    return Field(shown, seen.span(first, first + len(shown)))
