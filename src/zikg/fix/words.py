"""Corrections of single words: citations in the considerans, headings, units, form, spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.extract.areas import parse_heading
from zikg.extract.view import flat
from zikg.fix.case import about
from zikg.fix.form import form_of
from zikg.fix.pieces import piece_edits
from zikg.fix.precise import reword
from zikg.fix.values import Edit, Step
from zikg.graph.nodes import names
from zikg.model import Area, Span
from zikg.namespaces import BASE
from zikg.registry.status import status_at
from zikg.validate.citing import amended, successor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.fix.case import Case, Unit
    from zikg.fix.form import Form
    from zikg.model import Finding, Part

MARKED: Final = ("ZI103", "ZI301", "ZI303", "ZI307", "ZI308", "ZI309")
"""Codes whose finding marks the very words that its remedy replaces."""
_LABEL: Final = re.compile(r"[IVX]+\.?|\d+\.?|[A-Z]\.")
_MARKUP: Final = r"(?:[\s*_|]|<[^<>]{1,20}>)+"


def considerans(case: Case) -> list[Step]:
    """Return the corrections of citations in Menimbang and Memperhatikan."""
    steps: list[Step] = []
    for section in ("menimbang", "memperhatikan"):
        parts = [part for part in case.decree.parts if part.section == section]
        listed = tuple(part for part in parts if part.label is not None) or tuple(parts)
        if listed:
            form = form_of(case.decree.source.text, listed)
            steps += [step for part in listed for step in _cited(case, part, form)]
    return steps


def _cited(case: Case, part: Part, form: Form) -> Iterator[Step]:
    units = case.units(part.span)
    said = {unit.root.regulation for unit in units if unit.root.role == "base"}
    for unit in units:
        made, found = _instead(case, unit, form, said)
        if not found:
            made, found = piece_edits(case, unit, form, gazettes=False)
        if not found or not made:
            continue
        span = Span(unit.span.start, max(unit.span.end, *(edit.span.end for edit in made)))
        after = case.words(span, made)
        before = flat(case.decree.source.text, span.start, span.end)
        change = case.change(found, before, flat(after, 0, len(after)), section=part.section)
        yield Step(tuple(made), (change,))


def _instead(
    case: Case, unit: Unit, form: Form, said: set[str | None]
) -> tuple[list[Edit], list[Finding]]:
    """Return the successor in the place of a revoked instrument, or the base of an act alone."""
    for finding in case.on(unit, "ZI201", "ZI217"):
        cited = about(finding)
        if cited is None:
            continue
        by: str | None = cited
        if status_at(case.registry, cited, case.run.judged).code == "revoked":
            by = successor(cited, case.registry, case.run.judged)
        if by is None or by == unit.root.regulation or by in said:
            continue
        said.add(by)
        words = amended(by, case.registry, case.run.judged, gazettes=False).text
        edit = form.edit(case.decree.source.text, unit.span, words)
        return [edit], case.on(unit, "ZI201", "ZI217")
    return [], []


def marked(case: Case) -> list[Step]:
    """Return the corrections of words that a finding marks, and gives the words for."""
    steps: list[Step] = []
    # Where an area is missing, the number of those behind it says nothing yet.
    gap = any(finding.code == "ZI102" for finding in case.findings)
    for finding in case.findings:
        if finding.code not in MARKED or finding.fix is None or not case.wanted(finding):
            continue
        if gap and finding.code == "ZI308" and _area(case, finding) is not None:
            continue
        edits = _edits(case, finding, finding.fix.text)
        if not edits:
            continue
        before, after = finding.quote, finding.fix.text
        area = _area(case, finding)
        if area is not None:
            words = case.words(area.span, edits)
            before = flat(case.decree.source.text, area.span.start, area.span.end)
            after = flat(words, 0, len(words))
        steps.append(Step(tuple(edits), (case.change([finding], before, after),)))
    return steps


def _area(case: Case, finding: Finding) -> Area | None:
    node = names(case.decree).nodes.get(finding.focus.removeprefix(BASE))
    thing = node.thing if node is not None else None
    if isinstance(thing, Area):
        return thing
    plan = case.decree.plan
    areas = plan.areas if plan is not None else ()
    return next((area for area in areas if area.span == finding.span), None)


def _edits(case: Case, finding: Finding, words: str) -> list[Edit]:
    text = case.decree.source.text
    area = _area(case, finding)
    if area is not None:
        name = _named(text, area)
        if name is None:
            return []
        label = Span(area.span.start, name.start)
        if _LABEL.fullmatch(words):
            return reword(text, [label], words)
        if parse_heading(words).label:
            return reword(text, [Span(area.span.start, name.end)], words)
        return [Edit(name, words)]
    if finding.code == "ZI309":
        said = words.split("; ")
        if len(said) != len(finding.spans):
            return []
        return [Edit(span, word) for span, word in zip(finding.spans, said, strict=True)]
    return reword(text, finding.spans, words)


def _named(text: str, area: Area) -> Span | None:
    """Return where the name of an area stands in its heading, without number and markup."""
    words = [re.escape(word) for word in area.heading.split()]
    if not words:
        return None
    match = re.compile(_MARKUP.join(words), re.IGNORECASE).search(
        text, area.span.start, area.span.end
    )
    if match is None or re.search(r"[\t|<]", match[0]):
        return None
    return Span(match.start(), match.end())
