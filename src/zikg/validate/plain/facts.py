"""An index of one decree's graph, laid over what is known of the registry, without a store.

Terms are the words that N-Triples has for them: they hash once, and compare as fast as they can.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from zikg.namespaces import XSD
from zikg.validate.plain.values import _LITERAL, order_key, unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyoxigraph import Quad, Store

Told: TypeAlias = str | None
Index: TypeAlias = "dict[str, list[str]]"
Lookup: TypeAlias = "Callable[[str, tuple[str, ...]], Iterable[str]]"
E: Final[tuple[str, ...]] = ()


class Layer:
    """Triples by predicate, each both by subject and by object."""

    __slots__ = ("by_predicate",)

    def __init__(self) -> None:
        self.by_predicate: dict[str, tuple[Index, Index]] = {}

    def add(self, subject: str, predicate: str, object_: str) -> None:
        """Add a triple; one that is there already stays one."""
        pair = self.by_predicate.get(predicate)
        if pair is None:
            pair = self.by_predicate[predicate] = ({}, {})
        forward, backward = pair
        objects = forward.get(subject)
        if objects is None:
            forward[subject] = [object_]
        elif object_ in objects:
            return
        else:
            objects.append(object_)
        subjects = backward.get(object_)
        if subjects is None:
            backward[object_] = [subject]
        else:
            subjects.append(subject)

    def add_lines(self, lines: Iterable[str]) -> None:
        """Add triples as N-Triples writes them, one a line."""
        add = self.add
        for line in lines:
            if line:
                subject, predicate, object_ = line.split(" ", 2)
                add(subject, predicate, object_[:-2])


class Facts:
    """What is asked: the triples of a decree, and of those known the ones of some subjects.

    Args:
        own: the triples of the decree, its run, its slice of the registry, and what follows.
        shared: triples that every decree is judged with, indexed once for many.
    """

    def __init__(self, own: Layer, shared: Layer | None = None) -> None:
        self._own, self._shared = own.by_predicate, shared.by_predicate if shared else {}

    def objects(self, predicate: str) -> Lookup:
        """Return what gives the objects of a subject."""
        return _laid(
            self._own.get(predicate, _NOTHING)[0], self._shared.get(predicate, _NOTHING)[0]
        )

    def subjects(self, predicate: str) -> Lookup:
        """Return what gives the subjects of an object."""
        return _laid(
            self._own.get(predicate, _NOTHING)[1], self._shared.get(predicate, _NOTHING)[1]
        )

    def every(self, predicate: str) -> Mapping[str, Iterable[str]]:
        """Return the objects by subject, for all subjects."""
        own = self._own.get(predicate, _NOTHING)[0]
        shared = self._shared.get(predicate, _NOTHING)[0]
        if not shared:
            return own
        find = _laid(own, shared)
        return {
            subject: find(subject, E) for subject in (*own, *(s for s in shared if s not in own))
        }

    def matching(self, predicate: str) -> Callable[[Told, Told], Iterator[tuple[str, str]]]:
        """Return what gives the pairs that fit a subject and an object, either of them or none."""
        objects, subjects = self.objects(predicate), self.subjects(predicate)

        def find(subject: Told, object_: Told) -> Iterator[tuple[str, str]]:
            if subject is not None:
                for found in objects(subject, E):
                    if object_ is None or found == object_:
                        yield subject, found
            elif object_ is not None:
                for found in subjects(object_, E):
                    yield found, object_
            else:
                for each, found_objects in self.every(predicate).items():
                    for found in found_objects:
                        yield each, found

        return find


_NOTHING: Final[tuple[Index, Index]] = ({}, {})


def _laid(own: Index, shared: Index) -> Lookup:
    """Return a look-up in one index laid over another."""
    if not shared:
        return own.get
    if not own:
        return shared.get

    def find(key: str, none: tuple[str, ...]) -> Iterable[str]:
        mine, theirs = own.get(key, none), shared.get(key, none)
        return [*mine, *(x for x in theirs if x not in mine)] if mine and theirs else mine or theirs

    return find


def layer_of(quads: Iterable[Quad], facts: Iterable[tuple[str, str, str]] = ()) -> Layer:
    """Return an index of statements, whatever their graph, and of facts beside them."""
    written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None
    found = Layer()
    for fact in facts:
        found.add(*fact)
    found.add_lines(written.decode().split("\n"))
    return found


def facts_of(store: Store) -> Facts:
    """Return an index of the default graph of a store."""
    return Facts(layer_of(store.quads_for_pattern(None, None, None)))


@lru_cache(maxsize=16384)
def term(told: str) -> NamedNode | Literal:
    """Return a term of pyoxigraph for what N-Triples writes.

    Example:
        >>> term('"7"').value
        '7'
    """
    if told.startswith("<"):
        return NamedNode(told[1:-1])
    match = _LITERAL.fullmatch(told)
    assert match is not None, told
    text = unescaped(match[1])
    if match[3]:
        return Literal(text, language=match[3])
    return Literal(text, datatype=NamedNode(match[2])) if match[2] else Literal(text)


def reached(objects: Lookup, start: str) -> list[str]:
    """Return what a repeated predicate leads to, the start itself first (SPARQL section 9.3)."""
    found, seen = [start], {start}
    for each in found:
        for following in objects(each, E):
            if following not in seen:
                seen.add(following)
                found.append(following)
    return found


def ordered(
    rows: list[tuple[Told, ...]], keys: tuple[tuple[int, bool], ...]
) -> list[tuple[Told, ...]]:
    """Return rows in the order of some columns, each upwards or downwards."""
    for column, down in reversed(keys):
        rows = sorted(rows, key=lambda row: order_key(row[column]), reverse=down)
    return rows


def counted(values: list[Told]) -> list[tuple[str]]:
    """Return the one row of a COUNT of different values; none where there is nothing to count."""
    found = {each for each in values if each is not None}
    return [(f'"{len(found)}"^^<{XSD}integer>',)] if values else []
