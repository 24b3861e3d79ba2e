"""The history of an instrument as a tree: what happened to it, and to what changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zikg.registry.status import status_at
from zikg.report.regulation import DONE, wrapped
from zikg.report.words import CERTAINTY
from zikg.validate.naming import short_name
from zikg.validate.words import date_words as when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Change, Interval
    from zikg.registry import Registry

Json = dict[str, Any]

_WORDS: Final = {
    "made": {"id": "dibentuk", "en": "made"},
    "effective": {"id": "mulai berlaku", "en": "in effect"},
    "replaced": {"id": "digantikan oleh", "en": "replaced by"},
    "above": {"id": "(lihat di atas)", "en": "(see above)"},
    "certainty": {"id": "kepastian", "en": "certainty"},
    "unheld": {"id": "tidak ada dalam registri", "en": "not in the registry"},
}


def as_json(
    identifier: str, registry: Registry, at: Interval | None = None, depth: int = 99
) -> Json:
    """Return the history of an instrument as nested data, each instrument told once.

    Args:
        identifier: short id of an instrument that the registry holds.
        registry: the registry.
        at: the date whose status is told with each instrument; left out unless given.
        depth: how many hops from the instrument; what lies further is only named.
    """
    return _node(identifier, registry, set(), at, depth)


def _node(
    identifier: str, registry: Registry, told: set[str], at: Interval | None, depth: int
) -> Json:
    held = registry.get(identifier)
    node: Json = {
        "id": identifier,
        "name": short_name(identifier, registry),
        "title": held.title if held else None,
        "made": held.exists.printed if held else None,
        "effective": held.effective.printed if held else None,
    }
    if at is not None:
        status = status_at(registry, identifier, at)
        node["status"] = {
            "code": status.code,
            "label": status.label,
            "since": status.since,
            "confidence": status.confidence,
        }
    if identifier in told:
        return node | {"repeated": True}
    if depth < 1:
        return node
    told.add(identifier)
    node["events"] = [
        {
            "date": change.effective.printed,
            "kind": change.kind,
            "provision": change.provision,
            "scope": change.scope,
            "confidence": change.confidence,
            "source": change.source,
            "by": _node(change.act, registry, told, at, depth - 1),
        }
        for change in registry.changes_to(identifier)
    ]
    node["replaced_by"] = [
        _node(r.by, registry, told, at, depth - 1) for r in registry.replacements(identifier)
    ]
    return node


def as_text(
    identifier: str, registry: Registry, lang: str, width: int = 100, depth: int = 99
) -> str:
    """Return the history of an instrument as a tree of lines.

    Args:
        identifier: short id of an instrument that the registry holds.
        registry: the registry.
        lang: ``id`` or ``en``.
        width: columns to wrap at.
        depth: how many hops from the instrument; what lies further is only named.
    """
    tree = _Tree(registry, lang, width)
    return "\n".join(tree.lines(identifier, "", set(), depth)) + "\n"


class _Tree:
    def __init__(self, registry: Registry, lang: str, width: int) -> None:
        self.registry = registry
        self.lang = lang
        self.width = width

    def word(self, name: str) -> str:
        return _WORDS[name][self.lang]

    def lines(self, identifier: str, indent: str, told: set[str], depth: int) -> Iterator[str]:
        """Yield an instrument and, under it, what happened to it in the order of time."""
        held = self.registry.get(identifier)
        name = short_name(identifier, self.registry)
        if not indent:
            yield from wrapped(f"{name} {held.title or ''}" if held else name, self.width, "")
        if held is None or identifier in told or depth < 1:
            return
        told.add(identifier)
        events: list[tuple[str, str | None]] = [
            (self.dated(held.exists, self.word("made")), None),
            (self.dated(held.effective, self.word("effective")), None),
        ]
        events += [
            (self.changed(change, told), change.act)
            for change in self.registry.changes_to(identifier)
        ]
        acts = {event[1] for event in events}
        for replacement in self.registry.replacements(identifier):
            words = f"{self.word('replaced')} {self.named(replacement.by, told)}"
            events.append((words, None if replacement.by in acts else replacement.by))
        for place, (words, act) in enumerate(events):
            last = place == len(events) - 1
            branch, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
            yield from wrapped(words, self.width, indent + branch, indent + below)
            if act is not None:
                yield from self.lines(act, indent + below, told, depth - 1)

    def dated(self, day: Interval, words: str) -> str:
        return f"{when(day, self.lang)}  {words}"

    def changed(self, change: Change, told: set[str]) -> str:
        words = f"{DONE[change.kind][self.lang]} {self.named(change.act, told)}"
        if change.provision:
            words += f" ({change.provision})"
        if change.scope:
            words += f": {change.scope}"
        if change.confidence != "high":
            words += f" [{self.word('certainty')} {CERTAINTY[change.confidence][self.lang]}]"
        return self.dated(change.effective, words)

    def named(self, identifier: str, told: set[str]) -> str:
        """Return the name of an instrument, its title where it is told for the first time."""
        held = self.registry.get(identifier)
        name = short_name(identifier, self.registry)
        if held is None:
            return f"{name} ({self.word('unheld')})"
        return (
            f"{name} {self.word('above')}" if identifier in told else f"{name} {held.title or ''}"
        )
