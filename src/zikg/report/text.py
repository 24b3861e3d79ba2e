"""The report for a person at the terminal: what to correct, where, why, and the words to put."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.report import bases, findings
from zikg.report.page import Page
from zikg.report.words import BASIS, COLOUR, MARK, PHRASE, SEVERITY, STAGE
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.model import BaselineUse, Decree, Finding, Result, Severity
    from zikg.report.writing import Head, Out

_UNRESOLVED: Final = frozenset({"ZI116", "ZI207", "ZI219"})
"""Rules whose findings say that something could not be checked."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What the summary says of one document: findings by severity, gravest first."""

    path: str
    counts: tuple[int, ...]
    unresolved: int
    failed: bool


class TextWriter:
    """Writes a report as text.

    Args:
        out: where to write.
        colour: whether ANSI colours may be used.
        width: columns to wrap at.
        explain: whether to tell the whole chain of facts behind each finding.
    """

    def __init__(
        self, out: Out, *, colour: bool = False, width: int = 100, explain: bool = False
    ) -> None:
        self._out = out
        self._colour = colour
        self._width = width
        self._explain = explain
        self._lines: list[_Line] = []

    def begin(self, head: Head) -> None:
        """Remember what holds for all documents."""
        self._head = head
        self._page = Page(head.lang, self._width, self._colour)

    def add(self, result: Result) -> None:
        """Write one document."""
        _document(self._page, result, self._head, self._explain)
        counts = tuple(_count(result.findings, level) for level in SEVERITY)
        unresolved = sum(finding.code in _UNRESOLVED for finding in result.findings)
        self._lines.append(_Line(result.path, counts, unresolved, result.error is not None))
        self._flush()

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write the table of documents, where there are several, and the summary."""
        _summary(self._page, self._lines, self._head, baseline)
        self._flush()

    def _flush(self) -> None:
        self._out.write("".join(f"{line}\n" for line in self._page.lines))
        self._page.lines.clear()


def _document(page: Page, result: Result, report: Head, explain: bool) -> None:
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


def _head(page: Page, decree: Decree, result: Result, report: Head) -> None:
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
    if decree.source.kind == "scan" or decree.source.doubts:
        page.wrap(page.say(PHRASE["recognised"]), "  ")


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


def _summary(page: Page, lines: Sequence[_Line], head: Head, baseline: BaselineUse | None) -> None:
    if len(lines) > 1:
        _each(page, lines)
    failed = sum(line.failed for line in lines)
    files = f"{len(lines)} {page.say(PHRASE['document'])}"
    if failed:
        files += f" ({failed} {page.say(PHRASE['failed'])})"
    if baseline is not None:
        files += f" · {baseline.known} {page.say(PHRASE['known'])}"
    page.put(f"{page.say(PHRASE['summary'])}: {files}")
    totals = [sum(line.counts[place] for line in lines) for place in range(len(SEVERITY))]
    counts = [
        page.style(
            f"{MARK[level]} {_short(page, level)}: {count}", COLOUR[level] if count else None
        )
        for level, count in zip(SEVERITY, totals, strict=True)
    ]
    read = failed < len(lines)
    page.put("  " + ("   ".join(counts) if read else page.say(PHRASE["nothing"])))
    unresolved = sum(line.unresolved for line in lines)
    if unresolved:
        page.put(
            f"  ? {page.say(PHRASE['undecided'])}: {unresolved} {page.say(PHRASE['of-which'])}"
        )
    version = f"{page.say(PHRASE['registry'])} {head.registry.version} ({head.registry.date})."
    page.wrap(f"{version} {page.say(PHRASE['more'])} {page.say(PHRASE['disclaimer'])}")


def _each(page: Page, lines: Sequence[_Line]) -> None:
    """A line for each document of a call."""
    page.put(page.style(page.say(PHRASE["documents"]).upper(), bold=True))
    heads = [
        page.say(PHRASE["file"]),
        *(f"{MARK[level]} {_short(page, level)}" for level in SEVERITY),
    ]
    rows = []
    for line in lines:
        if line.failed:
            rows.append([line.path, page.say(PHRASE["failed"]), "", ""])
        else:
            rows.append([line.path, *map(str, line.counts)])
    page.table(heads, rows)
    page.put()


def _count(found: Sequence[Finding], level: Severity) -> int:
    return sum(finding.severity == level for finding in found)


def _short(page: Page, level: Severity) -> str:
    return SEVERITY[level][page.lang].split(" – ")[0]
