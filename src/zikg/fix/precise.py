"""The least that has to change: only the words that differ, so that lines and marks stay."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from zikg.extract.view import view
from zikg.fix.values import Edit
from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def reword(text: str, spans: Iterable[Span], words: str) -> list[Edit]:
    """Return the edits that make some words out of those that stand in a text.

    Args:
        text: the whole text.
        spans: the pieces that hold the words as they are.
        words: the words as they should be.

    Example:
        >>> reword("KPU Kota Serang,", [Span(0, 15)], "KPU Kabupaten Serang")
        [Edit(span=Span(start=4, end=8), text='Kabupaten')]
    """
    old = [token for span in spans for token in _tokens(text, span)]
    new = words.split()
    if not old:
        return []
    edits: list[Edit] = []
    matcher = SequenceMatcher(None, [word for word, _ in old], new, autojunk=False)
    for kind, i, j, first, last in matcher.get_opcodes():
        said = " ".join(new[first:last])
        if kind == "replace":
            edits.append(Edit(Span(old[i][1].start, old[j - 1][1].end), said))
        elif kind == "insert":
            at = old[i - 1][1].end if i else old[0][1].start
            edits.append(Edit(Span(at, at), f" {said}" if i else f"{said} "))
        elif kind == "delete":
            start = old[i - 1][1].end if i else old[i][1].start
            end = old[j - 1][1].end if i else old[min(j, len(old) - 1)][1].start
            if re.search(r"[\t|]", text[start:end]):  # never the edge of a cell
                start, end = old[i][1].start, old[j - 1][1].end
            edits.append(Edit(Span(start, end), ""))
    return edits if all(a.span.end <= b.span.start for a, b in pairwise(edits)) else []


def _tokens(text: str, span: Span) -> list[tuple[str, Span]]:
    seen = view(text, span.start, span.end)
    found: list[tuple[str, Span]] = []
    place = 0
    for word in seen.text.split():
        start = seen.text.index(word, place)
        place = start + len(word)
        found.append((word, Span(seen.offsets[start], seen.offsets[place - 1] + 1)))
    return found
