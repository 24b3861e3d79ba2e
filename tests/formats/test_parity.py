"""One decree in every format gives the findings, the plan and the words of its text."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from zikg.bench.extraction_gold import load
from zikg.bench.extraction_plan import Tables, compare, grid
from zikg.read import ocr

from .comparing import Judged, Key, differences, judged
from .decrees import FILES, generated, text_of
from .writers import WRITERS, decree_scan, decree_txt

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = [path for path in FILES if path.parent.name == "decrees" and path.parents[1].name == "data"]
OTHERS = [path for path in FILES if path not in SEEDS]
FORMATS = list(WRITERS)
DRAWN = range(1, 9)


@lru_cache
def as_text(path: Path) -> Judged:
    return judged(decree_txt(text_of(path)), "a.txt")


@lru_cache(maxsize=64)
def in_format(path: Path, kind: str) -> Judged:
    return judged(WRITERS[kind](text_of(path)), f"a.{kind.partition('-')[0]}")


def quotes(one: Judged) -> Counter[tuple[str, str | None, str]]:
    """Return the words that findings in the body point at, without blanks and signs."""
    text = one.source.text
    return Counter(
        (
            found.code,
            found.item,
            "".join(filter(str.isalnum, text[found.span.start : found.span.end])),
        )
        for found in one.result.findings
        if found.span is not None and found.section in {"mengingat", "menimbang"} and found.item
    )


def loud(one: Judged) -> Counter[Key]:
    """Return the findings that are errors or warnings."""
    return Counter({key: count for key, count in one.keys().items() if key[1] != "info"})


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_the_same_in_every_format(path: Path, kind: str) -> None:
    """Findings by code, severity, subject, section, item; the plan cell for cell."""
    wanted = as_text(path)
    assert wanted.keys()
    assert wanted.plan()
    assert differences(wanted, in_format(path, kind)) == []


@pytest.mark.parametrize(
    ("path", "kind"),
    # Each decree in a third of the formats; the run by hand takes all of them.
    [(p, k) for i, p in enumerate(OTHERS) for j, k in enumerate(FORMATS) if (i + j) % 3 == 0],
    ids=lambda value: getattr(value, "stem", value),
)
def test_a_decree_is_the_same_in_every_format(path: Path, kind: str) -> None:
    """Decrees of other offices, with other columns and headings."""
    assert differences(as_text(path), in_format(path, kind)) == []


@pytest.mark.parametrize(
    ("seed", "kind"),
    [(s, k) for s in DRAWN for j, k in enumerate(FORMATS) if (s + j) % 6 == 0],
)
def test_a_generated_decree_is_the_same_in_every_format(seed: int, kind: str) -> None:
    """Decrees that were drawn by chance: other columns, marks, headings, stages."""
    text = generated(seed)
    wanted = judged(decree_txt(text), "a.txt")
    assert wanted.plan()
    assert differences(wanted, judged(WRITERS[kind](text), "a")) == []


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_table_of_a_seed_is_that_written_down_by_hand(path: Path, kind: str) -> None:
    """Row for row and cell for cell: what the table in data/gold says, nothing lost or added."""
    [gold] = [one.plan for part in ("dev", "test") for one in load(part) if one.id == path.stem]
    plan = in_format(path, kind).decree.plan
    assert gold is not None
    assert plan is not None
    tables = Tables()
    compare(tables, path.stem, gold, grid(plan))
    assert tables.wrong == []
    assert tables.surplus == 0
    assert tables.rows.right == tables.rows.judged > 20


@pytest.mark.parametrize("kind", FORMATS)
def test_findings_point_at_the_same_words(kind: str) -> None:
    """The stretch that a finding names holds the words that it holds in the text."""
    path = SEEDS[0]
    assert quotes(as_text(path))
    assert quotes(in_format(path, kind)) == quotes(as_text(path))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_finding_says_where_it_stands(kind: str) -> None:
    """A page in PDF, a paragraph or a cell in DOCX, ODT and PDF tables; lines in text."""
    one = in_format(SEEDS[1], kind)
    offsets = [found.span.start for found in one.result.findings if found.span is not None]
    assert offsets
    if kind.startswith("pdf"):
        pages = [one.source.locate(at)[2] for at in offsets]
        assert set(filter(None, pages)) > {1}
        assert max(page or 0 for page in pages) <= len(one.source.pages)
    if kind.startswith(("docx", "odt")):
        assert all(one.source.place_at(at) for at in offsets)
    if kind in {"md", "zip"}:
        assert all(one.source.place_at(at) is None for at in offsets)


@pytest.mark.skipif(not ocr.available(), reason="Tesseract with Indonesian data is an extra")
def test_a_scan_gives_the_citations_and_the_findings_of_its_text() -> None:
    """The body of a decree, recognised; notes on single signs (``;`` read as ``,``) do not count."""
    text = generated(5).partition("LAMPIRAN")[0]
    wanted = judged(decree_txt(text), "a.txt")
    found = judged(decree_scan(text), "a.pdf")
    assert len(wanted.decree.citations) > 5
    assert [one.regulation for one in found.decree.citations] == [
        one.regulation for one in wanted.decree.citations
    ]
    assert loud(found) == loud(wanted)
