"""What every corrector is asked with: the decree, what was found in it, and what may be changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from zikg.errors import IdentityError
from zikg.fix.edits import put
from zikg.fix.values import Change
from zikg.graph.nodes import names
from zikg.iri import is_instrument, short_id
from zikg.model import Citation, Span
from zikg.namespaces import BASE
from zikg.validate.citing import amended, one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Store

    from zikg.fix.values import Edit
    from zikg.model import Decree, Finding, Run, SectionName
    from zikg.registry import Registry

CHOICES: Final = frozenset({"ZI301"})
"""Codes whose words are sure and whose use is not: which office is meant, a person says."""


MECHANICAL: Final = frozenset({"ZI218"})
"""Codes that are put right letter by letter here (a capital, a hyphen, a semicolon), not cited
anew as the report proposes: nothing is decided."""


def is_safe(finding: Finding) -> bool:
    """Whether no decision of a person is needed to put the proposed words in."""
    if finding.code in CHOICES:
        return False
    return finding.code in MECHANICAL or (finding.fix is not None and finding.fix.safe)


_LEVELS: Final = ("error", "warning", "info")
_BLANK: Final = re.compile(r"\s*\(\[[^\[\]]{1,80}\]\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """An instrument as it is cited, with the chain of acts that are said to have changed it."""

    root: Citation
    chain: tuple[Citation, ...]
    span: Span
    """From the first word of the citation to the end of its chain, with the blanks behind it."""


@dataclass(frozen=True)
class Case:
    """A decree to be corrected.

    ``wanted`` tells which findings may be acted on; ``handled`` gathers the fingerprints of those
    that led to a change.
    """

    decree: Decree
    run: Run
    registry: Registry
    findings: tuple[Finding, ...]
    wanted: Callable[[Finding], bool]
    store: Store
    handled: set[str] = field(default_factory=set)

    @cached_property
    def _of(self) -> dict[int, list[Finding]]:
        """The findings on citations, by the index of the one that their chain begins with."""
        found: dict[int, list[Finding]] = {}
        nodes = names(self.decree).nodes
        for finding in self.findings:
            node = nodes.get(finding.focus.removeprefix(BASE))
            if node is not None and isinstance(node.thing, Citation) and self.wanted(finding):
                found.setdefault(self.root(node.thing).index, []).append(finding)
        return found

    def root(self, citation: Citation) -> Citation:
        """Return the citation that a chain of amendments begins with."""
        while citation.role == "amending" and citation.of is not None:
            citation = self.decree.citations[citation.of]
        return citation

    def units(self, span: Span) -> tuple[Unit, ...]:
        """Return the instruments cited in a stretch, each with its chain."""
        inside = [
            citation
            for citation in self.decree.citations
            if citation.role != "title" and span.start <= citation.span.start < span.end
        ]
        roots = [citation for citation in inside if self.root(citation) is citation]
        return tuple(
            self._unit(root, tuple(c for c in inside if c is not root and self.root(c) is root))
            for root in roots
        )

    def _unit(self, root: Citation, chain: tuple[Citation, ...]) -> Unit:
        end = max(citation.span.end for citation in (root, *chain))
        return Unit(root, chain, Span(root.span.start, self.blank_end(end)))

    def blank_end(self, offset: int) -> int:
        """Return where a gazette left blank ends that stands behind a citation, else ``offset``."""
        match = _BLANK.match(self.decree.source.text, offset)
        return match.end() if match else offset

    def on(self, unit: Unit, *codes: str) -> list[Finding]:
        """Return the findings on a unit that may be acted on, of some codes."""
        found = self._of.get(unit.root.index, [])
        return [finding for finding in found if finding.code in codes]

    def citation(self, finding: Finding) -> Citation | None:
        """Return the citation that a finding is on."""
        node = names(self.decree).nodes.get(finding.focus.removeprefix(BASE))
        return node.thing if node is not None and isinstance(node.thing, Citation) else None

    def change(
        self,
        findings: Iterable[Finding],
        before: str,
        after: str,
        *,
        item: str | None = None,
        section: SectionName | None = None,
        to: str | None = None,
    ) -> Change:
        """Return the change that some findings lead to, and remember that they did."""
        found = list(findings)
        self.handled.update(finding.fingerprint for finding in found)
        first = found[0]
        return Change(
            codes=tuple(dict.fromkeys(finding.code for finding in found)),
            section=section or first.section or "lampiran",
            item=item if item is not None else first.item,
            line=first.line,
            before=before,
            after=after,
            reasons=tuple(dict.fromkeys(finding.message for finding in found)),
            because=tuple(dict.fromkeys(fact for finding in found for fact in finding.because)),
            safe=all(is_safe(finding) for finding in found),
            severity=min((finding.severity for finding in found), key=_LEVELS.index),
            to=to,
        )

    def chain_words(self, id_: str, *, gazettes: bool = True) -> str:
        """Return the words for the amendments of an instrument; empty where there are none."""
        whole = amended(id_, self.registry, self.run.judged, gazettes=gazettes).text
        return whole.removeprefix(one(id_, self.registry, gazettes=gazettes).text).strip()

    def gazette_words(self, id_: str) -> str:
        """Return the gazettes of an instrument in brackets; empty where none is known."""
        whole = one(id_, self.registry).text
        words = whole.removeprefix(one(id_, self.registry, gazettes=False).text).strip()
        return "" if "[" in words else words

    def words(self, span: Span, edits: Iterable[Edit] = ()) -> str:
        """Return a stretch of the text with edits put in."""
        return put(self.decree.source.text[span.start : span.end], edits, shift=span.start)


def about(finding: Finding) -> str | None:
    """Return the instrument that a finding is about, as its rule means it."""
    if finding.value:
        try:
            id_ = short_id(finding.value)
        except IdentityError:
            return finding.subject
        if is_instrument(id_):
            return id_
    return finding.subject
