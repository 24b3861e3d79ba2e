"""A request for a page in, the answer out: routes, forms of the answer, refusals."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final

from zikg.errors import ZikgError
from zikg.namespaces import BASE
from zikg.serve.messages import Response
from zikg.serve.pages.call import POLICY, Call, Refusal, View
from zikg.serve.pages.rendering import as_json, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.messages import Request
    from zikg.store import Reader

_ROUTES: Final = tuple(
    (re.compile(pattern), module, name)
    for pattern, module, name in (
        (r"/", "dashboard", "show"),
        (r"/index", "dashboard", "show"),
        (r"/satker", "offices", "listed"),
        (r"/org/(?P<slug>[^/]+)", "offices", "show"),
        (r"/dokumen", "documents", "listed"),
        (r"/dokumen/(?P<document>[0-9a-f]{12})", "decree", "show"),
        (r"/eli/(?P<identifier>[^/]+/[^/]+/[^/]+/[^/]+)", "regulation", "show"),
        (r"/zi", "components", "regimes"),
        (r"/zi/(?P<regime>\d{4})", "components", "matrix"),
        (r"/zi/(?P<regime>\d{4})/(?P<local>[^/]+(?:/[^/]+)?)", "components", "show"),
        (r"/rule", "rules", "listed"),
        (r"/rule/(?P<code>[A-Za-z]{2}\d{3})(?:-[\w-]+)?", "rules", "show"),
        (r"/cari", "searching", "show"),
        (r"/kueri", "queries", "listed"),
        (r"/kueri/(?P<name>[\w-]+)", "queries", "show"),
        (r"/editor", "editor", "show"),
        (r"/periksa", "checking", "show"),
        (r"/gambar", "pictures", "listed"),
        (r"/gambar/(?P<kind>[\w-]+)(?:\.(?P<form>svg|png))?", "pictures", "show"),
        (r"/data", "about", "show"),
    )
)
"""Path, module of this package, function; the modules are imported when they are first asked."""
_METHODS: Final = {"checking": ("GET", "HEAD", "POST")}


def respond(reader: Reader, request: Request) -> Response:
    """Return the page, or its data as JSON, that a request asks for.

    The same address gives both: JSON with the suffix ``.json``, with ``?format=json``, or where
    ``Accept`` prefers it. A path that is none of the pages is looked up in the store as an IRI of
    ours. What cannot be followed is answered with a sentence that says what to do.

    Args:
        reader: the open store.
        request: what is asked.
    """
    path, as_data = _path(request)
    call = Call(reader, request, path)
    try:
        view = _view(call)
    except Refusal as refusal:
        view = _refused(call, refusal.status, refusal.said[call.lang])
    except ZikgError as error:
        view = _refused(call, 503, error.text(call.lang))
    usual = {
        "Content-Security-Policy": POLICY,
        "Content-Language": call.lang,
        "Vary": "Accept, Accept-Language",
    }
    headers = tuple((usual | dict(view.headers)).items())
    if view.body is not None:
        return Response(view.status, view.media, view.body, headers)
    if as_data:
        media = "application/json" if view.status < 400 else "application/problem+json"
        return Response(view.status, media, as_json(view.data), headers)
    return Response(view.status, "text/html; charset=utf-8", render(view, call), headers)


def _path(request: Request) -> tuple[str, bool]:
    """Return the path without the suffix of a format, and whether data are asked for."""
    path = "/" + request.path.strip("/")
    if path.endswith(".json"):
        return path.removesuffix(".json"), True
    asked = request.get("format")
    return path, asked == "json" or (not asked and _prefers_json(request.accept))


def _prefers_json(accept: str) -> bool:
    """Return whether JSON is wanted more than HTML (RFC 9110 section 12.5.1)."""
    weights: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        weights[kind.lower()] = weight
    html = weights.get("text/html", weights.get("text/*", weights.get("*/*", 0.0)))
    json = weights.get("application/json", 0.0)
    return json > 0 and json > html


def _view(call: Call) -> View:
    for pattern, module, name in _ROUTES:
        found = pattern.fullmatch(call.path)
        if found is None:
            continue
        allowed = _METHODS.get(module, ("GET", "HEAD"))
        if call.request.method not in allowed:
            raise Refusal(
                405,
                f"{call.path} tidak menerima {call.request.method}; pakai GET.",
                f"{call.path} takes no {call.request.method}; use GET.",
            )
        page: Callable[..., View] = getattr(import_module(f"zikg.serve.pages.{module}"), name)
        return page(call, **{k: v for k, v in found.groupdict().items() if v is not None})
    from zikg.serve.pages import node

    return node.show(call, BASE + call.path.lstrip("/"))


def _refused(call: Call, status: int, sentence: str) -> View:
    """Return the page of a refusal; as data it is a problem (RFC 9457)."""
    titles = {
        400: call.say("Permintaan tidak dapat diikuti", "The request cannot be followed"),
        404: call.say("Tidak ditemukan", "Not found"),
        405: call.say("Cara meminta tidak didukung", "Method not allowed"),
        413: call.say("Berkas terlalu besar", "File too large"),
        503: call.say("Tidak tersedia saat ini", "Not available now"),
    }
    title = titles.get(status, titles[400])
    data = {"title": title, "status": status, "detail": sentence, "instance": call.path}
    allow = (("Allow", "GET, HEAD"),) if status == 405 else ()
    return View("refused.html", title, data, status=status, headers=allow)
