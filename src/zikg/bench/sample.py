"""What the generator makes: a decree as its parts, before it is written out as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date

    from zikg.bench.citing import Custom
    from zikg.bench.style import Style
    from zikg.model import Gazette

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI")
Column = Literal["component", "indicator", "action", "evidence", "responsible", "target"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One instrument as a decree cites it: only the gazettes that are shown stand in it.

    ``told`` are the words in the brackets where they are not those of the gazettes.
    """

    id: str
    head: str
    title: str | None
    gazettes: tuple[Gazette, ...] = ()
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis, with the amendment that is named and the words that name it.

    ``sure`` is false where the registry cannot tell whether an amendment is in effect: then
    naming it and leaving it out are both without fault.
    """

    base: Cited
    act: Cited | None = None
    formula: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes the decree; ``titled`` is how it stands behind "Keputusan"."""

    slug: str
    kind: str
    name: str
    titled: str
    office: str
    place: str
    letterhead: str
    peer: tuple[str, str] | None = None
    superior: str | None = None

    @property
    def of_elections(self) -> bool:
        """Whether the regulations of the KPU are its own."""
        return "pemilihan" in self.name.casefold()


@dataclass(frozen=True, slots=True)
class Target:
    """When a step is to be done, as written, and from when to when that is (if it tells)."""

    text: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One physical row of the plan; an empty indicator goes on with the one above.

    ``measure`` says how much ("sebanyak 4 kali") and is written behind the indicator.
    """

    indicator: str
    action: str
    evidence: str
    responsible: str
    target: Target
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A component of the plan with its steps."""

    element: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An area of the plan: its id, its place (from 1), its heading and its entries.

    ``mark`` is the number before its heading where it is not that of its place; ``odd`` sets the
    heading in the other capitals than its style asks for.
    """

    area: str
    place: int
    heading: str
    entries: tuple[Entry, ...]
    mark: str | None = None
    odd: bool = False

    @property
    def item(self) -> str:
        """The item by which a finding names it."""
        return ROMAN[self.place - 1]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and who certifies, as written in the body and in the annex."""

    signer: str
    signer_again: str
    certifier: str
    certifier_again: str
    certifier_office: str


@dataclass(frozen=True)
class Sample:
    """A decree as its parts.

    ``thoughts`` are the considerations; ``{guideline}`` in one stands for ``considers``.
    ``absent`` names what is left out of the text (``number``, ``date``, ``place``, ``signatory``,
    ``menimbang``, ``mengingat``, ``diktum``, ``lampiran``, ``certification``, ``certifier``).
    ``marks`` are the marks at the end of a place that are not the usual ones, by the place
    (``menimbang/b``, ``mengingat/3``, ``pembukaan``, ``penutup``, ``lampiran``, ``memutuskan``);
    ``names`` what stands for the title in a section. ``numbered`` is the year behind the number.
    """

    day: date
    stage: Literal["draft", "issued", "copy"]
    regime: str
    maker: Maker
    number: str
    title: str
    plan_year: int
    thoughts: tuple[str, ...]
    considers: Basis | None
    bases: tuple[Basis, ...]
    notices: tuple[str, ...]
    clauses: tuple[str, ...]
    signature: Signature
    chapters: tuple[Chapter, ...]
    style: Style
    custom: Custom
    retroactive: bool = False
    columns: tuple[Column, ...] = ()
    absent: frozenset[str] = field(default_factory=frozenset)
    marks: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    numbered: int | None = None

    @property
    def id(self) -> str:
        """The short id of the decree."""
        return f"keputusan/{self.maker.slug}/{self.day.year}/{self.number}"

    def mark(self, place: str, usual: str) -> str:
        """The mark at the end of a place."""
        return dict(self.marks).get(place, usual)

    def named(self, section: str, usual: str) -> str:
        """The name of the decree as a section gives it."""
        return dict(self.names).get(section, usual)

    @property
    def entries(self) -> tuple[tuple[Chapter, int, Entry], ...]:
        """Every entry with its chapter and its place in it (from 1)."""
        return tuple(
            (chapter, place, entry)
            for chapter in self.chapters
            for place, entry in enumerate(chapter.entries, 1)
        )

    def period(self) -> tuple[date, date] | None:
        """The first and the last day of all targets that tell one."""
        targets = [step.target for *_, entry in self.entries for step in entry.steps]
        starts = [target.start for target in targets if target.start]
        ends = [target.end for target in targets if target.end]
        return (min(starts), max(ends)) if starts and ends else None

    def row_item(self, chapter: Chapter, place: int) -> str:
        """The item by which a finding names an entry."""
        printed = f"{chapter.place}.{place}" if self.style.row_mark == "1.1" else str(place)
        return f"{chapter.item}.{printed}"
