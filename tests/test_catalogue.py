"""The catalogue: every rule explains itself in both languages, and its pages are current."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from zikg.rules import Rule, catalogue, rule, turtle
from zikg.rules.explain import in_terminal
from zikg.rules.facts import FACT, doubts, fact_kinds, words
from zikg.rules.pages import check_pages, write_pages
from zikg.validate.remedy import KINDS

if TYPE_CHECKING:
    from pathlib import Path

RULES = {found.code: found for found in catalogue()}
TEXTS = ("label", "what", "why", "remedy", "source", "message", "example", "counter_example")
THIS_ISSUE = [
    "ZI101",
    "ZI102",
    "ZI103",
    "ZI104",
    "ZI106",
    "ZI107",
    "ZI108",
    "ZI112",
    "ZI113",
    "ZI201",
    "ZI202",
    "ZI203",
    "ZI204",
    "ZI205",
    "ZI206",
    "ZI207",
    "ZI209",
    "ZI210",
    "ZI211",
    "ZI212",
    "ZI215",
    "ZI216",
    "ZI217",
    "ZI219",
    "ZI221",
    "ZI222",
    "ZI301",
    "ZI302",
    "ZI304",
    "ZI305",
    "ZI310",
]
SEVERITY = {  # the table of design section 7: the main severity, and the others
    **dict.fromkeys(["ZI101", "ZI102", "ZI106", "ZI302", "ZI310"], ("error", set())),
    **dict.fromkeys(["ZI201", "ZI203", "ZI204", "ZI206", "ZI222"], ("error", set())),
    **dict.fromkeys(["ZI103", "ZI104", "ZI107", "ZI210", "ZI212", "ZI305"], ("warning", {"info"})),
    **dict.fromkeys(["ZI108", "ZI304"], ("error", {"info"})),
    **dict.fromkeys(["ZI202", "ZI205", "ZI301"], ("error", {"warning"})),
    **dict.fromkeys(["ZI113", "ZI209", "ZI211", "ZI221"], ("warning", set())),
    **dict.fromkeys(["ZI112", "ZI207", "ZI215", "ZI216", "ZI217", "ZI219"], ("info", set())),
}


def test_the_rules_of_this_issue_are_all_there() -> None:
    assert set(THIS_ISSUE) <= set(RULES)


@pytest.mark.parametrize("code", sorted(SEVERITY))
def test_severities_are_those_of_the_design(code: str) -> None:
    main, others = SEVERITY[code]
    found = RULES[code]
    assert found.severity == main
    assert {shape.severity for shape in found.shapes} - {main} == others


def lacking(found: Rule) -> list[str]:
    """Return the texts that a rule lacks in one of the two languages."""
    return [
        f"{name}@{lang}"
        for name in TEXTS
        for lang in ("id", "en")
        if not getattr(found, name).get(lang, "").strip()
    ]


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_explains_itself_in_both_languages(code: str) -> None:
    found = RULES[code]
    assert lacking(found) == []
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", found.name)
    assert found.family in {"legal-basis", "plan", "form", "registry"}
    for shape in found.shapes:
        assert set(shape.message) == {"id", "en"}
        holes = [set(re.findall(r"\{[?$](\w+)", text)) for text in shape.message.values()]
        assert holes[0] == holes[1], "both languages tell the same values"


def test_a_rule_without_remedy_would_be_noticed() -> None:
    broken = replace(RULES["ZI201"], remedy={"id": "Ganti."})
    assert lacking(broken) == ["remedy@en"]


@pytest.mark.parametrize("code", sorted(RULES))
def test_what_a_rule_refers_to_exists(code: str) -> None:
    found = RULES[code]
    assert found.fix_kind in {"", *KINDS}
    for kind in (*found.opening, *found.closing):
        assert fact_kinds()[kind].select
    for shape in found.shapes:
        assert shape.proves == "" or shape.proves in fact_kinds()
        for kind in re.findall(r'"([a-z-]+)"(?:, |\)+ AS \?factKind)', shape.explain):
            if "factKind" in shape.explain and kind not in {"in-part", "status-unknown"}:
                assert FACT + kind in fact_kinds(), kind


def test_facts_doubts_and_words_speak_both_languages() -> None:
    for kind in fact_kinds().values():
        assert set(kind.sentence) == {"id", "en"}, kind.iri
    for doubt in doubts():
        assert set(doubt.sentence) == {"id", "en"}
        assert doubt.select
    for notation, said in words().items():
        assert set(said) == {"id", "en"}, notation


def test_codes_are_used_once() -> None:
    heads = [
        node for node in turtle.nodes().values()
        if any(name.endswith("#ruleName") for name in node)
    ]  # fmt: skip
    assert len(heads) == len(RULES)


def test_rule_is_found_by_its_code_in_any_case() -> None:
    assert rule("zi201") is RULES["ZI201"]
    with pytest.raises(KeyError):
        rule("ZI999")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_terminal_text_holds_remedy_and_source(lang: str) -> None:
    text = in_terminal(RULES["ZI203"], lang, width=1000)
    assert RULES["ZI203"].remedy[lang] in text
    assert "Lampiran II angka 41a" in text
    assert "\x1b" not in text
    assert "\x1b[1mZI203" in in_terminal(RULES["ZI203"], lang, colour=True)


def test_committed_pages_are_current() -> None:
    assert check_pages() == ()


def test_pages_are_written_mended_and_removed(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert check_pages(tmp_path) == ()
    (tmp_path / "ZI201.md").write_text("changed", encoding="utf-8")
    (tmp_path / "ZI000.md").write_text("gone", encoding="utf-8")
    assert {file.name for file in check_pages(tmp_path)} == {"ZI201.md", "ZI000.md"}
    assert {file.name for file in write_pages(tmp_path)} == {"ZI201.md", "ZI000.md"}
    assert check_pages(tmp_path) == ()
    assert "cabut" in (tmp_path / "ZI201.md").read_text(encoding="utf-8")
