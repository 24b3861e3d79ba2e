"""Tell whether a row of a plan goes on from the row above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.extract.targets import parse_target
from zikg.extract.wordlists import wordlist

if TYPE_CHECKING:
    from zikg.extract.areas import AreaNames
    from zikg.extract.columns import Columns
    from zikg.extract.drafts import Draft
    from zikg.extract.joining import Joiner
    from zikg.model import Cell

_LIST_MARK: Final = re.compile(r"[a-z0-9]{1,2}[.)]\s")
_OPEN_MARK: Final = re.compile(r"[-–—,/&(]$")
_DIGITS: Final = re.compile(r"\d{4}\.?")


class Continuing:
    """Decides by the words at the break: case, open ends, complete targets, known components.

    Args:
        names: knows components by name.
        joiner: joins the pieces of a cell.
    """

    def __init__(self, names: AreaNames, joiner: Joiner) -> None:
        self._names = names
        self._join = joiner
        self._open_ends = frozenset(wordlist("words")["broken"]["open_ends"])

    def goes_on(self, last: Draft, row: dict[str, Cell], columns: Columns, *, fresh: bool) -> bool:
        """Whether a row without a number is the rest of the row before it, not a row of its own.

        Args:
            last: the row before it.
            row: its cells by kind.
            columns: the columns of the table.
            fresh: whether it is the first after a page break or header.
        """
        before = {kind: last.text(kind) for kind in row}
        target = row.get("target")
        if target is not None and self._is_open_target(before["target"], target.text):
            return True
        broken = sum(
            1
            for kind, cell in row.items()
            if before[kind] and (_begins_low(cell.text) or self.is_open(before[kind]))
        )
        timed = target is not None and bool(before["target"]) and parse_target(target.text).clear
        full = "action" in row and ("evidence" in row or "evidence" not in columns.kinds)
        if broken * (2 if timed and full else 3) >= len(row):
            return True
        if "component" in row:
            if fresh and len(row) == 1:
                joined = self._join.join(before["component"], row["component"].text)
                if self._names.sub_element(joined, strong=True):
                    return True  # a name alone behind a page break, and none of its own
            return self._component_goes_on(
                before["component"], row, full=full and (timed or target is None)
            )
        if timed and "action" in row:
            return False
        return fresh or not full or "target" in before

    def _component_goes_on(self, before: str, row: dict[str, Cell], *, full: bool) -> bool:
        now = row["component"].text
        if (
            before
            and not self._names.sub_element(before)
            and self._names.sub_element(self._join.join(before, now))
        ):
            return True
        return not (full or self._names.sub_element(now))

    def _is_open_target(self, before: str, now: str) -> bool:
        """Whether a target is cut off: "Januari –", or "Januari – Desember" before "2025"."""
        if not before:
            return False
        if self.is_open(before):
            return True
        return _DIGITS.fullmatch(now) is not None and not parse_target(before).years

    def is_open(self, text: str) -> bool:
        """Whether a text is cut off: it ends with a dash, comma, or a word that wants another."""
        return (
            bool(_OPEN_MARK.search(text))
            or text.rsplit(maxsplit=1)[-1].casefold() in self._open_ends
        )


def _begins_low(text: str) -> bool:
    return text[0].islower() and _LIST_MARK.match(text) is None
