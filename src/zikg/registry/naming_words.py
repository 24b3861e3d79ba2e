"""The words by which people look for a type of instrument and its maker (for the search index)."""

from __future__ import annotations

from functools import cache

from zikg.registry.tables import items, rows


@cache
def _types() -> dict[str, tuple[str, ...]]:
    return {
        row["type"]: (row["name"], *items(row["abbreviations"])) for row in rows("data/types.csv")
    }


@cache
def _issuers() -> dict[str, tuple[str, ...]]:
    return {
        row["slug"]: (row["name"], *items(row["aliases"]))
        for row in rows("data/issuers.csv")
        if not row["patterns"]
    }


@cache
def type_words(type_: str) -> str:
    """Return name and short forms of a type.

    Example:
        >>> type_words("pp")
        'pp Peraturan Pemerintah PP'
    """
    return " ".join((type_, *_types().get(type_, ())))


@cache
def issuer_words(type_: str, issuer: str | None) -> str:
    """Return slug, names and short forms of an issuer, also grown together with the short type.

    Example:
        >>> "PermenPANRB" in issuer_words("permen", "panrb").split()
        True
    """
    if issuer is None or issuer == "ri":
        return ""
    names = _issuers().get(issuer, (issuer.replace("-", " "),))
    short = [name for name in (issuer.upper(), *names) if name.isalpha() and len(name) < 16]
    grown = [f"{kind}{name}" for kind in _types().get(type_, ())[1:] for name in short]
    coded = _CODED.get((type_, issuer), ())
    return " ".join((issuer, *names, *grown, *coded))


_CODED = {("permen", "keuangan"): ("PMK",), ("peraturan", "kpu"): ("PKPU",)}
"""Short forms of series that no rule makes of type and issuer."""
