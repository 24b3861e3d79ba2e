"""The values that pass from stage to stage: read, extract, graph, validate, report.

All are frozen; a stage takes one and returns a new one. Offsets count Unicode code points of
``Source.text`` (LF line ends), from 0, end exclusive. Dates are intervals: what is known of a
date is its earliest and its latest day, and the printed form (``2021-12``) is derived from it.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

Confidence = Literal["high", "medium", "low"]
Severity = Literal["error", "warning", "info"]
Role = Literal["base", "amending", "title"]
Relation = Literal["amended", "last-amended", "revoked"]
ChangeKind = Literal["amends", "revokes", "partly_revokes", "adopts"]
Stage = Literal["draft", "issued", "copy"]
Basis = Literal["decree", "as-of", "today"]
SectionName = Literal[
    "judul",
    "pembukaan",
    "menimbang",
    "mengingat",
    "memperhatikan",
    "memutuskan",
    "diktum",
    "penutup",
    "salinan",
    "lampiran",
]
"""Sections of a decree, in the order in which they come (design section 8)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A date as far as it is known: some day from ``earliest`` to ``latest``, both inclusive.

    Example:
        >>> Interval.parse("2021-12").earliest.isoformat()
        '2021-12-01'
        >>> Interval.parse("2021-12").printed
        '2021-12'
        >>> Interval.parse("2021-12").before(Interval.parse("2022-01-01"))
        True
        >>> Interval.parse("2021-12").before(Interval.parse("2021-12-15")) is None
        True
    """

    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Return the interval of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: the text has none of these forms.
        """
        numbers = [int(piece) for piece in text.split("-")]
        if len(numbers) == 1:
            return cls(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return cls(date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last))
        if len(numbers) == 3:
            day = date(numbers[0], numbers[1], numbers[2])
            return cls(day, day)
        raise ValueError(f"not a date: {text!r}")

    @classmethod
    def of(cls, day: date) -> Interval:
        """Return the interval that holds one day only."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest == self.latest

    @property
    def printed(self) -> str:
        """The shortest ISO form: a day, a month, a year, or ``earliest/latest``."""
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return f"{first.year:04d}-{first.month:02d}"
            if first.year == last.year and (first.month, last.month) == (1, 12):
                return f"{first.year:04d}"
        return f"{first.isoformat()}/{last.isoformat()}"

    def before(self, other: Interval) -> bool | None:
        """Whether this date is certainly before the other: yes, no, or ``None`` for undecided."""
        if self.latest < other.earliest:
            return True
        return False if self.earliest >= other.latest else None

    def by(self, other: Interval) -> bool | None:
        """Whether this date is on or before the other: yes, no, or ``None`` for undecided."""
        if self.latest <= other.earliest:
            return True
        return False if self.earliest > other.latest else None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Source.text``: code points ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text without markup and line breaks, and the pieces it was read from.

    ``inherited`` marks a value that stands in a merged cell above and counts here too.
    """

    text: str
    spans: tuple[Span, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the file: physical rows of cells, page breaks not yet mended."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span


@dataclass(frozen=True)
class Source:
    """A file as read: its text, where its pages begin, and the tables in it.

    Args:
        path: the name the user gave (``-`` for standard input).
        sha256: hex digest of the bytes of the file.
        text: the whole text, LF line ends, no byte order mark.
        pages: offset at which each page begins; empty where the format has no pages.
        tables: tables in order of their place in the text.
        places: name of the paragraph or table cell an offset lies in (DOCX), by start offset.
        files: where the text of each file begins, when several were joined (``--with``).
        kind: the format that was read: ``text``, ``docx``, ``pdf``, ``scan``, ``odt``, ``rtf``.
        doubts: stretches whose letters were recognised (OCR), and how sure each is, 0 to 1.
    """

    path: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    files: tuple[tuple[int, str], ...] = ()
    kind: str = "text"
    doubts: tuple[tuple[Span, float], ...] = ()

    @property
    def document(self) -> str:
        """The first 12 hex digits of the digest: the local name of the document."""
        return self.sha256[:12]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def locate(self, offset: int) -> tuple[int, int, int | None]:
        """Return line and column (both from 1) and page (from 1, or ``None``) of an offset.

        Lines are counted from the beginning of the file that the offset stands in.
        """
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        page = bisect_right(self.pages, offset) if self.pages else None
        if self.files:
            line -= bisect_right(self._line_starts, self._file(offset)[0]) - 1
        return line, column, page

    def file_at(self, offset: int) -> str:
        """Return the name of the file that an offset stands in."""
        return self._file(offset)[1] if self.files else self.path

    def place_at(self, offset: int) -> str | None:
        """Return the paragraph or table cell an offset lies in; ``None`` without names."""
        found = bisect_right(self.places, offset, key=lambda entry: entry[0]) - 1
        if found < 0 or (self.files and self.places[found][0] < self._file(offset)[0]):
            return None  # in a file that was joined and has no names
        return self.places[found][1]

    def _file(self, offset: int) -> tuple[int, str]:
        return max((entry for entry in self.files if entry[0] <= offset), default=(0, self.path))


@dataclass(frozen=True, slots=True)
class Field:
    """A value read from the text and where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the decree that findings and citations hang on.

    ``item`` is ``a``, ``3``, ``kesatu``; ``None`` for a section that has no items. ``label``
    is the mark itself (``3.``), ``span`` the part from its label to its end.
    """

    section: SectionName
    item: str | None
    span: Span
    label: Span | None = None

    @property
    def local(self) -> str:
        """The path below the document: ``mengingat/3``, ``diktum/kesatu``, ``judul``."""
        if self.item is None:
            return self.section
        return f"{self.section}/{self.item.replace('.', '/')}"


@dataclass(frozen=True, slots=True)
class Gazette:
    """A gazette number: ``kind`` is LN, TLN, BN, TBN, LD or BD; a TLN carries no year."""

    kind: str
    year: int | None
    number: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a legal instrument.

    ``index`` numbers the citations of the document in reading order; ``of`` is the index of the
    citation that this one is said to change (``amending``) or in whose title it stands
    (``title``). ``regulation`` is the short id made from what is written; it is ``None`` where
    the identity is not determined, and then ``candidates`` may name several.
    ``head`` covers type, number and year; ``span`` the whole with title and gazette; ``spans``
    the exact pieces of the text; ``formula`` the words that claim the relation.
    ``confidence`` (0 to 1) falls below 1 where the reading had to be repaired.
    """

    index: int
    section: SectionName | None
    item: str | None
    ordinal: int
    type: str
    issuer: str | None
    number: str | None
    year: int | None
    role: Role
    span: Span
    spans: tuple[Span, ...]
    head: Span
    quote: str
    issuer_name: str | None = None
    regulation: str | None = None
    candidates: tuple[str, ...] = ()
    title: str | None = None
    title_span: Span | None = None
    gazettes: tuple[Gazette, ...] = ()
    gazette_span: Span | None = None
    of: int | None = None
    relation: Relation | None = None
    formula: str | None = None
    formula_span: Span | None = None
    dated: Interval | None = None
    pinpoint: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A government unit named in the diktum or in a plan row, with the words around it.

    ``unit`` is the slug of the unit (``kpu-kota-tangerang``), ``item`` the row (``IV.1``) or
    diktum; ``near`` is ``visit`` or ``cooperation`` where words of that kind stand beside it
    (lists in ``data/patterns``), else ``None``.
    """

    unit: str
    section: SectionName
    item: str | None
    span: Span
    quote: str
    near: Literal["visit", "cooperation"] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A logical plan row, its cells mended over page breaks and merged cells.

    ``elements`` pairs each regime (``2014``, ``2021``) with the component it stands for in it; a
    row that names several components has several pairs of one regime, in its order.
    ``periods`` are the time spans named in the target; ``clear`` is false where the target names
    no time that can be judged. Start and end are the outer bounds of the periods.
    """

    area: int
    number: str
    span: Span
    component: Cell
    indicator: Cell | None = None
    action: Cell | None = None
    evidence: Cell | None = None
    responsible: Cell | None = None
    output: Cell | None = None
    target: Cell | None = None
    note: Cell | None = None
    elements: tuple[tuple[str, str], ...] = ()
    start: date | None = None
    end: date | None = None
    periods: tuple[Interval, ...] = ()
    clear: bool = True

    def element(self, regime: str) -> str | None:
        """Return the (first) component id of this row in a regime, or ``None`` where unmapped."""
        return next((element for named, element in self.elements if named == regime), None)


@dataclass(frozen=True, slots=True)
class Area:
    """A heading of the plan with its rows; ``areas`` maps each regime to the area it names.

    ``match`` tells how the heading names it: ``exact`` (the official name in some regime, case,
    spaces and punctuation apart), ``form`` (another form of the same words), ``other`` (another
    name: the area is known from its rows), ``none`` (unknown).
    """

    number: str
    heading: str
    span: Span
    rows: tuple[Row, ...]
    areas: tuple[tuple[str, str], ...] = ()
    match: Literal["exact", "form", "other", "none"] = "none"

    def area(self, regime: str) -> str | None:
        """Return the id of the area in a regime, or ``None`` where unknown."""
        return dict(self.areas).get(regime)


@dataclass(frozen=True, slots=True)
class Plan:
    """The action plan of the annex.

    ``columns`` are the kinds of column found (``component``, ``indicator``, ``action``,
    ``evidence``, ``target``, ``responsible``, ``output``, ``note``), ``years`` the years it is for.
    """

    areas: tuple[Area, ...]
    years: tuple[int, ...]
    columns: tuple[str, ...]
    span: Span
    header: Span | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for area in self.areas for row in area.rows)


@dataclass(frozen=True, slots=True)
class Signing:
    """A signing or certifying block: who, in which office, where, when.

    ``section`` is ``penutup`` (body), ``lampiran`` (end of the annex) or ``salinan``
    (certification of a copy); ``signed`` is whether a mark of signature (ttd) stands there.
    """

    section: SectionName
    span: Span
    place: Field | None = None
    date: Field | None = None
    when: Interval | None = None
    office: Field | None = None
    name: Field | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class TitleMention:
    """The decree's own name where it is repeated: title, Menimbang, Menetapkan, annex heading."""

    section: SectionName
    item: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decree:
    """A decree as read, before anything is judged.

    ``id`` is the short id of the instrument; ``plan_state`` is ``read``, ``absent`` (no annex) or
    ``unreadable`` (an annex without a table that could be read). ``retroactive`` is the day from
    which a diktum says that the decree counts, where it lies before its date.
    """

    source: Source
    id: str
    stage: Stage
    type: str
    issuer: str | None
    issuer_name: str | None
    number: Field | None
    year: int | None
    title: Field | None
    when: Interval | None
    date_field: Field | None
    place: Field | None
    signatory: Field | None
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    plan: Plan | None = None
    plan_state: Literal["read", "absent", "unreadable"] = "absent"
    signings: tuple[Signing, ...] = ()
    titles: tuple[TitleMention, ...] = ()
    units: tuple[UnitMention, ...] = ()
    retroactive: date | None = None
    is_decree: bool = True

    def part(self, section: SectionName, item: str | None = None) -> Part | None:
        """Return the part of that section and item, or ``None``."""
        for part in self.parts:
            if part.section == section and part.item == item:
                return part
        return None


@dataclass(frozen=True, slots=True)
class Regulation:
    """A legal instrument as the registry holds it.

    ``exists`` is when it was made (enactment, else promulgation, else its year); ``effective``
    when it takes effect. ``status_known`` is false where the registry holds no word on whether it
    still stands. ``variants`` are widespread other forms of the title.
    """

    id: str
    type: str
    issuer: str | None
    number: str
    year: int
    title: str | None
    exists: Interval
    effective: Interval
    status_known: bool
    confidence: Confidence
    source: str
    variants: tuple[str, ...] = ()
    gazettes: tuple[Gazette, ...] = ()
    enacted: Interval | None = None
    promulgated: Interval | None = None
    note: str = ""
    passed_by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A legal change: an act amends, revokes, partly revokes or adopts a target from a date on.

    ``ordinal`` is the place in the row of amendments of the target, where known (Perubahan Kedua
    is 2); changes of one ``group`` count as one (a Perppu and the law that establishes it).
    ``scope`` names the provisions hit by a partial revocation.
    """

    id: str
    kind: ChangeKind
    act: str
    target: str
    effective: Interval
    confidence: Confidence
    source: str
    provision: str = ""
    scope: str = ""
    disputed: bool = False
    ordinal: int | None = None
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to cite instead of a regulation: a fact of its own, with its source."""

    target: str
    by: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Authority:
    """What the authority of a kind of issuer (``kpu-kabkota``) rests on: a fact with its source."""

    issuer_kind: str
    id: str
    provision: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Component:
    """A component of a ZI plan: an area (``sub`` empty) or a sub-element of one.

    ``id`` is ``zi/2021/6`` or ``zi/2021/6/p3``; ``aspect`` is ``pemenuhan``, ``reform`` or, in the
    2014 regime, ``pengungkit``; ``mandatory`` marks what a plan has to cover.
    """

    id: str
    regime: str
    area: str
    sub: str
    name: str
    aspect: str
    weight: float | None
    mandatory: bool
    aliases: tuple[str, ...] = ()
    confidence: Confidence = "high"
    source: str = ""


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
