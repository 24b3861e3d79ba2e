"""Breakages of drafting: number and date, considerations, marks, spelling, copy, budget year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zikg.bench.breaking import Broken, Case, Expected, breaks
from zikg.bench.broken_plan import single, with_chapter, with_entry
from zikg.bench.sample import ROMAN
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from zikg.bench.sample import Sample
    from zikg.model import SectionName

_ORDINALS: Final = ("kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam")
_A_DAY: Final = 40
_SMALL: Final = (" yang ", " dan ", " untuk ", " dengan ", " pada ", " dalam ")


def _info(
    code: str, subject: str | None, section: SectionName, item: str | None = None
) -> Expected:
    return Expected(code, "info", subject, section, item)


@breaks("ZI306")
def number_too_large_for_its_day(case: Case) -> Broken | None:
    """The number would mean forty decrees a day since the first of January."""
    day = case.sample.day.timetuple().tm_yday
    if case.sample.stage == "draft" or day > 60:
        return None
    number = str(_A_DAY * day + case.rng.randint(0, 400))
    broken = replace(case.sample, number=number)
    return Broken(broken, (_info("ZI306", "number-date", "judul"),))


@breaks("ZI306")
def number_of_another_year(case: Case) -> Broken | None:
    """The year behind the number is not that of the date."""
    if case.sample.stage == "draft":
        return None
    broken = replace(case.sample, numbered=case.sample.day.year + case.rng.choice((-1, -1, 1)))
    return Broken(broken, (_info("ZI306", "number-year", "judul"),))


def _letter(sample: Sample, place: int) -> str | None:
    return chr(ord("a") + place) if len(sample.thoughts) > 1 else None


def _rethought(case: Case, place: int, words: str, subject: str, code: str = "ZI307") -> Broken:
    thoughts = list(case.sample.thoughts)
    thoughts[place] = words
    expected = _info(code, subject, "menimbang", _letter(case.sample, place))
    return Broken(replace(case.sample, thoughts=tuple(thoughts)), (expected,))


@breaks("ZI307")
def consideration_without_bahwa(case: Case) -> Broken | None:
    """A consideration begins otherwise than with "bahwa"."""
    place = case.rng.randrange(len(case.sample.thoughts))
    rest = case.sample.thoughts[place].removeprefix("bahwa ")
    words = rest[:1].upper() + rest[1:]
    return _rethought(case, place, words, "thought-opening")


@breaks("ZI307")
def consideration_without_semicolon(case: Case) -> Broken | None:
    """One of several considerations ends with another mark, or with none."""
    if len(case.sample.thoughts) < 2:
        return None
    place = case.rng.randrange(len(case.sample.thoughts))
    letter = _letter(case.sample, place)
    mark = (f"menimbang/{letter}", case.rng.choice((".", ",", "")))
    expected = _info("ZI307", "thought-ending", "menimbang", letter)
    return Broken(replace(case.sample, marks=(mark,)), (expected,))


@breaks("ZI307")
def letters_named_otherwise(case: Case) -> Broken | None:
    """The last consideration names the others in another formula than the one prescribed."""
    last = case.sample.thoughts[-1]
    head, found, tail = last.partition("dalam huruf a")
    if not found:
        return None
    forms = [f"{head}pada huruf a{tail}", f"{head}huruf a{tail}"]
    if " huruf " in tail:
        forms.append(f"{head}{found}{tail.replace(' huruf ', ' ')}")
    words = case.rng.choice(forms)
    return _rethought(case, len(case.sample.thoughts) - 1, words, "thought-formula")


@breaks("ZI307")
def consideration_without_main_clause(case: Case) -> Broken | None:
    """A consideration stops after its subordinate phrase."""
    ground = vocabulary()["menimbang"]["ground"]
    found = [place for place, words in enumerate(case.sample.thoughts) if words in ground]
    if not found:
        return None
    words = case.rng.choice(vocabulary()["wrong"]["thoughts"])
    return _rethought(case, case.rng.choice(found), words, "thought-predicate")


@breaks("ZI308")
def office_without_comma(case: Case) -> Broken | None:
    """The office of the maker ends with another mark, or with none."""
    sample = case.sample
    places: list[SectionName] = ["pembukaan"]
    if sample.stage != "draft":
        places += ["penutup", "lampiran"] if sample.style.annex_signed else ["penutup"]
    place = case.rng.choice(places)
    broken = replace(sample, marks=((place, case.rng.choice((".", ""))),))
    return Broken(broken, (_info("ZI308", "office", place),))


@breaks("ZI308")
def decides_without_colon(case: Case) -> Broken | None:
    """MEMUTUSKAN has no colon."""
    decides = case.sample.style.decides.rstrip(" :")
    broken = replace(case.sample, style=replace(case.sample.style, decides=decides))
    return Broken(broken, (_info("ZI308", "decides", "memutuskan"),))


@breaks("ZI308")
def name_without_full_stop(case: Case) -> Broken | None:
    """The name after Menetapkan is not closed by a full stop."""
    mark = case.rng.choice(("", ";"))
    broken = replace(case.sample, marks=(("memutuskan", mark),))
    return Broken(broken, (_info("ZI308", "name-end", "memutuskan"),))


@breaks("ZI308")
def number_repeated(case: Case) -> Broken | None:
    """The number is repeated after Menetapkan."""
    if case.sample.stage == "draft":
        return None
    again = f" NOMOR {case.sample.number} TAHUN {case.sample.day.year}"
    broken = replace(case.sample, names=(("nomor", again),))
    return Broken(broken, (_info("ZI308", "number-again", "memutuskan"),))


@breaks("ZI308")
def headings_in_other_letters(case: Case) -> Broken | None:
    """One heading of an area, or two, stand in other capitals than the rest."""
    hit = case.rng.sample(case.sample.chapters, case.rng.randint(1, 2))
    broken = case.sample
    for chapter in hit:
        broken = with_chapter(broken, replace(chapter, odd=True))
    wanted = (_info("ZI308", "heading-capitals", "lampiran", chapter.item) for chapter in hit)
    return Broken(broken, tuple(wanted))


@breaks("ZI308")
def heading_with_another_numeral(case: Case) -> Broken | None:
    """One heading of an area carries another kind of numeral than the rest."""
    chapter = case.rng.choice(case.sample.chapters)
    arabic = case.sample.style.area_mark == "digit"
    mark = ROMAN[chapter.place - 1] if arabic else str(chapter.place)
    broken = with_chapter(case.sample, replace(chapter, mark=mark))
    return Broken(broken, (_info("ZI308", "heading-numeral", "lampiran", chapter.item),))


@breaks("ZI309")
def row_misspelt(case: Case) -> Broken | None:
    """A cell of a row has a word known to be a slip, or a word twice."""
    found = single(case)
    if found is None:
        return None
    chapter, place, entry = found
    slip = case.rng.choice(vocabulary()["wrong"]["slips"])
    cell = case.rng.choice(("action", "evidence"))
    step = entry.steps[0]
    words = f"{getattr(step, cell)} {slip}"
    step = replace(step, action=words) if cell == "action" else replace(step, evidence=words)
    broken = with_entry(case.sample, chapter, place, replace(entry, steps=(step,)))
    item = case.sample.row_item(chapter, place)
    return Broken(broken, (_info("ZI309", None, "lampiran", item),))


@breaks("ZI309")
def word_twice_in_menimbang(case: Case) -> Broken | None:
    """A small word stands twice in a consideration."""
    ground = vocabulary()["menimbang"]["ground"]
    found = [
        (place, word)
        for place, words in enumerate(case.sample.thoughts)
        for word in _SMALL
        if words in ground and word in words
    ]
    if not found:
        return None
    place, word = case.rng.choice(found)
    words = case.sample.thoughts[place].replace(word, f"{word}{word.strip()} ", 1)
    broken = _rethought(case, place, words, "").sample
    expected = _info("ZI309", None, "menimbang", _letter(case.sample, place))
    return Broken(broken, (expected,))


@breaks("ZI309")
def clause_misspelt(case: Case) -> Broken | None:
    """A clause has a word known to be a slip."""
    clause = case.rng.choice(vocabulary()["wrong"]["slip_clauses"])
    clauses = (*case.sample.clauses[:-1], clause, case.sample.clauses[-1])
    broken = replace(case.sample, clauses=clauses)
    item = _ORDINALS[len(clauses) - 2]
    return Broken(broken, (_info("ZI309", None, "diktum", item),))


@breaks("ZI311")
def copy_not_certified(case: Case) -> Broken | None:
    """Nobody certifies a copy."""
    if case.sample.stage != "copy":
        return None
    broken = replace(case.sample, absent=frozenset({"certification"}))
    return Broken(broken, (_info("ZI311", "certification", "penutup"),))


@breaks("ZI311")
def certifier_without_name(case: Case) -> Broken | None:
    """The certification of a copy names nobody."""
    if case.sample.stage != "copy":
        return None
    broken = replace(case.sample, absent=frozenset({"certifier"}))
    return Broken(broken, (_info("ZI311", "certifier", "salinan"),))


@breaks("ZI312")
def budget_of_another_year(case: Case) -> Broken | None:
    """A clause charges the costs to the budget of another year than the plan's."""
    year = case.sample.plan_year + case.rng.choice((-1, 1))
    form = case.rng.choice(vocabulary()["wrong"]["budgets"])
    clause = form.format(office=case.sample.maker.name, year=year)
    kept = [each for each in case.sample.clauses if not each.startswith("Biaya ")]
    clauses = (*kept[:-1], clause, kept[-1])
    broken = replace(case.sample, clauses=clauses)
    return Broken(broken, (_info("ZI312", str(year), "diktum", _ORDINALS[len(clauses) - 2]),))
