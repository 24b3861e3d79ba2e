"""The pages ``docs/rules/ZInnn.md``, generated from the shapes and checked against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.resources import differing, path, rewrite
from zikg.rules.catalogue import Rule, Shape, catalogue
from zikg.rules.explain import levels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOTE: Final = "<!-- Generated from shapes/ by `zikg build`; edit the shape, not this page. -->"


def pages() -> dict[str, str]:
    """Return every page by file name: one for each rule, and the index."""
    rules = catalogue()
    found = {f"{rule.code}.md": _page(rule) for rule in rules}
    found["README.md"] = _index(rules)
    return found


def write_pages(folder: Path | None = None) -> tuple[Path, ...]:
    """Write the pages that are missing or differ; remove those of rules that are gone.

    Args:
        folder: where to write; ``docs/rules`` unless told.

    Returns:
        The files that changed.
    """
    return rewrite(folder or path("docs/rules"), pages())


def check_pages(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the pages that differ from what the shapes say: empty where all is current."""
    return differing(folder or path("docs/rules"), pages())


def _page(rule: Rule) -> str:
    lines = [
        _NOTE,
        f"# {rule.code} {rule.name}",
        "",
        f"**{rule.label['id']}** ({levels(rule, 'id')})",
        "",
        f"*{rule.label['en']}* ({levels(rule, 'en')})",
    ]
    for heading, texts in (
        ("Apa yang diperiksa / What", rule.what),
        ("Mengapa penting / Why it matters", rule.why),
        ("Contoh / Example", rule.example),
        ("Bukan kesalahan / Not a fault", rule.counter_example),
        ("Perbaikan / Remedy", rule.remedy),
        ("Sumber / Source", rule.source),
    ):
        lines += ["", f"## {heading}", "", texts["id"]]
        if texts["en"] != texts["id"]:
            lines += ["", f"*{texts['en']}*"]
    lines += ["", "## Shape"]
    for shape in rule.shapes:
        lines += ["", *_shape(shape)]
    return "\n".join(lines) + "\n"


def _shape(shape: Shape) -> Iterator[str]:
    targets = ", ".join(f"`zikg:{target.rpartition('#')[2]}`" for target in shape.targets)
    yield f"`rule:{shape.name}`, {shape.severity}, on {targets}. Pesan: {shape.message['id']}"
    yield ""
    yield "```sparql"
    yield shape.select
    yield "```"


def _index(rules: tuple[Rule, ...]) -> str:
    lines = [
        _NOTE,
        "# Aturan / Rules",
        "",
        "| Kode | Nama | Tingkat / Severity | Aturan | Rule |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {levels(rule, 'en')} "
        f"| {rule.label['id']} | {rule.label['en']} |"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"
