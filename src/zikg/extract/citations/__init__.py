"""Citations: every mention of a legal instrument in a text, with what is said of it.

The stages, each a module: `furniture` (page numbers out), `gazettes`, `heads` (where a name
begins), `makers` and `numbers` (who, which, when), `mentions` (head and number together),
`special` (constitution, Staatsblad), `titles`, `chains` (amended by, revoked by), `resolve`,
`citing` (what a mention says, and where).
Forms, formulas and damages are data (``data/patterns``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from zikg.extract.citations import (
    chains,
    citing,
    furniture,
    gazettes,
    heads,
    mentions,
    special,
    titles,
)
from zikg.extract.citations.fold import fold
from zikg.extract.citations.lexicon import relations
from zikg.extract.citations.resolve import identify, inherit
from zikg.extract.remembering import LONGEST, MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.extract.citations.mention import Mention
    from zikg.extract.view import View
    from zikg.model import Citation, SectionName, Source
    from zikg.registry import Registry

__all__ = ["Name", "find"]

Name = tuple[str, str | None, int | None]
"""Type, number and year by which a document names itself."""

_LISTS: Final = frozenset({"mengingat", "memperhatikan"})
_HEADING: Final = 1500
_NEAR: Final = 4000
"""Characters in which the considerations follow the heading of a decree."""
_SHORTEST: Final = 24
"""Shorter names in capitals ("PMK 5/2020") are abbreviations, no heading."""
_TITLED: Final = re.compile(r"\s?T\s?E\s?N\s?T\s?A\s?N\s?G|\s?Tentang\b")
_WORD_BEFORE: Final = re.compile(r"([A-Za-z]+)(?:\s[IVXL]{1,4})?[\s:.]*$")


def find(
    source: Source,
    start: int,
    end: int,
    *,
    section: SectionName | None,
    item: str | None,
    first_index: int,
    registry: Registry,
    own: Name | None = None,
) -> tuple[Citation, ...]:
    """Return every mention of a legal instrument in a stretch of a text, in reading order.

    An instrument inside another's title has the role ``title`` (``of`` is that other). In "A
    sebagaimana telah diubah dengan B" B is ``amending`` and ``of`` is A, the base of the chain.
    A law that establishes a Perppu ("yang telah ditetapkan menjadi Undang-Undang dengan") is
    ``amending`` with ``relation`` ``None`` and ``of`` the Perppu. After "jo." the later one is a
    base of its own, unless its title says "Perubahan". An instrument named without a number is no
    citation, but for the constitution of 1945; nor is the decree's own name in its heading.

    Args:
        source: the document.
        start: first code point of the stretch (inclusive).
        end: last code point of the stretch (exclusive).
        section: section the stretch stands in, ``None`` outside a decree.
        item: item of that section.
        first_index: index of the first citation found.
        registry: asked for official titles and for what fits an incomplete identity.
        own: what the document itself is; in capitals (headings, running heads) it cites nothing.
    """
    seen = furniture.bare_view(source.text, start, end)
    breaks = furniture.item_starts(source.text, start, end, seen)
    found = _read(source, seen, breaks, section, registry=registry, own=own)
    return tuple(
        citing.cite(one, source.text, seen, section, item, first_index=first_index, place=place)
        for place, one in enumerate(found)
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a stretch cites, and the numbers it names: one may be the document's own."""

    cited: tuple[citing.Cited, ...]
    numbers: frozenset[str | None]

    def may_be(self, own: Name | None) -> bool:
        """Whether the stretch may name the document itself."""
        return own is not None and own[1] in self.numbers


_KEPT: Final[
    WeakKeyDictionary[Registry, dict[tuple[str, tuple[int, ...], SectionName | None], _Reading]]
] = WeakKeyDictionary()


