"""Names of legal instruments, in short for messages and in full for the words of a decree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.errors import IdentityError
from zikg.iri import NATIONAL, parse_id
from zikg.registry.issuers import name_of
from zikg.registry.tables import items, rows

if TYPE_CHECKING:
    from zikg.model import Gazette
    from zikg.registry import Registry

_MINISTER: Final = frozenset({"permen", "kepmen"})
_COLLISION: Final = re.compile(r"^(\d+)-[0-9a-f]{4}$")
"""What tells two instruments of one plain number apart in their ids; nobody writes it."""
_REGIONAL: Final = frozenset({"perda", "qanun", "perdasus", "pergub", "perbup", "perwali"})
GAZETTES: Final = {
    "LN": "Lembaran Negara Republik Indonesia",
    "TLN": "Tambahan Lembaran Negara Republik Indonesia",
    "BN": "Berita Negara Republik Indonesia",
    "TBN": "Tambahan Berita Negara Republik Indonesia",
    "LD": "Lembaran Daerah",
    "BD": "Berita Daerah",
}


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["type"]: row for row in rows("data/types.csv")}


@cache
def _short_issuers() -> dict[str, str]:
    """The abbreviation of each office that has one: its first name in capitals, one word."""
    found: dict[str, str] = {}
    for row in rows("data/issuers.csv"):
        for name in (items(row["aliases"])) if not row["patterns"] else ():
            if name.isupper() and " " not in name:
                found.setdefault(row["slug"], name)
    return found


def type_name(type_: str) -> str:
    """Return the name of a type in full.

    Example:
        >>> type_name("perpres")
        'Peraturan Presiden'
    """
    row = _types().get(type_)
    return row["name"] if row else type_


def short_name(id_: str, registry: Registry) -> str:
    """Return a short name for messages.

    Example:
        >>> from zikg.registry import open_registry
        >>> known = open_registry()
        >>> short_name("uu/ri/2014/5", known), short_name("permen/panrb/2014/52", known)
        ('UU 5/2014', 'PermenPANRB 52/2014')
        >>> short_name("peraturan/kpu/2019/8", known)
        'Peraturan KPU 8/2019'
    """
    try:
        pieces = parse_id(id_)
    except IdentityError:
        return id_
    row = _types().get(pieces.type)
    short = items(row["abbreviations"])[:1] if row else ()
    if pieces.type == "uud":
        return short[0] if short else "UUD 1945"
    held = registry.get(id_)
    number = held.number if held else _COLLISION.sub(r"\1", pieces.number)
    counted = f"{number}/{pieces.year}"
    if not number.isalnum() or not pieces.year:
        # A coded number says its year itself: "Nomor 1766/PW.02-SD/11/2025".
        year = f" Tahun {pieces.year}" if pieces.year and str(pieces.year) not in number else ""
        counted = f"Nomor {number}{year}"
    if pieces.type in NATIONAL:
        return f"{short[0] if short else type_name(pieces.type)} {counted}"
    issuer = _short_issuers().get(pieces.issuer)
    if pieces.type in _MINISTER and issuer and short:
        return f"{short[0]}{issuer} {counted}"
    return f"{_with_issuer(pieces.type, pieces.issuer, issuer)} {counted}"


def full_name(id_: str, registry: Registry) -> str:
    """Return type, issuer, number and year in full, as a decree writes them.

    Example:
        >>> from zikg.registry import open_registry
        >>> full_name("peraturan/kpu/2019/8", open_registry())
        'Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019'
    """
    pieces = parse_id(id_)
    if pieces.type == "uud":
        return type_name("uud")
    held = registry.get(id_)
    number = held.number if held else _COLLISION.sub(r"\1", pieces.number)
    head = type_name(pieces.type)
    if pieces.type not in NATIONAL:
        head = _with_issuer(pieces.type, pieces.issuer, None)
    return f"{head} Nomor {number} Tahun {pieces.year}"


def _with_issuer(type_: str, issuer: str, short: str | None) -> str:
    name = short or name_of(issuer)
    if name is None:
        return type_name(type_)
    if type_ in _MINISTER:
        name = name.removeprefix("Kementerian ")
    if type_ in _REGIONAL:
        name = name.removeprefix("Pemerintah ")
    return f"{type_name(type_)} {name}"


def gazette_words(gazette: Gazette) -> str:
    """Return a gazette as a decree writes it.

    Example:
        >>> from zikg.model import Gazette
        >>> gazette_words(Gazette("LN", 2023, "141"))
        'Lembaran Negara Republik Indonesia Tahun 2023 Nomor 141'
    """
    year = f" Tahun {gazette.year}" if gazette.year else ""
    return f"{GAZETTES.get(gazette.kind, gazette.kind)}{year} Nomor {gazette.number}"
