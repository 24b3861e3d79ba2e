"""What counts as a place left open: the examples and counter-examples of the pattern file."""

from __future__ import annotations

import pytest

from zikg.extract.wordlists import wordlist
from zikg.graph.blanks import open_places
from zikg.model import Span

DATA = wordlist("blanks")


def read(text: str) -> list[str]:
    return [text[s.start : s.end] for s in open_places(text, Span(0, len(text)))]


@pytest.mark.parametrize("example", DATA["example"], ids=lambda example: example["text"][:40])
def test_an_example_is_read(example: dict[str, object]) -> None:
    assert read(str(example["text"])) == example["blanks"]


@pytest.mark.parametrize("counter", DATA["counter"], ids=lambda counter: counter["why"])
def test_a_counter_example_is_left_alone(counter: dict[str, str]) -> None:
    assert read(counter["text"]) == []
