"""Hostile, huge, damaged and wrongly named files of each format: bounded, and one sentence."""

from __future__ import annotations

import time
import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from zikg.errors import ReadError
from zikg.read import read_bytes

from .decrees import FILES, text_of
from .opendocument import decree_odt
from .writers import WRITERS, decree_txt
from .written import decree_html, decree_md, decree_rtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60
"""Seconds: ten times and more what each of these takes on an idle machine."""
HEAD = "LAMPIRAN KEPUTUSAN\nNo\tKomponen\tIndikator\tRencana Aksi\tBukti\tTarget\n"
LINE = "{}.\tTim Kerja\tTim dibentuk\tMembentuk tim\tSK Tim\tJanuari 2025\n"
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "txt": decree_txt,
    "md": lambda text: decree_md(text).encode(),
    "html": lambda text: decree_html(text).encode(),
    "rtf": lambda text: decree_rtf(text).encode(),
}


@contextmanager
def patience() -> Iterator[None]:
    """Fail where something takes longer than it may."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < PATIENCE


def said(data: bytes) -> str:
    """Return the text of a file, or the one sentence that it is refused with."""
    with patience():
        try:
            return read_bytes(data, "naskah").text
        except ReadError as error:
            refused = error
    assert "naskah" in refused.message
    assert "\n" not in refused.message
    assert refused.english != refused.message
    return refused.message


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, change(held) if name == part else held)
    return file.getvalue()


@pytest.fixture(scope="module")
def packages() -> dict[str, tuple[str, bytes]]:
    text = text_of(FILES[0])
    return {
        "odt": ("content.xml", decree_odt(text)),
        "docx": ("word/document.xml", WRITERS["docx"](text)),
    }


@pytest.mark.parametrize("kind", WRITTEN)
def test_ten_thousand_rows_are_all_read(kind: str) -> None:
    """Every row is there, the last one with its number, in seconds."""
    text = HEAD + "".join(LINE.format(number) for number in range(1, 10_001))
    data = WRITTEN[kind](text)
    with patience():
        source = read_bytes(data, "naskah")
    rows = [row for table in source.tables for row in table.rows]
    assert len(rows) == 10_001
    assert rows[-1][0].text == "10000."
    assert rows[-1][5].text == "Januari 2025"


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_an_entity_bomb_is_never_lit(kind: str, packages: dict[str, tuple[str, bytes]]) -> None:
    """Entities that grow tenfold eleven times, or that name a file of the machine, are refused."""
    part, data = packages[kind]
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    for inside, call in (
        (f'<!ENTITY e0 "boom">{names}', b"&e11;"),
        ('<!ENTITY x SYSTEM "file:///etc/hostname">', b"&x;"),
    ):

        def light(held: bytes, inside: str = inside, call: bytes = call) -> bytes:
            start = held.index(b"?>") + 2 if held.startswith(b"<?xml") else 0
            body = held[start:].replace(b"KEPUTUSAN", call, 1)
            return held[:start] + f"<!DOCTYPE a [{inside}]>".encode() + body

        message = said(repacked(data, part, light))
        assert "boom" not in message
        assert "DTD" in message or "rusak" in message


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_a_part_that_swells_is_refused(kind: str, packages: dict[str, tuple[str, bytes]]) -> None:
    """Two hundred megabytes of blanks in a package of 200 KB."""
    part, data = packages[kind]
    swollen = repacked(data, part, lambda held: held + b" " * 200_000_000)
    assert len(swollen) < 1_000_000
    assert "besar" in said(swollen)


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 100_000 + b"Keputusan",
        b"<html><body>" + b"<table><tr><td>" * 20_000 + b"Keputusan",
        b"<html><body>" + b"<ul><li>" * 20_000 + b"Keputusan",
        b"{\\rtf1 " + b"{" * 100_000 + b"Keputusan" + b"}" * 100_001,
        b"{\\rtf1 " + b"{\\*\\x " * 50_000 + b"Keputusan}",
        b"{\\rtf1 " + b"\\itap99\\intbl Keputusan\\nestcell\\nestrow" * 5_000 + b"}",
        b">" * 100_000 + b" Keputusan",
        b"(" * 200_000 + b"Keputusan" + b")" * 200_000,
        b"|" * 400_000,
        ("Keputusan " + "\u0301" * 300_000).encode(),
    ],
    ids=lambda data: data[:20].decode("ascii", "replace"),
)
def test_deep_nesting_ends(data: bytes) -> None:
    """What is nested a hundred thousand times is read, or refused, at once."""
    assert said(data)


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_deep_elements_end(kind: str, packages: dict[str, tuple[str, bytes]]) -> None:
    """Elements in elements, 5,000 times."""
    part, data = packages[kind]
    tag = b"text:span" if kind == "odt" else b"w:sdt"
    close = b"</office:text>" if kind == "odt" else b"</w:body>"
    deep = b"<" + tag + b">"
    message = said(
        repacked(
            data,
            part,
            lambda held: held.replace(
                close, deep * 5000 + b"x" + deep.replace(b"<", b"</") * 5000 + close
            ),
        )
    )
    assert message


@pytest.mark.parametrize("kind", WRITERS)
def test_a_wrong_name_changes_nothing(kind: str) -> None:
    """A file is what it holds, whatever it is called."""
    data = WRITERS[kind](text_of(FILES[0]))
    texts = {read_bytes(data, name).text for name in ("a.txt", "a.docx", "a.pdf")}
    assert len(texts) == 1


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind not in {"md", "html"}])
def test_half_a_file_is_no_traceback(kind: str) -> None:
    """A download that was cut off is read as far as it goes, or refused in one sentence."""
    data = WRITERS[kind](text_of(FILES[0]))
    for part in (0.1, 0.5, 0.9, 0.999):
        assert said(data[: int(len(data) * part)])
