"""``/sparql``: a query in, its answer out, by a worker or, where known to be light, at once."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.serve import media, protocol
from zikg.serve.answering import Answered, answer, packed
from zikg.serve.call import unchanged, with_headers
from zikg.serve.guarding import read_body
from zikg.serve.lanes import message

if TYPE_CHECKING:
    from zikg.serve.call import Call
    from zikg.serve.desk import Desk

_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_VARY: Final = ("vary", "accept, accept-encoding")
_ASK_AGAIN: Final = ("cache-control", "no-cache")
_LIGHT_SECONDS: Final = 0.002
_LIGHT_BYTES: Final = 128 * 1024
_LIGHT_TEXT: Final = 4096
_MOST_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query as it was read from its request, its name, and the tag of its answer."""

    asked: protocol.Asked
    accept: str
    key: Any
    tag: str


class Endpoint:
    """Answers queries.

    A query that a worker answered within two milliseconds is answered by the front itself when it
    comes again: the data are the same, so the time is. It is run each time; no answer is kept.

    Args:
        desk: the data and the workers.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version = desk.version
        self._light: OrderedDict[Any, None] = OrderedDict()
        self._prepared: OrderedDict[Any, _Prepared] = OrderedDict()
        self._quick: OrderedDict[Any, tuple[_Prepared, bool]] = OrderedDict()

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
            answered = with_headers(answered, ("x-zikg-version", version), _VARY)
            if same is not None and ready.key in self._light:
                _keep(self._quick, call.name, (ready, call.packs))
            if ready.tag and version == desk.version:
                answered = with_headers(answered, ("etag", ready.tag), _ASK_AGAIN)
        return answered

    def again(self, name: Any) -> Answered | None:
        """Answer a request that was answered before and is known to be light.

        Args:
            name: the request, as `zikg.serve.call.Call.name` names it.

        Returns:
            The answer, or ``None`` where the request has to be read.
        """
        self._forget_old()
        known = self._quick.get(name)
        if known is None:
            return None
        (ready, packs), desk = known, self._desk
        desk.row.add("inline")
        answered = answer(desk.reader.store, ready.asked, ready.accept, desk.limits, checked=True)
        told = (("x-zikg-version", desk.version), _VARY, ("etag", ready.tag), _ASK_AGAIN)
        return with_headers(packed(answered) if packs else answered, *told)

    def _forget_old(self) -> None:
        """Forget what was known of another version of the data."""
        if self._version != self._desk.version:
            self._version = self._desk.version
            for memory in (self._light, self._prepared, self._quick):
                memory.clear()

    def _prepare(self, asked: protocol.Asked, accept: str, packs: bool) -> _Prepared:
        key = (asked.text, asked.default, asked.named, asked.form, asked.exact, accept)
        tag = "" if _CHANGING.search(asked.text) else self._desk.tag((key, packs))
        return _Prepared(asked, accept, key, tag)

    async def _query(self, call: Call, ready: _Prepared) -> tuple[Answered, str]:
        desk, asked, served = self._desk, ready.asked, self._desk.version
        if ready.key in self._light:
            desk.row.add("inline")
            answered = answer(desk.reader.store, asked, ready.accept, desk.limits, checked=True)
            return (packed(answered) if call.packs else answered), served
        arguments = (
            *(asked.text, asked.default, asked.named, asked.form, asked.version, asked.exact),
            *(ready.accept, desk.limits.rows, desk.limits.size),
        )
        sent = message("query", arguments, pack=call.packs)
        (status, kind, headers, spent, version, _), body = await desk.work(call, sent, ready.key)
        light = (
            spent < _LIGHT_SECONDS and len(body) < _LIGHT_BYTES and len(asked.text) < _LIGHT_TEXT
        )
        if desk.settings.inline and ready.tag and status == 200 and light and version == served:
            _keep(self._light, ready.key, None)
        return Answered(status, kind, body, headers), version

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
