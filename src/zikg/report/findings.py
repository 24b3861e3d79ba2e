"""Findings as text: grouped by section and item, each with its reason and the words to put."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from zikg.report.placing import item_label, place_words
from zikg.report.spots import spot_words
from zikg.report.words import CERTAINTY, COLOUR, MARK, PHRASE, RELATION, SECTION, SEVERITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zikg.model import Fact, Finding
    from zikg.report.page import Page

_ORDER: Final = {name: place for place, name in enumerate(SECTION)}
_QUOTE: Final = 200
_FACTS: Final = 3
_SOURCES: Final = 2
_SOURCE: Final = 48
_REPLACEMENT: Final = "replaced"
"""The kind of fact that stands behind a proposal, not behind the finding."""
_INDENT: Final = " " * 4
_HOST: Final = re.compile(r"https?://(?:www\.)?([^/\s]+)\S*")
_FILE: Final = re.compile(r" \(data/[^)]*\)")
_REPOSITORY: Final = re.compile(r"^([\w.-]+/[\w.-]+):\S+")


def write(page: Page, findings: Sequence[Finding], *, explain: bool = False) -> None:
    """Write findings in reading order.

    Args:
        page: where to write.
        findings: the findings of one document.
        explain: whether to tell every fact in full instead of those that the text cannot show.
    """
    proposed: dict[str, str] = {}
    ordered = sorted(findings, key=_in_order)
    for section, inside in groupby(ordered, key=lambda finding: finding.section):
        name = page.say(SECTION[section]) if section else page.say(PHRASE["whole"])
        page.head(name)
        told, under = set[str](), False
        for item, group in groupby(inside, key=lambda finding: finding.item):
            if item or under:
                under = True
                _heading(page, item, section, name)
            _item(page, list(group), proposed, told, explain=explain)


def _in_order(finding: Finding) -> tuple[int, int]:
    return _ORDER.get(finding.section or "", -1), finding.span.start


def place(page: Page, finding: Finding, *, line: bool = True) -> str:
    """Return where a finding stands: ``Mengingat angka 4, baris 26``; nothing where nowhere."""
    words = place_words(finding, page.lang) if finding.section else ""
    spot = spot_words(finding, page.lang) if line else ""
    return ", ".join(part for part in (words, spot) if part)


def _heading(page: Page, item: str | None, section: str | None, name: str) -> None:
    label = item_label(item, section, page.lang) if item else name
    page.put(page.style(f"  {label[:1].upper()}{label[1:]}", bold=True))


def _item(
    page: Page,
    group: Sequence[Finding],
    proposed: dict[str, str],
    told: set[str],
    *,
    explain: bool,
) -> None:
    """Write the findings of one item: its quote once, each fact once in its section."""
    quoted = ""
    for finding in group:
        if finding.quote and (explain or finding.quote != quoted):
            quote = finding.quote if explain else _shorten(finding.quote, _QUOTE)
            spot = spot_words(finding, page.lang)
            page.wrap(f"“{quote}” ({spot})" if spot else f"“{quote}”", _INDENT, dim=True)
            quoted = finding.quote
        _finding(page, finding)
        if explain:
            proof(page, finding)
        else:
            _reason(page, [fact for fact in finding.because if fact.node not in told])
            told.update(fact.node for fact in finding.because)
        _proposal(page, finding, proposed)


def _finding(page: Page, finding: Finding) -> None:
    colour = COLOUR[finding.severity]
    mark = page.style(MARK[finding.severity], colour, bold=True)
    code = page.style(finding.code, colour, bold=True)
    severity = page.style(SEVERITY[finding.severity][page.lang], colour)
    page.put(f"{_INDENT}{mark} {code} {severity}")
    page.wrap(finding.message, _INDENT + "  ")


def _reason(page: Page, facts: Iterable[Fact]) -> None:
    """Write the facts that are not in the document itself: those with a source."""
    head = f"{_INDENT}  {page.say(PHRASE['reason'])}: "
    read = [fact for fact in facts if fact.source and fact.relation != _REPLACEMENT]
    for fact in read[:_FACTS]:
        page.wrap(f"{fact.text} {_short_sources(page, fact)}", head)
        head = " " * len(head)
    if len(read) > _FACTS:
        page.wrap(f"+{len(read) - _FACTS} {page.say(PHRASE['more-facts'])}", head)


def _short_sources(page: Page, fact: Fact) -> str:
    every = list(dict.fromkeys(short_source(text) for text in sources(fact)))
    shown = ", ".join(every[:_SOURCES])
    if len(every) > _SOURCES:
        shown += f", +{len(every) - _SOURCES}"
    if fact.confidence != "high":
        shown += f"; {page.say(PHRASE['certainty'])} {CERTAINTY[fact.confidence][page.lang]}"
    return f"[{shown}]"


def sources(fact: Fact) -> Iterator[str]:
    """Give the sources of a fact, one by one."""
    for text in fact.source.split(" | "):
        if text.strip():
            yield text.strip()


def short_source(text: str) -> str:
    """Return a source by its host, its repository or its name.

    Example:
        >>> short_source("https://www.pn-serang.go.id/main/other/LKE_ZI.html (LKE 2022)")
        'pn-serang.go.id (LKE 2022)'
        >>> short_source("mblonyox/data-peraturan:uu/2023/1.md")
        'mblonyox/data-peraturan'
    """
    for pattern, short in ((_HOST, r"\1"), (_REPOSITORY, r"\1"), (_FILE, "")):
        text = pattern.sub(short, text)
    if len(text) > _SOURCE:
        text = text.split(" (")[0]
    return _shorten(text, _SOURCE)


def proof(page: Page, finding: Finding) -> None:
    """Write the whole chain of facts behind a finding, numbered, with ids, dates and sources.

    Args:
        page: where to write.
        finding: the finding.
    """
    inner = _INDENT + "  "
    page.put(f"{inner}{page.say(PHRASE['proof'])}:")
    for number, fact in enumerate(finding.because, start=1):
        page.wrap(fact.text, f"{inner}  {number}. ")
        for line in _details(page, fact):
            page.wrap(line, f"{inner}     ", f"{inner}       ", dim=True)
    rule = finding.shape or finding.code
    page.wrap(f"{page.say(PHRASE['rule'])}: {rule}", f"{inner}  ", dim=True)


def _details(page: Page, fact: Fact) -> Iterator[str]:
    relation = page.say(RELATION.get(fact.relation, {"id": "", "en": ""}))
    ends = " → ".join(part for part in (_id(fact.subject), _id(fact.object)) if part)
    if ends:
        yield f"{relation}: {ends}" if relation else ends
    if fact.about:
        yield f"{page.say(PHRASE['change'])}: {fact.about}"
    for source in sources(fact):
        yield f"{page.say(PHRASE['source'])}: {source}"
    if fact.source:
        yield f"{page.say(PHRASE['certainty'])}: {CERTAINTY[fact.confidence][page.lang]}"


def _id(text: str) -> str:
    """Return an id; words of the decree stand in the sentence already."""
    return text if "/" in text and " " not in text else ""


def _proposal(page: Page, finding: Finding, proposed: dict[str, str]) -> None:
    if finding.fix is None:
        return
    label = page.say(PHRASE["fix" if finding.fix.safe else "fix-unsafe"])
    where = place(page, finding, line=False)
    known = proposed.get(finding.fix.text)
    words = finding.fix.text
    if known is not None:
        words = page.say(PHRASE["see"]) + ("" if known == where else f" ({known})")
    proposed.setdefault(finding.fix.text, where)
    page.wrap(f"{label}: {words}", f"{_INDENT}  → ", f"{_INDENT}    ", colour="green")


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
