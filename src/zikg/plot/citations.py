"""The citation network: who cites what in Mengingat, and how the regulations hang together.

Few decrees stand one by one; many are gathered by kind of office, so that the picture stays as
readable. Regulations are ordered by their place in the hierarchy, then by who cites them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.plot import decrees as stored
from zikg.plot.canvas import (
    BLUE,
    FOOT,
    GREEN,
    GREY,
    HATCHES,
    HEAD,
    PALE,
    RED,
    STATUS,
    Canvas,
    legend,
    short,
)
from zikg.plot.network import MANY, citers, regulations
from zikg.plot.picture import Table
from zikg.plot.words import CITATIONS, status_words
from zikg.validate.words import day_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from zikg.plot.decrees import Basis
    from zikg.plot.network import Node
    from zikg.plot.picture import Asked
    from zikg.plot.words import Words

TOP: Final = 26
"""How many regulations stand by name where decrees are gathered."""
ALL: Final = 48
"""How many stand by name where decrees stand one by one."""

_ROW: Final = 0.27
_X: Final = {"left": 0.185, "right": 0.43, "name": 0.49, "title": 0.61, "bar": 0.86, "end": 0.97}


def draw(asked: Asked) -> tuple[Canvas, str, str, Table, int]:
    """Return the drawing, its title, its description, its table and how many decrees it shows.

    Args:
        asked: the store, the registry, the day and the language.
    """
    words: Words = CITATIONS[asked.lang]
    every = stored.decrees(asked.reader)
    bases = [one for one in stored.bases(asked.reader) if one.decree in every]
    nodes = regulations(asked, bases)
    citing = {one.decree for one in bases}
    shown = [one for node, one in every.items() if node in citing]
    left = citers(shown, words, asked.lang)
    listed, rest = _chosen(nodes, ALL if len(shown) <= MANY else TOP)
    height = max(len(listed) + bool(rest), len(left), 6) * _ROW + HEAD + FOOT + 0.75
    canvas = Canvas("citations", asked.lang, 13.5, height)
    axes = canvas.axes(0.15, FOOT + 0.55, 0.15, HEAD + 0.1)
    axes.set_axis_off()
    rows = len(listed) + bool(rest)
    axes.set_xlim(-0.005, 1.0)
    axes.set_ylim(max(rows, len(left), 6) - 0.4, -0.6)
    if not bases:
        axes.text(0.5, 2.5, words["none"], ha="center", fontsize=11)
    else:
        _Network(canvas, axes, words, asked, left, listed, rest).draw(bases)
    title = str(words["title"]).format(count=len(shown))
    head = tuple(str(name).format(day=day_words(asked.day, asked.lang)) for name in words["head"])
    table = Table(
        title,
        head,
        tuple(
            (n.id, n.name, n.title, status_words(n.status, asked.lang), n.count, n.revoked)
            for n in nodes
        ),
    )
    return (
        canvas,
        title,
        str(words["about"]).format(day=day_words(asked.day, asked.lang)),
        table,
        len(every),
    )


def _chosen(nodes: list[Node], most: int) -> tuple[list[Node], list[Node]]:
    """Return the regulations that stand by name, in the order of the picture, and the others."""
    listed = sorted(nodes[:most], key=lambda one: (one.rank, -one.count, one.id))
    return listed, nodes[most:]


@dataclass
class _Network:
    canvas: Canvas
    axes: Axes
    words: Words
    asked: Asked
    left: list[tuple[str, str, set[str]]]
    listed: list[Node]
    rest: list[Node]

    def draw(self, bases: list[Basis]) -> None:
        """Draw lines first, then what they join, arcs, bars and the legend."""
        rows = {node.id: float(place) for place, node in enumerate(self.listed)}
        rows |= dict.fromkeys((node.id for node in self.rest), float(len(self.listed)))
        height = max(len(self.listed) + bool(self.rest), len(self.left))
        places = [(row + 0.5) * height / len(self.left) - 0.5 for row in range(len(self.left))]
        self._lines(bases, rows, places)
        for (name, below, nodes), y in zip(self.left, places, strict=True):
            (dot,) = self.axes.plot(
                _X["left"], y, "o", color="#444444", markersize=5 + 6 * (len(nodes) > 1)
            )
            self.canvas.name(dot, f"from-{y:.2f}", f"{name}: {below}")
            self.axes.text(
                _X["left"] - 0.012, y - 0.02, name, fontsize=8.5, va="bottom", ha="right"
            )
            self.axes.text(
                _X["left"] - 0.012, y + 0.06, below, fontsize=7.5, va="top", ha="right", color=GREY
            )
        self._regulations()
        self._arcs(rows)
        self._legend()

    def _lines(self, bases: list[Basis], rows: dict[str, float], places: list[float]) -> None:
        of = {node: place for place, (*_, nodes) in enumerate(self.left) for node in nodes}
        weights, late = Counter[tuple[int, float]](), Counter[tuple[int, float]]()
        for one in bases:
            pair = (of[one.decree], rows[one.cited])
            weights[pair] += 1
            late[pair] += one.revoked
        # What is gathered would make all the others look thin.
        most = max(n for (_, row), n in weights.items() if row < len(self.listed))
        for (place, row), weight in sorted(weights.items()):
            share = late[place, row] / weight
            colour = RED if share >= 0.5 else "#8FA9BC"
            (line,) = self.axes.plot(
                *_curve((_X["left"], places[place]), (_X["right"], row)),
                color=colour,
                linewidth=0.8 + (5.0 * min(weight / most, 1) if most > 1 else 0.4),
                alpha=0.55,
                linestyle=(0, (4, 2)) if share >= 0.5 else "-",
                solid_capstyle="butt",
                zorder=1,
            )
            told = f"{self.left[place][0]} → {self._row_name(row)}: {weight}"
            self.canvas.name(line, f"line-{place}-{row:.0f}", told)

    def _row_name(self, row: float) -> str:
        index = int(row)
        if index < len(self.listed):
            return self.listed[index].name
        return str(self.words["rest"]).format(count=len(self.rest))

    def _regulations(self) -> None:
        most = max(node.count for node in self.listed)
        entries = [(float(y), node) for y, node in enumerate(self.listed)]
        for y, node in entries:
            colour, marker = STATUS[node.status]
            size = 6 + 8 * (node.count / most) ** 0.5
            (dot,) = self.axes.plot(
                _X["right"], y, marker, color=colour, markersize=size, markeredgecolor="white"
            )
            said = str(self.words["said"]).format(
                count=node.count,
                revoked=node.revoked,
                status=status_words(node.status, self.asked.lang),
            )
            self.canvas.name(dot, f"work-{node.id}", f"{node.name} {node.title}: {said}")
            self.axes.text(_X["name"], y, short(node.name, 26), fontsize=8.5, va="center")
            self.axes.text(
                _X["title"], y, short(node.title, 52), fontsize=7.5, va="center", color="#555555"
            )
            self._bar(y, node.count, node.revoked, most)
        if self.rest:
            y = float(len(self.listed))
            name = self._row_name(y)
            self.axes.plot(_X["right"], y, "o", color=PALE, markersize=9, markeredgecolor=GREY)
            self.axes.text(_X["name"], y, name, fontsize=8.5, va="center", color=GREY)

    def _bar(self, y: float, count: int, revoked: int, most: int) -> None:
        unit = (_X["end"] - _X["bar"]) / most
        good = count - revoked
        self.axes.barh(y, good * unit, 0.55, left=_X["bar"], color=BLUE)
        self.axes.barh(
            y, revoked * unit, 0.55, left=_X["bar"] + good * unit, color=RED, hatch=HATCHES[RED],
            edgecolor="white", linewidth=0,
        )  # fmt: skip
        end = _X["bar"] + count * unit + 0.004
        self.axes.text(end, y, f"{count}", fontsize=7.5, va="center")

    def _arcs(self, rows: dict[str, float]) -> None:
        """Draw which of the regulations by name amend or revoke each other, at the date."""
        named = {node.id: rows[node.id] for node in self.listed}
        drawn = [
            (change.kind, named[change.act], named[target])
            for target in named
            for change in self.asked.registry.changes_to(target)
            if change.act in named and change.effective.latest <= self.asked.day
        ]
        for kind, act, target in sorted(set(drawn)):
            colour, style = (GREEN, "-") if kind in {"amends", "adopts"} else (RED, (0, (3, 1.5)))
            reach = 0.018 + 0.034 * min(abs(act - target) / 12, 1)
            self.axes.annotate(
                "",
                xy=(_X["right"] + 0.012, target),
                xytext=(_X["right"] + 0.012, act),
                arrowprops={
                    "arrowstyle": "-|>", "color": colour, "linewidth": 1.0, "linestyle": style,
                    "shrinkA": 0, "shrinkB": 0, "mutation_scale": 7,
                    "connectionstyle": f"arc3,rad={_bend(act, target, reach, self._aspect())}",
                },
            )  # fmt: skip

    def _aspect(self) -> float:
        """Inches of one row against those of the whole width."""
        return _ROW / (self.canvas.width - 0.3)

    def _legend(self) -> None:
        there = {node.status for node in self.listed}
        entries = [
            (*STATUS[code], status_words(code, self.asked.lang)) for code in STATUS
            if code in there and code != "not-existing"
        ]  # fmt: skip
        entries += [
            (GREEN, "-", str(self.words["amends"])),
            (RED, "--", str(self.words["revokes"])),
            (BLUE, "bar", str(self.words["standing"])),
            (RED, "bar", str(self.words["revoked"])),
        ]
        self.canvas.figure.legend(
            handles=list(legend(entries)), loc="lower left", ncols=5, frameon=False, fontsize=8,
            bbox_to_anchor=(0.005, 0.22 / self.canvas.height), handletextpad=0.4, columnspacing=1.6,
        )  # fmt: skip


def _bend(act: float, target: float, reach: float, row: float) -> float:
    """Return matplotlib's curvature for an arc that reaches so far to the right."""
    span = abs(act - target) * row
    return (2 * reach / span) * (1 if act < target else -1) * -1 if span else 0.0


def _curve(start: tuple[float, float], end: tuple[float, float]) -> tuple[list[float], list[float]]:
    """Return an S-shaped line, level at both ends."""
    steps = [step / 24 for step in range(25)]
    ease = [step * step * (3 - 2 * step) for step in steps]
    xs = [start[0] + (end[0] - start[0]) * step for step in steps]
    return xs, [start[1] + (end[1] - start[1]) * step for step in ease]
