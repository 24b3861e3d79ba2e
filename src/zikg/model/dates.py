"""Dates as far as they are known: an earliest and a latest day.

The printed form (``2021-12``) is derived from the two days.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """A date as far as it is known: some day from ``earliest`` to ``latest``, both inclusive.

    Example:
        >>> Interval.parse("2021-12").earliest.isoformat()
        '2021-12-01'
        >>> Interval.parse("2021-12").printed
        '2021-12'
        >>> Interval.parse("2021-12").before(Interval.parse("2022-01-01"))
        True
        >>> Interval.parse("2021-12").before(Interval.parse("2021-12-15")) is None
        True
    """

    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Return the interval of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: the text has none of these forms.
        """
        numbers = [int(piece) for piece in text.split("-")]
        if len(numbers) == 1:
            return cls(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return cls(date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last))
        if len(numbers) == 3:
            day = date(numbers[0], numbers[1], numbers[2])
            return cls(day, day)
        raise ValueError(f"not a date: {text!r}")

    @classmethod
    def of(cls, day: date) -> Interval:
        """Return the interval that holds one day only."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest == self.latest

    @property
    def printed(self) -> str:
        """The shortest ISO form: a day, a month, a year, or ``earliest/latest``."""
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return f"{first.year:04d}-{first.month:02d}"
            if first.year == last.year and (first.month, last.month) == (1, 12):
                return f"{first.year:04d}"
        return f"{first.isoformat()}/{last.isoformat()}"

    def before(self, other: Interval) -> bool | None:
        """Whether this date is certainly before the other: yes, no, or ``None`` for undecided."""
        if self.latest < other.earliest:
            return True
        return False if self.earliest >= other.latest else None

    def by(self, other: Interval) -> bool | None:
        """Whether this date is on or before the other: yes, no, or ``None`` for undecided."""
        if self.latest <= other.earliest:
            return True
        return False if self.earliest > other.latest else None
