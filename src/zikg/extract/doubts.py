"""Doubtful letters: a number or year that recognition is not sure of identifies nothing by itself.

What Tesseract is unsure of it often reads wrong, and a law of another number is another law: of a
citation that stands on such letters nothing certain may be said. Where the title that is cited
with it is that of the regulation so numbered, the two readings confirm each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.extract.likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.model import Citation, Regulation, Source
    from zikg.registry import Registry

LEAST: Final = 0.05
"""The lowest confidence that a citation is given."""
_ALIKE: Final = 0.85
_SHORTEST: Final = 8
_OPENING: Final = 4
"""Words of a title that must agree one by one: "Perubahan Kedua atas ..." is not the first one."""
_NUMBER: Final = re.compile(r"\d|\b[IVXLC]+\b")
_WORD: Final = re.compile(r"[^\W_]+")


def weigh(
    citations: Iterable[Citation], source: Source, registry: Registry
) -> tuple[Citation, ...]:
    """Return citations with the certainty that their letters allow.

    A citation whose number or year stands on doubtful letters has at most their certainty as
    confidence; unless its title confirms it, it names no regulation any more, only a candidate.

    Args:
        citations: citations as read, their spans in the text of the source.
        source: the document, with what recognition doubted.
        registry: the regulations, for their titles.
    """
    if not source.doubts:
        return tuple(citations)
    doubts = sorted(source.doubts, key=lambda doubt: doubt[0].start)
    starts = [span.start for span, _ in doubts]
    longest = max(span.end - span.start for span, _ in doubts)

    def over(start: int, end: int) -> Iterator[float]:
        """Give the certainty of each doubtful stretch that holds a number between two places."""
        for span, sure in doubts[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
            inside = source.text[max(span.start, start) : min(span.end, end)]
            if inside and _NUMBER.search(inside):
                yield sure

    weighed: list[Citation] = []
    for citation in citations:
        sure = min(over(citation.head.start, citation.head.end), default=None)
        if sure is not None:
            citation = replace(citation, confidence=max(LEAST, min(citation.confidence, sure)))  # noqa: PLW2901
            # What the registry does not hold is not judged anyway.
            if (held := _held(citation, registry)) and not confirmed(citation, held):
                candidates = citation.candidates or (held.id,)
                citation = replace(citation, regulation=None, candidates=candidates)  # noqa: PLW2901
        weighed.append(citation)
    return tuple(weighed)


def _held(citation: Citation, registry: Registry) -> Regulation | None:
    return registry.get(citation.regulation) if citation.regulation else None


def confirmed(citation: Citation, held: Regulation) -> bool:
    """Whether the title cited is that of the regulation that the number names."""
    if not held.title or not citation.title:
        return False
    cited, known = (
        _WORD.findall(text.lower().removeprefix("tentang "))
        for text in (citation.title, held.title)
    )
    shorter = min(len(cited), len(known))
    one, other = " ".join(cited[:shorter]), " ".join(known[:shorter])
    if len(one) < _SHORTEST or 2 * shorter < max(len(cited), len(known)):
        return False
    openings = zip(cited[:_OPENING], known[:_OPENING], strict=False)
    return likeness(one, other, _ALIKE) > 0 and all(
        likeness(first, second) >= 0.6 for first, second in openings
    )
