"""The names of elements and attributes in WordprocessingML (ECMA-376 Part 1, section 17)."""

from __future__ import annotations

from typing import Any, Final

Element = Any
"""An element of lxml, which ships no types."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Namespaces of the strict form of the format, and those of the form that Word writes."""

VAL: Final = f"{W}val"
P: Final = f"{W}p"
PPR: Final = f"{W}pPr"
RPR: Final = f"{W}rPr"
TBL: Final = f"{W}tbl"
TR: Final = f"{W}tr"
TC: Final = f"{W}tc"
SECTION: Final = f"{W}sectPr"
ALTERNATE: Final = f"{MC}AlternateContent"
GONE: Final = frozenset((f"{W}del", f"{W}moveFrom"))
"""What tracked changes took away: it is not in the accepted text."""
WRAPS: Final = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
)
"""Elements that only stand around others."""
OFF: Final = frozenset(("0", "false", "off", "none"))
"""What turns a switch off."""
_MOST: Final = 2_000_000_000


def value(parent: Element | None, name: str) -> str | None:
    """Return ``w:val`` of a child of an element; ``None`` where there is no such child."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def whole(text: str | None, default: int) -> int:
    """Return an attribute as a number; what is none gives the default.

    Example:
        >>> whole("12", 0), whole("1e9", 7), whole(None, 7)
        (12, 7, 7)
    """
    try:
        return max(-_MOST, min(int(text), _MOST)) if text and len(text) < 16 else default
    except ValueError:
        return default


def switched(parent: Element | None, name: str) -> bool | None:
    """Return whether a switch (``w:vanish``) is on or off; ``None`` where nothing is said."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL, "1") not in OFF


def chosen(alternate: Element) -> Element | None:
    """Return the branch of ``mc:AlternateContent`` that is read: the first choice, else the other.

    The branches say the same thing twice, once for programs of this day and once for old ones.
    """
    branch = alternate.find(f"{MC}Choice")
    return branch if branch is not None and len(branch) else alternate.find(f"{MC}Fallback")
