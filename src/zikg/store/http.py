"""Requests to a SPARQL server, and its failures as sentences. Credentials are never shown."""

from __future__ import annotations

import base64
import os
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit, urlunsplit

from zikg.errors import QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE: Final = 600.0
"""Seconds that a server may take for one answer; ``ZIKG_STORE_TIMEOUT`` sets others."""
_SHOWN: Final = 300
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    body: bytes
    headers: Mapping[str, str]


class Connection:
    """Requests to one server, with the credentials of the URL or of the environment.

    Args:
        url: an address of the server; a name and a password in it are used and not kept in ``url``.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        user = unquote(parts.username or "") or os.environ.get("ZIKG_STORE_USER", "")
        password = unquote(parts.password or "") or os.environ.get("ZIKG_STORE_PASSWORD", "")
        place = parts.netloc.rpartition("@")[2]
        self.url = urlunsplit((parts.scheme, place, parts.path, parts.query, ""))
        self.has_credentials = bool(user)
        self._host = parts.hostname or ""
        self._user, self._password = user, password
        self._opener = self._opened(f"{parts.scheme}://{place}")

    def send(
        self,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str],
        *,
        query: bool = False,
        method: str | None = None,
    ) -> Reply:
        """Send a request and return the answer.

        Args:
            url: where to.
            body: what is sent; a GET without.
            headers: of the request.
            query: whether a refusal is the fault of a query of the user.
            method: another method than GET or POST.

        Raises:
            QueryError: the server refused the query.
            StoreError: it cannot be reached, wants credentials, or failed.
        """
        request = urllib.request.Request(url, body, dict(headers), method=method)  # noqa: S310 - http only
        if self.has_credentials:
            token = base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {token}")
        try:
            return self._sent(request)
        except urllib.error.HTTPError as error:
            if error.code == 401 and self.has_credentials:
                try:
                    request.remove_header("Authorization")
                    return self._sent(request, digest=True)
                except urllib.error.HTTPError as again:
                    error = again
                except (OSError, HTTPException) as failure:
                    raise self._unreachable(failure) from failure
            raise self._refused(error, query=query) from error
        except (OSError, HTTPException) as error:
            raise self._unreachable(error) from error

    def _sent(self, request: urllib.request.Request, *, digest: bool = False) -> Reply:
        opener = self._digesting if digest else self._opener
        with opener.open(request, timeout=patience()) as answer:
            return Reply(answer.read(), answer.headers)

    def _opened(self, root: str) -> urllib.request.OpenerDirector:
        direct = [urllib.request.ProxyHandler({})] if self._host in _LOOPBACK else []
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, root, self._user, self._password)
        self._digesting = urllib.request.build_opener(
            *direct, urllib.request.HTTPDigestAuthHandler(known)
        )
        return urllib.request.build_opener(*direct)

    def _refused(self, error: urllib.error.HTTPError, *, query: bool) -> StoreError | QueryError:
        told = " ".join(error.read(4096).decode("utf-8", "replace").split())[:_SHOWN]
        if error.code in {401, 403}:
            return StoreError(
                f"{self.url} menolak ({error.code}): isi ZIKG_STORE_USER dan ZIKG_STORE_PASSWORD "
                "dengan nama dan kata sandi yang boleh menulis.",
                f"{self.url} refused ({error.code}): set ZIKG_STORE_USER and ZIKG_STORE_PASSWORD "
                "to a name and password that may write.",
            )
        if query and error.code == 400:
            return QueryError(
                f"Server menolak kueri: {told}", f"The server refused the query: {told}"
            )
        return StoreError(
            f"{self.url} menjawab {error.code}: {told or error.reason}. Periksa alamatnya.",
            f"{self.url} answered {error.code}: {told or error.reason}. Check the address.",
        )

    def _unreachable(self, error: Exception) -> StoreError:
        reason = getattr(error, "reason", error)
        if isinstance(error, TimeoutError) or isinstance(reason, (TimeoutError, socket.timeout)):
            return StoreError(
                f"{self.url} tidak menjawab dalam {patience():.0f} detik; periksa bebannya, atau "
                "beri waktu lebih dengan ZIKG_STORE_TIMEOUT.",
                f"{self.url} did not answer within {patience():.0f} seconds; check its load, or "
                "give it more time with ZIKG_STORE_TIMEOUT.",
            )
        return StoreError(
            f"{self.url} tidak dapat dihubungi ({reason}); periksa apakah server berjalan dan "
            "alamatnya benar.",
            f"{self.url} cannot be reached ({reason}); check that the server runs and that the "
            "address is right.",
        )


def patience() -> float:
    """Return how many seconds a server may take."""
    given = os.environ.get("ZIKG_STORE_TIMEOUT", "")
    try:
        return float(given) if given else PATIENCE
    except ValueError:
        raise StoreError(
            f"ZIKG_STORE_TIMEOUT={given!r} bukan angka detik.",
            f"ZIKG_STORE_TIMEOUT={given!r} is not a number of seconds.",
        ) from None
