"""The set rules infer what owlrl infers, and tell why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from zikg import resources
from zikg.cli.audit import command
from zikg.errors import BuildError, ZikgError
from zikg.extract import extract
from zikg.graph.document import decree_quads
from zikg.graph.national import below
from zikg.graph.works import change_triples, work_triples
from zikg.namespaces import ELI, OWL, RDF, ZIKG
from zikg.read import read_bytes
from zikg.reason import closure
from zikg.reason.effect import effect_triples, registry_date, sure_effects
from zikg.reason.nationwide import national_closure
from zikg.reason.owl import close
from zikg.reason.setrules import Closure, Rules, fact, trivial
from zikg.reason.setrules_why import explain_inferred, node, shown
from zikg.registry import open_registry
from zikg.registry.status import in_effect
from zikg.validate import run_for

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from zikg.graph.nt import Fact

REVOKED = ("eli/uu/ri/2014/5", "eli:repealed_by", "eli/uu/ri/2023/20")


@pytest.fixture(scope="module")
def axioms() -> list[Triple]:
    return [quad.triple for name in closure.MODULES for quad in closure.ontology(name)]


def test_registry_and_ontology_infer_what_owlrl_infers(axioms: list[Triple]) -> None:
    """Triple for triple, on all of the reference registry (the closure is made by owlrl)."""
    registry = open_registry()
    computed = list(effect_triples(registry))
    found = Closure(axioms)
    for quads in closure.facts(registry).values():
        found.add(quads)
    found.add(computed)
    by_owlrl = {fact(quad) for quad in closure.closure()}
    assert found.inferred() | set(map(fact, computed)) == by_owlrl
    assert len(by_owlrl) > 4000


def test_the_national_registry_infers_what_owlrl_infers(axioms: list[Triple]) -> None:
    """Triple for triple, on a slice of it: every fortieth change with the works at its ends."""
    registry = open_registry()
    (heard,) = (each for each in below(registry) if each.name == "national")
    changes = heard.changes[::40]
    ends = {end for change in changes for end in (change.act, change.target)}
    works = [found for found in heard.regulations if found.id in ends]
    facts = [triple for found in works for triple in work_triples(found)]
    facts += [triple for change in changes for triple in change_triples(change)]
    facts += sure_effects(registry, works, changes)
    assert len(changes) > 100
    assert len(works) > 100
    graphs: dict[str, list[Triple]] = {"x:axioms": axioms, "x:facts": facts}
    rules, found = Rules(axioms), Closure(axioms)
    found.add(each for each in facts if rules.reads(str(each.predicate)))
    assert found.inferred() == close(graphs)
    assert len(found.inferred()) > 10 * len(changes)


def test_what_a_store_infers_of_the_national_registry() -> None:
    """Links of all changes that are sure enough and in effect, of no other; nothing twice."""
    registry = open_registry()
    inferred = {fact(quad) for quad in national_closure(registry)}
    assert not inferred & {fact(quad) for quad in closure.closure()}
    drawn = {(act, target) for act, link, target in inferred if link == node("eli:repeals")}
    sure, unsure = set[tuple[str, str]](), set[tuple[str, str]]()
    for change in (each for heard in below(registry) for each in heard.changes):
        if change.kind == "revokes":
            here = change.confidence != "low" and in_effect(change, registry_date(registry))
            pair = node(f"eli/{change.act}"), node(f"eli/{change.target}")
            (sure if here else unsure).add(pair)
    assert drawn == sure
    assert unsure
    unknown = node("status/unknown")
    assert not {told for told in inferred if told[1:] == (node("zikg:registryStatus"), unknown)}


def test_it_is_told_why_below_the_reference() -> None:
    """Of works that only the national registry knows."""
    registry = open_registry()
    (heard,) = (each for each in below(registry) if each.name == "national")
    change = next(
        one
        for one in heard.changes
        if one.kind == "amends"
        and one.confidence != "low"
        and in_effect(one, registry_date(registry))
    )
    chain = explain_inferred(f"eli/{change.target}", "eli:amended_by", f"eli/{change.act}")
    assert chain[-1].rule == "prp-inv1"
    assert {step.rule for step in chain} >= {"stated", "computed"}


def test_a_decree_infers_what_owlrl_infers(axioms: list[Triple]) -> None:
    """A seed with all that it cites, by both."""
    text = resources.path("data/decrees/kpu-kota-cilegon-2025-11.txt").read_bytes()
    registry = open_registry()
    decree = extract(read_bytes(text, "-"), registry)
    assert run_for(decree, date(2026, 11, 21)).basis == "decree"
    facts: list[Quad] = list(decree_quads(decree, registry))
    found = Closure(axioms)
    found.add(facts)
    by_owlrl: set[Fact] = close({"http://a/ontology": axioms, "http://a/decree": facts})
    mine = found.inferred()
    assert mine == by_owlrl
    assert any(f"<{ELI}based_on>" == predicate for _, predicate, _ in mine)


TURTLE = f"""
@prefix owl: <{OWL}> . @prefix rdf: <{RDF}> . @prefix zikg: <{ZIKG}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix x: <http://x/> .
x:p rdfs:subPropertyOf x:q ; owl:inverseOf x:r ; rdfs:domain x:D ; rdfs:range x:R .
x:t a owl:TransitiveProperty . x:y a owl:SymmetricProperty .
x:c owl:propertyChainAxiom (x:p x:t x:p) .
x:D rdfs:subClassOf x:E . x:E rdfs:subClassOf x:F .
[] a owl:Restriction ; owl:onProperty x:h ; owl:hasValue x:v ; rdfs:subClassOf x:H .
x:K rdfs:subClassOf [ a owl:Restriction ; owl:onProperty x:h ; owl:hasValue x:v ] .
[] a owl:Restriction ; owl:onProperty x:p ; owl:someValuesFrom x:H ; rdfs:subClassOf x:S .
"""
FACTS = """
@prefix x: <http://x/> .
x:1 x:p x:2 . x:2 x:t x:3 . x:3 x:t x:4 . x:4 x:p x:5 . x:3 x:p x:6 . x:6 x:r x:7 .
x:5 x:h x:v . x:8 a x:K . x:9 x:p x:8 . x:1 x:y x:9 .
"""


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]


def test_each_kind_of_rule_infers_what_owlrl_infers() -> None:
    """Sub-property, inverse, domain, range, transitive, symmetric, chain, classes by value."""
    ontology, facts = triples(TURTLE), triples(FACTS)
    found = Closure(ontology, reasons=True)
    for each in reversed(facts):  # in whatever order they come
        found.add([each])
    assert found.inferred() == close({"http://a/o": ontology, "http://a/f": facts})
    assert found.why is not None
    rules = {found.why[told].rule for told in found.inferred()}
    assert rules >= {"prp-spo1", "prp-spo2", "prp-inv1", "prp-inv2", "prp-dom", "prp-rng",
                     "prp-trp", "prp-symp", "cax-sco", "scm-sco", "cls-hv1"}  # fmt: skip


def test_every_inferred_triple_has_a_reason_that_ends_in_what_is_stated(
    axioms: list[Triple],
) -> None:
    registry = open_registry()
    found = Closure(axioms, reasons=True)
    for quads in closure.facts(registry).values():
        found.add(quads)
    assert found.why is not None
    for told in found.inferred():
        assert found.why[told].premises
        for premise in found.why[told].premises:
            assert premise in found.why


def test_an_axiom_without_a_rule_is_refused() -> None:
    axiom = Triple(NamedNode("http://x/p"), NamedNode(RDF + "type"),
                   NamedNode(OWL + "FunctionalProperty"))  # fmt: skip
    with pytest.raises(BuildError, match="FunctionalProperty"):
        Rules([axiom])
    with pytest.raises(BuildError, match="unionOf"):
        Rules(triples(f"<http://x/a> <{OWL}unionOf> <http://x/b> ."))


def test_trivia_are_those_of_the_closure() -> None:
    thing = f"<{OWL}Thing>"
    assert trivial(("<http://a>", f"<{RDF}type>", thing))
    assert trivial(("_:a", "<http://p>", "<http://b>"))
    assert not trivial(("<http://a>", "<http://p>", "<http://b>"))


def test_a_revocation_is_explained_down_to_the_change() -> None:
    chain = explain_inferred(*REVOKED)
    assert [step.rule for step in chain][-2:] == ["prp-spo2", "prp-inv1"]
    stated = [step.conclusion for step in chain if not step.premises]
    assert any(f"<{ZIKG}makesRevocation>" == predicate for _, predicate, _ in stated)
    seen: set[Fact] = set()
    for step in chain:
        assert seen.issuperset(step.premises)
        seen.add(step.conclusion)


def test_what_does_not_follow_is_told_in_a_sentence() -> None:
    with pytest.raises(ZikgError, match="tidak tersimpulkan"):
        explain_inferred("eli/uu/ri/2014/5", "eli:repealed_by", "eli/uu/ri/1945/1")


def test_the_command_prints_numbered_steps() -> None:
    told = CliRunner().invoke(command, ["why", *REVOKED, "--lang", "en"])
    assert told.exit_code == 0, told.output
    assert told.stdout.splitlines()[-1].lstrip().startswith("8. eli/uu/ri/2014/5 eli:repealed_by")
    assert "zikg:hasEffected zikg:makesRevocation" in told.stdout
    wrong = CliRunner().invoke(command, ["why", "x", "eli:cites", "y"])
    assert wrong.exit_code == 2


def test_terms_are_read_as_people_write_them() -> None:
    assert node("zikg:Decree") == f"<{ZIKG}Decree>"
    assert shown(node("eli/uu/ri/2014/5")) == "eli/uu/ri/2014/5"
    assert node('"x"') == '"x"'
