"""What can be altered in a decree, one thing at a time, with a known place and new value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from zikg.bench.sensitivity_source import relined, spliced
from zikg.bench.vocabulary import MONTHS
from zikg.model import Cell, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.model import Decree, Row, Source

KINDS: Final = (
    "number",
    "year",
    "date",
    "letter",
    "cell-emptied",
    "cells-swapped",
    "row-dropped",
    "row-duplicated",
    "rows-swapped",
)
"""Kinds of alteration, in the order in which they are told."""
_MONTH: Final = "|".join(MONTHS)
_DATE: Final = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})\s+)?\b(?P<month>{_MONTH})\b(?:\s+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_LABEL: Final = re.compile(
    r"(?m)(?:^|(?<=[\t|]))[^\w\n]*\d{1,3}(?:[.)]+(?=\s|$)|[^\w\n\t|]*(?=$|[\t|]))"
)
"""The mark of an item or row, a page number: no fact of the decree hangs on it."""
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_COLUMNS: Final = (
    "component",
    "indicator",
    "action",
    "evidence",
    "target",
    "responsible",
    "output",
)
_PAIR: Final = ("indicator", "action")


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change: kind, place, what stood there, what stands there now.

    ``token`` is what must be found in what was read, so that the change counts as seen there; it
    is empty where any change of what was read will do. ``make`` gives the altered source.
    """

    kind: str
    span: Span
    before: str
    after: str
    token: str
    make: Callable[[], Source]


def alterations(decree: Decree, seed: int) -> dict[str, list[Alteration]]:
    """Return every alteration by kind, each kind in an order drawn by the seed.

    Args:
        decree: the decree as read.
        seed: with the same seed and text everything comes out the same.
    """
    rng = Random(seed)  # noqa: S311 - a sample, no secret
    found: dict[str, list[Alteration]] = {kind: [] for kind in KINDS}
    for one in (*_figures(decree, rng), *_letters(decree, rng), *_table(decree)):
        found[one.kind].append(one)
    for listed in found.values():
        rng.shuffle(listed)
    return found


def chosen(found: dict[str, list[Alteration]], most: int) -> list[Alteration]:
    """Return at most so many alterations, as evenly over the kinds as they are there.

    Args:
        found: alterations by kind.
        most: how many in all.
    """
    taken: list[Alteration] = []
    depth = 0
    while len(taken) < most and any(len(listed) > depth for listed in found.values()):
        layer = [listed[depth] for listed in found.values() if len(listed) > depth]
        taken += layer[: most - len(taken)]
        depth += 1
    return sorted(taken, key=lambda one: (KINDS.index(one.kind), one.span.start))


def _swap(source: Source, kind: str, span: Span, after: str, token: str) -> Alteration:
    before = source.text[span.start : span.end]
    return Alteration(kind, span, before, after, token, partial(spliced, source, span, after))


def _figures(decree: Decree, rng: Random) -> Iterator[Alteration]:
    """Yield an alteration for each date, year and number of the text."""
    source = decree.source
    taken = [(part.label.start, part.label.end) for part in decree.parts if part.label]
    for found in _DATE.finditer(source.text):
        taken.append(found.span())
        part = rng.choice([name for name, value in found.groupdict().items() if value])
        span = Span(*found.span(part))
        yield _swap(source, "date", span, _other_date(part, found[part], rng), "")
    taken += [label.span() for label in _LABEL.finditer(source.text)]
    taken.sort()
    place = 0
    for found in _DIGITS.finditer(source.text):
        while place < len(taken) and taken[place][1] <= found.start():
            place += 1
        if place < len(taken) and taken[place][0] < found.end():
            continue
        old = found.group()
        kind = "year" if _YEAR.fullmatch(old) else "number"
        new = str(int(old) + rng.choice((-1, 1))) if kind == "year" else _other_number(old, rng)
        yield _swap(source, kind, Span(*found.span()), new, new)


def _other_date(part: str, old: str, rng: Random) -> str:
    if part == "month":
        known = [name for name in MONTHS if name.casefold() != old.casefold()]
        new = rng.choice(known)
        return new.upper() if old.isupper() else new
    if part == "year":
        return str(int(old) + rng.choice((-1, 1)))
    return str(rng.choice([day for day in range(1, 29) if day != int(old)]))


def _other_number(old: str, rng: Random) -> str:
    """Return a number with another last digit, never nought."""
    digits = [digit for digit in "123456789" if digit != old[-1]]
    return old[:-1] + rng.choice(digits)


