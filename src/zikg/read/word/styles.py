"""What paragraphs, words and tables take from their styles (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.read.word.names import PPR, RPR, VAL, W, switched, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.read.word.names import Element

_DEEP: Final = 30
"""Styles that one may be based on in a row; Word allows ten."""
_NO_LINE: Final = frozenset(("nil", "none"))


class Styles:
    """The styles of a document by their ids.

    Args:
        root: root element of the part ``styles.xml``; ``None`` where there is none.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._switches: dict[tuple[str, str], bool | None] = {}
        self._numbers: dict[str, tuple[int | None, int | None, str]] = {}
        for style in () if root is None else root.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = name

    def of(self, properties: Element | None) -> str:
        """Return the id of the style of a paragraph, by its ``w:pPr``."""
        return value(properties, "pStyle") or self._default

    def numbering(self, style: str) -> tuple[int | None, int | None, str]:
        """Return list and level that a style gives, and the style that names the list.

        The level is ``None`` where the list decides it by the style (``w:lvl/w:pStyle``).
        """
        if style not in self._numbers:
            self._numbers[style] = self._numbering(style)
        return self._numbers[style]

    def _numbering(self, style: str) -> tuple[int | None, int | None, str]:
        number: int | None = None
        level: int | None = None
        for name, each in self._chain(style):
            listed = each.find(f"{PPR}/{W}numPr")
            if listed is None:
                continue
            if level is None and value(listed, "ilvl") is not None:
                level = whole(value(listed, "ilvl"), 0)
            if value(listed, "numId") is not None:
                number = whole(value(listed, "numId"), 0)
                return number, level, name
        return number, level, style

    def list_of(self, style: str) -> int | None:
        """Return the list that a numbering style stands for."""
        each = self._styles.get(style)
        found = None if each is None else value(each.find(f"{PPR}/{W}numPr"), "numId")
        return whole(found, 0) if found is not None else None

    def switch(self, properties: Element | None, style: str, name: str) -> bool:
        """Return whether a switch is on for a run: by itself, its own style or the paragraph's."""
        own = switched(properties, name)
        if own is not None:
            return own
        character = value(properties, "rStyle") if properties is not None else None
        for each in (character, style):
            given = self._switch(each, name) if each else None
            if given is not None:
                return given
        return False

    def setting(self, properties: Element | None, name: str) -> Element | None:
        """Return a property of a paragraph (``w:jc``), its own or that of its style."""
        own = None if properties is None else properties.find(W + name)
        if own is not None:
            return own
        for _, each in self._chain(self.of(properties)):
            found = each.find(f"{PPR}/{W}{name}")
            if found is not None:
                return found
        return None

    def ruled(self, properties: Element | None) -> bool:
        """Return whether a table has lines between its columns, by itself or by its style."""
        borders = None if properties is None else properties.find(f"{W}tblBorders")
        if borders is not None:
            return ruled(borders)
        for _, each in self._chain(value(properties, "tblStyle") or ""):
            borders = each.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return ruled(borders)
        return False

    def _switch(self, style: str, name: str) -> bool | None:
        key = (style, name)
        if key not in self._switches:
            given = (switched(each.find(RPR), name) for _, each in self._chain(style))
            self._switches[key] = next((each for each in given if each is not None), None)
        return self._switches[key]

    def _chain(self, style: str) -> Iterator[tuple[str, Element]]:
        """Give a style and those that it is based on, the nearest first."""
        for _ in range(_DEEP):
            each = self._styles.get(style)
            if each is None:
                return
            yield style, each
            style = value(each, "basedOn") or ""


def ruled(borders: Element) -> bool:
    """Return whether borders draw a grid: lines between columns, or at both sides of a cell."""

    def drawn(*names: str) -> bool:
        lines = [borders.find(W + name) for name in names]
        return any(line is not None and line.get(VAL) not in _NO_LINE for line in lines)

    return drawn("insideV") or (drawn("left", "start") and drawn("right", "end"))
