"""Count the automatic numbers of a document as Word does (ECMA-376 Part 1, 17.9).

The number of a paragraph stands nowhere in the file: it follows from the definition of its list
and from all numbered paragraphs before it, so paragraphs have to be asked for in their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from zikg.read.word.labels import plain_signs, sign
from zikg.read.word.names import PPR, VAL, W, switched, value, whole

if TYPE_CHECKING:
    from zikg.read.word.names import Element
    from zikg.read.word.styles import Styles

LEVELS: Final = 9
"""Levels that a list has."""
_PLACE: Final = re.compile(r"%([1-9])")
_LINKS: Final = 5


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list (``w:num``): the abstract list it counts in, its levels, and the starts of its own."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and where each of them stands.

    Args:
        root: root element of the part ``numbering.xml``; ``None`` where there is none.
        styles: the styles, which may give paragraphs a list.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[int, Element] = {}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for each in () if root is None else root:
            if each.tag == f"{W}abstractNum":
                self._abstract.setdefault(each.get(f"{W}abstractNumId", ""), each)
            elif each.tag == f"{W}num":
                self._numbers.setdefault(whole(each.get(f"{W}numId"), 0), each)

    def label(self, properties: Element | None) -> str:
        """Return the sign in front of a paragraph, with the blank behind it; count it.

        Args:
            properties: ``w:pPr`` of the paragraph; each paragraph is asked for once, in order.
        """
        number, depth = self._listed(properties)
        if not number or not self._numbers:
            return ""
        found = self._list(number)
        if found is None:
            return ""
        depth = max(0, min(depth, LEVELS - 1))
        level = found.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(found, counts, depth, level)
        if level.form == "bullet":
            printed = plain_signs(level.text)
        else:
            printed = _PLACE.sub(
                lambda mark: self._sign(found, counts, int(mark[1]), level), level.text
            )
        if not printed.strip():
            return ""
        return printed if level.suffix == "nothing" else f"{printed} "

    def _listed(self, properties: Element | None) -> tuple[int, int]:
        """Return the list and level of a paragraph; list 0 is none."""
        own = None if properties is None else properties.find(f"{W}numPr")
        number, depth = value(own, "numId"), value(own, "ilvl")
        if number is not None:
            return whole(number, 0), whole(depth, 0)
        style = self._styles.of(properties)
        given, level, named = self._styles.numbering(style)
        if not given:
            return 0, 0
        if depth is not None:
            return given, whole(depth, 0)
        found = self._list(given)
        by_style = [
            place
            for place, each in (found.levels.items() if found else ())
            if each.style and each.style in {style, named}
        ]
        return given, min(by_style) if by_style else level or 0

    def _count(self, found: _List, counts: dict[int, int], depth: int, level: Level) -> None:
        if depth in found.starts:
            # A list that begins anew does so where it is first used.
            counts[depth] = found.starts.pop(depth)
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = level.start
        for below in [place for place in counts if place > depth]:
            restart = found.levels.get(below, Level()).restart
            if restart is None or depth < restart:
                del counts[below]

    def _sign(self, found: _List, counts: dict[int, int], place: int, level: Level) -> str:
        other = found.levels.get(place - 1, Level())
        number = counts.get(place - 1, other.start)
        return sign(number, "decimal" if level.legal and other.form != "none" else other.form)

    def _list(self, number: int) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._made(number, _LINKS)
        return self._lists[number]

    def _made(self, number: int, links: int) -> _List | None:
        root = self._numbers.get(number)
        if root is None:
            return None
        name = value(root, "abstractNumId") or ""
        abstract = self._abstract.get(name)
        if abstract is None:
            return None
        linked = value(abstract, "numStyleLink")
        if linked and links:
            other = self._styles.list_of(linked)
            if other and other != number:
                return self._made(other, links - 1)
        levels = {
            whole(each.get(f"{W}ilvl"), 0): _level(each) for each in abstract.findall(f"{W}lvl")
        }
        starts: dict[int, int] = {}
        for override in root.findall(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl"), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                starts[depth] = whole(start, 1)
                levels[depth] = replace(levels.get(depth, Level()), start=starts[depth])
        return _List(name, levels, starts)


def _level(root: Element) -> Level:
    restart = value(root, "lvlRestart")
    text = root.find(f"{W}lvlText")
    form = root.find(f"{W}numFmt")
    return Level(
        start=whole(value(root, "start"), 0),
        form=form.get(VAL, "decimal") if form is not None else "decimal",
        text=text.get(VAL, "") if text is not None else "",
        suffix=value(root, "suff") or "tab",
        restart=whole(restart, 0) if restart is not None else None,
        legal=bool(switched(root, "isLgl")),
        style=value(root, "pStyle") or "",
    )


def is_joined(paragraph: Element) -> bool:
    """Return whether the mark of a paragraph is gone, so that the next one goes on in its line."""
    properties = paragraph.find(f"{PPR}/{W}rPr")
    if properties is None:
        return False
    gone = any(properties.find(W + name) is not None for name in ("del", "moveFrom"))
    return gone or bool(switched(properties, "vanish"))
