"""The ASGI application of a front: which request is what, and what its answer looks like.

https://asgi.readthedocs.io/en/latest/specs/www.html. It is written on the bare interface: a query
that takes 30 microseconds should not pay ten times that for its way through a framework.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from zikg.namespaces import BASE
from zikg.serve import media, protocol
from zikg.serve.answering import Answered, Limits, answer, failed, packed
from zikg.serve.assets import asset
from zikg.serve.dataset import Dataset, ServedReader
from zikg.serve.dumping import FORMS
from zikg.serve.guarding import Guard, read_body
from zikg.serve.lanes import DUMP, LIGHT, PAGE, Job, message
from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from zikg.serve.metrics import Board, Row
    from zikg.serve.pool import Pool
    from zikg.serve.settings import Settings

_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_VARY: Final = ("vary", "accept, accept-encoding")
_LIGHT_SECONDS: Final = 0.002
_LIGHT_BYTES: Final = 128 * 1024
_MOST_KEPT: Final = 4096
_DUMP: Final = re.compile(rf"/dump/zikg(?:-(?P<version>[\w-]+))?\.(?P<form>{'|'.join(FORMS)})\.gz")
_SUFFIX: Final = re.compile(r"(?P<path>.+)\.(?P<key>ttl|nt|jsonld|rdf)")
_ABOUT: Final = {
    "/void": "catalogue",
    "/.well-known/void": "catalogue",
    "/sparql": "service",
}
# What an IRI of ours is offered as: the page first, then data. Plain JSON is the page's own.
_OFFERED: Final = (
    (*media.HTML, "application/json"),
    ("text/turtle", "application/x-turtle", "text/n3"),
    ("application/n-triples", "text/plain"),
    ("application/ld+json",),
    ("application/rdf+xml",),
)
_METHODS: Final = "GET, HEAD, OPTIONS, POST"


class App:
    """Answers requests, with the workers of one front.

    Args:
        settings: how the server is set up.
        board: the counters of all fronts.
        row: those of this one.
        dataset: what is served.
    """

    pool: Pool

    def __init__(self, settings: Settings, board: Board, row: Row, dataset: Dataset) -> None:
        self._settings, self._board, self._row = settings, board, row
        self._guard = Guard(settings)
        self._limits = Limits(settings.rows, settings.answer)
        self._reader = ServedReader(dataset)
        self._known_light: OrderedDict[Any, None] = OrderedDict()
        self._prepared: OrderedDict[Any, _Prepared] = OrderedDict()

    def exchange(self, version: str, path: str) -> None:
        """Serve another version of the data from now on."""
        if version != self._reader.version:
            self._known_light.clear()
            self._prepared.clear()
            self._reader = ServedReader(Dataset(path, version))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        begin = time.perf_counter()
        call = _Call(scope, receive, send)
        kind = "other"
        try:
            self._guard.check_host(call.headers.get("host", ""))
            kind, answered = await self._answer(call)
        except Problem as problem:
            answered = failed(problem)
        if answered is None:  # it was sent in pieces
            status = 200
        else:
            status = await self._send(call, answered)
        spent = time.perf_counter() - begin
        self._row.answered(kind, status, spent)
        if self._settings.log:
            # Never the query string: it may hold a question, and an upload's form is a draft.
            now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
            line = f"{now} {call.client} {call.method} {call.path!r} {status} {spent * 1000:.1f}ms"
            sys.stderr.write(line + "\n")

    async def _answer(self, call: _Call) -> tuple[str, Answered | None]:
        path = call.path
        if call.method == "OPTIONS":
            headers = tuple((k.decode(), v.decode()) for k, v in self._guard.preflight)
            return "other", Answered(204, "", b"", (("allow", _METHODS), *headers))
        if path in ("/sparql", "/sparql/"):
            return "query", await self._sparql(call)
        if call.method not in ("GET", "HEAD", "POST"):
            raise Problem(
                "wrong-method",
                f"{call.method} tidak dilayani; pakai GET.",
                f"{call.method} is not allowed; use GET.",
                (("allow", _METHODS),),
            )
        if path.startswith("/static/"):
            return "static", self._static(call)
        own = self._own(path)
        if own is not None:
            return "other", own
        dump = _DUMP.fullmatch(path)
        if dump:
            return "data", await self._dump(call, dump["version"] or "", dump["form"])
        return await self._resource(call)

    def _own(self, path: str) -> Answered | None:
        if path == "/healthz":
            state = b"ok\n" if self.pool.ready else b"no worker is ready\n"
            return Answered(200 if self.pool.ready else 503, "text/plain; charset=utf-8", state)
        if path == "/metrics":
            text = self._board.text(self.pool.version or self._reader.version)
            return Answered(200, "text/plain; version=0.0.4; charset=utf-8", text.encode())
        if path == "/openapi.json":
            from zikg.serve.openapi import document

            return Answered(200, "application/json", document(self._settings))
        return None

    async def _sparql(self, call: _Call) -> Answered:
        accept = call.headers.get("accept", "")
        same = (call.query, accept, call.packs) if call.method == "GET" else None
        ready = self._prepared.get(same)
        if ready is None:
            body = b""
            if call.method == "POST":
                body = await read_body(call.receive, call.headers, self._settings.question)
            asked = protocol.read(call.method, call.query, call.headers, body)
            self._check_version(asked.version)
            if not asked.text:
                return await self._bare(call, asked)
            ready = self._prepare(asked, accept, call.packs)
            if same is not None:
                _keep(self._prepared, same, ready)
        if ready.tag and call.has(ready.tag):
            return _unchanged(ready.tag)
        answered, version = await self._query(call, ready)
        if answered.status == 200:
            answered = _with(answered, ("x-zikg-version", version), _VARY)
            if ready.tag and version == self._reader.version:
                answered = _with(answered, ("etag", ready.tag), ("cache-control", "no-cache"))
        return answered

    def _prepare(self, asked: protocol.Asked, accept: str, packs: bool) -> _Prepared:
        key = (asked.text, asked.default, asked.named, asked.form, asked.exact, accept)
        tag = "" if _CHANGING.search(asked.text) else self._tag(key, packs)
        return _Prepared(asked, accept, key, tag)

    async def _query(self, call: _Call, ready: _Prepared) -> tuple[Answered, str]:
        asked, served = ready.asked, self._reader.version
        if ready.key in self._known_light:
            # It was answered from these very data in no time, so it is answered here and now.
            self._row.add("inline")
            store = self._reader.store
            answered = answer(store, asked, ready.accept, self._limits, checked=True)
            return (packed(answered) if call.packs else answered), served
        arguments = (
            *(asked.text, asked.default, asked.named, asked.form, asked.version, asked.exact),
            *(ready.accept, self._limits.rows, self._limits.size),
        )
        sent = message("query", arguments, pack=call.packs)
        head, body = await self._work(call, sent, ready.key)
        status, kind, headers, spent, version, _ = head
        light = spent < _LIGHT_SECONDS and len(body) < _LIGHT_BYTES and len(asked.text) < 4096
        if self._settings.inline and ready.tag and status == 200 and light and version == served:
            _keep(self._known_light, ready.key, None)
        return Answered(status, kind, body, headers), version

    async def _bare(self, call: _Call, asked: protocol.Asked) -> Answered:
        """Answer a request for the endpoint itself: the editor to people, else what it is."""
        accept = call.headers.get("accept", "")
        if not asked.form and accept not in ("", "*/*"):
            offers = [*(form.names for form in media.GRAPHS), media.HTML]
            if media.preferred(accept, offers) == len(offers) - 1:
                return await self._page(call, "/editor", b"")
        name = asked.form
        form = media.named(name, media.GRAPHS) if name else media.choose(accept, media.GRAPHS)
        return await self._about(call, "service", form)

    async def _about(self, call: _Call, what: str, form: media.Form | None) -> Answered:
        if form is None:
            keys = ", ".join(each.key for each in media.GRAPHS)
            raise Problem("not-acceptable", f"Tersedia sebagai {keys}.", f"This comes as {keys}.")
        told = {"timeout": self._settings.timeout, "rows": self._settings.rows}
        head, body = await self._work(
            call, message("about", (what, form.key, call.home, told), pack=call.packs), what
        )
        answered = Answered(head[0], head[1], body, head[2])
        return self._tagged(call, answered, "accept, accept-encoding")

    async def _resource(self, call: _Call) -> tuple[str, Answered]:
        body = b""
        if call.method == "POST":
            self._guard.check_origin(call.headers)
            body = await read_body(call.receive, call.headers, self._settings.upload)
            return "page", await self._page(call, call.path, body)
        self._check_version(call.get("version"))
        path, raw, key = call.path, call.raw_path, ""
        suffixed = _SUFFIX.fullmatch(path)
        if suffixed:
            path, key = suffixed["path"], suffixed["key"]
            raw = raw.rpartition(".")[0]
        else:
            wanted = media.named(call.get("format"), media.GRAPHS)
            if wanted is not None and call.get("format") not in ("json", "xml", "csv"):
                key = wanted.key
            elif not call.get("format"):
                place = media.preferred(call.headers.get("accept", ""), _OFFERED)
                key = media.GRAPHS[place - 1].key if place else ""
        if path in _ABOUT:
            form = media.named(key, media.GRAPHS) if key else media.GRAPHS[0]
            return "data", await self._about(call, _ABOUT[path], form)
        if path == "/ontology" and not key:
            key = "ttl"  # the modules are their own page
        if not key:
            return "page", await self._page(call, call.path, b"")
        iris = tuple(dict.fromkeys((BASE + raw.lstrip("/"), BASE + path.lstrip("/"))))
        arguments = (iris, key, self._settings.rows, self._page_of(call, call.path))
        head, found = await self._work(
            call, message("resource", arguments, pack=call.packs), (iris, key)
        )
        answered = Answered(head[0], head[1], found, head[2])
        if answered.status == 404:
            raise Problem(
                "not-found",
                f"Data ini tidak memuat {iris[0][:300]}.",
                f"The data hold nothing named {iris[0][:300]}.",
            )
        return "data", self._tagged(call, answered, "accept, accept-encoding")

    def _page_of(self, call: _Call, path: str) -> tuple[Any, ...]:
        first = call.headers.get("accept-language", "id").strip().lower()
        language = "en" if first.startswith("en") else "id"
        query = tuple(parse_qsl(call.query.decode("utf-8", "replace"), keep_blank_values=True))
        return (
            *("GET" if call.method == "HEAD" else call.method, path, query),
            *(call.headers.get("accept", "text/html"), language, call.home),
            call.headers.get("content-type", ""),
        )

    async def _page(self, call: _Call, path: str, body: bytes) -> Answered:
        sent = message("page", self._page_of(call, path), body, pack=call.packs)
        head, found = await self._work(call, sent, None, PAGE)
        answered = Answered(head[0], head[1], found, head[2])
        return self._tagged(call, answered, "accept, accept-encoding, accept-language")

    def _tagged(self, call: _Call, answered: Answered, vary: str) -> Answered:
        """Give an answer the tag of its content, and send nothing where the client has it."""
        if answered.status != 200 or call.method == "POST":
            return _with(answered, ("cache-control", "no-store"))
        digest = blake2b(answered.body, digest_size=8).hexdigest()
        tag = f'W/"{self._reader.version}-{digest}"'
        if call.has(tag):
            return _unchanged(tag)
        headers = tuple(each for each in answered.headers if each[0].lower() != "vary")
        return _with(
            Answered(answered.status, answered.media, answered.body, headers),
            *(("etag", tag), ("cache-control", "no-cache"), ("vary", vary)),
            ("x-zikg-version", self._reader.version),
        )

    async def _work(
        self, call: _Call, sent: bytes, key: Any, lane: str = LIGHT
    ) -> tuple[tuple[Any, ...], bytes]:
        """Have a worker do something, unless the client goes away meanwhile."""
        loop = asyncio.get_running_loop()
        job = Job(sent, call.client, key, loop.create_future(), lane)
        watching: list[asyncio.Task[None]] = []

        async def watch() -> None:
            while (await call.receive())["type"] != "http.disconnect":
                pass
            self.pool.drop(job)
            if not job.answer.done():
                job.answer.set_exception(_gone())

        job.on_slow = lambda: watching.append(loop.create_task(watch()))
        self.pool.submit(job)
        try:
            return await job.answer
        finally:
            for task in watching:
                task.cancel()

    async def _dump(self, call: _Call, version: str, form: str) -> Answered | None:
        self._check_version(version or call.get("version"))
        tag = f'"{self._reader.version}-{form}"'
        if call.has(tag):
            return _unchanged(tag)
        headers = (
            ("etag", tag),
            ("x-zikg-version", self._reader.version),
            (
                "content-disposition",
                f'attachment; filename="zikg-{self._reader.version}.{form}.gz"',
            ),
        )
        if call.method == "HEAD":
            return Answered(200, "application/gzip", b"", headers)
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[Any] = asyncio.Queue()
        job = Job(
            message("dump", (form,), pack=False),
            *(call.client, None, loop.create_future(), DUMP, pieces),
        )
        self.pool.submit(job)

        async def watch() -> None:
            while (await call.receive())["type"] != "http.disconnect":
                pass
            self.pool.drop(job)
            if not job.answer.done():
                job.answer.set_exception(_gone())
            pieces.put_nowait(None)

        watching = loop.create_task(watch())
        try:
            return await self._pass_on(call, job, pieces, headers)
        finally:
            watching.cancel()

    async def _pass_on(
        self,
        call: _Call,
        job: Job,
        pieces: asyncio.Queue[Any],
        headers: tuple[tuple[str, str], ...],
    ) -> Answered | None:
        first = await pieces.get()
        if first is None:
            await job.answer
            return None
        head, body = first
        if head[0] != 200:
            return Answered(head[0], head[1], body, head[2])
        await call.send(self._start(200, "application/gzip", headers, None))
        while True:
            more = head[5]
            await call.send({"type": "http.response.body", "body": body, "more_body": more})
            if not more:
                return None
            following = await pieces.get()
            if following is None or following[0][0] != 200:
                # The connection is closed in the middle: a half dump must not look whole.
                if job.answer.done():
                    job.answer.exception()
                raise ConnectionAbortedError
            head, body = following

    def _static(self, call: _Call) -> Answered:
        found = asset(call.path.removeprefix("/static/"))
        if found is None:
            raise Problem("not-found", "Berkas itu tidak ada.", "There is no such file.")
        if call.has(found.tag):
            return _unchanged(found.tag)
        lasting = "public, max-age=31536000, immutable" if call.query else "no-cache"
        headers = (("etag", found.tag), ("cache-control", lasting), ("vary", "accept-encoding"))
        if call.packs and found.packed:
            return Answered(
                200, found.media, found.packed, (*headers, ("content-encoding", "gzip"))
            )
        return Answered(200, found.media, found.body, headers)

    def _check_version(self, version: str) -> None:
        if version and version not in (self._reader.version, self.pool.version):
            raise Problem(
                "other-version",
                f"Versi {version[:60]!r} tidak ada di sini; yang dilayani {self._reader.version}.",
                f"Version {version[:60]!r} is not here; what is served is {self._reader.version}.",
            )

    def _tag(self, key: Any, packs: bool) -> str:
        digest = blake2b(repr((key, packs)).encode(), digest_size=8).hexdigest()
        return f'W/"{self._reader.version}-{digest}"'

    def _start(
        self,
        status: int,
        kind: str,
        headers: tuple[tuple[str, str], ...],
        length: int | None,
    ) -> dict[str, Any]:
        given = [
            (name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers
        ]
        names = {name for name, _ in given}
        raw = [each for each in self._guard.headers if each[0] not in names]
        raw += given
        if kind:
            raw.append((b"content-type", kind.encode()))
        if length is not None:
            raw.append((b"content-length", str(length).encode()))
        return {"type": "http.response.start", "status": status, "headers": raw}

    async def _send(self, call: _Call, answered: Answered) -> int:
        length = None if answered.status in (204, 304) else len(answered.body)
        await call.send(self._start(answered.status, answered.media, answered.headers, length))
        await call.send({"type": "http.response.body", "body": answered.body})
        return answered.status


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query as it was read from its request, its name, and the tag of its answer."""

    asked: protocol.Asked
    accept: str
    key: Any
    tag: str


def _keep(memory: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    memory[key] = value
    if len(memory) > _MOST_KEPT:
        memory.popitem(last=False)


class _Call:
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
        accepted = self.headers.get("accept-encoding", "")
        return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")

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


def _gone() -> Problem:
    return Problem("bad-request", "Sambungan terputus.", "The client is gone.")


def _unchanged(tag: str) -> Answered:
    return Answered(304, "", b"", (("etag", tag),))


def _with(answered: Answered, *headers: tuple[str, str]) -> Answered:
    return Answered(answered.status, answered.media, answered.body, (*answered.headers, *headers))
