"""axe-core from npm, kept in the user's cache: the judge of accessibility, never committed."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from zikg.resources import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = "4.10.3"


def script() -> str:
    """Return the text of axe-core; the test is skipped where it cannot be had."""
    folder = cache_folder() / f"axe-{VERSION}"
    file = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not file.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is missing: axe-core cannot be fetched")
        _fetch(npm, folder)
    if not file.is_file():
        pytest.skip("npm could not fetch axe-core (no registry within reach)")
    return file.read_text(encoding="utf-8")


def _fetch(npm: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {"private": True, "dependencies": {"axe-core": VERSION}}
    (folder / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
    options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent"]
    subprocess.run([npm, "install", *options], cwd=folder, timeout=300, check=False)
