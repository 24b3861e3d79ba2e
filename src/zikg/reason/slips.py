"""Slips of writing in a citation: capitals, hyphen, the name of the gazette (ZI218).

Source: UU 12/2011 Lampiran II angka 46 (type with capitals) and 47 (gazette). A word broken at a
line end, and a letter that a scan reads wrong, are no slips.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zikg.extract.citations.furniture import bare_view
from zikg.extract.wordlists import any_of, wordlist
from zikg.registry.issuers import name_of
from zikg.registry.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.extract.view import View
    from zikg.model import Citation, Span
    from zikg.reason.case import Case

_TYPE: Final = re.compile(r"\b([Uu]ndang)(\s?[-\u2010-\u2015]\s?|\s|)([Uu]ndang)\b")
_COUNTED: Final = re.compile(r"\b(nomor|tahun)\b(?=[\s:]*\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\s*\bno(?:mor)?\b|\d", re.IGNORECASE)
_COUNT: Final = r"(?:\s+tahun\s+\d+)?\s+(?:nomor|no\.?)[\s:]*\d+"
_MOST: Final = 3
"""Words of one title that are listed; where more are wrong, these show it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that are not in the form: what is read, what it should be, and where it stands.

    ``kind`` is ``capital``, ``hyphen``, ``gazette``, ``formula`` or ``end``.
    """

    kind: str
    reads: str
    should: str
    span: Span


def naming_slips(case: Case, citation: Citation) -> Iterator[Slip]:
    """Return the slips in how an instrument is named (type, number, title), in their order.

    Args:
        case: the decree before the judge.
        citation: a base or amending citation of Mengingat.
    """
    text = case.decree.source.text
    found = [*_types(text, citation.span), *_head(text, citation)]
    for nested in case.named_in_title(citation):
        found.extend(_head(text, nested))
    found.extend(_title(case, citation))
    yield from sorted(found, key=lambda slip: slip.span.start)


def gazette_slips(case: Case, citation: Citation) -> Iterator[Slip]:
    """Return the slips in the gazette that a citation gives, in their order.

    Args:
        case: the decree before the judge.
        citation: a base or amending citation of Mengingat.
    """
    if citation.gazette_span is not None:
        found = _gazettes(case.decree.source.text, citation.gazette_span)
        yield from sorted(found, key=lambda slip: slip.span.start)


def _types(text: str, span: Span) -> Iterator[Slip]:
    seen = bare_view(text, span.start, span.end)
    for match in _TYPE.finditer(seen.text):
        where = seen.span(match.start(), match.end())
        if "\n" in text[where.start : where.end]:
            continue
        hyphen = match[2].strip() != ""
        if not hyphen or match[1] + match[3] != "UndangUndang":
            yield Slip("capital" if hyphen else "hyphen", match[0], "Undang-Undang", where)


def _head(text: str, citation: Citation) -> Iterator[Slip]:
    """Return the words of type and issuer without a capital, and "nomor" and "tahun"."""
    seen = bare_view(text, citation.head.start, citation.head.end)
    number = _NUMBER.search(seen.text)
    names = _capitals(citation.type, citation.issuer)
    for match in _WORD.finditer(seen.text, 0, number.start() if number else len(seen.text)):
        word = match[0]
        if word[0].islower() and word in names:
            yield _capital(seen, match.start(), match.end())
    yield from _counters(seen)


@cache
def _capitals(type_: str, issuer: str | None) -> frozenset[str]:
    """Return the words of a type and its issuer that are written with a capital, in lower case.

    "Undang-Undang" is looked at as one word elsewhere.
    """
    names = [row["name"] for row in rows("data/types.csv") if row["type"] == type_]
    names.append((name_of(issuer) if issuer else None) or "")
    capitals = {word for name in names for word in _WORD.findall(name) if word[0].isupper()}
    return frozenset(word.casefold() for word in capitals) - {"undang"}


def _counters(seen: View) -> Iterator[Slip]:
    for match in _COUNTED.finditer(seen.text):
        after = re.compile(r"[\s:]*\d+").match(seen.text, match.end())
        yield _capital(seen, match.start(), after.end() if after else match.end())


def _capital(seen: View, start: int, end: int) -> Slip:
    reads = seen.text[start:end]
    return Slip("capital", reads, reads[0].upper() + reads[1:], seen.span(start, end))


def _gazettes(text: str, span: Span) -> Iterator[Slip]:
    seen = bare_view(text, span.start, span.end)
    named, word = _gazette_names()
    stateless = list(named.finditer(seen.text))
    for match in stateless:
        should = f"{_titled(match[1])} {_data()['gazette']['state']}{_titled(match[2])}"
        yield Slip("gazette", match[0], should, seen.span(match.start(), match.end()))
    counters = list(_counters(seen))
    taken = [seen.span(match.start(), match.end()) for match in stateless]
    for slip in counters:
        if not _inside(slip.span, taken):
            yield slip
    taken += [slip.span for slip in counters]
    for match in word.finditer(seen.text):
        if not _inside(seen.span(match.start(), match.end()), taken):
            yield _capital(seen, match.start(), match.end())


@cache
def _gazette_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a gazette named without the state, and each word that has a capital in its name."""
    about = _data()["gazette"]
    named = rf"\b((?:Tambahan\s+)?(?:{any_of(about['names'])}))({_COUNT})"
    word = re.compile(rf"\b(?:{any_of(about['words'])})\b")
    return re.compile(named, re.IGNORECASE), word


def _titled(words: str) -> str:
    return re.sub(r"\b[a-z]", lambda match: match[0].upper(), words)


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in others)


def _title(case: Case, citation: Citation) -> Iterator[Slip]:
    """Return the words of a title without the capital that the official title gives them."""
    work = case.work(citation)
    held = case.registry.get(work) if work else None
    if held is None or not held.title or citation.title_span is None:
        return
    nested = [mention.head for mention in case.named_in_title(citation)]
    span = citation.title_span
    seen = bare_view(case.decree.source.text, span.start, span.end)
    written, official = list(_WORD.finditer(seen.text)), _WORD.findall(held.title)
    if not any(word[0][0].islower() and word[0] not in _small() for word in written):
        return
    blocks = SequenceMatcher(
        None, [m[0].casefold() for m in written], [w.casefold() for w in official], autojunk=False
    ).get_matching_blocks()
    listed = 0
    for block in blocks:
        for place in range(block.size):
            match, right = written[block.a + place], official[block.b + place]
            where = seen.span(match.start(), match.end())
            inside = any(head.start <= where.start < head.end for head in nested)
            lower = match[0][0].islower() and right[0].isupper()
            if lower and not inside and match[0] not in _small() and listed < _MOST:
                listed += 1
                yield _capital(seen, match.start(), match.end())


@cache
def _small() -> frozenset[str]:
    listed = (*_data()["title"]["small"], *wordlist("relations")["title"]["small"])
    return frozenset((*listed, "undang"))


@cache
def _data() -> dict[str, Any]:
    return wordlist("citation-form")
