"""A picture as a page of its own: the SVG, and beneath it the same facts as a table."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zikg.plot.picture import Cell, Picture, Table

_STYLE: Final = """\
body{font:16px/1.5 system-ui,sans-serif;color:#222;background:#fff;margin:1.5rem;max-width:90rem}
svg{width:100%;height:auto}
table{border-collapse:collapse;font-size:.9rem}
caption{text-align:left;font-weight:bold;padding:.5rem 0}
th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top}
thead th{background:#eee}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
footer{color:#595959;font-size:.85rem;margin-top:1rem}
@media print{body{margin:0}figure{break-inside:avoid}}"""
_DATA: Final = {"id": "Data gambar", "en": "Data of the picture"}


def page(made: Picture) -> str:
    """Return a picture as a whole HTML page, without scripts and without anything from outside.

    Args:
        made: the picture.
    """
    title = escape(made.title)
    return f"""<!doctype html>
<html lang="{made.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{escape(made.description)}</p>
<figure>
{made.svg}</figure>
<h2>{_DATA[made.lang]}</h2>
<div class="wide" role="region" aria-label="{_DATA[made.lang]}" tabindex="0">
{table(made.table)}</div>
</main>
<footer>{escape(made.source)}</footer>
</body>
</html>
"""


def table(data: Table) -> str:
    """Return the facts of a picture as an HTML table; the first cell of a row heads it.

    Args:
        data: the facts.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in data.head)
    rows = "\n".join(f"<tr>{_row(row)}</tr>" for row in data.rows)
    return (
        f"<table>\n<caption>{escape(data.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n"
    )


def _row(row: tuple[Cell, ...]) -> str:
    first, *others = row
    cells = [f'<th scope="row">{_cell(first)}</th>']
    for cell in others:
        number = ' class="n"' if isinstance(cell, int | float) else ""
        cells.append(f"<td{number}>{_cell(cell)}</td>")
    return "".join(cells)


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return escape(cell.isoformat() if isinstance(cell, date) else str(cell))
