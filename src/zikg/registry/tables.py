"""The CSV files of the registry: which they are, their rows, and the digest of them all."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from zikg import resources
from zikg.errors import RegistryError
from zikg.model import Gazette, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

FILES: Final = (
    "data/registry/info.csv",
    "data/registry/regulations.csv",
    "data/registry/changes.csv",
    "data/registry/replacements.csv",
    "data/registry/implements.csv",
    "data/registry/references.csv",
    "data/types.csv",
    "data/issuers.csv",
    "data/zi/components.csv",
    "data/zi/guidelines.csv",
    "data/zi/authority.csv",
    "data/zi/thresholds.csv",
)
"""What the reference index is made of."""

NATIONAL: Final = (
    "data/national/regulations.csv.gz",
    "data/national/relations.csv.gz",
    "data/national/promulgation_dates.csv.gz",
    "data/national/types.csv",
    "data/national/sources.csv",
    "data/national/evidence.csv",
)
"""What the national index is made of; the digest of these and `FILES` is the ``sha256``."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file as dictionaries by column.

    Args:
        name: path below the root, such as ``"data/types.csv"``.

    Raises:
        RegistryError: the file is missing, or a row has more or fewer cells than the head.
    """
    path = resources.path(name)
    try:
        with _opened(path) as file:
            for row in csv.DictReader(file, restkey="", restval=None):
                if "" in row or None in row.values():
                    raise RegistryError(
                        f"{name}: jumlah kolom salah pada baris {next(iter(row.values()))!r}.",
                        f"{name}: wrong number of cells in row {next(iter(row.values()))!r}.",
                    )
                yield row
    except (OSError, EOFError) as error:
        raise RegistryError(
            f"Berkas data {name} tidak dapat dibaca: {error}.",
            f"The data file {name} cannot be read: {error}.",
        ) from error


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        import gzip  # only the national tables are packed

        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def items(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, parted by `` | ``.

    Example:
        >>> items("PAN | PAN dan RB")
        ('PAN', 'PAN dan RB')
    """
    return tuple(piece.strip() for piece in cell.split(" | ") if piece.strip())


def interval(cell: str) -> Interval | None:
    """Return the interval of a date cell: ``2021-12``, ``2024``, a day, or ``first/last``.

    Example:
        >>> interval("2002-12-27/2003-12-27").latest.isoformat()
        '2003-12-27'
    """
    if not cell:
        return None
    first, _, last = cell.partition("/")
    return Interval(Interval.parse(first).earliest, Interval.parse(last or first).latest)


def gazette(text: str) -> Gazette:
    """Return the gazette number written ``LN 1999/75`` or ``TLN 3851``.

    Example:
        >>> gazette("LN 1999/75")
        Gazette(kind='LN', year=1999, number='75')
    """
    kind, _, rest = text.partition(" ")
    year, slash, number = rest.partition("/")
    return Gazette(kind, int(year), number) if slash else Gazette(kind, None, year)
