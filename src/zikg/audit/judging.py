"""The audit of one document, from what the store holds of it: what a worker does.

It is read again from its stored text, so that it is judged by the facts of today's registry, not by
those of the day on which it was ingested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from zikg.audit.findings import record_quad, result_quads
from zikg.audit.keys import engine_key
from zikg.audit.record import Record
from zikg.audit.watching import Watch
from zikg.errors import StoreError, ZikgError
from zikg.extract import extract
from zikg.graph.spans import rebuilt, span_lines
from zikg.graph.terms import term
from zikg.ingest.making import Said, said
from zikg.namespaces import GRAPH_EVIDENCE
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.store.updating import as_bytes
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Decree, Result, Run, Source

_AS_OF: Final = f" {term('asOf')} ".encode()


@dataclass(frozen=True, slots=True)
class Task:
    """One document as stored: its text, the layout beside it, and the last audit of it.

    ``made_on`` is the day as of which its statements were made, where today's code and registry
    would make the same; ``None`` where they would not.
    """

    local: str
    path: str
    sha256: str
    text: str | None
    layout: str
    record: Record | None
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one document.

    ``kept`` where the findings in the store still hold; else ``findings`` replaces them, and
    ``statements``, where it is not empty, all that the store has of the document.
    """

    local: str
    path: str
    record: Record
    kept: bool
    findings: bytes = b""
    statements: bytes = b""


@dataclass(frozen=True, slots=True)
class Terms:
    """For what an audit is made: the day, the engine, and whether all is made anew."""

    day: date
    engine: str
    full: bool


def judge(task: Task, terms: Terms) -> Judged:
    """Return the audit of one document.

    Args:
        task: the document.
        terms: the day, the engine, whether the last audit counts.
    """
    watch, record = _watch(), task.record
    registry = watch.registry.info.sha256
    if record is not None and not terms.full and _holds(record, watch, terms):
        return Judged(task.local, task.path, record, kept=True)
    watch.begin()
    try:
        decree, run, whole, result = _examined(task, watch, terms)
    except ZikgError as error:
        return _failed(task, watch, terms, error.text("id"))
    except Exception as error:  # one document that trips a defect must not stop the others
        if terms.engine != "compiled":
            raise
        return _failed(
            task, watch, terms, f"{task.path}: galat tak terduga ({type(error).__name__})"
        )
    calls = watch.calls()
    spans = span_lines(decree, GRAPH_EVIDENCE)
    graphs = _digest(whole.quads() + spans)
    after, before = _window(decree, run, watch.days(calls))
    fresh = Record(
        engine_key(),
        registry,
        calls,
        watch.digest(calls),
        graphs,
        terms.day,
        after,
        before,
        tuple((finding.code, finding.severity) for finding in result.findings),
        len(result.undecided),
        "",
    )
    findings = [*result_quads(task.local, result, registry), record_quad(task.local, fresh)]
    if record is not None:
        same = record.graphs == graphs
    else:
        made_on = task.made_on
        same = made_on is not None and (made_on == terms.day or fresh.holds_on(made_on))
    # What is stored is a part of what is examined: where this is the same, so is that.
    renewed = b"" if same else said(decree, terms.day, watch.registry).quads() + spans
    return Judged(task.local, task.path, fresh, False, as_bytes(findings), renewed)


def _digest(statements: bytes) -> str:
    """Return the digest of what was stated, but for the day of asking."""
    lines = (line for line in statements.splitlines() if _AS_OF not in line)
    return sha256(b"\n".join(sorted(lines))).hexdigest()[:32]


def _examined(task: Task, watch: Watch, terms: Terms) -> tuple[Decree, Run, Said, Result]:
    decree = extract(source(task), watch.registry)
    run = run_for(decree, terms.day)
    whole = said(decree, terms.day, watch.registry, whole=True)
    made = whole.facts()
    result = check(decree, run, watch.registry, engine=terms.engine, also=("en",), made=made)
    return decree, run, whole, result


def _failed(task: Task, watch: Watch, terms: Terms, error: str) -> Judged:
    calls = watch.calls()
    registry, told = watch.registry.info.sha256, watch.digest(calls)
    record = Record(engine_key(), registry, calls, told, "", terms.day, None, None, (), 0, error)
    return Judged(task.local, task.path, record, False, as_bytes([record_quad(task.local, record)]))


def source(task: Task) -> Source:
    """Return the document as it was read.

    Raises:
        StoreError: the store does not hold its text.
    """
    if task.text is None:
        raise StoreError(
            f"{task.path}: naskahnya tidak ada di penyimpanan; muat lagi dengan zikg ingest.",
            f"{task.path}: the store does not hold its text; bring it in again with zikg ingest.",
        )
    if task.layout:
        return rebuilt(task.path, task.sha256, task.text, task.layout)
    return read_bytes(task.text.encode(), task.path)


def _holds(record: Record, watch: Watch, terms: Terms) -> bool:
    if record.engine != engine_key() or not record.holds_on(terms.day):
        return False
    if record.registry == watch.registry.info.sha256:
        return True
    return watch.digest(record.calls) == record.told


def _window(decree: Decree, run: Run, days: set[date]) -> tuple[date | None, date | None]:
    """Return between which days the audit of an issued decree is the same.

    Today is compared with days of the registry only; a draft is judged today, and its findings
    name the day.
    """
    if run.basis != "decree":
        return None, None
    if decree.when is not None:
        days = days | {decree.when.earliest, decree.when.latest}
    if run.as_of in days:
        return None, None
    return (
        max((each for each in days if each < run.as_of), default=date.min),
        min((each for each in days if each > run.as_of), default=date.max),
    )


@cache
def _watch() -> Watch:
    return Watch(open_registry())


def forget() -> None:
    """Forget the registry of the last audit in this process: it may be another one now."""
    _watch.cache_clear()