def _read(
    source: Source,
    seen: View,
    breaks: tuple[int, ...],
    section: SectionName | None,
    *,
    registry: Registry,
    own: Name | None,
) -> tuple[citing.Cited, ...]:
    """Return what a view cites, with titles, gazettes and chains.

    Decrees copy their items from each other: what one says is read once.
    """
    text = seen.text
    kept = _KEPT.setdefault(registry, {})
    known = kept.get((text, breaks, section))
    if known and not known.may_be(own):
        return known.cited
    folded = fold(text)
    groups = gazettes.find(text, folded)
    listed = heads.find(text, folded)
    named = _apart(
        [
            *mentions.find(text, listed, folded, groups),
            *special.constitution(text, listed, source.text),
            *special.staatsblad(text),
        ]
    )
    behind = source.text[seen.offsets[-1] : seen.offsets[-1] + _NEAR] if text else ""
    found = _foreign(text, named, section, own, behind)

    def title_of(mention: Mention) -> str | None:
        identity = identify(mention, None, registry)
        held = registry.get(identity.regulation) if identity.regulation else None
        return held.title if held else None

    titles.bound(text, found, titles.Bounds(groups, breaks, section in _LISTS), title_of)
    chains.link(text, found, breaks)
    inherit(text, found)
    cited = tuple(citing.identified(text, mention, registry) for mention in found)
    reading = _Reading(cited, frozenset(mention.number for mention in named))
    # The constitution is told by the whole document, a heading by what stands behind it.
    alone = section is not None and all(head.form.kind != "uud" for head in listed)
    if alone and len(text) <= LONGEST and not reading.may_be(own):
        if len(kept) >= MOST:
            kept.clear()
        kept[text, breaks, section] = reading
    return reading.cited


def _apart(found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions in reading order, none overlapping another."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _foreign(
    text: str,
    found: Sequence[Mention],
    section: SectionName | None,
    itself: Name | None,
    behind: str,
) -> list[Mention]:
    """Return the mentions without those by which the document names itself.

    ``behind`` is the text of the document after the stretch.
    """
    kept: list[Mention] = []
    own: set[Name] = {itself} if itself else set()
    for mention in found:
        name = (mention.type, mention.number, mention.year)
        repeated = name in own and _written(text, mention).isupper()
        if (
            repeated
            or (
                itself
                and itself[1] == name[1]
                and name[2] in {None, itself[2]}
                and _names_itself(text, mention)
            )
            or (not kept and _heads(text, mention, section, behind))
            or (_own(text, mention, section) and (not kept or _written(text, mention).isupper()))
        ):
            own.add(name)
        else:
            kept.append(mention)
    return kept


def _written(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end]


def _names_itself(text: str, mention: Mention) -> bool:
    """Return whether the document's own number stands in capitals or heads its explanation."""
    word = _WORD_BEFORE.search(text, max(0, mention.start - 24), mention.start)
    return _written(text, mention).isupper() or bool(
        word and word[1].lower() in relations()["own"]["explained"]
    )


def _heads(text: str, mention: Mention, section: SectionName | None, behind: str) -> bool:
    """Return whether a mention is the heading of a text that is a decree or regulation itself."""
    if section is not None or mention.start > _HEADING:
        return False
    written = _written(text, mention)
    titled = _TITLED.match(text, mention.end)
    first = not any(map(str.isalpha, text[: mention.start])) and section is None
    near = (text[: mention.end + _NEAR] + behind).lower()
    return (
        bool(titled) and ((written.isupper() and " " in written) or first) and "menimbang" in near
    )


def _own(text: str, mention: Mention, section: SectionName | None) -> bool:
    """Return whether the decree names itself here: in its heading, after Menetapkan."""
    word = _WORD_BEFORE.search(text, max(0, mention.start - 24), mention.start)
    written = text[mention.start : mention.end]
    if word and word[1] in relations()["own"]["before"]:
        return written.isupper() and len(written) > _SHORTEST
    return section == "judul" and "tentang" not in text[: mention.start].lower()
