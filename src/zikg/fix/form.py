"""The form in which a list of legal bases is written, so that new words come in the same one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zikg.extract.view import flat
from zikg.fix.values import Edit
from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.model import Part

SINGLE: Final = 110
"""A line longer than this is no line of a text that is wrapped by hand or by its layout."""
NARROW: Final = 40
"""Lines shorter than this are broken by a scan or a table, not by a hand: nobody writes so."""
_LABEL: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[A-Ya-y]")
_END: Final = re.compile(r"\s*(?:;\s*(?:dan|serta)?|[.,:])?\s*$")


@dataclass(frozen=True, slots=True)
class Form:
    """How the items of a list are written.

    ``width`` is where its lines break (``None`` where an item is one long line), ``indent`` what
    stands before a line that goes on, ``between`` what stands between two items, ``gap`` what
    stands between a label and its words.
    """

    width: int | None
    indent: str
    between: str
    gap: str

    def lay(self, words: str, column: int) -> str:
        """Return words broken into lines of this form.

        Args:
            words: one line of words.
            column: where in its line the first word comes to stand, from 0.
        """
        if self.width is None:
            return words
        lines, line = [], ""
        room = self.width - column
        for word in words.split():
            if line and len(line) + 1 + len(word) > room:
                lines.append(line)
                line, room = "", self.width - len(self.indent)
            line = f"{line} {word}" if line else word
        return f"\n{self.indent}".join((*lines, line))

    def edit(self, text: str, span: Span, words: str, *, since: int | None = None) -> Edit:
        """Return the edit that puts words in the place of others.

        Args:
            text: the whole text.
            span: the words that go.
            words: the words that come; none to delete.
            since: the words come behind what ends here, with a blank before them; what stands
                from here to the end of ``span`` goes.
        """
        start = span.start if since is None else since
        end = max(span.end, start)
        if not words:
            return Edit(Span(start, end), "")
        column = start - (text.rfind("\n", 0, start) + 1)
        if since is None:
            return Edit(Span(start, end), self.lay(words, column))
        if self.width is not None and column + 1 + len(words.split(maxsplit=1)[0]) > self.width:
            return Edit(Span(start, end), f"\n{self.indent}{self.lay(words, len(self.indent))}")
        return Edit(Span(start, end), " " + self.lay(words, column + 1))


def form_of(text: str, parts: Sequence[Part]) -> Form:
    """Return the form of a list.

    Args:
        text: the whole text.
        parts: its items, in order.
    """
    lines: list[tuple[str, str]] = []
    long = wrapped = 0
    for part in parts:
        body = text[part.span.start : part.span.end]
        pieces = [piece for piece in re.split(r"\n[ \t]*(?:\n\s*|- )", body) if piece.strip()]
        goes_on = [line for piece in pieces for line in piece.split("\n")[1:]]
        lines += [(line[: len(line) - len(line.lstrip())], line.rstrip()) for line in goes_on]
        if len(flat(text, part.span.start, part.span.end)) > SINGLE:
            long += 1
            wrapped += bool(goes_on)
    width = None
    indent = ""
    if lines and wrapped * 2 >= long:
        width = max(len(line) for _, line in lines)
        indent = Counter(lead for lead, _ in lines).most_common(1)[0][0]
    if width is not None and not NARROW <= width <= SINGLE + 40:
        width = None
    return Form(width, indent, _between(text, parts), _gap(text, parts))


def _between(text: str, parts: Sequence[Part]) -> str:
    gaps = [
        text[one.span.end : other.span.start]
        for one, other in pairwise(parts)
        if one.span.end <= other.span.start
    ]
    plain = [gap for gap in gaps if gap and not gap.strip("|- \t\n") and gap.count("\n") <= 2]
    return Counter(plain).most_common(1)[0][0] if plain else "\n"


def _gap(text: str, parts: Sequence[Part]) -> str:
    label = parts[-1].label if parts else None
    if label is None:
        return " "
    body = text[label.end : parts[-1].span.end]
    return body[: len(body) - len(body.lstrip())] or " "


def label_after(label: str, steps: int) -> str:
    """Return the label that comes some steps after another, in its style.

    Example:
        >>> label_after("18.", 1), label_after("(3)", 2), label_after("c.", 1)
        ('19.', '(5)', 'd.')
    """
    if _LABEL.search(label):
        return _LABEL.sub(lambda match: str(int(match[0]) + steps), label, count=1)
    return _LETTER.sub(lambda match: chr(ord(match[0]) + steps), label, count=1)


def core_end(text: str, start: int, end: int) -> int:
    """Return where the words of an item end and its closing mark begins.

    Example:
        >>> core_end("UU 1/2020;", 0, 10)
        9
    """
    match = _END.search(text, start, end)
    return match.start() if match else end
