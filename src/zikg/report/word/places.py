"""From a stretch of the text to the letters of the document's body that a comment may stand on.

Headers, footers, footnotes and text boxes carry no comments: what is found there is told at the
place of the body that is next to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.read.word.names import P, W
from zikg.report.word.runs import RUN, home

if TYPE_CHECKING:
    from zikg.model import Span
    from zikg.read.word import Trace
    from zikg.read.word.names import Element
    from zikg.report.word.runs import Spot

_BOX: Final = f"{W}txbxContent"
_NOTES: Final = {f"{W}footnote": f"{W}footnoteReference", f"{W}endnote": f"{W}endnoteReference"}


class Places:
    """The places of a document's letters.

    Args:
        trace: where each letter of its text stands.
    """

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._stands: dict[Element, Element | None] = {}

    def stretch(self, span: Span) -> tuple[Spot, Spot, bool]:
        """Return the first and the last letter of a stretch, and whether they are its very own.

        Args:
            span: the stretch; where it holds no letter, the next one counts.
        """
        first = min(self.trace.at(span.start), len(self.trace) - 1)
        last = max(self.trace.at(span.end) - 1, first)
        while last > first and not (self._exact(last) and self._is_words(last)):
            last -= 1
        if self._exact(first) and self._exact(last):
            return self._spot(first), self._spot(last), True
        near = self._near(first)
        return near, near, False

    def near_first(self) -> Spot:
        """Return the first paragraph of the body that holds words."""
        return self._near(0)

    def exact(self, letter: int) -> Spot | None:
        """Return a letter's place, if it stands in the body itself and is no automatic number."""
        return self._spot(letter) if self._exact(letter) and self._is_words(letter) else None

    def _spot(self, letter: int) -> Spot:
        spot = self.trace.spot(letter)
        assert spot is not None
        return spot

    def _exact(self, letter: int) -> bool:
        spot = self.trace.spot(letter)
        return spot is not None and self._stand(spot[0]) is spot[0]

    def _is_words(self, letter: int) -> bool:
        return bool(self._spot(letter)[0].tag != P)

    def _near(self, letter: int) -> Spot:
        """Return the place of the body that is next to a letter."""
        for reach in range(len(self.trace)):
            for each in (letter + reach, letter - reach):
                spot = self.trace.spot(each) if 0 <= each < len(self.trace) else None
                stand = None if spot is None else self._stand(spot[0])
                if stand is not None and spot is not None:
                    if stand is not spot[0]:
                        return stand, 0
                    own = stand if stand.tag == P else home(stand)
                    return (stand if own is None else own), 0
        paragraph = next(self.trace.root.iter(P))
        return paragraph, 0

    def _stand(self, element: Element) -> Element | None:
        """Return what stands in the body for an element: itself, or what it hangs on."""
        if element not in self._stands:
            self._stands[element] = self._found(element)
        return self._stands[element]

    def _found(self, element: Element) -> Element | None:
        line = [element, *element.iterancestors()]
        boxes = [place for place, each in enumerate(line) if each.tag == _BOX]
        if line[-1] is self.trace.root:
            if not boxes:
                return element
            # What hangs in a run of the body: the drawing that holds the box.
            run = next(i for i, each in enumerate(line) if i > boxes[-1] and each.tag == RUN)
            return line[run - 1]
        for each in line:
            kind = _NOTES.get(each.tag)
            if kind is not None:
                id_ = each.get(f"{W}id")
                return next(
                    (mark for mark in self.trace.root.iter(kind) if mark.get(f"{W}id") == id_), None
                )
        return None
