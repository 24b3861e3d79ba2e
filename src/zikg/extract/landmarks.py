"""Find where the parts of a decree begin: ordinals, close, annexes (`zikg.extract.labels` first).

A word is a landmark by its place, not by its letters alone: "mengingat" in running text is none,
and "Menimbanq :" at the begin of a line is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.chains import Mark, chain
from zikg.extract.dates import MONTH, dated_at
from zikg.extract.items import begins_line
from zikg.extract.vocabulary import (
    office_start,
    ordinal_at,
    ordinal_name,
    ordinal_opening,
)

if TYPE_CHECKING:
    from zikg.extract.view import View
    from zikg.model import Source

COLON: Final = re.compile(r"\s?[:;](?:\s?[:;])?\s?")
"""The colon behind a label, as a scan may leave it."""
DONE_AT: Final = re.compile(
    r"(?P<word>[Dd](?<!\w.)(?i:[i1l!]\s?tetapkan|isahkan|ikeluarkan))\s*"
    r"(?:(?i:di|dl|d1)(?!\w)[\s:]*|:\s*)"
)
"""The words that open the close: ``Ditetapkan di``."""

_DATED: Final = re.compile(
    r"(?<!\w)(?:[Pp]ada\s+)?[Tt]anggal\s?:?\s?(?=[\d.…_\[(lI]|[JFMASOND]\w+ [12]\d{3}"
    r"|(?i:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\b)|PADA TANGGAL"
)
_TOWN_DATED: Final = re.compile(
    rf"(?<!\w)[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){{0,3}},\s(?:tanggal\s)?\d{{1,2}}\s"
    rf"(?:(?i:{MONTH})\s[12]\d{{3}}|[A-Z][\w'’ ]{{3,20}}\s1[345]\d\d\sH)"
)
_SIGNATURE: Final = re.compile(r"(?<![\w.])t\.?\s?t\.?\s?d(?!\w)", re.IGNORECASE)
_COPY: Final = re.compile(
    r"""[SsſPpTtDdFfUu](?<!\w.)(?i:  # the first letter by itself: the search skips what is none
        (?:(?<=S)alinan|(?<=P)etikan|(?<=T)urunan|(?<=D)isalin|(?<=F)otokopi)
            (?:\s+(?:ini|yang\s+sah))?\s+(?:telah\s+)?
            s[e3]suai\s+(?:dengan\s+)?(?:yang\s+)?asl[i1l](?:nya)?
      | (?<=S)esuai\s+dengan\s+(?:yang\s+)?aslinya
      | (?<=U)ntuk\s+salinan\s+yang\s+sah
    )\b""",
    re.VERBOSE,
)
_COPIED: Final = re.compile(r"[Ssſ](?i:uai\s+(?:dengan\s+)?(?:yang\s+)?asl|alinan\s+yang\s+sah)")
"""What every certification holds: few texts need the long pattern."""
_ANNEX: Final = re.compile(
    r"""(?P<word>L(?<![\w/-].)(?:\s?A\s?M\s?P\s?[I1l]\s?R\s?A\s?N|ampiran))
        (?:\s+(?P<number>[IVXL]{1,6}|[0-9]{1,2})(?![\w/]))?
        (?P<colon>\s{0,3}[:.]{0,2})\s{0,40}(?P<next>[^\s:]+)?""",
    re.VERBOSE,
)
_ACTS: Final = re.compile(
    r"(?:surat\s+)?(?:keputusan|peraturan|instruksi|nomor|no\.)(?!\w)", re.IGNORECASE
)
_TALK: Final = re.compile(
    r"(?:(?<!\w)(?:dalam|pada|di|dan|dengan|tercantum|sebagaimana|lihat|terlampir|dari|dimaksud|ke"
    r"|atau)|,)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Landmark:
    """The begin of a part in the view: its name, where its label stands, how sure it is."""

    name: str
    start: int
    end: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """The begin of an annex in the source text, and the number printed in its heading."""

    start: int
    end: int
    number: str | None


def find_diktum(seen: View, source: str, start: int) -> tuple[tuple[str, Landmark], ...]:
    """Return the ordinals of the diktum behind ``start`` with their names, by sequence."""
    marks: list[Mark] = []
    text = seen.text
    for match in ordinal_opening().finditer(text, start):
        word = match.end() if match["diktum"] else match.start()
        fit = ordinal_at(text, word)
        if fit is None:
            continue
        end, value = fit
        weight = _ordinal_weight(seen, source, match.start(), word, end)
        if weight > 0:
            colon = COLON.match(text, end)
            marks.append(Mark(match.start(), colon.end() if colon else end, value, weight))
    best, _ = chain(marks)
    return tuple(
        (ordinal_name(mark.value), Landmark("diktum", mark.start, mark.end, mark.weight))
        for mark in best
    )


def _ordinal_weight(seen: View, source: str, start: int, word: int, end: int) -> float:
    text = seen.text
    written = text[word:end]
    before = text[max(0, start - 16) : start].rstrip()
    if re.search(r"(?:diktum|dalam|pada|dimaksud|perubahan|sampai|dan)$", before, re.IGNORECASE):
        return 0
    at_line = begins_line(seen, source, start)
    colon = bool(COLON.match(text, end))
    if colon and (at_line or written[0].isupper()):
        return 3.0 + at_line + (written == written.upper())
    if at_line and written == written.upper():
        return 3.0
    if written == written.upper() and before.endswith((".", ";")):
        return 2.0
    return 0


def _signed_at(seen: View, source: str, start: int) -> int | None:
    text = seen.text
    for match in DONE_AT.finditer(text, start):
        if match["word"][0].isupper() and (
            begins_line(seen, source, match.start())
            or text[max(0, match.start() - 8) : match.start()].rstrip()[-1:] in ".;:)"
        ):
            return match.start()
    for pattern in (_DATED, _TOWN_DATED):
        for match in pattern.finditer(text, start):
            if begins_line(seen, source, match.start()) and (
                match[0][0].isupper() or _fills_line(seen, source, match.end())
            ):
                return match.start()
    # Neither place nor date: an office in capitals at a line begin, the signature close below.
    for match in office_start().finditer(text, start):
        if (
            match[0].isupper()
            and begins_line(seen, source, match.start())
            and _SIGNATURE.search(text, match.end(), match.end() + 200)
        ):
            return match.start()
    return None


def _fills_line(seen: View, source: str, at: int) -> bool:
    """Whether a whole date and nothing else stands between ``at`` and the end of its line."""
    day = dated_at(seen.text, at)
    return day is not None and (
        day.stop + 1 >= len(seen.text) or begins_line(seen, source, day.stop + 1)
    )


_COPIES_TO: Final = re.compile(
    r"(?<!\w)(?:Salinan\s+(?:Keputusan|Surat\s+Keputusan|Peraturan)|Tembusan)\b"
    r"(?=[^.;]{0,60}(?:disampaikan|dikirim|:))",
    re.IGNORECASE,
)


def find_close(seen: View, source: str, start: int) -> int | None:
    """Return where the close begins behind ``start``: who gets copies, place, date, signature."""
    signed = _signed_at(seen, source, start)
    end = len(seen.text) if signed is None else signed
    for match in _COPIES_TO.finditer(seen.text, start, end):
        if match.group()[0].isupper() and begins_line(seen, source, match.start()):
            return match.start()
    return signed


def find_copies(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the certifications (``Salinan sesuai dengan aslinya``) in a stretch of any text."""
    if _COPIED.search(text, start, end) is None:
        return []
    return [
        match
        for match in _COPY.finditer(text, start, end)
        if match[0][0].isupper() or _starts_line(text, match.start())
    ]


