"""The history of an instrument as a picture: a row for each instrument, a time line across.

A bar runs from when an instrument takes effect to when it is revoked; on it stand the changes, each
joined to the act that makes it. Colours only repeat what the words beside them say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

from zikg.registry.tables import interval
from zikg.report.regulation import DONE
from zikg.report.words import CERTAINTY, status_label
from zikg.validate.words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Json = dict[str, Any]

_LEFT, _WIDTH, _ROW, _TOP, _MARGIN = 430, 1180, 64, 78, 24
_STEP: Final = 18
_COLOUR: Final = {
    "in-force": "#1b7a3d",
    "amended": "#2866a8",
    "partly-revoked": "#a86800",
    "revoked": "#a3262a",
    "not-yet": "#6b4fa0",
    "not-existing": "#6b4fa0",
    "unknown": "#5c6670",
}
_MARK: Final = {"amends": "●", "revokes": "✕", "partly_revokes": "◐", "adopts": "◆"}
_WORDS: Final = {
    "title": {"id": "Riwayat {name}", "en": "History of {name}"},
    "at": {"id": "Status per {day}", "en": "Status as of {day}"},
    "certainty": {"id": "kepastian", "en": "certainty"},
    "legend": {
        "id": "● diubah · ✕ dicabut · ◐ dicabut sebagian · ◆ ditetapkan menjadi undang-undang; "
        "garis putus-putus menuju peraturan yang melakukannya",
        "en": "● amended · ✕ revoked · ◐ revoked in part · ◆ established as law; "
        "a dashed line leads to the act that does it",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument in the picture: its node, how far it stands in, and its place from the top."""

    node: Json
    depth: int
    place: int
    children: list[tuple[Json, int]] = field(default_factory=list)
    """The changes to it, each with the place of the row of its act."""


def rows(history: Json) -> list[Row]:
    """Return the instruments of a history from the top down, each once.

    Args:
        history: from `zikg.report.history.as_json`, with a status in each node.
    """
    found: list[Row] = []
    places: dict[str, int] = {}
    _walk(history, 0, found, places)
    return found


def _walk(node: Json, depth: int, found: list[Row], places: dict[str, int]) -> None:
    row = Row(node, depth, len(found))
    places[node["id"]] = row.place
    found.append(row)
    for event in node.get("events", ()):
        act = event["by"]
        if act["id"] not in places:
            _walk(act, depth + 1, found, places)
        row.children.append((event, places[act["id"]]))


def as_svg(history: Json, at: str, lang: str = "id") -> str:
    """Return the picture as an SVG document that stands alone.

    Args:
        history: from `zikg.report.history.as_json`, with a status in each node.
        at: the date of the statuses, as it is printed (ISO).
        lang: ``id`` or ``en``.
    """
    return "\n".join(_lines(rows(history), history, at, lang)) + "\n"


