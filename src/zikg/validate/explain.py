"""Why a violation is one: the facts behind it, found again by the rule's own explain query.

Certainty caps severity (design section 5): of facts of one kind the strongest counts, as each
explains the violation by itself; of several kinds the weakest, as all are needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Variable

from zikg.model import Confidence, Fact, Severity
from zikg.namespaces import BASE, ZIKG
from zikg.rules.facts import FACT, FactKind, fact_kinds
from zikg.rules.turtle import NAMES
from zikg.validate.plain.facts import E, term
from zikg.validate.plain.program import program
from zikg.validate.plain.values import BeyondError
from zikg.validate.small import SmallGraph
from zikg.validate.words import Row, Speaker, holes, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.rules import Rule
    from zikg.validate.violation import Violation

_SELECT: Final = re.compile(r"SELECT(\s+DISTINCT)?")
_LEVELS: Final[tuple[Confidence, ...]] = ("low", "medium", "high")
_CAP: Final[dict[Confidence, tuple[Severity, ...]]] = {
    "high": ("error", "warning", "info"),
    "medium": ("warning", "info"),
    "low": ("info",),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The facts behind a violation: rows of the explain query, certainty, and sentences."""

    rows: tuple[Row, ...]
    confidence: Confidence
    because: tuple[Fact, ...]


def cap(severity: Severity, confidence: Confidence) -> Severity:
    """Return the severity that a certainty allows.

    Example:
        >>> cap("error", "medium"), cap("info", "high"), cap("warning", "low")
        ('warning', 'info', 'info')
    """
    allowed = _CAP[confidence]
    return severity if severity in allowed else allowed[0]


class Explainer:
    """Explains the violations of one graph; what many share is asked once."""

    def __init__(self, graph: Store | SmallGraph, speaker: Speaker, *also: Speaker) -> None:
        self._graph = graph
        self._speaker = speaker
        self._also = (speaker, *also) if also else ()
        self._told: dict[tuple[str, str, str], tuple[Fact, ...]] = {}

    def explain(self, violation: Violation, rule: Rule) -> Explanation:
        """Return the explanation of a violation.

        Args:
            violation: a violation in the graph of this explainer.
            rule: the rule it belongs to.
        """
        rows = [_whole(row, violation) for row in self._rows(violation)]
        # Sort is stable: among equally certain rows the order of the query stays.
        rows.sort(key=lambda row: -_LEVELS.index(_certainty(row)))
        confidence = _overall(rows, violation.shape.proves)
        # The message is told from the first row; the chain of facts runs in the order of time.
        facts = (self._fact(row, violation.shape.proves) for row in sorted(rows, key=_in_time))
        because = (
            *self._shared(violation, rule.opening),
            *(fact for fact in facts if fact is not None),
            *self._shared(violation, rule.closing),
        )
        return Explanation(tuple(rows), confidence, tuple(dict.fromkeys(because)))

    def _rows(self, violation: Violation) -> list[dict[str, NamedNode | Literal]]:
        if not violation.shape.explain:
            return []
        bound: dict[str, NamedNode | Literal] = {"this": violation.focus}
        if violation.value is not None:
            bound["value"] = violation.value
        return merged(self.ask(violation.shape.explain, bound))

    def ask(
        self, query: str, bound: dict[str, NamedNode | Literal]
    ) -> list[dict[str, NamedNode | Literal]]:
        """Return the rows of a query, with some of its variables bound by substitution."""
        if isinstance(self._graph, SmallGraph):
            try:
                rows = _plainly(self._graph, query, bound)
            except BeyondError:
                rows = None  # values that only a SPARQL engine compares
            if rows is not None:
                return rows
        return self._queried(query, bound)

    def _queried(
        self, query: str, bound: dict[str, NamedNode | Literal]
    ) -> list[dict[str, NamedNode | Literal]]:
        # pyoxigraph substitutes only what a query projects.
        asked = " ".join([r"\g<0>", *(f"?{name}" for name in bound)])
        graph = self._graph
        store = graph.store if isinstance(graph, SmallGraph) else graph
        solutions = store.query(
            _SELECT.sub(asked, query, count=1),
            prefixes=NAMES,
            substitutions={Variable(name): term for name, term in bound.items()},
        )
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return [
            {
                name: term
                for name in names
                if isinstance(term := solution[name], NamedNode | Literal)
            }
            for solution in solutions
        ]

    def _shared(self, violation: Violation, kinds: Iterable[str]) -> tuple[Fact, ...]:
        found: list[Fact] = []
        for name in kinds:
            kind = fact_kinds()[name]
            bound: dict[str, NamedNode | Literal] = {"this": violation.focus}
            if violation.value is not None and "?value" in kind.select:
                bound["value"] = violation.value
            key = (name, "" if kind.per_decree else violation.focus.value, str(bound.get("value")))
            if key not in self._told:
                rows = merged(self.ask(kind.select, bound))
                facts = (self._fact(row, name) for row in rows)
                self._told[key] = tuple(fact for fact in facts if fact is not None)
            found.extend(self._told[key])
        return tuple(found)

    def _fact(self, row: Row, proves: str) -> Fact | None:
        named = row.get("factKind")
        kind = fact_kinds().get(FACT + named.value if named else proves)
        if kind is None:
            return None
        text = self._speaker.tell(kind.sentence[self._speaker.lang], row)
        if text is None:
            return None
        since = interval(row, "factSince")
        document = self._speaker.naming.document
        return Fact(
            text=text,
            source=_words(row, "factSource"),
            confidence=_certainty(row),
            since=since.printed if since else None,
            subject=_words(row, "factSubject"),
            relation=kind.iri.removeprefix(FACT),
            object=_words(row, "factObject"),
            provision=_words(row, "factProvision"),
            node=f"{BASE}{document}/fakta/{_digest(row, kind)}",
            about=self._change(row, kind.iri.removeprefix(FACT)),
            texts=tuple(
                (speaker.lang, speaker.tell(kind.sentence[speaker.lang], row) or text)
                for speaker in self._also
            ),
        )

    def _change(self, row: Row, relation: str) -> str:
        """Return the legal change that a fact speaks of, where it speaks of one."""
        act, target = row.get("factSubject"), row.get("factObject")
        if relation not in _CHANGES or not isinstance(target, NamedNode) or act is None:
            return ""
        makes, by = NamedNode(ZIKG + _CHANGES[relation]), NamedNode(ZIKG + "changedBy")
        if isinstance(self._graph, SmallGraph):
            facts = self._graph.facts
            acts = facts.objects(str(by))
            for change in facts.subjects(str(makes))(str(target), E):
                if str(act) in acts(change, E):
                    return change[1:-1]
            return ""
        for quad in self._graph.quads_for_pattern(None, makes, target):
            if any(self._graph.quads_for_pattern(quad.subject, by, act)):
                return str(getattr(quad.subject, "value", ""))
        return ""


