"""Put a decree together from its parts: header, blocks, titles, citations, plan, units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from zikg.extract import citations, doubts, signing, titles, units
from zikg.extract.header import Header, read_header
from zikg.extract.plan import find_plan
from zikg.extract.sections import split
from zikg.extract.stage import retroactive_from, stage_of
from zikg.extract.view import flat
from zikg.iri import instrument_id
from zikg.model import (
    Citation,
    Decree,
    Field,
    Interval,
    Part,
    Plan,
    Signing,
    Source,
    TitleMention,
)
from zikg.read.pausing import no_collection
from zikg.registry.issuers import issuer_slug, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.registry import Registry

LIMIT: Final = 3_000_000
"""Code points in which citations are looked for; more than any collection of decrees holds."""

_CORE: Final = ("menimbang", "mengingat", "memutuskan")


def extract(source: Source, registry: Registry) -> Decree:
    """Return everything that is read from a document; nothing is judged.

    It works on any legal text: where there is no decree around it, ``is_decree`` is false and
    the citations are those of the whole text, without section.

    Args:
        source: the document as read.
        registry: the regulations, to tell issuers and to know titles.
    """
    with no_collection():
        return _extract(source, registry)


def _extract(source: Source, registry: Registry) -> Decree:
    parts = split(source)
    judul = next((part for part in parts if part.section == "judul"), None)
    header = read_header(source, judul) if judul else None
    core = {part.section for part in parts} & set(_CORE)
    is_decree = bool(header and (header.number or header.title)) or len(core) > 1
    opening = next((part for part in parts if part.section == "pembukaan"), None)
    office = flat(source.text, opening.span.start, opening.span.end) if opening else ""
    signings = signing.find(source, parts, office=office)
    mentions = titles.find(source, parts, header.title if header else None)
    date = _date(signings)
    year = header.year if header and header.year else _year_of(date.when)
    name = _identity(source, header, year, office)
    annexes = tuple(part for part in parts if part.section == "lampiran")
    title = header.title if header else None
    plan, state = _plan(source, annexes, registry, title, date.when)
    return Decree(
        source=source,
        id=name.id,
        stage=stage_of(source, parts, header, signings),
        type=name.type,
        issuer=name.issuer,
        issuer_name=name.issuer_name,
        number=header.number if header else None,
        year=year,
        title=title,
        when=date.when,
        date_field=date.date,
        place=date.place,
        signatory=date.name,
        parts=parts,
        citations=_citations(
            source, parts if is_decree else (), mentions, registry, _own(header, name.type)
        ),
        plan=plan,
        plan_state=state,
        signings=signings,
        titles=mentions,
        units=units.find(source, parts, plan, name.issuer, registry),
        retroactive=retroactive_from(source, parts, date.when),
        is_decree=is_decree,
    )


@dataclass(frozen=True, slots=True)
class _Close:
    """The signing block of the body; its day, else that of the annex."""

    place: Field | None = None
    date: Field | None = None
    when: Interval | None = None
    name: Field | None = None


def _date(signings: tuple[Signing, ...]) -> _Close:
    body = next((block for block in signings if block.section == "penutup"), None)
    days = [block.when for block in signings if block.section != "salinan" and block.when]
    when = body.when if body and body.when else days[0] if days else None
    return _Close(body.place, body.date, when, body.name) if body else _Close(when=when)


def _year_of(when: Interval | None) -> int | None:
    return when.earliest.year if when and when.earliest.year == when.latest.year else None


@dataclass(frozen=True, slots=True)
class _Identity:
    id: str
    type: str
    issuer: str | None
    issuer_name: str | None


def _identity(source: Source, header: Header | None, year: int | None, office: str) -> _Identity:
    type_ = header.type if header else "keputusan"
    number = header.number.value if header and header.number else None
    issuer: str | None = "ri"
    name: str | None = "Republik Indonesia"
    if not (header and header.national):
        printed = header.issuer.value if header and header.issuer else office.strip(" ,.")
        issuer = _slug(printed) or _slug(office)
        name = (name_of(issuer) if issuer else None) or printed or None
    title = header.title.value if header and header.title else None
    blank = number is None or year is None
    id_ = instrument_id(
        type_,
        issuer,
        None if blank else number,
        year,
        title=title,
        draft=source.sha256 if blank else None,
    )
    return _Identity(id_, type_, issuer, name)


def _own(header: Header | None, type_: str) -> citations.Name | None:
    """Return the type, number and year by which the document names itself, if it has a number."""
    if header is None or header.number is None or header.year is None:
        return None
    return type_, header.number.value, header.year


def _slug(printed: str) -> str | None:
    """Return the issuer; "KETUA KPU ..." decrees in the name of the commission."""
    words = printed.strip(" ,.")
    if not words:
        return None
    found = issuer_slug(words)
    if found is None and words.upper().startswith("KETUA "):
        found = issuer_slug(words[6:])
    return found


def _plan(
    source: Source,
    annexes: tuple[Part, ...],
    registry: Registry,
    title: Field | None,
    when: Interval | None,
) -> tuple[Plan | None, Literal["read", "absent", "unreadable"]]:
    plan, state = find_plan(
        source, annexes, registry, title=title.value if title else "", when=when
    )
    return plan, state


def _citations(
    source: Source,
    parts: tuple[Part, ...],
    mentions: tuple[TitleMention, ...],
    registry: Registry,
    own: citations.Name | None = None,
) -> tuple[Citation, ...]:
    """Return the citations of every part and of what lies between parts: no text is lost.

    Where the decree names itself it cites nothing: in the title that is known by the words,
    in the annex by the place, in an explanatory note by its own number. A
    text of which nothing but a title is known may be a list of titles: no name is its own.
    """
    found: list[Citation] = []
    if all(part.section == "judul" for part in parts):
        parts, own = (), None
    for start, end, part in _stretches(source, parts, mentions):
        stop = min(end, start + LIMIT)
        # Between parts stand labels and blanks; only what holds a number can cite.
        if start < stop and (part or any(map(str.isdigit, source.text[start:stop]))):
            found += citations.find(
                source,
                start,
                stop,
                section=part.section if part else None,
                item=part.item if part else None,
                first_index=len(found),
                registry=registry,
                own=own,
            )
    return doubts.weigh(found, source, registry)


def _stretches(
    source: Source, parts: tuple[Part, ...], mentions: tuple[TitleMention, ...]
) -> Iterator[tuple[int, int, Part | None]]:
    """Yield start, end and part of every stretch of the text; ``None`` between the parts.

    The title reaches to the considerations: what stands there and was not known as such cites too.
    """
    reached = 0
    for index, part in enumerate(parts):
        yield reached, part.span.start, None
        end = part.span.end
        if part.section == "judul":
            behind = [one for one in parts[index + 1 :] if one.section != "pembukaan"]
            end = behind[0].span.start if behind else parts[-1].span.end
        yield max(_begin(source, part, mentions), reached), end, part
        reached = max(reached, end)
    yield reached, len(source.text), None


def _begin(source: Source, part: Part, mentions: tuple[TitleMention, ...]) -> int:
    """Return where the citations of a part begin: behind the decree's own name in an annex."""
    if part.section == "lampiran":
        return titles.heading_end(source, part, mentions)
    return part.span.start
