"""What is read of the form of a decree: every point, right or wrong; judged by the shapes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zikg.extract import extract
from zikg.graph.drafting import Point, points
from zikg.graph.nodes import names
from zikg.graph.thoughts import main_verb, thoughts
from zikg.read import read_bytes
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.model import Decree

DECREES = Path(__file__).parent / "decrees"
BASE = (DECREES / "kpu-kab-malang-2025.md").read_text(encoding="utf-8")


@cache
def decree(text: str) -> Decree:
    return extract(read_bytes(text.encode(), "naskah.md"), open_registry())


def edited(old: str, new: str) -> Decree:
    assert old in BASE
    return decree(BASE.replace(old, new))


def read(found: Decree, of: str) -> list[Point]:
    return [point for point in (*points(found), *thoughts(found)) if point.of == of]


@pytest.mark.parametrize(
    "name", ["kpu-kab-malang-2025.md", "kpu-kab-garut-2025.txt", "kip-kab-pidie-2025.txt"]
)
def test_a_correct_decree_reads_right_at_every_point(name: str) -> None:
    found = decree((DECREES / name).read_text(encoding="utf-8"))
    assert {point.reads for point in read(found, "office")} == {","}
    assert [point.reads for point in read(found, "decides")] == [":"]
    assert [point.reads for point in read(found, "name-end")] == ["."]
    assert {point.reads for point in read(found, "thought-opening")} == {"bahwa"}
    assert {point.reads for point in read(found, "thought-ending")} == {";"}
    assert all(point.reads == point.right for point in read(found, "thought-formula"))
    assert all(point.reads for point in read(found, "thought-predicate"))
    for of in ("heading-capitals", "heading-numeral"):
        assert all(point.reads == point.usual for point in read(found, of))


def test_each_point_stands_at_its_words() -> None:
    found = edited("dalam huruf a dan huruf b", "pada huruf a dan b")
    for point in (*points(found), *thoughts(found)):
        words = " ".join(found.source.text[span.start : span.end] for span in point.spans)
        assert words.strip(), point
    (formula,) = read(found, "thought-formula")
    assert [found.source.text[s.start : s.end] for s in formula.spans] == ["pada huruf a dan b"]
    assert formula.right == "dalam huruf a dan huruf b"


def test_points_have_names_and_places_in_the_graph() -> None:
    found = edited("MEMUTUSKAN:", "MEMUTUSKAN")
    placed = {
        node.thing.of: (node.section, node.item)
        for node in names(found).nodes.values()
        if isinstance(node.thing, Point)
    }
    assert placed["decides"] == ("memutuskan", None)
    assert placed["thought-formula"] == ("menimbang", "c")
    assert placed["budget-year"] == ("diktum", "ketiga")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("dalam huruf a dan huruf b", None),
        ("dalam huruf a, dan huruf b", None),
        ("dalam huruf a sampai dengan huruf c", None),
        ("pada huruf a dan huruf b", "dalam huruf a dan huruf b"),
        ("dalam huruf a dan b", "dalam huruf a dan huruf b"),
        ("huruf a dan huruf b", "dalam huruf a dan huruf b"),
        ("pada huruf a, b, dan c", "dalam huruf a, huruf b, dan huruf c"),
        ("pada huruf a s.d. c", "dalam huruf a sampai dengan huruf c"),
    ],
)
def test_the_formula_of_the_last_thought(written: str, right: str | None) -> None:
    (point,) = read(edited("dalam huruf a dan huruf b", written), "thought-formula")
    if right is None:
        assert point.reads == point.right
    else:
        assert (point.reads, point.right) == (written, right)


@pytest.mark.parametrize(
    ("thought", "verb"),
    [
        ("bahwa dalam rangka pelaksanaan pembangunan zona integritas menuju wilayah bebas dari korupsi", ""),
        ("bahwa berdasarkan ketentuan § sebagai acuan dan tindakan dalam membangun zona integritas", ""),
        ("bahwa untuk melaksanakan ketentuan § yang telah ditetapkan di lingkungan kami", ""),
        ("bahwa sesuai § sebagaimana telah diubah dengan §", ""),
        ("bahwa dalam rangka pembangunan zona integritas diperlukan rencana aksi", "diperlukan"),
        ("bahwa untuk melaksanakan § setiap satuan kerja menyusun rencana aksi", "menyusun"),
        ("bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a perlu menetapkan keputusan", "perlu"),
        ("bahwa sehubungan dengan surat § maka ditetapkan rencana aksi", "maka"),
        ("bahwa agar pembangunan berjalan terarah disusun rencana aksi", "disusun"),
    ],
)  # fmt: skip
def test_the_verb_of_the_main_clause(thought: str, verb: str) -> None:
    assert main_verb(thought.split()) == verb


def test_a_thought_that_opens_with_its_subject_is_not_judged() -> None:
    found = edited("bahwa untuk melaksanakan ketentuan Peraturan", "bahwa Peraturan")
    assert [point.item for point in read(found, "thought-predicate")] == ["c"]


def test_a_single_consideration_needs_no_semicolon() -> None:
    text = (DECREES / "sekretaris-kpu-kab-banyumas-2025.md").read_text(encoding="utf-8")
    found = decree(text)
    assert read(found, "thought-ending") == []
    assert [point.reads for point in read(found, "thought-opening")] == ["bahwa"]


def test_a_catchword_at_the_end_of_a_page_is_no_ending() -> None:
    found = edited("rancangan rencana aksi dimaksud;", "rancangan rencana aksi dimaksud...")
    assert "b" not in [point.item for point in read(found, "thought-ending")]


@pytest.mark.parametrize(
    ("number", "day", "rate"),
    [("995", "6 Januari 2025", 165), ("27", "14 Maret 2025", 0), ("2695", "14 Maret 2025", 36)],
)
def test_decrees_a_day(number: str, day: str, rate: int) -> None:
    text = BASE.replace("NOMOR 27 TAHUN", f"NOMOR {number} TAHUN").replace("14 Maret 2025", day)
    (point,) = read(decree(text), "number-date")
    assert point.count == rate


def test_a_draft_and_a_coded_number_are_not_counted() -> None:
    draft = decree((DECREES / "rancangan-kpu-kab-malang-2025.md").read_text(encoding="utf-8"))
    coded = decree((DECREES / "pn-kepanjen-2025.md").read_text(encoding="utf-8"))
    assert read(draft, "number-date") == read(coded, "number-date") == []


def test_a_budget_year_in_the_title_of_a_cited_act_is_none() -> None:
    cited = "Undang-Undang Nomor 62 Tahun 2024 tentang Anggaran Pendapatan dan Belanja Negara Tahun Anggaran 2024"
    found = edited("KEEMPAT : ", f"KEEMPAT : Dengan memperhatikan {cited}, ")
    assert [(point.item, point.reads) for point in read(found, "budget-year")] == [
        ("ketiga", "2025")
    ]


def test_headings_too_few_or_evenly_split_have_no_usual_form() -> None:
    text = BASE
    for number, name in (("I", "MANAJEMEN PERUBAHAN"), ("II", "PENATAAN TATALAKSANA")):
        text = text.replace(f"| **{number}** | **{name}**", f"| **{number}** | **{name.title()}**")
    text = text.replace("**PENGUATAN PENGAWASAN**", "**Penguatan Pengawasan**")
    assert read(decree(text), "heading-capitals") == []
    assert len(read(decree(BASE), "heading-capitals")) == 6


def test_a_copy_certified_twice_has_two_certifiers() -> None:
    assert [point.reads for point in read(decree(BASE), "certifier")] == ["BAGUS WIRAWAN"] * 2
    without = re.sub(r"Salinan sesuai dengan aslinya\n\n.*\n\n.*\n\nBAGUS WIRAWAN\n", "", BASE)
    (point,) = read(decree(without), "certification")
    assert (point.section, point.reads) == ("penutup", "")
