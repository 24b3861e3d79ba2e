"""Which ZI guideline decrees rest on, over time, and when each guideline took effect."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.plot import decrees as stored
from zikg.plot.canvas import (
    BLUE,
    FOOT,
    GREEN,
    GREY,
    HATCHES,
    HEAD,
    INK,
    ORANGE,
    PALE,
    PINK,
    RED,
    SKY,
    Canvas,
    legend,
)
from zikg.plot.picture import Table
from zikg.plot.words import ADOPTION
from zikg.validate.naming import short_name
from zikg.validate.words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matplotlib.axes import Axes

    from zikg.model import Interval
    from zikg.plot.decrees import Decree
    from zikg.plot.picture import Asked, Cell

_COLOURS: Final = (ORANGE, RED, BLUE, SKY, GREEN, PINK)
_BINS: Final = 26
_MONTHS: Final = {"quarter": 3, "half": 6, "year": 12}


def draw(asked: Asked) -> tuple[Canvas, str, str, Table, int]:
    """Return the drawing, its title, its description, its table and how many decrees there are.

    Args:
        asked: the store, the registry, the day and the language.
    """
    words = ADOPTION[asked.lang]
    every = stored.decrees(asked.reader)
    about_zi = stored.about_zi(asked.reader)
    found = [
        one
        for node, one in every.items()
        if node in about_zi and one.stage != "draft" and one.earliest and one.latest
    ]
    kinds = _kinds(asked, found, words)
    period = _period(found)
    counts: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for one in found:
        first, last = (_bin(day, period) for day in (one.earliest, one.latest) if day)
        if first == last:
            counts[first][kinds[one.node]] += 1
    order = (*_labels(asked), words["both"], words["none"])
    there = [kind for kind in order if any(count[kind] for count in counts.values())]
    total = sum(count.total() for count in counts.values())
    title = words["title"].format(count=total)
    canvas = Canvas("adoption", asked.lang, 12.5, 6.0)
    axes = canvas.axes(0.75, FOOT + 0.95, 0.3, HEAD + 0.95)
    if counts:
        marks = sorted(_marks(asked), key=lambda each: (each[1].earliest, each[0]))
        _Shares(canvas, axes, asked, words, counts, there, period, marks).draw()
    else:
        axes.set_axis_off()
        axes.text(0, 0.5, words["empty"], fontsize=11)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_named(key, period, words), counts[key].total(), *(counts[key][kind] for kind in there))
        for key in sorted(counts)
    )
    table = Table(title, (*words["head"], *there), rows)
    return canvas, title, words["about"].format(period=words[period]), table, len(every)


def _marks(asked: Asked) -> Iterator[tuple[str, Interval]]:
    """Yield the guidelines and what amends them: name, and when each takes effect."""
    for _, id_ in asked.registry.guidelines():
        held = asked.registry.get(id_)
        if held is not None:
            yield stored.plain(short_name(id_, asked.registry)), held.effective
        for change in asked.registry.changes_to(id_):
            if change.kind == "amends":
                name = stored.plain(short_name(change.act, asked.registry))
                yield name, change.effective


def _amenders(asked: Asked) -> dict[str, list[str]]:
    """Return by guideline the acts that amend it, oldest first."""
    return {
        id_: [c.act for c in asked.registry.changes_to(id_) if c.kind == "amends"]
        for _, id_ in asked.registry.guidelines()
    }


def _labels(asked: Asked) -> list[str]:
    """Return the kinds in their order: each guideline alone, then with each amendment."""
    found = []
    for guideline, acts in _amenders(asked).items():
        found.append(_label(asked, guideline, None))
        found += [_label(asked, guideline, act) for act in acts]
    return found


def _label(asked: Asked, guideline: str, act: str | None) -> str:
    name = stored.plain(short_name(guideline, asked.registry))
    if act is None:
        return name
    return f"{name} + {stored.plain(short_name(act, asked.registry)).rpartition(' ')[2]}"


def _kinds(asked: Asked, found: list[Decree], words: dict[str, Any]) -> dict[str, str]:
    """Return by decree which guideline it rests on, with the last amendment that it names."""
    amenders = _amenders(asked)
    works = [*amenders, *(act for acts in amenders.values() for act in acts)]
    cited: dict[str, set[str]] = defaultdict(set)
    for one in stored.bases(asked.reader, works):
        cited[one.decree].add(one.cited)
    kinds = {}
    for decree in found:
        named = cited[decree.node]
        bases = [id_ for id_, acts in amenders.items() if named & {id_, *acts}]
        if len(bases) != 1:
            kinds[decree.node] = words["both" if bases else "none"]
            continue
        acts = [act for act in amenders[bases[0]] if act in named]
        kinds[decree.node] = _label(asked, bases[0], acts[-1] if acts else None)
    return kinds


def _period(found: list[Decree]) -> str:
    years = [day.year for one in found if (day := one.earliest)]
    span = max(years, default=0) - min(years, default=0) + 1
    return "quarter" if span * 4 <= _BINS else "half" if span * 2 <= _BINS else "year"


def _bin(day: date, period: str) -> tuple[int, int]:
    return day.year, (day.month - 1) // _MONTHS[period]


def _named(key: tuple[int, int], period: str, words: dict[str, Any]) -> str:
    return str(words["letters"][period].format(n=key[1] + 1, year=key[0]))


def _x(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


@dataclass
class _Shares:
    canvas: Canvas
    axes: Axes
    asked: Asked
    words: dict[str, Any]
    counts: dict[tuple[int, int], Counter[str]]
    there: list[str]
    period: str
    marks: list[tuple[str, Interval]]

    def draw(self) -> None:
        """Draw the bars, the dates above them, and the legend."""
        width = _MONTHS[self.period] / 12
        order = _labels(self.asked)
        colours = {kind: _COLOURS[place % len(_COLOURS)] for place, kind in enumerate(order)}
        colours |= {self.words["both"]: "#444444", self.words["none"]: PALE}
        for key, count in sorted(self.counts.items()):
            left, base = key[0] + key[1] * width, 0.0
            for kind in self.there:
                share = 100 * count[kind] / count.total()
                if share:
                    colour = colours[kind]
                    (bar,) = self.axes.bar(
                        left + width / 2, share, width * 0.86, bottom=base, color=colour,
                        hatch=HATCHES.get(colour, ""), edgecolor="white", linewidth=0,
                    )  # fmt: skip
                    told = self.words["bar"].format(
                        period=_named(key, self.period, self.words), kind=kind, count=count[kind],
                        total=count.total(),
                    )  # fmt: skip
                    self.canvas.name(bar, f"bar-{key[0]}-{key[1]}-{kind}", told)
                    base += share
            self.axes.text(left + width / 2, 101.5, f"{count.total()}", ha="center", fontsize=7.5)
        first = min(self.counts)[0]
        last = max(max(self.counts)[0] + 1.0, *(_x(when.latest) for _, when in self.marks))
        self.axes.set_xlim(first - 0.15, math.ceil(last) + 0.15)
        self.axes.set_ylim(0, 100)
        self.axes.set_ylabel(self.words["share"])
        self.axes.set_xticks(range(first, math.ceil(last) + 1))
        if self.period == "quarter":
            self._quarters(first, math.ceil(last))
        self._dates()
        self.canvas.figure.legend(
            handles=list(legend([(colours[kind], "bar", kind) for kind in self.there])),
            loc="lower left", ncols=4, frameon=False, fontsize=8.5,
            bbox_to_anchor=(0.75 / self.canvas.width - 0.01, 0.28 / self.canvas.height),
        )  # fmt: skip

    def _quarters(self, first: int, last: int) -> None:
        """Name the quarters too, where there is room for them."""
        if last - first <= 4:
            places = [first + quarter / 4 + 0.125 for quarter in range((last - first) * 4)]
            names = [
                self.words["letters"]["quarter"].format(n=place % 4 + 1, year=first + place // 4)
                for place in range(len(places))
            ]
            self.axes.set_xticks(places, names, fontsize=7.5)

    def _dates(self) -> None:
        """Mark above the bars when each took effect: a band where the day is not known."""
        first, last = self.axes.get_xlim()
        before, level = [], 0
        for name, when in self.marks:
            told = f"{name}: {date_words(when, self.asked.lang)}"
            start, end = _x(when.earliest), _x(when.latest)
            if start < first:
                before.append(f"{name} ({date_words(when, self.asked.lang)})")
                continue
            top = 112.0 + 6.0 * (level % 2)
            level += 1
            band = self.axes.fill_between(
                [start, max(end, start + 0.004)], 106, 109, color=INK, alpha=0.45, linewidth=0,
                clip_on=False,
            )  # fmt: skip
            self.canvas.name(band, f"mark-{name}", self.words["mark"].format(name=told))
            self.axes.plot(
                [start] * 2, [0, top], color=INK, linewidth=1, linestyle=":", clip_on=False
            )
            right = (start - first) / (last - first) > 0.8
            self.axes.annotate(
                told, (start, top), (-3 if right else 3, 0), textcoords="offset points", fontsize=8,
                ha="right" if right else "left", va="center", annotation_clip=False,
            )  # fmt: skip
        if before:
            told = self.words["before"].format(names=", ".join(before))
            self.axes.text(first, 126, told, fontsize=8, color=GREY, va="center", clip_on=False)
