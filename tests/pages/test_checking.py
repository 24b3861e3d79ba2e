"""Drop a draft, get the report: formats, limits, refusals; nothing is kept."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import html

from zikg import resources
from zikg.serve.messages import Upload
from zikg.serve.pages import checking
from zikg.serve.pages.downloads import MEDIA
from zikg.serve.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.messages import Response

    Ask = Callable[..., Response]

SERANG = resources.path("data/decrees/kpu-kab-serang-2025-995.txt").read_bytes()


def word(text: bytes = SERANG) -> bytes:
    """A decree as a Word document, a paragraph a line."""
    made, out = Document(), io.BytesIO()
    for line in text.decode().splitlines():
        made.add_paragraph(line.replace("*", ""))
    made.save(out)
    return out.getvalue()


def test_page(ask: Ask) -> None:
    """The page has the findings, the text, and downloads that travel in it."""
    found = ask("/periksa", Upload("naskah.txt", SERANG, "naskah"))
    assert found.status == 200
    assert dict(found.headers)["Cache-Control"] == "no-store"
    root = html.document_fromstring(found.body.decode())
    assert root.xpath("//li[contains(@class,'finding error')]")
    assert root.xpath("//mark")
    names = root.xpath("//a[@download]/@download")
    assert {name.rpartition(".")[2] for name in names} == {"html", "pdf", "xlsx", "json", "docx"}
    assert all(link.startswith("data:") for link in root.xpath("//a[@download]/@href"))


@pytest.mark.parametrize(
    ("form", "begin"),
    [
        ("html", b"<!doctype html>"),
        ("json", b"{"),
        ("xlsx", b"PK"),
        ("pdf", b"%PDF"),
        ("docx", b"PK"),
    ],
)
def test_formats(ask: Ask, form: str, begin: bytes) -> None:
    """Each format comes as a file of its own."""
    found = ask(f"/periksa?format={form}", Upload("rancangan.txt", SERANG, "naskah"))
    assert found.status == 200
    assert found.media == MEDIA[form]
    assert found.body.startswith(begin)
    assert f'filename="rancangan-hasil.{form}"' in dict(found.headers)["Content-Disposition"]


def test_word_comes_back_with_comments(ask: Ask) -> None:
    """A Word draft comes back as the same document with comments."""
    found = ask("/periksa?format=docx", Upload("rancangan.docx", word(), "naskah"))
    with ZipFile(io.BytesIO(found.body)) as packed:
        assert b"ZI201" in packed.read("word/comments.xml")


def test_same_as_the_command(ask: Ask) -> None:
    """The report is that of the check, with the keys of design section 8."""
    held = json.loads(ask("/periksa?format=json", Upload("a.txt", SERANG, "naskah")).body)
    assert {"zikg", "registry", "as_of", "documents", "summary"} <= set(held)
    codes = {f["code"] for f in held["documents"][0]["findings"]}
    assert {"ZI201", "ZI101", "ZI301"} <= codes


def test_several_and_annex(ask: Ask) -> None:
    """Several drafts are reported one after the other; an annex is read with its decree."""
    two = ask("/periksa", Upload("a.txt", SERANG, "naskah"), Upload("b.docx", word(), "naskah"))
    assert two.body.count(b'<section class="checked"') == 2
    text = SERANG.decode()
    cut = text.index("LAMPIRAN")
    body, annex = text[:cut].encode(), text[cut:].encode()
    apart = Upload("a.txt", body, "naskah"), Upload("lampiran.txt", annex, "lampiran")
    held = json.loads(ask("/periksa?format=json", *apart).body)
    assert "ZI112" not in {f["code"] for f in held["documents"][0]["findings"]}
    alone = json.loads(ask("/periksa?format=json", apart[0]).body)
    assert "ZI112" in {f["code"] for f in alone["documents"][0]["findings"]}


def test_hostile_name_and_text(ask: Ask) -> None:
    """The name and the words of a file never become markup."""
    name = '"><script>alert(1)</script>.txt'
    text = (
        b"KEPUTUSAN <script>alert(1)</script>\nMenimbang: a. bahwa <img src=x onerror=alert(1)>;\n"
    )
    root = html.document_fromstring(ask("/periksa", Upload(name, text, "naskah")).body.decode())
    assert not [s for s in root.xpath("//script") if "alert" in (s.text or "")]
    assert not root.xpath("//img")
    sent = ask("/periksa?format=json", Upload('a"\r\nX-Bad: 1.txt', SERANG, "naskah"))
    assert "\r" not in dict(sent.headers)["Content-Disposition"]


def test_refusals(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be checked is refused in one sentence; a broken file is told beside the others."""
    assert ask("/periksa", method="POST").status == 400
    monkeypatch.setattr(checking, "SIZE", 100)
    big = ask("/periksa", Upload("besar.txt", SERANG, "naskah"))
    assert big.status == 413
    assert "besar.txt" in big.body.decode()
    monkeypatch.undo()
    many = [Upload(f"{n}.txt", b"a", "naskah") for n in range(checking.FILES + 1)]
    assert ask("/periksa", *many).status == 413
    assert ask("/periksa?format=exe", Upload("a.txt", SERANG, "naskah")).status == 400
    assert ask("/periksa?as_of=besok", Upload("a.txt", SERANG, "naskah")).status == 400


