"""The words that tie an amended instrument to its amendment, by how often it was amended (ZI218).

Source: UU 12/2011 Lampiran II angka 41a (several amendments: only the last is named) and 41c (one),
both inserted by UU 13/2022. Word order, and a comma before "terakhir", are free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.extract.citations.fold import distance
from zikg.extract.wordlists import plain, wordlist
from zikg.model import Span
from zikg.reason.case import Case, amending_title
from zikg.reason.relations import misdescribed
from zikg.reason.slips import Slip
from zikg.registry.status import undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Change, Citation

_AMENDING: Final = ("amended", "last-amended")


def formula_slip(case: Case, base: Citation) -> Iterator[Slip]:
    """Return the formula of a base where it is not that of the number of its amendments.

    Nothing is said where that number is not certain, or where a relation claimed is wrong.

    Args:
        case: the decree before the judge.
        base: a base citation of Mengingat.
    """
    chain = case.chain(base)
    spans = [c.formula_span for c in chain if c.formula_span is not None]
    # Two acts tied by "jo." alone claim no formula.
    if (
        not chain
        or chain[0].formula_span is None
        or any(c.relation not in _AMENDING for c in chain)
    ):
        return
    wrong = misdescribed(case)
    if any(c.index in wrong for c in chain):
        return
    several = amended_often(case, base, chain)
    if several is None:
        return
    forms = wordlist("citation-form")["formula"]
    written = plain(" ".join(citation.formula or "" for citation in chain)).split()
    marks, always = forms["only_several"], forms["always"]
    right = all(_has(written, word) for word in always)
    if several:
        right = right and all(_has(written, word) for word in marks) and len(chain) == 1
    else:
        right = right and not any(_has(written, word) for word in marks)
    if not right:
        reads = " … ".join(" ".join(c.formula.split()) for c in chain if c.formula)
        should = forms["several" if several else "one"]
        yield Slip("formula", reads, should, Span(spans[0].start, spans[0].end))


def amended_often(case: Case, base: Citation, chain: tuple[Citation, ...]) -> bool | None:
    """Return whether the act named last is certainly not the first amendment, or certainly is.

    By the place that its title gives it, and by the amendments on record that are earlier. A Perppu
    and the law that establishes it are one; an amendment whose act was itself revoked is none.
    """
    act = case.work(chain[-1])
    changes = [(c, now) for c, now in case.changes(case.work(base)) if c.kind == "amends"]
    own = next((change for change, _ in changes if change.act == act), None)
    place = _place(case, chain[-1], own)
    groups = {c.act: c.group for c, _ in changes}
    named = {groups.get(case.work(c) or "") or case.work(c) for c in chain}
    if (place or 1) > 1 or len(named) > 1:
        return True
    if own is None:
        return False if place == 1 and not changes else None
    earlier = [c for c, _ in changes if c.act != own.act and (not c.group or c.group != own.group)]
    order = [_before(case, change, own) for change in earlier]
    if any(order):
        return True
    held = case.registry.get(case.work(base) or "")
    if place != 1 and not (held and held.status_known):
        return None  # where not all amendments are known, none on record is no proof
    return False if all(found is False for found in order) else None


def _before(case: Case, change: Change, own: Change) -> bool | None:
    """Return whether an amendment that still counts is certainly earlier than another."""
    gone = undone(case.registry, change, case.judged)
    if gone:
        return False
    earlier = change.effective.before(own.effective)
    return None if earlier and gone is None else earlier


def _place(case: Case, citation: Citation, change: Change | None) -> int | None:
    work = case.work(citation)
    held = case.registry.get(work) if work else None
    title = held.title if held and held.title else citation.title
    return (change.ordinal if change else None) or amending_title(title)


def _has(written: list[str], word: str) -> bool:
    slips = 1 if len(word) > 4 else 0
    return any(distance(other, word, slips) <= slips for other in written)
