"""Where a finding stands, in words and as a line: what every format says of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.report.page import NO_BREAK
from zikg.report.spots import spot_words
from zikg.report.words import ITEM, PHRASE, SECTION

if TYPE_CHECKING:
    from zikg.model import Finding, Result


def item_label(item: str, section: str | None, lang: str) -> str:
    """Return what an item is called: ``angka 4``, ``huruf b``, ``KESATU``, ``baris IV.2``.

    Args:
        item: the item as design section 8 names it.
        section: the section that it stands in.
        lang: ``id`` or ``en``.
    """
    if section == "diktum":
        return item.upper()
    kind = ITEM.get(section or "", {}).get(lang, "")
    if section == "lampiran" and item.startswith("ke-"):
        return f"{SECTION['lampiran'][lang]} {item}"  # one of several annexes
    if section == "lampiran":
        kind = PHRASE["row" if "." in item else "area"][lang]
    elif not item.isalpha():
        kind = PHRASE["number"][lang]
    return f"{kind} {item}".strip()


def place_words(finding: Finding, lang: str) -> str:
    """Return section and item of a finding: ``Mengingat angka 4``; the decree for neither."""
    if not finding.section:
        return PHRASE["whole"][lang]
    words = SECTION[finding.section][lang].split(" (")[0]
    if finding.item:
        words = f"{words} {item_label(finding.item, finding.section, lang)}"
    return words


def whole_place(finding: Finding, lang: str) -> str:
    """Return its place in the decree and in the file: ``Mengingat angka 4, baris 26``."""
    spot = spot_words(finding, lang).replace(NO_BREAK, " ")
    return ", ".join(part for part in (place_words(finding, lang), spot) if part)


def path_of(result: Result, finding: Finding) -> str:
    """Return the file that a finding stands in; with ``--with`` that may be the annex."""
    if result.decree is None or not result.decree.source.files:
        return result.path
    return result.decree.source.file_at(finding.span.start)


def end_of(result: Result, finding: Finding) -> tuple[int, int]:
    """Return line and column just behind a finding, counted as its own line is."""
    if result.decree is None:
        return finding.line, finding.column
    line, column, _ = result.decree.source.locate(max(finding.span.start, finding.span.end - 1))
    return line, column + 1
