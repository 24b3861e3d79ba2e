"""Write a citation in full: type and name, gazette, the last amendment (D40, D41).

Source: UU 12/2011 Lampiran II angka 41a and 41c (as amended by UU 13/2022), 45 and 47.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.bench.sample import Basis, Cited

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from zikg.bench.law import Law
    from zikg.model import Gazette, Regulation

_TYPES: Final = {
    "uu": "Undang-Undang",
    "perppu": "Peraturan Pemerintah Pengganti Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perpres": "Peraturan Presiden",
}
_GAZETTES: Final = {
    "LN": "Lembaran Negara Republik Indonesia",
    "TLN": "Tambahan Lembaran Negara Republik Indonesia",
    "BN": "Berita Negara Republik Indonesia",
}
ONCE: Final = "sebagaimana telah diubah dengan"
OFTEN: Final = (
    "sebagaimana telah beberapa kali diubah terakhir dengan",
    "sebagaimana telah beberapa kali diubah, terakhir dengan",
)


@dataclass(frozen=True, slots=True)
class Custom:
    """Which gazettes a decree gives beyond those it must: all of a kind, or none."""

    state_gazette: bool
    of_presidential: bool
    often: str

    @classmethod
    def draw(cls, rng: Random) -> Custom:
        """Return a custom by chance."""
        return cls(rng.random() < 0.8, rng.random() < 0.8, rng.choice(OFTEN))


def head(held: Regulation) -> str:
    """Return type, number and year as they are written."""
    name = _TYPES.get(held.type) or f"Peraturan {held.passed_by}"
    return f"{name} Nomor {held.number} Tahun {held.year}"


def cited(held: Regulation, custom: Custom) -> Cited:
    """Return one instrument as it is to be cited.

    Args:
        held: what the registry knows of it.
        custom: which gazettes the decree gives.
    """
    shown = held.gazettes
    if held.type == "perpres" and not custom.of_presidential:
        shown = ()
    if not custom.state_gazette:
        shown = tuple(one for one in shown if one.kind != "BN")
    return Cited(held.id, head(held), held.title, shown)


def basis(law: Law, id_: str, custom: Custom, rng: Random) -> Basis:
    """Return a regulation with the last amendment in effect.

    Args:
        law: the law at the day of the decree.
        id_: short id of the regulation.
        custom: which gazettes the decree gives.
        rng: decides whether an amendment that may be in effect is named.
    """
    base = cited(law.get(id_), custom)
    in_effect = law.amendments(id_)
    last = in_effect[-1] if in_effect else None
    doubtful = law.doubtful_amendments(id_)
    if doubtful and rng.random() < 0.5:
        last = doubtful[-1]
    if last is None:
        return Basis(base, sure=not doubtful)
    several = len(in_effect) > 1 or (last.ordinal or 1) > 1
    formula = custom.often if several else ONCE
    return Basis(base, cited(law.get(last.act), custom), formula, sure=not doubtful)


def words(one: Basis, *, gazettes: bool = True) -> str:
    """Return the words of a basis, without a mark at the end.

    Args:
        one: the basis.
        gazettes: whether gazettes are given (not in Menimbang).
    """
    text = _one(one.base, gazettes)
    return f"{text} {one.formula} {_one(one.act, gazettes)}" if one.act else text


def _one(one: Cited, gazettes: bool) -> str:
    text = f"{one.head} tentang {one.title}" if one.title else one.head
    if gazettes and (one.gazettes or one.told):
        text += f" ({one.told or shown(one.gazettes)})"
    return text


def shown(gazettes: Iterable[Gazette]) -> str:
    """Return gazettes as they stand in the brackets behind a title."""
    return ", ".join(_gazette(each) for each in gazettes)


def _gazette(one: Gazette) -> str:
    year = f" Tahun {one.year}" if one.year else ""
    return f"{_GAZETTES[one.kind]}{year} Nomor {one.number}"
