"""The three real decrees against the gold: what must be found is, what must not is not."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import pytest

from .driver import ROOT, SEEDS, Json, extracted, findings, holds, line, listing, loud, words

NAMES = {
    "000_119183f82d3378e9.txt": "kpu-kab-bintan-2025-12.txt",
    "002_771b86bdb09c7786.txt": "kpu-kab-serang-2025-995.txt",
    "004_89a996295b33fe4a.txt": "kpu-kota-cilegon-2025-11.txt",
}
LISTED = {
    *("ZI101", "ZI102", "ZI103", "ZI104", "ZI106", "ZI107", "ZI108", "ZI112", "ZI113"),
    *("ZI201", "ZI202", "ZI203", "ZI204", "ZI205", "ZI206", "ZI207", "ZI209", "ZI210"),
    *("ZI211", "ZI212", "ZI215", "ZI221", "ZI222", "ZI301", "ZI302", "ZI304", "ZI305", "ZI310"),
}
SIGNED = {
    "kpu-kab-bintan-2025-12.txt": date(2025, 2, 7),
    "kpu-kab-serang-2025-995.txt": date(2025, 1, 6),
    "kpu-kota-cilegon-2025-11.txt": date(2025, 11, 15),
}
AS_OF = ("2025-03-01", "2025-12-31", "2026-11-21")
ABSENT = {"ZI202", "ZI221"}
"""Rules about something absent: they stand at a heading, not at the words of the gold."""


Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Expected:
    """One row of the gold."""

    id: str
    decree: str
    code: str
    subject: str
    expect: str
    where: str
    quote: str
    why: str

    @property
    def key(self) -> Key:
        """What tells one row from another: some share an id."""
        return self.id, self.code, self.subject

    @property
    def fragments(self) -> list[str]:
        """The quoted places."""
        return [part for part in self.quote.split("[...]") if words(part) and part != "(absence)"]

    @property
    def places(self) -> set[tuple[str, str | None]]:
        """Where the row may be answered; empty where the gold names no single place."""
        found: set[tuple[str, str | None]] = set()
        for section, letter in re.findall(r"\b(Menimbang|Memperhatikan) ([a-z])\b", self.where):
            found.add((section.lower(), letter))
        for numbers in re.findall(r"\bMengingat ([\d, and-]+)", self.where):
            for first, last in re.findall(r"(\d+)(?:-(\d+))?", numbers):
                for number in range(int(first), int(last or first) + 1):
                    found.add(("mengingat", str(number)))
        if self.where.startswith("annex"):
            found |= {("lampiran", row) for row in re.findall(r"\b[IVX]+\.\d+\b", self.where)}
            found |= {("lampiran", area) for area in re.findall(r"area ([IVX]+)\b", self.where)}
        return found


def gold() -> list[Expected]:
    with (ROOT / "data" / "gold" / "expected-findings.csv").open(encoding="utf-8") as file:
        return [
            Expected(
                row["id"],
                NAMES[row["decree"]],
                row["code"],
                row["subject"],
                row["expect"],
                row["where"],
                row["quote"],
                row["why"],
            )
            for row in csv.DictReader(file)
        ]


GOLD = gold()
DECREES = sorted(NAMES.values())


def around(finding: Json, text: str) -> str:
    """Return the words that a finding stands in: its quote, its span, and its line."""
    start = text.rfind("\n", 0, finding["start"]) + 1
    end = text.find("\n", finding["end"])
    return text[start : len(text) if end < 0 else end] + " \n " + str(finding["quote"])


def wide(finding: Json, text: str) -> str:
    """Return the neighbourhood of a finding: for rows of the gold that quote more than its words."""
    return text[max(0, finding["start"] - 1200) : finding["end"] + 1200]


def answers(finding: Json, row: Expected, text: str) -> bool:
    """Whether a finding answers a row: code, subject, place, and the right words."""
    if finding["code"] != row.code or (row.subject and finding["subject"] != row.subject):
        return False
    if row.code in ABSENT:
        return True
    if row.places and (finding["section"], finding["item"]) not in row.places:
        return False
    quoted = any(holds(wide(finding, text), fragment) for fragment in row.fragments)
    touched = any(shares(finding["quote"], fragment) for fragment in row.fragments)
    return (touched and quoted) or not row.fragments


def shares(quote: str, fragment: str) -> bool:
    """Whether a quote and the gold have a run of eight words in common, or all of the shorter."""
    said, wanted = words(quote), words(fragment)
    run = min(8, len(said), len(wanted))
    runs = {tuple(wanted[i : i + run]) for i in range(len(wanted) - run + 1)}
    return run > 0 and any(tuple(said[i : i + run]) in runs for i in range(len(said) - run + 1))


def matched(rows: list[Expected], found: list[Json], text: str) -> dict[Key, Json]:
    """Give each row a finding of its own, as many rows as can be (augmenting paths)."""
    fits = {
        row.key: [i for i, finding in enumerate(found) if answers(finding, row, text)]
        for row in rows
    }
    taken: dict[int, Key] = {}

    def place(row: Key, seen: set[int]) -> bool:
        for candidate in sorted(fits[row], key=lambda i: not _near(row, rows, found[i], text)):
            if candidate in seen:
                continue
            seen.add(candidate)
            if candidate not in taken or place(taken[candidate], seen):
                taken[candidate] = row
                return True
        return False

    for row in fits:
        place(row, set())
    return {row: found[candidate] for candidate, row in taken.items()}


def _near(key: Key, rows: list[Expected], finding: Json, text: str) -> bool:
    row = next(row for row in rows if row.key == key)
    return any(holds(around(finding, text), fragment) for fragment in row.fragments)


@pytest.mark.parametrize("as_of", AS_OF)
@pytest.mark.parametrize("name", DECREES)
def test_what_must_be_found_is_found(name: str, as_of: str) -> None:
    """Every ``must`` row of a listed code is answered by a finding of its own, at every date."""
    if date.fromisoformat(as_of) < SIGNED[name]:
        as_of = SIGNED[name].isoformat()
    text = extracted(SEEDS / name)["text"]
    found = loud(findings(SEEDS / name, as_of))
    rows = [
        row
        for row in GOLD
        if row.decree == name and row.code in LISTED and row.expect in ("must", "should")
    ]
    answered = matched(sorted(rows, key=lambda row: row.expect != "must"), found, text)
    missing = [
        f"  {row.id} {row.code} {row.subject} di {row.where}: {row.quote}"
        for row in rows
        if row.expect == "must" and row.key not in answered
    ]

    assert not missing, "\n".join(["tidak ditemukan:", *missing, "ditemukan:", listing(found)])


@pytest.mark.parametrize("name", DECREES)
def test_each_place_named_by_the_gold_has_its_own_finding(name: str) -> None:
    """Two plan rows of one gold row (ZI108), Mengingat and Menimbang (ZI201): both are found."""
    found = findings(SEEDS / name, "2026-11-21")
    got = {(f["code"], f["section"], f["item"]) for f in found if f["severity"] == "error"}
    wanted = {
        (row.code, *place)
        for row in GOLD
        if row.decree == name and row.code in {"ZI108", "ZI201"} and row.expect == "must"
        for place in row.places
    }

    assert wanted <= got


@pytest.mark.parametrize("as_of", AS_OF)
@pytest.mark.parametrize("name", DECREES)
def test_what_must_not_be_raised_is_not(name: str, as_of: str) -> None:
    """No ``must-not`` row is raised as error or warning."""
    found = loud(findings(SEEDS / name, as_of))
    raised = [
        f"  {row.id} ({row.why}): {line(finding)}"
        for row in GOLD
        if row.decree == name and row.expect == "must-not"
        for finding in found
        if finding["code"] == row.code and row.subject in ("", finding["subject"])
    ]

    assert not raised, "\n".join(raised)


@pytest.mark.parametrize("as_of", AS_OF)
@pytest.mark.parametrize("name", DECREES)
def test_there_is_no_other_error(name: str, as_of: str) -> None:
    """Every error answers a row of the gold that is to be found."""
    rows = [row for row in GOLD if row.decree == name and row.expect in ("must", "should")]
    text = extracted(SEEDS / name)["text"]
    other = [
        finding
        for finding in findings(SEEDS / name, as_of)
        if finding["severity"] == "error" and not any(answers(finding, row, text) for row in rows)
    ]

    assert not other, listing(other)


@pytest.mark.parametrize(
    "row",
    [row for row in GOLD if row.expect == "info-later-only"],
    ids=lambda row: f"{row.id}-{row.subject.replace('/', '-')}",
)
def test_what_became_stale_is_said_from_its_date_on(row: Expected) -> None:
    """ZI215 is absent the day before, present as info on the day, and names the date."""
    given = re.match(r"from (\d{4}-\d\d-\d\d)", row.why)
    assert given, row.why
    day = date.fromisoformat(given[1])

    def stale(as_of: date) -> list[Json]:
        return [
            finding
            for finding in findings(SEEDS / row.decree, as_of.isoformat())
            if finding["code"] == "ZI215" and finding["subject"] == row.subject
        ]

    assert stale(day - timedelta(days=1)) == []
    (found,) = stale(day)
    assert found["severity"] == "info"
    assert found["since"] == day.isoformat()
    assert ("mengingat", found["item"]) in row.places


@pytest.mark.parametrize("name", DECREES)
def test_stale_is_only_what_changed_after_signing(name: str) -> None:
    """A date on or before signing gives no ZI215; every one lies after signing and by the date."""
    signed = SIGNED[name]
    assert not [f for f in findings(SEEDS / name, signed.isoformat()) if f["code"] == "ZI215"]
    assert not [f for f in findings(SEEDS / name, "2024-06-01") if f["code"] == "ZI215"]

    for finding in findings(SEEDS / name, "2026-11-21"):
        if finding["code"] == "ZI215":
            assert finding["severity"] == "info", line(finding)
            assert signed.isoformat() < finding["since"] <= "2026-11-21", line(finding)


@pytest.mark.parametrize("name", DECREES)
def test_the_date_asked_changes_only_what_is_stale(name: str) -> None:
    """For an issued decree ``--as-of`` changes nothing but ZI215."""

    def rest(as_of: str) -> list[tuple[str, str, str, str]]:
        return sorted(
            (f["code"], f["severity"], str(f["subject"]), f"{f['section']}/{f['item']}")
            for f in findings(SEEDS / name, as_of)
            if f["code"] != "ZI215"
        )

    assert rest("2024-06-01") == rest("2025-12-31") == rest("2026-11-21")
