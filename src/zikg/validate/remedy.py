"""The words to put instead: what a rule's remedy comes to in one decree.

A remedy is ``safe`` only where no decision of a person is needed: nothing in it is blank, and it
changes how something is cited, not what is relied on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.graph.nodes import names
from zikg.model import Area, Citation, Decree, Fix, Run, Severity, UnitMention
from zikg.registry import Registry, issuers
from zikg.registry.status import status_at
from zikg.validate.citing import Cited, amended, one, successor
from zikg.validate.naming import short_name
from zikg.validate.wording import as_title, right_form, spelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.validate.locate import Place


@dataclass(frozen=True)
class Wrong:
    """What a remedy is asked for: a finding and what explains it.

    ``value`` is the short id (or word) the finding is about, ``related`` the ids of the
    instruments that explain it, ``focus`` the path of its focus node below the base.
    """

    decree: Decree
    run: Run
    registry: Registry
    code: str
    severity: Severity
    shape: str
    focus: str
    value: str | None
    related: tuple[str, ...]
    other: str | None
    place: Place
    lang: str

    def thing(self) -> object:
        """Return the part of the decree that the focus node stands for."""
        return names(self.decree).nodes[self.focus].thing


def fix(kind: str, wrong: Wrong) -> Fix | None:
    """Return the remedy of a finding, or ``None`` where there is none to propose.

    Args:
        kind: ``zikg:fixKind`` of the rule.
        wrong: the finding.
    """
    build = KINDS.get(kind)
    return build(wrong) if build else None


def _cite(wrong: Wrong) -> Fix | None:
    cited = _CITATIONS[wrong.code](wrong) if wrong.code in _CITATIONS else None
    if cited is None:
        return None
    sure = cited.whole and wrong.code in _MECHANICAL and wrong.severity != "info"
    return Fix(cited.text, safe=sure)


_MECHANICAL: Final = frozenset({"ZI203", "ZI204", "ZI209", "ZI210", "ZI220"})


def _gazettes(wrong: Wrong) -> bool:
    return wrong.place.section != "menimbang"


def _instead(wrong: Wrong) -> Cited | None:
    """What to cite instead of a revoked instrument; nothing where its successor is unknown."""
    if wrong.value is None:
        return None
    by = successor(wrong.value, wrong.registry, wrong.run.judged)
    if by is None:
        return None
    cited = amended(by, wrong.registry, wrong.run.judged, gazettes=_gazettes(wrong))
    item = _cited_in(wrong, by)
    if item is None or wrong.place.section != "mengingat":
        return cited
    name = short_name(by, wrong.registry)
    if wrong.lang == "en":
        return Cited(f"Delete this item; {name} is already cited in item {item}.", whole=False)
    return Cited(f"Hapus butir ini; {name} sudah dikutip pada butir {item}.", whole=False)


def _cited_in(wrong: Wrong, id_: str) -> str | None:
    """The other item of Mengingat whose base an instrument already is."""
    for citation in wrong.decree.citations:
        listed = citation.section == "mengingat" and citation.role == "base"
        if listed and citation.regulation == id_ and citation.item != wrong.place.item:
            return citation.item
    return None


def _with_amendments(wrong: Wrong) -> Cited | None:
    if wrong.value is None:
        return None
    if status_at(wrong.registry, wrong.value, wrong.run.judged).code == "revoked":
        return _instead(wrong)
    return amended(wrong.value, wrong.registry, wrong.run.judged, gazettes=_gazettes(wrong))


def _guideline(wrong: Wrong) -> Cited | None:
    if not wrong.related:
        return None
    return amended(wrong.related[0], wrong.registry, wrong.run.judged)


def _apart(wrong: Wrong) -> Cited | None:
    """Two instruments wrongly tied together: the successor alone, or each in its own item."""
    replaced = _instead(wrong)
    if replaced is not None or wrong.value is None:
        return replaced
    base = amended(wrong.value, wrong.registry, wrong.run.judged)
    act = wrong.other or (wrong.related[0] if wrong.related else None)
    if act is None or wrong.registry.get(act) is None:
        return base
    own = amended(act, wrong.registry, wrong.run.judged)
    joint = "dan sebagai butir tersendiri" if wrong.lang == "id" else "and as an item of its own"
    return Cited(f"{base.text}; {joint}: {own.text}", whole=False)


def _itself(wrong: Wrong) -> Cited | None:
    return one(wrong.value, wrong.registry) if wrong.value else None


def _rewritten(wrong: Wrong) -> Cited | None:
    """The citation in the right form: a base with its amendments, an act by itself."""
    focus = wrong.thing()
    if not isinstance(focus, Citation):
        return None
    if wrong.value is None and focus.regulation is not None:
        # What is wrong with an item as a whole is mended by its base, written anew.
        cited = amended(focus.regulation, wrong.registry, wrong.run.judged)
        return Cited(f"{cited.text};", cited.whole)
    return _with_amendments(wrong) if focus.role == "base" else _itself(wrong)


_CITATIONS: Final[dict[str, Callable[[Wrong], Cited | None]]] = {
    "ZI201": _instead,
    "ZI202": _guideline,
    "ZI203": _with_amendments,
    "ZI204": _with_amendments,
    "ZI205": _apart,
    "ZI208": _rewritten,
    "ZI209": _itself,
    "ZI210": _itself,
    "ZI217": _with_amendments,
    "ZI218": _rewritten,
    "ZI220": _rewritten,
    "ZI221": _with_amendments,
}


def _add_row(wrong: Wrong) -> Fix | None:
    found = [c for r, _ in wrong.registry.guidelines() for c in wrong.registry.components(r)]
    by_id = {component.id: component for component in found}
    component = by_id.get(wrong.value or "")
    if component is None:
        return None
    area = by_id[f"zi/{component.regime}/{component.area}"]
    if not component.sub:
        needed = [c.name for c in found if _inside(c.id, component.id) and c.mandatory]
        return Fix(f"Area {component.name}: {'; '.join(needed)}.", safe=False)
    blanks = "indikator: … | langkah aksi: … | bukti: … | target waktu: …"
    row = "baris baru" if wrong.lang == "id" else "new row"
    return Fix(f"Area {area.name}, {row}: {component.name} | {blanks}", safe=False)


def _inside(component: str, area: str) -> bool:
    return component.startswith(area + "/")


def _rename(wrong: Wrong) -> Fix | None:
    area = wrong.thing()
    components = {c.id: c for r, _ in wrong.registry.guidelines() for c in
                  wrong.registry.components(r)}  # fmt: skip
    official = components.get(wrong.value or "")
    if not isinstance(area, Area) or official is None:
        return None
    name = official.name.upper() if area.heading.isupper() else official.name
    return Fix(name, safe=area.match == "form")


def _own_unit(wrong: Wrong) -> Fix | None:
    mention = wrong.thing()
    own = wrong.decree.issuer
    if not isinstance(mention, UnitMention) or own is None:
        return None
    mine = issuers.name_of(issuers.satker_of(own))
    theirs = issuers.name_of(issuers.satker_of(mention.unit))
    if mine is None or theirs is None:
        return None
    text = in_the_same_form(mention.quote, theirs, mine)
    return Fix(text or mine, safe=False)  # whose name stands there is for a person to say


def in_the_same_form(quote: str, theirs: str, mine: str) -> str | None:
    """Return a quote with another unit's name replaced by one's own, in the form it is used.

    Example:
        >>> theirs, mine = "Komisi Pemilihan Umum Kota X", "Komisi Pemilihan Umum Kabupaten Bintan"
        >>> in_the_same_form("Sekretaris KPU Kota X", theirs, mine)
        'Sekretaris KPU Kabupaten Bintan'
    """
    their_words, my_words = theirs.split(), mine.split()
    shared = 0
    while shared < min(len(their_words), len(my_words)) and (
        their_words[shared] == my_words[shared]
    ):
        shared += 1
    tail, own = " ".join(their_words[shared:]), " ".join(my_words[shared:])
    at = quote.casefold().find(tail.casefold())
    if not tail or at < 0:
        return None
    written = quote[at : at + len(tail)]
    return quote[:at] + (own.upper() if written.isupper() else own) + quote[at + len(tail) :]


def _move(wrong: Wrong) -> Fix | None:
    focus = wrong.thing()
    if not isinstance(focus, Citation) or focus.item is None or wrong.other is None:
        return None
    if wrong.lang == "en":
        return Fix(f"Put item {focus.item} before item {wrong.other}.", safe=False)
    return Fix(f"Pindahkan butir {focus.item} ke depan butir {wrong.other}.", safe=False)


def _drop(wrong: Wrong) -> Fix | None:
    if wrong.value is None or wrong.other is None:
        return None
    name = short_name(wrong.value, wrong.registry)
    if wrong.lang == "en":
        return Fix(f"Delete this item; {name} is already cited in item {wrong.other}.", safe=False)
    return Fix(f"Hapus butir ini; {name} sudah dikutip pada butir {wrong.other}.", safe=False)


def _elsewhere(wrong: Wrong) -> Fix | None:
    if wrong.lang == "en":
        return Fix("Move it to Memperhatikan, or give it as a ground in Menimbang.", safe=False)
    return Fix("Pindahkan ke Memperhatikan, atau uraikan dalam Menimbang.", safe=False)


KINDS: Final[dict[str, Callable[[Wrong], Fix | None]]] = {
    "cite-correctly": _cite,
    "add-row": _add_row,
    "add-area": _add_row,
    "rename-area": _rename,
    "replace-unit": _own_unit,
    "move-item": _move,
    "drop-item": _drop,
    "move-section": _elsewhere,
    "right-form": right_form,
    "as-title": as_title,
    "spell": spelling,
}
"""The kinds of remedy that a rule may name with ``zikg:fixKind``."""
