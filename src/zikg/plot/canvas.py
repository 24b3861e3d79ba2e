"""What all pictures share: colours and shapes, letters, the source line, and the finished SVG."""

from __future__ import annotations

import io
import re
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ZikgError
from zikg.plot.decrees import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from zikg.plot.picture import Lang

# Okabe and Ito's colours: told apart with every common kind of colour blindness.
BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
RED: Final = "#D55E00"
PINK: Final = "#CC79A7"
GREY: Final = "#767676"
PALE: Final = "#D9D9D9"
INK: Final = "#222222"
STATUS: Final[dict[str, tuple[str, str]]] = {
    "in-force": (BLUE, "o"),
    "amended": (GREEN, "s"),
    "partly-revoked": (ORANGE, "D"),
    "revoked": (RED, "X"),
    "not-yet": (PINK, "^"),
    "not-existing": (PINK, "^"),
    "unknown": (GREY, "P"),
}
"""Colour and shape of a status: never the colour alone."""

HATCHES: Final[dict[str, str]] = {RED: "////", SKY: "\\\\\\", GREEN: "....", PALE: "xxx"}
"""What tells bars of some colours apart without it."""
_SVG: Final = "http://www.w3.org/2000/svg"
_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
_STYLE: Final[dict[str, Any]] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": "#999999",
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": False,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
    "xtick.color": INK,
    "ytick.color": INK,
}
HEAD: Final = 0.85
FOOT: Final = 0.35
_DPI: Final = 150
_WORDS: Final = {
    "id": "Sumber: zikg {zikg}; registri peraturan {registry}; penyimpanan versi {store} "
    "({count} keputusan); keadaan per {day}",
    "en": "Source: zikg {zikg}; registry of regulations {registry}; store version {store} "
    "({count} decrees); as of {day}",
}


@contextmanager
def styled(kind: str) -> Iterator[None]:
    """Set matplotlib up as all pictures are drawn, whatever the user's own settings say.

    Args:
        kind: name of the picture: the ids in its SVG are made from it, not from chance.

    Raises:
        ZikgError: matplotlib is not installed.
    """
    try:
        import matplotlib
    except ImportError as error:
        raise ZikgError(
            'Gambar memerlukan matplotlib; pasang dengan: pip install "zikg[plot]".',
            'Pictures need matplotlib; install it with: pip install "zikg[plot]".',
        ) from error
    settings: dict[Any, Any] = dict(matplotlib.rcParamsDefault.items())
    settings.pop("backend")
    with matplotlib.rc_context(settings | _STYLE | {"svg.hashsalt": kind}):
        yield


