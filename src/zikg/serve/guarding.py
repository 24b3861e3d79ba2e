"""Who may ask: host names, origins, the size of a body; and the headers that every answer has."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zikg.serve.settings import Settings

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_BODY_SECONDS: Final = 60.0
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"content-security-policy", POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_CORS: Final = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"etag, retry-after, x-zikg-rows, x-zikg-truncated, x-zikg-version",
    ),
)
_PREFLIGHT: Final = (
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS, POST"),
    (b"access-control-allow-headers", b"accept, authorization, content-type, if-none-match"),
    (b"access-control-max-age", b"86400"),
)


class Guard:
    """Decides whether a request is served at all.

    Args:
        settings: which names the server goes by, and whether other origins may read.
    """

    def __init__(self, settings: Settings) -> None:
        self._names = {name.lower() for name in settings.hosts} | _LOOPBACK
        self._open = settings.host not in _LOOPBACK and not settings.hosts
        if self._open:
            self._names |= {socket.gethostname().lower(), settings.host.lower()}
        else:
            self._names.add(settings.host.lower())
        self.headers = [*_ALWAYS, *(_CORS if settings.cors else ())]
        if not settings.cors:
            self.headers.append((b"cross-origin-resource-policy", b"same-origin"))
        self.preflight = [*self.headers, *(_PREFLIGHT if settings.cors else ())]
        self._accepted: set[str] = set()

    def check_host(self, header: str) -> None:
        """Refuse a request under a name that is not ours: a page elsewhere may have rebound it.

        Raises:
            Problem: the name is not one of the server's.
        """
        if header in self._accepted:
            return
        name = _name(header)
        if name not in self._names and not (self._open and _is_address(name)):
            raise Problem(
                "wrong-host",
                f"Server ini tidak melayani nama {name[:80]!r}; tambahkan dengan --public-host.",
                f"This server does not go by {name[:80]!r}; add it with --public-host.",
            )
        if len(self._accepted) < 100:
            self._accepted.add(header)

    def check_origin(self, headers: Mapping[str, str]) -> None:
        """Refuse a form that a page of another origin sends.

        Raises:
            Problem: it does.
        """
        site = headers.get("sec-fetch-site", "same-origin")
        origin = headers.get("origin")
        same = origin is None or origin.partition("://")[2] == headers.get("host", "")
        if site not in ("same-origin", "none") or not same:
            raise Problem(
                "foreign-origin",
                "Formulir hanya diterima dari halaman server ini sendiri.",
                "Forms are accepted from this server's own pages only.",
            )


def _name(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.rpartition(":")[0].lower() if ":" in header else header.lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def read_body(receive: Any, headers: Mapping[str, str], most: int) -> bytes:
    """Return the whole body of a request.

    Args:
        receive: gives the events of the request.
        headers: by lower-case name.
        most: the most bytes.

    Raises:
        Problem: the body is too large, or takes too long.
    """
    told = headers.get("content-length", "0")
    if told.isdecimal() and int(told) > most:
        raise _too_large(most)
    held = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                event = await receive()
                if event["type"] == "http.disconnect":
                    raise Problem("bad-request", "Sambungan terputus.", "The client is gone.")
                held += event.get("body", b"")
                if len(held) > most:
                    raise _too_large(most)
                if not event.get("more_body"):
                    return bytes(held)
    except TimeoutError as error:
        raise Problem(
            "too-slow",
            f"Isi permintaan belum lengkap setelah {_BODY_SECONDS:g} detik.",
            f"The body was not complete after {_BODY_SECONDS:g} seconds.",
        ) from error


def _too_large(most: int) -> Problem:
    return Problem(
        "too-large",
        f"Isi permintaan paling banyak {most // 1024} KiB.",
        f"A body may have at most {most // 1024} KiB.",
        (("connection", "close"),),
    )
