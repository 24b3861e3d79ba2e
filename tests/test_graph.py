"""The graph of one decree: what is asserted, in which graph, at which place of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from handmade import DOCUMENT, TITLE, Maker, gazette
from zikg.extract import extract
from zikg.graph.document import decree_quads
from zikg.graph.evidence import evidence_quads
from zikg.graph.nodes import Thing, citation_id, names
from zikg.graph.places import place, plan, section
from zikg.graph.wording import clearly_different
from zikg.model import Decree, Field, Gazette, Interval, Part, Run, Span
from zikg.namespaces import BASE, ELI, GRAPH_EVIDENCE, PREFIXES, ZIKG
from zikg.read import read
from zikg.registry import Registry, open_registry
from zikg.validate.small import decree_graph, named_graphs

if TYPE_CHECKING:
    from collections.abc import Iterable

SEEDS = sorted((Path(__file__).parents[1] / "data" / "decrees").glob("*.txt"))
RUN = Run(Interval.parse("2025-02-07"), "decree", date(2026, 11, 21))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query, IRIs without the base, in order."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    prefixes += f"PREFIX d: <{BASE}{DOCUMENT}/>\nBASE <{BASE}>\n"
    found = store.query(prefixes + query)
    return sorted(
        tuple("" if value is None else value.value.removeprefix(BASE) for value in row)
        for row in found  # type: ignore[union-attr]
    )


def filled(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def small(decree: Decree, registry: Registry) -> Store:
    return decree_graph(decree, RUN, registry)


def about(decree: Decree, registry: Registry, name: str) -> set[str]:
    """Return the values of a property of the document."""
    document = NamedNode(BASE + DOCUMENT)
    store = filled(decree_quads(decree, registry))
    found = store.quads_for_pattern(document, NamedNode(ZIKG + name), None, None)
    return {quad.object.value.removeprefix(BASE) for quad in found}  # type: ignore[union-attr]


# --- header and parts ---------------------------------------------------------------------------


def test_an_issued_decree_is_a_legal_resource(registry: Registry) -> None:
    """The work carries ELI; the document that was read realises it."""
    store = small(Maker().decree(), registry)
    assert rows(store, f"SELECT ?w WHERE {{ <{DOCUMENT}> a zikg:Decree ; zikg:realises ?w }}") == [
        ("eli/keputusan/kpu-kab-bintan/2025/12",)
    ]
    described = rows(
        store,
        """SELECT ?number ?date ?type ?by ?title WHERE {
          <eli/keputusan/kpu-kab-bintan/2025/12> a eli:LegalResource ; eli:number ?number ;
            eli:date_document ?date ; eli:type_document ?type ; eli:passed_by ?by ;
            dcterms:title ?title }""",
    )
    assert described == [("12", "2025-02-07", "type/keputusan", "org/kpu-kab-bintan", TITLE)]


def test_a_draft_and_a_date_known_in_part(registry: Registry) -> None:
    """A draft is no legal resource yet; a month is no ELI date."""
    made = Maker()
    for decree in (made.decree("2025-02"), made.decree("2025-02-07", stage="draft")):
        quads = list(decree_quads(decree, registry))
        assert not [quad for quad in quads if quad.predicate.value == ELI + "date_document"]
    resource = NamedNode(ELI + "LegalResource")
    assert resource not in {quad.object for quad in quads}


@pytest.mark.parametrize(
    ("missing", "lacks"),
    [
        ({}, set()),
        ({"number": None, "place": None}, {"number", "place"}),
        ({"when": None, "date_field": None}, {"date"}),
        ({"when": None, "date_field": Field("... Februari ....", Span(0, 1))}, {"date"}),
        ({"when": None, "date_field": Field("31 Februari 2025", Span(0, 1))}, set()),
        ({"signatory": None}, {"signatory"}),
    ],
)
def test_what_a_decree_lacks(
    registry: Registry, missing: dict[str, Field | None], lacks: set[str]
) -> None:
    """Blanks lack; a date that is written but impossible is not missing."""
    decree = replace(Maker().decree(), **missing)  # type: ignore[arg-type]
    assert about(decree, registry, "lacks") == lacks


def test_missing_parts(registry: Registry) -> None:
    """Menimbang, Mengingat and diktum are looked for."""
    made = Maker()
    made.part("menimbang", "a")
    made.part("diktum", "kesatu")
    assert about(made.decree(), registry, "lacksPart") == {"mengingat"}


def test_another_legal_text_lacks_nothing(registry: Registry) -> None:
    """A text that is no decree: citations only."""
    made = Maker()
    made.cite("uu/ri/2014/5", section=None)
    decree = made.decree(None, is_decree=False, number=None)
    for name in ("lacks", "lacksPart", "planState", "stage"):
        assert about(decree, registry, name) == set()
    assert citation_id(decree, decree.citations[0]) == f"{DOCUMENT}/cite/1"


# --- citations ----------------------------------------------------------------------------------


def test_citation(registry: Registry) -> None:
    """Everything read of a citation hangs on its node."""
    made = Maker()
    gazettes = (gazette("LN", "182", 2017), gazette("TLN", "6109"))
    base = made.cite("uu/ri/2017/7", "Pemilihan Umum", gazettes=gazettes, confidence=0.95)
    act = made.amend(base, "uu/ri/2023/7", "Penetapan", relation="last-amended")
    made.mention(act, "perppu/ri/2022/1")
    store = small(made.decree(), registry)
    query = """SELECT ?class ?work ?resolution ?confidence WHERE {
      ?c a zikg:Citation ; a ?class ; zikg:resolvesTo ?work ; zikg:resolution ?resolution ;
         zikg:readingConfidence ?confidence
      FILTER (?class IN (zikg:BaseCitation, zikg:AmendingCitation, zikg:TitleMention)) }"""
    assert rows(store, query) == [
        ("ontology#AmendingCitation", "eli/uu/ri/2023/7", "held", "1"),
        ("ontology#BaseCitation", "eli/uu/ri/2017/7", "held", "0.95"),
        ("ontology#TitleMention", "eli/perppu/ri/2022/1", "held", "1"),
    ]
    assert rows(
        store,
        """SELECT ?kind ?number ?year WHERE { d:mengingat\\/1\\/cite\\/1 zikg:citedGazette ?g .
          ?g zikg:gazetteKind ?kind ; zikg:gazetteNumber ?number OPTIONAL {
          ?g zikg:gazetteYear ?year } }""",
    ) == [("LN", "182", "2017"), ("TLN", "6109", "")]
    assert rows(
        store,
        """SELECT ?claim ?of WHERE { d:mengingat\\/1\\/cite\\/2 a zikg:LegalBasis ;
          zikg:claims ?claim ; zikg:changesCitation ?of ; zikg:section "mengingat" ;
          zikg:item "1" ; zikg:inPart d:mengingat\\/1 }""",
    ) == [("last-amended", f"{DOCUMENT}/mengingat/1/cite/1")]


def test_resolution(registry: Registry) -> None:
    """Held, not held, incomplete and ambiguous are told apart, candidates named."""
    made = Maker()
    made.cite("uu/ri/2017/7")
    made.cite("permen/panrb/1999/999")
    made.cite(None)
    made.cite(None, candidates=("permen/panrb/2021/90", "permen/panrb/2014/52"))
    store = small(made.decree(), registry)
    query = "SELECT ?i ?r WHERE { ?c a zikg:Citation ; zikg:item ?i ; zikg:resolution ?r }"
    assert [state for _, state in rows(store, query)] == [
        "held",
        "not-held",
        "incomplete",
        "ambiguous",
    ]
    assert len(rows(store, "SELECT ?w WHERE { ?c zikg:candidate ?w }")) == 2


def test_a_work_not_held_has_what_the_citation_says(registry: Registry) -> None:
    """Type and year as cited, so that a law of the future is recognised."""
    made = Maker()
    made.cite("perpres/ri/2031/9")
    found = rows(
        small(made.decree(), registry),
        """SELECT ?type ?from WHERE { <eli/perpres/ri/2031/9> eli:type_document ?type ;
          zikg:existsEarliest ?from FILTER NOT EXISTS {
          <eli/perpres/ri/2031/9> zikg:inRegistry true } }""",
    )
    assert found == [("type/perpres", "2031-01-01")]


def test_own_number_under_another_title_is_not_merged(registry: Registry) -> None:
    """The citation names another instrument; the decree keeps its own title alone."""
    made = Maker()
    made.cite("keputusan/kpu-kab-bintan/2025/12", "Pembentukan Tim Kerja")
    store = small(made.decree(), registry)
    work = rows(store, "SELECT ?w WHERE { d:mengingat\\/1\\/cite\\/1 zikg:resolvesTo ?w }")[0][0]
    assert work.startswith("eli/keputusan/kpu-kab-bintan/2025/12-")
    own = "SELECT ?t WHERE { <eli/keputusan/kpu-kab-bintan/2025/12> dcterms:title ?t }"
    assert rows(store, own) == [(TITLE,)]
    cited = "SELECT ?w WHERE { <eli/keputusan/kpu-kab-bintan/2025/12> eli:based_on ?w }"
    assert rows(store, cited) == [(work,)]


# --- plan ---------------------------------------------------------------------------------------


def planned() -> Maker:
    made = Maker()
    made.area("IV.", "PENGUATAN AKUNTABILITAS", r2014="zi/2014/4", r2021="zi/2021/4")
    whole: dict[str, Any] = {"action": "Rapat", "evidence": "Notulen"}
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    made.row("Pimpinan", indicator="Ada", target="Januari", start=first, end=last, **whole)
    made.row("SAKIP", number="2.", indicator=" - ", target='"', **whole)
    return made


def test_rows(registry: Registry) -> None:
    """Cells that say nothing are lacking; a ditto mark says something."""
    store = small(planned().decree(), registry)
    lacking = rows(store, "SELECT ?row ?cell WHERE { ?row zikg:lacksCell ?cell }")
    assert lacking == [(f"{DOCUMENT}/lampiran/IV/2", "indicator")]
    placed = "SELECT ?item ?s ?e WHERE { ?r a zikg:PlanRow ; zikg:item ?item ; zikg:targetStart ?s ; zikg:targetEnd ?e }"
    assert rows(store, placed) == [("IV.1", "2025-01-01", "2025-12-31")]
    named = "SELECT ?area WHERE { d:lampiran\\/IV a zikg:PlanArea ; zikg:namesArea ?area }"
    assert rows(store, named) == [("zi/2014/4",), ("zi/2021/4",)]


def test_a_missing_column_is_said_once(registry: Registry) -> None:
    """Not of every row."""
    decree = planned().decree()
    assert decree.plan is not None
    columns = ("component", "indicator", "action", "target")
    decree = replace(decree, plan=replace(decree.plan, columns=columns))
    assert about(decree, registry, "lacksColumn") == {"evidence"}
    cells = "SELECT ?cell WHERE { ?row zikg:lacksCell ?cell }"
    assert rows(small(decree, registry), cells) == [("indicator",)]


@pytest.mark.parametrize(
    ("start", "end", "middle"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025-07-03"),  # 183 of 365 days are past
        (date(2024, 1, 1), date(2024, 12, 31), "2024-07-02"),  # 183 of 366
        (date(2025, 1, 1), date(2025, 1, 1), "2025-01-02"),
    ],
)
def test_plan_period(registry: Registry, start: date, end: date, middle: str) -> None:
    """The middle is the first day by which half of the days have passed."""
    made = Maker()
    made.area("I", "MANAJEMEN PERUBAHAN")
    made.row("Tim", target=f"Bulan {start.month}/{start.year}", start=start, end=end)
    decree = made.decree()
    assert about(decree, registry, "planMiddle") == {middle}
    assert about(decree, registry, "planStart") == {start.isoformat()}
    assert about(decree, registry, "planEnd") == {end.isoformat()}


def test_a_plan_without_targets_has_the_period_of_its_year(registry: Registry) -> None:
    """Of its one year; of several nothing is said."""
    made = Maker()
    made.area("I", "MANAJEMEN PERUBAHAN")
    assert about(made.decree(), registry, "planEnd") == {"2025-12-31"}
    assert about(made.decree(years=(2025, 2026)), registry, "planEnd") == set()


# --- names and places -----------------------------------------------------------------------------


def test_every_thing_has_a_name_of_its_own() -> None:
    """Parts, rows and areas that carry the same label by mistake do not overwrite each other."""
    made = planned()
    made.area("IV.", "PENGUATAN PENGAWASAN")
    made.row("SPIP", number="1")
    made.row("WBS", number="")
    made.part("mengingat", "3")
    made.part("mengingat", "3")
    made.cite("uu/ri/2017/7", item="3")
    made.cite("uu/ri/2014/5", item="3", ordinal=1)
    decree = made.decree()
    naming = names(decree)
    things: list[Thing] = [*decree.parts, *decree.citations]
    things.extend(decree.plan.areas if decree.plan else ())
    for thing in things:
        assert naming.nodes[naming.of(thing)].thing is thing
    assert f"{DOCUMENT}/mengingat/3/cite/1-2" in naming.nodes
    assert f"{DOCUMENT}/lampiran/IV/1-2" in naming.nodes


def test_odd_labels_make_clean_names() -> None:
    """Noise in a label never breaks an IRI."""
    made = Maker()
    made.parts.append(Part("diktum", 'ke <sa>"tu', Span(0, 1)))
    made.area(" ", "MANAJEMEN PERUBAHAN")
    made.row("Tim", number="")
    ids = set(names(made.decree()).nodes)
    assert {f"{DOCUMENT}/diktum/ke-sa-tu", f"{DOCUMENT}/lampiran/1/1"} <= ids


def test_places_of_what_is_absent() -> None:
    """A missing component stands at the heading of its area, a part at its section."""
    made = planned()
    made.write("KEPUTUSAN")
    made.part("judul")
    made.part("diktum", "kesatu")
    made.sign("penutup", name="HARIS DAULAY")
    decree = made.decree()
    text = decree.source.text

    def words(value: str) -> str:
        found = place(decree, DOCUMENT, value)
        return text[found.span.start : found.span.end]

    assert words("zi/2021/4/p2") == "PENGUATAN AKUNTABILITAS"
    assert words(f"{BASE}zi/2021/4/p2") == "PENGUATAN AKUNTABILITAS"
    assert words("number") == "judul"
    assert words("date") == "penutup"
    assert words("diktum") == "diktum kesatu"
    assert place(decree, DOCUMENT, "mengingat").span == Span(0, 0)
    assert place(decree, DOCUMENT, "zi/2021/6/p3").span == plan(decree).span
    assert section(decree, "diktum").section == "diktum"
    row = place(decree, f"{BASE}{DOCUMENT}/lampiran/IV/1")
    assert (row.section, row.item) == ("lampiran", "IV.1")
    with pytest.raises(KeyError):
        place(decree, f"{DOCUMENT}/lampiran/IX/1")


# --- evidence and named graphs ----------------------------------------------------------------------


def test_evidence_quotes_the_text(registry: Registry) -> None:
    """Every node traces to file, line, column and characters, and the words are those there."""
    made = planned()
    made.cite("uu/ri/2017/7", "Pemilihan Umum")
    decree = made.decree()
    store = filled(evidence_quads(decree))
    found = rows(
        store,
        """SELECT ?file ?line ?column ?start ?end ?exact WHERE {
          ?a oa:hasBody d:mengingat\\/1\\/cite\\/1 ; oa:hasTarget ?t .
          ?t zikg:file ?file ; zikg:line ?line ; zikg:column ?column ;
             oa:hasSelector ?p ; oa:hasSelector ?q .
          ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }""",
    )
    span = decree.citations[0].span
    line, column, _ = decree.source.locate(span.start)
    words = decree.source.text[span.start : span.end]
    expected = ("bintan.txt", str(line), str(column), str(span.start), str(span.end), words)
    assert found == [expected]
    bodies = {body for (body,) in rows(store, "SELECT ?b WHERE { ?a oa:hasBody ?b }")}
    assert bodies >= set(names(decree).nodes)
    line_of = NamedNode(ZIKG + "line")
    assert not list(small(decree, registry).quads_for_pattern(None, line_of, None, None))


def test_named_graphs_hold_the_same_facts(registry: Registry) -> None:
    """The union of the named graphs without evidence is what is validated."""
    made = planned()
    made.cite("uu/ri/2017/7")
    made.cite("permen/panrb/2014/52")
    decree = made.decree()
    named = list(named_graphs(decree, RUN, registry))
    graphs = {quad.graph_name.value.removeprefix(BASE) for quad in named}  # type: ignore[union-attr]
    assert graphs == {
        f"graph/{DOCUMENT}",
        *("graph/registry", "graph/run", "graph/inferred", "graph/evidence"),
    }
    # A store writes numbers in one form of its own, so both sides go through one.
    kept = Store()
    kept.extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in named
        if quad.graph_name != NamedNode(GRAPH_EVIDENCE)
    )
    assert set(kept) == set(small(decree, registry))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_have_no_blank_node_and_no_evidence(registry: Registry, path: Path) -> None:
    """Every node has a name; what is validated holds no offset and no file name."""
    decree = extract(read(str(path)), registry)
    run = Run(decree.when or RUN.judged, "decree", date(2026, 11, 21))
    store = decree_graph(decree, run, registry)
    assert 1000 < len(store) < 10_000
    for quad in store:
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert not quad.predicate.value.startswith(PREFIXES["oa"])
    literals = {quad.object.value for quad in store if isinstance(quad.object, Literal)}
    assert str(path) not in literals


# --- wording --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("Rencana Aksi Pembangunan ZI", "Rencana Aksi Pembangunan Zona Integritas", False),
        ("Penetapan Rencana Aksi", "RENCANA AKSI TAHUN 2025", False),
        ("Rencana Akst Pembangunan", "Rencana Aksi Pembangunan", False),
        ("Rencana Kerja Tahunan", "Rencana Aksi Pembangunan", True),
        ("Pembentukan Tim ZI KPU Kota Cilegon", "Rencana Aksi ZI KPU Kota Cilegon", True),
    ],
)
def test_clearly_different(one: str, other: str, different: bool) -> None:
    """Two titles differ clearly where each has telling words that the other has not."""
    assert clearly_different(one, other) is different
    assert clearly_different(other, one) is different


def test_gazette_without_year() -> None:
    """A TLN carries no year."""
    assert gazette("TLN", "6109") == Gazette("TLN", None, "6109")
