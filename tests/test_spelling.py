"""Words known to be written wrong: where they are found, and where they are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from zikg.extract import extract
from zikg.extract.wordlists import wordlist
from zikg.graph.spelling import Slip, misspellings
from zikg.read import read_bytes
from zikg.registry import open_registry

BASE = (Path(__file__).parent / "decrees" / "kpu-kab-malang-2025.md").read_text(encoding="utf-8")
CELL = "Kebutuhan pegawai dihitung dari beban kerja"


def slips(old: str, new: str) -> dict[tuple[str, str | None], list[Slip]]:
    """Return the slips by place after one edit, each standing at its own words."""
    assert BASE.count(old) >= 1
    decree = extract(read_bytes(BASE.replace(old, new, 1).encode(), "naskah.md"), open_registry())
    found: dict[tuple[str, str | None], list[Slip]] = {}
    for note in misspellings(decree):
        found[note.section, note.item] = list(note.words)
        for slip in note.words:
            quoted = decree.source.text[slip.span.start : slip.span.end]
            assert " ".join(quoted.split()) == slip.reads
    return found


def read(words: str) -> list[tuple[str, str | None]]:
    """Return what is found in a cell, word and right form."""
    found = slips(CELL, words)
    assert set(found) <= {("lampiran", "III.1")}
    return [(slip.reads, slip.right) for slip in found.get(("lampiran", "III.1"), [])]


def test_a_correct_decree_has_none() -> None:
    assert read("Kebutuhan dihitung") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Komisiner dan pegawai", [("Komisiner", "Komisioner")]),
        ("PRILAKU pegawai", [("PRILAKU", "PERILAKU")]),
        ("sesuai dengn unnt kerja", [("dengn", "dengan"), ("unnt", "unit")]),
        ("dimasing-masing subbagian", [("dimasing-masing", "di masing-masing")]),
        ("mudah diakses oleh public.", [("public", "publik")]),
        ("melalui media social", [("social", "sosial")]),
        ("mutasi dan mutasi pegawai", [("mutasi dan mutasi", None)]),
        ("pegawai yang yang hadir", [("yang yang", "yang")]),
        ("masing masing subbagian", [("masing masing", "masing-masing")]),
        ("menyusun menyusun laporan", [("menyusun menyusun", None)]),
        ("SOP PPD dimutakhirkan", [("SOP PPD", "SOP PPID")]),
    ],
)
def test_known_slips_are_found(words: str, found: list[tuple[str, str | None]]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "public campaign dan public hearing",
        "social media dan corporate social responsibility",
        "Whistle-Blowing System, reward and punishment",
        "*public* dan <i>social</i>",
        "masing-masing, bersama-sama, dan sungguh-sungguh",
        "Kota Bau Bau dan Toli Toli",
        "Banner, Banner digital",
        "PPD dan PPS",
        "dari huruf a ke huruf a",
        "di dibagi-bagi",
        "analisa resiko dan survey",
    ],
)
def test_right_words_phrases_and_names_are_left_alone(words: str) -> None:
    assert read(words) == []


def test_titles_that_are_cited_are_left_alone() -> None:
    assert slips("Pembentukan Tim Kerja Pembangunan", "Pembentukan Tim Kerja Priilaku") == {}


def test_items_and_clauses_are_read_too() -> None:
    assert set(slips("bahwa tim kerja yang", "bahwa tim kerja yang yang")) == {("menimbang", "b")}
    assert set(slips("sebagai pedoman bagi", "sebagai pedoman dengn")) == {("diktum", "kesatu")}
    assert set(slips("**PENGUATAN PENGAWASAN**", "**PENGUATAN PRILAKU**")) == {("lampiran", "V")}


def test_every_known_word_names_its_source_and_is_wrong() -> None:
    data = wordlist("spelling")
    for kind in ("words", "phrases", "english"):
        for wrong, entry in data[kind].items():
            assert entry["source"], wrong
            assert wrong == wrong.casefold() != entry["right"].casefold()
            assert entry["right"].casefold() not in data["words"]
