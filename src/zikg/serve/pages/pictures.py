"""Pictures of the store, drawn by `zikg.plot` where its libraries are installed."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.pages.asking import kept
from zikg.serve.pages.call import Call, Json, Refusal, View

if TYPE_CHECKING:
    from zikg.plot import Picture

KINDS: Final = {
    "citations": {"id": "Jaringan kutipan", "en": "Citation network"},
    "coverage": {"id": "Cakupan komponen menurut satker", "en": "Coverage of components by office"},
    "adoption": {"id": "Peralihan ke pedoman 90/2021", "en": "Adoption of guideline 90/2021"},
    "timeline": {"id": "Riwayat suatu peraturan", "en": "The life of a regulation"},
}
_MEDIA: Final = {"svg": "image/svg+xml", "png": "image/png"}
_ROOM: Final = {
    "citations": (1296, 888),
    "coverage": (1518, 912),
    "adoption": (1200, 576),
    "timeline": (1200, 524),
}
"""About how large a picture is: a page keeps its room, and a browser asks for what is near only."""
_EXAMPLE: Final = "permen/panrb/2014/52"
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture carries its own style; where it is opened by itself nothing in it may run or load."""


def installed() -> bool:
    """Return whether pictures can be drawn here."""
    return find_spec("matplotlib") is not None


def listed(call: Call) -> View:
    """Return the page of pictures."""
    data: Json = {
        "installed": installed(),
        "pictures": [
            {"kind": kind, "label": words[call.lang], "svg": call.absolute(f"gambar/{kind}.svg")}
            for kind, words in KINDS.items()
        ],
        "regulation": _regulation(call),
    }
    return View("pictures.html", call.say("Gambar", "Pictures"), data, {"room": _ROOM})


def show(call: Call, kind: str, form: str = "") -> View:
    """Return a picture: its page with the figures, or with a suffix the picture itself.

    Raises:
        Refusal: there is no such picture, or it cannot be drawn here.
    """
    if kind not in KINDS:
        raise Refusal(
            404,
            f"Tidak ada gambar {kind}; yang ada: {', '.join(KINDS)}.",
            f"There is no picture {kind}; there are {', '.join(KINDS)}.",
        )
    if not installed():
        raise Refusal(
            503,
            "Gambar memerlukan matplotlib; pasang dengan: pip install 'zikg[plot]'.",
            "Pictures need matplotlib; install it with: pip install 'zikg[plot]'.",
        )
    asked = _regulation(call) if kind == "timeline" else ""
    # A PNG takes as long again as the rest, so that it is made for those who ask for it alone.
    pixels = form == "png"
    key = ("picture", kind, call.lang, call.today.isoformat(), asked, str(pixels))
    drawn = kept(call.reader, lambda: _drawn(call, kind, asked, pixels), *key)
    if form:
        body = drawn.svg.encode() if form == "svg" else drawn.png or b""
        headers = (("Content-Security-Policy", _POLICY),)
        return View("", drawn.title, {}, media=_MEDIA[form], body=body, headers=headers)
    data: Json = {
        "kind": kind,
        "title": drawn.title,
        "about": drawn.description,
        "source": drawn.source,
        "regulation": asked or None,
        "columns": list(drawn.table.head),
        "rows": [[_plain(cell) for cell in row] for row in drawn.table.rows],
        "svg": call.absolute(f"gambar/{kind}.svg"),
    }
    return View("picture.html", drawn.title, data, {"room": _ROOM[kind]})


def _plain(cell: object) -> object:
    """Return a cell as JSON has it: a day as text."""
    return cell.isoformat() if isinstance(cell, date) else cell


def _regulation(call: Call) -> str:
    """Return the id of the regulation that is asked for, as typed in any usual form."""
    from zikg.extract.instrument import instruments

    typed = call.request.get("regulation").strip()[:200]
    if not typed:
        return _EXAMPLE
    found = instruments(typed, call.registry)
    if not found:
        raise Refusal(
            400,
            f'{typed}: bukan nama peraturan; tulis seperti "UU 5/2014".',
            f'{typed}: names no regulation; write it like "UU 5/2014".',
        )
    return found[0]


def _drawn(call: Call, kind: str, regulation: str, pixels: bool) -> Picture:
    from zikg.plot import picture

    asked: Any = kind
    return picture(
        asked,
        call.reader,
        regulation=regulation or None,
        as_of=call.today,
        lang="en" if call.lang == "en" else "id",
        registry=call.registry,
        pixels=pixels,
    )
