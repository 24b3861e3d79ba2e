"""Every rule is complete, has its cases, and says of each case just what the case expects."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rule_cases import FOLDER, Case, agrees, cases, differences, findings
from zikg.namespaces import RDF, SH, ZIKG
from zikg.rules import Rule, catalogue, turtle
from zikg.rules.pages import check_pages, pages

if TYPE_CHECKING:
    from pathlib import Path

RULES = {rule.code: rule for rule in catalogue()}
ENOUGH = 2
"""A rule has at least so many failing and so many passing cases."""
TEXTS = ("label", "what", "why", "remedy", "source", "message", "example", "counter_example")
NOT_DECREES = "registry"
"""The family of rules over the registry (ZI4xx), whose cases are no decrees."""

# The table of rules of the design (section 7), by hand: name, severity, and the severities in brackets.
TABLE: dict[str, tuple[str, str, set[str]]] = {
    "ZI101": ("component-missing", "error", set()),
    "ZI102": ("area-missing", "error", set()),
    "ZI103": ("area-misnamed", "warning", {"info"}),
    "ZI104": ("component-of-other-regime", "warning", {"info"}),
    "ZI105": ("component-unrecognised", "warning", set()),
    "ZI106": ("row-incomplete", "error", set()),
    "ZI107": ("indicator-duplicated", "warning", {"info"}),
    "ZI108": ("target-before-signing", "error", {"info"}),
    "ZI109": ("target-unclear", "warning", set()),
    "ZI110": ("reform-aspect-absent", "info", set()),
    "ZI111": ("row-poor", "info", set()),
    "ZI112": ("plan-not-read", "info", set()),
    "ZI113": ("plan-mostly-elapsed", "warning", set()),
    "ZI114": ("", "info", set()),
    "ZI115": ("", "info", set()),
    "ZI116": ("regime-undecided", "info", set()),
    "ZI201": ("citation-superseded", "error", set()),
    "ZI202": ("guideline-not-in-force", "error", {"warning"}),
    "ZI203": ("amendment-omitted", "error", set()),
    "ZI204": ("amendment-not-latest", "error", set()),
    "ZI205": ("relation-misdescribed", "error", {"warning"}),
    "ZI206": ("not-yet-in-force", "error", set()),
    "ZI207": ("citation-unresolved", "info", set()),
    "ZI208": ("title-mismatch", "warning", {"info"}),
    "ZI209": ("gazette-wrong", "warning", set()),
    "ZI210": ("gazette-missing", "warning", {"info"}),
    "ZI211": ("order-hierarchy", "warning", set()),
    "ZI212": ("order-chronology", "warning", {"info"}),
    "ZI213": ("citation-duplicated", "warning", set()),
    "ZI214": ("not-legislation", "warning", {"info"}),
    "ZI215": ("stale-since-signing", "info", set()),
    "ZI216": ("partly-revoked", "info", set()),
    "ZI217": ("amendment-cited-alone", "info", set()),
    "ZI218": ("citation-form", "info", set()),
    "ZI219": ("citation-ambiguous", "info", set()),
    "ZI220": ("title-missing", "warning", set()),
    "ZI221": ("authority-missing", "warning", set()),
    "ZI222": ("anachronism", "error", set()),
    "ZI301": ("other-unit-named", "error", {"warning"}),
    "ZI302": ("number-collision", "error", set()),
    "ZI303": ("title-inconsistent", "warning", {"info"}),
    "ZI304": ("signing-incomplete", "error", {"info"}),
    "ZI305": ("name-inconsistent", "warning", {"info"}),
    "ZI306": ("number-date-implausible", "info", set()),
    "ZI307": ("considerans-form", "info", set()),
    "ZI308": ("diktum-form", "info", set()),
    "ZI309": ("", "info", set()),
    "ZI310": ("part-missing", "error", set()),
    "ZI311": ("", "info", set()),
    "ZI312": ("", "info", set()),
    "ZI313": ("blank-left", "warning", {"error", "info"}),
}
"""A name that the design leaves open is empty. ZI401 and on, over the registry, are errors."""


def lacking(rule: Rule, folder: Path | None = None) -> list[str]:
    """Return what a rule lacks, in words; empty for a complete one."""
    told = [
        f"{name}@{lang}"
        for name in TEXTS
        for lang in ("id", "en")
        if not getattr(rule, name).get(lang, "").strip()
    ]
    told += [
        f"{shape.name} message@{lang}"
        for shape in rule.shapes
        for lang in ("id", "en")
        if not shape.message.get(lang, "").strip()
    ]
    if not re.fullmatch(r"ZI\d{3}", rule.code) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name):
        told.append("code or name")
    told += severity_faults(rule)
    stale = {file.name for file in check_pages(folder)}
    if f"{rule.code}.md" in stale or f"{rule.code}.md" not in pages():
        told.append("page not up to date")
    if rule.family != NOT_DECREES:
        counts = Counter(bool(case.expect) for case in cases() if case.code == rule.code)
        told += [
            f"{counts[kind]} {name} cases, {ENOUGH} are asked for"
            for kind, name in ((True, "failing"), (False, "passing"))
            if counts[kind] < ENOUGH
        ]
    return told


def severity_faults(rule: Rule) -> list[str]:
    """Return where name and severities differ from the table of the design."""
    name, main, others = TABLE.get(rule.code, ("", "error", set()))
    if rule.code not in TABLE and rule.family != NOT_DECREES:
        return ["code not in the table of the design"]
    told = [] if name in ("", rule.name) else [f"named {name} in the design"]
    found = {shape.severity for shape in rule.shapes}
    if rule.severity != main or found != {main} | others:
        told.append(f"severities {sorted(found)}, in the design {main} and {sorted(others)}")
    return told


def twice(heads: list[str]) -> list[str]:
    """Return the codes used by more than one rule."""
    return sorted(code for code, count in Counter(heads).items() if count > 1)


# --- the catalogue ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_is_complete(code: str) -> None:
    assert lacking(RULES[code]) == []


def test_every_rule_of_the_design_is_there() -> None:
    assert sorted(set(TABLE) - set(RULES)) == []


def test_a_code_is_used_once() -> None:
    heads = [
        turtle.value(node, ZIKG + "code") or ""
        for node in turtle.nodes().values()
        if ZIKG + "ruleName" in node
    ]
    assert twice(heads) == []
    assert sorted(heads) == sorted(RULES)


def test_every_node_shape_belongs_to_a_rule() -> None:
    named = {
        iri
        for iri, node in turtle.nodes().items()
        if SH + "NodeShape" in turtle.values(node, RDF + "type")
    }
    assert named == {shape.iri for rule in catalogue() for shape in rule.shapes}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"label": {"id": "Ada"}}, "label@en"),
        ({"what": {"en": "There"}}, "what@id"),
        ({"why": {"id": "Sebab", "en": " "}}, "why@en"),
        ({"remedy": {}}, "remedy@id"),
        ({"source": {}}, "source@en"),
        ({"message": {"en": "m"}}, "message@id"),
        ({"code": "ZI999"}, "0 failing cases, 2 are asked for"),
        ({"code": "ZI999"}, "page not up to date"),
        ({"code": "ZI999"}, "code not in the table of the design"),
        ({"name": "superseded-citation"}, "named citation-superseded in the design"),
        ({"severity": "warning"}, "severities ['error'], in the design error and []"),
    ],
)
def test_an_incomplete_rule_is_refused(change: dict[str, object], told: str) -> None:
    assert told in lacking(replace(RULES["ZI201"], **change))  # type: ignore[arg-type]


def test_a_shape_without_message_or_with_another_severity_is_refused() -> None:
    rule = RULES["ZI201"]
    mute = replace(rule.shapes[0], message={"id": "m"})
    assert "ZI201 message@en" in lacking(replace(rule, shapes=(mute, *rule.shapes[1:])))
    soft = replace(rule.shapes[0], severity="info")
    faults = severity_faults(replace(rule, shapes=(*rule.shapes, soft)))
    assert faults == ["severities ['error', 'info'], in the design error and []"]


def test_a_stale_page_is_refused(tmp_path: Path) -> None:
    for name, text in pages().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert lacking(RULES["ZI201"], tmp_path) == []
    (tmp_path / "ZI201.md").write_text("lama", encoding="utf-8")
    assert lacking(RULES["ZI201"], tmp_path) == ["page not up to date"]


def test_a_code_used_twice_is_noticed() -> None:
    assert twice(["ZI201", "ZI202", "ZI201"]) == ["ZI201"]


# --- the cases --------------------------------------------------------------------------------


def test_cases_belong_to_a_rule_and_say_what_they_rest_on() -> None:
    assert {file.stem for file in FOLDER.glob("ZI*.toml")} <= set(RULES)
    assert twice([case.id for case in cases()]) == []
    assert [case.id for case in cases() if len(case.why) < 15] == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_case_gives_what_it_expects(case: Case) -> None:
    assert differences(case, findings(case)) == [], case.why


def test_what_differs_from_a_case_is_told() -> None:
    case = next(case for case in cases() if case.code == "ZI201" and len(case.expect) == 1)
    (own,) = [finding for finding in findings(case) if finding.code == "ZI201"]
    assert agrees(own, case.expect[0])
    assert len(differences(case, [])) == 1
    assert len(differences(case, [*findings(case), own])) == 1
    assert len(differences(case, [replace(own, item="99")])) == 2
    assert len(differences(case, [own, replace(own, code="ZI203")])) == 1
