"""Ids of legal instruments: type, issuer, year and number, as they are printed (section 4)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from zikg.errors import IdentityError

NATIONAL: Final = frozenset(
    (
        *("uud", "tap-mpr", "uu", "uudrt", "perppu", "pp", "penpres", "perpres"),
        *("keppres", "inpres", "staatsblad"),
    )
)
"""Types whose issuer is the state itself, written ``ri``."""

TYPES: Final = NATIONAL | {
    *("permen", "kepmen", "peraturan", "keputusan", "instruksi", "surat-edaran", "surat"),
    *("perda", "qanun", "perdasus", "pergub", "perbup", "perwali"),
    *("peraturan-bersama", "keputusan-bersama", "putusan-mk"),
}
"""Types of legal instrument, as design section 4 lists them."""

_MINISTERIAL: Final = frozenset({"permen", "kepmen"})
_SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID: Final = re.compile(
    rf"""
    (?P<type>{_SLUG})
    /(?P<issuer>{_SLUG})
    /(?P<year>[0-9]{{4}}|0)     # 0: a draft whose year is still blank
    /(?P<number>{_SLUG})
    """,
    re.VERBOSE,
)
_PLAIN: Final = re.compile(r"0*([0-9]+)\s*([A-Za-z]?)")
_LEADING: Final = re.compile(
    r"""
    (?:[A-Za-z]{1,5}[-./\s]*)?  # PER-, KEP., P., PM
    0*([0-9]+)
    (?=[/\s]|$)                 # a dot after it begins another kind of code (HK.02.02/...)
    """,
    re.VERBOSE,
)
_PRP: Final = re.compile(r"0*([0-9]+)\s*[/.]?\s*prp\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InstrumentId:
    """The four pieces of an instrument's id; ``str`` prints the id again.

    Example:
        >>> str(parse_id("permen/panrb/2021/90"))
        'permen/panrb/2021/90'
    """

    type: str
    issuer: str
    year: int
    number: str

    def __str__(self) -> str:
        return f"{self.type}/{self.issuer}/{self.year}/{self.number}"


def slug(text: str) -> str:
    """Return a text as a slug: ASCII lower case, everything else a hyphen.

    Example:
        >>> slug("314/ORT.07-Kpt/01/KPU/V/2021")
        '314-ort-07-kpt-01-kpu-v-2021'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def number_slug(type_: str, issuer: str | None, number: str) -> str:
    """Return the number of an instrument as it stands in its id (design section 4).

    Coded numbers of ministers and directors general keep the leading integer, other coded ones
    are slugged whole, those of the MPR are lower-case roman.

    Args:
        type_: type of the instrument, one of ``TYPES``.
        issuer: slug of the issuer, ``None`` where unknown.
        number: the number as printed.

    Raises:
        IdentityError: nothing of the number remains.

    Example:
        >>> number_slug("permen", "keuangan", "169/PMK.01/2012")
        '169'
        >>> number_slug("tap-mpr", None, "XI/MPR/1998")
        'xi'
    """
    text = re.sub(r"^[\W_]+|[\W_]+$", "", number)
    if type_ == "uud":
        return "0"
    if type_ == "tap-mpr":
        text = _roman(re.split(r"[/\s]", text, maxsplit=1)[0])
    elif type_ in _MINISTERIAL or _of_director_general(type_, issuer):
        # Once as printed and once as a slug, so that what stands in an id stays as it is.
        leading = _LEADING.match(text) or _LEADING.match(slug(text))
        text = leading[1] if leading else text
    if result := slug(text):
        plain = _PLAIN.fullmatch(result)
        return plain[1] + plain[2] if plain and type_ != "tap-mpr" else result
    raise IdentityError(
        f"Nomor {number!r} tidak dapat dijadikan pengenal.",
        f"The number {number!r} cannot be made an identifier.",
    )


def _of_director_general(type_: str, issuer: str | None) -> bool:
    return type_ != "surat" and (issuer or "").startswith("dirjen-")


