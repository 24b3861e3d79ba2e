"""IRIs of everything that zikg names, and their short ids: inverse of each other (section 4)."""

from __future__ import annotations

import re
from typing import Final

from zikg.errors import IdentityError
from zikg.iri.instruments import is_instrument, parse_id
from zikg.namespaces import BASE

_LOCAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~#/-]*")


def instrument_iri(id_: str) -> str:
    """Return the IRI of an instrument.

    Raises:
        IdentityError: the text is not the id of an instrument.

    Example:
        >>> instrument_iri("uu/ri/2014/5").removeprefix(BASE)
        'eli/uu/ri/2014/5'
    """
    return f"{BASE}eli/{parse_id(id_)}"


def iri_of(id_: str) -> str:
    """Return the IRI of any short id: the inverse of `short_id`.

    Raises:
        IdentityError: the text is no short id.

    Example:
        >>> iri_of("zi/2021/6/p3").removeprefix(BASE)
        'zi/2021/6/p3'
    """
    if is_instrument(id_):
        return instrument_iri(id_)
    if not _LOCAL.fullmatch(id_) or id_.startswith("eli/"):
        raise IdentityError(f"{id_!r} bukan pengenal zikg.", f"{id_!r} is not an id of zikg.")
    return BASE + id_


def short_id(iri: str) -> str:
    """Return the short id of any IRI below the base: the inverse of `iri_of`.

    Raises:
        IdentityError: the IRI is not below the base, or names nothing of design section 4.

    Example:
        >>> short_id(BASE + "eli/permen/panrb/2021/90")
        'permen/panrb/2021/90'
        >>> short_id(BASE + "rule/ZI201")
        'rule/ZI201'
    """
    local = iri.removeprefix(BASE)
    if local.startswith("eli/"):
        return str(parse_id(local.removeprefix("eli/")))
    if local == iri or is_instrument(local) or not _LOCAL.fullmatch(local):
        raise IdentityError(f"{iri!r} bukan IRI zikg.", f"{iri!r} is not an IRI of zikg.")
    return local


def change_id(act: str, kind: str, target: str) -> str:
    """Return the id of a legal change, made from its act, kind and target.

    Example:
        >>> change_id("uu/ri/2023/20", "revokes", "uu/ri/2014/5")
        'change/uu-ri-2023-20--revokes--uu-ri-2014-5'
    """
    return f"change/{act.replace('/', '-')}--{kind}--{target.replace('/', '-')}"
