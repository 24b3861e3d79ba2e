r"""Write a decree as formats that are typed by hand: Markdown, HTML, rich text (RTF)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from writing_pdf import pieces

from .grouping import Piece, grouped, lone, starts_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def decree_md(text: str) -> str:
    """Return a decree as Markdown: pipe tables, a blank line between paragraphs."""
    blocks: list[str] = []
    for kind, held in grouped(pieces(text)):
        if kind != "rows":
            blocks += [" ".join(part for part in _spoken(piece) if part) for piece in held]
            continue
        width = max(len(cells) for _, cells in held)
        lines = [
            "| "
            + " | ".join(cell.replace("|", "\\|") for cell in cells + [""] * (width - len(cells)))
            + " |"
            for _, cells in held
        ]
        blocks.append("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]))
    return "\n\n".join(blocks) + "\n"


def decree_html(text: str) -> str:
    """Return a decree as a page: ``<p>`` and ``<table>``, lists as typed."""
    blocks: list[str] = []
    for kind, held in grouped(pieces(text)):
        if kind != "rows":
            for piece in held:
                words = " ".join(part for part in _spoken(piece) if part)
                blocks.append(f"<p>{escape(words)}</p>")
            continue
        width = max(len(cells) for _, cells in held)
        rows = []
        for _, cells in held:
            if lone(cells, width):
                rows.append(f'<tr><td colspan="{width}">{escape(cells[0])}</td></tr>')
            else:
                full = cells + [""] * (width - len(cells))
                rows.append("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in full) + "</tr>")
        blocks.append("<table border=1>\n" + "\n".join(rows) + "\n</table>")
    body = "\n".join(blocks)
    return (
        '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">'
        f"<title>Keputusan</title></head>\n<body>\n{body}\n</body></html>\n"
    )


def decree_rtf(text: str, *, automatic: bool = True) -> str:
    """Return a decree as rich text, as Word writes it.

    Args:
        text: the decree.
        automatic: whether lists count by themselves (``listtext``); else their marks are typed.
    """
    out = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}",
        r"{\*\generator Riched20;}{\info{\title Keputusan}{\author Sekretariat}}",
        r"\paperw11907\paperh18711\margl1418\margr1418{\header\pard\qc\chpgn\par}",
    ]
    for kind, held in grouped(pieces(text)):
        if kind == "rows":
            out.append(_rtf_table([cells for _, cells in held]))
        elif kind == "items":
            out.append(_rtf_items(held, automatic=automatic))
        else:
            for of, words in held:
                if of == "annex":
                    out.append(r"\sect\sectd\lndscpsxn\pgwsxn18711\pghsxn11907")
                where = r"\qc" if of == "title" else r"\ql"
                out.append(rf"\pard{where} {_rtf(words[0])}\par")
    return "\n".join(out) + "\n}"


def _spoken(piece: Piece) -> list[str]:
    kind, cells = piece
    if kind != "list":
        return cells
    label, mark, words = cells
    return [label, ":" if label else "", mark, words]


def _rtf(text: str) -> str:
    made = []
    for sign in text:
        if sign in "\\{}":
            made.append("\\" + sign)
        elif ord(sign) < 128:
            made.append(sign)
        elif ord(sign) < 0x10000:
            made.append(f"\\u{ord(sign) - 65536 if ord(sign) > 32767 else ord(sign)}?")
        else:
            high, low = 0xD800 + ((ord(sign) - 65536) >> 10), 0xDC00 + ((ord(sign) - 65536) & 1023)
            made.append(f"\\u{high - 65536}?\\u{low - 65536}?")
    return "".join(made)


def _rtf_items(items: Sequence[Piece], *, automatic: bool) -> str:
    counted = automatic and len(items) > 1 and starts_of([cells[1] for _, cells in items])
    lines = []
    if counted and items[0][1][0]:
        lines.append(rf"\pard {_rtf(items[0][1][0])} :\par")
    for _, (label, mark, words) in items:
        if counted:
            said = rf"{{\listtext\pard\plain {_rtf(mark)}\tab}}\fi-360\li720 {_rtf(words)}"
            lines.append(rf"\pard\ls1\ilvl0 {said}\par")
        else:
            parts = [_rtf(part) for part in (label, ":" if label else "", mark) if part]
            lines.append(r"\pard " + r"\tab ".join([*parts, _rtf(words)]) + r"\par")
    return "\n".join(lines)


def _rtf_table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    step = 15000 // width
    edges = r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs"
    lines = []
    for cells in rows:
        full = cells + [""] * (width - len(cells))
        merged = lone(cells, width)
        shape = "".join(
            (r"\clmgf" if place == 0 else r"\clmrg") * merged
            + edges
            + rf"\cellx{step * (place + 1)}"
            for place in range(width)
        )
        held = "".join(rf"\pard\intbl {_rtf(cell)}\cell" for cell in full)
        lines.append(rf"\trowd\trgaph108{shape}{held}\row")
    return "\n".join(lines) + "\n\\pard"
