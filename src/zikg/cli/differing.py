"""What changed between two decrees: citations, plan, findings, and what has gone stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.model import Decree, Finding, Result, Row

Key = TypeVar("Key")
Thing = TypeVar("Thing")

_SECTIONS: Final = frozenset({"menimbang", "mengingat", "memperhatikan"})
COLUMNS: Final = ("indicator", "action", "evidence", "responsible", "output", "target")


@dataclass(frozen=True, slots=True)
class Basis:
    """A citation as it counts for a comparison: what is cited, where, with which amendments."""

    section: str
    item: str | None
    regulation: str
    title: str | None
    amendments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A citation or a row of the plan that is in both, and what of it is other: name, old, new."""

    name: str
    what: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one decree to another, each list in the order of its document."""

    citations_gone: tuple[Basis, ...] = ()
    citations_new: tuple[Basis, ...] = ()
    citations_changed: tuple[Changed, ...] = ()
    stale_new: tuple[tuple[str, str, str | None], ...] = ()
    stale_gone: tuple[tuple[str, str, str | None], ...] = ()
    components_gone: tuple[str, ...] = ()
    components_new: tuple[str, ...] = ()
    rows_gone: tuple[str, ...] = ()
    rows_new: tuple[str, ...] = ()
    rows_changed: tuple[Changed, ...] = ()
    findings_gone: tuple[Finding, ...] = ()
    findings_new: tuple[Finding, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, name) for name in self.__slots__)


def difference(old: Result, new: Result) -> Difference:
    """Return what changed from one decree that was checked to another.

    A citation is the same if it cites the same instrument in the same section; a row, if it plans
    the same component with the same indicator, else with the next that is left of the component.
    """
    assert old.decree is not None
    assert new.decree is not None
    bases = _bases(old.decree), _bases(new.decree)
    pairs, gone, come = _paired(old.decree, new.decree)
    components = _components(old.decree), _components(new.decree)
    stale = _stale(old), _stale(new)
    findings = _findings(old), _findings(new)
    return Difference(
        citations_gone=_only(bases[0], bases[1]),
        citations_new=_only(bases[1], bases[0]),
        citations_changed=tuple(_changed_bases(*bases)),
        stale_new=_only(stale[1], stale[0]),
        stale_gone=_only(stale[0], stale[1]),
        components_gone=_only(components[0], components[1]),
        components_new=_only(components[1], components[0]),
        rows_gone=gone,
        rows_new=come,
        rows_changed=tuple(_changed_rows(pairs)),
        findings_gone=_only(findings[0], findings[1]),
        findings_new=_only(findings[1], findings[0]),
    )


def _only(here: dict[Key, Thing], there: dict[Key, Thing]) -> tuple[Thing, ...]:
    return tuple(thing for key, thing in here.items() if key not in there)


def _bases(decree: Decree) -> dict[tuple[str, str, int], Basis]:
    amending: dict[int, list[str]] = {}
    for citation in decree.citations:
        if citation.role == "amending" and citation.of is not None and citation.regulation:
            amending.setdefault(citation.of, []).append(citation.regulation)
    found: dict[tuple[str, str, int], Basis] = {}
    for citation in decree.citations:
        if citation.section not in _SECTIONS or citation.role != "base":
            continue
        cited = citation.regulation or " ".join(citation.quote.split())
        title = " ".join(citation.title.split()) if citation.title else None
        basis = Basis(
            *(citation.section, citation.item, cited, title),
            tuple(amending.get(citation.index, ())),
        )
        count = 0
        while (citation.section, cited, count) in found:
            count += 1
        found[citation.section, cited, count] = basis
    return found


def _changed_bases(
    old: dict[tuple[str, str, int], Basis], new: dict[tuple[str, str, int], Basis]
) -> Iterator[Changed]:
    for key, now in new.items():
        was = old.get(key)
        if was is None:
            continue
        what = []
        if set(was.amendments) != set(now.amendments):
            what.append(("amendments", ", ".join(was.amendments), ", ".join(now.amendments)))
        if (was.title or "").casefold() != (now.title or "").casefold():
            what.append(("title", was.title or "", now.title or ""))
        if what:
            yield Changed(now.regulation, tuple(what))


def _components(decree: Decree) -> dict[str, str]:
    rows = decree.plan.rows if decree.plan else ()
    return {element: element for row in rows for _, element in row.elements[-1:]}


def _paired(
    old: Decree, new: Decree
) -> tuple[list[tuple[Row, Row]], tuple[str, ...], tuple[str, ...]]:
    """Return the rows that are in both, and the titles of those gone and of those new."""
    was, now = _rows(old), _rows(new)
    pairs: list[tuple[Row, Row]] = []
    gone: list[Row] = []
    come: list[Row] = []
    for component in dict.fromkeys([*was, *now]):
        left: list[Row] = list(was.get(component, ()))
        found: list[Row] = []
        for row in now.get(component, ()):
            same = next((one for one in left if _indicator(one) == _indicator(row)), None)
            if same is None:
                found.append(row)
            else:
                left.remove(same)
                pairs.append((same, row))
        pairs += zip(left, found, strict=False)  # reworded: the next of this component is meant
        gone += left[len(found) :]
        come += found[len(left) :]
    pairs.sort(key=lambda pair: pair[1].span.start)
    return pairs, tuple(map(_title, gone)), tuple(map(_title, come))


def _rows(decree: Decree) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in decree.plan.rows if decree.plan else ():
        component = row.elements[-1][1] if row.elements else row.component.text.casefold()
        found.setdefault(component, []).append(row)
    return found


def _indicator(row: Row) -> str:
    return _bare(_cell(row, "indicator"))


def _bare(words: str) -> str:
    """Return words as they are compared: where a line broke is no change."""
    return "".join(words.casefold().split())


def _changed_rows(pairs: Iterable[tuple[Row, Row]]) -> Iterator[Changed]:
    for was, now in pairs:
        told = ((name, _cell(was, name), _cell(now, name)) for name in COLUMNS)
        what = tuple(one for one in told if _bare(one[1]) != _bare(one[2]))
        if what:
            yield Changed(_title(now), what)


def _cell(row: Row, name: str) -> str:
    cell = getattr(row, name)
    return " ".join(cell.text.split()) if cell is not None else ""


def _title(row: Row) -> str:
    words = row.component.text or (row.indicator.text if row.indicator else "")
    return " ".join(words.split())


def _stale(result: Result) -> dict[str, tuple[str, str, str | None]]:
    """Return the instruments cited that have certainly changed since the decree was judged."""
    return {
        one.regulation: (one.regulation, one.as_of.status, one.since[-1].effective.printed)
        for one in result.standings
        if one.since
    }


def _findings(
    result: Result,
) -> dict[tuple[str, str | None, str | None, str | None], Finding]:
    return {(one.code, one.subject, one.section, one.item): one for one in result.findings}
