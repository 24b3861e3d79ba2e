"""A short way for queries that are light: from the socket to the engine and back.

Most of what a light query costs is not the query but its way through a parser, an event loop and
an application. A client sends the same headers with each request: once they have gone the ordinary
way, a request with the very same ones is read by its first line. Everything else, and whatever
looks unusual, goes the ordinary way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from collections.abc import Callable

    Head = tuple[str, bool]
    """What the headers of a request say: the forms that are taken, and whether gzip is."""

# The characters of https://www.rfc-editor.org/rfc/rfc9112#section-3.2 and no fragment.
_LINE: Final = re.compile(rb"GET /sparql\?([!\"$-~]+) HTTP/1\.1(?=\r\n)")
_END: Final = b"\r\n\r\n"
_LONGEST: Final = 4096
_MOST: Final = 256


def protocol(
    quick: Callable[[bytes, Head], list[bytes] | None],
    head: Callable[[list[tuple[bytes, bytes]]], Head | None],
) -> type[HttpToolsProtocol]:
    """Return the class of connections of a front.

    Args:
        quick: gives the answer to a GET of the endpoint by its query string and its headers, as
            pieces of bytes behind the status line and the date; ``None`` where the application is
            to answer.
        head: gives what headers say; ``None`` where such requests always go the ordinary way.
    """
    heads: dict[bytes, Head] = {}

    class Connection(HttpToolsProtocol):
        """A connection of a client."""

        begun = False  # a request came in part
        block = b""  # the headers of the request that is being read, as they came

        def data_received(self, data: bytes) -> None:
            line = _LINE.match(data)
            if line is not None and not self.begun and self._idle():
                block = data[line.end() :]
                known = heads.get(block)
                if known is not None:
                    pieces = quick(line[1], known)
                    if pieces is not None:
                        self._reply(pieces)
                        return
                elif len(block) < _LONGEST and block.find(_END) == len(block) - len(_END):
                    self.block = block
            super().data_received(data)

        def _idle(self) -> bool:
            done = self.cycle is None or self.cycle.response_complete
            return done and not self.flow.write_paused and not self.transport.is_closing()

        def _reply(self, pieces: list[bytes]) -> None:
            self._unset_keepalive_if_required()
            date = [b"%b: %b\r\n" % each for each in self.server_state.default_headers]
            self.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", *date, *pieces)))
            self.on_response_complete()

        def on_message_begin(self) -> None:
            self.begun = True
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            block, self.block = self.block, b""
            if (
                block
                and self.parser.get_method() == b"GET"
                and self.parser.get_http_version() == "1.1"
                and self.parser.should_keep_alive()
            ):
                known = head(self.headers)
                if known is not None and len(heads) < _MOST:
                    heads[block] = known
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self.begun = False
            super().on_message_complete()

    made: Any = Connection
    return made  # type: ignore[no-any-return]
