"""Pictures of a store: citation network, a regulation's life, coverage, adoption.

`picture` gives one with its table; matplotlib is imported only when it is called. The web pages
and ``zikg plot`` use the same.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final, get_args

from zikg.plot.picture import Asked, Kind, Lang, Picture, Table

if TYPE_CHECKING:
    from datetime import date

    from zikg.registry import Registry
    from zikg.store import Reader

__all__ = ["KINDS", "Kind", "Lang", "Picture", "Table", "picture"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


def picture(
    kind: Kind,
    reader: Reader,
    *,
    regulation: str | None = None,
    regime: str | None = None,
    as_of: date | None = None,
    lang: Lang = "id",
    registry: Registry | None = None,
    pixels: bool = False,
) -> Picture:
    """Return a picture of a store.

    The same store, registry, day and language give the same bytes.

    Args:
        kind: ``citations``, ``timeline``, ``coverage`` or ``adoption``.
        reader: the store; see `zikg.query.bundled` for one without any.
        regulation: short id of the instrument of a timeline.
        regime: guideline of the coverage (``2014``, ``2021``); the one in force unless told.
        as_of: the date at which statuses are told; today unless told.
        lang: ``id`` or ``en``.
        registry: the regulations; those of zikg unless told.
        pixels: whether a PNG is made too.

    Raises:
        ZikgError: matplotlib is not installed, the registry does not hold the regulation, or the
            store could not be asked.

    Example:
        >>> from zikg.query import bundled
        >>> made = picture("adoption", bundled())
        >>> made.svg[:4], made.table.head[0]
        ('<svg', 'Masa')
    """
    from zikg.plot.canvas import source, styled
    from zikg.registry import open_registry
    from zikg.validate.run import today
    from zikg.validate.words import day_words

    asked = Asked(reader, registry or open_registry(), as_of or today(), lang, regulation, regime)
    with styled(kind):
        draw = importlib.import_module(f"zikg.plot.{kind}").draw
        canvas, title, about, table, count = draw(asked)
        info = asked.registry.info
        told = source(
            lang,
            registry=f"{info.version} ({info.date})",
            store=reader.version,
            count=count,
            day=day_words(asked.day, lang),
        )
        canvas.heading(title, about, told)
        svg = canvas.svg(title, f"{about} {told}")
        return Picture(kind, title, about, told, lang, svg, table, canvas.png() if pixels else None)
