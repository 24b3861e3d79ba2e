"""What the examination of decrees gave: findings with their reasons, standings, the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from zikg.model.dates import Interval
    from zikg.model.decree import Decree, SectionName
    from zikg.model.law import Change, ChangeKind, Confidence
    from zikg.model.source import Span

Severity = Literal["error", "warning", "info"]
Basis = Literal["decree", "as-of", "today"]


@dataclass(frozen=True, slots=True)
class Run:
    """At which date a decree is judged, and how that date came about (design section 5)."""

    judged: Interval
    basis: Basis
    as_of: date
    final: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in the chain that explains a finding, as a sentence with its source.

    ``relation`` names the kind of fact (``revokes``); ``subject`` and ``object`` are short ids, or
    words of the decree; ``node`` is the IRI of the fact, ``about`` that of the legal change it
    speaks of; ``texts`` the sentence by language, where more than one was asked for.
    """

    text: str
    source: str = ""
    confidence: Confidence = "high"
    since: str | None = None
    subject: str = ""
    relation: str = ""
    object: str = ""
    provision: str = ""
    node: str = ""
    about: str = ""
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """The words to put instead; ``safe`` where no decision of a person is needed."""

    text: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of the examination: JSON keys of design section 8.

    ``place`` is the paragraph or table cell in the user's file; ``None`` where lines are counted
    (text), empty where neither lines nor places mean anything to the user (a PDF).
    """

    code: str
    name: str
    severity: Severity
    message: str
    section: SectionName | None
    item: str | None
    subject: str | None
    related: tuple[str, ...]
    since: str | None
    quote: str
    span: Span
    spans: tuple[Span, ...]
    line: int
    column: int
    page: int | None
    confidence: Confidence
    fingerprint: str
    because: tuple[Fact, ...] = ()
    fix: Fix | None = None
    focus: str = ""
    value: str = ""
    shape: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a baseline lets pass: known already, or waived by somebody with a reason.

    ``until`` is the last day of a waiver, ``by`` who answers for it; both empty where the finding
    is merely known.
    """

    finding: Finding
    reason: str = ""
    until: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What the check of one document gave: findings, or the error that stopped it.

    ``accepted`` are those that a baseline took out of the findings.
    """

    path: str
    decree: Decree | None = None
    run: Run | None = None
    findings: tuple[Finding, ...] = ()
    undecided: tuple[str, ...] = ()
    error: str | None = None
    graph: object = field(default=None, repr=False, compare=False)
    standings: tuple[Standing, ...] = ()
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistryInfo:
    """Which registry was used: version, date of its facts, digest of its files."""

    version: str
    date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BaselineUse:
    """What a baseline did in one call: findings left out as known, entries that matched nothing."""

    known: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Report:
    """The results over all documents of one call."""

    results: tuple[Result, ...]
    registry: RegistryInfo
    as_of: date
    lang: str = "id"
    baseline: BaselineUse | None = None


@dataclass(frozen=True, slots=True)
class StandingAt:
    """How a regulation stood at a date: label as JDIH writes it, since when, by which acts."""

    code: str
    status: str
    since: str | None = None
    by: tuple[str, ...] = ()
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class Coming:
    """The next thing that is known to happen to a regulation.

    ``kind`` is that of a change, or ``takes_effect`` for a regulation not yet in force; ``by`` the
    act that does it.
    """

    kind: ChangeKind | Literal["takes_effect"]
    by: str
    since: Interval
    provision: str = ""
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class Standing:
    """A regulation cited in the opening of a decree, at three dates.

    ``since`` are the changes certainly after the judged date and on or before the as-of date;
    ``right`` is whether the citation was right at the judged date: nothing above a note was raised
    against it; ``None`` where its status then is not known. ``names`` are short names by id.
    """

    section: SectionName
    item: str | None
    regulation: str
    judged: StandingAt
    as_of: StandingAt
    next: Coming | None = None
    since: tuple[Change, ...] = ()
    right: bool | None = None
    names: tuple[tuple[str, str], ...] = ()
