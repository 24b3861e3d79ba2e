"""Whether the installation is in order: versions, built artefacts, the registry, programs."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Final, Literal

from zikg import resources
from zikg.errors import ZikgError
from zikg.ingest.keys import base_key
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

State = Literal["ok", "warning", "error"]
_NEEDED: Final = (3, 11)
_PROGRAMS: Final = (
    ("tesseract", "membaca hasil pindai", "reading scans", "tesseract-ocr tesseract-ocr-ind"),
    ("soffice", "membuka .doc lama", "opening the old .doc", "libreoffice-writer"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at: its state, and what is to be said of it in both languages."""

    name: str
    state: State
    said: tuple[str, str]


def installation() -> Iterator[Line]:
    """Give what is to be said of the installation."""
    here = platform.python_version()
    if sys.version_info >= _NEEDED:
        yield Line("Python", "ok", (here, here))
    else:
        yield Line("Python", "error", (f"{here}; perlu 3.11", f"{here}; 3.11 is needed"))
    yield from _packages()
    yield from _registry()
    yield _built()
    for name, use, english, package in _PROGRAMS:
        place = shutil.which(name)
        if place:
            yield Line(name, "ok", (place, place))
        else:
            yield Line(
                name,
                "warning",
                (
                    f"tidak ada; perlu untuk {use}: apt install {package}",
                    f"not there; needed for {english}: apt install {package}",
                ),
            )


def _packages() -> Iterator[Line]:
    try:
        wanted = [name for name in requires("zikg") or () if "extra ==" not in name]
    except PackageNotFoundError:
        wanted = []
    found, missing = [], []
    for requirement in wanted:
        name = requirement.partition(";")[0].strip()
        for sign in "<>=!~[ ":
            name = name.partition(sign)[0]
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        listed = ", ".join(missing)
        yield Line(
            "pustaka",
            "error",
            (
                f"tidak terpasang: {listed}; pasang dengan: pip install {' '.join(missing)}",
                f"not installed: {listed}; install with: pip install {' '.join(missing)}",
            ),
        )
    else:
        yield Line("pustaka", "ok", (", ".join(found), ", ".join(found)))


def _registry() -> Iterator[Line]:
    try:
        info = open_registry().info
    except ZikgError as error:
        yield Line("registri", "error", (error.text("id"), error.text("en")))
        return
    yield Line(
        "registri",
        "ok",
        (f"{info.version}, keadaan {info.date}", f"{info.version}, as of {info.date}"),
    )


def _built() -> Line:
    """Look whether the base of stores is at hand; the rest is made anew by whoever needs it."""
    name = f"store-national-{base_key(national=True)}.nq.gz"
    for folder in (resources.built(), resources.cache_folder()):
        if (folder / name).is_file():
            return Line("hasil zikg build", "ok", ("mutakhir", "up to date"))
    return Line(
        "hasil zikg build",
        "warning",
        (
            "belum disusun atau tidak mutakhir; zikg ingest pertama menyusunnya (sekitar satu "
            "menit)",
            "not made, or stale; the first zikg ingest makes them (about a minute)",
        ),
    )
