"""The pages ``docs/queries/NAME.md``, generated from the headers of the saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.query.library import library
from zikg.query.telling import TYPES, example_call
from zikg.resources import differing, path, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from zikg.query.saved import Column, Parameter, Query

_NOTE: Final = "<!-- Generated from queries/ by `zikg build`; edit the query, not this page. -->"


def pages() -> dict[str, str]:
    """Return every page by file name: one for each query, and the index."""
    queries = library()
    found = {f"{query.name}.md": _page(query) for query in queries}
    found["README.md"] = _index(queries)
    return found


def write_pages(folder: Path | None = None) -> tuple[Path, ...]:
    """Write the pages that are missing or differ; remove those of queries that are gone.

    Args:
        folder: where to write; ``docs/queries`` unless told.

    Returns:
        The files that changed.
    """
    return rewrite(folder or path("docs/queries"), pages())


def check_pages(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the pages that differ from what the queries say: empty where all is current."""
    return differing(folder or path("docs/queries"), pages())


def _page(query: Query) -> str:
    lines = [
        _NOTE,
        f"# {query.name}",
        "",
        f"**{query.summary['id']}**",
        "",
        f"*{query.summary['en']}*",
        "",
        query.description["id"],
        "",
        f"*{query.description['en']}*",
        "",
        "```sh",
        example_call(query),
        "```",
    ]
    if query.parameters:
        lines += ["", "## Parameter / Parameters", "", "| Nama | Jenis / Type | | |"]
        lines += ["| --- | --- | --- | --- |"]
        lines += [
            f"| `{p.name}` | {TYPES[p.type]['id']} / {TYPES[p.type]['en']} | {_must(p)} "
            f"| {p.help['id']} / *{p.help['en']}* |"
            for p in query.parameters
        ]
    lines += ["", "## Kolom / Columns", "", "| Nama | Judul | Heading | Nilai / Values |"]
    lines += ["| --- | --- | --- | --- |"]
    lines += [
        f"| `{column.name}` | {column.label['id']} | {column.label['en']} | {_values(column)} |"
        for column in query.columns
    ]
    lines += ["", "## SPARQL", "", "```sparql", query.text.rstrip(), "```"]
    if query.program:
        lines += [
            "",
            f"Baris yang ditemukan diolah oleh program `{query.program}`. / "
            f"The rows found are worked on by the program `{query.program}`.",
        ]
    return "\n".join(lines) + "\n"


def _must(parameter: Parameter) -> str:
    if parameter.required:
        return "wajib / required"
    return f"bawaan / default `{parameter.default}`" if parameter.default else ""


def _values(column: Column) -> str:
    return ", ".join(f"`{code}` {said['id']}" for code, said in column.values.items())


def _index(queries: tuple[Query, ...]) -> str:
    lines = [_NOTE, "# Kueri tersimpan / Saved queries", ""]
    tags = sorted({tag for query in queries for tag in query.tags})
    for tag in tags:
        lines += [f"## {tag}", "", "| Kueri | Menjawab | Answers |", "| --- | --- | --- |"]
        lines += [
            f"| [{q.name}]({q.name}.md) | {q.summary['id']} | {q.summary['en']} |"
            for q in queries
            if tag in q.tags
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
