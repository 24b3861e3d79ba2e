"""Applies the operations of ``mutations.toml`` to the text of a decree.

An operation is a list: its name and its arguments. Each must hit something; one that does not
fails the test, so that no mutation can silently do nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .driver import DECREES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AREA_NAMES = ("I", "II", "III", "IV", "V", "VI")


def mutated(base: str, operations: list[list[str]], law: Mapping[str, str]) -> str:
    """Return the text of a decree after the operations, in their order."""
    text = (DECREES / base).read_text(encoding="utf-8")
    for name, *arguments in operations:
        before = text
        text = OPERATIONS[name](text, law, *arguments)
        if text == before:
            raise AssertionError(f"operation {name} {arguments} changed nothing")
    return text


def _replace(text: str, law: Mapping[str, str], old: str, new: str) -> str:
    return text.replace(law.get(old, old), law.get(new, new))


def _replace_last(text: str, _law: Mapping[str, str], old: str, new: str) -> str:
    head, found, tail = text.rpartition(old)
    return head + new + tail if found else text


def _drop_line(text: str, _law: Mapping[str, str], words: str) -> str:
    return "\n".join(row for row in text.split("\n") if words not in row)


# -- the numbered bases ---------------------------------------------------------------------------


def _bases(text: str, edit: Callable[[list[str]], list[str]]) -> str:
    """Edit the list of bases (one line each) and number it anew."""
    head, label, rest = text.partition("Mengingat : ")
    assert label, "no Mengingat"
    body, label_after, tail = rest.partition("MEMUTUSKAN:")
    items = [re.sub(r"^\d+\. ", "", item) for item in body.split("\n") if item]
    changed = edit(items)
    numbered = [f"{place}. {item}" for place, item in enumerate(changed, 1)]
    return head + label + "\n\n".join(numbered) + "\n\n" + label_after + tail


def _item(text: str, law: Mapping[str, str], number: str, key: str) -> str:
    place = int(number) - 1
    return _bases(text, lambda items: [*items[:place], law[key] + ";", *items[place + 1 :]])


def _insert_item(text: str, law: Mapping[str, str], number: str, key: str) -> str:
    place = int(number) - 1
    return _bases(text, lambda items: [*items[:place], law[key] + ";", *items[place:]])


def _drop_item(text: str, _law: Mapping[str, str], number: str) -> str:
    place = int(number) - 1
    return _bases(text, lambda items: items[:place] + items[place + 1 :])


def _move_item(text: str, _law: Mapping[str, str], number: str, to: str) -> str:
    def edit(items: list[str]) -> list[str]:
        moved = items.pop(int(number) - 1)
        return [*items[: int(to) - 1], moved, *items[int(to) - 1 :]]

    return _bases(text, edit)


# -- the sections ---------------------------------------------------------------------------------

SECTIONS = {
    "menimbang": ("Menimbang : ", "Mengingat : "),
    "mengingat": ("Mengingat : ", "MEMUTUSKAN:"),
    "diktum": ("KESATU : ", "Ditetapkan di"),
    "lampiran": ("LAMPIRAN\n", None),
}


def _drop_section(text: str, _law: Mapping[str, str], name: str) -> str:
    first, after = SECTIONS[name]
    start = text.index(first)
    return text[:start] + (text[text.index(after, start) :] if after else "")


# -- the plan table -------------------------------------------------------------------------------


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _plan(text: str, edit: Callable[[str, list[str]], list[str] | None]) -> str:
    """Pass each row of the table with its name (``header``, ``rule``, ``IV``, ``IV.2``)."""
    area = -1
    number = 0
    changed: list[str] = []
    for row in text.split("\n"):
        if not row.startswith("|"):
            changed.append(row)
            continue
        cells = _cells(row)
        if cells[1] == "Komponen":
            name = "header"
        elif set(cells[0]) <= set("-: "):
            name = "rule"
        elif not any(cells[2:]):
            area, number = area + 1, 0
            name = AREA_NAMES[area]
        else:
            number += 1
            name = f"{AREA_NAMES[area]}.{number}"
        edited = edit(name, cells)
        if edited is not None:
            changed.append("| " + " | ".join(edited) + " |")
    return "\n".join(changed)


def _column(text: str, title: str) -> int:
    header = next(row for row in text.split("\n") if row.startswith("|"))
    return _cells(header).index(title)


def _is_row(name: str) -> bool:
    return "." in name


def _set_cell(text: str, _law: Mapping[str, str], where: str, title: str, words: str) -> str:
    column = _column(text, title)

    def edit(name: str, cells: list[str]) -> list[str]:
        if name == where:
            cells[column] = words
        return cells

    return _plan(text, edit)


def _set_column(text: str, _law: Mapping[str, str], title: str, words: str) -> str:
    column = _column(text, title)

    def edit(name: str, cells: list[str]) -> list[str]:
        if _is_row(name):
            cells[column] = words
        return cells

    return _plan(text, edit)


def _drop_column(text: str, _law: Mapping[str, str], title: str) -> str:
    column = _column(text, title)
    return _plan(text, lambda _name, cells: cells[:column] + cells[column + 1 :])


def _drop_row(text: str, _law: Mapping[str, str], where: str) -> str:
    return _plan(text, lambda name, cells: None if name == where else cells)


def _drop_area(text: str, _law: Mapping[str, str], area: str) -> str:
    return _plan(text, lambda name, cells: None if name.split(".")[0] == area else cells)


def _name_area(text: str, _law: Mapping[str, str], area: str, words: str) -> str:
    def edit(name: str, cells: list[str]) -> list[str]:
        if name == area:
            cells[1] = words
        return cells

    return _plan(text, edit)


def _add_row(text: str, _law: Mapping[str, str], after: str, *words: str) -> str:
    """Put a row below another one."""
    rows: list[str] = []
    row = {"at": ""}

    def edit(name: str, cells: list[str]) -> list[str]:
        if name == after:
            row["at"] = "| " + " | ".join(cells) + " |"
        return cells

    text = _plan(text, edit)
    for existing in text.split("\n"):
        rows.append(existing)
        if row["at"] and existing == row["at"]:
            rows.append("| " + " | ".join(words) + " |")
    return "\n".join(rows)


OPERATIONS: dict[str, Callable[..., str]] = {
    "replace": _replace,
    "replace-last": _replace_last,
    "drop-line": _drop_line,
    "item": _item,
    "insert-item": _insert_item,
    "drop-item": _drop_item,
    "move-item": _move_item,
    "drop-section": _drop_section,
    "cell": _set_cell,
    "column": _set_column,
    "drop-column": _drop_column,
    "drop-row": _drop_row,
    "drop-area": _drop_area,
    "name-area": _name_area,
    "add-row": _add_row,
}
