"""Read, check and compare one decree in several formats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from zikg.extract import extract
from zikg.read import read_bytes
from zikg.registry import Registry, open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Cell, Decree, Result, Source

Key: TypeAlias = tuple[str, str, str | None, str | None, str | None]
TODAY = date(2026, 11, 21)
COLUMNS = (
    *("component", "indicator", "action", "evidence"),
    *("responsible", "output", "target", "note"),
)


@dataclass(frozen=True)
class Judged:
    """A decree in one format: as read, as understood, and what was found."""

    source: Source
    decree: Decree
    result: Result

    def keys(self) -> Counter[Key]:
        """Return the findings by code, severity, subject, section and item."""
        return Counter(
            (one.code, one.severity, one.subject, one.section, one.item)
            for one in self.result.findings
        )

    def plan(self) -> list[tuple[str, ...]]:
        """Return the plan row for row: area, number, and the words of each cell without blanks."""
        plan = self.decree.plan
        if plan is None:
            return []
        return [
            (_bare(area.heading), row.number, *(_words(getattr(row, kind)) for kind in COLUMNS))
            for area in plan.areas
            for row in area.rows
        ]


@lru_cache
def registry() -> Registry:
    """Return the registry, opened once."""
    return open_registry()


def judged(data: bytes, name: str) -> Judged:
    """Read and check a decree.

    Args:
        data: the file.
        name: what it is called.
    """
    source = read_bytes(data, name)
    decree = extract(source, registry())
    run = run_for(decree, TODAY, final=False)
    return Judged(source, decree, check(decree, run, registry(), engine="compiled", lang="id"))


def differences(one: Judged, other: Judged) -> list[str]:
    """Return what differs between two formats of one decree, a line for each; nothing where equal.

    Args:
        one: the decree as text.
        other: the same decree in another format.
    """
    lines = [f"lost {key} x{n}" for key, n in (one.keys() - other.keys()).items()]
    lines += [f"new {key} x{n}" for key, n in (other.keys() - one.keys()).items()]
    mine, its = one.plan(), other.plan()
    if len(mine) != len(its):
        lines.append(f"{len(mine)} rows in the text, {len(its)} in the other")
    for row, (left, right) in enumerate(zip(mine, its, strict=False)):
        lines += [
            f"row {row} {name}: {a!r} became {b!r}"
            for name, a, b in zip(("area", "number", *COLUMNS), left, right, strict=True)
            if a != b
        ]
    return lines


def _words(cell: Cell | None) -> str:
    return _bare(cell.text) if cell is not None else ""


def _bare(text: str) -> str:
    return "".join(text.split())
