"""Split a decree into its parts, each with exact place and item.

    judul - pembukaan - menimbang - mengingat - memperhatikan - memutuskan - diktum - penutup -
    salinan - lampiran

The order and the words are those of Lampiran II UU 12/2011 (angka 16-58, 166, 192-197). What is
missing is left out; a text that is no decree gives no parts.
"""

from __future__ import annotations

import re
from typing import Final

from zikg.extract.header import heading_of, opening_of
from zikg.extract.items import find_items, label_span, letter_name
from zikg.extract.labels import find_labels
from zikg.extract.landmarks import (
    AnnexHead,
    Landmark,
    find_annexes,
    find_close,
    find_copies,
    find_diktum,
)
from zikg.extract.second import second_decree
from zikg.extract.view import View, view
from zikg.extract.vocabulary import words
from zikg.model import Part, SectionName, Source, Span

_APPROVAL: Final = re.compile(r"[Dd](?<=[;.)] .)(?i:engan Persetujuan(?: Bersama)?)")
LIMIT: Final = 1_000_000
"""Code points that are searched for the parts before the annex; no decree comes near it."""


def split(source: Source) -> tuple[Part, ...]:
    """Return the parts of a decree in reading order.

    Lists (Menimbang, Mengingat, Memperhatikan, diktum) give one part for each item; a list with
    a single thought without a mark, and every other section, gives one part without item.
    Several annexes are ``ke-1``, ``ke-2`` ...; the annex reaches to the end of the text, or to a
    second decree in the same file.

    Args:
        source: the decree as read.
    """
    other = second_decree(source.text)
    whole = other[0] if other else len(source.text)
    heads = tuple(head for head in find_annexes(source) if head.start < whole)
    seen = view(source.text, 0, min(whole, LIMIT))
    labels = find_labels(seen, source.text)
    heads = _behind(heads, labels, seen, source)
    if heads:
        stop = seen.at(heads[0].start)
        labels = tuple(label for label in labels if label.start < stop)
    else:
        stop = len(seen.text)
    head = _head(seen, source, labels, stop)
    behind = seen.at(head[-1].span.end) if head else None
    parts = [*head, *_body(seen, source, labels, stop, behind)]
    if not parts and len(source.files) < 2:
        return ()
    return (*parts, *_annexes(source, heads, whole))


def _behind(
    heads: tuple[AnnexHead, ...], labels: tuple[Landmark, ...], seen: View, source: Source
) -> tuple[AnnexHead, ...]:
    """Keep the annexes that stand behind the opening parts of the decree."""
    if not labels:
        # Without any label only what is joined is surely an annex.
        begin = source.files[1][0] if len(source.files) > 1 else 0
        heading = heading_of(seen, source.text, len(seen.text))
        floor = seen.offsets[heading.end - 1] if heading else begin
        return tuple(head for head in heads if head.start >= max(floor, begin) > 0)
    mains = [mark for mark in labels if mark.name in ("memutuskan", "menetapkan")] or [labels[0]]
    floor = seen.offsets[min(mains[-1].start, len(seen.offsets) - 1)]
    return tuple(head for head in heads if head.start > floor)


def _head(seen: View, source: Source, labels: tuple[Landmark, ...], stop: int) -> list[Part]:
    first = labels[0].start if labels else stop
    heading = heading_of(seen, source.text, first)
    if heading is None:
        return []
    opening = opening_of(seen, source.text, heading, first) if labels else None
    end = opening if opening is not None else first if labels else heading.end
    parts = [Part("judul", None, seen.span(heading.start, _back(seen, end)))]
    if opening is not None:
        parts.append(Part("pembukaan", None, seen.span(opening, _back(seen, first))))
    return parts


