"""Fetches the SPARQL editor into the package: ``python -m zikg.serve.yasgui``.

YASGUI (`@zazuko/yasgui`, MIT) comes from npm and is never committed; a wheel carries it, so that no
page asks another server for it. Its version is fixed here, and its files are taken only if they are
the ones known. Where npm is missing the editor page offers a plain form instead.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from zikg.errors import BuildError
from zikg.resources import PACKAGE

PACKAGE_NAME: Final = "@zazuko/yasgui"
VERSION: Final = "4.6.2"
FILES: Final = {
    "yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
    "yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
}
"""The files that pages load, with their SHA-256."""
FOLDER: Final = PACKAGE / "serve" / "static" / "yasgui"
_SECONDS: Final = 300


def present() -> bool:
    """Return whether the editor is there, in the version known."""
    return all(_digest(FOLDER / name) == digest for name, digest in FILES.items())


def fetch() -> bool:
    """Put the editor into the package, unless it is there.

    Returns:
        Whether it was fetched now.

    Raises:
        BuildError: npm is missing or failed, or gave other files than the ones known.
    """
    if present():
        return False
    npm = shutil.which("npm")
    if npm is None:
        raise BuildError(
            "npm tidak ada, sehingga editor SPARQL tidak dapat dibangun; pasang Node.js, atau "
            "pakai borang biasa di halaman /editor.",
            "npm is not there, so that the SPARQL editor cannot be built; install Node.js, or use "
            "the plain form at /editor.",
        )
    with TemporaryDirectory() as place:
        folder = Path(place)
        wanted = {"private": True, "dependencies": {PACKAGE_NAME: VERSION}}
        (folder / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
        _run(npm, folder)
        built = folder / "node_modules" / PACKAGE_NAME / "build"
        for name, digest in FILES.items():
            if _digest(built / name) != digest:
                raise BuildError(
                    f"{name} dari {PACKAGE_NAME} {VERSION} bukan berkas yang dikenal; "
                    "tidak dipakai.",
                    f"{name} of {PACKAGE_NAME} {VERSION} is not the file known; it is not used.",
                )
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
        for name in FILES:
            shutil.copyfile(built / name, FOLDER / name)
    return True


def _run(npm: str, folder: Path) -> None:
    options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed call, nothing of a user's in it
            [npm, "install", *options],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if done.returncode != 0:
        raise _failed(" ".join((done.stderr or done.stdout).split())[-300:])


def _failed(why: str) -> BuildError:
    return BuildError(
        f"npm tidak dapat mengambil {PACKAGE_NAME} {VERSION}: {why}",
        f"npm could not fetch {PACKAGE_NAME} {VERSION}: {why}",
    )


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def main() -> int:
    """Fetch the editor; the exit code is 2 where that fails."""
    try:
        fetched = fetch()
    except BuildError as error:
        print(f"zikg: {error.message}", file=sys.stderr)
        return 2
    word = "dipasang" if fetched else "sudah ada"
    print(f"zikg: {PACKAGE_NAME} {VERSION} {word}: {FOLDER}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
