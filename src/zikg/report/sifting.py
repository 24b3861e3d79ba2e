"""What a baseline leaves of the results: each finding held against the entries of its document."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zikg.report.baseline import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from zikg.model import Finding, Result
    from zikg.report.baseline import Baseline, Waiver

_QUOTE: Final = 60
"""Characters of the quote that an entry keeps, for its reader."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """What a baseline leaves of the results, and what became of its entries.

    ``unmatched`` are the entries and waivers of the documents at hand that matched nothing,
    ``expired`` the waivers whose findings count again.
    """

    results: tuple[Result, ...]
    known: int
    unmatched: tuple[Entry | Waiver, ...] = ()
    expired: tuple[tuple[Waiver, Finding], ...] = ()


def sift(baseline: Baseline, results: Sequence[Result], day: date) -> Sifted:
    """Return the results without what the baseline knows.

    Args:
        baseline: what is known and what is waived.
        results: all findings, before any choice of codes.
        day: the day that waivers are held against.
    """
    matches = _Matches(baseline, results)
    used: set[Entry | Waiver] = set()
    expired: dict[Waiver, Finding] = {}
    hidden = 0
    left: list[Result] = []
    for result in results:
        kept: list[Finding] = []
        for finding in result.findings:
            waiver = matches.waiver(finding, result)
            found = matches.entry(finding, result)
            used.update(match for match in (waiver, found) if match is not None)
            if waiver is not None and waiver.until < day:
                # Also where the finding is listed as known: who answered for it has to look again.
                expired.setdefault(waiver, finding)
                kept.append(finding)
            elif waiver is None and found is None:
                kept.append(finding)
            else:
                hidden += 1
        left.append(replace(result, findings=tuple(kept)))
    return Sifted(tuple(left), hidden, matches.unmatched(used), tuple(expired.items()))


class _Matches:
    """Which entry or waiver of a baseline speaks of a finding in a document."""

    def __init__(self, baseline: Baseline, results: Sequence[Result]) -> None:
        self._baseline = baseline
        self._away = not_examined(baseline, results)
        self._entries: dict[str, list[Entry]] = {}
        for known in baseline.known:
            self._entries.setdefault(known.fingerprint, []).append(known)

    def waiver(self, finding: Finding, result: Result) -> Waiver | None:
        """Return the waiver of a finding; of several the one that holds longest."""
        home = relative(self._baseline, result.path)
        found = [
            waiver
            for waiver in self._baseline.waivers
            if waiver.fingerprint == finding.fingerprint and waiver.path in ("", home)
        ]
        return max(found, key=lambda waiver: waiver.until, default=None)

    def entry(self, finding: Finding, result: Result) -> Entry | None:
        """Return the entry of a finding: of its document, or of one that is no longer there."""
        home, decree = relative(self._baseline, result.path), decree_id(result)
        folder = self._baseline.path.absolute().parent
        for known in self._entries.get(finding.fingerprint, ()):
            if known.decree and known.decree == decree:
                return known
            if known.path == "-" or home == "-":
                same = known.path in ("", home) and not known.decree
            else:
                same = known.path in ("", home) or not (folder / known.path).exists()
            if same:
                return known
        return None

    def unmatched(self, used: Collection[Entry | Waiver]) -> tuple[Entry | Waiver, ...]:
        """Return what matched nothing, of the documents that were examined."""
        away = set(self._away)
        whole = not away  # a waiver without a path is judged when nothing was left out
        return (
            *(e for e in self._baseline.known if e not in used and e not in away),
            *(w for w in self._baseline.waivers if w not in used and whole),
        )


def not_examined(baseline: Baseline, results: Sequence[Result]) -> tuple[Entry, ...]:
    """Return the entries whose documents are there but were not read in this run."""
    read = [result for result in results if result.error is None]
    paths = {relative(baseline, result.path) for result in read}
    decrees = {decree_id(result) for result in read} - {""}
    folder = baseline.path.absolute().parent
    return tuple(
        known
        for known in baseline.known
        if known.path not in {"", "-", *paths}
        and known.decree not in decrees
        and (folder / known.path).exists()
    )


def decree_id(result: Result) -> str:
    """Return the id of an issued decree; a draft has none that lasts."""
    decree = result.decree
    return decree.id if decree is not None and decree.stage != "draft" else ""


def written(baseline: Baseline, results: Sequence[Result]) -> Baseline:
    """Return a baseline of the findings at hand.

    Its waivers stay, and what they speak of is not listed; so do the entries of documents that
    are there but were not read in this run.

    Args:
        baseline: the baseline as it was.
        results: the findings to know from now on.
    """
    matches = _Matches(baseline, results)
    fresh = [
        entry(finding, relative(baseline, result.path), decree_id(result))
        for result in results
        for finding in result.findings
        if matches.waiver(finding, result) is None
    ]
    return replace(baseline, known=(*not_examined(baseline, results), *fresh))


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