def _plainly(
    graph: SmallGraph, query: str, bound: dict[str, NamedNode | Literal]
) -> list[dict[str, NamedNode | Literal]] | None:
    """Return the rows of a query from the index; ``None`` where it was not compiled."""
    asked = tuple(name for name in bound if name != "value" or "?value" in query)
    compiled = program().ask(query, asked)
    if compiled is None:
        return None
    answer, names = compiled
    rows = answer(graph.facts, *(str(bound[name]) for name in asked))
    return [
        {**{n: term(told) for n, told in zip(names, row, strict=True) if told is not None}, **bound}
        for row in rows
    ]


_CHANGES: Final = {
    "amends": "makesAmendment",
    "revokes": "makesRevocation",
    "partly-revokes": "makesPartialRevocation",
}
"""The kinds of fact that speak of a legal change, and the property that leads to its target."""


def _words(row: Row, name: str) -> str:
    """Return a column as plain words: the short id of a node, a literal as it is."""
    term = row.get(name)
    if isinstance(term, NamedNode):
        return term.value.removeprefix(BASE).removeprefix("eli/").removeprefix("org/")
    return term.value if isinstance(term, Literal) else ""


def _digest(row: Row, kind: FactKind) -> str:
    """Return what tells a fact from others of a document, the same in every language."""
    told = sorted({name for name, _ in holes(kind.sentence["id"])})
    values = [f"{name}={row.get(name)}/{row.get(name + 'Latest')}" for name in told]
    return sha256("|".join((kind.iri, *values)).encode()).hexdigest()[:12]


def _in_time(row: Row) -> tuple[int, str, str]:
    """Order rows by their ordinal, then by their date; those without either come first."""
    ordinal, since = row.get("ordinal"), interval(row, "factSince")
    number = int(ordinal.value) if isinstance(ordinal, Literal) else 0
    return (number, since.earliest.isoformat(), since.latest.isoformat()) if since else (0, "", "")


def _whole(row: dict[str, NamedNode | Literal], violation: Violation) -> Row:
    """Return a row with what follows: the pair of the fact, its date, the value and the focus."""
    full = dict(row)
    full.setdefault("this", violation.focus)
    if violation.value is not None:
        full.setdefault("value", violation.value)
        full.setdefault("factObject", violation.value)
    for name, default in (
        ("factSubject", "related"),
        ("factSince", "since"),
        ("factSinceLatest", "sinceLatest"),
    ):
        if default in full:
            full.setdefault(name, full[default])
    return full


def merged(rows: Sequence[dict[str, NamedNode | Literal]]) -> list[dict[str, NamedNode | Literal]]:
    """Return rows that differ in their source only as one row with all sources."""
    found: dict[tuple[tuple[str, str], ...], dict[str, NamedNode | Literal]] = {}
    for row in rows:
        key = tuple((name, str(term)) for name, term in row.items() if name != "factSource")
        known = found.setdefault(key, row)
        if known is not row and "factSource" in row:
            sources = {*known["factSource"].value.split(" | "), row["factSource"].value}
            known["factSource"] = Literal(" | ".join(sorted(sources)))
    return list(found.values())


def _certainty(row: Row) -> Confidence:
    levels = [
        _LEVELS.index(term.value)
        for name, term in row.items()
        if name.endswith("onfidence") and term.value in _LEVELS
    ]
    return _LEVELS[min(levels)] if levels else "high"


def _overall(rows: Sequence[Row], proves: str) -> Confidence:
    strongest: dict[str, int] = {}
    for row in rows:
        named = row.get("factKind")
        kind = named.value if named else proves
        strongest[kind] = max(strongest.get(kind, 0), _LEVELS.index(_certainty(row)))
    return _LEVELS[min(strongest.values())] if strongest else "high"
