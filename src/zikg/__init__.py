"""zikg: checks Indonesian decrees against the law in force, and links them in a graph."""

from typing import Final

__version__: Final = "0.1.0"
