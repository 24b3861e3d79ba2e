"""The rules: read from ``shapes/``, never written twice."""

from __future__ import annotations

from zikg.rules.catalogue import Rule, Shape, catalogue, rule

__all__ = ["Rule", "Shape", "catalogue", "rule"]
