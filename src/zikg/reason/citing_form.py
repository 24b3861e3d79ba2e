"""How the legal bases are written: what is not in the form, word for word (ZI213, 214, 218, 220).

Source: UU 12/2011 Lampiran II angka 41, 41a, 41c, 45, 46, 47 and 52. Only what is surely written
so is said: not what a line break, a page break or a scan may have done.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zikg.extract.citations.furniture import bare_view
from zikg.extract.wordlists import any_of, wordlist
from zikg.graph import nt
from zikg.graph.citations import collides
from zikg.graph.nt import TYPE, Fact, term
from zikg.reason.formula import formula_slip
from zikg.reason.slips import Slip, gazette_slips, naming_slips
from zikg.reason.standing import SURE
from zikg.registry.issuers import own_or_superior, peers, satker_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.extract.view import View
    from zikg.model import Citation, Part
    from zikg.reason.case import Case

_TAIL: Final = " \t\n)]}*_|\"'”’"
_FIRST_WORD: Final = re.compile(r"\W*(\w+)?")
_LABEL: Final = re.compile(r"^\W*(?:(?:Mengingat|MENGINGAT)\W+)?(?:\d{1,2}|[a-z])[.)]\s*")


def form_facts(case: Case) -> Iterator[Fact]:
    """Return the slips of each legal basis, items not closed, bases repeated or no legislation."""
    listed = [c for c in case.citations if c.section == "mengingat"]
    for citation in listed:
        if citation.confidence < SURE:
            continue
        found = list(naming_slips(case, citation))
        if citation.role == "base":
            found.extend(formula_slip(case, citation))
        for place, slip in enumerate(found, start=1):
            yield from _slip(case, citation, "hasFormSlip", f"slip/{place}", slip)
        if untitled(case, citation):
            yield case.say(citation, "untitled", nt.flag(True))
    yield from _items(case)
    yield from _repeated(case)
    yield from _issuers(case)
    yield from _letters(case)


def _slip(case: Case, citation: Citation, name: str, local: str, slip: Slip) -> Iterator[Fact]:
    node = nt.node(f"{case.naming.of(citation)}/{local}")
    yield case.say(citation, name, node)
    yield node, TYPE, term("FormSlip")
    yield node, term("formKind"), nt.words(slip.kind)
    yield node, term("formReads"), nt.words(slip.reads)
    yield node, term("formShould"), nt.words(slip.should)
    yield node, term("formStart"), nt.whole(slip.span.start)
    yield node, term("formEnd"), nt.whole(slip.span.end)


def untitled(case: Case, citation: Citation) -> bool:
    """Whether a citation surely has no title: what follows its number is none.

    A name between type and number ("Undang-Undang Perkawinan Nomor 1 Tahun 1974") is one.
    """
    if citation.title is not None or _named_in_head(case, citation):
        return False
    part = _part(case, citation)
    if part is None or part.span.end < citation.head.end:
        return False
    seen = bare_view(case.decree.source.text, citation.head.end, part.span.end)
    first = _FIRST_WORD.match(seen.text)
    if first is None or first[1] is None or "(" in first[0] or ";" in first[0]:
        return True
    return first[1].casefold() in _data()["untitled"]["followed_by"]


def _named_in_head(case: Case, citation: Citation) -> bool:
    head = bare_view(case.decree.source.text, citation.head.start, citation.head.end).text
    return bool(citation.issuer == "ri" and re.match(_data()["untitled"]["named"], head))


def _part(case: Case, citation: Citation) -> Part | None:
    return case.decree.part("mengingat", citation.item)


def _items(case: Case) -> Iterator[Fact]:
    """Say of the first base of an item what is not in the form in the gazettes and at its end."""
    seen: set[str | None] = set()
    for base in case.bases:
        if base.item in seen:
            continue
        seen.add(base.item)
        inside = [c for c in case.citations if (c.section, c.item) == (base.section, base.item)]
        found = [slip for c in inside if c.confidence >= SURE for slip in gazette_slips(case, c)]
        ending = _ending(case, base)
        if ending is not None:
            found.append(ending)
        for place, slip in enumerate(found, start=1):
            yield from _slip(case, base, "hasItemSlip", f"butir/{place}", slip)


def _ending(case: Case, base: Citation) -> Slip | None:
    part = _part(case, base)
    if sum(p.section == "mengingat" and p.item is not None for p in case.decree.parts) < 2:
        return None
    inside = [c for c in case.decree.citations if (c.section, c.item) == (base.section, base.item)]
    last = max(citation.span.end for citation in inside)
    if part is None or part.span.end < last:
        return None
    text = case.decree.source.text
    tail = bare_view(text, last, part.span.end).text.strip(_TAIL)
    if tail not in _data()["items"]["unclosed"]:
        return None
    seen = bare_view(text, part.span.start, part.span.end)
    words = seen.text.rstrip("*_|\"' ")
    if not words or words[-1] == ";":
        return None
    start = words.rfind(" ") + 1
    return Slip(
        "end", words[start:], words[start:].rstrip(".,") + ";", seen.span(start, len(words))
    )


def _repeated(case: Case) -> Iterator[Fact]:
    first: dict[str, Citation] = {}
    for base in case.bases:
        work = case.work(base)
        if work is None or base.confidence < SURE:
            continue
        known = first.setdefault(work, base)
        if known.item != base.item:
            yield case.say(base, "repeatsBasis", case.node(known))


def _issuers(case: Case) -> Iterator[Fact]:
    """Say of the offices whose decisions are cited how they stand to the issuer of the decree."""
    own = case.decree.issuer
    if own is None:
        return
    judged = {citation.index for citation in case.citations}
    for citation in case.decree.citations:
        if citation.section != "mengingat" or not citation.issuer:
            continue
        if citation.index not in judged and not collides(case.decree, citation):
            continue
        relation = "other"
        if satker_of(citation.issuer) == satker_of(own):
            relation = "own"
        elif own_or_superior(own, citation.issuer):
            relation = "superior"
        elif peers(own, citation.issuer):
            relation = "peer"
        yield case.say(citation, "issuerRelation", nt.words(relation))


def _letters(case: Case) -> Iterator[Fact]:
    """Say which items open as a letter or a record and cite nothing that was read."""
    cited = {c.item for c in case.decree.citations if c.section == "mengingat"}
    for part in case.decree.parts:
        if part.section != "mengingat" or part.item in cited:
            continue
        seen: View = bare_view(case.decree.source.text, part.span.start, part.span.end)
        words = _LABEL.sub("", seen.text, count=1)
        kind = next((kind for kind, opener in _openers() if opener.match(words)), None)
        if kind:
            yield case.say(part, "opensAs", nt.words(kind))


@cache
def _openers() -> tuple[tuple[str | None, re.Pattern[str]], ...]:
    """Return what opens each kind of item, that which is legislation after all first."""
    listed = _data()["not_legislation"]
    kinds = [(None, listed["except"]), *listed["openers"].items()]
    return tuple(
        (kind, re.compile(rf"(?:{any_of(openers)})\b", re.IGNORECASE)) for kind, openers in kinds
    )


def _data() -> dict[str, Any]:
    return wordlist("citation-form")
