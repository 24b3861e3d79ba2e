"""Read when a plan row is to be done: months, quarters, days, ranges, lists, periodic words.

A month without a year takes the year of the plan, where that is decided; a year is never invented.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zikg.extract.remembering import remembered
from zikg.extract.timewords import Word, time_words
from zikg.model import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WEEK: Final = 7
_BY_PLAN: Final = frozenset(("figure", "periodic"))
"""Words of time whose meaning hangs on the years of the plan."""


@dataclass(frozen=True, slots=True)
class Target:
    """The time that a target names.

    ``periods`` are the time spans named; ``start`` and ``end`` their outer bounds. ``clear`` is
    false where no time is named. ``years`` are the years printed in it.
    """

    periods: tuple[Interval, ...] = ()
    start: date | None = None
    end: date | None = None
    clear: bool = True
    years: tuple[int, ...] = ()


class _Point(NamedTuple):
    """One time named: what it is, its year once known, and how it hangs on the one before."""

    kind: str
    numbers: tuple[int, ...]
    year: int | None = None
    own_year: bool = False
    link: str = ""


def parse_target(text: str, years: Iterable[int] = ()) -> Target:
    """Return the time that the words of a target cell name.

    Args:
        text: the words of the cell.
        years: the years of the plan; one only decides the year of a month without one.

    Example:
        >>> parse_target("Januari – Desember 2025").end
        datetime.date(2025, 12, 31)
        >>> parse_target("TW II", (2025,)).start
        datetime.date(2025, 4, 1)
        >>> parse_target("Maret 24", (2023, 2024)).end
        datetime.date(2024, 3, 31)
        >>> parse_target("TW II").start is None
        True
        >>> parse_target("1 dokumen").clear
        False
    """
    printed = _as_printed(text)
    return printed if printed is not None else _in_plan(text, tuple(dict.fromkeys(years)))


@remembered
def _as_printed(text: str) -> Target | None:
    """Return the time that words name in every plan; ``None`` where it hangs on its years."""
    words = time_words(text)
    if any(word.kind in _BY_PLAN for word in words):
        return None
    points, printed, edge = _points(words)
    if any(point.year is None for point in points):
        return None
    return _target(text, words, (points, printed, edge), None)


@remembered
def _in_plan(text: str, plan: tuple[int, ...]) -> Target:
    words = tuple(_years_only(time_words(text), plan))
    return _target(text, words, _points(words), plan[0] if len(plan) == 1 else None)


def _target(
    text: str,
    words: tuple[Word, ...],
    read: tuple[list[_Point], tuple[int, ...], str],
    default: int | None,
) -> Target:
    """Return the time that words and their points name; ``default`` is the year of the plan."""
    points, printed, edge = read
    if any(word.kind == "unsure" for word in words):
        return Target(years=printed)
    if not points:
        if any(word.kind == "periodic" for word in words):
            whole = Interval.parse(f"{default:04d}") if default else None
            return _outer((whole,) if whole else (), printed)
        return Target(clear=not text.strip(), years=printed)
    points = _give_years(points, default)
    periods = _periods(points)
    if periods and edge == "until":
        last = periods[-1]
        periods = (*periods[:-1], Interval(date(last.earliest.year, 1, 1), last.latest))
    elif periods and (edge == "open" or (edge == "since" and len(points) == 1)):
        last = periods[-1]
        periods = (*periods[:-1], Interval(last.earliest, date(last.latest.year, 12, 31)))
    return _outer(periods, printed)


def _years_only(words: Iterable[Word], plan: tuple[int, ...]) -> Iterator[Word]:
    """Read "Maret 24" as a month of 2024 where the plan is for that year, else as it was."""
    for word in words:
        if word.kind != "figure":
            yield word
        elif word.numbers[0] in plan:
            yield Word("year", word.numbers)


def _outer(periods: tuple[Interval, ...], printed: tuple[int, ...]) -> Target:
    if not periods:
        return Target(years=printed)
    start = min(period.earliest for period in periods)
    return Target(periods, start, max(period.latest for period in periods), True, printed)


def _points(words: tuple[Word, ...]) -> tuple[list[_Point], tuple[int, ...], str]:
    """Return the points in time, the years printed, and its edge: until, since, open."""
    points: list[_Point] = []
    printed: list[int] = []
    edge = link = ""
    waiting: int | None = None  # a year that stands before the points that it is for
    for word in words:
        if word.kind == "year":
            printed.extend(word.numbers)
            dated = [index for index, point in enumerate(points) if point.year is None]
            if dated and (link in {"", "list"} or points[-1].year is None) and link != "range":
                for index in dated:
                    own = index == len(points) - 1
                    points[index] = points[index]._replace(year=word.numbers[0], own_year=own)
            else:
                points.append(_Point("year", (), word.numbers[0], True, link if points else ""))
                waiting = word.numbers[0]
            link = ""
        elif word.kind in {"range", "list"}:
            link = word.kind
        elif word.kind == "open":
            edge = "open" if points else edge
        elif word.kind in {"until", "since"}:
            link = "range" if points and word.kind == "until" else link
            edge = edge if points else word.kind
        elif word.kind in {"month", "day", "quarter", "semester", "third", "week"}:
            if waiting is not None and points[-1].kind == "year" and link in {"", "list"}:
                points.pop()
                link = ""
            points.append(_Point(word.kind, word.numbers, word.year, word.year is not None, link))
            if word.year is not None:
                printed.append(word.year)
            elif waiting is not None and word.year is None:
                points[-1] = points[-1]._replace(year=waiting)
            link = ""
    return points, tuple(dict.fromkeys(printed)), edge


def _give_years(points: list[_Point], default: int | None) -> list[_Point]:
    """Give every point without a year that of the points beside it, else that of the plan."""
    given = list(points)
    for index, point in enumerate(given):
        if point.year is None and index and given[index - 1].year is not None:
            before = given[index - 1]
            year = before.year
            assert year is not None
            if point.link == "range" and _first(point, year) < _first(before, year):
                year += 1  # "November 2025 - Februari" can only mean the February after it
            given[index] = point._replace(year=year)
        elif point.year is None:
            given[index] = point._replace(year=default)
    for index in range(len(given) - 1, 0, -1):
        before, point = given[index - 1], given[index]
        if point.link != "range" or before.own_year or before.year is None or point.year is None:
            continue
        if before.kind != "year" and _first(before, before.year) > _last(point, point.year):
            given[index - 1] = before._replace(year=before.year - 1)
    return given


def _periods(points: list[_Point]) -> tuple[Interval, ...]:
    """Return the spans that the points make, a range as one; none where a year is unknown."""
    periods: list[Interval] = []
    for point in points:
        if point.year is None:
            return ()
        first, last = _bounds(point.kind, point.numbers, point.year)
        if point.link == "range" and periods:
            first, last = periods[-1].earliest, max(last, periods[-1].earliest)
            periods[-1] = Interval(first, last)
        else:
            periods.append(Interval(first, last))
    return tuple(periods)


def _first(point: _Point, year: int) -> date:
    return _bounds(point.kind, point.numbers, year)[0]


def _last(point: _Point, year: int) -> date:
    return _bounds(point.kind, point.numbers, year)[1]


@lru_cache(maxsize=1024)
def _bounds(kind: str, numbers: tuple[int, ...], year: int) -> tuple[date, date]:
    """Return first and last day of a point in a year."""
    if kind == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if kind == "day":
        first, last, month = numbers
        length = calendar.monthrange(year, month)[1]
        return date(year, month, min(first, length)), date(year, month, min(last, length))
    if kind == "week":
        first, last, month = numbers
        length = calendar.monthrange(year, month)[1]
        begin = min((first - 1) * WEEK + 1, length)
        end = length if last >= 4 else min(last * WEEK, length)
        return date(year, month, begin), date(year, month, end)
    size = {"month": 1, "quarter": 3, "third": 4, "semester": 6}[kind]
    last_month = numbers[0] * size
    length = calendar.monthrange(year, last_month)[1]
    return date(year, last_month - size + 1, 1), date(year, last_month, length)
