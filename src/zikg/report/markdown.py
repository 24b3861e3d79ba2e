"""The report in Markdown: for merge requests, notes and wikis."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from zikg.report.inspection import name_of_decree
from zikg.report.placing import whole_place
from zikg.report.words import BASIS, MARK, PHRASE, SEVERITY
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import BaselineUse, Finding, Result
    from zikg.report.writing import Head, Out

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")
_TITLE: Final = {"id": "Hasil pemeriksaan", "en": "Results of the check"}


class MarkdownWriter:
    """Writes a section for each document, its findings as a list by severity.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out
        self._totals = dict.fromkeys(SEVERITY, 0)
        self._documents = self._failed = 0

    def begin(self, head: Head) -> None:
        """Write the title."""
        self._head = head
        self._out.write(f"# {_TITLE[head.lang]}\n")

    def add(self, result: Result) -> None:
        """Write one document."""
        self._documents += 1
        self._failed += result.error is not None
        for finding in result.findings:
            self._totals[finding.severity] += 1
        self._out.write("\n" + "\n".join(_document(result, self._head)) + "\n")

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write the summary."""
        lang = self._head.lang
        counts = " · ".join(
            f"{MARK[level]} {SEVERITY[level][lang].split(' – ')[0]}: {count}"
            for level, count in self._totals.items()
        )
        if self._failed == self._documents:
            counts = PHRASE["nothing"][lang]
        files = f"{self._documents} {PHRASE['document'][lang]}"
        if self._failed:
            files += f" ({self._failed} {PHRASE['failed'][lang]})"
        if baseline is not None:
            files += f" · {baseline.known} {PHRASE['known'][lang]}"
        registry = self._head.registry
        self._out.write(
            f"\n---\n**{PHRASE['summary'][lang]}**: {files}. {counts}\n\n"
            f"{PHRASE['registry'][lang]} {registry.version} ({registry.date}). "
            f"{PHRASE['more'][lang]} {PHRASE['disclaimer'][lang]}\n"
        )


def _document(result: Result, head: Head) -> Iterator[str]:
    lang = head.lang
    yield f"## {_plain(result.path)}"
    yield ""
    if result.error is not None:
        yield f"**{PHRASE['failed'][lang]}**: {_plain(result.error)}"
        return
    decree, run = result.decree, result.run
    if decree is not None and run is not None:
        title = f" — {_plain(decree.title.value)}" if decree.title else ""
        office = f" {_plain(decree.issuer_name)}" if decree.issuer_name else ""
        yield f"{_plain(name_of_decree(result))}{office}{title}"
        yield ""
        judged = f"{PHRASE['judged'][lang]} {date_words(run.judged, lang)}"
        yield f"{judged} ({BASIS[run.basis][lang]}); {day_words(head.as_of, lang)}."
    if not result.findings:
        yield ""
        yield PHRASE["none"][lang]
    order = list(SEVERITY)
    found = sorted(result.findings, key=lambda f: (order.index(f.severity), f.span.start))
    for level, group in groupby(found, key=lambda finding: finding.severity):
        listed = list(group)
        yield ""
        yield f"### {MARK[level]} {SEVERITY[level][lang]} ({len(listed)})"
        yield ""
        for finding in listed:
            yield from _finding(finding, lang)
    if result.undecided:
        yield ""
        yield f"### ? {PHRASE['undecided'][lang]}"
        yield ""
        for sentence in result.undecided:
            yield f"- {_plain(sentence)}"


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    where = whole_place(finding, lang)
    yield f"- **{finding.code}** {where}: {_plain(finding.message)}"
    if finding.quote:
        yield f"  > {_plain(finding.quote)}"
        yield ""
    for fact in finding.because:
        if fact.source:
            yield f"  - {PHRASE['reason'][lang]}: {_plain(fact.text)}"
    if finding.fix is not None:
        label = PHRASE["fix" if finding.fix.safe else "fix-unsafe"][lang]
        yield f"  - {label}: {_plain(finding.fix.text)}"


def _plain(text: str) -> str:
    """Return words that Markdown shows as they are, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
