"""A rule for the terminal: what it looks for, why it matters, what to do."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.rules.catalogue import Rule

_HEADINGS: Final = {
    "id": {
        "what": "Apa yang diperiksa",
        "why": "Mengapa penting",
        "example": "Contoh",
        "counter": "Bukan kesalahan",
        "remedy": "Perbaikan",
        "source": "Sumber",
        "severity": "Tingkat",
    },
    "en": {
        "what": "What is looked for",
        "why": "Why it matters",
        "example": "Example",
        "counter": "Not a fault",
        "remedy": "Remedy",
        "source": "Source",
        "severity": "Severity",
    },
}
SEVERITIES: Final = {
    "id": {"error": "tidak sesuai", "warning": "perlu diperiksa", "info": "catatan"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


def levels(rule: Rule, lang: str) -> str:
    """Return the severities of a rule, the main one first.

    Example:
        >>> from zikg.rules import rule
        >>> levels(rule("ZI210"), "en")
        'warning, info'
    """
    ordered = dict.fromkeys((rule.severity, *(shape.severity for shape in rule.shapes)))
    return ", ".join(SEVERITIES[lang][severity] for severity in ordered)


def in_terminal(rule: Rule, lang: str, *, colour: bool = False, width: int = 92) -> str:
    """Return a rule as text for the terminal.

    Args:
        rule: the rule.
        lang: ``id`` or ``en``.
        colour: whether ANSI codes may be used.
        width: columns to wrap at.
    """
    words = _HEADINGS[lang]
    texts = {
        "what": rule.what[lang],
        "why": rule.why[lang],
        "example": rule.example[lang],
        "counter": rule.counter_example[lang],
        "remedy": rule.remedy[lang],
        "source": rule.source[lang],
        "severity": levels(rule, lang),
    }
    lines = [_bold(f"{rule.code} {rule.name}", colour), *_wrap(rule.label[lang], width, ""), ""]
    for key, text in texts.items():
        lines.append(_bold(words[key], colour))
        lines.extend(_wrap(text, width, "  "))
    return "\n".join(lines)


def _wrap(text: str, width: int, indent: str) -> Iterator[str]:
    yield from textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text
