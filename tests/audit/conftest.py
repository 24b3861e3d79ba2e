"""A folder of decrees: the seeds, and generated ones with one thing broken each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zikg import resources
from zikg.bench.rules import batch
from zikg.bench.writing import write

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = 7


@pytest.fixture(scope="session")
def decrees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of decrees."""
    folder = tmp_path_factory.mktemp("keputusan")
    for file in resources.path("data/decrees").glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    for pair in batch(606, 0)[::14][:BROKEN]:
        (folder / f"rusak-{pair.place}.txt").write_text(write(pair.broken.sample))
    return folder
