"""The national registry in our terms: each row with its dates, its certainty and its sources.

``data/national/`` holds the tables as they came; nothing is added here but the reading of them.
``docs/registry.md`` tells what each certainty rests on.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from zikg.iri import parse_id
from zikg.registry import facts
from zikg.registry.national_ids import Identities, identities, number, series
from zikg.registry.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zikg.model import Change, Confidence, Regulation

_TAG: Final = re.compile(r"(?P<tag>[^*]+)(?:\*(?P<times>\d+))?")
_SLASHED: Final = re.compile(r"\b([A-Z][A-Za-z]*/)([a-z])(?!tau\b)")
_KINDS: Final = {
    "mengubah": "amends",
    "mengubah_sebagian": "amends",
    "mencabut": "revokes",
    "mencabut_sebagian": "partly_revokes",
    "menetapkan": "adopts",
}
_DELAY: Final = 3
"""Years after its own year within which a law is believed to take effect."""
_ORDER: Final[tuple[Confidence, ...]] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class National:
    """The national registry as read, and what could not be taken as it stands."""

    regulations: Mapping[str, Regulation]
    changes: tuple[Change, ...]
    identities: Identities
    refused_dates: tuple[tuple[str, str, str], ...]
    """Raw id, column, date: no day of the calendar, or of another year than the regulation."""


def read_national() -> National:
    """Return all regulations and changes of the national registry.

    Raises:
        RegistryError: a table is missing, or holds what `data/national/types.csv` does not know.
    """
    found = list(rows("data/national/regulations.csv.gz"))
    promulgated = {
        row["id"]: row["date_promulgated"]
        for row in rows("data/national/promulgation_dates.csv.gz")
    }
    ids = identities(found)
    gone = {raw for raw, _ in ids.merged}
    refused: list[tuple[str, str, str]] = []
    regulations = {}
    guessed: set[str] = set()
    for row in found:
        id_ = ids.of[row["id"]]
        if _unsure_issuer(row):
            guessed.add(id_)
        if row["id"] not in gone:
            regulations[id_] = _regulation(row, id_, promulgated.get(row["id"], ""), refused)
    changes = facts.changes(_changes(ids, regulations, guessed), regulations)
    return National(regulations, tuple(changes), ids, tuple(refused))


@cache
def _sources() -> dict[str, dict[str, str]]:
    return {row["tag"]: row for row in rows("data/national/sources.csv")}


def _tags(row: Mapping[str, str]) -> list[dict[str, str]]:
    return [_sources()[tag.partition(":")[0]] for tag in row["source"].split("+")]


def _unsure_issuer(row: Mapping[str, str]) -> bool:
    """Whether only a guess says who issued it; of the acts of the state there is no doubt."""
    issuer = series(row).issuer
    return issuer != "ri" and (not issuer or any(t["inferred"] == "cited" for t in _tags(row)))


def _regulation(
    row: Mapping[str, str], id_: str, promulgated: str, refused: list[tuple[str, str, str]]
) -> Regulation:
    kind, year = parse_id(id_), int(row["year"])
    dates = {}
    for column, day, last in (
        ("date_enacted", row["date_enacted"], year),
        ("date_effective", row["date_effective"], year + _DELAY),
        ("date_promulgated", promulgated, year + 1),
    ):
        if day and not _within(day, year, last):
            refused.append((row["id"], column, day))
        else:
            dates[column] = day
    if "" < dates.get("date_promulgated", "") < dates.get("date_enacted", ""):
        # The text is nearer to the fact than the listing.
        refused.append((row["id"], "date_promulgated", dates.pop("date_promulgated")))
    made = facts.regulation(
        {
            "id": id_,
            "type": kind.type,
            "issuer": kind.issuer,
            "number": number(row),
            "year": str(kind.year),
            "title": _title(row["title"]),
            "variants": "",
            "passed_by": "",
            "gazette": row["gazette"].replace(", ", " | "),
            "enacted": dates.get("date_enacted", ""),
            "promulgated": dates.get("date_promulgated", ""),
            "effective": dates.get("date_effective") or _delayed(kind.type, year, dates),
            # An empty status says that no change is known, not that none was made.
            "status": "unknown",
            "confidence": _certainty(row),
            "source": " | ".join(dict.fromkeys(tag["label"] for tag in _tags(row))),
            "note": f"data/national: {row['id']} [{row['source']}]",
        }
    )
    return made if series(row).known else replace(made, issuer=None)


def _delayed(type_: str, year: int, dates: Mapping[str, str]) -> str:
    """When a law takes effect whose text gave no day: often years after it was promulgated."""
    if type_ != "uu":
        return ""
    first = dates.get("date_promulgated") or dates.get("date_enacted") or f"{year}-01-01"
    return f"{first}/{year + _DELAY}-12-31"


def _within(day: str, first: int, last: int) -> bool:
    """Whether a day exists and lies in these years."""
    try:
        return first <= date.fromisoformat(day).year <= last
    except ValueError:
        return False


def _title(raw: str) -> str:
    """Return a title with the capitals back that its listing lost behind a slash.

    Example:
        >>> _title("Pengadaan Barang/jasa dan/atau Pekerjaan")
        'Pengadaan Barang/Jasa dan/atau Pekerjaan'
    """
    return _SLASHED.sub(lambda match: match[1] + match[2].upper(), " ".join(raw.split()))


def _certainty(row: Mapping[str, str]) -> Confidence:
    """Medium where two kinds of source hold it and nothing of it was inferred, else low."""
    tags = _tags(row)
    families = {tag["family"] for tag in tags if tag["family"]}
    sure = len(families) > 1 and all(tag["inferred"] == "no" for tag in tags)
    return "medium" if sure and not series(row).low else "low"


@cache
def _evidence() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows("data/national/evidence.csv"):
        found.setdefault((row["relation"], row["tag"]), []).append(row)
    return found


def _changes(
    ids: Identities, regulations: Mapping[str, Regulation], guessed: set[str]
) -> Iterator[dict[str, str]]:
    seen: Counter[tuple[str, str, str]] = Counter()
    found = list(rows("data/national/relations.csv.gz"))
    amended: dict[str, int] = {}
    for row in found:
        if _KINDS[row["relation"]] == "amends":
            hit, year = ids.of[row["object_id"]], regulations[ids.of[row["subject_id"]]].year
            amended[hit] = max(year, amended.get(hit, 0))
    for row in found:
        act, target = regulations[ids.of[row["subject_id"]]], regulations[ids.of[row["object_id"]]]
        kind = _KINDS[row["relation"]]
        seen[act.id, kind, target.id] += 1
        if act.id == target.id or seen[act.id, kind, target.id] > 1:
            continue
        certainty, labels = evidence(row)
        backwards = act.year < target.year
        # What is amended in later years was hardly revoked: one of the two is wrong.
        doubtful = kind == "revokes" and amended.get(target.id, 0) > act.year
        if backwards or doubtful or act.id in guessed or target.id in guessed:
            certainty = "low"
        partly = " (mengubah sebagian)" if row["relation"] == "mengubah_sebagian" else ""
        yield {
            "act": act.id,
            "target": target.id,
            "kind": kind,
            "effective": "",
            "provision": "",
            "scope": "",
            "disputed": "",
            "confidence": certainty,
            "source": " | ".join(labels),
            "note": f"data/national: {row['subject_id']} {row['relation']} {row['object_id']} "
            f"[{row['source']}]{partly}",
        }


def evidence(row: Mapping[str, str]) -> tuple[Confidence, tuple[str, ...]]:
    """Return how certain a relation is by what it was read from, and the words for that.

    Args:
        row: a row of the national relations.

    Example:
        >>> evidence({"relation": "mengubah", "source": "dp:chain"})[0]
        'low'
        >>> evidence({"relation": "mengubah", "source": "dp:chain*3+title"})[0]
        'medium'
    """
    best, labels = 0, list[str]()
    for piece in row["source"].split("+"):
        match = _TAG.fullmatch(piece)
        assert match is not None
        tag = "page" if match["tag"].startswith("page") else match["tag"]
        times = int(match["times"] or 1)
        for known in _evidence().get((row["relation"], tag), ()):
            if times >= int(known["times"]):
                best = max(best, _ORDER.index(cast("Confidence", known["confidence"])))
        label = next((known["label"] for known in _evidence().get((row["relation"], tag), ())), tag)
        labels.append(label + (f" ({match['tag']})" if tag == "page" else ""))
    return _ORDER[best], tuple(dict.fromkeys(labels))
