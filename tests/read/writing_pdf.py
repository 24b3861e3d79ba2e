"""Write test PDFs with fpdf2: the pages of a decree in the layouts that offices use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from fpdf import FPDF

Look = Literal["ruled", "boxes", "bars", "columns"]
_LIST: Final = re.compile(r"(?P<mark>\(?(?:\d{1,2}|[a-z])[.)])\s+")
_LABEL: Final = re.compile(
    r"(?P<label>[A-Z][A-Za-z]+(?: [A-Z]+)?)\*{0,2}\s*:\s*(?P<rest>.*)", re.DOTALL
)
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a decree is set.

    Args:
        look: tables drawn by lines, by boxes, by thin filled bars, or by columns alone.
        landscape: whether the annex stands on landscape pages.
        rotate: degrees by which the pages of the annex are turned in the file.
        head: a line on top of each page from the second on, ``{page}`` is its number.
        foot: a line at the foot of each page.
        catchwords: whether the first words of the next page stand at the foot.
        repeat: whether the header of a table comes again on each page.
        size: size of the letters of the body, in points.
        hanging: whether lists have hanging indents.
        bottom: the free space at the foot of each page, in mm.
        fitted: whether columns are as wide as their words want; else all but the first are alike.
    """

    look: Look = "ruled"
    landscape: bool = False
    rotate: int = 0
    head: str = ""
    foot: str = ""
    repeat: bool = False
    size: float = 11
    hanging: bool = True
    align: Literal["J", "L"] = "J"
    bottom: float = 22
    fitted: bool = False


