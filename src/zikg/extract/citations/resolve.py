"""Resolving: the identity of what is named, made only from what is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from zikg.errors import IdentityError
from zikg.extract.citations.lexicon import instruments, relations
from zikg.iri import NATIONAL, instrument_id
from zikg.registry.issuers import issuer_slug
from zikg.registry.titles import same_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.extract.citations.mention import Mention
    from zikg.model import Regulation
    from zikg.registry import Registry

_NATION = re.compile(r"\s*\b(?:Republik\s+[Il1]ndones[il1]a|R\.?I\.?)\s*$", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:Menteri|Kepala|Ketua|Badan|Direktur Jenderal|Bupati|Gubernur|Wali ?kota|Negara"
    r"|Republik Indonesia)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a mention names: slug of the maker, id, and the ids that fit where none is certain."""

    issuer: str | None
    regulation: str | None
    candidates: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def maker_slug(maker: str) -> str | None:
    """Return the slug of a maker as written, or ``None`` where it is unknown.

    Example:
        >>> maker_slug("Komisi Pemilihan Umum")
        'kpu'
    """
    plain = _NATION.sub("", maker)
    # Two damages of scans that hit names: rn for m, l for I.
    mended = re.sub(r"\bl(?=[a-z])", "I", plain.replace("rn", "m"))
    for words in (maker, plain, mended, *_as_region(plain)):
        found = issuer_slug(words)
        if found:
            return found
    return None


def _as_region(maker: str) -> list[str]:
    """Return today's names of a region written in an older way ("Kotamadya Daerah Tingkat II")."""
    written = f" {maker} "
    for old, new in instruments()["regions"].items():
        written = re.sub(old, f" {new} ", written, flags=re.IGNORECASE)
    words = " ".join(written.split())
    return [words, f"Provinsi {words}", f"Kabupaten {words}"] if words else []


def inherit(text: str, mentions: Sequence[Mention]) -> None:
    """Give an unnamed maker inside an amending title the maker of the amending act.

    "Peraturan Bupati Bangka Nomor 38 tentang Perubahan atas Peraturan Bupati Nomor 29": only who
    made a regulation amends it.
    """
    for mention in mentions:
        outer = mentions[mention.of] if mention.role == "title" and mention.of is not None else None
        if not outer or not outer.title or outer.type != mention.type or not outer.maker:
            continue
        begins = text[outer.title[0] : outer.title[1]].lower()
        vague = not mention.maker or _VAGUE.fullmatch(mention.maker)
        if vague and begins.startswith(tuple(relations()["title"]["amending"])):
            mention.maker = outer.maker
            mention.penalty = max(mention.penalty, 0.1)


def identify(mention: Mention, title: str | None, registry: Registry) -> Identity:
    """Return the identity of a mention; nothing is guessed.

    Args:
        mention: the mention, with its title and date read.
        title: its title as cited, clean.
        registry: asked for what fits where the maker or the year is not written.
    """
    issuer = mention.issuer or (maker_slug(mention.maker) if mention.maker else None)
    if mention.type == "uud":
        return Identity("ri", instrument_id("uud", "ri", None, 1945))
    if mention.number is None or mention.year is None:
        return Identity(issuer, None)
    named = bool(mention.maker) and not _VAGUE.fullmatch(mention.maker or "")
    if mention.type in NATIONAL or issuer or named:
        try:
            made = instrument_id(mention.type, issuer, mention.number, mention.year, title=title)
        except IdentityError:
            return Identity(issuer, None)
        return Identity(issuer, made)
    held = registry.find(mention.type, mention.number, mention.year)
    return Identity(issuer, None, tuple(r.id for r in held if _may_be(r, title, registry)))


def _may_be(held: Regulation, title: str | None, registry: Registry) -> bool:
    """Whether a regulation of that number may be meant; of the many of the nation by title."""
    return registry.layer_of(held.id) != "national" or same_title(held.title, title)