def _letters(decree: Decree, rng: Random) -> Iterator[Alteration]:
    """Yield one other letter in each title: the decree's own, and those of what it cites."""
    source = decree.source
    spans = [mention.span for mention in decree.titles]
    spans += [one.title_span for one in decree.citations if one.title_span and one.role != "title"]
    for span in dict.fromkeys(spans):
        words = list(_WORD.finditer(source.text, span.start, span.end))
        if not words:
            continue
        word = rng.choice(words)
        at = rng.randrange(word.start() + 1, word.end() - 1)
        old = source.text[at]
        new = rng.choice([letter for letter in "aeioubdgklmnprst" if letter != old.casefold()])
        new = new.upper() if old.isupper() else new
        token = source.text[word.start() : at] + new + source.text[at + 1 : word.end()]
        yield _swap(source, "letter", Span(at, at + 1), new, token)


def _table(decree: Decree) -> Iterator[Alteration]:
    """Yield the alterations of the rows and cells of the plan."""
    if decree.plan is None:
        return
    source = decree.source
    breaks = [found.start() for found in re.finditer("\n", source.text)]
    rows = [(row, _lines(breaks, row)) for row in decree.plan.rows]
    used = Counter(line for _, lines in rows for line in lines)
    for place, (row, lines) in enumerate(rows):
        yield from _cells(source, row)
        if not lines or any(used[line] > 1 for line in lines):
            continue  # in a text without lines a row cannot be taken out by itself
        yield _lined(row, "row-dropped", partial(_without, source, lines))
        yield _lined(row, "row-duplicated", partial(_doubled, source, lines))
        if place + 1 < len(rows) and row.area == rows[place + 1][0].area:
            behind = rows[place + 1][1]
            if behind and behind[0] > lines[-1] and all(used[line] == 1 for line in behind):
                yield _lined(row, "rows-swapped", partial(_behind, source, lines, behind))


def _without(source: Source, lines: tuple[int, ...]) -> Source:
    return relined(source, [line for line in _every(source) if line not in lines])


def _doubled(source: Source, lines: tuple[int, ...]) -> Source:
    cut = lines[-1] + 1
    every = list(_every(source))
    return relined(source, [*every[:cut], *lines, *every[cut:]])


def _behind(source: Source, lines: tuple[int, ...], others: tuple[int, ...]) -> Source:
    """Return the source with a row behind the one that follows it."""
    kept = [line for line in _every(source) if line not in lines]
    cut = kept.index(others[-1]) + 1
    return relined(source, [*kept[:cut], *lines, *kept[cut:]])


def _every(source: Source) -> range:
    return range(source.text.count("\n") + 1)


def _cells(source: Source, row: Row) -> Iterator[Alteration]:
    for column in _COLUMNS:
        cell: Cell | None = getattr(row, column)
        if cell is not None and cell.text and cell.spans and not cell.inherited:
            span = Span(cell.spans[0].start, cell.spans[-1].end)
            yield Alteration(
                "cell-emptied", span, cell.text, "", "", partial(_emptied, source, cell)
            )
    one, other = (getattr(row, column) for column in _PAIR)
    if _single(one) and _single(other) and one.text != other.text:
        first, second = sorted((one.spans[0], other.spans[0]), key=lambda span: span.start)
        yield Alteration(
            "cells-swapped",
            Span(first.start, second.end),
            f"{one.text} | {other.text}",
            f"{other.text} | {one.text}",
            "",
            partial(_exchanged, source, first, second),
        )


def _single(cell: Cell | None) -> bool:
    return cell is not None and len(cell.spans) == 1 and not cell.inherited


def _emptied(source: Source, cell: Cell) -> Source:
    for span in sorted(cell.spans, key=lambda one: -one.start):
        source = spliced(source, span, "")
    return source


def _exchanged(source: Source, first: Span, second: Span) -> Source:
    one, other = (source.text[span.start : span.end] for span in (first, second))
    return spliced(spliced(source, second, one), first, other)


def _lined(row: Row, kind: str, make: Callable[[], Source]) -> Alteration:
    return Alteration(kind, row.span, row.component.text, "", "", make)


def _lines(breaks: list[int], row: Row) -> tuple[int, ...]:
    """Return the lines, from 0, in which the cells of a row stand."""
    cells = [getattr(row, column) for column in (*_COLUMNS, "note")]
    spans = [span for cell in cells if cell for span in cell.spans]
    bounds = [(bisect_left(breaks, span.start), bisect_left(breaks, span.end)) for span in spans]
    return tuple(sorted({line for first, last in bounds for line in range(first, last + 1)}))
