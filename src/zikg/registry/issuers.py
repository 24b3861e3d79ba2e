"""The slug of an office by any of its names; its kind, name, parent and peers from `offices`.

Where a name fits no office, or several, the answer is ``None``: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from zikg.registry.offices import (
    Office,
    Pattern,
    kind_of,
    name_of,
    own_or_superior,
    parent_of,
    patterns,
    peers,
    satker_of,
    superiors,
)
from zikg.registry.regions import Level, Region, find_region, levelled, plain, regions
from zikg.registry.tables import items, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATE: Final = re.compile(r"\b(?:negara kesatuan )?republik indonesia\b|\bri\b")
_HEADS: Final = re.compile(r"^(?:plt |plh |pj )*(?:ketua|kepala|pimpinan) (?=\S)")
_MINISTRY: Final = re.compile(
    r"^(?:kementerian|kementrian|menteri|mentri|departemen)(?: negara)? (?=\S)"
)
# A directorate general is known by its own name, whatever body is added behind it.
_OF_BODY: Final = re.compile(
    r"^((?:direktur|direktorat) jenderal .+?) "
    r"(?:kementerian|kementrian|departemen|mahkamah agung).*"
)
_SHORT: Final = {
    "kab": "kabupaten",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "prop": "provinsi",
    "pemilu": "pemilihan umum",
}
_LEVEL_OF: Final[dict[str, Level | None]] = {
    "region": None,
    "level region": None,
    "kab": "kab",
    "kota": "kota",
    "prov": "prov",
}
_LEVEL_WORD: Final = {"prov": "provinsi", "kab": "kabupaten", "kota": "kota"}

__all__ = [
    "issuer_slug",
    "kind_of",
    "name_of",
    "own_or_superior",
    "parent_of",
    "peers",
    "satker_of",
    "superiors",
]


@cache
def _names() -> dict[str, str]:
    """Every name of every single office, normalised, to its slug."""
    found: dict[str, str] = {}
    for row in rows("data/issuers.csv"):
        if row["patterns"]:
            continue
        for name in (row["name"], *items(row["aliases"])):
            words = (
                _MINISTRY.sub("", _words(name)) if row["kind"] == "kementerian" else _words(name)
            )
            if found.setdefault(words, row["slug"]) != row["slug"]:
                found[words] = ""  # two offices of one name: neither
    return found


def _words(text: str) -> str:
    """The words of a name, without the state's name and with short forms written out."""
    words = _STATE.sub(" ", plain(text.replace("&", " dan ")))
    return " ".join(_SHORT.get(word, word) for word in words.split())


def issuer_slug(text: str) -> str | None:
    """Return the slug of the office that a text names.

    Case, blanks, punctuation, "Republik Indonesia"/"RI", abbreviations, the title of the head
    ("Ketua", "Kepala", "Menteri") and a slip of scanning are tolerated.

    Args:
        text: the name as written, nothing else around it.

    Returns:
        ``None`` where no office fits, or more than one does.

    Example:
        >>> issuer_slug("KPU Kab. Bintan"), issuer_slug("Menteri PAN dan RB")
        ('kpu-kab-bintan', 'panrb')
        >>> issuer_slug("KPU Serang") is None
        True
    """
    return _issuer_slug(_words(text))


@lru_cache(maxsize=4096)
def _issuer_slug(words: str) -> str | None:
    if not words or len(words) > 200:
        return None
    found = _exact(words)
    if found is None:
        from zikg.registry.slips import nearest

        mended = nearest(words, _long_names())
        found = _exact(mended) if mended else None
    return found


def _exact(words: str) -> str | None:
    forms = dict.fromkeys((words, _HEADS.sub("", words), _OF_BODY.sub(r"\1", words)))
    for form in forms:
        if slug := _names().get(_MINISTRY.sub("", form)):
            return slug
    for form in forms:
        for pattern in patterns():
            if office := _matched(pattern, form):
                return office.slug
    return None


def _matched(pattern: Pattern, words: str) -> Office | None:
    for form in pattern.forms:
        prefix, _, holes = form.partition("{")
        rest = words.removeprefix(prefix)
        if not rest or not words.startswith(prefix):
            continue
        for place, region in _filled(holes.rstrip("}"), rest):
            if pattern.covers(region):
                return pattern.office(region, place)
    return None


def _filled(holes: str, rest: str) -> Iterator[tuple[str, Region | None]]:
    """Yield the places and regions that the words behind a pattern's prefix can mean."""
    first, _, second = holes.partition("} {")
    if second:
        pieces = rest.split()
        for cut in range(1, len(pieces)):
            for _, region in _filled(second, " ".join(pieces[cut:])):
                yield " ".join(pieces[:cut]), region
    elif first == "place":
        if re.fullmatch(r"[a-z][a-z ]{1,60}", rest):
            yield rest, None
    elif (first != "level region" or levelled(rest)) and (
        region := find_region(rest, _LEVEL_OF[first])
    ):
        yield "", region


@cache
def _long_names() -> tuple[str, ...]:
    """Names long enough to be known again with a letter or two misread."""
    kpu = [
        f"{prefix} {_LEVEL_WORD[region.level]} {region.bare}"
        for region in regions().values()
        for prefix in ("komisi pemilihan umum", "sekretaris komisi pemilihan umum", "kpu")
    ]
    heads = ("", "menteri ", "kementerian ")
    single = [head + name for name in _names() if len(name) >= 12 for head in heads]
    return tuple(dict.fromkeys((*single, *kpu)))
