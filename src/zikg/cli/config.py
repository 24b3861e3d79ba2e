"""The configuration of a project: ``zikg.toml``, or ``[tool.zikg]`` in ``pyproject.toml``.

Keys are the long options of the commands; what stands on the command line wins over the file,
the file over the defaults. Where there is no file, this costs a few stat calls.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES: Final = ("zikg.toml", "pyproject.toml")
"""The files looked for in each folder; the first that speaks of zikg counts."""

_LEVELS: Final = ("error", "warning", "info", "never")
_ENGINES: Final = ("compiled", "pyshacl", "both")


class ConfigError(ZikgError):
    """A configuration file that cannot be read, or says something that zikg does not know."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration says: options by parameter name, and what has no option.

    ``folder`` is where the file lies: the globs of ``per_file_ignores`` are relative to it.
    """

    path: Path | None = None
    folder: Path = field(default_factory=Path)
    options: Mapping[str, object] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, for messages, and the folder that its paths are relative to."""

    file: str
    folder: Path

    def wrong(self, key: str, wanted: str, english: str) -> ConfigError:
        return ConfigError(
            f"{self.file}: nilai {key!r} harus {wanted}.",
            f"{self.file}: {key!r} must be {english}.",
        )


def _choice(*allowed: str) -> Callable[[_Place, str, object], object]:
    def read(place: _Place, key: str, value: object) -> object:
        if not isinstance(value, str) or value not in allowed:
            listed = ", ".join(f'"{name}"' for name in allowed)
            raise place.wrong(key, f"salah satu dari {listed}", f"one of {listed}")
        return value

    return read


def _flag(place: _Place, key: str, value: object) -> object:
    if not isinstance(value, bool):
        raise place.wrong(key, "true atau false", "true or false")
    return value


def _text(place: _Place, key: str, value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise place.wrong(key, "teks dalam tanda kutip", "text in quotes")
    return value


def _form(place: _Place, key: str, value: object) -> object:
    from zikg.report import FORMATS

    return _choice(*FORMATS)(place, key, value)


def _file(place: _Place, key: str, value: object) -> object:
    return os.path.relpath(place.folder / str(_text(place, key, value)))


def _day(place: _Place, key: str, value: object) -> object:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(_text(place, key, value)))
    except (ValueError, ConfigError):
        raise place.wrong(key, "tanggal seperti 2025-02-07", "a date like 2025-02-07") from None


def _codes(place: _Place, key: str, value: object) -> object:
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(_is_code(code) for code in listed):
        example = 'daftar kode seperti ["ZI2", "ZI301"]', 'a list of codes like ["ZI2", "ZI301"]'
        raise place.wrong(key, *example)
    return ",".join(code.strip().upper() for code in listed)


def _is_code(code: object) -> bool:
    text = code.strip().upper() if isinstance(code, str) else ""
    return (
        text.startswith("ZI") and len(text) <= len("ZI000") and text[2:].isalnum()
    ) or text == "ZI"


_KEYS: Final[dict[str, tuple[str, Callable[[_Place, str, object], object]]]] = {
    "lang": ("lang", _choice("id", "en")),
    "format": ("form", _form),
    "fail-on": ("fail_on", _choice(*_LEVELS)),
    "select": ("select", _codes),
    "ignore": ("ignore", _codes),
    "strict": ("strict", _flag),
    "final": ("final", _flag),
    "as-of": ("as_of", _day),
    "engine": ("engine", _choice(*_ENGINES)),
    "baseline": ("baseline", _file),
}
"""Key of the file to the parameter it stands for and the reader of its value."""

_IGNORES: Final = "per-file-ignores"


def find(start: Path | None = None) -> Path | None:
    """Return the configuration that counts for a folder, ``None`` where there is none.

    Looked for from the folder upward; the root of a repository and the home folder are the last
    places looked at.

    Args:
        start: where to begin; the working directory unless told.
    """
    folder = (start or Path.cwd()).absolute()
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    for place in (folder, *folder.parents):
        for name in NAMES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or b"tool.zikg" in _bytes(path)):
                return path
        if place == home or (place / ".git").exists():
            return None
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # a pyproject.toml that cannot be read is none of ours


def load(path: Path) -> Settings:
    """Return what a configuration file says.

    Args:
        path: a ``pyproject.toml`` (its table ``[tool.zikg]`` counts) or a file of our keys alone.

    Raises:
        ConfigError: the file cannot be read, or a key or the type of a value is wrong.
    """
    import tomllib

    place = _Place(str(path), path.absolute().parent)
    try:
        table: Any = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: konfigurasi tidak dapat dibaca; periksa nama dan izinnya.",
            f"{path}: the configuration cannot be read; check its name and permissions.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: bukan TOML yang benar ({error}).", f"{path}: not valid TOML ({error})."
        ) from error
    if path.name == "pyproject.toml":
        tool = table.get("tool", {})
        table = tool.get("zikg", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise place.wrong("tool.zikg", "sebuah tabel", "a table")
    options: dict[str, object] = {}
    for key, value in table.items():
        if key == _IGNORES:
            continue
        if key not in _KEYS:
            raise _unknown(place, key)
        name, read = _KEYS[key]
        options[name] = read(place, key, value)
    ignores = table.get(_IGNORES, {})
    return Settings(path, place.folder, options, _per_file(place, ignores))


def _per_file(place: _Place, table: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(table, dict):
        raise place.wrong(
            _IGNORES, 'tabel seperti {"arsip/*" = ["ZI3"]}', "a table of globs to codes"
        )
    found = []
    for glob, codes in table.items():
        listed = str(_codes(place, f"{_IGNORES}.{glob}", codes))
        found.append((glob, tuple(listed.split(","))))
    return tuple(found)


def _unknown(place: _Place, key: str) -> ConfigError:
    from difflib import get_close_matches

    known = (*_KEYS, _IGNORES)
    near = get_close_matches(key.replace("_", "-").lower(), known, n=1)
    listed = ", ".join(known)
    return ConfigError(
        f"{place.file}: kunci {key!r} tidak dikenal; "
        + (f"maksudnya {near[0]!r}?" if near else f"yang ada: {listed}."),
        f"{place.file}: unknown key {key!r}; "
        + (f"did you mean {near[0]!r}?" if near else f"known are: {listed}."),
    )
