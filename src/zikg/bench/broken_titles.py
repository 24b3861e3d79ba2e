"""Breakages of titles: of a regulation that is cited, and of the decree where it is repeated."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import Broken, Case, Expected, breaks
from zikg.bench.broken_bases import bases, put
from zikg.bench.law import capped, pool
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from zikg.bench.sample import Basis, Cited
    from zikg.model import SectionName

_TIMES: Final = ("Kedua", "Ketiga", "Keempat", "Kelima", "Keenam")
_COUNTED: Final = re.compile(rf"Perubahan (?P<time>{'|'.join(_TIMES)}) [Aa]tas")
_YEAR: Final = re.compile(r" Tahun (?:Anggaran )?\d{4}$")
_SHORT: Final = {"Wilayah Bebas dari Korupsi": "WBK", "Komisi Pemilihan Umum": "KPU"}


def _mistitled(case: Case, at: int, new: Basis, part: Cited) -> Broken:
    severity = capped("warning", case.law.get(part.id).confidence)
    expected = Expected("ZI208", severity, part.id, "mengingat", str(at + 1))
    return Broken(put(case, at, new).sample, (expected,))


@breaks("ZI208")
def title_of_another(case: Case) -> Broken | None:
    """A basis carries the title of quite another regulation."""
    at, one = case.rng.choice(list(enumerate(case.sample.bases)))
    mine = _telling(one.base.title)
    others = [held.title for held in pool() if len(mine & _telling(held.title)) * 3 < len(mine)]
    if not others:
        return None
    new = replace(one, base=replace(one.base, title=case.rng.choice(others)))
    return _mistitled(case, at, new, one.base)


def _telling(title: str | None) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", (title or "").casefold()) if len(word) > 4)


@breaks("ZI208")
def title_cut_short_or_grown(case: Case) -> Broken | None:
    """A title lacks its last words, or has words that are not its own."""
    found = [
        (at, one)
        for at, one in bases(case).values()
        if len((one.base.title or "").split()) > 5 and len(_telling(one.base.title)) > 3
    ]
    if not found:
        return None
    at, one = case.rng.choice(found)
    title = one.base.title or ""
    # Without a bracket behind it, nothing tells where a title ends but the title itself.
    if one.base.gazettes and case.rng.random() < 0.5:
        title = f"{title} {case.rng.choice(vocabulary()['wrong']['tails'])}"
    else:
        words = title.split()
        # Not down to a word that joins: nobody stops a title there.
        while len(_telling(" ".join(words))) > len(_telling(title)) - 2 or len(words[-1]) < 5:
            words.pop()
        title = " ".join(words).rstrip(",/")
    return _mistitled(case, at, replace(one, base=replace(one.base, title=title)), one.base)


@breaks("ZI208")
def place_of_the_amendment_wrong(case: Case) -> Broken | None:
    """The amendment is called by another place in the row of amendments than its own."""
    found = [
        (at, one, one.act)
        for at, one in bases(case).values()
        if one.act and _COUNTED.search(one.act.title or "")
    ]
    if not found:
        return None
    at, one, act = case.rng.choice(found)
    place = _COUNTED.search(act.title or "")
    assert place is not None
    other = case.rng.choice([time for time in _TIMES if time != place["time"]])
    title = (act.title or "").replace(f"Perubahan {place['time']} ", f"Perubahan {other} ", 1)
    return _mistitled(case, at, replace(one, act=replace(act, title=title)), act)


@breaks("ZI208")
def widespread_variant_of_a_title(case: Case) -> Broken | None:
    """A title in the form that many write and that is not the official one: an info."""
    found = [
        (at, one, variant)
        for at, one in bases(case).values()
        for variant in case.law.get(one.base.id).variants
    ]
    if not found:
        return None
    at, one, variant = case.rng.choice(found)
    broken = put(case, at, replace(one, base=replace(one.base, title=variant))).sample
    return Broken(broken, (Expected("ZI208", "info", one.base.id, "mengingat", str(at + 1)),))


@breaks("ZI220")
def title_left_out(case: Case) -> Broken | None:
    """A basis is cited by number, year and gazette only."""
    at, one = case.rng.choice(list(enumerate(case.sample.bases)))
    return _untitled(case, at, replace(one, base=replace(one.base, title=None)), one.base)


@breaks("ZI220")
def title_of_the_amendment_left_out(case: Case) -> Broken | None:
    """The amendment of a basis is cited by number, year and gazette only."""
    found = [(at, one, one.act) for at, one in bases(case).values() if one.act]
    if not found:
        return None
    at, one, act = case.rng.choice(found)
    return _untitled(case, at, replace(one, act=replace(act, title=None)), act)


def _untitled(case: Case, at: int, new: Basis, part: Cited) -> Broken:
    severity = capped("warning", case.law.get(part.id).confidence)
    expected = Expected("ZI220", severity, part.id, "mengingat", str(at + 1))
    return Broken(put(case, at, new).sample, (expected,))


@breaks("ZI303")
def another_name_after_menetapkan(case: Case) -> Broken | None:
    """The name after Menetapkan has other words than the title."""
    title = _other(case, case.sample.title)
    return _renamed(case, "memutuskan", title.upper() if title else None)


@breaks("ZI303")
def another_name_at_the_annex(case: Case) -> Broken | None:
    """The name at the head of the annex has other words than the title."""
    title = _other(case, case.sample.title)
    if title and case.sample.style.title_capitals:
        title = title.upper()
    return _renamed(case, "lampiran", title)


@breaks("ZI303")
def another_name_in_menimbang(case: Case) -> Broken | None:
    """The name in the last consideration has other words than the title."""
    title = _other(case, case.sample.title)
    return _reconsidered(case, title, loud=True) if title else None


@breaks("ZI303")
def name_shortened(case: Case) -> Broken | None:
    """The name holds an abbreviation of words of the title: an info."""
    title = case.sample.title
    found = [(full, short) for full, short in sorted(_SHORT.items()) if full in title]
    if not found:
        return None
    full, short = case.rng.choice(found)
    shortened = title.replace(full, short)
    if case.rng.random() < 0.5:
        return _reconsidered(case, shortened, loud=False)
    return _renamed(case, "memutuskan", shortened.upper(), loud=False)


@breaks("ZI303")
def name_in_ordinary_letters(case: Case) -> Broken | None:
    """The title stands in capitals, the name after Menetapkan does not: an info."""
    if not case.sample.style.title_capitals:
        return None
    return _renamed(case, "memutuskan", case.sample.title, loud=False)


def _other(case: Case, title: str) -> str | None:
    """Return the title with a word before it, without its year, or of another year."""
    year = str(case.sample.plan_year)
    other = str(case.sample.plan_year + case.rng.choice((-1, 1)))
    cut = _YEAR.sub("", title)
    head = vocabulary()["wrong"]["before_title"]
    before = title.removeprefix(f"{head} ") if title.startswith(head) else f"{head} {title}"
    forms = [before, title.replace(year, other), cut]
    return case.rng.choice([form for form in forms if form != title])


def _renamed(
    case: Case, section: SectionName, name: str | None, *, loud: bool = True
) -> Broken | None:
    if name is None:
        return None
    broken = replace(case.sample, names=((section, name),))
    expected = Expected("ZI303", "warning" if loud else "info", None, section, None)
    return Broken(broken, (expected,))


def _reconsidered(case: Case, title: str, *, loud: bool) -> Broken | None:
    *others, last = case.sample.thoughts
    head, found, tail = last.rpartition(case.sample.title)
    if not found:
        return None
    broken = replace(case.sample, thoughts=(*others, f"{head}{title}{tail}"))
    item = chr(ord("a") + len(others)) if others else None
    expected = Expected("ZI303", "warning" if loud else "info", None, "menimbang", item)
    return Broken(broken, (expected,))
