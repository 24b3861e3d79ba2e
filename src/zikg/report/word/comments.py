"""Put comments on letters of a Word document (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.read.word.names import P, R, W, whole
from zikg.report.word.runs import SPACE, Runs, first_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zikg.read.word.names import Element
    from zikg.report.word.archive import Copy
    from zikg.report.word.runs import Spot
    from zikg.report.word.telling import Paragraph

AUTHOR: Final = "zikg"
INITIALS: Final = "zk"
_KIND: Final = "comments"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIZE: Final = "18"
"""Half points of the letters of a comment."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKED: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")


class Comments:
    """The comments of a document: those of the user, which are kept, and new ones.

    Args:
        copy: the package.
        root: root element of the body's part, which is changed in place.
        runs: cuts its runs.
        when: the moment that all new comments carry, in ISO form.
    """

    def __init__(self, copy: Copy, root: Element, runs: Runs, when: str) -> None:
        from lxml import etree

        self._copy = copy
        self._runs = runs
        self._when = when
        path = copy.related(_KIND)
        held = copy.part(path) if path else None
        self._path = path if held is not None else None
        self._root: Element = held
        if held is None:
            self._root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1], "r": R[1:-1]})
        used = [whole(each.get(f"{W}id"), -1) for each in self._root.iter(f"{W}comment")]
        for name in _MARKED:
            used += [whole(each.get(f"{W}id"), -1) for each in root.iter(W + name)]
        self._next = max(used, default=-1) + 1
        self._waiting: list[tuple[str, Callable[[], Iterable[Paragraph]]]] = []

    def __len__(self) -> int:
        """Return how many comments were added."""
        return len(self._waiting)

    def add(self, first: Spot, last: Spot, tell: Callable[[], Iterable[Paragraph]]) -> None:
        """Put a comment on all from one letter to another.

        Args:
            first: the first letter; of an automatic number the first run of its paragraph counts.
            last: the last letter.
            tell: gives what the comment says; asked when the comments are saved.
        """
        id_ = str(self._next)
        self._next += 1
        start = self._root.makeelement(f"{W}commentRangeStart", {f"{W}id": id_})
        end = self._root.makeelement(f"{W}commentRangeEnd", {f"{W}id": id_})
        mark = self._root.makeelement(f"{W}r", {})
        mark.append(mark.makeelement(f"{W}commentReference", {f"{W}id": id_}))
        # From the end to the beginning: a cut leaves what stands before it in its place.
        if last[0].tag == P:
            run = first_run(last[0])
            if run is None:
                last[0].extend((end, mark))
            else:
                run.addnext(mark)
                run.addnext(end)
        else:
            run = self._runs.after(last)
            run.addnext(mark)
            run.addnext(end)
        if first[0].tag == P:
            properties = first[0].find(f"{W}pPr")
            first[0].insert(0 if properties is None else first[0].index(properties) + 1, start)
        else:
            self._runs.before(first).addprevious(start)
        self._waiting.append((id_, tell))

    def save(self) -> None:
        """Write the comments into the package."""
        for id_, tell in self._waiting:
            self._root.append(self._comment(id_, tell()))
        path = self._path or self._copy.relate(_KIND, _CONTENT)
        self._copy.put(path, self._root)

    def _comment(self, id_: str, paragraphs: Iterable[Paragraph]) -> Element:
        make = self._root.makeelement
        comment = make(
            f"{W}comment",
            {
                f"{W}id": id_,
                f"{W}author": AUTHOR,
                f"{W}date": self._when,
                f"{W}initials": INITIALS,
            },
        )
        for place, (text, bold) in enumerate(paragraphs):
            paragraph = make(P, {})
            if not place:
                reference = make(f"{W}r", {})
                reference.append(make(f"{W}annotationRef", {}))
                paragraph.append(reference)
            run = make(f"{W}r", {})
            properties = make(f"{W}rPr", {})
            if bold:
                properties.append(make(f"{W}b", {}))
            for name in ("sz", "szCs"):
                properties.append(make(W + name, {f"{W}val": _SIZE}))
            words = make(f"{W}t", {SPACE: "preserve"})
            words.text = clean(text)
            run.extend((properties, words))
            paragraph.append(run)
            comment.append(paragraph)
        return comment


def clean(text: str) -> str:
    """Return a text without the signs that XML does not know."""
    return _CONTROL.sub("", text)
