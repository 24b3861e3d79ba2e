"""The command line as a user meets it: help, wrong calls, outputs that cannot be written."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from zikg.cli import COMMANDS, main, usage

ROOT = Path(__file__).resolve().parents[1]
BINTAN = str(ROOT / "data" / "decrees" / "kpu-kab-bintan-2025-12.txt")
CILEGON = str(ROOT / "data" / "decrees" / "kpu-kota-cilegon-2025-11.txt")


def zikg(*words: str, stdin: str | bytes | None = None, **env: str | None) -> Result:
    given: dict[str, str | None] = {"ZIKG_TODAY": "2026-11-21", "ZIKG_LANG": None}
    return CliRunner().invoke(main, list(words), input=stdin, env=given | env)


# --- help -------------------------------------------------------------------------------------


def test_help_lists_every_command_in_both_languages() -> None:
    page = zikg("--help")
    assert page.exit_code == 0
    assert "Pemakaian: zikg PERINTAH ..." in page.stdout
    for name, (_, line) in COMMANDS.items():
        assert f"  {name}" in page.stdout
        assert " / " in line
    assert zikg("-h").stdout == page.stdout


def test_a_call_without_words_shows_the_help_and_exits_2() -> None:
    page = zikg()
    assert page.exit_code == 2
    assert "Perintah / Commands" in page.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help_with_an_example(name: str) -> None:
    page = zikg(name, "--help")
    assert page.exit_code == 0, page.output
    assert page.stdout.startswith(f"Pemakaian: zikg {name}")
    assert "Contoh" in page.stdout
    assert f"zikg {name}" in page.stdout.split("Contoh")[1]
    assert "Show this message" not in page.stdout


def test_help_of_a_command_below_a_group_is_ours_too() -> None:
    assert zikg("registry", "show", "-h").stdout.startswith("Pemakaian: zikg registry show")
    assert "Perintah / Commands" in zikg("registry").output


def test_version() -> None:
    assert zikg("--version").stdout.startswith("zikg, version ")


def run(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *words], check=False, capture_output=True, text=True
    )


def test_help_imports_neither_engine_nor_database_nor_any_command() -> None:
    program = (
        "import sys\nfrom zikg.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pyoxigraph', 'sqlite3', 'rdflib', 'pyshacl', 'owlrl', 'rapidfuzz', 'tomllib'}\n"
        "ours = {m for m in sys.modules if m.startswith('zikg.')} - {'zikg.cli', 'zikg.cli.usage'}\n"
        "sys.exit(str(sorted(heavy & set(sys.modules) | ours)) if heavy & set(sys.modules) or ours else 0)\n"
    )
    done = run(program)
    assert done.returncode == 0, done.stderr


# --- wrong calls ------------------------------------------------------------------------------

WRONG: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("chek",), "tidak ada perintah 'chek'; maksudnya 'check'?", "Did you mean 'check'?"),
    (("xyz",), "tidak ada perintah 'xyz'.", "No such command 'xyz'"),
    (("--foo",), "tidak ada pilihan '--foo'", "No such option"),
    (("check",), "'FILE...' belum disebut", "Missing argument"),
    (("check", "--formt", "x"), "maksudnya '--format'?", "Did you mean '--format'?"),
    (("check", "x", "--format", "odp"), "'odp' tidak dikenal; pilih salah satu dari 'text'", "is not one of"),
    (("check", "x", "--fail-on"), "'--fail-on' memerlukan nilai", "requires an argument"),
    (("check", "x", "--strict=3"), "'--strict' tidak memakai nilai", "does not take a value"),
    (("check", "x", "--as-of", "31-12-2025"), "tulis seperti 2025-12-31", "write it as 2025-12-31"),
    (("check", "x", "--as-of", "31/12/2025"), "tulis seperti 2025-12-31", "write it as 2025-12-31"),
    (("check", "x", "--as-of", "besok"), "tulis seperti 2025-02-07", "write it as 2025-02-07"),
    (("check", "x", "--as-of", "2025-02-30"), "bukan tanggal", "is not a date"),
    (("check", "x", "--select", "ZI9"), "tidak ada aturan dengan kode ZI9", "no rule has the code ZI9"),
    (("check", "x", "--ignore", "201"), "tidak ada aturan dengan kode 201", "no rule has the code 201"),
    (("check", "a", "b", "--with", "c"), "hanya untuk satu berkas", "one decree only"),
    (("check", "x", "-o", "/"), "adalah folder, bukan berkas", "is a directory"),
    (("check", "x", "-o", "/tidak/ada/x"), "foldernya tidak ada", "its folder does not exist"),
    (("extract", "a", "b", "--with", "c"), "hanya untuk satu berkas", "one decree only"),
    (("rule", "ZI999"), "tidak ada aturan dengan kode", "no rule has this code"),
    (("rule", "ZI201", "ZI202"), "ada yang berlebih: 'ZI202'", "unexpected extra argument"),
    (("registry", "shw"), "tidak ada perintah 'shw'", "No such command 'shw'"),
    (("registry", "search", "x", "--limit", "0"), "di luar", "is not in the range"),
    (("registry", "search", "x", "--limit", "dua"), "bukan bilangan bulat", "is not a valid integer"),
    (("registry", "check", "/tidak/ada"), "regulations.csv", "regulations.csv"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "said", "english"), WRONG)
def test_a_wrong_call_is_one_sentence_in_the_language_asked_for(
    words: tuple[str, ...], said: str, english: str
) -> None:
    for lang, wanted in (("id", said), ("en", english)):
        result = zikg(*words, ZIKG_LANG=lang)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        last = result.stderr.strip().splitlines()[-1]
        assert last.startswith("zikg: ")
        assert wanted in last


def test_the_language_of_a_wrong_call_is_read_from_the_call_too() -> None:
    assert "No such option" in zikg("check", "--lang", "en", "--foo").stderr
    assert "No such option" in zikg("check", "--foo", "--lang=en").stderr
    assert "tidak ada pilihan" in zikg("check", "--foo").stderr


def test_a_wrong_call_shows_how_to_call() -> None:
    lines = zikg("check", "--foo").stderr.splitlines()
    assert lines[0] == "Pemakaian: zikg check [PILIHAN] FILE..."
    assert lines[1] == "Bantuan: zikg check --help"


def test_what_is_not_recognised_is_shown_as_click_says_it() -> None:
    assert usage.sentence(click.UsageError("Something new."), "id") == "Something new."


def test_a_wrong_today_is_said() -> None:
    result = zikg("check", BINTAN, ZIKG_TODAY="kemarin")
    assert result.exit_code == 2
    assert "ZIKG_TODAY='kemarin' bukan tanggal" in result.stderr


# --- files ------------------------------------------------------------------------------------


def documents(result: Result) -> list[Any]:
    found: list[Any] = json.loads(result.stdout)["documents"]
    return found


def test_one_bad_file_among_good_ones_stops_none(tmp_path: Path) -> None:
    missing = str(tmp_path / "tidak-ada.txt")
    result = zikg("check", "--format", "json", BINTAN, missing, CILEGON)
    assert result.exit_code == 2
    assert [bool(d["error"]) for d in documents(result)] == [False, True, False]
    assert result.stderr.count("zikg: ") == 1
    assert "tidak-ada.txt" in result.stderr


def test_a_folder_without_decrees_is_said(tmp_path: Path) -> None:
    result = zikg("check", str(tmp_path))
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr


def test_standard_input_named_twice_is_read_once() -> None:
    text = Path(BINTAN).read_bytes()
    result = zikg("check", "-", "-", "--format", "json", stdin=text)
    assert result.exit_code == 1
    (document,) = documents(result)
    assert document["path"] == "-"
    assert zikg("extract", "-", "-", stdin=text).exit_code == 0


def test_a_file_named_twice_is_checked_once() -> None:
    assert len(documents(zikg("check", BINTAN, BINTAN, "--format", "json"))) == 1


def test_an_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "hasil.json"
    result = zikg("check", BINTAN, "--format", "json", "-o", str(target))
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(target.read_text("utf-8"))["summary"]["error"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.json"]


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    draft = tmp_path / "rancangan.txt"
    draft.write_bytes(Path(BINTAN).read_bytes())
    for command in ("check", "extract"):
        result = zikg(command, str(draft), "-o", str(draft))
        assert result.exit_code == 2
        assert "berkas ini juga dibaca" in result.stderr
    assert draft.read_bytes() == Path(BINTAN).read_bytes()


def test_a_folder_that_may_not_be_written_is_said() -> None:
    """Nobody, not even root, may make a file in /proc."""
    result = zikg("check", BINTAN, "-o", "/proc/hasil.txt")
    assert result.exit_code == 2
    assert "/proc/hasil.txt: tidak dapat ditulis" in result.stderr


def test_in_a_terminal_the_report_has_colours_and_fits() -> None:
    """Run on a pseudo-terminal: what asks the terminal for its width runs nowhere else."""
    program = (
        "import pty, sys\n"
        "status = pty.spawn([sys.executable, '-c', "
        "'from zikg.cli import main; main()', 'check', sys.argv[1]])\n"
        "sys.exit(status >> 8)\n"
    )
    done = run(program, BINTAN)
    assert done.returncode == 1, done.stdout[-400:] + done.stderr
    assert "\x1b[" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)]
)
def test_fail_on_counts_what_is_shown(fail_on: str, code: int) -> None:
    result = zikg("check", BINTAN, "--select", "ZI207", "--fail-on", fail_on)
    assert result.exit_code == code


def test_strict_can_be_taken_back() -> None:
    words = ("check", BINTAN, "--select", "ZI207", "--strict")
    assert zikg(*words).exit_code == 3
    assert zikg(*words, "--no-strict").exit_code == 0


def test_ignore_wins_over_select() -> None:
    result = zikg("check", BINTAN, "--select", "zi2", "--ignore", "ZI20, ZI21", "--format", "json")
    codes = {finding["code"] for finding in documents(result)[0]["findings"]}
    assert all(code.startswith("ZI22") for code in codes)


# --- where results are written ----------------------------------------------------------------


def test_a_file_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    """What nobody else could read does not become readable by being written anew."""
    target = tmp_path / "hasil.json"
    target.write_text("lama")
    target.chmod(0o600)
    assert zikg("check", BINTAN, "--format", "json", "-o", str(target)).exit_code == 1
    assert json.loads(target.read_text())["documents"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """-o may name a pipe or a device (/dev/stdout, /dev/null): it is not turned into a file."""
    target = tmp_path / "pipa"
    os.mkfifo(target)
    end = os.open(target, os.O_RDONLY | os.O_NONBLOCK)
    try:
        words = ("check", BINTAN, "--select", "ZI201", "--format", "github", "-o", str(target))
        assert zikg(*words).exit_code == 1
        assert b"ZI201" in os.read(end, 65536)
    finally:
        os.close(end)
    assert stat.S_ISFIFO(target.stat().st_mode)
