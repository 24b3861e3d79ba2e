"""owlrl over ontology and registry: each axiom earns its place, and nothing false is inferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from owlrl import OWLRL_Semantics
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import Dataset, URIRef

from handmade import Maker
from zikg import resources
from zikg.errors import BuildError
from zikg.graph.citations import cites
from zikg.graph.document import decree_quads
from zikg.graph.registry import registry_quads
from zikg.model import Interval
from zikg.namespaces import BASE, ELI, GRAPH_INFERRED, ORG, OWL, RDF, RDFS, SKOS, XSD, ZIKG
from zikg.reason import closure
from zikg.reason.effect import effect_triples, last_day, registry_date
from zikg.reason.owl import close, is_trivial
from zikg.registry import Registry, open_registry

if TYPE_CHECKING:
    from pathlib import Path

Fact = tuple[str, str, str]
TYPE = RDF + "type"
ONE, TWO, THREE = (NamedNode(f"http://example.org/{name}") for name in ("one", "two", "three"))
LOGICAL = {
    *(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(OWL + name for name in ("inverseOf", "propertyChainAxiom", "onProperty")),
}


def eli(name: str) -> NamedNode:
    return NamedNode(ELI + name)


def zikg(name: str) -> NamedNode:
    return NamedNode(ZIKG + name)


def work(id_: str) -> NamedNode:
    return NamedNode(f"{BASE}eli/{id_}")


def fact(subject: NamedNode, property_: NamedNode, value: NamedNode) -> Fact:
    return (str(subject), str(property_), str(value))


@pytest.fixture(scope="module")
def axioms() -> list[Triple]:
    return [quad.triple for name in closure.MODULES for quad in closure.ontology(name)]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.fixture(scope="module")
def inferred() -> set[Fact]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in closure.closure()}


# --- Each axiom: what it yields, and that it is lost without it ---------------------------------------


@dataclass(frozen=True)
class Witness:
    """An axiom, facts that set it off, and what it says of them.

    ``reads`` and ``writes`` are the classes and properties it goes from and to.
    """

    name: str
    axiom: frozenset[Triple]
    given: tuple[Triple, ...]
    expected: Fact
    reads: frozenset[str]
    writes: str


def items(axioms: list[Triple], head: object) -> tuple[list[Triple], list[NamedNode]]:
    """Return the triples of an RDF list, and its members."""
    used: list[Triple] = []
    members: list[NamedNode] = []
    while isinstance(head, BlankNode):
        here = [triple for triple in axioms if triple.subject == head]
        used += here
        values = {triple.predicate.value: triple.object for triple in here}
        first = values[RDF + "first"]
        assert isinstance(first, NamedNode)
        members.append(first)
        head = values[RDF + "rest"]
    return used, members


def witness(axioms: list[Triple], axiom: Triple) -> list[Witness]:
    """Return what shows one axiom at work: new individuals that it alone connects."""
    s, p, o = (
        axiom.subject,
        axiom.predicate.value.removeprefix(RDFS).removeprefix(OWL),
        axiom.object,
    )
    name = f"{short(s)} {p} {short(o)}"
    one = Triple(ONE, s, TWO) if isinstance(s, NamedNode) else None

    given: tuple[Triple, ...]

    def make(
        given: tuple[Triple, ...],
        expected: Fact,
        reads: set[object],
        writes: object,
        extra: list[Triple] | None = None,
    ) -> Witness:
        names = frozenset(node.value for node in reads if isinstance(node, NamedNode))
        assert isinstance(writes, NamedNode)
        return Witness(
            name, frozenset([axiom, *(extra or [])]), given, expected, names, writes.value
        )

    if p == "inverseOf" and one and isinstance(o, NamedNode) and isinstance(s, NamedNode):
        back = Triple(ONE, o, TWO)
        return [
            make((one,), fact(TWO, o, ONE), {s}, o),
            make((back,), fact(TWO, s, ONE), {o}, s),
        ]
    if p == "subPropertyOf" and one and isinstance(o, NamedNode):
        return [make((one,), fact(ONE, o, TWO), {s}, o)]
    if p in {"domain", "range"} and one and isinstance(o, NamedNode):
        return [make((one,), fact(ONE if p == "domain" else TWO, NamedNode(TYPE), o), {s}, o)]
    if p == TYPE and one and isinstance(s, NamedNode):  # a transitive property
        return [make((one, Triple(TWO, s, THREE)), fact(ONE, s, THREE), {s}, s)]
    if p == "propertyChainAxiom" and isinstance(s, NamedNode):
        used, links = items(axioms, o)
        steps = [NamedNode(f"http://example.org/step{n}") for n in range(len(links) + 1)]
        given = tuple(Triple(steps[n], link, steps[n + 1]) for n, link in enumerate(links))
        return [make(given, fact(steps[0], s, steps[-1]), set(links), s, used)]
    if p == "subClassOf" and isinstance(o, NamedNode):
        if isinstance(s, NamedNode):
            given = (Triple(ONE, NamedNode(TYPE), s),)
            return [make(given, fact(ONE, NamedNode(TYPE), o), {s}, o)]
        parts = {t.predicate.value: t.object for t in axioms if t.subject == s}
        used = [t for t in axioms if t.subject == s]
        on = parts[OWL + "onProperty"]
        assert isinstance(on, NamedNode)
        if (some := parts.get(OWL + "someValuesFrom")) is not None:
            given = (Triple(ONE, on, TWO), Triple(TWO, NamedNode(TYPE), some))
        else:
            given = (Triple(ONE, on, parts[OWL + "hasValue"]),)
        return [make(given, fact(ONE, NamedNode(TYPE), o), {on, some}, o, used)]
    raise AssertionError(f"no witness is known for {axiom}")


def short(node: object) -> str:
    return node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(node, NamedNode) else "[]"


def witnesses() -> list[Witness]:
    axioms = [quad.triple for name in closure.MODULES for quad in closure.ontology(name)]
    found: list[Witness] = []
    for axiom in axioms:
        logical = axiom.predicate.value in LOGICAL - {OWL + "onProperty"}
        transitive = axiom.object == NamedNode(OWL + "TransitiveProperty")
        of_data = axiom.predicate.value == RDFS + "range" and str(axiom.object).startswith(
            f"<{XSD}"
        )
        if (logical or transitive) and not of_data:
            found += witness(axioms, axiom)
    return found


WITNESSES = witnesses()


def reachable(start: set[str]) -> list[Witness]:
    """Return the axioms that facts with some classes and properties can set off, step by step."""
    seen = set(start)
    while True:
        near = [w for w in WITNESSES if w.reads & seen]
        more = seen | {w.writes for w in near}
        if more == seen:
            return near
        seen = more


def short_name(found: Witness) -> str:
    return found.name


def test_there_is_a_witness_for_every_kind_of_axiom() -> None:
    kinds = {w.name.split()[1] for w in WITNESSES}
    assert kinds == {
        *["subClassOf", "subPropertyOf", "domain", "range", "inverseOf", "propertyChainAxiom"],
        TYPE,
    }
    assert len(WITNESSES) > 150


def test_every_axiom_yields_its_triple_in_the_whole_ontology(axioms: list[Triple]) -> None:
    def own(number: int, triple: Triple) -> Triple:
        """Return the triple with individuals of its own."""

        def rename(node: object) -> object:
            fresh = isinstance(node, NamedNode) and node.value.startswith("http://example.org/")
            return (
                NamedNode(f"{node.value}-{number}")
                if fresh and isinstance(node, NamedNode)
                else node
            )

        return Triple(rename(triple.subject), triple.predicate, rename(triple.object))  # type: ignore[arg-type]

    given = [own(number, t) for number, w in enumerate(WITNESSES) for t in w.given]
    found = close({"urn:axioms": axioms, "urn:facts": given})
    for number, w in enumerate(WITNESSES):
        expected = tuple(
            f"{term[:-1]}-{number}>" if term.startswith("<http://example.org/") else term
            for term in w.expected
        )
        assert expected in found, w.name


@pytest.mark.parametrize("w", WITNESSES, ids=short_name)
def test_without_the_axiom_its_triple_is_lost(w: Witness) -> None:
    given_terms = {
        n.value for t in w.given for n in (t.predicate, t.object) if isinstance(n, NamedNode)
    }
    module = {t for other in reachable(given_terms) for t in other.axiom}
    assert w.expected in close({"urn:axioms": module, "urn:facts": w.given})
    assert w.expected not in close({"urn:axioms": module - w.axiom, "urn:facts": w.given})


def test_datatype_ranges_yield_nothing(axioms: list[Triple]) -> None:
    ranges = [
        t
        for t in axioms
        if t.predicate.value == RDFS + "range" and str(t.object).startswith(f"<{XSD}")
    ]
    facts = [
        Triple(ONE, t.subject, Literal("1")) for t in ranges if isinstance(t.subject, NamedNode)
    ]
    assert len(ranges) > 30
    assert close({"urn:axioms": ranges, "urn:facts": facts}) == set()


def contradictions() -> list[tuple[Triple, list[Triple]]]:
    axioms = [quad.triple for name in closure.MODULES for quad in closure.ontology(name)]
    found = []
    for axiom in axioms:
        if axiom.predicate.value == OWL + "disjointWith":
            found.append(
                (axiom, [Triple(ONE, NamedNode(TYPE), c) for c in (axiom.subject, axiom.object)])
            )
        if axiom.object == NamedNode(OWL + "AsymmetricProperty") and isinstance(
            axiom.subject, NamedNode
        ):
            found.append(
                (axiom, [Triple(ONE, axiom.subject, TWO), Triple(TWO, axiom.subject, ONE)])
            )
        if axiom.object == NamedNode(OWL + "IrreflexiveProperty") and isinstance(
            axiom.subject, NamedNode
        ):
            found.append((axiom, [Triple(ONE, axiom.subject, ONE)]))
    return found


@pytest.mark.parametrize(
    ("axiom", "facts"),
    contradictions(),
    ids=[f"{short(a.subject)} {short(a.object)}" for a, _ in contradictions()],
)
def test_facts_that_contradict_an_axiom_stop_the_build(axiom: Triple, facts: list[Triple]) -> None:
    with pytest.raises(BuildError, match="bertentangan"):
        close({"urn:axioms": [axiom], "urn:facts": facts})
    close({"urn:facts": facts})


# --- The registry: what must and must not follow --------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "property_", "value"),
    [
        ("uu/ri/2019/19", "amends", "uu/ri/2002/30"),
        ("uu/ri/2002/30", "amended_by", "uu/ri/2019/19"),
        ("uu/ri/2019/19", "changes", "uu/ri/2002/30"),
        ("uu/ri/2023/20", "repeals", "uu/ri/2014/5"),
        ("uu/ri/2014/5", "repealed_by", "uu/ri/2023/20"),
        ("uu/ri/2014/5", "changed_by", "uu/ri/2023/20"),
        ("permen/panrb/2021/90", "repeals", "permen/panrb/2014/52"),
        ("pp/ri/2021/94", "changes", "pp/ri/2010/53"),
        ("uu/ri/2002/30", "changes", "uu/ri/1999/28"),
        ("uu/ri/2002/30", "repeals", "uu/ri/1999/28/pasal/10"),
        ("uu/ri/2002/30", "repeals", "uu/ri/1999/28/pasal/19"),
        ("uu/ri/2023/1", "repeals", "uu/ri/1999/31/pasal/2/ayat/1"),
        ("uu/ri/1999/28/pasal/12", "repealed_by", "uu/ri/2002/30"),
        ("perppu/ri/2015/1", "amends", "uu/ri/2002/30"),
    ],
)
def test_the_plain_eli_properties_follow(
    inferred: set[Fact], subject: str, property_: str, value: str
) -> None:
    assert fact(work(subject), eli(property_), work(value)) in inferred


@pytest.mark.parametrize(
    ("subject", "property_", "value"),
    [
        ("uu/ri/2002/30", "repeals", "uu/ri/1999/28"),
        ("uu/ri/2002/30", "amends", "uu/ri/1999/28"),
        ("pp/ri/2021/94", "repeals", "pp/ri/2010/53"),
        ("pp/ri/2021/94", "amends", "pp/ri/2010/53"),
        ("pp/ri/2021/94", "repeals", "pp/ri/2010/53/pasal/7/ayat/3"),
        ("permen/panrb/2020/26", "amends", "permen/panrb/2014/14"),
        ("uu/ri/2015/10", "amends", "perppu/ri/2015/1"),
    ],
)
def test_nothing_false_follows(
    inferred: set[Fact], subject: str, property_: str, value: str
) -> None:
    assert fact(work(subject), eli(property_), work(value)) not in inferred


def test_a_law_establishes_its_perppu_and_a_regulation_implements_its_base(
    inferred: set[Fact],
) -> None:
    law, perppu = work("uu/ri/2023/7"), work("perppu/ri/2022/1")
    assert fact(law, zikg("establishes"), perppu) in inferred
    assert fact(perppu, zikg("establishedBy"), law) in inferred
    assert fact(work("pp/ri/2017/11"), zikg("implements"), work("uu/ri/2014/5")) in inferred


def test_offices_regions_components_and_types_are_classed(inferred: set[Fact]) -> None:
    office, kpu = NamedNode(f"{BASE}org/kpu-kab-serang"), NamedNode(f"{BASE}org/kpu")
    rdf_type = NamedNode(TYPE)
    assert fact(office, NamedNode(ORG + "subOrganizationOf"), kpu) in inferred
    assert fact(kpu, NamedNode(ORG + "hasSubOrganization"), office) in inferred
    assert fact(office, zikg("inRegion"), NamedNode(f"{BASE}wilayah/36")) in inferred
    members = {s for s, p, o in inferred if (p, o) == (str(rdf_type), str(zikg("SatkerKPU")))}
    assert {str(office), f"<{BASE}org/kpu-kab-bintan>", f"<{BASE}org/kpu-kota-cilegon>"} <= members
    assert {str(kpu), f"<{BASE}org/panrb>"} & members == set()
    for id_ in ("permen/panrb/2014/52", "permen/panrb/2021/90"):
        assert fact(work(id_), rdf_type, zikg("Guideline")) in inferred
    assert fact(work("permen/panrb/2014/14"), rdf_type, zikg("Guideline")) not in inferred
    part, area = NamedNode(f"{BASE}zi/2021/6/p3"), NamedNode(f"{BASE}zi/2021/6")
    assert fact(area, NamedNode(SKOS + "narrower"), part) in inferred
    mandatory = {
        s for s, p, o in inferred if (p, o) == (str(rdf_type), str(zikg("MandatoryComponent")))
    }
    assert len({s for s in mandatory if "/zi/2021/" in s}) == 25
    assert len({s for s in mandatory if "/zi/2014/" in s}) == 23
    assert fact(work("uu/ri/2014/5"), rdf_type, zikg("Legislation")) in inferred
    assert fact(NamedNode(f"{BASE}type/surat"), rdf_type, zikg("LegislationType")) not in inferred


def test_only_changes_in_effect_at_the_date_give_plain_triples(
    registry: Registry, axioms: list[Triple]
) -> None:
    facts = list(registry_quads(registry))
    then = list(effect_triples(registry, Interval.parse("2023-05-04")))
    found = close({"urn:axioms": axioms, "urn:facts": facts, "urn:effect": then})
    base = work("uu/ri/2017/7")
    assert fact(work("uu/ri/2023/7"), eli("amends"), base) in found  # effective that very day
    assert fact(work("uu/ri/2023/20"), eli("repeals"), work("uu/ri/2014/5")) not in found
    assert fact(work("uu/ri/2023/1"), eli("changes"), work("uu/ri/1999/31")) not in found
    undecided = work("peraturan/kpu/2023/3")  # some day of 2023: no telling whether by 4 May
    assert fact(undecided, eli("amends"), work("peraturan/kpu/2020/14")) not in found
    assert (
        fact(
            undecided,
            zikg("makesChange"),
            NamedNode(f"{BASE}{change_of(registry, 'peraturan/kpu/2023/3')}"),
        )
        in found
    )


def change_of(registry: Registry, act: str) -> str:
    return registry.changes_by(act)[0].id


def test_effect_is_computed_from_the_registry(registry: Registry) -> None:
    now = {(str(t.subject), str(t.predicate), str(t.object)) for t in effect_triples(registry)}
    assert registry_date(registry).printed == registry.info.date
    old = work("uu/ri/2014/5")
    assert (str(old), str(eli("date_no_longer_in_force")), f'"2023-10-30"^^<{XSD}date>') in now
    assert fact(old, eli("in_force"), eli("InForce-notInForce")) in now
    assert fact(old, zikg("registryStatus"), NamedNode(f"{BASE}status/revoked")) in now
    assert fact(work("uu/ri/1999/28"), eli("in_force"), eli("InForce-partiallyInForce")) in now
    month_only = str(work("permen/panrb/2014/52"))  # revoked some day of December 2021
    assert not any(s == month_only and p == str(eli("date_no_longer_in_force")) for s, p, _ in now)
    unknown = [r.id for r in registry.regulations() if not r.status_known]
    for id_ in unknown:
        assert not any(s == str(work(id_)) and p == str(eli("in_force")) for s, p, _ in now)


def test_the_last_day_needs_an_exact_first_revocation(registry: Registry) -> None:
    (change,) = registry.changes_to("uu/ri/2014/5")
    assert last_day(()) is None
    assert str(last_day((change,))) == "2023-10-30"
    year = registry.changes_to("permen/panrb/2020/26")
    assert last_day(year) is None
    assert last_day((change, *year)) is None  # some day of 2023 may have been earlier


# --- The decree: the rules in Python say what owlrl says ---------------------------------------------------


def test_cites_and_based_on_follow_from_citations_as_the_graph_writes_them(
    registry: Registry, axioms: list[Triple]
) -> None:
    maker = Maker()
    maker.part("menimbang", "a")
    maker.cite("permen/panrb/2021/90", section="menimbang", item="a")
    maker.part("mengingat", "1")
    base = maker.cite("uu/ri/2002/30")
    maker.amend(base, "uu/ri/2019/19")
    maker.mention(base, "uu/ri/1999/31")
    maker.cite("peraturan/kpu/2019/8")
    decree = maker.decree()
    quads = list(decree_quads(decree, registry))
    found = close({"urn:axioms": axioms, "urn:facts": quads})
    own = str(work(decree.id))
    wanted = {str(eli("cites")), str(eli("based_on"))}
    by_owl = {f for f in found if f[1] in wanted}
    by_rule = {tuple(map(str, triple)) for triple in cites(decree)}
    assert by_owl == by_rule
    assert {o for s, p, o in by_owl if (s, p) == (own, str(eli("based_on")))} == {
        str(work("uu/ri/2002/30")),
        str(work("peraturan/kpu/2019/8")),
    }
    assert fact(work("uu/ri/2019/19"), eli("cited_by"), work(decree.id)) in found
    assert fact(work("uu/ri/2002/30"), eli("basis_for"), work(decree.id)) in found


# --- What is kept, where, and how it is found -----------------------------------------------------------------


def test_asserted_and_inferred_share_no_triple_and_no_graph(
    registry: Registry, axioms: list[Triple]
) -> None:
    stated = {q.triple for quads in closure.facts(registry).values() for q in quads} | set(axioms)
    found = list(closure.closure())
    assert {q.graph_name for q in found} == {NamedNode(GRAPH_INFERRED)}
    assert {q.triple for q in found} & stated == set()
    assert len(found) == len(set(found)) > 1000


def test_trivia_are_left_out(inferred: set[Fact]) -> None:
    meta = (RDF, RDFS, OWL, XSD)
    for subject, property_, value in inferred:
        assert subject.startswith("<")
        assert not value.startswith("_:")
        assert not subject[1:].startswith(meta)
        assert subject != value
        assert not (property_[1:].startswith(meta) and value[1:].startswith(meta)), (
            subject,
            property_,
            value,
        )
        assert property_ not in {f"<{OWL}sameAs>", f"<{RDFS}domain>", f"<{RDFS}range>"}


@pytest.mark.filterwarnings("ignore:Dataset.default_context")  # rdflib warns of its own calls
def test_trivia_are_what_owlrl_really_yields() -> None:
    data = f'<{ONE.value}> a <{ZIKG}Area> ; <{ZIKG}weight> "x" . <{ZIKG}Area> a <{OWL}Class> .'
    dataset = Dataset(default_union=True)
    dataset.graph(URIRef("urn:facts")).parse(data=data, format="turtle")
    inferred = dataset.graph(URIRef("urn:inferred"))
    OWLRL_Semantics(dataset, axioms=True, daxioms=False, rdfs=False, destination=inferred).closure()
    given = set(dataset.graph(URIRef("urn:facts")))
    assert len(inferred) > 20
    assert [t for t in inferred if t not in given and not is_trivial(*t)] == []


def test_facts_in_several_graphs_are_joined() -> None:
    """A rule whose premises lie in two named graphs fires: the whole Dataset is the source."""
    p, q = (NamedNode(f"http://example.org/{name}") for name in "pq")
    below = Triple(p, NamedNode(RDFS + "subPropertyOf"), q)
    chain = Triple(q, NamedNode(TYPE), NamedNode(OWL + "TransitiveProperty"))
    facts = {
        "urn:a": [below],
        "urn:b": [chain],
        "urn:c": [Triple(ONE, p, TWO)],
        "urn:d": [Triple(TWO, q, THREE)],
    }
    assert close(facts) == {fact(ONE, q, TWO), fact(ONE, q, THREE)}


def test_look_up_gives_what_the_whole_closure_says() -> None:
    everything = list(closure.closure())
    iris = [f"{BASE}eli/uu/ri/2014/5", f"{BASE}org/kpu-kab-bintan", f"{BASE}eli/uu/ri/1"]
    wanted = {NamedNode(iri) for iri in iris}
    found = closure.closure_about(iris)
    assert set(found) == {quad for quad in everything if quad.subject in wanted}
    assert len(found) == len(set(found)) > 5
    assert closure.closure_about([]) == ()
    assert isinstance(found[0], Quad)


def test_the_file_is_fresh_until_something_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[int] = []

    def once() -> set[bytes]:
        calls.append(1)
        return {b"<http://example.org/one> <http://example.org/p> <http://example.org/two> ."}

    monkeypatch.setattr(closure, "_close", once)
    monkeypatch.setattr(resources, "built", lambda: tmp_path / "built")
    monkeypatch.setattr(resources, "cache_folder", lambda: tmp_path / "cache")
    path = tmp_path / "built" / closure.NAME
    assert closure.refresh() == (path, True)
    assert closure.refresh() == (path, False)
    assert [q.subject for q in closure.closure()] == [ONE]
    assert closure.refresh(force=True) == (path, True)
    before = closure.digest()
    monkeypatch.setattr(closure, "decree_issuers", lambda: ("kpu-kota-bandung",))
    assert closure.digest() != before
    assert closure.refresh() == (path, True)
    assert len(calls) == 3
    assert {p.name for p in path.parent.iterdir()} <= {closure.NAME, "registry.sqlite"}


def test_a_read_only_package_puts_it_in_the_cache_folder_else_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    line = b"<http://example.org/one> <http://example.org/p> <http://example.org/two> ."
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setattr(closure, "_close", lambda: {line})
    monkeypatch.setattr(closure, "_MEMORY", {})
    monkeypatch.setattr(resources, "built", lambda: blocked / "built")
    monkeypatch.setattr(resources, "cache_folder", lambda: tmp_path / "cache")
    assert closure.refresh() == (tmp_path / "cache" / closure.NAME, True)
    monkeypatch.setattr(resources, "cache_folder", lambda: blocked / "cache")
    assert closure.refresh() == (None, True)
    assert [q.object for q in closure.closure_about([ONE.value])] == [TWO]


def test_offices_are_read_from_the_names_of_the_decrees() -> None:
    assert closure.decree_issuers() == ("kpu-kab-bintan", "kpu-kab-serang", "kpu-kota-cilegon")
