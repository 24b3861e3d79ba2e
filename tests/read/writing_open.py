"""Write a decree as OpenDocument and as Rich Text Format, by hand, as office programs do."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from zikg.model import Source

_SPACES: Final = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("meta", "meta")),
    )
)
STYLES: Final = """
<style:style style:name="Ruled" style:family="table-cell">
  <style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="Page" style:family="paragraph">
  <style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")"
    text:display-levels="2"/>
  <text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>
<text:list-style style:name="L2">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."
    text:start-value="1"/></text:list-style>"""


def odt(body: str, *, more: dict[str, str] | None = None, before: str = "") -> bytes:
    """Return an OpenDocument text with a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        file.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_SPACES}>'
            f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        for name, inner in (more or {}).items():
            file.writestr(f"{name}.xml", f"<office:document {_SPACES}>{inner}</office:document>")
    return out.getvalue()


def odt_of(source: Source) -> bytes:
    """Return a decree as an OpenDocument text: paragraphs, and its tables as tables."""
    pieces: list[str] = []
    at = 0
    for table in source.tables:
        pieces += [_p(line) for line in source.text[at : table.span.start].split("\n")]
        rows = [
            "".join(
                f'<table:table-cell table:style-name="Ruled">{_p(cell.text)}</table:table-cell>'
                for cell in row
            )
            for row in table.rows
        ]
        rows = [f"<table:table-row>{row}</table:table-row>" for row in rows]
        pieces.append(f"<table:table>{''.join(rows)}</table:table>")
        at = table.span.end
    pieces += [_p(line) for line in source.text[at:].split("\n")]
    return odt("".join(pieces))


def rtf_of(source: Source) -> bytes:
    """Return a decree as Rich Text Format."""
    pieces = [r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Bookman Old Style;}}\f0 "]
    at = 0
    for table in source.tables:
        pieces += [
            rf"\pard {_r(line)}\par " for line in source.text[at : table.span.start].split("\n")
        ]
        for row in table.rows:
            edges = "".join(rf"\clbrdrt\brdrs\cellx{1000 * (i + 1)}" for i in range(len(row)))
            cells = "".join(rf"{_r(cell.text)}\cell " for cell in row)
            pieces.append(rf"\trowd{edges}\pard\intbl {cells}\row ")
        at = table.span.end
    pieces += [rf"\pard {_r(line)}\par " for line in source.text[at:].split("\n")]
    return ("\n".join(pieces) + "}").encode("ascii")


def _p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _r(text: str) -> str:
    marked = "".join(f"\\{sign}" if sign in "\\{}" else sign for sign in text)
    return "".join(
        sign if sign.isascii() else f"\\u{(ord(sign) ^ 0x8000) - 0x8000}?" for sign in marked
    )
