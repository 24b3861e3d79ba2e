"""The configuration file: found upward, below the command line, wrong keys said in one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from zikg.cli import config, main

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).resolve().parents[1]
BINTAN = ROOT / "data" / "decrees" / "kpu-kab-bintan-2025-12.txt"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one decree in a folder, and the home folder far away."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    folder = tmp_path / "repo" / "keputusan"
    folder.mkdir()
    (folder / "bintan.txt").write_bytes(BINTAN.read_bytes())
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(folder)
    return tmp_path / "repo"


def check(*words: str) -> Result:
    env = {"ZIKG_TODAY": "2026-11-21", "ZIKG_LANG": None}
    return CliRunner().invoke(main, ["check", "bintan.txt", *words], env=env)


def codes(result: Result) -> set[str]:
    return {f["code"] for d in json.loads(result.stdout)["documents"] for f in d["findings"]}


def test_without_a_file_nothing_is_configured(project: Path) -> None:
    assert config.find() is None
    assert check().exit_code == 1


def test_file_wins_over_default_and_command_line_over_file(project: Path) -> None:
    (project / "zikg.toml").write_text('fail-on = "never"\nformat = "json"\nselect = ["ZI201"]\n')
    configured = check()
    assert configured.exit_code == 0
    assert codes(configured) == {"ZI201"}
    assert check("--fail-on", "error").exit_code == 1
    assert codes(check("--select", "ZI203")) == {"ZI203"}
    assert check("--format", "text").stdout.startswith("bintan.txt")


def test_environment_wins_over_file(project: Path) -> None:
    (project / "zikg.toml").write_text('lang = "id"\n')
    result = CliRunner().invoke(main, ["check", "bintan.txt"], env={"ZIKG_LANG": "en"})
    assert "Summary" in result.stdout


def test_no_config_reads_none_not_even_a_broken_one(project: Path) -> None:
    (project / "zikg.toml").write_text("fail-on = 3\n")
    assert check().exit_code == 2
    assert check("--no-config").exit_code == 1
    both = check("--no-config", "--config", "x.toml")
    assert both.exit_code == 2
    assert "bersama" in both.stderr


def test_a_file_is_named(project: Path) -> None:
    (project / "lain.toml").write_text('fail-on = "never"\n')
    assert check("--config", "../lain.toml").exit_code == 0
    missing = check("--config", "../tidak-ada.toml")
    assert missing.exit_code == 2
    assert "tidak-ada.toml" in missing.stderr


def test_the_search_goes_up_to_the_root_of_the_repository(project: Path) -> None:
    (project.parent / "zikg.toml").write_text('fail-on = "never"\n')
    assert config.find() is None
    (project / "pyproject.toml").write_text("[tool.zikg]\n")
    assert config.find() == project / "pyproject.toml"
    (project / "keputusan" / "zikg.toml").write_text("")
    assert config.find() == project / "keputusan" / "zikg.toml"


def test_the_search_stops_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    (home / "kerja").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (tmp_path / "zikg.toml").write_text("")
    assert config.find(home / "kerja") is None
    (home / "zikg.toml").write_text("")
    assert config.find(home / "kerja") == home / "zikg.toml"


def test_pyproject_counts_only_where_it_speaks_of_zikg(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert config.find() is None
    (project / "zikg.toml").write_text("")
    (project / "pyproject.toml").write_text('[tool.zikg]\nfail-on = "never"\n')
    assert config.find() == project / "zikg.toml"


def test_all_keys_are_read(project: Path) -> None:
    file = project / "pyproject.toml"
    file.write_text(
        """
