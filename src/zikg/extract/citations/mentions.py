"""Mentions: a head and its number read together, lists of numbers taken apart.

A head of fixed meaning ("Undang-Undang") takes the number that follows it; an open one
("Peraturan") takes who made it and then the number. A head without a number is no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.citations import around, heads, loose, makers
from zikg.extract.citations.fold import Folded, distance
from zikg.extract.citations.mention import PLAIN_ONLY, Mention
from zikg.extract.citations.numbers import NOMOR, Number, parse, roman
from zikg.extract.citations.years import short_year, tahun, year
from zikg.iri import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.extract.citations.gazettes import Group
    from zikg.extract.citations.heads import Head
    from zikg.model import Interval

_NEAR: Final = 90
_FEW: Final = 5
_WINDOW: Final = 240
_LONG: Final = 480
_SEPARATOR: Final = re.compile(
    r"\s?(?i:,\s?(?:dan|serta|&)?|dan|serta|&|s/d|s\.d\.|d?jo\.?|juncto|jis\.?|yo\.?|yis\.?)\s?"
    r"(?=[\dN№n]|[IVXLC]{1,6}\s|[A-Z]{1,5}[-.]\s?\d)",
)
_BARE: Final = re.compile(
    r"[\s(](?=\d{1,4}[A-Z]?\s?/\s?(?:19|20)\d\d(?!\d)|\d{1,4}[A-Z]?\s?,?\s?t\S{2,6}\s\d"
    r"|(?:[A-Z]{1,6}[-.])?\d[\w.\-]*/\S{1,40}(?:19|20)\d\d)",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(r"(\d{1,3})\s?[lI|]\s?([PMK])(?=\s)")
_HYPHEN: Final = re.compile(r"(?<=[A-Za-z])\s?[-–]\s?(?=\d)")
_SHORT_YEAR: Final = re.compile(r"(\d{1,3})[/\\](\d\d)")
_EIGHT: Final = re.compile(r"\d{1,2}B")
_ODD: Final = re.compile(r"\s?([A-Za-z][A-Za-z.:]{0,7})[\s.:]{1,3}(?=\S)")


def find(
    text: str, listed: Sequence[Head], folded: Folded, groups: Sequence[Group]
) -> list[Mention]:
    """Return the mentions of a text, overlapping and unordered, without titles and chains.

    Args:
        text: text of the view.
        listed: the heads found in it.
        folded: the text, folded.
        groups: the gazette references, whose numbers are left alone.
    """
    reader = _Reader(text, groups)
    found: list[Mention] = []
    taken = 0
    for index, head in enumerate(listed):
        if head.start < taken or head.form.kind not in {"fixed", "open"}:
            continue
        bound = _bound(listed, index, len(text))
        read = reader.head(head, bound)
        if read:
            found.extend(read)
            taken = read[-1].end
    found.extend(loose.orphans(text, folded, reader.markers, found))
    return [
        *loose.coded(text, folded.low),
        *found,
    ]  # where a code and a form fit alike the code says more


def _bound(listed: Sequence[Head], index: int, end: int) -> int:
    """Return where the next head begins: no maker reaches over it."""
    for head in listed[index + 1 : index + 9]:
        if head.form.kind != "none":
            return head.start
    return end


@dataclass(frozen=True, slots=True)
class _Reading:
    """The number after a head, and what stands before it: who made the instrument, and when."""

    number: Number
    type: str
    maker: str
    penalty: float = 0.0
    dated: Interval | None = None


class _Reader:
    """Reads numbers after heads; holds the places of the word *Nomor* outside gazettes."""

    def __init__(self, text: str, groups: Sequence[Group]) -> None:
        self.text = text
        self._groups = [(group.start, group.end) for group in groups]
        self._starts = [start for start, _ in self._groups]
        self.markers = [
            (match.start(), match.end())
            for match in NOMOR.finditer(text)
            if not self.in_gazette(match.start())
        ]
        self._marked = [start for start, _ in self.markers]

    def in_gazette(self, at: int) -> bool:
        index = bisect_left(self._starts, at + 1) - 1
        return index >= 0 and at < self._groups[index][1]

    def next_marker(self, at: int, bound: int) -> tuple[int, int] | None:
        index = bisect_left(self._marked, at)
        if index < len(self.markers) and self._marked[index] < bound:
            return self.markers[index]
        return None

    def head(self, head: Head, bound: int) -> list[Mention]:
        """Return the mentions that a head begins: none, one, or one for each number of a list."""
        read = self._fixed(head, bound) if head.form.kind == "fixed" else self._open(head, bound)
        if read is None:
            return []
        number, kind = read.number, read.type
        year_of_day = read.dated.earliest.year if read.dated else None
        first = Mention(
            number.mark if number.mark and kind in {"uu", "penpres", "uudrt"} else kind,
            head.start,
            number.end,
            number.printed,
            _year(number, year_of_day),
            issuer=head.form.issuer or ("ri" if kind in NATIONAL else None),
            maker=read.maker or None,
            penalty=max(head.penalty, number.penalty, read.penalty),
            dated=read.dated,
        )
        return list(self._list(first, number))

    def _fixed(self, head: Head, bound: int) -> _Reading | None:
        at = makers.skip_fillers(self.text, head.end)
        hyphen = _HYPHEN.match(self.text, at)
        at = hyphen.end() if hyphen else at
        kind, maker = head.form.type, head.maker
        day = around.dated(self.text, at)
        marker = NOMOR.match(self.text, makers.skip_fillers(self.text, day[1]) if day else at)
        if marker and not self.in_gazette(at):
            number = _of_type(self.text, marker.end(), kind) or parse(self.text, marker.end())
            number = _typed(number, kind) if number else None
            return _Reading(number, kind, maker, 0.0, day[0] if day else None) if number else None
        odd = _ODD.match(self.text, at)
        if odd and distance(odd[1].lower().strip(".:"), "nomor", 2) <= 2:
            number = parse(self.text, odd.end(), marked=False)
            if number and number.year:
                return _Reading(number, kind, maker, 0.2)
        number = self._reversed(at) or parse(self.text, at, marked=False)
        if number:
            return _Reading(_typed(number, kind), kind, maker)
        if not head.form.names:
            return None
        near = self.next_marker(at, min(bound, at + _NEAR))
        if near:
            name, when = makers.without_day(self.text[at : near[0]])
            number = parse(self.text, near[1]) if makers.name_fits(name) else None
            if number and (number.year or when):
                return _Reading(_typed(number, kind), kind, maker, 0.1, when)
        return None

    def _reversed(self, at: int) -> Number | None:
        """Return the number of "Tahun 1954 Nomor 55"."""
        word = tahun(self.text, at)
        found = year(self.text, word[0] if word else at)
        if not found:
            return None
        comma = re.compile(r"[\s,.]{0,3}").match(self.text, found[1])
        marker = NOMOR.match(self.text, comma.end() if comma else found[1])
        number = parse(self.text, marker.end()) if marker else None
        return number._replace(year=found[0]) if number and number.year is None else None

    def _open(self, head: Head, bound: int) -> _Reading | None:
        limit = min(bound, head.end + (_LONG if head.form.long else _WINDOW))
        marker = self.next_marker(head.end, limit)
        # It begins behind a blank or bracket, which may be the last character of the head.
        bare = _BARE.search(self.text, head.end - 1, marker[0] if marker else limit)
        marker = None if marker and self._elsewhere(head, marker[0]) else marker
        for stop, at, marked in (
            *([(bare.end(), bare.end(), False)] if bare else []),
            *([(marker[0], marker[1], True)] if marker else []),
        ):
            read = makers.read(self.text[head.end : stop], head.form)
            number = parse(self.text, at, marked=marked) if read else None
            near = heads.misspelt(makers.unmarked(self.text[head.start : stop]))
            if number and near and read:
                return _Reading(number, near.type, "", 0.25)
            if read and number and (read.maker or _may_be_bare(head, number)):
                return _Reading(number, read.type, read.maker, 0.0, read.dated)
        return None

    def _elsewhere(self, head: Head, at: int) -> bool:
        """Return whether a number in capitals stands in other words than a form in small ones."""
        words = self.text[head.end : at]
        return (
            self.text[head.start : head.end].istitle()
            and self.text[at : at + 5] == "NOMOR"
            and len(words.split()) > _FEW
            and not words.istitle()
        )

    def _list(self, first: Mention, number: Number) -> Iterator[Mention]:
        """Yield a mention for each number of a list ("Nomor 12, 13 dan 15 Tahun 1950")."""
        items = [number]
        while len(items) < 60:
            separator = _SEPARATOR.match(self.text, items[-1].end)
            if not separator or self.in_gazette(separator.end()):
                break
            marker = NOMOR.match(self.text, separator.end())
            place = marker.end() if marker else separator.end()
            following = _of_type(self.text, place, first.type) or parse(self.text, place)
            if following is None or (following.year is None and following.coded):
                break
            if following.coded and first.type in PLAIN_ONLY:
                break  # "Undang-Undang Nomor 17 Tahun 2008, Nomor PM 36": another's number
            if marker is None and following.year is None and items[-1].year is not None:
                break
            items.append(following._replace(start=marker.start() if marker else separator.end()))
        while len(items) > 1 and items[-1].year is None:
            items.pop()  # numbers without any year behind them are no list of instruments
        known: int | None = None
        years: list[int | None] = []
        for item in reversed(items):
            known = item.year or known
            years.append(known)
        if len(items) > 1:
            first.year = years[-1] or first.year
        yield first
        for item, when in list(zip(items, reversed(years), strict=True))[1:]:
            yield first.again(item, when)


def _year(number: Number, of_day: int | None) -> int | None:
    """Return the year of a number; a day beside it counts more than two digits of a code."""
    guess = number.coded and re.search(r"[/\\]\d\d$", number.printed)
    return (of_day or number.year) if guess else (number.year or of_day)


def _of_type(text: str, at: int, kind: str) -> Number | None:
    """Return a number as only this type has it: roman ones of the MPR, "84/P" of the President."""
    if kind == "tap-mpr":
        return roman(text, at)
    worn = _LETTERED.match(text, at) if kind == "keppres" else None
    number = parse(text, worn.end()) if worn else None
    if worn and number is None:
        word = tahun(text, worn.end())
        found = year(text, word[0]) if word else None
        if found:
            return Number(f"{worn[1]}/{worn[2]}", found[0], at, found[1], 0.2)
    return None


def _typed(number: Number, kind: str) -> Number:
    """Return a number of a national law: it has no letter, and two digits are its year."""
    short = _SHORT_YEAR.fullmatch(number.printed) if kind in NATIONAL else None
    when = short_year(short[2]) if short and not number.year else None
    if short and when:
        return number._replace(printed=short[1], year=when, penalty=0.3, coded=False)
    if kind in {"uu", "pp", "perppu"} and _EIGHT.fullmatch(number.printed):
        return number._replace(printed=number.printed[:-1] + "8", penalty=0.45)
    return number


def _may_be_bare(head: Head, number: Number) -> bool:
    return head.form.bare == "any" or (head.form.bare == "coded" and number.coded)