def as_html(history: Json, at: str, lang: str = "id") -> str:
    """Return a page that shows the picture; it loads nothing."""
    title = escape(_WORDS["title"][lang].format(name=history["name"]))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>body{{margin:0;background:#fff}}"
        "svg{display:block;margin:0 auto;max-width:100%;height:auto}</style>\n</head>\n<body>\n"
        f"{as_svg(history, at, lang)}</body>\n</html>\n"
    )


def _lines(found: list[Row], history: Json, at: str, lang: str) -> Iterator[str]:
    scale = _Scale(found, at)
    height = _TOP + _ROW * len(found) + 2 * _MARGIN
    title = _WORDS["title"][lang].format(name=history["name"])
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{escape(title)}" '
        'font-family="Segoe UI, Noto Sans, DejaVu Sans, sans-serif">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
    yield _text(_MARGIN, 32, title, size=20, weight=600)
    day = _said(at, lang)
    yield _text(_MARGIN, 54, _WORDS["at"][lang].format(day=day), size=13, fill="#444")
    for year in scale.years:
        x = scale.of_year(year)
        yield f'<line x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{height - _MARGIN}" stroke="#e3e6ea"/>'
        yield _text(x + 3, _TOP - 12, str(year), size=11, fill="#667")
    for row in found:
        yield from _joins(row, scale)
    for row in found:
        yield from _instrument(row, scale, lang)
    yield _text(_MARGIN, height - 14, _WORDS["legend"][lang], size=11, fill="#444")
    yield "</svg>"


def _y(place: int) -> int:
    return _TOP + _ROW * place + 26


def _joins(row: Row, scale: _Scale) -> Iterator[str]:
    for event, place in row.children:
        x = scale.of(event["date"])
        y1, y2 = sorted((_y(row.place), _y(place)))
        yield (
            f'<line x1="{x}" y1="{y1}" x2="{x}" y2="{y2}" stroke="#8a94a0" '
            'stroke-width="1.2" stroke-dasharray="3 3"/>'
        )


def _instrument(row: Row, scale: _Scale, lang: str) -> Iterator[str]:
    node, y = row.node, _y(row.place)
    code = node["status"]["code"]
    colour, left = _COLOUR[code], _MARGIN + row.depth * _STEP
    room = (_LEFT - left - 12) // 7
    yield f"<g><title>{escape(_whole(node))}</title>"
    yield _text(left, y - 12, node["name"], size=14, weight=600)
    yield _text(left, y + 4, _cut(node["title"] or "", room), size=11.5, fill="#333")
    label = status_label(code, lang)
    if node["status"]["confidence"] != "high" and code != "unknown":
        certainty = CERTAINTY[node["status"]["confidence"]][lang].partition(",")[0]
        label += f" ({_WORDS['certainty'][lang]} {certainty})"
    yield f'<rect x="{left}" y="{y + 10}" width="9" height="9" rx="2" fill="{colour}"/>'
    yield _text(left + 14, y + 18.5, label, size=11, fill=colour)
    start, end = scale.of(node["effective"] or node["made"]), _end(row, scale)
    if start is not None:
        width = max(end - start, 3)
        yield (
            f'<rect x="{start}" y="{y - 5}" width="{width}" height="10" rx="5" '
            f'fill="{colour}" fill-opacity="0.28" stroke="{colour}"/>'
        )
        yield _text(start, y - 10, _brief(node["effective"], lang), size=10.5, fill="#444")
    yield "</g>"
    previous = -1e9
    for event, _ in row.children:
        x = scale.of(event["date"])
        told = f"{_said(event['date'], lang)}: {DONE[event['kind']][lang]} "
        told += event["by"]["name"]
        if event["provision"]:
            told += f" ({event['provision']})"
        yield f"<g><title>{escape(told)}</title>"
        yield _text(x, y + 4.5, _MARK[event["kind"]], size=14, anchor="middle", fill="#1d232a")
        if x - previous > 70:
            when = _brief(event["date"], lang)
            yield _text(x, y + 20, when, size=10, anchor="middle", fill="#444")
            previous = x
        yield "</g>"


def _end(row: Row, scale: _Scale) -> float:
    gone = [event["date"] for event, _ in row.children if event["kind"] == "revokes"]
    status = row.node["status"]
    if not gone and status["code"] == "revoked" and status["since"]:
        gone.append(status["since"])  # by an act that lies further than the picture goes
    return min((scale.of(day) for day in gone), default=scale.end)


def _whole(node: Json) -> str:
    return f"{node['name']} {node['title'] or ''} ({node['id']})".replace("  ", " ")


def _said(day: str, lang: str) -> str:
    found = interval(day)
    return date_words(found, lang) if found else ""


def _brief(day: str | None, lang: str) -> str:
    """Return a date in few words: a span of days by its first month."""
    found = interval(day) if day else None
    if found is None:
        return ""
    if found.exact or "/" not in found.printed:
        return date_words(found, lang)
    return f"≥ {found.earliest.isoformat()[:7]}"


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else words[: max(room - 1, 1)].rstrip() + "…"


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    fill: str = "#111",
    weight: int = 400,
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}" '
        f'font-weight="{weight}" text-anchor="{anchor}">{escape(words)}</text>'
    )


class _Scale:
    """From days to places on the time line, wide enough for all dates of the rows and for today."""

    def __init__(self, found: list[Row], at: str) -> None:
        days = [_day(at)]
        for row in found:
            days += [_day(d) for d in (row.node["made"], row.node["effective"]) if d]
            days += [_day(event["date"]) for event, _ in row.children]
        self.first, self.last = min(days).year, max(days).year + 1
        self.end = float(_WIDTH - _MARGIN)
        span = self.last - self.first
        step = next((n for n in (1, 2, 5, 10, 20) if span / n <= 11), 50)
        self.years = [year for year in range(self.first, self.last) if year % step == 0]

    def of_year(self, year: float) -> float:
        """Return the place of 1 January of a year."""
        share = (year - self.first) / max(self.last - self.first, 1)
        return round(_LEFT + share * (self.end - _LEFT), 1)

    def of(self, day: str) -> float:
        """Return the place of a printed date: of an interval its first day."""
        found = _day(day)
        return self.of_year(found.year + (found.timetuple().tm_yday - 1) / 366)


def _day(printed: str) -> date:
    found = interval(printed)
    assert found is not None
    return found.earliest
