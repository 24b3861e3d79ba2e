"""Every single mutation of a correct decree gives its one finding, at the right place, and no other.

The mutations are data (``mutations.toml``); what each must give is written there from the contract.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .driver import findings, listing, loud
from .mutate import mutated

DATA = tomllib.loads((Path(__file__).parent / "mutations.toml").read_text(encoding="utf-8"))
LAW: dict[str, str] = DATA["law"]
MUTATIONS: list[dict[str, Any]] = DATA["mutation"]
DATES = {
    "kpu-kab-malang-2025.md": "2025-03-14",
    "rancangan-kpu-kab-malang-2025.md": "2025-03-14",
    "kpu-kota-surakarta-2020.md": "2020-03-16",
}


def agrees(finding: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Whether a finding is the expected one, in every point that the expectation names."""
    if "items" in expected and finding["item"] not in expected["items"]:
        return False
    if "related" in expected and expected["related"] not in finding["related"][:1]:
        return False
    return all(
        finding[key] == expected[key]
        for key in ("code", "severity", "subject", "section", "item")
        if key in expected
    )


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: str(mutation["name"]))
def test_a_mutation_gives_its_findings_and_no_other(
    mutation: dict[str, Any], tmp_path: Path
) -> None:
    """The findings above info are those of the expectation, one for one."""
    base = mutation.get("base", "kpu-kab-malang-2025.md")
    text = mutated(base, mutation["ops"], LAW)
    path = tmp_path / base
    path.write_text(text, encoding="utf-8")
    as_of = mutation.get("as_of", DATES[base])

    found = loud(findings(path, as_of))
    missing = []
    left = list(found)
    for expected in mutation["expect"]:
        match = next((finding for finding in left if agrees(finding, expected)), None)
        if match is None:
            missing.append(expected)
        else:
            left.remove(match)

    assert (missing, left) == ([], []), (
        f"{mutation['name']}: {mutation['why']}\n"
        f"tidak ditemukan: {missing}\nlebih:\n{listing(left)}\nsemua:\n{listing(found)}"
    )


def test_there_are_enough_mutations_of_enough_rules() -> None:
    """Twenty single mutations and more; each listed rule that a mutation can raise is raised."""
    codes = {expected["code"] for mutation in MUTATIONS for expected in mutation["expect"]}

    assert sum(1 for mutation in MUTATIONS if mutation["expect"]) >= 24
    assert codes >= {
        *("ZI101", "ZI102", "ZI103", "ZI104", "ZI106", "ZI107", "ZI108", "ZI113"),
        *("ZI201", "ZI202", "ZI203", "ZI204", "ZI205", "ZI206", "ZI209", "ZI210"),
        *("ZI211", "ZI212", "ZI221", "ZI222", "ZI301", "ZI302", "ZI304", "ZI305", "ZI310"),
    }
