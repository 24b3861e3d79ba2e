"""A correction for a person at the terminal: semula, menjadi, why; then the new Mengingat."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Final

from zikg.fix.phrases import after, before, judged, name, say, where
from zikg.validate.sections import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.fix.values import Change, Correction
    from zikg.model import Finding

_INDENT: Final = " " * 5
_CONTEXT: Final = 4
"""Words shown beside those that change."""
_SPARE: Final = 2
"""It is not worth leaving out fewer words than these."""


def render(correction: Correction, path: str, *, lang: str = "id", width: int = 100) -> str:
    """Return a correction as text.

    Args:
        correction: what was proposed and put in.
        path: name of the file.
        lang: ``id`` or ``en``; what is quoted stays Indonesian.
        width: columns to wrap at.
    """
    page = _Page(lang, max(width, 60))
    page.put(path)
    page.wrap(name(correction), "  ")
    page.wrap(judged(correction, lang), "  ")
    page.put()
    applied = correction.applied
    waiting = [change for change in correction.changes if not change.applied]
    page.changes("applied", applied)
    page.changes("pending", waiting)
    page.findings("open", correction.open)
    page.findings("new", correction.new)
    if correction.mengingat:
        page.head(say("bases", lang))
        for label, words in correction.mengingat:
            page.wrap(words, f"  {label:<4}" if label else "  ", " " * 6)
        page.put()
    if not correction.changes and not correction.open:
        page.put(say("none", lang))
    page.put(say("count", lang, len(applied), len(waiting), len(correction.open)) + ".")
    page.put(say("disclaimer", lang))
    return "\n".join(page.lines) + "\n"


def clipped(old: str, new: str) -> tuple[str, str]:
    """Return two wordings without the long stretches that both begin and end with.

    Example:
        >>> clipped("a b c d e f g X", "a b c d e f g Y")
        ('… d e f g X', '… d e f g Y')
    """
    left, right = old.split(), new.split()
    head = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    rest = min(len(left), len(right)) - head
    tail = next((i for i in range(rest) if left[-1 - i] != right[-1 - i]), rest)
    start = head - _CONTEXT if head > _CONTEXT + _SPARE else 0
    cut = tail - _CONTEXT if tail > _CONTEXT + _SPARE else 0

    def shown(words: list[str]) -> str:
        kept = " ".join(words[start : len(words) - cut])
        return f"{'… ' if start else ''}{kept}{' …' if cut else ''}"

    return shown(left), shown(right)


class _Page:
    """Lines being written."""

    def __init__(self, lang: str, width: int) -> None:
        self._lang = lang
        self._width = width
        self.lines: list[str] = []

    def put(self, line: str = "") -> None:
        self.lines.append(line)

    def head(self, words: str) -> None:
        self.put(words.upper() if "--" not in words else words[0].upper() + words[1:])

    def wrap(self, words: str, first: str, rest: str | None = None) -> None:
        self.lines += textwrap.wrap(
            words,
            self._width,
            initial_indent=first,
            subsequent_indent=first if rest is None else rest,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def changes(self, heading: str, changes: Sequence[Change]) -> None:
        if not changes:
            return
        self.head(say(heading, self._lang))
        for section, listed in groupby(changes, key=lambda change: change.section):
            self.put(f"  {SECTION[section][self._lang]}")
            for change in listed:
                self._change(change)
        self.put()

    def _change(self, change: Change) -> None:
        lang = self._lang
        kind = say("safe" if change.safe else "unsafe", lang)
        mark = "✓" if change.applied else "?"
        place = where(change, lang)
        self.put(f"  {mark} {place} · {', '.join(change.codes)} · {kind}")
        old, new = clipped(before(change, lang), after(change, lang))
        wide = max(len(say(one, lang)) for one in ("before", "after", "why"))
        for label, words in (
            ("before", old),
            ("after", new),
            *(("why", reason) for reason in change.reasons),
        ):
            head = f"{_INDENT}{say(label, lang):<{wide}}: "
            self.wrap(words, head, " " * len(head))

    def findings(self, heading: str, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        self.head(say(heading, self._lang))
        for finding in findings:
            place = where(finding, self._lang)
            line = f"{say('line', self._lang)} {finding.line}"
            self.wrap(f"{place} ({line}) {finding.code}: {finding.message}", "  - ", "    ")
        self.put()
