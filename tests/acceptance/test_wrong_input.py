"""Wrong input gives one clear sentence and exit 2, and the other files are still checked."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from .driver import DECREES, SEEDS, TODAY, Answer, check, findings, listing, loud, zikg

GOOD = DECREES / "kpu-kab-malang-2025.md"
BAD = SEEDS / "kpu-kab-bintan-2025-12.txt"
PROGRAM = Path(sys.executable).with_name("zikg")
RECIPE = """Resep rendang

Bahan : 1. satu kilogram daging sapi; 2. dua liter santan; 3. lima belas cabai merah;

Cara memasak : a. rebus santan bersama bumbu; b. masukkan daging; c. aduk sampai kering.
"""


def picture() -> bytes:
    """Return a small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pixels = zlib.compress(b"".join(b"\0" + bytes(range(96)) for _ in range(32)))
    header = struct.pack(">IIBBBBB", 32, 32, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def write(kind: str, path: Path) -> Path:
    """Write one wrong input to a folder and return its path."""
    target = path / kind
    if kind == "folder-kosong":
        target.mkdir()
        return target
    if kind == "tidak-ada.txt":
        return target
    content = {
        "kosong.txt": b"",
        "spasi.txt": b" \n\t \r\n  \xc2\xa0 \n",
        "gambar.png": picture(),
        "gambar.txt": picture(),
        "bukan-utf8.txt": b"KEPUTUSAN\xff\xfe\xc3\x28 KETUA \x80\x81\xfe" * 40,
        "nol.txt": b"\x00" * 4096,
        "nol-di-tengah.txt": b"KEPUTUSAN KETUA\n" + b"\x00\x01\x02\x00" * 500,
        "resep.txt": RECIPE.encode(),
        "hanya-bom.txt": b"\xef\xbb\xbf",
        "keputusan.pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF",
        "keputusan.docx": b"PK\x03\x04" + bytes(26) + b"word/document.xml" + bytes(200),
        "satu-kata.txt": b"halo",
        "latin.txt": "Café — résumé naïve ".encode("cp1252") * 3,
    }
    target.write_bytes(content[kind])
    return target


WRONG = (
    *("tidak-ada.txt", "kosong.txt", "spasi.txt", "gambar.png", "gambar.txt", "bukan-utf8.txt"),
    *("nol.txt", "nol-di-tengah.txt", "resep.txt", "hanya-bom.txt", "latin.txt", "folder-kosong"),
    *("keputusan.pdf", "keputusan.docx", "satu-kata.txt"),
)


def is_one_sentence(text: str) -> bool:
    """Whether a message is one short line without any trace of the program."""
    return (
        20 <= len(text) <= 400
        and "\n" not in text.strip()
        and "Traceback" not in text
        and "galat tak terduga" not in text
        and not any(word in text for word in ("Error(", "Exception", "codec can't", "Errno"))
    )


def assert_refused(answer: Answer, name: str) -> None:
    assert answer.exit_code == 2, answer.stdout[:500]
    assert "Traceback" not in answer.stdout + answer.stderr
    said = [row for row in answer.stderr.splitlines() if name in row]
    assert len(said) == 1, answer.stderr
    assert is_one_sentence(said[0]), said


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_input_is_refused_with_one_sentence(kind: str, tmp_path: Path) -> None:
    """Exit 2; one line on standard error that names the file; no traceback."""
    path = write(kind, tmp_path)

    assert_refused(zikg("check", path), kind)


@pytest.mark.parametrize("kind", WRONG)
def test_the_other_files_of_the_call_are_still_checked(kind: str, tmp_path: Path) -> None:
    """The wrong file has ``error`` in the JSON, the right ones before and after have findings."""
    path = write(kind, tmp_path)
    answer = zikg("check", "--format", "json", GOOD, path, BAD)

    assert answer.exit_code == 2
    by_path = {Path(document["path"]).name: document for document in answer.json()["documents"]}
    assert is_one_sentence(by_path[kind]["error"]), by_path[kind]["error"]
    assert by_path[kind]["findings"] == []
    assert by_path[kind]["decree"] is None
    assert by_path[GOOD.name]["error"] is None
    assert not loud(by_path[GOOD.name]["findings"])
    assert by_path[BAD.name]["error"] is None
    assert loud(by_path[BAD.name]["findings"])


@pytest.mark.parametrize("kind", ["acak.bin", "acak.txt", "satu-baris.txt"])
def test_fifty_megabytes_of_noise_are_refused_in_time(kind: str, tmp_path: Path) -> None:
    """Random bytes, random words in lines, one endless line: exit 2 in seconds, not in minutes."""
    path = tmp_path / kind
    size = 50_000_000
    if kind == "acak.bin":
        path.write_bytes(random.Random(7).randbytes(size))
    else:
        end = "\n" if kind == "acak.txt" else " "
        block = "".join(
            random.Random(number).choice(["Nomor", "Tahun", "tentang", "1.", "a.", "2020", "xq"])
            + (end if number % 11 == 0 else " ")
            for number in range(20_000)
        )
        path.write_text((block * (size // len(block) + 1))[:size], encoding="utf-8")
    started = time.monotonic()
    answer = zikg("check", path, GOOD)
    spent = time.monotonic() - started
    path.unlink()

    assert_refused(answer, kind)
    assert spent < 20


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """A folder named as a file by a broken link is a clear sentence too."""
    path = tmp_path / "putus.txt"
    path.symlink_to(tmp_path / "tidak-ada.txt")

    assert_refused(zikg("check", path), "putus.txt")


def test_standard_input_is_read() -> None:
    """``-`` is standard input, as text or bytes; what is wrong with it is said of ``-``."""
    document = check("-", stdin=BAD.read_bytes())["documents"][0]
    assert document["path"] == "-"
    assert document["decree"]["id"] == "keputusan/kpu-kab-bintan/2025/12"
    assert loud(document["findings"])

    for wrong in (b"", b"  \n ", picture()):
        answer = zikg("check", "-", stdin=wrong)
        assert answer.exit_code == 2
        assert len(answer.stderr.strip().splitlines()) == 1
        assert "Traceback" not in answer.stderr


def test_extract_refuses_the_same_way(tmp_path: Path) -> None:
    """Exit 2 and the error beside the documents that were read; any legal text can be read."""
    answer = zikg("extract", write("gambar.png", tmp_path), GOOD)
    assert answer.exit_code == 2
    first, second = answer.json()["documents"]
    assert is_one_sentence(first["error"])
    assert second["citations"]

    letter = tmp_path / "surat.txt"
    letter.write_text(
        "Dasar surat ini adalah Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi "
        "Publik dan Pasal 3 Peraturan Pemerintah Nomor 60 Tahun 2008.",
        encoding="utf-8",
    )
    (document,) = zikg("extract", letter).json()["documents"]
    assert [citation["regulation"] for citation in document["citations"]] == [
        "uu/ri/2008/14",
        "pp/ri/2008/60",
    ]


def test_a_wrong_call_is_exit_two() -> None:
    """Unknown options, dates and formats, and no file at all."""
    for arguments in (
        ("check",),
        ("check", "--format", "doc", GOOD),
        ("check", "--as-of", "kemarin", GOOD),
        ("check", "--as-of", "2025-02-30", GOOD),
        ("check", "--lang", "fr", GOOD),
        ("check", "--fail-on", "fatal", GOOD),
        ("check", "--tidak-dikenal", GOOD),
        ("rule", "ZI999"),
        ("periksa", GOOD),
        ("check", "-o", DECREES / "tidak" / "ada" / "hasil.txt", GOOD),
    ):
        answer = zikg(*arguments)
        assert answer.exit_code == 2, arguments
        assert answer.stderr.strip(), arguments
        assert "Traceback" not in answer.stderr


def test_the_exit_code_over_several_files(tmp_path: Path) -> None:
    """2 before 1 before 3 before 0."""
    unknown = tmp_path / "tidak-dikenal.md"
    unknown.write_text(
        GOOD.read_text(encoding="utf-8").replace(
            "13. Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 9 "
            "Tahun 2023 tentang Evaluasi Reformasi Birokrasi;",
            "13. Peraturan Menteri Kelautan dan Perikanan Nomor 77 Tahun 2019 tentang Hal yang "
            "Tidak Tercatat;",
        ),
        encoding="utf-8",
    )
    missing = tmp_path / "tidak-ada.txt"
    assert not loud(findings(unknown, TODAY)), listing(loud(findings(unknown, TODAY)))

    assert zikg("check", GOOD).exit_code == 0
    assert zikg("check", unknown).exit_code == 0
    assert zikg("check", "--strict", unknown).exit_code == 3
    assert zikg("check", "--strict", unknown, BAD).exit_code == 1
    assert zikg("check", "--strict", BAD, unknown).exit_code == 1
    assert zikg("check", "--strict", unknown, BAD, missing).exit_code == 2
    assert zikg("check", missing, GOOD).exit_code == 2
    assert zikg("check", GOOD, BAD).exit_code == 1
    assert zikg("check", "--fail-on", "never", GOOD, BAD).exit_code == 0
    assert zikg("check", "--fail-on", "never", GOOD, missing).exit_code == 2


def test_folders_and_globs_are_walked(tmp_path: Path) -> None:
    """A folder gives its decrees, a pattern those that it names."""
    for name in ("satu.md", "dua.txt"):
        (tmp_path / "dalam").mkdir(exist_ok=True)
        (tmp_path / "dalam" / name).write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")

    walked = {Path(d["path"]).name for d in check(tmp_path)["documents"]}
    assert walked == {"satu.md", "dua.txt"}
    globbed = [Path(d["path"]).name for d in check(tmp_path / "dalam" / "*.md")["documents"]]
    assert globbed == ["satu.md"]
    assert_refused(zikg("check", tmp_path / "*.pdf"), "*.pdf")


def test_a_decree_without_annex_is_checked_as_far_as_it_goes() -> None:
    """ZI112 as info, no ZI101 or ZI102; with ``--with`` the plan is read from the other file."""
    body = DECREES / "sekretaris-kpu-kab-banyumas-2025.md"
    annex = DECREES / "sekretaris-kpu-kab-banyumas-2025-lampiran.md"

    found = findings(body, TODAY)
    assert [f["severity"] for f in found if f["code"] == "ZI112"] == ["info"]
    assert not loud(found), listing(loud(found))

    whole = check("--with", annex, body)["documents"][0]["findings"]
    assert "ZI112" not in {f["code"] for f in whole}
    assert not loud(whole), listing(loud(whole))


def test_the_annex_in_another_file_is_judged_and_located(tmp_path: Path) -> None:
    """A defect in the annex is found, on the line of the annex's own file."""
    body = DECREES / "sekretaris-kpu-kab-banyumas-2025.md"
    text = (DECREES / "sekretaris-kpu-kab-banyumas-2025-lampiran.md").read_text(encoding="utf-8")
    annex = tmp_path / "lampiran.md"
    annex.write_text(text.replace("Kartu kendali", "Kartu kendali KPU Kota Blitar"))
    row = next(i for i, x in enumerate(annex.read_text().splitlines(), 1) if "Kota Blitar" in x)

    (finding,) = loud(check("--with", annex, body)["documents"][0]["findings"])
    assert (finding["code"], finding["item"], finding["line"]) == ("ZI301", "V.2", row)


def test_a_missing_annex_file_is_refused() -> None:
    """``--with`` of a file that does not exist is exit 2 with one sentence."""
    body = DECREES / "sekretaris-kpu-kab-banyumas-2025.md"
    answer = zikg("check", "--with", DECREES / "tidak-ada.md", body)

    assert answer.exit_code == 2
    assert "tidak-ada.md" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(("start", "end"), [("Mengingat : ", "MEMUTUSKAN:"), ("Menimbang", "KESA")])
def test_a_decree_without_its_grounds_is_checked_as_far_as_it_goes(
    start: str, end: str, tmp_path: Path
) -> None:
    """ZI310 stands for what is missing; the plan is judged all the same."""
    text = GOOD.read_text(encoding="utf-8")
    text = text[: text.index(start)] + text[text.index(end) :]
    text = text.replace("Daftar risiko, laporan SPIP", "Daftar risiko KPU Kota Blitar, laporan")
    path = tmp_path / GOOD.name
    path.write_text(text, encoding="utf-8")

    codes = {finding["code"] for finding in loud(findings(path, TODAY))}
    assert codes == {"ZI310", "ZI301"}


def test_the_program_itself_answers_as_the_library_does(tmp_path: Path) -> None:
    """Through a real process: exit code, streams and stdin."""
    missing = tmp_path / "tidak-ada.txt"
    result = subprocess.run(
        [PROGRAM, "check", "--format", "json", str(missing), "-"],
        input=BAD.read_bytes(),
        capture_output=True,
        check=False,
        env={"ZIKG_TODAY": TODAY, "PATH": "", "PYTHONIOENCODING": "ascii", "HOME": str(tmp_path)},
    )

    assert result.returncode == 2, result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()
    assert b"keputusan/kpu-kab-bintan/2025/12" in result.stdout
    assert b"tidak-ada.txt" in result.stderr
