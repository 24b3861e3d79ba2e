"""A few decrees as files, and stores without the national registry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from zikg.bench.ingest import decrees
from zikg.ingest import Summary, ingest
from zikg.store import open_writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY: Final = date(2026, 11, 21)


@pytest.fixture(scope="session")
def four(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four generated decrees as text."""
    return decrees(tmp_path_factory.mktemp("naskah"), 4)


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Summary]:
    """Bring files into the store ``tmp_path/store``."""

    def call(*paths: object, jobs: int = 1, place: str = "store") -> Summary:
        store = open_writer(tmp_path / place)
        try:
            return ingest(store, map(str, paths), day=DAY, jobs=jobs, national=False)
        finally:
            store.close()

    return call
