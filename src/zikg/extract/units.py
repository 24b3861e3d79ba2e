"""Find the government units named in the diktum and in the rows of the plan.

Every unit is returned, the issuer's own too; whether it is out of place is judged later. Names
inside the title of a cited instrument are no mentions.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from zikg.extract.regions import Named, bare_region_at, region_at
from zikg.extract.remembering import remembered
from zikg.extract.view import View, view
from zikg.extract.wordlists import any_of, plain, wordlist
from zikg.model import Cell, Part, Plan, Row, SectionName, Source, Span, UnitMention
from zikg.registry.issuers import issuer_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Near = Literal["visit", "cooperation"]

BEFORE: Final = 70
"""Characters before a name in which words of cooperation explain it."""
BEFORE_VISIT: Final = 250
"""The same for a visit: what is studied often stands between "studi tiru" and where."""
AFTER: Final = 45
"""Characters after a name in which words of a visit explain it."""
MAX_SUBJECT: Final = 8
"""Words that the subject of a Dinas or Badan may have."""

_SENTENCE: Final = re.compile(r"[.;:](?=\s+[A-Z0-9])|;")
_CAPITAL: Final = re.compile(r"[A-Z][\w'’-]*")


def find(
    source: Source,
    parts: Iterable[Part],
    plan: Plan | None,
    issuer: str | None = None,
    registry: object = None,
) -> tuple[UnitMention, ...]:
    """Return the units named in the diktum and in the plan, in order of reading.

    Args:
        source: the document.
        parts: the parts of the decree; only those of the diktum are read.
        plan: the action plan, if one was read.
        issuer: slug of the issuer; its own region is meant where "KPU Serang" names two.
        registry: not needed; units are known by ``data/issuers.csv``.
    """
    del registry
    mentions: list[UnitMention] = []
    own = _region_of(issuer)
    for part in parts:
        if part.section == "diktum":
            mentions.extend(_mentions(_joined(source, (part.span,)), "diktum", part.item, own))
    for area in plan.areas if plan else ():
        for row in area.rows:
            cells = _naming(row)
            if cells:
                mentions.extend(_row(source, cells, f"{area.number}.{row.number}", own))
    return tuple(mentions)


def _region_of(issuer: str | None) -> str:
    match = re.search(r"(?:prov|kab|kota)-.+$", issuer or "")
    return match[0] if match else ""


def _naming(row: Row) -> list[Cell]:
    """Return the cells of a row that may name a unit: nearly always none."""
    cells = (
        row.component,
        row.indicator,
        row.action,
        row.evidence,
        row.responsible,
        row.output,
        row.note,
    )
    return [
        cell
        for cell in cells
        if cell is not None and cell.spans and not cell.inherited and _may_name(cell.text)
    ]


def _row(source: Source, cells: list[Cell], item: str, own: str) -> list[UnitMention]:
    found: list[UnitMention] = []
    for cell in cells:
        found.extend(_mentions(_joined(source, cell.spans), "lampiran", item, own))
    # "Studi tiru ke KPU Kota X" in the action explains "Dokumentasi KPU Kota X" in the evidence.
    known = {mention.unit: mention.near for mention in found if mention.near}
    return [replace(mention, near=mention.near or known.get(mention.unit)) for mention in found]


def _joined(source: Source, spans: tuple[Span, ...]) -> View:
    if len(spans) == 1:
        return view(source.text, spans[0].start, spans[0].end)
    words: list[str] = []
    offsets = array("q")
    for span in spans:
        seen = view(source.text, span.start, span.end)
        if words and seen.text:
            words.append(" ")
            offsets.append(offsets[-1])
        words.append(seen.text)
        offsets.extend(seen.offsets)
    return View("".join(words), offsets)


def _mentions(
    seen: View, section: SectionName, item: str | None, own: str
) -> Iterator[UnitMention]:
    words = seen.text
    for start, end, slug in units_in(words, own) if _may_name(words) else ():
        if not _is_cited(words, start, end):
            near = _near(words, start, end)
            yield UnitMention(slug, section, item, seen.span(start, end), words[start:end], near)


@cache
def _heads() -> re.Pattern[str]:
    heads: dict[str, list[str]] = wordlist("units")["heads"]
    groups = "|".join(
        rf"(?P<{kind}>(?:{any_of(heads[kind])}))" for kind in ("region", "place", "subject")
    )
    return re.compile(rf"(?<![\w/-])(?:{groups})(?![\w/])", re.IGNORECASE)


@remembered
def _may_name(text: str) -> bool:
    return _heads().search(text) is not None


def units_in(text: str, own: str = "") -> Iterator[tuple[int, int, str]]:
    """Yield start, end and slug of each unit that clean words name.

    Args:
        text: clean words, single blanks.
        own: slug of the region to take where a short name is that of several.

    Example:
        >>> [slug for _, _, slug in units_in("ke KPU Kab. Bintan dan KPU Kota Tangerang")]
        ['kpu-kab-bintan', 'kpu-kota-tangerang']
    """
    place = 0
    while match := _heads().search(text, place):
        place = match.end()
        region = _region_after(text, match, own)
        if region is None or match.lastgroup is None:
            continue
        kind = text[match.start() : match.end()]
        between = text[match.end() : region[0]].strip() if match.lastgroup == "subject" else ""
        slug = issuer_slug(" ".join(f"{kind} {between} {region[1].name}".split()))
        if slug is None and match.lastgroup == "place":
            slug = issuer_slug(f"{kind} {text[region[0] : region[1].end]}")
        if slug:
            yield match.start(), region[1].end, slug
            place = region[1].end


def _region_after(text: str, match: re.Match[str], own: str) -> tuple[int, Named] | None:
    """Return where the region after a head begins, and the region."""
    heads = wordlist("units")["heads"]
    start = match.end()
    while start < len(text) and text[start] == " ":
        start += 1
    region = region_at(text, start)
    if region:
        return start, region
    head = plain(match[0])
    if match.lastgroup == "place":
        return _place_after(text, start)
    if match.lastgroup == "subject":
        return _region_later(text, start)
    if head in {plain(word) for word in heads["short"]} and _CAPITAL.match(text, start):
        found = bare_region_at(text, start, own)
        return (start, found) if found else None
    return None


def _place_after(text: str, start: int) -> tuple[int, Named] | None:
    """Return the place that a court or office is named after: any word with a capital."""
    classes = rf"(?:(?:{any_of(wordlist('units')['heads']['classes'])})\s+)*"
    lead = re.compile(classes).match(text, start)
    start = lead.end() if lead else start
    named = region_at(text, start) or bare_region_at(text, start)
    if named:
        return start, replace(named, name=text[start : named.end])
    match = _CAPITAL.match(text, start)
    return (start, Named("", match[0], match.end())) if match else None


def _region_later(text: str, start: int) -> tuple[int, Named] | None:
    """Return the region after the words of a subject ("Dinas Kesehatan Kabupaten Bintan")."""
    for words, match in enumerate(re.finditer(r"[\w,/&-]+", text[start : start + 120])):
        region = region_at(text, start + match.start())
        if region:
            return (start + match.start(), region) if words else None
        if words + 1 > MAX_SUBJECT or not (
            match[0][0].isupper() or match[0] in {"dan", "&", "serta"}
        ):
            return None
    return None


@cache
def _cited() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = wordlist("units")["cited"]
    names, ends = any_of(lists["instruments"]), any_of(lists["ends"])
    head = re.compile(
        rf"(?<!\w)(?:{names})\b[^;]{{0,200}}?\bNomor\b[^;]{{0,80}}?\btentang\b", re.IGNORECASE
    )
    return head, re.compile(rf"(?<!\w)(?:{ends})(?!\w)|\(", re.IGNORECASE)


def _is_cited(text: str, start: int, end: int) -> bool:
    """Whether a name stands in the name or title of an instrument that is cited."""
    if re.match(r"\s*(?:Nomor|No\.)\s", text[end : end + 12], re.IGNORECASE):
        return True
    breaks = [match.end() for match in _SENTENCE.finditer(text, 0, start)]
    begin = breaks[-1] if breaks else 0
    head, close = _cited()
    titles = list(head.finditer(text, begin, start))
    return bool(titles) and close.search(text, titles[-1].end(), start) is None


@cache
def _beside() -> tuple[tuple[Near, re.Pattern[str]], ...]:
    lists = wordlist("units")["near"]
    kinds: tuple[Near, ...] = ("visit", "cooperation")
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?:{any_of(lists[kind])})(?!\w)", re.IGNORECASE))
        for kind in kinds
    )


def _near(text: str, start: int, end: int) -> Near | None:
    """Return which words beside a name explain it; those of a visit come first."""
    before = _SENTENCE.split(text[max(0, start - BEFORE_VISIT) : start])[-1]
    after = _SENTENCE.split(text[end : end + AFTER])[0]
    visit, cooperation = (pattern for _, pattern in _beside())
    if visit.search(before) or visit.search(after):
        return "visit"
    return "cooperation" if cooperation.search(before[-BEFORE:]) else None
