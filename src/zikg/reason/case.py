"""One decree before the judge: its citations, its run and the registry, with quick look-ups."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from zikg.graph import nt
from zikg.graph.citations import cited_work, own_number
from zikg.graph.nodes import Names, Thing, document_id, names
from zikg.registry.ordinals import amending
from zikg.registry.status import in_effect, regime_at, undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Change, Citation, Decree, Interval, Run
    from zikg.registry import Registry

_JUDGED: Final = frozenset(("menimbang", "mengingat", "memperhatikan", None))
_AMENDS: Final = re.compile(
    r"""
      ^\W*(?:tentang\s+)?
      (?P<established>penetapan\s+peraturan\s+pemerintah\s+pengganti\b.*?\btentang\s+)?
      perubahan\b
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    """A decree to be judged at the date of its run."""

    decree: Decree
    run: Run
    registry: Registry
    whole: bool = True
    """Whether what only the rules of drafting ask for is said too."""
    judged_on: dict[int, str | None] = field(default_factory=dict, repr=False, compare=False)
    """What each citation is judged on, once `zikg.reason.standing` has found it."""
    _works: dict[int, str | None] = field(default_factory=dict, repr=False, compare=False)
    _changes: dict[str, tuple[Change, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def naming(self) -> Names:
        """The nodes of the decree."""
        return names(self.decree, whole=self.whole)

    @property
    def judged(self) -> Interval:
        """The date at which everything is judged."""
        return self.run.judged

    @cached_property
    def regime(self) -> str | None:
        """The regime whose guideline is certainly in force, ``2014`` or ``2021``."""
        regime, state = regime_at(self.registry, self.judged)
        return regime if state == "decided" else None

    @cached_property
    def document(self) -> str:
        """The node of the document."""
        return nt.node(document_id(self.decree))

    def node(self, thing: Thing) -> str:
        """Return the node of a part, citation, area, row or unit of this decree."""
        return nt.node(self.naming.of(thing))

    def say(self, thing: Thing, name: str, value: str) -> Fact:
        """Return one fact about a thing of this decree."""
        return self.node(thing), nt.term(name), value

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The citations that are judged: bases and amendments, never the decree itself."""
        return tuple(
            citation
            for citation in self.decree.citations
            if citation.role != "title"
            and citation.section in _JUDGED
            # Between and behind the parts of a decree nothing is a basis of it.
            and (citation.section is not None or not self.decree.parts)
            and not own_number(self.decree, citation)
        )

    @cached_property
    def bases(self) -> tuple[Citation, ...]:
        """The base citations of Mengingat, in the order in which they stand."""
        return tuple(c for c in self.citations if c.role == "base" and c.section == "mengingat")

    def work(self, citation: Citation) -> str | None:
        """Return the id of the instrument that a citation names."""
        if citation.index not in self._works:
            self._works[citation.index] = cited_work(self.decree, citation)
        return self._works[citation.index]

    def root(self, citation: Citation) -> Citation:
        """Return the base of the chain that a citation stands in; itself for a base."""
        for _ in self.decree.citations:
            if citation.role != "amending" or citation.of is None:
                break
            citation = self.decree.citations[citation.of]
        return citation

    def chain(self, base: Citation) -> tuple[Citation, ...]:
        """Return the amending citations that hang on a base."""
        return tuple(c for c in self.citations if c.role == "amending" and self.root(c) is base)

    def named_in_title(self, citation: Citation) -> tuple[Citation, ...]:
        """Return the instruments named in the title of a citation, as they stand there."""
        return tuple(
            c for c in self.decree.citations if c.role == "title" and c.of == citation.index
        )

    def in_effect(self, change: Change) -> bool | None:
        """Return whether a change is in effect at the judged date; ``None`` for undecided."""
        return in_effect(change, self.judged)

    def undone(self, change: Change) -> bool:
        """Return whether an amendment in effect may have been undone: its act itself revoked."""
        return undone(self.registry, change, self.judged) is not False

    def changes(self, work: str | None) -> Iterator[tuple[Change, bool | None]]:
        """Return the changes to an instrument, each with whether it is in effect."""
        if work is None:
            return
        if work not in self._changes:
            self._changes[work] = self.registry.changes_to(work)
        for change in self._changes[work]:
            yield change, self.in_effect(change)


def amending_title(title: str | None) -> int | None:
    """Return the ordinal of an amending title ("Perubahan Kedua atas" is 2), else ``None``.

    A law that establishes a Perppu is amending where the title of the Perppu is.

    Example:
        >>> amending_title("Perubahan Ketiga atas Peraturan Komisi Pemilihan Umum Nomor 8")
        3
        >>> amending_title("Pencabutan Undang-Undang tentang Perubahan atas Undang-Undang") is None
        True
    """
    claim = amending(title or "") if _AMENDS.match(title or "") else None
    return claim[0] if claim else None


def establishes(title: str | None) -> bool:
    """Whether a title is that of a law that establishes an amending Perppu."""
    match = _AMENDS.match(title or "")
    return bool(match and match["established"])
