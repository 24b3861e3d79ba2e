"""The report for a person at the terminal: grouped by section, reason and proposal under each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Final

import click

from zikg.model import Decree, Finding, Report, Result, Severity
from zikg.report.words import BASIS, CERTAINTY, MARK, PHRASE, SECTION, SEVERITY, STAGE, day, when

_COLOUR: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "info": "blue"}
_ORDER: Final = {name: place for place, name in enumerate(SECTION)}
_INDENT: Final = " " * 5


class _Page:
    """Lines being written, with the language and width they are for."""

    def __init__(self, lang: str, width: int, colour: bool) -> None:
        self.lang = lang
        self.width = max(width, 60)
        self.colour = colour
        self.lines: list[str] = []

    def say(self, phrase: str) -> str:
        return PHRASE[phrase][self.lang]

    def style(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        return click.style(text, fg=colour, bold=bold) if self.colour else text

    def put(self, line: str = "") -> None:
        self.lines.append(line)

    def wrap(self, text: str, first: str = _INDENT, rest: str = _INDENT) -> None:
        self.lines.extend(
            textwrap.wrap(
                text,
                self.width,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )


def render(
    report: Report, *, colour: bool = False, width: int = 100, explain: bool = False
) -> str:
    """Return the report as text.

    Args:
        report: the results of one call.
        colour: whether ANSI colours may be used.
        width: columns to wrap at.
    """
    page = _Page(report.lang, width, colour)
    for result in report.results:
        _document(page, result, report)
    _summary(page, report)
    return "\n".join(page.lines) + "\n"


def _document(page: _Page, result: Result, report: Report) -> None:
    page.put(page.style(result.path, bold=True))
    if result.error is not None:
        page.wrap(result.error, f"  {page.style('✗', 'red')} ", "    ")
        page.put()
        return
    if result.decree is not None and result.run is not None:
        _head(page, result.decree, result, report)
    if not result.findings:
        page.wrap(page.say("none"), "  ", "  ")
    ordered = sorted(result.findings, key=_section_order)
    for section, findings in groupby(ordered, key=lambda finding: finding.section):
        title = SECTION[section][page.lang] if section else "–"
        page.put()
        page.put(page.style(title.upper(), bold=True))
        for finding in findings:
            _finding(page, finding)
    if result.undecided:
        page.put()
        page.put(page.style(page.say("undecided").upper(), bold=True))
        for sentence in result.undecided:
            page.wrap(sentence, "  ? ", "    ")
    page.put()


def _section_order(finding: Finding) -> tuple[int, int]:
    return _ORDER.get(finding.section or "", -1), finding.span.start


def _head(page: _Page, decree: Decree, result: Result, report: Report) -> None:
    lang = page.lang
    number = decree.number.value if decree.number else "…"
    name = f"{decree.type.capitalize()} {decree.issuer_name or ''}".strip()
    year = decree.year or "…"
    nomor, tahun = ("Nomor", "Tahun") if lang == "id" else ("No.", "of")
    page.wrap(f"{name} {nomor} {number} {tahun} {year} ({STAGE[decree.stage][lang]})", "  ", "  ")
    if decree.title:
        page.wrap(decree.title.value, "  ", "  ")
    run = result.run
    assert run is not None
    page.wrap(
        f"{page.say('judged')} {when(run.judged, lang)} ({BASIS[run.basis][lang]}). "
        f"{page.say('today')} {day(report.as_of, lang)}.",
        "  ",
        "  ",
    )


def _finding(page: _Page, finding: Finding) -> None:
    colour = _COLOUR[finding.severity]
    place = f"{page.say('line')} {finding.line}"
    if finding.page:
        place = f"{page.say('page')} {finding.page}, {place}"
    where = f"{finding.item} " if finding.item else ""
    mark = page.style(MARK[finding.severity], colour, bold=True)
    code = page.style(finding.code, colour, bold=True)
    page.put(f"  {mark} {where}{code} {SEVERITY[finding.severity][page.lang]} ({place})")
    if finding.quote:
        page.wrap(f"“{_shorten(finding.quote, 240)}”")
    page.wrap(finding.message)
    for index, fact in enumerate(finding.because):
        head = f"{page.say('reason')}: " if index == 0 else " " * (len(page.say("reason")) + 2)
        page.wrap(" ".join(_fact(page, fact.text, fact.source, fact.confidence)), _INDENT + head,
                  _INDENT + " " * (len(page.say("reason")) + 2))  # fmt: skip
    if finding.fix:
        label = page.say("fix" if finding.fix.safe else "fix-unsafe")
        page.wrap(f"{label}: {finding.fix.text}", f"{_INDENT}→ ", f"{_INDENT}  ")


def _fact(page: _Page, text: str, source: str, confidence: str) -> Iterator[str]:
    yield text
    if source:
        certainty = CERTAINTY[confidence][page.lang]
        sources = _shorten(source, 160)
        yield f"[{page.say('source')}: {sources}; {page.say('certainty')} {certainty}]"


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _summary(page: _Page, report: Report) -> None:
    findings = [finding.severity for result in report.results for finding in result.findings]
    failed = sum(result.error is not None for result in report.results)
    counts = [
        page.style(
            f"{SEVERITY[level][page.lang].split(' – ')[0]}: {findings.count(level)}",
            _COLOUR[level] if findings.count(level) else None,
        )
        for level in SEVERITY
    ]
    files = f"{len(report.results)} {page.say('document')}"
    if failed:
        files += f" ({failed} {page.say('failed')})"
    if report.baseline is not None:
        counts.append(f"{report.baseline.known} {page.say('known')}")
    page.put(f"{page.say('summary')}: {files} · " + " · ".join(counts))
    page.put(f"{page.say('registry')} {report.registry.version} ({report.registry.date}).")
    page.put(f"{page.say('more')} · {page.say('disclaimer')}")
