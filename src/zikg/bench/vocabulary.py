"""The words of the generator, from ``data/bench``."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from typing import Any, Final

from zikg import resources

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@cache
def vocabulary() -> dict[str, Any]:
    """Return the phrases of a decree, by section of ``vocabulary.toml``."""
    with resources.path("data/bench/vocabulary.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def things() -> dict[str, tuple[str, ...]]:
    """Return what the rows of each sub-element speak of, by its id in either regime."""
    found: dict[str, tuple[str, ...]] = {}
    path = resources.path("data/bench/elements.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for element in row["elements"].split():
                found[element] = tuple(row["things"].split(" | "))
    return found
