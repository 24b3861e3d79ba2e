"""Adding to the user's own facts: rows are read, held against what is known, and written whole.

A fact without a source, or one that contradicts the reference or the facts of one's own, is refused
with both sides; then nothing at all is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.errors import ZikgError
from zikg.iri import parse_id
from zikg.registry import facts
from zikg.registry.exporting import COLUMNS, change_row, regulation_row, replacement_row
from zikg.registry.incoming import Line, Row, read
from zikg.registry.overlay import Known, write_tables
from zikg.registry.titles import same_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from zikg.model import Change, Regulation
    from zikg.registry.lookup import Registry

_FIELDS: Final = ("enacted", "promulgated", "effective")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was refused: where it stands, why, in both languages."""

    where: str
    why: str
    english: str


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did: rows added by table, rows that were known already, or why it did not."""

    added: dict[str, int]
    known: int
    refused: tuple[Refusal, ...]


def add(files: Sequence[Path], folder: Path, registry: Registry) -> Added:
    """Add the rows of some files to the user's own facts.

    Args:
        files: CSV files with the columns of ``data/registry`` (regulations, changes, replacements);
            which table a file is shows in its head. Columns that are empty may be left out.
        folder: where the user's own facts lie; made if it is not there.
        registry: opened with that folder.

    Raises:
        RegistryError: a file cannot be read, or its columns are those of no table.
    """
    lines: dict[str, list[Line]] = {name: [] for name in COLUMNS}
    for file in files:
        table, found = read(file)
        lines[table] += found
    desk = _Desk(registry)
    desk.regulations(lines["regulations"])
    desk.changes(lines["changes"])
    desk.replacements(lines["replacements"])
    if not desk.refused:
        _write(folder, registry, desk.new)
    added = {name: len(rows) for name, rows in desk.new.items()}
    return Added(added, desk.known, tuple(desk.refused))


class _Desk:
    """Takes rows one by one; keeps what is new and what is refused."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.new: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self.own: dict[str, Regulation] = {}
        self.pairs: dict[tuple[str, str], Change] = {}
        self.refused: list[Refusal] = []
        self.known = 0

    def refuse(self, line: Line, why: str, english: str) -> None:
        self.refused.append(Refusal(line.where, why, english))

    def sourced(self, line: Line) -> bool:
        if line.row["source"]:
            return True
        self.refuse(line, "tidak ada sumber (kolom source).", "no source (column source).")
        return False

    def researched(self, id_: str) -> Regulation | None:
        """What nobody may contradict: the reference, one's own facts, rows before this one."""
        own = self.registry.own
        return (
            self.registry.reference.get(id_) or self.own.get(id_) or (own.get(id_) if own else None)
        )

    def regulations(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if not self.sourced(line):
                continue
            try:
                row = _completed(line.row)
                made = facts.regulation(row)
            except (ZikgError, ValueError) as error:
                self.refuse(line, *_told(error))
                continue
            held = self.researched(made.id)
            if held is None:
                self.own[made.id] = made
                self.new["regulations"].append(row)
                continue
            clashes = list(_clashes(held, made, row))
            for what, one, other in clashes:
                self.refuse(
                    line,
                    f"{made.id}, {what}: registri {one!r} [{held.source}]; "
                    f"baris ini {other!r} [{made.source}].",
                    f"{made.id}, {what}: the registry has {one!r} [{held.source}]; "
                    f"this row {other!r} [{made.source}].",
                )
            self.known += not clashes

    def changes(self, lines: Sequence[Line]) -> None:
        known = Known(self.own, self.registry.get)
        for line in lines:
            if not self.sourced(line):
                continue
            try:
                (made,) = facts.changes([line.row], known)
            except (ZikgError, ValueError) as error:
                absent = [e for e in (line.row["act"], line.row["target"]) if known.get(e) is None]
                if absent:
                    named = ", ".join(absent)
                    self.refuse(
                        line,
                        f"{named} tidak ada dalam registri; tambahkan dahulu peraturannya.",
                        f"{named} is not in the registry; add the regulation first.",
                    )
                else:
                    self.refuse(line, *_told(error))
                continue
            self.change(line, made, known)

    def change(self, line: Line, made: Change, known: Known) -> None:
        pair = (made.act, made.target)
        act, target = known[made.act], known[made.target]
        said = self.pairs.get(pair) or self.said(made.act, made.target)
        back = self.pairs.get((made.target, made.act)) or self.said(made.target, made.act)
        if said is not None and (said.kind == made.kind and not _apart(said, made, line)):
            self.known += 1
        elif said is not None:
            self.clash(line, said, made)
        elif back is not None or made.act == made.target:
            self.clash(line, back or made, made)
        elif made.effective.before(target.exists) or made.effective.before(act.exists):
            late = target if made.effective.before(target.exists) else act
            self.refuse(
                line,
                f"berlaku {made.effective.printed}, sebelum {late.id} ada "
                f"({late.exists.printed}) [{late.source}].",
                f"in effect {made.effective.printed}, before {late.id} existed "
                f"({late.exists.printed}) [{late.source}].",
            )
        else:
            self.pairs[pair] = made
            self.new["changes"].append(line.row)

    def said(self, act: str, target: str) -> Change | None:
        """The change between a pair that the reference or one's own facts hold."""
        own = self.registry.own
        for layer in (self.registry.reference, own):
            for change in layer.changes_by(act) if layer else ():
                if change.target == target:
                    return change
        return None

    def clash(self, line: Line, said: Change, made: Change) -> None:
        self.refuse(
            line,
            f"registri: {_sentence(said)}; baris ini: {_sentence(made)}.",
            f"the registry: {_sentence(said)}; this row: {_sentence(made)}.",
        )

    def replacements(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if not self.sourced(line):
                continue
            target, by = line.row["target"], line.row["by"]
            known = Known(self.own, self.registry.get)
            absent = [end for end in (target, by) if known.get(end) is None]
            if absent or target == by:
                self.refuse(
                    line,
                    f"{', '.join(absent) or target}: tidak ada dalam registri, atau menggantikan "
                    "dirinya sendiri.",
                    f"{', '.join(absent) or target}: not in the registry, or replacing itself.",
                )
                continue
            said = {r.by for r in self.registry.replacements(target)}
            if by in said:
                self.known += 1
            else:
                self.new["replacements"].append(line.row)


def _completed(row: Row) -> Row:
    """Fill what the id says, and say that the status is not known where nothing is said."""
    pieces = parse_id(row["id"])
    return row | {
        "type": row["type"] or pieces.type,
        "issuer": row["issuer"] or pieces.issuer,
        "year": row["year"] or str(pieces.year),
        "number": row["number"] or pieces.number,
        "status": row["status"] or "unknown",
    }


def _clashes(held: Regulation, made: Regulation, row: Row) -> Iterator[tuple[str, str, str]]:
    if not any(same_title(made.title, title) for title in (held.title, *held.variants)):
        yield "title", held.title or "", made.title or ""
    for gazette in made.gazettes:
        same = [known for known in held.gazettes if known.kind == gazette.kind]
        if same and gazette not in same:
            yield "gazette", same[0].number, gazette.number
    for name in _FIELDS:
        mine, theirs = getattr(held, name), getattr(made, name)
        if row[name] and mine and (mine.before(theirs) or theirs.before(mine)):
            yield name, mine.printed, theirs.printed


def _apart(said: Change, made: Change, line: Line) -> bool:
    """Whether two dates of one change cannot both be right; one that is left out says nothing."""
    one, other = said.effective, made.effective
    return bool(line.row["effective"]) and bool(one.before(other) or other.before(one))


def _sentence(change: Change) -> str:
    when = change.effective.printed
    return f"{change.act} {change.kind} {change.target}, {when} [{change.source}]"


def _told(error: Exception) -> tuple[str, str]:
    if isinstance(error, ZikgError):
        return error.message, error.english
    return "ada tanggal atau angka yang salah.", "a date or a number is wrong."


def _write(folder: Path, registry: Registry, new: dict[str, list[Row]]) -> None:
    """Write the tables with what is new: regulations first, so that no change names nobody."""
    own = registry.own
    old: dict[str, list[Row]] = {
        "regulations": [regulation_row(r) for r in own.regulations()] if own else [],
        "changes": [change_row(c) for c in own.changes()] if own else [],
        "replacements": [replacement_row(r) for r in own.replacements()] if own else [],
    }
    write_tables(folder, {name: [*rows, *new[name]] for name, rows in old.items() if new[name]})
