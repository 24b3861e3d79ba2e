"""Which node of the graph stands for which thing of a decree, and where it is written.

The graph carries IRIs only; a finding is placed by asking here for the node it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from zikg.graph.blanks import blanks
from zikg.graph.discrepancies import Discrepancy, discrepancies
from zikg.graph.drafting import Point, points
from zikg.graph.spelling import Slips, misspellings
from zikg.graph.thoughts import thoughts
from zikg.model import (
    Area,
    Citation,
    Decree,
    Part,
    Row,
    SectionName,
    Span,
    TitleMention,
    UnitMention,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NodeKind = Literal[
    "decree",
    "part",
    "citation",
    "area",
    "row",
    "unit",
    "discrepancy",
    "name",
    "point",
    "slips",
]
Thing = (
    Decree | Part | Citation | Area | Row | UnitMention | Discrepancy | TitleMention | Point | Slips
)
_UNSAFE: Final = re.compile(r"[^\w.\-]+")
_IS_SAFE: Final = re.compile(r"[\w.\-/]*")
_ABOUT: Final = re.compile(r"(?<!\w)tentang[\s*_:|>]*\Z", re.IGNORECASE)
_NEAR: Final = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph and its place in the document.

    ``id`` is the path below the base; ``span`` the outer bounds and ``spans`` the exact pieces in
    ``Source.text``; ``section`` and ``item`` are those of a finding about it.
    """

    id: str
    kind: NodeKind
    thing: Thing
    span: Span
    spans: tuple[Span, ...]
    section: SectionName | None
    item: str | None


@dataclass(frozen=True)
class Names:
    """The nodes of one decree, by id and by the thing they stand for."""

    document: str
    nodes: dict[str, Node]
    whole: bool
    """Whether the points of form and the slips of spelling are among them."""
    _by_thing: dict[int, str] = field(repr=False)

    def of(self, thing: Thing) -> str:
        """Return the id of the node of a thing of this very decree.

        Raises:
            KeyError: the thing is not a part of this decree.
        """
        return self._by_thing[id(thing)]


_LAST: list[tuple[Decree, Names]] = []


def names(decree: Decree, *, whole: bool = True) -> Names:
    """Return the nodes of a decree, in reading order; asked again, the same answer at no cost.

    Args:
        decree: the decree as read.
        whole: with what only the rules of drafting ask for: repeated names, points of form, slips
            of spelling, pairs that differ. The other nodes are called the same with and without.
    """
    for known, answer in _LAST:
        if known is decree and answer.whole == whole:
            return answer
    answer = _name(decree, whole=whole)
    _LAST[:] = [(decree, answer)]
    return answer


def citation_id(decree: Decree, citation: Citation) -> str:
    """Return the short id of a citation: ``dokumen/{sha12}/mengingat/3/cite/1``."""
    return names(decree).of(citation)


def document_id(decree: Decree) -> str:
    """Return the short id of the document that was read: ``dokumen/{sha12}``."""
    return f"dokumen/{decree.source.document}"


def _name(decree: Decree, *, whole: bool) -> Names:
    document = document_id(decree)
    found: dict[str, Node] = {}
    by_thing: dict[int, str] = {}
    for local, node_kind, thing, spans, section, item in _things(decree, whole=whole):
        # Two parts may carry the same label by mistake; each still needs a name of its own.
        identifier = wanted = f"{document}/{local}" if local else document
        count = 1
        while identifier in found:
            count += 1
            identifier = f"{wanted}-{count}"
        span = Span(spans[0].start, spans[-1].end)
        found[identifier] = Node(identifier, node_kind, thing, span, spans, section, item)
        by_thing[id(thing)] = identifier
    return Names(document, found, whole, by_thing)


_Named = tuple[str, NodeKind, Thing, tuple[Span, ...], SectionName | None, str | None]


def _things(decree: Decree, *, whole: bool) -> Iterator[_Named]:
    yield "", "decree", decree, (_header(decree),), None, None
    for part in decree.parts:
        spans = (part.label or part.span,)
        yield _safe(part.local), "part", part, spans, part.section, part.item
    for citation in decree.citations:
        local = _below(citation.section, citation.item, f"cite/{citation.ordinal}")
        yield local, "citation", citation, citation.spans, citation.section, citation.item
    for position, area in enumerate(decree.plan.areas if decree.plan else (), start=1):
        number = _clean(area.number) or str(position)
        yield f"lampiran/{_safe(number)}", "area", area, (area.span,), "lampiran", number
        for place, row in enumerate(area.rows, start=1):
            item = f"{number}.{_clean(row.number) or place}"
            local = "lampiran/" + _safe(item.replace(".", "/"))
            yield local, "row", row, (row.span,), "lampiran", item
    for position, unit in enumerate(decree.units, start=1):
        local = _below(unit.section, unit.item, f"unit/{position}")
        yield local, "unit", unit, (unit.span,), unit.section, unit.item
    if whole:
        yield from _form(decree)


def _form(decree: Decree) -> Iterator[_Named]:
    for position, pair in enumerate(discrepancies(decree), start=1):
        yield f"beda/{position}", "discrepancy", pair, (pair.other.span,), pair.section, None
    if not decree.is_decree:
        return
    for name in decree.titles:
        local = _below(name.section, name.item, "nama")
        yield local, "name", name, (_with_about(decree, name.span),), name.section, name.item
    for position, point in enumerate(
        (*points(decree), *thoughts(decree), *blanks(decree)), start=1
    ):
        yield f"bentuk/{position}", "point", point, point.spans, point.section, point.item
    for position, slips in enumerate(misspellings(decree), start=1):
        spans = tuple(word.span for word in slips.words)
        yield f"ejaan/{position}", "slips", slips, spans, slips.section, slips.item


def _with_about(decree: Decree, span: Span) -> Span:
    """Return a name with the word TENTANG before it, where it stands there."""
    about = _ABOUT.search(decree.source.text, max(0, span.start - _NEAR), span.start)
    return Span(about.start(), span.end) if about else span


def _header(decree: Decree) -> Span:
    if decree.title is not None:
        return decree.title.span
    part = decree.part("judul")
    return part.span if part is not None else Span(0, min(1, len(decree.source.text)))


def _below(section: str | None, item: str | None, tail: str) -> str:
    pieces = [section, item.replace(".", "/") if item else None, tail]
    return _safe("/".join(piece for piece in pieces if piece))


def _clean(number: str) -> str:
    return number.strip().strip(".)").strip()


def _safe(path: str) -> str:
    """Keep letters, digits, dots and hyphens of each step: an IRI path without escapes."""
    if _IS_SAFE.fullmatch(path):
        return path
    return "/".join(_UNSAFE.sub("-", step) for step in path.split("/"))
