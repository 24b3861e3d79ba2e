"""``zikg build``: generated files fit their sources, facts carry their source, bad input is refused."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from zikg import resources
from zikg.build import Producer, build, check_shapes, generated, turtle
from zikg.errors import BuildError
from zikg.graph.concepts import component_quads, type_quads
from zikg.graph.registry import registry_quads, slice_quads
from zikg.graph.satker import issuer_quads, region_of
from zikg.iri import TYPES
from zikg.namespaces import BASE, DCTERMS, ELI, ORG, PROV, RDF, RDFS, SKOS, ZIKG
from zikg.reason import closure
from zikg.registry import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CITED = ("uu/ri/2014/5", "uu/ri/2002/30", "pp/ri/2010/53", "permen/panrb/2014/52", "uu/ri/1900/1")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def node(local: str) -> NamedNode:
    return NamedNode(BASE + local)


def subjects(quads: Iterable[Quad], class_: str) -> set[object]:
    kinds = (
        Quad(q.subject, q.predicate, q.object) for q in quads if q.predicate.value == RDF + "type"
    )
    return {q.subject for q in kinds if q.object == NamedNode(class_)}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Send what a build writes to an empty folder; its sources stay where they are."""
    sources, made = resources.root(), {name for name, _, _ in generated()}
    monkeypatch.setattr(
        resources, "path", lambda name: (tmp_path if name in made else sources) / name
    )
    monkeypatch.setattr(closure, "refresh", lambda *, force=False: (tmp_path / "nt", force))
    # What a store begins with is made of the closure: tests/ingest makes it.
    monkeypatch.setattr("zikg.build.base_bytes", lambda *, national: b"")
    monkeypatch.setattr(resources, "built", lambda: tmp_path / "built")
    return tmp_path


# --- generated files -----------------------------------------------------------------------------


def test_the_committed_files_fit_their_sources() -> None:
    report = build(check=True)
    assert report.stale == ()
    assert {step.state for step in report.steps} <= {"fresh", "made"}


@pytest.mark.parametrize("row", generated(), ids=lambda row: row[0])
def test_a_generated_file_says_exactly_the_facts(
    row: tuple[str, str, Producer], registry: Registry
) -> None:
    name, title, producer = row
    path = resources.path(name)
    read = {quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)}
    assert read == {quad.triple for quad in producer(registry)}
    assert not any(isinstance(term, BlankNode) for t in read for term in (t.subject, t.object))
    assert path.read_text(encoding="utf-8").startswith(f"# {title}")


