"""Find the signing and certifying blocks: who, in which office, where, when, and whether signed.

A block stands at the close of the body, at the end of each annex (Lampiran II UU 12/2011 angka
197) and, in a copy, behind "Salinan sesuai dengan aslinya". Office in capitals and closed by a
comma (angka 166), a mark of signature (ttd.), then the name: each of these may be missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zikg.extract.dates import MONTHS, dated_at, parse_day
from zikg.extract.header import field
from zikg.extract.items import line_begins
from zikg.extract.landmarks import DONE_AT, find_copies
from zikg.extract.signatory import read_signatory
from zikg.extract.view import View, view
from zikg.extract.vocabulary import office_start
from zikg.model import Field, Interval, Part, SectionName, Signing, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH: Final = 1_500
_MOST: Final = 20
_TOWN: Final = re.compile(r"(?![xX]{2,})[^\W\d_]{2}")
_DATE_WORD: Final = re.compile(r"(?<!\w)(?:pada\s+)?tanggal(?!\w)[\s:,]*", re.IGNORECASE)
_TOWN_DATE: Final = re.compile(
    r"(?P<town>[^\W\d_][\w .'/-]{1,40}),\s*(?:tanggal\s*)?", re.IGNORECASE
)
_SIGNATURE: Final = re.compile(
    r"[tTcCdD](?i:(?<=t)\.?[ ]?t\.?[ ]?d|(?<=c)ap[ ]?/[ ]?ttd|(?<=d)to)\b"
)
_SIGNATURE_LINE: Final = re.compile(
    r"^[ \t*_>#|(\"]*(?:t\.?[ ]?t\.?[ ]?d|cap[ ]?/[ ]?ttd|dto)\b[ \t*_.|)\"]*$",
    re.MULTILINE | re.IGNORECASE,
)


def find(source: Source, parts: tuple[Part, ...], *, office: str = "") -> tuple[Signing, ...]:
    """Return all blocks in order of place.

    Args:
        source: the decree as read.
        parts: its parts, from `sections.split`.
        office: the office of the opening, which tells office from name in flattened text.
    """
    found: list[Signing] = []
    for part in parts:
        if part.section in ("penutup", "salinan", "lampiran"):
            for start, end, section in _regions(source, part):
                block = _block(source, start, end, section, office)
                found += [block] if block else []
    return tuple(sorted(found, key=lambda block: block.span.start))


def _regions(source: Source, part: Part) -> Iterator[tuple[int, int, SectionName]]:
    text, start, end = source.text, part.span.start, part.span.end
    marks: list[tuple[int, SectionName]] = [
        (match.start(), "salinan") for match in _ends(find_copies(text, start, end))
    ]
    section: SectionName = "lampiran" if part.section == "lampiran" else "penutup"
    if part.section == "penutup":
        # Who gets a copy may stand above the place.
        done = next((m for m in DONE_AT.finditer(text, start, end) if m["word"][0].isupper()), None)
        marks.append((done.start() if done else start, section))
    elif part.section == "lampiran":
        marks += [
            (match.start(), section)
            for match in _ends(list(DONE_AT.finditer(text, start, end)))
            if match["word"][0].isupper() and _opens(text, match.start())
        ]
        marks += _bare(source, start, end, sorted(marks))
    marks.sort()
    for index, (place, kind) in enumerate(marks):
        stop = marks[index + 1][0] if index + 1 < len(marks) else end
        yield place, min(stop, place + _REACH), kind


def _ends(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keep what stands near the ends: a text that repeats the words for megabytes is no decree."""
    return matches if len(matches) <= 2 * _MOST else matches[:_MOST] + matches[-_MOST:]


def _opens(text: str, place: int) -> bool:
    before = text[max(0, place - 200) : place]
    return (
        not before.strip()
        or "\n" in before[len(before.rstrip(" \t\n*_>#|-")) :]
        or bool(re.search(r"[.;:)|\]\d]\s*$", before))
    )


