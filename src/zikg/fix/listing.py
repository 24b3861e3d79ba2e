"""Write the corrected list of legal bases back into the places where the items stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.extract.view import flat
from zikg.fix.bases import Bases, Entry
from zikg.fix.form import Form, core_end, form_of, label_after
from zikg.fix.order import Place, insert, inverted, later, misplaced, place_of
from zikg.fix.values import Change, Edit, Step
from zikg.model import Part, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.fix.case import Case
    from zikg.model import Finding

_END: Final = "ZI218-end"
"""The shape that asks for a semicolon after each legal basis."""
_TAIL: Final = 70
"""Letters of an item that are shown where only its last mark changes."""


def correct(case: Case) -> list[Step]:
    """Return the correction of Mengingat: one step, as its items depend on each other.

    Args:
        case: the decree and what may be changed.
    """
    parts = items(case.decree.parts)
    if not parts:
        return []
    form = form_of(case.decree.source.text, parts)
    entries = Bases(case, parts, form).entries
    ordered = _ordered(case, entries)
    step = _Writer(case, parts, form).write(entries, ordered)
    return [step] if step.edits else []


def items(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the items of Mengingat, or the whole of it where it has none."""
    listed = [part for part in parts if part.section == "mengingat"]
    numbered = [part for part in listed if part.item is not None]
    top = [part for part in numbered if not any(_inside(part, other) for other in numbered)]
    return tuple(top) or tuple(map(_unlabelled, listed[:1]))


def _unlabelled(part: Part) -> Part:
    """Return the one basis of a list without numbers, behind the word Mengingat."""
    start = part.label.end if part.label else part.span.start
    return replace(part, span=Span(start, part.span.end), label=None)


def _inside(part: Part, other: Part) -> bool:
    return (
        other is not part
        and other.span.start <= part.span.start
        and part.span.end <= other.span.end
        and part.span != other.span
    )


def _ordered(case: Case, entries: list[Entry]) -> list[Entry]:
    """Return the items of the corrected list in their order."""
    places = {id(entry): _place(case, entry) for entry in entries}

    def key(entry: Entry) -> Place | None:
        return places[id(entry)]

    kept = [entry for entry in entries if not entry.gone]
    _displace(case, kept, key)
    listed = [entry for entry in kept if not entry.moves]
    for position, entry in enumerate(kept):
        if not entry.moves:
            continue
        before = [other for other in kept[:position] if other in listed]
        home = listed.index(before[-1]) + 1 if before else 0
        insert(listed, entry, key, home if entry.part is not None else None)
    return listed


def _place(case: Case, entry: Entry) -> Place | None:
    return place_of(entry.work, case.registry) if entry.work else None


def _displace(case: Case, kept: list[Entry], key: Callable[[Entry], Place | None]) -> None:
    """Mark the items that stand in the wrong place, where that may be corrected."""
    wanted = [f for f in case.findings if f.code in {"ZI211", "ZI212"} and case.wanted(f)]
    if not wanted:
        return
    steady = [entry for entry in kept if not entry.moves]
    strict = any(finding.severity != "info" for finding in wanted)
    moved = misplaced(steady, key, inverted) if strict else []
    if any(finding.severity == "info" for finding in wanted):
        moved += misplaced([entry for entry in steady if entry not in moved], key, later)
    for entry in moved:
        entry.moves = True
    for finding in wanted:
        on = [entry for entry in moved if entry.part and entry.part.item == finding.item]
        for entry in on or moved[:1]:
            entry.findings.append(finding)


