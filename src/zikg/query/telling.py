"""The library and a query told in the terminal: what it answers, takes, and how to call it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.query.saved import Parameter, Query

_WORDS: Final = {
    "id": {
        "params": "Parameter (-p nama=nilai)",
        "columns": "Kolom",
        "example": "Contoh",
        "required": "wajib",
        "default": "bawaan",
        "today": "hari ini",
        "more": "Satu kueri dengan parameternya: zikg query NAMA --help",
    },
    "en": {
        "params": "Parameters (-p name=value)",
        "columns": "Columns",
        "example": "Example",
        "required": "required",
        "default": "default",
        "today": "today",
        "more": "One query with its parameters: zikg query NAME --help",
    },
}
TYPES: Final = {
    "date": {"id": "tanggal, 2025-02-07", "en": "date, 2025-02-07"},
    "year": {"id": "tahun, 2025", "en": "year, 2025"},
    "integer": {"id": "bilangan bulat", "en": "whole number"},
    "text": {"id": "teks", "en": "text"},
    "code": {"id": "kode aturan, ZI201", "en": "code of a rule, ZI201"},
    "regulation": {
        "id": 'peraturan, "UU 5/2014" atau uu/ri/2014/5',
        "en": 'regulation, "UU 5/2014" or uu/ri/2014/5',
    },
    "satker": {
        "id": 'satker, "KPU Kabupaten Bintan" atau kpu-kab-bintan',
        "en": 'office, "KPU Kabupaten Bintan" or kpu-kab-bintan',
    },
    "province": {
        "id": "provinsi, nama, slug, atau kode: Banten, prov-banten, 36",
        "en": "province, by name, slug or code: Banten, prov-banten, 36",
    },
    "component": {
        "id": "subkomponen, zi/2021/6/p3",
        "en": "sub-element, zi/2021/6/p3",
    },
    "regime": {"id": "pedoman ZI, 2014 atau 2021", "en": "ZI guideline, 2014 or 2021"},
}
"""How a value of each type of parameter is written."""


def example_call(query: Query) -> str:
    """Return a call of the query that runs as it is."""
    given = (f"-p {name}={_quoted(value)}" for name, value in query.example.items())
    return " ".join(("zikg query", query.name, *given))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def parameter_notes(parameter: Parameter, lang: str) -> str:
    """Return in brackets whether a parameter must be given, and what it is otherwise."""
    words = _WORDS[lang]
    if parameter.required:
        return f" ({words['required']})"
    if parameter.default is None:
        return ""
    default = words["today"] if parameter.default == "today" else parameter.default
    return f" ({words['default']}: {default})"


def told(query: Query, lang: str, width: int = 92) -> str:
    """Return a query as text for the terminal.

    Args:
        query: the query.
        lang: ``id`` or ``en``.
        width: columns to wrap at.
    """
    words = _WORDS[lang]
    lines = [f"{query.name}: {query.summary[lang]}", ""]
    lines += textwrap.wrap(query.description.get(lang, ""), width)
    if query.parameters:
        lines += ["", f"{words['params']}:"]
        for parameter in query.parameters:
            lines += _item(
                f"{parameter.name}{parameter_notes(parameter, lang)}",
                f"{parameter.help[lang]}; {TYPES[parameter.type][lang]}",
                width,
            )
    if query.columns:
        lines += ["", f"{words['columns']}:"]
        for column in query.columns:
            said = ", ".join(value[lang] for value in column.values.values())
            label = column.label.get(lang, column.name)
            lines += _item(column.name, f"{label}: {said}" if said else label, width)
    lines += ["", f"{words['example']}:", f"  {example_call(query)}"]
    return "\n".join(lines) + "\n"


def _item(name: str, text: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(
        f"{name}: {text}", width, initial_indent="  ", subsequent_indent="    "
    )


def catalogue(queries: Iterable[Query], lang: str) -> str:
    """Return the library as a list by tag; a query stands under its first tag."""
    by_tag: dict[str, list[Query]] = {}
    every = list(queries)
    for query in every:
        by_tag.setdefault(query.tags[0] if query.tags else "-", []).append(query)
    wide = max((len(query.name) for query in every), default=0)
    lines = []
    for tag, found in by_tag.items():
        lines += [f"{tag}:", *(f"  {q.name:<{wide}}  {q.summary[lang]}" for q in found), ""]
    return "\n".join([*lines, _WORDS[lang]["more"]]) + "\n"
