"""What an engine gives: a shape, the node that violates it, and the value it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from zikg.rules import Shape

Value: TypeAlias = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation; ``value`` is ``None`` where the shape tells none."""

    shape: Shape
    focus: NamedNode
    value: Value | None

    @property
    def key(self) -> tuple[str, str, str]:
        """What two engines have to agree on: shape, focus and value."""
        return self.shape.iri, self.focus.value, str(self.value) if self.value else ""
