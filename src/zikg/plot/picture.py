"""What a picture is: a drawing and the same facts as a table; what is asked of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from zikg.registry import Registry
    from zikg.store import Reader

Kind = Literal["citations", "timeline", "coverage", "adoption"]
Lang = Literal["id", "en"]
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of a picture: headings and rows; shares are 0 to 1, unknown is ``None``."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture.

    ``svg`` is an SVG element with its name (``title``) and description (``desc``) inside, ready
    to stand in a page; ``png`` is filled where pixels were asked for.
    """

    kind: Kind
    title: str
    description: str
    source: str
    lang: Lang
    svg: str
    table: Table
    png: bytes | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a picture is to show.

    ``day`` is the date at which statuses are told, ``regulation`` the short id of the instrument
    of a timeline, ``regime`` the guideline of the coverage (``2021``; that of the day if none).
    """

    reader: Reader
    registry: Registry
    day: date
    lang: Lang = "id"
    regulation: str | None = None
    regime: str | None = None
