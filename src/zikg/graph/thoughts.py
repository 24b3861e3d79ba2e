"""How the thoughts of Menimbang are worded: opening, predicate, formula, close (ZI307).

Source: UU 12/2011, Lampiran II angka 21 (a full sentence), 22 (begins with "bahwa", ends with a
semicolon) and 23 (the formula of the last thought).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.view import View, view
from zikg.extract.wordlists import wordlist
from zikg.graph.drafting import Point
from zikg.graph.wording import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree, Part

_WORD: Final = re.compile(r"[^\W\d_]+")
_LABELS: Final = re.compile(r"\s*(?:Menimbang)?[\s:*.)-]*(?:[a-z][.)])?[\s:]*", re.IGNORECASE)
_FORMULA: Final = re.compile(
    r"sebagaimana\s+(?:yang\s+)?(?:di)?maksud(?:kan)?\s+"
    r"(?P<words>(?:dalam|pada|di|oleh)?\s*huruf\s+[a-z](?!\w)"
    r"(?:\s*,?\s*(?:dan|serta|sampai\s+dengan|s\.d\.|s/d)?\s*(?:huruf\s+)?(?-i:[a-z])(?!\w))*)",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"sampai\s+dengan|s\.d\.|s/d", re.IGNORECASE)
_CUT: Final = re.compile(r"(?:\.\s?\.|…)\s*$")
_LAST: Final = re.compile(
    r"(?P<word>\S*?)(?P<mark>[;:,.]?)(?P<joint>\s*(?:dan|serta))?\s*$", re.IGNORECASE
)
_TAIL: Final = 300
"""Characters in which the last word is looked for: a longer one is none, and would cost minutes."""
_LONG: Final = 6
_CITED: Final = "§"


def thoughts(decree: Decree) -> Iterator[Point]:
    """Yield the points of form of each thought of Menimbang."""
    for part in decree.parts:
        if part.section != "menimbang":
            continue
        seen = view(decree.source.text, part.span.start, part.span.end)
        label = _LABELS.match(seen.text)
        start = label.end() if label else 0
        if part.label is not None:
            start = max(start, seen.at(part.label.end))
        first = _WORD.search(seen.text, start)
        if first is None:
            continue
        yield from _opening(decree, part, seen, first)
        yield from _formula(decree, part, seen)
        yield from _predicate(decree, part, seen, first.start())
        if part.item is not None:
            yield from _ending(decree, part, seen)


def _opening(decree: Decree, part: Part, seen: View, first: re.Match[str]) -> Iterator[Point]:
    word = first.group().casefold()
    reads = "bahwa" if alike(word, "bahwa") else word
    spans = seen.pieces(first.start(), first.end(), decree.source.text)
    yield Point("thought-opening", "menimbang", part.item, spans, reads, f"bahwa {first.group()}")


def _ending(decree: Decree, part: Part, seen: View) -> Iterator[Point]:
    text = seen.text.rstrip(" *_")
    if _CUT.search(text):
        return  # a catchword or a blank: the close was not read
    found = _LAST.search(text, max(0, len(text) - _TAIL))
    if found is None or not (found["word"] or found["mark"]):
        return
    start, end = found.start("word"), max(found.end("word"), found.end("mark"))
    spans = seen.pieces(start, end, decree.source.text)
    right = found["word"].rstrip(".,:") + ";"
    yield Point("thought-ending", "menimbang", part.item, spans, found["mark"], right)


def _formula(decree: Decree, part: Part, seen: View) -> Iterator[Point]:
    for found in _FORMULA.finditer(seen.text):
        reads = " ".join(found["words"].casefold().split())
        right = _prescribed(reads)
        # Commas between the letters are left to taste; the words are not.
        same = _bare(reads) == _bare(right)
        spans = seen.pieces(found.start("words"), found.end("words"), decree.source.text)
        yield Point(
            "thought-formula", "menimbang", part.item, spans, right if same else reads, right
        )


def _prescribed(reads: str) -> str:
    """Return the letters in the form of angka 23.

    Example:
        >>> _prescribed("pada huruf a dan b")
        'dalam huruf a dan huruf b'
        >>> _prescribed("pada huruf a, b dan c")
        'dalam huruf a, huruf b, dan huruf c'
    """
    ranged = _RANGE.split(reads)
    letters = [
        word for word in re.findall(r"(?<![\w.])[a-z](?![\w.])", " ".join(ranged)) if len(word) == 1
    ]
    named = [f"huruf {letter}" for letter in letters]
    if len(ranged) > 1 and len(named) == 2:
        return f"dalam {named[0]} sampai dengan {named[1]}"
    if len(named) < 3:
        return "dalam " + " dan ".join(named)
    return f"dalam {', '.join(named[:-1])}, dan {named[-1]}"


def _bare(words: str) -> str:
    words = _RANGE.sub("sampai dengan", words)
    return " ".join(re.findall(r"\w+", words.replace("serta", "dan")))


def _predicate(decree: Decree, part: Part, seen: View, start: int) -> Iterator[Point]:
    """Yield the verb of the main clause of a thought that opens with a subordinate phrase."""
    words = _own_words(decree, part, seen, start)
    if _openers().match(" ".join(words[1:3])) is None:
        return
    spans = seen.pieces(start, len(seen.text), decree.source.text)
    yield Point("thought-predicate", "menimbang", part.item, spans, main_verb(words))


@cache
def _openers() -> re.Pattern[str]:
    known = wordlist("drafting")["thought"]["openers"]
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})\b")


def _own_words(decree: Decree, part: Part, seen: View, start: int) -> list[str]:
    """Return the words of a thought, what it cites as one sign: a title has verbs of its own."""
    away = [c.span for c in decree.citations if part.span.start <= c.span.start < part.span.end]
    away += [t.span for t in decree.titles if part.span.start <= t.span.start < part.span.end]
    words: list[str] = []
    for found in _WORD.finditer(seen.text, start):
        at = seen.offsets[found.start()]
        if not any(span.start <= at < span.end for span in away):
            words.append(found.group().casefold())
        elif words[-1:] != [_CITED]:
            words.append(_CITED)
    return words


def main_verb(words: list[str]) -> str:
    """Return the first word that makes a main clause, or an empty string.

    Verbs of relative clauses ("yang ditetapkan") and of phrases ("untuk menyusun", "dalam rangka
    membangun") make none. When in doubt a word counts as verb.

    Args:
        words: the words of a thought in lower case, "bahwa" first.

    Example:
        >>> main_verb("bahwa dalam rangka pembangunan zona integritas menuju wilayah bebas".split())
        ''
        >>> main_verb("bahwa untuk menyusun rencana diperlukan tim".split())
        'diperlukan'
    """
    lists = wordlist("drafting")["thought"]
    for index, word in enumerate(words[1:], start=1):
        if index == 1 or not _verbal(word, words[index - 1], lists):
            continue
        if not _relative(words, index, lists):
            return word
    return ""


def _verbal(word: str, before: str, lists: dict[str, list[str]]) -> bool:
    if word in lists["predicates"]:
        return True
    if word in lists["no_verbs"] or len(word) < _LONG:
        return False
    return word.startswith("di") or (word.startswith("me") and before not in lists["nominal"])


def _relative(words: list[str], index: int, lists: dict[str, list[str]]) -> bool:
    at = index - 1
    while at > 0 and words[at] in lists["helpers"]:
        at -= 1
    return words[at] in lists["relative"]
