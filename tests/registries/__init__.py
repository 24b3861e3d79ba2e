"""Small registries for the edges: CSV rows on top of the real registry, in memory.

All regulations here are invented; their titles begin with "Data Uji" and their source says so.
"""

from __future__ import annotations

import csv
import sqlite3
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from zikg.registry import Registry, index, open_registry
from zikg.registry.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
SOURCE = "data uji (rekaan)"
DEFAULTS = {"confidence": "high", "source": SOURCE, "status": "in_force"}


@cache
def registry_of(name: str) -> Registry:
    """Return the real registry, or the real one with the rows of a folder here put on top."""
    if not name:
        return open_registry()
    folder = FOLDER / name
    assert folder.is_dir(), f"no such registry: {name}"
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    with patch("zikg.registry.index.rows", partial(with_more, folder)):
        index._fill(connection, "", f"uji-{name}")
    return Registry(connection)


def with_more(folder: Path, file: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file, then those of the file of the same name in a folder."""
    columns: list[str] = []
    for row in rows(file):
        columns = list(row)
        yield row
    more = folder / Path(file).name
    if not more.is_file():
        return
    with more.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            assert set(row) <= set(columns), f"{more}: {sorted(set(row) - set(columns))}"
            given = DEFAULTS | {name: cell for name, cell in row.items() if cell}
            if "id" in row:
                given |= dict(
                    zip(("type", "issuer", "year", "number"), row["id"].split("/"), strict=True)
                )
            yield {name: given.get(name, "") for name in columns}
