"""What all answers of a front have in common: its data, its workers, versions and tags."""

from __future__ import annotations

import asyncio
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from zikg.serve import media
from zikg.serve.answering import Answered, Limits
from zikg.serve.call import gone, unchanged, with_headers
from zikg.serve.dataset import Dataset, ServedReader
from zikg.serve.lanes import LIGHT, PAGE, Job, message
from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.call import Call
    from zikg.serve.lanes import Reply
    from zikg.serve.metrics import Row
    from zikg.serve.pool import Pool
    from zikg.serve.settings import Settings


class Desk:
    """The data and the workers of one front.

    Args:
        settings: how the server is set up.
        row: the counters of this front.
        dataset: what is served.
        retire: has another front take the place of this one; called once.
    """

    pool: Pool

    def __init__(
        self, settings: Settings, row: Row, dataset: Dataset, retire: Callable[[], None]
    ) -> None:
        self.settings, self.row, self._retire = settings, row, retire
        self.retiring = False
        self.limits = Limits(settings.rows, settings.answer)
        self.reader = ServedReader(dataset)

    def retire(self) -> None:
        """End this front when what it has under way is done; another one takes its place."""
        if not self.retiring:
            self.retiring = True
            self.row.add("retired")
            self._retire()

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.reader.version

    def exchange(self, version: str, path: str) -> None:
        """Serve another version of the data from now on."""
        if version != self.version:
            self.reader = ServedReader(Dataset(path, version))

    def check_version(self, version: str) -> None:
        """Refuse to answer for a version of the data that is not served.

        Raises:
            Problem: it is another one.
        """
        if version and version not in (self.version, self.pool.version):
            raise Problem(
                "other-version",
                f"Versi {version[:60]!r} tidak ada di sini; yang dilayani {self.version}.",
                f"Version {version[:60]!r} is not here; what is served is {self.version}.",
            )

    async def work(self, call: Call, sent: bytes, key: Any, lane: str = LIGHT) -> Reply:
        """Have a worker do something, unless the client goes away meanwhile.

        Args:
            call: the request.
            sent: the job, from `zikg.serve.lanes.message`.
            key: names the work, to remember whether it was heavy; ``None`` remembers nothing.
            lane: the lane of workers.

        Raises:
            Problem: it was not done.
        """
        loop = asyncio.get_running_loop()
        job = Job(sent, call.client, key, loop.create_future(), lane)
        watching: list[asyncio.Task[None]] = []
        job.on_slow = lambda: watching.append(loop.create_task(self.watch(call, job)))
        self.pool.submit(job)
        try:
            return await job.answer
        finally:
            for task in watching:
                task.cancel()

    async def watch(self, call: Call, job: Job) -> None:
        """Drop a job when its client goes away."""
        while (await call.receive())["type"] != "http.disconnect":
            pass
        self.pool.drop(job)
        if job.stream is not None:
            job.stream.put_nowait(None)
        if not job.answer.done():
            job.answer.set_exception(gone())

    async def about(self, call: Call, what: str, form: media.Form | None) -> Answered:
        """Return the service description, or the catalogue, in a form.

        Raises:
            Problem: there is no such form.
        """
        if form is None:
            keys = ", ".join(each.key for each in media.GRAPHS)
            raise Problem("not-acceptable", f"Tersedia sebagai {keys}.", f"This comes as {keys}.")
        told = {"timeout": self.settings.timeout, "rows": self.settings.rows}
        sent = message("about", (what, form.key, call.home, told), pack=call.packs)
        head, body = await self.work(call, sent, what)
        return self.tagged(call, Answered(head[0], head[1], body, head[2]))

    async def page(self, call: Call, path: str, body: bytes = b"") -> Answered:
        """Return the page at a path."""
        sent = message("page", self.asked_of_page(call, path), body, pack=call.packs)
        head, found = await self.work(call, sent, None, PAGE)
        answered = Answered(head[0], head[1], found, head[2])
        return self.tagged(call, answered, "accept, accept-encoding, accept-language")

    def asked_of_page(self, call: Call, path: str) -> tuple[Any, ...]:
        """Return a request as a page is asked; see `zikg.serve.messages.Request`."""
        first = call.headers.get("accept-language", "id").strip().lower()
        query = tuple(parse_qsl(call.query.decode("utf-8", "replace"), keep_blank_values=True))
        return (
            *("GET" if call.method == "HEAD" else call.method, path, query),
            *(call.headers.get("accept", "text/html"), "en" if first.startswith("en") else "id"),
            *(call.home, call.headers.get("content-type", "")),
        )

    def tag(self, key: Any) -> str:
        """Return the tag of an answer that follows from a question and the version of the data."""
        digest = blake2b(repr(key).encode(), digest_size=8).hexdigest()
        return f'W/"{self.version}-{digest}"'

    def tagged(
        self, call: Call, answered: Answered, vary: str = "accept, accept-encoding"
    ) -> Answered:
        """Give an answer the tag of its content, and send nothing where the client has it."""
        if answered.status != 200 or call.method == "POST":
            return with_headers(answered, ("cache-control", "no-store"))
        digest = blake2b(answered.body, digest_size=8).hexdigest()
        tag = f'W/"{self.version}-{digest}"'
        if call.has(tag):
            return unchanged(tag)
        kept = tuple(each for each in answered.headers if each[0].lower() != "vary")
        return with_headers(
            Answered(answered.status, answered.media, answered.body, kept),
            *(("etag", tag), ("cache-control", "no-cache"), ("vary", vary)),
            ("x-zikg-version", self.version),
        )
