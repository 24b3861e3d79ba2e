"""The OWL 2 RL rules as set rules: what owlrl infers, much faster, and with its reasons.

The rules are made from the axioms of the ontology, never written for one property. Names are those
of OWL 2 Profiles, section 4.3 (``prp-inv1``, ``cax-sco``, ...). An axiom of a kind that no rule
here reads is refused, so that nothing is lost silently. owlrl stays the witness: both give the same
triples on ontology, registry and decrees, by test.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.errors import BuildError
from zikg.namespaces import OWL, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

    from zikg.graph.nt import Fact


@dataclass(frozen=True, slots=True)
class Step:
    """Why a triple holds: the rule and what it was drawn from; no premises where it is stated.

    ``words`` stand for an object that has no name: the members of a list.
    """

    conclusion: Fact
    rule: str
    premises: tuple[Fact, ...] = ()
    words: str = ""


def _iri(name: str) -> str:
    return f"<{name}>"


TYPE: Final = _iri(RDF + "type")
_SUB_CLASS, _SUB_PROPERTY = _iri(RDFS + "subClassOf"), _iri(RDFS + "subPropertyOf")
_DOMAIN, _RANGE = _iri(RDFS + "domain"), _iri(RDFS + "range")
_INVERSE, _CHAIN = _iri(OWL + "inverseOf"), _iri(OWL + "propertyChainAxiom")
_ON, _VALUE, _SOME = (_iri(OWL + name) for name in ("onProperty", "hasValue", "someValuesFrom"))
_TRANSITIVE, _SYMMETRIC = _iri(OWL + "TransitiveProperty"), _iri(OWL + "SymmetricProperty")
_FIRST, _REST, _NIL = (_iri(RDF + name) for name in ("first", "rest", "nil"))
_READ: Final = frozenset((_INVERSE, _CHAIN, _ON, _VALUE, _SOME))
_CHECKED: Final = frozenset(
    _iri(OWL + name)
    for name in (
        "disjointWith",
        "imports",
        "versionIRI",
        "versionInfo",
        "AsymmetricProperty",
        "IrreflexiveProperty",
        "AnnotationProperty",
        "Class",
        "DatatypeProperty",
        "ObjectProperty",
        "Ontology",
        "Restriction",
    )
)
"""Of these nothing follows: they declare, or forbid (which owlrl checks at build)."""
_META: Final = tuple(f"<{name}" for name in (RDF, RDFS, OWL, XSD))
_LITERAL: Final = '"'


class Rules:
    """The rules that the axioms of an ontology come to.

    Args:
        axioms: the triples of the ontology.

    Raises:
        BuildError: an axiom is of a kind that no rule here reads.
    """

    def __init__(self, axioms: Iterable[Triple | Quad]) -> None:
        facts = [fact(item) for item in axioms]
        objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, object_ in facts:
            objects[subject, predicate].append(object_)
            self._refuse(predicate, object_)
        self.transitive = {s for s, p, o in facts if p == TYPE and o == _TRANSITIVE}
        self.symmetric = {s for s, p, o in facts if p == TYPE and o == _SYMMETRIC}
        self.transitive_meta = {_SUB_CLASS: "scm-sco", _SUB_PROPERTY: "scm-spo"}
        self.inverses: dict[str, list[tuple[str, str, Fact]]] = defaultdict(list)
        self.domains = _by_subject(facts, _DOMAIN)
        self.ranges = _by_subject(facts, _RANGE)
        self.above = _by_subject(facts, _SUB_PROPERTY)
        self.classes_above = _by_subject(facts, _SUB_CLASS)
        self.chains: dict[str, list[tuple[int, tuple[str, ...], str, Fact]]] = defaultdict(list)
        self.values: dict[tuple[str, str], list[tuple[str, Fact]]] = defaultdict(list)
        self.valued: dict[str, list[tuple[str, str, Fact]]] = defaultdict(list)
        self.some: dict[str, list[tuple[str, str, Fact]]] = defaultdict(list)
        self.some_class: dict[str, list[tuple[str, str, Fact]]] = defaultdict(list)
        for axiom in facts:
            subject, predicate, object_ = axiom
            if predicate == _INVERSE:
                self.inverses[subject].append((object_, "prp-inv1", axiom))
                self.inverses[object_].append((subject, "prp-inv2", axiom))
            elif predicate == _CHAIN:
                steps = tuple(_listed(objects, object_))
                for place, step in enumerate(steps):
                    self.chains[step].append((place, steps, subject, axiom))
            elif predicate == _VALUE:
                for property_ in objects[subject, _ON]:
                    self.values[property_, object_].append((subject, axiom))
                    self.valued[subject].append((property_, object_, axiom))
            elif predicate == _SOME:
                for property_ in objects[subject, _ON]:
                    self.some[property_].append((object_, subject, axiom))
                    self.some_class[object_].append((property_, subject, axiom))
        self._heard = {TYPE, *self.transitive_meta, *self.transitive, *self.symmetric}
        self._heard.update(self.inverses, self.domains, self.ranges, self.above, self.chains)
        self._heard.update(self.some, (property_ for property_, _ in self.values))

    def reads(self, predicate: str) -> bool:
        """Whether a rule draws anything from facts of a property; from annotations none does."""
        return predicate in self._heard

    @staticmethod
    def _refuse(predicate: str, object_: str) -> None:
        if predicate.startswith(f"<{OWL}") and predicate not in _READ | _CHECKED:
            raise BuildError(f"aksioma tanpa aturan / an axiom without a rule: {predicate}")
        if predicate == TYPE and object_.startswith(f"<{OWL}"):
            known = _CHECKED | {_TRANSITIVE, _SYMMETRIC}
            if object_ not in known:
                raise BuildError(f"aksioma tanpa aturan / an axiom without a rule: {object_}")


class Closure:
    """Facts and all that follows from them; more can be added at any time.

    Args:
        axioms: the triples of the ontology.
        reasons: whether it is kept why each triple holds.
    """

    def __init__(self, axioms: Iterable[Triple | Quad], *, reasons: bool = False) -> None:
        held = list(axioms)
        self._rules = Rules(held)
        self._forward: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._backward: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.why: dict[Fact, Step] | None = {} if reasons else None
        self._known: set[Fact] = set()
        self._given: set[Fact] = set()
        self.add(held)

    def add(self, triples: Iterable[Triple | Quad], rule: str = "stated") -> None:
        """Add facts, and draw what follows from them.

        Args:
            triples: the facts.
            rule: where they come from.
        """
        queue: list[Fact] = []
        for item in triples:
            told = fact(item)
            self._given.add(told)
            self._put(queue, told, rule, ())
        while queue:
            following = queue
            queue = []
            for each in following:
                for conclusion, name, premises in self._follow(each):
                    self._put(queue, conclusion, name, premises)

    def listed(self, head: str) -> tuple[str, ...]:
        """Return the members of an RDF list; nothing where a node is none."""
        members: list[str] = []
        while head in self._forward[_FIRST]:
            members += self._forward[_FIRST][head][:1]
            head = self._forward[_REST][head][0]
        return tuple(members)

    def inferred(self) -> set[Fact]:
        """Return what was drawn and not stated, without the trivia (`zikg.reason.owl`)."""
        return {told for told in self._known - self._given if not trivial(told)}

    def _put(self, queue: list[Fact], told: Fact, rule: str, premises: tuple[Fact, ...]) -> None:
        if told in self._known:
            return
        self._known.add(told)
        subject, predicate, object_ = told
        self._forward[predicate][subject].append(object_)
        self._backward[predicate][object_].append(subject)
        if self.why is not None:
            self.why[told] = Step(told, rule, premises)
        queue.append(told)

    def _follow(self, told: Fact) -> Iterator[tuple[Fact, str, tuple[Fact, ...]]]:
        subject, predicate, object_ = told
        rules = self._rules
        node = not object_.startswith(_LITERAL)
        for above in rules.above.get(predicate, ()):
            yield (subject, above, object_), "prp-spo1", ((predicate, _SUB_PROPERTY, above), told)
        for kind in rules.domains.get(predicate, ()):
            yield (subject, TYPE, kind), "prp-dom", ((predicate, _DOMAIN, kind), told)
        for kind, axiom in rules.values.get((predicate, object_), ()):
            yield (subject, TYPE, kind), "cls-hv2", (axiom, told)
        if node:
            yield from self._of_nodes(told)
        if predicate == TYPE:
            yield from self._of_class(told)

    def _of_nodes(self, told: Fact) -> Iterator[tuple[Fact, str, tuple[Fact, ...]]]:
        subject, predicate, object_ = told
        rules = self._rules
        for kind in rules.ranges.get(predicate, ()):
            yield (object_, TYPE, kind), "prp-rng", ((predicate, _RANGE, kind), told)
        for inverse, name, axiom in rules.inverses.get(predicate, ()):
            yield (object_, inverse, subject), name, (axiom, told)
        if predicate in rules.symmetric:
            yield (object_, predicate, subject), "prp-symp", (told,)
        name = rules.transitive_meta.get(predicate) or (
            "prp-trp" if predicate in rules.transitive else ""
        )
        if name:
            for after in list(self._forward[predicate].get(object_, ())):
                yield (subject, predicate, after), name, (told, (object_, predicate, after))
            for before in list(self._backward[predicate].get(subject, ())):
                yield (before, predicate, object_), name, ((before, predicate, subject), told)
        for place, steps, whole, axiom in rules.chains.get(predicate, ()):
            for first, led in self._leading(steps[:place], subject):
                for last, followed in self._following(steps[place + 1 :], object_):
                    yield (first, whole, last), "prp-spo2", (axiom, *led, told, *followed)
        for kind, restriction, axiom in rules.some.get(predicate, ()):
            if kind == _iri(OWL + "Thing") or kind in self._forward[TYPE].get(object_, ()):
                premises = axiom, told, (object_, TYPE, kind)
                yield (subject, TYPE, restriction), "cls-svf1", premises

    def _of_class(self, told: Fact) -> Iterator[tuple[Fact, str, tuple[Fact, ...]]]:
        subject, _, kind = told
        rules = self._rules
        for above in rules.classes_above.get(kind, ()):
            yield (subject, TYPE, above), "cax-sco", ((kind, _SUB_CLASS, above), told)
        for property_, value, axiom in rules.valued.get(kind, ()):
            yield (subject, property_, value), "cls-hv1", (axiom, told)
        for property_, restriction, axiom in rules.some_class.get(kind, ()):
            for whose in list(self._backward[property_].get(subject, ())):
                premises = axiom, (whose, property_, subject), told
                yield (whose, TYPE, restriction), "cls-svf1", premises

    def _leading(self, steps: tuple[str, ...], to: str) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        if not steps:
            yield to, ()
            return
        for before in list(self._backward[steps[-1]].get(to, ())):
            for first, path in self._leading(steps[:-1], before):
                yield first, (*path, (before, steps[-1], to))

    def _following(self, steps: tuple[str, ...], of: str) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        if not steps:
            yield of, ()
            return
        for after in list(self._forward[steps[0]].get(of, ())):
            for last, path in self._following(steps[1:], after):
                yield last, ((of, steps[0], after), *path)


def fact(item: Triple | Quad) -> Fact:
    """Return the terms of a triple as N-Triples writes them."""
    return str(item.subject), str(item.predicate), str(item.object)


def trivial(told: Fact) -> bool:
    """Whether an inferred triple tells a reader nothing: as `zikg.reason.owl.is_trivial` says."""
    subject, predicate, object_ = told
    if subject[0] in '_"' or object_.startswith("_") or subject.startswith(_META):
        return True
    if predicate in {_DOMAIN, _RANGE}:
        return True
    return predicate.startswith(_META) and (subject == object_ or object_.startswith(_META))


def _by_subject(facts: Iterable[Fact], predicate: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject, each, object_ in facts:
        if each == predicate:
            found[subject].append(object_)
    return found


def _listed(objects: dict[tuple[str, str], list[str]], node: str) -> Iterator[str]:
    while node != _NIL:
        yield from objects[node, _FIRST][:1]
        node = objects[node, _REST][0]
