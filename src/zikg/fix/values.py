"""What a correction is made of: edits of the text, the changes they come to, and the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zikg.model import Decree, Fact, Finding, RegistryInfo, Run, SectionName, Severity, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a stretch of ``Source.text``; an empty stretch is an insertion."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One correction as a person reads it: semula, menjadi, why.

    ``item`` is the item or row it is about, ``to`` the number that an item of Mengingat gets where
    it moves or is new. ``before`` is empty for what is new, ``after`` for what is deleted.
    ``safe`` tells that no decision of a person is needed, ``severity`` how wrong it is now,
    ``applied`` that the corrected text has it.
    """

    codes: tuple[str, ...]
    section: SectionName
    item: str | None
    line: int
    before: str
    after: str
    reasons: tuple[str, ...]
    because: tuple[Fact, ...]
    safe: bool
    severity: Severity = "info"
    applied: bool = False
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Edits that belong together: all are put in, or none; and the changes they make."""

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """The correction of one decree.

    ``changes`` are those that were made and, behind them in reading order, those that wait for a
    decision; ``proposed`` all of them as if every one were accepted; ``edits`` only those of the
    applied ones. ``open`` are findings for which no words can be proposed; ``remaining`` what a
    check of the corrected text still finds, ``new`` those of it that the decree did not have.
    ``mengingat`` are the items of Mengingat of the corrected text, label and words.
    """

    decree: Decree
    run: Run
    registry: RegistryInfo
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    open: tuple[Finding, ...]
    text: str
    proposed: tuple[Change, ...] = ()
    mengingat: tuple[tuple[str, str], ...] = ()
    remaining: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()

    @property
    def applied(self) -> tuple[Change, ...]:
        """The changes that the corrected text has."""
        return tuple(change for change in self.changes if change.applied)

    @property
    def undecided(self) -> bool:
        """Whether something that is wrong, or may be, waits for a person: notes do not count."""
        waiting = [change.severity for change in self.changes if not change.applied]
        return any(level != "info" for level in (*waiting, *(f.severity for f in self.open)))