def _starts_line(text: str, place: int) -> bool:
    return text[max(0, place - 40) : place].rstrip(" \t*_->#")[-1:] in ("\n", "")


def find_annexes(source: Source) -> tuple[AnnexHead, ...]:
    """Return the headings of the annexes; one repeated on each page counts once.

    A file that was joined to the decree is an annex even where it has no heading.
    """
    text = source.text
    heads = [head for match in _ANNEX.finditer(text) if (head := _annex(text, match))]
    for begin, _ in source.files[1:]:
        lead = len(text[begin:]) - len(text[begin:].lstrip())
        if not any(begin <= head.start <= begin + lead + 400 for head in heads):
            heads.append(AnnexHead(begin + lead, begin + lead, None))
    heads.sort(key=lambda head: head.start)
    joined = {begin for begin, _ in source.files[1:]}
    kept: list[AnnexHead] = []
    seen: set[str] = set()
    for head in heads:
        new_file = any(kept and kept[-1].start < begin <= head.start for begin in joined)
        if kept and not new_file and (head.number is None or head.number in seen):
            continue
        seen.add(head.number or "")
        kept.append(head)
    return tuple(kept)


def _annex(text: str, match: re.Match[str]) -> AnnexHead | None:
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[max(line, match.start() - 60) : match.start()].strip(" \t*_>#|-:.")
    upper = match["word"].upper() == match["word"]
    following = text[match.end("colon") : match.end("colon") + 200].lstrip(" \t\n*_>#|:-")
    act = _ACTS.match(following)
    # "Lampiran Keputusan ini" is talk, and so is "LAMPIRAN yang ...".
    own = bool(act) and not re.match(r"\w+\s+(?:ini|dimaksud)\b", following, re.IGNORECASE)
    if before:
        if not (upper and own) or _TALK.search(before):
            return None
    else:
        above = text[max(0, line - 40) : line].rstrip()
        # An office closes with a comma, and who certifies may have no name below it.
        above = above.removesuffix(",") if upper and own else above
        if not (own or (upper and not re.match(r"[a-z]", following))) or _TALK.search(above):
            return None
    if re.match(r"[\d-]*\s*(?:\(\w+\)\s*)?(?:berkas|lembar|bendel|dokumen|halaman)", following):
        return None
    end = match.end("number") if match["number"] else match.end("word")
    return AnnexHead(match.start(), end, match["number"])
