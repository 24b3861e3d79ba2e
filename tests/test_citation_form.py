"""How legal bases are written: slips found at their very characters, noise that is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from registries import registry_of
from zikg.extract import extract
from zikg.model import Interval, Run
from zikg.read import read_bytes
from zikg.reason.case import Case
from zikg.reason.citing_form import untitled
from zikg.reason.formula import formula_slip
from zikg.reason.slips import Slip, gazette_slips, naming_slips
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Finding

HEAD = """KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG
NOMOR 27 TAHUN 2025
TENTANG
RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025

KETUA KOMISI PEMILIHAN UMUM KABUPATEN MALANG,

Menimbang : bahwa perlu menetapkan Keputusan;

Mengingat : """
TAIL = """

MEMUTUSKAN:
Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG.
KESATU : Menetapkan rencana aksi.

Ditetapkan di Kepanjen
pada tanggal 14 Maret 2025
"""
SECOND = "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"
KPK = "Undang-Undang Nomor 30 Tahun 2002 tentang Komisi Pemberantasan Tindak Pidana Korupsi"
KPK_2 = f"Undang-Undang Nomor 19 Tahun 2019 tentang Perubahan Kedua atas {KPK}"
PBJ = "Peraturan Presiden Nomor 16 Tahun 2018 tentang Pengadaan Barang/Jasa Pemerintah"
PBJ_1 = f"Peraturan Presiden Nomor 12 Tahun 2021 tentang Perubahan atas {PBJ}"
UU_7 = "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum"
UU_7_2023 = (
    "Undang-Undang Nomor 7 Tahun 2023 tentang Penetapan Peraturan Pemerintah Pengganti Undang-Undang "
    f"Nomor 1 Tahun 2022 tentang Perubahan atas {UU_7} Menjadi Undang-Undang"
)
ONE = "sebagaimana telah diubah dengan"
SEVERAL = "sebagaimana telah beberapa kali diubah terakhir dengan"
DAY = date(2025, 3, 14)


def case_of(*items: str, end: str = ";", registry: str = "") -> Case:
    known = registry_of(registry)
    listed = "\n".join(f"{place}. {item}{end}" for place, item in enumerate(items, start=1))
    decree = extract(read_bytes((HEAD + listed + TAIL).encode(), "uji.txt"), known)
    return Case(decree, Run(Interval.of(DAY), "decree", DAY), known)


def written(item: str) -> list[tuple[str, str, str]]:
    case = case_of(item, SECOND)
    found: list[Slip] = []
    for citation in case.citations:
        if citation.item == "1":
            found.extend((*naming_slips(case, citation), *gazette_slips(case, citation)))
    text = case.decree.source.text
    for slip in found:
        exact = " ".join(text[slip.span.start : slip.span.end].split())
        assert exact == slip.reads, "a slip stands at its very characters"
    return [(slip.kind, slip.reads, slip.should) for slip in found]


LN = "(Lembaran Negara Republik Indonesia Tahun 2008 Nomor 61, Tambahan Lembaran Negara Republik Indonesia Nomor 4846)"
KIP = f"Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik {LN}"


@pytest.mark.parametrize(
    ("old", "new", "slips"),
    [
        ("Undang-Undang", "Undang-undang", [("capital", "Undang-undang", "Undang-Undang")]),
        ("Undang-Undang", "undang-undang", [("capital", "undang-undang", "Undang-Undang")]),
        ("Undang-Undang", "Undang Undang", [("hyphen", "Undang Undang", "Undang-Undang")]),
        ("Undang-Undang", "UndangUndang", [("hyphen", "UndangUndang", "Undang-Undang")]),
        ("Nomor 14", "nomor 14", [("capital", "nomor 14", "Nomor 14")]),
        ("Tahun 2008 Nomor 61", "tahun 2008 Nomor 61", [("capital", "tahun 2008", "Tahun 2008")]),
        ("Republik Indonesia Tahun", "republik Indonesia Tahun", [("capital", "republik", "Republik")]),
        ("Negara Republik Indonesia Nomor", "Negara Nomor",
         [("gazette", "Tambahan Lembaran Negara Nomor 4846",
          "Tambahan Lembaran Negara Republik Indonesia Nomor 4846")]),
        ("Negara Republik Indonesia Tahun", "Negara Tahun",
         [("gazette", "Lembaran Negara Tahun 2008 Nomor 61",
          "Lembaran Negara Republik Indonesia Tahun 2008 Nomor 61")]),
        ("Keterbukaan", "keterbukaan", [("capital", "keterbukaan", "Keterbukaan")]),
        # what is no slip
        ("Undang-Undang", "Undang-\nUndang", []),
        ("Undang-Undang", "Undang\nUndang", []),
        ("Undang-Undang", "Undang- Undang", []),
        ("Undang-Undang", "Undang\u2010Undang", []),
        ("Undang-Undang", "**Undang-Undang**", []),
        ("Undang-Undang", "UNDANG-UNDANG", []),
        ("Keterbukaan Informasi Publik", "KETERBUKAAN INFORMASI PUBLIK", []),
        ("Informasi", "lnformasi", []),
        ("Lembaran Negara Republik Indonesia Nomor", "Lembaran Negara\n\n- 2 -\n\nRepublik Indonesia Nomor", []),
        ("Republik Indonesia Nomor", "Republik Indonesia\nNomor", []),
        (LN, "", []),
    ],
)  # fmt: skip
def test_slips_of_writing(old: str, new: str, slips: list[tuple[str, str, str]]) -> None:
    assert old in KIP
    assert written(KIP.replace(old, new, 1)) == slips


def test_words_of_type_and_issuer_have_capitals_and_small_words_have_not() -> None:
    panrb = (
        "Peraturan menteri Pendayagunaan aparatur Negara dan Reformasi Birokrasi Nomor 9 Tahun 2023"
    )
    found = written(f"{panrb} tentang Evaluasi Reformasi Birokrasi")
    assert [reads for _, reads, _ in found] == ["menteri", "aparatur"]


def test_a_title_all_in_lower_case_is_shown_by_three_words() -> None:
    item = "Peraturan Presiden Nomor 54 Tahun 2018 tentang strategi nasional pencegahan korupsi"
    assert [reads for _, reads, _ in written(item)] == ["strategi", "nasional", "pencegahan"]


@pytest.mark.parametrize(
    ("item", "should"),
    [
        (f"{PBJ} {ONE} {PBJ_1}", None),
        (f"{PBJ} {SEVERAL} {PBJ_1}", ONE),
        (f"{PBJ} sebagaimana diubah dengan {PBJ_1}", ONE),
        (f"{PBJ} sebagaimana telah diubah terakhir dengan {PBJ_1}", ONE),
        (f"{KPK} {SEVERAL} {KPK_2}", None),
        (f"{KPK}, sebagaimana telah beberapa kali diubah, terakhir dengan {KPK_2}", None),
        (f"{KPK} sebagaimana telah diubah beberapa kali terakhir dengan {KPK_2}", None),
        (f"{KPK} {ONE} {KPK_2}", SEVERAL),
        (f"{KPK} sebagaimana telah diubah terakhir dengan {KPK_2}", SEVERAL),
        (f"{KPK} sebagaimana telah beberapa kali diubah dengan {KPK_2}", SEVERAL),
        (f"{UU_7} {ONE} {UU_7_2023}", None),
        (f"{UU_7} {SEVERAL} {UU_7_2023}", ONE),
        (f"{PBJ} jo. {PBJ_1}", None),
        (PBJ, None),
    ],
)
def test_the_formula_tells_how_often(item: str, should: str | None) -> None:
    case = case_of(item, SECOND)
    found = [slip.should for slip in formula_slip(case, case.bases[0])]
    assert found == ([should] if should else [])


def test_an_amendment_that_was_undone_does_not_count() -> None:
    """The Perppu of 2014 was revoked in 2015: the law of 2018 is the only amendment there is."""
    base = "Undang-Undang Nomor 941 Tahun 2008 tentang Data Uji Perikanan Darat"
    act = f"Undang-Undang Nomor 944 Tahun 2018 tentang Perubahan atas {base}"
    case = case_of(f"{base} {ONE} {act}", SECOND, registry="edges")
    assert list(formula_slip(case, case.bases[0])) == []
    often = case_of(f"{base} {SEVERAL} {act}", SECOND, registry="edges")
    assert [slip.should for slip in formula_slip(often, often.bases[0])] == [ONE]


def test_a_wrong_relation_has_no_formula_to_mend() -> None:
    pp = "Peraturan Pemerintah Nomor {} tentang Disiplin Pegawai Negeri Sipil"
    item = f"{pp.format('53 Tahun 2010')} {SEVERAL} {pp.format('94 Tahun 2021')}"
    case = case_of(item, SECOND)
    assert list(formula_slip(case, case.bases[0])) == []


@pytest.mark.parametrize(
    ("item", "without"),
    [
        ("Undang-Undang Nomor 14 Tahun 2008", True),
        (f"Undang-Undang Nomor 14 Tahun 2008 {LN}", True),
        (f"Peraturan Presiden Nomor 16 Tahun 2018 {ONE} {PBJ_1}", True),
        ("Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik", False),
        ("Undang-Undang Nomor 14 Tahun 2008 tcntanq Keterbukaan Informasi Publik", False),
        ("Undang-Undang Pelayanan Publik Nomor 25 Tahun 2009", False),
        ("Undang-Undang Republik Indonesia Nomor 14 Tahun 2008", True),
    ],
)
def test_whether_a_title_is_missing(item: str, without: bool) -> None:
    case = case_of(item, SECOND)
    assert untitled(case, case.bases[0]) is without


def findings(*items: str, end: str = ";") -> list[Finding]:
    decree = case_of(*items, end=end).decree
    result = check(decree, run_for(decree, DAY), open_registry(), engine="both")
    return [f for f in result.findings if f.code in ("ZI208", "ZI213", "ZI214", "ZI218", "ZI220")]


def test_slips_of_one_regulation_are_one_finding_at_its_characters() -> None:
    wrong = KIP.replace("Undang-Undang", "Undang-undang").replace("Nomor 14", "nomor 14")
    (found,) = findings(wrong, SECOND)
    assert (found.code, found.severity, found.subject, found.item) == (
        "ZI218", "info", "uu/ri/2008/14", "1",
    )  # fmt: skip
    assert found.quote == "Undang-undang nomor 14"
    assert len(found.spans) == 2
    assert '"Undang-undang" → "Undang-Undang" dan "nomor 14" → "Nomor 14"' in found.message
    assert found.fix is not None
    assert found.fix.text == KIP
    assert "angka 46" in " ".join(fact.text for fact in found.because)


def test_gazettes_and_the_end_of_an_item_are_one_finding_of_the_item() -> None:
    wrong = KIP.replace("Nomor 61", "nomor 61").replace(
        "Negara Republik Indonesia Nomor", "Negara Nomor"
    )
    first, second = findings(wrong, SECOND, end="")
    assert (first.code, first.severity, first.subject, first.item) == ("ZI218", "info", None, "1")
    assert first.quote == "nomor 61 Tambahan Lembaran Negara Nomor 4846"
    assert (second.item, second.quote) == ("2", "Publik")


@pytest.mark.parametrize(
    ("end", "items"), [(";", []), (".", ["1", "2"]), ("", ["1", "2"]), (":", [])]
)
def test_items_end_with_a_semicolon(end: str, items: list[str]) -> None:
    found = findings(KIP, SECOND, end=end)
    assert [(f.code, f.subject, f.item) for f in found] == [("ZI218", None, item) for item in items]


def test_a_single_basis_without_number_needs_no_semicolon() -> None:
    text = HEAD + SECOND + TAIL
    decree = extract(read_bytes(text.encode(), "uji.txt"), open_registry())
    result = check(decree, run_for(decree, DAY), open_registry(), engine="both")
    assert [f for f in result.findings if f.code == "ZI218"] == []


def test_the_same_wrong_title_twice_is_said_once() -> None:
    wrong = PBJ.replace("Barang/Jasa", "Tanah")
    (found,) = findings(f"{wrong} {ONE} {PBJ_1.replace('Barang/Jasa', 'Tanah')}", SECOND)
    assert (found.code, found.severity, found.subject) == ("ZI208", "warning", "perpres/ri/2018/16")
    assert "Perpres 12/2021" in found.message
    assert 'Judul resminya "Pengadaan Barang/Jasa Pemerintah"' in found.message
    assert found.because[1].source
    assert found.fix is not None
    assert not found.fix.safe


def test_a_title_of_medium_certainty_stays_a_warning_and_of_low_is_a_note() -> None:
    medium = "Peraturan Presiden Nomor 54 Tahun 2018 tentang Pengadaan Tanah"
    low = "Peraturan Komisi Pemilihan Umum Nomor 21 Tahun 2020 tentang Pengadaan Tanah"
    found = {f.subject: f for f in findings(medium, low)}
    assert found["perpres/ri/2018/54"].severity == "warning"
    assert found["peraturan/kpu/2020/21"].severity == "info"
    assert "belum terverifikasi" in found["peraturan/kpu/2020/21"].message


def test_both_languages_tell_it() -> None:
    decree = case_of(
        "Surat Ketua KPU Nomor 5/PW.02-SD/11/2025 perihal Contoh", SECOND, KIP, SECOND
    ).decree
    result = check(decree, run_for(decree, DAY), open_registry(), engine="both", lang="en")
    told = {f.code: f for f in result.findings if f.code in ("ZI213", "ZI214")}
    assert "no legislation" in told["ZI214"].message
    assert told["ZI213"].message.endswith("is already cited in item 2.")
    assert told["ZI213"].fix is not None
    assert told["ZI213"].fix.text.startswith("Delete this item")
