"""How a decree is set: what must not matter to any finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from random import Random

AreaMark = Literal["roman", "letter", "digit", "area", "line", "column"]


@dataclass(frozen=True, slots=True)
class Style:
    """One way of setting a decree.

    ``width`` wraps lines (0: none); ``table`` is ``pipe``, ``tab`` or ``html``; ``area_mark`` is
    how a heading of an area stands (its number in the first cell, before its name, a line of text
    between tables, or a column, merged or repeated); ``row_mark`` how rows are numbered.
    """

    markdown: bool
    bold: bool
    bullets: bool
    width: int
    hanging: int
    blank_lines: int
    label: str
    letter: str
    number: str
    decides: str
    number_form: str
    first_clause: str
    table: Literal["pipe", "tab", "html"]
    area_mark: AreaMark
    area_split: bool
    row_mark: Literal["1", "1.", "1.1"]
    copy_mark: str
    date_form: str
    signed: str
    annex_signed: bool
    annex_date: bool
    annex_title_twice: bool
    title_capitals: bool

    @classmethod
    def draw(cls, rng: Random, signed: str) -> Style:
        """Return a style by chance.

        Args:
            rng: source of chance.
            signed: the mark of signature.
        """
        markdown = rng.random() < 0.5
        mark: AreaMark = rng.choice(("roman", "roman", "letter", "digit", "area", "line", "column"))
        split = mark == "digit" or (mark != "line" and rng.random() < 0.5)
        return cls(
            markdown=markdown,
            bold=markdown and rng.random() < 0.7,
            bullets=markdown and rng.random() < 0.25,
            width=0 if markdown else rng.choice((0, 72, 80, 96)),
            hanging=rng.choice((0, 4, 6)),
            blank_lines=1 if markdown else rng.choice((0, 1)),
            label=rng.choice((" : ", ": ", " : ", "\t:\t", " :\n")),
            letter=rng.choice(("{}. ", "{}. ", "{}) ")),
            number=rng.choice(("{}. ", "{}. ", "{}) ")),
            decides=rng.choice(("MEMUTUSKAN:", "MEMUTUSKAN :", "M E M U T U S K A N :")),
            number_form=rng.choice(
                ("NOMOR {} TAHUN {}", "NOMOR : {} TAHUN {}", "NOMOR: {} TAHUN {}")
            ),
            first_clause=rng.choice(("KESATU", "KESATU", "PERTAMA")),
            table=rng.choice(("pipe", "tab", "html") if markdown else ("pipe", "pipe", "tab")),
            area_mark=mark,
            area_split=split,
            row_mark="1.1" if mark == "digit" else rng.choice(("1", "1.")),
            copy_mark=rng.choice(("SALINAN", "S A L I N A N")),
            date_form=rng.choice(("pada tanggal {}", "Pada tanggal {}", "pada tanggal : {}")),
            signed=signed,
            annex_signed=rng.random() < 0.8,
            annex_date=rng.random() < 0.3,
            annex_title_twice=rng.random() < 0.5,
            title_capitals=rng.random() < 0.8,
        )
