"""The life of a regulation: made, in force, changed, revoked, replaced, and who cites it when.

A date of which only the month or the year is known is drawn as the span that it may lie in.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import RegistryError
from zikg.model import Interval
from zikg.plot import decrees as stored
from zikg.plot.canvas import (
    BLUE,
    FOOT,
    GREEN,
    GREY,
    HATCHES,
    HEAD,
    ORANGE,
    PINK,
    RED,
    Canvas,
    legend,
    short,
)
from zikg.plot.picture import Table
from zikg.plot.words import TIMELINE, status_words
from zikg.registry.status import status_at
from zikg.report.words import CERTAINTY
from zikg.validate.naming import short_name
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from zikg.model import Regulation
    from zikg.plot.picture import Asked

_ROW: Final = 0.36
_STRIP: Final = 1.5
_LEFT: Final = 3.2
_YEAR: Final = 365.25
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "made": ("#444444", "d"),
    "effective": (BLUE, ">"),
    "amends": (GREEN, "s"),
    "adopts": (GREEN, "P"),
    "partly_revokes": (ORANGE, "D"),
    "revokes": (RED, "X"),
    "replaced": (PINK, "^"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something in the life of a regulation."""

    kind: str
    when: Interval
    words: str
    act: str = ""
    provision: str = ""
    confidence: str = "high"


def draw(asked: Asked) -> tuple[Canvas, str, str, Table, int]:
    """Return the drawing, its title, its description, its table and how many decrees it shows.

    Args:
        asked: the store, the registry, the day, the language and the regulation.

    Raises:
        RegistryError: the registry does not hold the regulation.
    """
    held = asked.registry.get(asked.regulation or "")
    if held is None:
        raise RegistryError(
            *(str(TIMELINE[x]["unheld"]).format(id=asked.regulation) for x in ("id", "en"))
        )
    words: dict[str, Any] = TIMELINE[asked.lang]
    events = _events(held, asked, words)
    years, late, count = _citing(held.id, asked)
    name = stored.plain(short_name(held.id, asked.registry))
    code = status_at(asked.registry, held.id, Interval.of(asked.day)).code
    title = str(words["title"]).format(name=name)
    about = str(words["about"]).format(
        title=short(held.title or "", 150) + ".",
        day=day_words(asked.day, asked.lang),
        status=status_words(code, asked.lang),
    )
    canvas = Canvas(
        "timeline", asked.lang, 12.5, HEAD + FOOT + 0.95 + _STRIP + (len(events) + 1) * _ROW
    )
    _Life(canvas, asked, words, held, events).draw(years, late)
    rows = [
        (
            one.words,
            one.when.earliest,
            one.when.latest,
            one.act,
            stored.plain(one.provision),
            CERTAINTY[one.confidence][asked.lang],
        )
        for one in events
    ]
    rows += [
        (
            f"{words['citing'].format(year=year)}: {years[year]} ({late[year]} {words['after']})",
            date(year, 1, 1),
            date(year, 12, 31),
            held.id,
            "",
            "",
        )
        for year in sorted(years)
    ]
    return canvas, title, about, Table(title, words["head"], tuple(rows)), count


def _events(held: Regulation, asked: Asked, words: dict[str, Any]) -> list[Event]:
    certainty = held.confidence
    found = [Event("made", held.exists, words["made"], confidence=certainty)]
    if held.effective != held.exists:
        found.append(Event("effective", held.effective, words["effective"], confidence=certainty))
    for change in asked.registry.changes_to(held.id):
        act = stored.plain(short_name(change.act, asked.registry))
        said = str(words[change.kind]).format(act=act)
        found.append(
            Event(
                change.kind, change.effective, said, change.act, change.provision, change.confidence
            )
        )
    for each in asked.registry.replacements(held.id):
        other = asked.registry.get(each.by)
        if other is not None:
            said = words["replaced"].format(act=stored.plain(short_name(each.by, asked.registry)))
            found.append(Event("replaced", other.effective, said, each.by, "", each.confidence))
    order = list(_KINDS)
    return sorted(found, key=lambda e: (e.when.earliest, order.index(e.kind), e.when.latest, e.act))


