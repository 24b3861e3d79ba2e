"""Count the automatic numbers of an OpenDocument text (ODF 1.3 part 3, 5.3 and 16.30).

The number stands nowhere in the file: it follows from the style of the list and from the items
before it, so items have to be asked for in their order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from zikg.read.odt.names import STYLE, TEXT, whole
from zikg.read.word.labels import plain_signs, sign

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
LEVELS: Final = 10
"""Levels that a list may have."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""


@dataclass(slots=True)
class Counts:
    """A list while it is counted: its style, and the number reached on each level."""

    style: str
    reached: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives the items of lists and the headings their numbers.

    Args:
        roots: root elements that hold styles of lists: those of the document and of its styles.
    """

    def __init__(self, roots: Iterable[Any]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, Counts] = {}
        self._last: dict[str, Counts] = {}
        self._outline = Counts("")
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self._styles[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in root.iter(f"{TEXT}outline-style"):
                self._styles[""] = _levels(style)

    def open(self, element: Any, style: str) -> Counts:
        """Return the counts of a list that begins here, or goes on from one before.

        Args:
            element: the element ``text:list``.
            style: the name of its style.
        """
        before = self._lists.get(element.get(f"{TEXT}continue-list", ""))
        if before is None and element.get(f"{TEXT}continue-numbering") == "true":
            before = self._last.get(style)
        counts = before if before is not None else Counts(style)
        name = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if name:
            self._lists[name] = counts
        self._last[style] = counts
        return counts

    def item(self, counts: Counts, style: str, level: int, start: int | None) -> str:
        """Return what is printed before the next item of a list.

        Args:
            counts: the list.
            style: the name of the style that the item has.
            level: how deep it stands, from 1.
            start: the number that it is given by hand.
        """
        levels = self._styles.get(style, {})
        own = levels.get(level, _Level())
        if own.bullet:
            return f"{plain_signs(own.bullet)} "
        first = own.start if start is None else start
        reached = counts.reached
        reached[level] = first if level not in reached or start is not None else reached[level] + 1
        for below in [each for each in reached if each > level]:
            del reached[below]
        if not own.form:
            return f"{own.before}{own.after} " if (own.before + own.after).strip() else ""
        shown = range(max(1, level - own.shown + 1), level + 1)
        signs = [
            sign(reached.get(each, levels.get(each, _Level()).start), form)
            for each in shown
            if (form := levels.get(each, own).form)
        ]
        return f"{own.before}{'.'.join(signs)}{own.after} "

    def heading(self, level: int) -> str:
        """Return what is printed before the next heading of a level."""
        return self.item(self._outline, "", level, None).lstrip()


def _levels(style: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in style:
        level = whole(each.get(f"{TEXT}level"), 0)
        if not 1 <= level <= LEVELS:
            continue
        found[level] = _Level(
            form=_FORMS.get(each.get(f"{STYLE}num-format", ""), ""),
            before=each.get(f"{STYLE}num-prefix", ""),
            after=each.get(f"{STYLE}num-suffix", ""),
            start=whole(each.get(f"{TEXT}start-value"), 1),
            shown=max(1, whole(each.get(f"{TEXT}display-levels"), 1)),
            bullet=each.get(f"{TEXT}bullet-char", ""),
        )
    return found
