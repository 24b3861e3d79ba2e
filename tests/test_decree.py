"""The whole decree: identity, stage, dates, citations in order, names repeated."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zikg.extract import extract
from zikg.model import Source
from zikg.read import join, read, read_bytes
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.model import Decree
    from zikg.registry import Registry

TEXTS = Path(__file__).parent / "texts"
SEEDS = sorted((Path(__file__).parents[1] / "data" / "decrees").glob("*.txt"))

ISSUED = """SALINAN

KOMISI PEMILIHAN UMUM
KABUPATEN BERAU

KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU
NOMOR 31 TAHUN 2025
TENTANG
RENCANA AKSI ZONA INTEGRITAS

KETUA KOMISI PEMILIHAN UMUM KABUPATEN BERAU,

Menimbang : a. bahwa berdasarkan Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 90 Tahun 2021 perlu disusun rencana;
b. bahwa perlu menetapkan Keputusan Komisi Pemilihan Umum Kabupaten Berau tentang Rencana Aksi Zona Integritas;
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
2. Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU TENTANG RENCANA AKSI ZONA INTEGRITAS.
KESATU : Menetapkan rencana aksi sesuai Peraturan Pemerintah Nomor 94 Tahun 2021.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.

Ditetapkan di Tanjung Redeb
pada tanggal 3 Maret 2025
KETUA KOMISI PEMILIHAN UMUM
KABUPATEN BERAU,

ttd.

BUDI HARIANTO

Salinan sesuai dengan aslinya
SEKRETARIAT KOMISI PEMILIHAN UMUM
KABUPATEN BERAU
Kepala Subbagian Hukum,

SITI AMINAH
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def decree(text: str, registry: Registry) -> Decree:
    return extract(read_bytes(text.encode(), "a.txt"), registry)


@pytest.mark.parametrize(
    ("name", "id_", "when", "place", "signatory", "rows", "citations"),
    [
        ("kpu-kab-bintan-2025-12", "keputusan/kpu-kab-bintan/2025/12", "2025-02-07", "Bintan", "HARIS DAULAY", 23, 33),
        ("kpu-kab-serang-2025-995", "keputusan/kpu-kab-serang/2025/995", "2025-01-06", "Serang", "MUHAMAD NASEHUDIN", 23, 37),
        ("kpu-kota-cilegon-2025-11", "keputusan/kpu-kota-cilegon/2025/11", "2025-11-15", "Cilegon", "PATCHURROHMAN", 25, 18),
    ],
)  # fmt: skip
def test_seeds(
    name: str,
    id_: str,
    when: str,
    place: str,
    signatory: str,
    rows: int,
    citations: int,
    registry: Registry,
) -> None:
    found = extract(read(str(SEEDS[0].parent / f"{name}.txt")), registry)
    assert (found.id, found.stage, found.is_decree) == (id_, "copy", True)
    assert found.when is not None
    assert found.when.printed == when
    assert found.place is not None
    assert found.signatory is not None
    assert (found.place.value, found.signatory.value) == (place, signatory)
    assert found.plan is not None
    assert (len(found.plan.rows), len(found.citations)) == (rows, citations)
    assert [citation.index for citation in found.citations] == list(range(citations))
    starts = [citation.span.start for citation in found.citations if citation.role != "title"]
    assert starts == sorted(starts)


def test_a_correct_copy(registry: Registry) -> None:
    found = decree(ISSUED, registry)
    assert found.id == "keputusan/kpu-kab-berau/2025/31"
    assert found.stage == "copy"
    assert found.issuer_name == "Komisi Pemilihan Umum Kabupaten Berau"
    assert [c.regulation for c in found.citations] == [
        "permen/panrb/2021/90",
        "uu/ri/2017/7",
        "peraturan/kpu/2019/8",
        "pp/ri/2021/94",
    ]
    assert [(c.section, c.item) for c in found.citations][-1] == ("diktum", "kesatu")
    assert {mention.text.lower() for mention in found.titles} == {"rencana aksi zona integritas"}
    assert [mention.section for mention in found.titles] == ["judul", "menimbang", "memutuskan"]
    assert found.plan_state == "absent"


