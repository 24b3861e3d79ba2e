"""Every shape violates where it should and nowhere else, by both engines, and keeps the profile."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from pyshacl import validate
from rdflib import Graph

from zikg.errors import BuildError
from zikg.rules import catalogue, turtle
from zikg.rules.catalogue import read
from zikg.rules.profile import constraint
from zikg.validate import compiled, reference
from zikg.validate.engine import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "shapes"
EXAMPLE = "https://example.org/"
SHAPES = {shape.name: shape for rule in catalogue() for shape in rule.shapes}


@cache
def cases() -> dict[str, tuple[Quad, ...]]:
    """Return the graphs of the fixtures by name."""
    found: dict[str, list[Quad]] = {}
    for file in sorted(FOLDER.glob("*.trig")):
        for quad in parse(path=file):
            assert isinstance(quad.graph_name, NamedNode)
            name = quad.graph_name.value.removeprefix(EXAMPLE)
            triple = quad.triple
            plain = Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
            found.setdefault(name, []).append(plain)
    return {name: tuple(quads) for name, quads in found.items()}


def store_of(name: str) -> Store:
    store = Store()
    store.extend(cases()[name])
    return store


def named(kind: str) -> Iterator[str]:
    return (name for name in cases() if name.startswith(kind + "/"))


@pytest.mark.parametrize("name", sorted(named("fail")))
@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_failing_graph_violates_its_shape_and_no_other(name: str, engine: str) -> None:
    found = violations(store_of(name), engine)
    assert {(v.shape.name, v.focus.value) for v in found} == {
        (name.split("/")[1], EXAMPLE + "focus")
    }


@pytest.mark.parametrize("name", sorted(named("pass")))
@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_near_miss_violates_nothing(name: str, engine: str) -> None:
    assert not [v.shape.name for v in violations(store_of(name), engine)]


def test_every_shape_has_a_failing_and_a_passing_graph() -> None:
    for kind in ("fail", "pass"):
        assert {name.split("/")[1] for name in named(kind)} == set(SHAPES)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_shape_keeps_the_profile(name: str) -> None:
    shape = SHAPES[name]
    assert constraint(shape.select).group
    assert shape.plain
    assert shape.targets


def test_all_shapes_compile() -> None:
    _, left = compiled.plans()
    assert left == ()


def test_engines_agree_on_all_graphs_at_once() -> None:
    store = Store()
    for name, quads in cases().items():
        # Each graph under names of its own, so that one big graph holds all cases.
        for quad in quads:
            store.add(
                Quad(
                    _own(quad.subject, name),
                    quad.predicate,
                    _own(quad.object, name),
                    DefaultGraph(),
                )
            )
    found = violations(store, "both")
    assert {v.shape.name for v in found} == set(SHAPES)


def _own(term: object, name: str) -> NamedNode:
    if isinstance(term, NamedNode) and term.value.startswith(EXAMPLE):
        return NamedNode(f"{EXAMPLE}{name}#{term.value.removeprefix(EXAMPLE)}")
    return term  # type: ignore[return-value]


def test_shapes_are_valid_shacl() -> None:
    shapes = Graph()
    for file in turtle.files():
        shapes.parse(file)
    conforms, _, text = validate(
        Graph(), shacl_graph=shapes, meta_shacl=True, advanced=False, inference="none"
    )
    assert conforms, text


def test_stripped_shapes_are_a_part_of_the_whole() -> None:
    wanted = tuple(shape.iri for shape in SHAPES.values())
    stripped = reference.shapes_graph(wanted)
    assert 0 < len(stripped) < len(turtle.triples()) / 2


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this WHERE { { $this a zikg:A } UNION { $this a zikg:B } }",
        "SELECT $this WHERE { $this zikg:a/zikg:b ?c . }",
        "SELECT $this WHERE { $this zikg:a+ ?c . }",
        "SELECT $this WHERE { $this zikg:a ?b . FILTER NOT EXISTS { $this zikg:c ?d . ?d zikg:e ?f } }",
        "SELECT $this WHERE { { SELECT ?x WHERE { ?x a zikg:A } } }",
        "SELECT $this ?other WHERE { $this zikg:a ?other . }",
        "SELECT $this WHERE { $this zikg:a ?b . BIND (1 AS ?c) }",
        "SELECT $this WHERE { $this zikg:a ?b . MINUS { $this zikg:c ?d } }",
        "SELECT $this WHERE { $this ?p ?b . }",
        "SELECT $this WHERE { $this zikg:a ?b . FILTER (STRLEN(?b) > 3) }",
        "SELECT $this WHERE { $this zikg:a ?b . FILTER NOT EXISTS { ?x zikg:c ?y } }",
        "SELECT $this WHERE { $this zikg:a ?b . } LIMIT 1",
        "SELECT $this WHERE { $this zikg:a ?b . } GROUP BY ?this",
        "SELECT DISTINCT $this WHERE { $this zikg:a ?b . }",
        "SELECT $this WHERE { $this zikg:a* ?b . }",
        "SELECT $this WHERE { $this zikg:a ?b . OPTIONAL { $this zikg:c ?d, ?e } }",
        "SELECT $this WHERE { $this zikg:a ?b . FILTER (!(?b = 3)) }",
    ],
)
def test_profile_refuses(select: str) -> None:
    with pytest.raises(BuildError):
        constraint(select)


SHACL_CORE = """
@prefix rule: <https://w3id.org/zikg/rule/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix zikg: <https://w3id.org/zikg/ontology#> .
rule:ZI999 a sh:NodeShape ; zikg:code "ZI999" ; zikg:ruleName "beyond" ;
    sh:targetClass zikg:Decree ; sh:property [ sh:path zikg:stage ; sh:minCount 1 ] .
"""


def test_a_shape_beyond_the_profile_is_left_to_pyshacl() -> None:
    nodes = turtle.by_subject(quad.triple for quad in parse(SHACL_CORE, format=RdfFormat.TURTLE))
    (rule,) = read(nodes)
    assert not rule.shapes[0].plain
    compiled_shapes, left = compiled.compile_shapes(rule.shapes)
    assert (compiled_shapes, left) == ((), rule.shapes)


def test_compiled_engine_imports_neither_rdflib_nor_pyshacl() -> None:
    program = (
        "import sys, zikg.validate\n"
        "from zikg.validate import compiled\n"
        "from pyoxigraph import Store\n"
        "compiled.violations(Store())\n"
        "heavy = {'rdflib', 'pyshacl', 'owlrl', 'rich', 'rapidfuzz'} & set(sys.modules)\n"
        "sys.exit(str(sorted(heavy)) if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_plain_pyshacl_fills_the_messages() -> None:
    """Holes are written as SHACL-SPARQL section 5.3.2 has them: what a query projects is filled."""
    store = store_of("fail/ZI304")
    shapes = Graph()
    for file in turtle.files():
        shapes.parse(file, format="turtle")
    _, _, told = validate(cast("Any", store), shacl_graph=shapes)
    messages = [line for line in told.splitlines() if "Keputusan belum memuat" in line]
    assert messages
    assert not any("{" in line for line in messages)


def test_holes_are_written_as_shacl_has_them() -> None:
    """``{?name}`` or ``{$this}``; the star for several values and brackets are ours."""
    for shape in SHAPES.values():
        for text in shape.message.values():
            assert re.sub(r"\{(?:\?\w+\*?|\$this)\}", "", text).count("{") == 0, shape.name
