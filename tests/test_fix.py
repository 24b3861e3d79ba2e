"""What a correction guarantees: it mends what it says, nothing else, and is then done."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from acceptance.driver import DECREES, SEEDS, zikg
from acceptance.mutate import mutated
from acceptance.test_mutations import DATES, LAW, MUTATIONS
from zikg.extract import extract
from zikg.fix import Change, Correction, codes, propose
from zikg.fix.case import MECHANICAL
from zikg.fix.edits import put, put_bytes
from zikg.fix.text import clipped
from zikg.fix.words import MARKED
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from pathlib import Path

    from zikg.model import Result, Run

REGISTRY = open_registry()
TODAY = date(2026, 11, 21)
BINTAN = SEEDS / "kpu-kab-bintan-2025-12.txt"
SERANG = SEEDS / "kpu-kab-serang-2025-995.txt"
CILEGON = SEEDS / "kpu-kota-cilegon-2025-11.txt"
MALANG = DECREES / "kpu-kab-malang-2025.md"
SRAGEN = DECREES / "kpu-kab-sragen-2025.txt"
CLEAN = [
    path
    for path in sorted(DECREES.iterdir())
    if "lampiran" not in path.name and "2026" not in path.name and "rancangan" not in path.name
]
MENDED = frozenset(
    {"ZI101", "ZI102", "ZI103", "ZI201", "ZI202", "ZI203", "ZI204", "ZI205", "ZI209", "ZI210"}
    | {"ZI211", "ZI212", "ZI213", "ZI220", "ZI221", "ZI301", "ZI303"}
)
"""Codes for which words can be proposed from the registry; the others wait for a person."""


def checked(text: str, day: date = TODAY, run: Run | None = None) -> Result:
    decree = extract(read_bytes(text.encode(), "a.txt"), REGISTRY)
    return check(decree, run or run_for(decree, day), REGISTRY, engine="compiled")


def fixed(
    text: str, *, unsafe: bool = True, day: date = TODAY, run: Run | None = None, **more: Any
) -> Correction:
    return propose(checked(text, day, run), REGISTRY, unsafe=unsafe, **more)


@lru_cache
def of(path: Path, *, unsafe: bool = True) -> Correction:
    return fixed(path.read_text(encoding="utf-8"), unsafe=unsafe)


def loud(correction: Correction) -> list[tuple[str, str | None]]:
    return [(f.code, f.subject) for f in correction.remaining if f.severity != "info"]


def items(correction: Correction) -> list[str]:
    return [words for _, words in correction.mengingat]


def change(correction: Correction, code: str, item: str) -> Change:
    [found] = [c for c in correction.changes if code in c.codes and (c.item or c.to) == item]
    return found


# -- guarantees -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [BINTAN, SERANG, CILEGON], ids=lambda path: path.stem)
def test_a_seed_is_mended_and_nothing_new_is_wrong(path: Path) -> None:
    correction = of(path)
    assert correction.new == ()
    assert not [found for found in loud(correction) if found[0] in MENDED | {"ZI206"}]
    assert all(one.applied for one in correction.changes)


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("path", [BINTAN, SERANG, CILEGON], ids=lambda path: path.stem)
def test_fixing_twice_changes_nothing_more(path: Path, unsafe: bool) -> None:
    once = of(path, unsafe=unsafe)
    again = fixed(once.text, unsafe=unsafe, run=once.run)
    assert once.edits
    assert again.edits == ()
    assert again.applied == ()


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("path", [BINTAN, SERANG, CILEGON], ids=lambda path: path.stem)
def test_outside_the_edits_every_byte_stays(path: Path, unsafe: bool) -> None:
    correction = of(path, unsafe=unsafe)
    data = path.read_bytes()
    text = correction.decree.source.text
    assert put(text, correction.edits) == correction.text
    # The same file with a byte order mark and CR LF keeps both, and gets the same words.
    windows = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    expected = b"\xef\xbb\xbf" + correction.text.encode().replace(b"\n", b"\r\n")
    assert put_bytes(windows, text, correction.edits) == expected
    assert put_bytes(data, text, correction.edits) == correction.text.encode()
    kept = [
        0,
        *(place for e in correction.edits for place in (e.span.start, e.span.end)),
        len(text),
    ]
    assert kept == sorted(kept)


@pytest.mark.parametrize("path", [BINTAN, SERANG, CILEGON], ids=lambda path: path.stem)
def test_without_unsafe_only_safe_changes_are_made(path: Path) -> None:
    correction = of(path, unsafe=False)
    assert correction.new == ()
    assert correction.applied
    assert all(one.safe for one in correction.applied)
    assert not any(one.safe for one in correction.changes if not one.applied)
    # A safe change brings no blank and takes no other regulation.
    assert not any("[" in one.after for one in correction.applied)
    left = {f.code for f in correction.remaining if f.fix and f.fix.safe}
    assert not left & {"ZI203", "ZI204", "ZI209", "ZI210"}


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_right_decree_is_left_as_it_is(path: Path) -> None:
    correction = fixed(path.read_text(encoding="utf-8"))
    assert correction.edits == ()
    assert correction.changes == ()
    assert not correction.undecided


NAMES = [
    "uu-asn-dicabut", "uu-asn-dicabut-disebut-diubah", "panrb26-2020-dicabut",
    "pedoman-lama-di-mana-mana", "pedoman-tidak-disebut", "perubahan-pedoman-dihilangkan",
    "bukan-perubahan-terakhir-pkpu8", "pp-disiplin-disebut-diubah", "uu-28-disebut-diubah-uu-30",
    "perubahan-milik-peraturan-lain", "tahun-ln-salah", "tln-tidak-ada", "ln-dan-tln-tidak-ada",
    "uu-sesudah-peraturan-menteri", "pkpu-bertukar", "uu-pemilu-dihilangkan",
    "sub-unsur-terakhir-dihapus", "area-dihapus", "area-pertama-salah-nama",
    "satker-lain-di-baris", "perubahan-uu-pembentukan-dihilangkan-2020",
]  # fmt: skip
CASES = {mutation["name"]: mutation for mutation in MUTATIONS}


@pytest.mark.parametrize("name", NAMES)
def test_what_was_broken_is_mended(name: str) -> None:
    mutation = CASES[name]
    base = mutation.get("base", "kpu-kab-malang-2025.md")
    text = mutated(base, mutation["ops"], LAW)
    day = date.fromisoformat(mutation.get("as_of", DATES[base]))
    correction = fixed(text, day=day)
    assert loud(correction) == []
    assert correction.applied
    assert fixed(correction.text, run=correction.run).edits == ()


@pytest.mark.parametrize(
    "name", ["kuhp-belum-berlaku", "uu-yang-belum-ada", "indikator-kosong", "tanggal-tidak-ada"]
)
def test_what_no_fact_answers_waits_for_a_person(name: str) -> None:
    mutation = CASES[name]
    base = mutation.get("base", "kpu-kab-malang-2025.md")
    text = mutated(base, mutation["ops"], LAW)
    correction = fixed(text, day=date.fromisoformat(mutation.get("as_of", DATES[base])))
    expected = {one["code"] for one in mutation["expect"]}
    assert correction.edits == ()
    assert expected <= {finding.code for finding in correction.open}
    assert correction.undecided


# -- the legal bases ------------------------------------------------------------------------------


def test_the_bases_of_bintan_come_right_in_the_right_order() -> None:
    bases = items(of(BINTAN))
    heads = [re.sub(r" tentang.*", "", words) for words in bases]
    assert heads[:9] == [
        "Undang-Undang Nomor 28 Tahun 1999",
        "Undang-Undang Nomor 30 Tahun 2002",
        "Undang-Undang Nomor 14 Tahun 2008",
        "Undang-Undang Nomor 25 Tahun 2009",
        "Undang-Undang Nomor 7 Tahun 2017",
        "Undang-Undang Nomor 20 Tahun 2023",
        "Peraturan Pemerintah Nomor 60 Tahun 2008",
        "Peraturan Pemerintah Nomor 11 Tahun 2017",
        "Peraturan Pemerintah Nomor 94 Tahun 2021",
    ]
    assert [label for label, _ in of(BINTAN).mengingat] == [f"{n}." for n in range(1, 18)]
    assert all(words.endswith(";") for words in bases)
    assert len(set(heads)) == len(heads)


def test_a_wrong_chain_is_split_into_two_items() -> None:
    first, second = items(of(BINTAN))[:2]
    assert first.endswith("Tambahan Lembaran Negara Republik Indonesia Nomor 3851);")
    assert "terakhir dengan Undang-Undang Nomor 19 Tahun 2019 tentang Perubahan Kedua" in second
    assert "Nomor 6409);" in second


def test_a_successor_is_followed_hop_by_hop_to_the_one_in_force() -> None:
    # PermenPANRB 14/2014 was replaced by 26/2020, that by 9/2023.
    found = change(of(BINTAN), "ZI201", "14")
    assert "Nomor 9 Tahun 2023 tentang Evaluasi Reformasi Birokrasi" in found.after
    assert "26 Tahun 2020" not in found.after


def test_what_the_registry_does_not_know_is_a_marked_blank() -> None:
    found = change(of(BINTAN), "ZI201", "14")
    assert found.after.endswith("([nomor Berita Negara belum diketahui])")
    assert not found.safe


def test_an_item_whose_successor_is_cited_already_is_deleted() -> None:
    text = CILEGON.read_text(encoding="utf-8")
    old = LAW["panrb52-2014-10-2019"]
    text = text.replace("6. Peraturan Menteri", f"6. {old};\n  7. Peraturan Menteri", 1)
    text = text.replace("7. Keputusan", "8. Keputusan").replace("8. Keputusan Komisi Pemilihan "
        "Umum Kota", "9. Keputusan Komisi Pemilihan Umum Kota")  # fmt: skip
    correction = fixed(text)
    gone = change(correction, "ZI201", "6")
    assert (gone.after, gone.to) == ("", "6")
    assert sum("Nomor 90 Tahun 2021 tentang" in words[:160] for words in items(correction)) == 1
    assert not [f for f in correction.remaining if f.code in {"ZI201", "ZI213"}]


def test_a_revoked_base_without_known_successor_is_left_and_listed() -> None:
    text = MALANG.read_text(encoding="utf-8")
    old = (
        "Peraturan Komisi Pemilihan Umum Nomor 1 Tahun 2015 tentang Pengelolaan dan Pelayanan "
        "Informasi Publik di Lingkungan Komisi Pemilihan Umum"
    )
    end = text.index("\n\nMEMUTUSKAN:")
    text = f"{text[:end]}\n\n14. {old};{text[end:]}"
    correction = fixed(text)
    assert [f.subject for f in correction.open if f.code == "ZI201"] == ["peraturan/kpu/2015/1"]
    assert old in correction.text
    assert correction.undecided


def test_a_missing_base_is_put_where_it_belongs() -> None:
    text = mutated("kpu-kab-malang-2025.md", CASES["uu-pemilu-dihilangkan"]["ops"], LAW)
    correction = fixed(text)
    found = change(correction, "ZI221", "5")
    assert found.before == ""
    assert items(correction)[4].startswith("Undang-Undang Nomor 7 Tahun 2017")
    assert "\n\n13. " in correction.text  # in the form of the list, with its blank lines


def test_without_a_wish_for_them_others_are_not_touched() -> None:
    text = BINTAN.read_text(encoding="utf-8")
    correction = fixed(text, chosen=codes(["ZI203"], []))
    assert {code for one in correction.changes for code in one.codes} == {"ZI203"}
    assert len(correction.edits) == 2
    assert len(items(correction)) == 16


def test_one_unlabelled_base_becomes_a_list_when_another_is_added() -> None:
    text = MALANG.read_text(encoding="utf-8")
    start = text.index("Mengingat : ")
    end = text.index("MEMUTUSKAN:")
    law = LAW["panrb90-2021-5-2024"]
    correction = fixed(f"{text[:start]}Mengingat : {law};\n\n{text[end:]}")
    assert [label for label, _ in correction.mengingat] == ["1.", "2."]
    assert items(correction)[0].startswith("Undang-Undang Nomor 7 Tahun 2017")
    assert loud(correction) == []


TEXTS = DECREES.parent / "texts"
# A letter of 2025 in a decree of 2024: which of the two years is wrong, nobody can tell.
BEYOND_MENDING = {"markdown.md": [("ZI222", "surat/kpu/2025/1766-pw-02-sd-11-2025")]}


@pytest.mark.parametrize(
    "name", ["draft.txt", "flattened.txt", "kip-aceh.txt", "markdown.md", "provinsi-ocr.txt"]
)
def test_bullets_one_line_scans_and_markdown_are_mended_too(name: str) -> None:
    text = (TEXTS / name).read_text(encoding="utf-8").replace("\f", " ")
    correction = fixed(text, day=date(2025, 3, 14))
    assert correction.edits
    assert loud(correction) == BEYOND_MENDING.get(name, [])
    assert fixed(correction.text, run=correction.run).edits == ()


def test_title_gazette_and_amendment_of_one_base_come_in_their_order() -> None:
    text = (TEXTS / "draft.txt").read_text(encoding="utf-8")
    last = items(fixed(text, day=date(2025, 3, 14)))[2]
    places = [
        last.index(words)
        for words in (
            "Nomor 14 Tahun 2020 tentang Tugas, Fungsi",
            "(Berita Negara Republik Indonesia Tahun 2020 Nomor 1236)",
            "sebagaimana telah beberapa kali diubah terakhir dengan",
            "(Berita Negara Republik Indonesia Tahun 2023 Nomor 826);",
        )
    ]
    assert places == sorted(places)


# -- the form of the document ---------------------------------------------------------------------


def test_a_wrapped_list_stays_wrapped() -> None:
    text = SRAGEN.read_text(encoding="utf-8")
    decree = extract(read_bytes(text.encode(), "a.txt"), REGISTRY)
    base = next(
        c for c in decree.citations if c.regulation == "uu/ri/2017/7" and c.section == "mengingat"
    )
    chain = next(c for c in decree.citations if c.of == base.index and c.role == "amending")
    text = text[: base.span.end] + text[chain.span.end :]
    widest = max(len(line) for line in text.split("MEMUTUSKAN")[0].splitlines())
    correction = fixed(text)
    assert loud(correction) == []
    assert "Nomor 7 Tahun 2023" in correction.text
    head = correction.text.split("MEMUTUSKAN")[0]
    assert max(len(line) for line in head.splitlines()) <= widest


def test_a_missing_row_comes_in_the_form_of_its_table() -> None:
    tabs = of(BINTAN).text
    row = "3.\tPengelolaan Akuntabilitas Kinerja\t[diisi: indikator]\t[diisi: aksi]\t"
    assert f"\n{row}[diisi: bukti]\t[diisi: waktu]\nV. PENGUATAN PENGAWASAN" in tabs
    lines = (DECREES / "kpu-kota-pontianak-2025.md").read_text(encoding="utf-8").split("\n")
    [gone] = [line for line in lines if line.startswith("| 3. | Keterbukaan Informasi Publik")]
    pipes = fixed("\n".join(line for line in lines if line != gone)).text.split("\n")
    [added] = [line for line in pipes if "[diisi: indikator]" in line]
    assert added.startswith("| 3. | Keterbukaan Informasi Publik | [diisi: indikator] | ")
    assert added.endswith(" |")
    assert added.count("|") == gone.count("|")
    assert pipes.index(added) == lines.index(gone)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize(
    "name", ["kpu-kota-pontianak-2025.md", "kpu-kab-garut-2025.txt"], ids=["tables", "lines"]
)
def test_a_missing_area_comes_with_heading_and_rows(name: str, place: int) -> None:
    text = (DECREES / name).read_text(encoding="utf-8")
    plan = extract(read_bytes(text.encode(), name), REGISTRY).plan
    assert plan is not None
    area = plan.areas[place]
    start = text.rfind("\n", 0, area.span.start)
    end = text.find("\n", area.rows[-1].span.end)
    correction = fixed(text[:start] + text[end:])
    assert loud(correction) == []
    corrected = extract(read_bytes(correction.text.encode(), name), REGISTRY).plan
    assert corrected is not None
    found = [(one.number, one.areas, len(one.rows)) for one in corrected.areas]
    assert found == [(one.number, one.areas, len(one.rows)) for one in plan.areas]


def test_anothers_name_becomes_ones_own_in_the_same_form() -> None:
    found = change(of(BINTAN), "ZI301", "IV.1")
    assert (found.before, found.after) == ("KPU Kota Tangerang", "KPU Kabupaten Bintan")
    assert not found.safe
    assert "KPU Kota Tangerang" not in of(BINTAN).text
    assert "KPU Kota Tangerang" in of(BINTAN, unsafe=False).text


def test_blanks_of_a_draft_stay() -> None:
    path = DECREES / "rancangan-kpu-kab-malang-2025.md"
    text = path.read_text(encoding="utf-8")
    correction = fixed(text, day=TODAY)
    assert [one.codes for one in correction.applied] == [("ZI204",)]
    changed = [
        (old, new)
        for old, new in zip(text.split("\n"), correction.text.split("\n"), strict=True)
        if old != new
    ]
    assert len(changed) == 1
    assert "terakhir dengan Peraturan Presiden Nomor 46 Tahun 2025" in changed[0][1]


def test_the_page_names_every_code_that_is_mended() -> None:
    page = (SEEDS.parents[1] / "docs" / "fix.md").read_text(encoding="utf-8")
    assert {code for code in MENDED | MECHANICAL | set(MARKED) if code not in page} == set()


def test_long_equal_stretches_are_left_out_of_what_is_shown() -> None:
    old = "a b c d e f g X h i j k l m n"
    assert clipped(old, old.replace("X", "Y")) == ("… d e f g X h i j k …", "… d e f g Y h i j k …")
    assert clipped("sama", "lain") == ("sama", "lain")


# -- the command ----------------------------------------------------------------------------------


def test_the_list_tells_before_after_and_why() -> None:
    answer = zikg("fix", CILEGON)
    assert answer.exit_code == 1
    assert "PERBAIKAN YANG DITERAPKAN" in answer.stdout
    assert "--unsafe menerapkannya" in answer.stdout
    assert "MENGINGAT SETELAH PERBAIKAN" in answer.stdout
    assert "Semula : " in answer.stdout
    assert "Menjadi: " in answer.stdout
    assert "Bukan" not in answer.stderr
    english = zikg("fix", CILEGON, "--lang", "en")
    assert "CORRECTIONS MADE" in english.stdout
    assert "sebagaimana telah diubah dengan Undang-Undang Nomor 7 Tahun 2023" in " ".join(
        english.stdout.split()
    )


def test_a_right_decree_gives_exit_0() -> None:
    assert zikg("fix", MALANG).exit_code == 0


def test_a_copy_is_written_and_the_file_stays(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    data = CILEGON.read_bytes().replace(b"\n", b"\r\n")
    source.write_bytes(data)
    answer = zikg("fix", source, "-o", target)
    assert answer.stdout == ""
    assert "diterapkan" in answer.stderr
    assert source.read_bytes() == data
    assert target.read_bytes() == of(CILEGON, unsafe=False).text.encode().replace(b"\n", b"\r\n")


def test_in_place_corrects_the_file_itself_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(CILEGON.read_bytes())
    path.chmod(0o600)
    zikg("fix", path, "--in-place", "--unsafe")
    assert path.read_bytes() == of(CILEGON).text.encode()
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.stat().st_mtime_ns
    zikg("fix", path, "--in-place", "--unsafe")
    assert path.stat().st_mtime_ns == before


def test_a_diff_can_be_applied(tmp_path: Path) -> None:
    diff = zikg("fix", CILEGON, "--diff").stdout
    assert diff.startswith("--- a/")
    removed = [line for line in diff.splitlines() if line.startswith("-") and line[:3] != "---"]
    added = [line for line in diff.splitlines() if line.startswith("+") and line[:3] != "+++"]
    assert len(removed) == len(added) > 3
    assert zikg("fix", MALANG, "--diff").stdout == ""
    stdin = zikg("fix", "-", "--diff", stdin=CILEGON.read_bytes()).stdout
    assert stdin.splitlines()[2:] == diff.splitlines()[2:]


def test_json_holds_changes_and_text() -> None:
    found = zikg("fix", CILEGON, "--format", "json", "--unsafe").json()
    assert found["text"] == of(CILEGON).text
    assert found["summary"]["pending"] == 0
    first = next(one for one in found["changes"] if "ZI203" in one["codes"])
    assert first["safe"] is True
    assert first["because"][0]["text"]


def test_an_annex_apart_is_corrected_apart(tmp_path: Path) -> None:
    text = CILEGON.read_text(encoding="utf-8")
    cut = text.index("LAMPIRAN\n")
    (tmp_path / "a.txt").write_text(text[:cut], encoding="utf-8")
    (tmp_path / "l.txt").write_text(text[cut:], encoding="utf-8")
    zikg("fix", tmp_path / "a.txt", "--with", tmp_path / "l.txt", "-o", tmp_path / "b.txt")
    both = (tmp_path / "b.txt").read_text("utf-8") + (tmp_path / "b-lampiran.txt").read_text(
        "utf-8"
    )
    assert both == of(CILEGON, unsafe=False).text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tidak-ada.txt"], "tidak ada"),
        ([str(CILEGON), "--format", "docx"], "memerlukan -o"),
        ([str(CILEGON), "--in-place", "-o", "x.txt"], "--in-place tidak dapat"),
        (["-", "--in-place"], "bukan masukan baku"),
        ([str(CILEGON), "--diff", "--format", "json"], "--diff tidak cocok"),
        ([str(CILEGON), "-o", str(CILEGON)], "juga dibaca"),
        ([str(CILEGON), "-o", "/tidak/ada/b.txt"], "folder"),
        ([str(CILEGON), "--select", "ZI999"], "ZI999"),
    ],
)
def test_a_wrong_call_is_one_sentence(arguments: list[str], words: str) -> None:
    answer = zikg("fix", *arguments, stdin="")
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
