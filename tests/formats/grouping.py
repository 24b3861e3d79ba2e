"""Put the pieces of a decree together: tables, lists that count by themselves, paragraphs."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Piece: TypeAlias = tuple[str, list[str]]


def grouped(found: Iterable[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Give runs of pieces: ``rows`` of one table, ``items`` of one list, or ``words``."""
    for kind, run in groupby(found, key=lambda piece: _kind(piece[0])):
        held = list(run)
        if kind != "items":
            yield kind, held
            continue
        item: list[Piece] = []
        for piece in held:  # a label begins a list of its own
            if item and piece[1][0]:
                yield "items", item
                item = []
            item.append(piece)
        yield "items", item


def _kind(name: str) -> str:
    return {"row": "rows", "list": "items"}.get(name, "words")


def lone(cells: Sequence[str], width: int) -> bool:
    """Whether a row holds words in its first cell only: offices merge it over all columns."""
    return width > 1 and bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


def starts_of(marks: Sequence[str]) -> tuple[str, int, str, str] | None:
    """Return form (``1`` or ``a``), start, and the signs around marks that count on one by one."""
    forms = [re.fullmatch(r"(\(?)(\d+|[a-z])([.)])", mark) for mark in marks]
    if not forms or any(form is None for form in forms):
        return None
    found = [form.groups() for form in forms if form is not None]
    if len({(before, after) for before, _, after in found}) > 1:
        return None
    digits = found[0][1].isdigit()
    values = [int(value) if value.isdigit() else ord(value) - 96 for _, value, _ in found]
    if any(value.isdigit() != digits for _, value, _ in found):
        return None
    if values != list(range(values[0], values[0] + len(values))):
        return None
    return "1" if digits else "a", values[0], found[0][0], found[0][2]
