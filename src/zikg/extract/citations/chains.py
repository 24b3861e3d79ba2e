"""Chains: which instrument is said to change, end or establish which other one."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, cast

from zikg.extract.citations import around
from zikg.extract.citations.fold import distance
from zikg.extract.citations.lexicon import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.extract.citations.mention import Mention
    from zikg.model import Relation

_FARTHEST: Final = 200
_LISTED: Final = re.compile(r"\s*[;,]\s*(?:dan|serta)?\s*([a-z]|\d{1,2})[.)]\s*")
_FIRST: Final = re.compile(r":[\s-]*([a-z]|\d{1,2})[.)]\s*$")
_AND: Final = re.compile(r"[\s,]*(?:dan|serta|,)?[\s,]*(?:dengan\s)?")


@cache
def _formulas() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["id"], re.compile(rf"(?<![a-z])({pattern})\s?:?\s?(?:[a-z0-9][.)])?\s*$"))
        for entry in relations()["relation"]
        for pattern in entry["patterns"]
    )


@cache
def _joint() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in relations()["joint"]["words"])
    return re.compile(rf"[\s,]*(?:{words})[\s,]*", re.IGNORECASE)


def formula(words: str) -> tuple[str, int, int] | None:
    """Return the relation that words between two instruments claim, and where they stand.

    Example:
        >>> formula(", sebagaimana telah beberapa kali diubah terakhir dengan ")
        ('last-amended', 2, 56)
    """
    lowered = re.sub(r"[\-\s‐–_*]", " ", words.lower())
    found = _match(lowered)
    if found or not lowered.strip(" ,.;:)"):
        return found
    mended, places = _mended(lowered)
    read = _match(mended) if mended != lowered else None
    return (read[0], places[read[1]], places[read[2] - 1] + 1) if read else None


def _match(lowered: str) -> tuple[str, int, int] | None:
    for name, pattern in _formulas():
        match = pattern.search(lowered)
        if match:
            start = match.end(1) - len(match[1].lstrip(" ,"))
            return name, start, match.start() + len(match[1].rstrip())
    return None


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(relations()["vocabulary"]["words"])


@lru_cache(maxsize=2048)
def _near(word: str) -> str:
    edits, one = min((distance(word, one, 2), one) for one in _vocabulary())
    return one if edits <= (2 if len(one) > 6 else 1) else word


def _mended(lowered: str) -> tuple[str, list[int]]:
    """Return the words with small damages read back, each character with its place before."""
    mended = ""
    places: list[int] = []
    for piece in re.finditer(r"[a-z0-9.'|!]+|[^a-z0-9]", lowered):
        word = piece.group()
        known = word
        if len(word) > 3 and word not in _vocabulary():
            known = _near(word)
        mended += known
        last = len(word) - 1
        places.extend(piece.start() + min(index, last) for index in range(len(known)))
        places[-1] = piece.start() + last
    return mended, places


def link(text: str, mentions: Sequence[Mention], breaks: Sequence[int]) -> None:
    """Give every mention outside titles its role, base, relation and formula.

    Args:
        text: text of the view.
        mentions: the mentions in reading order, with their titles; they are filled in.
        breaks: places that no chain crosses.
    """
    root = before = -1
    listing = ""
    for index, mention in enumerate(mentions):
        point = around.pinpoint(text, mention.start, mentions[index - 1].end if index else 0)
        if point:
            mention.pinpoint = mention.pinpoint or point[0]
        if mention.role == "title":
            continue
        start = mentions[before].close if before >= 0 else 0
        stop = point[1] if point else mention.start
        if before < 0 or stop - start > _FARTHEST or _broken(text, start, stop, breaks):
            label = _LISTED.fullmatch(text, start, stop) if listing else None
            if label and _style(label[1]) == listing:
                last = mentions[before]
                mention.role, mention.of, mention.relation = "amending", root, last.relation
            else:
                root, listing = index, ""
            before = index
            continue
        root = _tie(text, mentions, index, (start, stop), root=root, before=before)
        first = _FIRST.search(text, start, stop) if ":" in text[start:stop] else None
        style = _style(first[1]) if first else listing
        listing = style if mention.role == "amending" else ""
        before = index


def _style(label: str) -> str:
    """Return how a list is marked: the acts that amend share it, the next base may not."""
    return "numbers" if label.isdigit() else "letters"


def _broken(text: str, start: int, stop: int, breaks: Sequence[int]) -> bool:
    if ";" in text[start:stop]:
        return True
    crossed = bisect_left(breaks, stop + 1) > bisect_left(breaks, start + 1)
    return crossed and formula(text[start:stop]) is None


def _tie(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    between: tuple[int, int],
    *,
    root: int,
    before: int,
) -> int:
    """Tie a mention to the chain before it and return the base of the chain it stands in."""
    mention, previous = mentions[index], mentions[before]
    start, stop = between
    words = text[start:stop]
    claimed = formula(words)
    if claimed:
        name, first, last = claimed
        mention.role = "amending"
        mention.of = before if name == "adopted" else root
        mention.relation = None if name == "adopted" else cast("Relation", name)
        mention.formula = (start + first, start + last)
        return root
    if _joint().fullmatch(words):
        if _is_amendment(text, mention):
            mention.role, mention.of, mention.relation = "amending", root, "amended"
            return root
        return index
    if (
        previous.role == "amending"
        and _AND.fullmatch(words)
        and _continues(text, previous, mention)
    ):
        mention.role, mention.of, mention.relation = "amending", root, previous.relation
        return root
    return index


def _is_amendment(text: str, mention: Mention) -> bool:
    if not mention.title:
        return False
    return bool(_amending().match(text[mention.title[0] : mention.title[1]]))


@cache
def _amending() -> re.Pattern[str]:
    # "Perubahan Batas Wilayah" changes a border, "Perubahan Kedua atas Undang-Undang" a law.
    words = "|".join(relations()["title"]["amending"])
    named = "|".join(relations()["title"]["amended"])
    return re.compile(rf"(?:{words})(?:\s\w+){{0,4}}?\s(?:{named})", re.IGNORECASE)


def _continues(text: str, previous: Mention, mention: Mention) -> bool:
    """Return whether "and" goes on with the acts that amend ("diubah dengan B dan C")."""
    if mention.type != previous.type or (mention.year or 0) < (previous.year or 0):
        return False
    return _is_amendment(text, mention) or (mention.title is None and previous.title is None)