def test_broken_file(ask: Ask) -> None:
    """A file that is no document has its sentence; the others are checked all the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("apa.bin", b"\0" * 9)
    found = ask("/periksa", Upload("rusak.pdf", b"%PDF-1.4 rusak", "naskah"),
                Upload("apa.docx", out.getvalue(), "naskah"), Upload("a.txt", SERANG, "naskah"))  # fmt: skip
    assert found.status == 200
    root = html.document_fromstring(found.body.decode())
    told = root.xpath("//div[@role='alert']")[0].text_content()
    assert "2 dari 3 berkas" in " ".join(told.split())
    assert "rusak.pdf" in told
    assert "apa.docx" in told
    assert len(root.xpath("//section[@class='checked']/p[@class='failed']")) == 2
    assert root.xpath("//li[contains(@class,'finding error')]")
    names = root.xpath("//a[@download]/@download")
    assert "a-hasil.html" in names
    assert not [name for name in names if name.startswith(("rusak", "apa"))]


@pytest.mark.parametrize("form", ["page", "html", "docx", "xlsx", "pdf"])
def test_nothing_readable(ask: Ask, form: str) -> None:
    """Where no file could be read, the page says which and why, and offers the form: no report."""
    broken = Upload("rusak.pdf", b"%PDF-1.4 rusak", "naskah"), Upload("kosong.txt", b" ", "naskah")
    found = ask(f"/periksa?format={form}", *broken)
    assert found.status == 422
    assert "Content-Disposition" not in dict(found.headers)
    root = html.document_fromstring(found.body.decode())
    assert root.xpath("string(//h1)") == "Tidak satu pun berkas dapat dibaca"
    told = root.xpath("//p[@class='failed']")
    assert "rusak.pdf" in told[0].text_content()
    assert "kosong.txt kosong" in told[1].text_content()
    assert not root.xpath("//*[contains(@class,'level')]")
    assert not root.xpath("//a[@download]")
    assert root.xpath("//form[@enctype]//input[@name='naskah']")


def test_nothing_readable_as_data(ask: Ask) -> None:
    """As data it is a problem (RFC 9457) that holds the documents with their errors."""
    for options in ({"accept": "application/json"}, {}):
        path = "/periksa" if options else "/periksa?format=json"
        found = ask(path, Upload("kosong.txt", b"", "naskah"), **options)
        assert (found.status, found.media) == (422, "application/problem+json")
        held = json.loads(found.body)
        assert held["documents"][0]["error"] in held["detail"]
        assert held["status"] == 422


def test_limit_of_all_files(ask: Ask) -> None:
    """The form says how much the server takes at once."""
    assert Settings("x").upload == checking.TOTAL
    assert "seluruhnya 25 MB" in ask("/periksa").body.decode()


def test_annex_unreadable(ask: Ask) -> None:
    """An annex that cannot be read is the one that is named."""
    sent = Upload("a.txt", SERANG, "naskah"), Upload("lampiran.pdf", b"%PDF-1.4", "lampiran")
    found = ask("/periksa", *sent)
    assert found.status == 422
    told = html.document_fromstring(found.body.decode()).xpath("string(//p[@class='failed'])")
    assert "lampiran.pdf" in told
