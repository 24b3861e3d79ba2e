"""The action plan is read whole from the decrees, and from many other dresses of it."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_fixtures import Registry, annex_of, source_of
from zikg.extract.columns import find_columns
from zikg.extract.joining import Joiner
from zikg.extract.plan import find_plan, plan_years
from zikg.model import Area, Cell, Interval, Part, Plan, Row, Span

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ("kpu-kab-bintan-2025-12", "kpu-kab-serang-2025-995", "kpu-kota-cilegon-2025-11")
HEADER = "No\tKomponen\tIndikator\tLangkah Aksi\tBukti Fisik\tTarget Waktu\n"


def read(text: str, title: str = "", start: int = 0) -> Plan:
    source = source_of(text)
    plan, state = find_plan(source, annex_of(source, start), Registry(), title=title, when=None)
    assert state == "read"
    assert plan is not None
    return plan


def seed(name: str) -> tuple[str, int]:
    text = (ROOT / "data" / "decrees" / f"{name}.txt").read_text(encoding="utf-8")
    return text, [match.start() for match in re.finditer(r"^LAMPIRAN", text, re.MULTILINE)][-1]


def cell(row: Row, kind: str) -> str:
    value = getattr(row, kind)
    assert value is None or isinstance(value, Cell)
    return value.text if value else "(none)"


def brief(plan: Plan, *kinds: str) -> list[tuple[str, ...]]:
    return [
        (f"{area.number}.{row.number}", *(cell(row, kind) for kind in kinds))
        for area in plan.areas
        for row in area.rows
    ]


def as_json(plan: Plan) -> dict[str, Any]:
    return {
        "columns": list(plan.columns),
        "years": list(plan.years),
        "areas": [
            {
                "number": area.number,
                "heading": area.heading,
                "match": area.match,
                "area": area.area("2021"),
                "rows": [
                    {
                        "number": row.number,
                        "2014": row.element("2014"),
                        "2021": row.element("2021"),
                        **{kind: cell(row, kind) for kind in plan.columns},
                        "start": str(row.start),
                        "end": str(row.end),
                    }
                    for row in area.rows
                ],
            }
            for area in plan.areas
        ],
    }


@pytest.mark.parametrize("name", SEEDS)
def test_every_cell_of_the_real_decrees(name: str) -> None:
    text, start = seed(name)
    golden = json.loads((ROOT / "tests" / "golden" / f"plan-{name}.json").read_text("utf-8"))
    assert as_json(read(text, start=start)) == golden


@pytest.mark.parametrize(("name", "rows"), [(SEEDS[0], 23), (SEEDS[1], 23), (SEEDS[2], 25)])
def test_no_word_of_the_tables_is_lost_or_doubled(name: str, rows: int) -> None:
    text, start = seed(name)
    plan = read(text, start=start)
    assert len(plan.rows) == rows
    assert [area.number for area in plan.areas] == ["I", "II", "III", "IV", "V", "VI"]
    printed: Counter[str] = Counter()
    for line in text[start:].split("\n"):
        clean = re.sub(r"<[^>]+>", "", line)
        if "\t" in clean and not clean.upper().startswith("NO\t"):
            printed.update(re.sub(r"^([IVX]+|\d+)\.(\s|$)", "", clean).split())
    was_read: Counter[str] = Counter()
    for area in plan.areas:
        was_read.update(area.heading.split())
        for row in area.rows:
            for kind in plan.columns:
                was_read.update(cell(row, kind).split())
    broken = Counter({"Pengembang": 1, "an": 1}) if "serang" in name else Counter[str]()
    mended = Counter({"Pengembangan": 1}) if "serang" in name else Counter[str]()
    assert printed - was_read == broken
    assert was_read - printed == mended


@pytest.mark.parametrize("name", SEEDS)
def test_every_piece_of_a_cell_stands_where_it_says(name: str) -> None:
    text, start = seed(name)
    for row in read(text, start=start).rows:
        for kind in ("component", "indicator", "action", "evidence", "target"):
            value = getattr(row, kind)
            words = " ".join(text[span.start : span.end] for span in value.spans)
            assert re.sub(r"<[^>]+>|\s", "", words) == value.text.replace(" ", "")
            assert all(
                row.span.start <= span.start < span.end <= row.span.end for span in value.spans
            )


def test_targets_before_the_signing_are_dated() -> None:
    text, start = seed(SEEDS[0])
    rows = read(text, start=start).areas[0].rows
    assert [(row.start, row.end) for row in rows[2:]] == [(date(2025, 1, 1), date(2025, 1, 31))] * 2


def test_no_annex_is_absent_and_an_annex_without_table_unreadable() -> None:
    source = source_of("LAMPIRAN\nRencana aksi: 1. Tim Kerja dibentuk bulan Juni 2025.\n")
    assert find_plan(source, (), Registry(), title="", when=None) == (None, "absent")
    found = find_plan(source, annex_of(source), Registry(), title="", when=None)
    assert found == (None, "unreadable")


def test_a_team_list_is_no_plan_and_does_not_enter_one() -> None:
    team = "No\tNama\tJabatan\tKedudukan\n1\tAni\tKetua\tPengarah\n2\tBudi\tSekretaris\tKetua\n"
    source = source_of(team)
    assert find_plan(source, annex_of(source), Registry(), title="", when=None)[1] == "unreadable"
    plan = read(f"{team}\n{HEADER}1.\tTim Kerja\ta\tb\tc\tJuni 2025\n\n{team}")
    assert brief(plan, "component") == [("I.1", "Tim Kerja")]


def test_pipe_table_with_bold_headings_breaks_and_merged_cells() -> None:
    plan = read(
        "RENCANA AKSI TAHUN 2026\n\n"
        "| No | Komponen | Indikator | Rencana Aksi | Data Dukung | Penanggung Jawab | Waktu |\n"
        "|----|:-------:|-----------|--------------|-------------|------------------|-------|\n"
        "| **I. MANAJEMEN PERUBAHAN** | | | | | | |\n"
        "| 1 | Penyusunan Tim Kerja | Tim ada | Rapat<br>tim | SK Tim | Sekretaris | Januari |\n"
        "| 2 | Rencana Pembangunan ZI | Dokumen | Menyusun | Dokumen | Subbag | Februari |\n"
        "| | | | Sosialisasi | Undangan | Subbag SDM | Maret |\n"
    )
    assert plan.columns == ("component", "indicator", "action", "evidence", "responsible", "target")
    assert brief(plan, "component", "action", "responsible") == [
        ("I.1", "Penyusunan Tim Kerja", "Rapat tim", "Sekretaris"),
        ("I.2", "Rencana Pembangunan ZI", "Menyusun", "Subbag"),
        ("I.2b", "Rencana Pembangunan ZI", "Sosialisasi", "Subbag SDM"),
    ]
    shared = plan.rows[2]
    assert shared.component.inherited
    assert shared.indicator is not None
    assert shared.indicator.inherited
    assert shared.start == date(2026, 3, 1)
    assert shared.element("2021") == "zi/2021/1/p2"


GRID = (
    "NO\tAREA/KOMPONEN\tKEGIATAN\tOUTPUT\tWAKTU{0}\tPENANGGUNG JAWAB\n"
    "\t\t\t\tJan\tFeb\tMar\tApr\tMei\tJun\tJul\tAgs\tSep\tOkt\tNov\tDes\t\n"
    "A\tManajemen Perubahan" + "\t" * 15 + "\n"
    "1\tPembentukan Tim Kerja\tRapat\tSK\tx\t√" + "\t" * 11 + "Sekretaris\n"
    "2\tPemantauan dan Evaluasi\tRapat monev\tLaporan\t\t\tv\t\t\tv\t\t\tv\t\t\tv\tTim ZI\n"
)


@pytest.mark.parametrize("merged", ["\t" * 11, ""], ids=["padded", "merged"])
def test_a_grid_of_months_is_the_target(merged: str) -> None:
    plan = read(f"LAMPIRAN\nTAHUN 2025\n{GRID.format(merged)}")
    assert plan.columns == ("component", "action", "output", "target", "responsible")
    assert brief(plan, "target", "responsible") == [
        ("I.1", "Januari, Februari", "Sekretaris"),
        ("I.2", "Maret, Juni, September, Desember", "Tim ZI"),
    ]
    assert [period.printed for period in plan.rows[1].periods] == [
        "2025-03",
        "2025-06",
        "2025-09",
        "2025-12",
    ]
    assert plan.rows[1].indicator is None


def test_a_grid_of_quarters() -> None:
    plan = read(
        "TAHUN 2025\nNo\tKomponen\tRencana Aksi\tTW I\tTW II\tTW III\tTW IV\n"
        "1\tTim Kerja\tRapat\t\tv\t\t\n"
    )
    assert plan.rows[0].start == date(2025, 4, 1)


def test_areas_in_a_merged_first_column_whose_number_counts_areas() -> None:
    plan = read(
        "NO\tKOMPONEN\tSUB KOMPONEN\tRENCANA AKSI\tBUKTI DUKUNG\tWAKTU\n"
        "1\tManajemen Perubahan\tPenyusunan Tim Kerja\tMembentuk tim\tSK\tJanuari 2025\n"
        "\t\tRencana Pembangunan Zona Integritas\tMenyusun\tDokumen\tFebruari 2025\n"
        "2\tPenataan Sistem\tPola Mutasi Internal\tAnalisa\tSurat\tApril 2025\n"
        "\tManajemen SDM Aparatur\tSistem Informasi Kepegawaian\tMutakhir\tData\tMei 2025\n"
    )
    assert [(area.number, area.heading, area.match) for area in plan.areas] == [
        ("I", "Manajemen Perubahan", "exact"),
        ("II", "Penataan Sistem Manajemen SDM Aparatur", "exact"),
    ]
    assert [row.element("2021") for row in plan.rows] == [
        "zi/2021/1/p1",
        "zi/2021/1/p2",
        "zi/2021/3/p2",
        "zi/2021/3/p6",
    ]
    assert [item for item, *_ in brief(plan)] == ["I.1", "I.2", "II.1", "II.2"]


def test_areas_repeated_in_every_row_and_sub_elements_under_another_header() -> None:
    plan = read(
        "NO\tKOMPONEN\tINDIKATOR\tRENCANA AKSI\tBUKTI DUKUNG\tWAKTU\n"
        "1\tManajemen Perubahan\tPenyusunan Tim Kerja\ta\tSK\tJanuari 2025\n"
        "2\tManajemen Perubahan\tRencana Pembangunan Zona Integritas\tb\tDokumen\tMei 2025\n"
        "3\tPenguatan Pengawasan\tPengaduan Masyarakat\tc\tSurat\tApril 2025\n"
        "4\tPenguatan Pengawasan\tWhistle Blowing System\td\tData\tMei 2025\n"
    )
    assert [area.area("2021") for area in plan.areas] == ["zi/2021/1", "zi/2021/5"]
    assert [row.element("2021") for row in plan.rows][2:] == ["zi/2021/5/p3", "zi/2021/5/p4"]
    assert brief(plan, "component", "indicator")[3] == ("II.4", *["Whistle Blowing System"] * 2)


def test_areas_in_lines_of_text_between_tables() -> None:
    plan = read(
        "LAMPIRAN\n\nA. PENYUSUNAN TIM KERJA\n\n"
        f"{HEADER}1\tTim Kerja\tx\ty\tz\tJuni 2025\n\n"
        f"B. PENATAAN TATA LAKSANA\n\n{HEADER}1\tSPBE\tx\ty\tz\tJuni 2025\n"
        "2\tKeterbukaan Informasi Publik\tx\ty\tz\tJuli 2025\n\n"
        "C. PENATAAN SISTEM MANAJEMEN SUMBER DAYA MANUSIA APARATUR\n"
        "1\tPola Mutasi Internal\tx\ty\tz\tJuli 2025\n\nDitetapkan di Malang\n"
    )
    assert [(area.number, area.area("2021"), area.match) for area in plan.areas] == [
        ("I", "zi/2021/1", "other"),
        ("II", "zi/2021/2", "exact"),
        ("III", "zi/2021/3", "exact"),
    ]
    assert len(plan.rows) == 4


@pytest.mark.parametrize(
    ("heading", "number", "match", "area"),
    [
        ("I. MANAJEMEN PERUBAHAN", "I", "exact", "1"),
        ("<b>1. Manajemen Perubahan</b>", "I", "exact", "1"),
        ("AREA I MANAJEMEN PERUBAHAN", "I", "exact", "1"),
        ("Area 2: Penataan Tata-Laksana", "II", "exact", "2"),
        ("D. Penguatan Akuntabilitas Kinerja", "IV", "exact", "4"),
        ("V.\tPenguatan Pengawasan", "V", "exact", "5"),
        ("Penguatan Pengawasan", "I", "exact", "5"),
        ("VI. PENINGKATAN KUALITAS LAYANAN PUBLIK", "VI", "form", "6"),
        ("III. PENATAAN SISTEM MANAJEMEN SDM DAN APARATUR", "III", "form", "3"),
        ("III. Penataan Sistem Manajemen Sumber Daya Manusia (SDM) Aparatur", "III", "exact", "3"),
        ("II. PENATAAN TATALAKSAMA", "II", "form", "2"),
        ("I. PENYUSUNAN TIM KERJA", "I", "other", "1"),
        ("I. TATA KELOLA INTERNAL", "I", "other", "1"),
    ],
)
def test_headings_in_a_row_of_their_own(heading: str, number: str, match: str, area: str) -> None:
    width = 5 - heading.count("\t")
    filled = {
        "1": "Penyusunan Tim Kerja",
        "2": "Sistem Pemerintahan Berbasis Elektronik",
        "3": "Pola Mutasi Internal",
        "4": "Keterlibatan Pimpinan",
        "5": "Pengendalian Gratifikasi",
        "6": "Standar Pelayanan",
    }[area]
    plan = read(f"{HEADER}{heading}{chr(9) * width}\n1.\t{filled}\tx\ty\tz\tJuni 2025\n")
    [found] = plan.areas
    assert (found.number, found.match, found.area("2021")) == (number, match, f"zi/2021/{area}")
    assert found.area("2014") == f"zi/2014/{area}"
    assert len(found.rows) == 1


def test_a_heading_that_names_nothing_known() -> None:
    plan = read(f"{HEADER}VII. LAIN-LAIN\t\t\t\t\t\n1.\tPenataan arsip\tx\ty\tz\tJuni 2025\n")
    assert (plan.areas[0].match, plan.areas[0].areas, plan.rows[0].elements) == ("none", (), ())


def test_rows_under_no_heading_are_set_apart_by_their_components() -> None:
    plan = read(
        f"{HEADER}1\tTim Kerja\ta\tb\tc\tJuni 2025\n2\tSOP\ta\tb\tc\tJuni 2025\n"
        "3\tStandar Pelayanan\ta\tb\tc\tJuni 2025\n"
    )
    assert [(area.number, area.heading, area.area("2021")) for area in plan.areas] == [
        ("I", "", "zi/2021/1"),
        ("II", "", "zi/2021/2"),
        ("VI", "", "zi/2021/6"),
    ]


def test_aspects_are_no_areas_and_row_numbers_stay_single() -> None:
    plan = read(
        f"{HEADER}A. PENGUNGKIT\t\t\t\t\t\nPEMENUHAN\t\t\t\t\t\nI. MANAJEMEN PERUBAHAN\t\t\t\t\t\n"
        "1.\tPenyusunan Tim Kerja\tx\ty\tz\tJuni 2025\nREFORM\t\t\t\t\t\n"
        "I. MANAJEMEN PERUBAHAN\t\t\t\t\t\n1.\tKomitmen dalam perubahan\tx\ty\tz\tJuni 2025\n"
        "II. PENATAAN TATALAKSANA\t\t\t\t\t\n1.\tSPBE\tx\ty\tz\tJuni 2025\n"
        "I. MANAJEMEN PERUBAHAN\t\t\t\t\t\n1.\tKomitmen Pimpinan\tx\ty\tz\tJuni 2025\n"
    )
    items = [item for item, *_ in brief(plan)]
    assert len(set(items)) == len(items) == 4
    assert items[0] == "I.1"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("1.\tTim Kerja\tPengembang\tMenyusun dan\tSurat\tJanuari –", "\t\tan dilakukan\tmerencanakan\tTugas\tDesember 2025",
         ("Pengembangan dilakukan", "Menyusun dan merencanakan", "Surat Tugas", "Januari – Desember 2025")),
        ("1.\tTim Kerja\tWhistle-\tMasing-\tLangkah-\tJanuari – Desember", "\t\tBlowing System\tmasing\tlangkah\t2025",
         ("Whistle-Blowing System", "Masing-masing", "Langkah-langkah", "Januari – Desember 2025")),
        ("1.\tTim Kerja\tAturan Disiplin/\tPem-\tSK\tJuni 2025", "\t\tKode Etik\tbangunan\t\t",
         ("Aturan Disiplin/Kode Etik", "Pembangunan", "SK", "Juni 2025")),
        ("1.\tTim Kerja\tBekerja\tTata\tSK\tJuni 2025", "\t\tsama erat\tkelola\t\t",
         ("Bekerja sama erat", "Tata kelola", "SK", "Juni 2025")),
        ("1.\tTim Kerja\tAda tim\tRapat yang\tUndangan, Daftar\tJuni 2025", "\t\t\tDiadakan\tHadir\t",
         ("Ada tim", "Rapat yang Diadakan", "Undangan, Daftar Hadir", "Juni 2025")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["", "\n", f"\n{HEADER}"], ids=["line", "page", "header"])
def test_a_row_goes_on_in_the_next_line_or_page(
    first: str, second: str, expected: tuple[str, ...], between: str
) -> None:
    plan = read(
        f"Pengembangan, bekerjasama.\n{HEADER}{first}\n{between}{second}\n2.\tSOP\ta\tb\tc\tMei 2025\n"
    )
    assert [item for item, *_ in brief(plan)] == (["I.1", "II.2"])
    assert brief(plan, "indicator", "action", "evidence", "target")[0][1:] == expected


def test_a_torn_row_with_lost_empty_cells_is_set_under_its_columns() -> None:
    plan = read(
        f"{HEADER}1.\tTim Kerja\tAda tim yang\tRapat\tSK\tJanuari – Desember\nbaik dan\t\t\t2025\n"
        "2. Rencana Aksi\tx\ty\tz\tMei 2025\n"
    )
    assert brief(plan, "component", "indicator", "target") == [
        ("I.1", "Tim Kerja", "Ada tim yang baik dan", "Januari – Desember 2025"),
        ("I.2", "Rencana Aksi", "x", "Mei 2025"),
    ]


def test_several_action_rows_of_one_component_are_rows_of_their_own() -> None:
    plan = read(
        f"{HEADER}I. MANAJEMEN PERUBAHAN\t\t\t\t\t\n"
        "1.\tTim Kerja\tTim ada\tRapat\tUndangan\tMaret 2025\n"
        "\t\t\tMenetapkan tim\tSK\tApril 2025\n\t\t\tMelaporkan\tLaporan\tMei 2025\n"
        "2.\tRencana Aksi\tAda\tMenyusun\tDokumen\tJuni 2025\n"
    )
    assert brief(plan, "component", "action", "target") == [
        ("I.1", "Tim Kerja", "Rapat", "Maret 2025"),
        ("I.1b", "Tim Kerja", "Menetapkan tim", "April 2025"),
        ("I.1c", "Tim Kerja", "Melaporkan", "Mei 2025"),
        ("I.2", "Rencana Aksi", "Menyusun", "Juni 2025"),
    ]


def test_an_empty_cell_stays_empty_and_a_missing_column_is_none() -> None:
    plan = read(
        "No\tKomponen\tIndikator\tLangkah Aksi\tTarget Waktu\n"
        "1\tTim Kerja\tx\ty\tJuni 2025\n2\tSOP\t\ty\tJuni 2025\n3\tSPBE\tx\ty\t\n"
    )
    assert plan.columns == ("component", "indicator", "action", "target")
    assert brief(plan, "indicator", "evidence", "target") == [
        ("I.1", "x", "(none)", "Juni 2025"),
        ("II.2", "", "(none)", "Juni 2025"),
        ("II.3", "x", "(none)", ""),
    ]


def test_a_target_merged_over_most_rows_counts_for_them() -> None:
    rows = ["Tim Kerja", "Rencana Aksi", "Pemantauan dan Evaluasi", "Pola Pikir dan Budaya Kerja"]
    body = "".join(
        f"{number}\t{name}\tx\ty\tz\t{'' if number else 'Mei 2025'}\n"
        for number, name in enumerate(rows)
    )
    plan = read(f"{HEADER}{body}")
    assert [cell(row, "target") for row in plan.rows] == ["Mei 2025"] * 4
    assert [row.target.inherited for row in plan.rows if row.target] == [False, True, True, True]


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("NO|KOMPONEN|INDIKATOR|LANGKAH AKSI|BUKTI FISIK|TARGET WAKTU", "number component indicator action evidence target"),
        ("No.|Program|Kriteria|Rencana Aksi|Evidence|Jadwal", "number component indicator action evidence target"),
        ("Waktu|PIC|Data Dukung|Uraian Kegiatan|Indikator Kinerja|Sub Komponen|No Urut", "target responsible evidence action indicator component number"),
        ("No|Area Perubahan|Sub Area|Kegiatan|Dokumen Pendukung|Target|Waktu Pelaksanaan|Ket.", "number area component action evidence output target note"),
        ("No|Komponen|Kegiatan|Output/Bukti Fisik|Pelaksana|Jadwal", "number component action evidence responsible target"),
        ("N0|Kornponen|lndikator|Langkah Aksl|Bukti Fislk|Target Waktv", "number component indicator action evidence target"),
        ("**No** |**Komponen**|**Rencana Kegiatan**|**Keluaran**|**Target Penyelesaian**", "number component action output target"),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names_in_any_order(header: str, kinds: str) -> None:
    cells = tuple(Cell(text.strip("* ")) for text in header.split("|"))
    found = find_columns(cells, None)
    assert found is not None
    assert found[0].kinds == tuple(kinds.split())


@pytest.mark.parametrize(
    "row",
    [
        "2.|Dokumen Rencana Aksi|Penerbitan SK Rencana Aksi|Menyusun Rencana Aksi|SK|Januari",
        "No|Nama|Jabatan|Unit Kerja",
        "Menimbang|:|a.|bahwa",
        "|||||Januari 2025",
    ],
)
def test_other_rows_are_no_header(row: str) -> None:
    assert find_columns(tuple(Cell(text) for text in row.split("|")), None) is None


def test_a_header_in_two_lines_and_a_row_that_counts_the_columns() -> None:
    plan = read(
        "No\tKomponen\tIndikator\tLangkah\tBukti\tTarget\n\t\t\tAksi\tFisik\tWaktu\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n1.\tTim Kerja\tx\ty\tz\tMei 2025\n"
    )
    assert brief(plan, "component", "target") == [("I.1", "Tim Kerja", "Mei 2025")]


def test_two_columns_only() -> None:
    plan = read(
        "Komponen\tRencana Aksi\nI. MANAJEMEN PERUBAHAN\t\n1. Tim Kerja\tRapat\n2. SOP\tx\n"
    )
    assert brief(plan, "component", "action") == [
        ("I.1", "1. Tim Kerja", "Rapat"),
        ("I.2", "2. SOP", "x"),
    ]


def test_columns_set_by_blanks() -> None:
    plan = read(
        "LAMPIRAN\n\n"
        "No   Komponen            Indikator             Langkah Aksi        Bukti      Target Waktu\n"
        "I. MANAJEMEN PERUBAHAN\n"
        "1.   Pembentukan Tim     Penerbitan SK Tim     Menyusun            SK Tim     Januari 2025\n"
        "     Kerja               Kerja                 keanggotaan\n"
        "II. PENATAAN TATALAKSANA\n"
        "1.   SOP                 SOP ada               Menyusun SOP        SOP        Mei 2025\n"
    )
    assert brief(plan, "component", "indicator", "action", "target") == [
        (
            "I.1",
            "Pembentukan Tim Kerja",
            "Penerbitan SK Tim Kerja",
            "Menyusun keanggotaan",
            "Januari 2025",
        ),
        ("II.1", "SOP", "SOP ada", "Menyusun SOP", "Mei 2025"),
    ]


def test_the_signing_block_in_tabs_is_no_row() -> None:
    plan = read(
        f"{HEADER}1.\tTim Kerja\tx\ty\tz\tMei 2025\n\n"
        "\t\t\t\tKETUA KOMISI PEMILIHAN UMUM KOTA MALANG,\n\n\t\t\t\tttd\n\n\t\t\t\tBUDI\n"
    )
    assert brief(plan, "evidence") == [("I.1", "z")]


@pytest.mark.parametrize(
    ("title", "heading", "targets", "when", "years"),
    [
        ("RENCANA AKSI TAHUN 2025", "", [], None, (2025,)),
        ("RENCANA AKSI TAHUN 2025-2026", "", [], None, (2025, 2026)),
        ("RENCANA AKSI", "KEPUTUSAN\nNOMOR 12\nTAHUN 2024", ["Januari 2025"], None, (2025,)),
        ("RENCANA AKSI", "LAMPIRAN\nRENCANA AKSI TAHUN 2026", ["Januari"], None, (2026,)),
        ("RENCANA AKSI", "", ["Mei 2025"] * 9 + ["Juni 2052"], None, (2025,)),
        ("RENCANA AKSI", "", ["Mei", "Juni"], None, ()),
        ("RENCANA AKSI PERUBAHAN TAHUN 1999", "", ["Mei 2025"], "2025-02-07", (2025,)),
    ],
)
def test_the_years_of_a_plan(
    title: str, heading: str, targets: list[str], when: str | None, years: tuple[int, ...]
) -> None:
    assert plan_years(title, heading, targets, Interval.parse(when) if when else None) == years


def test_a_month_without_any_year_is_clear_but_undated() -> None:
    row = read(f"{HEADER}1.\tTim Kerja\tx\ty\tz\tMei\n").rows[0]
    assert (row.clear, row.start, row.periods) == (True, None, ())


def test_the_plan_in_a_second_annex_part() -> None:
    text = f"LAMPIRAN I\nNo\tNama\tJabatan\n1\tAni\tKetua\n\nLAMPIRAN II\nTAHUN 2026\n{HEADER}1.\tSOP\tx\ty\tz\tMei\n"
    source = source_of(text)
    cut = text.index("LAMPIRAN II")
    parts = (
        Part("lampiran", "1", Span(0, cut)),
        Part("lampiran", "2", Span(cut, len(text))),
    )
    plan, state = find_plan(source, parts, Registry(), title="", when=None)
    assert (state, plan and plan.years) == ("read", (2026,))


def noisy(text: str, chance: random.Random) -> str:
    slips = {"i": "l", "l": "1", "m": "rn", "o": "0", "e": "c", "a": "o", "u": "v", "h": "b"}
    return "".join(slips.get(c, c) if chance.random() < 0.02 else c for c in text)


@pytest.mark.parametrize("number", range(8))
def test_a_scan_with_two_wrong_letters_in_a_hundred(number: int) -> None:
    text, start = seed(SEEDS[2])
    clean = read(text, start=start)
    plan = read(noisy(text[start:], random.Random(number)))
    assert len(plan.rows) == len(clean.rows)
    pairs = zip(plan.rows, clean.rows, strict=True)
    wrong = [
        (row.component.text, row.element("2021"))
        for row, right in pairs
        if row.element("2021") not in {None, right.element("2021")}
    ]
    assert wrong == []
    assert sum(1 for row in plan.rows if row.element("2021")) >= 22
    assert [area.area("2021") for area in plan.areas] == [f"zi/2021/{n}" for n in range(1, 7)]


def test_three_hundred_rows_cost_no_more_than_ten_times_thirty() -> None:
    text, start = seed(SEEDS[2])
    table = text[start : text.rindex("Ditetapkan")]

    def seconds(times: int) -> float:
        begin = time.perf_counter()
        assert len(read(table * times).rows) == 25 * times
        return time.perf_counter() - begin

    seconds(1)
    assert seconds(12) < 40 * max(seconds(1), 0.01)


WORDS = st.text("Aa bc-–,.()|<b>*\t\n1I.", max_size=12)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=8), max_size=12))
def test_any_table_is_read_or_refused_without_failing(rows: list[list[str]]) -> None:
    source = source_of(HEADER + "".join("\t".join(row) + "\n" for row in rows))
    plan, state = find_plan(source, annex_of(source), Registry(), title="", when=None)
    assert (plan is None) == (state == "unreadable")
    areas: tuple[Area, ...] = plan.areas if plan else ()
    items = [f"{area.number}.{row.number}" for area in areas for row in area.rows]
    assert len(items) == len(set(items))


def test_joining_keeps_words_that_stand_alone() -> None:
    joiner = Joiner("kerjasama kerja sama sama Pengembangan pengawasan")
    assert joiner.join("kerja", "sama tim") == "kerja sama tim"
    assert joiner.join("Penga", "wasan") == "Pengawasan"
    assert joiner.join("Peta", "ni maju") == "Peta ni maju"
    assert joiner.join("peng", "awasan") == "pengawasan"
    assert joiner.join("", "isi") == "isi"


# --- headings of unknown name, known by their place -------------------------------------------------

SIX = (
    ("Manajemen Perubahan", "Penyusunan Tim Kerja"),
    ("Penataan Tatalaksana", "Keterbukaan Informasi Publik"),
    ("Penataan Sistem Manajemen SDM Aparatur", "Penegakan Aturan Disiplin"),
    ("Penguatan Akuntabilitas", "Keterlibatan Pimpinan"),
    ("Penguatan Pengawasan", "Pengendalian Gratifikasi"),
    ("Peningkatan Kualitas Pelayanan Publik", "Standar Pelayanan"),
)
MARKS = {
    "roman": ("I.", "II.", "III.", "IV.", "V.", "VI."),
    "letter": ("A.", "B.", "C.", "D.", "E.", "F."),
    "digit": ("1.", "2.", "3.", "4.", "5.", "6."),
    "word": tuple(f"Area {place}:" for place in range(1, 7)),
    "none": ("",) * 6,
}


def in_lines(mark: str, wrong: int, name: str, above: str = "") -> str:
    """Return a plan with a table for each area under a line of text, one of them renamed."""
    text = f"LAMPIRAN\n\n{above}"
    for place, (area, component) in enumerate(SIX):
        shown = name if place == wrong else area
        text += f"\n{MARKS[mark][place]} {shown}\n\n".replace("\n ", "\n") + HEADER
        text += f"1.\t{component}\tTersedianya laporan\tMenyusun laporan\tLaporan\tMaret 2025\n"
    return text


def match_of(plan: Plan) -> list[tuple[str, str, str]]:
    return [(area.number, area.heading, area.match) for area in plan.areas]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("wrong", [0, 3, 5])
@pytest.mark.parametrize("name", ["Kerja Sama Kelembagaan", "Budaya Kerja dan Disiplin"])
def test_a_line_of_unknown_name_is_a_heading_by_its_place(mark: str, wrong: int, name: str) -> None:
    plan = read(in_lines(mark, wrong, name, "RENCANA AKSI PEMBANGUNAN\nTAHUN 2025\n"))
    assert [area.number for area in plan.areas] == ["I", "II", "III", "IV", "V", "VI"]
    assert plan.areas[wrong].heading == name
    assert plan.areas[wrong].match == "other"
    assert plan.areas[wrong].area("2021") == f"zi/2021/{wrong + 1}"
    assert [len(area.rows) for area in plan.areas] == [1] * 6


@pytest.mark.parametrize(
    "line",
    [
        "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS",
        "I. RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS",
        "TAHUN 2025",
        "Tahun Anggaran 2025",
        "A. Satuan Kerja: Komisi Pemilihan Umum Kabupaten Malang",
        "KOMISI PEMILIHAN UMUM KABUPATEN MALANG",
    ],
)
def test_the_title_above_the_first_table_is_no_heading(line: str) -> None:
    rows = "".join(
        f"{roman}.\t{area}\t\t\t\t\n1.\t{component}\tTersedia\tMenyusun laporan\tLaporan\tMaret 2025\n"
        for roman, (area, component) in zip(("I", "II", "III", "IV", "V", "VI"), SIX, strict=True)
    )
    plan = read(f"LAMPIRAN\n\n{line}\n\n{HEADER}{rows}")
    assert [area.heading for area in plan.areas] == [area for area, _ in SIX]
    several = read(in_lines("roman", 9, "", line + "\n"))
    assert [area.heading for area in several.areas] == [area for area, _ in SIX]
    # Right above the first table, where the heading of the first area was lost.
    lost = in_lines("roman", 9, "", line + "\n").replace("I. Manajemen Perubahan\n\n", "", 1)
    assert line.rsplit(". ", maxsplit=1)[-1] not in {area.heading for area in read(lost).areas}


@pytest.mark.parametrize("number", ["{n}.1", "1", "a"])
def test_a_digit_and_unknown_words_in_a_row_are_a_heading_above_rows_of_their_own(
    number: str,
) -> None:
    rows = "".join(
        f"{n}\t{'Kerja Sama Kelembagaan' if n == 5 else area}\t\t\t\t\n"
        f"{number.format(n=n)}\t{component}\tTersedia\tMenyusun laporan\tLaporan\tMaret 2025\n"
        for n, (area, component) in enumerate(SIX, start=1)
    )
    plan = read(f"LAMPIRAN\n\n{HEADER}{rows}")
    assert [area.number for area in plan.areas] == ["I", "II", "III", "IV", "V", "VI"]
    assert plan.areas[4].heading == "Kerja Sama Kelembagaan"
    assert plan.areas[4].area("2021") == "zi/2021/5"


def test_an_empty_row_is_no_heading_by_its_place() -> None:
    """A row that nothing is filled in stays a row: it has a component, or the next number."""
    rows = (
        "1\tManajemen Perubahan\t\t\t\t\n1.1\tPenyusunan Tim Kerja\tAda\tMenyusun\tSK\tMaret 2025\n"
        "2\tPenataan Tatalaksana\t\t\t\t\n1\tKeterbukaan Informasi Publik\tAda\tMenyusun\tSK\tMaret 2025\n"
        "3\tPemantauan Berkala\t\t\t\t\n4\tSistem Pemerintahan Berbasis Elektronik\tAda\tMenyusun\tSK\tMaret 2025\n"
        "5\tPengendalian Gratifikasi\t\t\t\t\n1\tStandar Pelayanan\tAda\tMenyusun\tSK\tMaret 2025\n"
    )
    plan = read(f"LAMPIRAN\n\n{HEADER}{rows}")
    assert [area.heading for area in plan.areas] == ["Manajemen Perubahan", "Penataan Tatalaksana"]
