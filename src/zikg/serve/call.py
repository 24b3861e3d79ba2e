"""One HTTP request with its pieces by name, and small changes to answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from zikg.serve.answering import Answered
from zikg.serve.problem import Problem


class Call:
    """One request, its pieces by name."""

    __slots__ = ("client", "headers", "method", "path", "query", "receive", "scope", "send")

    def __init__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: bytes = scope["query_string"]
        self.headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        client = scope.get("client")
        self.client: str = client[0] if client else ""

    @property
    def raw_path(self) -> str:
        """The path as it was sent, percent-encoding kept."""
        return str(self.scope.get("raw_path", b"").decode("latin-1")) or self.path

    @property
    def home(self) -> str:
        """The address that the client reached this server at."""
        return f"{self.scope['scheme']}://{self.headers.get('host', '')}"

    @property
    def packs(self) -> bool:
        """Whether the client takes gzip."""
        return packs(self.headers.get("accept-encoding", ""))

    def get(self, name: str) -> str:
        """Return a parameter of the query string, the last of several."""
        if not self.query:
            return ""
        return dict(parse_qsl(self.query.decode("utf-8", "replace"))).get(name, "")

    def has(self, tag: str) -> bool:
        """Return whether the client holds what a tag names (RFC 9110, section 13.1.2)."""
        held = self.headers.get("if-none-match")
        if not held or self.method not in ("GET", "HEAD"):
            return False
        plain = tag.removeprefix("W/")
        return held == "*" or plain in {each.strip().removeprefix("W/") for each in held.split(",")}


def packs(accepted: str) -> bool:
    """Return whether an ``Accept-Encoding`` header takes gzip."""
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")


def gone() -> Problem:
    """Return why nothing was answered where the client went away."""
    return Problem("bad-request", "Sambungan terputus.", "The client is gone.")


def unchanged(tag: str) -> Answered:
    """Return the answer to a client that has what the tag names."""
    return Answered(304, "", b"", (("etag", tag),))


def with_headers(answered: Answered, *headers: tuple[str, str]) -> Answered:
    """Return an answer with more headers."""
    return Answered(answered.status, answered.media, answered.body, (*answered.headers, *headers))
