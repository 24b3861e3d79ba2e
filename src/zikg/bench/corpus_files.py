"""A generated decree as a file: text, Markdown, HTML or Word, each marked as made up."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final, Literal, get_args

from zikg.bench.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.bench.sample import Sample

Form = Literal["txt", "md", "html", "docx"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
MARK: Final = "NASKAH SINTETIS (BUATAN) UNTUK UJI PERANGKAT LUNAK – TIDAK BERKEKUATAN HUKUM"
"""What readers see first in every file; it says nothing that a decree would say."""

_DAY: Final = (2020, 1, 1, 0, 0, 0)
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
Block = str | list[list[str]]


def styled(sample: Sample, form: Form) -> Sample:
    """Return the decree in a style that its form can carry.

    Args:
        sample: the decree.
        form: what it is to be written as.
    """
    style = sample.style
    if form == "md":
        style = replace(style, markdown=True, width=0, blank_lines=1)
    else:
        table = "tab" if form != "txt" else style.table.replace("html", "pipe")
        style = replace(style, markdown=False, bold=False, bullets=False, table=table)  # type: ignore[arg-type]
    if form in {"html", "docx"}:
        style = replace(style, width=0, label=style.label.replace("\t", " ").replace("\n", " "))
    return replace(sample, style=style)


def written(sample: Sample, form: Form) -> bytes:
    """Return a decree as the content of a file, the same bytes each time.

    Args:
        sample: the decree, as `styled` gives it for the form.
        form: what it is written as.
    """
    text = write(sample)
    if form == "html":
        return _html(text).encode()
    if form == "docx":
        return _docx(text)
    gap = "\n" * (1 + sample.style.blank_lines)
    return f"{MARK}{gap}{text}".encode()


def _blocks(text: str) -> Iterator[Block]:
    """Yield paragraphs, and tables as their rows: lines with tabs."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line.strip()
    if rows:
        yield rows


def _html(text: str) -> str:
    def block(one: Block) -> str:
        if isinstance(one, str):
            return f"<p>{escape(one)}</p>"
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in one)
        return f"<table border='1'>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    body = "\n".join(map(block, _blocks(text)))
    head = '<meta charset="utf-8"><title>Dokumen sintetis</title>'
    return (
        f'<!doctype html>\n<html lang="id"><head>{head}</head>\n'
        f"<body><p>{MARK}</p>\n{body}\n</body></html>\n"
    )


def _docx(text: str) -> bytes:
    body = "".join(_word((MARK, *_blocks(text))))
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            # A fixed day: the same decree is the same bytes.
            archive.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _word(blocks: Iterable[Block]) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, str):
            yield _paragraph(one)
            continue
        width = max(map(len, one))
        grid = "".join('<w:gridCol w:w="1600"/>' for _ in range(width))
        yield f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
        yield f"<w:tblGrid>{grid}</w:tblGrid>"
        for row in one:
            cells = (f"<w:tc>{_paragraph(c)}</w:tc>" for c in row + [""] * (width - len(row)))
            yield f"<w:tr>{''.join(cells)}</w:tr>"
        yield "</w:tbl>"
        yield _paragraph("")


def _paragraph(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"
