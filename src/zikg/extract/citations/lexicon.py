"""The forms of instruments, read once from ``instruments.toml`` and its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from zikg.extract.wordlists import wordlist

Kind = Literal["fixed", "open", "none", "uud", "staatsblad"]


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of words says of the instrument it begins.

    Args:
        kind: ``fixed`` (the number follows), ``open`` (who made it follows first), ``none``
            (looks like a form and is none), ``uud`` and ``staatsblad`` (numbers of their own kind).
        type: type id of the identity scheme.
        issuer: slug of the maker where the form alone says it.
        maker: words of the maker where the form carries them ("PMK").
        prefix: what the words between form and number have to be preceded by ("Perka BPS").
        minister: type where a minister made it; gubernur, bupati, walikota likewise by `Openers`.
        bare: whether a number may follow without a maker (``coded``: only one with a code).
        long: whether many makers may stand in between.
        names: whether a short name may stand between form and number.
        needs_opener: whether the maker has to begin with a known word.
        not_after: words that, following the form, make it another one.
    """

    kind: Kind
    type: str
    issuer: str | None = None
    maker: str = ""
    prefix: str = ""
    minister: str = ""
    bare: str = ""
    long: bool = False
    names: bool = False
    needs_opener: bool = False
    not_after: tuple[str, ...] = ()


def instruments() -> dict[str, Any]:
    """Return the table of forms."""
    return wordlist("instruments")


def relations() -> dict[str, Any]:
    """Return the table of the words that tie instruments, and of those that bound a title."""
    return wordlist("relations")


def ocr() -> dict[str, Any]:
    """Return the table of damages and how they are read back."""
    return wordlist("ocr")


@cache
def words() -> tuple[tuple[str, Form], ...]:
    """Return every form that is matched folded (longer words, any damage), with its meaning."""
    table = instruments()
    found: dict[str, Form] = {}
    for entry in table["fixed"]:
        form = Form("fixed", entry["type"], issuer=entry["issuer"], names=bool(entry.get("names")))
        found.update(dict.fromkeys(entry["forms"], form))
    for entry in table["open"]:
        found.update(dict.fromkeys([entry["word"], *entry.get("also", ())], _open(entry)))
    found.update(dict.fromkeys(table["none"]["forms"], Form("none", "")))
    found.update(dict.fromkeys(table["uud"]["forms"], Form("uud", "uud", issuer="ri")))
    return tuple(found.items())


@cache
def abbreviations() -> tuple[tuple[str, Form], ...]:
    """Return every form that is matched as written (short, upper case counts)."""
    table = instruments()
    found: dict[str, Form] = {}
    for entry in table["fixed"]:
        form = Form("fixed", entry["type"], issuer=entry["issuer"], names=bool(entry.get("names")))
        found.update(dict.fromkeys(entry.get("abbreviations", ()), form))
    opened = {entry["word"]: entry for entry in table["open"]}
    for entry in table["open"]:
        found.update(dict.fromkeys(entry.get("abbreviations", ()), _open(entry)))
    for entry in table["abbreviation"]:
        form = Form("fixed", entry["type"], maker=entry["maker"])
        found.update(dict.fromkeys(entry["forms"], form))
    for entry in table["short"]:
        form = _open(opened[entry["word"]], prefix=entry["prefix"])
        found.update(dict.fromkeys(entry["forms"], form))
    uud = Form("uud", "uud", issuer="ri")
    found.update(dict.fromkeys(table["uud"]["abbreviations"], uud))
    return tuple(found.items())


def _open(entry: dict[str, Any], prefix: str = "") -> Form:
    bare = entry.get("bare", "")
    return Form(
        "open",
        entry["type"],
        prefix=prefix,
        minister=entry.get("minister", ""),
        bare=bare if isinstance(bare, str) else "any",
        long=bool(entry.get("long")),
        needs_opener=bool(entry.get("needs_opener")),
        not_after=tuple(entry.get("not_after", ())),
    )


@cache
def suffixed() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    """Return the patterns of abbreviations that carry the maker ("Permendagri")."""
    made = []
    for entry in instruments()["suffixed"]:
        apart = "|".join(
            re.escape(part).replace(r"\ ", r"\s?")
            for part in sorted(entry["separable"], key=len, reverse=True)
        )
        # Glued letters may be anything; letters that stand apart have to be known.
        stem = entry["stem"]
        pattern = (
            rf"[{stem[0].lower()}{stem[0].upper()}](?<!\w.)(?i:{stem[1:]})"
            rf"(?:[\s-]?((?i:{apart}))|([A-Za-z]{{2,20}}))(?![a-z])"
        )
        made.append((re.compile(pattern), entry))
    return tuple(made)


@cache
def makers() -> tuple[tuple[str, str], ...]:
    """Return (first words of a maker, class of maker), longest first."""
    found = [(word, kind) for kind, listed in instruments()["openers"].items() for word in listed]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
