"""The correction of one decree: what can be proposed, what is put in, what is left to a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from zikg.extract import extract
from zikg.extract.view import flat
from zikg.fix import listing, rows, words
from zikg.fix.case import Case, is_safe
from zikg.fix.edits import Pieces
from zikg.fix.values import Change, Correction, Edit, Step
from zikg.read import read_bytes
from zikg.validate import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Store

    from zikg.model import Finding, Result, Run
    from zikg.registry import Registry

_ORDER: Final = (
    *("judul", "pembukaan", "menimbang", "mengingat", "memperhatikan"),
    *("memutuskan", "diktum", "penutup", "salinan", "lampiran"),
)
_BLANK: Final = "ZI313"
_SILENT: Final = frozenset({"ZI116", "ZI207", "ZI215", "ZI216", "ZI219"})
"""Codes that report, and ask for nothing to be changed."""
_ROUNDS: Final = 5
"""Corrections that touch each other are put in one after the other; more rounds never occur."""


@dataclass(frozen=True)
class _Desk:
    """What a correction works with."""

    run: Run
    registry: Registry
    chosen: Callable[[str], bool]
    lang: str

    def again(self, text: str, path: str) -> Result:
        """Return the check of a corrected text, at the date that the first one was judged at."""
        source = read_bytes(text.encode("utf-8", "surrogatepass"), path)
        decree = extract(source, self.registry)
        return check(decree, self.run, self.registry, engine="compiled", lang=self.lang)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a way of correcting came to: the text, its check, and what was changed on the way."""

    pieces: Pieces
    result: Result
    changes: tuple[Change, ...]


def propose(
    result: Result,
    registry: Registry,
    *,
    unsafe: bool = False,
    chosen: Callable[[str], bool] = bool,
    lang: str = "id",
) -> Correction:
    """Return the correction of a decree that was checked.

    Args:
        result: what the check gave; its decree, run and graph must be there.
        registry: what is known of the instruments.
        unsafe: whether the corrected text also has what needs a decision.
        chosen: tells which codes are to be corrected.
        lang: language of the reasons; the corrected text is Indonesian always.
    """
    decree, run = result.decree, result.run
    assert decree is not None
    assert run is not None
    desk = _Desk(run, registry, chosen, lang)
    full = _work(desk, result, lambda _: True)
    done = full if unsafe else _work(desk, result, is_safe)
    seen = {_same(finding) for finding in result.findings}
    remaining = _without_marks(done.result, result)
    return Correction(
        decree=decree,
        run=run,
        registry=registry.info,
        edits=done.pieces.edits(),
        changes=_changes(done, full),
        proposed=tuple(sorted(full.changes, key=_place)),
        open=tuple(
            finding
            for finding in _without_marks(full.result, result)
            if chosen(finding.code) and finding.code not in _SILENT
        ),
        text=done.pieces.text,
        mengingat=_items(done.result),
        remaining=remaining,
        new=tuple(
            finding
            for finding in remaining
            if finding.severity != "info" and _same(finding) not in seen
        ),
    )


def steps(
    result: Result, registry: Registry, *, lang: str = "id", safe: bool = False
) -> tuple[Step, ...]:
    """Return the corrections of a decree as edits of its text as it stands, checked no further.

    Args:
        result: what the check gave; its decree, run and graph must be there.
        registry: what is known of the instruments.
        lang: language of the reasons.
        safe: whether only those are given that no person has to decide on.
    """
    assert result.run is not None
    desk = _Desk(result.run, registry, bool, lang)
    return tuple(_apart(_steps(desk, result, is_safe if safe else lambda _: True)))


def _work(desk: _Desk, result: Result, wanted: Callable[[Finding], bool]) -> _Done:
    """Correct a text round by round, until there is nothing more to correct."""
    assert result.decree is not None
    pieces = Pieces(result.decree.source.text)
    changes: list[Change] = []
    for _ in range(_ROUNDS):
        steps = _apart(_steps(desk, result, wanted))
        edits = [edit for step in steps for edit in step.edits]
        if not edits:
            break
        before = pieces.text
        pieces.put(edits)
        if pieces.text == before:
            break
        changes += [change for step in steps for change in step.changes]
        result = desk.again(pieces.text, result.path)
    return _Done(pieces, result, tuple(changes))


def _steps(desk: _Desk, result: Result, wanted: Callable[[Finding], bool]) -> list[Step]:
    assert result.decree is not None
    findings = tuple(finding for finding in result.findings if desk.chosen(finding.code))
    store = cast("Store", result.graph)
    case = Case(result.decree, desk.run, desk.registry, findings, wanted, store)
    return [
        *listing.correct(case),
        *words.considerans(case),
        *rows.missing(case),
        *words.marked(case),
    ]


def _apart(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that do not touch each other; the others have to wait for a next round."""
    kept: list[Step] = []
    taken: list[Edit] = []
    for step in steps:
        if not any(_meet(edit, other) for edit in step.edits for other in taken):
            kept.append(step)
            taken += step.edits
    return kept


def _meet(one: Edit, other: Edit) -> bool:
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def _changes(done: _Done, full: _Done) -> tuple[Change, ...]:
    """Return all changes in reading order, those of the corrected text marked."""
    made = [replace(change, applied=True) for change in done.changes]
    known = {_key(change) for change in made}
    # A safe change of the whole correction is made in any case, if perhaps in other surroundings.
    left = [c for c in full.changes if not c.safe and _key(c) not in known]
    return tuple(sorted((*made, *left), key=_place))


def _key(change: Change) -> tuple[object, ...]:
    return (change.codes, change.section, change.item, change.before, change.after)


def _place(change: Change) -> tuple[int, int]:
    return _ORDER.index(change.section), change.line


def _items(result: Result) -> tuple[tuple[str, str], ...]:
    """Return label and words of the items of Mengingat."""
    decree = result.decree
    assert decree is not None
    text = decree.source.text
    found: list[tuple[str, str]] = []
    for part in listing.items(decree.parts):
        label = text[part.label.start : part.label.end] if part.label else ""
        start = part.label.end if part.label else part.span.start
        found.append((label, flat(text, start, part.span.end)))
    return tuple(found)


def _without_marks(after: Result, before: Result) -> tuple[Finding, ...]:
    """Return what is still found, without the blanks that the correction itself has marked."""
    known = {finding.quote for finding in before.findings if finding.code == _BLANK}
    return tuple(f for f in after.findings if f.code != _BLANK or f.quote in known)


def _same(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.subject, finding.section, finding.related[:1])


def codes(select: Iterable[str], ignore: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells the codes to be corrected: beginnings of codes, as ``check`` takes them.

    Example:
        >>> chosen = codes(["ZI2"], ["ZI205"])
        >>> chosen("ZI201"), chosen("ZI205"), chosen("ZI101")
        (True, False, False)
    """
    wanted, unwanted = tuple(select), tuple(ignore)

    def chosen(code: str) -> bool:
        if unwanted and code.startswith(unwanted):
            return False
        return not wanted or code.startswith(wanted)

    return chosen
