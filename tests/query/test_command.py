"""``zikg query`` and ``zikg impact`` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from zikg.cli import main
from zikg.errors import QueryError
from zikg.query import ask, bundled
from zikg.query.tokens import safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("ZIKG_STORE", raising=False)
    monkeypatch.setenv("ZIKG_TODAY", "2026-11-21")


def call(*arguments: str, stdin: str | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, list(arguments), input=stdin)


def test_without_a_name_it_lists_the_library() -> None:
    """Names and what they answer, in the language asked for."""
    assert "no-plan" in call("query").stdout
    assert "Offices that have issued no plan" in call("query", "--lang", "en").stdout


def test_help_behind_a_name_tells_of_that_query() -> None:
    """Parameters, columns and an example that runs."""
    said = call("query", "who-cites", "--help").stdout
    assert "regulation (wajib)" in said
    assert "zikg query who-cites -p regulation=uu/ri/2014/5" in said
    assert "--format" in call("query", "--help").stdout


def test_with_no_store_the_bundled_decrees_answer() -> None:
    """A newcomer sees something real, and is told so."""
    result = call("query", "who-cites", "-p", "regulation=UU 5/2014")
    assert result.exit_code == 0
    assert "kpu-kab-bintan" in result.stdout
    assert "bawaan" in result.stderr


def test_data_has_full_iris_and_tables_short_ids() -> None:
    """CSV and JSON carry IRIs and codes, tables what people read."""
    name = ("query", "who-cites", "-p", "regulation=uu/ri/2014/5", "--format")
    found = list(csv.DictReader(io.StringIO(call(*name, "csv").stdout)))
    assert {row["satker"] for row in found} == {
        "https://w3id.org/zikg/org/kpu-kab-bintan",
        "https://w3id.org/zikg/org/kpu-kab-serang",
    }
    assert {row["standing"] for row in found} == {"revoked"}
    told = json.loads(call(*name, "json").stdout)
    assert told["truncated"] is False
    assert len(told["rows"]) == 2
    assert "| dicabut |" in call(*name, "md").stdout
    assert "https://" not in call(*name, "table").stdout


def test_a_limit_is_said() -> None:
    """Rows beyond the limit are left out, and the answer says so."""
    result = call("query", "satkers", "--limit", "3", "--format", "json")
    told = json.loads(result.stdout)
    assert (len(told["rows"]), told["truncated"]) == (3, True)
    assert "3 baris pertama" in result.stderr


def test_nothing_found_is_said_and_is_no_failure() -> None:
    """An empty answer is an answer."""
    result = call("query", "who-cites", "-p", "regulation=uu/ri/1999/99")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "tidak ada" in result.stderr


def test_own_queries_of_every_form(tmp_path: Path) -> None:
    """From -e, a file or stdin; ASK, CONSTRUCT and DESCRIBE too."""
    assert call("query", "-e", "ASK { ?d a zikg:Decree }").stdout == "ya\n"
    turtle = call("query", "-", "--format", "ttl", stdin="DESCRIBE <https://w3id.org/zikg/org/kpu>")
    assert "zikg:KpuOffice" in turtle.stdout
    file = tmp_path / "mine.rq"
    file.write_text("SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a zikg:Decree }")
    assert call("query", str(file), "--format", "csv").stdout.split() == ["n", "3"]
    assert call("query", "-e", "ASK {}", "--format", "ttl").exit_code == 2


def test_cells_that_begin_like_formulas_are_neutral(tmp_path: Path) -> None:
    """In CSV and XLSX a text that begins with = + - @ is shown, never run; a number is a number."""
    own = "SELECT ('=1+1' AS ?a) ('-x' AS ?b) (-1 AS ?c) {}"
    assert call("query", "-e", own, "--format", "csv").stdout.splitlines()[1] == "'=1+1,'-x,-1"
    target = tmp_path / "a.xlsx"
    assert call("query", "-e", own, "--format", "xlsx", "-o", str(target)).exit_code == 0
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "'=1+1" in sheet
    assert "<f>" not in sheet
    assert "<v>-1</v>" in sheet


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "nopan"), "no-plan"),
        (("query", "no-plan"), "year=2025"),
        (("query", "no-plan", "-p", "year"), "nama=nilai"),
        (("query", "no-plan", "-p", "year=abc"), "'abc'"),
        (("query", "-e", "SELECT * {"), "SPARQL"),
        (("query", "tidak/ada.rq"), "tidak dapat dibaca"),
        (("impact", "sesuatu"), "bukan nama peraturan"),
        (("query", "satkers", "--store", "/nowhere/at/all"), "zikg ingest"),
    ],
)
def test_a_wrong_call_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2, what is wrong, no traceback."""
    result = call(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s <a:b#c> 'x' . SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s a:b\\#c ?o . SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2) SERVICE<http://a/>{ ?s ?p ?o } FILTER(2>1) }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX a: <b:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://a/>",
        "CLEAR ALL",
        "",
    ],
)
def test_what_writes_or_leaves_the_machine_is_refused(text: str) -> None:
    """However it is written."""
    with pytest.raises(QueryError):
        safe(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service <a:service> 'SERVICE' } # SERVICE",
        'ASK { ?s ?p """a "quoted" SERVICE""" }',
        "PREFIX insert: <a:> SELECT * { ?s insert:delete ?load }",
    ],
)
def test_a_word_in_a_string_or_a_name_is_no_call(text: str) -> None:
    """Nothing is refused for a name that it carries."""
    assert safe(text).form in {"SELECT", "ASK"}


@pytest.fixture
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """A server that notes who connects."""
    server = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                peer, _ = server.accept()
            except OSError:
                return
            heard.append(peer.recv(100))
            peer.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", heard
    server.close()


def test_no_query_opens_a_connection(listening: tuple[str, list[bytes]]) -> None:
    """FROM and FROM NAMED of a graph that is not here are empty: a listening server hears nothing."""
    address, heard = listening
    for text in (
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
        f"DESCRIBE <{address}>",
    ):
        assert list(ask(text, bundled()).rows) == []
    with pytest.raises(QueryError):
        ask(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", bundled())
    assert heard == []


def test_impact_in_every_form(tmp_path: Path) -> None:
    """Table, CSV, JSON and a workbook with three sheets."""
    name = ("impact", "UU 5/2014", "--format")
    assert "Gunakan: UU 20/2023." in call(*name, "table").stdout
    assert len(call(*name, "csv").stdout.splitlines()) == 3
    told = json.loads(call(*name, "json").stdout)
    assert told["states"] == {"revoked-at-signing": 2}
    assert told["items"][0]["item"] == "mengingat/4"
    target = tmp_path / "a.xlsx"
    call(*name, "xlsx", "-o", str(target))
    with zipfile.ZipFile(target) as book:
        assert b'name="provinsi"' in book.read("xl/workbook.xml")