[tool.zikg]
lang = "en"
format = "json"
fail-on = "warning"
select = ["zi2", "ZI301"]
ignore = "ZI207, ZI215"
strict = true
final = true
as-of = 2026-01-31
engine = "both"
baseline = "dikenal.json"
[tool.zikg.per-file-ignores]
"arsip/*" = ["ZI3"]
"""
    )
    said = config.load(file)
    assert said.options == {
        "lang": "en",
        "form": "json",
        "fail_on": "warning",
        "select": "ZI2,ZI301",
        "ignore": "ZI207,ZI215",
        "strict": True,
        "final": True,
        "as_of": date(2026, 1, 31),
        "engine": "both",
        "baseline": str(Path("..") / "dikenal.json"),
    }
    assert said.per_file_ignores == (("arsip/*", ("ZI3",)),)


def test_a_day_may_be_text(project: Path) -> None:
    (project / "zikg.toml").write_text('as-of = "2026-01-31"\nformat = "json"\n')
    assert json.loads(check().stdout)["as_of"] == "2026-01-31"
    assert json.loads(check("--as-of", "2025-12-31").stdout)["as_of"] == "2025-12-31"


@pytest.mark.parametrize(
    ("glob", "hidden"),
    [
        ("keputusan/*.txt", True),
        ("bintan.txt", True),
        ("*.txt", True),
        ("arsip/*.txt", False),
        ("keputusan/*.md", False),
    ],
)
def test_codes_are_ignored_by_file(glob: str, hidden: bool, project: Path) -> None:
    (project / "zikg.toml").write_text(f'format = "json"\n[per-file-ignores]\n"{glob}" = ["ZI2"]\n')
    assert ("ZI201" in codes(check())) is not hidden
    assert "ZI101" in codes(check())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('fail_on = "error"', "maksudnya 'fail-on'?"),
        ('langg = "id"', "maksudnya 'lang'?"),
        ("xyz = 1", "yang ada: lang"),
        ('fail-on = "fatal"', "'fail-on' harus salah satu dari"),
        ('strict = "ya"', "'strict' harus true atau false"),
        ("select = 201", "'select' harus daftar kode"),
        ('select = ["201"]', "'select' harus daftar kode"),
        ('as-of = "31-12-2025"', "'as-of' harus tanggal"),
        ("as-of = 2025-12-31T10:00:00", "'as-of' harus tanggal"),
        ('format = "odp"', "'format' harus salah satu dari"),
        ("baseline = 3", "'baseline' harus teks"),
        ('per-file-ignores = ["ZI2"]', "'per-file-ignores' harus tabel"),
        ('[per-file-ignores]\n"a" = 3', "'per-file-ignores.a' harus daftar kode"),
        ("lang = ", "bukan TOML"),
        ('select = ["ZI9"]', "tidak ada aturan dengan kode ZI9"),
    ],
)
def test_a_wrong_key_or_value_is_one_sentence_and_exit_2(
    text: str, told: str, project: Path
) -> None:
    (project / "zikg.toml").write_text(text + "\n")
    result = check()
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_the_sentence_is_english_on_request(project: Path) -> None:
    (project / "zikg.toml").write_text('fail_on = "error"\n')
    assert "did you mean 'fail-on'?" in check("--lang", "en").stderr


def test_other_commands_take_what_is_theirs(project: Path) -> None:
    (project / "zikg.toml").write_text('lang = "en"\nformat = "ttl"\nstrict = true\n')
    shown = CliRunner().invoke(main, ["registry", "show", "UU 5/2014"])
    assert shown.exit_code == 0, shown.output
    assert "Status as of" in shown.stdout
    assert CliRunner().invoke(main, ["extract", "bintan.txt"]).exit_code == 0
    assert "What is looked for" in CliRunner().invoke(main, ["rule", "ZI201"]).stdout


def test_without_a_file_no_toml_is_parsed(project: Path) -> None:
    program = (
        "import sys\nfrom zikg.cli import config\n"
        "assert config.find() is None\nsys.exit('tomllib' in sys.modules)\n"
    )
    (project / "pyproject.toml").write_text('[project]\nname = "x"\n')
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=project)
    assert done.returncode == 0
