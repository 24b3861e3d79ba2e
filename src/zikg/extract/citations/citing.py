"""Citing: what a mention says by itself, and where in a document it says so.

Decrees copy their items from each other, so both are apart: the first is made once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zikg.extract.citations.resolve import Identity, identify
from zikg.model import Citation

if TYPE_CHECKING:
    from zikg.extract.citations.mention import Mention
    from zikg.extract.view import View
    from zikg.model import SectionName
    from zikg.registry import Registry


@dataclass(frozen=True, slots=True)
class Cited:
    """A mention that nothing is added to any more, with the instrument that it names."""

    mention: Mention
    identity: Identity
    close: int
    quote: str
    title: str | None
    formula: str | None
    confidence: float


def identified(text: str, mention: Mention, registry: Registry) -> Cited:
    """Return what a mention says in any document that holds these words.

    Args:
        text: text of the view.
        mention: the mention, with title, gazettes and chain.
        registry: asked for what fits an incomplete identity.
    """
    title = _words(text, mention.title)
    identity = identify(mention, title, registry)
    held = mention.maker and identity.issuer is None and not identity.regulation
    confidence = max(0.05, 1.0 - mention.penalty - (0.2 if held else 0.0))
    close = max(mention.close, mention.end)
    return Cited(
        mention,
        identity,
        close,
        text[mention.start : close],
        title,
        _words(text, mention.formula),
        round(confidence, 2),
    )


def cite(
    cited: Cited,
    source: str,
    seen: View,
    section: SectionName | None,
    item: str | None,
    *,
    first_index: int,
    place: int,
) -> Citation:
    """Return the citation that stands in a document.

    Args:
        cited: what it says.
        source: the whole text of the document.
        seen: the view in which the mention was read.
        section: section of the document.
        item: item of that section.
        first_index: index of the first citation of the view.
        place: how many citations of the view stand before it.
    """
    mention, identity = cited.mention, cited.identity
    return Citation(
        index=first_index + place,
        section=section,
        item=item,
        ordinal=place + 1,
        type=mention.type,
        issuer=identity.issuer,
        number=mention.number,
        year=mention.year,
        role=mention.role,
        span=seen.span(mention.start, cited.close),
        spans=seen.pieces(mention.start, cited.close, source),
        head=seen.span(mention.start, mention.end),
        quote=cited.quote,
        issuer_name=mention.maker,
        regulation=identity.regulation,
        candidates=identity.candidates,
        title=cited.title,
        title_span=seen.span(*mention.title) if mention.title else None,
        gazettes=mention.gazettes,
        gazette_span=seen.span(*mention.gazette) if mention.gazette else None,
        of=None if mention.of is None else first_index + mention.of,
        relation=mention.relation,
        formula=cited.formula,
        formula_span=seen.span(*mention.formula) if mention.formula else None,
        dated=mention.dated,
        pinpoint=mention.pinpoint,
        confidence=cited.confidence,
    )


def _words(text: str, bounds: tuple[int, int] | None) -> str | None:
    return text[bounds[0] : bounds[1]] if bounds else None
