"""The report for a person at the terminal: what to correct, where, why, and the words to put."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.report import bases, findings
from zikg.report.page import Page
from zikg.report.words import BASIS, COLOUR, MARK, PHRASE, SEVERITY, STAGE
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from zikg.model import Decree, Finding, Report, Result, Severity

_UNRESOLVED: Final = frozenset({"ZI207", "ZI219"})
"""Rules whose findings say that something could not be checked."""


def render(report: Report, *, colour: bool = False, width: int = 100, explain: bool = False) -> str:
    """Return the report as text.

    Args:
        report: the results of one call.
        colour: whether ANSI colours may be used.
        width: columns to wrap at.
        explain: whether to tell the whole chain of facts behind each finding.
    """
    page = Page(report.lang, width, colour)
    for result in report.results:
        _document(page, result, report, explain)
    _summary(page, report)
    return "\n".join(page.lines) + "\n"


def _document(page: Page, result: Result, report: Report, explain: bool) -> None:
    page.put(page.style(result.path, bold=True))
    if result.error is not None:
        page.wrap(result.error, f"  {page.style('✗', 'red')} ")
        page.put()
        return
    if result.decree is not None and result.run is not None:
        _head(page, result.decree, result, report)
    plain = [finding for finding in result.findings if finding.code not in _UNRESOLVED]
    if all(finding.severity == "info" for finding in plain):
        page.wrap(page.say(PHRASE["only-notes" if plain else "none"]), "  ")
    findings.write(page, plain, explain=explain)
    bases.write(page, result, explain=explain)
    _unresolved(page, result, explain)
    page.put()


def _head(page: Page, decree: Decree, result: Result, report: Report) -> None:
    lang = page.lang
    number = decree.number.value if decree.number else "…"
    name = f"{decree.type.capitalize()} {decree.issuer_name or ''}".strip()
    year = decree.year or "…"
    nomor, tahun = ("Nomor", "Tahun") if lang == "id" else ("No.", "of")
    page.wrap(f"{name} {nomor} {number} {tahun} {year} ({STAGE[decree.stage][lang]})", "  ")
    if decree.title:
        page.wrap(decree.title.value, "  ")
    run = result.run
    assert run is not None
    judged = (
        f"{page.say(PHRASE['judged'])} {date_words(run.judged, lang)} ({BASIS[run.basis][lang]})."
    )
    if run.basis == "decree":
        judged += f" {page.say(PHRASE['today'])} {day_words(report.as_of, lang)}."
    page.wrap(judged, "  ")


def _unresolved(page: Page, result: Result, explain: bool) -> None:
    """What could not be checked: findings that say so, and what could not be judged at all."""
    unresolved = [finding for finding in result.findings if finding.code in _UNRESOLVED]
    told = tuple(finding.message for finding in unresolved)
    others = [sentence for sentence in result.undecided if not (told and sentence.endswith(told))]
    if not unresolved and not others:
        return
    page.head(page.say(PHRASE["undecided"]))
    for finding in unresolved:
        place = findings.place(page, finding)
        page.wrap(f"{place}: {finding.message} ({finding.code})", "  ? ", "    ")
        if explain:
            findings.proof(page, finding)
    for sentence in others:
        page.wrap(sentence, "  ? ", "    ")


def _summary(page: Page, report: Report) -> None:
    every = [finding for result in report.results for finding in result.findings]
    if len(report.results) > 1:
        _each(page, report)
    failed = sum(result.error is not None for result in report.results)
    files = f"{len(report.results)} {page.say(PHRASE['document'])}"
    if failed:
        files += f" ({failed} {page.say(PHRASE['failed'])})"
    if report.baseline is not None:
        files += f" · {report.baseline.known} {page.say(PHRASE['known'])}"
    page.put(f"{page.say(PHRASE['summary'])}: {files}")
    counts = [
        page.style(
            f"{MARK[level]} {_short(page, level)}: {count}", COLOUR[level] if count else None
        )
        for level in SEVERITY
        for count in [_count(every, level)]
    ]
    page.put("  " + "   ".join(counts))
    unresolved = sum(finding.code in _UNRESOLVED for finding in every)
    if unresolved:
        page.put(
            f"  ? {page.say(PHRASE['undecided'])}: {unresolved} {page.say(PHRASE['of-which'])}"
        )
    version = f"{page.say(PHRASE['registry'])} {report.registry.version} ({report.registry.date})."
    page.wrap(f"{version} {page.say(PHRASE['more'])} {page.say(PHRASE['disclaimer'])}")


def _each(page: Page, report: Report) -> None:
    """A line for each document of a call."""
    page.put(page.style(page.say(PHRASE["documents"]).upper(), bold=True))
    heads = [
        page.say(PHRASE["file"]),
        *(f"{MARK[level]} {_short(page, level)}" for level in SEVERITY),
    ]
    rows = []
    for result in report.results:
        if result.error is not None:
            rows.append([result.path, page.say(PHRASE["failed"]), "", ""])
        else:
            counts = [str(_count(result.findings, level)) for level in SEVERITY]
            rows.append([result.path, *counts])
    page.table(heads, rows)
    page.put()


def _count(found: tuple[Finding, ...] | list[Finding], level: Severity) -> int:
    return sum(finding.severity == level for finding in found)


def _short(page: Page, level: Severity) -> str:
    return SEVERITY[level][page.lang].split(" – ")[0]
