"""Decrees made by hand, value by value: what the graph and the judge are tested on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from zikg.iri import parse_id
from zikg.model import (
    Area,
    Cell,
    Citation,
    Decree,
    Field,
    Gazette,
    Interval,
    Part,
    Plan,
    Row,
    SectionName,
    Signing,
    Source,
    Span,
    TitleMention,
    UnitMention,
)

if TYPE_CHECKING:
    from datetime import date

DOCUMENT = "dokumen/abababababab"
TITLE = (
    "Rencana Aksi Pembangunan Zona Integritas Menuju Wilayah Bebas dari Korupsi dan Wilayah "
    "Birokrasi Bersih dan Melayani di Lingkungan Komisi Pemilihan Umum Kabupaten Bintan Tahun 2025"
)


@dataclass
class Maker:
    """Adds pieces to a text and remembers where they stand; `decree` gives the whole."""

    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    titles: list[TitleMention] = field(default_factory=list)
    units: list[UnitMention] = field(default_factory=list)

    def write(self, words: str) -> Span:
        """Append a line and return where it stands."""
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words))

    def field(self, words: str) -> Field:
        return Field(words, self.write(words))

    def part(self, section: SectionName, item: str | None = None) -> Part:
        span = self.write(f"{section} {item or ''}".strip())
        self.parts.append(Part(section, item, span, span))
        return self.parts[-1]

    def cite(
        self,
        work: str | None,
        title: str | None = None,
        *,
        section: SectionName | None = "mengingat",
        item: str | None = None,
        **more: Any,
    ) -> int:
        """Cite a work by its id; returns the index of the citation."""
        index = len(self.citations)
        if item is None and section is not None and more.get("role", "base") == "base":
            item = str(1 + sum(c.role == "base" and c.section == section for c in self.citations))
        elif item is None and more.get("of") is not None:
            item = self.citations[more["of"]].item
        pieces = parse_id(work) if work else None
        if section and not any((p.section, p.item) == (section, item) for p in self.parts):
            self.part(section, item)
        span = self.write(f"{work or '?'} tentang {title or '-'}")
        ordinal = 1 + sum((c.section, c.item) == (section, item) for c in self.citations)
        made = Citation(
            index=index,
            section=section,
            item=item,
            ordinal=ordinal,
            type=more.pop("type", pieces.type if pieces else "permen"),
            issuer=pieces.issuer if pieces else None,
            number=pieces.number if pieces else None,
            year=pieces.year if pieces else None,
            role=more.pop("role", "base"),
            span=span,
            spans=(span,),
            head=span,
            quote=self.text[span.start : span.end],
            regulation=work,
            title=title,
        )
        self.citations.append(replace(made, **more))
        return index

    def amend(self, of: int, work: str, title: str | None = None, **more: Any) -> int:
        """Cite an act as amending another citation."""
        more.setdefault("relation", "amended")
        section = self.citations[of].section
        return self.cite(work, title, section=section, role="amending", of=of, **more)

    def mention(self, of: int, work: str, **more: Any) -> int:
        """Name a work in the title of a citation."""
        section = self.citations[of].section
        return self.cite(work, section=section, role="title", of=of, **more)

    def area(self, number: str, heading: str, **named: str) -> None:
        """Open an area; ``r2021="zi/2021/1"`` names it in a regime."""
        areas = tuple((regime[1:], identifier) for regime, identifier in named.items())
        self.areas.append(Area(number, heading, self.write(heading), (), areas, "exact"))

    def row(self, component: str, *, elements: dict[str, str] | None = None, **cells: Any) -> Row:
        """Add a row to the area opened last; cells given as words, target dates as days."""
        area = self.areas[-1]
        number = cells.pop("number", str(len(area.rows) + 1))
        start, end = cells.pop("start", None), cells.pop("end", None)
        made: dict[str, Any] = {
            name: Cell(words, (self.write(words),)) if isinstance(words, str) else words
            for name, words in ({"component": component} | cells).items()
        }
        row = Row(
            area=len(self.areas) - 1,
            number=number,
            span=made["component"].spans[0],
            elements=tuple((elements or {}).items()),
            start=start,
            end=end,
            **made,
        )
        self.areas[-1] = replace(area, rows=(*area.rows, row))
        return row

    def sign(self, section: SectionName, **words: str) -> None:
        """Add a signing block with ``name``, ``office``, ``place``, ``date``."""
        span = self.write(section)
        fields: dict[str, Any] = {name: self.field(value) for name, value in words.items()}
        self.signings.append(Signing(section, span, **fields))

    def unit(self, slug: str, section: SectionName = "lampiran", item: str = "I.1") -> None:
        span = self.write(slug)
        self.units.append(UnitMention(slug, section, item, span, slug))

    def decree(self, when: str | date | None = "2025-02-07", **more: Any) -> Decree:
        """Return the decree of what was added so far, a plan included if it has areas."""
        stage = more.pop("stage", "issued")
        title = Field(more.pop("title", TITLE), Span(0, 1))
        plan = None
        if self.areas:
            columns = ("component", "indicator", "action", "evidence", "target")
            whole = Span(0, len(self.text))
            plan = Plan(tuple(self.areas), more.pop("years", (2025,)), columns, whole)
        values: dict[str, Any] = {
            "source": Source("bintan.txt", "ab" * 32, self.text or "x"),
            "id": "keputusan/kpu-kab-bintan/2025/12",
            "stage": stage,
            "type": "keputusan",
            "issuer": "kpu-kab-bintan",
            "issuer_name": "Komisi Pemilihan Umum Kabupaten Bintan",
            "number": Field("12", Span(0, 1)),
            "year": 2025,
            "title": title,
            "when": Interval.parse(str(when)) if when else None,
            "date_field": Field(str(when), Span(0, 1)) if when else None,
            "place": Field("Bintan", Span(0, 1)),
            "signatory": Field("HARIS DAULAY", Span(0, 1)),
            "parts": tuple(self.parts),
            "citations": tuple(self.citations),
            "plan": plan,
            "plan_state": "read" if plan else "absent",
            "signings": tuple(self.signings),
            "titles": tuple(self.titles),
            "units": tuple(self.units),
        }
        return Decree(**(values | more))


def gazette(kind: str, number: str, year: int | None = None) -> Gazette:
    """Return a gazette number."""
    return Gazette(kind, year, number)
