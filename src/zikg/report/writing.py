"""How a report is written: one document after the other, so that only one is ever held.

Each format is a `Writer`. What it has to remember beyond one document is a line for each at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from zikg.model import BaselineUse, RegistryInfo, Report, Result


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for all documents of a report.

    Args:
        registry: the registry that they were judged with.
        as_of: the day that is today to the reader.
        lang: language of the words, ``id`` or ``en``.
    """

    registry: RegistryInfo
    as_of: date
    lang: str = "id"


class Out(Protocol):
    """What a text report is written into."""

    def write(self, text: str, /) -> object:
        """Write a piece."""


class Writer(Protocol):
    """A report being written: `begin` once, `add` for each document, `end` once."""

    def begin(self, head: Head) -> None:
        """Write what comes before the first document."""

    def add(self, result: Result) -> None:
        """Write one document; nothing of it is kept but what the end needs."""

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write what comes after the last document.

        Args:
            baseline: what a baseline did in this call; ``None`` where there is none.
        """


def write_all(writer: Writer, report: Report) -> None:
    """Write a report whose documents are all at hand."""
    writer.begin(Head(report.registry, report.as_of, report.lang))
    for result in report.results:
        writer.add(result)
    writer.end(report.baseline)
