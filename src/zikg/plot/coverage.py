"""Which components a plan has to cover are planned: a heat map of component and office.

Few offices stand one by one, with a mark in each cell; many are gathered by province, with the
share of their plans that cover the component. Of an office the latest plan counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.model import Interval
from zikg.plot import decrees as stored
from zikg.plot.canvas import BLUE, FOOT, GREY, HEAD, ORANGE, PALE, Canvas, abbreviated, short
from zikg.plot.picture import Table
from zikg.plot.words import COVERAGE
from zikg.registry.status import regime_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from zikg.model import Component
    from zikg.plot.decrees import Decree
    from zikg.plot.picture import Asked

MANY: Final = 30
"""From more offices than this on they are gathered by province."""

_ROW: Final = 0.235
_LEFT: Final = 4.6
_COLUMN: Final = 0.315


@dataclass(frozen=True, slots=True)
class Column:
    """An office, or the offices of a province: how many plan each component, of how many."""

    name: str
    count: int
    planned: dict[str, int]


def draw(asked: Asked) -> tuple[Canvas, str, str, Table, int]:
    """Return the drawing, its title, its description, its table and how many decrees there are.

    Args:
        asked: the store, the registry, the day, the language and the regime.
    """
    words = COVERAGE[asked.lang]
    every = stored.decrees(asked.reader)
    needed, covered = stored.coverage(asked.reader)
    regime = asked.regime or _regime(asked)
    parts = [c for c in asked.registry.components(regime) if c.mandatory and c.sub]
    areas = {c.area: c.name for c in asked.registry.components(regime) if not c.sub}
    ids = {part.id for part in parts}
    latest: dict[str, Decree] = {}
    for node, one in every.items():
        # In order of date: of an office the last one stays.
        if needed.get(node, set()) & ids and one.stage != "draft":
            latest[one.office or node] = one
    few = len(latest) <= MANY
    columns = (
        _offices(latest.values(), covered)
        if few
        else _provinces(latest.values(), covered, words["placeless"])
    )
    total = _gathered(words["all"], latest.values(), covered)
    shown = [*columns, total] if not few or len(columns) > 1 else columns
    top = max((len(_head(column, few)) for column in shown), default=0) * 0.062 + 0.3
    width = _LEFT + max(len(shown) * (_COLUMN if not few else 0.42), 4.5) + 0.5
    canvas = Canvas(
        "coverage", asked.lang, width, HEAD + FOOT + 0.25 + top + max(len(parts), 4) * _ROW
    )
    title = words["title"].format(regime=regime, count=len(latest))
    axes = canvas.axes(_LEFT, FOOT + 0.2, 0.3, HEAD + top)
    if columns:
        _Map(canvas, axes, asked, words, parts, areas, shown, few).draw()
    else:
        axes.set_axis_off()
        axes.text(0, 0.5, words["none"], fontsize=11)
    names = tuple(column.name for column in columns)
    rows = tuple(
        (
            part.id,
            stored.plain(areas.get(part.area, "")),
            stored.plain(part.name),
            total.planned.get(part.id, 0),
            total.count - total.planned.get(part.id, 0),
            round(total.planned.get(part.id, 0) / total.count, 3) if total.count else None,
            *(f"{column.planned.get(part.id, 0)}/{column.count}" for column in columns),
        )
        for part in parts
    )
    table = Table(title, (*words["head"], *names), rows)
    return canvas, title, words["few" if few else "many"], table, len(every)


def _regime(asked: Asked) -> str:
    """Return the regime in force on the day; the latest where that cannot be told."""
    regime, _ = regime_at(asked.registry, Interval.of(asked.day))
    return regime or asked.registry.guidelines()[-1][0]


def _gathered(name: str, plans: Iterable[Decree], covered: dict[str, set[str]]) -> Column:
    planned: dict[str, int] = defaultdict(int)
    count = 0
    for one in plans:
        count += 1
        for component in covered[one.node]:
            planned[component] += 1
    return Column(name, count, dict(planned))


def _offices(plans: Iterable[Decree], covered: dict[str, set[str]]) -> list[Column]:
    ordered = sorted(plans, key=lambda one: (one.office_name, one.node))
    return [_gathered(short(abbreviated(one.office_name), 34), [one], covered) for one in ordered]


def _provinces(
    plans: Iterable[Decree], covered: dict[str, set[str]], placeless: str
) -> list[Column]:
    groups: dict[str, list[Decree]] = defaultdict(list)
    for one in plans:
        groups[one.province or ""].append(one)
    # What lies in no province comes last.
    ordered = sorted(groups, key=lambda name: (not name, name))
    return [_gathered(short(name or placeless, 30), groups[name], covered) for name in ordered]


@dataclass
class _Map:
    canvas: Canvas
    axes: Axes
    asked: Asked
    words: dict[str, Any]
    parts: list[Component]
    areas: dict[str, str]
    columns: list[Column]
    few: bool

    def draw(self) -> None:
        """Draw the cells, the names of components by area, and those of the columns."""
        axes, parts, columns = self.axes, self.parts, self.columns
        axes.set_xlim(0, len(columns))
        axes.set_ylim(len(parts) + (1 if self.few else 0), 0)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, labelsize=7.5, pad=3)
        axes.xaxis.tick_top()
        labels = [_head(column, self.few) for column in columns]
        axes.set_xticks(
            [place + 0.5 for place in range(len(columns))], labels, rotation=90, va="bottom"
        )
        axes.set_yticks(
            [row + 0.5 for row in range(len(parts))],
            [short(part.name, 56) for part in parts],
        )
        for row, part in enumerate(parts):
            for place, column in enumerate(columns):
                self._cell(row, place, part, column)
        self._areas()
        if self.few:
            self._lacking()
        if len(columns) > 1:
            axes.axvline(len(columns) - 1, color="white", linewidth=5)

    def _cell(self, row: int, place: int, part: Component, column: Column) -> None:
        from matplotlib.patches import Rectangle

        planned = column.planned.get(part.id, 0)
        share = planned / column.count
        colour, ink = _shade(share)
        cell = Rectangle((place, row), 1, 1, facecolor=colour, edgecolor="white", linewidth=1)
        told = self.words["cell"].format(
            component=part.name, column=column.name, planned=planned, count=column.count
        )
        self.canvas.name(cell, f"cell-{part.id}-{place}", told)
        self.axes.add_patch(cell)
        alone = self.few and column.count == 1
        mark = ("✓" if planned else "–") if alone else f"{_percent(planned, column.count)}"
        self.axes.text(
            place + 0.5, row + 0.53, mark, ha="center", va="center", color=ink,
            fontsize=9 if alone else 7, fontweight="bold" if alone else "normal",
        )  # fmt: skip

    def _areas(self) -> None:
        """Name each area at its first component, and part it from the next."""
        seen = ""
        for row, part in enumerate(self.parts):
            if part.area != seen:
                seen = part.area
                self.axes.axhline(row, color="#444444", linewidth=0.8)
                self.axes.text(
                    -(_LEFT - 0.15) / self._inches(), row + 0.5, _roman(seen),
                    va="center", fontsize=8, fontweight="bold",
                )  # fmt: skip

    def _inches(self) -> float:
        """Inches of one column."""
        return (self.canvas.width - _LEFT - 0.3) / len(self.columns)

    def _lacking(self) -> None:
        """Beneath each column: how many components have no action yet."""
        below = len(self.parts) + 0.5
        for place, column in enumerate(self.columns):
            if column.count == 1:
                count = sum(1 for part in self.parts if not column.planned.get(part.id))
                self.axes.text(place + 0.5, below, f"{count}", ha="center", va="center", fontsize=8)
        self.axes.text(
            -0.06 / self._inches(), below, self.words["lacking"], ha="right", va="center",
            fontsize=7.5, color=GREY,
        )  # fmt: skip


def _head(column: Column, few: bool) -> str:
    return column.name if few else f"{column.name} ({column.count})"


def _percent(part: int, whole: int) -> int:
    """Return a share in per cent: 100 only for all, 0 only for none."""
    rounded = round(100 * part / whole)
    return rounded if part in {0, whole} else min(max(rounded, 1), 99)


def _roman(area: str) -> str:
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
    return numerals[int(area) - 1] if area.isdigit() and 0 < int(area) <= 8 else area


def _shade(share: float) -> tuple[str, str]:
    """Return the colour of a share and that of letters on it: orange none, blue all.

    Five steps from orange over pale to blue: the ends of a scale that every eye tells apart.
    """
    if share >= 1:
        return BLUE, "white"
    if share <= 0:
        return ORANGE, "black"
    steps = ((0.5, "#F3CF8B"), (0.8, "#F7E8C9"), (0.95, "#C7DDEC"), (1.0, "#7FB5DA"))
    return next((colour for least, colour in steps if share < least), PALE), "black"
