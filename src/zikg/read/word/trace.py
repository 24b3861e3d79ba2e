"""Remember where in the XML each letter of a document stands, for what is written back into it.

All that a reader does to words on their way into `Source.text` (collapsing blanks, joining cells,
leaving out what is said twice) puts in and takes out blanks only. So it is enough to remember the
place of each letter that is no blank, in the order of the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.read.word.names import Element

Letters = array
"""A place in the XML for each letter: element and offset in one number (see `Trace.spot`)."""
NOWHERE: Final = (1 << 64) - 1
"""The place of a letter that stands in no element."""
_BITS: Final = 32
_LOW: Final = (1 << _BITS) - 1


def letters() -> Letters[int]:
    """Return an empty row of places."""
    return array("Q")


def count(text: str) -> int:
    """Return how many letters of a text are no blanks."""
    return sum(map(len, text.split()))


class Trace:
    """Where the letters of a document stand.

    Args:
        root: root element of the body's part.
        main: path of that part in the package.
    """

    def __init__(self, root: Element, main: str) -> None:
        self.root = root
        self.main = main
        self._elements: list[Element] = []
        self._numbers: dict[Element, int] = {}
        self._written = letters()
        self._text = ""

    def spots(self, element: Element, text: str, raw: str | None = None) -> Letters[int]:
        """Return the places of some words that were read from an element.

        Args:
            element: where they stand; for an automatic number its paragraph (``w:p``).
            text: the words as read; blanks in it have no place.
            raw: the words of the element where their letters are to be told apart.
        """
        number = self._numbers.get(element)
        if number is None:
            number = self._numbers[element] = len(self._elements)
            self._elements.append(element)
        base = number << _BITS
        if raw is None:
            return array("Q", [base] * count(text))
        if len(raw) == len(text):
            return array("Q", [base | i for i, sign in enumerate(text) if not sign.isspace()])
        each = [i for i, sign in enumerate(raw) for _ in sign.upper()]
        return array(
            "Q", [base | i for i, sign in zip(each, text, strict=False) if not sign.isspace()]
        )

    def write(self, found: Iterable[int]) -> None:
        """Note the letters that come next in the text of the document."""
        self._written.extend(found)

    def close(self, text: str) -> None:
        """Note the text that the letters belong to.

        Raises:
            ValueError: the letters are not those of the text; the trace is of no use then.
        """
        self._text = text
        if len(self._written) != count(text):
            raise ValueError(f"{len(self._written)} letters traced of {count(text)}")

    @cached_property
    def _offsets(self) -> Letters[int]:
        return array("Q", [i for i, sign in enumerate(self._text) if not sign.isspace()])

    def __len__(self) -> int:
        """Return how many letters were traced."""
        return len(self._written)

    def at(self, offset: int) -> int:
        """Return which letter is the first at or behind an offset of the text."""
        return bisect_left(self._offsets, offset)

    def offset(self, letter: int) -> int:
        """Return where a letter stands in the text."""
        return self._offsets[letter]

    def numbers(self, paragraph: Element) -> bool:
        """Return whether a paragraph has an automatic number, which stands nowhere in the XML."""
        return paragraph in self._numbers

    def spot(self, letter: int) -> tuple[Element, int] | None:
        """Return element and offset of a letter; ``None`` where it stands in no element."""
        place = self._written[letter]
        if place == NOWHERE:
            return None
        return self._elements[place >> _BITS], place & _LOW


def share(lines: Sequence[Element], found: Letters[int]) -> None:
    """Give each line of a paragraph (`Piece`) its own of the paragraph's letters."""
    start = 0
    for line in lines:
        end = start + count(line.text)
        line.letters = found[start:end]
        start = end
