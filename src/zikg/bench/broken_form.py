"""Breakages of the decree against itself: its units, number, signing and parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import ANY, Broken, Case, Expected, breaks
from zikg.bench.broken_plan import single, with_entry
from zikg.bench.sample import Basis, Cited
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from zikg.model import SectionName

_ORDINALS: Final = ("kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam")


@breaks("ZI301")
def peer_named_in_a_clause(case: Case) -> Broken | None:
    """A clause gives a task to another unit of the same kind."""
    peer = case.sample.maker.peer
    if peer is None:
        return None
    clause = vocabulary()["wrong"]["leftover_clause"].format(peer=peer[1])
    clauses = (*case.sample.clauses[:-1], clause, case.sample.clauses[-1])
    item = _ORDINALS[len(clauses) - 2]
    broken = replace(case.sample, clauses=clauses)
    return Broken(broken, (Expected("ZI301", "error", peer[0], "diktum", item),))


@breaks("ZI301")
def peer_named_in_a_row(case: Case) -> Broken | None:
    """A row names another unit of the same kind."""
    peer, found = case.sample.maker.peer, single(case)
    if peer is None or found is None:
        return None
    chapter, place, entry = found
    if peer[1] in entry.steps[0].action:
        return None  # a visit to it already stands in the row, and explains its name there
    words = vocabulary()["wrong"]["leftover"].format(words=entry.steps[0].evidence, peer=peer[1])
    step = replace(entry.steps[0], evidence=words)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (Expected("ZI301", "error", peer[0], "lampiran", item),))


@breaks("ZI301")
def peer_beside_words_of_cooperation(case: Case) -> Broken | None:
    """A row speaks of working with another unit: a warning."""
    peer, found = case.sample.maker.peer, single(case)
    if peer is None or found is None:
        return None
    chapter, place, entry = found
    words = vocabulary()["wrong"]["cooperation"].format(thing="pelatihan bersama", peer=peer[1])
    step = replace(entry.steps[0], action=words)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (Expected("ZI301", "warning", peer[0], "lampiran", item),))


@breaks("ZI302")
def own_number_in_menimbang(case: Case) -> Broken | None:
    """A consideration cites a decree of the same office, number and year under another title."""
    sample = case.sample
    if sample.stage == "draft":
        return None
    for place, thought in enumerate(sample.thoughts):
        head, found, tail = thought.partition(f"Keputusan {sample.maker.titled} Nomor ")
        if found and tail.split()[0].isdigit():
            rest = tail.partition(" ")[2]
            changed = f"{head}{found}{sample.number} {rest}"
            thoughts = (*sample.thoughts[:place], changed, *sample.thoughts[place + 1 :])
            broken = replace(sample, thoughts=thoughts)
            item = chr(ord("a") + place)
            return Broken(broken, (Expected("ZI302", "error", sample.id, "menimbang", item),))
    return None


@breaks("ZI302")
def own_number_in_mengingat(case: Case) -> Broken | None:
    """Mengingat cites a decree of the same office, number and year under another title."""
    sample = case.sample
    if sample.stage == "draft":
        return None
    head = f"Keputusan {sample.maker.titled} Nomor {sample.number} Tahun {sample.day.year}"
    new = Basis(Cited(sample.id, head, vocabulary()["wrong"]["title"]))
    broken = replace(sample, bases=(*sample.bases, new))
    item = str(len(broken.bases))
    wanted = (
        Expected("ZI302", "error", sample.id, "mengingat", item),
        # A decree of the own office is no legislation either; which id it gets is not ZI302's.
        Expected("ZI214", "info", ANY, "mengingat", item),
    )
    return Broken(broken, wanted)


_PLACES: Final[dict[str, SectionName]] = {
    "number": "judul",
    "place": "penutup",
    "date": "penutup",
    "signatory": "penutup",
}


@breaks("ZI304")
def field_of_signing_left_out(case: Case) -> Broken | None:
    """An issued decree lacks its number, place, date or signatory."""
    if case.sample.stage == "draft" or (case.sample.retroactive):
        return None
    name = case.rng.choice(sorted(_PLACES))
    broken = replace(case.sample, absent=frozenset({name}))
    return Broken(broken, (Expected("ZI304", "error", name, _PLACES[name], ANY),))


@breaks("ZI304")
def draft_called_final(case: Case) -> Broken | None:
    """A draft with blanks is judged as if about to be signed: number, date, signatory."""
    if case.sample.stage != "draft":
        return None
    wanted = tuple(
        Expected("ZI304", "error", name, _PLACES[name], ANY)
        for name in ("number", "date", "signatory")
    )
    return Broken(case.sample, wanted, final=True)


@breaks("ZI305")
def signer_spelt_two_ways(case: Case) -> Broken | None:
    """The one who signs (or certifies) is spelt otherwise in the annex."""
    sample = case.sample
    if sample.stage == "draft" or not sample.style.annex_signed:
        return None
    people = sample.signature
    if sample.stage == "copy" and case.rng.random() < 0.5:
        people = replace(people, certifier_again=_misspelt(case, people.certifier))
        section: SectionName = "salinan"
    else:
        people = replace(people, signer_again=_misspelt(case, people.signer))
        section = "lampiran"
    broken = replace(sample, signature=people)
    return Broken(broken, (Expected("ZI305", "warning", "name", section, ANY),))


def _misspelt(case: Case, name: str) -> str:
    """One letter in the last word of a name is another one."""
    at = len(name) - case.rng.randint(2, 4)
    letter = case.rng.choice([each for each in "AEIOU" if each != name[at]])
    return name[:at] + letter + name[at + 1 :]


@breaks("ZI310")
def part_left_out(case: Case) -> Broken | None:
    """Menimbang, Mengingat or the clauses are missing; what needs them is not judged."""
    if case.sample.retroactive:
        return None
    name = case.rng.choice(("menimbang", "mengingat", "diktum"))
    broken = replace(case.sample, absent=frozenset({name}))
    return Broken(broken, (Expected("ZI310", "error", name, name, ANY),))  # type: ignore[arg-type]
