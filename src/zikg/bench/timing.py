"""Targets of plan rows: months, quarters, ranges, lists, days, periodic words, none past."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Final

from zikg.bench.sample import Target
from zikg.bench.vocabulary import MONTHS

if TYPE_CHECKING:
    from random import Random

_RANGES: Final = (" - ", "-", " – ", " s.d. ", " s/d ", " sampai dengan ")
_QUARTERS: Final = ("I", "II", "III", "IV")
_PERIODIC: Final = (
    "Setiap bulan",
    "Setiap triwulan",
    "Berkala",
    "Setiap semester",
    "Setiap hari kerja",
)


def written(day: date) -> str:
    """Return a day as Indonesian decrees write it.

    Example:
        >>> written(date(2025, 2, 7))
        '7 Februari 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int, joint: str = " - ") -> Target:
    """Return the target of a range of months of one year."""
    end = month_end(year, last)
    if first == last:
        return Target(f"{MONTHS[first - 1]} {year}", date(year, first, 1), end)
    text = f"{MONTHS[first - 1]}{joint}{MONTHS[last - 1]} {year}"
    return Target(text, date(year, first, 1), end)


def draw(rng: Random, year: int, first: int) -> Target:
    """Return a target by chance that ends in a month not before a first one.

    Args:
        rng: source of chance.
        year: the year of the plan.
        first: the first month that may be named, from 1.
    """
    form = rng.randrange(10)
    begin = rng.randint(first, 12)
    end = rng.randint(begin, 12)
    if form <= 3:
        return months(year, begin, end, rng.choice(_RANGES))
    if form == 4:
        quarter = (begin + 2) // 3
        word = rng.choice(("TW", "Triwulan"))
        return _quarters(year, f"{word} {_QUARTERS[quarter - 1]}", quarter, quarter)
    if form == 5 and begin <= 9:
        one, other = (begin + 2) // 3, (max(end, begin + 3) + 2) // 3
        text = f"TW {_QUARTERS[one - 1]} s.d. TW {_QUARTERS[other - 1]}"
        return _quarters(year, text, one, other)
    # From October on half of the second semester is over.
    if form == 6 and begin > 6 and first <= 9:
        return Target(f"Semester II {year}", date(year, 7, 1), date(year, 12, 31))
    if form == 7 and begin < end:
        text = f"{MONTHS[begin - 1]} dan {MONTHS[end - 1]} {year}"
        return Target(text, date(year, begin, 1), month_end(year, end))
    if form == 8 and begin > first:
        day = date(year, begin, rng.randint(1, 28))
        return Target(written(day), day, day)
    if form == 9:
        return Target(rng.choice(_PERIODIC))
    return months(year, begin, end, rng.choice(_RANGES))


def _quarters(year: int, text: str, first: int, last: int) -> Target:
    return Target(f"{text} {year}", date(year, first * 3 - 2, 1), month_end(year, last * 3))
