"""How the name of a decree, wherever it is repeated, compares with its title (ZI303).

People read past line breaks, misread letters and commas; they do not read past another word. The
title in capitals and the same name in ordinary letters in Menimbang are the rule, not a difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

from zikg.graph import nt
from zikg.graph.wording import alike, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import TitleMention
    from zikg.reason.case import Case

Match = Literal["same", "form", "other"]
_WORD: Final = re.compile(r"\w+")
_TO_DIGITS: Final = str.maketrans("oOlI", "0011")
_TO_LETTERS: Final = str.maketrans("0158", "oisb")
_SMALL: Final = frozenset(
    ["dan", "dari", "di", "ke", "yang", "untuk", "pada", "dalam", "atas", "oleh", "dengan", "serta"]
)
_MARKS: Final = re.compile(r"[,/()&;]")
_BRACKETS: Final = re.compile(r"\(\s*[A-Z]{2,8}\s*\)")
_TAIL: Final = 8
_LOUD: Final = 0.7


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a name compares with the title: its words beyond the title, and those it lacks."""

    match: Match
    adds: str = ""
    lacks: str = ""


def naming_facts(case: Case) -> Iterator[Fact]:
    """Return for each repetition of the name how it compares with the title."""
    title = next((t for t in case.decree.titles if t.section == "judul"), None)
    if title is None:
        return
    for mention in case.decree.titles:
        if mention is title:
            continue
        found = compare(title.text, mention.text, closed=mention.section != "lampiran")
        if found.match == "same" and _quiet(title, mention):
            found = Comparison("form")
        yield case.say(mention, "nameMatch", nt.words(found.match))
        if found.adds:
            yield case.say(mention, "nameAdds", nt.words(found.adds))
        if found.lacks:
            yield case.say(mention, "nameLacks", nt.words(found.lacks))


def compare(title: str, name: str, *, closed: bool = True) -> Comparison:
    """Return how a name compares with the title.

    Args:
        title: the name in the title.
        name: the name where it is repeated.
        closed: whether marks count; at the head of an annex they are left out as a rule.

    Example:
        >>> compare("RENCANA AKSI ZI TAHUN 2025", "Rencana Aksi ZI")
        Comparison(match='other', adds='', lacks='TAHUN 2025')
        >>> compare("RENCANA AKSI", "PENETAPAN RENCANA AKSI").adds
        'PENETAPAN'
        >>> compare("PENATAAN TATA LAKSANA", "Penataan Tatalaksana").match
        'same'
    """
    mine, theirs = _words(title), _words(name)
    # A tail of many words was read too far, or cut off: nobody writes a name so.
    theirs = _without_tail(mine, theirs)
    mine = _without_tail(theirs, mine)
    if squeeze(" ".join(mine)) == squeeze(" ".join(theirs)):
        same_marks = _MARKS.findall(title) == _MARKS.findall(name) or not closed
        return Comparison("same" if same_marks else "form")
    match: Match = "same"
    adds: list[str] = []
    lacks: list[str] = []
    for first, second in _differences(mine, theirs):
        level = _level(first, second)
        if level == "other" or (level == "form" and match == "same"):
            match = level
        if level != "same":
            lacks.append(" ".join(first))
            adds.append(" ".join(second))
    return Comparison(match, _joined(adds), _joined(lacks))


def _words(text: str) -> list[str]:
    """Return the words of a name, without abbreviations in brackets: "Korupsi (WBK)"."""
    return _WORD.findall(_BRACKETS.sub(" ", text))


def _joined(pieces: list[str]) -> str:
    return " ... ".join(piece for piece in pieces if piece)


def _folded(words: list[str]) -> list[str]:
    return [_plain(word) for word in words]


def _plain(word: str) -> str:
    """Return a word in lower case, signs misread for others set right: "2O25", "INTEGR1TAS"."""
    digits = sum(map(str.isdigit, word))
    if not digits:
        return word.casefold()
    return (
        word.translate(_TO_DIGITS)
        if 2 * digits > len(word)
        else word.translate(_TO_LETTERS).casefold()
    )


def _without_tail(mine: list[str], theirs: list[str]) -> list[str]:
    codes = SequenceMatcher(None, _folded(mine), _folded(theirs), autojunk=False).get_opcodes()
    if codes and codes[-1][0] == "insert" and codes[-1][4] - codes[-1][3] >= _TAIL:
        return theirs[: codes[-1][3]]
    return theirs


def _differences(mine: list[str], theirs: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(None, _folded(mine), _folded(theirs), autojunk=False)
    for tag, first, first_end, second, second_end in matcher.get_opcodes():
        if tag != "equal":
            yield mine[first:first_end], theirs[second:second_end]


def _level(first: list[str], second: list[str]) -> Match:
    one, other = _folded(first), _folded(second)
    if "".join(one) == "".join(other):
        return "same"
    if len(one) == len(other):
        levels = {_pair(a, b) for a, b in zip(one, other, strict=True)}
        return "other" if "other" in levels else "form" if "form" in levels else "same"
    if set(one) | set(other) <= _SMALL:
        return "form"
    return "form" if _abbreviates(one, other) or _abbreviates(other, one) else "other"


def _pair(one: str, other: str) -> Match:
    """Compare two words: equal, misread, of one stem, or other words."""
    if one == other:
        return "same"
    if any(character.isdigit() for character in one + other):
        return "other"
    if {one, other} <= _SMALL or _abbreviates([one], [other]):
        return "form"
    if len(one) >= 5 and _misread(one, other):
        return "same"
    return "form" if min(len(one), len(other)) >= 5 and alike(one, other) else "other"


def _misread(one: str, other: str) -> bool:
    """Whether one letter inside a word was read wrong, lost or added, its ends being the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    cut = (longer[:place] + longer[place + 1 :] for place in range(1, len(longer) - 1))
    return any(word == shorter for word in cut)


def _abbreviates(short: list[str], full: list[str]) -> bool:
    """Whether words are the initials of others: "WBK dan WBBM", small words apart."""
    letters = "".join(word for word in short if word not in _SMALL)
    initials = "".join(word[0] for word in full if word not in _SMALL)
    return len(letters) > 1 and len(full) > len(short) and letters == initials


def _quiet(title: TitleMention, mention: TitleMention) -> bool:
    """Whether a name that is to stand in capitals does not, though the title does."""
    if mention.section not in {"memutuskan", "lampiran"}:
        return False
    return _loud(title.text) and not _loud(mention.text)


def _loud(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) >= _LOUD * len(letters)
