"""What the tests of tables, plans and matching share: components, and a source made by hand."""

from __future__ import annotations

import csv
import hashlib
from functools import cache

from zikg import resources
from zikg.model import Component, Part, Source, Span
from zikg.read.tables import find_tables


class Registry:
    """The components of ``data/zi``, as the registry gives them."""

    def components(self, regime: str) -> tuple[Component, ...]:
        return tuple(part for part in all_components() if part.regime == regime)


@cache
def all_components() -> tuple[Component, ...]:
    with resources.path("data/zi/components.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Component(
                id=row["id"],
                regime=row["regime"],
                area=row["area"],
                sub=row["sub"],
                name=row["name"],
                aspect=row["aspect"],
                weight=None,
                mandatory=row["mandatory"] == "yes",
                aliases=tuple(alias for alias in row["aliases"].split(" | ") if alias),
            )
            for row in csv.DictReader(file)
        )


def source_of(text: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source("uji.txt", digest, text, tables=find_tables(text))


def annex_of(source: Source, start: int = 0) -> tuple[Part, ...]:
    return (Part("lampiran", None, Span(start, len(source.text))),)
