"""What a page is asked and what it answers: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request: its name as given, its bytes, the field it was put in."""

    name: str
    content: bytes
    field: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a page or for its data.

    ``path`` begins with ``/`` and is decoded, ``query`` holds the parameters (the last of several),
    ``home`` is the address that this server is reached at (``http://127.0.0.1:8000``).
    """

    path: str
    home: str
    query: tuple[tuple[str, str], ...] = ()
    accept: str = "text/html"
    language: str = "id"
    method: str = "GET"
    uploads: tuple[Upload, ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return a parameter of the query or form."""
        return dict(self.query).get(name, default)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: status, media type, body, and headers beside those every answer has."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = field(default=())
