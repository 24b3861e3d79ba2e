"""Identity in the national registry: from the ids of its sources to ours (design section 4).

``data/national/types.csv`` says which of our types and issuers each of its series is. What is not
known stays unknown: ``x-{hash8}`` for an issuer, and of two acts under one id neither gets it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.errors import RegistryError
from zikg.iri import distinguish, instrument_id
from zikg.registry.tables import rows
from zikg.registry.titles import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_YEARLESS: Final = re.compile(r"(?:pm)?(\d+[a-z]?)(?:tahun\d{4})?")
"""A number that carries its prefix or its year once more: ``pm88tahun2020``."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a series of the national registry is in our terms, in some years."""

    type: str
    issuer: str | None
    low: bool
    years: range

    @property
    def known(self) -> bool:
        """Whether it is known who issues it."""
        return self.issuer is not None


@cache
def _series() -> dict[str, tuple[Series, ...]]:
    found: dict[str, list[Series]] = defaultdict(list)
    for row in rows("data/national/types.csv"):
        years = range(int(row["from"] or 0), int(row["to"] or 9999) + 1)
        found[row["raw"]].append(
            Series(row["type"], row["issuer"] or None, row["cap"] == "low", years)
        )
    return {raw: tuple(each) for raw, each in found.items()}


def series(row: Mapping[str, str]) -> Series:
    """Return the series that a row of the national regulations belongs to.

    Raises:
        RegistryError: ``types.csv`` does not know it.
    """
    for each in _series().get(row["type"], ()):
        if int(row["year"]) in each.years:
            return each
    raise RegistryError(
        f"data/national/types.csv tidak mengenal {row['type']!r} tahun {row['year']}.",
        f"data/national/types.csv does not know {row['type']!r} of {row['year']}.",
    )


def number(row: Mapping[str, str]) -> str:
    """Return the number of a row, without a prefix or a year that it carries once more.

    Example:
        >>> number({"number": "pm88tahun2020"}), number({"number": "m01pr0710"})
        ('88', 'm01pr0710')
    """
    match = _YEARLESS.fullmatch(row["number"])
    return match[1] if match else row["number"]


@dataclass(frozen=True, slots=True)
class Identities:
    """Our id of each row; the rows that are one act; the rows that share an id and are not."""

    of: Mapping[str, str]
    merged: tuple[tuple[str, str], ...]
    parted: tuple[tuple[str, tuple[str, ...]], ...]


def identities(found: Iterable[Mapping[str, str]]) -> Identities:
    """Return our ids of the rows of the national regulations.

    Two rows of one id are one act where issuer, number and year are known and the titles are equal
    or one has none (a ministry numbers once, under its old or its new name); else all get a hash
    behind the number, and nobody the plain id: what is cited is then told to be unknown.
    """
    wanted: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in found:
        kind = series(row)
        year = int(row["year"])
        title = row["title"] or None
        wanted[instrument_id(kind.type, kind.issuer, number(row), year, title=title)].append(row)
    ids: dict[str, str] = {}
    merged: list[tuple[str, str]] = []
    parted: list[tuple[str, tuple[str, ...]]] = []
    for id_, group in wanted.items():
        titles = {folded(row["title"]) for row in group if row["title"]}
        if len(group) == 1 or (len(titles) <= 1 and series(group[0]).known):
            ids |= {row["id"]: id_ for row in group}
            first = max(group, key=lambda row: (bool(row["title"]), len(row["source"])))
            merged += [(row["id"], first["id"]) for row in group if row is not first]
            continue
        parted.append((id_, tuple(row["id"] for row in group)))
        for row in group:
            ids[row["id"]] = distinguish(id_, row["id"])
    if len(set(ids.values())) + len(merged) != len(ids):
        raise RegistryError(
            "Dua peraturan nasional mendapat pengenal yang sama.",
            "Two national regulations got the same id.",
        )
    return Identities(ids, tuple(merged), tuple(parted))
