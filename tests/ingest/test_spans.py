"""Compact evidence: the source comes back out of the store as it went in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from formats.writers import WRITERS
from zikg.extract import extract
from zikg.graph.nodes import names
from zikg.graph.spans import layout_of, rebuilt, span_lines, span_quads
from zikg.namespaces import BASE, ZIKG
from zikg.read import join, read_bytes
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.model import Source

HERE = Path(__file__).parents[1]
SEED = HERE.parent / "data" / "decrees" / "kpu-kab-bintan-2025-12.txt"
SHORT = SEED.read_text(encoding="utf-8")


def written(kind: str) -> bytes:
    """Return a decree in a format, by the writers of the format tests."""
    return WRITERS[kind](SHORT)


def again(source: Source) -> Source:
    return rebuilt(source.path, source.sha256, source.text, layout_of(source))


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf", "odt", "html"])
def test_a_source_comes_back_and_extracts_alike(kind: str) -> None:
    """Text and layout hold all of a source: the decree read from them is the same, to the span."""
    data = SHORT.encode() if kind == "txt" else written(kind)
    source = read_bytes(data, f"a.{kind}")
    back = again(source)
    assert back == source
    registry = open_registry()
    assert extract(back, registry) == extract(source, registry)


def test_joined_files_come_back() -> None:
    """Of a decree and its annex in two files the names and bounds of the files come back."""
    cut = SHORT.index("LAMPIRAN")
    joined = join(
        read_bytes(SHORT[:cut].encode(), "a.txt"), read_bytes(SHORT[cut:].encode(), "b.txt")
    )
    assert again(joined) == joined


def test_lines_and_quads_say_the_same() -> None:
    """What is written straight parses to the quads, with quotes, line ends and all."""
    text = SHORT.replace("Menimbang", 'Menimbang "\\t"\u2028', 1)
    decree = extract(read_bytes(text.encode(), "a.txt"), open_registry())
    lines = parse(span_lines(decree, "x:g"), format=RdfFormat.N_QUADS)
    assert list(lines) == list(span_quads(decree, NamedNode("x:g")))


def test_every_node_leads_to_its_characters() -> None:
    """One triple a node: its fragment covers the words that it was read from."""
    decree = extract(read_bytes(SHORT.encode(), "a.txt"), open_registry())
    document = f"{BASE}dokumen/{decree.source.document}"
    found: dict[str, set[tuple[int, int]]] = {}
    for quad in span_quads(decree):
        if quad.predicate.value == f"{ZIKG}quotedFrom":
            start, _, end = (
                str(quad.object).strip("<>").removeprefix(f"{document}#char=").partition(",")
            )
            found.setdefault(str(quad.subject).strip("<>"), set()).add((int(start), int(end)))
    for local, node in names(decree, whole=False).nodes.items():
        assert found[BASE + local] == {(node.span.start, node.span.end)}