def _bare(
    source: Source, start: int, end: int, marks: list[tuple[int, SectionName]]
) -> list[tuple[int, SectionName]]:
    """Find blocks of an annex that have no place and date: an office above a signature."""
    found: list[tuple[int, SectionName]] = []
    lines = _ends(list(_signature_lines(source.text, start, end)))
    signatures = [match.start() for match in lines]
    tables = sorted(table.span.end for table in source.tables)
    ends = [place for place in signatures if not _covered(place, marks)]
    if not signatures and not _covered(end, marks):
        ends = [end]  # an unsigned draft: the office may close the annex
    for place in ends:
        before = bisect_right(tables, place)
        floor = max(start, place - 400, tables[before - 1] if before else 0)
        heads = re.finditer(r"^[ \t*_>#|-]*(?=[^\W\d_])", source.text[floor:place], re.MULTILINE)
        offices = [
            floor + line.end()
            for line in heads
            if (match := office_start().match(source.text, floor + line.end()))
            and match.group().isupper()
            and source.text[floor + line.end() - 1 :][:1] != "\t"
        ]
        if offices:
            found.append((offices[0] if place != end else offices[-1], "lampiran"))
    return found


def _signature_lines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the lines that hold a mark of signature and nothing else."""
    last = -1
    for mark in _SIGNATURE.finditer(text, start, end):
        line = max(text.rfind("\n", 0, mark.start()) + 1, start)
        found = _SIGNATURE_LINE.match(text, line, end) if line != last else None
        last = line
        if found:
            yield found


def _covered(place: int, marks: list[tuple[int, SectionName]]) -> bool:
    return any(mark <= place <= mark + _REACH for mark, _ in marks)


def _block(
    source: Source, start: int, end: int, section: SectionName, office: str
) -> Signing | None:
    seen = view(source.text, start, end)
    text = seen.text
    place = date = when = None
    at = 0
    if section == "salinan":
        copies = find_copies(text, 0, len(text))
        at = copies[0].end() if copies else 0
    else:
        place, date, when, at = _place_and_date(seen, source.text)
    signatory = read_signatory(seen, source.text, at, known=office, certifier=section == "salinan")
    office_field, name, signed = signatory.office, signatory.name, signatory.signed
    if not (place or date or office_field or name or signed or section != "lampiran"):
        return None
    last = max(
        (seen.at(item.span.end - 1) + 1 for item in (office_field, name, date, place) if item),
        default=len(text),
    )
    return Signing(
        section, seen.span(0, max(last, 1)), place, date, when, office_field, name, signed
    )


def _place_and_date(
    seen: View, source: str
) -> tuple[Field | None, Field | None, Interval | None, int]:
    text = seen.text
    done = DONE_AT.match(text)
    at = done.end() if done else 0
    dated = _DATE_WORD.search(text, at, at + 120)
    if not dated and not done:
        town = _TOWN_DATE.match(text)
        day = dated_at(text, town.end()) if town else None
        if town and day:
            return (
                field(seen, town.start("town"), town.end("town")),
                field(seen, day.start, day.end),
                day.when,
                day.stop,
            )
    place = None
    if done:
        stop = min(_line_end(seen, source, at), dated.start() if dated else len(text))
        office = office_start().search(text, at, stop)
        stop = office.start() if office and office.group().isupper() else stop
        place = field(seen, at, stop)
        if place and (
            len(place.value) > 60 or not re.search(r"(?![xX]{2,})[^\W\d_]{2}", place.value)
        ):
            place = None
        at = max(at, stop)
    if not dated:
        return place, None, None, at
    date, when, at = _date(seen, source, dated.end())
    return place, date, when, at


def _date(seen: View, source: str, at: int) -> tuple[Field | None, Interval | None, int]:
    """Read the date behind its word; a day left open makes it no date."""
    text = seen.text
    day = dated_at(text, at)
    if day:
        return field(seen, day.start, day.end), day.when, day.stop
    # The word may close its line, the date standing on the next one (two columns).
    stop = _line_end(seen, source, at)
    office = office_start().search(text, at, stop)
    stop = office.start() if office and office.group().isupper() else stop
    written = text[at:stop].strip(" .…_-[]()")
    first = written.split(" ")[0].lower()
    if not written or first in MONTHS or re.fullmatch(r"[\d\s]*", written):
        return None, None, stop
    found = parse_day(written)
    if found is None or re.search(r"\.\s?\.|…|_", text[at:stop]):
        return None, None, stop
    return field(seen, at, stop), found, stop


def _line_end(seen: View, source: str, at: int) -> int:
    end = len(seen.text)
    return next(line_begins(seen, source, at, end), end)
