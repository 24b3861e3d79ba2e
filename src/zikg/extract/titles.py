"""Find the decree's own name wherever it is repeated, to compare the wordings.

It stands in the title, in the last thought of Menimbang ("perlu menetapkan Keputusan ... tentang
..."; Lampiran II UU 12/2011 angka 23), after Menetapkan (angka 58) and in the heading of the annex.
"""

from __future__ import annotations

import re
from typing import Final

from zikg.extract.header import field
from zikg.extract.items import line_begins
from zikg.extract.view import View, view
from zikg.extract.vocabulary import tolerant
from zikg.model import Field, Part, Source, TitleMention

_ABOUT: Final = re.compile(rf"(?<!\w){tolerant('tentang')}(?!\w)[\s:]*", re.IGNORECASE)
_SETS: Final = re.compile(
    r"(?:perlu|dipandang perlu|harus|untuk)?\s*(?:di)?m?enetapkan\s+(?:suatu\s+|dengan\s+)?"
    r"(?:Surat\s+)?(?:Keputusan|Peraturan)\b[^;]{0,300}?\btentang\s+",
    re.IGNORECASE,
)
_HEAD_END: Final = re.compile(
    r"(?<!\w)(?:NOMOR\s*:?\s*[\d.…_]|TANGGAL\s*:|N[O0]\.?\s+(?:KOMPONEN|URAIAN|AREA|KEGIATAN|PROGRAM))",
    re.IGNORECASE,
)
_HEAD: Final = 1_500
_WORD: Final = re.compile(r"\w+")


def find(source: Source, parts: tuple[Part, ...], title: Field | None) -> tuple[TitleMention, ...]:
    """Return the mentions of the decree's name in order of place.

    Args:
        source: the decree as read.
        parts: its parts, from `sections.split`.
        title: the name as its heading gives it.
    """
    found: list[TitleMention] = []
    if title:
        found.append(TitleMention("judul", None, title.value, title.span))
    thoughts = [part for part in parts if part.section == "menimbang"]
    for part in reversed(thoughts):
        mention = _thought(source, part)
        if mention:
            found.append(mention)
            break
    for part in parts:
        if part.section == "memutuskan":
            found += _ordered(source, part)
        elif part.section == "lampiran":
            found += _headed(source, part, title)
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _mention(part: Part, named: Field | None) -> list[TitleMention]:
    return [TitleMention(part.section, part.item, named.value, named.span)] if named else []


def _thought(source: Source, part: Part) -> TitleMention | None:
    seen = view(source.text, part.span.start, part.span.end)
    last = None
    for last in _SETS.finditer(seen.text):  # noqa: B007 - the last one is wanted
        pass
    if last is None:
        return None
    close = seen.text.find(";", last.end())
    mentions = _mention(part, field(seen, last.end(), close if close > 0 else len(seen.text)))
    return mentions[0] if mentions else None


def _ordered(source: Source, part: Part) -> list[TitleMention]:
    seen = view(source.text, part.span.start, part.span.end)
    order = re.search(r"(?<!\w)M\s?e\s?n\s?e\s?t\s?a\s?p\s?k\s?a\s?n\b", seen.text, re.IGNORECASE)
    about = _ABOUT.search(seen.text, order.end() if order else 0)
    if not about or about.start() - (order.end() if order else 0) > 400:
        return []
    # The name closes with a full stop; a law goes on behind it.
    stop = re.search(r"\.(?=\s+[A-Z])", seen.text[about.end() :])
    end = about.end() + stop.start() if stop else len(seen.text)
    return _mention(part, field(seen, about.end(), end))


def _headed(source: Source, part: Part, title: Field | None) -> list[TitleMention]:
    start = part.span.start
    end = min(part.span.end, start + _HEAD)
    tables = [table.span.start for table in source.tables if start <= table.span.start < end]
    seen = view(source.text, start, min([end, *tables]))
    about = _ABOUT.search(seen.text)
    if not part.label or not about or about.start() > 400:
        return []
    stop = _HEAD_END.search(seen.text, about.end())
    end = stop.start() if stop else len(seen.text)
    return _mention(
        part, field(seen, about.end(), _name_end(seen, source.text, about.end(), end, title))
    )


def _name_end(seen: View, source: str, start: int, end: int, title: Field | None) -> int:
    """Return where the name ends: with the words of the title, or with its paragraph.

    What stands below the heading (the name of the table) begins like the title as well.
    """
    if title:
        wanted = [word.lower() for word in _WORD.findall(title.value)]
        heard = list(_WORD.finditer(seen.text, start, end))
        same = 0
        while same < min(len(wanted), len(heard)) and heard[same].group().lower() == wanted[same]:
            same += 1
        if same == len(wanted) and same:
            return heard[same - 1].end()
    else:
        wanted, same, heard = [], 0, []
    for index in line_begins(seen, source, start, end):
        if re.search(
            r"\n[ \t*_>#|-]*\n", source[seen.offsets[index - 1] : seen.offsets[index] + 1]
        ):
            # A paragraph that goes on with the very next words of the title belongs to it.
            place = next((i for i, word in enumerate(heard) if word.start() >= index), None)
            if place is None or place > same or place == 0:
                return index
    return end


def heading_end(source: Source, part: Part, mentions: tuple[TitleMention, ...]) -> int:
    """Return where the heading of an annex ends: its own name there is no citation.

    Args:
        source: the decree as read.
        part: a part ``lampiran``.
        mentions: what `find` gave.
    """
    own = [
        mention.span.end
        for mention in mentions
        if mention.section == "lampiran" and part.span.start <= mention.span.start < part.span.end
    ]
    if own:
        return own[0]
    seen = view(source.text, part.span.start, min(part.span.end, part.span.start + 400))
    for index in line_begins(seen, source.text, 0, len(seen.text)):
        if "\n\n" in source.text[seen.offsets[index - 1] : seen.offsets[index]]:
            return seen.offsets[index]
    return part.label.end if part.label else part.span.start
