"""The rules: read from ``shapes/``, never written twice."""

from __future__ import annotations

from zikg.rules.catalogue import Rule, Scope, Shape, catalogue, rule, shapes

__all__ = ["Rule", "Scope", "Shape", "catalogue", "rule", "shapes"]
