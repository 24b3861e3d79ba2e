"""Ingest: files in, their statements in the store, each file known, new, replaced or refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse

from zikg.ingest import digesting
from zikg.ingest.base import renew_base
from zikg.ingest.keys import made_with
from zikg.ingest.manifest import Manifest, entry_lines, file_key, file_quads, local_id
from zikg.ingest.outcome import Made, Outcome, Summary
from zikg.ingest.replacing import drop_files, replace
from zikg.ingest.workers import Workers
from zikg.ingest.writing import Writing
from zikg.read import walk
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from zikg.ingest.replacing import Gone
    from zikg.store import Writer
    from zikg.store.spool import Spool

    Progress = Callable[[int, int], None]

BATCH: Final = 4_096
"""Documents loaded at once, at most; a spool may be full before (`zikg.store.spool`)."""
BATCH_LEAST: Final = 64
"""Documents loaded at once, at least. A writer that has nothing else to do waits for a third of
those that are still to come, or an eighth of those stored: with every second load the database
merges its files, all of them while they are few, and what is loaded last is loaded while nothing
is made any more."""
PARTS: Final = 4
"""Parts in which the last documents are loaded at once, at most: each is a file more to merge."""
BATCH_SECONDS: Final = 60.0
"""What has been made waits so long at most before it is stored."""
MANY: Final = 2_000
"""Documents stored by one call after which the files of the database are merged, if they are a
quarter of all: queries over many files were measured three to eight times slower."""


def ingest(
    store: Writer,
    paths: Iterable[str],
    *,
    day: date,
    jobs: int = 1,
    national: bool = True,
    progress: Progress | None = None,
    tidying: Callable[[], None] | None = None,
) -> Summary:
    """Bring files into a store: what is new is read, what is known is left alone.

    A file that cannot be read does not stop the others. The call may be broken off at any moment,
    even by ``kill -9``: every document is stored whole or not at all, and the next call goes on.

    Args:
        store: the store; it is published at the end, and meanwhile from time to time.
        paths: files, folders, patterns, archives; RDF files are taken where they are named.
        day: the date that counts as today.
        jobs: processes that read; with 1 all is done in this one.
        national: whether the national registry is loaded too.
        progress: called with how many files are settled or wait to be loaded, and of how many.
        tidying: called once before the files of the database are merged, which takes a while.

    Raises:
        StoreError: the store could not be written.
    """
    began = time.monotonic()
    base = renew_base(store, national=national)
    call = _Call(store, list(walk(paths)), day, jobs, progress)
    interrupted = call.run()
    if call.loaded >= MANY and call.loaded * 4 >= call.stored and not interrupted:
        if tidying is not None:
            tidying()
        store.optimize()
        store.publish()
    outcomes = [call.outcomes[path] for path in call.paths if path in call.outcomes]
    return Summary(
        tuple(outcomes),
        time.monotonic() - began,
        base,
        store.version,
        interrupted,
        len(call.paths) - len(outcomes),
        store.place,
    )


class _Call:
    """One call at work: what is stored, what is being made, what became of each file."""

    def __init__(
        self, store: Writer, paths: list[str], day: date, jobs: int, progress: Progress | None
    ) -> None:
        self.paths, self.outcomes = paths, dict[str, Outcome]()
        self._store, self._day, self._progress = store, day, progress
        self._jobs = min(jobs, max(1, len(paths)))
        self._key = made_with()
        self._manifest = Manifest.of(store)
        self._asked: dict[str, str] = {}
        self._waiting: dict[str, list[str]] = {}
        self._batch: list[Outcome] = []
        self._spool: Spool | None = None
        self._since, self._settled = 0.0, 0
        self._writing = Writing(store, apart=self._jobs > 1)

    @property
    def loaded(self) -> int:
        """How many documents were stored anew."""
        return sum(outcome.state in {"read", "replaced"} for outcome in self.outcomes.values())

    @property
    def stored(self) -> int:
        """How many documents the store holds."""
        return len(self._manifest.stored)

    def run(self) -> bool:
        """Do it all; tell whether it was broken off."""
        interrupted = False
        try:
            if self._jobs > 1:
                self._in_parallel()
            else:
                self._in_turn()
        except KeyboardInterrupt:
            interrupted = True
        finally:
            try:
                self._flush(last=True)
            finally:
                self._writing.finish()
        return interrupted

    def _in_turn(self) -> None:
        from zikg.ingest.making import make

        again: list[str] = []
        unknown = self._unknown(self.paths)
        while path := again.pop(0) if again else next(unknown, None):
            again += self._settle(make(path, self._day))

    def _in_parallel(self) -> None:
        unknown = self._unknown(self.paths)
        first = next(unknown, None)
        if first is None:
            return
        unknown, workers = chain((first,), unknown), Workers(self._jobs, self._day)
        try:
            more = True
            while more or workers.pending:
                while more and workers.room:
                    path = next(unknown, None)
                    if path is None:
                        more = False
                    else:
                        workers.give(path)
                for made in workers.answers() if workers.pending else ():
                    for path in self._settle(made):
                        workers.give(path)
        finally:
            workers.close()

    def _unknown(self, paths: Iterable[str]) -> Iterator[str]:
        """Give the files that have to be read; the others are settled on the way."""
        for path in paths:
            digest = digesting.digest(path)
            local = local_id(path, digest) if digest else None
            if local is None:
                yield path  # reading it says what is wrong
            elif self._is_fresh(local):
                self._known(path, local)
            elif local in self._waiting:
                self._waiting[local].append(path)
            else:
                self._waiting[local], self._asked[path] = [], local
                yield path

    def _settle(self, made: Made) -> list[str]:
        """Settle an answer; gives the files that now have to be read after all."""
        local = local_id(made.path, made.sha256)
        if made.error is not None:
            self._done(Outcome(made.path, "failed", reason=made.error))
        elif self._is_fresh(local):  # it changed meanwhile into what is stored by now
            self._known(made.path, local)
        else:
            self._new(made, local)
        return list(self._unknown(self._waiting.pop(self._asked.pop(made.path, ""), ())))

    def _is_fresh(self, local: str) -> bool:
        entry = self._manifest.stored.get(local)
        return entry is not None and entry.made == self._key

    def _known(self, path: str, local: str) -> None:
        """Settle a file whose content is stored already, perhaps as another file."""
        key, entry = file_key(path), self._manifest.stored[local]
        before = self._manifest.by_file.get(key)
        outcome = Outcome(path, "replaced", local, entry.decree)
        if before is None or before == local:
            outcome = Outcome(path, "unchanged", local, entry.decree)
        if before == local:
            self._done(outcome)
            return
        gone = drop_files(self._manifest, (key,))
        entry.files[key] = path
        self._manifest.by_file[key] = local
        self._exchange(gone, as_bytes(file_quads(local, key, path)), outcome)

    def _new(self, made: Made, local: str) -> None:
        """Store what was made, instead of what its file or its content was stored as before."""
        key = file_key(made.path)
        stale = self._manifest.stored.get(local)
        gone = drop_files(self._manifest, (key,), renewed=local if stale else None)
        files = {**(stale.files if stale else {}), key: made.path}
        self._manifest.put(local, self._key, files, decree=made.decree)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        listed = entry_lines(local, made.sha256, made.kind, self._key, when=when, files=files)
        quads = made.quads + listed
        outcome = Outcome(made.path, "replaced" if gone else "read", local, made.decree)
        if gone:
            self._exchange(gone, quads, outcome)
        else:
            self._add(quads, outcome)

    def _add(self, quads: bytes, outcome: Outcome) -> None:
        now = time.monotonic()
        if not self._batch:
            self._since = now
            self._spool = self._store.spool()
        assert self._spool is not None
        self._spool.add(quads)
        self._batch.append(outcome)
        self._tell()
        enough = BATCH if self._writing.busy else min(self._wanted(), BATCH)
        full = len(self._batch) >= enough or self._spool.full
        if full or now - self._since > BATCH_SECONDS:
            self._flush()

    def _wanted(self) -> int:
        """Return how many documents a writer waits for that has nothing else to do."""
        return max((len(self.paths) - len(self.outcomes)) // 3, self.stored // 8, BATCH_LEAST)

    def _flush(self, *, last: bool = False) -> None:
        spool, self._spool = self._spool, None
        if spool is None:
            return
        batch, self._batch = self._batch, []
        # While nothing is made any more, the processors are free for the last load.
        parts = min(self._jobs, PARTS, len(batch) // BATCH_LEAST) if last else 1

        def load(store: Writer) -> None:
            try:
                store.load(*spool.finished(parts))
            finally:
                spool.drop()
            self.outcomes.update((outcome.path, outcome) for outcome in batch)

        self._writing.do(load)

    def _exchange(self, gone: Gone, quads: bytes, outcome: Outcome) -> None:
        self._flush()

        def exchange(store: Writer) -> None:
            replace(store, gone, parse(quads, format=RdfFormat.N_QUADS))
            self.outcomes[outcome.path] = outcome

        self._writing.do(exchange)
        self._tell()

    def _done(self, outcome: Outcome) -> None:
        """Note what became of a file that nothing has to be written for."""
        self.outcomes[outcome.path] = outcome
        self._tell()

    def _tell(self) -> None:
        self._settled += 1
        if self._progress is not None:
            self._progress(self._settled, len(self.paths))
