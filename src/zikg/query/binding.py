"""Parameters of a query: from the words typed to terms of RDF, and from those to SPARQL that runs.

What is typed becomes a term of the type declared, or is refused; only the term, written by the RDF
library, enters the text. Nothing typed can therefore change what a query asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from zikg.errors import QueryError
from zikg.graph import terms
from zikg.namespaces import BASE
from zikg.query.tokens import tokens
from zikg.registry import issuers, open_registry
from zikg.registry.regions import find_region, plain, regions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from zikg.query.saved import Parameter, Query

_CODE: Final = re.compile(r"ZI\d{3}", re.IGNORECASE)
_AREA: Final = re.compile(r"zi/\d{4}/\d+")


def bind(query: Query, given: Mapping[str, str], today: date) -> str:
    """Return the SPARQL of a query with its parameters filled in.

    Args:
        query: the saved query.
        given: the words typed, by name of the parameter.
        today: what the word ``today`` (``hari ini``) means.

    Raises:
        QueryError: a parameter is unknown, missing, or not of its type.

    Example:
        >>> from datetime import date
        >>> from zikg.query.library import find
        >>> "eli/uu/ri/2014/5>" in bind(find("who-cites"), {"regulation": "UU 5/2014"}, date.max)
        True
    """
    values = bound(query, given, today)
    parts, reached = list[str](), 0
    for token in tokens(query.text):
        if token.kind == "variable" and token.text[0] == "$" and token.text[1:] in values:
            parts += (query.text[reached : token.start], str(values[token.text[1:]]))
            reached = token.start + len(token.text)
    return "".join((*parts, query.text[reached:]))


def bound(query: Query, given: Mapping[str, str], today: date) -> dict[str, NamedNode | Literal]:
    """Return the terms that the parameters of a query stand for; one left open is not among them.

    Raises:
        QueryError: a parameter is unknown, missing, or not of its type.
    """
    for name in given:
        if query.parameter(name) is None:
            known = ", ".join(p.name for p in query.parameters) or "-"
            raise QueryError(
                f"Kueri {query.name} tidak mempunyai parameter {name}; yang ada: {known}.",
                f"Query {query.name} has no parameter {name}; it has: {known}.",
            )
    found: dict[str, NamedNode | Literal] = {}
    for parameter in query.parameters:
        text = given.get(parameter.name, "").strip() or parameter.default
        if text is not None:
            found[parameter.name] = value(parameter, text, today)
        elif parameter.required:
            example = f"-p {parameter.name}={parameter.example}"
            raise QueryError(
                f"Kueri {query.name} memerlukan parameter {parameter.name}, mis. {example}.",
                f"Query {query.name} needs the parameter {parameter.name}, such as {example}.",
            )
    return found


def value(parameter: Parameter, text: str, today: date) -> NamedNode | Literal:
    """Return the term that some words stand for, as the type of the parameter reads them.

    Raises:
        QueryError: they are not of that type.
    """
    return _READERS[parameter.type](parameter, text, today)


def _refuse(parameter: Parameter, text: str, why: str, english: str) -> QueryError:
    return QueryError(
        f"Parameter {parameter.name}: {text!r} {why}.",
        f"Parameter {parameter.name}: {text!r} {english}.",
    )


def _date(parameter: Parameter, text: str, today: date) -> Literal:
    if text.casefold() in ("today", "hari ini"):
        return terms.day(today)
    try:
        return terms.day(type(today).fromisoformat(text))
    except ValueError:
        raise _refuse(
            parameter,
            text,
            "bukan tanggal; tulis seperti 2025-02-07",
            "is no date; write it as 2025-02-07",
        ) from None


def _year(parameter: Parameter, text: str, today: date) -> Literal:
    if text.casefold() in ("today", "hari ini"):
        return terms.year(today.year)
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise _refuse(
            parameter,
            text,
            "bukan tahun; tulis empat angka, mis. 2025",
            "is no year; write four digits, such as 2025",
        )
    return terms.year(int(text))


def _integer(parameter: Parameter, text: str, _today: date) -> Literal:
    if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
        raise _refuse(parameter, text, "bukan bilangan bulat", "is no whole number")
    return terms.whole(int(text))


def _text(_parameter: Parameter, text: str, _today: date) -> Literal:
    return Literal(text)


def _code(parameter: Parameter, text: str, _today: date) -> Literal:
    if not _CODE.fullmatch(text):
        raise _refuse(
            parameter,
            text,
            "bukan kode aturan; tulis seperti ZI201",
            "is no code of a rule; write it as ZI201",
        )
    return Literal(text.upper())


def _regulation(parameter: Parameter, text: str, _today: date) -> NamedNode:
    from zikg.extract.instrument import instruments

    found = instruments(text, open_registry())
    if len(found) == 1:
        return terms.work(found[0])
    if found:
        listed = ", ".join(found)
        raise _refuse(
            parameter,
            text,
            f"dapat berarti beberapa peraturan ({listed}); sebut salah satu pengenal itu",
            f"may mean several regulations ({listed}); name one of these ids",
        )
    raise _refuse(
        parameter,
        text,
        'bukan nama peraturan; tulis seperti "UU 5/2014" atau uu/ri/2014/5',
        'names no regulation; write it as "UU 5/2014" or uu/ri/2014/5',
    )


def _satker(parameter: Parameter, text: str, _today: date) -> NamedNode:
    slug = text.removeprefix(BASE).removeprefix("org/").strip("/")
    if issuers.kind_of(slug) is None:
        named = issuers.issuer_slug(text)
        if named is None:
            raise _refuse(
                parameter,
                text,
                'bukan satker yang dikenal, atau ada beberapa; tulis seperti "KPU Kabupaten Serang"'
                " atau kpu-kab-serang",
                'is no known office, or fits several; write it as "KPU Kabupaten Serang" or '
                "kpu-kab-serang",
            )
        slug = named
    return terms.org(slug)


def _province(parameter: Parameter, text: str, _today: date) -> NamedNode:
    known = [region for region in regions().values() if region.level == "prov"]
    local = text.removeprefix(BASE).removeprefix("wilayah/").strip("/")
    for region in known:
        if local in (region.code, region.slug) or local == region.slug.removeprefix("prov-"):
            return terms.node(f"wilayah/{region.code}")
    found = find_region(text, "prov")
    if found is None:
        words = plain(text)
        near = [r.name.removeprefix("Provinsi ") for r in known if words and words in plain(r.name)]
        listed = f" ({', '.join(near)}?)" if near else ""
        raise _refuse(
            parameter,
            text,
            f"bukan provinsi{listed}; tulis nama, slug, atau kodenya: Banten, prov-banten, 36",
            f"is no province{listed}; write its name, slug or code: Banten, prov-banten, 36",
        )
    return terms.node(f"wilayah/{found.code}")


def _component(parameter: Parameter, text: str, _today: date) -> NamedNode:
    local = text.removeprefix(BASE)
    local = local if local.startswith("zi/") else f"zi/{local}"
    registry = open_registry()
    known = {c.id for regime, _ in registry.guidelines() for c in registry.components(regime)}
    if local not in known or _AREA.fullmatch(local):
        raise _refuse(
            parameter,
            text,
            "bukan subkomponen rencana; tulis seperti zi/2021/6/p3",
            "is no sub-element of the plan; write it as zi/2021/6/p3",
        )
    return terms.node(local)


def _regime(parameter: Parameter, text: str, _today: date) -> NamedNode:
    local = text.removeprefix(BASE).removeprefix("zi/")
    known = [regime for regime, _ in open_registry().guidelines()]
    if local not in known:
        listed = ", ".join(known)
        raise _refuse(parameter, text, f"bukan pedoman ZI; pilih {listed}", f"is none of {listed}")
    return terms.node(f"zi/{local}")


_READERS: Final[dict[str, Callable[[Parameter, str, date], NamedNode | Literal]]] = {
    "date": _date,
    "year": _year,
    "integer": _integer,
    "text": _text,
    "code": _code,
    "regulation": _regulation,
    "satker": _satker,
    "province": _province,
    "component": _component,
    "regime": _regime,
}
