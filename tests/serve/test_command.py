"""``zikg serve`` as it is called: data that come with it, and calls that are wrong."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

from click.testing import CliRunner

from zikg.cli.serve import command
from zikg.serve import bind, bundled_folder
from zikg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from .running import Server


def _wrong(*arguments: str) -> str:
    done = CliRunner().invoke(command, list(arguments))
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    return done.output


def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    """The call ends with 2, and names the port and the option."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = _wrong("--port", port)
        assert port in said
        assert "--port" in said
        assert "taken" in _wrong("--port", port, "--lang", "en")


def test_a_folder_that_is_no_store_is_said_in_a_sentence(tmp_path: Path) -> None:
    """So is a server's address, which needs no server before it."""
    assert "zikg ingest" in _wrong("--store", str(tmp_path), "--port", "0")
    assert "http://127.0.0.1:1/" in _wrong("--store", "http://127.0.0.1:1/", "--port", "0")
    assert "tidak dapat dipakai" in _wrong("--host", "192.0.2.1", "--port", "0")


def test_without_a_store_there_is_one_with_the_bundled_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made in the cache, once, and is a store like any other."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = bundled_folder()
    assert folder == bundled_folder()
    reader = open_store(folder)
    assert bool(reader.query("ASK { GRAPH ?g { ?d a zikg:Decree } }"))
    reader.close()


def test_it_is_said_when_the_first_pages_are_warm(own: Callable[..., Server]) -> None:
    """The address is printed when connections are accepted, a second line when all is read."""
    server = own("--workers", "2")
    log = server.folder / "served.log"
    until = time.monotonic() + 60
    while "siap" not in log.read_text() and time.monotonic() < until:
        time.sleep(0.05)
    assert log.read_text().count("zikg serve: siap. / ready.") == 1
    assert server.metric('zikg_workers{lane="page"}') > 0
    assert server.metric('zikg_requests_total{kind="page"') == 0
    assert server.get("/", headers={"accept": "text/html"}).status_code == 200


def test_a_free_port_is_found() -> None:
    """Port 0 takes any; the socket is not passed on to other programs."""
    listening = bind("127.0.0.1", 0, 3)
    assert len({each.getsockname()[1] for each in listening}) == 1
    for each in listening:
        assert not each.get_inheritable()
        each.close()