def _roman(text: str) -> str:
    if not text.isdecimal() or not 0 < int(text) < 50:
        return text
    value, written = int(text), ""
    for worth, letters in ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        written += letters * (value // worth)
        value %= worth
    return written


def instrument_id(
    type_: str,
    issuer: str | None,
    number: str | None,
    year: int | None,
    *,
    title: str | None = None,
    draft: str | None = None,
) -> str:
    """Return the short id of a legal instrument (design section 4).

    Args:
        type_: one of ``TYPES``; ``uu`` with a number in ``Prp`` gives a ``perppu``.
        issuer: slug of the issuer; national types need none; unknown gives ``x-{hash8}``.
        number: the number as printed; ``None`` only for a draft and for the UUD.
        year: the year of the number; ``None`` only for a draft and for the UUD.
        title: the title, which tells unknown issuers apart.
        draft: hex digest of the draft's file, for an instrument that has no number yet.

    Raises:
        IdentityError: the type is unknown, or number or year is missing.

    Example:
        >>> instrument_id("uu", None, "5", 2014)
        'uu/ri/2014/5'
        >>> instrument_id("uu", None, "56 Prp", 1960)
        'perppu/ri/1960/56'
        >>> instrument_id("keputusan", "kpu-kota-cilegon", None, 2025, draft="0123456789ab")
        'keputusan/kpu-kota-cilegon/2025/draf-01234567'
    """
    if type_ not in TYPES:
        raise IdentityError(
            f"Jenis naskah {type_!r} tidak dikenal.", f"Unknown type of instrument {type_!r}."
        )
    if type_ == "uud":
        return "uud/ri/1945/0"
    prp = _PRP.match(number) if type_ == "uu" and number else None
    if prp:
        type_, number = "perppu", prp[1]
    if number is not None and year is not None:
        local = number_slug(type_, issuer, number)
    elif draft is not None:
        local = f"draf-{draft[:8]}"
    else:
        raise IdentityError(
            "Nomor atau tahun tidak disebut, sehingga naskah tidak dapat dikenali.",
            "Number or year is missing, so the instrument cannot be identified.",
        )
    if type_ in NATIONAL:
        issuer = "ri"
    elif type_ == "putusan-mk":
        issuer = "mk"
    elif issuer is None:
        known = " ".join((title or "").casefold().split())
        issuer = f"x-{_hash(f'{type_}|{local}|{year or 0}|{known}', 8)}"
    return str(InstrumentId(type_, issuer, year or 0, local))


def distinguish(id_: str, printed: str) -> str:
    """Return the id of a second instrument whose slug collides with another one's.

    Args:
        id_: the id that is already taken.
        printed: the number as printed, which tells the two apart.

    Example:
        >>> distinguish("permen/keuangan/2012/169", "169/KMK.01/2012")
        'permen/keuangan/2012/169-9e81'
    """
    return f"{id_}-{_hash(printed, 4)}"


def _hash(text: str, length: int) -> str:
    from hashlib import sha256  # only unknown issuers and collisions need it

    return sha256(text.encode()).hexdigest()[:length]


def parse_id(id_: str) -> InstrumentId:
    """Return the pieces of an instrument's short id.

    Raises:
        IdentityError: the text is not the id of an instrument.

    Example:
        >>> parse_id("peraturan/kpu/2019/8").issuer
        'kpu'
    """
    match = _ID.fullmatch(id_)
    if (
        match
        and match["type"] in TYPES
        and (match["type"] in NATIONAL) == (match["issuer"] == "ri")
    ):
        return InstrumentId(match["type"], match["issuer"], int(match["year"]), match["number"])
    raise IdentityError(
        f"{id_!r} bukan pengenal naskah; contoh yang benar: uu/ri/2014/5.",
        f"{id_!r} is not the id of an instrument; a right one is uu/ri/2014/5.",
    )


def is_instrument(id_: str) -> bool:
    """Return whether a short id names a legal instrument.

    Example:
        >>> is_instrument("uu/ri/2014/5"), is_instrument("zi/2021/6")
        (True, False)
    """
    return id_.split("/", 1)[0] in TYPES
