"""Which words of the document a finding points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zikg.extract.view import flat, view
from zikg.graph import places
from zikg.model import Cell, Citation, Decree, Part, SectionName, Source, Span
from zikg.model import Row as PlanRow

if TYPE_CHECKING:
    from zikg.graph.nodes import Node
    from zikg.validate.violation import Violation
    from zikg.validate.words import Row

_SECTIONS: tuple[SectionName, ...] = ("judul", "menimbang", "mengingat", "penutup")


@dataclass(frozen=True, slots=True)
class Place:
    """The words a finding is about: their section and item, bounds, exact pieces and quote."""

    section: SectionName | None
    item: str | None
    span: Span
    spans: tuple[Span, ...]
    quote: str


def locate(decree: Decree, violation: Violation, first: Row, rows: tuple[Row, ...] = ()) -> Place:
    """Return the place of a violation.

    Args:
        decree: the decree as read.
        violation: what was found.
        first: first row of its explanation; its column ``at`` names another node to stand at.
        rows: all rows; their columns ``start`` and ``end`` point at the very characters.
    """
    node = _node(decree, violation, first)
    told = _told(decree, rows)
    spans = told or _pieces(decree, node, violation.shape.marks) or node.spans
    span = Span(spans[0].start, spans[-1].end)
    text = decree.source.text
    quote = " ".join(part for piece in spans if (part := flat(text, piece.start, piece.end)))
    return Place(node.section, node.item, span, spans, quote)


def spot(source: Source, offset: int) -> str | None:
    """Return how the user finds an offset in the file: ``tabel 2 baris 3 kolom 1``.

    Args:
        source: the file as read.
        offset: a place in its text.

    Returns:
        ``None`` where the user counts lines; empty where there is no name for the place.
    """
    return source.place_at(offset) or (None if source.kind == "text" else "")


def _told(decree: Decree, rows: tuple[Row, ...]) -> tuple[Span, ...]:
    """Return the pieces that the rows of an explanation point at, in their order, none twice."""
    found: list[Span] = []
    for start, end in sorted(
        {(int(row["start"].value), int(row["end"].value)) for row in rows if "start" in row}
    ):
        if not found or start >= found[-1].end:
            found.extend(_split(decree, Span(start, end)))
    return tuple(found)


def _node(decree: Decree, violation: Violation, first: Row) -> Node:
    at = first.get("at")
    if at is not None:
        return places.place(decree, at.value)
    anchor = violation.shape.anchor
    value = violation.value.value if violation.value is not None else None
    if anchor == "lampiran" and not (value and "/zi/" in value):
        return places.plan(decree)
    for section in _SECTIONS:
        if section == anchor:
            return places.section(decree, section)
    return places.place(decree, violation.focus.value, value)


def _pieces(decree: Decree, node: Node, marks: str) -> tuple[Span, ...]:
    """Return the exact pieces of the part of a thing that a shape marks; none for all of it."""
    thing = node.thing
    if isinstance(thing, PlanRow):
        cell = getattr(thing, marks if marks in _CELLS else "component")
        return cell.spans if isinstance(cell, Cell) else thing.component.spans
    if isinstance(thing, Part) and marks == "words":
        return _split(decree, thing.span)
    if not isinstance(thing, Citation):
        return ()
    if marks == "title" and thing.title_span:
        return _split(decree, thing.title_span)
    if marks == "gazette" and thing.gazette_span:
        return _split(decree, thing.gazette_span)
    if marks == "head":
        return _split(decree, thing.head)
    if marks == "chain" and thing.formula_span:
        return _split(decree, Span(thing.formula_span.start, thing.span.end))
    if marks == "with-chain":
        return _split(decree, Span(thing.span.start, _chain_end(decree, thing)))
    return ()


def _chain_end(decree: Decree, base: Citation) -> int:
    """Return where the last amendment that hangs on a base citation ends."""
    ends, of = [base.span.end], {base.index}
    for citation in decree.citations:
        if citation.role == "amending" and citation.of in of:
            of.add(citation.index)
            ends.append(citation.span.end)
    return max(ends)


_CELLS = frozenset(("indicator", "action", "evidence", "target", "component"))


def _split(decree: Decree, span: Span) -> tuple[Span, ...]:
    seen = view(decree.source.text, span.start, span.end)
    return seen.pieces(0, len(seen.text), decree.source.text) if seen.text else (span,)
