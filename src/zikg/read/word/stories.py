"""The stories beside the body: headers and footers of its sections, footnotes, endnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.read.word.names import SECTION, R, W, switched, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.read.word.names import Element

_FLOWING: Final = frozenset(("continuous", "nextColumn"))
_NUMBERED: Final = re.compile(
    r"(?:[\W\d_]|\b(?:[ivxlc]+|hal(?:aman)?|hlm|page|dari|of)\b)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the body: whether it begins on a new page, its headers and footers.

    ``first`` is what heads its first page, ``others`` what runs over or under its other pages;
    all are ids of relations.
    """

    turns: bool
    first: str | None
    others: tuple[str, ...]


def sections(body: Element) -> tuple[Section, ...]:
    """Return the sections of a body in their order."""
    found: list[Section] = []
    for each in body.iter(SECTION):
        if each.getparent().tag not in {body.tag, f"{W}pPr"}:
            continue  # what it was before a tracked change
        heads = {
            head.get(f"{W}type"): head.get(f"{R}id") for head in each.findall(f"{W}headerReference")
        }
        feet = [foot.get(f"{R}id") for foot in each.findall(f"{W}footerReference")]
        first = heads.pop("first" if switched(each, "titlePg") else "default", None)
        others = tuple(part for part in (*heads.values(), *feet) if part)
        found.append(Section(value(each, "type") not in _FLOWING, first, others))
    return tuple(found)


def is_numbered(text: str) -> bool:
    """Return whether a header says no more than the number of the page.

    Example:
        >>> is_numbered("- 2 -"), is_numbered("Halaman 3 dari 12"), is_numbered("SALINAN")
        (True, True, False)
    """
    return _NUMBERED.fullmatch(text) is not None


def notes(root: Element | None, kind: str) -> Iterator[tuple[str, Element]]:
    """Give the notes of a part with their ids, without the lines that only part them off.

    Args:
        root: root element of the part; ``None`` where there is none.
        kind: ``footnote`` or ``endnote``.
    """
    for note in () if root is None else root.findall(W + kind):
        if note.get(f"{W}type", "normal") == "normal":
            yield note.get(f"{W}id", ""), note
