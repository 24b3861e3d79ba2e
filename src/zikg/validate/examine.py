"""The examination of one decree: violations become findings that a drafter can act on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from zikg.errors import IdentityError, ReadError
from zikg.graph.nodes import names
from zikg.iri import is_instrument, short_id
from zikg.model import Citation, Confidence, Decree, Finding, Result, Run
from zikg.namespaces import BASE
from zikg.rules import rule
from zikg.rules.facts import doubts
from zikg.validate.engine import violations
from zikg.validate.explain import Explainer, Explanation, cap
from zikg.validate.locate import Place, locate, spot
from zikg.validate.remedy import Wrong, fix
from zikg.validate.small import SmallGraph, small_graph
from zikg.validate.standings import standings
from zikg.validate.words import UNVERIFIED, Row, Speaker, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from zikg.graph.nt import Fact
    from zikg.registry import Registry
    from zikg.validate.violation import Violation

_RANK: Final = {"error": 0, "warning": 1, "info": 2}
_UNDECIDED: Final = frozenset({"ZI116", "ZI207", "ZI219"})
_SURE: Final = 0.9


@dataclass(frozen=True)
class Examination:
    """One decree under examination, in one language; ``also`` are others to tell it in."""

    decree: Decree
    run: Run
    registry: Registry
    store: Store | SmallGraph
    lang: str
    also: tuple[str, ...] = ()

    def speaker(self, lang: str = "") -> Speaker:
        """Return what says terms of this decree's graph, in the language asked unless told."""
        return Speaker(self.store, self.registry, names(self.decree), lang or self.lang)


def check(
    decree: Decree,
    run: Run,
    registry: Registry,
    *,
    engine: str = "pyshacl",
    lang: str = "id",
    also: tuple[str, ...] = (),
    made: Iterable[Fact] | None = None,
) -> Result:
    """Return the result of examining one decree.

    Args:
        decree: the decree as read.
        run: the judged date and today, from `zikg.validate.run_for`.
        registry: what is known of the instruments cited.
        engine: ``pyshacl``, ``compiled`` or ``both`` (compares them).
        lang: language of messages and reasons, ``id`` or ``en``.
        also: other languages to give messages and reasons in.
        made: the facts of the decree, of its run and what follows, where they were made already.

    Raises:
        BuildError: the two engines disagree, or the shapes could not be run.
        ReadError: the text is no decree, so that a clean result would say nothing.
    """
    if not decree.is_decree:
        path = decree.source.path
        raise ReadError(
            f"{path} tidak terbaca sebagai keputusan (tidak ada judul keputusan, Menimbang, "
            "Mengingat, atau Memutuskan); untuk naskah hukum lain gunakan zikg extract.",
            f"{path} does not read as a decree (no decree title, Menimbang, Mengingat or "
            "Memutuskan); use zikg extract for other legal texts.",
        )
    store = small_graph(decree, run, registry, made)
    return examine(Examination(decree, run, registry, store, lang, also), engine)


def examine(case: Examination, engine: str) -> Result:
    """Return the result for a decree whose graph is already there.

    Args:
        case: the decree, its run, the registry, its graph and the language.
        engine: ``pyshacl``, ``compiled`` or ``both``.
    """
    explainer = Explainer(case.store, case.speaker(), *map(case.speaker, case.also))
    found = [_finding(case, explainer, each) for each in violations(case.store, engine, "decree")]
    findings = _numbered(_distinct(found))
    return Result(
        path=case.decree.source.path,
        decree=case.decree,
        run=case.run,
        findings=findings,
        undecided=tuple(dict.fromkeys(_undecided(case, explainer, findings))),
        graph=case.store,
        standings=standings(case.decree, case.run, case.registry, findings),
    )


