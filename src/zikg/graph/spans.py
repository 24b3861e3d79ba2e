"""Compact evidence, as the store holds it: the text itself, and where in it every node was read.

One triple a node, its object a fragment of the document by characters (RFC 5147, section 2.2.1:
``#char=345,400`` is the text from code point 345 up to 400). With the text and the layout beside it
the `Source` can be made again, and from that everything else: the full annotations of
`zikg.graph.evidence` are made on demand, never stored.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from zikg.graph import terms
from zikg.graph.nodes import document_id, names
from zikg.graph.terms import term
from zikg.model import Cell, Source, Span, Table
from zikg.namespaces import BASE, ZIKG
from zikg.read.tables import find_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree

_DEFAULT: Final = DefaultGraph()
_HEADER: Final = (
    ("numberFrom", "number"),
    ("titleFrom", "title"),
    ("dateFrom", "date_field"),
    ("placeFrom", "place"),
    ("signatoryFrom", "signatory"),
)


def span_quads(decree: Decree, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return the text of a decree, its layout, and where each node and property was read.

    Args:
        decree: the decree as read.
        graph: the graph to write into; the default graph unless told.
    """
    yield from terms.into(graph, _triples(decree))


def span_lines(decree: Decree, graph: str) -> bytes:
    """Return the same as `span_quads` as N-Quads, written straight: most of it is one IRI a piece.

    Args:
        decree: the decree as read.
        graph: IRI of the graph to write into.
    """
    document = document_id(decree)
    node, start = f"<{BASE}{document}>", f"<{BASE}{document}#char="
    text, layout = Literal(decree.source.text), Literal(layout_of(decree.source))
    lines = [
        f"{node} <{ZIKG}text> {text} <{graph}> .",
        f"{node} <{ZIKG}layout> {layout} <{graph}> .",
    ]
    lines += [
        f"<{BASE}{local}> <{ZIKG}{name}> {start}{span.start},{span.end}> <{graph}> ."
        for local, name, span in _pieces(decree)
    ]
    return ("\n".join(lines) + "\n").encode()


def rebuilt(path: str, sha256: str, text: str, layout: str) -> Source:
    """Return the source that a text and its layout were taken from.

    Args:
        path: the name of the file.
        sha256: hex digest of its bytes.
        text: what ``zikg:text`` holds.
        layout: what ``zikg:layout`` holds.

    Example:
        >>> source = Source("a.txt", "0" * 64, "KEPUTUSAN")
        >>> rebuilt("a.txt", "0" * 64, source.text, layout_of(source)) == source
        True
    """
    held: dict[str, Any] = json.loads(layout)
    tables = held.get("tables")
    return Source(
        path=path,
        sha256=sha256,
        text=text,
        pages=tuple(held.get("pages", ())),
        tables=find_tables(text) if tables is None else tuple(_table(text, t) for t in tables),
        places=tuple((start, name) for start, name in held.get("places", ())),
        files=tuple((start, name) for start, name in held.get("files", ())),
        kind=held["kind"],
        doubts=tuple((Span(start, end), sure) for start, end, sure in held.get("doubts", ())),
    )


def layout_of(source: Source) -> str:
    """Return what a source holds beside its text, as JSON.

    Tables that are found in the text again (those of plain text) are left out. A cell is the text
    between its bounds; where its words are others, they stand before the bounds.
    """
    held: dict[str, Any] = {"kind": source.kind}
    if source.pages:
        held["pages"] = source.pages
    if source.tables != find_tables(source.text):
        held["tables"] = [
            [
                [table.span.start, table.span.end],
                [[_packed(source.text, cell) for cell in row] for row in table.rows],
            ]
            for table in source.tables
        ]
    if source.places:
        held["places"] = source.places
    if source.files:
        held["files"] = source.files
    if source.doubts:
        held["doubts"] = [(span.start, span.end, sure) for span, sure in source.doubts]
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _triples(decree: Decree) -> Iterator[Triple]:
    document = document_id(decree)
    subject, start = terms.node(document), f"{BASE}{document}#char="
    yield Triple(subject, term("text"), Literal(decree.source.text))
    yield Triple(subject, term("layout"), Literal(layout_of(decree.source)))
    for local, name, span in _pieces(decree):
        place = NamedNode(f"{start}{span.start},{span.end}")
        yield Triple(terms.node(local), term(name), place)


def _pieces(decree: Decree) -> Iterator[tuple[str, str, Span]]:
    """Give for each node its outer bounds, and where the fields of the header were read."""
    for local, found in names(decree, whole=False).nodes.items():
        yield local, "quotedFrom", found.span
    for name, attribute in _HEADER:
        field = getattr(decree, attribute)
        if field is not None:
            yield document_id(decree), name, field.span


def _plain(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(text[span.start : span.end].split()) for span in spans)


def _packed(text: str, cell: Cell) -> object:
    bounds: list[object] = [place for span in cell.spans for place in (span.start, span.end)]
    if cell.text != _plain(text, cell.spans):
        bounds.insert(0, cell.text)
    if cell.inherited:
        bounds.append(True)
    return bounds


def _table(text: str, held: Any) -> Table:
    (start, end), rows = held
    return Table(tuple(tuple(_cell(text, cell) for cell in row) for row in rows), Span(start, end))


def _cell(text: str, held: list[Any]) -> Cell:
    inherited = bool(held) and held[-1] is True
    if inherited:
        held = held[:-1]
    words = held[0] if held and isinstance(held[0], str) else None
    places = held if words is None else held[1:]
    spans = tuple(Span(*pair) for pair in zip(places[::2], places[1::2], strict=True))
    return Cell(_plain(text, spans) if words is None else words, spans, inherited)
