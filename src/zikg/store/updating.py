"""Statements as N-Quads, and an exchange of statements as one SPARQL update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad


def as_bytes(quads: Iterable[Quad]) -> bytes:
    """Return statements as N-Quads."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    return written


def exchange_update(old: Iterable[Quad], new: Iterable[Quad], graphs: Iterable[str] = ()) -> str:
    """Return one SPARQL update that removes graphs and statements, and adds others.

    Args:
        old: statements to be gone, in named graphs and without blank nodes.
        new: statements to be there, in named graphs.
        graphs: IRIs of named graphs to be gone with all they hold, before ``new`` is added.
    """
    parts = [f"DROP SILENT GRAPH <{graph}>" for graph in graphs]
    for verb, block in (("DELETE DATA", _blocks(old)), ("INSERT DATA", _blocks(new))):
        if block:
            parts.append(f"{verb} {{\n{block}}}")
    return " ;\n".join(parts)


def _blocks(quads: Iterable[Quad]) -> str:
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        line = f"{quad.subject} {quad.predicate} {quad.object} .\n"
        by_graph.setdefault(str(quad.graph_name), []).append(line)
    return "".join(f"GRAPH {graph} {{\n{''.join(lines)}}}\n" for graph, lines in by_graph.items())
