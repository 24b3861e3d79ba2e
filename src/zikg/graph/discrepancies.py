"""One person, office, place or date written two ways in the blocks that sign a decree (ZI305).

The blocks under the body and under each annex name the same maker on the same day (UU 12/2011,
Lampiran II angka 197); the certifications of a copy name the same certifier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from zikg.graph.wording import alike, fold, squeeze, unshared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Decree, Field, SectionName, Signing

Of = Literal["name", "office", "date", "place"]
_RANKS: Final = frozenset(
    [
        "dr",
        "drs",
        "dra",
        "ir",
        "prof",
        "h",
        "hj",
        "kh",
        "ns",
        "apt",
        "st",
        "se",
        "sh",
        "mh",
        "mm",
        "msi",
        "spd",
    ]
)
_DEGREE: Final = re.compile(r"(?<=\s)(?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Za-z]{0,4}\.?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two readings of one thing: ``one`` is written first, ``other`` later, in ``section``."""

    of: Of
    one: Field
    other: Field
    section: SectionName


def discrepancies(decree: Decree) -> tuple[Discrepancy, ...]:
    """Return what the signing blocks of a decree write in two ways, in reading order.

    A block that leaves something out disagrees with no other; academic titles, capitals, spaces,
    dots and known abbreviations make no difference.
    """
    makers = [block for block in decree.signings if block.section != "salinan"]
    copies = [block for block in decree.signings if block.section == "salinan"]
    found = [
        *_compare(makers, "name"),
        *_compare(makers, "place"),
        *_compare(makers, "date"),
        *_compare(copies, "name"),
        *_compare(copies, "office"),
    ]
    return tuple(sorted(found, key=lambda pair: pair.other.span.start))


def _compare(blocks: list[Signing], of: Of) -> Iterator[Discrepancy]:
    seen: list[tuple[Field, Signing]] = []
    for block in blocks:
        value = _value(block, of)
        if value is None or not squeeze(value.value):
            continue
        if seen and not any(
            _same(of, known.value, value.value) or (of == "date" and _one_day(other, block))
            for known, other in seen
        ):
            yield Discrepancy(of, seen[0][0], value, block.section)
        seen.append((value, block))


def _one_day(one: Signing, other: Signing) -> bool:
    """Whether two dates are one day, in words or in figures."""
    return one.when is not None and one.when.exact and one.when == other.when


def _value(block: Signing, of: Of) -> Field | None:
    if of == "name":
        return block.name
    if of == "office":
        return block.office
    return block.place if of == "place" else block.date


def _same(of: Of, one: str, other: str) -> bool:
    if of == "name":
        return _person(one) == _person(other)
    if of == "date":
        return squeeze(one) == squeeze(other)
    first, second = squeeze(one), squeeze(other)
    # Words lost at the end of a block were cut off, not written another way.
    if first.startswith(second) or second.startswith(first):
        return True
    if of == "place":
        return False
    return not (unshared(one, other) or unshared(other, one)) and _in_step(one, other)


def _in_step(one: str, other: str) -> bool:
    """Whether the same words follow each other, letter for letter where both have them."""
    first, second = fold(one).split(), fold(other).split()
    if len(first) != len(second):
        return True
    return all(a == b or not alike(a, b) for a, b in zip(first, second, strict=True))


def _person(name: str) -> str:
    """Return a name without academic and religious titles, letters only."""
    bare = _DEGREE.sub(" ", name.split(",", maxsplit=1)[0])
    kept = [word for word in fold(bare).split() if word not in _RANKS]
    return "".join(kept)
