"""One call of a page: the store, the request, the language, the day, and the view it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from zikg.model import Interval
from zikg.namespaces import BASE
from zikg.validate.run import today

if TYPE_CHECKING:
    from zikg.registry import Registry
    from zikg.serve.messages import Request
    from zikg.store import Reader

Json = dict[str, Any]
LANGUAGES: Final = ("id", "en")
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""No inline script or style, and nothing from elsewhere."""
_MOST_PAGES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class View:
    """What a page gives: its data, and how they are shown.

    ``data`` is the answer as JSON, whole; ``shown`` is what only the template needs.
    """

    template: str
    title: str
    data: Json
    shown: Json = field(default_factory=dict)
    status: int = 200
    media: str = ""
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Refusal(Exception):  # noqa: N818 - it is an answer, said in a sentence
    """A request that cannot be followed, with its status and one sentence in both languages."""

    def __init__(self, status: int, indonesian: str, english: str) -> None:
        super().__init__(indonesian)
        self.status = status
        self.said = {"id": indonesian, "en": english}


@cache
def known() -> Registry:
    """Return the registry of regulations that this process reads."""
    from zikg.registry import open_registry

    return open_registry()


@dataclass(frozen=True)
class Call:
    """A request to a page over an open store; ``path`` is without the suffix of a format."""

    reader: Reader
    request: Request
    path: str

    @cached_property
    def lang(self) -> str:
        """The language of the page: that of the query, else that the browser prefers."""
        asked = self.request.get("lang")
        for wanted in (asked, self.request.language[:2]):
            if wanted in LANGUAGES:
                return wanted
        return "id"

    @cached_property
    def today(self) -> date:
        """The day that is today (``ZIKG_TODAY`` fixes it)."""
        return today()

    @property
    def registry(self) -> Registry:
        """The registry of regulations."""
        return known()

    def say(self, indonesian: str, english: str) -> str:
        """Return the words of the language asked for."""
        return english if self.lang == "en" else indonesian

    def url(self, path: str, /, **query: str | int | None) -> str:
        """Return a link on this server; a language that was chosen by the query goes along.

        Args:
            path: a path, or an IRI of ours.
            query: parameters; those that are empty are left out.
        """
        local = "/" + path.removeprefix(BASE).lstrip("/")
        local, mark, fragment = local.partition("#")
        asked: dict[str, str | int] = {k: v for k, v in query.items() if v not in {None, ""}}
        if self.request.get("lang") in LANGUAGES:
            asked.setdefault("lang", self.request.get("lang"))
        link = quote(local, safe="/:@!$&'()*+,;=~-._")
        return link + (f"?{urlencode(asked)}" if asked else "") + mark + quote(fragment)

    def again(self, /, **query: str | int | None) -> str:
        """Return the link to this page with some parameters changed."""
        asked: dict[str, str | int | None] = dict(self.request.query)
        asked.pop("format", None)
        return self.url(self.path, **(asked | query))

    def absolute(self, path: str) -> str:
        """Return a link with the address of this server."""
        return self.request.home.rstrip("/") + self.url(path)

    def day(self, name: str) -> date | None:
        """Return a parameter that is a date; ``None`` where it is not given.

        Raises:
            Refusal: it is no date.
        """
        text = self.request.get(name).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise Refusal(
                400,
                f"Parameter {name} bukan tanggal: {text}. Tulis seperti 2025-02-07.",
                f"Parameter {name} is no date: {text}. Write it like 2025-02-07.",
            ) from error

    def at(self, name: str = "at") -> Interval:
        """Return the day asked about, else today."""
        return Interval.of(self.day(name) or self.today)

    def number(self, name: str, usual: int, most: int = _MOST_PAGES) -> int:
        """Return a parameter that is a whole number from 1 to ``most``.

        Raises:
            Refusal: it is none.
        """
        text = self.request.get(name).strip()
        if not text:
            return usual
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= most):
            raise Refusal(
                400,
                f"Parameter {name} harus bilangan dari 1 sampai {most}, bukan {text[:40]}.",
                f"Parameter {name} must be a number from 1 to {most}, not {text[:40]}.",
            )
        return int(text)


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a list: ``number`` counts from 1."""

    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """The offset of the first line shown."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    def json(self) -> Json:
        """Return it as data."""
        return {"page": self.number, "size": self.size, "total": self.total, "pages": self.pages}


def paged(call: Call, total: int, size: int = 25) -> Paged:
    """Return the page of a list that is asked for (``?page=2``), at most the last one."""
    most = max(1, -(-total // size))
    return Paged(min(call.number("page", 1), most), size, total)
