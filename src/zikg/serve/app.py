"""The ASGI application of a front: which request is what, and what its answer looks like.

https://asgi.readthedocs.io/en/latest/specs/www.html. It is written on the bare interface: a query
that takes 30 microseconds should not pay ten times that for its way through a framework.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from zikg.namespaces import BASE
from zikg.serve import media
from zikg.serve.answering import Answered, failed
from zikg.serve.assets import asset
from zikg.serve.call import Call, packs, unchanged
from zikg.serve.dumping import FORMS
from zikg.serve.endpoint import ASK_AGAIN, VARY, Endpoint
from zikg.serve.guarding import Guard, read_body
from zikg.serve.lanes import DUMP, Job, message
from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from zikg.serve.desk import Desk
    from zikg.serve.metrics import Board
    from zikg.serve.quick import Head

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
_UNUSUAL: Final = frozenset(
    (b"if-none-match", b"content-length", b"transfer-encoding", b"upgrade", b"expect", b"range")
)
"""Headers of a request that is read the ordinary way."""
_MOST_STARTS: Final = 64
_METHODS: Final = "GET, HEAD, OPTIONS, POST"

Headers = tuple[tuple[str, str], ...]


class App:
    """Answers requests, with the workers of one front.

    Args:
        desk: the data and the workers.
        board: the counters of all fronts.
    """

    def __init__(self, desk: Desk, board: Board) -> None:
        self._desk, self._board = desk, board
        self._guard = Guard(desk.settings)
        self._endpoint = Endpoint(desk)
        self._starts: dict[Any, bytes] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        begin = time.perf_counter()
        call = Call(scope, receive, send)
        kind = "other"
        try:
            self._guard.check_host(call.headers.get("host", ""))
            kind, answered = await self._answer(call)
        except Problem as problem:
            answered = failed(problem)
        if answered is not None:
            await self._send(call, answered)
        status = answered.status if answered is not None else 200  # None was sent in pieces
        spent = time.perf_counter() - begin
        self._desk.row.answered(kind, status, spent)
        if self._desk.settings.log:
            # Never the query string: it may hold a question, and an upload's form is a draft.
            now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
            line = f"{now} {call.client} {call.method} {call.path!r} {status} {spent * 1000:.1f}ms"
            sys.stderr.write(line + "\n")

    def head(self, headers: list[tuple[bytes, bytes]]) -> Head | None:
        """Return what the headers of a plain GET say; ``None`` where it goes the ordinary way."""
        given = {name: value.decode("latin-1") for name, value in headers}
        if self._desk.settings.log or not _UNUSUAL.isdisjoint(given):
            return None
        try:
            self._guard.check_host(given.get(b"host", ""))
        except Problem:
            return None
        return given.get(b"accept", ""), packs(given.get(b"accept-encoding", ""))

    def quick(self, query: bytes, head: Head) -> list[bytes] | None:
        """Answer a query that is known to be light at once; see `zikg.serve.quick`."""
        begin = time.perf_counter()
        if self._desk.retiring:
            return None
        try:
            found = self._endpoint.at_once(query, *head)
        except Problem:
            return None
        if found is None or found[0].status != 200:
            return None
        answered, tag = found
        same = (self._desk.version, answered.media, answered.headers)
        start = self._starts.get(same)
        if start is None:
            told = (("x-zikg-version", self._desk.version), VARY, ASK_AGAIN, *answered.headers)
            pairs = self._start(200, answered.media, told, None)["headers"]
            start = b"".join(b"%b: %b\r\n" % each for each in pairs)
            if len(self._starts) > _MOST_STARTS:
                self._starts.clear()
            self._starts[same] = start
        last = f"etag: {tag}\r\ncontent-length: {len(answered.body)}\r\n\r\n".encode()
        self._desk.row.answered("query", 200, time.perf_counter() - begin)
        return [start, last, answered.body]

    async def _answer(self, call: Call) -> tuple[str, Answered | None]:
        path = call.path
        if call.method == "OPTIONS":
            headers = tuple((k.decode(), v.decode()) for k, v in self._guard.preflight)
            return "other", Answered(204, "", b"", (("allow", _METHODS), *headers))
        if path in ("/sparql", "/sparql/"):
            return "query", await self._endpoint(call)
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
        if call.method == "POST":
            self._guard.check_origin(call.headers)
            body = await read_body(call.receive, call.headers, self._desk.settings.upload)
            return "page", await self._desk.page(call, path, body)
        return await self._resource(call)

    def _own(self, path: str) -> Answered | None:
        ready = self._desk.pool.ready
        if path == "/healthz":
            state = b"ok\n" if ready else b"no worker is ready\n"
            return Answered(200 if ready else 503, "text/plain; charset=utf-8", state)
        if path == "/metrics":
            text = self._board.text(self._desk.version)
            return Answered(200, "text/plain; version=0.0.4; charset=utf-8", text.encode())
        if path == "/openapi.json":
            from zikg.serve.openapi import document

            return Answered(200, "application/json", document(self._desk.settings))
        return None

    async def _resource(self, call: Call) -> tuple[str, Answered]:
        """Answer for an identifier: its page, or what the data say of it."""
        desk = self._desk
        desk.check_version(call.get("version"))
        path, raw, key = _form_of(call)
        if path in _ABOUT:
            form = media.named(key, media.GRAPHS) if key else media.GRAPHS[0]
            return "data", await desk.about(call, _ABOUT[path], form)
        if path == "/ontology":
            key = key or "ttl"  # the modules are their own page
        if not key:
            return "page", await desk.page(call, path)
        iris = tuple(dict.fromkeys((BASE + raw.lstrip("/"), BASE + path.lstrip("/"))))
        arguments = (iris, key, desk.settings.rows, desk.asked_of_page(call, call.path))
        sent = message("resource", arguments, pack=call.packs)
        head, body = await desk.work(call, sent, (iris, key))
        if head[0] == 404:
            raise Problem(
                "not-found",
                f"Data ini tidak memuat {iris[0][:300]}.",
                f"The data hold nothing named {iris[0][:300]}.",
            )
        return "data", desk.tagged(call, Answered(head[0], head[1], body, head[2]))

    async def _dump(self, call: Call, version: str, form: str) -> Answered | None:
        desk = self._desk
        desk.check_version(version or call.get("version"))
        tag = f'"{desk.version}-{form}"'
        if call.has(tag):
            return unchanged(tag)
        name = f"zikg-{desk.version}.{form}.gz"
        headers = (
            *(("etag", tag), ("x-zikg-version", desk.version)),
            ("content-disposition", f'attachment; filename="{name}"'),
        )
        if call.method == "HEAD":
            return Answered(200, "application/gzip", b"", headers)
        loop = asyncio.get_running_loop()
        sent = message("dump", (form,), pack=False)
        job = Job(sent, call.client, None, loop.create_future(), DUMP, asyncio.Queue())
        desk.pool.submit(job)
        watching = loop.create_task(desk.watch(call, job))
        try:
            return await self._pass_on(call, job, headers)
        finally:
            watching.cancel()
            if job.answer.done() and not job.answer.cancelled():
                job.answer.exception()  # told already, or nobody is there to tell

    async def _pass_on(self, call: Call, job: Job, headers: Headers) -> Answered | None:
        assert job.stream is not None
        first = await job.stream.get()
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
            following = await job.stream.get()
            if following is None or following[0][0] != 200:
                # The connection is closed in the middle: a half dump must not look whole.
                raise ConnectionAbortedError
            head, body = following

    def _static(self, call: Call) -> Answered:
        found = asset(call.path.removeprefix("/static/"))
        if found is None:
            raise Problem("not-found", "Berkas itu tidak ada.", "There is no such file.")
        if call.has(found.tag):
            return unchanged(found.tag)
        lasting = "public, max-age=31536000, immutable" if call.query else "no-cache"
        headers = (("etag", found.tag), ("cache-control", lasting), ("vary", "accept-encoding"))
        if call.packs and found.packed:
            return Answered(
                200, found.media, found.packed, (*headers, ("content-encoding", "gzip"))
            )
        return Answered(200, found.media, found.body, headers)

    def _start(self, status: int, kind: str, headers: Headers, length: int | None) -> Any:
        given = [
            (name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers
        ]
        names = {name for name, _ in given}
        raw = [each for each in self._guard.headers if each[0] not in names]
        raw += given
        if self._desk.retiring:
            raw.append((b"connection", b"close"))
        if kind:
            raw.append((b"content-type", kind.encode()))
        if length is not None:
            raw.append((b"content-length", str(length).encode()))
        return {"type": "http.response.start", "status": status, "headers": raw}

    async def _send(self, call: Call, answered: Answered) -> None:
        length = None if answered.status in (204, 304) else len(answered.body)
        await call.send(self._start(answered.status, answered.media, answered.headers, length))
        await call.send({"type": "http.response.body", "body": answered.body})


def _form_of(call: Call) -> tuple[str, str, str]:
    """Return the path, the path as it was sent, both without suffix, and the form of data wanted.

    The form is empty where a page is wanted.
    """
    suffixed = _SUFFIX.fullmatch(call.path)
    if suffixed:
        return suffixed["path"], call.raw_path.rpartition(".")[0], suffixed["key"]
    name = call.get("format")
    if name:
        form = media.named(name, media.GRAPHS)
        own = name in ("json", "xml", "csv")  # of these the pages know what is meant
        return call.path, call.raw_path, form.key if form and not own else ""
    place = media.preferred(call.headers.get("accept", ""), _OFFERED)
    return call.path, call.raw_path, media.GRAPHS[place - 1].key if place else ""
