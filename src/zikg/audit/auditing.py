"""The audit of a store: what changed is examined in several processes, one writes.

A call may be broken off at any moment, even by ``kill -9``: the findings of a document are
exchanged whole or not at all, and the next call goes on with the rest.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from zikg.audit.findings import RECORD
from zikg.audit.judging import Judged, Task, Terms, forget, judge
from zikg.audit.keys import engine_key
from zikg.audit.record import read_record
from zikg.audit.storing import store_judged
from zikg.audit.workers import judged_by
from zikg.graph.terms import term
from zikg.ingest.keys import made_with
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_RUN
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.store import Reader, Writer

    Progress = Callable[[int, int], None]

BATCH: Final = 64
"""Documents written in one transaction, at most."""
SECONDS: Final = 5.0
"""What was examined waits so long at most before it is written."""
PUBLISH: Final = 30.0
"""Seconds after which what was written is published, so that readers see a long run grow."""
_STORED: Final = f"""SELECT ?d ?sha ?made (MIN(?path) AS ?file) WHERE {{ GRAPH <{GRAPH_RUN}> {{
  ?d a zikg:StoredDocument ; zikg:file ?path .
  OPTIONAL {{ ?d zikg:sha256 ?sha }} OPTIONAL {{ ?d zikg:madeWith ?made }} }}
  GRAPH ?g {{ ?d a zikg:Decree }} }}
GROUP BY ?d ?sha ?made ORDER BY ?file ?d"""


@dataclass
class Summary:
    """What an audit came to; ``failed`` are documents that could not be examined, and why.

    ``findings`` counts by code and severity, ``documents`` the documents that have a code.
    """

    as_of: date
    registry: str
    total: int = 0
    kept: int = 0
    examined: int = 0
    undecided: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    interrupted: bool = False

    def add(self, judged: Judged) -> None:
        """Count a document."""
        self.kept += judged.kept
        self.examined += not judged.kept
        record = judged.record
        if record.error:
            self.failed.append((judged.path, record.error))
        self.findings.update(record.findings)
        self.documents.update({code for code, _ in record.findings})
        self.undecided += record.undecided

    def count(self, severity: str) -> int:
        """Return how many findings have a severity."""
        return sum(n for (_, level), n in self.findings.items() if level == severity)


def audit(
    store: Writer,
    *,
    day: date,
    jobs: int = 1,
    engine: str = "compiled",
    full: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Examine the documents of a store and write their findings into ``graph/findings``.

    A document is left alone where neither it, nor the rules and the code, nor what it asked of the
    registry, nor the day (as far as it matters) has changed since it was last examined.

    Args:
        store: the store; it is published at the end, and meanwhile from time to time.
        day: the date that counts as today.
        jobs: processes that examine; with 1 all is done in this one.
        engine: ``compiled``, ``pyshacl`` or ``both``.
        full: examine every document, changed or not.
        progress: called with how many documents are done, and of how many.

    Raises:
        StoreError: the store could not be written.
        BuildError: the two engines disagree (``both``).
    """
    forget()
    began = time.monotonic()
    registry = open_registry().info.sha256
    answer: Any = store.query(_STORED)
    rows = list(answer)
    summary = Summary(day, registry, len(rows))
    terms = Terms(day, engine, full)
    writing = _Batch(store)
    done = 0
    try:
        for judged in judged_by(jobs, _tasks(store, rows, terms, registry), terms, judge):
            summary.add(judged)
            writing.add(judged)
            done += 1
            if progress is not None:
                progress(done, len(rows))
    except KeyboardInterrupt:
        summary.interrupted = True
    finally:
        writing.finish()
    summary.seconds = time.monotonic() - began
    return summary


def _tasks(store: Reader, rows: Any, terms: Terms, registry: str) -> Iterator[Task | Judged]:
    """Give the documents to be examined, and at once those whose record tells of no change."""
    key, made = engine_key(), made_with()
    for row in rows:
        local, path = row["d"].value.removeprefix(BASE), row["file"].value
        said: dict[Any, Any] = {quad.predicate: quad.object for quad in store.about(
            GRAPH_EVIDENCE, (row["d"].value,))}  # fmt: skip
        record = read_record(said[RECORD].value) if RECORD in said else None
        if record is not None and not terms.full:
            same = record.engine == key and record.registry == registry
            if same and record.holds_on(terms.day):
                yield Judged(local, path, record, kept=True)
                continue
        sha = row["sha"].value if row["sha"] is not None else local.partition("/")[2]
        current = row["made"] is not None and row["made"].value == made
        text, layout = said.get(term("text")), said.get(term("layout"))
        yield Task(
            local,
            path,
            sha,
            text.value if text is not None else None,
            layout.value if layout is not None else "",
            record,
            _day(store, local) if current else None,
        )


def _day(store: Reader, local: str) -> date | None:
    for quad in store.about(GRAPH_RUN, (f"{BASE}{local}/run",)):
        if quad.predicate == term("asOf"):
            return date.fromisoformat(str(getattr(quad.object, "value", "")))
    return None


class _Batch:
    def __init__(self, store: Writer) -> None:
        self._store = store
        self._waiting: list[Judged] = []
        self._since = self._published = time.monotonic()

    def add(self, judged: Judged) -> None:
        now = time.monotonic()
        if not judged.kept:
            if not self._waiting:
                self._since = now
            self._waiting.append(judged)
        if len(self._waiting) >= BATCH or (self._waiting and now - self._since > SECONDS):
            self._write()
        if now - self._published > PUBLISH:
            self._store.publish()
            self._published = now

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        store_judged(self._store, waiting)

    def finish(self) -> None:
        self._write()
        self._store.publish()
