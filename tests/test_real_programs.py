"""The reports in the programs that people open them with: LibreOffice, Chromium, a watched folder.

Each test needs its program; `.ci/run` installs both where it may.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner

from zikg import resources
from zikg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
DECREE = resources.path("data/decrees/kpu-kab-bintan-2025-12.txt")
WAIT = 300
"""Seconds that a program may take on a busy machine."""


def report(form: str, target: Path, *paths: str) -> None:
    arguments = ["check", *(paths or [str(DECREE)]), "--format", form, "-o", str(target)]
    run = CliRunner().invoke(main, [*arguments, "--as-of", "2026-11-21"])
    assert run.exit_code == 1, run.stderr


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_libreoffice_keeps_every_cell_of_the_workbook(tmp_path: Path) -> None:
    assert OFFICE is not None
    report("xlsx", tmp_path / "hasil.xlsx")
    done = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # Read and written anew: what it does not understand would be lost.
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(done)]
    subprocess.run(
        [*command, str(tmp_path / "hasil.xlsx")], check=True, capture_output=True, timeout=WAIT
    )
    mine = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    theirs = openpyxl.load_workbook(done / "hasil.xlsx")
    assert theirs.sheetnames == mine.sheetnames
    for sheet in mine:
        again = theirs[sheet.title]
        cells = [cell.value or None for row in sheet.iter_rows() for cell in row]
        assert [
            again.cell(cell.row, cell.column).value or None
            for row in sheet.iter_rows()
            for cell in row
        ] == cells
        # Frozen heads belong to a window, which there is none of here.
        assert again.auto_filter.ref


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed here")
def test_chromium_prints_the_page(tmp_path: Path) -> None:
    assert BROWSER is not None
    report("html", tmp_path / "hasil.html")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'a.pdf'}"]
    address = (tmp_path / "hasil.html").as_uri()
    subprocess.run([*command, address], check=True, capture_output=True, timeout=WAIT)
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    for words in ("Hasil pemeriksaan keputusan", "ZI201", "Usulan (perlu keputusan)", "Naskah"):
        assert words in text
    assert "Tampilkan" not in text, "the filter is for the screen"
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)  # A4, as the print style asks


def test_a_watched_draft_is_checked_again_when_it_is_saved(tmp_path: Path) -> None:
    draft = tmp_path / "rancangan.txt"
    draft.write_bytes(DECREE.read_bytes())
    target = tmp_path / "hasil.jsonl"
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # nohup ignores it
        "from zikg.cli import main; main()"
    )
    call = [sys.executable, "-c", code, "check", str(draft), "--watch"]
    call += ["--format", "jsonl", "-o", str(target), "--as-of", "2026-11-21"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "menunggu perubahan" in process.stderr.readline()
        before = target.read_text()
        time.sleep(1)  # the watcher begins behind the sentence
        text = draft.read_text().replace("Nomor 7 Tahun 2017", "Nomor 8 Tahun 2012")
        fresh = tmp_path / "baru"
        fresh.write_text(text)
        fresh.replace(draft)  # as editors save
        deadline = time.monotonic() + WAIT
        while target.read_text() == before and time.monotonic() < deadline:
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=WAIT)
        finally:
            process.kill()
    assert "uu/ri/2012/8" in target.read_text()
    assert "Traceback" not in said
    assert process.returncode == 1


def test_standard_input_cannot_be_watched() -> None:
    run = CliRunner().invoke(main, ["check", "-", "--watch"], input="x")
    assert run.exit_code == 2
    assert "masukan baku" in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="resource limits are those of POSIX")
def test_memory_does_not_grow_with_the_documents(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(DECREE.read_text() + f"\n{number}\n")
    code = (
        "import resource, sys\n"
        "from click.testing import CliRunner\n"
        "from zikg.cli import main\n"
        "def peak(*files):\n"
        "    CliRunner().invoke(main, ['check', *files, '--format', 'csv', '-o', sys.argv[1]])\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "few = peak(*sys.argv[2:10]); print(few, peak(*sys.argv[2:]))\n"
    )
    files = [str(tmp_path / f"{number}.txt") for number in range(40)]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "hasil.csv"), *files],
        capture_output=True, text=True, check=True, timeout=WAIT,
    )  # fmt: skip
    few, many = map(int, done.stdout.split())
    # 32 more results held whole with their graphs would be hundreds of megabytes (KiB here).
    assert many - few < 60_000
