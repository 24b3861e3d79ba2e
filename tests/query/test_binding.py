"""Parameters are read by their type, and nothing typed changes what a query asks."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import Store

from zikg.errors import QueryError
from zikg.query import bind, find, parse_query
from zikg.query.binding import value
from zikg.query.saved import Parameter

TODAY = date(2026, 11, 21)


def read(kind: str, text: str) -> str:
    """Return the term that a text stands for, without the base."""
    found = str(value(Parameter("x", kind, True, None, None, {}), text, TODAY))
    return found.replace("https://w3id.org/zikg/", "")


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("date", "hari ini", '"2026-11-21"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", "2025-02-07", '"2025-02-07"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("year", "2025", '"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("integer", "-3", '"-3"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("code", "zi201", '"ZI201"'),
        ("regulation", "UU 5/2014", "<eli/uu/ri/2014/5>"),
        ("regulation", "uu/ri/2014/5", "<eli/uu/ri/2014/5>"),
        ("regulation", "https://w3id.org/zikg/eli/uu/ri/2014/5", "<eli/uu/ri/2014/5>"),
        ("satker", "KPU Kab. Bintan", "<org/kpu-kab-bintan>"),
        ("satker", "kip-kab-pidie", "<org/kip-kab-pidie>"),
        ("province", "Banten", "<wilayah/36>"),
        ("province", "prov-banten", "<wilayah/36>"),
        ("province", "36", "<wilayah/36>"),
        ("component", "2021/6/p3", "<zi/2021/6/p3>"),
        ("regime", "2021", "<zi/2021>"),
    ],
)
def test_each_type_reads_its_forms(kind: str, text: str, term: str) -> None:
    """A value is given as people write it, as an id, or as an IRI."""
    assert read(kind, text) == term


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "7 Februari"),
        ("year", "25"),
        ("year", "٢٠٢٥"),
        ("integer", "1 }"),
        ("code", "ZI20"),
        ("regulation", "sesuatu"),
        ("satker", "KPU Serang"),
        ("province", "Jawa"),
        ("component", "zi/2021/6"),
        ("regime", "1999"),
    ],
)
def test_what_is_not_of_the_type_is_refused_by_name(kind: str, text: str) -> None:
    """The sentence names the parameter and what was typed."""
    with pytest.raises(QueryError, match="Parameter x") as error:
        read(kind, text)
    assert text in error.value.message
    assert text in error.value.english


@pytest.mark.parametrize("text", ['a" } ; DROP', "x\\", "'''", "> <a:b>", "\n#", "$y ?s"])
def test_text_cannot_leave_its_literal(text: str) -> None:
    """Quotes, escapes and line ends stay inside the one literal that they are."""
    head = "#+ params:\n#+   x:\n#+     type: text\n#+     required: yes\n"
    query = parse_query("q", head + "SELECT (STR($x) AS ?same) { # $x\n}")
    answered = list(Store().query(bind(query, {"x": text}, TODAY)))  # type: ignore[arg-type]
    assert answered[0]["same"].value == text.strip()


def test_a_value_stands_only_where_the_variable_stood() -> None:
    """Strings, comments and IRIs that look like a parameter are left alone."""
    head = "#+ params:\n#+   x:\n#+     type: year\n"
    query = parse_query(
        "q", head + "ASK { # $x\n <a:$x> <a:p> '$x', $x, $xy }".replace(", $xy", "")
    )
    bound = bind(query, {"x": "2025"}, TODAY)
    assert bound.count("2025") == 1
    assert bound.count("$x") == 3


def test_what_must_be_given_is_asked_for_with_an_example() -> None:
    """A missing or unknown parameter is told with what there is."""
    with pytest.raises(QueryError, match="year=2025"):
        bind(find("no-plan"), {}, TODAY)
    with pytest.raises(QueryError, match="yang ada: year, province"):
        bind(find("no-plan"), {"tahun": "2025"}, TODAY)
