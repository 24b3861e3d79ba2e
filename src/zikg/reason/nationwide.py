"""What follows from the registry below the reference: by set rules, as owlrl would take hours.

The rules are those of the ontology (`zikg.reason.setrules`): what they infer of the reference, and
of a slice of the national registry, is what owlrl infers, by test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from zikg.graph import nt
from zikg.graph.national import below, heard_quads
from zikg.namespaces import GRAPH_INFERRED
from zikg.reason import closure
from zikg.reason.effect import effect_triples, sure_effects
from zikg.reason.setrules import Closure, Rules, fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

    from zikg.registry import Registry

_GRAPH: Final = NamedNode(GRAPH_INFERRED)


def national_closure(registry: Registry) -> Iterator[Quad]:
    """Return what follows from the user's own facts and the national registry.

    The same as of the reference (docs/graph.md, docs/ontology.md), as far as it is sure enough:
    which changes are in effect at the date of the registry, how a regulation stands, the plain ELI
    links and their inverses, classes. What the reference alone infers is not among it.

    Args:
        registry: the registry, all its layers.

    Returns:
        Quads of ``graph/inferred``.
    """
    axioms = [quad for module in closure.MODULES for quad in closure.ontology(module)]
    rules, found = Rules(axioms), Closure(axioms)
    for quads in closure.facts(registry).values():
        found.add(_heard(rules, quads))
    found.add(effect_triples(registry))
    of_reference = found.inferred()
    computed: list[Triple] = []
    for heard in below(registry):
        computed += sure_effects(registry, heard.regulations, heard.changes)
        found.add(_heard(rules, heard_quads(heard)))
    found.add(computed)
    new = (found.inferred() - of_reference).union(map(fact, computed))
    return nt.quads(sorted(new), _GRAPH)


def _heard(rules: Rules, items: Iterable[Triple | Quad]) -> Iterator[Triple | Quad]:
    """Leave out the facts from which no rule draws anything: most of them."""
    return (item for item in items if rules.reads(str(item.predicate)))