@pytest.mark.parametrize(
    ("old", "new", "stage"),
    [
        ("SALINAN\n", "", "copy"),
        ("Salinan sesuai dengan aslinya", "", "copy"),
        ("NOMOR 31 TAHUN 2025", "NOMOR ... TAHUN 2025", "copy"),
        ("ttd.\n", "", "copy"),
        ("SALINAN\n", "RANCANGAN\n", "copy"),
    ],
)
def test_a_signed_or_complete_copy_stays_one(
    old: str, new: str, stage: str, registry: Registry
) -> None:
    assert decree(ISSUED.replace(old, new), registry).stage == stage


ORIGINAL = ISSUED.split("Salinan sesuai", maxsplit=1)[0].replace("SALINAN\n", "")
UNSIGNED = ORIGINAL.replace("ttd.\n", "")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (ORIGINAL, "issued"),
        (UNSIGNED, "issued"),
        ("RANCANGAN\n" + UNSIGNED, "draft"),
        ("**DRAFT**\n" + UNSIGNED, "draft"),
        (UNSIGNED.replace("NOMOR 31 TAHUN", "NOMOR ... TAHUN"), "draft"),
        (UNSIGNED.replace("NOMOR 31 TAHUN", "NOMOR      TAHUN"), "draft"),
        (UNSIGNED.replace("tanggal 3 Maret", "tanggal ... Maret"), "draft"),
        (UNSIGNED.replace("tanggal 3 Maret 2025", "tanggal      2025"), "draft"),
        (UNSIGNED.replace("NOMOR 31 TAHUN 2025\n", "").split("Ditetapkan")[0], "draft"),
        (ORIGINAL.replace("NOMOR 31 TAHUN 2025\n", ""), "issued"),
        (ORIGINAL.replace("pada tanggal 3 Maret 2025\n", ""), "issued"),
    ],
)
def test_stages(text: str, stage: str, registry: Registry) -> None:
    assert decree(text, registry).stage == stage


def test_a_draft_has_an_id_of_its_own_and_no_values_for_its_blanks(registry: Registry) -> None:
    found = extract(read(str(TEXTS / "draft.txt")), registry)
    assert found.id.startswith("keputusan/sekretaris-kpu-kab-serang/2025/draf-")
    assert (found.number, found.when, found.date_field, found.signatory) == (None,) * 4
    assert found.year == 2025


def test_the_year_comes_from_the_code_or_the_date(registry: Registry) -> None:
    coded = ISSUED.replace("NOMOR 31 TAHUN 2025", "NOMOR 31/HK.03.1-Kpt/6403/2024")
    assert decree(coded, registry).year == 2024
    assert decree(ISSUED.replace("NOMOR 31 TAHUN 2025", "NOMOR 31"), registry).year == 2025


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ("mulai berlaku pada tanggal ditetapkan", None),
        ("mulai berlaku pada tanggal ditetapkan dan berlaku surut sejak tanggal 2 Januari 2025", "2025-01-02"),
        ("berlaku terhitung mulai tanggal 2 Januari 2025", "2025-01-02"),
        ("mulai berlaku sejak tanggal 1 Februari 2025", "2025-02-01"),
        ("mulai berlaku sejak tanggal 3 Maret 2025", None),
        ("mulai berlaku pada tanggal 1 April 2025", None),
        ("mempunyai daya laku surut terhitung mulai tanggal 2 Januari 2025", "2025-01-02"),
        ("berlaku surut terhitung sejak tanggal 2 Januari 2025", "2025-01-02"),
    ],
)  # fmt: skip
def test_retroactive_clauses(words: str, since: str | None, registry: Registry) -> None:
    found = decree(ISSUED.replace("mulai berlaku pada tanggal ditetapkan", words), registry)
    assert (found.retroactive.isoformat() if found.retroactive else None) == since


def test_a_text_without_a_decree_still_gives_its_citations(registry: Registry) -> None:
    found = extract(read(str(TEXTS / "article.txt")), registry)
    assert not found.is_decree
    assert found.parts == ()
    assert [c.regulation for c in found.citations] == [
        "permen/panrb/2021/90",
        "keputusan/kpu/2025/5",
    ]
    assert {c.section for c in found.citations} == {None}


