"""Heads: the words that begin the name of an instrument, wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zikg.extract.citations.fold import Folded, distance, key
from zikg.extract.citations.lexicon import Form, abbreviations, instruments, suffixed, words
from zikg.extract.remembering import remembered
from zikg.extract.vocabulary import FOREIGN_CASES

_SEPARATORS = re.compile(r"[\s\-‐‑–—―−─━]+")
# What may be glued behind a form: "UNDANG-UNDANGNOMOR5TAHUN2014".
_GLUED = re.compile(r"n[o0]m[o0]r|no\.?\s?\d|tahun|republik", re.IGNORECASE)
_LONG_WORD = 8
_CAPITALISED = re.compile(r"(?<![A-Za-z-])[A-Z][A-Za-z]{6,11}(?![A-Za-z])")
_REACH = 48
_SLIPS = 2
_HALF = re.compile(r"(?<![A-Za-z])([A-Za-z|]{4,8})\s?[-–—]\s?$")
_BEFORE_IT = re.compile(
    r"\b(P[A-Za-z]{6,11})[\s-]+(?:[Pp][A-Za-z]{7,12}[\s-]+)?([A-Za-z]{7,11})[\s(-]*$"
)
_DOT = re.compile(r"\.(?=\s?(?:[Nn][or]|\d))")


@dataclass(frozen=True, slots=True)
class Head:
    """A form found in the text at ``start`` to ``end``; ``maker`` where the form carries it."""

    form: Form
    start: int
    end: int
    maker: str = ""
    penalty: float = 0.0


@cache
def _folded_forms() -> tuple[re.Pattern[str], dict[str, tuple[str, Form]]]:
    table = {key(form): (form, meaning) for form, meaning in words()}
    return re.compile(_longest_of(tuple(table))), table


def _longest_of(forms: tuple[str, ...]) -> str:
    """Return a pattern for the longest form that fits, letter by letter: no form is tried twice.

    Example:
        >>> _longest_of(("uu", "uudrt", "pp"))
        'pp|uu(?:drt)?'
    """
    tails: dict[str, list[str]] = {}
    for form in sorted(filter(None, forms)):
        tails.setdefault(form[0], []).append(form[1:])
    branches = []
    for letter, rest in tails.items():
        tail = _longest_of(tuple(rest))
        bare = "" in rest
        if bare or "|" in tail:
            tail = f"(?:{tail})" if tail else ""
        branches.append(re.escape(letter) + tail + ("?" if bare and tail else ""))
    return "|".join(branches)


@cache
def _short_forms() -> tuple[re.Pattern[str], dict[str, Form]]:
    table = dict(abbreviations())
    firsts = "".join(sorted({form[0] for form in table}))
    # The set of first letters first: the search skips what cannot begin a form.
    listed = "|".join(
        rf"(?<={first})(?:{_longest_of(tuple(form[1:] for form in table if form[0] == first))})"
        for first in firsts
    ).replace(r"\ ", r"\s")
    return re.compile(
        rf"[{firsts}](?<![\w.].)(?<!\d/.)(?:{listed})(?:(?![A-Za-z])|(?=N(?:o\.|omor)\s?\d))"
    ), table


def find(text: str, folded: Folded) -> list[Head]:
    """Return the heads of a text in reading order, none overlapping another.

    Args:
        text: text of the view.
        folded: the same, folded.
    """
    found = [*_words(text, folded), *_abbreviations(text), *_suffixed(text, folded.low)]
    found.sort(key=lambda head: (head.start, -head.end))
    kept: list[Head] = []
    for head in found:
        if not kept or head.start >= kept[-1].end:
            kept.append(head)
    return [_whole(text, head) if head.form.type == "uu" else head for head in kept]


def _whole(text: str, head: Head) -> Head:
    """Return a head "Undang" with its damaged first half, and "Undang-Undang" of a Perppu as such.

    Example: "Undanq-Undang" begins at its first half.
    """
    half = _HALF.search(text, max(0, head.start - _REACH), head.start)
    if half and head.end - head.start < _LONG_WORD:
        if distance(half[1].lower(), "undang", _SLIPS) > _SLIPS:
            return head
        head = Head(head.form, half.start(), head.end, penalty=0.15)
    return _in_lieu(text, head)


def _in_lieu(text: str, head: Head) -> Head:
    """Return a head "Undang-Undang" as that of a Perppu where the word before it says so.

    Its first words may be damaged: "Peraturan Pemerinlah Penganti Undang-Undang".
    """
    before = _BEFORE_IT.search(text, max(0, head.start - _REACH), head.start)
    if not before or distance(before[2].lower(), "pengganti", _SLIPS) > _SLIPS:
        return head
    if not any(
        distance(before[1].lower(), word, _SLIPS) <= _SLIPS for word in ("peraturan", "pemerintah")
    ):
        return head  # "sebagai pengganti Undang-Undang Nomor 22": it takes its place
    form = Form("fixed", "perppu", issuer="ri")
    return Head(form, before.start(), head.end, penalty=max(head.penalty, 0.15))


def _words(text: str, folded: Folded) -> list[Head]:
    pattern, table = _folded_forms()
    found = []
    for match in pattern.finditer(folded.letters):
        start, end = folded.place(match.start()), folded.place(match.end() - 1) + 1
        if start and text[start - 1].isalpha() and not _opens(text, start):
            continue
        if end < len(text) and text[end].isalpha() and not _joined(text, end):
            continue
        form, meaning = table[match.group()]
        found.append(Head(meaning, start, end, penalty=_damage(text[start:end], form)))
    return found


def _opens(text: str, start: int) -> bool:
    """Return whether a form begins though a letter stands before it ("denganPeraturan")."""
    before = text[start - 1]
    return before in "^l|" or (text[start].isupper() and before.islower())


def _joined(text: str, end: int) -> bool:
    """Return whether a new word begins without a blank ("UndangNomor 5")."""
    return (text[end].isupper() and text[end - 1].islower()) or bool(_GLUED.match(text, end))


def _damage(written: str, form: str) -> float:
    if written == form:
        return 0.0
    one = _SEPARATORS.sub(" ", written.lower())
    other = _SEPARATORS.sub(" ", form.lower())
    if one == other:
        return 0.0
    return 0.05 if one.replace(" ", "") == other.replace(" ", "") else 0.15


def _abbreviations(text: str) -> list[Head]:
    pattern, table = _short_forms()
    found = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            continue  # "Peraturan Mahkamah Agung (PERMA) Nomor 1": said twice, cited once
        form = table[_SEPARATORS.sub(" ", match.group())]
        dot = _DOT.match(text, end)
        found.append(Head(form, start, dot.end() if dot else end, form.maker))
    return found


def _suffixed(text: str, low: str) -> list[Head]:
    found = []
    listed: dict[str, str] = instruments()["suffixed"][0]["suffixes"]
    foreign = not text.isascii() and any(letter in text for letter in FOREIGN_CASES)
    for pattern, entry in suffixed():
        if entry["stem"].lower() not in low and not foreign:
            continue
        for match in pattern.finditer(text):
            suffix = match[1] or match[2]
            form = Form("fixed", entry["type"])
            known = listed.get(suffix.lower())
            found.append(Head(form, match.start(), match.end(), known or entry["prefix"] + suffix))
    return found


@cache
def _long_forms() -> tuple[tuple[str, Form], ...]:
    return tuple(
        (key(form), meaning)
        for form, meaning in words()
        if meaning.kind == "fixed" and len(form) > 9
    )


@cache
def _fillers() -> tuple[str, ...]:
    return tuple(key(filler) for filler in instruments()["gap"]["fillers"])


@remembered
def misspelt(words: str) -> Form | None:
    """Return the form that words mean in spite of a slip ("Peraturan Periseden"), or ``None``."""
    letters = key(words.strip(" ,.:-"))
    for filler in _fillers():
        letters = letters.removesuffix(filler)
    for wanted, form in _long_forms():
        near = wanted[0] == letters[:1] and abs(len(wanted) - len(letters)) <= _SLIPS
        if near and distance(letters, wanted, _SLIPS) <= _SLIPS:
            return form
    return None


@cache
def _open_words() -> tuple[tuple[str, Form], ...]:
    return tuple(
        (form.lower(), meaning)
        for form, meaning in words()
        if meaning.kind == "open" and len(form) >= _LONG_WORD and " " not in form
    )


def slipped(text: str, floor: int, stop: int) -> Head | None:
    """Return the open word with a slip of the pen that stands last before a number.

    Args:
        text: text of the view.
        floor: no form begins before this place.
        stop: place of the word *Nomor*.

    Example:
        >>> slipped("Pertauran Komisi Pemilihan Umum ", 0, 32).form.type
        'peraturan'
    """
    for match in reversed(list(_CAPITALISED.finditer(text, floor, stop))):
        for form, meaning in _open_words():
            written = match.group().lower()
            if written[0] == form[0] and written != form and distance(written, form, 2) <= 2:
                return Head(meaning, match.start(), match.end(), penalty=0.25)
    return None


def damaged(text: str, folded: Folded, at: int, floor: int) -> Head | None:
    """Return the damaged form that ends before a number at ``at``, or ``None``.

    Used where a number and a year stand alone: a few wrong letters in a long form are read back.

    Args:
        text: text of the view.
        folded: the same, folded.
        at: place of the word *Nomor*.
        floor: no form begins before this place.
    """
    from bisect import bisect_left  # damage is rare

    places = folded.places
    stop = bisect_left(places, at)
    for filler in sorted(_fillers(), key=len, reverse=True):
        if folded.letters.endswith(filler, 0, stop):
            stop -= len(filler)
            break
    best: tuple[float, int, Form] | None = None
    for letters, form in _long_forms():
        limit = max(1, len(letters) // 6)
        for length in range(len(letters) - 2, len(letters) + 3):
            first = stop - length
            if first < 0 or places[first] < floor:
                continue
            near = folded.letters[first : first + 2]
            if near[0] != letters[0] and near[1] != letters[1]:
                continue  # one of two first letters is whole in any damage worth reading back
            begin = places[first]
            if begin and text[begin - 1].isalnum():
                continue
            edits = distance(folded.letters[first:stop], letters, limit)
            if edits <= limit and (best is None or edits / len(letters) < best[0]):
                best = (edits / len(letters), first, form)
    if best is None:
        return None
    return Head(best[2], places[best[1]], places[stop - 1] + 1, penalty=0.25)
