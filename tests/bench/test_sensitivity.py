"""`zikg bench sensitivity`: what is altered, where it lands, and whether it is noticed."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zikg.bench import sensitivity_page
from zikg.bench.sensitivity import Experiment, prepare
from zikg.bench.sensitivity_changes import KINDS, Alteration, alterations, chosen
from zikg.bench.sensitivity_source import relined, spliced
from zikg.cli import main
from zikg.extract import extract
from zikg.model import Decree, Source, Span
from zikg.read import read, read_bytes
from zikg.read.composing import Composer, Slot
from zikg.registry import open_registry

DECREES = Path(__file__).parents[1] / "decrees"
SMALL = str(DECREES / "kpu-kab-malang-2025.md")
DAY = date(2026, 11, 21)


@cache
def decree(path: str = SMALL) -> Decree:
    return extract(read(path), open_registry())


@cache
def composed() -> Source:
    """Return a decree as a reader of a word processor's file gives it, with a merged cell."""
    composer = Composer("docx")
    composer.page()
    for number, line in enumerate(
        (
            "KEPUTUSAN KEPALA BADAN PUSAT STATISTIK KABUPATEN KLATEN",
            "NOMOR 27 TAHUN 2023",
            "TENTANG RENCANA KERJA PEMBANGUNAN ZONA INTEGRITAS",
            "Menimbang : a. bahwa perlu disusun rencana kerja;",
            "Mengingat : 1. Undang-Undang Nomor 16 Tahun 1997 tentang Statistik;",
            "MEMUTUSKAN:",
            "KESATU : Rencana kerja tercantum dalam Lampiran.",
            "Ditetapkan di Klaten",
            "pada tanggal 6 Maret 2023",
        )
    ):
        composer.line(line, f"paragraf {number + 1}")
    composer.page()
    composer.line("LAMPIRAN KEPUTUSAN KEPALA BADAN PUSAT STATISTIK KABUPATEN KLATEN")
    composer.line("NOMOR 27 TAHUN 2023")
    head = ("NO", "KOMPONEN", "INDIKATOR", "KEGIATAN", "BUKTI DUKUNG", "TARGET WAKTU")
    first = ("1", "Penyusunan Tim Kerja", "Tim ditetapkan", "Menyusun tim", "SK tim", "Maret 2023")
    second = (
        "2",
        "Rencana Pembangunan Zona Integritas",
        "Rencana ada",
        "Menyusun rencana",
        "Dokumen",
        "",
    )
    third = ("3", "Pemantauan dan Evaluasi", "Rapat", "Rapat bulanan", "Notula", "Mei 2023")
    composer.table(
        [
            [Slot(word) for word in head],
            [Slot("I. MANAJEMEN PERUBAHAN"), *(Slot("") for _ in head[1:])],
            [Slot(word, f"sel {word}") for word in first],
            [*(Slot(word) for word in second[:-1]), Slot("Maret 2023", inherited=True)],
            [Slot(word) for word in third],
        ]
    )
    composer.doubt(Span(0, 9), 0.8)
    return composer.source("a.docx", "0" * 64)


def sources() -> list[Source]:
    return [read(SMALL), composed()]


@cache
def every(path: str = SMALL) -> dict[str, list[Alteration]]:
    return alterations(decree(path), 1)


def sound(source: Source) -> None:
    """Check that every cell still stands where its words are."""
    for table in source.tables:
        for cell in (cell for row in table.rows for cell in row):
            if cell.text and not cell.inherited:
                joined = "".join(source.text[one.start : one.end] for one in cell.spans)
                assert cell.text.split()[0] in joined
                assert "\t" not in joined
    assert list(source.pages) == sorted(source.pages)
    assert [start for start, _ in source.places] == sorted(start for start, _ in source.places)


@pytest.mark.parametrize("source", sources(), ids=["text", "composed"])
def test_lines_in_their_own_order_change_nothing(source: Source) -> None:
    same = relined(source, range(source.text.count("\n") + 1))
    assert (same.text, same.pages, same.places) == (source.text, source.pages, source.places)
    assert [table.rows for table in same.tables] == [table.rows for table in source.tables]


@pytest.mark.parametrize("source", sources(), ids=["text", "composed"])
def test_everything_moves_with_the_words(source: Source) -> None:
    at = source.text.index("Undang-Undang Nomor") + len("Undang-Undang Nomor ")
    longer = spliced(source, Span(at, at + 1), "12345")
    assert longer.text == source.text[:at] + "12345" + source.text[at + 1 :]
    sound(longer)
    before = [[cell.text for cell in row] for table in source.tables for row in table.rows]
    assert [[c.text for c in row] for table in longer.tables for row in table.rows] == before


