"""Findings in the columns of an inspector's report: condition, criterion, recommendation.

The columns are those that Indonesian inspectorates follow up on; Tanggapan and Status Tindak Lanjut
are left for the office that answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.report.placing import whole_place
from zikg.report.words import SEVERITY
from zikg.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Finding, Result

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "id": (
        *("No", "Berkas", "Satker", "Keputusan", "Letak", "Kode", "Kondisi", "Kriteria"),
        *("Rekomendasi", "Tingkat", "Tanggapan", "Status Tindak Lanjut"),
    ),
    "en": (
        *("No", "File", "Office", "Decree", "Place", "Code", "Condition", "Criterion"),
        *("Recommendation", "Severity", "Response", "Follow-up status"),
    ),
}
"""The headings of the columns, by language."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as an inspector reads it; the two last columns are for the answer."""

    number: int
    path: str
    office: str
    decree: str
    place: str
    code: str
    condition: str
    criterion: str
    recommendation: str
    severity: str

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The values in the order of :data:`COLUMNS`."""
        return (
            *(self.number, self.path, self.office, self.decree, self.place, self.code),
            *(self.condition, self.criterion, self.recommendation, self.severity, "", ""),
        )


def inspect(result: Result, lang: str, first: int = 1) -> Iterator[Line]:
    """Give the lines of one document, gravest first, numbered from ``first``.

    Args:
        result: the check of the document.
        lang: ``id`` or ``en``.
        first: number of the first line.
    """
    order = list(SEVERITY)
    found = sorted(result.findings, key=lambda f: (order.index(f.severity), f.span.start))
    for number, finding in enumerate(found, start=first):
        yield _line(number, result, finding, lang)


def name_of_decree(result: Result) -> str:
    """Return type, number and year of the decree, ``…`` for what is blank."""
    decree = result.decree
    if decree is None:
        return ""
    number = decree.number.value if decree.number else "…"
    return f"{decree.type.capitalize()} {number}/{decree.year or '…'}"


def criterion(finding: Finding, lang: str) -> str:
    """Return what a finding is held against: the provision of its rule, the facts with sources."""
    facts = [fact.text for fact in finding.because if fact.source and fact.relation != "replaced"]
    source = rule(finding.code).source.get(lang, "") if finding.code else ""
    return "; ".join(part for part in (source, *facts) if part)


def recommendation(finding: Finding, lang: str) -> str:
    """Return the words to put instead, or the remedy of the rule where there are none."""
    if finding.fix is not None:
        return finding.fix.text
    return rule(finding.code).remedy.get(lang, "")


def _line(number: int, result: Result, finding: Finding, lang: str) -> Line:
    where = whole_place(finding, lang)
    return Line(
        number,
        result.path,
        (result.decree.issuer_name if result.decree else None) or "",
        name_of_decree(result),
        where,
        finding.code,
        finding.message + (f" “{finding.quote}”" if finding.quote else ""),
        criterion(finding, lang),
        recommendation(finding, lang),
        SEVERITY[finding.severity][lang],
    )
