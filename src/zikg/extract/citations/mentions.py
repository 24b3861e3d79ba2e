"""Mentions: a head and its number read together, lists of numbers taken apart.

A head of fixed meaning ("Undang-Undang") takes the number that follows it; an open one
("Peraturan") takes who made it and then the number. A head without a number is no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.citations import around, heads, makers
from zikg.extract.citations.fold import Folded, distance
from zikg.extract.citations.lexicon import instruments
from zikg.extract.citations.mention import Mention
from zikg.extract.citations.numbers import NOMOR, Number, parse, tahun, year
from zikg.iri import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.extract.citations.gazettes import Group
    from zikg.extract.citations.heads import Head
    from zikg.model import Interval

_NEAR: Final = 90
_WINDOW: Final = 240
_LONG: Final = 480
_SEPARATOR: Final = re.compile(
    r"\s?(?:,\s?(?:dan|serta|&)?|dan|serta|&|s/d|s\.d\.|d?jo\.?|juncto|jis\.?)\s?(?=[\dN№n]|[A-Z]{1,5}[-.]\s?\d)",
)
_LINK: Final = re.compile(
    r"(?:\bdan|\bd?jo\.?|\bjuncto|\bjis\.?|\bserta|\bdengan|,)\s?$", re.IGNORECASE
)
_BARE: Final = re.compile(
    r"(?<=[\s(])(?=\d{1,4}[A-Z]?\s?/\s?(?:19|20)\d\d(?!\d)|\d{1,4}[A-Z]?\s?,?\s?t\S{2,6}\s\d"
    r"|(?:[A-Z]{1,6}[-.])?\d[\w.\-]*/\S{1,40}(?:19|20)\d\d)",
    re.IGNORECASE,
)
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
    found.extend(_orphans(text, folded, reader, found))
    found.extend(_coded(text))
    return found


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
            number.year or year_of_day,
            issuer=head.form.issuer or ("ri" if kind in NATIONAL else None),
            maker=read.maker or None,
            penalty=max(head.penalty, number.penalty, read.penalty),
            dated=read.dated,
        )
        return list(self._list(first, number))

    def _fixed(self, head: Head, bound: int) -> _Reading | None:
        at = makers.skip_fillers(self.text, head.end)
        kind, maker = head.form.type, head.maker
        day = around.dated(self.text, at)
        marker = NOMOR.match(self.text, makers.skip_fillers(self.text, day[1]) if day else at)
        if marker and not self.in_gazette(at):
            number = parse(self.text, marker.end())
            return _Reading(number, kind, maker, 0.0, day[0] if day else None) if number else None
        odd = _ODD.match(self.text, at)
        if odd and distance(odd[1].lower().strip(".:"), "nomor", 2) <= 2:
            number = parse(self.text, odd.end(), marked=False)
            if number and number.year:
                return _Reading(number, kind, maker, 0.2)
        number = self._reversed(at) or parse(self.text, at, marked=False)
        if number:
            return _Reading(number, kind, maker)
        if not head.form.names:
            return None
        near = self.next_marker(at, min(bound, at + _NEAR))
        if near and makers.name_fits(self.text[at : near[0]]):
            number = parse(self.text, near[1])
            if number and number.year:
                return _Reading(number, kind, maker, 0.1)
        return None

    def _reversed(self, at: int) -> Number | None:
        """Return the number of "Tahun 1954 Nomor 55"."""
        word = tahun(self.text, at)
        found = year(self.text, word[0]) if word else None
        if not word or not found:
            return None
        comma = re.compile(r"[\s,.]{0,3}").match(self.text, found[1])
        marker = NOMOR.match(self.text, comma.end() if comma else found[1])
        number = parse(self.text, marker.end()) if marker else None
        return replace(number, year=found[0]) if number and number.year is None else None

    def _open(self, head: Head, bound: int) -> _Reading | None:
        limit = min(bound, head.end + (_LONG if head.form.long else _WINDOW))
        marker = self.next_marker(head.end, limit)
        bare = _BARE.search(self.text, head.end, marker[0] if marker else limit)
        for stop, at, marked in (
            *([(bare.start(), bare.start(), False)] if bare else []),
            *([(marker[0], marker[1], True)] if marker else []),
        ):
            read = makers.read(head, self.text[head.end : stop])
            number = parse(self.text, at, marked=marked) if read else None
            near = heads.misspelt(self.text[head.start : stop])
            if number and near and read and not read.known:
                return _Reading(number, near.type, "", 0.25)
            if read and number and (read.maker or _may_be_bare(head, number)):
                return _Reading(number, read.type, read.maker, 0.0, read.dated)
        return None

    def _list(self, first: Mention, number: Number) -> Iterator[Mention]:
        """Yield a mention for each number of a list ("Nomor 12, 13 dan 15 Tahun 1950")."""
        items = [number]
        while len(items) < 60:
            separator = _SEPARATOR.match(self.text, items[-1].end)
            if not separator or self.in_gazette(separator.end()):
                break
            marker = NOMOR.match(self.text, separator.end())
            following = parse(self.text, marker.end() if marker else separator.end(), marked=True)
            if following is None or (following.year is None and following.coded):
                break
            if marker is None and following.year is None and items[-1].year is not None:
                break
            items.append(replace(following, start=marker.start() if marker else separator.end()))
        while len(items) > 1 and items[-1].year is None:
            items.pop()  # numbers without any year behind them are no list of instruments
        known: int | None = None
        years: list[int | None] = []
        for item in reversed(items):
            known = item.year or known
            years.append(known)
        first.year = years[-1] or first.year
        yield first
        for item, when in list(zip(items, reversed(years), strict=True))[1:]:
            yield _copy(first, item, when)


def _copy(model: Mention, item: Number, when: int | None, penalty: float = 0.0) -> Mention:
    return Mention(
        item.mark or model.type,
        item.start,
        item.end,
        item.printed,
        when,
        issuer=model.issuer,
        maker=model.maker,
        penalty=max(model.penalty, item.penalty, penalty),
        follows=True,
    )


def _may_be_bare(head: Head, number: Number) -> bool:
    return head.form.bare == "any" or (head.form.bare == "coded" and number.coded)


def _orphans(
    text: str, folded: Folded, reader: _Reader, found: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield mentions whose form stands before an earlier number, or is damaged beyond a match."""
    ordered = sorted(found, key=lambda mention: mention.start)
    spans = [(mention.start, mention.end) for mention in ordered]
    starts = [start for start, _ in spans]
    for start, end in reader.markers:
        index = bisect_left(starts, start + 1) - 1
        if index >= 0 and start < spans[index][1]:
            continue
        number = parse(text, end)
        if number is None or number.year is None:
            continue
        floor = spans[index][1] if index >= 0 else 0
        head = heads.damaged(text, folded, start, max(floor, start - _NEAR))
        if head:
            kind = number.mark or head.form.type
            yield Mention(
                kind, head.start, number.end, number.printed, number.year,
                issuer=head.form.issuer, penalty=max(head.penalty, number.penalty),
            )  # fmt: skip
        elif index >= 0 and start - floor < _LONG and _LINK.search(text, floor, start):
            before = ordered[index]
            if ";" not in text[floor:start] and before.issuer == "ri":
                yield _copy(before, replace(number, start=start), number.year, 0.1)


@cache
def _codes() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple(
        (re.compile(rf"(?<![\w/.\-]){entry['pattern']}(?![\w/])"), entry)
        for entry in instruments()["coded"]
    )


def _coded(text: str) -> Iterator[Mention]:
    """Yield codes that say type and maker, those inside other mentions too (dropped later)."""
    for pattern, entry in _codes():
        for match in pattern.finditer(text):
            yield Mention(
                entry["type"], match.start(), match.end(), match.group(),
                int(match.group()[-4:]), issuer=entry.get("issuer"), maker=entry["maker"] or None,
            )  # fmt: skip
