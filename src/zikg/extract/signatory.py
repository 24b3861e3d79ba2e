"""Tell office, mark of signature and name apart in the lines below place and date."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.extract.header import field
from zikg.extract.items import line_begins
from zikg.extract.vocabulary import body_words, office_start
from zikg.model import Field

if TYPE_CHECKING:
    from zikg.extract.view import View

_SIGNED: Final = re.compile(
    r"""(?<![\w.])[("'\[]?\s?(?:
        t\s?\.?\s?t\s?\.?\s?d (?:\s?/\s?cap|\s?dan\scap)?
      | cap\s?/\s?t\.?t\.?d | dto | /s/
      | ditandatangani(?:\ssecara\selektronik)?(?:\soleh)?
    )(?!\w)[.)"'\]:]*\s?""",
    re.VERBOSE | re.IGNORECASE,
)
_STOP: Final = re.compile(
    r"(?:Tembusan|Salinan\s(?:Keputusan|surat|ini\sdi)|Disampaikan|Catatan|Kepada\s|Yth|N\s?[I1l]\s?P"
    r"\b|NRP|LAMPIRAN|Pembina|Penata|Diundangkan|BERITA|LEMBARAN|No\b|Halaman|Paraf)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[(\[]?[^\W\d_](?:(?!\.\s?\.)[^\d:;|/_…()]){1,70}[)\]]?")
_FOR: Final = re.compile(r"(?:a\.?n\.?|atas nama|u\.b)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, in which office, and whether a mark of signature stands there."""

    office: Field | None
    name: Field | None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the block in the view; ``gap`` is whether a blank line stands above it."""

    text: str
    start: int
    end: int
    gap: bool


def _lines(seen: View, source: str, at: int) -> list[_Line]:
    """Cut the rest of the block at line ends and around the marks of signature."""
    cuts = {at, len(seen.text)}
    cuts.update(line_begins(seen, source, at, len(seen.text)))
    for match in _SIGNED.finditer(seen.text, at):
        cuts |= {match.start(), match.end()}
    places = sorted(cuts)
    lines: list[_Line] = []
    for start, end in itertools.pairwise(places):
        shown = seen.text[start:end].strip()
        if not shown:
            continue
        if _STOP.match(shown) and (lines or start > at):
            break
        gap = (
            source[seen.offsets[start - 1] : seen.offsets[start]].count("\n") > 1
            if start
            else False
        )
        lines.append(_Line(shown, start, end, gap))
    return lines[:24]


def read_signatory(
    seen: View, source: str, at: int, *, known: str = "", certifier: bool = False
) -> Signatory:
    """Tell the lines of the office from the name, and see whether it is signed.

    Args:
        seen: the view of the block.
        source: the whole text, to see line begins.
        at: where place and date end.
        known: the office of the opening, which tells office from name in flattened text.
        certifier: whether the block certifies a copy: above the position stands its unit.
    """
    lines = _lines(seen, source, at)
    mark = next((i for i, line in enumerate(lines) if _SIGNED.fullmatch(line.text)), None)
    signed = mark is not None
    if mark is not None:
        above, below = lines[:mark], lines[mark + 1 :]
        name = next((line for line in below[:4] if _is_name(line.text)), None)
        if name is None and len(above) > 1 and above[-1].gap and _is_name(above[-1].text):
            name = above.pop()
    else:
        above, name = _without_mark(lines)
    if name is None and not signed:
        split = _flattened(seen, lines, known)
        if split:
            return Signatory(_position(seen, split[0]) if certifier else split[0], split[1])
    return Signatory(_office(seen, above, certifier), _name_field(seen, name), signed)


def _without_mark(lines: list[_Line]) -> tuple[list[_Line], _Line | None]:
    for index, line in enumerate(lines):
        if index and _is_name(line.text) and (line.gap or lines[index - 1].text.endswith(",")):
            return lines[:index], line
    # Without a comma or a gap only capitals tell: a last line that no office holds.
    for index in range(len(lines) - 1, 0, -1):
        if _is_name(lines[index].text) and not any(_is_name(x.text) for x in lines[:index]):
            return lines[:index], lines[index]
    return lines, None


def _flattened(
    seen: View, lines: list[_Line], office: str
) -> tuple[Field | None, Field | None] | None:
    """Split an office and a name that stand in one line: at the comma, or by the known office."""
    if len(lines) != 1:
        return None
    line = lines[0]
    known = office.rstrip(" ,.").upper()
    comma = line.text.find(",")
    if known and line.text.upper().startswith(known):
        comma = len(known)
    if comma < 0 or not _is_name(line.text[comma:].strip(" ,.")):
        return None
    offset = line.start + seen.text[line.start : line.end].index(line.text)
    return field(seen, offset, offset + comma), field(seen, offset + comma, line.end)


def _office(seen: View, lines: list[_Line], certifier: bool) -> Field | None:
    kept: list[_Line] = []
    for line in lines:
        if kept and line.gap and not _holds_office_word(line.text):
            break
        if not kept and not (_begins_office(line.text) or _holds_office_word(line.text)):
            continue
        kept.append(line)
        # "a.n. KETUA ...," goes on with the office that signs for it.
        if line.text.endswith(",") and not _FOR.match(kept[-1].text):
            break
    if not kept:
        return None
    office = field(seen, kept[0].start, kept[-1].end)
    return _position(seen, office) if certifier else office


def _position(seen: View, office: Field | None) -> Field | None:
    """Leave out the unit that a certifier's position stands below."""
    if office is None:
        return None
    start, end = seen.at(office.span.start), seen.at(office.span.end - 1) + 1
    position = office_start().search(seen.text, start, end)
    return field(seen, position.start(), end) if position else office


def _begins_office(text: str) -> bool:
    return bool(office_start().match(text))


def _holds_office_word(text: str) -> bool:
    return any(word.lower() in body_words() for word in re.findall(r"[^\W\d_]+", text))


def _is_name(text: str) -> bool:
    """Whether a line can be the name of a person, with academic titles or without.

    Example:
        >>> _is_name("Dr. ANDI, S.H., M.H."), _is_name("KABUPATEN BINTAN"), _is_name("(.....)")
        (True, False, False)
    """
    if not _NAME.fullmatch(text) or _holds_office_word(text) or _begins_office(text):
        return False
    names = [word for word in re.findall(r"[^\W\d_][\w'’`]*", text) if len(word) > 1]
    return 1 <= len(names) <= 9


def _name_field(seen: View, line: _Line | None) -> Field | None:
    if line is None:
        return None
    offset = line.start + seen.text[line.start : line.end].index(line.text)
    shown = line.text.strip(" ()[],;")
    first = offset + line.text.index(shown)
    return Field(shown, seen.span(first, first + len(shown)))