def test_a_cell_in_a_composed_source_takes_its_new_words_and_so_do_those_that_inherit_it() -> None:
    source = composed()
    cell = source.tables[0].rows[2][5]
    altered = spliced(source, cell.spans[0], "April 2023")
    assert altered.tables[0].rows[2][5].text == "April 2023"
    assert altered.tables[0].rows[3][5].text == "April 2023"
    assert altered.tables[0].rows[4][5].text == "Mei 2023"
    sound(altered)
    emptied = spliced(source, cell.spans[0], "")
    assert emptied.tables[0].rows[2][5].text == ""
    assert emptied.tables[0].rows[2][5].spans == ()


def test_a_row_of_a_composed_source_goes_with_its_line() -> None:
    source = composed()
    line = source.text[: source.text.index("2\tRencana")].count("\n")
    lines = source.text.count("\n") + 1
    less = relined(source, [at for at in range(lines) if at != line])
    assert [row[0].text for row in less.tables[0].rows] == [
        "NO",
        "I. MANAJEMEN PERUBAHAN",
        "1",
        "3",
    ]
    sound(less)
    more = relined(source, [*range(line + 1), line, *range(line + 1, lines)])
    assert [row[0].text for row in more.tables[0].rows][2:] == ["1", "2", "2", "3"]
    sound(more)


def test_pages_names_and_doubts_move_along() -> None:
    source = composed()
    altered = spliced(source, Span(0, len("KEPUTUSAN")), "PUTUSAN")
    assert altered.pages == (0, source.pages[1] - 2)
    assert altered.place_at(altered.text.index("Undang-Undang")) == "paragraf 5"
    assert altered.doubts == ((Span(0, 7), 0.8),)
    assert (altered.sha256, altered.kind) == (source.sha256, "docx")


def test_a_decree_has_alterations_of_every_kind() -> None:
    assert {kind for kind, listed in every().items() if listed} == set(KINDS)


def test_every_alteration_alters_the_text_and_what_it_says_it_does() -> None:
    source = decree().source
    for kind, listed in every().items():
        for one in listed[:6]:
            made = one.make()
            assert made.text != source.text, one
            if kind in {"number", "year", "date", "letter"}:
                assert source.text[one.span.start : one.span.end] == one.before
                assert made.text.startswith(one.after, one.span.start)
                assert one.before != one.after
                assert len(made.text) == len(source.text) + len(one.after) - len(one.before)
            sound(made)


def test_numbers_of_items_rows_and_pages_are_left_alone() -> None:
    source = decree().source
    labels = {part.label.start for part in decree().parts if part.label}
    spans = [one.span for kind in ("number", "year") for one in every()[kind]]
    assert labels.isdisjoint(span.start for span in spans)
    for span in spans:
        begin = source.text.rfind("\n", 0, span.start) + 1
        assert source.text[begin : span.start].strip(" |-*#") or source.text[span.end] not in ".)"


def test_dates_are_altered_as_dates_only() -> None:
    dates = [one.span for one in every()["date"]]
    others = [one.span for kind in ("number", "year") for one in every()[kind]]
    assert dates
    assert not any(a.start < b.end and b.start < a.end for a, b in product(dates, others))


def test_the_seed_decides_and_nothing_else() -> None:
    def drawn(seed: int) -> list[tuple[str, Span, str]]:
        found = chosen(alterations(decree(), seed), 20)
        return [(one.kind, one.span, one.after) for one in found]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


def test_the_sample_is_spread_over_the_kinds() -> None:
    taken = chosen(every(), 18)
    assert len(taken) == 18
    assert {kind: [one.kind for one in taken].count(kind) for kind in KINDS} == dict.fromkeys(
        KINDS, 2
    )
    assert len(chosen(every(), 10**6)) == sum(map(len, every().values()))


@cache
def prepared() -> Experiment:
    return prepare(decree().source, open_registry(), DAY, 1, 1)


def trial(kind: str, before: str, around: str) -> tuple[str, tuple[str, ...]]:
    """Return the verdict on the first alteration of that kind, near these words."""
    text = decree().source.text
    for one in every()[kind]:
        near = text[max(0, one.span.start - 60) : one.span.end + 60]
        if one.before == before and around in near:
            said = prepared().judge(one)
            return said.verdict, said.codes
    raise AssertionError(f"no alteration of {before!r} near {around!r}")


def test_a_law_of_another_year_is_noticed() -> None:
    verdict, _ = trial("year", "2017", "Undang-Undang Nomor 7 Tahun")
    assert verdict in {"finding", "read"}


