"""A decree as read, before anything is judged: its parts, citations, signings and plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from zikg.model.dates import Interval
    from zikg.model.law import Gazette
    from zikg.model.plan import Plan
    from zikg.model.source import Field, Source, Span

Role = Literal["base", "amending", "title"]
Relation = Literal["amended", "last-amended", "revoked"]
Stage = Literal["draft", "issued", "copy"]
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
