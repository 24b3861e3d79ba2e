"""Titles compared as people would (ZI208): what one title says that the other does not.

Case, punctuation, small words, forms of one word, abbreviations and slips of typing or scanning
make no other title; words left out or put in do. Source: UU 12/2011 Lampiran II angka 45.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from zikg.extract.citations.fold import distance, key
from zikg.extract.wordlists import wordlist
from zikg.graph import nt
from zikg.registry.ordinals import ordinal
from zikg.registry.tables import items, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Citation
    from zikg.reason.case import Case

_WORD: Final = re.compile(r"[^\W_]+")
_GLUED: Final = re.compile(r"(?<=[a-z])(?=[A-Z]{2})")
_ASIDE: Final = re.compile(r"\(\s*[A-Z]{2,6}\s*\)")
_DIGIT: Final = re.compile(r"\d")
_PLACE: Final = re.compile(
    r"(?<=\bperubahan)\s+(?P<place>pertama|ke[\w\s-]{1,40}?)\s+(?=(?:atas|terhadap)\b)",
    re.IGNORECASE,
)
_LONG: Final = 12
"""From this length on a word may have two letters wrong and still be read as itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of the official title that are not written, and those written beside it."""

    lacks: tuple[str, ...]
    adds: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether the two are different titles."""
        return bool(self.lacks or self.adds)


def title_facts(case: Case) -> Iterator[Fact]:
    """Return which legal bases are cited under a title that is not theirs, and in what it differs.

    The same slip in the title of the amendment is said once, of the base.
    """
    found = {c.index: _compared(case, c) for c in case.citations if c.section == "mengingat"}
    for citation in case.citations:
        compared = found.get(citation.index)
        if compared is None:
            continue
        official, variant, wrong = compared
        if variant is not None:
            yield case.say(citation, "titleVariantCited", nt.words(variant))
            continue
        if not wrong:
            continue
        root = case.root(citation)
        known = found.get(root.index)
        if root is not citation and known is not None and wrong == known[2]:
            yield case.say(root, "titleRepeatedIn", case.node(citation))
            continue
        yield case.say(citation, "titleConflict", nt.words(official))
        if len(wrong.lacks) + len(wrong.adds) <= _data()["title"]["listed"]:
            for name, words in (("titleLacks", wrong.lacks), ("titleAdds", wrong.adds)):
                for word in dict.fromkeys(words):
                    yield case.say(citation, name, nt.words(word))


def _compared(case: Case, citation: Citation) -> tuple[str, str | None, Difference] | None:
    """Return the official title, the variant that is cited, and the difference."""
    work = case.work(citation)
    held = case.registry.get(work) if work else None
    if held is None or not held.title or not citation.title:
        return None
    cited = _plain(citation.title)
    none = Difference((), ())
    if cited == _plain(held.title):
        return held.title, None, none
    for variant in held.variants:
        if cited == _plain(variant):
            return held.title, variant, none
    wrong = difference(citation.title, held.title)
    if wrong and any(not difference(citation.title, variant) for variant in held.variants):
        wrong = none
    return held.title, None, wrong


def _plain(title: str) -> list[str]:
    return [word for word in map(str.casefold, _WORD.findall(title)) if word not in _idle()]


@lru_cache(maxsize=1024)
def difference(cited: str, official: str) -> Difference:
    """Return in what a title as cited differs from the official one.

    Args:
        cited: the title as it is written in a decree.
        official: the title of the instrument.

    Example:
        >>> difference("PELAYANAN PUBLIK", "Pelayanan Publik")
        Difference(lacks=(), adds=())
        >>> difference("Manajemen ASN", "Manajemen Aparatur Sipil Negara")
        Difference(lacks=(), adds=())
        >>> difference("Disiplin Pegawai", "Disiplin Pegawai Negeri Sipil")
        Difference(lacks=('Negeri', 'Sipil'), adds=())
    """
    wanted, written = _words(official), _words(cited)
    _pair(wanted, written, lambda one, other: one.casefold() == other.casefold())
    _pair(wanted, written, alike)
    _initials(wanted, written)
    _initials(written, wanted)
    _joined(wanted, written)
    _joined(written, wanted)
    if not any(word.isdigit() for word in wanted):
        # A number more, where none is missing, is that of a page.
        written = [word for word in written if not word.isdigit()]
    return Difference(_shown(wanted), _shown(written))


