"""Counts of right and wrong: mentions by type, era and style, and what was read of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from zikg.bench.extraction_match import align, name, names, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.bench.extraction_gold import Mark, Passage

FINDING: Final = ("exact", "overlap", "free")
"""Ways to count a mention: same type and span, same type and some text, and without any span
type, number and year as often as the text names them."""
READING: Final = ("number", "year", "issuer", "role", "relation", "gazette", "section", "item")


@dataclass(slots=True)
class Found:
    """Precision and recall: how many there are, how many were read, how many of these are right."""

    gold: int = 0
    read: int = 0
    right: int = 0

    def add(self, other: Found) -> None:
        """Add the counts of another."""
        self.gold += other.gold
        self.read += other.read
        self.right += other.right

    @property
    def precision(self) -> float:
        """How much of what was read is right; 1 where nothing was read."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """How much of what is there was read; 1 where nothing is there."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is there nor was read."""
        both = self.gold + self.read
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Share:
    """How many of those that were judged are right."""

    judged: int = 0
    right: int = 0

    def count(self, right: bool) -> None:
        """Count one more."""
        self.judged += 1
        self.right += right

    @property
    def rate(self) -> float | None:
        """Right by judged; ``None`` where nothing was judged."""
        return self.right / self.judged if self.judged else None


@dataclass(slots=True)
class Score:
    """All counts over some passages.

    ``groups`` holds the ways of finding by group: ``all``, ``type:uu``, ``era:old``,
    ``style:surat``; ``reading`` the accuracy of each thing read of a mention that was met.
    """

    passages: int = 0
    groups: dict[str, dict[str, Found]] = field(default_factory=dict)
    reading: dict[str, Share] = field(default_factory=dict)
    gazettes: Found = field(default_factory=Found)
    silent: Share = field(default_factory=Share)

    def group(self, key: str) -> dict[str, Found]:
        """Return the counts of a group; made where there are none yet."""
        return self.groups.setdefault(key, {way: Found() for way in FINDING})


def score(judged: Iterable[tuple[Passage, Sequence[Mark]]]) -> Score:
    """Return the counts over passages and what was read in each.

    Args:
        judged: each passage, and the marks that a program made in its text.
    """
    total = Score()
    for passage, read in judged:
        total.passages += 1
        if not passage.marks:
            total.silent.count(not read)
        met = align(passage.marks, read)
        _find(total, passage, read, met)
        for place, at in met.items():
            if passage.marks[place].type == read[at].type:
                _read(total, passage, read, met, place)
    return total


def _find(total: Score, passage: Passage, read: Sequence[Mark], met: dict[int, int]) -> None:
    keys = ("all", f"era:{passage.era}", f"style:{passage.style}", f"split:{passage.split}")
    pairs = [(passage.marks[place], read[at]) for place, at in met.items()]
    same = [(one, other) for one, other in pairs if one.type == other.type]
    right = {
        "exact": Counter(one.type for one, other in same if _span(one) == _span(other)),
        "overlap": Counter(one.type for one, _ in same),
        "free": Counter(known[0] for known in (names(passage.marks) & names(read)).elements()),
    }
    gold = Counter(mark.type for mark in passage.marks)
    seen = Counter(mark.type for mark in read)
    for way in FINDING:
        for type_ in gold | seen:
            counts = Found(gold[type_], seen[type_], right[way][type_])
            for key in (*keys, f"type:{type_}"):
                total.group(key)[way].add(counts)
        for key in keys:
            total.group(key)


def _span(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _read(
    total: Score, passage: Passage, read: Sequence[Mark], met: dict[int, int], place: int
) -> None:
    """Judge what was read of a mention that was met with its right type."""
    gold, got = passage.marks[place], read[met[place]]
    answers: dict[str, bool] = {
        "number": number(gold.number) == number(got.number),
        "year": gold.year == got.year,
        "role": gold.role == got.role,
    }
    if gold.judged and gold.issuer != "ri":
        answers["issuer"] = gold.issuer == got.issuer
    if gold.of is not None or got.of is not None:
        whom = met.get(gold.of) if gold.of is not None else None
        answers["relation"] = (
            gold.of is not None and whom == got.of and gold.relation == got.relation
        )
    if gold.gazettes or got.gazettes:
        answers["gazette"] = sorted(map(str, gold.gazettes)) == sorted(map(str, got.gazettes))
        common = Counter(gold.gazettes) & Counter(got.gazettes)
        total.gazettes.add(Found(len(gold.gazettes), len(got.gazettes), common.total()))
    if passage.decree:
        answers["section"] = gold.section == got.section
        answers["item"] = (gold.section, gold.item) == (got.section, got.item)
    for what, right in answers.items():
        total.reading.setdefault(what, Share()).count(right)


def errors(passage: Passage, read: Sequence[Mark]) -> list[tuple[str, Mark | None, Mark | None]]:
    """Return every disagreement of a passage: its kind, the mark by hand, the mark read.

    Kinds are ``missed``, ``extra``, ``type``, ``span`` and those of `READING`; a mention that was
    met may have several.

    Args:
        passage: the passage, with its marks.
        read: what the program marked.
    """
    met = align(passage.marks, read)
    found: list[tuple[str, Mark | None, Mark | None]] = []
    for place, gold in enumerate(passage.marks):
        if place not in met:
            found.append(("missed", gold, None))
            continue
        got = read[met[place]]
        if gold.type != got.type:
            found.append(("type", gold, got))
            continue
        if _span(gold) != _span(got):
            found.append(("span", gold, got))
        one = Score()
        _read(one, passage, read, met, place)
        found += [(what, gold, got) for what, share in one.reading.items() if not share.right]
    extra = set(range(len(read))) - set(met.values())
    return found + [("extra", None, read[at]) for at in sorted(extra)]


__all__ = ["FINDING", "READING", "Found", "Score", "Share", "errors", "name", "score"]
