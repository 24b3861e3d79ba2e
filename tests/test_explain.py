"""The chain of facts behind each finding: complete, in order, with sources, as text and as RDF."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS
from rdflib.namespace import PROV, SH

from rule_cases import Case, cases, findings
from zikg.extract import extract
from zikg.iri import is_instrument
from zikg.model import Fact, Finding, Report, Result
from zikg.namespaces import BASE, ZIKG
from zikg.read import read
from zikg.registry import open_registry
from zikg.report import render
from zikg.report.words import RELATION
from zikg.rules import catalogue, turtle
from zikg.rules.facts import FACT, fact_kinds
from zikg.validate import check, run_for

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "data" / "decrees").glob("*.txt"))
BINTAN, SERANG, CILEGON = SEEDS
TODAY = date(2026, 11, 21)
REGISTRY = open_registry()
DATES = {"signed", "judged"}

# What a reader needs, link by link, to verify a finding by hand; by code.
CHAINS: dict[str, tuple[set[str], ...]] = {
    "ZI101": ({"guides"}, {"mandatory"}, DATES),
    "ZI102": ({"guides"}, {"mandatory"}, {"heading"}, DATES),
    "ZI103": ({"heading"}, {"guides"}, {"named"}),
    "ZI104": ({"read-as"}, {"guides"}, {"component-of"}, DATES),
    "ZI107": ({"read-as"}, {"repeats"}),
    "ZI108": ({"targets"}, DATES, {"no-retroaction"}),
    "ZI113": ({"runs"}, DATES),
    "ZI201": ({"cites"}, {"revokes"}, DATES),
    "ZI202": ({"about"}, {"guides"}, DATES),
    "ZI203": ({"cites"}, {"amends"}, DATES),
    "ZI204": ({"cites"}, {"names-change"}, {"amends"}, DATES),
    "ZI205": ({"claims"}, {"revokes", "partly-revokes", "title-changes"}, DATES),
    "ZI206": ({"cites"}, {"takes-effect"}, DATES),
    "ZI208": ({"cites"}, {"titled"}),
    "ZI209": ({"cites"}, {"gazetted"}),
    "ZI211": ({"cites"}, {"outranks"}),
    "ZI212": ({"cites"}, {"precedes"}),
    "ZI215": ({"cites"}, {"amends", "revokes", "partly-revokes"}, {"signed"}),
    "ZI216": ({"cites"}, {"partly-revokes"}, DATES),
    "ZI220": ({"cites"}, {"titled"}),
    "ZI222": ({"cites"}, DATES),
    "ZI301": ({"names-unit"}, {"issued-by"}, {"peers"}),
    "ZI302": ({"cites"}, {"numbered"}),
}
REGISTERED = {
    "amends",
    "revokes",
    "partly-revokes",
    "takes-effect",
    "titled",
    "gazetted",
    "guides",
    "mandatory",
    "named",
    "component-of",
    "replaced",
}
"""Facts of the registry: each names its source."""


@cache
def result(path: Path, lang: str = "id", also: tuple[str, ...] = ()) -> Result:
    decree = extract(read(str(path)), REGISTRY)
    run = run_for(decree, TODAY)
    return check(decree, run, REGISTRY, engine="compiled", lang=lang, also=also)


@cache
def graph(path: Path) -> rdflib.Graph:
    report = Report((result(path, "id", ("en",)),), REGISTRY.info, TODAY)
    return rdflib.Graph().parse(data=render(report, REGISTRY, form="ttl"), format="turtle")


def chain(finding: Finding) -> tuple[str, ...]:
    return tuple(fact.relation for fact in finding.because)


def complete(finding: Finding) -> list[set[str]]:
    """Return the links that are missing."""
    return [link for link in CHAINS.get(finding.code, ()) if not link & set(chain(finding))]


# -- sentences ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.expect], ids=lambda case: case.id
)
def test_every_failing_case_is_explained(case: Case) -> None:
    """At least one fact behind each finding, and every link that its rule needs."""
    for finding in findings(case):
        if finding.code == case.code:
            assert finding.because, finding.message
            assert complete(finding) == [], finding.because


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_finding_on_the_seeds_is_explained(path: Path) -> None:
    for finding in result(path).findings:
        assert finding.because, finding
        assert complete(finding) == [], finding
        for fact in finding.because:
            assert fact.node
            assert "{" not in fact.text, fact.text
            assert fact.source or fact.relation not in REGISTERED, fact


def test_a_fact_never_ties_a_thing_to_itself() -> None:
    for case in cases():
        for finding in findings(case) if case.expect else ():
            for fact in finding.because:
                if fact.relation in RELATION:
                    assert fact.subject != fact.object, (case.id, fact)


def test_the_chain_of_a_revoked_basis() -> None:
    """Item, words, act, provision, date, source, date of the decree: as the issue asks."""
    (finding,) = [
        f
        for f in result(BINTAN).findings
        if (f.code, f.item, f.section) == ("ZI201", "14", "mengingat")
    ]
    cites, revokes, signed, *replaced = finding.because
    assert cites.text.startswith('Mengingat 14 mengutip PermenPANRB 14/2014: "Peraturan Menteri')
    assert cites.subject.endswith("/mengingat/14")
    assert cites.object == "permen/panrb/2014/14"
    ends = (revokes.subject, revokes.relation, revokes.object)
    assert ends == ("permen/panrb/2020/26", "revokes", "permen/panrb/2014/14")
    assert (revokes.provision, revokes.since) == ("Pasal 8 angka 1", "2020-05")
    assert revokes.source.startswith("https://")
    assert revokes.about.endswith("permen-panrb-2020-26--revokes--permen-panrb-2014-14")
    assert signed.text == "Keputusan ini ditetapkan 7 Februari 2025."
    assert [fact.subject for fact in replaced] == ["permen/panrb/2020/26", "permen/panrb/2023/9"]


def test_an_amendment_cited_alone_is_followed_to_its_base() -> None:
    (finding,) = [
        f for f in result(BINTAN).findings if (f.code, f.section) == ("ZI201", "menimbang")
    ]
    assert chain(finding)[:3] == ("cites", "judged-on", "revokes")


def test_amendments_stand_in_their_order() -> None:
    for path in SEEDS:
        for finding in result(path).findings:
            if finding.code in {"ZI203", "ZI204"}:
                changes = [f for f in finding.because if f.relation in {"names-change", "amends"}]
                order = [_ordinal(fact) for fact in changes]
                assert order == sorted(order), changes


def test_a_perppu_and_the_law_that_establishes_it_are_told_as_one() -> None:
    (finding,) = [f for f in result(BINTAN).findings if (f.code, f.item) == ("ZI203", "5")]
    told = [(f.relation, f.subject, f.object) for f in finding.because]
    assert ("one-amendment", "uu/ri/2023/7", "perppu/ri/2022/1") in told


def _ordinal(fact: Fact) -> int:
    """The place of a change in the row of amendments of its target, from the registry."""
    found = [c for c in REGISTRY.changes_to(fact.object) if c.act == fact.subject]
    return found[0].ordinal or 0


def test_the_rows_of_an_area_are_told_where_one_is_missing() -> None:
    (finding,) = [f for f in result(BINTAN).findings if f.subject == "zi/2021/4/p2"]
    rows = [fact.text for fact in finding.because if fact.relation in {"read-as", "not-read"}]
    assert [text.split(" ")[1] for text in rows] == ["IV.1", "IV.2"]


def test_a_target_is_told_as_read() -> None:
    (finding,) = [f for f in result(BINTAN).findings if (f.code, f.item) == ("ZI108", "I.3")]
    read_as = (
        'Target waktu baris I.3 ("Januari 2025") dibaca 1 Januari 2025 sampai 31 Januari 2025.'
    )
    assert finding.because[0].text == read_as


def test_each_kind_of_fact_is_defined_once() -> None:
    """Two files that define one kind would mix their sentences."""
    for iri in fact_kinds():
        sentences = turtle.nodes()[iri][ZIKG + "sentence"]
        assert len(sentences) == 2, iri


def test_every_rule_names_facts_that_exist() -> None:
    for rule in catalogue():
        proved = {shape.proves for shape in rule.shapes if shape.proves}
        assert {*rule.opening, *rule.closing, *proved} <= set(fact_kinds()), rule.code
        assert all(fact_kinds()[kind].select for kind in (*rule.opening, *rule.closing)), rule.code


def test_the_text_numbers_the_facts_with_ids_and_sources() -> None:
    page = render(
        Report((result(BINTAN),), REGISTRY.info, TODAY), REGISTRY, form="text", explain=True
    )
    joined = " ".join(page.split())
    for finding in result(BINTAN).findings:
        for number, fact in enumerate(finding.because, start=1):
            assert f"{number}. {' '.join(fact.text.split())}" in joined
            for source in filter(None, fact.source.split(" | ")):
                assert f"sumber: {' '.join(source.split())}" in joined
            assert fact.about in joined
            for end in (fact.subject, fact.object):
                assert not is_instrument(end) or end in joined


# -- PROV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_each_result_is_derived_from_its_facts(path: Path) -> None:
    rdf = graph(path)
    assert not any(isinstance(term, rdflib.BNode) for triple in rdf for term in triple)
    by_mark = {f.fingerprint: f for f in result(path, "id", ("en",)).findings}
    results = list(rdf.subjects(RDF.type, SH.ValidationResult))
    assert len(results) == len(by_mark)
    for node in results:
        finding = by_mark[str(rdf.value(node, rdflib.URIRef(ZIKG + "fingerprint")))]
        derived = {str(fact) for fact in rdf.objects(node, PROV.wasDerivedFrom)}
        assert derived == {fact.node for fact in finding.because}


def test_a_fact_is_an_entity_with_sentence_source_and_change() -> None:
    rdf = graph(BINTAN)
    for finding in result(BINTAN, "id", ("en",)).findings:
        for fact in finding.because:
            node = rdflib.URIRef(fact.node)
            assert (node, RDF.type, PROV.Entity) in rdf
            assert (node, RDF.predicate, rdflib.URIRef(FACT + fact.relation)) in rdf
            told = {t.language: str(t) for t in rdf.objects(node, RDFS.comment)
                    if isinstance(t, rdflib.Literal)}  # fmt: skip
            assert set(told) == {"id", "en"}
            assert told["id"] == fact.text
            origins = [rdf.value(s, RDFS.label) for s in rdf.objects(node, PROV.hadPrimarySource)]
            assert sorted(map(str, origins)) == sorted(filter(None, fact.source.split(" | ")))
            change = rdf.value(node, PROV.wasDerivedFrom)
            assert (str(change) if change else "") == fact.about


def test_the_examination_is_an_activity() -> None:
    rdf = graph(BINTAN)
    (report,) = rdf.subjects(RDF.type, SH.ValidationReport)
    activity = rdf.value(report, PROV.wasGeneratedBy)
    assert (activity, RDF.type, PROV.Activity) in rdf
    sha = rdflib.URIRef(ZIKG + "sha256")
    used = {str(rdf.value(thing, sha)) for thing in rdf.objects(activity, PROV.used)}
    decree = result(BINTAN).decree
    assert decree is not None
    assert used == {decree.source.sha256, REGISTRY.info.sha256}
    agent = rdf.value(activity, PROV.wasAssociatedWith)
    assert (agent, RDF.type, PROV.SoftwareAgent) in rdf
    assert str(rdf.value(report, rdflib.URIRef(ZIKG + "judgedEarliest"))) == "2025-02-07"


def test_messages_carry_both_languages() -> None:
    rdf = graph(BINTAN)
    english = {f.fingerprint: f.message for f in result(BINTAN, "en").findings}
    for node in rdf.subjects(RDF.type, SH.ValidationResult):
        told = {t.language: str(t) for t in rdf.objects(node, SH.resultMessage)
                if isinstance(t, rdflib.Literal)}  # fmt: skip
        assert set(told) == {"id", "en"}
        assert told["en"] == english[str(rdf.value(node, rdflib.URIRef(ZIKG + "fingerprint")))]


def test_the_name_of_a_fact_is_the_same_in_every_language() -> None:
    def nodes(lang: str) -> list[str]:
        return [fact.node for f in result(BINTAN, lang).findings for fact in f.because]

    assert nodes("id") == nodes("en")
    assert all(node.startswith(f"{BASE}dokumen/") for node in nodes("id"))
