"""Pictures of the store, drawn by `zikg.plot` where its libraries are installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Final

from zikg.serve.pages.asking import kept
from zikg.serve.pages.call import Call, Json, Refusal, View

KINDS: Final = {
    "citations": {"id": "Jaringan kutipan", "en": "Citation network"},
    "coverage": {"id": "Cakupan komponen menurut satker", "en": "Coverage of components by office"},
    "adoption": {"id": "Peralihan ke pedoman 90/2021", "en": "Adoption of guideline 90/2021"},
    "timeline": {"id": "Riwayat suatu peraturan", "en": "The life of a regulation"},
}
_MEDIA: Final = {"svg": "image/svg+xml", "png": "image/png"}
_EXAMPLE: Final = "permen/panrb/2014/52"


def installed() -> bool:
    """Return whether pictures can be drawn here."""
    return all(find_spec(name) is not None for name in ("matplotlib", "zikg.plot"))


def listed(call: Call) -> View:
    """Return the page of pictures."""
    data: Json = {
        "installed": installed(),
        "pictures": [
            {"kind": kind, "label": words[call.lang], "svg": call.absolute(f"gambar/{kind}.svg")}
            for kind, words in KINDS.items()
        ],
        "regulation": call.request.get("regulation") or _EXAMPLE,
    }
    return View("pictures.html", call.say("Gambar", "Pictures"), data)


def show(call: Call, kind: str, form: str = "svg") -> View:
    """Return a picture.

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
    asked = call.request.get("regulation") or _EXAMPLE
    key = ("picture", kind, form, call.lang, asked if kind == "timeline" else "")
    body = kept(call.reader, lambda: _drawn(call, kind, form, asked), *key)
    return View("", kind, {}, media=_MEDIA[form], body=body)


def _drawn(call: Call, kind: str, form: str, regulation: str) -> bytes:
    from zikg import plot

    draw: Any = plot
    more = {"regulation": regulation} if kind == "timeline" else {}
    drawn: bytes = draw.picture(kind, call.reader, form=form, lang=call.lang, today=call.today, **more)
    return drawn
