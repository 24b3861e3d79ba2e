"""Cut the runs of a document at letters, so that a mark can stand between any two of them.

A run (``w:r``) is words of one form. Cut in two, both halves keep that form, and the document looks
as before.
"""

from __future__ import annotations

from bisect import bisect_right
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from zikg.read.word.names import RPR, P, W

if TYPE_CHECKING:
    from zikg.read.word.names import Element

Spot = tuple["Element", int]
"""A letter: an element and an offset in its text. A paragraph (``w:p``) stands for its number."""
RUN: Final = f"{W}r"
WORDS: Final = frozenset((f"{W}t", f"{W}delText"))
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OWN: Final = frozenset((f"{W}rPrChange", f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"))
"""What belongs to a run or to the mark of a paragraph alone."""
_FILLED: Final = tuple(
    W + name for name in ("text", "comboBox", "dropDownList", "date", "docPartList", "picture")
)
"""Content controls that may hold nothing but their value."""


class Runs:
    """Cuts runs; a letter is named by the element that it stood in before any cut."""

    def __init__(self) -> None:
        self._pieces: dict[Element, list[tuple[int, Element]]] = {}

    def before(self, spot: Spot) -> Element:
        """Return the run (or what stands for it) that begins with a letter."""
        piece, offset = self._at(spot)
        control = _control(piece)
        if control is not None:
            return control
        if _is_words(piece) and 0 < offset < len(piece.text or ""):
            piece = self._cut_words(spot[0], piece, offset)
        return _begin(_in_run(piece))

    def after(self, spot: Spot) -> Element:
        """Return the run (or what stands for it) that ends with a letter."""
        piece, offset = self._at(spot)
        control = _control(piece)
        if control is not None:
            return control
        if _is_words(piece) and offset + 1 < len(piece.text or ""):
            self._cut_words(spot[0], piece, offset + 1)
        child = _in_run(piece)
        following = child.getnext()
        if following is not None:
            _begin(following)
        return child.getparent()

    def _at(self, spot: Spot) -> Spot:
        """Return the piece that a letter stands in now, and its offset in that."""
        element, offset = spot
        pieces = self._pieces.get(element)
        if pieces is None:
            return element, offset
        start, piece = pieces[bisect_right(pieces, offset, key=lambda each: each[0]) - 1]
        return piece, offset - start

    def _cut_words(self, original: Element, piece: Element, offset: int) -> Element:
        text = piece.text or ""
        rest = piece.makeelement(piece.tag, dict(piece.attrib))
        piece.text, rest.text = text[:offset], text[offset:]
        piece.set(SPACE, "preserve")
        rest.set(SPACE, "preserve")
        piece.addnext(rest)
        pieces = self._pieces.setdefault(original, [(0, original)])
        place = next(i for i, (_, each) in enumerate(pieces) if each is piece)
        pieces.insert(place + 1, (pieces[place][0] + offset, rest))
        return rest


def first_run(paragraph: Element) -> Element | None:
    """Return the first run of a paragraph that holds words of its own; ``None`` where none does."""
    for run in paragraph.iter(RUN):
        if home(run) is paragraph and any(child.tag in WORDS for child in run):
            return run
    return None


def home(element: Element) -> Element | None:
    """Return the paragraph that an element stands in."""
    return next(element.iterancestors(P), None)


def _is_words(piece: Element) -> bool:
    return piece.tag in WORDS and piece.getparent().tag == RUN


def _in_run(piece: Element) -> Element:
    """Return the child of a run that an element is or stands in."""
    while piece.getparent().tag != RUN:
        piece = piece.getparent()
    return piece


def _begin(child: Element) -> Element:
    """Cut a run before one of its children and return the run that begins with it."""
    run = child.getparent()
    before = child.getprevious()
    if before is None or before.tag == RPR:
        return run
    rest = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(RPR)
    if properties is not None:
        rest.append(deepcopy(properties))
    while child is not None:
        following = child.getnext()
        rest.append(child)
        child = following
    run.addnext(rest)
    return rest


def _control(piece: Element) -> Element | None:
    """Return the content control that a letter stands in and that must not be cut."""
    if piece.tag == f"{W}sdt":
        return piece
    for each in piece.iterancestors():
        if each.tag == P:
            return None
        if each.tag == f"{W}sdt":
            properties = each.find(f"{W}sdtPr")
            if properties is not None and any(properties.find(tag) is not None for tag in _FILLED):
                return each
    return None


def split_wrapper(child: Element) -> Element:
    """Cut what stands around runs (``w:ins``) before one of them; return what begins with it."""
    wrapper = child.getparent()
    rest = wrapper.makeelement(wrapper.tag, dict(wrapper.attrib))
    while child is not None:
        following = child.getnext()
        rest.append(child)
        child = following
    wrapper.addnext(rest)
    return rest


def worded(form: Element | None, words: str, properties: Element | None = None) -> Element:
    """Return a run with some words.

    Args:
        form: a run whose form it takes.
        words: its words.
        properties: the form, where there is no run to take it from.
    """
    maker = form if form is not None else properties
    assert maker is not None
    run = maker.makeelement(RUN, {})
    held = form.find(RPR) if form is not None else properties
    if held is not None:
        own = run.makeelement(RPR, {})
        own.extend(deepcopy(each) for each in held if each.tag not in _OWN)
        if len(own):
            run.append(own)
    text = run.makeelement(f"{W}t", {SPACE: "preserve"})
    text.text = words
    run.append(text)
    return run
