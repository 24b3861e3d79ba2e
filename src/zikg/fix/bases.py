"""What each item of Mengingat becomes: corrected in place, replaced, split, deleted, or new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zikg.fix.case import about
from zikg.fix.pieces import piece_edits
from zikg.registry.status import status_at
from zikg.validate.citing import amended, successor

if TYPE_CHECKING:
    from zikg.fix.case import Case, Unit
    from zikg.fix.form import Form
    from zikg.fix.values import Edit
    from zikg.model import Finding, Part

_ANSWERED = ("ZI201", "ZI205", "ZI217", "ZI203", "ZI204", "ZI208", "ZI209", "ZI210", "ZI218")
"""What is answered where an instrument is cited anew as a whole."""
_STANDING = frozenset({"in-force", "amended", "partly-revoked"})


@dataclass(eq=False)
class Entry:
    """An item of the corrected list, while it is being made.

    ``part`` is where it stood (``None`` for a new one), ``work`` what it cites, ``words`` its words
    where they are wholly new, ``edits`` what is changed in those it had; ``gone`` marks one that
    is deleted, ``moves`` one whose place has to be found.
    """

    part: Part | None
    work: str | None
    words: str | None = None
    edits: list[Edit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    gone: bool = False
    moves: bool = False


class Bases:
    """The items of Mengingat under correction.

    Args:
        case: the decree and what may be changed.
        parts: the items, in order.
        form: the form in which the list is written.
    """

    def __init__(self, case: Case, parts: tuple[Part, ...], form: Form) -> None:
        self._case = case
        self._form = form
        self.entries: list[Entry] = []
        units = [case.units(part.span) for part in parts]
        self._cited = {
            unit.root.regulation
            for listed in units
            for unit in listed
            if unit.root.role == "base" and not self._identity(unit)
        }
        for part, listed in zip(parts, units, strict=True):
            self._item(part, listed)
        self._missing()

    def _identity(self, unit: Unit) -> tuple[str, list[Finding]] | None:
        """Return what a unit is replaced by as a whole, and the findings that lead to it."""
        case = self._case
        for code in ("ZI201", "ZI205", "ZI217"):
            for finding in case.on(unit, code):
                cited = about(finding)
                if cited is None:
                    continue
                if status_at(case.registry, cited, case.run.judged).code == "revoked" or (
                    code == "ZI205"
                ):
                    by = successor(cited, case.registry, case.run.judged)
                elif cited != unit.root.regulation:
                    by = cited  # an amending act cited alone: its base is what it stands for
                else:
                    by = None
                if by is not None and by != unit.root.regulation:
                    return by, case.on(unit, *_ANSWERED)
        return None

    def _item(self, part: Part, listed: tuple[Unit, ...]) -> None:
        first = next((unit.root for unit in listed), None)
        entry = Entry(part, first.regulation if first else None)
        self.entries.append(entry)
        for unit in listed:
            if self._repeated(unit, listed, entry):
                continue
            found = self._identity(unit)
            if found is not None:
                self._replace(entry, unit, listed, *found)
            elif self._apart(entry, unit):
                continue
            else:
                edits, used = piece_edits(self._case, unit, self._form)
                entry.edits += edits
                entry.findings += used

    def _replace(
        self, entry: Entry, unit: Unit, listed: tuple[Unit, ...], by: str, found: list[Finding]
    ) -> None:
        """Put the successor into the place of a unit, or delete it where that stands already."""
        case = self._case
        alone = len(listed) == 1
        if by in self._cited and not alone:
            return  # words around it would be left without their object: a person decides
        entry.findings += found
        if by in self._cited:
            entry.work, entry.gone = by, True
            return
        self._cited.add(by)
        words = amended(by, case.registry, case.run.judged).text
        if alone:
            entry.words = words
        else:
            entry.edits.append(self._form.edit(case.decree.source.text, unit.span, words))
        if listed[0] is unit:
            entry.work, entry.moves = by, True

    def _apart(self, entry: Entry, unit: Unit) -> bool:
        """Take the acts out of a chain that they do not belong to; each gets an item of its own."""
        case = self._case
        found = case.on(unit, "ZI205")
        base = unit.root.regulation
        if not found or base is None or not unit.chain:
            return False
        if any(citation.regulation is None for citation in unit.chain):
            return False
        own = [self._own(act) for finding in found for act in finding.related[:1]]
        known = [id_ for id_ in own if id_ is not None]
        if len(known) != len(own):
            return False
        words = case.chain_words(base)
        text = case.decree.source.text
        end = unit.root.span.end
        edit = self._form.edit(text, unit.span, words, since=end)
        kept, used = piece_edits(case, unit, self._form)
        entry.edits += [piece for piece in kept if piece.span.end <= end]
        entry.edits.append(edit)
        # What else was wrong in the chain is gone with it, and right in the new items.
        entry.findings += [*found, *used]
        for id_ in dict.fromkeys(known):
            self._add(id_, found)
        return True

    def _own(self, act: str) -> str | None:
        """Return what to cite for an act that was wrongly tied to another: itself, or its base."""
        case = self._case
        targets = {c.target for c in case.registry.changes_by(act) if c.kind == "amends"}
        id_ = targets.pop() if len(targets) == 1 else act
        if case.registry.get(id_) is None:
            return None
        if status_at(case.registry, id_, case.run.judged).code in _STANDING:
            return id_
        return successor(id_, case.registry, case.run.judged)

    def _repeated(self, unit: Unit, listed: tuple[Unit, ...], entry: Entry) -> bool:
        """Delete an item that cites again what an item before it cites."""
        case = self._case
        found = case.on(unit, "ZI213")
        before = [one for one in self.entries if one is not entry and not one.gone]
        if not found or len(listed) != 1:
            return False
        if not any(one.work == unit.root.regulation for one in before):
            return False
        entry.findings += found
        entry.gone = True
        return True

    def _missing(self) -> None:
        """Add what the list lacks: the guideline in force, the authority of the office."""
        case = self._case
        for finding in case.findings:
            if finding.code not in {"ZI202", "ZI221"} or not case.wanted(finding):
                continue
            if finding.section not in {"mengingat", None}:
                continue
            id_ = finding.related[0] if finding.code == "ZI202" and finding.related else None
            id_ = about(finding) if finding.code == "ZI221" else id_
            if id_ is None:
                continue
            if status_at(case.registry, id_, case.run.judged).code not in _STANDING:
                id_ = successor(id_, case.registry, case.run.judged)
            if id_ is not None:
                self._add(id_, [finding])

    def _add(self, id_: str, findings: list[Finding]) -> None:
        """Add an item, or let one that was put in count for the findings too."""
        for entry in self.entries:
            if entry.work == id_ and not entry.gone:
                if entry.part is None or entry.moves:
                    entry.findings += [f for f in findings if f not in entry.findings]
                return
        words = amended(id_, self._case.registry, self._case.run.judged).text
        self._cited.add(id_)
        self.entries.append(Entry(None, id_, words, [], list(findings), moves=True))
