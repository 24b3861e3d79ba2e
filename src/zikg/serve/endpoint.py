"""``/sparql``: a query in, its answer out, by a worker or, where it is light, by the front."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.serve import media, protocol
from zikg.serve.answering import Answered, answer, packed
from zikg.serve.call import unchanged, with_headers
from zikg.serve.guarding import read_body
from zikg.serve.lanes import message
from zikg.serve.runner import Late, Runner
from zikg.serve.shapes import Shapes, shape

if TYPE_CHECKING:
    from zikg.serve.call import Call
    from zikg.serve.desk import Desk

_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
VARY: Final = ("vary", "accept, accept-encoding")
ASK_AGAIN: Final = ("cache-control", "no-cache")
_LIGHT_SECONDS: Final = 0.002
_LIGHT_BYTES: Final = 128 * 1024
_LIGHT_TEXT: Final = 4096
_MOST_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query as it was read from its request, its name, its shape, and the tag of its answer."""

    asked: protocol.Asked
    accept: str
    packs: bool
    key: Any
    shape: Any
    tag: str


class Endpoint:
    """Answers queries.

    A query is light when workers answered it, or others of its shape, within two milliseconds: the
    front answers it itself then. It is run each time; no answer is kept.

    Args:
        desk: the data and the workers.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version = desk.version
        self._runner = Runner(desk.settings, desk.row, desk.retire)
        self._shapes = Shapes()
        self._light: OrderedDict[Any, None] = OrderedDict()
        self._prepared: OrderedDict[Any, Prepared] = OrderedDict()
        self._late: dict[Any, Late] = {}

    async def __call__(self, call: Call) -> Answered:
        """Answer one request.

        Raises:
            Problem: it is not answered.
        """
        desk = self._desk
        self._forget_old()
        accept = call.headers.get("accept", "")
        same = (call.query, accept, call.packs) if call.method == "GET" else None
        ready = self._prepared.get(same)
        if ready is None:
            body = b""
            if call.method == "POST":
                body = await read_body(call.receive, call.headers, desk.settings.question)
            asked = protocol.read(call.method, call.query, call.headers, body)
            desk.check_version(asked.version)
            if not asked.text:
                return await self._bare(call, asked.form, accept)
            ready = self._prepare(asked, accept, call.packs)
            if same is not None:
                _keep(self._prepared, same, ready)
        if ready.tag and call.has(ready.tag):
            return unchanged(ready.tag)
        answered, version = await self._query(call, ready)
        if answered.status == 200:
            answered = with_headers(answered, ("x-zikg-version", version), VARY)
            if ready.tag and version == desk.version:
                answered = with_headers(answered, ("etag", ready.tag), ASK_AGAIN)
        return answered

    def at_once(self, query: bytes, accept: str, packs: bool) -> tuple[Answered, str] | None:
        """Answer a GET without its way through the application, where its query is light.

        Args:
            query: the query string, still encoded.
            accept: the ``Accept`` header.
            packs: whether the client takes gzip.

        Returns:
            The answer and its tag, or ``None`` where the application is to answer.

        Raises:
            Problem: the query is not answered.
        """
        self._forget_old()
        same = (query, accept, packs)
        ready = self._prepared.get(same)
        if ready is None:
            asked = protocol.read("GET", query, {}, b"")
            if not asked.text or asked.version:
                return None
            ready = self._prepare(asked, accept, packs)
            _keep(self._prepared, same, ready)
        answered = self._here(ready)
        if isinstance(answered, Late):
            # The application comes to it next, and waits for it.
            self._late[ready.key] = answered
            return None
        return None if answered is None else (answered, ready.tag)

    def _forget_old(self) -> None:
        """Forget what was known of another version of the data."""
        if self._version != self._desk.version:
            self._version = self._desk.version
            self._shapes.clear()
            for memory in (self._light, self._prepared):
                memory.clear()

    def _prepare(self, asked: protocol.Asked, accept: str, packs: bool) -> Prepared:
        rest = (asked.default, asked.named, asked.form, asked.exact, accept)
        if _CHANGING.search(asked.text):
            return Prepared(asked, accept, packs, (asked.text, rest), "", "")
        known, key = shape(asked.text), (asked.text, rest)
        tag = self._desk.tag((key, packs))
        return Prepared(asked, accept, packs, key, known and (known, rest), tag)

    def _here(self, ready: Prepared) -> Answered | Late | None:
        """Answer a query in this process, where it is known to be light."""
        desk = self._desk
        if ready.key in self._light:
            answered = self._answer(ready, checked=True)
        elif (
            ready.shape
            and self._runner.free
            and not desk.retiring
            and self._shapes.light(ready.shape)
        ):
            found = self._runner.run(
                lambda: self._answer(ready, checked=False),
                lambda: self._shapes.learn(ready.shape, light=False),
            )
            if isinstance(found, Late):
                return found
            answered = found
        else:
            return None
        desk.row.add("inline")
        return answered

    def _answer(self, ready: Prepared, *, checked: bool) -> Answered:
        desk = self._desk
        answered = answer(
            desk.reader.store, ready.asked, ready.accept, desk.limits, checked=checked
        )
        return packed(answered) if ready.packs else answered

    async def _query(self, call: Call, ready: Prepared) -> tuple[Answered, str]:
        desk, asked, served = self._desk, ready.asked, self._desk.version
        here = self._late.pop(ready.key, None) or self._here(ready)
        if here is not None:
            return (await self._wait(call, here) if isinstance(here, Late) else here), served
        arguments = (
            *(asked.text, asked.default, asked.named, asked.form, asked.version, asked.exact),
            *(ready.accept, desk.limits.rows, desk.limits.size),
        )
        sent = message("query", arguments, pack=call.packs)
        named = ready.shape or ready.key
        (status, kind, headers, spent, version, _), body = await desk.work(call, sent, named)
        if desk.settings.inline and ready.tag and status == 200 and version == served:
            light = spent < _LIGHT_SECONDS and len(body) < _LIGHT_BYTES
            if light and len(asked.text) < _LIGHT_TEXT:
                _keep(self._light, ready.key, None)
            if ready.shape:
                self._shapes.learn(ready.shape, light=light)
        return Answered(status, kind, body, headers), version

    async def _wait(self, call: Call, late: Late) -> Answered:
        """Wait for a query that takes longer than was thought, unless its client goes away."""

        async def watch() -> None:
            while (await call.receive())["type"] != "http.disconnect":
                pass
            self._runner.abandon(late)

        watching = asyncio.create_task(watch())
        try:
            return await late.answer
        finally:
            watching.cancel()

    async def _bare(self, call: Call, name: str, accept: str) -> Answered:
        """Answer a request for the endpoint itself: the editor to people, else what it is."""
        if not name and accept not in ("", "*/*"):
            offers = [*(form.names for form in media.GRAPHS), media.HTML]
            if media.preferred(accept, offers) == len(offers) - 1:
                return await self._desk.page(call, "/editor")
        form = media.named(name, media.GRAPHS) if name else media.choose(accept, media.GRAPHS)
        return await self._desk.about(call, "service", form)


def _keep(memory: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    memory[key] = value
    if len(memory) > _MOST_KEPT:
        memory.popitem(last=False)
