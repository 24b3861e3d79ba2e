"""Pictures: what they draw is what the decrees say, and any store gives a safe, stable SVG."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html
from pyoxigraph import Literal, NamedNode, Quad, Store

from zikg import resources
from zikg.errors import RegistryError, ZikgError
from zikg.extract import extract
from zikg.namespaces import BASE, GRAPH_INFERRED, GRAPH_REGISTRY, ORG, RDF, RDFS, ZIKG
from zikg.plot import KINDS, Kind, Picture, picture
from zikg.plot.page import page
from zikg.query import bundled
from zikg.query.bundled import Memory
from zikg.read import read
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.model import Decree

DAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "$\\frac{a}{b}$ <script>x</script> & \"]]>'\x1b[0m\x85"


@cache
def seeds() -> tuple[Decree, ...]:
    """The bundled decrees, read anew, without any store."""
    files = sorted(resources.path("data/decrees").glob("*.txt"))
    return tuple(extract(read(str(file)), open_registry()) for file in files)


@cache
def drawn(kind: Kind, regulation: str | None = None, lang: str = "id") -> Picture:
    """A picture of the bundled decrees."""
    return picture(
        kind,
        bundled(),
        regulation=regulation or ("uu/ri/2014/5" if kind == "timeline" else None),
        as_of=DAY,
        lang="en" if lang == "en" else "id",
    )


def cited(decree: Decree) -> set[str]:
    """What a decree cites in Mengingat."""
    return {
        one.regulation
        for one in decree.citations
        if one.section == "mengingat" and one.role != "title" and one.regulation
    }


def made_up(count: int, name: str = "Satker", *, cites: int = 3) -> Memory:
    """A store of many small decrees about as many offices in ten provinces."""
    store = Store()
    registry, inferred = NamedNode(GRAPH_REGISTRY), NamedNode(GRAPH_INFERRED)
    kind = NamedNode(f"{RDF}type")

    def own(term: str) -> NamedNode:
        return NamedNode(ZIKG + term)

    for place in range(count):
        decree = NamedNode(f"{BASE}dokumen/{place:012x}")
        graph = NamedNode(f"{BASE}graph/dokumen/{place:012x}")
        office = NamedNode(f"{BASE}org/kpu-kab-{place}")
        region = NamedNode(f"{BASE}wilayah/{10 + place % 10}")
        day = Literal(f"{2015 + place % 11}-02-03", datatype=NamedNode(f"{XSD}date"))
        facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal, NamedNode]] = [
            (decree, kind, own("Decree"), graph),
            (decree, own("stage"), Literal("issued"), graph),
            (decree, own("planState"), Literal("read"), graph),
            (decree, own("issuedBy"), office, graph),
            (decree, own("issuerKind"), Literal("kpu-kabkota"), graph),
            (decree, own("datedEarliest"), day, graph),
            (decree, own("datedLatest"), day, graph),
            (
                decree,
                own("realises"),
                NamedNode(f"{BASE}eli/keputusan/kpu-kab-{place}/2025/1"),
                graph,
            ),
            (office, kind, NamedNode(f"{ORG}Organization"), registry),
            (office, NamedNode(f"{RDFS}label"), Literal(f"{name} {place}"), registry),
            (office, own("inRegion"), region, registry),
            (region, NamedNode(f"{RDFS}label"), Literal(f"{name} {place % 10}"), registry),
            (decree, own("aboutZonaIntegritas"), Literal("true"), inferred),
        ]
        facts += [
            (decree, own("mustCover"), NamedNode(f"{BASE}zi/2021/1/p{n}"), inferred)
            for n in range(1, 5)
        ]
        facts += [
            (decree, own("covers"), NamedNode(f"{BASE}zi/2021/1/p{n}"), inferred)
            for n in range(1, 5 if place % 2 else 4)
        ]
        for n in range(1, cites + 1):
            citation = NamedNode(f"{decree.value}/mengingat/{n}/cite/1")
            work = "permen/panrb/2021/90" if n == 1 else f"uu/ri/{1990 + n}/{n}"
            facts += [
                (citation, kind, own("LegalBasis"), graph),
                (citation, own("inDecree"), decree, graph),
                (citation, own("citesWork"), NamedNode(f"{BASE}eli/{work}"), graph),
            ]
        store.extend(Quad(*fact) for fact in facts)
    return Memory(store, "uji")


XSD = "http://www.w3.org/2001/XMLSchema#"


def test_citations_count_what_the_decrees_cite() -> None:
    """Each regulation stands with the number of decrees whose Mengingat cites it.

    Cilegon cites a decree under its own number: that is another one, its id ends with a hash.
    """
    counted = Counter(work for decree in seeds() for work in cited(decree))
    rows = drawn("citations").table.rows
    assert {
        re.sub(r"(cilegon/2025/11)-[0-9a-f]{4}$", r"\1", str(row[0])): row[4] for row in rows
    } == dict(counted)


def test_citations_after_revocation_are_told_apart() -> None:
    """UU 5/2014, revoked in 2023, is cited by two decrees of 2025; UU 7/2017 stands."""
    rows = {row[0]: row for row in drawn("citations").table.rows}
    assert rows["uu/ri/2014/5"][3:] == ("dicabut", 2, 2)
    assert rows["uu/ri/2017/7"][5] == 0


def test_every_citation_of_three_decrees_has_its_line() -> None:
    """With few decrees, all regulations stand by name and nothing is gathered."""
    root = etree.fromstring(drawn("citations").svg.encode())
    lines = [g for g in root.iter(f"{SVG}g") if g.get("id", "").startswith("citations-line-")]
    assert len(lines) == sum(len(cited(decree)) for decree in seeds())
    works = [g for g in root.iter(f"{SVG}g") if g.get("id", "").startswith("citations-work-")]
    assert len(works) == len(drawn("citations").table.rows)


def test_timeline_tells_the_changes_of_the_registry() -> None:
    """Amendments and revocations are those of the data, with their dates as intervals."""
    with resources.path("data/registry/changes.csv").open(encoding="utf-8", newline="") as file:
        acts = Counter(
            row["act"] for row in csv.DictReader(file) if row["target"] == "permen/panrb/2014/52"
        )
    rows = drawn("timeline", "permen/panrb/2014/52").table.rows
    changes = [row for row in rows if str(row[0]).startswith(("diubah", "dicabut"))]
    assert Counter(row[3] for row in changes) == acts
    revoked = next(row for row in rows if str(row[0]).startswith("dicabut dengan"))
    assert revoked[1:3] == (date(2021, 12, 1), date(2021, 12, 31))


def test_timeline_counts_who_cites() -> None:
    """The strip beneath has the decrees that cite the regulation, by year."""
    years = Counter(
        decree.when.earliest.year
        for decree in seeds()
        if decree.when and "permen/panrb/2014/52" in cited(decree)
    )
    rows = drawn("timeline", "permen/panrb/2014/52").table.rows
    told = [str(row[0]) for row in rows if str(row[0]).startswith("dikutip")]
    assert told == [f"dikutip ({y}): {n} ({n} dikutip setelah dicabut)" for y, n in years.items()]


def test_coverage_is_what_the_rows_plan() -> None:
    """A component is planned where a row of the plan stands for it in the guideline."""
    mandatory = {c.id for c in open_registry().components("2021") if c.mandatory and c.sub}
    planned = Counter(
        element
        for decree in seeds()
        if decree.plan
        for element in {e for row in decree.plan.rows for r, e in row.elements if r == "2021"}
    )
    rows = drawn("coverage").table.rows
    assert {row[0] for row in rows} == mandatory
    assert {row[0]: row[3] for row in rows} == {id_: planned[id_] for id_ in mandatory}
    assert all(row[3] + row[4] == len(seeds()) for row in rows)  # type: ignore[operator]


def test_adoption_counts_each_decree_once() -> None:
    """Two decrees of early 2025 rest on the old guideline, that of November on the new one."""
    table = drawn("adoption").table
    old = sum("permen/panrb/2014/52" in cited(decree) for decree in seeds())
    column = table.head.index("PermenPANRB 52/2014 + 10/2019")
    assert sum(row[column] for row in table.rows) == old  # type: ignore[misc]
    assert [row[0] for row in table.rows] == ["TW 1 2025", "TW 4 2025"]
    for row in table.rows:
        assert row[1] == sum(row[2:])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_names_and_describes_itself(kind: Kind) -> None:
    """The SVG has an accessible name and description, unique ids, real text and no styles."""
    made = drawn(kind)
    root = etree.fromstring(made.svg.encode())
    assert (root.get("role"), root.get("lang")) == ("img", "id")
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(named)
    name, description = root.get("aria-labelledby", "").split()
    assert (named[name].text, root[0]) == (made.title, named[name])
    assert made.source in (named[description].text or "")
    assert "style" not in {key for element in root.iter() for key in element.attrib}
    assert not list(root.iter(f"{SVG}style", f"{SVG}script", f"{SVG}image", f"{SVG}metadata"))
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert made.title in words
    assert made.source in words


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_give_the_same_bytes(kind: Kind) -> None:
    """No date, no chance: the picture can be committed and compared."""
    regulation = "uu/ri/2014/5" if kind == "timeline" else None
    again = picture(kind, bundled(), regulation=regulation, as_of=DAY)
    assert again.svg == drawn(kind).svg
    assert page(again) == page(drawn(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages(kind: Kind) -> None:
    """The English picture has the same numbers under English words."""
    own, english = drawn(kind), drawn(kind, lang="en")
    assert own.title != english.title
    assert "Sumber:" in own.svg
    assert "Source:" in english.svg
    assert "Sumber:" not in english.svg
    numbers = [
        [[cell for cell in row if not isinstance(cell, str)] for row in made.table.rows]
        for made in (own, english)
    ]
    assert numbers[0] == numbers[1]


def test_a_hostile_name_stays_words() -> None:
    """Markup, formulas and control characters in names are shown, never run."""
    for kind in KINDS:
        regulation = "uu/ri/2014/5" if kind == "timeline" else None
        made = picture(kind, made_up(4, HOSTILE), regulation=regulation, as_of=DAY)
        assert "<script" not in made.svg
        whole = page(made)
        assert "<script" not in whole
        assert "\x1b" not in whole
        tree = html.fromstring(whole)
        assert not tree.xpath("//script|//*[@onload]|//iframe|//link")
    few = picture("coverage", made_up(4, HOSTILE), as_of=DAY)
    assert sum(head.startswith("$\\frac{a}{b}$ <script>x") for head in few.table.head) == 4
    words = [text.text or "" for text in etree.fromstring(few.svg.encode()).iter(f"{SVG}text")]
    assert sum(word.startswith("$\\frac{a}{b}$ <script>x") for word in words) == 4


def test_many_decrees_are_gathered() -> None:
    """At 500 decrees: offices by kind or province, and only the most cited stand by name."""
    store = made_up(500, cites=40)
    network = picture("citations", store, as_of=DAY)
    root = etree.fromstring(network.svg.encode())
    named = [g.get("id", "") for g in root.iter(f"{SVG}g")]
    assert sum(one.startswith("citations-work-") for one in named) == 26
    assert sum(one.startswith("citations-from-") for one in named) == 1
    assert len(network.table.rows) == 40
    assert all(row[4] == 500 for row in network.table.rows)
    matrix = picture("coverage", store, as_of=DAY)
    assert len(matrix.table.head) == 6 + 10
    planned = {row[0]: row[3] for row in matrix.table.rows}
    assert (planned["zi/2021/1/p3"], planned["zi/2021/1/p4"]) == (500, 250)
    assert len(matrix.svg) < 1_000_000


def test_an_empty_store_is_said_to_be_empty() -> None:
    """Nothing to draw is a picture that says so, not an error."""
    empty = Memory(Store(), "kosong")
    for kind in KINDS:
        regulation = "uu/ri/2014/5" if kind == "timeline" else None
        made = picture(kind, empty, regulation=regulation, as_of=DAY)
        assert "idak ada" in made.svg


def test_a_regulation_that_is_not_held() -> None:
    """The timeline of an unknown regulation is refused in one sentence."""
    with pytest.raises(RegistryError, match="tidak ada dalam registri"):
        picture("timeline", bundled(), regulation="uu/ri/1901/9", as_of=DAY)


def test_without_matplotlib_the_way_to_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing the sentence says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(ZikgError, match=r"zikg\[plot\]"):
        picture("adoption", bundled(), as_of=DAY)


def test_pixels() -> None:
    """A PNG is made where it is asked for."""
    made = picture("adoption", bundled(), as_of=DAY, pixels=True)
    assert made.png is not None
    assert made.png.startswith(b"\x89PNG\r\n")
    assert drawn("adoption").png is None
