"""Cutting results, choosing forms, reading forms: the small parts, against what they stand for."""

from __future__ import annotations

from random import Random

import pytest
from pyoxigraph import QueryResultsFormat, Store

from zikg.serve.cutting import Capped, Enough
from zikg.serve.forms import read_form
from zikg.serve.media import GRAPHS, SOLUTIONS, choose
from zikg.serve.problem import Problem

FORMS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
NASTY = (
    *('"a"', '"x},{"', '"},{\\"y"', "1", "UNDEF", '"a,\\n\\"b"', "<http://x/>", '"{}"'),
    *('"},{}"', '""', '"</result>"', '"}},{\\\\"'),
)


def _written(rows: list[str], columns: int, form: QueryResultsFormat) -> bytes:
    names = " ".join(f"?v{number}" for number in range(columns))
    values = " ".join(f"({row})" for row in rows)
    found = Store().query(f"SELECT * {{ VALUES ({names}) {{ {values} }} }}")
    return found.serialize(format=form) or b""  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_a_cut_result_is_what_the_engine_writes_for_fewer_rows(form: str, seed: int) -> None:
    """Whatever stands in the cells and however it comes in pieces, rows are counted exactly."""
    rng = Random(f"{form}{seed}")
    for _ in range(150):
        rows, cap, piece = rng.randint(0, 12), rng.randint(1, 12), rng.choice([1, 3, 7, 50])
        columns = rng.choice([1, 2])
        drawn = [" ".join(rng.choice(NASTY) for _ in range(columns)) for _ in range(rows)]
        whole = _written(drawn, columns, FORMS[form])
        buffer = Capped(form, cap, 10**9)
        try:
            for begin in range(0, len(whole), piece):
                buffer.write(whole[begin : begin + piece])
            cut = buffer.over()
        except Enough:
            cut = True
        assert cut == (rows > cap)
        found = buffer.cut() if cut else (buffer.value(), rows)
        assert found == (_written(drawn[:cap], columns, FORMS[form]), min(rows, cap))


def test_a_result_is_cut_at_its_size_too() -> None:
    """Bytes are bounded as rows are, and what is cut is whole."""
    whole = _written(['"abcdefgh" 1'] * 100, 2, FORMS["csv"])
    buffer = Capped("csv", 10**6, 500)
    buffer.write(whole[:480])
    with pytest.raises(Enough):
        buffer.write(whole[480:960])
    body, rows = buffer.cut()
    assert body.count(b"\n") == rows + 1
    assert whole.startswith(body)


@pytest.mark.parametrize(
    ("accept", "key"),
    [
        ("", "json"),
        ("text/csv;q=0.9, application/sparql-results+xml", "xml"),
        ("text/*;q=0.3, application/json;q=0.2", "csv"),
        ("*/*;q=0.1, text/csv;q=0", "json"),
        ("image/png", None),
        ("text/csv;q=abc", None),
    ],
)
def test_a_form_is_chosen_as_http_says(accept: str, key: str | None) -> None:
    """RFC 9110: a name before a range, a quality of zero is a refusal."""
    found = choose(accept, SOLUTIONS)
    assert (found.key if found else None) == key
    assert choose("application/n-triples, */*;q=0.1", GRAPHS) is GRAPHS[1]


def test_a_form_with_files_is_read_as_browsers_send_it() -> None:
    """Bytes stay bytes, names lose their folders, an empty choice of file is none."""
    content = bytes(range(256)) * 3 + b"\r\n--x"
    body = (
        b'--b1\r\nContent-Disposition: form-data; name="as_of"\r\n\r\n2026-01-01\r\n'
        b'--b1\r\nContent-Disposition: form-data; name="naskah"; filename="C:\\dir\\a b.docx"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n"
        b'--b1\r\nContent-Disposition: form-data; name="lampiran"; filename=""\r\n\r\n\r\n--b1--\r\n'
    )
    fields, files = read_form('multipart/form-data; boundary="b1"', body)
    assert fields == (("as_of", "2026-01-01"),)
    [file] = files
    assert file.name.endswith("a b.docx")
    assert "\\" not in file.name
    assert (file.field, file.content) == ("naskah", content)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--b\r\n"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b\r\nno end"),
        ("text/plain", b"x"),
    ],
)
def test_a_broken_form_is_a_problem(kind: str, body: bytes) -> None:
    """It is told to the sender, never guessed."""
    with pytest.raises(Problem):
        read_form(kind, body)
