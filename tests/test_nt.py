"""Facts as text are what pyoxigraph writes and reads."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from zikg.graph import nt, terms
from zikg.namespaces import ELI

_SURROGATES = range(0xD800, 0xE000)


def test_words_are_written_as_the_library_writes_them() -> None:
    """Every code point of the first plane, and the last of the others, alone and between letters."""
    letters = [chr(code) for code in range(0x10000) if code not in _SURROGATES]
    letters += [
        chr(0x10000 * plane + last) for plane in range(1, 17) for last in (0, 0xFFFE, 0xFFFF)
    ]
    differ = [
        hex(ord(each)) for each in letters if nt.words(f"a{each}b") != str(Literal(f"a{each}b"))
    ]
    assert differ == []
    assert nt.words("") == '""'


def test_terms_are_those_of_pyoxigraph() -> None:
    """The words of a term, and the term that the registry's side makes of the same."""
    day = date(2025, 1, 6)
    assert nt.node("zi/2021/6/p3") == str(terms.node("zi/2021/6/p3"))
    assert nt.work("uu/ri/2014/5") == str(terms.work("uu/ri/2014/5"))
    assert nt.org("kpu-kab-bintan") == str(terms.org("kpu-kab-bintan"))
    assert nt.kind("uu") == str(terms.kind("uu"))
    assert nt.term("standing") == str(terms.term("standing"))
    assert nt.day(day) == str(terms.day(day))
    assert nt.year(987) == str(terms.year(987))
    assert nt.whole(12) == str(terms.whole(12))
    assert nt.decimal(0.95) == str(terms.decimal(0.95))
    assert [nt.flag(True), nt.flag(False)] == [str(terms.flag(True)), str(terms.flag(False))]
    assert str(terms.TYPE) == nt.TYPE


def test_what_is_no_iri_is_refused() -> None:
    """The database does not look at IRIs again: what is no IRI must not come so far."""
    with pytest.raises(ValueError, match="IRI"):
        nt.node("dokumen/a b")
    with pytest.raises(ValueError, match="IRI"):
        nt.iri('a:"')


def test_lines_are_read_back_as_the_same_statements() -> None:
    """Of a named graph, and of the default graph."""
    graph = NamedNode("https://w3id.org/zikg/graph/run")
    said = 'Tim "Kerja"\n\\ selesai\t'
    facts = [
        (nt.node("dokumen/ab"), nt.iri(ELI + "number"), nt.words(said)),
        (nt.node("dokumen/ab"), nt.TYPE, nt.term("Decree")),
    ]
    document, number = terms.node("dokumen/ab"), NamedNode(ELI + "number")
    expected = [
        Quad(document, number, Literal(said), graph),
        Quad(document, terms.TYPE, terms.term("Decree"), graph),
    ]
    assert list(nt.quads(facts, graph)) == expected
    assert list(parse(nt.lines(facts, graph), format=RdfFormat.N_QUADS)) == expected
    assert [quad.triple for quad in nt.quads(facts)] == [quad.triple for quad in expected]
    assert nt.lines([]) == ""
