"""Titles: where the name of an instrument begins and ends, and what is named inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING, Final

from zikg.extract.citations import around
from zikg.extract.citations.fold import fold, key
from zikg.extract.citations.lexicon import relations
from zikg.extract.citations.mention import Mention

if TYPE_CHECKING:
    from zikg.extract.citations.gazettes import Group

LONGEST: Final = 900
_OPENING: Final = re.compile(
    r"[\s,:]{0,3}(?:\([^()]{0,60}\)[\s,]{0,2})?"
    r"(?P<word>t\s?[ec]\s?n\s?t\s?[a-z]\s?[nrm]{1,2}\s?[gq]?|mengenai|perihal|hal)(?![a-z])[\s:,\"“”]{0,3}",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"\.(?=\s+(?:[A-Z(]|\d{1,2}[.)]\s)|\s*$)|[\"”“]\s?,?\s(?=\()")
_ABBREVIATED: Final = re.compile(
    r"\b(?:No|Nr|jo|jis|djo|Prp|Drt|Thn|Th|Stbl|Stb|Dr|Drs|Ir|Prof|Tap|PT|PN|CV|Tbk|Kep|Pol|[A-Z])$",
    re.IGNORECASE,
)
_ADOPTS: Final = re.compile(
    r"[\s,\"”“'’)]{0,4}(?:untuk\s)?(?:menjadi|sebagai)\s+Undang", re.IGNORECASE
)
_GOES_ON: Final = re.compile(r"[\s\"”“'’]{0,3}(?:tentang|mengenai|untuk)\b", re.IGNORECASE)
_BRACKET: Final = re.compile(r"[()]")
_SHORT_NAME: Final = re.compile(r"\s?\([A-Z][A-Za-z0-9-]{1,14}\)")
_TRAILING: Final = " ,.;:(\"“”'’-–"
_LETTERS: Final = frozenset(ascii_lowercase + digits)
_PLAIN: Final = re.compile(r"[^a-z0-9]")

_JOINING: Final = frozenset(
    ("dan", "serta", "atau", "yang", "dengan", "di", "dalam", "telah", "maka")
)
"""Words that no title ends with: what they would join was left out."""

TitleOf = Callable[[Mention], str | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where things end: gazette groups, and places that no title crosses."""

    groups: tuple[Group, ...]
    breaks: tuple[int, ...]
    listed: bool
    """Whether the text is a list of instruments, whose titles end only at a mark."""


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = relations()["title"]
    return table


@cache
def _stops() -> re.Pattern[str]:
    table = _table()
    words = "|".join(re.escape(word.strip()).replace(r"\ ", r"\s") for word in table["stops"])
    comma = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in table["after_comma"])
    joint = "|".join(
        re.escape(word) for word in sorted(relations()["joint"]["words"], key=len, reverse=True)
    )
    # All begin with a blank or a comma: the search skips whatever is none.
    return re.compile(
        rf"[\s,](?:(?<=\s)(?:{words})\b|(?<=,)\s?(?:{comma})\b|(?:{joint})\s(?=[A-ZN\d]))"
    )


@cache
def _closing() -> tuple[str, ...]:
    return tuple(relations()["adopts"]["closing"])


def bound(text: str, mentions: Sequence[Mention], bounds: Bounds, title_of: TitleOf) -> None:
    """Give every mention its title, gazettes, date, end and, inside a title, its role.

    Args:
        text: text of the view.
        mentions: the mentions in reading order; they are filled in.
        bounds: gazette groups and breaks of the text.
        title_of: the official title of what a mention names, where the registry holds it.
    """
    enclosing: list[int] = []
    for index, mention in enumerate(mentions):
        enclosing = [one for one in enclosing if _title_end(mentions[one]) > mention.start]
        limit = min((_title_end(mentions[one]) for one in enclosing), default=len(text))
        if enclosing:
            mention.role, mention.of = "title", enclosing[-1]
        at = _after(text, mention)
        mention.close = at
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following and following.follows and following.start - mention.end < 12:
            continue  # the last of a list carries the title
        begin = _begin(text, mention, at)
        if begin is not None and begin < limit:
            end = _end(
                text,
                begin,
                min(limit, begin + LONGEST),
                index,
                mentions,
                bounds=bounds,
                title_of=title_of,
            )
            if enclosing:
                end = _without_closing(text, begin, end)
            end = _trim(text, begin, end)
            if end > begin:
                mention.title, mention.close = (begin, end), end
                enclosing.append(index)
        _attach(text, mention, bounds, limit)


def _title_end(mention: Mention) -> int:
    return mention.title[1] if mention.title else mention.end


def _after(text: str, mention: Mention) -> int:
    """Return the place after the head and what belongs to it: its date, an article."""
    at = mention.end
    day = around.dated(text, at)
    if day:
        mention.dated, at = day
        mention.year = mention.year or (day[0].earliest.year if day[0].exact else None)
    point = around.behind(text, at)
    if point:
        mention.pinpoint, after = point
        if _OPENING.match(text, after):
            at = after
    return at


def _begin(text: str, mention: Mention, at: int) -> int | None:
    match = _OPENING.match(text, at)
    if match and (match["word"][0] in "tT" or mention.type in _table()["letters"]):
        return match.end()
    return None


