"""What of the registry an examination looked at, so that it need not be done again for the rest.

Every call of the registry is noted with its answer. Where another registry gives the same answers
to the same calls, the same examination would follow: nothing else of a registry is ever seen.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from zikg.model import Change, Interval, Regulation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zikg.registry import Registry

Call: TypeAlias = tuple[str, tuple[Any, ...], tuple[tuple[str, Any], ...]]
_MOST: Final = 50_000
"""Answers kept by one process; they are forgotten together when there are more."""


class Watch:
    """A registry that notes what is asked of it; pass `registry` where a registry is wanted.

    Args:
        registry: the registry that answers.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._answers: dict[Call, tuple[Any, str, tuple[date, ...]]] = {}
        self._heard: dict[Call, None] = {}

    @property
    def registry(self) -> Registry:
        """What answers like the registry."""
        return cast("Registry", _Asked(self))

    def begin(self) -> None:
        """Forget what was noted: another document begins."""
        if len(self._answers) > _MOST:
            self._answers.clear()
        self._heard = {}

    def answer(self, call: Call) -> Any:
        """Return the answer to a call, and note it."""
        self._heard[call] = None
        return self._answer(call)[0]

    def calls(self) -> tuple[Call, ...]:
        """Return what was asked since the document began, each once."""
        return tuple(self._heard)

    def digest(self, calls: Iterable[Call]) -> str:
        """Return the digest of the answers that this registry gives to some calls."""
        seen = sha256()
        for call in sorted(calls, key=repr):
            seen.update(repr(call).encode() + self._answer(call)[1].encode())
        return seen.hexdigest()[:32]

    def days(self, calls: Iterable[Call]) -> set[date]:
        """Return the days that are told in the answers to some calls."""
        return {day for call in calls for day in self._answer(call)[2]}

    def _answer(self, call: Call) -> tuple[Any, str, tuple[date, ...]]:
        if call not in self._answers:
            name, args, named = call
            found = getattr(self._registry, name)(*args, **dict(named))
            if hasattr(found, "__next__"):
                found = tuple(found)
            told = sha256(repr(found).encode()).hexdigest()
            self._answers[call] = found, told, tuple(set(_days(found)))
        return self._answers[call]


class _Asked:
    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        watch = self.__dict__["_watch"]
        if not callable(getattr(watch._registry, name)):
            return getattr(watch._registry, name)

        def ask(*args: Any, **named: Any) -> Any:
            return watch.answer((name, args, tuple(sorted(named.items()))))

        self.__dict__[name] = ask
        return ask


def _days(found: Any) -> Iterator[date]:
    if isinstance(found, Interval):
        yield from (found.earliest, found.latest)
    elif isinstance(found, Change):
        yield from _days(found.effective)
    elif isinstance(found, Regulation):
        for value in (getattr(found, name) for name in found.__slots__):
            yield from _days(value)
    elif isinstance(found, tuple | list):
        for part in found:
            yield from _days(part)