class _Writer:
    """Lays the items of the corrected list into the slots of the old one."""

    def __init__(self, case: Case, slots: tuple[Part, ...], form: Form) -> None:
        self._case = case
        self._slots = slots
        self._form = form
        self._text = case.decree.source.text

    def write(self, entries: list[Entry], ordered: list[Entry]) -> Step:
        edits: list[Edit] = []
        changes: list[Change] = []
        for slot, entry in zip(self._slots, ordered, strict=False):
            if entry.part is slot and entry.words is None:
                edits += entry.edits
                found = self._unclosed(slot)
                closing = self._closing(slot, entry, found, last=entry is ordered[-1])
                edits += closing
                if closing and found and not entry.findings:
                    changes.append(self._closed(slot, found))
                elif closing:
                    entry.findings += found
            else:
                column = self._body(slot).start - (self._text.rfind("\n", 0, slot.span.start) + 1)
                words = self._words(entry, column) + ";"
                edits.append(Edit(self._body(slot), words))
        if self._slots[0].item is None and len(ordered) > 1:
            start = self._body(self._slots[0]).start
            edits.append(Edit(Span(start, start), f"{self._number(0)}{self._form.gap}"))
        edits += self._surplus(ordered)
        edits += self._further(ordered)
        numbers = {id(entry): self._number(place) for place, entry in enumerate(ordered)}
        changes += [
            self._change(entry, numbers.get(id(entry)), ordered)
            for entry in entries
            if entry.findings
        ]
        return Step(tuple(edits), tuple(changes))

    def _body(self, slot: Part) -> Span:
        """Return the words of an item, from behind its label to its end."""
        start = slot.label.end if slot.label else slot.span.start
        while start < slot.span.end and self._text[start].isspace():
            start += 1
        return Span(start, slot.span.end)

    def _core(self, slot: Part) -> Span:
        body = self._body(slot)
        return Span(body.start, core_end(self._text, body.start, body.end))

    def _words(self, entry: Entry, column: int) -> str:
        """Return the words of an item that comes to stand elsewhere, without its closing mark."""
        if entry.words is not None:
            return self._form.lay(entry.words, column)
        assert entry.part is not None
        core = self._core(entry.part)
        words = self._case.words(core, entry.edits)
        if "\n" not in words:
            return words
        return self._form.lay(flat(words, 0, len(words)), column)

    def _unclosed(self, slot: Part) -> list[Finding]:
        """Return the findings that an item has no semicolon at its end."""
        units = self._case.units(slot.span)
        found = [finding for unit in units for finding in self._case.on(unit, "ZI218")]
        return [finding for finding in found if finding.shape.endswith(_END)]

    def _closing(self, slot: Part, entry: Entry, found: list[Finding], *, last: bool) -> list[Edit]:
        """Return the edit that closes an item with a semicolon, where it has none and needs one."""
        core = self._core(slot)
        mark = self._text[core.end : slot.span.end]
        if mark.lstrip().startswith(";") or any(e.span.end > core.end for e in entry.edits):
            return []
        grown = slot is self._slots[-1] and not last
        return [Edit(Span(core.end, slot.span.end), ";")] if found or grown else []

    def _closed(self, slot: Part, found: list[Finding]) -> Change:
        core = self._core(slot)
        words = flat(self._text, core.start, core.end)
        shown = f"…{words[-_TAIL:]}" if len(words) > _TAIL else words
        mark = self._text[core.end : slot.span.end].strip()
        return self._case.change(found, f"{shown}{mark}", f"{shown};", section="mengingat")

    def _surplus(self, ordered: list[Entry]) -> list[Edit]:
        """Return the edit that deletes the slots that are left over."""
        if len(ordered) >= len(self._slots):
            return []
        start = self._slots[len(ordered) - 1].span.end if ordered else self._slots[0].span.start
        return [Edit(Span(start, self._slots[-1].span.end), "")]

    def _further(self, ordered: list[Entry]) -> list[Edit]:
        """Return the edit that puts further items behind the last slot."""
        count, last = len(self._slots), self._slots[-1]
        pieces: list[str] = []
        for place in range(count, len(ordered)):
            number = self._number(place)
            lead = self._form.between + (f"{number}{self._form.gap}" if number else "")
            column = len(lead) - (lead.rfind("\n") + 1)
            pieces.append(f"{lead}{self._words(ordered[place], column)};")
        return [Edit(Span(last.span.end, last.span.end), "".join(pieces))] if pieces else []

    def _number(self, place: int) -> str:
        """Return the label of a slot, or of one further on; none where bullets stand for it."""
        label = self._slots[min(place, len(self._slots) - 1)].label
        if label is None:
            return f"{place + 1}." if self._slots[0].item is None else ""
        if place < len(self._slots):
            return self._text[label.start : label.end]
        return label_after(self._text[label.start : label.end], place - len(self._slots) + 1)

    def _change(self, entry: Entry, number: str | None, ordered: list[Entry]) -> Change:
        before = ""
        if entry.part is not None:
            core = self._core(entry.part)
            before = flat(self._text, core.start, core.end)
        after = ""
        if not entry.gone:
            words = entry.words or self._case.words(self._core(_part(entry)), entry.edits)
            after = flat(words, 0, len(words))
        old = entry.part.item if entry.part else ""
        to = number.strip(" .()") if number else None
        change = self._case.change(
            entry.findings, before, after, section="mengingat", item=old or "",
            to=to if to != old else None,
        )  # fmt: skip
        if entry.gone:
            return replace(change, to=self._same(entry, ordered))
        return change

    def _same(self, entry: Entry, ordered: list[Entry]) -> str | None:
        """Return the number of the item that cites already what a deleted one would cite."""
        for place, other in enumerate(ordered):
            if other.work == entry.work:
                return self._number(place).strip(" .()")
        return None


def _part(entry: Entry) -> Part:
    assert entry.part is not None
    return entry.part