def _shown(words: list[str]) -> tuple[str, ...]:
    return tuple(re.sub(r"^Ke(?=\d)", "ke-", word) for word in words)


def _words(title: str) -> list[str]:
    """Return the telling words of a title, abbreviations written out, in their order."""
    found: list[str] = []
    text = _PLACE.sub(_counted, _ASIDE.sub(" ", _GLUED.sub(" ", title)))
    for word in _WORD.findall(text):
        full = _abbreviations()[0].get(word.casefold()) or _abbreviations()[1].get(word)
        found.extend(_WORD.findall(full) if full else [word])
    return [word for word in found if word.casefold() not in _idle()]


def _counted(match: re.Match[str]) -> str:
    """Return the place of an amendment in one form: the first has none (angka 6 and 7)."""
    place = ordinal(match["place"])
    if place is None:
        return match[0]
    return f" Ke{place} " if place > 1 else " "


def _pair(left: list[str], right: list[str], same: Callable[[str, str], bool]) -> None:
    """Strike out of both lists the words that have a partner in the other."""
    for word in list(left):
        partner = next((other for other in right if same(word, other)), None)
        if partner is not None:
            left.remove(word)
            right.remove(partner)


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether two words are one word: a slip of a letter, or two forms of one root.

    Example:
        >>> alike("Penyelenggara", "Penyelenggaraan"), alike("Publik", "Pubiik")
        (True, True)
        >>> alike("Pengelolaan", "Pengolahan"), alike("2019", "2018")
        (False, False)
    """
    one, other = one.casefold(), other.casefold()
    if _DIGIT.search(one) or _DIGIT.search(other):
        return one == other
    short = min(len(one), len(other))
    if short < 4:
        return False
    if key(one) == key(other) or _swapped(one, other):
        return True
    slips = 2 if short >= _LONG else 1
    return distance(one, other, slips) <= slips or bool(_roots(one) & _roots(other))


def _swapped(one: str, other: str) -> bool:
    wrong = [
        place for place in range(len(one)) if one[place : place + 1] != other[place : place + 1]
    ]
    return (
        len(one) == len(other)
        and len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and one[wrong[0]] == other[wrong[1]]
        and one[wrong[1]] == other[wrong[0]]
    )


def _roots(word: str) -> set[str]:
    """Return what may be the root of a word: it without one prefix, one suffix, or both."""
    heads = {word, *(word.removeprefix(prefix) for prefix in _data()["title"]["prefixes"])}
    found = {
        head.removesuffix(suffix)
        for head in heads
        for suffix in (*_data()["title"]["suffixes"], "")
    }
    return {root for root in found if len(root) >= 5}


def _initials(short: list[str], full: list[str]) -> None:
    """Strike out an abbreviation of one list with the words of the other that it stands for."""
    for word in list(short):
        if not 2 <= len(word) <= 6 or not word.isupper():
            continue
        first = "".join(other[0] for other in full).casefold()
        place = first.find(word.casefold())
        if place >= 0:
            short.remove(word)
            del full[place : place + len(word)]


def _joined(left: list[str], right: list[str]) -> None:
    """Strike out a word of one list that the other has in pieces ("tatalaksana")."""
    for word in list(left):
        for first in range(len(right)):
            for last in range(first + 2, min(first + 4, len(right)) + 1):
                if "".join(right[first:last]).casefold() == word.casefold():
                    left.remove(word)
                    del right[first:last]
                    break
            else:
                continue
            break


@cache
def _data() -> dict[str, Any]:
    return wordlist("citation-form")


@cache
def _idle() -> frozenset[str]:
    return frozenset(_data()["title"]["idle"])


@cache
def _abbreviations() -> tuple[dict[str, str], dict[str, str]]:
    """Return what short words stand for: those in any case, and those in capitals only."""
    any_case: dict[str, str] = dict(_data()["abbreviations"]["any_case"])
    for row in rows("data/types.csv"):
        for short in items(row["abbreviations"]):
            if short.isalpha() and len(short) > 1 and short != "Per":
                any_case.setdefault(short.casefold(), row["name"])
    capitals: dict[str, str] = dict(_data()["abbreviations"]["capitals"])
    for row in rows("data/issuers.csv"):
        for short in items(row["aliases"]) if not row["patterns"] else ():
            if short.isupper() and short.isalpha() and len(short) > 1:
                capitals.setdefault(short, row["name"].removeprefix("Kementerian "))
    return any_case, capitals