def _finding(case: Examination, explainer: Explainer, violation: Violation) -> Finding:
    shape, about = violation.shape, rule(violation.shape.code)
    told = explainer.explain(violation, about)
    first = told.rows[0] if told.rows else _bare(violation)
    place = locate(case.decree, violation, first, told.rows)
    confidence = _weaker(told.confidence, _reading(case, violation))
    severity = cap(shape.severity, confidence)
    related = _related(told.rows)
    subject = _subject(violation, first)
    line, column, page = case.decree.source.locate(place.span.start)
    since = _since(told)
    value = violation.value
    wrong = Wrong(
        decree=case.decree,
        run=case.run,
        registry=case.registry,
        code=shape.code,
        severity=severity,
        shape=shape.name,
        focus=violation.focus.value.removeprefix(BASE),
        value=_id(value) if value is not None else subject,
        related=related,
        other=_id(first["other"]) if "other" in first else None,
        place=place,
        lang=case.lang,
    )
    remedy = fix(about.fix_kind, wrong)
    orphan = remedy is None and about.fix_kind == "cite-correctly" and shape.code in _REPLACED

    def message(lang: str) -> str:
        said = case.speaker(lang).fill(shape.message[lang], told.rows or [first])
        said += _NO_SUCCESSOR[lang] if orphan else ""
        return said + (UNVERIFIED[lang] if confidence == "low" else "")

    return Finding(
        code=shape.code,
        name=about.name,
        severity=severity,
        message=message(case.lang),
        section=place.section,
        item=place.item,
        subject=subject,
        related=related,
        since=since,
        quote=place.quote,
        span=place.span,
        spans=place.spans,
        line=line,
        column=column,
        page=page,
        confidence=confidence,
        fingerprint=_fingerprint(shape.code, subject, place),
        because=told.because,
        fix=remedy,
        focus=violation.focus.value,
        value=value.value if isinstance(value, NamedNode) else "",
        shape=shape.iri,
        messages=tuple((lang, message(lang)) for lang in (case.lang, *case.also) if case.also),
        place=spot(case.decree.source, place.span.start),
    )


_REPLACED: Final = frozenset({"ZI201"})
_NO_SUCCESSOR: Final = {
    "id": " Penggantinya belum diketahui registri.",
    "en": " The registry does not know what replaced it.",
}


def _bare(violation: Violation) -> Row:
    row: dict[str, NamedNode | Literal] = {"this": violation.focus}
    if violation.value is not None:
        row["value"] = violation.value
    return row


def _reading(case: Examination, violation: Violation) -> Confidence:
    """How sure the reading of the focus is: a repaired citation is not held against anyone."""
    node = names(case.decree).nodes.get(violation.focus.value.removeprefix(BASE))
    if node is not None and isinstance(node.thing, Citation) and node.thing.confidence < _SURE:
        return "medium"
    return "high"


def _weaker(one: Confidence, other: Confidence) -> Confidence:
    levels: tuple[Confidence, ...] = ("low", "medium", "high")
    return levels[min(levels.index(one), levels.index(other))]


def _id(term: object) -> str:
    """Return the short id of an IRI (an office by its slug), or a literal as it is."""
    if isinstance(term, Literal):
        return term.value
    assert isinstance(term, NamedNode)
    try:
        return short_id(term.value).removeprefix("org/")
    except IdentityError:
        return term.value.removeprefix(BASE).removeprefix("eli/")


def _subject(violation: Violation, first: Row) -> str | None:
    told = first.get("subject")
    if told is not None:
        return _id(told)
    return _id(violation.value) if violation.value is not None else None


def _related(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the instruments that the explanation names, in its order."""
    ids = (_id(row["related"]) for row in rows if "related" in row)
    return tuple(dict.fromkeys(id_ for id_ in ids if is_instrument(id_)))


def _since(told: Explanation) -> str | None:
    """Return since when it is so, by the row that the message is told from."""
    for row in told.rows:
        when = interval(row, "since")
        if when is not None:
            return when.printed
    return None


def _fingerprint(code: str, subject: str | None, place: Place) -> str:
    words = "".join(filter(str.isalnum, place.quote.casefold())) or place.section or ""
    return sha256(f"{code}|{subject or ''}|{words}".encode()).hexdigest()[:16]


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """One finding is one code, subject, section and item; ZI205 one for each wrong pair."""
    kept: dict[tuple[object, ...], Finding] = {}
    ordered = sorted(findings, key=lambda f: (_RANK[f.severity], f.span.start, f.span.end, f.shape))
    for finding in ordered:
        pair = finding.related[:1] if finding.code == "ZI205" else ()
        kept.setdefault(
            (finding.code, finding.subject, finding.section, finding.item, pair), finding
        )
    return list(kept.values())


def _numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in reading order; the same words twice get fingerprints of their own."""
    seen: dict[str, int] = {}
    result = []
    for finding in sorted(findings, key=lambda f: (f.span.start, f.code, f.subject or "")):
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        if count > 1:
            again = sha256(f"{finding.fingerprint}|{count}".encode()).hexdigest()[:16]
            result.append(replace(finding, fingerprint=again))
        else:
            result.append(finding)
    return tuple(result)


def _undecided(
    case: Examination, explainer: Explainer, findings: Iterable[Finding]
) -> Iterator[str]:
    for finding in findings:
        if finding.code in _UNDECIDED:
            yield f"{_where(finding)}{finding.message}"
    for doubt in doubts():
        rows = explainer.ask(doubt.select, {})
        for row in rows:
            yield case.speaker().fill(doubt.sentence[case.lang], [row])


def _where(finding: Finding) -> str:
    place = " ".join(part for part in (finding.section, finding.item) if part)
    return f"{place.capitalize()}: " if place else ""
