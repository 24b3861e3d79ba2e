"""Decrees in archives: each member by its own name, and no harm from hostile ones."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from acceptance.driver import zikg
from zikg.errors import ReadError
from zikg.read import limits, packed, read, read_bytes, walk

DECREE = Path(__file__).parents[2] / "data/decrees/kpu-kab-bintan-2025-12.txt"


def zipped(members: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def put(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def names(path: str) -> list[str]:
    return [found.removeprefix(f"{path}/") for found in walk([path])]


def test_members_are_read_by_their_path_and_junk_is_left_out(tmp_path: Path) -> None:
    path = put(
        tmp_path / "arsip.zip",
        zipped(
            {
                "folder/b.txt": "KEPUTUSAN B",
                "a.txt": "KEPUTUSAN A",
                "__MACOSX/._a.txt": "x",
                ".DS_Store": "x",
                ".git/c.txt": "x",
                "folder/~$b.docx": "x",
                "folder/logo.svg": "x",
                "dalam.zip": zipped({"c.txt": "KEPUTUSAN C", "lagi.zip": zipped({"d.md": "D"})}),
            }
        ),
    )
    assert names(path) == ["a.txt", "dalam.zip/c.txt", "dalam.zip/lagi.zip/d.md", "folder/b.txt"]
    source = read(f"{path}/dalam.zip/c.txt")
    assert (source.path, source.text) == (f"{path}/dalam.zip/c.txt", "KEPUTUSAN C")
    assert read(f"{path}/dalam.zip/lagi.zip/d.md").text == "D"
    assert names(str(tmp_path)) == [f"arsip.zip/{name}" for name in names(path)]


def test_the_only_document_needs_no_name() -> None:
    data = zipped({"SK/keputusan.txt": "KEPUTUSAN", "logo.svg": "x"})
    assert read_bytes(data, "a.zip").path == "a.zip/SK/keputusan.txt"
    with pytest.raises(ReadError, match=r"berisi 2 naskah; sebutkan satu, misalnya a.zip/1.txt"):
        read_bytes(zipped({"2.txt": "x", "1.txt": "y"}), "a.zip")
    with pytest.raises(ReadError, match="tidak berisi naskah"):
        read_bytes(zipped({"a.exe": "x"}), "a.zip")


def test_a_missing_member_is_named_with_what_there_is(tmp_path: Path) -> None:
    path = put(tmp_path / "a.zip", zipped({"ada.txt": "KEPUTUSAN"}))
    with pytest.raises(ReadError, match=r"tiada.txt tidak ada di dalam arsip .*isinya: ada.txt"):
        read(f"{path}/tiada.txt")
    with pytest.raises(ReadError, match="tidak ada"):
        read(f"{path}.txt/x")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../etc/keputusan.txt", "etc/keputusan.txt"),
        ("/mutlak/keputusan.txt", "mutlak/keputusan.txt"),
        ("..\\..\\win\\keputusan.txt", "win/keputusan.txt"),
        ("Keputusan – Bandung.txt", "Keputusan – Bandung.txt"),
        ("baris\x1bbaru.txt", "baris\ufffdbaru.txt"),
    ],
)
def test_names_are_shown_without_a_way_out(raw: str, shown: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.zip", zipped({raw: "KEPUTUSAN"}))
    assert names(path) == [shown]
    assert read(f"{path}/{shown}").text == "KEPUTUSAN"
    assert [file.name for file in tmp_path.rglob("*")] == ["a.zip"]


def test_utf8_names_that_are_not_marked_are_told(tmp_path: Path) -> None:
    data = zipped({"Keputusan_-_.txt": "KEPUTUSAN"}).replace(b"_-_", "é".encode() + b"-")
    assert names(put(tmp_path / "a.zip", data)) == ["Keputusané-.txt"]


def test_twins_are_both_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "SATU")
        file.writestr("./a.txt", "DUA")
    path = put(tmp_path / "a.zip", out.getvalue())
    assert {read(found).text for found in walk([path])} == {"SATU", "DUA"}


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_tar_archives_are_read_too(mode: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as file:  # type: ignore[call-overload]
        for name, text in (("SK/a.txt", b"KEPUTUSAN"), ("b.svg", b"x")):
            info = tarfile.TarInfo(name)
            info.size = len(text)
            file.addfile(info, io.BytesIO(text))
        link = tarfile.TarInfo("pintas.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    path = put(tmp_path / "arsip.tar.gz", out.getvalue())
    assert names(path) == ["SK/a.txt"]
    assert read(f"{path}/SK/a.txt").text == "KEPUTUSAN"


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(zipped({"a.txt": "KEPUTUSAN"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(ReadError, match=r"a.zip/a.txt di dalam arsip berkata sandi"):
        read_bytes(bytes(data), "a.zip")


def lying(size: int) -> bytes:
    """Return a ZIP whose member claims another size than it has."""
    data = bytearray(zipped({"a.txt": b"0" * 100_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + place, size)
    return bytes(data)


def overlapping() -> bytes:
    """Return a ZIP in which many members share the same packed bytes."""
    data = zipped({"a.txt": b"KEPUTUSAN" * 10_000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 100, 100, 100 * len(entry))
    return data[:start] + entry * 100 + bytes(tail)


def deep(levels: int) -> bytes:
    data = zipped({"a.txt": "KEPUTUSAN"})
    for level in range(levels):
        data = zipped({f"{level}.zip": data})
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"a.txt": b"0" * 60_000_000}), "terlalu besar bila dibuka"),
        (lying(4_000_000_000), "terlalu besar bila dibuka"),
        (lying(10), "rusak"),
        (overlapping(), "terlalu besar bila dibuka"),
        (zipped({f"{number}.txt": "x" for number in range(10_100)}), "lebih dari 10.000 berkas"),
        (deep(3), "bersarang terlalu dalam"),
        (zipped({"a.txt": "KEPUTUSAN" * 500})[:-40], "rusak"),
        (zipped({"a.txt": "KEPUTUSAN" * 50}, zipfile.ZIP_STORED).replace(b"PUT", b"PAT", 1), "rusak"),
        (zipped({}), "tidak berisi naskah"),
        (gzip.compress(b"KEPUTUSAN"), "bukan arsip tar"),
        (b"a.txt" + bytes(252) + b"ustar" + bytes(243), "rusak"),
    ],
    ids=["bomb", "claims more", "claims less", "overlap", "crowd", "nested", "cut", "crc", "empty",
         "gzip", "tar"],
)  # fmt: skip
def test_hostile_archives_are_one_sentence_at_once(data: bytes, words: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.zip")
    assert time.perf_counter() - begin < 5
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert "a.zip" in caught.value.english


def test_a_gzip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HELD", 1_000_000)
    with pytest.raises(ReadError, match="terlalu besar bila dibuka"):
        packed.open_tar(gzip.compress(bytes(5_000_000)), "a.tgz")


def test_one_bad_member_does_not_stop_the_others(tmp_path: Path) -> None:
    path = put(
        tmp_path / "arsip.zip",
        zipped(
            {
                "1-rusak.docx": b"PK\x03\x04rusak",
                "2-baik.txt": DECREE.read_bytes(),
                "3-lama.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            }
        ),
    )
    answer = zikg("check", path, "--format", "json")
    documents = json.loads(answer.stdout)["documents"]
    assert answer.exit_code == 2
    assert [one["path"].removeprefix(f"{path}/") for one in documents] == [
        *("1-rusak.docx", "2-baik.txt", "3-lama.doc"),
    ]
    assert [one["error"] is None for one in documents] == [False, True, False]
    alone = json.loads(zikg("check", DECREE, "--format", "json").stdout)["documents"][0]
    assert [one["fingerprint"] for one in documents[1]["findings"]] == [
        one["fingerprint"] for one in alone["findings"]
    ]


def test_a_member_is_named_on_the_command_line(tmp_path: Path) -> None:
    path = put(tmp_path / "a.zip", zipped({"SK/keputusan.txt": DECREE.read_bytes()}))
    answer = zikg("extract", f"{path}/SK/keputusan.txt")
    [document] = json.loads(answer.stdout)["documents"]
    assert answer.exit_code == 0
    assert document["path"] == f"{path}/SK/keputusan.txt"
    assert document["decree"]["number"] == "12"
