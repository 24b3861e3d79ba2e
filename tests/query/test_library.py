"""Every saved query describes itself, runs, and has its page."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import QuerySolutions

from zikg.errors import QueryError
from zikg.query import answer, bind, bundled, find, library, parse_query
from zikg.query.executables import executables
from zikg.query.pages import check_pages
from zikg.query.saved import LANGUAGES, TYPES
from zikg.query.tokens import tokens

TODAY = date(2026, 11, 21)
NAMES = [query.name for query in library()]


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_in_both_languages_what_it_answers(name: str) -> None:
    """Summary, description, parameters, columns and codes have Indonesian and English words."""
    query = find(name)
    texts = [query.summary, query.description]
    texts += [parameter.help for parameter in query.parameters]
    texts += [column.label for column in query.columns]
    texts += [said for column in query.columns for said in column.values.values()]
    assert all(text.get(lang) for text in texts for lang in LANGUAGES)
    assert query.tags
    assert all(parameter.type in TYPES for parameter in query.parameters)
    assert all(parameter.example for parameter in query.parameters if parameter.required)


@pytest.mark.parametrize("name", NAMES)
def test_its_example_runs_and_its_columns_are_those_described(name: str) -> None:
    """With its own example each query is answered, under the columns of its header."""
    query = find(name)
    answered = answer(query, query.example, bundled(), TODAY)
    found = list(answered.rows)
    assert all(len(row) == len(query.columns) for row in found)
    if query.program is None:
        solutions = bundled().query(bind(query, query.example, TODAY))
        assert isinstance(solutions, QuerySolutions)
        assert [v.value for v in solutions.variables] == [c.name for c in query.columns]


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_stands_in_a_named_graph(name: str) -> None:
    """Servers differ in their default graph: a shipped query names its graphs."""
    words = [t.text for t in tokens(find(name).text) if t.kind != "comment"]
    depth, graphs = 0, list[int]()
    for place, word in enumerate(words):
        if word == "{":
            depth += 1
            if words[place - 2].upper() == "GRAPH":
                graphs.append(depth)
        elif word == "}":
            if graphs and graphs[-1] == depth:
                graphs.pop()
            depth -= 1
        elif word.startswith("zikg:") and words[place - 1].startswith("?") and depth:
            in_filter = words[place - 2] in {"(", "||", "&&"}
            assert graphs or in_filter, f"{word} at {place}"


def test_the_pages_are_current() -> None:
    """docs/queries holds what the headers say, and nothing else."""
    assert check_pages() == ()


def test_the_library_is_data_too() -> None:
    """Each query is a SHACL executable whose text runs as it stands, without a blank node."""
    quads = list(executables())
    selects = [q for q in quads if q.predicate.value == "http://www.w3.org/ns/shacl#select"]
    assert len(selects) == len(NAMES)
    for quad in selects:
        list(bundled().query(quad.object.value))  # type: ignore[union-attr, arg-type]
    assert all("BlankNode" not in type(q.subject).__name__ for q in quads)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("#+ summary\nASK {}", "baris 1"),
        ("#+ params:\n#+   x:\n#+     type: colour\nASK { ?s ?p $x }", "jenis parameter x"),
        ("#+ summary:\n#+   id: a\nASK { ?s ?p $x }", "parameter $x"),
        ("#+ words: a\nASK {}", "kunci 'words'"),
        ("ASK {}\n#+ summary: a", "di bawah SPARQL"),
    ],
)
def test_a_header_that_cannot_be_read_says_where(content: str, said: str) -> None:
    """A broken header is one clear sentence, never a traceback."""
    with pytest.raises(QueryError, match="tidak dapat dibaca") as error:
        parse_query("q", content)
    assert said in error.value.message


def test_an_unknown_name_suggests_the_nearest() -> None:
    """A slip in the name of a query is answered with the nearest name."""
    with pytest.raises(QueryError, match="no-plan"):
        find("noplan")