def _citing(id_: str, asked: Asked) -> tuple[Counter[int], Counter[int], int]:
    """Return citing decrees by year, those after the revocation, and how many decrees there are."""
    every = stored.decrees(asked.reader)
    years, late = Counter[int](), Counter[int]()
    for one in stored.bases(asked.reader, [id_]):
        decree = every.get(one.decree)
        if decree is None:
            continue
        if decree.earliest and decree.latest and decree.earliest.year == decree.latest.year:
            years[decree.earliest.year] += 1
            late[decree.earliest.year] += one.revoked
    return years, late, len(every)


@dataclass
class _Life:
    canvas: Canvas
    asked: Asked
    words: dict[str, Any]
    held: Regulation
    events: list[Event]

    def draw(self, years: Counter[int], late: Counter[int]) -> None:
        """Draw the lanes above and the strip of citing decrees beneath, on one axis of time."""
        bottom = FOOT + 0.55
        lanes = self.canvas.axes(_LEFT, bottom + _STRIP + 0.25, 0.35, HEAD + 0.1)
        strip = self.canvas.axes(_LEFT, bottom, 0.35, self.canvas.height - bottom - _STRIP)
        first, last = self._span(years)
        for axes in (lanes, strip):
            axes.set_xlim(first, last)
            axes.axvline(_x(self.asked.day), color=GREY, linewidth=1, linestyle=(0, (2, 2)))
        self._lanes(lanes, last)
        self._strip(strip, years, late)
        lanes.tick_params(axis="x", labelbottom=False, length=0)

    def _span(self, years: Counter[int]) -> tuple[float, float]:
        known = [one.when for one in self.events]
        starts = [_x(one.earliest) for one in known if one.earliest.year > 1900]
        ends = [_x(one.latest) for one in known if one.latest.year < 2100]
        first = min([*starts, *(float(year) for year in years), _x(self.asked.day) - 1])
        last = max([*ends, *(year + 1.0 for year in years), _x(self.asked.day)])
        room = max((last - first) * 0.03, 0.25)
        return first - room, last + room * 2

    def _lanes(self, axes: Axes, last: float) -> None:
        axes.set_ylim(len(self.events) + 0.5, -0.6)
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.grid(axis="x", color="#EEEEEE")
        axes.set_axisbelow(True)
        labels = [str(self.words["force"]), *(one.words for one in self.events)]
        axes.set_yticks(range(len(labels)), [short(label, 42) for label in labels])
        axes.tick_params(axis="y", length=0, labelsize=9)
        axes.get_yticklabels()[0].set_fontweight("bold")
        self._force(axes, last)
        for row, one in enumerate(self.events, 1):
            colour, marker = _KINDS[one.kind]
            start, end = _x(one.when.earliest), _x(one.when.latest)
            if not one.when.exact:
                axes.plot([start, end], [row, row], color=colour, linewidth=3.5, alpha=0.45,
                          marker="|", markersize=9)  # fmt: skip
            (dot,) = axes.plot(
                (start + end) / 2, row, marker, color=colour, markersize=8.5,
                markerfacecolor=colour if one.when.exact else "white", markeredgewidth=1.4,
            )  # fmt: skip
            told = date_words(one.when, self.asked.lang)
            said = ", ".join(part for part in (told, short(one.provision, 40)) if part)
            self.canvas.name(dot, f"event-{row}-{one.kind}", f"{one.words}: {said}")
            side = -1 if (start + end) / 2 > sum(axes.get_xlim()) / 2 else 1
            where = (start if side < 0 else end, row)
            axes.annotate(
                said, where, (11 * side, 0), textcoords="offset points", fontsize=8, va="center",
                ha="left" if side > 0 else "right", color="#444444",
            )  # fmt: skip

    def _force(self, axes: Axes, last: float) -> None:
        """Draw from when to when it is in force: pale where that is not certain."""
        if not self.held.status_known and not any(one.kind == "revokes" for one in self.events):
            begun, ends = self.held.effective, [_x(self.asked.day)]
            self._bar(axes, _x(begun.earliest), ends[0], sure=False)
            return
        begun = self.held.effective
        ended = [one.when for one in self.events if one.kind == "revokes"]
        # Of what no end is known, nobody knows that it stands beyond the day.
        known = min(max(_x(self.asked.day), _x(begun.latest)), last)
        sure_end = min((_x(one.earliest) for one in ended), default=known)
        late_end = min((_x(one.latest) for one in ended), default=known)
        self._bar(axes, _x(begun.earliest), _x(begun.latest), sure=False)
        self._bar(axes, _x(begun.latest), sure_end, sure=True)
        self._bar(axes, sure_end, late_end, sure=False)

    def _bar(self, axes: Axes, start: float, end: float, *, sure: bool) -> None:
        left = max(start, axes.get_xlim()[0])
        if end > left:
            (bar,) = axes.barh(
                0, end - left, 0.5, left=left, color=BLUE if sure else "white",
                edgecolor=BLUE, hatch="" if sure else HATCHES[RED], linewidth=0.8,
            )  # fmt: skip
            self.canvas.name(
                bar, f"force-{'sure' if sure else 'maybe'}-{left:.3f}",
                self.words["force" if sure else "maybe"],
            )  # fmt: skip

    def _strip(self, axes: Axes, years: Counter[int], late: Counter[int]) -> None:
        axes.set_ylabel(
            self.words["cited"], rotation=0, ha="right", va="center", labelpad=34, fontsize=9
        )
        axes.grid(axis="y", color="#EEEEEE")
        axes.set_axisbelow(True)
        for year, count in sorted(years.items()):
            good = count - late[year]
            told = self.words["year"].format(year=year, count=count, late=late[year])
            for height, base, colour in ((good, 0, BLUE), (late[year], good, RED)):
                if height:
                    (bar,) = axes.bar(
                        year + 0.5, height, 0.8, bottom=base, color=colour, edgecolor="white",
                        linewidth=0, hatch=HATCHES.get(colour, ""),
                    )  # fmt: skip
                    self.canvas.name(bar, f"year-{year}-{colour}", told)
            axes.text(year + 0.5, count, f"{count}", ha="center", va="bottom", fontsize=8)
        most = max(years.values(), default=0)
        axes.set_ylim(0, max(most * 1.25, 1))
        axes.locator_params(axis="y", integer=True, nbins=4)
        first, last = (math.ceil(axes.get_xlim()[0]), math.floor(axes.get_xlim()[1]))
        step = max(1, math.ceil((last - first) / 16))
        axes.set_xticks(
            range(first, last + 1, step), [str(y) for y in range(first, last + 1, step)]
        )
        if not years:
            axes.text(0.02, 0.5, self.words["nobody"], transform=axes.transAxes, color=GREY)
        day = self.words["day"].format(day=day_words(self.asked.day, self.asked.lang))
        axes.annotate(
            day, (_x(self.asked.day), 1), (-4, -2), xycoords=("data", "axes fraction"),
            textcoords="offset points", fontsize=7.5, color=GREY, ha="right", va="top",
        )  # fmt: skip
        entries = [(BLUE, "bar", self.words["in"]), (RED, "bar", self.words["after"])]
        self.canvas.figure.legend(
            handles=list(legend(entries if late.total() else entries[:1])),
            loc="lower left", ncols=4, frameon=False, fontsize=8,
            bbox_to_anchor=(_LEFT / self.canvas.width - 0.01, 0.26 / self.canvas.height),
        )  # fmt: skip


def _x(day: date) -> float:
    """Return a day as a year with its fraction, which is what the axis counts."""
    begin = date(day.year, 1, 1)
    return day.year + (day - begin) / timedelta(days=_YEAR)