def _end(
    text: str,
    begin: int,
    limit: int,
    index: int,
    mentions: Sequence[Mention],
    *,
    bounds: Bounds,
    title_of: TitleOf,
) -> int:
    """Return where a title ends: at a mark, a stop word, the next instrument, its known words."""
    hard, marked = _hard_end(text, begin, limit, bounds, mentions[index + 1 : index + 2])
    stop = _stops().search(text, begin + 1, hard)
    soft = stop.start() if stop else hard
    # Only a gazette marks the end of a title for certain; in a list a semicolon does too.
    if not (bounds.listed or marked) or (not bounds.listed and soft < hard):
        soft = _capitalised(text, begin, soft)
    soft = _next_mention(text, begin, soft, index, mentions)
    if soft == hard and (marked or bounds.listed):
        return soft
    official = title_of(mentions[index])
    known = _official(text, begin, hard, official) if official else None
    return known or soft


def _hard_end(
    text: str, begin: int, limit: int, bounds: Bounds, nested: Sequence[Mention]
) -> tuple[int, bool]:
    """Return the end that no title passes, and whether a gazette stands there."""
    end, marked = limit, False
    semicolon = text.find(";", begin, limit)
    end = semicolon if semicolon >= 0 else end
    index = bisect_right(bounds.breaks, begin)
    if index < len(bounds.breaks):
        end = min(end, bounds.breaks[index])
    for group in bounds.groups:
        goes_on = _ADOPTS.match(text, group.end) or (
            nested and nested[0].start < group.start and _GOES_ON.match(text, group.end)
        )
        if begin < group.start < end and not goes_on:
            end, marked = group.start, True
            break
    for match in _SENTENCE.finditer(text, begin, end):
        if not _ABBREVIATED.search(text, max(begin, match.start() - 6), match.start()):
            end, marked = match.start(), False
            break
    blank = text.find("([", begin, end)  # a gazette that a correction left to be filled in
    if blank >= 0:
        end, marked = blank, True
    depth = 0
    for bracket in _BRACKET.finditer(text, begin, end):
        depth += 1 if bracket.group() == "(" else -1
        if depth < 0:
            return bracket.start(), False
    return end, marked


def _next_mention(text: str, begin: int, end: int, index: int, mentions: Sequence[Mention]) -> int:
    """Return where the next mention of the same level begins, or ``end``."""
    inside: Mention | None = None
    for place in range(index + 1, len(mentions)):
        mention = mentions[place]
        if mention.start >= end:
            break
        if inside and mention.follows:
            continue
        point = around.pinpoint(text, mention.start, begin)
        at = point[1] if point else mention.start
        last = (text[begin:at].rsplit(maxsplit=1)[-1:] or ["tentang"])[0].rstrip().lower()
        listed = inside and re.fullmatch(r"\s?(?:,|dan|serta|,\s?dan)\s?", text[inside.end : at])
        if listed or (
            last.rstrip(".") not in _table()["separators"] and last[-1:] not in {",", ")", ";"}
        ):
            inside = mention
            continue
        return at
    return end


def _official(text: str, begin: int, end: int, official: str) -> int | None:
    """Return where the official title ends, if the text begins with it."""
    wanted = _PLAIN.sub("", key(official))
    if len(wanted) < 6:
        return None
    seen = fold(text[begin : min(end, begin + 2 * len(official) + 40)])
    matched = 0
    for letter, place in zip(seen.letters, seen.places, strict=True):
        if letter not in _LETTERS:
            continue
        if letter != wanted[matched]:
            return None
        matched += 1
        if matched == len(wanted):
            stop = begin + place + 1
            short = _SHORT_NAME.match(text, stop, end)
            stop = short.end() if short else stop
            return stop if stop >= len(text) or not text[stop].isalnum() else None
    return None


def _capitalised(text: str, begin: int, end: int) -> int:
    """Return where a title written with capitals runs into the sentence around it."""
    capitals = 0
    for match in re.finditer(r"\([^()]*\)?|[^\s,()\"“”]+", text[begin:end]):
        word = match.group()
        if word[0] == "(":
            continue
        if word[0].isupper() or word[0].isdigit() or not word[0].isalpha():
            capitals += 1
        elif word.lower().rstrip(".:") not in _table()["small"] and capitals >= 2:
            return begin + match.start()
    return end


def _without_closing(text: str, begin: int, end: int) -> int:
    """Return the end of a nested title without "menjadi Undang-Undang", which is its law's."""
    lowered = re.sub(r"[\s-]+", " ", text[begin:end].lower()).rstrip(_TRAILING)
    for words in _closing():
        if lowered.endswith(re.sub(r"[\s-]+", " ", words.lower())):
            cut = text.lower().rfind(words.split()[0], begin, end)
            return cut if cut > begin else end
    return end


def _trim(text: str, begin: int, end: int) -> int:
    while True:
        while end > begin and text[end - 1] in _TRAILING:
            end -= 1
        words = text[begin:end].rstrip()
        last = words.rsplit(maxsplit=1)[-1] if words else ""
        if last not in _JOINING:
            return end
        end = begin + len(words) - len(last)


def _attach(text: str, mention: Mention, bounds: Bounds, limit: int) -> None:
    """Give a mention the gazette that stands right behind it."""
    for group in bounds.groups:
        if group.end <= mention.close:
            continue
        if group.start >= limit:
            return  # it belongs to the instrument in whose title this one stands
        between = text[mention.close : max(group.start, mention.close)]
        if any(word not in _JOINING for word in re.split(r"[\s,.;:(\"“”'’–)-]+", between) if word):
            return
        mention.gazettes = group.gazettes
        mention.gazette = (group.start, group.end)
        mention.close = group.end
        return
