"""The right way to cite an instrument at a date: title, gazettes, amendments, successor.

Sources: UU 12/2011 Lampiran II angka 45 to 47; the form of amended instruments in the examples of
angka 41a and 41c (inserted by UU 13/2022). What the registry does not hold is a marked blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zikg.iri import parse_id
from zikg.registry.status import in_effect, status_at, undone
from zikg.validate.naming import GAZETTES, full_name, gazette_words

if TYPE_CHECKING:
    from zikg.model import Change, Gazette, Interval
    from zikg.registry import Registry

_STANDING: Final = frozenset({"in-force", "amended", "partly-revoked"})
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "uu": ("LN", "TLN"),
    "uudrt": ("LN", "TLN"),
    "perppu": ("LN", "TLN"),
    "pp": ("LN", "TLN"),
    "permen": ("BN",),
    "peraturan": ("BN",),
}
"""Gazettes a full citation gives: by angka 47, and by custom for Berita Negara."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of a citation; ``whole`` where no blank and no doubt is left in them."""

    text: str
    whole: bool


def one(id_: str, registry: Registry, *, gazettes: bool = True) -> Cited:
    """Return one instrument with title and gazettes, without its amendments.

    Args:
        id_: short id.
        registry: what is known of it.
        gazettes: whether to give its gazettes (in Menimbang they are left out).
    """
    held = registry.get(id_)
    title = held.title if held and held.title else None
    # What no person has read against the text is for a person to confirm.
    sure = title is not None and registry.layer_of(id_) != "national"
    text = f"{full_name(id_, registry)} tentang {title or '[judul belum diketahui]'}"
    if not gazettes:
        return Cited(text, sure)
    known = {gazette.kind: gazette for gazette in held.gazettes} if held else {}
    needed = _NEEDED.get(parse_id(id_).type, ())
    pieces = [_gazette(kind, known) for kind in dict.fromkeys((*needed, *known))]
    whole = sure and all(kind in known for kind in needed)
    return Cited(f"{text} ({', '.join(pieces)})" if pieces else text, whole)


def _gazette(kind: str, known: dict[str, Gazette]) -> str:
    if kind in known:
        return gazette_words(known[kind])
    name = GAZETTES[kind].removesuffix(" Republik Indonesia")
    return f"[nomor {name} belum diketahui]"


def amended(id_: str, registry: Registry, when: Interval, *, gazettes: bool = True) -> Cited:
    """Return an instrument with the last of its amendments in effect at a date.

    Example:
        >>> from zikg.model import Interval
        >>> from zikg.registry import open_registry
        >>> cited = amended("uu/ri/2017/7", open_registry(), Interval.parse("2025-02-07"))
        >>> "sebagaimana telah diubah dengan Undang-Undang Nomor 7 Tahun 2023" in cited.text
        True
    """
    base = one(id_, registry, gazettes=gazettes)
    changes, sure = amendments(id_, registry, when)
    if not changes:
        return Cited(base.text, base.whole and sure)
    last = one(changes[-1].act, registry, gazettes=gazettes)
    formula = "sebagaimana telah diubah dengan"
    if len(changes) > 1:
        formula = "sebagaimana telah beberapa kali diubah terakhir dengan"
    return Cited(f"{base.text} {formula} {last.text}", base.whole and last.whole and sure)


def amendments(id_: str, registry: Registry, when: Interval) -> tuple[tuple[Change, ...], bool]:
    """Return the amendments in effect at a date, last one last, and whether that is certain.

    A Perppu and the law that establishes it are one, told by the later of the two in effect.
    """
    gone = {c.id: undone(registry, c, when) for c in registry.changes_to(id_) if c.kind == "amends"}
    every = [change for change in registry.changes_to(id_) if gone.get(change.id, True) is not True]
    sure = None not in gone.values() and all(in_effect(c, when) is not None for c in every)
    chosen: dict[str, Change] = {}
    for change in every:
        if in_effect(change, when):
            key = change.group or change.act
            known = chosen.get(key)
            if known is None or known.effective.latest <= change.effective.latest:
                chosen[key] = change
    found = list(chosen.values())
    if all(change.ordinal for change in found):
        found.sort(key=lambda change: change.ordinal or 0)
    else:
        found.sort(key=lambda change: (change.effective.latest, change.effective.earliest))
        sure = sure and all(a.effective.before(b.effective) for a, b in pairwise(found))
    return tuple(found), sure


def successor(id_: str, registry: Registry, when: Interval) -> str | None:
    """Return what to cite instead of a revoked instrument, followed hop by hop to one in force.

    ``None`` where no source names a replacement, where several are named, or where none of the
    chain is in force at the date.

    Example:
        >>> from zikg.model import Interval
        >>> from zikg.registry import open_registry
        >>> successor("permen/panrb/2014/14", open_registry(), Interval.parse("2025-02-07"))
        'permen/panrb/2023/9'
    """
    seen = {id_}
    while True:
        following = {found.by for found in registry.replacements(id_)}
        if len(following) != 1:
            return None
        id_ = following.pop()
        if id_ in seen:
            return None
        seen.add(id_)
        if status_at(registry, id_, when).code in _STANDING:
            return id_