def test_turtle_is_the_same_whatever_the_hash_seed() -> None:
    code = (
        "from zikg.build import turtle; from zikg.graph.satker import issuer_quads;"
        "import sys; sys.stdout.write(turtle('x', issuer_quads({'kpu-kab-serang', 'panrb', 'kpu'})))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert "kpu-prov-banten" in made.pop()


def test_a_stale_file_is_named_left_alone_by_check_and_made_by_build(elsewhere: Path) -> None:
    names = [name for name, _, _ in generated()]
    missing = build(check=True)
    assert [path.relative_to(elsewhere).as_posix() for path in missing.stale] == names
    assert not (elsewhere / "data").exists()
    lines: list[str] = []
    made = build(progress=lines.append)
    assert made.stale == ()
    assert [step.state for step in made.steps if step.name in names] == ["made"] * len(names)
    assert any("disusun" in line for line in lines)
    assert f" dari {len(made.steps)} berkas disusun" in made.summary
    victim = elsewhere / names[0]
    whole = victim.read_text(encoding="utf-8")
    victim.write_text(whole.replace("2023-10-31", "2023-10-30"), encoding="utf-8")
    assert build(check=True).stale == (victim,)
    assert (
        "2023-10-31"
        not in victim.read_text(encoding="utf-8").split("uu-ri-2023-20--revokes")[1][:400]
    )
    build()
    assert victim.read_text(encoding="utf-8") == whole
    again = build()
    assert {step.state for step in again.steps if step.name in names} == {"fresh"}
    forced = build(force=True)
    assert {step.state for step in forced.steps if step.name in names} == {"made"}
    assert not list(elsewhere.rglob(".*"))  # nothing half-written is left behind


def test_an_installed_package_rewrites_none_of_its_data(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "root", lambda: resources.PACKAGE / "_data")
    report = build(force=True)
    assert [s.state for s in report.steps if s.name.startswith("data/")] == ["skipped"] * len(
        generated()
    )
    assert not (elsewhere / "data").exists()


# --- shapes ----------------------------------------------------------------------------------------


def test_the_shapes_are_well_formed() -> None:
    check_shapes(sorted(resources.path("shapes").glob("**/*.ttl")))


@pytest.mark.parametrize(
    "body",
    [
        "<http://example.org/s> a sh:NodeShape ; sh:property [ sh:minCount 1 ] .",  # no path
        '<http://example.org/s> a sh:NodeShape ; sh:targetClass "Decree" ; sh:class "x" .',
        "<http://example.org/s> a sh:NodeShape ; sh:property [ sh:path <http://example.org/p> ; sh:minCount 'two' ] .",
        "<http://example.org/s> a sh:NodeShape",  # no Turtle
    ],
)
def test_a_shape_that_is_not_well_formed_stops_the_build(body: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n{body}\n", encoding="utf-8")
    with pytest.raises(BuildError, match="tidak sah"):
        check_shapes([path])


# --- the registry as triples -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def facts(registry: Registry) -> list[Quad]:
    return [quad for quads in closure.facts(registry).values() for quad in quads]


def test_every_fact_names_its_confidence_and_a_source_by_name(facts: list[Quad]) -> None:
    by_subject: dict[object, dict[str, list[object]]] = {}
    for quad in facts:
        by_subject.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(
            quad.object
        )
    classes = [
        ZIKG + name
        for name in (
            "LegalChange",
            "Replacement",
            "Area",
            "SubElement",
            "Outcome",
            "Implementation",
            "ReferenceChange",
        )
    ]
    subjects_ = {s for class_ in [ELI + "LegalResource", *classes] for s in subjects(facts, class_)}
    assert len(subjects_) > 180
    for subject in subjects_:
        told = by_subject[subject]
        (confidence,) = told[ZIKG + "confidence"]
        assert getattr(confidence, "value", None) in {"high", "medium", "low"}
        for origin in told[PROV + "wasDerivedFrom"]:
            assert by_subject[origin][RDFS + "label"]
            kinds = {getattr(kind, "value", "") for kind in by_subject[origin][RDF + "type"]}
            assert kinds in ({ZIKG + "Source"}, {ZIKG + "BackgroundKnowledge"})


def test_uncertain_dates_are_two_days_and_eli_dates_only_where_exact(
    facts: list[Quad], registry: Registry
) -> None:
    said = {(q.subject, q.predicate.value): q.object for q in facts}
    for found in registry.regulations():
        subject = node(f"eli/{found.id}")
        for name, when in (("exists", found.exists), ("effective", found.effective)):
            for end, day in (("Earliest", when.earliest), ("Latest", when.latest)):
                assert (
                    getattr(said[subject, f"{ZIKG}{name}{end}"], "value", None) == day.isoformat()
                )
        exact = found.effective.exact
        assert ((subject, ELI + "first_date_entry_in_force") in said) == exact
        assert ((subject, ELI + "date_document") in said) == bool(
            found.enacted and found.enacted.exact
        )


def test_a_work_has_title_gazette_variants_and_an_expression(facts: list[Quad]) -> None:
    known = {(q.subject, q.predicate.value, q.object) for q in facts}
    law = node("eli/uu/ri/1999/28")
    values = {
        p: {getattr(o, "value", "") for s, q, o in known if s == law and q == p}
        for _, p, _ in known
    }
    assert values[DCTERMS + "title"] == {
        "Penyelenggara Negara yang Bersih dan Bebas dari Korupsi, Kolusi dan Nepotisme"
    }
    assert any(title.startswith("Penyelenggaraan") for title in values[ZIKG + "titleVariant"])
    assert values[ZIKG + "gazette"] == {f"{BASE}gazette/ln/1999/75", f"{BASE}gazette/tln/3851"}
    assert (node("eli/uu/ri/1999/28/ind"), ELI + "realizes", law) in known
    assert values[ELI + "passed_by"] == {f"{BASE}org/ri"}


def test_a_partial_revocation_names_only_what_its_scope_names(facts: list[Quad]) -> None:
    hit = {
        (q.subject.value.rsplit("/", 1)[-1], q.object.value.partition("/eli/")[2])
        for q in facts
        if q.predicate.value == ZIKG + "revokesProvision"
        and isinstance(q.subject, NamedNode)
        and isinstance(q.object, NamedNode)
    }
    law = "uu-ri-2002-30--partly_revokes--uu-ri-1999-28"
    assert {o for s, o in hit if s == law} == {f"uu/ri/1999/28/pasal/{n}" for n in range(10, 20)}
    code = "uu-ri-2023-1--partly_revokes--uu-ri-1999-31"
    assert {o.removeprefix("uu/ri/1999/31/pasal/") for s, o in hit if s == code} == {
        "2/ayat/1",
        "3",
        "5",
        "11",
        "13",
    }
    assert not {s for s, _ in hit if s.startswith("pp-ri-2021-94")}


def test_a_slice_holds_the_cited_their_changes_neighbours_replacements_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZIKG_NATIONAL", "off")
    registry = open_registry()
    quads = list(slice_quads(registry, CITED, issuer_kind="kpu-kabkota"))
    works = {
        s.value.removeprefix(f"{BASE}eli/")
        for s in subjects(quads, ELI + "LegalResource")
        if isinstance(s, NamedNode)
    }
    assert {
        "uu/ri/2023/20",
        "uu/ri/2019/19",
        "pp/ri/2021/94",
        "permen/panrb/2021/90",
        "permen/panrb/2024/5",
    } <= works
    assert "uu/ri/2017/7" in works  # what a KPU's authority rests on
    assert "uu/ri/1900/1" not in works  # cited, but not held
    assert "perpres/ri/2018/16" not in works  # nothing to do with any of them
    changes = {s.value for s in subjects(quads, ZIKG + "LegalChange") if isinstance(s, NamedNode)}
    assert f"{BASE}change/uu-ri-2023-20--revokes--uu-ri-2014-5" in changes
    assert (node("eli/permen/panrb/2014/52"), ZIKG + "replacedBy") in {
        (q.subject, q.predicate.value) for q in quads
    }
    whole = {quad.triple for quad in registry_quads(registry)}
    whole |= {q.triple for q in type_quads(registry)} | {
        q.triple for q in issuer_quads({"ri", "panrb", "kpu"})
    }
    assert {quad.triple for quad in quads} <= whole
    assert len(quads) < len(whole) / 2
    assert all(not isinstance(term, BlankNode) for q in quads for term in (q.subject, q.object))


def test_types_and_components_are_complete(registry: Registry) -> None:
    types = list(type_quads(registry))
    assert subjects(types, ZIKG + "InstrumentType") == {node(f"type/{name}") for name in TYPES}
    for regime, areas, parts in (("2014", 6, 23), ("2021", 6, 25 + 17)):
        quads = list(component_quads(registry, regime))
        assert len(subjects(quads, ZIKG + "Area")) == areas
        assert len(subjects(quads, ZIKG + "SubElement")) == parts
        assert subjects(quads, ZIKG + "Outcome") == set()
        assert (
            len(subjects(component_quads(registry, regime, outcomes=True), ZIKG + "Outcome")) == 5
        )
        broader = {q.subject for q in quads if q.predicate.value == SKOS + "broader"}
        assert broader == subjects(quads, ZIKG + "SubElement")


def test_offices_come_with_all_above_them_and_their_regions() -> None:
    quads = list(issuer_quads({"kpu-kota-cilegon"}))
    above = {(q.subject, q.object) for q in quads if q.predicate.value == ORG + "subOrganizationOf"}
    city, province, whole = (
        node(f"org/{name}") for name in ("kpu-kota-cilegon", "kpu-prov-banten", "kpu")
    )
    assert above == {(city, province), (province, whole)}
    assert {q.object for q in quads if q.predicate.value == ZIKG + "partOfRegion"} == {
        node("wilayah/36")
    }
    assert region_of("panrb") is None
    assert region_of("kpu-kab-antah-berantah") is None


def test_turtle_keeps_words_with_quotes_and_other_scripts() -> None:
    subject, label = node("x"), NamedNode(RDFS + "label")
    words = Literal('Tata "Laksana" \\ baris\nbaru – é', language="id")
    text = turtle("uji", [Quad(subject, label, words)])
    assert [quad.object for quad in parse(text, format=RdfFormat.TURTLE)] == [words]
