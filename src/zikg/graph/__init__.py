"""What is asserted about a decree, a registry slice and a run, as quads (docs/graph.md)."""
