"""A worker process: answers one thing after the other from a snapshot, until it is killed.

It holds nothing that others need: no connection, no port, no lock. Whatever a query or an upload
does to it, the front that gave the work only sees that it is gone.
"""

from __future__ import annotations

import gc
import os
import time
from typing import TYPE_CHECKING, Any, Final

from zikg.serve import confine, describing, dumping, media
from zikg.serve.answering import Answered, Limits, answer, failed, graph, packed
from zikg.serve.dataset import Dataset, ServedReader
from zikg.serve.frames import Frames, frame, receive
from zikg.serve.problem import Problem
from zikg.serve.protocol import Asked

if TYPE_CHECKING:
    import socket

    from zikg.serve.messages import Request

READY: Final = "ready"
HTML: Final = "html"


def run(channel: socket.socket, dataset: Dataset, memory: int) -> None:
    """Answer what comes over a channel until its other end is closed; does not return.

    Args:
        channel: the only file that stays open.
        dataset: what is answered from.
        memory: what it may take for its work, in bytes.
    """
    try:
        confine.no_network()
        reader = ServedReader(dataset)
        confine.limit_memory(memory)
        gc.freeze()
        frames = Frames()
        channel.sendall(frame((READY,)))
        while True:
            messages = receive(channel, frames)
            if messages is None:
                break
            for head, body in messages:
                _work(channel, reader, head, body)
    except (BrokenPipeError, ConnectionResetError):
        pass
    finally:
        os._exit(0)


def _work(channel: socket.socket, reader: ServedReader, head: tuple[Any, ...], body: bytes) -> None:
    begin = time.thread_time()  # a busy machine makes no query heavy
    kind, pack, arguments = head
    try:
        if kind == "dump":
            dumping.stream(reader, arguments[0], lambda piece: _piece(channel, piece))
            answered = Answered(200, "", b"")
        else:
            answered = _DONE[kind](reader, arguments, body)
    except Problem as problem:
        answered = failed(problem)
    except MemoryError:
        answered = failed(out_of_memory())
    except Exception as error:  # the worker goes on with the next request
        answered = failed(_unexpected(error))
    if pack:
        answered = packed(answered)
    spent = time.thread_time() - begin
    reply = (answered.status, answered.media, answered.headers, spent, reader.version, False)
    channel.sendall(frame(reply, answered.body))


def _piece(channel: socket.socket, piece: bytes) -> None:
    channel.sendall(frame((200, "", (), 0.0, "", True), piece))


def _query(reader: ServedReader, arguments: tuple[Any, ...], _body: bytes) -> Answered:
    text, default, named, form, version, exact, accept, rows, size = arguments
    asked = Asked(text, default, named, form, version, exact)
    return answer(reader.store, asked, accept, Limits(rows, size))


def _resource(reader: ServedReader, arguments: tuple[Any, ...], body: bytes) -> Answered:
    """Describe what an IRI names, or leave it to the pages where there is nothing to say."""
    iris, key, rows, page = arguments
    form = media.named(key, media.GRAPHS)
    for iri in iris if form else ():
        found = describing.describe(reader, iri, rows)
        if found is not None and form is not None:
            headers = (("x-zikg-truncated", "true"),) if found.cut else ()
            return Answered(200, form.media, graph(found.triples, form), headers)
    return _page(reader, page, body)


def _about(reader: ServedReader, arguments: tuple[Any, ...], _body: bytes) -> Answered:
    from zikg.serve import service

    what, key, home, settings = arguments
    form = media.named(key, media.GRAPHS)
    assert form is not None
    told = (
        service.description(reader, home, settings)
        if what == "service"
        else service.catalogue(reader, home)
    )
    return Answered(200, form.media, graph(told, form))


def _page(reader: ServedReader, arguments: tuple[Any, ...], body: bytes) -> Answered:
    from zikg.serve.forms import read_form
    from zikg.serve.messages import Request

    method, path, query, accept, language, home, content_type = arguments
    uploads: tuple[Any, ...] = ()
    if method == "POST":
        fields, uploads = read_form(content_type, body)
        query += fields
    language = dict(query).get("lang", language)
    return respond(
        reader,
        Request(
            path=path,
            home=home,
            query=query,
            accept=accept,
            language=language if language in ("id", "en") else "id",
            method=method,
            uploads=uploads,
        ),
    )


def respond(reader: ServedReader, request: Request) -> Answered:
    """Return the page that answers a request.

    Raises:
        Problem: there is no such page.
    """
    from zikg.serve import pages

    found = pages.respond(reader, request)
    return Answered(found.status, found.media, found.body, tuple(found.headers))


def out_of_memory() -> Problem:
    """Return what a client is told whose request took too much memory."""
    return Problem(
        "memory",
        "Permintaan ini memerlukan memori lebih dari batas; persempit kuerinya.",
        "The request needed more memory than it may have; narrow the query.",
    )


def _unexpected(error: Exception) -> Problem:
    named = f"{type(error).__name__}: {error}"[:300]
    return Problem(
        "failed",
        f"Permintaan gagal dikerjakan ({named}).",
        f"The request could not be done ({named}).",
    )


_DONE: Final = {"query": _query, "resource": _resource, "about": _about, "page": _page}
