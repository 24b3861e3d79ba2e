"""The legal bases at three dates, as text: when judged, now, and what is known to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.model import Interval, Result, Run, Standing, StandingAt
from zikg.report.words import COMING, DONE, ITEM, PHRASE, SECTION, STATUS
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.report.page import Page


def write(page: Page, result: Result, *, explain: bool = False) -> None:
    """Write the table of legal bases of one document.

    Args:
        page: where to write.
        result: the result, whose ``standings`` are told.
        explain: whether to list them all, instead of those that changed or are about to.
    """
    run = result.run
    if run is None or not result.standings:
        return
    told = [s for s in result.standings if explain or _notable(s)]
    if not told:
        if run.basis == "decree" and run.judged.before(_today(run)):
            page.head(page.say(PHRASE["bases"]))
            page.wrap(f"{page.say(PHRASE['unchanged'])} {day_words(run.as_of, page.lang)}.", "  ")
        return
    page.head(page.say(PHRASE["bases"]))
    issued = run.basis == "decree"
    coming = any(standing.next for standing in told)
    heads = [page.say(PHRASE["place"]), page.say(PHRASE["regulation"])]
    heads += _heads(page, run, issued) + [page.say(PHRASE["coming"])] * coming
    rows = []
    for standing in told:
        cells = [_place(page, standing), _name(standing, standing.regulation)]
        cells.append(_status(page, standing, standing.judged, explain))
        if issued:
            cells.append(_status(page, standing, standing.as_of, explain))
        if coming:
            cells.append(_coming(page, standing))
        rows.append(cells)
    page.table(heads, rows)
    for standing in told:
        for sentence in sentences(standing, page.lang):
            page.wrap(sentence, "  * ", "    ")


def _today(run: Run) -> Interval:
    return Interval.of(run.as_of)


def _notable(standing: Standing) -> bool:
    return bool(standing.next or standing.since or standing.judged != standing.as_of)


def _heads(page: Page, run: Run, issued: bool) -> list[str]:
    today = f"{page.say(PHRASE['on'])} {day_words(run.as_of, page.lang)}"
    if not issued:
        return [today]
    return [f"{page.say(PHRASE['signed'])} {date_words(run.judged, page.lang)}", today]


def _place(page: Page, standing: Standing) -> str:
    section = page.say(SECTION[standing.section]).split(" (")[0]
    item = standing.item or ""
    if item.isalpha():
        item = f"{ITEM.get(standing.section, {}).get(page.lang, '')} {item}".strip()
    return f"{section} {item}".strip()


def _name(standing: Standing, id_: str) -> str:
    return dict(standing.names).get(id_, id_)


def _status(page: Page, standing: Standing, at: StandingAt, explain: bool) -> str:
    words = at.status if page.lang == "id" else STATUS.get(at.code, at.status)
    if not explain or at.since is None:
        return words
    when = date_words(_interval(at.since), page.lang)
    return f"{words} {page.say(PHRASE['since'])} {when}" + _by(page, standing, at)


def _by(page: Page, standing: Standing, at: StandingAt) -> str:
    """Name the act that decides: of several amendments the last one."""
    if not at.by:
        return ""
    return f" {page.say(PHRASE['by'])} {_name(standing, at.by[-1])}"


def _interval(printed: str) -> Interval:
    first, _, last = printed.partition("/")
    if last:
        return Interval(Interval.parse(first).earliest, Interval.parse(last).latest)
    return Interval.parse(first)


def _coming(page: Page, standing: Standing) -> str:
    following = standing.next
    if following is None:
        return "–"
    words = page.say(COMING[following.kind])
    when = date_words(following.since, page.lang)
    return words.format(by=_name(standing, following.by), when=when)


def sentences(standing: Standing, lang: str) -> Iterator[str]:
    """Give in plain words what became of a citation after the judged date.

    Args:
        standing: the regulation at its three dates.
        lang: ``id`` or ``en``.
    """
    if not standing.since:
        return
    done = []
    for change in standing.since:
        words = DONE[change.kind][lang]
        when = date_words(change.effective, lang)
        done.append(words.format(by=_name(standing, change.act), when=when))
    head = _name(standing, standing.regulation)
    if standing.right:
        yield f"{head}: {PHRASE['was-right'][lang]}; {'; '.join(done)}."
    else:
        yield f"{head}: {'; '.join(done)}."
