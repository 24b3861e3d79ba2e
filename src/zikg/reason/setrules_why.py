"""Why an inferred triple holds: the chain of rules and premises down to what is stated."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zikg.errors import ZikgError
from zikg.graph.document import decree_quads
from zikg.graph.works import change_triples, work_triples
from zikg.namespaces import BASE, PREFIXES
from zikg.reason import closure
from zikg.reason.effect import effect_triples, sure_effects
from zikg.reason.setrules import Closure, Step
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple

    from zikg.graph.nt import Fact
    from zikg.model import Change, Decree
    from zikg.registry import Registry

COMPUTED: Final = "computed"
"""The rule of what follows from dates (`zikg.reason.effect`): OWL compares none."""
_WORDS: Final = {
    "id": {"stated": "dinyatakan", COMPUTED: "dihitung pada tanggal registri"},
    "en": {"stated": "stated", COMPUTED: "computed at the date of the registry"},
}


def explain_inferred(
    subject: str, predicate: str, object_: str, also: Iterable[Triple | Quad] = ()
) -> tuple[Step, ...]:
    """Return why a triple holds: each step after the premises that it needs, the triple last.

    Args:
        subject: an IRI, a prefixed name (``zikg:Decree``), or an id below the base
            (``eli/uu/ri/2014/5``).
        predicate: the same.
        object_: the same, or a literal as N-Triples writes it.
        also: more facts, such as those of a decree.

    Raises:
        ZikgError: the triple neither is stated nor follows.

    Example:
        >>> chain = explain_inferred(
        ...     "eli/uu/ri/2014/5", "eli:repealed_by", "eli/uu/ri/2023/20")
        >>> chain[-1].rule
        'prp-inv1'
    """
    wanted: Fact = (node(subject), node(predicate), node(object_))
    held = _reasons(tuple(also), ())
    if held.why is not None and wanted not in held.why and (near := _near(wanted)):
        held = _reasons(tuple(also), near)
    why = held.why
    assert why is not None
    if wanted not in why:
        told = " ".join(map(shown, wanted))
        raise ZikgError(
            f"Tidak dinyatakan dan tidak tersimpulkan: {told}. Periksa penulisannya, misalnya "
            "eli/uu/ri/2014/5 eli:repealed_by eli/uu/ri/2023/20.",
            f"Neither stated nor inferred: {told}. Check how it is written, for example "
            "eli/uu/ri/2014/5 eli:repealed_by eli/uu/ri/2023/20.",
        )
    found: dict[Fact, Step] = {}

    def visit(each: Fact) -> None:
        if each not in found:
            step = why[each]
            for premise in step.premises:
                visit(premise)
            found[each] = step
            if each[2].startswith("_:"):
                members = " ".join(map(shown, held.listed(each[2])))
                found[each] = replace(step, words=f"( {members} )" if members else "[]")

    visit(wanted)
    return tuple(found.values())


def decree_facts(decree: Decree) -> tuple[Triple, ...]:
    """Return the facts of a decree, to be explained with."""
    return tuple(quad.triple for quad in decree_quads(decree, open_registry()))


@lru_cache(maxsize=2)
def _reasons(also: tuple[Triple | Quad, ...], works: tuple[str, ...]) -> Closure:
    """Return what follows, and why, from the reference, more facts, and some works below it."""
    registry = open_registry()
    found = Closure(
        (quad.triple for module in closure.MODULES for quad in closure.ontology(module)),
        reasons=True,
    )
    for quads in closure.facts(registry).values():
        found.add(quads)
    found.add(also)
    found.add(effect_triples(registry), COMPUTED)
    if works:
        changes = {c.id: c for work in works for c in _changes_of(registry, work)}.values()
        held = [one for one in map(registry.get, works) if one is not None]
        for regulation in held:
            found.add(work_triples(regulation))
        for change in changes:
            found.add(change_triples(change))
        found.add(sure_effects(registry, held, changes), COMPUTED)
    return found


def _near(wanted: Fact) -> tuple[str, ...]:
    """Return the works that a fact is about, as far as layers below the reference tell of them."""
    registry = open_registry()
    local = {term[1:-1].removeprefix(BASE) for term in wanted}
    works = {each.removeprefix("eli/") for each in local if each.startswith("eli/")}
    for layer in (registry.own, registry.national):
        for change in layer.changes() if layer is not None else ():
            if change.id in local:
                works |= {change.act, change.target}
    around = {
        end for work in works for c in _changes_of(registry, work) for end in (c.act, c.target)
    }
    return tuple(sorted(works | around))


def _changes_of(registry: Registry, work: str) -> tuple[Change, ...]:
    return (*registry.changes_to(work), *registry.changes_by(work))


def node(text: str) -> str:
    """Return a term as N-Triples writes it, from the ways in which people write one.

    Example:
        >>> node("eli/uu/ri/2014/5"), node("zikg:Amendment")[:30]
        ('<https://w3id.org/zikg/eli/uu/ri/2014/5>', '<https://w3id.org/zikg/ontolog')
    """
    if text.startswith(('"', "<")):
        return text
    if text.startswith(("http://", "https://")):
        return f"<{text}>"
    if text == "a":
        return f"<{PREFIXES['rdf']}type>"
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        return f"<{PREFIXES[prefix]}{local}>"
    return f"<{BASE}{text}>"


def shown(term: str) -> str:
    """Return a term in short, as `node` reads it back."""
    if not term.startswith("<"):
        return term
    iri = term[1:-1]
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and "/" not in local and namespace != BASE:
            return f"{prefix}:{local}"
    return iri.removeprefix(BASE)


def printed(chain: tuple[Step, ...], lang: str) -> list[str]:
    """Return a chain as numbered lines.

    Args:
        chain: the steps, from `explain_inferred`.
        lang: ``id`` or ``en``.
    """
    places = {step.conclusion: place for place, step in enumerate(chain, start=1)}
    source = "dari" if lang == "id" else "from"
    lines = []
    for place, step in enumerate(chain, start=1):
        subject, predicate, object_ = map(shown, step.conclusion)
        told = f"{subject} {predicate} {step.words or object_}"
        rule = _WORDS[lang].get(step.rule, step.rule)
        came = ", ".join(str(places[premise]) for premise in step.premises)
        lines.append(f"{place:>3}. {told}  [{rule}{f' {source} {came}' if came else ''}]")
    return lines
