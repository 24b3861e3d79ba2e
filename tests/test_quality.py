"""What a plan says too little about: facts on rows and on the decree (ZI109 to 111, 114, 115)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from acceptance.mutate import mutated
from zikg.extract import extract
from zikg.graph import nt
from zikg.model import Cell, Decree, Row, Run, Span
from zikg.namespaces import BASE, ZIKG
from zikg.read import read_bytes
from zikg.reason.case import Case
from zikg.reason.quality import cut_off, measurable, quality_facts
from zikg.registry import open_registry
from zikg.validate import check, run_for

FOLDER = Path(__file__).parent / "decrees"
SEEDS = Path(__file__).parents[1] / "data" / "decrees"
MALANG = "kpu-kab-malang-2025.md"


@cache
def decree(base: str, *ops: tuple[str, ...]) -> Decree:
    text = mutated(base, [list(op) for op in ops], {})
    return extract(read_bytes(text.encode(), base), open_registry())


def facts(found: Decree, name: str) -> list[tuple[str, str]]:
    """Return the facts of one kind: where they hang, and what they say."""
    run: Run = run_for(found, date(2025, 3, 14))
    root = f"{BASE}dokumen/{found.source.document}"
    return [
        (_value(quad.subject).removeprefix(root), _value(quad.object).removeprefix(BASE))
        for quad in nt.quads(quality_facts(Case(found, run, open_registry())))
        if quad.predicate.value == ZIKG + name
    ]


def _value(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


def row(**cells: str) -> Row:
    filled = {name: Cell(text, (Span(0, 1),)) for name, text in cells.items()}
    return replace(Row(0, "1", Span(0, 1), Cell("Standar Pelayanan")), **filled)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["Setiap bulan", "TW II", "Berkala", "Januari - Desember 2025", "15 Mei 2025"]
)
def test_periodic_words_and_times_are_clear(words: str) -> None:
    assert facts(decree(MALANG, ("cell", "III.4", "Target Waktu", words)), "targetUnclear") == []


@pytest.mark.parametrize("words", ["Secepatnya", "100%", "1 dokumen", "Sesuai kebutuhan"])
def test_words_that_name_no_time_are_not(words: str) -> None:
    found = decree(MALANG, ("cell", "III.4", "Target Waktu", words))
    assert facts(found, "targetUnclear") == [("/lampiran/III/4", "true")]
    assert facts(found, "planLacks") == []


def test_a_column_without_any_time_is_one_fact() -> None:
    found = decree(MALANG, ("column", "Target Waktu", "1 dokumen"))
    assert facts(found, "targetUnclear") == []
    assert facts(found, "planLacks") == [("", "target")]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("Maret 2026", ["2026"]),
        ("November 2026 - Januari 2027", ["2026", "2027"]),
        ("November 2025 - Januari 2026", []),
        ("Maret", []),
    ],
)
def test_a_target_wholly_in_other_years(words: str, years: list[str]) -> None:
    found = decree(MALANG, ("cell", "III.4", "Target Waktu", words))
    assert [year for _, year in facts(found, "targetYear")] == years
    assert bool(facts(found, "targetOutside")) == bool(years)


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("Undangan Rapat, Daftar Hadir,", True),
        ("Undangan dan", True),
        ("Undangan serta", True),
        ("Undangan, notula.", False),
        ("Dokumen Undangandan", False),
        ("", False),
        ("-", False),
    ],
)
def test_evidence_that_breaks_off(words: str, cut: bool) -> None:
    assert cut_off(Cell(words, (Span(0, 1),))) is cut
    assert not cut_off(Cell(words, (Span(0, 1),), inherited=True))


@pytest.mark.parametrize(
    "cells",
    [
        {"output": "4 laporan"},
        {"output": "2"},
        {"target": "100%"},
        {"indicator": "Dijawab dalam lima hari"},
        {"indicator": "Dijawab dalam 5 (lima) hari"},
        {"indicator": "Seluruh pegawai hadir"},
        {"indicator": "Naik 2,5 persen"},
    ],
)
def test_one_number_of_things_makes_a_row_measurable(cells: dict[str, str]) -> None:
    assert measurable(row(**cells))


@pytest.mark.parametrize(
    "cells",
    [
        {"target": "Januari - Desember 2025"},
        {"target": "15 Mei 2025"},
        {"indicator": "Pola mutasi tersedia"},
        {"indicator": "Sesuai Peraturan Nomor 90 Tahun 2021"},
        {"evidence": "3 laporan"},
    ],
)
def test_dates_and_numbers_of_acts_do_not(cells: dict[str, str]) -> None:
    assert not measurable(row(**cells))


def test_areas_without_reform_in_the_regime_in_force_only() -> None:
    areas = [where for _, where in facts(decree(MALANG), "lacksReformIn")]
    assert areas == [f"zi/2021/{number}" for number in range(1, 7)]
    old = decree("kpu-kota-surakarta-2020.md")
    run = run_for(old, date(2020, 3, 16))
    assert not [
        fact
        for fact in quality_facts(Case(old, run, open_registry()))
        if fact[1] == nt.term("lacksReformIn")
    ]


def test_a_row_that_repeats_itself() -> None:
    found = decree(
        MALANG,
        ("cell", "IV.1", "Indikator", "Rapat Evaluasi"),
        ("cell", "IV.1", "Rencana Aksi", "rapat  evaluasi."),
    )
    assert facts(found, "repeatsItself") == [("/lampiran/IV/1", "true")]
    empty = decree(
        MALANG, ("cell", "IV.1", "Indikator", "-"), ("cell", "IV.1", "Rencana Aksi", "-")
    )
    assert facts(empty, "repeatsItself") == []


SEED_FINDINGS = {
    # Every must and should row of the gold with a code of this family: code, section, item.
    "kpu-kab-bintan-2025-12.txt": {
        ("ZI303", "menimbang", "c"),
        ("ZI303", "memutuskan", None),
        ("ZI303", "lampiran", None),
        ("ZI307", "menimbang", "a"),
        ("ZI307", "menimbang", "b"),
        ("ZI307", "menimbang", "c"),
        ("ZI308", "pembukaan", None),
        ("ZI308", "penutup", None),
        ("ZI308", "lampiran", None),
        ("ZI309", "lampiran", "III.1"),
        ("ZI309", "lampiran", "III.2"),
        ("ZI309", "lampiran", "III.5"),
        ("ZI309", "lampiran", "VI.2"),
    },
    "kpu-kab-serang-2025-995.txt": {
        ("ZI307", "menimbang", "a"),
        ("ZI307", "menimbang", "b"),
        ("ZI307", "menimbang", "c"),
        ("ZI308", "memutuskan", None),
        ("ZI308", "lampiran", "IV"),
        ("ZI308", "lampiran", "V"),
        ("ZI309", "lampiran", "III.1"),
        ("ZI309", "lampiran", "III.2"),
        ("ZI309", "lampiran", "III.5"),
        ("ZI309", "lampiran", "VI.2"),
    },
    "kpu-kota-cilegon-2025-11.txt": {
        ("ZI303", "menimbang", "b"),
        ("ZI307", "menimbang", "b"),
        ("ZI308", "memutuskan", None),
        ("ZI308", "lampiran", "I"),
        *(("ZI309", "lampiran", item) for item in ("I.1", "III.2", "III.3", "III.5", "III.6", "VI.1")),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SEED_FINDINGS))
def test_the_seeds_show_what_the_gold_asks_for(name: str) -> None:
    registry = open_registry()
    found = extract(read_bytes((SEEDS / name).read_bytes(), name), registry)
    result = check(found, run_for(found, date(2026, 1, 31)), registry, engine="compiled")
    got = {(f.code, f.section, f.item) for f in result.findings}
    assert SEED_FINDINGS[name] <= got
    loud = {f.code for f in result.findings if f.severity != "info"}
    assert not loud & {"ZI109", "ZI306", "ZI307", "ZI308", "ZI309", "ZI311", "ZI312"}