class Pages(FPDF):
    """Pages of a decree.

    Args:
        style: how they are set.
    """

    def __init__(self, style: Style) -> None:
        super().__init__(format=(210, 330))
        self.core_fonts_encoding = "windows-1252"
        self.style = style
        self.set_margins(25, 25, 22)
        self.set_auto_page_break(True, style.bottom)
        self.set_font("Times", size=style.size)
        self._header: list[str] = []
        self._widths: list[float] = []
        self.rows: list[list[str]] = []

    def header(self) -> None:
        """Print the running head."""
        if self.style.head and self.page_no() > 1:
            self.set_font("Times", size=10)
            self.set_y(12)
            self.cell(0, 5, self.style.head.format(page=self.page_no()), align="C")
            self.set_y(25)
            self.set_font("Times", size=self.style.size)

    def footer(self) -> None:
        """Print the running foot."""
        if self.style.foot:
            self.set_font("Times", size=9)
            self.set_y(-15)
            self.cell(0, 5, self.style.foot.format(page=self.page_no()), align="R")
            self.set_font("Times", size=self.style.size)

    def centred(self, text: str) -> None:
        """Print a centred line or two."""
        self.multi_cell(0, 5.5, text, align="C", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def labelled(self, label: str, mark: str, text: str) -> None:
        """Print "Menimbang : a. bahwa ..." in columns; label and mark may be empty."""
        step = 5.5
        left = self.l_margin
        if self.will_page_break(step):
            self.add_page(same=True)
        self.set_x(left)
        if label:
            self.cell(26, step, label)
            self.cell(4, step, ":")
        hang = left + 30
        if mark:
            self.set_x(hang)
            self.cell(8, step, mark)
            hang += 8
        self.set_left_margin(hang if self.style.hanging else left)
        self.set_x(hang)
        self.multi_cell(0, step, text, align=self.style.align, new_x="LMARGIN", new_y="NEXT")
        self.set_left_margin(left)
        self.set_x(left)
        self.ln(1)

    def aside(self, lines: list[str], left: float) -> None:
        """Print lines at the right half of the page: a signature, the head of an annex."""
        for line in lines:
            self.set_x(left)
            self.multi_cell(0, 5.5, line, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def annex(self) -> None:
        """Begin the pages of the annex."""
        if self.style.landscape:
            self.add_page(orientation="landscape")
        else:
            self.add_page()

    def grid(self, rows: list[list[str]], widths: list[float]) -> None:
        """Print a table; rows break over pages where they do not fit."""
        self.set_font("Times", size=8.5)
        if rows[0][0].casefold().startswith("no"):
            self._header = rows[0]
        header = self._header
        for row in rows:
            self._row(row, widths, header)
        self.set_font("Times", size=self.style.size)

    def fitting(self, count: int) -> list[float]:
        """Return widths for all tables of so many columns: no word is cut, long ones are wider."""
        self.set_font("Times", size=8.5)
        rows = [row + [""] * (count - len(row)) for row in self.rows if len(row) <= count]
        full = [row for row in rows if sum(1 for cell in row if cell) > 1] or rows
        columns = list(zip(*full, strict=True))
        words = [[word for cell in column for word in cell.split()] for column in columns]
        spare = 2 * self.c_margin + 4
        least = [max(map(self.get_string_width, held), default=0) + spare for held in words]
        wanted = [sum(map(len, held)) ** 0.5 for held in words]
        left = self.epw - sum(least)
        return [low + left * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]

    def _row(self, row: list[str], widths: list[float], header: list[str]) -> None:
        step = 4.0
        lone = sum(1 for cell in row if cell) == 1 and bool(row[0])
        if lone:
            widths, row = [sum(widths)], row[:1]
        # With ruling lines the text fills the cell; columns need their own white strip.
        spare = 3 if self.style.look == "columns" else 0
        held = [
            self._wrapped(cell, width - spare, step)
            for width, cell in zip(widths, row, strict=True)
        ]
        at = 0
        total = max(len(lines) for lines in held)
        while at < total:
            room = int((self.page_break_trigger - self.y - 2) // step)
            if room < 1:
                self.add_page(same=True)
                self.set_font("Times", size=8.5)
                if self.style.repeat and header and row is not header:
                    self._row(header, list(self._widths), header)
                continue
            part = [lines[at : at + room] for lines in held]
            height = max(len(lines) for lines in part) * step + 1.4
            self._cells(part, widths, height, step)
            at += room
        if row is header:
            self._widths = widths

    def _wrapped(self, text: str, width: float, step: float) -> list[str]:
        lines = self.multi_cell(width, step, text, align="L", dry_run=True, output="LINES")
        if not isinstance(lines, list):
            raise TypeError(lines)
        # fpdf2 gives the lines in the encoding of the font.
        return [line.encode("latin-1").decode("windows-1252") for line in lines]

    def _cells(
        self, cells: list[list[str]], widths: list[float], height: float, step: float
    ) -> None:
        x, y = self.l_margin, self.y
        for lines, width in zip(cells, widths, strict=True):
            self._edges(x, y, width, height)
            for index, line in enumerate(lines):
                self.set_xy(x, y + 0.7 + index * step)
                self.cell(width, step, line)
            x += width
        self.set_xy(self.l_margin, y + height)

    def _edges(self, x: float, y: float, width: float, height: float) -> None:
        if self.style.look == "boxes":
            self.rect(x, y, width, height)
        elif self.style.look == "ruled":
            self.line(x, y, x + width, y)
            self.line(x, y + height, x + width, y + height)
            self.line(x, y, x, y + height)
            self.line(x + width, y, x + width, y + height)
        elif self.style.look == "bars":
            self.set_fill_color(0)
            for left, top, across, down in (
                (x, y, width, 0.2),
                (x, y + height, width, 0.2),
                (x, y, 0.2, height),
                (x + width, y, 0.2, height),
            ):
                self.rect(left, top, across, down, style="F")


def decree_pdf(text: str, style: Style | None = None) -> bytes:
    """Return a decree given as text (tabs or pipes between cells) as a PDF.

    Args:
        text: the decree.
        style: how it is set.
    """
    style = style or Style()
    pages = Pages(style)
    pages.add_page()
    rows: list[list[str]] = []
    found = pieces(text)
    pages.rows = [piece for kind, piece in found if kind == "row"]
    for kind, piece in found:
        if kind == "row":
            rows.append(piece)
            continue
        _flush(pages, rows)
        rows = []
        words = piece[0]
        if kind == "annex":
            pages.annex()
            pages.aside([words], pages.w / 2)
        elif kind == "title":
            pages.centred(words)
        elif kind == "list":
            pages.labelled(*piece)
        else:
            pages.aside([words], pages.w / 2 - 5 if len(words) < 60 else pages.l_margin)
    _flush(pages, rows)
    data = bytes(pages.output())
    return rotated(data, style.rotate) if style.rotate else data


def plain_text(text: str) -> str:
    """Return the same decree as plain text: what stands in the PDF, a paragraph in each line."""
    lines: list[str] = []
    for kind, piece in pieces(text):
        if kind == "list":
            label, mark, words = piece
            lines.append(
                " ".join(part for part in (label, ":" if label else "", mark, words) if part)
            )
        else:
            lines.append("\t".join(piece))
    return "\n".join(lines) + "\n"


def _flush(pages: Pages, rows: list[list[str]]) -> None:
    if not rows:
        return
    count = max(len(row) for row in rows)
    rows = [row + [""] * (count - len(row)) for row in rows]
    if pages.style.fitted:
        pages.grid(rows, pages.fitting(count))
        return
    first = 0.07
    others = (1 - first) / (count - 1)
    pages.grid(rows, [pages.epw * first, *([pages.epw * others] * (count - 1))])


def pieces(text: str) -> list[tuple[str, list[str]]]:
    """Return the paragraphs, list items and table rows of a decree given as text."""
    found: list[tuple[str, list[str]]] = []
    for paragraph in paragraphs(text):
        if "\t" in paragraph or paragraph.lstrip().startswith("|"):
            cells = cells_of(paragraph)
            if any(cells) and not set("".join(cells)) <= set("-: "):
                found.append(("row", cells))
            continue
        label = _LABEL.match(paragraph)
        name = label["label"] if label and len(label["label"]) < 15 else ""
        rest = label["rest"] if label and name else paragraph
        mark = _LIST.match(rest)
        if re.match(r"LAMPIRAN\b", paragraph):
            found.append(("annex", [paragraph]))
        elif name or mark:
            found.append(
                ("list", [name, mark["mark"] if mark else "", rest[mark.end() :] if mark else rest])
            )
        elif paragraph.isupper():
            found.append(("title", [paragraph]))
        else:
            found.append(("text", [paragraph]))
    return found


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs and table rows of a text, each in one line."""
    made: list[str] = []
    for raw in text.splitlines():
        line = re.sub(r"\*\*?|</?[bi]>", "", raw)
        if "\t" in line or line.strip().startswith("|"):
            made.append(line)
            continue
        line = line.strip().removeprefix("- ").strip()
        if not line:
            made.append("")
            continue
        place = next((at for at in range(len(made) - 1, -1, -1) if made[at]), None)
        last = made[place] if place is not None else ""
        opens = _LIST.match(line) or _LABEL.match(line) or line.isupper() or last.isupper()
        table = "\t" in last or last.startswith("|")
        unfinished = not last.endswith((";", ".", ",", ":"))
        adjoining = place == len(made) - 1 and len(last) > 45
        item = _LIST.match(last) or _LABEL.match(last)
        if place is not None and not opens and not table and unfinished and (adjoining or item):
            made[place] = f"{last} {line}"
        else:
            made.append(line)
    return [_BLANKS.sub(" ", each) if "\t" not in each else each for each in made if each.strip()]


def cells_of(line: str) -> list[str]:
    """Return the cells of a table row."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rotated(data: bytes, degrees: int) -> bytes:
    """Return a PDF whose pages are turned by ``/Rotate`` (what is drawn stays as it is)."""
    turn = b"/Type /Page\n/Rotate %d" % degrees
    return re.sub(rb"/Type /Page(?=\s)", turn, data)


def raw_pdf(
    contents: list[bytes],
    *,
    box: str = "0 0 595 842",
    kids: str = "",
    count: int | None = None,
    extra: bytes = b"",
    resources: str = "",
    compressed: bool = False,
) -> bytes:
    """Return a PDF with given content streams, written by hand: what no library would write.

    Args:
        contents: the content stream of each page.
        box: the page box.
        kids: what stands in the page tree instead of the pages.
        count: what the page tree says of its number of pages.
        extra: further objects.
        resources: further resources of each page.
        compressed: whether the streams are deflated already.
    """
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    first = 10
    pages = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
        f"2 0 obj << /Type /Pages /Kids [{kids or pages}] "
        f"/Count {len(contents) if count is None else count} >> endobj".encode(),
    ]
    filtered = "/Filter /FlateDecode " if compressed else ""
    for index, content in enumerate(contents):
        number = first + 2 * index
        objects += [
            f"{number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [{box}] "
            f"/Resources << {font} {resources} >> /Contents {number + 1} 0 R >> endobj".encode(),
            f"{number + 1} 0 obj << {filtered}/Length {len(content)} >> stream\n".encode()
            + content
            + b"\nendstream endobj",
        ]
    data = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for thing in objects:
        places.append(len(data))
        data += thing + b"\n"
    data += extra + b"\n"
    # Without a table of places readers look for the objects themselves.
    data += b"trailer << /Root 1 0 R /Size 999999 >>\nstartxref\n0\n%%EOF\n"
    return bytes(data)
