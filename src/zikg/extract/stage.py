"""Tell a draft from an issued decree and from a copy, and find a retroactive clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.extract.dates import parse_day
from zikg.extract.items import begins_line
from zikg.extract.view import View, flat, view
from zikg.extract.vocabulary import words

if TYPE_CHECKING:
    from datetime import date

    from zikg.extract.header import Header
    from zikg.model import Interval, Part, Signing, Source, Stage

_HEAD: Final = 3_000
_SINCE: Final = re.compile(
    r"""(?:
        (?:berlaku\s+)?(?:terhitung|dihitung)\s+(?:mulai|sejak)(?:\s+pada)?
      | (?:mulai\s+)?(?:ber)?laku\s+(?:surut\s+)?(?:terhitung\s+)?(?:sejak|mulai|dari)
      | berlaku\s+surut\s+(?:sampai|hingga|sejak|mulai|terhitung)?(?:\s+(?:dengan|mulai|sejak))?
    )\s+(?:pada\s+)?(?:tanggal\s+|bulan\s+)?(?=[\w])""",
    re.VERBOSE | re.IGNORECASE,
)


def stage_of(
    source: Source, parts: tuple[Part, ...], header: Header | None, signings: tuple[Signing, ...]
) -> Stage:
    """Return what the paper is: a draft, an issued decree, or a certified or marked copy.

    A mark of signature makes it issued even where a field is missing. Without one it is a draft
    where its head says so, where the place for number or date is left open, or where neither
    number nor date stands.
    """
    copy = _marked(source, parts, "copy") or any(block.section == "salinan" for block in signings)
    if not any(block.signed for block in signings):
        number = header.number if header else None
        body = next((block for block in signings if block.section == "penutup"), None)
        dated = any(block.date for block in signings if block.section != "salinan")
        open_date = body is not None and body.date is None and _date_left_open(source, body)
        blank = bool(header and header.blank) or open_date
        if _marked(source, parts, "draft") or blank or not (number or dated):
            return "draft"
    return "copy" if copy else "issued"


def _date_left_open(source: Source, body: Signing) -> bool:
    return bool(
        re.search(
            r"(?<!\w)tanggal(?!\w)",
            flat(source.text, body.span.start, body.span.end + 80),
            re.IGNORECASE,
        )
    )


def _marked(source: Source, parts: tuple[Part, ...], mark: str) -> bool:
    """Whether a mark such as SALINAN or RANCANGAN stands above the heading, on its own."""
    judul = next((part for part in parts if part.section == "judul"), None)
    end = judul.span.start if judul else min((part.span.start for part in parts), default=0)
    seen = view(source.text, 0, min(max(end, 0), _HEAD))
    choices = "|".join(words()["marks"][mark])
    for match in re.finditer(rf"(?<!\w)(?:{choices})(?!\w)", seen.text, re.IGNORECASE):
        if begins_line(seen, source.text, match.start()) and _alone(seen, match):
            return True
    return False


def _alone(seen: View, match: re.Match[str]) -> bool:
    return match.group().isupper() or not seen.text[match.end() : match.end() + 2].strip()


def retroactive_from(source: Source, parts: tuple[Part, ...], when: Interval | None) -> date | None:
    """Return the day from which a diktum says that the decree counts, if before its date.

    Where the decree has no date (a draft) the day that is named is given.
    """
    for part in parts:
        if part.section != "diktum":
            continue
        text = flat(source.text, part.span.start, part.span.end)
        for match in _SINCE.finditer(text):
            named = parse_day(text[match.end() : match.end() + 24])
            if named and (when is None or named.before(when)):
                return named.earliest
    return None
