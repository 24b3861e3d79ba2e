"""The answer key of a corpus: what a decree says and what must be found in it, one line a file.

It comes from the generator's own knowledge (`zikg.bench.breaking.Expected`), never from a check.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args

from zikg.bench.breaking import Expected
from zikg.bench.corpus_faults import Planted
from zikg.model import Regulation, SectionName, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.bench.corpus_faults import Faulty
    from zikg.bench.law import Law
    from zikg.bench.sample import Basis, Sample

NAME: Final = "kunci.jsonl"
"""The file of the key in the folder of a corpus."""
Day = date
"""The type, beside a field of that name."""
_SECTIONS: Final = frozenset(get_args(SectionName))
_SEVERITIES: Final = frozenset(get_args(Severity))


@dataclass(frozen=True, slots=True)
class Named:
    """A citation: where it stands and what it names; ``role`` is ``base`` or ``amending``.

    ``id`` is ``None`` where a fault leaves open which instrument is meant.
    """

    section: str
    item: str
    id: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Copied:
    """The decree whose plan was copied, and the share of its entries (0 to 1) that is unchanged."""

    file: str
    share: float


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of one file.

    ``id``, ``number`` and ``date`` are ``None`` where the text does not give them. ``as_of`` is
    the day on which the decree is to be checked, with ``final`` for a draft about to be signed.
    ``citations`` are those of Menimbang and Mengingat; ``covers`` and ``missing`` the mandatory
    components of the regime that a row plans for, and the others.
    """

    file: str
    id: str | None
    satker: str
    satker_name: str
    kind: str
    number: str | None
    year: int
    date: Day | None
    stage: str
    regime: str
    plan_year: int
    as_of: Day
    final: bool
    citations: tuple[Named, ...]
    covers: tuple[str, ...]
    missing: tuple[str, ...]
    planted: tuple[Planted, ...] = ()
    copied: Copied | None = None

    @property
    def expected(self) -> tuple[Expected, ...]:
        """Everything that must be found."""
        return tuple(one for planted in self.planted for one in planted.expected)

    @property
    def cited(self) -> frozenset[str]:
        """The instruments that are certainly cited."""
        return frozenset(one.id for one in self.citations if one.id)

    def line(self) -> str:
        """Return the entry as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, default=_plain)


def read(line: str) -> Key:
    """Return the entry of a line.

    Args:
        line: a line of ``kunci.jsonl``.

    Raises:
        ValueError: it is no such line.
    """
    try:
        data: dict[str, Any] = json.loads(line)
        given = {
            "date": data["date"] and date.fromisoformat(data["date"]),
            "as_of": date.fromisoformat(data["as_of"]),
            "citations": tuple(Named(**one) for one in data["citations"]),
            "covers": tuple(data["covers"]),
            "missing": tuple(data["missing"]),
            "planted": tuple(map(_planted, data["planted"])),
            "copied": Copied(**data["copied"]) if data["copied"] else None,
        }
        return Key(**(data | given))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no line of a key: {error}") from error


def entry(file: str, faulty: Faulty, law: Law, copied: Copied | None = None) -> Key:
    """Return what is known of a generated decree.

    Args:
        file: its path in the corpus.
        faulty: the decree with its faults.
        law: the law at its day.
        copied: whose plan it has, where it is not its own.
    """
    sample, planted = faulty.sample, faulty.planted
    draft = sample.stage == "draft"
    number = None if draft or "number" in sample.absent else sample.number
    covers, missing = _coverage(sample, law, planted)
    unclear = {
        one.item
        for each in planted
        for one in each.expected
        if (one.code, one.section, one.subject) == ("ZI207", "mengingat", None)
    }
    year = sample.numbered or sample.day.year
    return Key(
        file=file,
        id=f"keputusan/{sample.maker.slug}/{year}/{number}" if number else None,
        satker=sample.maker.slug,
        satker_name=sample.maker.name,
        kind=sample.maker.kind,
        number=number,
        year=year,
        date=None if draft or "date" in sample.absent else sample.day,
        stage=sample.stage,
        regime=sample.regime,
        plan_year=sample.plan_year,
        as_of=faulty.as_of or sample.day,
        final=faulty.final,
        citations=(*_considered(sample), *_bases(sample, unclear)),
        covers=covers,
        missing=missing,
        planted=planted,
        copied=copied,
    )


def _bases(sample: Sample, unclear: set[str | None]) -> Iterator[Named]:
    if "mengingat" not in sample.absent:
        for place, one in enumerate(sample.bases, 1):
            item = str(place)
            yield from _named("mengingat", item, one, clear=item not in unclear)


def _considered(sample: Sample) -> Iterator[Named]:
    if "menimbang" in sample.absent:
        return
    own = re.compile(rf"Keputusan {re.escape(sample.maker.titled)} Nomor (\d+) Tahun (\d+)")
    for place, thought in enumerate(sample.thoughts):
        item = chr(ord("a") + place)
        if "{guideline}" in thought and sample.considers:
            yield from _named("menimbang", item, sample.considers)
        for number, year in own.findall(thought):
            yield Named("menimbang", item, f"keputusan/{sample.maker.slug}/{year}/{number}", "base")


def _named(section: str, item: str, one: Basis, *, clear: bool = True) -> Iterator[Named]:
    known = clear and one.base.id and not one.base.id.endswith("/blank")
    yield Named(section, item, one.base.id if known else None, "base")
    if one.act:
        yield Named(section, item, one.act.id, "amending")


def _coverage(
    sample: Sample, law: Law, planted: tuple[Planted, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which mandatory components a plan has rows for, and which not."""
    mandatory = [component.id for component in law.mandatory(sample.regime)]
    if "lampiran" in sample.absent:
        return (), tuple(mandatory)
    # A fault of a row may be that its component is not named: then its findings say so.
    lost = {one.subject for each in planted for one in each.expected if one.code == "ZI101"}
    there = {entry.element for *_, entry in sample.entries} - lost
    return tuple(c for c in mandatory if c in there), tuple(c for c in mandatory if c not in there)


def _planted(data: dict[str, Any]) -> Planted:
    return Planted(
        data["code"], data["name"], tuple(map(_expected, data["expected"])), tuple(data["beside"])
    )


def _expected(data: dict[str, Any]) -> Expected:
    if data["section"] not in _SECTIONS or data["severity"] not in _SEVERITIES:
        raise KeyError(data["section"])
    others = tuple((subject, item) for subject, item in data["others"])
    return Expected(**(data | {"others": others}))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Regulation):  # some breakages name what they cite by the whole of it
        return value.id
    raise TypeError(type(value).__name__)