@dataclass
class Canvas:
    """A figure in the making, inside `styled`; ``told`` are words for parts of it, by their ids.

    Args:
        kind: name of the picture, in front of the ids of its parts.
        lang: language of its words.
        width: inches.
        height: inches.
    """

    kind: str
    lang: Lang
    width: float
    height: float
    told: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure: Figure = Figure((self.width, self.height), facecolor="white")
        FigureCanvasAgg(self.figure)

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Return new axes; margins in inches from the edges of the figure."""
        width = (self.width - left - right) / self.width
        height = (self.height - top - bottom) / self.height
        return self.figure.add_axes((left / self.width, bottom / self.height, width, height))

    def name(self, artist: Any, part: str, words: str) -> None:
        """Give a part of the picture an id, and words for who points at it or hears it."""
        gid = f"{self.kind}-{_NAME.sub('-', part)}"
        artist.set_gid(gid)
        self.told[gid] = plain(words)

    def heading(self, title: str, about: str, source: str) -> None:
        """Write title, what is shown, and the source line; they take `HEAD` and `FOOT` inches."""
        left = 0.15 / self.width
        heads = (
            (textwrap.fill(title, int(self.width * 8)), 0.15, 14.0, "bold", INK),
            (textwrap.fill(about, int(self.width * 13)), 0.45, 9.0, "normal", "#444444"),
        )
        for text, above, size, weight, colour in heads:
            where = (left, 1 - above / self.height)
            self.figure.text(*where, text, fontsize=size, fontweight=weight, color=colour, va="top")
        self.figure.text(left, 0.1 / self.height, source, fontsize=7, color=GREY)

    def svg(self, title: str, description: str) -> str:
        """Return the picture as an SVG element that names and describes itself."""
        from lxml import etree

        made = io.BytesIO()
        self.figure.savefig(made, format="svg", metadata=dict.fromkeys(_ABOUT))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(made.getvalue(), parser)
        _bare(root, self.kind)
        for group in root.iter(f"{{{_SVG}}}g"):
            words = self.told.get(group.get("id", ""))
            if words:
                _described(group, "title", words)
        root.set("role", "img")
        root.set("aria-labelledby", f"{self.kind}-title {self.kind}-desc")
        root.set("lang", self.lang)
        for tag, words in (("desc", description), ("title", title)):
            _described(root, tag, words).set("id", f"{self.kind}-{tag}")
        return str(etree.tostring(root, encoding="unicode")).strip() + "\n"

    def png(self) -> bytes:
        """Return the picture as PNG, 150 dots an inch."""
        made = io.BytesIO()
        self.figure.savefig(made, format="png", dpi=_DPI, metadata={"Software": None})
        return made.getvalue()


_FONT: Final = re.compile(
    r"(?:(?P<style>italic|oblique) )?(?:(?P<weight>bold|\d+) )?(?P<size>[\d.]+px) (?P<family>.+)"
)
_FAMILY: Final = "'DejaVu Sans', Verdana, Arial, sans-serif"


def _bare(root: Any, kind: str) -> None:
    """Say with attributes what matplotlib says with styles: pages that forbid these show it too.

    Ids that name nothing of ours go: several pictures may stand in one page.
    """
    for old in [*root.iter(f"{{{_SVG}}}metadata"), *root.iter(f"{{{_SVG}}}style")]:
        old.getparent().remove(old)
    root.set("stroke-linejoin", "round")
    for element in root.iter(f"{{{_SVG}}}*"):
        if element.tag.endswith("}g") and not element.get("id", "").startswith(f"{kind}-"):
            element.attrib.pop("id", None)
        for part in element.attrib.pop("style", "").split(";"):
            name, _, value = (piece.strip() for piece in part.partition(":"))
            font = _FONT.fullmatch(value) if name == "font" else None
            if font:
                given = {"style": font["style"], "weight": font["weight"], "size": font["size"]}
                for of, said in given.items():
                    if said:
                        element.set(f"font-{of}", said)
                element.set("font-family", _FAMILY)
            elif name:
                element.set(name, value)


_ABOUT: Final = ("Creator", "Date", "Format", "Type")


def _described(parent: Any, tag: str, words: str) -> Any:
    from lxml import etree

    child = etree.Element(f"{{{_SVG}}}{tag}")
    child.text = plain(words)
    parent.insert(0, child)
    return child


def source(lang: Lang, *, registry: str, store: str, count: int, day: str) -> str:
    """Return the line that tells where the facts come from."""
    import zikg

    words = _WORDS[lang]
    return plain(
        words.format(zikg=zikg.__version__, registry=registry, store=store, count=count, day=day)
    )


def short(text: str, width: int) -> str:
    """Return text cut between words at a width in letters."""
    return textwrap.shorten(plain(text), width, placeholder=" …")


def abbreviated(name: str) -> str:
    """Return the name of an office with the letters of the election bodies."""
    for long, letters in (("Komisi Pemilihan Umum", "KPU"), ("Komisi Independen Pemilihan", "KIP")):
        name = name.replace(long, letters)
    return name


def legend(entries: list[tuple[str, str, str]]) -> Iterator[Any]:
    """Yield handles for a legend: (colour, mark, words); a mark is a shape, a line or ``bar``."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    for colour, mark, words in entries:
        if mark == "bar":
            hatch = HATCHES.get(colour, "")
            yield Patch(facecolor=colour, edgecolor="white", hatch=hatch, linewidth=0, label=words)
            continue
        line: Any = mark if mark in {"-", "--"} else "none"
        shape = mark if line == "none" else None
        yield Line2D([], [], color=colour, marker=shape, linestyle=line, markersize=7, label=words)
