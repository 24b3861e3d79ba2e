"""The gold set: its form, its lock, and facts that can be checked without an extraction."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from zikg import resources
from zikg.bench import extraction_gold
from zikg.bench.extraction_gold import Passage, load, locked
from zikg.errors import ZikgError
from zikg.iri import instrument_id
from zikg.registry import open_registry

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = resources.path("data/gold")
RECORDS = [
    (split, json.loads(line))
    for split in ("dev", "test")
    for line in (FOLDER / f"{split}.jsonl").read_text("utf-8").splitlines()
]
PASSAGES = load("all")


def named(passage: Passage) -> str:
    return passage.id


def test_every_record_fits_the_schema() -> None:
    schema = json.loads((FOLDER / "schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert [
        (record["id"], error.message)
        for _, record in RECORDS
        for error in check.iter_errors(record)
    ] == []


def test_the_schema_refuses_a_record_without_era_and_one_with_two_texts() -> None:
    check = jsonschema.Draft202012Validator(json.loads((FOLDER / "schema.json").read_text("utf-8")))
    record = next(record for _, record in RECORDS if record["text"])
    file = {"path": "data/x.txt", "sha256": "0" * 64}
    assert check.is_valid(record)
    assert not check.is_valid({key: value for key, value in record.items() if key != "era"})
    assert not check.is_valid(record | {"file": file})


def test_ids_are_unique() -> None:
    assert [id_ for id_, count in Counter(r["id"] for _, r in RECORDS).items() if count > 1] == []


@pytest.mark.parametrize(("split", "record"), RECORDS, ids=[r["id"] for _, r in RECORDS])
def test_every_span_holds_its_quote(split: str, record: dict[str, Any]) -> None:
    [passage] = [one for one in PASSAGES if one.id == record["id"]]
    assert passage.split == split
    for mention in record["mentions"]:
        words = passage.text[mention["start"] : mention["end"]]
        assert words == mention["quote"]
        assert words == words.strip()


@pytest.mark.parametrize("passage", PASSAGES, ids=named)
def test_mentions_stand_in_order_and_within_each_other_or_apart(passage: Passage) -> None:
    marks = passage.marks
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    for place, one in enumerate(marks):
        around = [at for at in range(place) if marks[at].start <= one.start < marks[at].end]
        if one.role == "title":
            assert one.of == around[-1]
            assert one.end <= marks[around[-1]].end
        else:
            assert around == []
        assert (one.of is None) == (one.role == "base")
        if one.role == "amending":
            assert one.of is not None
            assert marks[one.of].role == "base"
        assert one.relation is None or one.role == "amending"


@pytest.mark.parametrize("passage", [one for one in PASSAGES if not one.decree], ids=named)
def test_gazettes_are_those_of_the_registry(passage: Passage) -> None:
    registry = open_registry()
    for mark in passage.marks:
        if mark.judged and mark.gazettes and mark.number:
            held = registry.get(instrument_id(mark.type, mark.issuer, mark.number, mark.year))
            if held and held.gazettes:
                known = {one.kind: (one.kind, one.year, one.number) for one in held.gazettes}
                for gazette in mark.gazettes:
                    assert known.get(gazette[0], gazette) == gazette, mark


def test_a_third_and_every_style_and_a_seed_are_locked() -> None:
    test = [one for one in PASSAGES if one.split == "test"]
    assert len(test) * 3 >= len(PASSAGES)
    assert {one.style for one in test} == {one.style for one in PASSAGES}
    assert {one.era for one in test} == {"modern", "old", "ocr"}
    for split in ("dev", "test"):
        assert any(r["file"] for part, r in RECORDS if part == split)
    written = [one for _, one in RECORDS if one["text"] is not None]
    assert len(written) >= 48


def test_there_are_texts_without_a_mention_in_both_parts() -> None:
    assert {one.split for one in PASSAGES if not one.marks} == {"dev", "test"}


def test_the_locked_part_is_what_it_was() -> None:
    said, name = (FOLDER / "test.sha256").read_text("utf-8").split()
    assert name == "test.jsonl"
    assert hashlib.sha256((FOLDER / "test.jsonl").read_bytes()).hexdigest() == said
    assert locked()


def test_a_changed_test_part_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data/gold"
    folder.mkdir(parents=True)
    for name in ("dev.jsonl", "test.jsonl", "test.sha256"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    with (folder / "test.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    assert not locked()
    with pytest.raises(ZikgError, match="terkunci"):
        load("test")


def test_a_changed_decree_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    record = next(record for _, record in RECORDS if record["file"])
    (tmp_path / "other.txt").write_text("lain", "utf-8")
    monkeypatch.setattr(resources, "path", lambda _name: tmp_path / "other.txt")
    with pytest.raises(ZikgError, match="bukan lagi"):
        extraction_gold._text(record)
