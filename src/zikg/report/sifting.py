"""What a baseline leaves of the results: each finding held against the entries of its document."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg.model import Accepted
from zikg.report.baseline import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zikg.model import Finding, Result
    from zikg.report.baseline import Baseline, Waiver

_QUOTE: Final = 60
"""Characters of the quote that an entry keeps, for its reader."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """What became of a baseline in one call.

    ``baseline`` is the one to keep from now on, ``known`` how many findings it let pass,
    ``unmatched`` the entries and waivers of the documents at hand that matched nothing,
    ``expired`` the waivers whose findings count again.
    """

    baseline: Baseline
    known: int
    unmatched: tuple[Entry | Waiver, ...] = ()
    expired: tuple[tuple[Waiver, Finding], ...] = ()


class Sieve:
    """Holds the findings of one document after the other against a baseline.

    Args:
        baseline: what is known and what is waived.
        day: the day that waivers are held against.
        write: whether the findings at hand are to be the known ones from now on.
    """

    def __init__(self, baseline: Baseline, day: date, *, write: bool = False) -> None:
        self._baseline = baseline
        self._day = day
        self._write = write
        self._folder = baseline.path.absolute().parent
        self._entries: dict[str, list[Entry]] = {}
        for known in baseline.known:
            self._entries.setdefault(known.fingerprint, []).append(known)
        self._used: set[Entry | Waiver] = set()
        self._expired: dict[Waiver, Finding] = {}
        self._fresh: list[Entry] = []
        self._paths: set[str] = set()
        self._decrees: set[str] = set()
        self._known = 0

    def sift(self, found: Result, chosen: Result) -> Result:
        """Return the chosen result without what is known; that stands in its ``accepted``.

        Args:
            found: all findings of the document, by which entries are matched.
            chosen: the findings that the call is about (``--select``, ``--ignore``).
        """
        if found.error is None:
            self._paths.add(relative(self._baseline, found.path))
            self._decrees.add(decree_id(found))
        for finding in found.findings:
            self._used.update(
                match
                for match in (self._waiver(finding, found), self._entry(finding, found))
                if match is not None
            )
        kept: list[Finding] = []
        accepted: list[Accepted] = []
        for finding in chosen.findings:
            waiver = self._waiver(finding, chosen)
            if waiver is not None and waiver.until < self._day:
                # Also where the finding is listed as known: who answered for it has to look again.
                self._expired.setdefault(waiver, finding)
                kept.append(finding)
            elif waiver is not None:
                accepted.append(Accepted(finding, waiver.reason, waiver.until, waiver.by))
            elif self._write:
                home = relative(self._baseline, chosen.path)
                self._fresh.append(entry(finding, home, decree_id(chosen)))
                accepted.append(Accepted(finding))
            elif self._entry(finding, chosen) is not None:
                accepted.append(Accepted(finding))
            else:
                kept.append(finding)
        self._known += len(accepted)
        return replace(chosen, findings=tuple(kept), accepted=tuple(accepted))

    def finish(self) -> Sifted:
        """Return what became of the baseline, after the last document."""
        away = self._not_examined()
        listed = () if self._write else self._baseline.known
        gone = set(away)
        unmatched: tuple[Entry | Waiver, ...] = (
            *(known for known in listed if known not in self._used and known not in gone),
            # A waiver without a path is judged when nothing was left out.
            *(w for w in self._baseline.waivers if w not in self._used and not away),
        )
        baseline = self._baseline
        if self._write:
            baseline = replace(baseline, known=(*away, *self._fresh))
        return Sifted(baseline, self._known, unmatched, tuple(self._expired.items()))

    def _waiver(self, finding: Finding, result: Result) -> Waiver | None:
        """Return the waiver of a finding; of several the one that holds longest."""
        home = relative(self._baseline, result.path)
        found = [
            waiver
            for waiver in self._baseline.waivers
            if waiver.fingerprint == finding.fingerprint and waiver.path in ("", home)
        ]
        return max(found, key=lambda waiver: waiver.until, default=None)

    def _entry(self, finding: Finding, result: Result) -> Entry | None:
        """Return the entry of a finding: of its document, or of one that is no longer there."""
        home, decree = relative(self._baseline, result.path), decree_id(result)
        for known in self._entries.get(finding.fingerprint, ()):
            if known.decree and known.decree == decree:
                return known
            if known.path == "-" or home == "-":
                same = known.path in ("", home) and not known.decree
            else:
                same = known.path in ("", home) or not (self._folder / known.path).exists()
            if same:
                return known
        return None

    def _not_examined(self) -> tuple[Entry, ...]:
        """Return the entries whose documents are there but were not read in this run."""
        decrees = self._decrees - {""}
        return tuple(
            known
            for known in self._baseline.known
            if known.path not in {"", "-", *self._paths}
            and known.decree not in decrees
            and (self._folder / known.path).exists()
        )


def decree_id(result: Result) -> str:
    """Return the id of an issued decree; a draft has none that lasts."""
    decree = result.decree
    return decree.id if decree is not None and decree.stage != "draft" else ""


def pruned(baseline: Baseline, unmatched: Iterable[Entry | Waiver]) -> Baseline:
    """Return a baseline without the entries and waivers that matched nothing."""
    gone = set(unmatched)
    return replace(
        baseline,
        known=tuple(entry for entry in baseline.known if entry not in gone),
        waivers=tuple(waiver for waiver in baseline.waivers if waiver not in gone),
    )


def entry(finding: Finding, path: str, decree: str = "") -> Entry:
    """Return the entry of a finding.

    Args:
        finding: the finding.
        path: its document, relative to the folder of the baseline.
        decree: the id of the decree, empty for a draft.
    """
    return Entry(
        fingerprint=finding.fingerprint,
        code=finding.code,
        path=path,
        decree=decree,
        subject=finding.subject,
        section=finding.section,
        item=finding.item,
        quote=finding.quote[:_QUOTE],
    )


def relative(baseline: Baseline, path: str) -> str:
    """Return the path of a document as a baseline writes it: from its folder, with ``/``."""
    if path == "-":
        return path
    return Path(os.path.relpath(path, baseline.path.absolute().parent)).as_posix()
