r"""Mutations of what is written in letters: text, Markdown, HTML, rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import bytewise

if TYPE_CHECKING:
    from random import Random

_MOST: Final = 950_000
_TEXT: Final[tuple[str, ...]] = (
    *("\x00", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200b" * 90, "\ufffd"),
    *("\u0301" * 500, "a" * 60_000, " " * 60_000, "\t" * 700, "|" * 700, "(" * 3000, "\n" * 3000),
    *("Nomor 1 dan " * 900, "Undang-Undang Nomor " * 900, "1" * 5000, "Pasal 1 ayat (" * 400),
    *("sebagaimana telah diubah dengan " * 500, "I. " * 900, "LAMPIRAN\n" * 300, "KESATU : " * 500),
    *("Menimbang : a. " * 200, "Mengingat :\n1. " * 200, "tentang " * 2000, "31 Februari 2025 "),
    *("tanggal 99 Desember 99999", "Tahun " + "9" * 400, "Lembaran Negara Tahun 0 Nomor 0"),
    *(
        "- \n" * 500,
        "=" * 9000,
        "+---+---+\n" * 200,
        "  a     b     c\n" * 400,
        "\u0660\u0661\u00b2",
    ),
    *("jo. " * 900, "s.d. " * 500, "a.b.c." * 900, "..." * 3000, "\ud800"[:0], "\u00a0" * 5000),
)
_HTML: Final[tuple[str, ...]] = (
    *("<div>" * 3000, "<table><tr><td>" * 400, "<b>" * 9000, "</td>" * 500, "<", "<!--", "&#0;"),
    *("&#x110000;", "&lt;" * 3000, "<td colspan=99999999>", "<td rowspan=65534>x", "<table>" * 90),
    *("<script>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "<td rowspan=-1 colspan=x>", "<![CDATA["),
    *("<style>" + "a" * 9000, "<p>" * 20_000, "<li><ol>" * 700, "<title>", "<textarea>"),
)
_RTF: Final[tuple[str, ...]] = (
    *("{" * 5000, "}" * 20, "{\\*\\x " * 900, "\\u-99999?", "\\u55357?", "\\'", "\\'zz", "\\bin9 "),
    *(
        "\\bin999999999 ",
        "\\cell" * 900,
        "\\row" * 900,
        "\\trowd" * 500,
        "\\cellx-5",
        "\\cellx9" * 900,
    ),
    *("\\uc99999 \\u65?", "\\ansicpg99999", "\\itap9\\nestcell", "\\itap99999999 ", "\\" * 9001),
    *("{\\pict " + "ff" * 9000 + "}", "\\intbl\\cell\\row" * 2000, "\\clvmrg", "\\clmrg" * 300),
    *(
        "{\\listtext ",
        "{\\field{\\*\\fldinst x}{\\fldrslt ",
        "\\fonttbl",
        "{\\fonttbl{\\f0\\fcharset999 x;}}",
    ),
)


def mutate(data: bytes, rng: Random) -> bytes:
    """Return the text with odd words put in, lines and pieces doubled, moved, joined or lost.

    Args:
        data: a text file, HTML or rich text.
        rng: source of chance.
    """
    if rng.random() < 0.2:
        return bytewise.mutate(data, rng)
    text = data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8", "replace")
    pool = _TEXT
    if "{\\rtf" in text[:20]:
        pool = _RTF if rng.random() < 0.7 else _TEXT
    elif "<html" in text[:200].lower():
        pool = _HTML if rng.random() < 0.7 else _TEXT
    for _ in range(rng.choice((1, 1, 2, 4, 10))):
        text = _change(text, pool, rng)[:800_000]
    return text.encode(rng.choice(("utf-8",) * 8 + ("utf-16", "cp1252")), "replace")[:_MOST]


def _change(text: str, pool: tuple[str, ...], rng: Random) -> str:
    way = rng.randrange(8)
    at = rng.randrange(len(text) + 1)
    if way <= 2:
        return text[:at] + rng.choice(pool) + text[at:]
    if way == 3:
        return text[:at] + text[at + rng.choice((1, 5, 40, 300)) :]
    if way == 4:
        piece = text[at : at + rng.choice((5, 40, 300, 2000))]
        return text[:at] + piece * rng.choice((2, 5, 60)) + text[at:]
    lines = text.split("\n")
    one = rng.randrange(len(lines))
    if way == 5:
        lines.insert(rng.randrange(len(lines) + 1), lines.pop(one))
    elif way == 6:
        lines[one] = lines[one].replace(" ", rng.choice(("\n", "\t", "", "  ", " | ", "\u00a0")))
    else:
        lines[one : one + 1] = lines[one : one + 3] * rng.choice((1, 30, 500))
    return "\n".join(lines)
