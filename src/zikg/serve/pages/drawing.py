"""Charts drawn on the server as SVG: columns over time, and the life of a regulation.

No style attribute and no script: colours come from classes, so that the page's style sheet, dark
mode and the content security policy hold for them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_WIDE: Final = 720
_HIGH: Final = 240
_LEFT: Final = 44
_FOOT: Final = 34
_HEAD: Final = 14


def columns(
    lines: Sequence[tuple[str, Sequence[int]]], series: Sequence[str], title: str
) -> Markup:
    """Return a chart with a group of columns for each line.

    Args:
        lines: label and one value for each series, in order.
        series: what each value is; the first is drawn behind the others.
        title: what the chart shows, for those who cannot see it.
    """
    most = max((value for _, values in lines for value in values), default=0) or 1
    step = _step(most)
    top = -(-most // step) * step
    plot = _HIGH - _FOOT - _HEAD
    drawn = [
        Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
            _WIDE, _HIGH, title
        )
    ]
    for mark in range(0, top + 1, step):
        y = _HEAD + plot - plot * mark / top
        drawn.append(
            Markup(
                '<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>'
                '<text class="tick end" x="{}" y="{:.1f}">{}</text>'
            ).format(_LEFT, _WIDE, y, y, _LEFT - 6, y + 4, mark)
        )
    room = (_WIDE - _LEFT) / max(1, len(lines))
    every = -(-len(lines) // 14)
    for place, (label, values) in enumerate(lines):
        x = _LEFT + room * place
        width = min(room * 0.8, 60)
        left = x + (room - width) / 2
        for number, value in enumerate(values):
            high = plot * value / top
            narrow = width * (1 - 0.28 * number)
            drawn.append(
                Markup(
                    '<rect class="s{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">'
                    "<title>{}: {} {}</title></rect>"
                ).format(
                    number,
                    left + (width - narrow) / 2,
                    _HEAD + plot - high,
                    narrow,
                    high,
                    label,
                    value,
                    series[number],
                )
            )
        if place % every == 0:
            drawn.append(
                Markup('<text class="tick mid" x="{:.1f}" y="{}">{}</text>').format(
                    x + room / 2, _HIGH - _FOOT + 18, label
                )
            )
    drawn.append(Markup("</svg>"))
    return Markup("").join(drawn)


def _step(most: int) -> int:
    """Return a round distance between grid lines, for some four of them."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= 4 * step * factor:
                return step * factor
        step *= 10


def timeline(
    events: Sequence[tuple[date, date, str, str]], today: date, title: str, now: str
) -> Markup:
    """Return the life of a regulation as a line with its events.

    Args:
        events: earliest and latest day, class of the mark (``made``, ``amends``, ``revokes`` ...),
            and words, in order of time.
        today: the day that is marked.
        title: what it shows, for those who cannot see it.
        now: how the day that is marked is called.
    """
    days = [day for first, last, _, _ in events for day in (first, last)] + [today]
    begin, end = min(days).toordinal(), max(days).toordinal()
    span = max(1, end - begin)
    line = 30
    high = 34 + line * (len(events) + 1)

    def x(day: date) -> float:
        return 10 + 220 * (day.toordinal() - begin) / span

    drawn = [
        Markup('<svg class="life" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
            _WIDE, high, title
        ),
        Markup('<line class="axis" x1="10" x2="230" y1="16" y2="16"/>'),
        Markup('<line class="today" x1="{0:.1f}" x2="{0:.1f}" y1="6" y2="{1}"/>').format(
            x(today), high - line
        ),
    ]
    for place, (first, last, kind, words) in enumerate(events):
        y = 40 + line * place
        drawn.append(
            Markup(
                '<line class="lead" x1="{0:.1f}" x2="{0:.1f}" y1="16" y2="{1}"/>'
                '<line class="lead" x1="{0:.1f}" x2="244" y1="{1}" y2="{1}"/>'
                '<rect class="span {2}" x="{3:.1f}" y="12" width="{4:.1f}" height="8" rx="4"/>'
                '<text class="event" x="250" y="{5}">{6}</text>'
            ).format(
                x(first),
                y,
                kind,
                x(first) - 4,
                max(8.0, x(last) - x(first) + 8),
                y + 4,
                _short(words),
            )
        )
    drawn.append(
        Markup('<text class="tick" x="250" y="{}">{}</text></svg>').format(
            high - line + 8, f"┆ {now}"
        )
    )
    return Markup("").join(drawn)


def _short(words: str) -> Markup:
    return escape(words if len(words) <= 68 else words[:67].rstrip() + "…")
