"""`zikg bench extraction`: its marks on the part that may be looked at, its lock, its forms."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from zikg.bench.extraction import Outcome, outcome, run
from zikg.bench.extraction_gold import load
from zikg.cli import main
from zikg.registry import open_registry


@cache
def dev() -> Outcome:
    return outcome(list(run(load("dev"), open_registry())))


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["bench", "extraction", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(("era", "mark"), [("modern", 0.97), ("old", 0.9), ("ocr", 0.9)])
def test_the_part_that_may_be_looked_at_reaches_the_mark(era: str, mark: float) -> None:
    assert dev().read.groups[f"era:{era}"]["free"].f1 >= mark


def test_the_plan_tables_come_out_whole() -> None:
    assert dev().tables.wrong == []
    assert dev().tables.tables.judged >= 2


def test_reading_beats_the_simple_pattern_everywhere() -> None:
    for group in ("all", "era:modern", "era:old", "era:ocr"):
        own, simple = dev().read.groups[group], dev().simple.groups[group]
        assert own["free"].f1 > simple["free"].f1


@pytest.mark.parametrize("split", [[], ["--split", "test"], ["--split", "all"]])
@pytest.mark.parametrize("form", ["text", "json"])
def test_errors_of_the_locked_part_are_not_listed(split: list[str], form: str) -> None:
    code, out, err = call(*split, "--diagnose", "--format", form)
    assert (code, out) == (2, "")
    assert "--unlock" in err


def test_the_refusal_is_said_in_english_too() -> None:
    code, _, err = call("--diagnose", "--lang", "en")
    assert code == 2
    assert "the test part is locked" in err


def test_json_says_everything_and_lists_errors_when_asked() -> None:
    code, out, _ = call("--split", "dev", "--format", "json", "--diagnose")
    said = json.loads(out)
    assert code == 0
    assert said["split"] == "dev"
    assert said["passages"] == len(load("dev"))
    assert set(said["groups"]["all"]) == {"exact", "overlap", "free"}
    assert said["groups"]["all"]["free"]["f1"] == round(dev().read.groups["all"]["free"].f1, 4)
    assert set(said["simple"]) == {"groups", "speed"}
    assert said["speed"]["documents_per_second"] > 0
    for error in said["errors"]:
        assert {"passage", "kind", "start", "expected", "read", "context"} == set(error)
    assert {error["passage"] for error in said["errors"]} <= {one.id for one in load("dev")}


def test_without_diagnose_no_error_is_listed() -> None:
    assert "errors" not in json.loads(call("--split", "dev", "--format", "json")[1])


@pytest.mark.parametrize(("split", "styles"), [("dev", True), ("test", False), ("all", False)])
def test_figures_by_style_would_give_the_locked_part_away(split: str, styles: bool) -> None:
    groups = json.loads(call("--split", split, "--format", "json")[1])["groups"]
    assert any(key.startswith("style:") for key in groups) is styles
    assert any(key.startswith("type:") for key in groups)


def test_the_text_names_groups_in_the_language_asked_for() -> None:
    assert "semua" in call("--split", "dev")[1]
    english = call("--split", "dev", "--lang", "en")[1]
    assert "exact span P/R/F1" in english
    assert "semua" not in english


def test_the_page_keeps_what_stands_around_the_figures(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Before\n<!-- zikg bench extraction -->\nold\n<!-- /zikg bench extraction -->\nafter\n",
        "utf-8",
    )
    code, _, err = call("--write", str(page))
    assert (code, err) == (0, "")
    written = page.read_text("utf-8")
    assert written.startswith("# Before\n<!-- zikg bench extraction -->\nRun of ")
    assert written.endswith("<!-- /zikg bench extraction -->\nafter\n")
    assert "old\n" not in written
    assert "### dev" in written
    assert "### test" in written


def test_a_page_without_a_place_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Only words\n", "utf-8")
    code, _, err = call("--write", str(page))
    assert code == 2
    assert "tidak punya tempat" in err
    assert page.read_text("utf-8") == "# Only words\n"


def test_only_all_parts_are_written(tmp_path: Path) -> None:
    assert call("--split", "dev", "--write", str(tmp_path / "page.md"))[0] == 2


def test_the_published_page_has_its_place_and_figures() -> None:
    page = (Path(__file__).parents[2] / "docs" / "extraction.md").read_text("utf-8")
    figures = page.partition("<!-- zikg bench extraction -->")[2].partition("<!-- /zikg")[0]
    assert "### dev" in figures
    assert "### test" in figures
