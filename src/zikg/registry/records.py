"""The tables of a registry as they stand, row by row, with nothing refused but what is unreadable.

The index (`zikg.registry.index`) refuses tables that contradict themselves; here their rows are
read so that `zikg registry check` can say what is wrong with each, and in which line.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeVar

from zikg import resources
from zikg.errors import IdentityError, RegistryError, ZikgError
from zikg.iri import parse_id, slug
from zikg.model import Change, Interval, RegistryInfo, Regulation, Replacement, Span
from zikg.registry import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")
FOLDER: Final = "data/registry"
_REQUIRED: Final = ("regulations", "changes")
_COLUMNS: Final = {
    "regulations": "id type issuer number year title variants passed_by gazette enacted "
    "promulgated effective status confidence source note",
    "changes": "act kind target effective provision scope disputed confidence source note",
    "replacements": "target by confidence source",
    "implements": "act target confidence source",
    "references": "act target old new confidence source",
}
_INFO: Final = "key value"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where it stands and what is in it."""

    file: str
    line: int
    span: Span
    text: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A row that names works and is no change: an implementation, a changed reference."""

    node: str
    works: tuple[str, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Records:
    """All rows of a registry, each with the value of the model that it stands for."""

    regulations: tuple[tuple[Regulation, Row], ...]
    changes: tuple[tuple[Change, Row], ...]
    replacements: tuple[tuple[Replacement, Row], ...]
    links: tuple[Link, ...]
    files: tuple[str, ...]
    info: RegistryInfo

    def held(self) -> dict[str, Regulation]:
        """Return the regulations by id; of two records of one id the first counts."""
        found: dict[str, Regulation] = {}
        for regulation, _ in self.regulations:
            found.setdefault(regulation.id, regulation)
        return found


def read_records(folder: Path | None = None) -> Records:
    """Return the rows of a registry folder.

    Args:
        folder: where ``regulations.csv``, ``changes.csv`` and, if there are such facts,
            ``replacements.csv``, ``implements.csv`` and ``references.csv`` lie; the registry that
            comes with zikg unless told.

    Raises:
        RegistryError: a table is missing, lacks a column, or has a cell that cannot be read.
    """
    place = folder or resources.path(FOLDER)
    tables = {name: tuple(_rows(place / f"{name}.csv", name)) for name in _COLUMNS}
    regulations = tuple(
        (_read(partial(facts.regulation, row.cells), row), row) for row in tables["regulations"]
    )
    held = {regulation.id: regulation for regulation, _ in regulations}
    return Records(
        regulations=regulations,
        changes=_changes(tables["changes"], held),
        replacements=tuple((_replacement(row), row) for row in tables["replacements"]),
        links=tuple(
            _link(row, kind) for kind in ("implements", "references") for row in tables[kind]
        ),
        files=tuple(str(place / f"{name}.csv") for name in _COLUMNS if tables[name]),
        info=_info(place),
    )


def _info(place: Path) -> RegistryInfo:
    """Version and date as ``info.csv`` says, if it is there; the digest of the tables read."""
    seen = sha256()
    for name in _COLUMNS:
        path = place / f"{name}.csv"
        seen.update(path.read_bytes() if path.is_file() else b"")
    said = {row.cells["key"]: row.cells["value"] for row in _rows(place / "info.csv", "info")}
    return RegistryInfo(said.get("version", "–"), said.get("date", "–"), seen.hexdigest())


def _rows(path: Path, name: str) -> Iterator[Row]:
    if not path.is_file():
        if name in _REQUIRED:
            raise RegistryError(
                f"{path} tidak ada; folder registri memuat regulations.csv dan changes.csv.",
                f"{path} is missing; a registry folder holds regulations.csv and changes.csv.",
            )
        return
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(
            f"{path} tidak dapat dibaca sebagai teks UTF-8.", f"{path} is not readable UTF-8 text."
        ) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    reader = csv.reader(io.StringIO(text), strict=True)
    head: list[str] | None = None
    before = 0
    for cells in reader:
        begin, before = before, reader.line_num
        if head is None:
            head = cells
            lacking = [column for column in _COLUMNS.get(name, _INFO).split() if column not in head]
            if lacking:
                raise RegistryError(
                    f"{path}: tidak ada kolom {', '.join(lacking)}.",
                    f"{path}: there is no column {', '.join(lacking)}.",
                )
        elif cells:
            span = Span(starts[begin], starts[before])
            row = Row(str(path), begin + 1, span, text[span.start : span.end].strip(), {})
            if len(cells) != len(head):
                raise _broken(row, "jumlah kolomnya salah", "it has the wrong number of cells")
            yield replace(row, cells=dict(zip(head, cells, strict=True)))


def table_rows(path: Path) -> Iterator[Row]:
    """Return the rows of one table, none where it is not there.

    Args:
        path: ``regulations.csv``, ``changes.csv`` or ``replacements.csv``.

    Raises:
        RegistryError: it lacks a column or has a cell too many, with its line.
    """
    return _rows(path, path.stem) if path.is_file() else iter(())


def _broken(row: Row, why: str, english: str) -> RegistryError:
    return RegistryError(
        f"{row.file} baris {row.line}: {why}.", f"{row.file} line {row.line}: {english}."
    )


def _read(make: Callable[[], T], row: Row) -> T:
    try:
        return make()
    except ZikgError as error:
        raise _broken(row, error.message.rstrip("."), error.english.rstrip(".")) from error
    except ValueError as error:
        raise _broken(
            row, "ada tanggal atau angka yang salah", "a date or number is wrong"
        ) from error


def _changes(
    rows: tuple[Row, ...], held: Mapping[str, Regulation]
) -> tuple[tuple[Change, Row], ...]:
    known = dict(held)
    for row in rows:
        for end in (row.cells["act"], row.cells["target"]):
            if end not in known:
                known[end] = _read(partial(_absent, end), row)
    made = []
    for row in rows:
        # Each alone first, so that what cannot be read is said of its line.
        _read(partial(facts.changes, [row.cells], known), row)
        made.append(row.cells)
    return tuple(zip(facts.changes(made, known), rows, strict=True))


def _absent(identifier: str) -> Regulation:
    """Return what an id alone says of a work that has no record: its year."""
    try:
        pieces = parse_id(identifier)
    except IdentityError as error:
        raise RegistryError(error.message, error.english) from error
    year = Interval(date(pieces.year or 1, 1, 1), date(pieces.year or 9999, 12, 31))
    return Regulation(
        id=identifier,
        type=pieces.type,
        issuer=pieces.issuer,
        number=pieces.number,
        year=pieces.year,
        title=None,
        exists=year,
        effective=year,
        status_known=False,
        confidence="low",
        source="",
    )


def _replacement(row: Row) -> Replacement:
    cells = row.cells
    for end in (cells["target"], cells["by"]):
        _read(partial(_absent, end), row)
    # The source alone: a note beside an empty source must not pass for one.
    made = _read(partial(facts.replacement, {"note": "", **cells}), row)
    return replace(made, source=cells["source"].strip())


def _link(row: Row, kind: str) -> Link:
    cells = row.cells
    for end in (cells["act"], cells["target"]):
        _read(partial(_absent, end), row)
    pair = f"{cells['act']}--{cells['target']}".replace("/", "-")
    if kind == "implements":
        return Link(f"implementation/{pair}", (cells["act"], cells["target"]), row)
    return Link(f"reference/{pair}--{slug(cells['old'])}", (cells["act"], cells["target"]), row)