def _body(
    seen: View, source: Source, labels: tuple[Landmark, ...], stop: int, heading: int | None
) -> list[Part]:
    """Read what stands behind the heading, as far as it is there: no label, and yet a diktum."""
    decided = [mark for mark in labels if mark.name in ("memutuskan", "menetapkan")]
    lists = [mark for mark in labels if mark not in decided]
    after = decided[-1].end if decided else lists[-1].end if lists else heading
    if after is None:
        return []
    clauses = [
        (name, mark) for name, mark in find_diktum(seen, source.text, after) if mark.start < stop
    ]
    close = find_close(seen, source.text, clauses[-1][1].end if clauses else after)
    if close is None or close >= stop:
        copies = find_copies(seen.text, clauses[-1][1].end if clauses else after, stop)
        close = copies[0].start() if copies else stop
    clauses = [clause for clause in clauses if clause[1].start < close]
    rest = clauses[0][1].start if clauses else close
    floor = decided[0].start if decided else rest
    parts: list[Part] = []
    for index, mark in enumerate(lists):
        end = lists[index + 1].start if index + 1 < len(lists) else floor
        approval = _APPROVAL.search(seen.text, mark.end, end)
        end = approval.start() if approval else end
        parts += _list(seen, source.text, mark, end)
    if decided:
        begin = decided[0]
        label = seen.span(begin.start, _back(seen, begin.end))
        parts.append(Part("memutuskan", None, seen.span(begin.start, _back(seen, rest)), label))
    parts += _clauses(seen, clauses, close)
    return parts + _close(seen, close, stop)


def _list(seen: View, text: str, mark: Landmark, end: int) -> list[Part]:
    about = words()["labels"][mark.name]
    section: SectionName = about["section"]
    prefix = f"{about['prefix']}." if "prefix" in about else ""
    style, found = find_items(seen, text, about["items"], start=mark.end, end=end)
    if not found:
        if not seen.text[mark.end : end].strip():
            return []
        label = seen.span(mark.start, _back(seen, mark.end))
        item = about.get("prefix")
        return [Part(section, item, seen.span(mark.start, _back(seen, end)), label)]
    parts: list[Part] = []
    times: dict[str, int] = {}
    for item in found:
        name = letter_name(item.value) if style == "letters" else str(item.value)
        times[name] = times.get(name, 0) + 1
        if times[name] > 1:
            name = f"{name}-{times[name]}"  # the same number printed twice
        span = seen.span(item.start, _back(seen, item.end))
        parts.append(Part(section, prefix + name, span, label_span(seen, item)))
    return parts


def _clauses(seen: View, clauses: list[tuple[str, Landmark]], close: int) -> list[Part]:
    parts: list[Part] = []
    times: dict[str, int] = {}
    for index, (name, mark) in enumerate(clauses):
        end = clauses[index + 1][1].start if index + 1 < len(clauses) else close
        times[name] = times.get(name, 0) + 1
        item = f"{name}-{times[name]}" if times[name] > 1 else name
        label = re.sub(r"[\s:;]+$", "", seen.text[mark.start : mark.end])
        parts.append(
            Part(
                "diktum",
                item,
                seen.span(mark.start, _back(seen, end)),
                seen.span(mark.start, mark.start + len(label)),
            )
        )
    return parts


def _close(seen: View, close: int, stop: int) -> list[Part]:
    if close >= stop or not seen.text[close:stop].strip():
        return []
    copies = find_copies(seen.text, close, stop)
    first = copies[0].start() if copies else stop
    parts: list[Part] = []
    if first > close:
        parts.append(Part("penutup", None, seen.span(close, _back(seen, first))))
    if copies:
        parts.append(Part("salinan", None, seen.span(first, _back(seen, stop))))
    return parts


def _annexes(source: Source, heads: tuple[AnnexHead, ...], whole: int) -> list[Part]:
    parts: list[Part] = []
    for index, head in enumerate(heads):
        end = heads[index + 1].start if index + 1 < len(heads) else whole
        stretch = source.text[head.start : end]
        end = head.start + max(len(stretch.rstrip(" \t\n*_>#|")), head.end - head.start)
        # Not "I": areas of the plan are named so.
        item = None if len(heads) == 1 else f"ke-{index + 1}"
        label = Span(head.start, head.end) if head.end > head.start else None
        if end > head.start:
            parts.append(Part("lampiran", item, Span(head.start, end), label))
    return parts


def _back(seen: View, end: int) -> int:
    """Return ``end`` without the blanks before it."""
    while end > 1 and seen.text[end - 1] == " ":
        end -= 1
    return end
