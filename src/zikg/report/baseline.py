"""The baseline: findings that are known already, so that only new ones are shown and counted.

A JSON file kept beside the decrees, one entry a line, so that it diffs well. ``known`` is written
by zikg; ``waivers`` are written by people, each with a reason and the last day it holds.
An entry is matched by the finding's fingerprint: code, subject and words, never the line.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, TYPE_CHECKING

from zikg.errors import ZikgError

if TYPE_CHECKING:
    from zikg.model import Finding, Result
    from collections.abc import Collection, Iterable, Sequence

VERSION: Final = 1
_QUOTE: Final = 60
_WAIVER_KEYS: Final = ("fingerprint", "until", "reason", "by")


class BaselineError(ZikgError):
    """A baseline that cannot be read, or a waiver that says too little."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A known finding; all but the fingerprint is there for the reader of the file.

    ``path`` is relative to the folder of the baseline.
    """

    fingerprint: str
    code: str = ""
    path: str = ""
    subject: str | None = None
    section: str | None = None
    item: str | None = None
    quote: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The place of the entry in the file: by document, then code, then place in it."""
        return (self.path, self.code, self.section or "", self.item or "",
                self.subject or "", self.fingerprint)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody answers for until a day (inclusive)."""

    fingerprint: str
    until: date
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file: where it lies, what is known, what is waived."""

    path: Path
    known: tuple[Entry, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Sifted:
    """What a baseline leaves of the results, and what became of its entries.

    ``unmatched`` are the entries and waivers of the documents at hand that matched nothing,
    ``expired`` the waivers whose findings count again, ``elsewhere`` the number of findings that
    are known from another document only.
    """

    results: tuple[Result, ...]
    known: int
    unmatched: tuple[Entry | Waiver, ...] = ()
    expired: tuple[tuple[Waiver, Finding], ...] = ()
    elsewhere: int = 0


def load(path: Path, *, missing_ok: bool = False) -> Baseline:
    """Return a baseline.

    Args:
        path: the file.
        missing_ok: whether a file that is not there is an empty baseline.

    Raises:
        BaselineError: it cannot be read, or a waiver lacks its reason or its date.
    """
    if missing_ok and not path.exists():
        return Baseline(path)
    try:
        said: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BaselineError(
            f"{path}: baseline tidak dapat dibaca; buat dahulu dengan --write-baseline.",
            f"{path}: the baseline cannot be read; make it first with --write-baseline.",
        ) from error
    except ValueError as error:
        raise BaselineError(
            f"{path}: bukan berkas baseline zikg (JSON tidak benar).",
            f"{path}: not a zikg baseline (invalid JSON).",
        ) from error
    if not isinstance(said, dict) or said.get("version") != VERSION:
        raise BaselineError(
            f"{path}: bukan berkas baseline zikg versi {VERSION}.",
            f"{path}: not a zikg baseline of version {VERSION}.",
        )
    known = [_entry(path, item) for item in _items(path, said, "known")]
    waivers = [_waiver(path, item) for item in _items(path, said, "waivers")]
    return Baseline(path, tuple(known), tuple(waivers))


def _items(path: Path, said: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = said.get(key, [])
    if not isinstance(items, list) or not all(_is_item(item) for item in items):
        raise BaselineError(
            f'{path}: setiap entri "{key}" harus memuat "fingerprint".',
            f'{path}: every entry of "{key}" needs a "fingerprint".',
        )
    return items


def _is_item(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("fingerprint"), str)


def _entry(path: Path, item: dict[str, Any]) -> Entry:
    known = {key: item[key] for key in Entry.__slots__ if item.get(key) is not None}
    if not all(isinstance(value, str) for value in known.values()):
        raise BaselineError(
            f"{path}: nilai entri {item['fingerprint']} harus berupa teks.",
            f"{path}: the values of entry {item['fingerprint']} must be text.",
        )
    return Entry(**known)


def _waiver(path: Path, item: dict[str, Any]) -> Waiver:
    named = f"{path}: pengecualian {item['fingerprint']}"
    english = f"{path}: waiver {item['fingerprint']}"
    reason, until = item.get("reason"), item.get("until")
    if not isinstance(reason, str) or not reason.strip():
        raise BaselineError(f'{named} tanpa alasan; isi "reason".', f'{english} has no "reason".')
    unknown = sorted(set(item) - {*_WAIVER_KEYS, *Entry.__slots__})
    if unknown:
        raise BaselineError(
            f"{named} memuat kunci {unknown[0]!r} yang tidak dikenal.",
            f"{english} has an unknown key {unknown[0]!r}.",
        )
    try:
        last = date.fromisoformat(until if isinstance(until, str) else "")
    except ValueError:
        raise BaselineError(
            f'{named} tanpa tanggal akhir; isi "until" seperti 2026-12-31.',
            f'{english} has no last day; write "until" as 2026-12-31.',
        ) from None
    return Waiver(item["fingerprint"], last, reason.strip(), str(item.get("by") or ""))


def dump(baseline: Baseline) -> str:
    """Return the text of a baseline: sorted, one entry a line, the same for the same findings."""
    known = [
        {name: value for name in Entry.__slots__ if (value := getattr(entry, name))}
        for entry in sorted(set(baseline.known), key=lambda entry: entry.key)
    ]
    waivers = [
        {
            "fingerprint": waiver.fingerprint,
            "until": waiver.until.isoformat(),
            "reason": waiver.reason,
        }
        | ({"by": waiver.by} if waiver.by else {})
        for waiver in sorted(
            baseline.waivers, key=lambda waiver: (waiver.until, waiver.fingerprint)
        )
    ]
    return (
        "{\n"
        f'"version": {VERSION},\n'
        f'"known": {_listed(known)},\n'
        f'"waivers": {_listed(waivers)}\n'
        "}\n"
    )


def _listed(items: Sequence[dict[str, str]]) -> str:
    lines = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]" if lines else "[]"


def save(baseline: Baseline) -> None:
    """Write a baseline whole or not at all.

    Raises:
        BaselineError: the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=baseline.path.absolute().parent, prefix=".zikg-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(dump(baseline))
        Path(name).chmod(0o644)
        Path(name).replace(baseline.path)
    except OSError as error:
        raise BaselineError(
            f"{baseline.path}: baseline tidak dapat ditulis; pilih folder lain.",
            f"{baseline.path}: the baseline cannot be written; choose another folder.",
        ) from error


def sift(baseline: Baseline, results: Sequence[Result], day: date) -> Sifted:
    """Return the results without what the baseline knows.

    Args:
        baseline: what is known and what is waived.
        results: all findings, before any choice of codes.
        day: the day that waivers are held against.
    """
    waived = {waiver.fingerprint: waiver for waiver in baseline.waivers}
    known = {entry.fingerprint for entry in baseline.known}
    homes = {(entry.fingerprint, entry.path) for entry in baseline.known}
    seen: set[str] = set()
    expired: dict[str, tuple[Waiver, Finding]] = {}
    hidden = elsewhere = 0
    left: list[Result] = []
    for result in results:
        home = _relative(baseline, result.path)
        kept: list[Finding] = []
        for finding in result.findings:
            mark = finding.fingerprint
            seen.add(mark)
            waiver = waived.get(mark)
            if waiver is not None and waiver.until < day:
                # Also where the finding is listed as known: who answered for it has to look again.
                expired.setdefault(mark, (waiver, finding))
                kept.append(finding)
            elif waiver is not None or mark in known:
                hidden += 1
                elsewhere += waiver is None and (mark, home) not in homes
            else:
                kept.append(finding)
        left.append(replace(result, findings=tuple(kept)))
    unmatched = _unmatched(baseline, results, seen)
    return Sifted(tuple(left), hidden, unmatched, tuple(expired.values()), elsewhere)


def _unmatched(
    baseline: Baseline, results: Sequence[Result], seen: Collection[str]
) -> tuple[Entry | Waiver, ...]:
    away = _not_examined(baseline, results)
    whole = not any(path for path in away)  # a waiver names no document: judged on a full run only
    return (
        *(e for e in baseline.known if e.fingerprint not in seen and e.path not in away),
        *(w for w in baseline.waivers if whole and w.fingerprint not in seen),
    )


def _not_examined(baseline: Baseline, results: Sequence[Result]) -> set[str]:
    """The documents of a baseline that are there but were not read in this run."""
    read = {_relative(baseline, result.path) for result in results if result.error is None}
    folder = baseline.path.absolute().parent
    listed = {entry.path for entry in baseline.known if entry.path} - read
    return {path for path in listed if path != "-" and (folder / path).exists()}


def written(baseline: Baseline, results: Sequence[Result]) -> Baseline:
    """Return a baseline of the findings at hand.

    Its waivers stay, and what they speak of is not listed; so do the entries of documents that
    are there but were not read in this run.

    Args:
        baseline: the baseline as it was.
        results: the findings to know from now on.
    """
    waived = {waiver.fingerprint for waiver in baseline.waivers}
    away = _not_examined(baseline, results)
    fresh = [
        entry(finding, _relative(baseline, result.path))
        for result in results
        for finding in result.findings
        if finding.fingerprint not in waived
    ]
    return replace(baseline, known=(*(e for e in baseline.known if e.path in away), *fresh))


def pruned(baseline: Baseline, unmatched: Iterable[Entry | Waiver]) -> Baseline:
    """Return a baseline without the entries and waivers that matched nothing."""
    gone = set(unmatched)
    return replace(
        baseline,
        known=tuple(entry for entry in baseline.known if entry not in gone),
        waivers=tuple(waiver for waiver in baseline.waivers if waiver not in gone),
    )


def entry(finding: Finding, path: str) -> Entry:
    """Return the entry of a finding.

    Args:
        finding: the finding.
        path: its document, relative to the folder of the baseline.
    """
    return Entry(
        fingerprint=finding.fingerprint,
        code=finding.code,
        path=path,
        subject=finding.subject,
        section=finding.section,
        item=finding.item,
        quote=finding.quote[:_QUOTE],
    )


def _relative(baseline: Baseline, path: str) -> str:
    if path == "-":
        return path
    return Path(os.path.relpath(path, baseline.path.absolute().parent)).as_posix()
