"""What the extraction got wrong in the gold set, one line of context each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zikg.bench.extraction_score import errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.bench.extraction import Outcome, Reading
    from zikg.bench.extraction_gold import Mark

Json = dict[str, Any]
_AROUND: Final = 30
_LONGEST: Final = 100
_SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "role": ("role",),
    "relation": ("role", "relation", "of"),
    "gazette": ("gazettes",),
    "issuer": ("issuer",),
    "section": ("section",),
    "item": ("item",),
}


def listed(readings: Iterable[Reading], outcome: Outcome) -> list[Json]:
    """Return every disagreement: passage, place, kind, what is there and what was read.

    Args:
        readings: the passages and what was read in them.
        outcome: the same, counted: it holds the cells that are wrong.
    """
    found = [entry for reading in readings for entry in _citations(reading)]
    for name, place, gold, read in outcome.tables.wrong:
        found.append(
            {
                "passage": name,
                "kind": "plan",
                "start": None,
                "expected": gold,
                "read": read,
                "context": place,
            }
        )
    return found


def text(entries: Iterable[Json]) -> str:
    """Return the disagreements for the terminal.

    Args:
        entries: as `listed` gives them.
    """
    return "\n".join(
        f"{one['passage']}:{one['start'] if one['start'] is not None else '-'} {one['kind']}\n"
        f"    {one['context']}\n    - {one['expected'] or '(-)'}\n    + {one['read'] or '(-)'}"
        for one in entries
    )


def _citations(reading: Reading) -> Iterator[Json]:
    words = reading.passage.text
    for kind, gold, read in errors(reading.passage, reading.marks):
        at = gold or read
        assert at is not None
        yield {
            "passage": reading.passage.id,
            "kind": kind,
            "start": at.start,
            "expected": _told(words, gold, kind),
            "read": _told(words, read, kind),
            "context": _context(words, at),
        }


def _told(words: str, mark: Mark | None, kind: str) -> str:
    if mark is None:
        return ""
    name = f"{mark.type} {mark.number or '-'} {mark.year or '-'}"
    if kind == "span":
        return f"{name} [{mark.start}:{mark.end}] {_short(words[mark.start : mark.end])}"
    values = [f"{field}={getattr(mark, field)}" for field in _SHOWN.get(kind, ())]
    return " ".join((name, *values))


def _context(words: str, mark: Mark) -> str:
    before = " ".join(words[max(0, mark.start - _AROUND) : mark.start].split())
    after = " ".join(words[mark.end : mark.end + _AROUND].split())
    return f"…{before} [{_short(words[mark.start : mark.end])}] {after}…"


def _short(words: str) -> str:
    words = " ".join(words.split())
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"
