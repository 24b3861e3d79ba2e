"""Makers: the words between an open form and its number, who made the instrument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from zikg.extract.citations.fold import distance, key
from zikg.extract.citations.lexicon import Form, instruments, makers
from zikg.extract.dates import DAY, day_of
from zikg.extract.remembering import remembered
from zikg.registry.regions import regions

if TYPE_CHECKING:
    from zikg.model import Interval

_REGIONAL: Final = {"gubernur": "pergub", "bupati": "perbup", "walikota": "perwali"}
_SENTENCE: Final = re.compile(r"[;:\"”“]|\.\s+(?=[A-Z][a-z])")
_ABBREVIATED: Final = re.compile(
    r"\b(?:R\.I|Plt|Plh|Pj|H|Dr|Ir|Kab|Prov|Prop|Kec|Kot|Kep|Ka|Dir|Dirjen|Jend|Sekjen|Dep|Ditjen)\.\s"
)
_TRAIL: Final = re.compile(r"(?:,|\(|\bdan|\.|:|\s)+$")
_MARKER: Final = re.compile(r"\s([Nn][a-z.]{1,6})$")
_DAY_BEFORE: Final = re.compile(r"[\s,]+(?:ter)?(?:tanggal|tgl\.?)[\s:]+(.{6,24})$", re.IGNORECASE)
_IMPLEMENTS: Final = re.compile(r"pelaksana(?:an)?(?:nya)?\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z][\w.&'/-]*")


@dataclass(frozen=True, slots=True)
class Maker:
    """The type that a maker gives an instrument, and the maker as written (may be empty)."""

    type: str
    maker: str
    known: bool = True
    dated: Interval | None = None


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(instruments()['gap']['stop'])})\b", re.IGNORECASE)


@cache
def _allowed() -> re.Pattern[str]:
    return re.compile("|".join(instruments()["gap"]["allow"]), re.IGNORECASE)


@cache
def _fillers() -> re.Pattern[str]:
    listed = sorted(instruments()["gap"]["fillers"], key=len, reverse=True)
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s?").replace("I", "[Il1]").replace("i", "[il1]")
        for word in listed
    )
    return re.compile(
        rf"(?:\s?(?:(?:{words})(?![A-Za-z])|\([^()\d]{{1,40}}\)|,))*\s?", re.IGNORECASE
    )


def skip_fillers(text: str, at: int) -> int:
    """Return the place after words that say nothing ("Republik Indonesia", "(UU)")."""
    match = _fillers().match(text, at)
    return match.end() if match else at


def unmarked(words: str) -> str:
    """Return words without a damaged "Nomor" behind them ("Peraturan Pemerinlah Nomr")."""
    odd = _MARKER.search(words.rstrip())
    return words[: odd.start()] if odd and _damaged(odd[1]) else words


def _damaged(word: str) -> bool:
    """Whether a word is a "Nomor" that was misread, and not the end of a name ("Biak Numfor")."""
    bare = word.lower().strip(".")
    return distance(bare, "nomor", 2) <= 2 and bare not in _of_places()


@cache
def _of_places() -> frozenset[str]:
    return frozenset(word for region in regions().values() for word in region.bare.split())


def without_day(words: str) -> tuple[str, Interval | None]:
    """Return words without the day that ends them ("tertanggal 6 Juni 1946"), and the day."""
    day = _DAY_BEFORE.search(words)
    found = DAY.search(day[1]) if day else None
    return (words[: day.start()], day_of(found)) if day and found else (words, None)


def name_fits(words: str) -> bool:
    """Return whether words may be the short name of a law ("Perkawinan" in UU Perkawinan No. 1)."""
    if _SENTENCE.search(words) or re.search(r"[,\d()]", words):
        return False
    rest = re.sub(r"^\s?tentang\b", "", words)
    if _stops().search(_allowed().sub("", rest)):
        return False
    listed = _WORD.findall(rest)
    return bool(listed) and len(listed) <= 10 and listed[0][0].isupper()


@remembered
def read(words: str, form: Form) -> Maker | None:
    """Return what the words after an open form say, or ``None`` where they are no maker.

    Args:
        words: the text from the end of the form to the number.
        form: the open form.
    """
    words, when = without_day(words)
    written = _TRAIL.sub("", words.strip(" ,.:-–"))
    odd = _MARKER.search(written)
    if odd and _damaged(odd[1]):
        written = _TRAIL.sub("", written[: odd.start()])  # a damaged "Nomor" is no maker
    if not written:
        kind = _kind(form.prefix) if form.prefix else None
        regional = _REGIONAL.get(kind or "", form.type) if form.type == "peraturan" else form.type
        return Maker(regional, form.prefix.strip(), dated=when)
    if form.not_after and any(key(written).startswith(key(word)) for word in form.not_after):
        form_type = "perda"
    else:
        form_type = form.type
    plain = re.sub(r"\([^()]{0,80}\)", " ", written)
    if _SENTENCE.search(_ABBREVIATED.sub(" ", plain)) or re.search(r"\d{2}", plain):
        return None
    if _stops().search(_allowed().sub("", plain)) or len(_WORD.findall(plain)) > (
        60 if form.long else 28
    ):
        return None
    whole = (form.prefix + written).strip()
    if _IMPLEMENTS.match(written):
        return None
    kind = _kind(whole)
    form_type = _jointly(form_type, whole)
    if kind is None and (form.needs_opener or not _named(written)):
        return None
    if kind == "minister" and form.minister and form_type == form.type:
        form_type = form.minister
    elif kind in _REGIONAL and form_type == "peraturan":
        form_type = _REGIONAL[kind]
    return Maker(form_type, _spelt_out(re.sub(r"\s+", " ", whole)), kind is not None, when)


def _jointly(form_type: str, words: str) -> str:
    """Return the type of what several make together ("Peraturan Berasama Menteri A dan B")."""
    first = _WORD.search(words)
    joint = first and distance(first.group().lower(), "bersama", 1) <= 1
    return (
        f"{form_type}-bersama" if joint and form_type in {"peraturan", "keputusan"} else form_type
    )


@cache
def _openers() -> tuple[tuple[str, str], ...]:
    return tuple((key(word), kind) for word, kind in makers())


def _kind(words: str) -> str | None:
    """Return the class of a maker by its first words, or ``None`` where they are unknown."""
    if words.lower().startswith("dinas "):
        words = words[6:]
    folded = key(words[:40])
    found = next((kind for letters, kind in _openers() if folded.startswith(letters)), None)
    if found or _short_minister(words):
        return found or "minister"
    first = _WORD.search(words)
    word = key(first.group()) if first else ""
    return next(
        (
            kind
            for letters, kind in _openers()
            if len(letters) > 5 and distance(word, letters, 1) <= 1
        ),
        None,
    )


def _short_minister(words: str) -> str | None:
    """Return the full name of a minister written short ("Mendiknas")."""
    first = _WORD.search(words)
    word = first.group().lower() if first else ""
    listed: dict[str, str] = instruments()["suffixed"][0]["suffixes"]
    return listed.get(word[3:]) if word.startswith("men") else None


def _spelt_out(words: str) -> str:
    known = _short_minister(words)
    return known + words[len(words.split(maxsplit=1)[0]) :] if known else words


def _named(words: str) -> bool:
    first = _WORD.search(words)
    return first is not None and first.group()[0].isupper() and len(first.group()) > 1
