"""From the rows of the CSV files to the values of the model: defaults, ordinals, groups.

What a row leaves open is filled here and nowhere else: the interval of a date that is not known,
the place of an amendment in its row, the group of a Perppu and the law that establishes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, cast

from zikg.errors import IdentityError, RegistryError
from zikg.iri import change_id, number_slug, parse_id
from zikg.model import Change, ChangeKind, Component, Confidence, Interval, Regulation, Replacement
from zikg.registry.ordinals import amending
from zikg.registry.tables import gazette, interval, items

Row = Mapping[str, str]
_KINDS: Final = frozenset({"amends", "revokes", "partly_revokes", "adopts"})
_CONFIDENCES: Final = frozenset({"high", "medium", "low"})
_NUMBERED: Final = re.compile(
    r"\b(?:nomor|no\.?)\s*:?\s*(?P<number>[^\s,;]+)(?:\s+(?P<prp>prp)\.?)?"
    r"(?:\s+tahun\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)


def regulation(row: Row) -> Regulation:
    """Return the regulation of one row of ``regulations.csv``.

    Raises:
        RegistryError: the id does not fit the row, or a cell has an impossible value.
    """
    id_ = row["id"]
    try:
        pieces = parse_id(id_)
    except IdentityError as error:
        raise RegistryError(error.message, error.english) from error
    if (pieces.type, pieces.issuer, str(pieces.year)) != (row["type"], row["issuer"], row["year"]):
        raise _broken(id_, "type, issuer, year")
    year = pieces.year
    enacted, promulgated = interval(row["enacted"]), interval(row["promulgated"])
    exists = _exists(enacted, promulgated, year)
    return Regulation(
        id=id_,
        type=pieces.type,
        issuer=pieces.issuer,
        number=row["number"],
        year=year,
        title=row["title"] or None,
        exists=exists,
        effective=interval(row["effective"]) or _onward(promulgated or exists),
        status_known=row["status"] != "unknown",
        confidence=_confidence(row, id_),
        source=row["source"],
        variants=items(row["variants"]),
        gazettes=tuple(gazette(item) for item in items(row["gazette"])),
        enacted=enacted,
        promulgated=promulgated,
        note=row["note"],
        passed_by=row["passed_by"],
    )


def _exists(enacted: Interval | None, promulgated: Interval | None, year: int) -> Interval:
    """When it was made: enacted on a known day, else in its year and not after promulgation."""
    whole = Interval(date(year, 1, 1), date(year, 12, 31))
    made = enacted or whole
    if made.exact or promulgated is None or promulgated.latest < made.earliest:
        return made
    return Interval(made.earliest, min(made.latest, promulgated.latest))


def _onward(first: Interval) -> Interval:
    """An open interval: from a date on, to the end of that year."""
    return Interval(first.earliest, date(first.latest.year, 12, 31))


def changes(rows: Iterable[Row], regulations: Mapping[str, Regulation]) -> list[Change]:
    """Return all changes of ``changes.csv`` with date, ordinal and group filled in.

    Args:
        rows: the rows of the file.
        regulations: what the registry holds, by id; both ends of a change must be in it.

    Raises:
        RegistryError: an end is not held, or a kind or confidence is unknown.
    """
    seen: Counter[str] = Counter()
    found: list[Change] = []
    for row in rows:
        act, target = regulations.get(row["act"]), regulations.get(row["target"])
        if act is None or target is None or row["kind"] not in _KINDS:
            raise _broken(f"{row['act']} {row['kind']} {row['target']}", "act, kind, target")
        id_ = change_id(act.id, row["kind"], target.id)
        seen[id_] += 1
        # Two provisions of one act may hit one target at different dates.
        unique = id_ if seen[id_] == 1 else f"{id_}--{seen[id_]}"
        found.append(
            Change(
                id=unique,
                kind=cast("ChangeKind", row["kind"]),
                act=act.id,
                target=target.id,
                # Its own date, else the act's: known, or open from promulgation or its year on.
                effective=interval(row["effective"]) or act.effective,
                confidence=_confidence(row, unique),
                source=row["source"],
                provision=row["provision"],
                scope=row["scope"],
                disputed=row["disputed"] == "yes",
                ordinal=_ordinal(act, target) if row["kind"] == "amends" else None,
                note=row["note"],
            )
        )
    return _grouped(found)


def _ordinal(act: Regulation, target: Regulation) -> int | None:
    """The place that the act's title claims, if what it says it amends is this target."""
    claim = amending(act.title or "")
    if claim is None:
        return None
    named = _NUMBERED.search(claim[1])
    if named is None:
        return None
    number = number_slug(target.type, target.issuer, named["number"].strip(".()"))
    year = named["year"] or (re.findall(r"\d{4}$", named["number"]) or [""])[0]
    same = number == parse_id(target.id).number and year == str(target.year)
    return claim[0] if same else None


def _grouped(found: list[Change]) -> list[Change]:
    """Mark a Perppu's amendment and that of the law establishing it as one."""
    adopted = {change.act: change.target for change in found if change.kind == "adopts"}
    acts = {change.act for change in found if change.kind == "amends"}
    perppus = {perppu for law, perppu in adopted.items() if perppu in acts}
    return [
        replace(change, group=adopted.get(change.act, change.act))
        if change.kind == "amends" and adopted.get(change.act, change.act) in perppus
        else change
        for change in found
    ]


def replacement(row: Row) -> Replacement:
    """Return the replacement of one row of ``replacements.csv``."""
    return Replacement(
        row["target"],
        row["by"],
        _confidence(row, row["target"]),
        f"{row['source']} ({row['note']})",
    )


def component(row: Row) -> Component:
    """Return the component of one row of ``components.csv``."""
    return Component(
        id=row["id"],
        regime=row["regime"],
        area=row["area"],
        sub=row["sub"],
        name=row["name"],
        aspect=row["aspect"],
        weight=float(row["weight"]) if row["weight"] else None,
        mandatory=row["mandatory"] == "yes",
        aliases=items(row["aliases"]),
        confidence=_confidence(row, row["id"]),
        source=row["source"],
    )


def _confidence(row: Row, what: str) -> Confidence:
    if row["confidence"] not in _CONFIDENCES:
        raise _broken(what, "confidence")
    return cast("Confidence", row["confidence"])


def _broken(what: str, columns: str) -> RegistryError:
    return RegistryError(
        f"Data registri salah pada {what}: periksa kolom {columns}.",
        f"The registry data are wrong at {what}: see columns {columns}.",
    )
