"""The commands that the README shows run as they are printed, one after another."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from zikg.cli import main

from .writers import WRITERS, decree_zip

HERE = Path(__file__).parents[2]
README = (HERE / "README.md").read_text(encoding="utf-8")
SEED = HERE / "data/decrees/kpu-kab-bintan-2025-12.txt"
ENDLESS = ("zikg serve", "zikg bench")
"""Served until it is stopped, measured for minutes: tests/serve and tests/bench run their parts."""


def commands() -> list[str]:
    """Every call of zikg in a console block, and in the first column of a table."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    shown = [line.removeprefix("$ ").removeprefix(".venv/bin/") for line in lines]
    shown += re.findall(r"^\| `(zikg [^`]+)` \|", README, re.MULTILINE)
    return list(dict.fromkeys(re.split(r"\s{2,}#", line)[0].strip() for line in shown))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the README speaks of."""
    text = SEED.read_text(encoding="utf-8")
    shutil.copytree(HERE / "data/decrees", tmp_path / "data/decrees")
    _, mark, annex = text.partition("LAMPIRAN")
    assert mark
    written = {
        "keputusan.txt": text.encode(),
        "draft.md": text.encode(),
        "lampiran.md": (mark + annex).encode(),
        "rancangan.pdf": WRITERS["pdf"](text),
        **dict.fromkeys(("arsip.zip", "decrees.zip"), decree_zip(text)),
        **dict.fromkeys(("rancangan.docx", "keputusan.docx", "draft.docx"), WRITERS["docx"](text)),
    }
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "arsip").mkdir()
    (tmp_path / "arsip/keputusan.txt").write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZIKG_STORE", str(tmp_path / "store"))
    return tmp_path


def test_every_command_of_the_readme_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the page, as later ones ask what earlier ones stored."""
    shown = commands()
    assert len(shown) > 20
    for line in shown:
        program, *arguments = shlex.split(line)
        assert program == "zikg", line
        if line.startswith(ENDLESS):
            continue
        with pytest.raises(SystemExit) as ended:
            main.main(arguments)
        said = capsys.readouterr()
        assert ended.value.code in {0, 1}, f"{line}\n{said.err}"
        assert "Traceback" not in said.err, line
