"""One decree as text and as PDF in many layouts gives the same findings on the right pages."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from writing_pdf import Style, decree_pdf, plain_text

from acceptance.driver import DECREES, SEEDS
from zikg.extract import extract
from zikg.read import read_bytes
from zikg.read.pdf import read_pdf
from zikg.registry import Registry, open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from pathlib import Path

    from zikg.model import Decree, Result, Source

FILES = [
    *sorted(SEEDS.glob("*.txt")),
    DECREES / "kpu-kab-sragen-2025.txt",
    DECREES / "kpu-kab-malang-2025.md",
]
STYLES = {
    "ruled": Style(),
    "boxes-landscape": Style(look="boxes", landscape=True),
    "bars-heads": Style(
        look="bars", head="- {page} -", foot="jdih.kpu.go.id halaman {page}", repeat=True
    ),
    "columns-landscape": Style(look="columns", landscape=True),
    "columns-heads": Style(look="columns", repeat=True, head="Keputusan tentang Rencana Aksi"),
    "turned": Style(landscape=True, rotate=90),
    "not-hanging": Style(hanging=False, align="L"),
}


@lru_cache
def registry() -> Registry:
    return open_registry()


def judged(source: Source) -> tuple[Decree, Result]:
    from datetime import date

    decree = extract(source, registry())
    run = run_for(decree, date(2026, 11, 21), final=False)
    return decree, check(decree, run, registry(), engine="compiled", lang="id")


def keys(result: Result) -> Counter[tuple[str, str | None, str | None, str | None]]:
    return Counter((one.code, one.subject, one.section, one.item) for one in result.findings)


def plan(decree: Decree) -> list[tuple[str, str, str]]:
    """Return number, component and target of each row, blanks left out."""
    rows = decree.plan.rows if decree.plan else ()
    return [
        (
            row.number,
            row.component.text.replace(" ", ""),
            row.target.text.replace(" ", "") if row.target else "",
        )
        for row in rows
    ]


@lru_cache
def text_of(path: Path) -> tuple[Decree, Result]:
    return judged(read_bytes(plain_text(path.read_text("utf-8")).encode(), path.name))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_text(path: Path, style: str) -> None:
    data = decree_pdf(path.read_text("utf-8"), STYLES[style])
    decree, result = judged(read_pdf(data, "a.pdf"))
    wanted, said = text_of(path)
    assert keys(result) == keys(said)
    assert keys(said)
    assert plan(decree) == plan(wanted)
    assert len(decree.citations) == len(wanted.citations)


def test_findings_carry_the_page_they_are_printed_on() -> None:
    """The quote of each finding stands on the page it names, as another reader sees the page."""
    import pypdfium2

    path = FILES[0]
    data = decree_pdf(path.read_text("utf-8"), STYLES["bars-heads"])
    source = read_pdf(data, "a.pdf")
    _, result = judged(source)
    document = pypdfium2.PdfDocument(data)
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    seen = 0
    for finding in result.findings:
        if finding.span is None:
            continue
        page = source.locate(finding.span.start)[2]
        words = source.text[finding.span.start : finding.span.end].split()
        assert page is not None
        assert words[0].replace("-", "") in pages[page - 1].replace("-", "")
        on = [text for text in pages if "".join(words[:4]) in text]
        if len(on) == 1:
            seen += 1
            assert on[0] == pages[page - 1]
    assert seen > 10