def test_a_joined_annex_is_read_as_the_plan(registry: Registry) -> None:
    plan = (
        "No\tKomponen\tIndikator\tLangkah Aksi\tBukti Fisik\tTarget Waktu\n"
        "I. MANAJEMEN PERUBAHAN\t\t\t\t\t\n"
        "1.\tTim Kerja\tSK Tim\tMenyusun SK\tSK\tApril 2025\n"
        "2.\tRencana Aksi\tSK Rencana\tMenyusun rencana\tSK\tMei 2025\n"
    )
    main = read_bytes(ORIGINAL.encode(), "utama.txt")
    found = extract(join(main, read_bytes(plan.encode(), "lampiran.txt")), registry)
    assert found.plan_state == "read"
    assert found.plan is not None
    assert len(found.plan.rows) == 2
    assert found.source.file_at(found.plan.rows[0].span.start) == "lampiran.txt"


def test_the_own_name_in_the_title_is_no_citation(registry: Registry) -> None:
    title = "PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BERAU NOMOR 3 TAHUN 2024 TENTANG RENCANA AKSI"
    found = decree(ISSUED.replace("RENCANA AKSI ZONA INTEGRITAS", title), registry)
    heading = [c.regulation for c in found.citations if c.section == "judul"]
    assert heading == ["keputusan/kpu-kab-berau/2024/3"]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_damaged_decrees_never_break_the_reading(path: Path, registry: Registry) -> None:
    """Cut, doubled and noisy texts give some decree, with every span inside the text."""
    text = path.read_text("utf-8")
    chance = random.Random(7)
    for _ in range(12):
        letters = list(text)
        for _ in range(chance.randrange(1, 60)):
            place = chance.randrange(len(letters))
            letters[place] = chance.choice([" ", "\n", "|", "", ".", "1", "l", "\t", "*", "-"])
        start = chance.randrange(len(letters) // 2)
        damaged = "".join(letters[start if chance.random() < 0.5 else 0 :])
        found = extract(Source("rusak.txt", "0" * 64, damaged), registry)
        for span in [part.span for part in found.parts] + [c.span for c in found.citations]:
            assert 0 <= span.start < span.end <= len(damaged)
        places = [(part.section, part.item) for part in found.parts]
        assert len(set(places)) == len(places)


def test_a_plan_in_html_tags_is_read(registry: Registry) -> None:
    found = extract(read(str(TEXTS / "html-table.md")), registry)
    assert found.plan is not None
    rows = [
        (
            row.number,
            row.action.text if row.action else "",
            [e[8:] for r, e in row.elements if r == "2021"],
        )
        for row in found.plan.rows
    ]
    assert rows == [
        ("1", "Rapat pembentukan tim", ["1/p1"]),
        ("1b", "Penetapan SK Tim", ["1/p1"]),
        ("2", "Menyusun dokumen", ["1/p2"]),
        ("1", "Memutakhirkan laman", ["2/p2", "2/p3"]),
    ]
    assert [area.match for area in found.plan.areas] == ["exact", "exact"]
    assert [found.source.text[row.span.start] for row in found.plan.rows] == ["P", "P", "R", "S"]
    assert found.signings[-1].name is not None


@pytest.mark.parametrize(
    "mark", ["3", "-3-", "- 3 -", "3.", "(3)", "3/7", "Halaman 3", "[3]", "...3"]
)
@pytest.mark.parametrize("place", range(3))
def test_a_page_number_inside_an_item_is_no_part_of_it(
    registry: Registry, mark: str, place: int
) -> None:
    gaps = [" "] * 3
    gaps[place] = f"\n\n{mark}\n\n"
    item = (
        "2. Undang-Undang Nomor 5{}Tahun 2014 tentang Aparatur{}Sipil Negara (Lembaran Negara Republik Indonesia "
        "Tahun 2014{}Nomor 6, Tambahan Lembaran Negara Republik Indonesia Nomor 5494);"
    ).format(*gaps)
    text = ISSUED.replace("2. Peraturan Komisi", f"{item}\n3. Peraturan Komisi")
    found = [c for c in decree(text, registry).citations if c.section == "mengingat"]
    assert [c.regulation for c in found][1] == "uu/ri/2014/5"
    assert [(one.kind, one.number) for one in found[1].gazettes] == [("LN", "6"), ("TLN", "5494")]
    assert found[1].title == "Aparatur Sipil Negara"
    assert [c.item for c in found] == ["1", "2", "3"]
