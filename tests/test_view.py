"""Views: a stretch of a text reads as it does by itself, wherever it is cut."""

from __future__ import annotations

import itertools

import pytest

from zikg.extract.view import view

TEXTS = (
    "Menimbang : a. bahwa Undang-\nUndang Nomor 5\n    Tahun 2014 pem-\nbangunan;\n\nb.\tdua | tiga\n",
    "- Mengingat** : 1. *satu*\n---\n- 2 -\n# Bab __I__ a*b*c\n> kutip\u00ad an\u200b\n * butir\n",
    "<table><tr><td>No</td><td>Area</td></tr>\n<tr><td>1</td></tr></table>\n|a|b|\n|---|---|\n|1|2|",
    "satu  dua\r\n\xa0tiga\u2003empat -\nlima-\n  Enam - \n-7-\n 8 | | 9 \t\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_stretch_reads_as_it_does_by_itself(text: str) -> None:
    places = range(len(text) + 1)
    for start, end in itertools.combinations_with_replacement(places, 2):
        seen, alone = view(text, start, end), view(text[start:end], 0, end - start)
        assert seen.text == alone.text
        assert list(seen.offsets) == [start + offset for offset in alone.offsets]


def test_an_end_behind_the_text_is_its_end() -> None:
    text = "Ditetapkan di Bintan"
    assert view(text, 11, 900) == view(text, 11, len(text))
