"""What changed between two stores: decrees that came, went, were put anew, or have gone stale."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

from pyoxigraph import Store, parse

from zikg.errors import StoreError
from zikg.graph.spans import rebuilt
from zikg.iri import short_id
from zikg.namespaces import (
    BASE,
    GRAPH_EVIDENCE,
    GRAPH_FINDINGS,
    GRAPH_INFERRED,
    GRAPH_REGISTRY,
    GRAPH_RUN,
)
from zikg.store import is_url, open_store
from zikg.store.folder import Opened
from zikg.store.moving import form_of
from zikg.store.snapshots import MARK

if TYPE_CHECKING:
    from zikg.model import Source
    from zikg.store import Reader

_DUMPS: Final = (".nq", ".trig", ".nq.gz", ".trig.gz")
_DECREES: Final = "SELECT ?d ?w { GRAPH ?g { ?d a zikg:Decree ; zikg:realises ?w } }"
_STALE: Final = f"""
SELECT DISTINCT ?d ?cited {{
  GRAPH <{GRAPH_INFERRED}> {{ ?c zikg:changedSince ?change }}
  GRAPH ?g {{ ?c zikg:inDecree ?d ; zikg:citesWork ?cited }}
}}"""
_FINDINGS: Final = f"""
SELECT ?d ?r ?code ?said {{ GRAPH <{GRAPH_FINDINGS}> {{
  ?r zikg:inDecree ?d ; zikg:code ?code ; sh:resultMessage ?said
  FILTER(LANG(?said) = "%s") }} }}"""
_SOURCE: Final = f"""
SELECT ?sha ?path ?text ?layout {{
  GRAPH <{GRAPH_RUN}> {{ <{BASE}%s> zikg:sha256 ?sha ; zikg:file ?path }}
  GRAPH <{GRAPH_EVIDENCE}> {{ <{BASE}%s> zikg:text ?text ; zikg:layout ?layout }}
}} ORDER BY ?path LIMIT 1"""
_REGISTRY: Final = f"""
SELECT ?key {{ GRAPH <{GRAPH_RUN}> {{ <{GRAPH_REGISTRY}> zikg:madeWith ?key }} }}"""

Facts = dict[str, set[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class StoreDifference:
    """What changed from one store to another; decrees by the short ids of their instruments.

    ``renewed`` are instruments whose document is another; ``stale_new`` and the others hold for a
    decree that is in both what was added or is gone: the instruments cited that have changed since,
    and findings (code, message).
    """

    gone: tuple[str, ...]
    new: tuple[str, ...]
    renewed: tuple[tuple[str, str, str], ...]
    stale_new: dict[str, list[str]]
    stale_gone: dict[str, list[str]]
    findings_new: dict[str, list[tuple[str, ...]]]
    findings_gone: dict[str, list[tuple[str, ...]]]
    registry_changed: bool

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, name) for name in self.__slots__)


def as_store(word: str) -> Reader | None:
    """Open what a word names as a store: a folder, a server, a snapshot or a dump.

    Returns:
        ``None`` where it names none of these.

    Raises:
        StoreError: it is one and cannot be read.
    """
    path = Path(word)
    if is_url(word) or (path / MARK).is_file():
        return open_store(word)
    if (path / "CURRENT").is_file():
        return cast("Reader", Opened(word, Store.read_only(word)))
    if path.is_file() and word.lower().endswith(_DUMPS):
        held = Store()
        try:
            with gzip.open(path) if word.lower().endswith(".gz") else path.open("rb") as file:
                held.bulk_extend(parse(cast("IO[bytes]", file), format=form_of(word)))
        except (OSError, EOFError, SyntaxError) as error:
            raise StoreError(
                f"{word} tidak dapat dibaca: {error}.", f"{word} could not be read: {error}."
            ) from error
        return cast("Reader", Opened(word, held))
    return None


def store_difference(old: Reader, new: Reader, lang: str) -> StoreDifference:
    """Return what changed from one store to another.

    Raises:
        QueryError: a store did not answer.
    """
    works = _works(old), _works(new)
    both = [work for work in works[1] if work in works[0]]
    stale = _facts(old, _STALE), _facts(new, _STALE)
    found = _facts(old, _FINDINGS % lang), _facts(new, _FINDINGS % lang)

    def more(here: int, facts: tuple[Facts, Facts]) -> dict[str, Any]:
        grown = {}
        for work in both:
            now, was = (
                {fact for local in works[side][work] for fact in facts[side].get(local, set())}
                for side in (here, 1 - here)
            )
            if added := sorted(now - was):
                grown[work] = [fact[0] if len(fact) == 1 else fact for fact in added]
        return grown

    return StoreDifference(
        gone=tuple(sorted(set(works[0]) - set(works[1]))),
        new=tuple(sorted(set(works[1]) - set(works[0]))),
        renewed=tuple(
            (work, works[0][work][0], works[1][work][0])
            for work in sorted(both)
            if works[0][work] != works[1][work]
        ),
        stale_new=more(1, stale),
        stale_gone=more(0, stale),
        findings_new=more(1, found),
        findings_gone=more(0, found),
        registry_changed=_key(old) != _key(new),
    )


def source_of(store: Reader, local: str) -> Source:
    """Return the source of a stored document, made from its text and layout.

    Raises:
        StoreError: the store holds no text of it.
    """
    answer: Any = store.query(_SOURCE % (local, local))
    for row in answer:
        return rebuilt(*(row[name].value for name in ("path", "sha", "text", "layout")))
    raise StoreError(
        f"Teks {local} tidak ada di {store.place}; masukkan lagi dengan zikg ingest.",
        f"The text of {local} is not in {store.place}; ingest it again.",
    )


def _works(store: Reader) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    answer: Any = store.query(_DECREES)
    for row in answer:
        local = row["d"].value.removeprefix(BASE)
        found.setdefault(short_id(row["w"].value), []).append(local)
    return {work: sorted(found[work]) for work in sorted(found)}


def _facts(store: Reader, query: str) -> Facts:
    found: Facts = {}
    answer: Any = store.query(query)
    for row in answer:
        fact = tuple(
            str(row[name.value].value) for name in answer.variables if name.value not in {"d", "r"}
        )
        if len(fact) == 1:
            fact = (short_id(fact[0]),)
        found.setdefault(row["d"].value.removeprefix(BASE), set()).add(fact)
    return found


def _key(store: Reader) -> str:
    answer: Any = store.query(_REGISTRY)
    return next((str(row["key"].value) for row in answer), "")
