"""The forms and formulas of data/patterns hold what they say of themselves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from zikg.extract.citations import find
from zikg.extract.citations.chains import formula
from zikg.extract.citations.lexicon import instruments, ocr, relations
from zikg.iri import TYPES
from zikg.model import Citation, Source
from zikg.registry import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def registry() -> Registry:
    return open_registry()


def read(text: str) -> tuple[Citation, ...]:
    source = Source("contoh.txt", "0" * 64, text)
    return find(source, 0, len(text), section=None, item=None, first_index=0, registry=registry())


def entries() -> Iterator[dict[str, Any]]:
    for value in instruments().values():
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                yield entry


EXAMPLES = [example for entry in entries() for example in entry.get("examples", ())]
COUNTER = [text for entry in entries() for text in entry.get("not_examples", ())]


@pytest.mark.parametrize(("text", "kind", "number", "year"), EXAMPLES)
def test_an_example_of_a_form_is_read_as_it_says(
    text: str, kind: str, number: str, year: int
) -> None:
    assert [(one.type, one.number or "", one.year) for one in read(text)] == [(kind, number, year)]


@pytest.mark.parametrize("text", COUNTER)
def test_a_counter_example_holds_no_citation(text: str) -> None:
    assert read(text) == ()


def test_every_form_has_an_example() -> None:
    for table in ("fixed", "open", "suffixed", "abbreviation", "short", "coded"):
        for entry in instruments()[table]:
            assert entry["examples"], entry


def test_every_type_named_is_one_of_the_scheme() -> None:
    named = {entry["type"] for entry in entries() if "type" in entry}
    named |= {entry["minister"] for entry in entries() if "minister" in entry and "type" in entry}
    assert named | set(instruments()["marks"].values()) <= TYPES


@pytest.mark.parametrize(
    ("words", "wanted"),
    [(words, entry["id"]) for entry in relations()["relation"] for words in entry["examples"]],
)
def test_a_formula_claims_its_relation(words: str, wanted: str) -> None:
    found = formula(f", {words} ")
    assert found is not None
    assert found[0] == wanted
    assert f", {words} "[found[1] : found[2]] == words


@pytest.mark.parametrize(
    "words", [" dan ", ", ", " serta ", " jo. ", " tentang ", " menggantikan ", " di lingkungan "]
)
def test_other_words_claim_no_relation(words: str) -> None:
    assert formula(words) is None


@pytest.mark.parametrize(
    "words", ["sebagairoana telah diubah dengan", "sebagimana telan diubah dcngan"]
)
def test_a_formula_is_read_through_damage(words: str) -> None:
    found = formula(f" {words} ")
    assert found is not None
    assert found[0] == "amended"


def test_digits_of_scans_are_single_digits() -> None:
    for table in ocr()["digits"].values():
        assert all(len(key) == 1 and value.isdigit() for key, value in table.items())
