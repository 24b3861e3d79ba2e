"""The cases of the rules, ``tests/rules/ZInnn.toml``: read, edited, extracted and judged once each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acceptance.mutate import mutated
from registries import registry_of
from zikg.extract import extract
from zikg.read import read_bytes
from zikg.validate import run_for
from zikg.validate.examine import Examination, examine
from zikg.validate.small import decree_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.model import Finding

FOLDER = Path(__file__).parent / "rules"
LOUD = ("error", "warning")
KNOWN = {"name", "why", "base", "ops", "as_of", "final", "registry", "also", "expect"}
LAW: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "acceptance" / "mutations.toml").read_text(encoding="utf-8")
)["law"]
DATES = {
    "kpu-kab-malang-2025.md": "2025-03-14",
    "rancangan-kpu-kab-malang-2025.md": "2025-03-14",
    "kpu-kota-surakarta-2020.md": "2020-03-16",
}
"""At which date each base is correct in every point; any other is judged today (see TODAY)."""
TODAY = "2026-01-31"


@dataclass(frozen=True)
class Case:
    """One edit of a correct decree, and all that a rule says of it."""

    code: str
    name: str
    why: str
    base: str
    ops: tuple[tuple[str, ...], ...]
    as_of: str
    final: bool
    registry: str
    also: frozenset[str]
    expect: tuple[dict[str, Any], ...] = field(hash=False)
    law: dict[str, str] = field(hash=False, repr=False)

    @property
    def id(self) -> str:
        return f"{self.code}-{self.name}"


@cache
def cases() -> tuple[Case, ...]:
    """Return all cases, by code, failing ones first."""
    return tuple(case for file in sorted(FOLDER.glob("ZI*.toml")) for case in read(file))


def read(file: Path) -> list[Case]:
    """Return the cases of one file; a key that nothing reads is refused."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(data) <= {"law", "fail", "pass"}, f"{file.name}: {sorted(data)}"
    law = LAW | data.get("law", {})
    found = []
    for kind in ("fail", "pass"):
        for raw in data.get(kind, []):
            where = f"{file.name}: {raw.get('name')}"
            assert set(raw) <= KNOWN, f"{where}: {sorted(set(raw) - KNOWN)}"
            assert bool(raw.get("expect")) == (kind == "fail"), f"{where}: expect"
            base = raw.get("base", "kpu-kab-malang-2025.md")
            found.append(
                Case(
                    code=file.stem,
                    name=raw["name"],
                    why=raw["why"],
                    base=base,
                    ops=tuple(tuple(op) for op in raw.get("ops", [])),
                    as_of=str(raw.get("as_of", DATES.get(base, TODAY))),
                    final=raw.get("final", False),
                    registry=raw.get("registry", ""),
                    also=frozenset(raw.get("also", ())),
                    expect=tuple(raw.get("expect", ())),
                    law=law,
                )
            )
    return found


@cache
def examination(case: Case) -> Examination:
    """Return the decree of a case with its graph, made once."""
    text = mutated(case.base, [list(op) for op in case.ops], case.law)
    registry = registry_of(case.registry)
    decree = extract(read_bytes(text.encode(), case.base), registry)
    run = run_for(decree, date.fromisoformat(case.as_of), final=case.final)
    return Examination(decree, run, registry, decree_graph(decree, run, registry), "id")


@cache
def findings(case: Case, engine: str = "compiled") -> tuple[Finding, ...]:
    """Return what an engine finds in the decree of a case."""
    return examine(examination(case), engine).findings


def agrees(finding: Finding, expected: dict[str, Any]) -> bool:
    """Whether a finding is the expected one in every point that the expectation names."""
    for key, wanted in expected.items():
        found = getattr(finding, key)
        if key in ("quote", "message"):
            if wanted not in found:
                return False
        elif key == "related":
            if tuple(found[:1]) != (wanted,):
                return False
        elif (found or "") not in (wanted if isinstance(wanted, list) else [wanted]):
            return False
    return True


def differences(case: Case, found: Iterable[Finding]) -> list[str]:
    """Return in what the findings differ from what the case expects: empty where it holds."""
    own: list[Finding] = []
    told = []
    for finding in found:
        if finding.code == case.code:
            own.append(finding)
        elif finding.severity in LOUD and finding.code not in case.also:
            told.append(f"another rule: {line(finding)}")
    for expected in case.expect:
        match = next((finding for finding in own if agrees(finding, expected)), None)
        if match is None:
            told.append(f"not found: {expected}")
        else:
            own.remove(match)
    return told + [f"too much: {line(finding)}" for finding in own]


def line(finding: Finding) -> str:
    """Return a finding on one line."""
    return (
        f"{finding.severity} {finding.code} subject={finding.subject!r} section={finding.section!r}"
        f" item={finding.item!r} since={finding.since!r} related={finding.related}"
        f" {finding.quote[:80]!r} {finding.message}"
    )