@pytest.mark.parametrize("kind", ["row-dropped", "cell-emptied"])
def test_a_missing_row_or_cell_is_a_finding(kind: str) -> None:
    said = prepared().judge(every()[kind][0])
    assert said.verdict == "finding"
    assert {code[:3] for code in said.codes} <= {"ZI1", "ZI3"}


@pytest.mark.parametrize("kind", ["row-duplicated", "rows-swapped", "cells-swapped"])
def test_rows_and_cells_out_of_place_are_noticed(kind: str) -> None:
    assert prepared().judge(every()[kind][0]).verdict != "unnoticed"


def test_what_nobody_reads_is_not_noticed() -> None:
    words = "Arsip naskah ini bertanggal cetak nomor 7."
    source = read_bytes(f"{words}\n\n{decree().source.text}".encode(), "a.md")
    test = prepare(source, open_registry(), DAY, 1, 10**6)
    [one] = [each for each in test.drawn if each.span.start == words.index("7")]
    assert test.judge(one).verdict == "unnoticed"


def test_a_text_that_is_no_decree_any_more_counts_as_noticed() -> None:
    gone = Alteration(
        "row-dropped", Span(0, 1), "", "", "", lambda: read_bytes(b"Hanya surat.", "a")
    )
    assert prepared().judge(gone).verdict == "finding"


def call(*arguments: str) -> Result:
    given = {"ZIKG_TODAY": "2026-11-21", "ZIKG_LANG": None}
    return CliRunner().invoke(main, ["bench", "sensitivity", *arguments], env=given)


def test_json_counts_every_trial_once() -> None:
    result = call(SMALL, "--max", "9", "--seed", "5", "--format", "json")
    said = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (said["path"], said["seed"], said["tried"]) == (SMALL, 5, 9)
    assert said["finding"] + said["read"] + said["unnoticed"] == 9
    assert sum(kind["tried"] for kind in said["kinds"].values()) == len(said["trials"]) == 9
    assert said["possible"] == sum(kind["possible"] for kind in said["kinds"].values())
    for one in said["trials"]:
        assert {"kind", "verdict", "section", "item", "line", "page", "before", "after"} <= set(one)
    assert call(SMALL, "--max", "9", "--seed", "5", "--format", "json").stdout == result.stdout


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ("dicoba satu per satu", "bukan nilai naskah atau satkernya", "nomor diubah")),
        ("en", ("tried one at a time", "rate neither it nor its office", "number altered")),
    ],
)
def test_the_text_speaks_the_language_asked_for(lang: str, words: tuple[str, ...]) -> None:
    result = call(SMALL, "--max", "3", "--lang", lang)
    assert result.exit_code == 0
    assert all(word in result.stdout for word in words)


def test_what_was_not_noticed_is_listed_with_its_place() -> None:
    words = f"Arsip naskah ini nomor 7.\n\n{decree().source.text}"
    whole = prepare(read_bytes(words.encode(), "a.md"), open_registry(), DAY, 1, 10**6)
    [one] = [each for each in whole.drawn if each.span.start == words.index("7.")]
    test = replace(whole, drawn=(one,))
    told = sensitivity_page.text(test, list(test.trials()), "a.md", 1, "id")
    assert "Tidak terlihat:\n  nomor diubah (naskah, baris 1)" in told
    assert f"- …Arsip naskah ini nomor [7].{' ' * 2}" in told
    assert f"+ …Arsip naskah ini nomor [{one.after}]." in told


@pytest.mark.parametrize(
    ("lang", "words"),
    [("id", "tidak terbaca sebagai keputusan"), ("en", "does not read as a decree")],
)
def test_a_text_that_is_no_decree_is_refused(tmp_path: Path, lang: str, words: str) -> None:
    path = tmp_path / "surat.txt"
    path.write_text("Dengan hormat, bersama ini kami sampaikan undangan rapat.\n", "utf-8")
    result = call(str(path), "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = call(str(tmp_path / "tidak-ada.docx"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "tidak ada" in result.stderr


def test_a_table_of_thousands_of_rows_is_drawn_in_seconds() -> None:
    rows = "\n".join(
        f"{number}\tPengaduan {number}\tIndikator {number}\tAksi {number}\tBukti\tMei 2025"
        for number in range(1, 3001)
    )
    text = (
        decree().source.text + f"\n\nNo\tKomponen\tIndikator\tRencana Aksi\tBukti\tTarget\n{rows}\n"
    )
    found = extract(read_bytes(text.encode(), "a.md"), open_registry())
    begin = time.perf_counter()
    drawn = chosen(alterations(found, 1), 50)
    assert time.perf_counter() - begin < 5
    assert len(drawn) == 50


def test_help_shows_examples() -> None:
    page = call("--help").stdout
    assert "zikg bench sensitivity rancangan.docx" in page
    assert "--seed" in page
