"""Put corrections into a Word document as tracked changes (ECMA-376 Part 1, 17.13.5).

A correction is put in whole or not at all: what touches numbers that Word counts itself, fields,
pictures, headers or text boxes is left to the comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.fix.precise import reword
from zikg.fix.values import Edit
from zikg.read.word.names import GONE, W, whole
from zikg.report.word.blocks import Blocks
from zikg.report.word.comments import AUTHOR, clean
from zikg.report.word.runs import RUN, Runs, home, split_wrapper, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zikg.fix import Step
    from zikg.model import Span
    from zikg.read.word.names import Element
    from zikg.report.word.places import Places

_PLAIN: Final = frozenset(
    W + name
    for name in (
        *("rPr", "t", "tab", "ptab", "br", "cr", "sym"),
        *("noBreakHyphen", "softHyphen", "lastRenderedPageBreak"),
    )
)
"""What a run may hold that is deleted; a picture or a field is not given up for a word."""
_TRACKED: Final = frozenset((f"{W}ins", f"{W}del"))
_FIXED: Final = frozenset((f"{W}fldSimple", f"{W}moveTo", f"{W}sdt", f"{W}ruby"))
"""What holds words that are not written by hand, or that are tracked in a way of their own."""
_FEW: Final = 3

Deed = tuple[int, "Callable[[], None]"]
"""Where a change begins in the text, and what makes it."""


class Changes:
    """Tracked changes of one document.

    Args:
        places: where its letters stand.
        runs: cuts its runs.
        text: its text.
        when: the moment that all changes carry, in ISO form.
    """

    def __init__(self, places: Places, runs: Runs, text: str, when: str) -> None:
        self._places = places
        self._runs = runs
        self._text = text
        self._when = when
        root = places.trace.root
        used = [whole(each.get(f"{W}id"), 0) for each in root.iter() if each.get(f"{W}id")]
        self._next = max(used, default=0) + 1
        self._blocks = Blocks(places, text, self.mark)

    def mark(self, name: str) -> Element:
        """Return a mark of a tracked change: ``ins`` or ``del``."""
        self._next += 1
        return self._places.trace.root.makeelement(
            W + name,
            {f"{W}id": str(self._next - 1), f"{W}author": AUTHOR, f"{W}date": self._when},
        )

    def put(self, step: Step) -> bool:
        """Put the edits of a step in, and return whether that could be done."""
        deeds: list[Deed] = []
        for edit in step.edits:
            found = self._planned(edit)
            if found is None:
                return False
            deeds += found
        # From the end to the beginning: what stands before keeps its place.
        for _, deed in sorted(deeds, key=lambda each: each[0], reverse=True):
            deed()
        return bool(deeds)

    def _planned(self, edit: Edit) -> list[Deed] | None:
        span, said = edit.span, self._text[edit.span.start : edit.span.end]
        if span.start == span.end and edit.text.startswith("\n"):
            deed = self._blocks.added(span.start, edit.text)
            return None if deed is None else [(span.start, deed)]
        if "\n" in said.strip("\n") or said.startswith("\n"):
            if edit.text.strip():
                return None
            return self._gone(span)
        edits = [edit]
        edges = [text[:1].isspace() + 2 * text[-1:].isspace() for text in (said, edit.text)]
        if len(said.split()) > _FEW and edit.text.strip() and edges[0] == edges[1]:
            edits = reword(self._text, [span], edit.text) or edits
        deeds: list[Deed] = []
        for each in edits:
            deed = self._inline(each)
            if deed is None:
                return None
            deeds.append((each.span.start, deed))
        return deeds

    def _gone(self, span: Span) -> list[Deed] | None:
        """Delete whole paragraphs."""
        deeds: list[Deed] = []
        for start, end, paragraph in self._blocks.covered(span) or ():
            deed = self._inline(Edit(type(span)(start, end), ""))
            if deed is None or not self._blocks.may_go(paragraph):
                return None
            deeds += [(start, deed), (start, lambda each=paragraph: self._blocks.delete(each))]  # type: ignore[misc]
        return deeds or None

    def _inline(self, edit: Edit) -> Callable[[], None] | None:
        """Return what changes words inside of one paragraph; ``None`` where that is not theirs."""
        trace, start, end = self._places.trace, edit.span.start, edit.span.end
        first, behind = trace.at(start), trace.at(end)
        new = " ".join(clean(edit.text).split())
        new = f"{' ' * edit.text[:1].isspace()}{new}{' ' * edit.text[-1:].isspace()}" if new else ""
        if first == behind:
            return self._insertion(first, start, new)
        paragraph = self._paragraph(range(first, behind))
        if paragraph is None:
            return None
        lead = self._text[start].isspace() and self._paragraph([first - 1]) is paragraph
        tail = self._text[end - 1].isspace() and self._paragraph([behind]) is paragraph
        if lead:
            self._runs.after(self._spot(first - 1))
        if tail:
            self._runs.before(self._spot(behind))
        one = self._runs.before(self._spot(first))
        other = self._runs.after(self._spot(behind - 1))
        runs = [run for run in paragraph.iter(RUN) if home(run) is paragraph]
        if one not in runs or other not in runs:
            return None
        low, high = runs.index(one), runs.index(other)
        if lead:
            low = runs.index(self._runs.after(self._spot(first - 1))) + 1
        if tail:
            high = runs.index(self._runs.before(self._spot(behind))) - 1
        chosen = [
            run
            for run in runs[low : high + 1]
            if run.getparent().tag not in GONE and run.find(f"{W}commentReference") is None
        ]
        if any(child.tag not in _PLAIN for run in chosen for child in run):
            return None
        return lambda: self._replace(chosen, other, new)

    def _insertion(self, letter: int, offset: int, new: str) -> Callable[[], None] | None:
        text = self._text
        if not new:
            return None
        follows = offset > 0 and not text[offset - 1].isspace()
        if follows or not (offset < len(text) and not text[offset].isspace()):
            if self._paragraph([letter - 1]) is None:
                return None
            spot = self._spot(letter - 1)
            return lambda: self._insert(self._runs.after(spot), new)
        if self._paragraph([letter]) is None:
            return None
        spot = self._spot(letter)
        return lambda: self._insert(self._runs.before(spot), new, before=True)

    def _paragraph(self, letters: Iterable[int]) -> Element | None:
        """Return the paragraph that all of some letters are written in by hand."""
        found: Element | None = None
        seen: Element | None = None
        for letter in letters:
            spot = self._places.exact(letter) if 0 <= letter < len(self._places.trace) else None
            if spot is None:
                return None
            if spot[0] is seen:
                continue
            seen = spot[0]
            paragraph = home(seen)
            if paragraph is None or (found is not None and found is not paragraph):
                return None
            found = paragraph
            for each in seen.iterancestors():
                if each is paragraph:
                    break
                if each.tag in _FIXED:
                    return None
        return found

    def _spot(self, letter: int) -> tuple[Element, int]:
        spot = self._places.exact(letter)
        assert spot is not None
        return spot

    def _replace(self, runs: list[Element], last: Element, new: str) -> None:
        for run in runs:
            wrapper = self.mark("del")
            run.addprevious(wrapper)
            wrapper.append(run)
            for words in run.findall(f"{W}t"):
                words.tag = f"{W}delText"
        if new:
            self._insert(last, new)

    def _insert(self, run: Element, new: str, *, before: bool = False) -> None:
        """Put words behind a run (or before it), in its form."""
        node = run
        while node.getparent().tag in _TRACKED:
            wrapper = node.getparent()
            if before:
                node = wrapper if node.getprevious() is None else split_wrapper(node)
            else:
                if node.getnext() is not None:
                    split_wrapper(node.getnext())
                node = wrapper
        wrapper = self.mark("ins")
        wrapper.append(worded(run, new))
        if before:
            node.addprevious(wrapper)
        else:
            node.addnext(wrapper)
