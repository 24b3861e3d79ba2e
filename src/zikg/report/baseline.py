"""The baseline: findings that are known already, so that only new ones are shown and counted.

A JSON file kept beside the decrees, one entry a line, so that it diffs well. ``known`` is written
by zikg; ``waivers`` are written by people, each with a reason and the last day it holds.
An entry is matched by the finding's fingerprint (code, subject and words, never the line) in its
own document: two offices that make one mistake in the same words have a finding each.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION: Final = 1
_WAIVER_KEYS: Final = ("fingerprint", "until", "reason", "by")


class BaselineError(ZikgError):
    """A baseline that cannot be read, or a waiver that says too little."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A known finding; all but the fingerprint is there for the reader of the file.

    The document is ``path``, relative to the folder of the baseline, and by its id ``decree``
    wherever it lies (drafts have none that lasts).
    """

    fingerprint: str
    code: str = ""
    path: str = ""
    decree: str = ""
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
    """A finding that somebody answers for until a day (inclusive), in all documents or one."""

    fingerprint: str
    until: date
    reason: str
    by: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file: where it lies, what is known, what is waived."""

    path: Path
    known: tuple[Entry, ...] = ()
    waivers: tuple[Waiver, ...] = ()


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
    said = (str(item.get(key) or "") for key in ("by", "path"))
    return Waiver(item["fingerprint"], last, reason.strip(), *said)


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
        | {name: value for name in ("by", "path") if (value := getattr(waiver, name))}
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
