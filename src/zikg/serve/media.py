"""The forms of an answer, and which one a client gets (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an answer.

    ``key`` is what ``format=`` and a suffix say, ``media`` what is sent, ``also`` the other names
    that clients ask for it by, ``writer`` what writes it.
    """

    key: str
    media: str
    also: tuple[str, ...]
    writer: QueryResultsFormat | RdfFormat

    @property
    def names(self) -> tuple[str, ...]:
        """Every media type that means this form."""
        return (self.media, *self.also)


_JSON, _XML = ("application/json", "text/json"), ("application/xml", "text/xml")
# https://www.w3.org/TR/sparql11-results-json/, -rdf-sparql-XMLres/, -sparql11-results-csv-tsv/
SOLUTIONS: Final = (
    Form("json", "application/sparql-results+json", _JSON, QueryResultsFormat.JSON),
    Form("xml", "application/sparql-results+xml", _XML, QueryResultsFormat.XML),
    Form("csv", "text/csv; charset=utf-8", ("text/csv",), QueryResultsFormat.CSV),
    Form(
        "tsv",
        "text/tab-separated-values; charset=utf-8",
        ("text/tab-separated-values",),
        QueryResultsFormat.TSV,
    ),
)
# https://www.w3.org/TR/turtle/, /n-triples/, /json-ld11/, /rdf-syntax-grammar/
GRAPHS: Final = (
    Form(
        "ttl",
        "text/turtle; charset=utf-8",
        ("text/turtle", "application/turtle", "application/x-turtle", "text/n3", "text/rdf+n3"),
        RdfFormat.TURTLE,
    ),
    Form("nt", "application/n-triples", ("text/plain", "text/ntriples"), RdfFormat.N_TRIPLES),
    Form("jsonld", "application/ld+json", _JSON, RdfFormat.JSON_LD),
    Form("rdf", "application/rdf+xml", _XML, RdfFormat.RDF_XML),
)
HTML: Final = ("text/html", "application/xhtml+xml")
_NICKNAMES: Final = {
    "turtle": "ttl",
    "n3": "ttl",
    "n-triples": "nt",
    "ntriples": "nt",
    "json-ld": "jsonld",
    "rdfxml": "rdf",
    "rdf+xml": "rdf",
    "srj": "json",
    "srx": "xml",
}


def named(name: str, forms: Sequence[Form]) -> Form | None:
    """Return the form that ``format=`` names, by its key or media type.

    Example:
        >>> named("turtle", GRAPHS).key, named("text/csv", SOLUTIONS).key
        ('ttl', 'csv')
    """
    wanted = name.strip().lower().replace(" ", "+")  # a plus in a query string decodes to a blank
    key = _NICKNAMES.get(wanted, wanted)
    if forms is GRAPHS:
        key = {"json": "jsonld", "xml": "rdf"}.get(key, key)
    for form in forms:
        if key == form.key or wanted in form.names:
            return form
    return None


@lru_cache(maxsize=512)
def choose(accept: str, forms: tuple[Form, ...]) -> Form | None:
    """Return the form that an ``Accept`` header prefers; ``None`` where it takes none of them.

    Example:
        >>> choose("text/csv;q=0.5, application/json", SOLUTIONS).key
        'json'
    """
    if not accept or accept == "*/*":
        return forms[0]
    place = preferred(accept, [form.names for form in forms])
    return None if place is None else forms[place]


def preferred(accept: str, offers: Iterable[tuple[str, ...]]) -> int | None:
    """Return the place of the offer that is wanted most, the earlier one among equals.

    Args:
        accept: the header; empty takes anything.
        offers: the media types that each offer goes by.

    Example:
        >>> preferred("text/turtle, text/html;q=0.9", [("text/html",), ("text/turtle",)])
        1
    """
    wanted = _ranges(accept or "*/*")
    best, found = 0.0, None
    for place, names in enumerate(offers):
        quality = _quality(names, wanted)
        if quality > best:
            best, found = quality, place
    return found


def _ranges(accept: str) -> dict[str, float]:
    ranges: dict[str, float] = {}
    for part in accept.lower().split(",")[:64]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    quality = 0.0
        if name:
            ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges


def _quality(names: tuple[str, ...], ranges: dict[str, float]) -> float:
    """Return how much a form is wanted: by any of its names, else by a range over its first."""
    plain = [name.split(";", maxsplit=1)[0] for name in names]
    said = [ranges[name] for name in plain if name in ranges]
    if said:
        return max(said)
    for known in (plain[0].split("/", maxsplit=1)[0] + "/*", "*/*"):
        if known in ranges:
            return ranges[known]
    return 0.0
