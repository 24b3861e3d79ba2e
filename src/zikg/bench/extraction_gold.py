"""The gold set of citations: texts that were marked by reading, not by a program.

`data/gold/dev.jsonl` may be looked at; `data/gold/test.jsonl` is locked: nothing is tuned on it,
and its digest stands in `data/gold/test.sha256`. The conventions are in ``docs/extraction.md``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from zikg import resources
from zikg.errors import ZikgError

Split = Literal["dev", "test"]
FOLDER: Final = "data/gold"
LOCK: Final = "test.sha256"
Gazette = tuple[str, int | None, str]
"""Kind, year and number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention of an instrument, by hand or by a program: places, identity, what is said of it.

    ``of`` is the place in the list of marks of the one that it changes, or in whose title it
    stands; ``judged`` is whether the issuer counts (by hand it may be left open).
    """

    start: int
    end: int
    type: str
    number: str | None
    year: int | None
    issuer: str | None = None
    judged: bool = True
    role: str = "base"
    of: int | None = None
    relation: str | None = None
    gazettes: tuple[Gazette, ...] = ()
    section: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A plan table: its kinds of column, and its areas with their rows of cells."""

    columns: tuple[str, ...]
    areas: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]
    """Number, heading and rows; a row is its number and a cell for each column."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with every mention of an instrument in it.

    ``decree`` is whether it is a whole decree, so that section and item are judged too.
    """

    id: str
    split: Split
    style: str
    era: str
    text: str
    decree: bool
    marks: tuple[Mark, ...]
    plan: Grid | None


def load(split: str) -> tuple[Passage, ...]:
    """Return the passages of a part of the gold set.

    Args:
        split: ``dev``, ``test`` or ``all``.

    Raises:
        ZikgError: the locked part, or a text that it speaks of, is not what it was.

    Example:
        >>> {passage.split for passage in load("dev")}
        {'dev'}
    """
    parts: tuple[Split, ...] = ("dev", "test")
    return tuple(passage for part in parts if split in (part, "all") for passage in _part(part))


def locked() -> bool:
    """Return whether the locked part is what its checksum says."""
    folder = resources.path(FOLDER)
    said = (folder / LOCK).read_text("utf-8").split()[0]
    return hashlib.sha256((folder / "test.jsonl").read_bytes()).hexdigest() == said


def _part(split: Split) -> list[Passage]:
    if split == "test" and not locked():
        raise ZikgError(
            f"{FOLDER}/test.jsonl tidak sesuai dengan {LOCK}: bagian terkunci telah berubah.",
            f"{FOLDER}/test.jsonl does not fit {LOCK}: the locked part has changed.",
        )
    lines = (resources.path(FOLDER) / f"{split}.jsonl").read_text("utf-8").splitlines()
    return [_passage(json.loads(line), split) for line in lines]


def _passage(record: dict[str, Any], split: Split) -> Passage:
    return Passage(
        id=record["id"],
        split=split,
        style=record["style"],
        era=record["era"],
        text=_text(record),
        decree=record["decree"],
        marks=tuple(_mark(each) for each in record["mentions"]),
        plan=_grid(record["plan"]) if record["plan"] else None,
    )


def _text(record: dict[str, Any]) -> str:
    if record["text"] is not None:
        return str(record["text"])
    name = record["file"]["path"]
    data = resources.path(name).read_bytes()
    if hashlib.sha256(data).hexdigest() != record["file"]["sha256"]:
        raise ZikgError(
            f"{name} bukan lagi naskah yang ditandai dalam {FOLDER}.",
            f"{name} is no longer the text that was marked in {FOLDER}.",
        )
    return data.decode("utf-8")


def _mark(said: dict[str, Any]) -> Mark:
    return Mark(
        start=said["start"],
        end=said["end"],
        type=said["type"],
        number=said["number"],
        year=said["year"],
        issuer=said["issuer"],
        judged=said["issuer_judged"],
        role=said["role"],
        of=said["of"],
        relation=said["relation"],
        gazettes=tuple((each["kind"], each["year"], each["number"]) for each in said["gazette"]),
        section=said.get("section"),
        item=said.get("item"),
    )


def _grid(said: dict[str, Any]) -> Grid:
    columns = tuple(said["columns"])
    return Grid(
        columns,
        tuple(
            (
                area["number"],
                area["heading"],
                tuple(
                    (row["number"], *(row.get(column, "") for column in columns))
                    for row in area["rows"]
                ),
            )
            for area in said["areas"]
        ),
    )
