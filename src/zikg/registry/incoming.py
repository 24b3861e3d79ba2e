"""Files of new facts as they come: which table each is, its rows, and where each stands."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.errors import RegistryError
from zikg.registry.exporting import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]
_REQUIRED: Final = {
    "changes": ("act", "kind", "target", "source"),
    "replacements": ("target", "by", "source"),
    "regulations": ("id", "source"),
}
_IGNORED: Final = ("description", "layer", "unverified_")


@dataclass(frozen=True, slots=True)
class Line:
    """A row and where it stands: ``changes.csv:3``."""

    where: str
    row: Row


def read(file: Path) -> tuple[str, list[Line]]:
    """Return the table that a file is, by its head, and its rows with all columns of that table.

    Args:
        file: a CSV file in UTF-8.

    Raises:
        RegistryError: it cannot be read, or its columns are those of no table.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(
            f"{file} tidak dapat dibaca sebagai teks UTF-8.", f"{file} is not readable UTF-8 text."
        ) from error
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", restval=None, strict=True)
    head = [name.strip() for name in reader.fieldnames or ()]
    table = next((t for t, needs in _REQUIRED.items() if set(needs) <= set(head)), None)
    if table is None:
        needs = "; ".join(f"{t}: {', '.join(columns)}" for t, columns in _REQUIRED.items())
        raise RegistryError(
            f"{file}: kolomnya bukan kolom registri; paling sedikit ({needs}).",
            f"{file}: these are no columns of the registry; at least ({needs}).",
        )
    odd = [n for n in head if n not in COLUMNS[table] and not n.startswith(_IGNORED)]
    if odd:
        raise RegistryError(
            f"{file}: kolom tidak dikenal: {', '.join(odd)}.",
            f"{file}: unknown columns: {', '.join(odd)}.",
        )
    reader.fieldnames = head
    found: list[Line] = []
    try:
        for cells in reader:
            where = f"{file}:{reader.line_num}"
            if "" in cells or None in cells.values():
                raise RegistryError(
                    f"{where}: jumlah kolomnya salah.", f"{where}: wrong number of cells."
                )
            row = {name: (cells.get(name) or "").strip() for name in COLUMNS[table]}
            del row["layer"]
            found.append(Line(where, row | {"confidence": row["confidence"] or "medium"}))
    except csv.Error as error:
        raise RegistryError(
            f"{file}: bukan CSV yang utuh ({error}).", f"{file}: not whole CSV ({error})."
        ) from error
    return table, found
