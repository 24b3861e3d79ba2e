"""Citations: tables of passages with what has to be read in them, and what must never happen."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zikg.extract.citations import find
from zikg.model import Citation, Interval, SectionName, Source
from zikg.registry import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
PASSAGES: list[tuple[str, dict[str, Any]]] = [
    (path.stem, passage)
    for path in sorted((HERE / "citations").glob("*.toml"))
    for passage in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]
]
Name = tuple[str, str, int | None]


@cache
def registry() -> Registry:
    return open_registry()


def read(text: str, section: SectionName | None = "mengingat", first: int = 0) -> list[Citation]:
    source = Source("uji.txt", "0" * 64, text)
    found = find(
        source, 0, len(text), section=section, item="1", first_index=first, registry=registry()
    )
    return list(found)


def names(found: Iterable[Citation]) -> list[Name]:
    return [(one.type, one.number or "", one.year) for one in found]


def score(pairs: Iterable[tuple[Counter[Name], Counter[Name]]]) -> float:
    right = total = 0
    for got, wanted in pairs:
        right += sum((got & wanted).values())
        total += sum(got.values()) + sum(wanted.values())
    return 2 * right / total


@pytest.mark.parametrize(("table", "passage"), PASSAGES)
def test_a_passage_is_read_in_full(table: str, passage: dict[str, Any]) -> None:
    found = read(passage["text"], passage.get("section"))
    wanted = [(*entry[:3], entry[3] if len(entry) > 3 else "base") for entry in passage["expect"]]
    assert [(*name, one.role) for name, one in zip(names(found), found, strict=True)] == wanted


def test_every_style_reaches_its_mark() -> None:
    marks = {"modern": 0.97, "old": 0.9, "damaged": 0.9}
    pairs: dict[str, list[tuple[Counter[Name], Counter[Name]]]] = defaultdict(list)
    for table, passage in PASSAGES:
        got = Counter(names(read(passage["text"], passage.get("section"))))
        pairs[table].append((got, Counter((e[0], e[1], e[2]) for e in passage["expect"])))
    assert {
        table: score(listed) >= marks[table] for table, listed in pairs.items()
    } == dict.fromkeys(marks, True)


def noisy(text: str, seed: int) -> str:
    """Return the text as a bad scan of it may read."""
    chance, page = random.Random(seed), 2
    swaps = {"o": "0", "0": "O", "l": "1", "1": "l", "m": "rn", "I": "l", "i": "l", "e": "c"}
    out: list[str] = []
    for index, character in enumerate(text):
        roll = chance.random()
        around = text[index - 1 : index + 2]
        if character == " " and roll < 0.18:
            out.append("\n" if roll < 0.1 else "\n- " if roll < 0.14 else f"\n\n- {page} -\n\n")
            page += 1
        elif character in swaps and roll < 0.012:
            out.append(swaps[character])
        elif around.isalpha() and around.islower() and len(around) == 3 and roll > 0.996:
            out.append(character + "-\n")
        else:
            out.append(character)
    return "".join(out)


def test_noise_costs_little() -> None:
    pairs = []
    for _, passage in PASSAGES:
        clean = Counter(names(read(passage["text"], passage.get("section"))))
        for seed in range(3):
            damaged = noisy(passage["text"], seed)
            pairs.append((Counter(names(read(damaged, passage.get("section")))), clean))
    assert score(pairs) >= 0.95


@pytest.mark.parametrize(("table", "passage"), PASSAGES)
def test_spans_point_at_what_was_read(table: str, passage: dict[str, Any]) -> None:
    text = passage["text"]
    for one in read(text, passage.get("section")):
        head = text[one.head.start : one.head.end]
        assert any(character.isdigit() for character in head) or one.type in {"uud", "tap-mpr"}
        assert one.span.start == one.head.start
        assert one.span.end >= one.head.end
        assert [piece.start for piece in one.spans] == sorted(piece.start for piece in one.spans)
        assert one.spans[0].start == one.span.start
        assert one.spans[-1].end == one.span.end
        if one.title_span:
            assert one.span.start <= one.title_span.start < one.title_span.end <= one.span.end
        if one.of is not None:
            assert one.of < one.index


@given(st.text(alphabet="Undang-Uu Nomor Tahun 2014;,.()/jo\n1 tentang PKMK", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    for one in read(text, None):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert 0 < one.confidence <= 1


SEEDS = {
    "kpu-kab-bintan-2025-12.txt": 33,
    "kpu-kab-serang-2025-995.txt": 37,
    "kpu-kota-cilegon-2025-11.txt": 18,
}


@pytest.mark.parametrize(("name", "count"), SEEDS.items())
def test_the_seeds_are_read_in_full(name: str, count: int) -> None:
    text = (HERE.parent / "data" / "decrees" / name).read_text(encoding="utf-8")
    found = read(text, None)
    assert len(found) == count
    assert all(one.regulation for one in found)


def test_an_amendment_chain_hangs_on_its_base() -> None:
    text = (
        "Undang-Undang Nomor 28 Tahun 1999 tentang Penyelenggara Negara (Lembaran Negara Republik "
        "Indonesia Tahun 1999 Nomor 75, Tambahan Lembaran Negara Republik Indonesia Nomor 3851) "
        "sebagaimana diubah dengan Undang Undang Nomor 30 Tahun 2002 tentang KPK (Lembaran Negara "
        "Republik Indonesia Tahun 2002 Nomor 137) terakhir diubah dengan Undang-Undang Nomor 19 "
        "Tahun 2019 tentang Perubahan Kedua atas Undang-Undang Nomor 30 Tahun 2002 tentang KPK;"
    )
    base, first, last, inner = read(text, first=7)
    assert (base.index, base.role, base.of, base.relation) == (7, "base", None, None)
    assert (first.role, first.of, first.relation) == ("amending", 7, "amended")
    assert first.formula == "sebagaimana diubah dengan"
    assert (last.role, last.of, last.relation) == ("amending", 7, "last-amended")
    assert (inner.role, inner.of, inner.regulation) == ("title", 9, "uu/ri/2002/30")
    assert [(one.kind, one.year, one.number) for one in base.gazettes] == [
        ("LN", 1999, "75"),
        ("TLN", None, "3851"),
    ]
    assert inner.gazettes == ()
    assert base.quote == text[: text.index(" sebagaimana")]


def test_a_law_that_establishes_a_perppu_hangs_on_the_perppu() -> None:
    perppu, law = read(
        "Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2022 yang telah ditetapkan "
        "menjadi Undang-Undang dengan Undang-Undang Nomor 7 Tahun 2023;"
    )
    assert (law.role, law.of, law.relation) == ("amending", perppu.index, None)


def test_a_joint_citation_is_a_base_unless_its_title_amends() -> None:
    joint = read("UU Nomor 31 Tahun 1999 jo. UU Nomor 20 Tahun 2001;")
    assert [(one.role, one.of) for one in joint] == [("base", None), ("base", None)]
    amending = read(
        "UU Nomor 31 Tahun 1999 jo. UU Nomor 20 Tahun 2001 tentang Perubahan atas UU X;"
    )
    assert (amending[1].role, amending[1].of, amending[1].relation) == ("amending", 0, "amended")


def test_a_list_of_amending_acts_goes_on_over_semicolons() -> None:
    found = read(
        "Undang-Undang Nomor 12 Tahun 2011 sebagaimana telah beberapa kali diubah dengan:\n"
        "a. Undang-Undang Nomor 15 Tahun 2019; dan\nb. Undang-Undang Nomor 13 Tahun 2022;\n"
    )
    assert [(one.role, one.of) for one in found] == [
        ("base", None),
        ("amending", 0),
        ("amending", 0),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "a. bahwa sesuai Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum, KPU bertugas;",
            "Pemilihan Umum",
        ),
        (
            "bahwa Peraturan Menteri Kesehatan Nomor 9 Tahun 2014 tentang Klinik perlu diganti;",
            "Klinik",
        ),
        (
            "Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design Reformasi Birokrasi "
            "2010-2025 sebagai acuan",
            "Grand Design Reformasi Birokrasi 2010-2025",
        ),
        (
            "berdasarkan PP Nomor 60 Tahun 2008 tentang Sistem Pengendalian Intern Pemerintah "
            "(SPIP) dan UU Nomor 1 Tahun 2004,",
            "Sistem Pengendalian Intern Pemerintah (SPIP)",
        ),
        (
            "Peraturan Presiden Nomor 16 Tahun 2018 tentang Pengadaan Barang/Jasa Pemerintah mulai "
            "berlaku.",
            "Pengadaan Barang/Jasa Pemerintah",
        ),
    ],
)
def test_a_title_in_running_text_ends_where_the_sentence_goes_on(text: str, title: str) -> None:
    assert read(text, "menimbang")[0].title == title


def test_words_around_a_number_are_read() -> None:
    (letter,) = read(
        "Surat Ketua KPU RI Nomor 1766/PW.02-SD/11/2025 tanggal 17 Oktober 2025 tentang Langkah;"
    )
    assert (letter.dated, letter.issuer) == (Interval.parse("2025-10-17"), "kpu")
    (law,) = read("ketentuan Pasal 5 ayat (1) huruf a Undang-Undang Nomor 5 Tahun 2014;")
    assert law.pinpoint == "Pasal 5 ayat (1) huruf a"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("NOMOR 12 TAHUN 2025", "judul"),
        ("KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BINTAN NOMOR 12 TAHUN 2025", "judul"),
        ("Menetapkan : KEPUTUSAN KPU KOTA CILEGON NOMOR 11 TAHUN 2025 TENTANG X", "memutuskan"),
        ("LAMPIRAN I KEPUTUSAN KPU KOTA CILEGON NOMOR 11 TAHUN 2025 TENTANG X", "lampiran"),
        ("Keputusan Komisi Pemilihan Umum Kabupaten Bintan tentang Rencana Aksi", "menimbang"),
        ("dalam Lembaran Negara Republik Indonesia Tahun 1999 Nomor 75", None),
        ("DIPA Nomor SP DIPA-076.01.2.654321/2025 tanggal 2 Desember 2024", None),
        ("Kitab Undang-Undang Hukum Pidana dan KUHPerdata", None),
        ("Berita Acara Nomor 12/BA/2024 dan Surat Tugas Nomor 5/ST/2020", None),
    ],
)
def test_what_is_no_citation(text: str, section: SectionName | None) -> None:
    assert read(text, section) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "(Lembaran Negara Tahun 1974 Nomor 38, Tambahan Lembaran Negara Nomor 3037)",
            "LN 1974 38, TLN None 3037",
        ),
        ("(LN 2014/6, TLN 5494)", "LN 2014 6, TLN None 5494"),
        ("(Lembaran-Negara tahun 1960 No. 59)", "LN 1960 59"),
        ("(Lembaran Negara 1956 Nomor 43)", "LN 1956 43"),
        ("(Lembaran Negara Nomor 48 tahun 1955)", "LN 1955 48"),
        (
            "(Lembaran Negara RI Tahun 2011 Nomor 8, Tambahan Lembaran Negara RI Nomor 5189)",
            "LN 2011 8, TLN None 5189",
        ),
        ("(Berita Negara Republik Indonesia Tahun 2019 Nomor 320)", "BN 2019 320"),
        (
            "(I-embaran Negara Republik Indonesia Tahun 2OO0 Nomor 242, Tarrbahan Lembaran Negara Republik Indonesia Nomor S2S2)",
            "LN 2000 242, TLN None 5252",
        ),
        ("(kmbaran Negara Repubtik lndonesia Tahun 2014 Nomor 6)", "LN 2014 6"),
        (", Lembaran Negara Republik Indonesia Tahun 2014 Nomor 6", "LN 2014 6"),
        (
            "(Lembaran Daerah Kabupaten Bandung Tahun 2017 Nomor 2, Tambahan Lembaran Daerah Kabupaten Bandung Nomor 23)",
            "LD 2017 2",
        ),
        ("(Berita Daerah Kota Cilegon Tahun 2022 Nomor 7)", "BD 2022 7"),
    ],
)
def test_a_gazette_belongs_to_the_instrument_before_it(text: str, wanted: str) -> None:
    (found,) = read(f"Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara {text};")
    assert ", ".join(f"{one.kind} {one.year} {one.number}" for one in found.gazettes) == wanted
    assert found.title == "Aparatur Sipil Negara"
    assert found.quote.endswith(text.strip(", "))


def test_an_unknown_ministry_is_not_guessed() -> None:
    (found,) = read("Peraturan Menteri Nomor 5 Tahun 2014;")
    assert (found.type, found.issuer, found.regulation) == ("permen", None, None)
    assert found.confidence < 1


def test_an_unnamed_maker_in_an_amending_title_is_that_of_the_act() -> None:
    found = read(
        "Peraturan Bupati Bangka Nomor 38 Tahun 2015 tentang Perubahan atas Peraturan Bupati "
        "Nomor 29 Tahun 2012 tentang Pelimpahan Kewenangan;"
    )
    assert [one.regulation for one in found] == [
        "perbup/kab-bangka/2015/38",
        "perbup/kab-bangka/2012/29",
    ]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor 1 Tahun 2010", "panrb"),
        ("Permen PAN dan RB No. 52 Tahun 2014", "panrb"),
        ("Permendagri Nomor 13 Tahun 2006", "dalam-negeri"),
        ("Keputusan Mendikbud R.I. Nomor 43 Tahun 2012", "dikbud"),
        ("PMK 169/PMK.01/2012", "keuangan"),
        ("Peraturan Komisi Pernilihan Urnum Nomor 8 Tahun 2019", "kpu"),
        (
            "Keputusan Sekretaris KPU Kabupaten Serang Nomor 1 Tahun 2024",
            "sekretaris-kpu-kab-serang",
        ),
        ("Perda Kotamadya Daerah Tingkat II Malang Nomor 5 Tahun 1990", "kota-malang"),
        (
            "Peraturan Daerah Propinsi Daerah Tingkat I Jawa Barat Nomor 5 Tahun 1990",
            "prov-jawa-barat",
        ),
        ("Peraturan Gubernur Jawa Barat Nomor 3 Tahun 2021", "prov-jawa-barat"),
        ("Qanun Aceh Nomor 6 Tahun 2016", "prov-aceh"),
        ("Peraturan Badan Kepegawaian Negara Nomor 5 Tahun 2020", "bkn"),
    ],
)
def test_the_maker_is_known_by_its_slug(text: str, issuer: str) -> None:
    (found,) = read(text)
    assert found.issuer == issuer
    assert found.regulation
    assert f"/{issuer}/" in found.regulation


def test_a_reading_that_was_repaired_says_so() -> None:
    (whole,) = read("Undang-Undang Nomor 14 Tahun 2014;")
    (mended,) = read("Undang-Undang Nomor l4 Tahun 2O14;")
    (doubtful,) = read("Undang-Undang Nomor II Tahun 2014;")
    assert whole.confidence == 1.0
    assert whole.regulation == mended.regulation == "uu/ri/2014/14"
    assert 0.6 <= mended.confidence < 1
    assert doubtful.confidence < 0.6


def test_the_constitution_without_a_year_needs_a_later_document() -> None:
    assert (
        read("Pasal 5 ayat 2 Undang-undang Dasar; Undang-undang No. 4 tahun 1950;")[0].type == "uu"
    )
    assert read("Pasal 5 ayat 2 Undang-undang Dasar; PP No. 4 tahun 1963;")[0].regulation == (
        "uud/ri/1945/0"
    )


@pytest.mark.parametrize(
    "unit",
    [
        "Undang-Undang Nomor ",
        "Peraturan Menteri ",
        "Nomor 5 Tahun 2014, ",
        "sebagaimana telah ",
        "( ",
    ],
)
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    def spent(size: int) -> float:
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(2):
            begun = time.perf_counter()
            read(text, None)
            best = min(best, time.perf_counter() - begun)
        return best

    read("Undang-Undang Nomor 5 Tahun 2014", None)
    assert spent(160_000) < 14 * spent(20_000) + 0.2


def test_a_megabyte_of_legal_words_is_read() -> None:
    words = [
        "Undang-Undang",
        "Nomor",
        "Tahun",
        "Peraturan",
        "Menteri",
        "Keuangan",
        "tentang",
        "dan",
        "5",
        "2014",
        "(",
        ")",
        ";",
        ",",
        "jo.",
        "telah",
        "diubah",
        "dengan",
        "Lembaran",
        "Negara",
        "Keputusan",
        "No.",
        "Pasal",
        "(1)",
        "Staatsblad",
        "Surat",
        "12/PMK.01/2012",
    ]
    chance = random.Random(1)
    begun = time.perf_counter()
    read(" ".join(chance.choice(words) for _ in range(150_000)), None)
    assert time.perf_counter() - begun < 40


def test_importing_brings_nothing_heavy_along() -> None:
    code = "import sys, zikg.extract.citations; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"rdflib", "pyshacl", "owlrl", "rich", "rapidfuzz", "docx", "pdfplumber", "PIL"}
    assert not heavy & set(done.stdout.split())
