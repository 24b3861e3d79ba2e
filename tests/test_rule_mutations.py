"""Each shape matters: without it at least one failing case of its rule loses its finding.

The shapes are compiled without the one in question, in memory; the graphs of the cases are made once.
"""

from __future__ import annotations

from functools import cache

import pytest

from rule_cases import Case, cases, differences, examination, findings
from zikg.rules import Shape, catalogue
from zikg.validate import compiled
from zikg.validate.engine import violations
from zikg.validate.examine import examine

SHAPES = tuple(shape for rule in catalogue() if rule.family != "registry" for shape in rule.shapes)


@cache
def raised(case: Case) -> frozenset[str]:
    """Return the names of the shapes whose finding a case shows."""
    return frozenset(finding.shape for finding in findings(case))


def covering(shape: Shape) -> list[Case]:
    """Return the failing cases of a rule that show a finding of one of its shapes."""
    return [c for c in cases() if c.code == shape.code and c.expect and shape.iri in raised(c)]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_is_missed_when_it_is_removed(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    covered = covering(shape)
    assert covered, f"{shape.name}: no case covers it"
    rest = compiled.compile_shapes(other for other in SHAPES if other is not shape)
    assert len(rest[0]) + len(rest[1]) == len(SHAPES) - 1
    monkeypatch.setattr(compiled, "plans", lambda _scope: rest)
    missed = [c.id for c in covered if differences(c, examine(examination(c), "compiled").findings)]
    assert missed, f"{shape.name}: removed, and all its cases still hold"


AGREED: set[str] = set()
"""The shapes that both engines found violated alike so far in this process."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_engines_agree_on_a_case_of_each_shape(shape: Shape) -> None:
    """pySHACL costs half a second a decree: no more cases than it takes to see each shape once."""
    if shape.name not in AGREED:
        store = examination(covering(shape)[0]).store
        # Raises where the engines differ.
        AGREED.update(found.shape.name for found in violations(store, "both", "decree"))
    assert shape.name in AGREED


def test_a_case_holds_with_all_shapes() -> None:
    """The runs above differ in nothing but the one shape."""
    case = next(case for case in cases() if case.expect)
    whole = compiled.compile_shapes(SHAPES)
    assert {plan.shape.iri for plan in whole[0]} == {shape.iri for shape in SHAPES}
    assert examine(examination(case), "compiled").findings == findings(case)
