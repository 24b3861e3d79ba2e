"""Words for messages: dates, terms of the graph, and templates with optional parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from zikg.model import Interval
from zikg.namespaces import BASE, RDFS, SKOS, XSD
from zikg.registry import Registry, issuers
from zikg.rules.facts import words
from zikg.validate.naming import short_name, type_name
from zikg.validate.plain.facts import E, term
from zikg.validate.small import SmallGraph

if TYPE_CHECKING:
    from zikg.graph.nodes import Names

Term = NamedNode | Literal | BlankNode
Row = Mapping[str, Term]
LANGUAGES: Final = ("id", "en")

_MONTHS: Final = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
# A variable of the query as SHACL writes it in messages (SHACL-SPARQL, section 5.3.2); the star is
# ours: all values of the explanation, joined.
_HOLE: Final = re.compile(r"\{[?$](\w+)(\*?)\}")
_ELI: Final = BASE + "eli/"
_LABELS: Final = (NamedNode(SKOS + "prefLabel"), NamedNode(RDFS + "label"))
UNVERIFIED: Final = {"id": " (belum terverifikasi)", "en": " (not verified)"}


def day_words(day: date, lang: str) -> str:
    """Return a day in words.

    Example:
        >>> day_words(date(2023, 10, 31), "id")
        '31 Oktober 2023'
    """
    return f"{day.day} {_MONTHS[lang].split()[day.month - 1]} {day.year}"


def date_words(when: Interval, lang: str) -> str:
    """Return a date in words as far as it is known.

    Example:
        >>> date_words(Interval.parse("2021-12"), "id")
        'Desember 2021'
        >>> date_words(Interval(date(2024, 5, 2), date(2024, 12, 31)), "id")
        'suatu hari antara 2 Mei 2024 dan 31 Desember 2024'
    """
    if when.exact:
        return day_words(when.earliest, lang)
    printed = when.printed
    if len(printed) == 4:
        return printed
    if len(printed) == 7:
        return day_words(when.earliest, lang).split(" ", 1)[1]
    first, last = day_words(when.earliest, lang), day_words(when.latest, lang)
    if lang == "id":
        return f"suatu hari antara {first} dan {last}"
    return f"a day between {first} and {last}"


def interval(row: Row, name: str) -> Interval | None:
    """Return the date of a column and its ``...Latest`` companion, or ``None``."""
    earliest = row.get(name)
    if not isinstance(earliest, Literal):
        return None
    latest = row.get(name + "Latest", earliest)
    return Interval(date.fromisoformat(earliest.value), date.fromisoformat(latest.value))


@dataclass(frozen=True)
class Speaker:
    """Says terms of one decree's graph in one language."""

    store: Store | SmallGraph
    registry: Registry
    naming: Names
    lang: str

    def say(self, term: Term) -> str:
        """Return a term in words: an instrument, a component, an office, a place, a date."""
        if isinstance(term, Literal):
            return self._literal(term)
        iri = term.value
        if iri.startswith(_ELI):
            return short_name(iri.removeprefix(_ELI), self.registry)
        local = iri.removeprefix(BASE)
        if local in self.naming.nodes:
            return self.place(local)
        if local.startswith("type/"):
            return type_name(local.removeprefix("type/"))
        if local.startswith("org/"):
            named = issuers.name_of(local.removeprefix("org/"))
            if named:
                return named
        return self._label(iri) or local

    def place(self, local: str) -> str:
        """Return where a node stands: ``Mengingat 4``, ``Menimbang huruf a``, ``IV.2``."""
        found = self.naming.nodes[local]
        if found.section == "lampiran" and found.item and not found.item.startswith("ke-"):
            return found.item
        section = (found.section or "").capitalize()
        item = found.item or ""
        if found.section == "menimbang" and item.isalpha():
            item = f"huruf {item}" if self.lang == "id" else f"letter {item}"
        elif found.section == "diktum":
            item = item.upper()
        return f"{section} {item}".strip()

    def _literal(self, term: Literal) -> str:
        if term.datatype.value == XSD + "date":
            return day_words(date.fromisoformat(term.value), self.lang)
        return words().get(term.value, {}).get(self.lang, term.value)

    def _label(self, iri: str) -> str | None:
        if isinstance(self.store, SmallGraph):
            for predicate in _LABELS:
                for told in self.store.facts.objects(str(predicate))(f"<{iri}>", E):
                    return term(told).value
            return None
        for predicate in _LABELS:
            quad = next(self.store.quads_for_pattern(NamedNode(iri), predicate, None), None)
            if quad is not None and isinstance(quad.object, Literal):
                return quad.object.value
        return None

    def fill(self, template: str, rows: Sequence[Row]) -> str:
        """Return a template with its holes filled.

        ``{?name}`` (``{$this}``) is the value of the first row, ``{?name*}`` all different values
        joined; a part in brackets is left out where one of its holes has no value.
        """
        return fill(template, lambda name, every: self._hole(name, every, rows))

    def tell(self, template: str, row: Row) -> str | None:
        """Return a sentence filled from one row; nothing where a value that it needs is missing."""
        needed = _HOLE.findall(_OPTIONAL.sub("", template))
        known = all(self._hole(name, bool(star), [row]) is not None for name, star in needed)
        return self.fill(template, [row]) if known else None

    def _hole(self, name: str, every: bool, rows: Sequence[Row]) -> str | None:
        said: list[str] = []
        for row in rows if every else rows[:1]:
            when = interval(row, name) if name + "Latest" in row else None
            term = row.get(name)
            text = date_words(when, self.lang) if when else self.say(term) if term else None
            if text and text not in said:
                said.append(text)
        if not said:
            return None
        joint = "dan" if self.lang == "id" else "and"
        *first, last = said
        return f"{', '.join(first)} {joint} {last}" if first else last


def holes(template: str) -> list[tuple[str, str]]:
    """Return the holes of a template in order, each with its star or nothing.

    Example:
        >>> holes("{?a} dicabut oleh {?b*}[ ({$c})].")
        [('a', ''), ('b', '*'), ('c', '')]
    """
    return [(match[1], match[2]) for match in _HOLE.finditer(template)]


def fill(template: str, value: Callable[[str, bool], str | None]) -> str:
    """Return a template with holes and optional parts filled by a look-up.

    Example:
        >>> known = {"a": "X", "b": "2020"}
        >>> fill("{?a} dicabut[ sejak {?b}][ ({?c})].", lambda name, every: known.get(name))
        'X dicabut sejak 2020.'
    """

    def hole(match: re.Match[str]) -> str:
        return value(match[1], bool(match[2])) or "…"

    def part(match: re.Match[str]) -> str:
        holes = _HOLE.findall(match[1])
        known = all(value(name, bool(star)) is not None for name, star in holes)
        return match[1] if known else ""

    return _HOLE.sub(hole, _OPTIONAL.sub(part, template))
