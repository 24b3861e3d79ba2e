"""Where every fact of a decree was read: Web Annotations, kept apart from what is validated.

Each annotation says of a node (and, for a header field or a cell, of one property of it): this
was read in that file, on that page, line and column, from these characters, in these words.
Source: W3C Web Annotation Data Model, sections 4.2.4 and 4.2.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from zikg.extract.view import flat
from zikg.graph import terms
from zikg.graph.nodes import document_id, names
from zikg.graph.plan import COLUMNS
from zikg.graph.terms import TYPE, term
from zikg.model import Citation, Decree, Row, Source, Span
from zikg.namespaces import DCTERMS, ELI, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFAULT: Final = DefaultGraph()


def evidence_quads(decree: Decree, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return one annotation for each node and each property read from the text of a decree."""
    yield from terms.into(graph, _triples(decree))


def _triples(decree: Decree) -> Iterator[Triple]:
    source, naming = decree.source, names(decree)
    for local, found in naming.nodes.items():
        yield from _annotation(source, local, f"{local}/bukti", found.spans)
        if isinstance(found.thing, Row):
            yield from _cells(source, local, found.thing)
        elif isinstance(found.thing, Citation):
            yield from _details(source, local, found.thing)
    document = document_id(decree)
    for name, property_, span in _fields(decree):
        yield from _annotation(source, document, f"{document}/bukti/{name}", (span,), property_)


def _fields(decree: Decree) -> Iterator[tuple[str, NamedNode, Span]]:
    read = {
        "number": (NamedNode(ELI + "number"), decree.number),
        "title": (NamedNode(DCTERMS + "title"), decree.title),
        "date": (NamedNode(ELI + "date_document"), decree.date_field),
        "place": (term("place"), decree.place),
        "signatory": (term("signatory"), decree.signatory),
    }
    for name, (property_, field) in read.items():
        if field is not None:
            yield name, property_, field.span


def _cells(source: Source, local: str, row: Row) -> Iterator[Triple]:
    for name in ("component", *COLUMNS):
        cell = getattr(row, name)
        if cell is not None and cell.spans:
            property_ = term(f"{name}Text")
            yield from _annotation(source, local, f"{local}/bukti/{name}", cell.spans, property_)


def _details(source: Source, local: str, citation: Citation) -> Iterator[Triple]:
    spans = {
        "citedTitle": citation.title_span,
        "citedGazette": citation.gazette_span,
        "claims": citation.formula_span,
    }
    for name, span in spans.items():
        if span is not None:
            yield from _annotation(source, local, f"{local}/bukti/{name}", (span,), term(name))


def _annotation(
    source: Source,
    body: str,
    local: str,
    spans: tuple[Span, ...],
    property_: NamedNode | None = None,
) -> Iterator[Triple]:
    node, target = terms.node(local), terms.node(f"{local}/tempat")
    start, end = spans[0].start, spans[-1].end
    line, column, page = source.locate(start)
    yield Triple(node, TYPE, _oa("Annotation"))
    yield Triple(node, _oa("motivatedBy"), _oa("identifying"))
    yield Triple(node, _oa("hasBody"), terms.node(body))
    if property_ is not None:
        yield Triple(node, term("ofProperty"), property_)
    yield Triple(node, _oa("hasTarget"), target)
    yield Triple(target, TYPE, _oa("SpecificResource"))
    yield Triple(target, _oa("hasSource"), terms.node(f"dokumen/{source.document}"))
    yield Triple(target, term("file"), Literal(source.file_at(start)))
    yield Triple(target, term("line"), terms.whole(line))
    yield Triple(target, term("column"), terms.whole(column))
    if page is not None:
        yield Triple(target, term("page"), terms.whole(page))
    quote = terms.node(f"{local}/kutipan")
    yield Triple(target, _oa("hasSelector"), quote)
    yield Triple(quote, TYPE, _oa("TextQuoteSelector"))
    yield Triple(quote, _oa("exact"), Literal(flat(source.text, start, end)))
    for place, span in enumerate(spans, start=1):
        piece = terms.node(f"{local}/posisi/{place}")
        yield Triple(target, _oa("hasSelector"), piece)
        yield Triple(piece, TYPE, _oa("TextPositionSelector"))
        yield Triple(piece, _oa("start"), terms.whole(span.start))
        yield Triple(piece, _oa("end"), terms.whole(span.end))


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)
