"""One store and one server for the tests that change neither."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from . import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "store"
    running.fill(folder)
    return folder


@pytest.fixture(scope="session")
def server(filled: Path) -> Iterator[running.Server]:
    made = running.start(filled, "--timeout", "20", "--workers", "2")
    yield made
    made.stop()


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Iterator[Callable[..., running.Server]]:
    """Start servers over a copy of the store, each with its own settings."""
    made: list[running.Server] = []

    def start(*arguments: str) -> running.Server:
        folder = tmp_path / f"store{len(made)}"
        shutil.copytree(filled, folder, ignore=shutil.ignore_patterns("served*"))
        made.append(running.start(folder, *arguments))
        return made[-1]

    yield start
    for each in made:
        if each.process.poll() is None:
            each.stop()
