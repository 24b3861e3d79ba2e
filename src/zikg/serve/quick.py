"""A short way for queries that are known to be light: from the parser of HTTP to the engine.

Most of what a light query costs is not the query but its way through an event loop and an
application. A request that repeats one which was answered in no time is answered where it is read;
everything else, and whatever looks unusual, goes the ordinary way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from collections.abc import Callable

    Quick = Callable[[bytes, list[tuple[bytes, bytes]]], list[bytes] | None]


def protocol(quick: Quick) -> type[HttpToolsProtocol]:
    """Return the class of connections of a front.

    Args:
        quick: gives the answer to a GET by its target and headers, as pieces of bytes behind the
            status line; ``None`` where the application is to answer.
    """

    class Connection(HttpToolsProtocol):
        """A connection of a client."""

        answered = False

        def on_headers_complete(self) -> None:
            if (
                (self.cycle is None or self.cycle.response_complete)
                and self.parser.get_method() == b"GET"
                and self.url.startswith(b"/sparql?")
                and self.parser.get_http_version() == "1.1"
                and self.parser.should_keep_alive()
                and not self.flow.write_paused
            ):
                pieces = quick(self.url, self.headers)
                if pieces is not None:
                    self.answered = True
                    date = b"".join(
                        b"%b: %b\r\n" % each for each in self.server_state.default_headers
                    )
                    self.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", date, *pieces)))
                    self.on_response_complete()
                    return
            super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            if not self.answered:
                super().on_body(body)

        def on_message_complete(self) -> None:
            if self.answered:
                self.answered = False
                return
            super().on_message_complete()

    made: Any = Connection
    return made  # type: ignore[no-any-return]
